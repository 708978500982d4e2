"""What makes a column one of its kind: its facet, read and shown (MD; GD:r:columndefinition)."""

from graph_simulator.calls import Call
from graph_simulator.errors import invalid, not_modelled
from graph_simulator.list_parts import Column, ColumnKind
from graph_simulator.model import Drive, Json

_WIDEST = 1.7976931348623157e308
# The name of each facet with what it holds when nothing is said.
FACETS: dict[str, Json] = {
    "text": {
        "allowMultipleLines": False,
        "appendChangesToExistingText": False,
        "linesForEditing": 0,
        "maxLength": 255,
        "textType": "plain",
    },
    "choice": {"allowTextEntry": False, "choices": [], "displayAs": "dropDownMenu"},
    "dateTime": {"displayAs": "default", "format": "dateTime"},
    "boolean": {},
    "number": {
        "decimalPlaces": "automatic",
        "displayAs": "number",
        "maximum": _WIDEST,
        "minimum": -_WIDEST,
    },
    "currency": {"locale": "nl-NL"},
    "lookup": {
        "allowMultipleValues": False,
        "allowUnlimitedLength": False,
        "columnName": "Title",
        "listId": "",
    },
    "personOrGroup": {
        "allowMultipleSelection": False,
        "chooseFromType": "peopleAndGroups",
        "displayAs": "nameWithPresence",
    },
    "term": {"allowMultipleValues": False, "showFullyQualifiedName": False},
    "hyperlinkOrPicture": {"isPicture": False},
}
_KINDS: dict[str, ColumnKind] = {
    "text": "text",
    "choice": "choice",
    "dateTime": "dateTime",
    "boolean": "boolean",
    "number": "number",
    "currency": "currency",
    "lookup": "lookup",
    "personOrGroup": "personOrGroup",
    "term": "term",
    "hyperlinkOrPicture": "hyperlinkOrPicture",
}
_NOT_MODELLED = frozenset({"calculated", "geolocation", "thumbnail", "contentApprovalStatus"})
_WORDS = {
    ("choice", "displayAs"): {"dropDownMenu", "radioButtons", "checkBoxes"},
    ("dateTime", "format"): {"dateOnly", "dateTime"},
    ("personOrGroup", "chooseFromType"): {"peopleOnly", "peopleAndGroups"},
}


def kind_in(asked: Json) -> ColumnKind:
    """The kind of the column that was described: exactly one."""
    given = [name for name in (*FACETS, *_NOT_MODELLED) if asked.get(name) is not None]
    if len(given) != 1 or not isinstance(asked[given[0]], dict):
        raise invalid("A column has exactly one kind.")
    if given[0] in _NOT_MODELLED:
        raise not_modelled(f"columns of kind {given[0]}")
    if given[0] == "text" and asked["text"].get("allowMultipleLines"):
        return "note"
    return _KINDS[given[0]]


def facet_in(call: Call, library: Drive, column: Column, given: Json) -> Json:
    """What a facet that was given changes of the column."""
    name = _facet_of(column)
    usual = FACETS[name]
    asked = {key: value for key, value in given.items() if not key.startswith("@odata.")}
    asked = {key: value for key, value in asked.items() if value is not None}
    term_set = asked.pop("termSet", None) if name == "term" else None
    if unknown := asked.keys() - usual.keys():
        raise not_modelled(f"'{', '.join(sorted(unknown))}' of a {name} column")
    for key, value in asked.items():
        words = _WORDS.get((name, key))
        if not _is_like(value, usual[key]) or (words is not None and value not in words):
            raise invalid(f"'{key}' of a {name} column cannot be {value!r}.")
    facet = {**usual, **column.facet, **asked}
    if name == "choice" and not facet["choices"]:
        raise invalid("A choice column has choices.")
    if name == "lookup":
        _check_lookup(call, library, facet)
    changes: Json = {"facet": facet}
    if name == "term":
        changes["term_set"] = _term_set(call, column, term_set)
    return changes


def _is_like(value: object, usual: object) -> bool:
    if isinstance(usual, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(usual, bool)
    if isinstance(usual, int | float):
        return isinstance(value, int | float)
    if isinstance(usual, list):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, str)


def _check_lookup(call: Call, library: Drive, facet: Json) -> None:
    """A lookup looks in a list of the same site, for a column it has."""
    tenant = call.simulator.tenant
    for other in tenant.drives_in(tenant.sites[library.site_id]):
        if other.list_id == facet["listId"] and facet["columnName"] in other.columns:
            return
    raise invalid("A lookup column looks up a column of a list in its site.")


def _term_set(call: Call, column: Column, given: object) -> str:
    """The name of the set meant; a set's id or its name."""
    if given is None and column.term_set:
        return column.term_set
    tenant = call.simulator.tenant
    wanted = given.get("id") if isinstance(given, dict) else None
    for name in tenant.terms:
        if wanted in {name, tenant.term_set_id(name)}:
            return name
    raise invalid("A column of managed metadata has the termSet of this tenant with that id.")


def shown_facet(column: Column) -> Json:
    """The facet under its name; the term set of managed metadata is not told (MD: a relation)."""
    name = _facet_of(column)
    facet = {**FACETS[name], **column.facet}
    if column.kind == "note":
        facet |= {"allowMultipleLines": True, "linesForEditing": facet["linesForEditing"] or 6}
        del facet["maxLength"]
    return {name: facet}


def _facet_of(column: Column) -> str:
    return "text" if column.kind == "note" else column.kind
