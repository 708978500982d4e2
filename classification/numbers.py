"""Dossier numbers in names and texts, by the shape the file plan shows."""

import re
from functools import lru_cache
from typing import NamedTuple


class NumberFound(NamedTuple):
    """A dossier number as it should be written, and the place and way it was written."""

    number: str
    quote: str
    start: int
    end: int


def is_number_shape(shape: str) -> bool:
    """Return whether `shape` says what a number looks like: capitals, `j`, `n`, `-`, `/`, `.`."""
    return bool(re.fullmatch(r"[A-Z0-9jn./-]+", shape)) and "n" in shape


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


@lru_cache(maxsize=256)
def _pattern(shape: str) -> re.Pattern[str]:
    parts = []
    for run in re.findall(r"[./-]|[jn]+|[A-Z0-9]+", shape):
        if run in "-/.":
            parts.append(r"[ \t]{0,2}[-‐-–/._]?[ \t]{0,2}")
        elif run[0] in "jn":
            parts.append(f"([0-9]{{{len(run)}}})")
        else:
            parts.append(re.escape(run))
    # In names an underscore parts words, so it may stand on either side.
    before = r"(?<![^\W_])(?<!-)(?<![0-9][.,/–])"
    after = r"(?![^\W_])(?![-.,/–][0-9])"
    return re.compile(f"{before}{''.join(parts)}{after}", re.IGNORECASE)
