"""Identifiers in the forms Graph shows them, made from a seed so that runs repeat."""

import base64
import hashlib
import uuid

_NAMESPACE = uuid.UUID("6f0c7b1e-27c1-4f5a-9a53-6d1d5a0c9e11")


def guid(*parts: str | int) -> str:
    """A GUID that is the same for the same parts."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(map(str, parts))))


def drive_id(site_collection: str, web: str, list_id: str) -> str:
    """A SharePoint drive id: `b!` and the three GUIDs in URL-safe base64."""
    raw = b"".join(uuid.UUID(part).bytes for part in (site_collection, web, list_id))
    return "b!" + base64.urlsafe_b64encode(raw).decode()


def item_id(drive: str, item_guid: str) -> str:
    """A drive item id: 34 characters of base32, starting with `01` (GD:driveitem-move)."""
    library = base64.b32encode(hashlib.sha256(drive.encode()).digest()[:4]).decode()[:6]
    own = base64.b32encode(uuid.UUID(item_guid).bytes).decode()[:26]
    return f"01{library}{own}"
