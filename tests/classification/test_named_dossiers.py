"""Where the number of a dossier may stand, and what the parts of a document have to say."""

from typing import Any

import pytest

from classification.classify import classify
from classification.conditions import Found, look
from classification.glance import Glance, question
from classification.subject import OPENING, Subject
from records.documents import Attachment
from records.file_plan import Condition
from records.verdicts import Candidate, Evidence, Verdict
from tests.records.made import document, dossier_type, plan, rule

FIXED = "SUB-2026-0147"
MAIL = (
    "Hierbij onze aanvraag SUB-2026-0001.\n> U schreef over SUB-2026-0002.\nbijlage SUB-2026-0003"
)
OWN_END = MAIL.index(">")
ATTACHED = Attachment("bijlage.pdf", (), MAIL.index("bijlage"), len(MAIL), None)


def verdict_on(
    text: str | None, *places: str, at: dict[str, Any] | None = None, **more: Any
) -> Verdict:
    """Verdict of one rule on the file type, which takes the number from those places."""
    fits = rule(when=(Condition("file_type", ("docx",)),), number_from=places)
    return classify(document(text, **more), plan(dossier_type(fits), **(at or {})))


def seen(word: str, phrase: str, subject: Subject) -> Found | None:
    asked = question(Condition(word, (phrase,)))
    return look(asked, Glance([asked]).over(subject))


def numbers(verdict: Verdict) -> list[str | None]:
    return [candidate.dossier_number for candidate in verdict.candidates]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/Algemeen/SUB-2026-0001", "SUB-2026-0001"),
        ("/Algemeen/SUB 2026 0001 Dorpshuis/Brieven", "SUB-2026-0001"),
        ("/Algemeen/SUB-2026-0001/2026 stukken", "SUB-2026-0001"),
        ("/Algemeen/SUB/2026/0001", None),
        ("/Algemeen", None),
        ("/", None),
    ],
)
def test_a_number_may_be_the_name_of_any_folder(path: str, expected: str | None) -> None:
    assert verdict_on(None, "folder", path=path).dossier_number == expected


def test_a_number_in_a_folder_is_quoted_where_it_stands_in_the_path() -> None:
    verdict = verdict_on(None, "folder", path="/Algemeen/oud sub 2026 0001")
    assert verdict.evidence[-1] == Evidence(
        "number_in_folder", "Aanvraag", "version of Aanvraag", "sub 2026 0001", 14, 27, None
    )


def test_the_folder_of_the_channel_itself_is_not_under_the_source() -> None:
    path = "/SUB-2026-0001/Brieven"
    channel = verdict_on(None, "folder", path=path, at={"channel": "SUB-2026-0001"})
    assert channel.reason.code == "no_dossier_named"
    library = {"team": "", "channel": "", "site": "Archief", "library": "Subsidiedossiers"}
    assert verdict_on(None, "folder", path=path, at=library).dossier_number == "SUB-2026-0001"


def test_two_folders_with_different_numbers_are_for_a_person() -> None:
    verdict = verdict_on(None, "folder", path="/Algemeen/SUB-2026-0001/SUB-2026-0002")
    assert (verdict.outcome, verdict.reason.code) == ("ambiguous", "several_dossiers")


def test_what_may_be_a_number_in_a_folder_is_for_a_person() -> None:
    verdict = verdict_on(None, "folder", path="/Algemeen/SUB-2026-0001/SUB-2026-0002a")
    assert verdict.reason.code == "number_unclear"


def test_the_dossier_of_the_source_is_taken_by_a_rule_that_says_so() -> None:
    verdict = verdict_on("aanvraag", "source", at={"dossier": FIXED})
    assert (verdict.outcome, verdict.dossier_number) == ("classified", FIXED)
    assert verdict.evidence[-1] == Evidence(
        "number_of_source", "Aanvraag", "version of Aanvraag", FIXED, 0, len(FIXED), None
    )
    assert verdict_on("aanvraag", "text", at={"dossier": FIXED}).dossier_number is None


def test_a_file_that_cannot_be_read_may_have_the_dossier_of_its_source() -> None:
    verdict = verdict_on(None, "source", "name", problem="unsupported", at={"dossier": FIXED})
    assert verdict.dossier_number == FIXED


@pytest.mark.parametrize("fixed", ["", "BZW-2026-0012"])
def test_a_source_without_a_dossier_of_the_type_gives_none(fixed: str) -> None:
    verdict = verdict_on("aanvraag SUB-2026-0001", "source", at={"dossier": fixed})
    assert verdict.reason.code == "no_dossier_named"


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("over SUB-2026-0001", {}),
        ("", {"name": "SUB-2026-0001.docx"}),
        ("", {"path": "/Algemeen/SUB-2026-0001"}),
    ],
)
def test_a_document_that_names_another_dossier_than_its_source_is_for_a_person(
    text: str, elsewhere: dict[str, Any]
) -> None:
    verdict = verdict_on(text, "source", at={"dossier": FIXED}, **elsewhere)
    assert (verdict.outcome, verdict.reason.code) == ("ambiguous", "several_dossiers")
    assert numbers(verdict) == ["SUB-2026-0001", FIXED]


def test_a_document_that_names_the_dossier_of_its_source_leaves_no_doubt() -> None:
    verdict = verdict_on("over SUB-2026-0147", "source", at={"dossier": FIXED})
    assert verdict.dossier_number == FIXED


def test_a_number_tells_in_which_part_of_the_document_it_stands() -> None:
    verdict = verdict_on(MAIL, "text", own_end=OWN_END, attachments=(ATTACHED,))
    assert [(e.quote, e.part) for e in verdict.evidence if e.kind == "number"] == [
        ("SUB-2026-0001", None),
        ("SUB-2026-0002", "quoted"),
        ("SUB-2026-0003", "bijlage.pdf"),
    ]
    assert (verdict.outcome, verdict.reason.code) == ("ambiguous", "several_dossiers")


def test_a_number_that_stands_only_in_an_attachment_counts() -> None:
    text = "Zie de bijlage.\nAanvraag SUB-2026-0003"
    attached = Attachment("bijlage.pdf", (), 16, len(text), None)
    verdict = verdict_on(text, "text", own_end=15, attachments=(attached,))
    assert verdict.dossier_number == "SUB-2026-0003"
    assert verdict.evidence[-1].part == "bijlage.pdf"


def test_the_opening_has_only_the_documents_own_words_and_the_text_all() -> None:
    subject = Subject("", "/", MAIL, own_end=OWN_END, attachments=(ATTACHED,))
    assert seen("opening", "aanvraag", subject) == Found("text", "aanvraag", 13, 21, None)
    assert seen("opening", "u schreef", subject) is None
    quoted = seen("text", "u schreef", subject)
    assert isinstance(quoted, Found)
    assert quoted.part == "quoted"
    inside = seen("text", "bijlage", subject)
    assert isinstance(inside, Found)
    assert inside.part == "bijlage.pdf"


def test_of_an_attachment_inside_another_the_inner_one_is_told_and_neither_has_pages() -> None:
    outer, inner = Attachment("a.zip", (), 5, 50, None), Attachment("b.pdf", (), 10, 20, None)
    subject = Subject("", "/", "x" * 60, (0, 3), own_end=5, attachments=(outer, inner))
    assert [subject.part_at(at) for at in (4, 5, 10, 19, 20, 50)] == [
        None,
        "a.zip",
        "b.pdf",
        "b.pdf",
        "a.zip",
        "quoted",
    ]
    assert [subject.page_at(at) for at in (0, 4, 10, 50)] == [1, 2, None, 2]


# ------------------------------------------------- documents of which no rule knows the kind

UNKNOWN = rule(when=(Condition("file_type", ("xyz",)),))
GRANTS = dossier_type(UNKNOWN)
OBJECTIONS = dossier_type(UNKNOWN, name="Bezwaar", number_shape="BZW-jjjj-nnnn")


def unknown(text: str | None = "", at: dict[str, Any] | None = None, **more: Any) -> Verdict:
    """Verdict on a document that no rule fits."""
    return classify(document(text, **more), plan(GRANTS, OBJECTIONS, **(at or {})))


@pytest.mark.parametrize(
    ("parts", "kind", "quote"),
    [
        ({"name": "advies SUB-2026-0147.pdf"}, "number_in_name", "SUB-2026-0147"),
        ({"path": "/Algemeen/SUB-2026-0147 Molen"}, "number_in_folder", "SUB-2026-0147"),
        ({"text": "Uw kenmerk: sub 2026 0147"}, "number", "sub 2026 0147"),
        ({"at": {"dossier": "SUB-2026-0147"}}, "number_of_source", "SUB-2026-0147"),
    ],
)
def test_one_number_of_its_own_names_the_dossier_of_a_document_that_no_rule_knows(
    parts: dict[str, Any], kind: str, quote: str
) -> None:
    verdict = unknown(**parts)
    assert (verdict.outcome, verdict.reason.code) == ("ambiguous", "only_dossier_known")
    assert (verdict.document_type, verdict.dossier_type) == (None, "Subsidie")
    assert verdict.dossier_number == FIXED
    assert verdict.candidates == (Candidate("Subsidie", None, FIXED),)
    [evidence] = verdict.evidence
    assert (evidence.kind, evidence.quote, evidence.rule, evidence.version) == (kind, quote, "", "")
    assert FIXED in verdict.reason.nl
    assert FIXED in verdict.reason.en


def test_several_numbers_of_its_own_are_candidates_in_one_order() -> None:
    verdict = unknown("Betreft BZW-2026-0003", name="SUB-2026-0147.pdf")
    assert (verdict.outcome, verdict.reason.code) == ("ambiguous", "several_dossiers")
    assert verdict.candidates == (
        Candidate("Bezwaar", None, "BZW-2026-0003"),
        Candidate("Subsidie", None, FIXED),
    )
    assert verdict.dossier_number is None
    assert [one.quote for one in verdict.evidence] == ["BZW-2026-0003", FIXED]


def test_the_same_number_in_name_and_text_is_one_dossier() -> None:
    verdict = unknown(f"Betreft {FIXED}", name=f"{FIXED}.pdf")
    assert verdict.dossier_number == FIXED
    assert [one.kind for one in verdict.evidence] == ["number_in_name"]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (f"Dank u wel.\n> Uw brief over {FIXED}", {"own_end": 12}),
        (f"{'Verslag. ' * 70} Rondvraag: {FIXED} komt later.", {}),
        (f"{' ' * (OPENING - len(FIXED) + 1)}{FIXED}", {}),
        (f"{' ' * (OPENING - len(FIXED))}{FIXED}-12", {}),  # another number, cut by the limit
        ("Betreft PRJ-2026-004", {}),  # of a type that has no place at this source
    ],
)
def test_a_number_that_is_not_its_own_names_no_dossier(text: str, more: dict[str, Any]) -> None:
    assert unknown(text, **more).reason.code == "no_rule_fits"


def test_a_number_of_its_own_stands_whole_in_the_opening() -> None:
    assert unknown(f"{' ' * (OPENING - len(FIXED))}{FIXED}").dossier_number == FIXED


def test_a_dossier_type_that_the_source_does_not_allow_is_not_named() -> None:
    verdict = classify(document(f"Betreft {FIXED}"), plan(GRANTS, OBJECTIONS, only=("Bezwaar",)))
    assert verdict.reason.code == "no_rule_fits"
