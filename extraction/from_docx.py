"""Word documents (.docx, .docm): headers, text, footnotes and footers, in the order of the file.

Read from the XML itself: kreuzberg 4.10.4 drops headers, tabs, `<`, `>` and `&`, and python-docx
passes over content controls and inserted text, with which letters are made. Macros are not looked
at.
"""

import platform
from collections.abc import Iterator
from itertools import chain
from typing import Final
from xml.etree import ElementTree as ET

from extraction.draft import is_draft_mark
from extraction.office_text import local, sibling, text_of
from extraction.packages import Package
from extraction.reading import Content

READER: Final = f"python {platform.python_version()} docx"

_CHANGES: Final = frozenset({"ins", "del", "moveFrom"})
_PARAGRAPH_ID: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"


def content_of(content: bytes) -> Content:
    """Return the text of a Word document, as one page: a docx does not know where pages end.

    Comments are talk about the document and not its text; that they are there is told by
    `unfinished`. Raises `NotReadError`: `encrypted`, `broken` when it is no Word document,
    `too_large`.
    """
    package = Package(content)
    main, document = package.main("document")
    headers = _parts(package, main, "header")
    notes = [*_parts(package, main, "footnotes"), *_parts(package, main, "endnotes")]
    footers = _parts(package, main, "footer")
    texts = [*_texts(headers), text_of(document), *_texts(notes), *_texts(footers)]
    shown = {
        "tracked_changes": any(map(_is_changed, (document, *headers, *notes, *footers))),
        "comments": _has_open_comments(package, main),
        "draft_watermark": any(map(_says_draft, headers)),
    }
    return Content(
        pages=["\n".join(texts)],
        signed=package.is_signed,
        unfinished=tuple(code for code, is_shown in shown.items() if is_shown),
    )


def _parts(package: Package, main: str, kind: str) -> list[ET.Element]:
    return [package.tree(name) for name in sorted(set(package.related(main, kind)))]


def _texts(parts: list[ET.Element]) -> Iterator[str]:
    # First, even and odd pages have a header each, often with the same text.
    return filter(str.strip, dict.fromkeys(map(text_of, parts)))


def _is_changed(part: ET.Element) -> bool:
    changes = {sibling(part.tag, change) for change in _CHANGES}
    return any(element.tag in changes for element in part.iter())


def _says_draft(header: ET.Element) -> bool:
    """Tell whether a header holds a draft mark on a line by itself, or as a watermark's shape."""
    shapes = (each.get("string", "") for each in header.iter() if local(each.tag) == "textpath")
    return is_draft_mark(chain(shapes, text_of(header).splitlines()))


def _has_open_comments(package: Package, main: str) -> bool:
    """Tell whether a thread of comments is not resolved.

    What is resolved stands in a part of its own, by the last paragraph of a comment; a reply
    shares the fate of what it answers. [MS-DOCX] 2.5.3,
    https://learn.microsoft.com/openspecs/office_standards/ms-docx
    """
    comments = [
        comment
        for part in _parts(package, main, "comments")
        for comment in part
        if local(comment.tag) == "comment"
    ]
    states = {
        state.get(sibling(state.tag, "paraId"), ""): state
        for part in _parts(package, main, "commentsExtended")
        for state in part
    }
    return not all(_is_done(comment, states) for comment in comments)


def _is_done(comment: ET.Element, states: dict[str, ET.Element]) -> bool:
    paragraphs = [each.get(_PARAGRAPH_ID) for each in comment.iter() if local(each.tag) == "p"]
    state = states.get((paragraphs[-1] if paragraphs else None) or "")
    while state is not None:
        if state.get(sibling(state.tag, "done")) in {"1", "true", "on"}:
            return True
        # Each state is asked once, so that a ring of answers ends.
        identity = state.get(sibling(state.tag, "paraId"), "")
        states = {key: each for key, each in states.items() if key != identity}
        state = states.get(state.get(sibling(state.tag, "paraIdParent"), ""))
    return False
