"""What is wrong with a file plan, told in Dutch and in English, with the nearest word."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
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


def unknown(
    word: str, what: Told, allowed: Sequence[str], allowed_en: Sequence[str] | None = None
) -> Told:
    """Return the sentence that `word` is no `what`, with what may stand there and the nearest.

    `allowed_en` are the English words where they differ from the Dutch ones.
    """
    english = allowed if allowed_en is None else allowed_en
    near = nearest(word, (*allowed, *english))
    return Told(
        f"«{word}» is {what.nl}; "
        + (f"bedoelt u «{near}»? Kies uit: " if near else "kies uit: ")
        + (", ".join(allowed) or "(er is nog niets)"),
        f"«{word}» is {what.en}; "
        + (f"do you mean «{near}»? Choose from: " if near else "choose from: ")
        + (", ".join(english) or "(there is nothing yet)"),
    )


def nearest(word: str, allowed: Sequence[str]) -> str | None:
    """Return the allowed word that looks most like `word`, or None where none does."""
    folded = {one.casefold(): one for one in reversed(allowed)}
    close = get_close_matches(word.casefold(), list(folded), n=1)
    return folded[close[0]] if close else None
