"""Dates in a text, and the periods that a rule asks about.

A period is written `in 2026`, `voor 1 januari 2024`, `na 31-12-2023` or `van 2024-01-01 tot en met
2024-06-30`; in English `before ...`, `after ...`, `from ... through ...`.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("maart", "march", "mrt", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augustus", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_DATE = re.compile(
    rf"(?<![\w.:/-])(?:(?P<day>\d{{1,2}})\s+(?P<name>{_NAMES})\.?\s+(?P<year>\d{{4}})"
    r"|(?P<day2>\d{1,2})(?P<mark>[-/.])(?P<month2>\d{1,2})(?P=mark)(?P<year2>\d{4})"
    r"|(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2}))(?![\w-])(?![.:/]\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"in (\d{4})")
_BEFORE = re.compile(r"(?:voor|vóór|before) (.+)")
_AFTER = re.compile(r"(?:na|after) (.+)")
_BETWEEN = re.compile(r"(?:van|from) (.+) (?:tot en met|through) (.+)")


class DateFound(NamedTuple):
    """A date, and where it stands in a text."""

    date: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both of them in it."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """Return it as a rule keeps it, however it was written."""
        return f"van {self.first.isoformat()} tot en met {self.last.isoformat()}"


def dates_in(text: str, end: int) -> Iterator[DateFound]:
    """Yield the dates in a text up to `end`, in order; what is no day of the calendar is none."""
    for found in _DATE.finditer(text, 0, end):
        month = _MONTH[found["name"].lower()] if found["name"] else None
        numbers = (
            found["year"] or found["year2"] or found["year3"],
            month or found["month2"] or found["month3"],
            found["day"] or found["day2"] or found["day3"],
        )
        with suppress(ValueError):
            yield DateFound(date(*map(int, numbers)), found.start(), found.end())


def read_period(written: str) -> Period | None:
    """Return the period that a rule asks about, or None where it cannot be read."""
    year = _YEAR.fullmatch(written)
    if year and int(year[1]):
        return Period(date(int(year[1]), 1, 1), date(int(year[1]), 12, 31))
    before, after, between = (pattern.fullmatch(written) for pattern in (_BEFORE, _AFTER, _BETWEEN))
    if before and (day := _day(before[1])) and day > date.min:
        return Period(date.min, day - timedelta(days=1))
    if after and (day := _day(after[1])) and day < date.max:
        return Period(day + timedelta(days=1), date.max)
    if between and (first := _day(between[1])) and (last := _day(between[2])) and first <= last:
        return Period(first, last)
    return None


def _day(written: str) -> date | None:
    [*found] = dates_in(written, len(written))
    whole = found and (found[0].start, found[0].end) == (0, len(written))
    return found[0].date if whole else None
