"""The pointer: a small `.url` file at the old place that leads to the dossier."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from filing.errors import NameTaken, NotFound
from filing.plan import free_name
from filing.ports import Drives
from filing.store_ports import Account, OwnWrite
from records.documents import DriveItem, Location

TRIES = 20


async def put_pointer(
    drives: Drives, account: Account, folder: Location, name: str, url: str
) -> dict[str, Any]:
    """Return the facts of the pointer in that folder; it is made where it is not there.

    A file of someone else that has the name is left alone, and the next free name is taken. Where
    the folder is gone there is nothing to point from: the facts are empty then.
    """
    content = _content(url)
    async for candidate, item in _names(drives, folder, name):
        if item is None:
            await account.expect(OwnWrite(folder.drive_id, folder.item_id, candidate))
            try:
                made = await drives.put_small(folder.drive_id, folder.item_id, candidate, content)
            except NotFound:
                return _facts(None)
            except NameTaken:
                continue
            return _facts(made)
        if await _is_ours(drives, item, content):
            return _facts(item)
    raise NameTaken(f"{TRIES} names for a pointer {name!r} are taken")


async def remove_pointer(drives: Drives, facts: Mapping[str, Any] | None) -> bool:
    """Remove the pointer, as long as nobody made it theirs; return whether it was removed."""
    if facts is None or facts.get("item_id") is None:
        return False
    at = Location(str(facts["drive_id"]), str(facts["item_id"]))
    item = await drives.item(at)
    if item is None or item.etag != facts["etag"]:
        return False
    await drives.delete(at, item.etag)
    return True


async def remove_unwritten_pointer(drives: Drives, folder: Location, name: str, url: str) -> bool:
    """Remove the pointer that was put there and not written down; return whether it was removed.

    It is looked for where `put_pointer` puts it, and known by its content: it has no other facts.
    """
    content = _content(url)
    async for _, item in _names(drives, folder, name):
        if item is None:
            return False
        if await _is_ours(drives, item, content):
            await drives.delete(item.location, item.etag)
            return True
    return False


async def is_of_people(drives: Drives, facts: Mapping[str, Any] | None) -> bool:
    """Return whether someone changed, renamed or moved the pointer: then it is not removed."""
    if facts is None or facts.get("item_id") is None:
        return False
    item = await drives.item(Location(str(facts["drive_id"]), str(facts["item_id"])))
    return item is not None and item.etag != facts["etag"]


async def _names(
    drives: Drives, folder: Location, name: str
) -> AsyncIterator[tuple[str, DriveItem | None]]:
    """Yield the names that a pointer there gets, the first that is free, each with what has it now."""
    taken: frozenset[str] = frozenset()
    for _ in range(TRIES):
        candidate = free_name(name, taken)
        yield candidate, await drives.child(folder.drive_id, folder.item_id, candidate)
        taken |= {candidate.lower()}


def _content(url: str) -> bytes:
    return f"[InternetShortcut]\r\nURL={url}\r\n".encode()


async def _is_ours(drives: Drives, item: DriveItem, content: bytes) -> bool:
    if item.is_folder or item.size != len(content):
        return False
    return await drives.content(item.location) == content


def _facts(item: DriveItem | None) -> dict[str, Any]:
    if item is None:
        return {"drive_id": None, "item_id": None, "name": None, "etag": None}
    return {
        "drive_id": item.location.drive_id,
        "item_id": item.location.item_id,
        "name": item.name,
        "etag": item.etag,
    }
