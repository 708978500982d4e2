"""Dates in a text, and the periods that a rule asks about."""

from datetime import date

import pytest

from classification.matching.dates import dates_in, read_period


@pytest.mark.parametrize(
    "text",
    [
        "12 maart 2026",
        "12 MAART 2026",
        "12 mrt. 2026",
        "12\nmaart 2026",
        "12 March 2026",
        "12-3-2026",
        "12-03-2026",
        "12/03/2026",
        "12.03.2026",
        "2026-03-12",
        "(12-03-2026).",
    ],
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    [found] = dates_in(f"Datum: {text}, Utrecht", 100)
    assert found.date == date(2026, 3, 12)
    assert text.strip("().") in text[found.start - 7 : found.end - 7] + "."


@pytest.mark.parametrize(
    "text",
    ["31 februari 2026", "12-13-2026", "SUB-12-03-2026", "2026-03-12-001", "12-03/2026", "maart 2026"],
)  # fmt: skip
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert list(dates_in(text, len(text))) == []


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("in 2026", "in 2026"),
        ("voor 12 maart 2026", "before 12 March 2026"),
        ("na 12-03-2026", "after 2026-03-12"),
        ("van 1 mei 2026 tot en met 2 mei 2026", "from 1 May 2026 through 2 May 2026"),
    ],
)
def test_a_period_means_the_same_in_both_languages_and_as_it_is_kept(
    dutch: str, english: str
) -> None:
    assert read_period(dutch) == read_period(english) == read_period(str(read_period(dutch)))


@pytest.mark.parametrize(
    "written",
    ["", "2026", "in 0000", "in het begin", "voor maart 2026", "na 31 februari 2026", "voor 2026",
     "van 2 mei 2026 tot en met 1 mei 2026", "na 12 maart 2026 en later"],
)  # fmt: skip
def test_what_is_no_period_is_told(written: str) -> None:
    assert read_period(written) is None


def test_the_days_of_a_period_are_in_it_and_those_beside_it_are_not() -> None:
    before, after = read_period("voor 12 maart 2026"), read_period("na 12 maart 2026")
    assert before is not None
    assert after is not None
    day = date(2026, 3, 12)
    assert day not in before
    assert day not in after
    assert date(2026, 3, 11) in before
    assert date(2026, 3, 13) in after
