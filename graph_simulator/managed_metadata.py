"""Writing managed metadata through the hidden note column (IS:microsoft-graph-docs#16597).

No page documents a way through Graph. What users report is modelled: it works on files, and on a
document set the answer tells the value while nothing is stored.
"""

import re

from graph_simulator.errors import invalid
from graph_simulator.list_parts import Column, Term
from graph_simulator.model import Item, Json

_NOTE = re.compile(r"-1;#?(?P<label>[^|;#]+)\|(?P<term>[0-9A-Fa-f-]{36})")


def refuse(column: Column) -> None:
    """Refuse a value for the managed-metadata column itself (believed to be a 400)."""
    raise invalid(f"Column '{column.name}' is managed metadata and cannot be written.")


def read_note(value: str | None, terms: dict[str, Term]) -> tuple[Json | None, bool]:
    """What a note's text `-1;Label|TermGuid` makes of its column, and whether that is a known term.

    Empty text empties the column. Text of another form is a 400 (believed); the term store's label
    goes before the one given (believed).
    """
    if not value:
        return None, True
    match = _NOTE.fullmatch(value)
    if match is None:
        raise invalid("A note of managed metadata has the form -1;Label|TermGuid.")
    term = terms.get(match["term"].lower())
    if term is None:
        return {"Label": match["label"], "TermGuid": match["term"], "WssId": -1}, False
    return {"Label": term.label, "TermGuid": term.id, "WssId": term.number}, True


def read_label(label: str | None, terms: dict[str, Term]) -> Json | None:
    """What a person who picks the term of that label gives its column."""
    if not label:
        return None
    found = next((term for term in terms.values() if term.label == label), None)
    if found is None:
        raise invalid(f"There is no term '{label}'.")
    return {"Label": found.label, "TermGuid": found.id, "WssId": found.number}


def takes_notes(item: Item, *, sets_do: bool) -> bool:
    """Whether a note's value is stored: not on a document set (microsoft-graph-docs#16597).

    Nor on a plain folder (believed). `sets_do` is the dial that lets both.
    """
    return item.kind == "file" or sets_do
