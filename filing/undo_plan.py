"""The undo plan: what turning a filing back will do, or the reason why it cannot be done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from filing.audience import who_would_see_more
from filing.balance_sheet import is_office, versions_carried
from filing.plan import DOSSIER_STAYS, FilingPlan, Reversible, reversible_but_for
from filing.pointer import is_of_people
from filing.ports import Drives
from filing.staging import staging_in, who_sees_staging
from filing.undo_reasons import (
    AUDIENCE_WIDER,
    EDITED,
    GONE,
    MOVED_BY_PEOPLE,
    NO_OLD_FOLDER,
    RECORD,
    checked_out,
    old_name_taken,
    relabelled,
)
from records.columns import same_value
from records.documents import (
    DriveItem,
    Location,
    RetentionLabel,
    Version,
    holds_term,
)
from records.verdicts import Reason

UNDO_STEPS = (
    "staging",
    "copy",
    "verify",
    "columns",
    "place",
    "unlabel",
    "release",
    "pointer",
    "dossier_back",
    "clean_up",
)
KEPT_STEPS = ("unlabel", "release", "dossier_back")
MOVED_STEPS = ("unlabel", "move_back", "columns", "pointer", "dossier_back")
IN_PLACE_STEPS = ("unlabel", "columns")
LEAVES_DOSSIER = ("release", "move_back")  # after one of these it lies in the dossier no more


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undoing one filing will do.

    `versions` are those that stand at the old place in the end, `ctag` the content it has now. `source` is the
    source where that was kept: then nothing has to come back, and only the dossier's copy goes.
    `in_dossier` is the id of the folder it lies in there, `principals` are those who could see the
    document before it was filed. A document that was not copied is its own source: it moves back,
    or stays where it was tagged in place, and loses what it was given.
    `fields` are the columns that come back with it, `described` those it has in the dossier now:
    what people fill in after this plan halts the undo. `tagged` is the filing plan of a document that
    was not copied: there it is seen only when the undo gets there what comes back, so that what
    people fill in before that stays too. `edited`: people wrote in it since it was filed, and that
    goes with it. `kept_state` is how the filing stands as long as its undo does not come through: as it
    stood when that began.
    """

    filing_id: str
    document_id: str
    steps: tuple[str, ...]
    at: Location
    in_dossier: str
    principals: frozenset[str]
    ctag: str
    folder: Location
    source: Location | None
    name: str
    name_in_dossier: str
    fields: Mapping[str, str]
    described: Mapping[str, str]
    versions: tuple[Version, ...]
    label: str | None
    pointer: Mapping[str, Any] | None
    tagged: FilingPlan | None
    reversible: Reversible
    edited: bool = False
    kept_state: str = "filed"

    @property
    def is_moved_back(self) -> bool:
        """Return whether the document itself goes back, and no copy of it."""
        return "move_back" in self.steps

    def as_data(self) -> dict[str, Any]:
        """Return the plan as plain data, for the register."""
        data: dict[str, Any] = _UNDO_PLAN.dump_python(self, mode="json")
        return data


_UNDO_PLAN = TypeAdapter(UndoPlan)


def undo_plan_from_data(data: Mapping[str, Any]) -> UndoPlan:
    """Return the plan that `as_data` gave."""
    return _UNDO_PLAN.validate_python(dict(data))


async def plan_undo(
    plan: FilingPlan,
    at: Location,
    facts: Mapping[str, Mapping[str, Any]],
    drives: Drives,
    *,
    source_kept: bool,
) -> UndoPlan | Reason:
    """Return what undoing that filing will do, or the reason why it cannot be undone.

    `source_kept`: the source is still the document's own, if it stands. Where people removed it and
    brought it back that is a document of its own.
    `facts` are those of the filing's steps `place` or, in place, `columns`, and where it got so
    far `pointer`.
    """
    item = await drives.item(at)
    if item is None:
        return GONE
    if item.checked_out_by:
        return checked_out(item.checked_out_by)
    in_dossier = plan.source.parent_id if plan.is_in_place else facts["place"]["folder_id"]
    if item.parent_id != in_dossier:
        return MOVED_BY_PEOPLE
    label = await drives.label(at)
    obstacle = _by_label(label, plan)
    if obstacle is not None:
        return obstacle
    edited = item.ctag != facts["columns" if plan.is_in_place else "place"]["ctag"]
    if plan.is_in_place:
        return replace(_plan_same_item(plan, item, label, IN_PLACE_STEPS), edited=edited)
    kept = source_kept and await drives.item(plan.source.location) is not None
    found = await _plan_out_of_dossier(plan, item, label, facts, drives, kept=kept)
    return replace(found, edited=edited) if isinstance(found, UndoPlan) else found


async def _plan_out_of_dossier(
    plan: FilingPlan,
    item: DriveItem,
    label: RetentionLabel | None,
    facts: Mapping[str, Mapping[str, Any]],
    drives: Drives,
    *,
    kept: bool,
) -> UndoPlan | Reason:
    source = plan.source
    name = _name_back(plan, item, facts["place"]["name"])
    obstacle = _kept(item, facts) if kept else await _back(plan, item, name, drives)
    if obstacle is not None:
        return obstacle
    pointer = facts.get("pointer")
    theirs = ("pointer_of_people",) if await is_of_people(drives, pointer) else ()
    if not plan.is_copied:
        same = _plan_same_item(plan, item, label, MOVED_STEPS)
        reversible = reversible_but_for((*plan.reversible.losses, *theirs))
        return replace(same, name=name, pointer=pointer, reversible=reversible)
    versions = await drives.versions(item.location)
    losses = _losses_kept(plan, item, facts) if kept else _losses_back(plan, item, versions)
    return UndoPlan(
        filing_id=plan.filing_id,
        document_id=plan.document_id,
        steps=KEPT_STEPS if kept else UNDO_STEPS,
        at=item.location,
        in_dossier=item.parent_id,
        principals=frozenset(source.principals),
        ctag=item.ctag,
        folder=Location(source.drive_id, source.parent_id),
        source=source.location if kept else None,
        name=name,
        name_in_dossier=item.name,
        fields=source.fields,
        described=dict(item.fields),
        versions=source.versions if kept else versions,
        label=label.name if label else None,
        pointer=pointer,
        tagged=None,
        reversible=reversible_but_for((*losses, *theirs)),
    )


def _name_back(plan: FilingPlan, item: DriveItem, placed: str) -> str:
    """Return the name it goes back under: the one it had, or the one that people gave it since."""
    return plan.source.name if item.name == placed else item.name


def _losses_back(
    plan: FilingPlan, item: DriveItem, versions: tuple[Version, ...]
) -> tuple[str, ...]:
    """Return what does not come back, also of what people changed in the dossier since."""
    losses = (*plan.reversible.losses, *_described_by_people(plan, item))
    whole = versions_carried(plan.source.versions, versions, office=is_office(item.name))
    return losses if whole else (*losses, "versions_gone")


def _losses_kept(
    plan: FilingPlan, item: DriveItem, facts: Mapping[str, Mapping[str, Any]]
) -> tuple[str, ...]:
    """Return what is lost where the source was kept, and only the dossier's copy goes."""
    losses = tuple(loss for loss in plan.reversible.losses if loss == DOSSIER_STAYS)
    losses = (*losses, *_described_by_people(plan, item))
    return losses if item.name == facts["place"]["name"] else (*losses, "name_of_people")


def _described_by_people(plan: FilingPlan, item: DriveItem) -> tuple[str, ...]:
    target, losses = plan.target, tuple[str, ...]()
    ours = all(same_value(item.fields.get(n, ""), v) for n, v in target.columns.items()) and all(
        holds_term(item.fields.get(name), term) for name, term in target.terms.items()
    )
    if not ours or _described_further(plan, item):
        losses = ("columns_of_people",)
    return (
        losses if item.content_type == target.content_type else (*losses, "content_type_of_people")
    )


def _described_further(plan: FilingPlan, item: DriveItem) -> bool:
    """Return whether columns hold what neither the filing nor the source brought."""
    ours = plan.target.columns.keys() | plan.target.terms.keys()
    return any(
        name not in ours and not same_value(plan.source.fields.get(name, ""), value)
        for name, value in item.fields.items()
    )


def _by_label(label: RetentionLabel | None, plan: FilingPlan) -> Reason | None:
    if label is None or (label.name == plan.target.label and not label.blocks_delete):
        return None
    return RECORD if label.blocks_delete else relabelled(label.name)


def _plan_same_item(
    plan: FilingPlan, item: DriveItem, label: RetentionLabel | None, steps: tuple[str, ...]
) -> UndoPlan:
    labelled_before = plan.source.label == plan.target.label
    return UndoPlan(
        filing_id=plan.filing_id,
        document_id=plan.document_id,
        steps=tuple(step for step in steps if step != "unlabel" or not labelled_before),
        at=item.location,
        in_dossier=item.parent_id,
        principals=frozenset(plan.source.principals),
        ctag=item.ctag,
        folder=Location(plan.source.drive_id, plan.source.parent_id),
        source=item.location,
        name=item.name,
        name_in_dossier=item.name,
        fields={},
        described={},
        versions=(),
        label=label.name if label else None,
        pointer=None,
        tagged=plan,
        reversible=plan.reversible,
    )


async def _back(plan: FilingPlan, item: DriveItem, name: str, drives: Drives) -> Reason | None:
    """Return why the document cannot go back to its old place, or None."""
    folder = Location(plan.source.drive_id, plan.source.parent_id)
    if await drives.item(folder) is None:
        return NO_OLD_FOLDER
    if await drives.child(folder.drive_id, folder.item_id, name) is not None:
        return old_name_taken(name)
    before = frozenset(plan.source.principals)
    wider = await seen_by_more(
        before, item.location, item.parent_id, folder, drives, staged=plan.is_copied
    )
    return AUDIENCE_WIDER if wider else None


async def seen_by_more(
    before: frozenset[str],
    at: Location,
    in_dossier: str,
    folder: Location,
    drives: Drives,
    *,
    staged: bool,
) -> bool:
    """Return whether someone could see the document in its old folder, or staged, who could not.

    Those count as seeing it who could `before` it was filed, unless people restricted the document
    in its dossier since: then only those who can see it now.
    """
    access = await drives.access(at)
    now = access.known
    if access.inherits or not (await drives.access(Location(at.drive_id, in_dossier))).known - now:
        now |= before
    after = (await drives.access(folder)).widest
    if staged:
        staging = await staging_in(drives, folder.drive_id)
        after |= await who_sees_staging(drives, folder.drive_id, staging)
    return bool(who_would_see_more(now, after, frozenset()))


def _kept(item: DriveItem, facts: Mapping[str, Mapping[str, Any]]) -> Reason | None:
    """Return why the dossier's copy cannot go while the source was kept, or None."""
    return None if item.ctag == facts["place"]["ctag"] else EDITED
