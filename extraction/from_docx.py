"""Word documents (.docx): headers, text, footnotes and footers, in the order of the file.

Read from the XML itself: kreuzberg 4.10.4 drops headers, tabs, `<`, `>` and `&`, and python-docx
passes over content controls and inserted text, with which letters are made.
"""

import io
import platform
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from extraction.reading import NotReadError

READER: Final = f"python {platform.python_version()} docx"

_MOST_XML: Final = 100_000_000  # bytes of one part once unpacked; the memory limit bounds the rest

# An encrypted Office file (password or sensitivity label) is a compound file with this stream:
# [MS-OFFCRYPTO] 2.3.4.4, https://learn.microsoft.com/openspecs/office_file_formats/ms-offcrypto
_COMPOUND_FILE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")

# Settings of paragraphs and runs, codes of fields, and what tracked changes took away.
_NOT_TEXT: Final = frozenset(
    {"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr"}
    | {"del", "moveFrom", "delText", "instrText"}
)
_AS_TEXT: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SEPARATORS: Final = ("separator", "continuationSeparator", "continuationNotice")


def pages(content: bytes) -> list[str]:
    """Return the text of a Word document, as one page: a docx does not know where pages end.

    Tracked insertions are text and deletions are not; hidden text and automatic numbering are left
    out. Raises `NotReadError`: `encrypted`, `broken` when it is no Word document, `too_large`.
    """
    if content.startswith(_COMPOUND_FILE):
        raise NotReadError("encrypted" if _ENCRYPTED_STREAM in content else "broken")
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise NotReadError("broken") from error
    with package:
        return ["\n".join(_texts(package))]


def _texts(package: zipfile.ZipFile) -> Iterator[str]:
    main = next(_related(package, "", "officeDocument"), None)
    if main is None:
        raise NotReadError("broken")
    document = _xml(package, main)
    if _local(document.tag) != "document":
        raise NotReadError("broken")
    # First, even and odd pages have a header each, often with the same text.
    yield from dict.fromkeys(_part_texts(package, main, "header"))
    yield _text(document)
    yield from _part_texts(package, main, "footnotes")
    yield from _part_texts(package, main, "endnotes")
    yield from dict.fromkeys(_part_texts(package, main, "footer"))


def _part_texts(package: zipfile.ZipFile, main: str, kind: str) -> Iterator[str]:
    for name in sorted(_related(package, main, kind)):
        text = _text(_xml(package, name))
        if text.strip():
            yield text


def _related(package: zipfile.ZipFile, part: str, kind: str) -> Iterator[str]:
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package.namelist():
        return
    for relation in _xml(package, relations):
        internal = relation.get("TargetMode") != "External"
        if internal and relation.get("Type", "").rsplit("/", 1)[-1] == kind:
            target = posixpath.join("/", folder, relation.get("Target", ""))
            yield posixpath.normpath(target).lstrip("/")


def _xml(package: zipfile.ZipFile, name: str) -> ET.Element:
    try:
        entry = package.getinfo(name)
    except KeyError as error:
        raise NotReadError("broken") from error
    if entry.flag_bits & 1:
        raise NotReadError("encrypted")
    with package.open(entry) as part:
        content = part.read(_MOST_XML + 1)
    if len(content) > _MOST_XML:
        raise NotReadError("too_large")
    # Expat bounds entity expansion and fetches nothing; time and memory bound the rest.
    return ET.fromstring(content)  # noqa: S314


def _text(element: ET.Element) -> str:
    return "".join(_pieces(element))


def _pieces(element: ET.Element) -> Iterator[str]:
    """Yield the text of `element` and all in it, with line ends and tabs, in document order."""
    kind = _local(element.tag)
    if kind in _NOT_TEXT or element.get(_sibling(element.tag, "type")) in _SEPARATORS:
        return
    if kind == "t":
        yield element.text or ""
    elif kind in _AS_TEXT:
        yield _AS_TEXT[kind]
    elif kind == "tr":
        yield _row(element)
    elif kind == "AlternateContent":  # the same twice: for new readers, and for old ones
        yield from _pieces(element[0]) if len(element) else ()
    elif kind == "r" and _is_hidden(element):
        return
    else:
        # A text box holds paragraphs inside a paragraph: they start on a line of their own.
        yield "\n" if kind in {"txbxContent", "footnote", "endnote"} else ""
        for child in element:
            yield from _pieces(child)
        yield "\n" if kind in {"p", "tbl"} else ""


def _row(row: ET.Element) -> str:
    """Return a table row: cells side by side, below each other when one has several lines.

    Letters are laid out with tables, in which an address is one cell of many lines.
    """
    cells = [_text(child).strip() for child in row]
    cells = [cell for cell in cells if cell]
    return ("\n" if any("\n" in cell for cell in cells) else "\t").join(cells) + "\n"


def _is_hidden(run: ET.Element) -> bool:
    for properties in run:
        if _local(properties.tag) == "rPr":
            for each in properties:
                if _local(each.tag) == "vanish":
                    return each.get(_sibling(each.tag, "val")) not in {"0", "false", "off"}
    return False


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def _sibling(tag: str, name: str) -> str:
    """Return `name` in the namespace of `tag`: strict and transitional files differ in it."""
    return f"{tag[: tag.rfind('}') + 1]}{name}"
