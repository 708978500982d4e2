"""What of a document was not read is told beside the verdict; there no exception is ruled out."""

from dataclasses import replace

import pytest

from classification.classify import classify
from classification.rules import Fit, apply_rule
from classification.subject import OPENING, Subject
from records.documents import Attachment, Reading
from records.file_plan import Condition
from records.verdicts import evidence_told
from tests.records.made import document, dossier_type, plan, rule

LETTER = "Onderwerp: aanvraag om subsidie SUB-2026-0147."


def told(**read: object) -> list[tuple[str, str]]:
    found = document(LETTER)
    assert isinstance(found.reading, Reading)
    with_unread = replace(found, reading=replace(found.reading, **read))  # type: ignore[arg-type]
    file_plan = plan(dossier_type(rule("Aanvraag")))
    verdict, plain = classify(with_unread, file_plan), classify(found, file_plan)
    assert (verdict.outcome, verdict.dossier_number) == ("classified", "SUB-2026-0147")
    assert verdict.evidence[: len(plain.evidence)] == plain.evidence
    return [
        evidence_told({"kind": one.kind, "quote": one.quote, "rule": one.rule, "part": one.part})
        for one in verdict.evidence[len(plain.evidence) :]
    ]


@pytest.mark.parametrize(
    ("pages", "dutch", "english"),
    [
        ((2,), "blz. 2", "p. 2"),
        ((3, 4, 5, 6, 7), "blz. 3 tot en met 7", "p. 3 to 7"),
        ((1, 3, 4, 9), "blz. 1, 3 tot en met 4, 9", "p. 1, 3 to 4, 9"),
    ],
)
def test_pages_that_are_pictures_are_told_as_people_number_them(
    pages: tuple[int, ...], dutch: str, english: str
) -> None:
    assert told(unread_pages=pages) == [
        (
            f"{dutch}: alleen beeld, waarvan geen tekst is gelezen",
            f"{english}: picture only, of which no text was read",
        )
    ]


def test_of_very_many_pages_the_first_are_told_and_how_many_there_are() -> None:
    [(dutch, _)] = told(unread_pages=tuple(range(2, 400, 2)))
    assert dutch.startswith("blz. 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, ... (199): ")


def test_what_lies_inside_and_was_not_read_is_told_by_its_name_and_its_pages() -> None:
    attachments = (
        Attachment("brief.pdf", (), 0, 0, None, unread_pages=(2, 3)),
        Attachment("film.mp4", (), 0, 0, "unsupported"),
        Attachment("123456782.zip", (), 0, 0, "encrypted"),
        Attachment("alles.zip", (), 0, 0, None, unread_inside=("scan.pdf",)),
    )
    assert told(attachments=attachments) == [
        (
            "blz. 2 tot en met 3 van «brief.pdf»: alleen beeld, waarvan geen tekst is gelezen",
            "p. 2 to 3 of «brief.pdf»: picture only, of which no text was read",
        ),
        (
            "«film.mp4, •••••••••.zip, scan.pdf in alles.zip» (zit erin en is niet gelezen)",
            "«film.mp4, •••••••••.zip, scan.pdf in alles.zip» (lies inside and was not read)",
        ),
    ]


@pytest.mark.parametrize(
    ("word", "unread", "fits"),
    [
        ("opening", (1,), Fit.COULD_NOT_LOOK),
        ("opening", (2,), Fit.COULD_NOT_LOOK),
        ("dated", (1,), Fit.COULD_NOT_LOOK),
        ("dated", (2,), Fit.COULD_NOT_LOOK),
        ("heading", (2,), Fit.COULD_NOT_LOOK),
        ("own_text", (2,), Fit.COULD_NOT_LOOK),
        ("text", (2,), Fit.COULD_NOT_LOOK),
        ("number", (2,), Fit.COULD_NOT_LOOK),
        ("name", (1, 2), Fit.FITS),
        ("text", (), Fit.FITS),
    ],
)
def test_an_exception_that_may_stand_on_an_unread_page_could_not_be_looked_at(
    word: str, unread: tuple[int, ...], fits: Fit
) -> None:
    value = {"dated": "2020", "number": "BZW-jjjj-nnnn"}.get(word, "bezwaar")
    one = rule("Aanvraag", unless=(Condition(word, (value,)),))
    pages = (0, len(LETTER))  # the second page has no text
    subject = Subject("brief.pdf", "/", LETTER, pages, unread_pages=unread)
    assert apply_rule(one, subject).fit is fits


@pytest.mark.parametrize(
    ("first_page", "fits"), [(OPENING - 1, Fit.COULD_NOT_LOOK), (OPENING, Fit.FITS)]
)
@pytest.mark.parametrize("word", ["opening", "dated"])
def test_an_opening_of_so_many_characters_goes_on_behind_a_short_first_page(
    word: str, first_page: int, fits: Fit
) -> None:
    cover = LETTER.ljust(first_page, ".")
    subject = Subject(
        "brief.pdf", "/", cover + "De rest.", (0, first_page, first_page), unread_pages=(2,)
    )
    one = rule("Aanvraag", unless=(Condition(word, ("2020" if word == "dated" else "bezwaar",)),))
    assert apply_rule(one, subject).fit is fits


def test_an_exception_may_stand_in_what_lies_inside_and_was_not_read() -> None:
    for inside in (
        Attachment("bijlage.pdf", (), 0, 0, "encrypted"),
        Attachment("brief.pdf", (), 0, 0, None, unread_pages=(2,)),
        Attachment("alles.zip", (), 0, 0, None, unread_inside=("scan.pdf",)),
    ):
        subject = Subject("brief.eml", "/", LETTER, attachments=(inside,))
        for word, fits in (("text", Fit.COULD_NOT_LOOK), ("own_text", Fit.FITS)):
            one = rule("Aanvraag", unless=(Condition(word, ("bezwaar",)),))
            assert apply_rule(one, subject).fit is fits


def test_a_document_with_a_rule_that_could_not_look_goes_to_a_person_with_the_reason() -> None:
    found = document(LETTER)
    assert isinstance(found.reading, Reading)
    unread = replace(found, reading=replace(found.reading, unread_pages=(2,)))
    one = rule("Aanvraag", unless=(Condition("text", ("bezwaar",)),))
    verdict = classify(unread, plan(dossier_type(one)))
    assert (verdict.outcome, verdict.reason.code) == (
        "not_assessable",
        "not_assessable_partly_read",
    )
    assert "een deel is niet gelezen" in verdict.reason.nl
