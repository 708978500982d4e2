"""Plain text: bytes whose encoding nobody wrote down."""

import codecs
import platform
import re
from typing import Final

from extraction.reading import Content, NotReadError

READER: Final = f"python {platform.python_version()} text"

# Tab, line feed, form feed, carriage return and the end-of-file mark of old programs are text.
_BINARY: Final = re.compile("[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]")


def content_of(content: bytes) -> Content:
    """Return the text of a plain text file, as one page.

    Raises `NotReadError`: `broken` when the bytes are no text in any encoding we try.
    """
    text = decoded(content)
    if text is None or is_binary(text):
        raise NotReadError("broken")
    return Content(pages=[text.replace("\x1a", "")])


def is_binary(text: str) -> bool:
    """Tell whether `text` holds what no text has."""
    return _BINARY.search(text) is not None


def decoded(content: bytes) -> str | None:
    """Return `content` as text, null when it is in none of the encodings tried.

    UTF-16 only where a byte order mark says so (Windows Notepad calls it "Unicode"), else UTF-8,
    else Windows-1252, in which five bytes mean nothing.
    """
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
