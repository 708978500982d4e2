"""The words of the rule vocabulary, one table a word."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classification.conditions import VOCABULARY, CouldNotLook, Found, look
from classification.glance import Glance, question
from classification.subject import OPENING, Subject
from records.file_plan import Condition


def found(
    word: str,
    *values: str,
    name: str | None = "",
    folder: str | None = "/",
    text: str | None = "",
    pages: tuple[int, ...] = (0,),
) -> Found | bool:
    asked = question(Condition(word, values))
    subject = Subject(name, folder, text, pages)
    if name is not None:
        subject = replace(subject, content_type="", columns={}, made_by="", changed_by="")
    return look(asked, Glance([asked]).over(subject)) or False


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Hierbij een aanvraag.", "aanvraag"),
        ("AANVRAAG", "AANVRAAG"),
        ("(aanvraag)", "aanvraag"),
        ("aanvraag, en meer", "aanvraag"),
        ("subsidie-aanvraag", "aanvraag"),
        ("aanvragen", "aanvragen"),
        ("subsidieaanvraag", "subsidieaanvraag"),
        ("aan-\n  vraag", "aan-\n  vraag"),
        ("aanvraag2", None),
        ("aanvraagë", None),
        ("aan vraag", None),
        ("", None),
    ],
)
def test_a_word_is_found_whole_inflected_and_in_compounds_whatever_its_capitals(
    text: str, quote: str | None
) -> None:
    seen = found("text", "aanvraag", text=text)
    assert (seen.quote if isinstance(seen, Found) else None) == quote


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("wij maken bezwaar", "maken bezwaar"),
        ("wij maken\nbezwaar", "maken\nbezwaar"),
        ("wij maken \r\n  bezwaar", "maken \r\n  bezwaar"),
        ("wij maken\u00a0bezwaar", "maken\u00a0bezwaar"),
        ("wij Maken BEZWAAR", "Maken BEZWAAR"),
        ("wij maken geen bezwaar", None),
        ("wij makenbezwaar", None),
        ("vermaken bezwaar", None),
        ("maken bezwaarschrift", None),
    ],
)
def test_a_phrase_may_run_over_lines_and_is_quoted_as_it_stands(
    text: str, quote: str | None
) -> None:
    seen = found("text", "maken  bezwaar", text=text)
    assert (seen.quote if isinstance(seen, Found) else None) == quote


@pytest.mark.parametrize("phrase", ["a.b", "(bijlage)", "€ 5", "2.10", "8:11", "c++", "wat?"])
def test_marks_in_a_phrase_stand_for_themselves(phrase: str) -> None:
    assert isinstance(found("text", phrase, text=f"zie {phrase} hier"), Found)
    assert found("text", phrase, text="axb bijlage 5 2110 811 c") is False


def test_the_phrase_that_stands_first_in_the_text_is_quoted() -> None:
    seen = found("text", "besluit", "bezwaar", text="Een bezwaar tegen een besluit")
    assert seen == Found("text", "bezwaar", 4, 11, None)


@given(st.text(), st.text())
def test_the_offsets_of_a_quote_point_at_the_quote(before: str, after: str) -> None:
    text = f"{before} aanvraag {after}"
    seen = found("text", "aanvraag", text=text)
    assert isinstance(seen, Found)
    assert text[seen.start : seen.end] == seen.quote


@given(st.sampled_from(sorted(VOCABULARY)), st.text(), st.text(min_size=1))
def test_every_word_answers_for_any_name_folder_and_text(word: str, any_text: str, v: str) -> None:
    answer = found(word, v, name=any_text, folder=any_text, text=any_text)
    assert answer is False or isinstance(answer, Found)


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("Beslissing op bezwaar.docx", "Beslissing op bezwaar"),
        ("2026_beslissing_op_bezwaar_DEF.docx", "beslissing_op_bezwaar"),
        ("beslissing-op-bezwaar.pdf", "beslissing-op-bezwaar"),
        ("beslissing+op+bezwaar.pdf", "beslissing+op+bezwaar"),
        ("beslissing_-_op bezwaar.pdf", "beslissing_-_op bezwaar"),
        ("beslissing.op.bezwaar.pdf", None),
        ("beslissingopbezwaar.pdf", None),
        ("beslissing op bezwaarschrift.pdf", None),
    ],
)
def test_in_names_underscores_and_dashes_stand_for_spaces(name: str, quote: str | None) -> None:
    seen = found("name", "beslissing op bezwaar", name=name)
    if quote is None:
        assert seen is False
    else:
        start = name.index(quote)
        assert seen == Found("name", quote, start, start + len(quote), None)


@pytest.mark.parametrize("name", ["niet-ontvankelijk.pdf", "niet_ontvankelijk.pdf"])
@pytest.mark.parametrize("phrase", ["niet-ontvankelijk", "niet ontvankelijk"])
def test_a_phrase_with_a_dash_is_found_in_a_name(name: str, phrase: str) -> None:
    assert isinstance(found("name", phrase, name=name), Found)


@pytest.mark.parametrize(
    ("folder", "quote"),
    [
        ("/Algemeen/Bezwaar 2026", "Bezwaar"),
        ("/Algemeen/Bezwaar_2026", "Bezwaar"),
        ("/Bezwaar/2026", "Bezwaar"),
        ("/Algemeen/Bezwaren", "Bezwaren"),
        ("/Algemeen/Bewaren", None),
        ("/", None),
    ],
)
def test_a_folder_is_looked_at_as_a_name_is(folder: str, quote: str | None) -> None:
    seen = found("folder", "bezwaar", folder=folder)
    assert (seen.quote if isinstance(seen, Found) else None) == quote
    if isinstance(seen, Found):
        assert seen.kind == "folder"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (OPENING - 8, "", True),  # ends on the last character of the opening
        (OPENING - 8, " en meer", True),
        (OPENING - 8, "en", False),  # a longer word
        (OPENING - 7, "", False),  # one character too far
        (OPENING - 4, "", False),  # half inside
        (OPENING, "", False),
    ],
)
def test_the_opening_ends_after_600_characters_and_cuts_no_word(
    before: int, after: str, *, expected: bool
) -> None:
    text = f"{'x' * (before - 1)} aanvraag{after}"
    assert isinstance(found("opening", "aanvraag", text=text), Found) is expected
    assert isinstance(found("text", "aanvraag", text=text), Found) is (after != "en")


def test_the_opening_is_600_characters() -> None:
    assert OPENING == 600


def test_a_phrase_half_in_the_opening_does_not_hide_another_that_is_whole_in_it() -> None:
    text = f"{'x' * 570} bezwaar {'y' * 14} aanvraag subsidie"
    assert isinstance(found("opening", "aanvraag subsidie", "bezwaar", text=text), Found)
    assert found("opening", "aanvraag subsidie", text=text) is False


@pytest.mark.parametrize(
    ("name", "values", "quote"),
    [
        ("brief.PDF", ("pdf",), "PDF"),
        ("brief.pdf", (".pdf",), "pdf"),
        ("brief.pdf", ("PDF", "eml"), "pdf"),
        ("brief.eml", ("pdf", "eml"), "eml"),
        ("brief.pdf.docx", ("pdf",), None),
        ("briefpdf", ("pdf",), None),
        ("pdf", ("pdf",), None),
        ("brief.", ("pdf",), None),
    ],
)
def test_the_type_of_a_file_is_its_ending(
    name: str, values: tuple[str, ...], quote: str | None
) -> None:
    seen = found("file_type", *values, name=name)
    if quote is None:
        assert seen is False
    else:
        assert seen == Found("file_type", quote, len(name) - 3, len(name), None)


@pytest.mark.parametrize(
    ("offset", "page"), [(0, 1), (9, 1), (10, 2), (19, 2), (20, 4), (999, 4)]
)  # page 3 is empty
def test_the_page_is_the_one_on_which_the_quote_starts(offset: int, page: int) -> None:
    assert Subject("", "", "", pages=(0, 10, 20, 20)).page_at(offset) == page


def test_a_format_without_pages_gives_none() -> None:
    seen = found("text", "aanvraag", text="een aanvraag")
    assert isinstance(seen, Found)
    assert seen.page is None


@pytest.mark.parametrize("word", ["text", "opening"])
def test_what_is_found_in_the_text_tells_its_page(word: str) -> None:
    seen = found(word, "aanvraag", text="voorblad\naanvraag", pages=(0, 9))
    assert seen == Found("text", "aanvraag", 9, 17, 2)


@pytest.mark.parametrize("word", sorted(VOCABULARY))
def test_what_could_not_be_looked_at_is_no_answer(word: str) -> None:
    with pytest.raises(CouldNotLook):
        found(word, "aanvraag", name=None, folder=None, text=None)


@pytest.mark.parametrize("word", sorted(VOCABULARY))
def test_what_is_there_and_empty_is_a_plain_no(word: str) -> None:
    assert found(word, "aanvraag") is False


OBJECTION = (
    "Betreft: bezwaar tegen uw besluit\n\nGeachte heer,\n\nIn uw besluit van 12 maart staat:\n"
    "Wij wijzen uw aanvraag af.\n\nHet besluit «de subsidie te weigeren» is onjuist. "
    "Wij hebben geen belang bij uitstel. Zie artikel 6:4 van de Awb en artikel 8:11. "
    "Kenmerk SUB-2026-0147."
)


def quote(word: str, value: str, text: str = OBJECTION) -> str | None:
    seen = found(word, value, text=text)
    return seen.quote if isinstance(seen, Found) else None


@pytest.mark.parametrize(
    ("word", "value", "expected"),
    [
        ("heading", "bezwaar", "bezwaar"),
        ("heading", "aanvraag", None),
        ("heading", "kenmerk", None),
        ("text", "aanvraag", "aanvraag"),
        ("own_text", "aanvraag", None),
        ("own_text", "te weigeren", None),
        ("own_text", "bezwaar", "bezwaar"),
        ("own_text", "onjuist", "onjuist"),
        ("text", "belang", "belang"),
        ("text", "belang zonder ontkenning", None),
        ("text", "bezwaar zonder ontkenning", "bezwaar"),
        ("text", "minstens 3 keer besluit", "besluit"),
        ("text", "minstens 4 keer besluit", None),
        ("own_text", "minstens 3 keer besluit", "besluit"),
        ("opening", "minstens 2 keer artikel", "artikel"),
        ("text", "bezwaar binnen 2 woorden van besluit", "bezwaar tegen uw besluit"),
        ("text", "besluit binnen 2 woorden van bezwaar", "bezwaar tegen uw besluit"),
        ("text", "bezwaar binnen 1 woorden van besluit", None),
        ("text", "subsidie binnen 3 woorden van onjuist", "subsidie te weigeren» is onjuist"),
        ("own_text", "subsidie binnen 3 woorden van onjuist", None),
        ("text", "besluit binnen 2 woorden van besluit", None),
        ("text", "artikel 6:4", "artikel 6:4"),
        ("text", "artikel 6:4 Awb", "artikel 6:4"),
        ("text", "artikel 8:1", None),
        ("text", "artikel 8:11", "artikel 8:11"),
        ("text", "Algemene wet bestuursrecht", "Awb"),
        ("text", "Woo", None),
        ("number", "SUB-jjjj-nnnn", "SUB-2026-0147"),
        ("number", "BZW-jjjj-nnnn", None),
    ],
)
def test_a_condition_asks_about_its_part_of_the_text_and_quotes_it(
    word: str, value: str, expected: str | None
) -> None:
    assert quote(word, value) == expected


def test_a_name_can_be_negated_and_have_words_near_each_other() -> None:
    name = "verklaring_van_geen_bezwaar_besluit.pdf"
    assert found("name", "bezwaar zonder ontkenning", name=name) is False
    assert isinstance(found("name", "verklaring binnen 2 woorden van bezwaar", name=name), Found)


@given(st.text("bw \n\"“”>:.,;'geen1", max_size=200))
def test_parts_of_a_text_never_go_beyond_it(text: str) -> None:
    for word in ("heading", "own_text", "opening", "text"):
        seen = found(word, "b", text=text)
        assert seen is False or (isinstance(seen, Found) and text[seen.start : seen.end] == "b")


DOCUMENT = Subject(
    "brief.pdf",
    "/",
    "Den Haag, 3 mrt. 2024\nUw brief van 2 januari 2020",
    content_type="Archiefstuk",
    columns={
        "Status": "Definitief",
        "Soort": '{"Label":"Besluit","TermGuid":"1","WssId":1}',
        "Wijken": '["Noord","Zuid"]',
        "Aantal": "2",
    },
    made_by="Jansen, P. (Team Vergunningen)",
    changed_by="Systeem",
)


@pytest.mark.parametrize(
    ("word", "value", "expected"),
    [
        ("dated", "in 2024", ("date", "3 mrt. 2024")),
        ("dated", "in 2020", None),
        ("dated", "voor 3 maart 2024", None),
        ("dated", "voor 4 maart 2024", ("date", "3 mrt. 2024")),
        ("dated", "na 2-3-2024", ("date", "3 mrt. 2024")),
        ("dated", "na 2024-03-03", None),
        ("dated", "van 3 maart 2024 tot en met 3 maart 2024", ("date", "3 mrt. 2024")),
        ("content_type", "archiefstuk", ("content_type", "Archiefstuk")),
        ("content_type", "Archief", None),
        ("column", "Status = definitief", ("column", "Status = Definitief")),
        ("column", "Status = Concept", None),
        ("column", "Soort = Besluit", ("column", "Soort = Besluit")),
        ("column", "Wijken = Zuid", ("column", "Wijken = Zuid")),
        ("column", "Aantal = 2", ("column", "Aantal = 2")),
        ("column", "Kleur = rood", None),
        ("made_by", "team vergunningen", ("person", "Jansen, P. (Team Vergunningen)")),
        ("made_by", "Jans", None),
        ("changed_by", "Jansen", None),
        ("changed_by", "Systeem", ("person", "Systeem")),
    ],
)
def test_what_is_known_beside_the_text_can_be_asked_about(
    word: str, value: str, expected: tuple[str, str] | None
) -> None:
    asked = question(Condition(word, (value,)))
    seen = look(asked, Glance([asked]).over(DOCUMENT))
    assert (seen and (seen.kind, seen.quote)) == expected


def test_a_document_without_a_date_in_its_opening_is_dated_in_no_period() -> None:
    assert found("dated", "in 2024", text=f"{'x' * OPENING} 3 maart 2024") is False
