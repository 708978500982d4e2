"""Reads the libraries of a seed: their columns and content types."""

import uuid
from collections.abc import Iterator

from graph_simulator.identifiers import guid
from graph_simulator.list_parts import (
    DOCUMENT,
    DOCUMENT_SET,
    FOLDER,
    ITEM,
    Column,
    ContentType,
    Term,
)
from graph_simulator.model import Json

# What every site has, the parents first (GD:contenttype-get).
_BUILT_IN = (
    ContentType("0x", "System", ""),
    ContentType(ITEM, "Item", "0x"),
    ContentType(DOCUMENT, "Document", ITEM),
    ContentType(FOLDER, "Folder", ITEM),
    ContentType(DOCUMENT_SET, "Document Set", FOLDER),
)
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
    column = Column(own, name, title, "term", term_set=managed[name])
    yield column
    yield note_column(drive_id, column)


def note_column(drive_id: str, column: Column) -> Column:
    """The hidden note column of one of managed metadata; its name is like a GUID."""
    note = guid(drive_id, "note column", column.name)
    internal = note.replace("-", "")
    if internal[0].isdigit():
        internal = _LETTERS[int(internal[0])] + internal[1:]
    title = f"{column.name}_0"
    return Column(note, internal, title, "note", hidden=True, note_of=column.name)


def site_content_types(host: str, derived: list[Json]) -> dict[str, ContentType]:
    """The content types sites have, by name: SharePoint's own, and those derived from them."""
    made = {one.name: one for one in _BUILT_IN}
    for one in derived:
        name, parent = one["name"], made[one["parent"]].id
        own = f"{parent}00{hexadecimal(host, 'content type', name)}"
        made[name] = ContentType(own, name, parent)
    return made


def content_types(
    drive_id: str, names: list[str], of_sites: dict[str, ContentType]
) -> dict[str, ContentType]:
    """The content types of a list by name; ids are the site's with a suffix (practice)."""
    numbered = enumerate(names)
    return {name: list_content_type(drive_id, of_sites[name], number) for number, name in numbered}


def list_content_type(drive_id: str, of_site: ContentType, number: int) -> ContentType:
    """A list's own copy of a site's content type."""
    own = f"{of_site.id}00{hexadecimal(drive_id, number)}"
    return ContentType(own, of_site.name, of_site.id)


def folder_type(drive_id: str) -> ContentType:
    """The content type of plain folders."""
    return ContentType(f"{FOLDER}00{hexadecimal(drive_id, 'folder')}", "Folder", FOLDER)


def hexadecimal(*parts: str | int) -> str:
    """A GUID's 32 digits, the same for the same parts."""
    return guid(*parts).replace("-", "").upper()
