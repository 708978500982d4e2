"""How the values of each condition are written in a file plan, and how a rule keeps them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from classification.file_plan.mistakes import Told
from classification.matching.columns import read_column
from classification.matching.dates import read_period
from classification.matching.phrases import in_dutch, is_misread
from records.numbers import NUMBER_SHAPE

MISREAD = Told(
    "schrijf «minstens 3 keer woord», «woord binnen 5 woorden van woord» of «woord zonder "
    "ontkenning», het aantal in cijfers en van elk hoogstens één",
    "write «at least 3 times word», «word within 5 words of word» or «word without negation», "
    "the number in digits and one of each at most",
)
NO_SHAPE = Told(
    "schrijf de vorm van het nummer, zoals SUB-jjjj-nnnn",
    "write the shape of the number, such as SUB-jjjj-nnnn",
)
NO_COLUMN = Told(
    "schrijf de interne naam van de kolom en de waarde, zoals «Status = Definitief»",
    "write the internal name of the column and the value, such as «Status = Definitief»",
)
NO_PERIOD = Told(
    "schrijf «in 2026», «voor 1 januari 2024», «na 31 december 2023» of «van 1 januari 2024 tot en "
    "met 30 juni 2024»",
    "write «in 2026», «before 1 January 2024», «after 31 December 2023» or «from 1 January 2024 "
    "through 30 June 2024»",
)


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that a condition cannot take, and what belongs there."""

    value: str
    told: Told


_AS_WRITTEN = frozenset({"file_type", "content_type", "made_by", "changed_by"})


def as_kept(word: str, values: Sequence[str]) -> list[str] | Unread:
    """Return the values of a condition as a rule keeps them, whatever the language they are in."""
    if word in _AS_WRITTEN:
        return list(values)
    read, told = _READERS.get(word, (_phrase, MISREAD))
    kept = [read(value) for value in values]
    for value, one in zip(values, kept, strict=True):
        if one is None:
            return Unread(value, told)
    return list(dict.fromkeys(one for one in kept if one is not None))


def _phrase(written: str) -> str | None:
    dutch = in_dutch(written)
    return None if is_misread(dutch) else dutch


def _number(written: str) -> str | None:
    return written if re.fullmatch(NUMBER_SHAPE, written) else None


def _period(written: str) -> str | None:
    period = read_period(written)
    return None if period is None else str(period)


def _column(written: str) -> str | None:
    column = read_column(written)
    return None if column is None else " = ".join(column)


_READERS: Mapping[str, tuple[Callable[[str], str | None], Told]] = {
    "number": (_number, NO_SHAPE),
    "dated": (_period, NO_PERIOD),
    "column": (_column, NO_COLUMN),
}
