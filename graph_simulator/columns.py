"""The columns of a list: described, added, changed and taken away (GD:list-post-columns)."""

from dataclasses import replace

from graph_simulator.calls import Answer, Call
from graph_simulator.column_facets import FACETS, facet_in, kind_in, shown_facet
from graph_simulator.errors import invalid, name_taken, not_found, not_modelled
from graph_simulator.list_parts import Column
from graph_simulator.model import Drive, Json
from graph_simulator.operation import LIST, MANAGES_SITES, READS_LISTS, SITE_LIST, Operation
from graph_simulator.query import selected
from graph_simulator.seed_libraries import note_column

_NOTHING: frozenset[str] = frozenset()
_FLAGS = {
    "hidden": "hidden",
    "required": "required",
    "indexed": "indexed",
    "enforceUniqueValues": "unique_values",
    "readOnly": "read_only",
}
_TEXTS = {"displayName": "display_name", "description": "description"}
# Told by the service, or for site columns only: taken and not looked at.
_LET_BE = frozenset(
    {"id", "type", "isDeletable", "isReorderable", "isSealed", "propagateChanges", "columnGroup"}
)


def list_all(call: Call) -> Answer:
    """GET …/columns; the hidden ones when `$select` names `hidden` (GD:r:columndefinition).

    Or always, as long as the dial `hidden_columns` says so.
    """
    wanted = call.query.get("select")
    all_of_them = call.simulator.dials.hidden_columns or "hidden" in (wanted or "").split(",")
    shown = [one for one in call.library.columns.values() if all_of_them or not one.hidden]
    value = [selected(_json(one), wanted, _NOTHING, _NOTHING) for one in shown]
    return Answer(body=call.context("columns") | {"value": value})


def get(call: Call) -> Answer:
    """GET …/columns/{id} (GD:columndefinition-get)."""
    return Answer(body=call.context("columns/$entity") | _json(_wanted(call)))


def create(call: Call) -> Answer:
    """POST …/columns: 201 (GD:list-post-columns)."""
    made = add(call, call.library, call.json())
    return Answer(201, call.context("columns/$entity") | _json(made))


def add(call: Call, library: Drive, asked: object) -> Column:
    """Add the column that was described; one of managed metadata gets its hidden note column."""
    if not isinstance(asked, dict):
        raise invalid("A column is an object.")
    kind = kind_in(asked)
    name = asked.get("name") or str(asked.get("displayName") or "").replace(" ", "_x0020_")
    if not isinstance(name, str) or not name:
        raise invalid("A column has a name.")
    if name.lower() in {one.lower() for one in library.columns}:
        raise name_taken(name)
    own = call.simulator.tenant.next_guid("column")
    column = Column(own, name, str(asked.get("displayName") or name), kind)
    column = _changed(call, library, column, asked)
    library.columns[name] = column
    if column.kind == "term":
        note = note_column(library.id, column)
        library.columns[note.name] = note
    return column


def patch(call: Call) -> Answer:
    """PATCH …/columns/{id}: 200 (GD:columndefinition-update). Name and kind stay."""
    column, asked = _wanted(call), call.json()
    given = {name for name in FACETS if asked.get(name) is not None}
    if given and kind_in(asked) != column.kind:
        raise invalid("The kind of a column cannot be changed.")
    if asked.pop("name", column.name) != column.name:
        raise invalid("The name of a column cannot be changed.")
    changed = _changed(call, call.library, column, asked)
    call.library.columns[column.name] = changed
    return Answer(body=call.context("columns/$entity") | _json(changed))


def delete(call: Call) -> Answer:
    """DELETE …/columns/{id}: 204, with its values (GD:columndefinition-delete)."""
    column, library, tenant = _wanted(call), call.library, call.simulator.tenant
    if column.name == "Title" or column.note_of is not None:
        raise invalid(f"Column '{column.name}' cannot be deleted.")
    gone = [one for one in library.columns.values() if column.name in {one.name, one.note_of}]
    for one in gone:
        del library.columns[one.name]
    for item in tenant.items.values():
        if item.drive_id == library.id:
            item.fields.pop(column.name, None)
    return Answer(204)


def _wanted(call: Call) -> Column:
    for column in call.library.columns.values():
        if call.params["column"] in {column.id, column.name}:
            return column
    raise not_found("The column could not be found.")


def _changed(call: Call, library: Drive, column: Column, asked: Json) -> Column:
    """The column with what was asked, of which `name` and the kind were dealt with already."""
    changes: Json = {}
    for name, value in asked.items():
        if value is None or name.startswith("@odata.") or name in _LET_BE | {"name"}:
            continue
        if name in _FLAGS:
            if not isinstance(value, bool):
                raise invalid(f"{name} is true or false.")
            changes[_FLAGS[name]] = value
        elif name in _TEXTS:
            changes[_TEXTS[name]] = str(value)
        elif name == "defaultValue":
            changes["default"] = _default(value)
        elif name in FACETS:
            changes |= facet_in(call, library, column, value)
        else:
            raise not_modelled(f"'{name}' of a column")
    changed = replace(column, **changes)
    _check_default(changed)
    return changed


def _default(value: object) -> str | None:
    if not isinstance(value, dict) or value.get("formula"):
        raise not_modelled("a default value that is a formula")
    text = value.get("value")
    return None if text is None else str(text)


def _check_default(column: Column) -> None:
    if column.default is None:
        return
    refused = invalid(f"The default value is none that column '{column.name}' takes.")
    choices = column.facet.get("choices")
    if column.is_lookup or column.kind == "term" or column.takes_many:
        raise refused
    if choices is not None and column.default not in choices:
        raise refused
    try:
        _ = column.default_value
    except (KeyError, ValueError):
        raise refused from None


def _json(column: Column) -> Json:
    """A columnDefinition (graph-examples/list-columns.json)."""
    shown: Json = {
        "id": column.id,
        "name": column.name,
        "displayName": column.display_name,
        "description": column.description,
        "columnGroup": "Custom Columns",
        "enforceUniqueValues": column.unique_values,
        "hidden": column.hidden,
        "indexed": column.indexed,
        "readOnly": column.read_only,
        "required": column.required,
    }
    if column.default is not None:
        shown["defaultValue"] = {"value": column.default}
    return shown | shown_facet(column)


_ALL = (f"{LIST}/columns", f"{SITE_LIST}/columns")
_ONE = tuple(f"{one}/{{column}}" for one in _ALL)

OPERATIONS = (
    Operation(
        "list.columns",
        "GET",
        _ALL,
        list_all,
        2,
        "documented",
        (
            "GD:list-list-columns. Only the list's own columns are listed (believed: the "
            "service lists SharePoint's too). Hidden ones come when `select` names `hidden` "
            "(GD:r:columndefinition), or always: a dial. Managed metadata: a "
            "`term` facet (MD), which the service was seen to leave out "
            "(IS:alcionai/corso#5084), with a hidden note column titled `{Name}_0`, named like a "
            "GUID: reported (IS:microsoft-graph-docs#16597); 32 hexadecimal digits, the first a "
            "letter: believed"
        ),
        options=("select",),
        permissions=READS_LISTS,
        takes="`select`",
    ),
    Operation(
        "column.get",
        "GET",
        _ONE,
        get,
        1,
        "documented",
        "GD:columndefinition-get. Also by name: believed",
        permissions=READS_LISTS,
    ),
    Operation(
        "column.create",
        "POST",
        _ALL,
        create,
        2,
        "documented",
        (
            "GD:list-post-columns; one kind a column: GD:r:columndefinition. Calculated, "
            "geolocation and thumbnail columns, formulas and validation are not modelled. A second "
            "column of one name is 409, a list of another site to look up in 400: believed"
        ),
        permissions=MANAGES_SITES,
        by_owners=True,
        takes=(
            "text, choice, dateTime, boolean, number, currency, lookup, personOrGroup, term, "
            "hyperlinkOrPicture; required, indexed, enforceUniqueValues, defaultValue"
        ),
    ),
    Operation(
        "column.patch",
        "PATCH",
        _ONE,
        patch,
        2,
        "documented",
        "GD:columndefinition-update. That name and kind stay: believed",
        permissions=MANAGES_SITES,
        by_owners=True,
    ),
    Operation(
        "column.delete",
        "DELETE",
        _ONE,
        delete,
        2,
        "documented",
        "GD:columndefinition-delete. That its values go along, and Title cannot go: believed",
        permissions=MANAGES_SITES,
        by_owners=True,
    ),
)
