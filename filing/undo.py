"""Turning a filing back: what it will do, said beforehand, and doing it.

Undo is the filing the other way round: copy with all versions back to the old place, verify, and
only then remove what stands in the dossier. It never takes anything out of a recycle bin, and
never discards what people did since: versions they added come back too, and a document that they
moved or that lies under someone else's name is left to them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from filing.balance_sheet import is_office, versions_carried
from filing.copying import VERIFICATION_FAILED, content_criterion, copy_once
from filing.errors import Changed, Terminal
from filing.outcomes import Halt, Halted, Undone
from filing.plan import FilingPlan, Reversible
from filing.ports import Account, Drives
from records.documents import DriveItem, Location, Version
from records.verdicts import Reason

UNDO_STEPS = ("copy", "verify", "columns", "place", "unlabel", "release", "pointer")


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undoing one filing will do. `versions` are those that will come back."""

    filing_id: str
    document_id: str
    steps: tuple[str, ...]
    at: Location
    folder: Location
    name: str
    name_in_dossier: str
    fields: Mapping[str, str]
    versions: tuple[Version, ...]
    label: str | None
    pointer: Location | None
    pointer_etag: str | None
    reversible: Reversible

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
    dossier_folder_id: str,
    pointer_facts: Mapping[str, Any] | None,
    drives: Drives,
) -> UndoPlan | Reason:
    """Return what undoing that filing will do, or the reason why it cannot be undone."""
    item = await drives.item(at)
    if item is None:
        return _GONE
    if item.parent_id != dossier_folder_id:
        return _MOVED_BY_PEOPLE
    label = await drives.label(at)
    if label is not None and label.blocks_delete:
        return _RECORD
    old_folder = Location(plan.source.drive_id, plan.source.parent_id)
    if await drives.item(old_folder) is None:
        return _NO_OLD_FOLDER
    for name in {plan.source.name, item.name}:
        if await drives.child(old_folder.drive_id, old_folder.item_id, name) is not None:
            return _old_name_taken(name)
    pointer_id = (pointer_facts or {}).get("item_id")
    return UndoPlan(
        filing_id=plan.filing_id,
        document_id=plan.document_id,
        steps=UNDO_STEPS,
        at=at,
        folder=old_folder,
        name=plan.source.name,
        name_in_dossier=item.name,
        fields=plan.source.fields,
        versions=await drives.versions(at),
        label=label.name if label else None,
        pointer=Location(plan.source.drive_id, str(pointer_id)) if pointer_id else None,
        pointer_etag=(pointer_facts or {}).get("etag"),
        reversible=plan.reversible,
    )


async def carry_out_undo(plan: UndoPlan, drives: Drives, account: Account) -> Undone | Halted:
    """Put one document back as planned and return how it ended.

    `Halted` leaves the document in its dossier. Raises Transient and Stopped: call again later.
    """
    try:
        for step in plan.steps:
            if await account.facts_of(step) is None:
                facts = await _STEPS[step](plan, drives, account)
                at = await _place_after(step, plan, account)
                await account.write_step(step, facts, at)
    except Halt as halt:
        return await _leave_in_dossier(plan, drives, account, halt.reason)
    except (Changed, Terminal) as obstacle:
        return await _leave_in_dossier(plan, drives, account, _obstacle(obstacle))
    return Undone(await _returned(plan, account))


async def _copy(plan: UndoPlan, drives: Drives, account: Account) -> dict[str, Any]:
    found = await copy_once(
        drives, account, plan.at, plan.versions, plan.folder, plan.name_in_dossier
    )
    return {"item_id": found.location.item_id}


async def _verify(plan: UndoPlan, drives: Drives, account: Account) -> dict[str, Any]:
    original = await drives.item(plan.at)
    copied = await drives.item(await _returned(plan, account))
    if original is None or copied is None:
        raise Halt(VERIFICATION_FAILED)
    versions = await drives.versions(copied.location)
    if not versions_carried(plan.versions, versions, office=is_office(copied.name)):
        raise Halt(VERIFICATION_FAILED)
    if len(await drives.versions(plan.at)) > len(plan.versions):
        raise Halt(_EDITED_MEANWHILE)
    criterion = await content_criterion(drives, original, copied)
    if criterion is None:
        raise Halt(VERIFICATION_FAILED)
    return {"content_criterion": criterion, "etag": original.etag, "ctag": original.ctag}


async def _columns(plan: UndoPlan, drives: Drives, account: Account) -> dict[str, Any]:
    if plan.fields:
        await drives.set_columns(await _returned(plan, account), plan.fields, None)
    return {}


async def _place(plan: UndoPlan, drives: Drives, account: Account) -> dict[str, Any]:
    item = await _present(drives, await _returned(plan, account))
    if item.name != plan.name:
        item = await drives.place(item.location, plan.folder.item_id, plan.name, item.etag)
    return {"name": item.name}


async def _unlabel(plan: UndoPlan, drives: Drives, _account: Account) -> dict[str, Any]:
    await drives.remove_label(plan.at)
    return {"label": plan.label}


async def _pointer(plan: UndoPlan, drives: Drives, _account: Account) -> dict[str, Any]:
    if plan.pointer is None:
        return {"removed": False}
    item = await drives.item(plan.pointer)
    if item is None or item.etag != plan.pointer_etag:
        return {"removed": False}  # gone, or people made it theirs
    await drives.delete(plan.pointer, item.etag)
    return {"removed": True}


async def _release(plan: UndoPlan, drives: Drives, account: Account) -> dict[str, Any]:
    await _present(drives, await _returned(plan, account))
    item = await drives.item(plan.at)
    if item is None:
        return {"released": "was already gone"}
    verified = await account.facts_of("verify") or {}
    if item.ctag != verified.get("ctag"):
        raise Halt(_EDITED_MEANWHILE)
    await drives.delete(plan.at, item.etag)
    return {"released": "to the recycle bin"}


_STEPS = {
    "copy": _copy,
    "verify": _verify,
    "columns": _columns,
    "place": _place,
    "unlabel": _unlabel,
    "pointer": _pointer,
    "release": _release,
}


async def _place_after(step: str, plan: UndoPlan, account: Account) -> Location:
    """Return where the document is after `step`: at its old place once the dossier's is released."""
    return await _returned(plan, account) if step in ("release", "pointer") else plan.at


async def _returned(plan: UndoPlan, account: Account) -> Location:
    facts = await account.facts_of("copy")
    if facts is None:
        raise LookupError("nothing was copied back")
    return Location(plan.folder.drive_id, str(facts["item_id"]))


async def _present(drives: Drives, at: Location) -> DriveItem:
    item = await drives.item(at)
    if item is None:
        raise Halt(_GONE)
    return item


async def _leave_in_dossier(
    plan: UndoPlan, drives: Drives, account: Account, reason: Reason
) -> Undone | Halted:
    """Remove the copy that was put back, as long as the document still stands in its dossier."""
    if await account.facts_of("release") is not None:
        return Undone(await _returned(plan, account))
    copied = await account.facts_of("copy")
    if copied is not None and await drives.item(plan.at) is not None:
        item = await drives.item(await _returned(plan, account))
        if item is not None:
            await drives.delete(item.location, item.etag)
        if plan.label is not None:
            await drives.set_label(plan.at, plan.label)
    return Halted(reason)


def _old_name_taken(name: str) -> Reason:
    return Reason(
        "old_name_taken",
        f"Op de oude plaats staat intussen iets anders met de naam «{name}».",
        f"Something else called «{name}» stands at the old place meanwhile.",
    )


def _obstacle(error: Exception) -> Reason:
    return Reason(
        "obstacle",
        f"Het terugzetten is gestopt door een hindernis: {error} Het document blijft in het "
        "dossier.",
        f"Putting it back was stopped by an obstacle: {error} The document stays in the dossier.",
    )


_GONE = Reason(
    "gone",
    "Het document ligt niet meer in het dossier; iemand heeft het verwijderd.",
    "The document is no longer in the dossier; someone removed it.",
)
_MOVED_BY_PEOPLE = Reason(
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
_EDITED_MEANWHILE = Reason(
    "edited_meanwhile",
    "Iemand werkt in het document terwijl het wordt teruggezet; probeer het later opnieuw.",
    "Someone is working in the document while it is put back; try again later.",
)
LOSSES: Mapping[str, tuple[str, str]] = {
    "item_id": (
        "het document krijgt een nieuw technisch nummer (item-id)",
        "the document gets a new technical id (item id)",
    ),
    "author_and_dates": (
        (
            "«gemaakt door», «gewijzigd door» en de datums van het item worden die van de app; "
            "de oorspronkelijke staan in het register"
        ),
        (
            "created by, modified by and the item's dates become those of the app; "
            "the original ones are in the register"
        ),
    ),
    "links": (
        "deellinks naar het document werken niet meer",
        "sharing links to the document no longer work",
    ),
    "extra_versions": (
        "de versiegeschiedenis houdt de versies die het opnemen heeft toegevoegd",
        "the version history keeps the versions that filing added",
    ),
    "own_permissions": (
        "rechten die alleen voor dit document golden keren niet terug",
        "permissions that were the document's own do not return",
    ),
    "source_label": (
        "het retentielabel dat het document had keert niet terug",
        "the retention label that the document had does not return",
    ),
}
