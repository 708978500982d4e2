"""Drive items: reading, listing, folders, renaming and moving, deleting."""

from typing import Any

from graph_simulator.asked import text_in
from graph_simulator.calls import Answer, Call, check_if_match
from graph_simulator.clock import graph_time
from graph_simulator.errors import invalid, not_modelled
from graph_simulator.item_json import identity, item_json
from graph_simulator.model import Item
from graph_simulator.naming import name_for
from graph_simulator.operation import (
    CONFLICT,
    ITEM,
    LIST_ITEM,
    READS_FILES,
    SHOWN,
    WRITES_FILES,
    Operation,
)
from graph_simulator.paging import after, page_size
from graph_simulator.permissions import check_target

_CONFLICT = "@microsoft.graph.conflictBehavior"


def get(call: Call) -> Answer:
    """GET an item: 200, or 304 on If-None-Match (GD21:driveitem-get)."""
    item = call.item
    if call.headers.get("if-none-match") in {item.etag, item.ctag}:
        return Answer(304)
    return Answer(body=call.context("drives/items/$entity") | item_json(call, item))


def children(call: Call) -> Answer:
    """GET …/children: by name, or `$orderby=name desc`, paged by `$top` (LP:list children)."""
    folder = call.item
    if folder.kind != "folder":
        return Answer(body=call.context("drives/items/children") | {"value": []})
    size = page_size(call)
    begin, backwards = after(call), _is_backwards(call)
    ordered = call.simulator.tenant.children(folder)[:: -1 if backwards else 1]
    rest = [one for one in ordered if _is_beyond(one, begin, backwards=backwards)]
    page = rest[:size]
    body = call.context("drives/items/children") | {"value": [item_json(call, one) for one in page]}
    if len(rest) > size:
        token = call.simulator.seals.seal({"after": page[-1].name.lower()})
        link = call.link(
            f"/v1.0/drives/{folder.drive_id}/items/{folder.id}/children",
            **{"$skiptoken": token, **_options(call)},
        )
        body["@odata.nextLink"] = link
    return Answer(body=body)


def _is_backwards(call: Call) -> bool:
    """Whether the last name comes first. SharePoint orders by name only (OD:optional-query-parameters)."""
    words = call.query.get("orderby", "name").lower().split()
    if words[:1] != ["name"] or words[1:] not in ([], ["asc"], ["desc"]):
        raise not_modelled(f"{call.method} {call.path} with $orderby={call.query['orderby']}")
    return words[1:] == ["desc"]


def _is_beyond(item: Item, place: str, *, backwards: bool) -> bool:
    """Whether it comes after the page that ended with that name; empty is the beginning."""
    name = item.name.lower()
    return not place or (name < place if backwards else name > place)


def _options(call: Call) -> dict[str, str | None]:
    return {f"${name}": call.query.get(name) for name in ("select", "expand", "top", "orderby")}


def create_folder(call: Call) -> Answer:
    """POST …/children with a folder facet: 201 (GD21:driveitem-post-children)."""
    parent, asked = call.item, call.json()
    unknown = asked.keys() - {"name", "folder", _CONFLICT}
    if unknown or not isinstance(asked.get("folder"), dict):
        raise not_modelled(f"creating an item from {', '.join(sorted(asked)) or 'nothing'}")
    conflict = asked.get(_CONFLICT) or call.query.get(_CONFLICT.lower()) or "fail"
    wanted = text_in(asked, "name") or ""
    name = name_for(call.simulator.tenant, parent, wanted, conflict)
    made = call.simulator.changes.create_folder(parent, name, call.actor)
    return Answer(201, call.context("drives/items/$entity") | item_json(call, made))


def patch(call: Call) -> Answer:
    """PATCH: rename and/or move within the drive, under If-Match (GD:driveitem-update, -move)."""
    item, asked = call.item, call.json()
    conflict = asked.pop(_CONFLICT, None) or call.query.get(_CONFLICT.lower()) or "fail"
    unknown = {one for one, value in asked.items() if value is not None}
    unknown -= {"name", "parentReference", "id"}
    if unknown or conflict != "fail":
        raise not_modelled(f"PATCH with {', '.join(sorted(unknown)) or conflict}")
    check_if_match(call, item.etag, item.ctag)
    parent = _new_parent(call, item, asked.get("parentReference"))
    if parent.id != item.parent_id:
        check_target(call, parent)
    name = asked.get("name") or item.name
    item = call.simulator.changes.move(item, parent, name, call.actor)
    return Answer(body=call.context("drives/items/$entity") | item_json(call, item))


def _new_parent(call: Call, item: Item, reference: Any) -> Item:
    """The folder to move to. Between drives: refused, as the v1.0 page says (GD:driveitem-move).

    The dial `moves_between_drives` lets it, when `driveId` is given, as users saw
    (IS:microsoft-graph-docs#7319).
    """
    tenant = call.simulator.tenant
    if item.is_root:
        raise invalid("The root folder cannot be moved or renamed.")
    if reference is None:
        return tenant.items[item.parent_id or ""]
    if not isinstance(reference, dict):
        raise invalid("parentReference is an object.")
    if "path" in reference and "id" not in reference:
        raise not_modelled("moving by parentReference.path")
    own = reference.get("id")
    elsewhere = tenant.items.get(str(own))
    drive_id = reference.get("driveId") or (elsewhere or item).drive_id
    if drive_id != item.drive_id and not call.simulator.dials.moves_between_drives:
        raise invalid("Items cannot be moved between drives.")
    if not own or own == "root":
        raise invalid("The id of parentReference is a real id, not 'root'.")
    return tenant.item(drive_id, own)


def delete(call: Call) -> Answer:
    """DELETE: to the recycle bin, 204, under If-Match (GD21:driveitem-delete)."""
    item = call.item
    check_if_match(call, item.etag, item.ctag)
    call.simulator.changes.recycle(item, call.actor)
    return Answer(204)


def permanent_delete(call: Call) -> Answer:
    """POST …/permanentDelete: 204, past the recycle bin (GD:driveitem-permanentdelete)."""
    call.simulator.changes.remove_for_good(call.item, call.actor)
    return Answer(204)


def versions(call: Call) -> Answer:
    """GET …/versions: newest first, ids like `3.0` (GD21:driveitem-list-versions)."""
    item = call.item
    if item.kind != "file" or item.is_notebook:
        raise invalid("Only files have versions.")
    value = [
        {
            "id": one.id,
            "lastModifiedBy": identity(one.by),
            "lastModifiedDateTime": graph_time(one.at),
            "size": one.content.size,
        }
        for one in reversed(item.versions)
    ]
    return Answer(body=call.context("drives/items/versions") | {"value": value})


OPERATIONS = (
    Operation(
        "drive_item.get",
        "GET",
        (ITEM, f"{LIST_ITEM}/driveItem"),
        get,
        1,
        "documented",
        (
            "GD21:driveitem-get; `publication`, `sharepointIds` only on select: "
            "GD21:driveitem-get. cTag absent on folders: GD21:r:driveitem"
        ),
        options=SHOWN,
        permissions=(*READS_FILES, "Group.Read.All", "Group.ReadWrite.All"),
        takes=("`select`, `expand` of listItem(fields(select)) and retentionLabel; If-None-Match"),
    ),
    Operation(
        "drive_item.children",
        "GET",
        (f"{ITEM}/children",),
        children,
        2,
        "documented",
        (
            "LM:driveitem-list-children; that only the name orders them: "
            "OD:optional-query-parameters. By name, 200 a page: believed"
        ),
        options=(*SHOWN, "top", "skiptoken", "orderby"),
        permissions=READS_FILES,
        takes=("`top`, `skiptoken`, `select`, `expand`, `orderby` name"),
    ),
    Operation(
        "folder.create",
        "POST",
        (f"{ITEM}/children",),
        create_folder,
        2,
        "documented",
        ("GD21:driveitem-post-children. `fail` as default: believed"),
        options=(*SHOWN, CONFLICT),
        permissions=WRITES_FILES,
        takes=("a folder; conflictBehavior fail, rename"),
    ),
    Operation(
        "drive_item.patch",
        "PATCH",
        (ITEM,),
        patch,
        2,
        "documented",
        (
            "GD:driveitem-update, LM:driveitem-move; between drives refused with 400 (page:"
            " not supported; code believed; a dial). A move changes modified-by: believed"
        ),
        options=(*SHOWN, CONFLICT),
        permissions=WRITES_FILES,
        takes=("name and/or parentReference; If-Match with eTag or cTag, 412"),
    ),
    Operation(
        "drive_item.delete",
        "DELETE",
        (ITEM,),
        delete,
        2,
        "documented",
        (
            "GD21:driveitem-delete. Descendants go along, and are in the delta: believed. "
            "Refused with 403 when a label protects any of them: PUR (what), believed "
            "(code)"
        ),
        permissions=WRITES_FILES,
        takes=("If-Match, 412"),
    ),
    Operation(
        "drive_item.permanent_delete",
        "POST",
        (f"{ITEM}/permanentDelete",),
        permanent_delete,
        2,
        "documented",
        "GD:driveitem-permanentdelete. Refused like deleting; no If-Match is documented",
        permissions=WRITES_FILES,
    ),
    Operation(
        "version.list",
        "GET",
        (f"{ITEM}/versions",),
        versions,
        2,
        "documented",
        ("GD21:driveitem-list-versions"),
        permissions=READS_FILES,
        takes=("newest first"),
    ),
)
