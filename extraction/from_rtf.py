"""Rich text (.rtf), and the HTML that Outlook hides in it.

The format is Rich Text Format 1.9.1; HTML inside it is [MS-OXRTFEX],
https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxrtfex
"""

import platform
import re
from dataclasses import dataclass, replace
from typing import Final

from extraction.from_html import Seen, seen
from extraction.reading import Content, NotReadError

READER: Final = f"python {platform.python_version()} rtf"

_TOKEN: Final = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    r"|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|[\r\n\0]+"
    r"|(?P<text>[^\\{}\r\n\0]+)"
)
_AS_TEXT: Final = {
    **dict.fromkeys(("par", "line", "sect", "page", "row", "nestrow"), "\n"),
    **dict.fromkeys(("tab", "cell", "nestcell"), "\t"),
    **dict.fromkeys(("emspace", "enspace", "qmspace"), " "),
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
}
_SIGNS: Final = {"~": " ", "_": "-", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}"}
# Groups that hold settings, pictures, comments and codes of fields. So does any group that starts
# with `\*` and is none of those we know.
_NOT_TEXT: Final = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "fldinst", "annotation"}
    | {"themedata", "datastore", "listtable", "nonshppict", "sp", "filetbl", "revtbl"}
)
_KNOWN: Final = frozenset({"shpinst", "shptxt", "footnote"})


@dataclass(slots=True)
class _State:
    """What holds until the end of a group."""

    is_text: bool = True
    is_shadow: bool = False  # what stands for HTML in programs that know none
    is_hidden: bool = False
    skip: int = 1  # characters that follow `\u` for programs that know no Unicode


def content_of(content: bytes) -> Content:
    """Return the text of a rich text file, as one page.

    Raises `NotReadError`: `broken` when it is none.
    """
    return Content(pages=["".join(words_of(content))])


def words_of(content: bytes) -> Seen:
    """Return the text of rich text; where it was made from HTML, what is seen of that."""
    if not content.lstrip().startswith(b"{\\rtf"):
        raise NotReadError("broken")
    reader = _Rtf()
    for token in _TOKEN.finditer(content.decode("latin-1")):
        reader.take(token)
    text = reader.text()
    return seen(text) if reader.is_html else Seen(text, "")


class _Rtf:
    def __init__(self) -> None:
        self.is_html = False
        self._codepage = "cp1252"
        self._pieces: list[str] = []
        self._bytes = bytearray()  # of a codepage, where a letter may take two
        self._state = _State()
        self._outer: list[_State] = []
        self._starred = False
        self._to_skip = 0

    def text(self) -> str:
        """Return what was read."""
        self._flush()
        # Above U+FFFF a letter is written as two halves.
        return "".join(self._pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def take(self, token: re.Match[str]) -> None:
        """Take one word, sign, brace, byte or run of text."""
        if brace := token["brace"]:
            self._brace(brace)
        elif word := token["word"]:
            self._word(word, token["number"])
        elif token["byte"]:
            self._letters(byte=int(token["byte"], 16))
        elif sign := token["sign"]:
            if sign == "*":
                self._starred = True
            else:
                self._letters(_SIGNS.get(sign, ""))
        elif text := token["text"]:
            self._letters(text)

    def _brace(self, brace: str) -> None:
        self._starred = False
        self._to_skip = 0
        if brace == "{":
            self._outer.append(self._state)
            self._state = replace(self._state)
        elif self._outer:
            self._state = self._outer.pop()

    def _word(self, word: str, number: str | None) -> None:
        starred, self._starred = self._starred, False
        value = int(number) if number else None
        state = self._state
        if word in {"htmltag", "fromhtml"}:
            self.is_html = True
        elif word in _NOT_TEXT or (starred and word not in _KNOWN):
            state.is_text = False
        elif word == "htmlrtf":
            state.is_shadow = value != 0
        elif word in {"v", "deleted"}:
            state.is_hidden = value != 0
        elif word == "uc":
            state.skip = value or 0
        elif word == "u" and value is not None:
            self._letters(chr(value % 0x10000))
            self._to_skip = state.skip
        elif word == "ansicpg" and value:
            self._codepage = f"cp{value}" if value != 65001 else "utf-8"
        elif word in _AS_TEXT:
            self._letters(_AS_TEXT[word])

    def _letters(self, text: str = "", byte: int | None = None) -> None:
        if self._to_skip:
            passed = min(self._to_skip, len(text) if byte is None else 1)
            self._to_skip -= passed
            if byte is not None or passed == len(text):
                return
            text = text[passed:]
        state = self._state
        if not state.is_text or state.is_shadow or state.is_hidden:
            return
        if byte is not None:
            self._bytes.append(byte)
        elif text:
            self._flush()
            self._pieces.append(text)

    def _flush(self) -> None:
        if self._bytes:
            try:
                text = self._bytes.decode(self._codepage, "replace")
            except LookupError:
                text = self._bytes.decode("cp1252", "replace")
            self._pieces.append(text)
            self._bytes.clear()
