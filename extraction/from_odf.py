"""OpenDocument files (.odt, .ods, .odp): the text as it stands, sheets and slides as pages.

Read from the XML itself, as a stream: odfpy and odfdo keep a whole spreadsheet as a tree.
"""

import platform
from typing import Final

from extraction.draft import is_draft_mark
from extraction.office_text import local, row_of
from extraction.packages import Package, refuse_doctype
from extraction.reading import MOST_CHARACTERS, Content, NotReadError

READER: Final = f"python {platform.python_version()} opendocument"

_KIND: Final = "application/vnd.oasis.opendocument."
_MOST_SPACES: Final = 1000
# Comments, deleted text, what describes a picture and what no one sees.
_NOT_TEXT: Final = frozenset(
    {"annotation", "tracked-changes", "desc", "title", "forms", "scripts", "event-listeners"}
)
_PARAGRAPHS: Final = frozenset({"p", "h"})
_HEADERS: Final = frozenset({"header", "header-left", "header-first"})
_FOOTERS: Final = frozenset({"footer", "footer-left", "footer-first"})


def content_of(content: bytes) -> Content:
    """Return the text, a page for each sheet or slide; cells as they are shown.

    Comments and deleted text are left out. Raises `NotReadError`: `encrypted` when it needs a
    password, `broken` when it is no such file, `too_large`.
    """
    package = Package(content)
    if not {"mimetype", "content.xml", "META-INF/manifest.xml"} <= package.names:
        raise NotReadError("encrypted" if "encrypted-package" in package.names else "broken")
    kind = package.bytes_of("mimetype", 1000).decode("ascii", "replace").strip()
    if not kind.startswith(_KIND):
        raise NotReadError("broken")
    if b":encryption-data" in package.bytes_of("META-INF/manifest.xml"):
        raise NotReadError("encrypted")
    is_letter = kind.startswith(f"{_KIND}text")
    body = _Body(pages_at="" if is_letter else "table" if "sheet" in kind else "page")
    package.stream("content.xml", body)
    margins = _Margins()
    if is_letter and "styles.xml" in package.names:
        package.stream("styles.xml", margins)
    pages = (
        body.pages
        if not is_letter
        else [
            "\n".join(
                [*dict.fromkeys(margins.headers), *body.pages, *dict.fromkeys(margins.footers)]
            )
        ]
    )
    is_draft = any(is_draft_mark(header.splitlines()) for header in margins.headers)
    shown = {"tracked_changes": body.is_changed, "draft_watermark": is_draft}
    return Content(
        pages=pages,
        signed="META-INF/documentsignatures.xml" in package.names,
        unfinished=tuple(code for code, is_shown in shown.items() if is_shown),
    )


class _Text:
    """Takes XML with text in paragraphs and tables; `_pieces` is the text so far."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._outer: list[list[str]] = []  # the texts around the cells that are open
        self._rows: list[list[str]] = []  # the cells of the rows that are open
        self._paragraphs = 0
        self._unseen = 0
        self._left = MOST_CHARACTERS
        self.doctype = refuse_doctype

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        """Take the start of an element."""
        name = local(tag)
        if self._unseen or name in _NOT_TEXT:
            self._unseen += 1
        elif name in _PARAGRAPHS:
            if self._paragraphs:  # a text box in a line
                self._add("\n")
            self._paragraphs += 1
        elif name == "s":
            count = next((value for key, value in attrib.items() if local(key) == "c"), "1")
            self._add(" " * min(int(count), _MOST_SPACES))
        elif name in {"tab", "line-break"}:
            self._add("\t" if name == "tab" else "\n")
        elif name == "table-row":
            self._rows.append([])
        elif name in {"table-cell", "covered-table-cell"}:
            self._outer.append(self._pieces)
            self._pieces = []

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        name = local(tag)
        if self._unseen:
            self._unseen -= 1
        elif name in _PARAGRAPHS:
            self._paragraphs -= 1
            self._add("\n")
        elif name == "table-row":
            row = row_of(self._rows.pop())
            self._pieces.append(row if row != "\n" else "")
        elif name in {"table-cell", "covered-table-cell"}:
            cell = "".join(self._pieces)
            self._pieces = self._outer.pop()
            if self._rows:
                self._rows[-1].append(cell)

    def data(self, data: str) -> None:
        """Take text."""
        if self._paragraphs and not self._unseen:
            self._add(data)

    def _add(self, text: str) -> None:
        self._left -= len(text)
        if self._left < 0:
            raise NotReadError("too_large")
        self._pieces.append(text)


class _Body(_Text):
    def __init__(self, pages_at: str) -> None:
        super().__init__()
        self.is_changed = False
        self._done: list[str] = []
        self._pages_at = pages_at

    @property
    def pages(self) -> list[str]:
        return [*self._done, *filter(str.strip, ["".join(self._pieces)])]

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        name = local(tag)
        self.is_changed |= name == "changed-region"
        if name == self._pages_at and not self._outer and not self._unseen:
            self._done = self.pages
            name_of = (value for key, value in attrib.items() if local(key) == "name")
            self._pieces = [f"{next(name_of, '')}\n"] if name == "table" else []
        super().start(tag, attrib)


class _Margins(_Text):
    """Takes the styles of a letter, of which headers and footers are text."""

    def __init__(self) -> None:
        super().__init__()
        self.headers: list[str] = []
        self.footers: list[str] = []

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        if local(tag) in _HEADERS | _FOOTERS:
            self._pieces = []
        super().start(tag, attrib)

    def end(self, tag: str) -> None:
        super().end(tag)
        name = local(tag)
        text = "".join(self._pieces).strip()
        if text and name in _HEADERS | _FOOTERS:
            (self.headers if name in _HEADERS else self.footers).append(text)
            self._pieces = []
