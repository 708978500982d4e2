"""List items and their columns, of plain lists and behind drive items (GD:listitem-update)."""

from itertools import islice

from graph_simulator import content_types
from graph_simulator.calls import Answer, Call, check_if_match
from graph_simulator.column_values import given_values
from graph_simulator.enrichment import demote
from graph_simulator.errors import invalid, not_modelled
from graph_simulator.item_json import fields_json, list_item_json
from graph_simulator.list_filter import read_filter
from graph_simulator.list_parts import Column
from graph_simulator.managed_metadata import read_note, takes_notes
from graph_simulator.model import Drive, Item, Json
from graph_simulator.operation import (
    DRIVE_LIST_ITEM,
    ITEM,
    LIST,
    LIST_ITEM,
    READS_FILES,
    READS_SITES,
    SITE_LIST,
    WRITES_SITES,
    Operation,
)
from graph_simulator.paging import after, page_size
from graph_simulator.query import selected

_NOTHING: frozenset[str] = frozenset()


def list_all(call: Call) -> Answer:
    """GET …/items: by number, files and folders of a library too (GD:listitem-list)."""
    library, size = call.library, page_size(call)
    passes = read_filter(call, library)
    begin = int(after(call) or 0)
    news = (one for one in _numbered(call, library, begin) if passes(one))
    rest = list(islice(news, size + 1))
    page = rest[:size]
    body = call.context("listItems") | {"value": [_shown(call, one) for one in page]}
    if len(rest) > size:
        token = call.simulator.seals.seal({"after": page[-1].list_item_id})
        names = ("expand", "select", "top", "filter")
        options = {f"${name}": call.query.get(name) for name in names}
        address = f"/v1.0/sites/{library.site_id}/lists/{library.list_id}/items"
        body["@odata.nextLink"] = call.link(address, **{"$skiptoken": token, **options})
    return Answer(body=body)


def _numbered(call: Call, library: Drive, begin: int) -> list[Item]:
    tenant = call.simulator.tenant
    numbers = range(begin + 1, library.items + 1)
    found = (tenant.items.get(tenant.numbers.get((library.id, one), "")) for one in numbers)
    return [one for one in found if one is not None and one.state == "live" and not one.is_root]


def _shown(call: Call, item: Item) -> Json:
    whole = list_item_json(call, item, call.query.get("expand"))
    chosen = selected(whole, call.query.get("select"), _NOTHING, _NOTHING)
    return chosen | {name: whole[name] for name in ("fields",) if name in whole}


def get_item(call: Call) -> Answer:
    """GET …/listItem, or an item by its number, with `$expand=fields` (GD21:listitem-get)."""
    return Answer(body=call.context("listItems/$entity") | _shown(call, call.list_item))


def create(call: Call) -> Answer:
    """POST …/items with `fields`: 201 (GD:listitem-create). Files come into a library by upload."""
    library, asked = call.library, call.json()
    if library.is_library:
        raise invalid("Files come into a library by uploading them.")
    if unknown := asked.keys() - {"fields", "contentType"}:
        raise not_modelled(f"a list item with {', '.join(sorted(unknown))}")
    fields = asked.get("fields") or {}
    if not isinstance(fields, dict):
        raise invalid("fields is an object with a value for each column.")
    given = given_values(call.simulator.tenant, library, fields)
    values = {**library.default_fields, **given.values}
    _check_required(library, values)
    _check_unique(call, library, values, None)
    wanted = content_types.wanted_in(library, asked.get("contentType"))
    item = call.simulator.changes.create_list_item(library, _there(given.values), call.actor)
    if wanted is not None:
        item.content_type = wanted
    shown = list_item_json(call, item, "fields") | {"fields": fields_json(call, item, None)}
    return Answer(201, call.context("listItems/$entity") | shown)


def _there(values: Json) -> Json:
    return {name: value for name, value in values.items() if value is not None}


def _check_required(library: Drive, values: Json) -> None:
    missing = [
        one.name
        for one in library.columns.values()
        if one.required and values.get(one.name) is None
    ]
    if missing:
        raise invalid(f"These columns need a value: {', '.join(missing)}.")


def _check_unique(call: Call, library: Drive, values: Json, item: Item | None) -> None:
    unique = [name for name in values if library.columns[name].unique_values]
    if not unique:
        return
    for other in _numbered(call, library, 0):
        for name in unique:
            if other is not item and other.fields.get(name) == values[name] is not None:
                raise invalid(f"Another item has that value of column '{name}'.")


def delete(call: Call) -> Answer:
    """DELETE …/items/{id}: to the recycle bin, 204, under If-Match (GD:listitem-delete)."""
    item = call.list_item
    check_if_match(call, item.etag)
    call.simulator.changes.recycle(item, call.actor)
    return Answer(204)


def get_fields(call: Call) -> Answer:
    """GET …/fields: the columns (GD21:listitem-get)."""
    nested = f"select={call.query['select']}" if "select" in call.query else None
    shown = fields_json(call, call.list_item, nested)
    return Answer(body=call.context("fields/$entity") | shown)


def patch_fields(call: Call) -> Answer:
    """PATCH …/fields: 200 fieldValueSet; If-Match; internal names (GD:listitem-update).

    It makes a version of a file (microsoft-graph-docs-contrib#6996). Null empties a column.
    """
    item, asked = call.list_item, call.json()
    if item.is_root:
        raise invalid("The root folder has no list item.")
    check_if_match(call, item.etag)
    if not asked:
        raise invalid("No columns were given.")
    library = call.library
    given = given_values(call.simulator.tenant, library, asked)
    told: Json = {}
    for name, text in given.notes.items():
        told |= _noted(call, item, library.columns[name], text, given.values)
    _check_unique(call, library, given.values, item)
    call.simulator.changes.check_properties(item, call.actor)
    if given.values:
        call.simulator.changes.set_fields(item, given.values, call.actor)
        demote(call.simulator, item, "fields.patch")
    return Answer(body=call.context("fields/$entity") | fields_json(call, item, None) | told)


def _noted(call: Call, item: Item, column: Column, text: str | None, values: Json) -> Json:
    """Put what a note says among the values, under its managed-metadata column, if it counts.

    Returns what the answer tells of it, stored or not (microsoft-graph-docs#16597).
    """
    name = column.note_of or ""
    terms = call.simulator.tenant.terms[call.library.columns[name].term_set or ""]
    term, is_known = read_note(text, terms)
    if is_known and takes_notes(item, sets_do=call.simulator.dials.terms_on_sets):
        values[name] = term
    return {column.name: text, name: term} if text else {}


_ALL = (f"{LIST}/items", f"{SITE_LIST}/items")
_ONE = (LIST_ITEM, DRIVE_LIST_ITEM)
_FIELDS = (f"{ITEM}/listItem/fields", f"{LIST_ITEM}/fields", f"{DRIVE_LIST_ITEM}/fields")

OPERATIONS = (
    Operation(
        "list_item.list",
        "GET",
        _ALL,
        list_all,
        2,
        "documented",
        (
            "GD:listitem-list. By number: believed. A filter on a column that is not indexed is "
            "400 without `Prefer: HonorNonIndexedQueriesWarningMayFailRandomly`: practice of many "
            "clients, on no page; that it may fail nevertheless is not modelled. "
            "`filter` of comparisons and startswith, joined by and or by or, without brackets"
        ),
        options=("expand", "select", "top", "skiptoken", "filter"),
        permissions=READS_SITES,
        takes="`expand` of fields(select), `filter` on fields, `select`, `top`, `skiptoken`",
    ),
    Operation(
        "list_item.create",
        "POST",
        _ALL,
        create,
        2,
        "documented",
        "GD:listitem-create. Not in a library (400), a column that is required needs a value (400), "
        "two equal values of a column that enforces unique ones are refused: believed",
        permissions=WRITES_SITES,
        takes="fields, contentType",
    ),
    Operation(
        "list_item.get",
        "GET",
        (f"{ITEM}/listItem", *_ONE),
        get_item,
        1,
        "documented",
        ("GD21:listitem-get"),
        options=("expand", "select"),
        permissions=READS_SITES,
        by_drive=READS_FILES,
        takes=("`expand` of fields, `select`"),
    ),
    Operation(
        "list_item.delete",
        "DELETE",
        _ONE,
        delete,
        2,
        "documented",
        "GD:listitem-delete. If-Match, and a file in a library goes to the recycle bin: believed",
        permissions=WRITES_SITES,
        takes="If-Match, 412",
    ),
    Operation(
        "fields.get",
        "GET",
        _FIELDS,
        get_fields,
        1,
        "documented",
        ("GD21:listitem-get"),
        options=("select",),
        permissions=READS_SITES,
        by_drive=READS_FILES,
        takes=("`select`"),
    ),
    Operation(
        "fields.patch",
        "PATCH",
        _FIELDS,
        patch_fields,
        2,
        "documented",
        (
            "GD:listitem-update, DX. An unknown column is 400: believed. Makes a version of"
            " a file: reported (IS:microsoft-graph-docs-contrib#6996). Managed metadata: "
            "see below"
        ),
        permissions=WRITES_SITES,
        takes=("If-Match, 412"),
    ),
)
