"""Mail messages (.eml): what stands above a message, and the message itself."""

import platform
import re
from collections.abc import Iterator
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from html.parser import HTMLParser
from typing import Final

from extraction.from_txt import decoded
from extraction.reading import NotReadError

READER: Final = f"python {platform.python_version()} email"

# In the order and with the words in which a colleague's mail program prints them.
_HEADERS: Final = {
    "subject": "Onderwerp",
    "from": "Van",
    "to": "Aan",
    "cc": "CC",
    "date": "Datum",
}
# S/MIME (RFC 8551 3.2), PGP/MIME (RFC 3156 4), and Microsoft Purview message encryption.
_SEALED: Final = frozenset(
    {
        "application/pkcs7-mime",
        "application/x-pkcs7-mime",
        "multipart/encrypted",
        "application/x-microsoft-rpmsg-message",
    }
)
_SPACES: Final = re.compile(r"\s+")
_BLOCKS: Final = frozenset(
    {"address", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"hr", "li", "ol", "p", "pre", "table", "tr", "ul"}
)
_UNSEEN: Final = frozenset({"script", "style", "title"})  # `head` may stand open (HTML 13.1.2.4)


def pages(content: bytes) -> list[str]:
    """Return subject, from, to and date, the names of attachments and the message, as one page.

    Raises `NotReadError`: `encrypted` for a sealed message, `broken` when no header of a mail is
    there.
    """
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(content)
    headers = [
        f"{label}: {value}" for name, label in _HEADERS.items() if (value := _header(message, name))
    ]
    if not headers:
        raise NotReadError("broken")
    if any(part.get_content_type() in _SEALED for part in message.walk()):
        raise NotReadError("encrypted")
    attached = [f"Bijlage: {name}" for name in _attachments(message)]
    return ["\n".join([*headers, *attached, "", _body(message)])]


def _header(message: EmailMessage, name: str) -> str:
    """Return a header decoded; as it stands when its own encoding is wrong."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    if not raw.isascii():  # bytes in no declared encoding, which the parser kept as surrogates
        return _one_line(decoded(raw.encode("utf-8", "surrogateescape")) or "")
    try:
        value = str(make_header(decode_header(raw)))
    except (LookupError, ValueError):
        value = raw
    return _one_line(value)


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _attachments(message: EmailMessage) -> Iterator[str]:
    if not message.is_multipart():
        return
    for part in message.iter_attachments():
        name = part.get_filename()
        if not name and part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            name = _header(inner, "subject") if isinstance(inner, EmailMessage) else None
        yield name or part.get_content_type()


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if not isinstance(part, EmailMessage):
        return ""
    text = _decoded(part)
    return seen_text(text) if part.get_content_type() == "text/html" else text


def _decoded(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        text = decoded(payload)
        return payload.decode("cp1252", "replace") if text is None else text


def seen_text(html: str) -> str:
    """Return what a person sees of `html`, block by block on a line of its own."""
    seen = _Seen()
    seen.feed(html)
    seen.close()
    return "".join(seen.pieces)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _UNSEEN:
            self._unseen += 1
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
