"""Where a source stops by itself: by the number of a day, by the share of a change, by what went."""

import pytest

from filing.brakes import (
    CHANGE_AT_LEAST,
    VANISHED_ANYWAY,
    VANISHED_AT_LEAST,
    Begun,
    stops_filing,
    stops_listening,
)
from records.file_plan import BrakeLimits

LIMITS = BrakeLimits(filings_a_day=500, percent_of_change=25)


def code_of(begun: Begun, limits: BrakeLimits = LIMITS) -> str | None:
    reason = stops_filing(begun, limits)
    return reason.code if reason else None


def test_the_last_filing_of_a_day_begins_and_the_next_does_not() -> None:
    assert code_of(Begun(500)) is None
    assert code_of(Begun(501)) == "brake_count"
    assert code_of(Begun(3), BrakeLimits(filings_a_day=2)) == "brake_count"


def test_a_share_of_a_few_documents_says_nothing() -> None:
    few = CHANGE_AT_LEAST - 1
    assert code_of(Begun(few, looked_at=few, of_change=few)) is None
    assert code_of(Begun(few + 1, looked_at=few + 1, of_change=few + 1)) == "brake_share"


@pytest.mark.parametrize(("looked_at", "stops"), [(160, False), (159, True), (41, True)])
def test_more_than_the_share_of_what_was_looked_at_stops(looked_at: int, *, stops: bool) -> None:
    begun = Begun(40, looked_at=looked_at, of_change=40)
    assert code_of(begun) == ("brake_share" if stops else None)


def test_a_share_of_a_hundred_percent_never_stops() -> None:
    begun = Begun(400, looked_at=400, of_change=400)
    assert code_of(begun, BrakeLimits(percent_of_change=100)) is None


def test_what_came_in_by_itself_has_no_share() -> None:
    assert code_of(Begun(400)) is None


def test_the_reason_tells_the_numbers_in_both_languages() -> None:
    reason = stops_filing(Begun(45, looked_at=60, of_change=45), LIMITS)
    assert reason is not None
    for text in (reason.nl, reason.en):
        assert {"45", "60", "25"} <= set(text.replace("%", " ").split())


@pytest.mark.parametrize(
    ("vanished", "known", "stops"),
    [
        (VANISHED_AT_LEAST - 1, VANISHED_AT_LEAST - 1, False),
        (VANISHED_AT_LEAST, VANISHED_AT_LEAST, True),
        (30, 119, True),
        (30, 120, False),
        (VANISHED_ANYWAY - 1, 100_000, False),
        (VANISHED_ANYWAY, 100_000, True),
    ],
)
def test_many_that_vanish_and_a_large_share_of_all_stop_the_listening(
    vanished: int, known: int, *, stops: bool
) -> None:
    reason = stops_listening(vanished, known)
    assert (reason is not None) == stops
    if reason is not None:
        assert str(vanished) in reason.nl
        assert str(known) in reason.en


@pytest.mark.parametrize(("known", "most"), [(119, 29), (120, 30), (1000, 250), (5000, 499)])
def test_so_many_may_vanish_from_a_source_before_the_brake_comes_as_its_page_of_decision_says(
    known: int, most: int
) -> None:
    stops = [stops_listening(vanished, known) is not None for vanished in range(known + 1)]
    assert stops.index(True) == most + 1
