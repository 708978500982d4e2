"""Documents that are zips of XML (Office, OpenDocument), opened with care."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Protocol
from xml.etree import ElementTree as ET

from extraction.compound import COMPOUND_FILE, encryption_of
from extraction.office_text import local
from extraction.reading import NotReadError

_MOST_TREE: Final = 100_000_000  # bytes of one part once unpacked; the memory limit bounds the rest
_MOST_STREAM: Final = 1_000_000_000  # bytes of a part that is not kept; the time limit is nearer
_PIECE: Final = 256 * 1024


class Target(Protocol):
    """What takes a stream of XML, piece by piece; it need not close anything."""

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        """Take the start of an element."""

    def end(self, tag: str) -> None:
        """Take the end of an element."""

    def data(self, data: str) -> None:
        """Take text."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Take the declaration of a document type."""


def refuse_doctype(*_: object) -> None:
    """Raise `broken`: neither format has a document type, and entities hide in nothing else.

    ECMA-376 part 2, 8.1.4; OpenDocument 1.3 part 3, 3.1 has none either.
    """
    raise NotReadError("broken")


class _Tree(ET.TreeBuilder):
    def doctype(self, *_: object) -> None:
        refuse_doctype()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of one part to another: the last word of its type, and the part's name."""

    id: str
    kind: str
    target: str


class Package:
    """A zip with parts, of which each is bounded and none is written to disk.

    Raises `NotReadError`: `encrypted` or `sensitivity_label` for Office's container of an encrypted
    package, `encrypted` for a locked part, `broken` for what is no zip, a part that is not there or is no XML without
    a document type, `too_large`.
    """

    def __init__(self, content: bytes) -> None:
        if content.startswith(COMPOUND_FILE):
            raise NotReadError(encryption_of(content) or "broken")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except zipfile.BadZipFile as error:
            raise NotReadError("broken") from error
        self.names: Final = frozenset(self._zip.namelist())

    @property
    def is_signed(self) -> bool:
        """Whether an Office signature lies in it (ECMA-376 part 2, 13), valid or not."""
        return any(
            name.startswith("_xmlsignatures/") and name.endswith(".xml") for name in self.names
        )

    def bytes_of(self, name: str, most: int = _MOST_TREE) -> bytes:
        """Return a part unpacked."""
        with self._opened(name) as part:
            content: bytes = part.read(most + 1)
        if len(content) > most:
            raise NotReadError("too_large")
        return content

    def tree(self, name: str) -> ET.Element:
        """Return the XML of a part."""
        parser = ET.XMLParser(target=_Tree())  # noqa: S314 - no document type, so no entities
        parser.feed(self.bytes_of(name))
        root: ET.Element = parser.close()
        return root

    def stream(self, name: str, target: Target) -> None:
        """Hand the XML of a part to `target` without keeping it."""
        parser: Any = ET.XMLParser(target=target)  # noqa: S314 - its targets refuse a document type
        left = _MOST_STREAM
        with self._opened(name) as part:
            while piece := part.read(_PIECE):
                parser.feed(piece)
                left -= len(piece)
                if left < 0:
                    raise NotReadError("too_large")
        parser.close()

    def relations(self, part: str = "") -> list[Relation]:
        """Return the relations of `part` (of the package itself: an empty name) inside it."""
        folder, name = posixpath.split(part)
        stored_in = posixpath.join(folder, "_rels", f"{name}.rels")
        if stored_in not in self.names:
            return []
        return [
            Relation(
                each.get("Id", ""),
                each.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in self.tree(stored_in)
            if each.get("TargetMode") != "External"
        ]

    def related(self, part: str, kind: str) -> Iterator[str]:
        """Yield the names of the parts to which `part` has a relation of that kind."""
        return (each.target for each in self.relations(part) if each.kind == kind)

    def main(self, root: str) -> tuple[str, ET.Element]:
        """Return name and XML of the main part, which has to be a `root`; else `broken`."""
        name = next(self.related("", "officeDocument"), None)
        if name is None:
            raise NotReadError("broken")
        tree = self.tree(name)
        if local(tree.tag) != root:
            raise NotReadError("broken")
        return name, tree

    def _opened(self, name: str) -> Any:
        try:
            entry = self._zip.getinfo(name)
        except KeyError as error:
            raise NotReadError("broken") from error
        if entry.flag_bits & 1:
            raise NotReadError("encrypted")
        return self._zip.open(entry)
