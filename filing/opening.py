"""Opening a dossier for a filing, and putting back what was changed at it.

Graph has no call that creates a document set; a folder becomes one by its content type
(microsoftgraph/microsoft-graph-docs-contrib#844). A new one is made whole in the staging folder
and then comes to its place, so that nobody sees half a dossier. What a folder of people was
before is written down before it is changed.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from filing.errors import Busy, Changed, NameTaken
from filing.outcomes import Halt
from filing.ports import Drives
from filing.staging import bring_back, find_staging, is_staged, remove_if_empty, take_away
from filing.store_ports import Account
from filing.taken import columns_missing, not_taken
from filing.work import Facts, Work
from records.documents import DriveItem, Location
from records.verdicts import Reason

PutBack = Literal["removed", "put back", "left"]


async def open_dossier(work: Work) -> Facts:
    """The dossier exists: a folder, made a document set where the file plan says so.

    What is so already is left alone, also after a crash.
    """
    begun = await work.account.facts_of("dossier_begun")
    if begun is None:
        begun = await _begin(work, await _there(work))
    dossier = await _described(work, begun)
    staging = await work.account.facts_of("staging") or {}
    if dossier.parent_id == staging.get("folder_id"):
        root = await work.drives.root(work.plan.target.drive_id)
        at, name = dossier.location, work.plan.target.folder
        try:
            placed = await work.drives.place(at, root.location.item_id, name, dossier.etag)
            fields, content_type = dossier.fields, dossier.content_type
            dossier = replace(placed, fields=fields, content_type=content_type)
        except NameTaken:
            dossier, begun = await _use_the_other(work, at)
    folder_id, left = dossier.location.item_id, _looks(dossier)
    changed = begun["made"] or begun["filled"] or begun["content_type"] != dossier.content_type
    return {"folder_id": folder_id, "before": {**begun, "left": left} if changed else None}


async def put_dossier_back(
    drive_id: str, filing_id: str, drives: Drives, account: Account
) -> Facts:
    """Put the dossier back as it was before filings changed it, once no document lies in it.

    A folder that was made for it goes, one that people made is theirs again. It is left as it is
    where others lie in it or are on their way, where it was closed, or where people changed it or put
    something in. Returns what was done, with which folder.
    """
    before = await account.dossier_before()
    if before is None:
        await bring_back(drives, drive_id, filing_id)
        return {"dossier": "left"}
    done = await _put_back(drive_id, filing_id, before, drives, account)
    return {"dossier": done, "folder_id": before["folder_id"]}


async def _put_back(
    drive_id: str, filing_id: str, before: Mapping[str, Any], drives: Drives, account: Account
) -> PutBack:
    async def unwanted() -> bool:
        return await account.dossier_before() is not None

    folder = await drives.item(Location(drive_id, str(before["folder_id"])))
    if folder is None:
        return "removed" if before["made"] else "left"
    staging = await find_staging(drives, drive_id, filing_id)
    is_aside = staging is not None and folder.parent_id == staging.item_id
    if not is_aside and "left" in before and _looks(folder) != before["left"]:
        return "left"
    if before["made"]:
        return "removed" if await take_away(drives, folder, filing_id, unwanted) else "left"
    done = await _as_it_was(folder, before, drives)
    if done == "put back" and await account.dossier_before() is None:
        await _as_dossier_again(folder, before, drives)  # another began to be filed in it meanwhile
        return "left"
    return done


async def _as_it_was(folder: DriveItem, before: Mapping[str, Any], drives: Drives) -> PutBack:
    """Give the folder the content type it had, and empty what was filled and not written since."""
    emptied = {
        name: "" for name, value in before["filled"].items() if folder.fields.get(name) == value
    }
    was, content_type_id = before["content_type"], None
    if folder.content_type != was:
        content_type_id = (await drives.content_types(folder.location.drive_id)).get(was)
    if not emptied and content_type_id is None:
        return "left"
    try:
        await drives.set_columns(folder.location, emptied, content_type_id, over=folder.fields)
    except Changed:
        return "left"
    return "put back"


async def _there(work: Work) -> DriveItem | None:
    """Return the folder of the dossier as it is now, or None where there is none yet."""
    target, drives = work.plan.target, work.drives
    if target.folder_id is not None:
        known = await work.last_seen(Location(target.drive_id, target.folder_id))
        if known is None or is_staged(known):  # or another filing that put it aside is removing it
            raise Halt(DOSSIER_GONE, again=True)
        return known
    root = await drives.root(target.drive_id)
    there = await drives.child(target.drive_id, root.location.item_id, target.folder)
    if there is not None and not there.is_folder:
        raise NameTaken(f"{target.folder!r} is a file")
    return there


async def _begin(work: Work, there: DriveItem | None) -> Mapping[str, Any]:
    """Write down what the dossier is before anything is changed at it; make it where needed."""
    target = work.plan.target
    folder = there
    if folder is None:
        staging = await work.fact("staging", "folder_id")
        # Called by the filing, so that it is not mistaken for the copy that waits beside it.
        folder = await work.drives.make_folder(target.drive_id, staging, work.plan.filing_id)
    begun = {
        "folder_id": folder.location.item_id,
        "made": there is None,
        "content_type": folder.content_type,
        "filled": _empty_columns(work, folder),
    }
    await work.account.write_step("dossier_begun", begun, work.plan.source.location)
    return begun


async def _described(work: Work, begun: Mapping[str, Any]) -> DriveItem:
    """Return the dossier with its content type and columns."""
    target = work.plan.target
    folder = await work.last_seen(Location(target.drive_id, str(begun["folder_id"])))
    if folder is None:
        raise Halt(DOSSIER_GONE, again=True)
    if target.dossier_content_type_id is None:
        return folder
    empty = _empty_columns(work, folder)
    dossier = await work.drives.set_columns(
        folder.location, empty, target.dossier_content_type_id, over=folder.fields
    )
    missing = not_taken(empty, {}, dossier)
    if missing:
        raise Halt(columns_missing(missing))
    return dossier


def _empty_columns(work: Work, folder: DriveItem) -> dict[str, str]:
    """Return the columns to fill: what a person wrote on the dossier stands."""
    target = work.plan.target
    if target.dossier_content_type_id is None:
        return {}
    return {
        name: value
        for name, value in target.dossier_columns.items()
        if value and not folder.fields.get(name)
    }


async def _use_the_other(work: Work, made: Location) -> tuple[DriveItem, Mapping[str, Any]]:
    """Remove the dossier that was made, and use the one that somebody opened at the same moment.

    In that order, so that nothing is left in the staging folder where a crash comes between.
    """
    there = await _there(work)
    if there is None:
        raise Busy(f"dossier {work.plan.target.dossier_number} came and went")
    await remove_if_empty(work.drives, made)
    begun = await _begin(work, there)
    return await _described(work, begun), begun


async def _as_dossier_again(folder: DriveItem, before: Mapping[str, Any], drives: Drives) -> None:
    """Make it again what it was found to be just now."""
    columns = {name: folder.fields[name] for name in before["filled"] if name in folder.fields}
    content_types = await drives.content_types(folder.location.drive_id)
    await drives.set_columns(folder.location, columns, content_types.get(folder.content_type))


def _looks(folder: DriveItem) -> dict[str, Any]:
    """Return what a folder looks like, as far as people may have changed it."""
    return {
        "parent_id": folder.parent_id,
        "name": folder.name,
        "content_type": folder.content_type,
        "fields": dict(folder.fields),
    }


DOSSIER_GONE = Reason(
    "dossier_gone",
    "De map van het dossier is intussen verdwenen; er wordt opnieuw gekeken.",
    "The folder of the dossier has gone meanwhile; it is looked at again.",
)
