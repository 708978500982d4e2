"""The quickXorHash of OneDrive and SharePoint.

Documented in onedrive-api-docs, "Code snippets: QuickXorHash algorithm": a ring of 160 bits, into
which each byte is exclusive-ored at a place 11 bits further than the one before it; at the end the
length, as 64 bits little-endian, goes over the last eight bytes.
"""

import base64

_WIDTH = 160
_SHIFT = 11
# Byte n lands at bit 11 * n mod 160, so the places repeat every 160 bytes.
_PERIOD = _WIDTH


def quick_xor_hash(data: bytes) -> str:
    """The hash as Graph shows it in `file.hashes.quickXorHash`: base64 of 20 bytes."""
    ring = 0
    for index, byte in enumerate(_folded(data)):
        place = (index * _SHIFT) % _WIDTH
        ring ^= byte << place
    # What stuck out over the top of the ring comes in again at the bottom.
    ring = (ring & ((1 << _WIDTH) - 1)) ^ (ring >> _WIDTH)
    ring ^= len(data) << (_WIDTH - 64)
    return base64.b64encode(ring.to_bytes(_WIDTH // 8, "little")).decode()


def _folded(data: bytes) -> bytes:
    """All stretches of one period exclusive-ored together; whole halves at a time, for speed."""
    while len(data) > _PERIOD:
        periods = -(-len(data) // _PERIOD)
        middle = -(-periods // 2) * _PERIOD
        left, right = data[:middle], data[middle:]
        folded = int.from_bytes(left, "little") ^ int.from_bytes(right, "little")
        data = folded.to_bytes(middle, "little")
    return data
