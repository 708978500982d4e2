"""The words of the rule vocabulary: what each asks of a document, and what it found.

A condition that could not be looked at (no text, no name given) is neither yes nor no.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from records.documents import Attachment
from records.file_plan import Condition
from records.verdicts import Seen

OPENING = 600  # characters: the letterhead, subject and first sentence of a letter
QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Subject:
    """What rules may look at. A part that is None could not be looked at.

    `own_end` is where the document's own words end in `text`, None where all are its own.
    """

    name: str | None
    folder: str | None
    text: str | None
    pages: tuple[int, ...] = (0,)
    own_end: int | None = None
    attachments: tuple[Attachment, ...] = ()
    recognised: tuple[tuple[int, int], ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the page, from 1, on which `offset` in the text lies; None without pages.

        The pages of attachments are not known.
        """
        if len(self.pages) < 2 or self.attachment_at(offset):
            return None
        return bisect_right(self.pages, offset)

    def part_at(self, offset: int) -> str | None:
        """Return in what part of the text `offset` lies: an attachment's name, or `quoted`.

        None in the document's own words.
        """
        attachment = self.attachment_at(offset)
        if attachment is not None:
            return attachment.name
        return QUOTED if self.own_end is not None and offset >= self.own_end else None

    def is_recognised(self, offset: int) -> bool:
        """Return whether the text at `offset` was recognised from a scan."""
        return any(start <= offset < end for start, end in self.recognised)

    def attachment_at(self, offset: int) -> Attachment | None:
        """Return the attachment whose text is at `offset`; of one inside another the inner one."""
        around = [one for one in self.attachments if one.start <= offset < one.end]
        return min(around, key=lambda one: one.end - one.start, default=None)


@dataclass(frozen=True, slots=True)
class Found:
    """The quoted words that made a condition true, and where they stand."""

    kind: Seen
    quote: str
    start: int
    end: int
    page: int | None
    part: str | None = None


def look(condition: Condition, subject: Subject) -> Found | bool:
    """Return what was found, False when it is not there.

    Raises CouldNotLook when the document's part that the condition asks about was not available.
    """
    found = VOCABULARY[condition.word](subject, condition.values)
    return found if found is not None else False


class CouldNotLook(Exception):
    """The part of the document that a condition asks about could not be looked at."""


def _in_name(subject: Subject, values: tuple[str, ...]) -> Found | None:
    if subject.name is None:
        raise CouldNotLook("name")
    return _named("name", subject.name, values)


def _in_folder(subject: Subject, values: tuple[str, ...]) -> Found | None:
    if subject.folder is None:
        raise CouldNotLook("folder")
    return _named("folder", subject.folder, values)


def _in_opening(subject: Subject, values: tuple[str, ...]) -> Found | None:
    if subject.text is None:
        raise CouldNotLook("text")
    own = subject.text[: subject.own_end]
    return _in_part(subject, _first_phrase("text", own, values, limit=OPENING))


def _in_text(subject: Subject, values: tuple[str, ...]) -> Found | None:
    if subject.text is None:
        raise CouldNotLook("text")
    return _in_part(subject, _first_phrase("text", subject.text, values))


def _file_type(subject: Subject, values: tuple[str, ...]) -> Found | None:
    if subject.name is None:
        raise CouldNotLook("name")
    stem, dot, ending = subject.name.rpartition(".")
    if not dot or ending.lower() not in {value.lower().lstrip(".") for value in values}:
        return None
    return Found("file_type", ending, len(stem) + 1, len(subject.name), None)


VOCABULARY: Mapping[str, Callable[[Subject, tuple[str, ...]], Found | None]] = {
    "name": _in_name,
    "folder": _in_folder,
    "opening": _in_opening,
    "text": _in_text,
    "file_type": _file_type,
}


def _named(kind: Seen, name: str, phrases: tuple[str, ...]) -> Found | None:
    """Return the first phrase in a name, in which `_`, `+` and `-` stand for spaces.

    Phrases are read in the same way, so that one with a dash is found as it was written.
    """
    spaced = tuple(_spaced(phrase) for phrase in phrases)
    found = _first_phrase(kind, _spaced(name), spaced)
    return found and Found(kind, name[found.start : found.end], found.start, found.end, None)


def _spaced(name: str) -> str:
    return re.sub(r"[_+-]", " ", name)


def _first_phrase(
    kind: Seen, text: str, phrases: tuple[str, ...], *, limit: int | None = None
) -> Found | None:
    """Return the phrase that starts first, and ends at `limit` or before."""
    matches = [match for phrase in phrases if (match := _search(_phrase(phrase), text, limit))]
    if not matches:
        return None
    first = min(matches, key=lambda match: match.start())
    return Found(kind, first.group(), first.start(), first.end(), None)


def _search(pattern: re.Pattern[str], text: str, limit: int | None) -> re.Match[str] | None:
    if limit is None:
        return pattern.search(text)
    # One character beyond the limit tells whether a word ends there or is cut by it.
    match = pattern.search(text, 0, limit + 1)
    return match if match and match.end() <= limit else None


def _in_part(subject: Subject, found: Found | None) -> Found | None:
    if found is None:
        return None
    start = found.start
    return replace(found, page=subject.page_at(start), part=subject.part_at(start))


@lru_cache(maxsize=4096)
def _phrase(phrase: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
