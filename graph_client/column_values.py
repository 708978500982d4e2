"""The values of columns as they are written, out of the text that reading made of them.

Reading makes text of every value (`graph_client.facts`); a number, a list or a term is not taken
as text when it is written.
"""

import json
from collections.abc import Mapping
from typing import Any

from filing.ports import ColumnKind, LibraryColumns
from records.columns import same_value


def as_written(name: str, text: str, columns: LibraryColumns) -> Mapping[str, Any] | None:
    """Return what to write so that the column holds again what was read; None where nothing does.

    Several values go with an annotation of their type (alcionai/corso#5108), and several lookups or
    people as their `LookupId` (https://learn.microsoft.com/graph/api/resources/fieldvalueset); of
    one, that is what was read. Managed metadata goes through its note column, as
    `graph_client.columns` tells.
    """
    kind = columns.kinds.get(name, "text")
    if kind == "text":
        return {name: text or None}
    if kind == "fixed":
        return None
    try:
        return _of_kind(kind, name, json.loads(text), columns)
    except (ValueError, TypeError, KeyError):
        return None  # the column is of another kind by now


def _of_kind(kind: ColumnKind, name: str, value: Any, columns: LibraryColumns) -> Mapping[str, Any]:
    match kind:
        case "term":
            terms = value if isinstance(value, list) else [value]
            notes = [f"-1;{one['Label']}|{one['TermGuid']}" for one in terms]
            return {columns.note_columns[name]: ";#".join(notes)}
        case "choices":
            return _several(name, "Edm.String", [str(one) for one in value])
        case "lookup":
            ids = [int(one["LookupId"]) for one in value]
            return _several(f"{name}LookupId", "Edm.Int32", ids)
    return {name: value}


def holds(name: str, now: str, wanted: str, columns: LibraryColumns) -> bool:
    """Return whether both texts are the same value of that column.

    What Graph tells beside it, such as the name of a person, may differ.
    """
    if same_value(now, wanted):
        return True
    written = as_written(name, wanted, columns)
    return written is not None and bool(now) and as_written(name, now, columns) == written


def _several(name: str, kind: str, values: list[Any]) -> Mapping[str, Any]:
    return {f"{name}@odata.type": f"Collection({kind})", name: values}
