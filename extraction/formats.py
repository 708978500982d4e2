"""From a name and bytes to a reading: which format it is, and who reads it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from extraction import (
    from_docx,
    from_eml,
    from_html,
    from_msg,
    from_odf,
    from_pdf,
    from_picture,
    from_pptx,
    from_rtf,
    from_txt,
    from_xlsx,
    from_zip,
)
from extraction.composing import Composer
from extraction.reading import (
    EDITION,
    Content,
    Format,
    Inside,
    NotReadError,
    format_of,
    has_no_words,
    not_read,
)
from records.documents import Reading

Readers = Mapping[Format, tuple[Callable[[bytes], Content], str]]

READERS: Final[Readers] = {
    "docx": (from_docx.content_of, from_docx.READER),
    "pptx": (from_pptx.content_of, from_pptx.READER),
    "xlsx": (from_xlsx.content_of, from_xlsx.READER),
    "odf": (from_odf.content_of, from_odf.READER),
    "pdf": (from_pdf.content_of, from_pdf.READER),
    "eml": (from_eml.content_of, from_eml.READER),
    "msg": (from_msg.content_of, from_msg.READER),
    "html": (from_html.content_of, from_html.READER),
    "rtf": (from_rtf.content_of, from_rtf.READER),
    "txt": (from_txt.content_of, from_txt.READER),
    "zip": (from_zip.content_of, from_zip.READER),
    "picture": (from_picture.content_of, from_picture.READER),
}


def read(name: str, content: bytes) -> Reading:
    """Return what could be read of a document; a bad one gives a problem and never raises.

    The extension of `name` decides the format; content that is something else is `broken`.
    `MemoryError` passes through: the process that runs out has to be replaced.
    """
    return read_with(READERS, name, content)


def read_with(readers: Readers, name: str, content: bytes) -> Reading:
    """Return what `readers` could read of a document; as `read`."""
    file_format = format_of(name)
    if file_format is None:
        return not_read("unsupported")
    content_of, reader = readers[file_format]
    tried = f"{EDITION}, {reader}"
    if not content:
        return not_read("empty", tried)
    try:
        found = content_of(content)
        return Composer(partial(_read_inside, readers)).reading(found, file_format, reader, content)
    except NotReadError as error:
        return not_read(error.problem, tried)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - parsers of hostile bytes raise whatever their authors missed
        return not_read("broken", tried)


def _read_inside(readers: Readers, inside: Inside, content: bytes) -> tuple[Content, Format, str]:
    if inside.read is not None:  # a mail in a mail, whatever it is called
        return inside.read(content), "eml", from_eml.READER
    if has_no_words(inside.name):
        raise NotReadError("no_words")
    file_format = format_of(inside.name)
    if file_format is None:
        raise NotReadError("unsupported")
    if file_format == "picture" and from_picture.is_small(content):
        raise NotReadError("no_words")
    content_of, reader = readers[file_format]
    return content_of(content), file_format, reader
