"""Carries out a filing plan, from wherever it was left."""

from collections.abc import Mapping
from typing import Any

from filing.errors import Changed, Terminal
from filing.in_place import put_back
from filing.opening import put_dossier_back
from filing.outcomes import Filed, Halt, Halted, SourceKept
from filing.plan import FilingPlan
from filing.pointer import remove_pointer
from filing.ports import Account, Drives
from filing.staging import clear_staging, remove_if_empty
from filing.steps import STEPS, KeepSource
from filing.work import Work
from records.documents import DriveItem, Location
from records.verdicts import Reason


async def carry_out(
    plan: FilingPlan, drives: Drives, account: Account, *, wanted: bool = True
) -> Filed | SourceKept | Halted:
    """File one document as planned and return how it ended.

    Steps that the account says were done are not done again. Before the source is released any
    obstacle takes back what was made and leaves the source as it was (`Halted`); the release
    itself can only end in `Filed` or `SourceKept`. A filing that is not `wanted` any more is taken
    back as long as the source stands. Raises Transient and Stopped: call again later.
    """
    work = Work(plan, drives, account)
    if not wanted:
        return await _take_back(work, _NOT_WANTED, again=True)
    try:
        for step in plan.steps:
            if await account.facts_of(step) is None:
                facts = await STEPS[step](work)
                await account.write_step(step, facts, await _location_after(work, step))
    except KeepSource as kept:
        await remove_pointer(drives, await account.facts_of("pointer"))
        return await _both_stay(work, kept.reason)
    except Halt as halt:
        return await _take_back(work, halt.reason, again=halt.again)
    except Changed as changed:
        return await _take_back(work, _obstacle(changed), again=True)
    except Terminal as obstacle:
        return await _take_back(work, _obstacle(obstacle), again=False)
    return Filed(await work.kept_at())


async def _location_after(work: Work, step: str) -> Location:
    """Return where the document is to be found after `step`: the copy counts once released."""
    if step in ("release", "clean_up"):
        return await work.kept_at()
    return work.plan.source.location


async def _take_back(work: Work, reason: Reason, *, again: bool) -> Filed | SourceKept | Halted:
    """Remove everything this filing made, while the source still stands."""
    account, drives, plan = work.account, work.drives, work.plan
    if plan.is_in_place:
        await put_back(plan, drives)
        return Halted(reason, again=again)
    if await account.facts_of("release") is not None:
        return Filed(await work.kept_at())  # only tidying up was left
    placed = await account.facts_of("place") is not None
    if placed and await drives.item(plan.source.location) is None:
        # People removed the source meanwhile: what stands in the dossier stays.
        return await _both_stay(work, reason)
    await remove_pointer(drives, await account.facts_of("pointer"))
    if await account.facts_of("copy") is not None and not await _remove_copy(work):
        return await _both_stay(work, reason)
    if await account.facts_of("staging") is not None:
        await clear_staging(drives, account, await _staging_folder(work))
    if await account.facts_of("dossier_begun") is not None:
        done = await put_dossier_back(plan.target.drive_id, drives, account)
        await account.write_step("dossier_back", {"dossier": done}, plan.source.location)
    return Halted(reason, again=again)


async def _both_stay(work: Work, reason: Reason) -> SourceKept:
    """Leave the copy in its dossier beside the source; the staging folder goes."""
    await remove_if_empty(work.drives, await _staging_folder(work))
    return SourceKept(await work.kept_at(), reason)


async def _staging_folder(work: Work) -> Location:
    return Location(work.plan.target.drive_id, await work.fact("staging", "folder_id"))


async def _remove_copy(work: Work) -> bool:
    """Remove our copy; False when people have worked on it since it was placed."""
    at = await work.kept_at()
    placed = await work.account.facts_of("place")
    item = await work.drives.item(at)
    if item is not None and _is_ours(item, placed):
        label = await work.drives.label(at)
        if placed is not None and label is not None and label.name != work.plan.target.label:
            return False  # a person gave it in the dossier, and that stands
        await work.drives.remove_label(at)
        item = await work.drives.item(at)  # taking the label off changed its eTag
    if item is None:
        return True
    if not _is_ours(item, placed):
        if await work.account.facts_of("label") is not None:
            await work.drives.set_label(at, work.plan.target.label)
        return False
    await work.drives.delete(at, item.etag)
    return True


def _is_ours(item: DriveItem, placed: Mapping[str, Any] | None) -> bool:
    """Return whether the copy is as we left it: in its place, by its name, with its content."""
    if placed is None:
        return True
    seen = (item.parent_id, item.name, item.ctag)
    return seen == (placed["folder_id"], placed["name"], placed["ctag"])


_NOT_WANTED = Reason(
    "not_wanted_now",
    "De bron is gepauzeerd, mag niet meer uitvoeren, of het ordeningsplan is gewijzigd.",
    "The source is paused, may no longer act, or the file plan was changed.",
)


def _obstacle(error: Exception) -> Reason:
    return Reason(
        "obstacle",
        f"Het opnemen is gestopt door een hindernis: {error} De bron is niet geraakt.",
        f"Filing was stopped by an obstacle: {error} The source is untouched.",
    )
