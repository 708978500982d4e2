"""Carries out a filing plan, from wherever it was left."""

from collections.abc import Iterable
from dataclasses import asdict

from filing.errors import Changed, SaidChanged, Terminal
from filing.in_place import put_back
from filing.obstacles import BOTH_GONE, copy_worked_on, source_gone, stopped_filing
from filing.opening import put_dossier_back
from filing.outcomes import Filed, Halt, Halted, SourceKept
from filing.placing import move_back, name_given, placed_unwritten
from filing.plan import FilingPlan
from filing.pointer import remove_pointer, remove_unwritten_pointer
from filing.ports import Drives
from filing.staging import (
    close_staging,
    last_changed_by_us,
    remove_if_empty,
    remove_late_copy,
)
from filing.steps import STEPS, KeepSource
from filing.store_ports import Account
from filing.work import Work
from records.documents import DriveItem, Location
from records.verdicts import Reason


async def carry_out(
    plan: FilingPlan,
    drives: Drives,
    account: Account,
    *,
    wanted: bool = True,
    seen: Iterable[DriveItem] = (),
) -> Filed | SourceKept | Halted:
    """File one document as planned and return how it ended.

    Steps that the account says were done are not done again. Before the source is released any
    obstacle takes back what was made and leaves the source as it was (`Halted`); the release
    itself can only end in `Filed` or `SourceKept`. A filing that is not `wanted` any more is taken
    back as long as the source stands, or ends where only tidying up was left; and one that is being
    taken back never goes forward again.
    `seen` was looked at for this same plan, just now. Raises Transient, SaidChanged and Stopped: call
    again later; and Terminal where taking back was refused: call again, once a person may have
    looked. Where only our own empty folder could not be removed it is `Filed`, without the step
    `clean_up`.
    """
    work = Work(plan, drives, account)
    for item in seen:
        work.saw(item)
    taking_back = await account.facts_of(TAKING_BACK) is not None
    if taking_back or not (wanted or await _has_come_too_far(work)):
        return await _take_back(work, _NOT_WANTED, again=True)
    try:
        await _do_steps(work)
    except KeepSource as kept:
        await remove_pointer(drives, await account.facts_of("pointer"))
        await remove_if_empty(drives, await _staging_folder(work))
        return SourceKept(await work.kept_at(), kept.reason, kept.versions)
    except Halt as halt:
        return await _take_back(work, halt.reason, again=halt.again)
    except SaidChanged:  # nobody changed anything: the same step again, later
        raise
    except Changed as changed:
        return await _take_back(work, stopped_filing(changed), again=True)
    except Terminal as obstacle:
        if not await _only_tidying_up_is_left(work):
            return await _take_back(work, stopped_filing(obstacle), again=False)
    return Filed(await work.kept_at())


async def _do_steps(work: Work) -> None:
    for step in work.plan.steps:
        if await work.account.facts_of(step) is None:
            facts = await STEPS[step](work)
            await work.account.write_step(step, facts, await _location_after(work, step))


async def _has_come_too_far(work: Work) -> bool:
    """Return whether nothing is taken back any more: it is filed, or the source went otherwise."""
    if await _only_tidying_up_is_left(work):
        return True
    if await work.account.facts_of("pointer") is None:
        return False
    return await work.drives.item(work.plan.source.location) is None


async def _only_tidying_up_is_left(work: Work) -> bool:
    left = {step for step in work.plan.steps if await work.account.facts_of(step) is None}
    return left <= {"clean_up"}


async def _location_after(work: Work, step: str) -> Location:
    """Return where the document is to be found after `step`: the copy counts once released."""
    if step in ("release", "clean_up"):
        return await work.kept_at()
    return work.plan.source.location


async def _take_back(work: Work, reason: Reason, *, again: bool) -> Filed | SourceKept | Halted:
    """Remove everything this filing made, while the source still stands."""
    account, plan = work.account, work.plan
    if await account.facts_of("release") is not None:
        return Filed(await work.kept_at())  # only tidying up was left
    begun = await account.facts_of(TAKING_BACK)
    if begun is None:
        facts = {"reason": asdict(reason), "again": again}
        await account.write_step(TAKING_BACK, facts, plan.source.location)
    else:
        reason, again = Reason(**begun["reason"]), begun["again"]
    if plan.is_in_place:
        await put_back(plan, work.drives)
        return Halted(reason, again=again)
    if not plan.is_copied:
        return await _take_back_move(work, reason, again=again)
    return await _take_back_copy(work, reason, again=again)


async def _take_back_move(work: Work, reason: Reason, *, again: bool) -> Halted:
    """Bring the document back to its old place as it was, and what people did since with it."""
    account, drives, plan = work.account, work.drives, work.plan
    opened = await account.facts_of("dossier") or {}
    name = await name_given(plan, account)
    await move_back(plan, opened.get("folder_id"), name, drives)
    await _remove_pointer(work)
    await put_back(plan, drives)
    await _dossier_as_it_was(work)
    await close_staging(drives, plan.target.drive_id, plan.filing_id)
    return Halted(reason, again=again)


async def _dossier_as_it_was(work: Work) -> None:
    account, plan = work.account, work.plan
    if await account.facts_of("dossier_begun") is not None:
        drive_id = plan.target.drive_id
        facts = await put_dossier_back(drive_id, plan.filing_id, work.drives, account)
        await account.write_step("dossier_back", facts, plan.source.location)


async def _take_back_copy(work: Work, reason: Reason, *, again: bool) -> SourceKept | Halted:
    account, drives, plan = work.account, work.drives, work.plan
    unwritten = await placed_unwritten(work)
    if unwritten is not None:
        await account.write_step("place", unwritten, plan.source.location)
    placed = await account.facts_of("place") is not None
    if placed and await drives.item(plan.source.location) is None:
        # It was removed meanwhile, by people or by us: what stands in the dossier stays.
        await _give_label_back(work)
        await _label_what_stays(work)
        await close_staging(drives, plan.target.drive_id, plan.filing_id)
        at = await work.kept_at()
        stands = await drives.item(at) is not None
        return SourceKept(at, source_gone(reason) if stands else BOTH_GONE)
    await _remove_pointer(work)
    removed = await _remove_copy(work)
    if placed and not removed:
        await _label_what_stays(work)
        await close_staging(drives, plan.target.drive_id, plan.filing_id)
        return SourceKept(await work.kept_at(), copy_worked_on(reason))
    await _dossier_as_it_was(work)
    await close_staging(drives, plan.target.drive_id, plan.filing_id)
    return Halted(reason, again=again) if removed else Halted(_COPY_OF_PEOPLE, again=False)


async def _remove_pointer(work: Work) -> None:
    """Remove the pointer, also one whose making was cut off before it was written down."""
    account, plan = work.account, work.plan
    facts = await account.facts_of("pointer")
    if facts is not None:
        await remove_pointer(work.drives, facts)
    elif await account.facts_of("label") is not None:  # the step before it
        old = Location(plan.source.drive_id, plan.source.parent_id)
        url = await work.fact("place", "url")
        await remove_unwritten_pointer(work.drives, old, plan.pointer_name, url)


async def _staging_folder(work: Work) -> Location:
    return Location(work.plan.target.drive_id, await work.fact("staging", "folder_id"))


async def _remove_copy(work: Work) -> bool:
    """Remove our copy; False when people have worked on it since we last saw it."""
    account, plan = work.account, work.plan
    if await account.facts_of("staging") is None:
        return True
    folder = await _staging_folder(work)
    await remove_late_copy(work.drives, account, plan.source.location, folder)
    if await account.facts_of("copy") is None:
        return True
    at = await work.kept_at()
    placed = await account.facts_of("place")
    item = await work.drives.item(at)
    if item is not None and await _is_ours(work, item):
        label = await work.drives.label(at)
        if placed is not None and label is not None and label.name != plan.target.label:
            return False  # a person gave it in the dossier, and that stands
        if label is not None:  # where labels are not allowed to us nothing may be asked of them
            await work.drives.remove_label(at)
            item = await work.drives.item(at)  # taking the label off changed its eTag
    if item is None:
        return True
    if not await _is_ours(work, item):
        await _give_label_back(work)
        return False
    await work.drives.delete(at, item.etag)
    return True


async def _give_label_back(work: Work) -> None:
    """Label what stays in the dossier again, when a take-back took the label off."""
    at = await work.kept_at()
    if await work.account.facts_of("label") is None or await work.drives.item(at) is None:
        return
    if await work.drives.label(at) is None:
        await work.drives.set_label(at, work.plan.target.label)


async def _label_what_stays(work: Work) -> None:
    """Let a copy that stays in the dossier carry the label to which the filing did not come.

    Where that may be what stopped the filing it stays without, as where people moved it.
    """
    if await work.account.facts_of("label") is not None:
        return  # people may have taken it off
    at, wanted = await work.kept_at(), work.plan.target.label
    item = await work.drives.item(at)
    if item is None or item.parent_id != await work.fact("place", "folder_id"):
        return
    try:
        found = await work.drives.label(at) or await work.drives.set_label(at, wanted)
    except Terminal:
        return
    if found is not None:
        facts = {"label": found.name, "protects": found.blocks_delete}
        await work.account.write_step("label", facts, work.plan.source.location)


async def _is_ours(work: Work, item: DriveItem) -> bool:
    """Return whether the copy is as we left it: place, name, content and columns."""
    account = work.account
    columns = await account.facts_of("columns")
    if columns is not None and dict(item.fields) != columns["described"]:
        return False
    placed = await account.facts_of("place")
    if placed is not None:
        seen = (item.parent_id, item.name, item.ctag)
        return seen == (placed["folder_id"], placed["name"], placed["ctag"])
    staging = await _staging_folder(work)
    last = [await account.facts_of(step) for step in ("columns", "verify", "copy")]
    ctag = next(facts["ctag"] for facts in last if facts is not None)
    if item.parent_id != staging.item_id:
        return False
    return item.ctag == ctag or (columns is None and last_changed_by_us(item))


TAKING_BACK = "taking_back"  # written down first: from there it only goes back
_NOT_WANTED = Reason(
    "not_wanted_now",
    "De bron is gepauzeerd, mag niet meer uitvoeren, of het ordeningsplan is gewijzigd.",
    "The source is paused, may no longer act, or the file plan was changed.",
)
_COPY_OF_PEOPLE = Reason(
    "copy_of_people",
    "Iemand werkte in de kopie die klaarstond om te worden opgenomen, of verplaatste die. Die staat "
    "nog in de map _binnen van de bibliotheek of waar die heen ging, en de bron staat waar die stond; "
    "een mens kiest.",
    "Someone worked on the copy that was ready to be filed, or moved it. It still lies in the folder "
    "_binnen of the library or where it went, and the source is where it was; a person chooses.",
)
