"""Whether a copy holds all that its original held."""

import hashlib
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal
from xml.etree import ElementTree as ET

from records.canonical import digest
from records.documents import DriveItem, Version

# The kinds of zips that SharePoint writes properties into:
# https://wbaer.net/2014/08/document-property-promotion-and-demotion-overview-and-considerations
OFFICE = (
    *(".docx", ".docm", ".dotx", ".dotm"),
    *(".xlsx", ".xlsm", ".xltx", ".xltm"),
    *(".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm"),
)
MOST_RELATIONSHIPS = 1_000_000  # bytes
MOST_UNPACKED = 500_000_000  # bytes of all parts, which only a bomb or a film exceeds
# SharePoint writes library properties into Office files; these parts hold nothing else.
PROPERTY_PARTS = ("docProps/", "customXml/", "[Content_Types].xml", "_rels/.rels")

# What zipfile lets through when a file is cut off, altered, encrypted or packed otherwise.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,  # and NotImplementedError
    ValueError,
)

Criterion = Literal["quick_xor_hash", "bytes", "office_parts"]


def versions_carried(original: Sequence[Version], copy: Sequence[Version], *, office: bool) -> bool:
    """Return whether the copy has every version of the original, in order, by size.

    Graph tells no hash of a version, so size and order are what can be compared; later versions
    that the copy has besides do no harm. SharePoint may rewrite an Office file, which changes its
    size: for `office` the number counts, and the content of the current version is compared.
    """
    if len(copy) < len(original):
        return False
    return office or all(a.size == b.size for a, b in zip(original, copy, strict=False))


def versions_missing(
    recorded: Iterable[Mapping[str, Any]], kept: Sequence[Version]
) -> tuple[str, ...]:
    """Return the ids of the recorded versions that are there no longer.

    A library at its limit drops the oldest for each new one, also of columns, so that their number
    tells nothing (https://learn.microsoft.com/sharepoint/library-version-limits).
    """
    there = {version.id for version in kept}
    return tuple(str(one["id"]) for one in recorded if one["id"] not in there)


def same_hash(original: DriveItem, copy: DriveItem) -> bool:
    """Return whether Graph itself says that both hold the same bytes."""
    return (
        original.quick_xor_hash is not None
        and original.quick_xor_hash == copy.quick_xor_hash
        and original.size == copy.size
    )


def is_office(name: str) -> bool:
    """Return whether SharePoint may rewrite a file of this name."""
    return name.lower().endswith(OFFICE)


def same_office_parts(original: bytes, copy: bytes) -> bool:
    """Return whether two Office files are equal in every part but their properties.

    Properties are `docProps/`, `customXml/` and what refers to them: SharePoint adds those parts
    when it promotes a library's columns into the file (believed; no tenant was at hand). A file
    that is no zip is equal to nothing.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(original)) as a, zipfile.ZipFile(io.BytesIO(copy)) as b:
            return _parts(a) == _parts(b)
    except _BROKEN:
        return False


def parts_key(content: bytes) -> str | None:
    """Return what is equal of Office files that are equal in every part but their properties.

    None for what is no zip, holds no such part, or unpacks to more than `MOST_UNPACKED`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as office:
            if sum(part.file_size for part in office.infolist()) > MOST_UNPACKED:
                return None
            parts = _parts(office)
    except _BROKEN:
        return None
    return f"parts:{digest(parts)}" if parts else None


def _parts(office: zipfile.ZipFile) -> dict[str, str]:
    """Return name -> digest of every part that holds content; corrupt parts raise."""
    broken = office.testzip()
    if broken is not None:
        raise zipfile.BadZipFile(broken)
    return {
        part.filename: _digest(office, part)
        for part in office.infolist()
        if not part.filename.startswith(PROPERTY_PARTS)
    }


def _digest(office: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    if part.filename.endswith(".rels") and part.file_size <= MOST_RELATIONSHIPS:
        return repr(_relationships(office.read(part)))
    counted = hashlib.sha256()
    with office.open(part) as content:
        while piece := content.read(1 << 20):
            counted.update(piece)
    return counted.hexdigest()


def _relationships(rels: bytes) -> list[list[tuple[str, str]]]:
    """Return the relationships of a part, without those to properties."""
    try:
        found = ET.fromstring(rels)  # noqa: S314 - small, and expat refuses to blow it up
    except ET.ParseError as error:
        raise zipfile.BadZipFile(str(error)) from error
    return sorted(
        sorted(one.items())
        for one in found
        if "customXml/" not in one.get("Target", "") and "docProps/" not in one.get("Target", "")
    )
