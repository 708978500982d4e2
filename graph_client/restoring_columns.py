"""Setting back columns as an item of the library was once read to hold them."""

from collections.abc import Mapping
from typing import Any

from filing.errors import Changed, Rejected
from filing.ports import ColumnsRestored, LibraryColumns
from graph_client.asking import Before, surely_changed
from graph_client.column_values import as_written, holds
from graph_client.columns import Columned, look, look_after, set_fields
from graph_client.session import GraphSession
from records.documents import Location


async def restore_columns(
    session: GraphSession,
    before: Before,
    at: Location,
    fields: Mapping[str, str],
    columns: LibraryColumns,
    ctag: str,
) -> ColumnsRestored:
    """Set what is not so already; return the item as it is then, and which columns it lacks.

    All at once, or where Graph does not accept that one by one: it refuses the whole for one value
    that its column no longer takes. Guarded as `graph_client.columns.set_columns`.
    """
    now = await look(session, at)
    if now.item.ctag != ctag:
        raise Changed(f"somebody worked in {at.item_id} meanwhile")
    to_set = {name: fields[name] for name in _lacking(now, fields, columns)}
    try:
        now = await _set(session, before, at, to_set, columns, now)
    except Rejected as rejected:
        if type(rejected) is not Rejected:
            raise  # of more than a value: the library is full
        for name, text in to_set.items():
            try:
                now = await _set(session, before, at, {name: text}, columns, now)
            except Rejected:
                continue  # told with what is lacking in the end
    return ColumnsRestored(now.item, _lacking(now, fields, columns))


async def _set(
    session: GraphSession,
    before: Before,
    at: Location,
    fields: Mapping[str, str],
    columns: LibraryColumns,
    now: Columned,
) -> Columned:
    values: dict[str, Any] = {}
    for name, text in fields.items():
        values |= as_written(name, text, columns) or {}
    if not values:
        return now
    try:
        left = await set_fields(session, before, at, values, now.etag)
    except Changed:
        after = await look_after(session, at, now, "", now.item.ctag)
        if _lacking(after, fields, columns):
            surely_changed(at.item_id, now.etag, after.etag)
            raise
        return after  # an attempt of ours that got no answer did it
    return await look_after(session, at, now, left, now.item.ctag, by_fields=True)


def _lacking(now: Columned, fields: Mapping[str, str], columns: LibraryColumns) -> tuple[str, ...]:
    found = now.item.fields
    return tuple(
        sorted(n for n, text in fields.items() if not holds(n, found.get(n, ""), text, columns))
    )
