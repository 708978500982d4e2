"""List delta: the list items of a list that are new, changed or deleted (GD:listitem-delta)."""

from graph_simulator.calls import Answer, Call
from graph_simulator.delta import page_of_changes, resync, units
from graph_simulator.item_json import list_item_json
from graph_simulator.model import Item, Json
from graph_simulator.operation import READS_SITES, SITE_LIST, Operation
from graph_simulator.query import selected

_NOTHING: frozenset[str] = frozenset()


def delta(call: Call) -> Answer:
    """GET …/items/delta in all its forms (graph-examples/listitem-delta-first-page.json)."""
    page = page_of_changes(call)
    shown = [_shown(call, one) for one in page.items if not one.is_root]
    return Answer(body=call.context("Collection(listItem)") | {"value": shown} | page.links)


def _shown(call: Call, item: Item) -> Json:
    """A list item with its place; of a deleted one only what identifies it."""
    tenant = call.simulator.tenant
    drive = tenant.drives[item.drive_id]
    if item.state != "live":
        return {
            "id": str(item.list_item_id),
            "parentReference": {"siteId": drive.site_id},
            "contentType": {"id": item.content_type.id, "name": item.content_type.name},
            "deleted": {"state": "deleted"},
        }
    whole = list_item_json(call, item, call.query.get("expand"))
    parent = tenant.items[item.parent_id or ""]
    whole["parentReference"] = {
        "id": parent.guid.lower(),
        "path": (drive.web_url.rpartition("/")[2] + tenant.path(parent)).rstrip("/"),
        "siteId": drive.site_id,
    }
    chosen = selected(whole, call.query.get("select"), _NOTHING, _NOTHING)
    return chosen | {name: whole[name] for name in ("id", "fields") if name in whole}


OPERATIONS = (
    Operation(
        "list_item.delta",
        "GET",
        (f"{SITE_LIST}/items/{{delta}}",),
        delta,
        units,
        "documented",
        (
            "GD:listitem-delta: `latest`, 410, what a deleted item shows; the code "
            "`resyncRequired` and a moment as token as for drives: believed. The folders above do "
            "not come along: believed. With `expand=fields` all columns come: believed"
        ),
        options=("select", "expand", "top", "token"),
        permissions=READS_SITES,
        resync=resync,
        takes="also delta(), delta(token='…'), ?token=; `expand` of fields, `select`, `top`",
        units_text="1, without a token 2",
    ),
)
