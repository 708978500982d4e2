"""Outlook messages (.msg): as a mail, from the properties in which Outlook keeps it.

Numbers of properties are those of [MS-OXPROPS],
https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxprops
"""

from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import format_datetime
from pathlib import PurePosixPath
from typing import Final

from compressed_rtf import decompress  # type: ignore[import-untyped]

from extraction import properties
from extraction.from_eml import MAIL, inside_of, one_line, parts_of, words_of
from extraction.from_html import Seen, decoded_html, seen
from extraction.from_rtf import words_of as words_of_rtf
from extraction.properties import Storage
from extraction.quotes import parted
from extraction.reading import FORMATS, Content, Inside, NotReadError

READER: Final = f"olefile {properties.VERSION}"

_CLASS, _SUBJECT, _SENT, _DELIVERED = 0x001A, 0x0037, 0x0039, 0x0E06
_FROM_NAME, _FROM_ADDRESS, _FROM_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_FOR_NAME, _FOR_ADDRESS, _FOR_SMTP = 0x0042, 0x0065, 0x5D02  # on whose behalf it was sent
_BODY, _HTML, _RTF, _BODY_CODEPAGE = 0x1000, 0x1013, 0x1009, 0x3FDE
_NAME, _ADDRESS, _SMTP, _RECIPIENT_KIND = 0x3001, 0x3003, 0x39FE, 0x0C15
_DISPLAY = {1: 0x0E04, 2: 0x0E03}  # to and copy, as Outlook shows them
_LONG_NAME, _SHORT_NAME, _DATA = 0x3707, 0x3704, 0x3701
_HIDDEN, _CONTENT_ID, _FLAGS = 0x7FFE, 0x3712, 0x3714
_SHOWN_IN_BODY: Final = 4

_SIGNED_MAIL: Final = "ipm.note.smime.multipartsigned"  # [MS-OXOSMIME] 2.1.2
_BLOCK_MAIL: Final = "ipm.note.smime"
_RIGHTS_MAIL: Final = "ipm.note.rpmsg"
_RIGHTS_FILE: Final = ".rpmsg"


def content_of(content: bytes) -> Content:
    """Return a message as a mail is returned: heading and words, quote and attachments apart.

    Where there is neither plain text nor HTML, the words are those of the compressed rich text.
    Raises `NotReadError`: `encrypted` for a sealed message, `broken` when it is no message.
    """
    return _content(properties.opened(content))


def _content(message: Storage) -> Content:
    kind = message.text(_CLASS).lower()
    attached = list(message.each("attach"))
    if kind.startswith(_RIGHTS_MAIL) or any(
        _name(each).lower().endswith(_RIGHTS_FILE) for each in attached
    ):
        raise NotReadError("encrypted")
    headers = [f"{label}: {value}" for label, value in _headers(message) if value]
    signed = kind.startswith(_BLOCK_MAIL)
    if signed:
        words, inside = _signed(kind, attached)
    else:
        words = _words(message)
        inside = [_inside(each) for each in attached if not _is_shown_inside(each)]
    body = parted(words)
    return Content(
        pages=["\n".join([*headers, "", body.text])],
        quoted=body.quoted,
        inside=inside,
        signed=signed,
    )


def _headers(message: Storage) -> Iterator[tuple[str, str]]:
    yield "Onderwerp", one_line(message.text(_SUBJECT))
    sender = _person(message, _FOR_NAME, _FOR_SMTP, _FOR_ADDRESS)
    yield "Van", sender or _person(message, _FROM_NAME, _FROM_SMTP, _FROM_ADDRESS)
    people = list(message.each("recip"))
    for label, kind in (("Aan", 1), ("CC", 2)):
        named = [
            _person(each, _NAME, _SMTP, _ADDRESS)
            for each in people
            if each.number(_RECIPIENT_KIND) & 0xF == kind
        ]
        yield label, "; ".join(filter(None, named)) or one_line(message.text(_DISPLAY[kind]))
    moment = message.moment(_SENT) or message.moment(_DELIVERED)
    yield "Datum", format_datetime(moment) if moment else ""


def _person(storage: Storage, name: int, *addresses: int) -> str:
    called = one_line(storage.text(name))
    for each in addresses:
        address = storage.text(each).strip()
        if "@" in address:  # others are addresses inside Exchange, which nobody sees
            return f"{called} <{address}>" if called and called != address else address
    return called


def _words(message: Storage) -> Seen:
    plain = message.text(_BODY)
    if plain.strip():
        return Seen(plain, "")
    if html := message.binary(_HTML):
        return seen(decoded_html(html, properties.charset(message.number(_BODY_CODEPAGE))))
    if html_text := message.text(_HTML):
        return seen(html_text)
    rtf = message.binary(_RTF)
    return words_of_rtf(decompress(rtf)) if rtf else Seen("", "")


def _signed(kind: str, attached: list[Storage]) -> tuple[Seen, list[Inside]]:
    """Return what a signed message says: it lies in an attachment, as it was sent."""
    sent = attached[0].binary(_DATA) if attached else b""
    if not kind.startswith(_SIGNED_MAIL):
        sent = b"Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: binary\n\n" + sent
    message = BytesParser(EmailMessage, policy=MAIL).parsebytes(sent)
    parts = parts_of(message)
    return words_of(parts), [inside_of(each) for each in parts.attached]


def _inside(attachment: Storage) -> Inside:
    message = attachment.inner(_DATA)
    if message is not None:
        return Inside(_name(attachment), message.whole, lambda _: _content(message))
    return Inside(_name(attachment), lambda: attachment.binary(_DATA))


def _name(attachment: Storage) -> str:
    named = (attachment.text(each) for each in (_LONG_NAME, _SHORT_NAME, _NAME))
    return one_line(next(filter(None, named), "")) or "zonder naam"


def _is_shown_inside(attachment: Storage) -> bool:
    """Tell whether it is a picture that the message shows between its lines."""
    suffix = PurePosixPath(_name(attachment)).suffix.lower()
    shown = attachment.number(_HIDDEN) & 1 or attachment.number(_FLAGS) & _SHOWN_IN_BODY
    return FORMATS.get(suffix) == "picture" and bool(shown and attachment.text(_CONTENT_ID))
