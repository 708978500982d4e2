"""What a delta page means for us: which documents it makes due, and which are new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from records.changes import ChangedItem

OwnWrites = Mapping[tuple[str, str], tuple[Literal["pointer", "returned"], str]]


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of one drive before a page is taken in.

    `folders`: folder to its parent. `sources`: folder listened to, to the source's name.
    `documents`: item to the document that it is or was, `current` the items where documents lie
    now. `own_writes`: (parent, name in small letters) to what we wrote there, and for which
    document.
    """

    folders: Mapping[str, str | None]
    sources: Mapping[str, str]
    documents: Mapping[str, str]
    current: frozenset[str]
    own_writes: OwnWrites


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What follows from a page.

    `due`: documents to look at. `new`: item to the source it lies in. `returned`: item to the
    document that our own undo put back there. `names`: file to its name now. `folders`: folders
    as they are now, and `gone_folders` those that are no more. `read_again` asks for the whole
    drive to be read: a folder came into a source, and delta does not tell what lies in it.
    """

    due: frozenset[str]
    new: Mapping[str, str]
    returned: Mapping[str, str]
    names: Mapping[str, str]
    folders: Mapping[str, str | None]
    gone_folders: frozenset[str]
    read_again: bool


def sort_out(items: Iterable[ChangedItem], known: Known) -> Arrivals:
    """Return what follows from the items of one delta page, folded to their last state.

    Our own writes are no news. A document that is deleted or moved out is due too: someone
    decided something, and that is written down.
    """
    items = tuple(items)
    changed = {i.item_id: i.parent_id for i in items if i.is_folder and not i.deleted}
    gone = frozenset(i.item_id for i in items if i.is_folder and i.deleted)
    folders = {**known.folders, **changed}
    due, new, returned = set(), {}, {}
    for item in items:
        if item.is_folder or item.is_root:
            continue
        document_id = known.documents.get(item.item_id)
        if document_id is not None:
            if item.item_id in known.current:
                due.add(document_id)
            continue
        if item.deleted or item.parent_id is None:
            continue
        own = known.own_writes.get((item.parent_id, (item.name or "").lower()))
        if own is not None and own[0] == "pointer":
            continue
        if own is not None:
            returned[item.item_id] = own[1]
            continue
        source = source_of(item.parent_id, folders, known.sources)
        if source is not None:
            new[item.item_id] = source
    moved_in = any(
        item_id in known.folders
        and known.folders[item_id] != parent_id
        and source_of(item_id, folders, known.sources) is not None
        for item_id, parent_id in changed.items()
    )
    names = {i.item_id: i.name for i in items if i.name and not i.is_folder and not i.deleted}
    return Arrivals(frozenset(due), new, returned, names, changed, gone, moved_in)


def source_of(
    folder_id: str, folders: Mapping[str, str | None], sources: Mapping[str, str]
) -> str | None:
    """Return the nearest source around that folder, or None."""
    seen: set[str] = set()
    at: str | None = folder_id
    while at is not None and at not in seen:
        if at in sources:
            return sources[at]
        seen.add(at)
        at = folders.get(at)
    return None
