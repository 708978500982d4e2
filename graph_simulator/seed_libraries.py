"""Reads the libraries of a seed: their columns and content types."""

import uuid
from collections.abc import Iterator

from graph_simulator.identifiers import guid
from graph_simulator.model import DOCUMENT, DOCUMENT_SET, FOLDER, Column, ContentType, Json, Term

_BUILT_IN = {"Document": DOCUMENT, "Document Set": DOCUMENT_SET}
# Letters for the digit a note column's name may not begin with; they stay hexadecimal.
_LETTERS = "abcdefabcd"


def term_set(seed: Json) -> dict[str, Term]:
    """The terms of a set by id: a version 5 UUID of the set's address with the term's name."""
    terms = (
        Term(str(uuid.uuid5(uuid.NAMESPACE_URL, seed["address"] + name)), name, number)
        for number, name in enumerate(seed["terms"], 1)
    )
    return {one.id: one for one in terms}


def columns(drive_id: str, seed: list[Json], managed: dict[str, str]) -> dict[str, Column]:
    """The columns of a library by internal name.

    `managed` names those that are managed metadata here, each with its term set; a hidden note
    column follows each of them.
    """
    return {column.name: column for one in seed for column in _column(drive_id, one, managed)}


def _column(drive_id: str, seed: Json, managed: dict[str, str]) -> Iterator[Column]:
    name: str = seed["name"]
    own = guid(drive_id, "column", name)
    title = seed.get("display_name", name)
    if name not in managed:
        yield Column(own, name, title, seed.get("kind", "text"), seed.get("hidden", False))
        return
    yield Column(own, name, title, "term", term_set=managed[name])
    note = guid(drive_id, "note column", name)
    internal = note.replace("-", "")
    if internal[0].isdigit():
        internal = _LETTERS[int(internal[0])] + internal[1:]
    yield Column(note, internal, f"{name}_0", "note", hidden=True, note_of=name)


def content_types(drive_id: str, names: list[str], derived: list[Json]) -> dict[str, ContentType]:
    """The content types of a library by name; ids are the site's with a suffix (graph.md 6.3)."""
    parents = {one["name"]: _BUILT_IN[one["parent"]] for one in derived}
    made = {}
    for number, name in enumerate(names):
        site = _BUILT_IN.get(name) or f"{parents[name]}00{hexadecimal(drive_id, name)}"
        made[name] = ContentType(f"{site}00{hexadecimal(drive_id, number)}", name, site)
    return made


def folder_type(drive_id: str) -> ContentType:
    """The content type of plain folders."""
    return ContentType(f"{FOLDER}00{hexadecimal(drive_id, 'folder')}", "Folder", FOLDER)


def hexadecimal(*parts: str | int) -> str:
    """A GUID's 32 digits, the same for the same parts."""
    return guid(*parts).replace("-", "").upper()
