"""PDF, by pypdf: the text layer page by page, nothing recognised from pictures."""

import io
import re
from typing import Final

import pypdf
from pypdf.errors import LimitReachedError

from extraction.reading import MOST_CHARACTERS, NotReadError

READER: Final = f"pypdf {pypdf.__version__}"

_LOOK_FOR_HEADER_IN: Final = 1024  # bytes; readers accept some rubbish before the header

# A word broken at the end of a line reads as one word. Not before "en", "of" and such: in
# "subsidie-\nen begrotingsregels" the hyphen stands for a part that is left out.
_BROKEN_WORD: Final = re.compile(
    r"(?<=[a-zà-öø-ÿ])-[^\S\n]*\n(?!(?:en|of|als|dan|tot)\b)(?=[a-zà-öø-ÿ])"
)
# A number or name broken after its own hyphen keeps it: "SUB-2026-\n0147", "Noord-\nBrabant".
_BROKEN_NUMBER: Final = re.compile(r"(?<=\w)-[^\S\n]*\n(?=[0-9A-Z])")


def pages(content: bytes) -> list[str]:
    """Return the text of each page; an owner's password alone does not keep us from reading.

    Raises `NotReadError`: `broken` when it is no PDF, `encrypted` when it needs a password,
    `no_text_layer` when no page holds text, `too_large` when a part unpacks beyond pypdf's limits
    or the text is too long.
    """
    if b"%PDF-" not in content[:_LOOK_FOR_HEADER_IN]:
        raise NotReadError("broken")
    try:
        texts = _texts(pypdf.PdfReader(io.BytesIO(content)))
    except LimitReachedError as error:
        raise NotReadError("too_large") from error
    if not any(text.strip() for text in texts):
        raise NotReadError("no_text_layer")
    return texts


def _texts(reader: pypdf.PdfReader) -> list[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise NotReadError("encrypted")
    texts: list[str] = []
    length = 0
    for page in reader.pages:
        text = whole_words(page.extract_text())
        length += len(text)
        if length > MOST_CHARACTERS:
            raise NotReadError("too_large")
        texts.append(text)
    return texts


def whole_words(text: str) -> str:
    """Return `text` with the words and numbers whole that a line end broke after a hyphen."""
    return _BROKEN_NUMBER.sub("-", _BROKEN_WORD.sub("", text))
