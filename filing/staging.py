"""The staging folder: a folder of one filing alone, in which its copy waits to be placed.

It is out of sight, but people can get at it. So only what we know is ever removed from it: our copy
by its id and the content it was last seen with, and folders in which nothing lies.
"""

from collections.abc import Awaitable, Callable, Sequence

from filing.balance_sheet import is_office, versions_carried
from filing.errors import Busy, Changed, NameTaken, NotFound, Terminal
from filing.obstacles import copying_failed
from filing.outcomes import Halt
from filing.plan import free_name
from filing.ports import CopyState, Drives
from filing.store_ports import Account, OwnWrite
from records.documents import DriveItem, Location, Version
from records.verdicts import Reason

STAGING = "_binnen"
TRIES = 3
LOOK_AGAIN = 2.0  # seconds, when a copy is still running after the port's own patience


async def open_staging(
    drives: Drives, drive_id: str, filing_id: str, staging: DriveItem | None = None
) -> DriveItem:
    """Return this filing's own folder in that drive; it is made where it is not there.

    `staging` is the folder around it where that was looked at just now.
    """
    if staging is None:
        staging = await staging_in(drives, drive_id)
    if staging is None:
        root = await drives.root(drive_id)
        staging = await drives.make_folder(drive_id, root.location.item_id, STAGING)
    return await drives.make_folder(drive_id, staging.location.item_id, filing_id)


async def staging_in(drives: Drives, drive_id: str) -> DriveItem | None:
    """Return the folder in which all filings stage in that drive, or None while there is none."""
    root = await drives.root(drive_id)
    found = await drives.child(drive_id, root.location.item_id, STAGING)
    return found if found is not None and found.is_folder else None


async def who_sees_staging(
    drives: Drives, drive_id: str, staging: DriveItem | None
) -> frozenset[str]:
    """Return all who could open what is staged in that drive, in the folder that is there now."""
    around = staging or await drives.root(drive_id)
    return (await drives.access(around.location)).widest


async def find_staging(drives: Drives, drive_id: str, filing_id: str) -> Location | None:
    """Return this filing's own folder in that drive, or None where it is not there (any more)."""
    staging = await staging_in(drives, drive_id)
    if staging is None:
        return None
    folder = await drives.child(drive_id, staging.location.item_id, filing_id)
    return folder.location if folder is not None else None


def is_staged(item: DriveItem) -> bool:
    """Return whether the item lies in a staging folder: a dossier does when it is being removed."""
    return item.path.strip("/").casefold().split("/")[0] == STAGING


async def copy_once(
    drives: Drives,
    account: Account,
    source: Location,
    versions: Sequence[Version],
    folder: Location,
    name: str,
) -> DriveItem:
    """Return the copy of `source` in the staging `folder`, making it when it is not there.

    The monitor's address is written down at once, so that a copy is not started twice; when even
    that was lost in a crash, Graph refuses the second copy by name and the first one is found.
    The copy is expected before it is made: it is no news, other than what people put beside it.
    Raises Busy while the copy runs, Halt when it failed or when people wrote in it or moved it.
    """
    found = await drives.child(folder.drive_id, folder.item_id, name)
    if found is not None:
        await _refuse_what_people_touched(drives, found, folder)
        kept = await drives.versions(found.location)
        if versions_carried(versions, kept, office=is_office(name)):
            return found
    monitor = await _monitor(account)
    if monitor is None:
        await account.expect(OwnWrite(folder.drive_id, folder.item_id, name))
        try:
            monitor = await drives.start_copy(source, folder.drive_id, folder.item_id)
        except NameTaken:
            raise Busy(f"a copy of {name} is under way", retry_after=LOOK_AGAIN) from None
        await account.write_step("copy_started", {"monitor": monitor}, source)
    state = await _state(drives, monitor)
    if state is not None and state.status == "running":
        raise Busy(f"the copy of {name} is still running", retry_after=LOOK_AGAIN)
    found = await drives.child(folder.drive_id, folder.item_id, name)
    if found is None and state is not None and state.item_id is not None:  # people gave it a name
        found = await drives.item(Location(folder.drive_id, state.item_id))
    if found is not None and found.parent_id != folder.item_id:  # or took it elsewhere
        # It is known as ours from here on, so it is no news where it went, and left alone.
        await account.write_step("copy", copied(found), source)
        raise Halt(COPY_EDITED)
    if found is not None:
        return found
    if state is not None and state.error is not None:
        raise Halt(copying_failed(state.error))
    # Completed or forgotten, and nothing there: the address is of no more use.
    await account.write_step("copy_started", {"monitor": None}, source)
    raise Busy(f"the copy of {name} left nothing; it is made again", retry_after=30.0)


async def remove_late_copy(
    drives: Drives, account: Account, source: Location, folder: Location
) -> None:
    """Remove a copy that came after all, or that a crash kept from being written down.

    Waits (Busy) for a copy that is still running: it would otherwise arrive after we looked. What
    is not by whoever made the folder is no copy of ours, and one that others wrote in is theirs:
    it stays, and is written down without what it was last seen with.
    """
    if await account.facts_of("copy") is not None:
        return
    monitor = await _monitor(account)
    state = await _state(drives, monitor) if monitor is not None else None
    if state is not None and state.status == "running":
        raise Busy("a copy that is no longer wanted is still running", retry_after=LOOK_AGAIN)
    folder_item = await drives.item(folder)
    if folder_item is None:
        return
    us = folder_item.created_by
    inside = await drives.children(folder.drive_id, folder.item_id)
    ours = [one for one in inside if not one.is_folder and one.created_by == us]
    for copy in sorted(ours, key=lambda one: one.modified_by != us):  # what stays is told last
        untouched = copy.modified_by == us
        facts = copied(copy) if untouched else {**copied(copy), "ctag": ""}
        await account.write_step("copy", facts, source)
        if untouched:
            await drives.delete(copy.location, copy.etag)


async def _refuse_what_people_touched(drives: Drives, found: DriveItem, folder: Location) -> None:
    """Raise Halt where what has the copy's name is not as whoever made the folder left it.

    After a crash or a long copy nobody saw it come.
    """
    around = await drives.item(folder)
    if around is None or not found.created_by == found.modified_by == around.created_by:
        raise Halt(COPY_EDITED)


def last_changed_by_us(copy: DriveItem) -> bool:
    """Return whether nobody but its maker, which we are, was the last to change that copy of ours.

    Another cTag is of columns that we set then and SharePoint wrote into it, where we were cut off
    before that was written down.
    """
    return copy.modified_by == copy.created_by


def copied(copy: DriveItem) -> dict[str, str]:
    """Return the facts by which a copy is known: its id, and the content it was seen with."""
    at = copy.location
    return {"drive_id": at.drive_id, "item_id": at.item_id, "ctag": copy.ctag}


async def close_staging(drives: Drives, drive_id: str, filing_id: str) -> None:
    """Remove this filing's own folder in that drive, as long as nothing lies in it.

    Nor in what is left in it of a dossier that was never opened.
    """
    folder = await find_staging(drives, drive_id, filing_id)
    if folder is None:
        return
    dossier = await drives.child(drive_id, folder.item_id, filing_id)
    if dossier is not None:
        await remove_if_empty(drives, dossier.location)
    await remove_if_empty(drives, folder)


async def remove_if_empty(drives: Drives, folder: Location, seen: DriveItem | None = None) -> None:
    """Remove a folder of ours that is out of sight, when nothing lies in it; fine when it is gone.

    One that people see goes by `take_away`: they may put something in it at the same moment. `seen`
    is the folder as it was seen before; it may have another eTag by now. Raises Busy where it keeps
    changing: it is not forgotten, even where nothing else is left to do.
    """
    for _ in range(TRIES):
        found = seen or await drives.item(folder)
        seen = None
        if found is None or not found.is_folder:
            return
        if await drives.children(folder.drive_id, folder.item_id):
            return
        try:
            await drives.delete(folder, found.etag)
        except Changed:
            continue
        return
    raise Busy("a staging folder of ours keeps changing", retry_after=LOOK_AGAIN)


async def take_away(
    drives: Drives, folder: DriveItem, filing_id: str, unwanted: Callable[[], Awaitable[bool]]
) -> bool:
    """Remove a folder in the root that people see, when nothing lies in it; tell whether it went.

    Graph removes a folder with all that lies in it, and its eTag does not tell when something comes
    in. So it is moved out of sight first, and looked at once more there: where something came in
    after all, or is on its way and so the folder is no longer `unwanted`, it is put back. Who comes
    says so before it looks whether the folder is in sight; so one of both sees the other.
    """
    drive_id = folder.location.drive_id
    staging = await find_staging(drives, drive_id, filing_id)
    if staging is None or folder.parent_id != staging.item_id:
        if await drives.children(drive_id, folder.location.item_id):
            return False
        if staging is None:
            staging = (await open_staging(drives, drive_id, filing_id)).location
        try:
            folder = await drives.place(folder.location, staging.item_id, folder.name, folder.etag)
        except (Changed, NameTaken):
            return False
    refused: Terminal | None = None
    try:
        if await unwanted() and not await drives.children(drive_id, folder.location.item_id):
            await drives.delete(folder.location, folder.etag)
            return True
    except Changed:  # somebody wrote on it
        pass
    except Terminal as error:  # it may not stay out of sight meanwhile
        refused = error
    if folder.name != filing_id:  # that one never stood anywhere else
        await _put_back(drives, folder.location)
    if refused is not None:
        raise refused
    return False


async def bring_back(drives: Drives, drive_id: str, filing_id: str) -> None:
    """Put a folder back that this filing has aside to remove it, where it is wanted again."""
    staging = await find_staging(drives, drive_id, filing_id)
    if staging is None:
        return
    for one in await drives.children(drive_id, staging.item_id):
        if one.is_folder and one.name != filing_id:
            await _put_back(drives, one.location)


async def _put_back(drives: Drives, at: Location) -> None:
    root = (await drives.root(at.drive_id)).location
    for attempt in range(TRIES):
        folder = await drives.item(at)
        if folder is None or folder.parent_id == root.item_id:
            return
        there = await drives.children(root.drive_id, root.item_id)
        name = free_name(folder.name, frozenset(one.name.lower() for one in there))
        try:
            await drives.place(at, root.item_id, name, folder.etag)
        except Changed:
            if attempt == TRIES - 1:
                raise
        else:
            return


async def _monitor(account: Account) -> str | None:
    started = await account.facts_of("copy_started") or {}
    monitor = started.get("monitor")
    return None if monitor is None else str(monitor)


async def _state(drives: Drives, monitor: str) -> CopyState | None:
    try:
        return await drives.copy_state(monitor)
    except NotFound:
        return None


COPY_EDITED = Reason(
    "copy_edited",
    "Iemand werkte in de kopie die klaarstond, of verplaatste die; die ligt nog in de map _binnen of "
    "waar die heen ging. Het origineel is niet geraakt.",
    "Someone worked on the copy that was ready, or moved it; it still lies in the folder _binnen or "
    "where it went. The original is untouched.",
)
