"""Change notifications: telling the genuine from the forged, without I/O.

A notification is a doorbell: it names the drive as it was subscribed to and nothing more
(learn.microsoft.com, change notifications delivery through webhooks).
"""

import hashlib
import hmac
import json
from dataclasses import dataclass

MOST_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Rings:
    """What one delivery rang: the drives, each once, and how many entries were not genuine."""

    drives: tuple[str, ...]
    refused: int


def client_state(key: str, drive_id: str) -> str:
    """Return the client state for a subscription on that drive: an HMAC, 64 characters.

    It is computed, not stored, so that checking a notification needs no look-up.
    """
    return hmac.new(_bytes(key), _bytes(drive_id), hashlib.sha256).hexdigest()


def drive_resource(drive_id: str) -> str:
    """Return the resource to subscribe to: the root of the drive, the only one Graph allows."""
    return f"/drives/{drive_id}/root"


def rings_of(body: bytes, key: str) -> Rings:
    """Return which drives this delivery rings for; whatever is not genuine is only counted.

    Never raises: anybody may send anything to a public address.
    """
    if len(body) > MOST_BYTES:
        return Rings((), 1)
    try:
        delivered = json.loads(body)["value"]
        entries = list(delivered) if isinstance(delivered, list) else None
    except (ValueError, KeyError, TypeError, RecursionError):
        entries = None
    if entries is None:
        return Rings((), 1)
    drives: dict[str, None] = {}
    refused = 0
    for entry in entries:
        drive_id = _genuine_drive(entry, key)
        if drive_id is None:
            refused += 1
        else:
            drives[drive_id] = None
    return Rings(tuple(drives), refused)


def _genuine_drive(entry: object, key: str) -> str | None:
    if not isinstance(entry, dict):
        return None
    resource, state = entry.get("resource"), entry.get("clientState")
    if not isinstance(resource, str) or not isinstance(state, str):
        return None
    parts = resource.strip("/").split("/")
    if len(parts) != 3 or parts[0] != "drives" or parts[2] != "root":
        return None
    expected = client_state(key, parts[1])
    return parts[1] if hmac.compare_digest(_bytes(expected), _bytes(state)) else None


def _bytes(text: str) -> bytes:
    # JSON may name half a surrogate pair, which has no bytes in UTF-8.
    return text.encode("utf-8", "surrogatepass")
