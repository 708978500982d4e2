"""Turning a filing back.

Undo is the filing the other way round: copy with all versions to a staging folder in the old
drive, verify, place, and only then remove what stands in the dossier. It never takes anything out
of a recycle bin, and never discards what people did since: versions they added come back too, and
what they moved, or work on meanwhile, is left to them.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Any

from filing.balance_sheet import is_office, versions_carried, versions_missing
from filing.errors import Changed, NameTaken, SaidChanged, Terminal
from filing.in_place import put_columns_back
from filing.obstacles import stopped_undo
from filing.opening import put_dossier_back
from filing.outcomes import Halt, Halted, Undone
from filing.plan import FilingPlan
from filing.pointer import remove_pointer
from filing.ports import Drives
from filing.staging import (
    COPY_EDITED,
    close_staging,
    copied,
    copy_once,
    last_changed_by_us,
    open_staging,
    remove_if_empty,
    remove_late_copy,
)
from filing.store_ports import Account
from filing.undo_plan import LEAVES_DOSSIER, UndoPlan, seen_by_more
from filing.undo_reasons import (
    AUDIENCE_WIDER,
    DESCRIBED_MEANWHILE,
    EDITED_MEANWHILE,
    GONE,
    GONE_AGAIN,
    MOVED_BY_PEOPLE,
    NAME_TAKEN_MEANWHILE,
    NOT_WHOLE_AGAIN,
    RENAMED_MEANWHILE,
    relabelled,
)
from filing.verifying import VERIFICATION_FAILED, verify_copy
from records.documents import DriveItem, Location
from records.verdicts import Reason

Facts = dict[str, Any]
_TIDYING = ("pointer", "dossier_back", "clean_up")  # the last steps, once the document is back


async def carry_out_undo(plan: UndoPlan, drives: Drives, account: Account) -> Undone | Halted:
    """Put one document back as planned and return how it ended.

    `Halted` leaves the document in its dossier; once that was decided it never goes back any more.
    Raises Transient, SaidChanged and Stopped: call again later; Terminal where what was put back cannot be taken
    away.
    """
    stays = await account.facts_of(STAYS)
    if stays is not None:
        return await _leave_in_dossier(plan, drives, account, Reason(**stays["reason"]))
    try:
        for step in plan.steps:
            if step not in _TIDYING and await account.facts_of(step) is None:
                facts = await _STEPS[step](plan, drives, account)
                released = step == "release"
                at = await _returned(plan, account) if released else plan.at
                await account.write_step(step, facts, at)
    except Halt as halt:
        return await _leave_in_dossier(plan, drives, account, halt.reason)
    except SaidChanged:  # nobody changed anything: the same step again, later
        raise
    except (Changed, Terminal) as obstacle:
        return await _leave_in_dossier(plan, drives, account, stopped_undo(obstacle))
    return await tidy_up(plan, drives, account)


async def tidy_up(plan: UndoPlan, drives: Drives, account: Account) -> Undone:
    """Do what is left of the last steps; one that is refused keeps no other from being done."""
    at, untidy = await _returned(plan, account), None
    for step in plan.steps:
        if step not in _TIDYING or await account.facts_of(step) is not None:
            continue
        try:
            facts = await _STEPS[step](plan, drives, account)
        except (Changed, Terminal) as obstacle:
            untidy = untidy or str(obstacle)
        else:
            await account.write_step(step, facts, at)
    return Undone(at, untidy)


async def _staging(plan: UndoPlan, drives: Drives, _account: Account) -> Facts:
    folder = await open_staging(drives, plan.folder.drive_id, plan.filing_id)
    around = await drives.item(Location(plan.folder.drive_id, folder.parent_id))
    return {
        "folder_id": folder.location.item_id,
        "around_id": folder.parent_id,
        "around_is_ours": around is not None and around.created_by == folder.created_by,
    }


async def _copy(plan: UndoPlan, drives: Drives, account: Account) -> Facts:
    await _audience_still_fits(plan, drives)
    folder = await _staging_folder(plan, account)
    found = await copy_once(drives, account, plan.at, plan.versions, folder, plan.name_in_dossier)
    return copied(found)


async def _verify(plan: UndoPlan, drives: Drives, account: Account) -> Facts:
    original = await drives.item(plan.at)
    copy = await drives.item(await _returned(plan, account))
    if original is None or copy is None:
        raise Halt(VERIFICATION_FAILED)
    if original.ctag != plan.ctag:
        raise Halt(EDITED_MEANWHILE)
    criterion, kept = await verify_copy(drives, account, original, plan.versions, copy)
    return {
        "content_criterion": criterion,
        "etag": original.etag,
        "ctag": original.ctag,
        "versions": [asdict(version) for version in kept],
    }


async def _columns(plan: UndoPlan, drives: Drives, account: Account) -> Facts:
    if plan.tagged is not None:
        return await _columns_off(plan, plan.tagged, drives)
    item = await _untouched(plan, drives, account, "copy")
    if not plan.fields:
        return {"ctag": item.ctag}
    restored = await drives.restore_columns(item.location, plan.fields, item.ctag)
    facts = {"ctag": restored.item.ctag}
    return {**facts, "columns_left": list(restored.left)} if restored.left else facts


async def _columns_off(plan: UndoPlan, tagged: FilingPlan, drives: Drives) -> Facts:
    """Make the columns as they were; what moved back stays there, also where they cannot be."""
    try:
        is_there = await put_columns_back(tagged, drives)
    except (Changed, Terminal) as obstacle:
        if not plan.is_moved_back:
            raise
        return {"left": str(obstacle)}
    if not is_there and not plan.is_moved_back:
        raise Halt(GONE)
    return {}


async def _place(plan: UndoPlan, drives: Drives, account: Account) -> Facts:
    item = await _present(drives, await _returned(plan, account))
    ctag = await _ctag_after(account, "columns")  # after a crash people may have written in it
    if item.parent_id != plan.folder.item_id:
        item = await _untouched(plan, drives, account, "columns")
        await _audience_still_fits(plan, drives)
        try:
            item = await drives.place(item.location, plan.folder.item_id, plan.name, item.etag)
        except NameTaken:
            raise Halt(NAME_TAKEN_MEANWHILE) from None
        ctag = item.ctag
    return {"name": item.name, "ctag": ctag, "made": item.made}


async def _move_back(plan: UndoPlan, drives: Drives, _account: Account) -> Facts:
    item = await _present(drives, plan.at, GONE)
    if item.parent_id != plan.folder.item_id:
        if item.parent_id != plan.in_dossier:
            raise Halt(MOVED_BY_PEOPLE)
        if item.name != plan.name_in_dossier:
            raise Halt(RENAMED_MEANWHILE)
        await _audience_still_fits(plan, drives)
        try:
            item = await drives.place(item.location, plan.folder.item_id, plan.name, item.etag)
        except NameTaken:
            raise Halt(NAME_TAKEN_MEANWHILE) from None
    return {"name": item.name, "ctag": item.ctag}


async def _unlabel(plan: UndoPlan, drives: Drives, _account: Account) -> Facts:
    label = await drives.label(plan.at)
    if label is not None and label.name != plan.label:
        raise Halt(relabelled(label.name))  # a person gave it meanwhile, and that stands
    if label is not None:
        await drives.remove_label(plan.at)
    return {"label": plan.label}


async def _release(plan: UndoPlan, drives: Drives, account: Account) -> Facts:
    back = await _present(drives, await _returned(plan, account))
    known = {"name": back.name, "made": back.made}
    item = await drives.item(plan.at)
    if item is None:
        return {"released": "was already gone", **known}
    if item.parent_id != plan.in_dossier:
        raise Halt(MOVED_BY_PEOPLE)
    if item.name != plan.name_in_dossier:
        raise Halt(RENAMED_MEANWHILE)
    if item.ctag != plan.ctag:
        raise Halt(EDITED_MEANWHILE)
    if dict(item.fields) != dict(plan.described):
        raise Halt(DESCRIBED_MEANWHILE)
    label = await drives.label(plan.at)
    if label is not None:
        raise Halt(relabelled(label.name))  # ours is off, so a person gave it
    kept = await drives.versions(back.location)  # last: no eTag tells that people deleted some
    verified = await account.facts_of("verify") or {}
    whole = versions_carried(plan.versions, kept, office=is_office(back.name))
    if not whole or versions_missing(verified.get("versions", ()), kept):
        raise Halt(NOT_WHOLE_AGAIN)
    await account.write_step("release_begun", {"etag": item.etag}, plan.at)
    await drives.delete(plan.at, item.etag)
    return {"released": "to the recycle bin", **known}


async def _pointer(plan: UndoPlan, drives: Drives, _account: Account) -> Facts:
    return {"removed": await remove_pointer(drives, plan.pointer)}


async def _dossier_back(plan: UndoPlan, drives: Drives, account: Account) -> Facts:
    try:
        facts = await put_dossier_back(plan.at.drive_id, plan.filing_id, drives, account)
    except (Changed, Terminal):
        # The dossier stands, and our folder need not wait for the next time.
        await close_staging(drives, plan.at.drive_id, plan.filing_id)
        raise
    await close_staging(drives, plan.at.drive_id, plan.filing_id)
    return facts


async def _clean_up(plan: UndoPlan, drives: Drives, account: Account) -> Facts:
    await remove_if_empty(drives, await _staging_folder(plan, account))
    staging = await account.facts_of("staging") or {}
    if staging["around_is_ours"]:  # a team's library should not keep a folder of ours
        around = Location(plan.folder.drive_id, str(staging["around_id"]))
        await remove_if_empty(drives, around)
    return {}


STAYS = "stays"  # written down first: from there what was put back is only taken away
_STEPS: Mapping[str, Callable[[UndoPlan, Drives, Account], Awaitable[Facts]]] = {
    "staging": _staging,
    "copy": _copy,
    "verify": _verify,
    "columns": _columns,
    "place": _place,
    "unlabel": _unlabel,
    "release": _release,
    "move_back": _move_back,
    "pointer": _pointer,
    "dossier_back": _dossier_back,
    "clean_up": _clean_up,
}


async def _staging_folder(plan: UndoPlan, account: Account) -> Location:
    facts = await account.facts_of("staging") or {}
    return Location(plan.folder.drive_id, str(facts["folder_id"]))


async def _returned(plan: UndoPlan, account: Account) -> Location:
    """Return where the document is once it left the dossier."""
    if plan.source is not None:
        return plan.source
    facts = await account.facts_of("copy") or {}
    return Location(plan.folder.drive_id, str(facts["item_id"]))


async def _audience_still_fits(plan: UndoPlan, drives: Drives) -> None:
    """Permissions change without a trace in eTags, so they are asked again at the last moment."""
    staged = not plan.is_moved_back
    if await seen_by_more(
        plan.principals, plan.at, plan.in_dossier, plan.folder, drives, staged=staged
    ):
        raise Halt(AUDIENCE_WIDER)


async def _untouched(plan: UndoPlan, drives: Drives, account: Account, since: str) -> DriveItem:
    """Return the copy that goes back, when nobody worked on it since that step, or moved it."""
    item = await _present(drives, await _returned(plan, account))
    staging = await _staging_folder(plan, account)
    if item.parent_id != staging.item_id:
        raise Halt(COPY_EDITED)
    if item.ctag != await _ctag_after(account, since):
        if since != "copy" or not last_changed_by_us(item):
            raise Halt(COPY_EDITED)
        original = await _present(drives, plan.at, GONE)
        if original.ctag != plan.ctag:
            raise Halt(EDITED_MEANWHILE)
        await verify_copy(drives, account, original, plan.versions, item)
    return item


async def _ctag_after(account: Account, step: str) -> str:
    return str((await account.facts_of(step) or {})["ctag"])


async def _present(drives: Drives, at: Location, otherwise: Reason = GONE_AGAIN) -> DriveItem:
    item = await drives.item(at)
    if item is None:
        raise Halt(otherwise)
    return item


async def _leave_in_dossier(
    plan: UndoPlan, drives: Drives, account: Account, reason: Reason
) -> Undone | Halted:
    """Remove what was put back, as long as the document still stands in its dossier."""
    left = [await account.facts_of(step) for step in LEAVES_DOSSIER]
    if any(facts is not None for facts in left):
        return await tidy_up(plan, drives, account)
    if plan.is_moved_back and await drives.item(plan.at) is None:
        return Halted(GONE)
    placed = await account.facts_of("place") is not None or plan.source is not None
    if placed and await drives.item(plan.at) is None:  # people removed it: what is back, stays
        at = await _returned(plan, account)
        back = await drives.item(at)
        if back is not None:  # nor may it be gone there, by us or people
            known = {"name": back.name, "made": back.made}
            await account.write_step("release", {"released": "was already gone", **known}, at)
            return await tidy_up(plan, drives, account)
        if "clean_up" in plan.steps:
            await _clean_up(plan, drives, account)
        return Halted(GONE)
    await _as_it_stood(plan, drives, account, reason)
    return Halted(reason)


async def _as_it_stood(plan: UndoPlan, drives: Drives, account: Account, reason: Reason) -> None:
    """Give the document its label again, and take away what was put back.

    The label first: the old place may be refused to us by now.
    """
    staged, unlabelled = [await account.facts_of(step) for step in ("staging", "unlabel")]
    if staged is None and unlabelled is None:
        return
    if await account.facts_of(STAYS) is None:
        await account.write_step(STAYS, {"reason": asdict(reason)}, plan.at)
    if unlabelled is not None and plan.label is not None:
        await _label_again(plan.at, plan.label, drives)
    if staged is not None:
        folder = await _staging_folder(plan, account)
        await remove_late_copy(drives, account, plan.at, folder)
        if await account.facts_of("copy") is not None:
            await _remove_returned(plan, drives, account)
        await remove_if_empty(drives, folder)


async def _label_again(at: Location, name: str, drives: Drives) -> None:
    """Give the document the label that the undo took off; one that a person gave since stands."""
    if await drives.label(at) is None:
        await drives.set_label(at, name)


async def _remove_returned(plan: UndoPlan, drives: Drives, account: Account) -> None:
    """Remove the copy that was put back, unless people worked on it, moved or renamed it since."""
    item = await drives.item(await _returned(plan, account))
    steps = [await account.facts_of(step) for step in ("place", "columns", "copy")]
    seen = next(facts["ctag"] for facts in steps if facts is not None)
    staging = await _staging_folder(plan, account)
    if item is None:
        return
    if item.ctag != seen:
        is_described = await account.facts_of("columns") is not None
        in_staging = item.parent_id == staging.item_id
        if is_described or not (in_staging and last_changed_by_us(item)):
            return
    is_back = (item.parent_id, item.name) == (plan.folder.item_id, plan.name)
    if is_back or item.parent_id == staging.item_id:  # its cTag tells of neither move nor name
        await drives.delete(item.location, item.etag)
