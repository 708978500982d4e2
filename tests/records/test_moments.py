from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.moments import moment_of, moment_text

MOMENTS = st.datetimes(timezones=st.just(UTC))
ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(MOMENTS)
def test_a_moment_written_and_read_is_the_same_moment(moment: datetime) -> None:
    assert moment_of(moment_text(moment)) == moment


@given(MOMENTS, MOMENTS)
def test_the_texts_of_two_moments_sort_as_the_moments_do(one: datetime, other: datetime) -> None:
    assert (moment_text(one) < moment_text(other)) is (one < other)


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=ZONES))  # noqa: DTZ001
def test_the_same_moment_in_another_zone_has_the_same_text(moment: datetime) -> None:
    assert moment_text(moment) == moment_text(moment.astimezone(UTC))
    assert moment_of(moment.isoformat()) == moment


@given(MOMENTS, st.integers(0, 9))
def test_of_seven_decimals_the_first_six_count(moment: datetime, seventh: int) -> None:
    text = moment_text(moment).replace("Z", f"{seventh}Z")
    assert moment_of(text) == moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-23T09:00:00Z", "2026-11-23T09:00:00.000000Z"),
        ("2026-11-23T09:00:00.5Z", "2026-11-23T09:00:00.500000Z"),
        ("2026-11-23T09:00:00.1234567Z", "2026-11-23T09:00:00.123456Z"),
        ("2026-11-23T09:00:00.1234567+01:00", "2026-11-23T08:00:00.123456Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z"),
    ],
)
def test_graphs_ways_to_write_a_moment_are_read(text: str, expected: str) -> None:
    assert moment_text(moment_of(text)) == expected


def test_a_moment_without_a_zone_is_refused_both_ways() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment_text(datetime(2026, 11, 23, 9))  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        moment_of("2026-11-23T09:00:00")


@pytest.mark.parametrize("text", ["", "gisteren", "23-11-2026", "2026-13-01T00:00:00Z"])
def test_a_text_that_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month"):
        moment_of(text)
