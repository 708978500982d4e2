"""The text of Office's XML: of words (`w:`) and of drawings (`a:`), which share their shape."""

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

# Settings of paragraphs and runs, codes of fields, and what tracked changes took away.
_NOT_TEXT: Final = frozenset(
    {"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr"}
    | {"del", "moveFrom", "delText", "instrText"}
)
_AS_TEXT: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SEPARATORS: Final = ("separator", "continuationSeparator", "continuationNotice")
_APART: Final = frozenset({"txbxContent", "footnote", "endnote"})


def text_of(element: ET.Element) -> str:
    """Return the text of `element`: paragraphs on lines, table rows with their cells side by side.

    Tracked insertions are text and deletions are not; hidden text and automatic numbering are left
    out.
    """
    return "".join(_pieces(element))


def _pieces(element: ET.Element) -> Iterator[str]:
    """Yield the text of `element` and all in it, with line ends and tabs, in document order."""
    kind = local(element.tag)
    if kind in _NOT_TEXT or element.get(sibling(element.tag, "type")) in _SEPARATORS:
        return
    if kind == "t" and not len(element):  # in a diagram `t` holds paragraphs
        yield element.text or ""
    elif kind in _AS_TEXT:
        yield _AS_TEXT[kind]
    elif kind == "tr":
        yield row_of([text_of(child) for child in element])
    elif kind == "AlternateContent":  # the same twice: for new readers, and for old ones
        yield from _pieces(element[0]) if len(element) else ()
    elif kind == "r" and _is_hidden(element):
        return
    else:
        # A text box holds paragraphs inside a paragraph: they start on a line of their own.
        yield "\n" if kind in _APART else ""
        for child in element:
            yield from _pieces(child)
        yield "\n" if kind in {"p", "tbl"} else ""


def row_of(cells: list[str]) -> str:
    """Return a table row: cells side by side, below each other when one has several lines.

    Letters are laid out with tables, in which an address is one cell of many lines.
    """
    cells = [cell for cell in map(str.strip, cells) if cell]
    return ("\n" if any("\n" in cell for cell in cells) else "\t").join(cells) + "\n"


def _is_hidden(run: ET.Element) -> bool:
    for properties in run:
        if local(properties.tag) == "rPr":
            for each in properties:
                if local(each.tag) == "vanish":
                    return each.get(sibling(each.tag, "val")) not in {"0", "false", "off"}
    return False


def local(tag: str) -> str:
    """Return the name of `tag` without its namespace: strict and transitional files differ."""
    return tag.rsplit("}", 1)[-1]


def sibling(tag: str, name: str) -> str:
    """Return `name` in the namespace of `tag`."""
    return f"{tag[: tag.rfind('}') + 1]}{name}"
