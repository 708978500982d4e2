"""What tells the content of a document from others, and what lies inside it."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from records.documents import DocumentSnapshot, DriveItem, Reading

# Microsoft's quickXorHash: each byte goes into a ring of 160 bits, 11 bits further than the one
# before it, so that the places repeat every 160 bytes; the length goes over the last 64 bits.
_RING: Final = 160
_STEP: Final = 11
_LENGTH_AT: Final = _RING - 64
_PIECE: Final = _RING * 4096  # bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """What a document holds: keys of the whole, and of each thing inside it the name it has there.

    Documents that have a key in common hold the same content. There is a key of the bytes and, for
    Office files, one of their parts but the properties, which SharePoint writes anew.
    """

    whole: tuple[str, ...]
    inside: Mapping[str, str]


def contents_of(item: DriveItem, reading: Reading | None, bytes_key: str | None) -> Contents:
    """Return what the document holds; `bytes_key` counts where Graph has not hashed it yet.

    Empty files are equal to each other and still different documents.
    """
    if item.quick_xor_hash is not None:
        bytes_key = _bytes_key(item.quick_xor_hash, item.size)
    parts = reading.parts if reading else None
    inside = {
        key: each.name for each in (reading.attachments if reading else ()) for key in each.keys
    }
    whole = tuple(key for key in (bytes_key, parts) if key) if item.size else ()
    return Contents(whole, inside)


def contents_of_snapshot(snapshot: DocumentSnapshot) -> Contents:
    """Return what the document holds, as far as it was looked at."""
    return contents_of(snapshot.item, snapshot.reading, snapshot.bytes_key)


def key_of_bytes(content: bytes) -> str:
    """Return the key that the bytes have as well when Graph has hashed them."""
    return _bytes_key(quick_xor_hash(content), len(content))


def quick_xor_hash(content: bytes) -> str:
    """Return the hash that Graph gives those bytes.

    https://learn.microsoft.com/onedrive/developer/code-snippets/quickxorhash
    """
    ring = 0
    for place, byte in enumerate(_folded(_folded(content, _PIECE), _RING)):
        ring ^= byte << (place * _STEP % _RING)
    ring = (ring ^ ring >> _RING) & ((1 << _RING) - 1)
    ring ^= len(content) << _LENGTH_AT
    return base64.b64encode(ring.to_bytes(_RING // 8, "little")).decode("ascii")


def _folded(content: bytes, size: int) -> bytes:
    """Return the pieces of that size, exclusive-ored together."""
    folded = 0
    for at in range(0, len(content), size):
        folded ^= int.from_bytes(content[at : at + size], "little")
    return folded.to_bytes(size, "little")


def _bytes_key(hashed: str, size: int) -> str:
    return f"{hashed}:{size}"
