"""Pages of a PDF that hold no text and are a picture: scans among the pages of a letter."""

import math
from collections.abc import Sequence
from typing import Any, Final

import pypdf
from pypdf.generic import ContentStream

_GOOD_PART: Final = 0.2  # of the page; a logo or a banner in the letterhead covers less
_DRAWING: Final = 100_000  # bytes of instructions: to place a scan takes a hundred
_MOST: Final = 1_000_000  # bytes looked at in a document: thousands of scans take less
_LEAST: Final = 200  # bytes that a look counts for, so that small forms within forms end too
_DEEPEST: Final = 3  # forms within each other

_Numbers = Sequence[float]


def pages_that_are_pictures(reader: pypdf.PdfReader, texts: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers, from 1, of the pages without text that a picture covers a good part of.

    A page with very many instructions is a drawing, which is a picture too. So is one into which
    could not be looked, for that may not pass for a blank one.
    """
    look = _Look()
    pages = enumerate(zip(reader.pages, texts, strict=True), 1)
    return tuple(n for n, (page, text) in pages if not text.strip() and look.is_picture(page))


class _Look:
    """Looks into pages, within one bound for the whole document."""

    def __init__(self) -> None:
        self._left = _MOST

    def is_picture(self, page: pypdf.PageObject) -> bool:
        try:
            content = page.get_contents()
            if content is None:
                return False
            covered = self._covered(content, page.get_inherited("/Resources"), 1.0, _DEEPEST)
            whole = abs(page.cropbox.width * page.cropbox.height)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - parsers of hostile bytes raise whatever their authors missed
            return True
        return not covered < _GOOD_PART * whole  # neither is what is no number

    def _covered(self, content: ContentStream, resources: Any, scale: float, depth: int) -> float:
        """Return the area that pictures take, infinite where too much is to be looked at.

        Of the place where a picture is put (ISO 32000-2, 8.3.4) only the size counts: pictures are
        one by one until `scale` makes them larger.
        """
        size = len(content.get_data())
        self._left -= max(size, _LEAST)
        if size > _DRAWING or self._left < 0 or depth < 0:
            return math.inf
        area = 0.0
        kept: list[float] = []
        for operands, operator in content.operations:
            if operator == b"q":
                kept.append(scale)
            elif operator == b"Q" and kept:
                scale = kept.pop()
            elif operator == b"cm":
                scale *= _scale(operands)
            elif operator == b"INLINE IMAGE":
                area += scale
            elif operator == b"Do":
                drawn = resources.get_object()["/XObject"][operands[0]]
                area += self._drawn(drawn, resources, scale, depth, content.pdf)
        return area

    def _drawn(self, drawn: Any, resources: Any, scale: float, depth: int, pdf: Any) -> float:
        if drawn["/Subtype"] == "/Image":
            return scale
        scale *= _scale(drawn.get("/Matrix", (1, 0, 0, 1, 0, 0)))
        own = drawn.get("/Resources", resources)
        return self._covered(ContentStream(drawn, pdf), own, scale, depth - 1)


def _scale(matrix: _Numbers) -> float:
    """Return by how much a matrix makes areas larger."""
    a, b, c, d, _, _ = map(float, matrix)
    return abs(a * d - b * c)
