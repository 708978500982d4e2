"""Bytes that change on their way: an Office file rewritten by SharePoint, a byte gone wrong."""

import io
import zipfile

from graph_simulator.model import Content

_OFFICE = (
    *(".docx", ".docm", ".dotx", ".dotm"),
    *(".xlsx", ".xlsm", ".xltx", ".xltm"),
    *(".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm"),
)
_PROPERTIES = "docProps/"
_ADDED = "customXml/item9.xml"
_REWRITTEN = (2026, 1, 5, 8, 0, 0)


def altered(content: Content) -> Content:
    """One byte flipped, the size the same: not what was uploaded."""
    if not content.data:
        return content
    data = bytearray(content.data)
    data[len(data) // 2] ^= 0xFF
    return Content(bytes(data))


def rewritten_office(name: str, content: Content) -> Content:
    """An Office file packed anew with other properties, every other part equal; others as is.

    SharePoint does this when it writes its columns into a document (property promotion). That it
    adds a `customXml/` part, to which the main part of the document refers, is believed.
    """
    if not name.lower().endswith(_OFFICE) or not zipfile.is_zipfile(io.BytesIO(content.data)):
        return content
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content.data)) as before,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.infolist():
            if not part.filename.startswith(_PROPERTIES) and part.filename != _ADDED:
                kept = _with_reference(part.filename, before.read(part))
                after.writestr(zipfile.ZipInfo(part.filename, _REWRITTEN), kept)
        after.writestr(zipfile.ZipInfo(_ADDED, _REWRITTEN), b"<p:properties xmlns:p='urn:p'/>")
        properties = _properties(before)
        for part_name, text in properties.items():
            after.writestr(zipfile.ZipInfo(part_name, _REWRITTEN), text)
    return Content(packed.getvalue(), origin=content.origin)


def _with_reference(part_name: str, text: bytes) -> bytes:
    """The relationships of the document's main part, with one to the added part."""
    if part_name != "word/_rels/document.xml.rels" or b'"rIdAdded"' in text:
        return text
    added = (
        b'<Relationship Id="rIdAdded" Type="http://schemas.openxmlformats.org/officeDocument/'
        b'2006/relationships/customXml" Target="../customXml/item9.xml"/>'
    )
    return text.replace(b"</Relationships>", added + b"</Relationships>")


def _properties(before: zipfile.ZipFile) -> dict[str, bytes]:
    """The property parts with a comment that says they were rewritten."""
    kept = {one: before.read(one) for one in before.namelist() if one.startswith(_PROPERTIES)}
    kept.setdefault("docProps/custom.xml", b"<?xml version='1.0'?><Properties/>")
    return {one: text.rstrip() + b"<!-- rewritten -->" for one, text in kept.items()}
