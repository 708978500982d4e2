"""Evidence that a person can check: the quote, the words around it, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classification.evidence import evidence_of
from classification.subject import AROUND, Subject
from records.documents import Attachment
from tests.records.made import rule


def test_a_quote_from_a_text_has_the_words_around_it_on_one_line_and_its_paragraph() -> None:
    text = f"Geachte heer,\n\n{'zeer ' * 30}\nmaken wij bezwaar tegen\nuw {'lange ' * 30}besluit"
    start = text.index("bezwaar")
    found = evidence_of(Subject("", "/", text), "text", rule("R"), "bezwaar", start, start + 7)
    assert found.before == f"{'zeer ' * 7}maken wij"
    assert found.behind == f"tegen uw {'lange ' * 5}lange"
    assert (found.page, found.paragraph, found.part) == (None, 2, None)
    assert (found.rule, found.version) == ("R", "version of R")


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("bezwaar", 1),
        ("\n\n een\n\n twee\r\n\r\ndrie bezwaar", 3),
        ("een\ntwee\n\ndrie\nbezwaar", 2),
        ("een\ntwee\nbezwaar\n", 3),
    ],
)
def test_paragraphs_have_empty_lines_between_them_or_are_lines(text: str, paragraph: int) -> None:
    assert Subject("", "/", text).paragraph_at(text.index("bezwaar")) == paragraph


def test_a_text_with_pages_and_an_attachment_have_no_paragraphs() -> None:
    attached = Attachment("bijlage.pdf", (), 5, 9, None)
    assert Subject("", "/", "blad 1 blad 2", pages=(0, 7)).paragraph_at(8) is None
    assert Subject("", "/", "mail bijl", attachments=(attached,)).paragraph_at(6) is None


def test_what_was_not_seen_in_a_text_has_no_words_around_it() -> None:
    found = evidence_of(Subject("brief.pdf", "/", "tekst"), "file_type", None, "pdf", 6, 9)
    assert (found.before, found.behind, found.paragraph) == ("", "", None)


@given(st.text(), st.text(min_size=1), st.text())
def test_the_words_around_are_short_and_stand_in_the_text(one: str, quote: str, two: str) -> None:
    text = f"{one}{quote}{two}"
    before, behind = Subject("", "/", text).around(len(one), len(one) + len(quote))
    assert len(before) <= AROUND
    assert len(behind) <= AROUND
    assert set(before.split()) <= set(text.split()) | {before.split()[-1] if before else ""}
    assert "\n" not in before + behind
