"""Zip files: what lies in them, unpacked one at a time and within bounds."""

import io
import platform
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Final

from extraction.reading import Content, Inside, NotReadError

READER: Final = f"python {platform.python_version()} zip"

_MOST_BYTES: Final = 100_000_000  # of one file, unpacked
# Deflate packs documents to a tenth and at most to a thousandth; only what is made to harm, or
# empty, is packed to less than a two-hundredth.
_MOST_RATIO: Final = 200
_SMALL: Final = 1_000_000  # bytes, at which no ratio harms
# What computers put in a zip for themselves.
_NOT_FILES: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def content_of(content: bytes) -> Content:
    """Return the files that lie in a zip, by their paths; a zip has no words of its own.

    Raises `NotReadError`: `broken`, `encrypted` when every file is locked with a password.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise NotReadError("broken") from error
    entries = [entry for entry in archive.infolist() if _is_file(entry)]
    if entries and all(entry.flag_bits & 1 for entry in entries):
        raise NotReadError("encrypted")
    return Content(
        pages=[],
        inside=[Inside(entry.filename, _loader(archive, entry)) for entry in entries],
        label="Bestand",
    )


def _is_file(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    return not (entry.is_dir() or path.name in _NOT_FILES or "__MACOSX" in path.parts)


def _loader(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Callable[[], bytes]:
    def load() -> bytes:
        if entry.flag_bits & 1:
            raise NotReadError("encrypted")
        # Said beforehand by the zip, and not believed: `read` stops at the bound all the same.
        said = entry.file_size
        if said > _MOST_BYTES or said > max(_SMALL, _MOST_RATIO * entry.compress_size):
            raise NotReadError("too_large")
        with archive.open(entry) as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise NotReadError("too_large")
        return content

    return load
