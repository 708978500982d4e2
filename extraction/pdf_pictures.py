"""Pages of a PDF that hold no text and show something: scans among the pages of a letter."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pypdf
from pypdf.generic import ContentStream, NameObject

from extraction.reading import normalised

_GOOD_PART: Final = 0.2  # of the page; a logo or a banner in the letterhead covers less
_MOST_LINES: Final = 60  # rules and frames are fewer; letters as curves take a dozen each
_LONGEST: Final = 100_000  # bytes of instructions: to place a scan takes a hundred
_MOST: Final = 1_000_000  # bytes looked at in a document: thousands of scans take less
_LEAST: Final = 200  # bytes that a look counts for, so that small forms within forms end too
_DEEPEST: Final = 3  # forms within each other
_NOT_SHOWN: Final = 0b100010  # flags of a note: hidden, not on a screen (ISO 32000-2, 12.5.3)

_LINES: Final = frozenset({b"m", b"l", b"c", b"v", b"y", b"re"})
_LETTERS: Final = frozenset({b"Tj", b"TJ", b"'", b'"'})
_COLOURS: Final = frozenset({b"scn", b"SCN"})

_Numbers = Sequence[float]


def pages_that_are_pictures(reader: pypdf.PdfReader, texts: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers, from 1, of the pages without text that show more than a blank one.

    That is: a picture on a good part of it, also in a stamp; a drawing of many lines; a pattern;
    letters of which is not known what they are. So is one into which could not be looked, for that
    may not pass for a blank one.
    """
    look = _Look()
    pages = enumerate(zip(reader.pages, texts, strict=True), 1)
    return tuple(n for n, (page, text) in pages if not has_words(text) and look.sees(page, text))


def has_words(text: str) -> bool:
    """Return whether anything is seen in a text, other than letters of which is not known what they are."""
    return bool(normalised(text.replace("\ufffd", "")))


class _Look:
    """Looks into pages, within one bound for the whole document."""

    def __init__(self) -> None:
        self._left = _MOST
        self._lines = 0
        self._letters = 0

    def sees(self, page: pypdf.PageObject, text: str) -> bool:
        """Tell whether a page, of which this is the text, shows more than rules and a small picture."""
        self._lines = self._letters = 0
        try:
            covered = self._covered_by_notes(page)
            content = page.get_contents()
            if content is not None:
                resources = page.get_inherited("/Resources")
                covered += self._covered(content, resources, 1.0, _DEEPEST)
            whole = _size(page)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - parsers of hostile bytes raise whatever their authors missed
            return True
        spaces = sum(map(str.isspace, text))  # each a letter of one byte or two
        has_letters = bool(text.strip()) or self._letters > 2 * spaces
        is_drawing = self._lines > _MOST_LINES
        is_covered = not covered < _GOOD_PART * whole  # neither is what is no number
        return (bool(covered) and is_covered) or is_drawing or has_letters

    def _covered_by_notes(self, page: pypdf.PageObject) -> float:
        """Return the area of pictures in notes on a page, such as stamps, by how these look."""
        area = 0.0
        for each in page.annotations or ():
            note = each.get_object()
            look = _look_of(note)
            self._left -= _LEAST
            if look is not None and _area(note["/Rect"]) and not note.get("/F", 0) & _NOT_SHOWN:
                # It is made to fit the place of the note (ISO 32000-2, 12.5.5).
                scale = _area(note["/Rect"]) / _area(look["/BBox"])
                own = look.get("/Resources", {})
                area += self._covered(ContentStream(look, page.pdf), own, scale, _DEEPEST)
        return area

    def _covered(self, content: ContentStream, resources: Any, scale: float, depth: int) -> float:
        """Return the area that pictures take, infinite where too much is to be looked at.

        Of the place where a picture is put (ISO 32000-2, 8.3.4) only the size counts: pictures are
        one by one until `scale` makes them larger.
        """
        size = len(content.get_data())
        self._left -= max(size, _LEAST)
        if size > _LONGEST or self._left < 0 or depth < 0:
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
            elif operator == b"Do":
                drawn = resources.get_object()["/XObject"][operands[0]]
                area += self._drawn(drawn, resources, scale, depth, content.pdf)
            else:
                area += self._painted(operands, operator, scale)
        return area

    def _painted(self, operands: Any, operator: bytes, scale: float) -> float:
        """Return the area that a picture or a pattern takes; lines and letters are counted."""
        if operator == b"INLINE IMAGE":
            return scale
        if operator in _LINES:
            self._lines += 1
        elif operator in _LETTERS:
            self._letters += _letters(operands)
        elif operator in _COLOURS and isinstance(operands[-1], NameObject):
            return math.inf
        return math.inf if operator == b"sh" else 0.0

    def _drawn(self, drawn: Any, resources: Any, scale: float, depth: int, pdf: Any) -> float:
        if drawn["/Subtype"] == "/Image":
            return scale
        scale *= _scale(drawn.get("/Matrix", (1, 0, 0, 1, 0, 0)))
        own = drawn.get("/Resources", resources)
        return self._covered(ContentStream(drawn, pdf), own, scale, depth - 1)


def _look_of(note: Mapping[str, Any]) -> Any:
    """Return how a note looks (ISO 32000-2, 12.5.5), in its state where it has several; or None."""
    looks = note.get("/AP", {}).get_object() if "/AP" in note else {}
    look = looks["/N"].get_object() if "/N" in looks else None
    if look is None or hasattr(look, "get_data"):
        return look
    state = note.get("/AS", "/Off")
    return look[state].get_object() if state in look else None


def _letters(operands: Any) -> int:
    """Return how many bytes are shown as letters, each in one or two of them."""
    shown = [part for each in operands for part in (each if isinstance(each, list) else [each])]
    return sum(len(each) for each in shown if isinstance(each, str | bytes))


def _size(page: pypdf.PageObject) -> float:
    """Return the area of a page that is shown: never more than the paper (ISO 32000-2, 14.11.2)."""
    boxes = (page.cropbox, page.mediabox)
    return _common([(box.left, box.right) for box in boxes]) * _common(
        [(box.bottom, box.top) for box in boxes]
    )


def _common(sides: Sequence[tuple[float, float]]) -> float:
    return max(0.0, float(min(map(max, sides))) - float(max(map(min, sides))))


def _area(box: _Numbers) -> float:
    left, low, right, high = map(float, box)
    return abs((right - left) * (high - low))


def _scale(matrix: _Numbers) -> float:
    """Return by how much a matrix makes areas larger."""
    a, b, c, d, _, _ = map(float, matrix)
    return abs(a * d - b * c)
