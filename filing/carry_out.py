"""Carries out a filing plan, from wherever it was left."""

from filing.errors import Changed, Terminal
from filing.outcomes import Filed, Halt, Halted, SourceKept
from filing.plan import FilingPlan
from filing.ports import Account, Drives
from filing.steps import STEPS, KeepSource, Work, remove_staging
from records.documents import Location
from records.verdicts import Reason


async def carry_out(
    plan: FilingPlan, drives: Drives, account: Account
) -> Filed | SourceKept | Halted:
    """File one document as planned and return how it ended.

    Steps that the account says were done are not done again. Before the source is released any
    obstacle takes back what was made and leaves the source as it was (`Halted`); the release
    itself can only end in `Filed` or `SourceKept`. Raises Transient and Stopped: call again later.
    """
    work = Work(plan, drives, account)
    try:
        for step in plan.steps:
            if await account.facts_of(step) is None:
                facts = await STEPS[step](work)
                await account.write_step(step, facts, await _location_after(work, step))
    except KeepSource as kept:
        await _remove_pointer(work)
        return SourceKept(await work.copy_location(), kept.reason)
    except Halt as halt:
        return await _take_back(work, halt.reason, again=halt.again)
    except Changed as changed:
        return await _take_back(work, _obstacle(changed), again=True)
    except Terminal as obstacle:
        return await _take_back(work, _obstacle(obstacle), again=False)
    return Filed(await work.copy_location())


async def _location_after(work: Work, step: str) -> Location:
    """Return where the document is to be found after `step`: the copy counts once released."""
    if step in ("release", "clean_up"):
        return await work.copy_location()
    return work.plan.source.location


async def _take_back(work: Work, reason: Reason, *, again: bool) -> Filed | SourceKept | Halted:
    """Remove what this filing made, while the source still stands."""
    if await work.account.facts_of("release") is not None:
        return Filed(await work.copy_location())  # only tidying up was left
    copied = await work.account.facts_of("copy")
    placed = await work.account.facts_of("place") is not None
    if placed and await work.drives.item(work.plan.source.location) is None:
        # People removed the source meanwhile: what stands in the dossier stays.
        return SourceKept(await work.copy_location(), reason)
    await _remove_pointer(work)
    if copied is not None and not await _remove_copy(work):
        return SourceKept(await work.copy_location(), reason)
    await remove_staging(
        work.drives, work.plan.target.drive_id, await work.account.facts_of("staging")
    )
    return Halted(reason, again=again)


async def _remove_copy(work: Work) -> bool:
    """Remove our copy; False when people have worked on it since it was placed."""
    at = await work.copy_location()
    item = await work.drives.item(at)
    placed = await work.account.facts_of("place")
    if item is None:
        return True
    if placed is not None and item.ctag != placed["ctag"]:
        return False
    await work.drives.remove_label(at)
    item = await work.drives.item(at)
    if item is not None:
        await work.drives.delete(at, item.etag)
    return True


async def _remove_pointer(work: Work) -> None:
    facts = await work.account.facts_of("pointer")
    if facts is None or facts["item_id"] is None:
        return
    at = Location(work.plan.source.drive_id, str(facts["item_id"]))
    item = await work.drives.item(at)
    if item is not None and item.etag == facts["etag"]:
        await work.drives.delete(at, item.etag)


def _obstacle(error: Exception) -> Reason:
    return Reason(
        "obstacle",
        f"Het opnemen is gestopt door een hindernis: {error} De bron is niet geraakt.",
        f"Filing was stopped by an obstacle: {error} The source is untouched.",
    )
