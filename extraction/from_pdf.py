"""PDF, by pypdf: the text layer page by page, nothing recognised from pictures."""

import io
import re
from collections.abc import Mapping
from typing import Any, Final

import pypdf
from pypdf.errors import LimitReachedError

from extraction.draft import is_draft_mark
from extraction.pdf_pictures import has_words, pages_that_are_pictures
from extraction.reading import MOST_CHARACTERS, Content, NotReadError

READER: Final = f"pypdf {pypdf.__version__}"

_LOOK_FOR_HEADER_IN: Final = 1024  # bytes; readers accept some rubbish before the header

# What encrypts a PDF with a sensitivity label
# (https://learn.microsoft.com/information-protection/develop/concept-supported-filetypes).
_BY_LABEL: Final = b"/MicrosoftIRMServices"

_MOST_FIELDS: Final = 10_000  # looked at; fields that are each other's parts would never end

# A word broken at the end of a line reads as one word. Not before "en", "of" and such: in
# "subsidie-\nen begrotingsregels" the hyphen stands for a part that is left out.
_BROKEN_WORD: Final = re.compile(
    r"(?<=[a-zà-öø-ÿ])-[^\S\n]*\n(?!(?:en|of|als|dan|tot)\b)(?=[a-zà-öø-ÿ])"
)
# A number or name broken after its own hyphen keeps it: "SUB-2026-\n0147", "Noord-\nBrabant".
_BROKEN_NUMBER: Final = re.compile(r"(?<=\w)-[^\S\n]*\n(?=[0-9A-Z])")


def content_of(content: bytes) -> Content:
    """Return the text of each page, as `pages_of`; raises `no_text_layer` when no page holds text."""
    found = pages_of(content)
    if not has_text(found):
        raise NotReadError("no_text_layer")
    return found


def has_text(found: Content) -> bool:
    """Return whether any page holds text."""
    return any(map(has_words, found.pages))


def pages_of(content: bytes) -> Content:
    """Return the text of each page, and which pages without any show something that was not read.

    An owner's password alone does not keep us from reading. A draft mark counts where it is the
    first line of every page with text. Raises `NotReadError`: `broken` when it is no PDF,
    `encrypted` when it needs a password, `sensitivity_label` when such a label encrypts it,
    `too_large` when a part unpacks beyond pypdf's limits or the text is too long.
    """
    if b"%PDF-" not in content[:_LOOK_FOR_HEADER_IN]:
        raise NotReadError("broken")
    try:
        reader = _opened(content)
        texts = _texts(reader)
        signed = _is_signed(reader)
        has_comments = any(map(_has_comment, reader.pages))
    except LimitReachedError as error:
        raise NotReadError("too_large") from error
    first_lines = [text.strip().split("\n", 1)[0] for text in texts if text.strip()]
    shown = {
        "comments": has_comments,
        "draft_watermark": bool(first_lines) and all(is_draft_mark([line]) for line in first_lines),
    }
    unfinished = tuple(code for code, is_shown in shown.items() if is_shown)
    return Content(
        pages=texts,
        signed=signed,
        unfinished=unfinished,
        unread_pages=pages_that_are_pictures(reader, texts),
    )


def _opened(content: bytes) -> pypdf.PdfReader:
    try:
        return pypdf.PdfReader(io.BytesIO(content))
    except NotImplementedError as error:  # encrypted otherwise than with a password
        raise NotReadError("sensitivity_label" if _BY_LABEL in content else "encrypted") from error


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


def _is_signed(reader: pypdf.PdfReader) -> bool:
    """Tell whether a signature field is filled (ISO 32000-2, 12.7.5.5 and 12.8.1).

    A field without a type has that of the field it is a part of.
    """
    form = _object(_object(reader.trailer.get("/Root")).get("/AcroForm"))
    fields = [(each, None) for each in _list(form.get("/Fields"))]
    for _ in range(_MOST_FIELDS):
        if not fields:
            return False
        each, kind_above = fields.pop()
        field = _object(each)
        kind = field.get("/FT", kind_above)
        if kind == "/Sig" and "/ByteRange" in _object(field.get("/V")):
            return True
        fields += [(kid, kind) for kid in _list(field.get("/Kids"))]
    return False


def _has_comment(page: pypdf.PageObject) -> bool:
    """Tell whether a note is stuck on a page (ISO 32000-2, 12.5.6.4), other than a state of one."""
    notes = map(_object, _list(page.get("/Annots"))[:_MOST_FIELDS])
    return any(note.get("/Subtype") == "/Text" and "/StateModel" not in note for note in notes)


def _object(value: Any) -> Mapping[str, Any]:
    found = value.get_object() if hasattr(value, "get_object") else value
    return found if isinstance(found, Mapping) else {}


def _list(value: Any) -> list[Any]:
    found = value.get_object() if hasattr(value, "get_object") else value
    return found if isinstance(found, list) else []


def whole_words(text: str) -> str:
    """Return `text` with the words and numbers whole that a line end broke after a hyphen."""
    return _BROKEN_NUMBER.sub("-", _BROKEN_WORD.sub("", text))
