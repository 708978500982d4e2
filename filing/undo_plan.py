"""The undo plan: what turning a filing back will do, or the reason why it cannot be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from filing.audience import who_would_see_more
from filing.plan import DOSSIER_STAYS, FilingPlan, Reversible
from filing.ports import Drives
from filing.staging import staging_in, who_sees_staging
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
IN_PLACE_STEPS = ("unlabel", "columns")


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undoing one filing will do.

    `versions` are those that will come back, `ctag` the content they end with. `source` is the
    source where that was kept: then nothing has to come back, and only the dossier's copy goes.
    `in_dossier` is the id of the folder it lies in there, `principals` are those who could see the
    document before it was filed. A document that was tagged in place is its own source: it stays,
    and loses what it was given.
    `fields` are the columns that come back with it, `described` those it has in the dossier now:
    what people fill in after this plan halts the undo. `tagged` is the filing plan of a document that
    was tagged in place: there it is seen only when the undo gets there what comes back, so that
    what people fill in before that stays too.
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

    @property
    def kept_state(self) -> Literal["filed", "source_kept"]:
        """Return how the filing stands as long as its undo does not come through."""
        source_kept = self.source is not None and self.tagged is None
        return "source_kept" if source_kept else "filed"

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
) -> UndoPlan | Reason:
    """Return what undoing that filing will do, or the reason why it cannot be undone.

    `facts` are those of the filing's steps `place` or, in place, `columns`, and where it got so
    far `pointer` and `release`.
    """
    item = await drives.item(at)
    if item is None:
        return GONE
    in_dossier = plan.source.parent_id if plan.is_in_place else facts["place"]["folder_id"]
    if item.parent_id != in_dossier:
        return MOVED_BY_PEOPLE
    label = await drives.label(at)
    relabelled = _by_label(label, plan)
    if relabelled is not None:
        return relabelled
    if plan.is_in_place:
        return _plan_in_place(plan, item)
    kept = "release" not in facts and await drives.item(plan.source.location) is not None
    name = _name_back(plan, item, facts["place"]["name"])
    obstacle = _kept(item, facts) if kept else await _back(plan, item, name, drives)
    if obstacle is not None:
        return obstacle
    return UndoPlan(
        filing_id=plan.filing_id,
        document_id=plan.document_id,
        steps=KEPT_STEPS if kept else UNDO_STEPS,
        at=at,
        in_dossier=item.parent_id,
        principals=frozenset(plan.source.principals),
        ctag=item.ctag,
        folder=Location(plan.source.drive_id, plan.source.parent_id),
        source=plan.source.location if kept else None,
        name=name,
        name_in_dossier=item.name,
        fields=plan.source.fields,
        described=dict(item.fields),
        versions=await drives.versions(at),
        label=label.name if label else None,
        pointer=facts.get("pointer"),
        tagged=None,
        reversible=_reversible(plan, item, facts, kept=kept),
    )


def _name_back(plan: FilingPlan, item: DriveItem, placed: str) -> str:
    """Return the name it goes back under: the one it had, or the one that people gave it since."""
    return plan.source.name if item.name == placed else item.name


def _reversible(
    plan: FilingPlan, item: DriveItem, facts: Mapping[str, Mapping[str, Any]], *, kept: bool
) -> Reversible:
    """Return what cannot be restored, also what people changed since and does not come back.

    Where the source was kept only the dossier's copy goes, with the name that people gave it.
    """
    losses = plan.reversible.losses
    if kept:
        losses = tuple(loss for loss in losses if loss == DOSSIER_STAYS)
    target = plan.target
    ours = all(same_value(item.fields.get(n, ""), v) for n, v in target.columns.items()) and all(
        holds_term(item.fields.get(name), term) for name, term in target.terms.items()
    )
    if not ours or _described_further(plan, item):
        losses = (*losses, "columns_of_people")
    if kept and item.name != facts["place"]["name"]:
        losses = (*losses, "name_of_people")
    return Reversible("with_losses", losses) if losses else Reversible("fully", ())


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
    return _RECORD if label.blocks_delete else relabelled(label.name)


def _plan_in_place(plan: FilingPlan, item: DriveItem) -> UndoPlan:
    labelled_before = plan.source.label == plan.target.label
    return UndoPlan(
        filing_id=plan.filing_id,
        document_id=plan.document_id,
        steps=IN_PLACE_STEPS[1:] if labelled_before else IN_PLACE_STEPS,
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
        label=plan.target.label,
        pointer=None,
        tagged=plan,
        reversible=plan.reversible,
    )


async def _back(plan: FilingPlan, item: DriveItem, name: str, drives: Drives) -> Reason | None:
    """Return why the document cannot go back to its old place, or None."""
    folder = Location(plan.source.drive_id, plan.source.parent_id)
    if await drives.item(folder) is None:
        return _NO_OLD_FOLDER
    if await drives.child(folder.drive_id, folder.item_id, name) is not None:
        return _old_name_taken(name)
    before = frozenset(plan.source.principals)
    wider = await seen_by_more(before, item.location, item.parent_id, folder, drives)
    return AUDIENCE_WIDER if wider else None


async def seen_by_more(
    before: frozenset[str], at: Location, in_dossier: str, folder: Location, drives: Drives
) -> bool:
    """Return whether someone could see the document in its old folder, or on the way, who could not.

    Those count as seeing it who could `before` it was filed, unless people restricted the document
    in its dossier since: then only those who can see it now.
    """
    access = await drives.access(at)
    now = access.known
    if access.inherits or not (await drives.access(Location(at.drive_id, in_dossier))).known - now:
        now |= before
    after = (await drives.access(folder)).widest
    staging = await staging_in(drives, folder.drive_id)
    after |= await who_sees_staging(drives, folder.drive_id, staging)
    return bool(who_would_see_more(now, after, frozenset()))


def _kept(item: DriveItem, facts: Mapping[str, Mapping[str, Any]]) -> Reason | None:
    """Return why the dossier's copy cannot go while the source was kept, or None."""
    return None if item.ctag == facts["place"]["ctag"] else _EDITED


def relabelled(name: str) -> Reason:
    """Return the reason where a person gave the document that label in its dossier."""
    return Reason(
        "relabelled",
        f"Iemand gaf het document in het dossier het retentielabel «{name}»; dat blijft staan.",
        f"Someone gave the document the retention label «{name}» in the dossier; that stands.",
    )


def _old_name_taken(name: str) -> Reason:
    return Reason(
        "old_name_taken",
        f"Op de oude plaats staat intussen iets anders met de naam «{name}».",
        f"Something else called «{name}» stands at the old place meanwhile.",
    )


GONE = Reason(
    "gone",
    "Het document ligt niet meer in het dossier; iemand heeft het verwijderd.",
    "The document is no longer in the dossier; someone removed it.",
)
MOVED_BY_PEOPLE = Reason(
    "moved_by_people",
    "Het document is na het opnemen door iemand verplaatst; die keuze blijft staan.",
    "Someone moved the document after it was filed; that choice stands.",
)
_RECORD = Reason(
    "record",
    "Het document is vastgesteld als archiefstuk (record); terugzetten is verboden.",
    "The document is declared a record; putting it back is forbidden.",
)
_NO_OLD_FOLDER = Reason(
    "no_old_folder",
    "De map waarin het document stond bestaat niet meer.",
    "The folder the document was in no longer exists.",
)
AUDIENCE_WIDER = Reason(
    "audience_wider",
    "Op de oude plaats zouden meer mensen het document kunnen zien dan vroeger. Een mens beslist.",
    "At the old place more people could see the document than they could. A person decides.",
)
_EDITED = Reason(
    "edited_in_dossier",
    "Er is in het dossier aan het document gewerkt; dat werk zou verloren gaan.",
    "The document was worked on in the dossier; that work would be lost.",
)
