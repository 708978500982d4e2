"""Copying one item with all its versions into a folder, once, whatever happens in between.

Serves filing (into the staging folder) and undo (back into the old folder).
"""

from collections.abc import Sequence

from filing.balance_sheet import (
    Criterion,
    is_office,
    same_hash,
    same_office_parts,
    versions_carried,
)
from filing.errors import Busy, NameTaken, NotFound
from filing.outcomes import Halt
from filing.ports import Account, Drives
from records.documents import DriveItem, Location, Version
from records.verdicts import Reason

POLL_AGAIN = 2.0  # seconds, when a copy is still running after the port's own patience


async def copy_once(
    drives: Drives,
    account: Account,
    source: Location,
    versions: Sequence[Version],
    folder: Location,
    name: str,
) -> DriveItem:
    """Return the copy of `source` called `name` in `folder`, making it when it is not there.

    The monitor's address is written down at once, so that a copy is not started twice; when even
    that was lost in a crash, Graph refuses the second copy by name and the first one is found.
    Raises Busy while the copy runs, Halt when it failed.
    """
    office = is_office(name)
    found = await drives.child(folder.drive_id, folder.item_id, name)
    if found and versions_carried(versions, await drives.versions(found.location), office=office):
        return found
    started = await account.facts_of("copy_started") or {}
    monitor = started.get("monitor")
    if monitor is None:
        try:
            monitor = await drives.start_copy(source, folder.drive_id, folder.item_id)
        except NameTaken:
            raise Busy(f"a copy of {name} is under way", retry_after=POLL_AGAIN) from None
        await account.write_step("copy_started", {"monitor": monitor}, source)
    return await _await_copy(drives, account, str(monitor), source, folder, name)


async def _await_copy(
    drives: Drives,
    account: Account,
    monitor: str,
    source: Location,
    folder: Location,
    name: str,
) -> DriveItem:
    try:
        state = await drives.copy_state(monitor)
    except NotFound:
        state = None
    if state is not None and state.status == "running":
        raise Busy(f"the copy of {name} is still running", retry_after=POLL_AGAIN)
    found = await drives.child(folder.drive_id, folder.item_id, name)
    if found is not None:
        return found
    if state is not None and state.status == "failed":
        raise Halt(_copy_failed(state.error or "unknown"))
    # Completed or forgotten, and nothing there: the address is of no more use.
    await account.write_step("copy_started", {"monitor": None}, source)
    raise Busy(f"the copy of {name} left nothing; it is made again", retry_after=POLL_AGAIN)


async def content_criterion(
    drives: Drives, original: DriveItem, copy: DriveItem
) -> Criterion | None:
    """Return by which criterion both hold the same content, or None when they do not.

    Graph's own hash decides where both have one; a file that is not hashed yet is compared by its
    bytes, and an Office file, which SharePoint may rewrite, part by part.
    """
    if same_hash(original, copy):
        return "quick_xor_hash"
    office = is_office(original.name)
    if not office and original.quick_xor_hash and copy.quick_xor_hash:
        return None
    before = await drives.content(original.location)
    after = await drives.content(copy.location)
    if before == after:
        return "bytes"
    return "office_parts" if office and same_office_parts(before, after) else None


def _copy_failed(code: str) -> Reason:
    return Reason(
        "copy_failed",
        f"Het kopiëren naar de dossierbibliotheek is mislukt ({code}). De bron is niet geraakt.",
        f"Copying to the dossier library failed ({code}). The source is untouched.",
    )


VERIFICATION_FAILED = Reason(
    "verification_failed",
    "De kopie is niet gelijk aan het origineel. De bron is niet geraakt; een mens kijkt.",
    "The copy does not equal the original. The source is untouched; a person looks.",
)
CHANGED_MEANWHILE = Reason(
    "changed_meanwhile",
    "Het document is tijdens het opnemen gewijzigd; er wordt opnieuw gekeken.",
    "The document was changed while it was being filed; it is looked at again.",
)
