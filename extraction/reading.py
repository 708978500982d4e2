"""What a reading looks like: its text, where its pages start, and why there may be none."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final, Literal

from records.documents import Reading

Format = Literal["docx", "pdf", "eml", "txt"]
Problem = Literal[
    "unsupported", "broken", "empty", "encrypted", "too_large", "too_slow", "no_text_layer"
]

FORMATS: Final[dict[str, Format]] = {".docx": "docx", ".pdf": "pdf", ".eml": "eml", ".txt": "txt"}
PROBLEMS: Final[frozenset[str]] = frozenset(Problem.__args__)  # type: ignore[attr-defined]

# Raised whenever the same bytes give another text, so that a register entry tells what was read.
EDITION: Final = "extraction 1"

# About five thousand pages: what is longer is not a letter, and would fill the parent's memory.
MOST_CHARACTERS: Final = 10_000_000

_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Soft hyphen, zero-width space, word joiner, byte order mark, and controls: seen by nobody, and
# each can stand in the middle of a number. PostgreSQL refuses NUL in text.
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
# Hyphen and non-breaking hyphen look like the one on the keyboard, and Word writes them for it.
_HYPHENS: Final = re.compile("[\u2010\u2011]")
_SPACE_AT_LINE_END: Final = re.compile("[^\\S\n]+\n")
_BLANK_LINES: Final = re.compile("\n{3,}")


class NotReadError(Exception):
    """The document cannot be read; `problem` is the stable code that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem: Problem = problem


def format_of(name: str) -> Format | None:
    """Return the format that the extension of `name` declares, null when we do not read it."""
    return FORMATS.get(PurePosixPath(name).suffix.lower())


def not_read(problem: Problem, reader: str = EDITION) -> Reading:
    """Return the reading of a document without text."""
    return Reading(text=None, pages=(0,), problem=problem, reader=reader)


def reading_of(pages: Sequence[str], reader: str) -> Reading:
    """Return the reading of `pages`, normalised and parted by an empty line.

    A page without text starts where the page after it starts. Raises `NotReadError`: `empty` when
    no page has text, `too_large` beyond `MOST_CHARACTERS`.
    """
    if sum(map(len, pages)) > MOST_CHARACTERS:
        raise NotReadError("too_large")
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for page in map(normalised, pages):
        starts.append(length)
        if page:
            parts.append(page)
            length += len(page) + 2
    text = "\n\n".join(parts)
    if not text:
        raise NotReadError("empty")
    if len(text) > MOST_CHARACTERS:
        raise NotReadError("too_large")
    # Pages after the last one with text would start beyond the end of it.
    return Reading(
        text=text,
        pages=tuple(min(start, len(text)) for start in starts),
        problem=None,
        reader=f"{EDITION}, {reader}",
    )


def normalised(text: str) -> str:
    r"""Return `text` as a person sees it: NFKC, nothing invisible, lines ended by `\n`.

    Hyphens are `-`, lines end without spaces, at most one empty line stands between two others,
    and none at the start or the end.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _UNSEEN.sub("", _SURROGATES.sub("\ufffd", text))
    text = unicodedata.normalize("NFKC", _HYPHENS.sub("-", text))
    text = _SPACE_AT_LINE_END.sub("\n", text)
    return _BLANK_LINES.sub("\n\n", text).strip()
