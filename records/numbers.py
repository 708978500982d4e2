"""Dossier numbers in names and texts, by the shape the file plan shows."""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

# Capitals and digits as they stand, `j` and `n` for digits, and marks; letters, so that a date or
# an amount is no number.
NUMBER_SHAPE = r"(?=.*[A-Z])(?=.*n)[A-Z0-9jn./-]+"


class NumberFound(NamedTuple):
    """A dossier number as it should be written, and the place and way it was written."""

    number: str
    quote: str
    start: int
    end: int


def has_shape(number: str, shape: str) -> bool:
    """Return whether `number` is written exactly as `shape` shows."""
    form = "".join("[0-9]" if part in "jn" else re.escape(part) for part in shape)
    return re.fullmatch(form, number) is not None


def may_be_mistaken(shape: str, other: str) -> bool:
    """Return whether a number of one shape can be read in a number of the other.

    Marks between the parts do not count, for people leave them out.
    """
    one, two = (re.sub(r"[jn0-9]", "0", re.sub(r"[./-]", "", s)) for s in (shape, other))
    return one in two or two in one


def find_numbers(text: str, shape: str) -> tuple[NumberFound, ...]:
    """Return every number of that shape in `text`, in order, each place once.

    People write numbers with spaces, dashes, underscores or nothing between the parts, and in
    small letters; the number is returned in the plan's own form. What is part of a longer number
    (`SUB-2026-0147-12`, `2.026-0147`) or word is not found: it names something else.
    """
    found = []
    for match in _pattern(shape).finditer(text):
        digits = iter("".join(match.groups()))
        number = "".join(next(digits) if part in "jn" else part for part in shape)
        found.append(NumberFound(number, match.group(), match.start(), match.end()))
    return tuple(found)


def names_only_others(name: str, number: str, shape: str) -> bool:
    """Return whether numbers of that shape stand in `name`, and `number` is none of them."""
    named = {found.number for found in find_numbers(name, shape)}
    return bool(named) and number not in named


def folder_of(number: str) -> str:
    """Return the name of a dossier's folder: a name in SharePoint holds no slash."""
    return number.replace("/", "-")


def unclear_numbers(text: str, shape: str) -> tuple[NumberFound, ...]:
    """Return what looks like a number of that shape and cannot be read for certain.

    Such as `SUB-2026-0148a`, `SUB nr 2026-0148`, or `en 0148` and `/0148` behind a number: the
    text may name another dossier than the one that was found, and a person has to look.
    """
    clear = find_numbers(text, shape)
    starts = [found.start for found in clear]  # in order, and no two places overlap
    near = []
    for m in _near_pattern(shape).finditer(text):
        before = bisect_left(starts, m.end())
        if before == 0 or clear[before - 1].end <= m.start():
            near.append(NumberFound("", m.group(), m.start(), m.end()))
    last = re.search(r"n+$", shape)
    if last is not None:
        more = re.compile(
            rf"\s{{0,3}}(?:en|of|t/m|tot|[,&+/])\s{{0,3}}([0-9]{{{len(last.group())}}})(?![0-9])"
        )
        for number in clear:
            behind = more.match(text, number.end)
            if behind is not None:
                near.append(NumberFound("", behind.group(), behind.start(), behind.end()))
    return tuple(near)


@lru_cache(maxsize=256)
def _near_pattern(shape: str) -> re.Pattern[str]:
    """The letters a number begins with, and soon after them the digits, whatever is between."""
    letters = re.match(r"[A-Z]+", shape)
    years = re.search(r"j+", shape)
    if letters is None or years is None:
        return re.compile(r"(?!)")
    year = f"[0-9]{{{len(years.group())}}}"
    return re.compile(
        rf"(?<![^\W_]){letters.group()}[^0-9\n]{{0,6}}\n?{year}[^0-9]{{0,4}}[0-9]{{2,6}}",
        re.IGNORECASE,
    )


@lru_cache(maxsize=256)
def _pattern(shape: str) -> re.Pattern[str]:
    parts = []
    for run in re.findall(r"[./-]|[jn]+|[A-Z0-9]+", shape):
        if run in "-/.":
            # A line may end here, and people write many dashes; \u200b-\u200d cannot be seen.
            parts.append(r"[\s\u200b-\u200d]{0,3}[-‐-―−/._:]?[\s\u200b-\u200d]{0,3}")
        elif run[0] in "jn":
            parts.append(f"([0-9]{{{len(run)}}})")
        else:
            parts.append(re.escape(run))
    # In names an underscore parts words, so it may stand on either side.
    before = r"(?<![^\W_])(?<!-)(?<![0-9][.,/–])"
    after = r"(?![^\W_])(?![-.,/–][0-9])"
    return re.compile(f"{before}{''.join(parts)}{after}", re.IGNORECASE)
