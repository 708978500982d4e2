"""What is wrong with a file plan, told in Dutch and in English, with the nearest word."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from textwrap import shorten
from typing import NamedTuple


class Told(NamedTuple):
    """One sentence in Dutch and in English."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake in a file plan, or a remark about it: where it stands and what is wrong.

    `line` counts from 1; `message` is Dutch.
    """

    file: str
    line: int
    message: str
    message_en: str


class FilePlanError(Exception):
    """The file plan has mistakes; all of them are listed, by file and line, each once."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(f"{m.file}:{m.line}: {m.message}" for m in self.mistakes))


LISTED = 20  # words; of a longer list only the nearest are told
NEAREST = 6
ALIKE = 0.6  # from 0 to 1
QUOTED = 120  # characters


def unknown(word: str, what: Told, allowed: Sequence[str]) -> Told:
    """Return the sentence that `word` is no `what`, with what may stand there.

    The word that is suggested is one of those `allowed`, and stands in the list behind it.
    """
    words = tuple(dict.fromkeys(allowed))
    near, shown = nearest(word, words), words
    if len(words) > LISTED:
        shown = tuple(_nearest_first(word, words)[:NEAREST])
    listed, more = ", ".join(shown), len(words) - len(shown)
    said = quoted(word)
    return Told(
        f"«{said}» is {what.nl}; "
        + (f"bedoelt u «{near}»? Kies uit: " if near else "kies uit: ")
        + (listed or "(er is nog niets)")
        + (f", en nog {more} andere" if more else ""),
        f"«{said}» is {what.en}; "
        + (f"do you mean «{near}»? Choose from: " if near else "choose from: ")
        + (listed or "(there is nothing yet)")
        + (f", and {more} others" if more else ""),
    )


def nearest(word: str, allowed: Sequence[str]) -> str | None:
    """Return the allowed word that looks most like `word`, or None where none does."""
    first = next(iter(_nearest_first(word, allowed)), None)
    return first if first is not None and _likeness(word, first) >= ALIKE else None


def _nearest_first(word: str, allowed: Sequence[str]) -> list[str]:
    return sorted(allowed, key=lambda one: _likeness(word, one), reverse=True)


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, other.casefold(), word.casefold()).ratio()


def quoted(text: str) -> str:
    """Return a text of the plan as it fits on one line of a message."""
    return shorten(text, width=QUOTED, placeholder=" …")
