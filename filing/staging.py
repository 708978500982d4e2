"""The staging folder: a folder of one filing alone, in which its copy waits to be placed.

Whatever lies in it was made by us, so a copy is recognised there by its place, and is never
confused with a colleague's file.
"""

from collections.abc import Sequence

from filing.balance_sheet import is_office, versions_carried
from filing.errors import Busy, NameTaken, NotFound
from filing.outcomes import Halt
from filing.ports import Account, CopyState, Drives
from records.documents import DriveItem, Location, Version
from records.verdicts import Reason

STAGING = "_binnen"
LOOK_AGAIN = 2.0  # seconds, when a copy is still running after the port's own patience


async def open_staging(drives: Drives, drive_id: str, filing_id: str) -> Location:
    """Return this filing's own folder in that drive; it is made where it is not there."""
    root = await drives.root(drive_id)
    staging = await drives.make_folder(drive_id, root.location.item_id, STAGING)
    folder = await drives.make_folder(drive_id, staging.location.item_id, filing_id)
    return folder.location


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
    Raises Busy while the copy runs, Halt when it failed.
    """
    found = await drives.child(folder.drive_id, folder.item_id, name)
    if found and versions_carried(
        versions, await drives.versions(found.location), office=is_office(name)
    ):
        return found
    monitor = await _monitor(account)
    if monitor is None:
        try:
            monitor = await drives.start_copy(source, folder.drive_id, folder.item_id)
        except NameTaken:
            raise Busy(f"a copy of {name} is under way", retry_after=LOOK_AGAIN) from None
        await account.write_step("copy_started", {"monitor": monitor}, source)
    state = await _state(drives, monitor)
    if state is not None and state.status == "running":
        raise Busy(f"the copy of {name} is still running", retry_after=LOOK_AGAIN)
    found = await drives.child(folder.drive_id, folder.item_id, name)
    if found is not None:
        return found
    if state is not None and state.status == "failed":
        raise Halt(_copy_failed(state.error or "unknown"))
    # Completed or forgotten, and nothing there: the address is of no more use.
    await account.write_step("copy_started", {"monitor": None}, source)
    raise Busy(f"the copy of {name} left nothing; it is made again", retry_after=30.0)


async def clear_staging(drives: Drives, account: Account, folder: Location) -> None:
    """Remove the staging folder and what we left in it.

    Waits (Busy) for a copy that is still running: it would otherwise arrive after we looked.
    """
    monitor = await _monitor(account)
    if monitor is not None and await account.facts_of("copy") is None:
        state = await _state(drives, monitor)
        if state is not None and state.status == "running":
            raise Busy("a copy that is no longer wanted is still running", retry_after=LOOK_AGAIN)
    for child in await drives.children(folder.drive_id, folder.item_id):
        await drives.delete(child.location, child.etag)
    await remove_if_empty(drives, folder)


async def remove_if_empty(drives: Drives, folder: Location) -> None:
    """Remove a folder of ours when nothing lies in it; fine when it is gone."""
    found = await drives.item(folder)
    if found is not None and not await drives.children(folder.drive_id, folder.item_id):
        await drives.delete(folder, found.etag)


async def _monitor(account: Account) -> str | None:
    started = await account.facts_of("copy_started") or {}
    monitor = started.get("monitor")
    return None if monitor is None else str(monitor)


async def _state(drives: Drives, monitor: str) -> CopyState | None:
    try:
        return await drives.copy_state(monitor)
    except NotFound:
        return None


def _copy_failed(code: str) -> Reason:
    return Reason(
        "copy_failed",
        f"Het kopiëren is mislukt ({code}). Het document staat nog waar het stond.",
        f"Copying failed ({code}). The document is still where it was.",
    )
