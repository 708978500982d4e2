"""Workbooks (.xlsx, .xlsm): each sheet is a page that starts with its name.

Read from the XML itself, as a stream: openpyxl loses text boxes and keeps every cell as an object,
and calamine reserves memory for the whole rectangle that two far cells span.
"""

import platform
import re
from collections.abc import Iterator
from typing import Final

from extraction.cells import Cells, Strings, date_styles
from extraction.office_text import local, text_of
from extraction.packages import Package
from extraction.reading import MOST_CHARACTERS, Content, NotReadError

READER: Final = f"python {platform.python_version()} xlsx"

_RELATION: Final = "/relationships}id"
# Codes in headers and footers (ECMA-376 part 1, 18.3.1.46): places, fonts, colours, page numbers.
_CODES: Final = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{5,6}|\d+|[A-Z])')
# What Excel leaves in an old comment for programs that do not know threads (author "tc={...}").
_THREAD: Final = "tc="


def content_of(content: bytes) -> Content:
    """Return the sheets in their order, hidden ones too, a page each.

    A page holds the sheet's name, its header, the rows with their cells parted by tabs, notes,
    text in shapes and charts, its footer. Numbers stand as they are kept and not as they are
    shown; dates as `2026-03-12`. Threads of comments are left out. Raises `NotReadError`:
    `encrypted`, `broken` when it is no workbook, `too_large`, also as soon as the text would be.
    """
    package = Package(content)
    main, workbook = package.main("workbook")
    strings = _strings(package, main)
    parts = {each.id: each.target for each in package.relations(main)}
    dates = _dates(package, main)
    starts_1904 = any(
        local(each.tag) == "workbookPr" and each.get("date1904") in {"1", "true"}
        for each in workbook
    )
    pages: list[str] = []
    left = MOST_CHARACTERS
    for sheet in workbook.iter():
        if local(sheet.tag) != "sheet":
            continue
        ids = (value for key, value in sheet.items() if key.endswith(_RELATION))
        name = parts.get(next(ids, ""), "")
        cells = Cells(strings, dates, starts_1904=starts_1904, most=left)
        page = "\n".join([sheet.get("name", ""), *_texts(package, name, cells)])
        left -= len(page)
        if left < 0:
            raise NotReadError("too_large")
        pages.append(page)
    return Content(pages=pages, signed=package.is_signed)


def _strings(package: Package, main: str) -> list[str]:
    strings = Strings()
    for name in package.related(main, "sharedStrings"):
        package.stream(name, strings)
    return strings.found


def _dates(package: Package, main: str) -> frozenset[str]:
    for name in package.related(main, "styles"):
        return date_styles(package.tree(name))
    return frozenset()


def _texts(package: Package, sheet: str, cells: Cells) -> Iterator[str]:
    if not sheet:
        return
    package.stream(sheet, cells)
    yield from filter(None, map(_plain, cells.headers))
    yield from cells.rows
    for relation in package.relations(sheet):
        if relation.kind == "comments":
            yield from _notes(package, relation.target)
        elif relation.kind == "drawing":
            yield text_of(package.tree(relation.target))
            for chart in package.related(relation.target, "chart"):
                yield text_of(package.tree(chart))
    yield from filter(None, map(_plain, cells.footers))


def _notes(package: Package, name: str) -> Iterator[str]:
    tree = package.tree(name)
    authors = [each.text or "" for each in tree.iter() if local(each.tag) == "author"]
    for comment in tree.iter():
        if local(comment.tag) == "comment":
            author = comment.get("authorId", "")
            known = author.isdecimal() and int(author) < len(authors)
            if not (known and authors[int(author)].startswith(_THREAD)):
                yield text_of(comment)


def _plain(header: str) -> str:
    return _CODES.sub(" ", header.replace("&&", "\0")).replace("\0", "&").strip()
