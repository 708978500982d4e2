"""From a name and bytes to a reading: which format it is, and who reads it."""

from collections.abc import Callable, Sequence
from typing import Final

from extraction import from_docx, from_eml, from_pdf, from_txt
from extraction.reading import (
    EDITION,
    Format,
    NotReadError,
    format_of,
    not_read,
    reading_of,
)
from records.documents import Reading

_PAGES: Final[dict[Format, tuple[Callable[[bytes], Sequence[str]], str]]] = {
    "docx": (from_docx.pages, from_docx.READER),
    "pdf": (from_pdf.pages, from_pdf.READER),
    "eml": (from_eml.pages, from_eml.READER),
    "txt": (from_txt.pages, from_txt.READER),
}


def read(name: str, content: bytes) -> Reading:
    """Return what could be read of a document; a bad one gives a problem and never raises.

    The extension of `name` decides the format; content that is something else is `broken`.
    `MemoryError` passes through: the process that runs out has to be replaced.
    """
    file_format = format_of(name)
    if file_format is None:
        return not_read("unsupported")
    pages, reader = _PAGES[file_format]
    tried = f"{EDITION}, {reader}"
    if not content:
        return not_read("empty", tried)
    try:
        return reading_of(pages(content), reader)
    except NotReadError as error:
        return not_read(error.problem, tried)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - parsers of hostile bytes raise whatever their authors missed
        return not_read("broken", tried)
