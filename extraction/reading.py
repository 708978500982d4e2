"""What a reading looks like: its text, where its pages start, and why there may be none."""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, Literal

from records.documents import Reading

Format = Literal[
    "docx",
    "pptx",
    "xlsx",
    "odf",
    "pdf",
    "eml",
    "msg",
    "html",
    "rtf",
    "txt",
    "zip",
    "picture",
]
Problem = Literal[
    "unsupported",
    "broken",
    "empty",
    "encrypted",
    "sensitivity_label",
    "too_large",
    "too_slow",
    "no_text_layer",
    "nothing_recognised",
    "no_words",
]

FORMATS: Final[dict[str, Format]] = {
    **dict.fromkeys((".docx", ".docm"), "docx"),
    **dict.fromkeys((".pptx", ".pptm"), "pptx"),
    **dict.fromkeys((".xlsx", ".xlsm"), "xlsx"),
    **dict.fromkeys((".odt", ".ods", ".odp"), "odf"),
    **dict.fromkeys((".html", ".htm"), "html"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), "picture"),
    **dict.fromkeys((".heic", ".bmp", ".gif"), "picture"),
    ".pdf": "pdf",
    ".eml": "eml",
    ".msg": "msg",
    ".rtf": "rtf",
    ".txt": "txt",
    ".zip": "zip",
}
# What lies in a mail or a zip and holds no words of a document: sound, film, letter shapes, an
# appointment or a visiting card (also by its kind, for where it stands in a mail it has no name), a
# signature.
_WITHOUT_WORDS: Final = frozenset(
    {
        *(".mp3", ".m4a", ".wav", ".wma", ".ogg", ".mp4", ".m4v", ".mov", ".avi", ".wmv", ".mkv"),
        *(".webm", ".ttf", ".otf", ".woff", ".woff2", ".eot"),
        *(".ics", ".vcf", "text/calendar", "text/vcard", "text/x-vcard"),
        *(".p7s", ".sig"),
    }
)
PROBLEMS: Final[frozenset[str]] = frozenset(Problem.__args__)  # type: ignore[attr-defined]

# Raised whenever the same bytes give another text, so that a register entry tells what was read.
EDITION: Final = "extraction 6"

# About five thousand pages: what is longer is not a letter, and would fill the parent's memory.
MOST_CHARACTERS: Final = 10_000_000

_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Soft hyphen, zero-width space, word joiner, byte order mark, and controls: seen by nobody, and
# each can stand in the middle of a number. PostgreSQL refuses NUL in text.
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
# Hyphen and non-breaking hyphen look like the one on the keyboard, and Word writes them for it.
_HYPHENS: Final = re.compile("[\u2010\u2011]")
_BLANK_LINES: Final = re.compile("\n{3,}")


class NotReadError(Exception):
    """The document cannot be read; `problem` is the stable code that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem: Problem = problem


class OutOfTime(BaseException):
    """Most of a document's time is used; no library may take it for an error of its own."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What lies inside a document, not yet unpacked.

    `load` unpacks its bytes and raises `NotReadError` where they may not be had. `read` makes
    text of the bytes; where it is null the extension of `name` decides.
    """

    name: str
    load: Callable[[], bytes]
    read: "Callable[[bytes], Content] | None" = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader found in a document: its own pages, and what else it holds or shows.

    `quoted` is the older message that a mail quotes, which follows its own words. `label` is the
    word by which what lies inside is called. `recognised_by` is what read those `recognised_pages`,
    numbered from 1, that are pictures of text; empty where there are none. The rest is as in
    `Reading`.
    """

    pages: Sequence[str]
    quoted: str = ""
    inside: Sequence[Inside] = ()
    label: str = "Bijlage"
    signed: bool = False
    unfinished: tuple[str, ...] = ()
    recognised_by: str = ""
    recognised_pages: Collection[int] = ()
    unread_pages: tuple[int, ...] = ()


def format_of(name: str) -> Format | None:
    """Return the format that the extension of `name` declares, null when we do not read it."""
    return FORMATS.get(PurePosixPath(name).suffix.lower())


def has_no_words(name: str) -> bool:
    """Return whether what lies inside a document is by its name of a kind without words."""
    return not _WITHOUT_WORDS.isdisjoint({name.lower(), PurePosixPath(name).suffix.lower()})


def not_read(problem: Problem, reader: str = EDITION) -> Reading:
    """Return the reading of a document without text."""
    return Reading(text=None, pages=(0,), problem=problem, reader=reader)


def normalised(text: str) -> str:
    r"""Return `text` as a person sees it: NFKC, nothing invisible, lines ended by `\n`.

    Hyphens are `-`, lines end without spaces, at most one empty line stands between two others,
    and none at the start or the end.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _UNSEEN.sub("", _SURROGATES.sub("\ufffd", text))
    text = unicodedata.normalize("NFKC", _HYPHENS.sub("-", text))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip()
