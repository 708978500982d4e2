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

    People write numbers with spaces, dashes or nothing between the parts, and in small letters;
    the number is returned in the plan's own form.
    """
    found = []
    for match in _pattern(shape).finditer(text):
        characters = iter("".join(match.groups()).upper())
        number = "".join(part if part in "-/." else next(characters) for part in shape)
        found.append(NumberFound(number, match.group(), match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=256)
def _pattern(shape: str) -> re.Pattern[str]:
    parts = []
    for run in re.findall(r"[./-]|[jn]+|[A-Z0-9]+", shape):
        if run in "-/.":
            parts.append(r"[ \t]{0,2}[-‐-–/.]?[ \t]{0,2}")
        elif run[0] in "jn":
            parts.append(rf"(\d{{{len(run)}}})")
        else:
            parts.append(f"({re.escape(run)})")
    return re.compile(rf"(?<![\w-]){''.join(parts)}(?!\w)", re.IGNORECASE)
