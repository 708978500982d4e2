"""Lists behind drives: the list, its columns, list items and their columns."""

from graph_simulator.calls import Answer, Call, check_if_match
from graph_simulator.clock import graph_time, read_time
from graph_simulator.errors import invalid
from graph_simulator.item_json import fields_json, list_item_json
from graph_simulator.managed_metadata import read_note, refuse, takes_notes
from graph_simulator.model import Column, Item, Json
from graph_simulator.operation import (
    ITEM,
    LIST,
    LIST_ITEM,
    READS_SITES,
    SITE_LIST,
    WRITES_FILES,
    Operation,
)


def get_list(call: Call) -> Answer:
    """GET the list of a drive, or of a site by id or title (GD21:list-get)."""
    drive = call.library
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


def list_columns(call: Call) -> Answer:
    """GET …/columns (graph-examples/list-columns.json)."""
    value = [_column_json(one) for one in call.library.columns.values()]
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
    if column.kind == "term":
        return shown | {"term": {"allowMultipleValues": False, "showFullyQualifiedName": False}}
    lines = 6 if column.kind == "note" else 0
    text: Json = {
        "allowMultipleLines": column.kind == "note",
        "appendChangesToExistingText": False,
        "linesForEditing": lines,
    }
    if column.kind == "text":
        text["maxLength"] = 255
    return shown | {"text": text}


def get_item(call: Call) -> Answer:
    """GET …/listItem, with `$expand=fields` (GD21:listitem-get)."""
    shown = list_item_json(call, call.item, call.query.get("expand"))
    return Answer(body=call.context("listItems/$entity") | shown)


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
    columns = call.library.columns
    values: Json = {}
    told: Json = {}
    for name, value in asked.items():
        if name not in columns:
            raise invalid(f"Field '{name}' is not recognized")
        column = columns[name]
        values[name] = _value(column, value)
        if column.note_of is not None:
            told |= _noted(call, item, column, values)
    if not asked:
        raise invalid("No columns were given.")
    call.simulator.changes.check_properties(item, call.actor)
    if values:
        call.simulator.changes.set_fields(item, values, call.actor)
    return Answer(body=call.context("fields/$entity") | fields_json(item, None) | told)


def _noted(call: Call, item: Item, column: Column, values: Json) -> Json:
    """Put what a note says in its managed-metadata column's place among the values, if it counts.

    Returns what the answer tells of it, stored or not (microsoft-graph-docs#16597).
    """
    text = values.pop(column.name)
    name = column.note_of or ""
    terms = call.simulator.tenant.terms[call.library.columns[name].term_set or ""]
    term, is_known = read_note(text, terms)
    if is_known and takes_notes(item):
        values[name] = term
    return {column.name: text, name: term} if text else {}


def _value(column: Column, value: object) -> str | None:
    if column.kind == "term":
        refuse(column)
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


OPERATIONS = (
    Operation(
        "list.get",
        "GET",
        (LIST, SITE_LIST),
        get_list,
        1,
        "documented",
        ("GD21:list-get"),
        permissions=READS_SITES,
        takes=("list by id or title"),
    ),
    Operation(
        "list.columns",
        "GET",
        (f"{LIST}/columns", f"{SITE_LIST}/columns"),
        list_columns,
        2,
        "documented",
        (
            "GD:list-list-columns. Only the seed's own columns are listed (believed: the "
            "service lists its own too). Managed metadata: a `term` facet (MD), with a "
            "hidden note column titled `{Name}_0`, named like a GUID: reported "
            "(IS:microsoft-graph-docs#16597); 32 hexadecimal digits, the first a letter: "
            "believed"
        ),
        permissions=READS_SITES,
    ),
    Operation(
        "list_item.get",
        "GET",
        (f"{ITEM}/listItem", LIST_ITEM),
        get_item,
        1,
        "documented",
        ("GD21:listitem-get"),
        options=("expand",),
        permissions=READS_SITES,
        takes=("`expand` of fields"),
    ),
    Operation(
        "fields.get",
        "GET",
        (f"{ITEM}/listItem/fields", f"{LIST_ITEM}/fields"),
        get_fields,
        1,
        "documented",
        ("GD21:listitem-get"),
        options=("select",),
        permissions=READS_SITES,
        takes=("`select`"),
    ),
    Operation(
        "fields.patch",
        "PATCH",
        (f"{ITEM}/listItem/fields", f"{LIST_ITEM}/fields"),
        patch_fields,
        2,
        "documented",
        (
            "GD:listitem-update, DX. An unknown column is 400: believed. Makes a version of"
            " a file: reported (IS:microsoft-graph-docs-contrib#6996). Managed metadata: "
            "see below"
        ),
        permissions=WRITES_FILES,
        takes=("If-Match, 412"),
    ),
)
