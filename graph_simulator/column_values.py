"""Values of columns: which a column takes, and how they are read back (GD21:r:fieldvalueset).

Lookup and person columns are written and read as `{Name}LookupId`; several values are written with
an annotation of their type (IS:alcionai/corso#5108). What a column does not take is a 400 (believed).
"""

from dataclasses import dataclass, field

from graph_simulator.clock import graph_time, read_time
from graph_simulator.errors import invalid
from graph_simulator.list_parts import Column
from graph_simulator.managed_metadata import refuse
from graph_simulator.model import Drive, Item, Json
from graph_simulator.tenant import Tenant

_ID = "LookupId"
_TYPE = "@odata.type"
_MOST_LOOKUPS = 12


@dataclass(slots=True)
class Given:
    """The values that were given: of columns by name, and of hidden note columns."""

    values: Json = field(default_factory=dict)
    notes: Json = field(default_factory=dict)


def given_values(tenant: Tenant, library: Drive, asked: Json) -> Given:
    """Read what was asked, column by column; the whole is refused when one value is."""
    given = Given()
    for key, value in asked.items():
        if key.endswith(_TYPE):
            continue
        column = _column(library, key)
        if column.read_only:
            raise invalid(f"Column '{column.name}' is read-only.")
        if column.required and value is None:
            raise invalid(f"Column '{column.name}' cannot be empty.")
        if column.kind == "term":
            refuse(column)
        typed = str(asked.get(f"{key}{_TYPE}") or "")
        told = None if value is None else _taken(tenant, library, column, value, typed)
        (given.notes if column.note_of else given.values)[column.name] = told
    return given


def _column(library: Drive, key: str) -> Column:
    """The column a name is for; a lookup's is its own with LookupId behind it."""
    column = library.columns.get(key)
    if column is not None and not column.is_lookup:
        return column
    looked_up = library.columns.get(key.removesuffix(_ID)) if key.endswith(_ID) else None
    if looked_up is None or not looked_up.is_lookup:
        raise invalid(f"Field '{key}' is not recognized")
    return looked_up


def _taken(tenant: Tenant, library: Drive, column: Column, value: object, typed: str) -> object:
    if not column.takes_many:
        return _one(tenant, library, column, value)
    if not isinstance(value, list) or not typed.startswith("Collection("):
        raise invalid(f"Column '{column.name}' takes several values, with their type.")
    return [_one(tenant, library, column, one) for one in value]


def _one(tenant: Tenant, library: Drive, column: Column, value: object) -> object:
    if column.is_lookup:
        return _looked_up(tenant, library, column, value)
    if column.kind == "boolean":
        if not isinstance(value, bool):
            raise invalid(f"Column '{column.name}' takes true or false.")
        return value
    if column.kind in {"number", "currency"}:
        return _number(column, value)
    if column.kind == "hyperlinkOrPicture":
        # IS:microsoftgraph/microsoft-graph-docs#1965
        raise invalid(f"Column '{column.name}' cannot be written.")
    return _text(column, value)


def _number(column: Column, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise invalid(f"Column '{column.name}' takes a number.")
    least, most = column.facet.get("minimum", value), column.facet.get("maximum", value)
    if not least <= value <= most:
        raise invalid(f"Column '{column.name}' takes numbers from {least} to {most}.")
    return value


def _text(column: Column, value: object) -> str:
    if not isinstance(value, str):
        raise invalid(f"Column '{column.name}' takes text.")
    if column.kind == "text" and len(value) > column.facet.get("maxLength", 255):
        raise invalid(f"Column '{column.name}' takes at most 255 characters.")
    facet = column.facet
    if column.kind == "choice" and not facet["allowTextEntry"] and value not in facet["choices"]:
        raise invalid(f"Column '{column.name}' takes one of {', '.join(facet['choices'])}.")
    if column.kind != "dateTime":
        return value
    try:
        return graph_time(read_time(value))
    except ValueError:
        raise invalid(f"Column '{column.name}' takes a date and time.") from None


def _looked_up(tenant: Tenant, library: Drive, column: Column, value: object) -> int:
    """A number that leads somewhere, as a number or as text."""
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    number = int(text) if text.isdecimal() else 0
    if _shown_value(tenant, library, column, number) is None:
        raise invalid(f"'{column.name}{_ID}' is the number of something there is.")
    return number


# ----------------------------------------------------------------------------------- reading back


def shown_values(
    tenant: Tenant, library: Drive, item: Item, wanted: str | None, *, hidden: bool
) -> Json:
    """The columns that have a value; hidden ones, and what a lookup stands for, when asked by name.

    Of a lookup there is its LookupId, of several their LookupValues too (GD:r:fieldvalueset;
    several: IS:alcionai/corso#5108).
    """
    names = {one.strip() for one in (wanted or "").split(",")}
    _check_lookups(library, names)
    shown: Json = {}
    for name, value in item.fields.items():
        column = library.columns[name]
        if column.hidden and not hidden and name not in names:
            continue
        if not column.is_lookup:
            shown[name] = value
        elif column.takes_many:
            shown[name] = [_lookup_json(tenant, library, column, one) for one in value]
        else:
            shown[f"{name}{_ID}"] = str(value)
            if name in names:
                shown[name] = _shown_value(tenant, library, column, value)
    return shown


def _check_lookups(library: Drive, names: set[str]) -> None:
    """At most twelve lookup columns in one query (GD:r:fieldvalueset); the code is believed."""
    asked = [one for one in library.columns.values() if one.is_lookup and one.name in names]
    if len(asked) > _MOST_LOOKUPS:
        raise invalid("At most twelve lookup columns can be asked in one query.")


def _lookup_json(tenant: Tenant, library: Drive, column: Column, number: int) -> Json:
    shown: Json = {
        "LookupId": number,
        "LookupValue": _shown_value(tenant, library, column, number),
    }
    person = tenant.principal_numbered(number) if column.kind == "personOrGroup" else None
    if person is not None and person.kind == "user":
        shown["Email"] = tenant.mail(person)
    return shown


def _shown_value(tenant: Tenant, library: Drive, column: Column, number: int) -> str | None:
    """What a number stands for: a person's or group's name, a column of the list looked in."""
    if column.kind == "personOrGroup":
        found = tenant.principal_numbered(number)
        only_people = column.facet.get("chooseFromType") == "peopleOnly"
        return None if found is None or (only_people and found.kind != "user") else found.name
    target = tenant.drive_of_list(library.site_id, column.facet["listId"])
    item = tenant.items.get(tenant.numbers.get((target.id, number), ""))
    if item is None or item.is_root or item.state != "live":
        return None
    return str(item.fields.get(column.facet["columnName"], ""))
