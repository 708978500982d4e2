"""Lists behind drives: the list, its columns and content types, list items and their columns."""

from graph_simulator.calls import Answer, Call, check_if_match
from graph_simulator.clock import graph_time, read_time
from graph_simulator.errors import invalid, not_modelled
from graph_simulator.item_json import fields_json, list_item_json
from graph_simulator.model import Column, Drive, Json


def _drive(call: Call) -> Drive:
    if "drive" in call.params:
        return call.drive
    return call.simulator.tenant.drive_of_list(call.params["site"], call.params["list"])


def get_list(call: Call) -> Answer:
    """GET the list of a drive, or of a site by id or title (GD21:list-get)."""
    drive = _drive(call)
    body = {
        "id": drive.list_id,
        "name": drive.name,
        "displayName": drive.name,
        "webUrl": drive.web_url,
        "createdDateTime": graph_time(drive.created_at),
        "lastModifiedDateTime": graph_time(drive.created_at),
        "parentReference": {"siteId": drive.site_id},
        "list": {"template": "documentLibrary", "contentTypesEnabled": True, "hidden": False},
    }
    return Answer(body=call.context("lists/$entity") | body)


def columns(call: Call) -> Answer:
    """GET …/columns (graph-examples/list-columns.json)."""
    value = [_column_json(one) for one in _drive(call).columns.values()]
    return Answer(body=call.context("columns") | {"value": value})


def _column_json(column: Column) -> Json:
    shown: Json = {
        "id": column.id,
        "name": column.name,
        "displayName": column.display_name,
        "description": "",
        "hidden": column.hidden,
        "indexed": False,
        "readOnly": False,
        "required": False,
    }
    if column.kind == "dateTime":
        return shown | {"dateTime": {"displayAs": "default", "format": "dateTime"}}
    lines = 6 if column.kind == "note" else 0
    text: Json = {
        "allowMultipleLines": column.kind == "note",
        "appendChangesToExistingText": False,
        "linesForEditing": lines,
    }
    if column.kind == "text":
        text["maxLength"] = 255
    return shown | {"text": text}


def content_types(call: Call) -> Answer:
    """GET …/contentTypes (graph-examples/list-contenttypes.json)."""
    drive = _drive(call)
    value = [
        {"id": one.id, "name": one.name, "description": "", "group": group, "hidden": False}
        for one, group in [
            *((one, "Document Content Types") for one in drive.content_types.values()),
            (drive.folder_type, "Folder Content Types"),
        ]
    ]
    return Answer(body=call.context("contentTypes") | {"value": value})


def get_item(call: Call) -> Answer:
    """GET …/listItem, with `$expand=fields` (GD21:listitem-get)."""
    shown = list_item_json(call, call.item, call.query.get("expand"))
    return Answer(body=call.context("listItems/$entity") | shown)


def patch_item(call: Call) -> Answer:
    """PATCH …/listItem with a content type (IS:pnp/pnpcore#1177); the list must have it."""
    item, asked = call.item, call.json()
    if asked.keys() != {"contentType"} or not isinstance(asked["contentType"], dict):
        raise not_modelled(f"PATCH of a list item with {', '.join(sorted(asked))}")
    if item.is_root:
        raise invalid("The root folder has no list item.")
    check_if_match(call, item.etag)
    wanted = asked["contentType"]
    for known in _drive(call).content_types.values():
        if known.id == wanted.get("id") or ("id" not in wanted and known.name == wanted["name"]):
            call.simulator.changes.set_content_type(item, known, call.actor)
            shown = list_item_json(call, item, None)
            return Answer(body=call.context("listItems/$entity") | shown)
    raise invalid("The list does not have that content type.")


def get_fields(call: Call) -> Answer:
    """GET …/listItem/fields: the columns (GD21:listitem-get)."""
    nested = f"select={call.query['select']}" if "select" in call.query else None
    return Answer(body=call.context("fields/$entity") | fields_json(call.item, nested))


def patch_fields(call: Call) -> Answer:
    """PATCH …/listItem/fields: 200 fieldValueSet; If-Match; internal names (GD:listitem-update).

    It makes a version of a file (microsoft-graph-docs-contrib#6996). Null empties a column.
    """
    item, asked = call.item, call.json()
    if item.is_root:
        raise invalid("The root folder has no list item.")
    check_if_match(call, item.etag)
    known = _drive(call).columns
    values: Json = {}
    for name, value in asked.items():
        if name not in known:
            raise invalid(f"Field '{name}' is not recognized")
        values[name] = _value(known[name], value)
    if not values:
        raise invalid("No columns were given.")
    call.simulator.changes.set_fields(item, values, call.actor)
    return Answer(body=call.context("fields/$entity") | fields_json(item, None))


def _value(column: Column, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise invalid(f"Column '{column.name}' takes text.")
    if column.kind == "text" and len(value) > 255:
        raise invalid(f"Column '{column.name}' takes at most 255 characters.")
    if column.kind != "dateTime":
        return value
    try:
        return graph_time(read_time(value))
    except ValueError:
        raise invalid(f"Column '{column.name}' takes a date and time.") from None
