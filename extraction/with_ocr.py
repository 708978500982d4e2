"""Reading a document twice: what turns out to hold scans is read again with their text recognised."""

import asyncio
from typing import Final

from extraction.worker import Reader
from records.documents import Reading

_SECONDS: Final = 120.0  # a page takes some two


class ReaderWithOcr:
    """Reads as `plain` does, and what that finds to be a scan, or to hold one, once more.

    Recognising takes long, so it has a bound of its own and processes of its own.
    """

    def __init__(self, plain: Reader, *, workers: int = 1, seconds: float = _SECONDS) -> None:
        self._plain = plain
        self._scans = Reader(seconds=seconds, workers=workers, function="extraction.scans:read")

    def refuses(self, name: str, size: int) -> Reading | None:
        """Return why a file of that name and size (bytes) is not read at all, or None."""
        return self._plain.refuses(name, size)

    async def read(self, name: str, content: bytes) -> Reading:
        """Return what could be read; a bad document never raises, it has a `problem`."""
        reading = await self._plain.read(name, content)
        if not _has_scans(reading):
            return reading
        recognised = await self._scans.read(name, content)
        # A mail whose attachment cannot be recognised in time is still a mail, and a letter whose
        # enclosure cannot be is still a letter.
        return reading if _lacks(recognised, reading) else recognised

    async def close(self) -> None:
        """End the workers once they have answered."""
        await asyncio.gather(self._plain.close(), self._scans.close())


def _has_scans(reading: Reading) -> bool:
    problems = {reading.problem, *(each.problem for each in reading.attachments)}
    has_pages = reading.unread_pages or any(each.unread_pages for each in reading.attachments)
    return "no_text_layer" in problems or bool(has_pages)


def _lacks(recognised: Reading, plain: Reading) -> bool:
    """Tell whether anything that could be read plainly was not read this time."""
    was_read = plain.text is not None
    pairs = zip(plain.attachments, recognised.attachments, strict=False)
    return (was_read and recognised.text is None) or any(
        (before.problem is None and after.problem is not None)
        or not set(after.unread_inside) <= set(before.unread_inside)
        for before, after in pairs
    )
