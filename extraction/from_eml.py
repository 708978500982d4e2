"""Mail messages (.eml): what stands above a message, the message, and what is attached to it."""

import platform
from dataclasses import dataclass, field
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message, MIMEPart
from email.parser import BytesParser
from typing import Any, Final, cast

from extraction.from_html import Seen, decoded_html, seen
from extraction.from_txt import decoded
from extraction.quotes import parted
from extraction.reading import Content, Inside, NotReadError
from extraction.sealed import signed_content

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
_SMIME: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SEALED: Final = _SMIME | {"multipart/encrypted", "application/x-microsoft-rpmsg-message"}


_LONGEST_HEADER: Final = 2000  # characters; a name of a file takes some hundreds


class _MailPolicy(policy.EmailPolicy):
    """As Python reads mail, but of a header without end only the start: the rest takes squared."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:_LONGEST_HEADER])


MAIL: Final = cast("policy.EmailPolicy[EmailMessage]", _MailPolicy())


@dataclass(slots=True)
class Parts:
    """The parts of a message: what is read as its words, and what is attached."""

    plain: list[EmailMessage] = field(default_factory=list)
    html: list[EmailMessage] = field(default_factory=list)
    attached: list[EmailMessage] = field(default_factory=list)
    signed: bool = False


def content_of(content: bytes) -> Content:
    """Return subject, from, to, date and the message as one page; quote and attachments apart.

    Pictures that the message shows between its lines are no attachments. Raises `NotReadError`:
    `encrypted` for a sealed message, `broken` when no header of a mail is there.
    """
    return message_content(_parsed(content))


def message_content(message: EmailMessage) -> Content:
    """Return the content of a message that is parsed; as `content_of`."""
    headers = [
        f"{label}: {value}"
        for name, label in _HEADERS.items()
        if (value := header_of(message, name))
    ]
    if not headers:
        raise NotReadError("broken")
    parts = parts_of(message)
    body = parted(words_of(parts))
    return Content(
        pages=["\n".join([*headers, "", body.text])],
        quoted=body.quoted,
        inside=[inside_of(part) for part in parts.attached],
        signed=parts.signed,
    )


def parts_of(message: EmailMessage) -> Parts:
    """Return the parts of `message`; of one that is signed as a whole, those that it holds.

    Raises `NotReadError` `encrypted` when it, or a part of it, is sealed.
    """
    if message.get_content_type() in _SMIME:
        payload = message.get_payload(decode=True)
        inner = signed_content(payload) if isinstance(payload, bytes) else None
        if inner is None:
            raise NotReadError("encrypted")
        parts = parts_of(_parsed(inner))
        parts.signed = True
        return parts
    parts = Parts()
    _sort(message, parts)
    return parts


def _parsed(content: bytes) -> EmailMessage:
    return BytesParser(EmailMessage, policy=MAIL).parsebytes(content)


def _sort(part: Message, parts: Parts) -> None:
    """Put `part`, and all in it that is not a message by itself, where it belongs."""
    assert isinstance(part, EmailMessage)
    kind = part.get_content_type()
    if kind in _SEALED:
        raise NotReadError("encrypted")
    # A message inside is said to be multipart too; its parts are not parts of this one.
    is_multipart = part.get_content_maintype() == "multipart"
    children = list(part.iter_parts()) if is_multipart else []
    if kind == "multipart/signed":
        parts.signed = True
        children = children[:1]  # the second is the signature
    elif kind == "multipart/related":
        children = [each for each in children if not _is_shown_inside(each)]
    if children:
        for child in children:
            _sort(child, parts)
    elif part.is_attachment() or part.get_filename():
        parts.attached.append(part)
    elif kind in {"text/plain", "text/html"}:
        (parts.plain if kind == "text/plain" else parts.html).append(part)
    elif not is_multipart:
        parts.attached.append(part)


def _is_shown_inside(part: MIMEPart) -> bool:
    return part.get_content_maintype() == "image" and not part.is_attachment()


def words_of(parts: Parts) -> Seen:
    """Return what a message says: its plain text, or where that is blank what is seen of HTML."""
    plain = "\n".join(map(_decoded, parts.plain))
    if plain.strip() or not parts.html:
        return Seen(plain, "")
    pages = [seen(decoded_html(_bytes(each), each.get_content_charset())) for each in parts.html]
    first = next((number for number, page in enumerate(pages) if page.quoted), len(pages) - 1)
    own = [page.text for page in pages[: first + 1]]
    rest = [pages[first].quoted, *("".join(page) for page in pages[first + 1 :])]
    return Seen("\n".join(own), "\n".join(rest))


def header_of(message: EmailMessage, name: str) -> str:
    """Return a header decoded; as it stands when its own encoding is wrong."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    if not raw.isascii():  # bytes in no declared encoding, which the parser kept as surrogates
        return one_line(decoded(raw.encode("utf-8", "surrogateescape")) or "")
    try:
        value = str(make_header(decode_header(raw)))
    except (LookupError, ValueError):
        value = raw
    return one_line(value)


def one_line(text: str) -> str:
    """Return `text` on one line."""
    return " ".join(text.split())


def inside_of(part: EmailMessage) -> Inside:
    """Return an attachment; a message without a name is called by its subject."""
    name = part.get_filename() or ""
    if part.get_content_type() != "message/rfc822":
        return Inside(one_line(name) or part.get_content_type(), lambda: _bytes(part))
    inner = part.get_payload(0)
    if not isinstance(inner, EmailMessage):
        return Inside(one_line(name) or part.get_content_type(), lambda: _bytes(part))
    # Its bytes as they stand, as far as the parser kept them: lines are not folded anew.
    kept = MAIL.clone(refold_source="none")
    return Inside(
        one_line(name) or header_of(inner, "subject") or part.get_content_type(),
        lambda: inner.as_bytes(policy=kept),
        content_of,
    )


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: EmailMessage) -> str:
    payload = _bytes(part)
    try:
        return payload.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        text = decoded(payload)
        return payload.decode("cp1252", "replace") if text is None else text
