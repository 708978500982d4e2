"""The document as rules may look at it."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from records.documents import Attachment

OPENING = 600  # characters: the letterhead, subject and first sentence of a letter
QUOTED = "quoted"
AROUND = 50
"""Characters before and behind a quote that are shown with it, in whole words."""

_BORDER = re.compile(r"\r?\n[ \t]*\r?\n\s*")
_LINE = re.compile(r"\r?\n\s*")


@dataclass(frozen=True, slots=True)
class Subject:
    """What rules may look at. A part that is None could not be looked at.

    `own_end` is where the document's own words end in `text`, None where all are its own.
    `columns` are by internal name, as the text that Graph gave.
    """

    name: str | None
    folder: str | None
    text: str | None
    pages: tuple[int, ...] = (0,)
    own_end: int | None = None
    attachments: tuple[Attachment, ...] = ()
    content_type: str | None = None
    columns: Mapping[str, str] | None = None
    made_by: str | None = None
    changed_by: str | None = None
    recognised: tuple[tuple[int, int], ...] = ()
    unread_pages: tuple[int, ...] = ()

    @property
    def end_of_own_words(self) -> int:
        """Return where the document's own words end in its text."""
        return len(self.text or "") if self.own_end is None else self.own_end

    @property
    def own_text(self) -> str:
        """Return the document's own words, without what it quotes or encloses; empty where it has none."""
        return (self.text or "")[: self.own_end]

    @property
    def opening_end(self) -> int:
        """Return where the opening of the document's own words ends in its text."""
        return min(OPENING, self.end_of_own_words)

    def page_at(self, offset: int) -> int | None:
        """Return the page, from 1, on which `offset` in the text lies; None without pages.

        The pages of attachments are not known.
        """
        if len(self.pages) < 2 or self.attachment_at(offset):
            return None
        return bisect_right(self.pages, offset)

    def is_recognised(self, offset: int) -> bool:
        """Return whether the text at `offset` was recognised from a scan."""
        return any(start <= offset < end for start, end in self.recognised)

    def paragraph_at(self, offset: int) -> int | None:
        """Return the paragraph, from 1, in which `offset` lies; None where there are pages.

        Paragraphs have empty lines between them; in a text without those each line is one. Those
        of attachments are not known.
        """
        if self.text is None or len(self.pages) > 1 or self.attachment_at(offset):
            return None
        return bisect_right(_paragraphs(self.text), offset)

    def around(self, start: int, end: int) -> tuple[str, str]:
        """Return the words before and behind a place in the text, on one line."""
        text = self.text or ""
        before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        if start > AROUND:
            before = re.sub(r"^\S*\s?", "", before)
        if end + AROUND < len(text):
            behind = re.sub(r"\s?\S*$", "", behind)
        return " ".join(before.split()), " ".join(behind.split())

    def part_at(self, offset: int) -> str | None:
        """Return in what part of the text `offset` lies: an attachment's name, or `quoted`.

        None in the document's own words.
        """
        attachment = self.attachment_at(offset)
        if attachment is not None:
            return attachment.name
        return QUOTED if self.own_end is not None and offset >= self.own_end else None

    def attachment_at(self, offset: int) -> Attachment | None:
        """Return the attachment whose text is at `offset`; of one inside another the inner one."""
        around = [one for one in self.attachments if one.start <= offset < one.end]
        return min(around, key=lambda one: one.end - one.start, default=None)


@lru_cache(maxsize=1)  # one document at a time is asked about, for each quote in it
def _paragraphs(text: str) -> tuple[int, ...]:
    """Return where each paragraph of a text starts."""
    begins = len(text) - len(text.lstrip())
    border = _BORDER if _BORDER.search(text.strip()) else _LINE
    return (0, *(found.end() for found in border.finditer(text, begins)))
