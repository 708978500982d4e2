"""`$filter` on list items: comparisons of columns, joined by `and` or `or` (GD:listitem-list)."""

import operator
import re
from collections.abc import Callable
from typing import Any

from graph_simulator.calls import Call
from graph_simulator.clock import graph_time, read_time
from graph_simulator.errors import invalid, not_modelled
from graph_simulator.list_parts import Column
from graph_simulator.model import Drive, Item

Passes = Callable[[Item], bool]
_PREFER = "honornonindexedquerieswarningmayfailrandomly"
_TEXT = r"'(?P<text>(?:[^']|'')*)'"
_VALUE = rf"(?:{_TEXT}|(?P<plain>null|true|false|-?\d+(?:\.\d+)?))"
_COMPARED = re.compile(rf"(?:fields/)?(?P<name>\w+)\s+(?P<how>eq|ne|gt|ge|lt|le)\s+{_VALUE}")
_BEGINS = re.compile(rf"startswith\(\s*fields/(?P<name>\w+)\s*,\s*{_TEXT}\s*\)")
_HOW: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
# Parts of a text in quotes are stepped over, so that `and` may stand in them.
_JOINED = re.compile(r"\s+(and|or)\s+(?=(?:[^']*'[^']*')*[^']*$)")


def read_filter(call: Call, library: Drive) -> Passes:
    """Which items the call's `$filter` lets through; all when there is none.

    400 for a column that is not indexed, unless the caller prefers to risk it.
    """
    asked = call.query.get("filter")
    if not asked:
        return lambda _: True
    parts = _JOINED.split(asked.strip())
    words = set(parts[1::2])
    if len(words) > 1:
        raise not_modelled("$filter with both and and or")
    all_of = [_part(call, library, one) for one in parts[::2]]
    if words == {"or"}:
        return lambda item: any(one(item) for one in all_of)
    return lambda item: all(one(item) for one in all_of)


def _part(call: Call, library: Drive, text: str) -> Passes:
    if begins := _BEGINS.fullmatch(text):
        column = _column(call, library, begins["name"])
        start = _unquoted(begins["text"]).lower()
        return lambda item: str(item.fields.get(column.name) or "").lower().startswith(start)
    compared = _COMPARED.fullmatch(text)
    if compared is None:
        raise not_modelled(f"$filter={text}")
    how, value = _HOW[compared["how"]], _value(compared)
    if compared["name"] == "id":
        if not str(value).isdecimal() and not isinstance(value, float):
            raise invalid("The id of a list item is a whole number.")
        return lambda item: how(item.list_item_id, int(value))
    column = _column(call, library, compared["name"])
    if column.kind == "dateTime" and isinstance(value, str):
        value = _moment(value)
    if column.is_lookup and isinstance(value, str):
        value = int(value) if value.isdecimal() else -1
    return lambda item: _holds(how, item.fields.get(column.name), value)


def _holds(how: Callable[[Any, Any], bool], own: Any, value: Any) -> bool:
    """Compare; texts without capitals, several values one by one, nothing is unlike anything."""
    if isinstance(own, list):
        return any(_holds(how, one, value) for one in own)
    if isinstance(own, str) and isinstance(value, str):
        return how(own.lower(), value.lower())
    if how in {operator.eq, operator.ne}:
        return how(own, value)
    return isinstance(own, int | float) and isinstance(value, int | float) and how(own, value)


def _value(compared: re.Match[str]) -> Any:
    if compared["text"] is not None:
        return _unquoted(compared["text"])
    plain = {"null": None, "true": True, "false": False}
    return plain[compared["plain"]] if compared["plain"] in plain else float(compared["plain"])


def _unquoted(text: str) -> str:
    return text.replace("''", "'")


def _moment(text: str) -> str:
    try:
        return graph_time(read_time(text))
    except ValueError:
        raise invalid("A date and time was expected in the filter.") from None


def _column(call: Call, library: Drive, name: str) -> Column:
    column = library.columns.get(name)
    if column is None and name.endswith("LookupId"):
        column = library.columns.get(name.removesuffix("LookupId"))
    if column is None:
        raise invalid(f"Field '{name}' is not recognized")
    if not column.indexed and _PREFER not in call.headers.get("prefer", "").lower():
        raise invalid(
            f"Field '{name}' is not indexed. With the header Prefer: "
            "HonorNonIndexedQueriesWarningMayFailRandomly it is tried nevertheless."
        )
    return column
