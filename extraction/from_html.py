"""Web pages (.html, .htm), and the same in mails: what a person sees of them."""

import platform
import re
from html.parser import HTMLParser
from typing import Final, NamedTuple

from extraction.from_txt import decoded, is_binary
from extraction.reading import Content, NotReadError

READER: Final = f"python {platform.python_version()} html"

_SPACES: Final = re.compile(r"\s+")
_BLOCKS: Final = frozenset(
    {"address", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"hr", "li", "ol", "p", "pre", "table", "tr", "ul"}
)
_UNSEEN: Final = frozenset({"script", "style", "title"})  # `head` may stand open (HTML 13.1.2.4)
_LOOK_FOR_CHARSET_IN: Final = 1024  # bytes (HTML 4.2.5.4)
_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE
)

# What mail programs put around the message that is answered: Gmail's class, Outlook's ids, and the
# line that Outlook draws above it.
_QUOTE_CLASSES: Final = frozenset({"gmail_quote", "gmail_quote_container", "yahoo_quoted"})
_QUOTE_IDS: Final = frozenset({"divRplyFwdMsg", "appendonsend", "OLK_SRC_BODY_SECTION"})
_DIVIDER: Final = re.compile(r"border:none;border-top:solid#(?:e1e1e1|b5c4df)1\.0pt")


class Seen(NamedTuple):
    """What is seen of a page: its own text, and what it quotes of an older message."""

    text: str
    quoted: str


def content_of(content: bytes) -> Content:
    """Return what is seen of a web page, as one page; nothing is fetched and no script runs.

    Raises `NotReadError`: `broken` when the bytes are no text.
    """
    return Content(pages=["".join(seen(decoded_html(content)))])


def decoded_html(content: bytes, charset: str | None = None) -> str:
    """Return a page as text: in `charset`, the one that it names itself, or as any text file."""
    named = _CHARSET.search(content[:_LOOK_FOR_CHARSET_IN])
    for encoding in (charset, named and named[1].decode("ascii", "replace")):
        if encoding:
            try:
                text = content.decode(encoding)
            except (LookupError, UnicodeDecodeError):
                continue
            break
    else:
        text = decoded(content) or content.decode("cp1252", "replace")
    if is_binary(text):
        raise NotReadError("broken")
    return text


def seen(html: str) -> Seen:
    """Return what a person sees of `html`, block by block on a line of its own."""
    page = _Seen()
    page.feed(html)
    page.close()
    at = len(page.pieces) if page.quote_at is None else page.quote_at
    return Seen("".join(page.pieces[:at]), "".join(page.pieces[at:]))


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.quote_at: int | None = None
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        if self.quote_at is None and _is_quote(tag, dict(attrs)):
            self.quote_at = len(self.pieces)
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        text = _SPACES.sub(" ", data)
        at_line_start = not self.pieces or self.pieces[-1].endswith(("\n", "\t"))
        self.pieces.append(text.lstrip() if at_line_start else text)

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in {"td", "th"} and self.pieces and not self.pieces[-1].endswith(("\n", "\t")):
            self.pieces.append("\t")


def _is_quote(tag: str, attributes: dict[str, str | None]) -> bool:
    if tag == "blockquote":
        return True
    if not _QUOTE_CLASSES.isdisjoint((attributes.get("class") or "").split()):
        return True
    if attributes.get("id") in _QUOTE_IDS:
        return True
    style = _SPACES.sub("", attributes.get("style") or "").lower()
    return _DIVIDER.match(style) is not None
