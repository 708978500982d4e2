"""The cells of a sheet, taken from a stream of its XML (ECMA-376 part 1, 18.3 and 18.4)."""

import re
from datetime import datetime, timedelta
from typing import Final
from xml.etree import ElementTree as ET

from extraction.office_text import local
from extraction.packages import refuse_doctype
from extraction.reading import NotReadError

# Formats that Excel knows by number and in which a day is shown (ECMA-376 part 1, 18.8.30).
_DATE_FORMATS: Final = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DAY: Final = re.compile("[dy]", re.IGNORECASE)
_LONG: Final = 16  # digits and signs; what is longer shows how a computer keeps a fraction

_HEADERS: Final = frozenset({"oddHeader", "evenHeader", "firstHeader"})
_FOOTERS: Final = frozenset({"oddFooter", "evenFooter", "firstFooter"})


class _Names(dict[str, str]):
    """The names of tags without namespace, each cut once."""

    def __missing__(self, tag: str) -> str:
        name = self[tag] = local(tag)
        return name


class Strings:
    """Takes the strings that cells share; `found` has them by their number."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._names = _Names()
        self._pieces: list[str] = []
        self._is_text = False
        self._is_sound = False  # how a name is said in Japanese: not text
        self.doctype = refuse_doctype

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        """Take the start of an element."""
        del attrib
        name = self._names[tag]
        if name == "rPh":
            self._is_sound = True
        self._is_text = name == "t" and not self._is_sound

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        name = self._names[tag]
        self._is_text = False
        if name == "rPh":
            self._is_sound = False
        elif name == "si":
            self.found.append(_one_line("".join(self._pieces)))
            self._pieces.clear()

    def data(self, data: str) -> None:
        """Take text."""
        if self._is_text:
            self._pieces.append(data)


class Cells:
    """Takes a sheet; `rows` has a line for each row with text, of at most `most` characters.

    Raises `NotReadError` `too_large` in the middle of it.
    """

    def __init__(
        self, strings: list[str], dates: frozenset[str], *, starts_1904: bool, most: int
    ) -> None:
        self.rows: list[str] = []
        self.headers: list[str] = []
        self.footers: list[str] = []
        self._strings = strings
        self._dates = dates
        self._epoch = datetime(1904, 1, 1) if starts_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
        self._left = most
        self._names = _Names()
        self._row: list[str] = []
        self._pieces: list[str] | None = None
        self._value: list[str] = []
        self._kind = self._style = ""
        self.doctype = refuse_doctype

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        """Take the start of an element."""
        name = self._names[tag]
        if name == "c":
            self._kind, self._style = attrib.get("t", "n"), attrib.get("s", "")
            self._value = []
        elif name in {"v", "t"}:
            self._pieces = self._value
        elif name in _HEADERS or name in _FOOTERS:
            self._pieces = self._value = []

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        name = self._names[tag]
        if name == "c":
            if self._value:
                self._take("".join(self._value))
        elif name == "row":
            if self._row:
                self.rows.append("\t".join(self._row))
                self._row = []
        elif name in _HEADERS:
            self.headers.append("".join(self._value))
        elif name in _FOOTERS:
            self.footers.append("".join(self._value))
        self._pieces = None

    def data(self, data: str) -> None:
        """Take text."""
        if self._pieces is not None:
            self._pieces.append(data)

    def _take(self, value: str) -> None:
        text = self._shown(value)
        self._left -= len(text) + 1
        if self._left < 0:
            raise NotReadError("too_large")
        if text:
            self._row.append(text)

    def _shown(self, value: str) -> str:
        if self._kind == "n":
            if self._style in self._dates:
                return self._date(value)
            return value if len(value) < _LONG else f"{float(value):.15g}"
        if self._kind == "s":
            number = int(value)
            if not 0 <= number < len(self._strings):
                raise NotReadError("broken")
            return self._strings[number]
        if self._kind == "b":
            return "WAAR" if value == "1" else "ONWAAR"
        return _one_line(value)

    def _date(self, value: str) -> str:
        try:
            moment = self._epoch + timedelta(days=float(value))
        except (OverflowError, ValueError):
            return value
        return moment.date().isoformat()


def date_styles(styles: ET.Element) -> frozenset[str]:
    """Return the numbers of the cell styles that show a day."""
    formats = {
        each.get("numFmtId", ""): _QUOTED.sub("", each.get("formatCode", ""))
        for each in styles.iter()
        if local(each.tag) == "numFmt"
    }
    days = {str(number) for number in _DATE_FORMATS}
    days |= {number for number, code in formats.items() if _DAY.search(code)}
    for each in styles:
        if local(each.tag) == "cellXfs":
            return frozenset(
                str(number) for number, style in enumerate(each) if style.get("numFmtId") in days
            )
    return frozenset()


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text else text
