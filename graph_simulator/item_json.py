"""Items as Graph shows them."""

import mimetypes
from datetime import timedelta
from urllib.parse import quote

from graph_simulator.calls import Call
from graph_simulator.clock import graph_time
from graph_simulator.column_values import shown_values
from graph_simulator.errors import not_modelled
from graph_simulator.faults import HASHES
from graph_simulator.label_json import label_json
from graph_simulator.model import Actor, Item, Json, Version
from graph_simulator.query import Expansion, selected
from graph_simulator.tenant import Tenant

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MIME = {
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "pptx": _OFFICE + "presentationml.presentation",
    "msg": "application/vnd.ms-outlook",
    "eml": "message/rfc822",
}
# Shown only when asked for by name (GD21:driveitem-get).
_ON_REQUEST = frozenset({"publication", "sharepointIds"})
_DOWNLOAD_LIFE = timedelta(hours=1)
ITEM_EXPANSIONS = frozenset({"listItem", "retentionLabel"})


def identity(actor: Actor) -> Json:
    """An identitySet; the seed's own acts are the System Account's."""
    if actor.kind == "app":
        return {"application": {"id": actor.id, "displayName": actor.name}}
    return {"user": {"id": actor.id, "displayName": actor.name}}


def item_json(call: Call, item: Item) -> Json:
    """A drive item after the call's `$select` and `$expand`."""
    whole = _always(call, item) | _parent(call, item, with_path=True)
    if item.kind == "file":
        whole["cTag"] = item.ctag
        whole["@microsoft.graph.downloadUrl"] = download_url(call, item, item.versions[-1])
    if not item.is_root:
        whole |= _on_request(call, item)
    return _chosen(call, item, whole, hidden=_ON_REQUEST)


def delta_json(call: Call, item: Item) -> Json:
    """A drive item in a delta: no path, no cTag; deleted without a name (GD:driveitem-delta)."""
    if item.state != "live":
        return {
            "id": item.id,
            **_parent(call, item, with_path=False),
            _facet(item): {},
            "deleted": {"state": "deleted"},
        }
    whole = _always(call, item) | _parent(call, item, with_path=False)
    return _chosen(call, item, whole, hidden=frozenset())


def _chosen(call: Call, item: Item, whole: Json, hidden: frozenset[str]) -> Json:
    expansions = Expansion.read(call.query.get("expand"), ITEM_EXPANSIONS)
    shown = selected(whole, call.query.get("select"), hidden, frozenset(expansions))
    if "listItem" in expansions and not item.is_root:
        shown["listItem"] = list_item_json(call, item, expansions["listItem"])
    if "retentionLabel" in expansions and item.label:
        shown["retentionLabel"] = label_json(call, item.label, identity(item.label.by))
    return shown


def _always(call: Call, item: Item) -> Json:
    whole = {
        "id": item.id,
        "name": "root" if item.is_root else item.name,
        "eTag": item.etag,
        "size": call.simulator.tenant.size(item),
        "webUrl": web_url(call, item),
        "createdBy": identity(item.created_by),
        "createdDateTime": graph_time(item.created_at),
        "lastModifiedBy": identity(item.modified_by),
        "lastModifiedDateTime": graph_time(item.modified_at),
        "fileSystemInfo": {
            "createdDateTime": graph_time(item.created_at),
            "lastModifiedDateTime": graph_time(item.modified_at),
        },
    }
    if item.kind == "folder":
        whole["folder"] = {"childCount": len(item.children)}
    elif item.is_notebook:
        whole["package"] = {"type": "oneNote"}
    else:
        whole["file"] = {
            "mimeType": mime_type(item.name),
            "hashes": _hashes(call, item),
        }
    if item.pending_until is not None and call.simulator.clock.now() < item.pending_until:
        queued = {"queuedDateTime": graph_time(item.modified_at)}
        whole["pendingOperations"] = {"pendingContentUpdate": queued}
    if item.is_root:
        whole["root"] = {}
    return whole


def _facet(item: Item) -> str:
    """What makes it a folder, a file or a package; the last is of v1.0 r:package."""
    if item.kind == "folder":
        return "folder"
    return "package" if item.is_notebook else "file"


def _hashes(call: Call, item: Item) -> Json:
    """The hashes, "if available" (GD:hashes): none yet while the fault `not_hashed` is there."""
    if any(call.simulator.faults.take(HASHES, path=item.name, changes=False)):
        return {}
    return {"quickXorHash": item.versions[-1].content.quick_xor}


def _parent(call: Call, item: Item, *, with_path: bool) -> Json:
    drive = call.simulator.tenant.drives[item.drive_id]
    reference: Json = {"driveType": "documentLibrary", "driveId": drive.id}
    if item.parent_id is not None:
        parent = call.simulator.tenant.items[item.parent_id]
        reference["id"] = parent.id
        if with_path:
            reference["name"] = drive.name if parent.is_root else parent.name
            reference["path"] = drive_path(call, parent)
    reference["siteId"] = drive.site_id
    return {"parentReference": reference}


def drive_path(call: Call, item: Item) -> str:
    """The item's path as an itemReference shows it: percent-encoded, from the drive."""
    path = quote(call.simulator.tenant.path(item)).rstrip("/")
    return f"/drives/{item.drive_id}/root:{path}"


def web_url(call: Call, item: Item) -> str:
    """Where a person finds it."""
    return web_address(call.simulator.tenant, item)


def web_address(tenant: Tenant, item: Item) -> str:
    """Where a person finds it, in that tenant."""
    drive = tenant.drives[item.drive_id]
    return quote(drive.web_url + tenant.path(item).rstrip("/"), safe="/:")


def _on_request(call: Call, item: Item) -> Json:
    drive = call.simulator.tenant.drives[item.drive_id]
    collection, web = drive.site_id.split(",")[1:]
    ids = {
        "listId": drive.list_id,
        "listItemId": str(item.list_item_id),
        "listItemUniqueId": item.guid.lower(),
        "siteId": collection,
        "webId": web,
        "tenantId": call.simulator.tenant.id,
    }
    if item.kind == "folder":
        return {"sharepointIds": ids}
    holder = item.checked_out_by
    publication: Json = {
        "level": "checkout" if holder else _level(item),
        "versionId": item.versions[-1].id,
    }
    if holder:
        publication["checkedOutBy"] = identity(holder)
    return {"sharepointIds": ids, "publication": publication}


def _level(item: Item) -> str:
    return "draft" if item.versions[-1].is_draft else "published"


def download_url(call: Call, item: Item, version: Version) -> str:
    """A preauthenticated address: short-lived, needs no Authorization (GD:driveitem-get-content).

    On the same server under another path; the service gives another host: a dial.
    """
    until = call.simulator.clock.now() + _DOWNLOAD_LIFE
    token = call.simulator.seals.seal(
        {
            "d": item.drive_id,
            "i": item.id,
            "v": version.number,
            "u": until.timestamp(),
            "e": call.simulator.epoch,
        }
    )
    return call.elsewhere(f"/_content/{token}")


def mime_type(name: str) -> str:
    """The type the name promises."""
    ending = name.rsplit(".", 1)[-1].lower()
    return _MIME.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def list_item_json(call: Call, item: Item, nested: str | None) -> Json:
    """A list item, which may be behind a drive item; `fields` only when expanded."""
    if item.is_root:
        raise not_modelled("the list item of a root folder")
    drive = call.simulator.tenant.drives[item.drive_id]
    shown = {
        "@odata.etag": item.etag,
        "id": str(item.list_item_id),
        "eTag": item.etag,
        "webUrl": web_url(call, item),
        "createdBy": identity(item.created_by),
        "createdDateTime": graph_time(item.created_at),
        "lastModifiedBy": identity(item.modified_by),
        "lastModifiedDateTime": graph_time(item.modified_at),
        "parentReference": {"siteId": drive.site_id},
        "contentType": {"id": item.content_type.id, "name": item.content_type.name},
    }
    expansions = Expansion.read(nested, frozenset({"fields"}))
    if "fields" in expansions:
        shown["fields"] = fields_json(call, item, expansions["fields"])
    return shown


def fields_json(call: Call, item: Item, nested: str | None) -> Json:
    """The columns: the set ones, and the few of SharePoint's own that clients look at."""
    own = {
        "id": str(item.list_item_id),
        "FileLeafRef": item.name,
        "ContentType": item.content_type.name,
        "Created": graph_time(item.created_at),
        "Modified": graph_time(item.modified_at),
        "_UIVersionString": item.versions[-1].id if item.versions else "1.0",
    }
    wanted = Expansion.option(nested, "select")
    tenant = call.simulator.tenant
    hidden = call.simulator.dials.hidden_columns
    values = shown_values(tenant, tenant.drives[item.drive_id], item, wanted, hidden=hidden)
    chosen = selected({**own, **values}, wanted, frozenset(), frozenset())
    return {"@odata.etag": item.etag, **chosen}
