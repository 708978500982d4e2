"""Columns of a document, as a rule asks about them: `Status = Definitief`."""

import json
import re

_WRITTEN = re.compile(r"(\w+)\s*=\s*(\S.*)")


def read_column(written: str) -> tuple[str, str] | None:
    """Return the internal name and the value that a rule asks for, or None."""
    found = _WRITTEN.fullmatch(written.strip())
    return (found[1], found[2]) if found else None


def shown_values(value: str) -> list[str]:
    """Return what people see in a column, of which Graph gave `value`.

    Of a term its label, of a choice or person its name; several where the column holds several.
    """
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        return [value]
    listed = read if isinstance(read, list) else [read]
    return [text for one in listed if (text := _shown(one, value))]


def _shown(one: object, whole: str) -> str:
    if isinstance(one, dict):
        label = one.get("Label") or one.get("LookupValue") or ""
        return label if isinstance(label, str) else ""
    return one if isinstance(one, str) else whole
