"""What lies in an S/MIME message that is signed as one block, by its frame alone (BER).

Nothing is validated: the frame only has to be opened to read what everyone may read.
RFC 5652 3 and 5 (ContentInfo, SignedData), X.690 8.1 (lengths).
"""

from collections.abc import Iterator
from typing import Final

_SIGNED_DATA: Final = bytes.fromhex("2a864886f70d010702")
_SEQUENCE: Final = 0x30
_OBJECT: Final = 0x06
_EXPLICIT: Final = 0xA0
_OCTETS: Final = 0x04
_OCTETS_IN_PIECES: Final = 0x24
_MOST_DEEP: Final = 16


def signed_content(content: bytes) -> bytes | None:
    """Return what was signed; null when it is something else, such as sealed, or cannot be found."""
    try:
        return _signed(content)
    except (IndexError, ValueError):
        return None


def _signed(content: bytes) -> bytes | None:
    (_, info), *_ = _elements(content)
    (kind, name), (_, wrapped), *_ = _elements(info)
    if kind != _OBJECT or name != _SIGNED_DATA:
        return None
    (_, signed_data), *_ = _elements(wrapped)
    for kind, held in _elements(signed_data):
        if kind != _SEQUENCE:
            continue
        parts = _elements(held)  # the kind of what was signed, and it itself
        next(parts)
        for tag, wrapped_content in parts:
            if tag == _EXPLICIT:
                return b"".join(_octets(wrapped_content))
        return None
    return None


def _octets(content: bytes, depth: int = 0) -> Iterator[bytes]:
    if depth > _MOST_DEEP:
        raise ValueError(depth)
    for kind, held in _elements(content):
        if kind == _OCTETS:
            yield held
        elif kind == _OCTETS_IN_PIECES:
            yield from _octets(held, depth + 1)


def _elements(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield tag and value of each element in `content`; tags of one byte are all that we meet."""
    at = 0
    while at < len(content):
        tag, start, end, after = _frame(content, at)
        if tag == 0:  # the end of a value without a length
            return
        yield tag, content[start:end]
        at = after


def _frame(content: bytes, at: int, depth: int = 0) -> tuple[int, int, int, int]:
    """Return the tag at `at`, where its value starts and ends, and where the next one starts."""
    if depth > _MOST_DEEP:
        raise ValueError(depth)
    tag, length, start = content[at], content[at + 1], at + 2
    if length == 0x80:
        end = start
        while content[end : end + 2] != b"\0\0":
            end = _frame(content, end, depth + 1)[3]
        return tag, start, end, end + 2
    if length > 0x80:
        size = length & 0x7F
        length = int.from_bytes(content[start : start + size])
        start += size
    if start + length > len(content):
        raise ValueError(length)
    return tag, start, start + length, start + length
