from dataclasses import replace

import pytest

from filing.taken import columns_missing, not_taken
from records.documents import Term
from tests.records.made import ITEM

TERM = Term("note", "Aanvraag", "11111111-1111-1111-1111-111111111111")


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ("Lopend", "Lopend"),
        ("", None),
        (" Gedeputeerde Staten", "Gedeputeerde Staten "),
        ("een\ntwee", "een\r\ntwee"),
        ("2026-11-23T10:00:00.1234567+01:00", "2026-11-23T09:00:00Z"),
    ],
)
def test_a_column_that_holds_what_it_was_given_was_taken(given: str, held: str | None) -> None:
    item = replace(ITEM, fields={} if held is None else {"Kolom": held})
    assert not_taken({"Kolom": given}, {}, item) == []


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ("Lopend", None),
        ("Lopend", "Concept"),  # a choice or a default that stood its ground
        ("", "Concept"),
        ("SUB-2026-0147", "SUB-2026-014"),
        ("Een twee", "een twee"),
        ("een twee", "een  twee"),
        ("2026-11-23T09:00:00Z", "2026-11-22T23:00:00Z"),  # a column that keeps the day only
    ],
)
def test_a_column_that_holds_another_value_was_not_taken(given: str, held: str | None) -> None:
    item = replace(ITEM, fields={} if held is None else {"Kolom": held})
    assert not_taken({"Kolom": given, "Ander": ""}, {}, item) == ["Kolom"]


def test_a_term_is_taken_only_where_it_is_that_term() -> None:
    held = replace(ITEM, fields={"Soort": f'{{"TermGuid": "{TERM.term_id}"}}'})
    other = replace(ITEM, fields={"Soort": '{"TermGuid": "other"}'})
    assert not_taken({}, {"Soort": TERM}, held) == []
    assert not_taken({"A": "a"}, {"Soort": TERM}, other) == ["A", "Soort"]


def test_a_person_is_told_which_columns_were_not_taken() -> None:
    reason = columns_missing(["A", "Soort"])
    assert "A, Soort" in reason.nl
    assert "A, Soort" in reason.en
