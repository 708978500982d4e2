"""The steps of a filing: each looks, acts, looks again, and tells what it saw.

Every step can be done again after a crash: what is already so is found and not repeated. Facts
are plain texts and numbers, for the register.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from filing.balance_sheet import is_office, versions_carried
from filing.copying import (
    CHANGED_MEANWHILE,
    VERIFICATION_FAILED,
    content_criterion,
    copy_once,
)
from filing.errors import Changed, NameTaken, NotFound, Refused
from filing.outcomes import Halt
from filing.plan import STAGING, FilingPlan
from filing.ports import Account, Drives
from records.documents import DriveItem, Location
from records.verdicts import Reason

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """One filing while it is carried out."""

    plan: FilingPlan
    drives: Drives
    account: Account

    async def fact(self, step: str, name: str) -> str:
        """Return one fact that an earlier step wrote down."""
        facts = await self.account.facts_of(step)
        if facts is None:
            raise LookupError(f"step {step} has not been done")
        return str(facts[name])

    async def copy_location(self) -> Location:
        """Return where our copy is: the same item from staging to its place."""
        return Location(self.plan.target.drive_id, await self.fact("copy", "item_id"))


async def open_dossier(work: Work) -> Facts:
    """The dossier's folder exists."""
    target = work.plan.target
    root = await work.drives.root(target.drive_id)
    folder = await work.drives.make_folder(target.drive_id, root.location.item_id, target.folder)
    return {"folder_id": folder.location.item_id}


async def open_staging(work: Work) -> Facts:
    """A folder of this filing alone exists, out of sight of the dossiers."""
    drive_id = work.plan.target.drive_id
    root = await work.drives.root(drive_id)
    staging = await work.drives.make_folder(drive_id, root.location.item_id, STAGING)
    folder = await work.drives.make_folder(drive_id, staging.location.item_id, work.plan.filing_id)
    return {"folder_id": folder.location.item_id}


async def copy(work: Work) -> Facts:
    """A copy with all versions lies in the staging folder, and the source did not change."""
    source = work.plan.source
    await _unchanged_source(work)
    folder = Location(work.plan.target.drive_id, await work.fact("staging", "folder_id"))
    found = await copy_once(
        work.drives, work.account, source.location, source.versions, folder, source.name
    )
    return {"item_id": found.location.item_id}


async def verify(work: Work) -> Facts:
    """The copy holds everything the source holds; otherwise the filing halts here."""
    source = await _unchanged_source(work)
    at = await work.copy_location()
    copied = await _present(work.drives, at)
    versions = await work.drives.versions(at)
    office = is_office(source.name)
    if not versions_carried(work.plan.source.versions, versions, office=office):
        raise Halt(VERIFICATION_FAILED)
    criterion = await content_criterion(work.drives, source, copied)
    if criterion is None:
        raise Halt(VERIFICATION_FAILED)
    return {
        "content_criterion": criterion,
        "versions_of_source": len(work.plan.source.versions),
        "versions_of_copy": len(versions),
        "size": copied.size,
        "quick_xor_hash": copied.quick_xor_hash,
        "source_etag": source.etag,
    }


async def columns(work: Work) -> Facts:
    """The copy carries its columns and content type, read back."""
    target = work.plan.target
    item = await work.drives.set_columns(
        await work.copy_location(), target.columns, target.content_type_id
    )
    return {"etag": item.etag, "content_type": item.content_type}


async def place(work: Work) -> Facts:
    """The copy lies in its dossier under its name: in one request, visible only now."""
    target = work.plan.target
    folder_id = await work.fact("dossier", "folder_id")
    item = await _present(work.drives, await work.copy_location())
    if item.parent_id != folder_id:
        try:
            item = await work.drives.place(item.location, folder_id, target.name, item.etag)
        except NameTaken:
            raise Halt(_NAME_TAKEN, again=True) from None
    return {"folder_id": folder_id, "name": item.name, "ctag": item.ctag, "url": item.web_url}


async def label(work: Work) -> Facts:
    """The item in the dossier carries its retention label, read back."""
    at = await work.copy_location()
    wanted = work.plan.target.label
    found = await work.drives.label(at)
    if found is None or found.name != wanted:
        await work.drives.set_label(at, wanted)
        found = await work.drives.label(at)
    if found is None or found.name != wanted:
        raise Halt(_label_missing(wanted))
    return {"label": found.name}


async def pointer(work: Work) -> Facts:
    """At the old place stands a pointer to the dossier."""
    source = work.plan.source
    item = await work.drives.child(source.drive_id, source.parent_id, work.plan.pointer_name)
    if item is None:
        url = await work.fact("place", "url")
        content = f"[InternetShortcut]\r\nURL={url}\r\n".encode()
        try:
            item = await work.drives.put_small(
                source.drive_id, source.parent_id, work.plan.pointer_name, content
            )
        except NotFound:
            # The folder itself was removed by people: there is no old place to point from.
            return {"item_id": None, "name": None, "etag": None}
    return {"item_id": item.location.item_id, "name": item.name, "etag": item.etag}


async def release(work: Work) -> Facts:
    """The source is in the recycle bin; done only while the copy stands in its place, whole."""
    copied = await _present(work.drives, await work.copy_location())
    versions = await work.drives.versions(copied.location)
    office = is_office(copied.name)
    if not versions_carried(work.plan.source.versions, versions, office=office):
        raise KeepSource(_COPY_NO_LONGER_WHOLE)
    source = await work.drives.item(work.plan.source.location)
    if source is None:
        return {"released": "was already gone"}
    if source.etag != work.plan.source.etag:
        raise KeepSource(_CHANGED_AFTER_COPY)
    protected = await work.drives.label(source.location)
    if protected is not None and protected.blocks_delete:
        raise KeepSource(_PROTECTED)
    try:
        await work.drives.delete(source.location, source.etag)
    except Changed:
        raise KeepSource(_CHANGED_AFTER_COPY) from None
    except Refused:
        raise KeepSource(_PROTECTED) from None
    return {"released": "to the recycle bin"}


async def clean_up(work: Work) -> Facts:
    """The staging folder of this filing is gone; it is left alone when something lies in it."""
    await remove_staging(
        work.drives, work.plan.target.drive_id, await work.account.facts_of("staging")
    )
    return {}


class KeepSource(Exception):
    """The copy stands in its dossier, but the source must stay."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.en)
        self.reason = reason


STEPS: Mapping[str, Callable[[Work], Awaitable[Facts]]] = {
    "dossier": open_dossier,
    "staging": open_staging,
    "copy": copy,
    "verify": verify,
    "columns": columns,
    "place": place,
    "label": label,
    "pointer": pointer,
    "release": release,
    "clean_up": clean_up,
}


async def remove_staging(drives: Drives, drive_id: str, staging: Mapping[str, Any] | None) -> None:
    """Remove the staging folder when it is empty."""
    if staging is None:
        return
    at = Location(drive_id, str(staging["folder_id"]))
    folder = await drives.item(at)
    if folder is not None and not await drives.children(drive_id, at.item_id):
        await drives.delete(at, folder.etag)


async def _unchanged_source(work: Work) -> DriveItem:
    source = await work.drives.item(work.plan.source.location)
    if source is None or source.etag != work.plan.source.etag:
        raise Halt(CHANGED_MEANWHILE, again=True)
    return source


async def _present(drives: Drives, at: Location) -> DriveItem:
    item = await drives.item(at)
    if item is None:
        raise Halt(_COPY_GONE)
    return item


def _label_missing(label_name: str) -> Reason:
    return Reason(
        "label_not_applied",
        f"Het retentielabel «{label_name}» kon niet worden gezet; er is niets opgenomen.",
        f"The retention label «{label_name}» could not be applied; nothing was filed.",
    )


_NAME_TAKEN = Reason(
    "name_taken",
    "In het dossier kwam intussen een ander document met deze naam; er wordt opnieuw gekeken.",
    "Another document took this name in the dossier meanwhile; it is looked at again.",
)
_COPY_GONE = Reason(
    "copy_gone",
    "De kopie in de dossierbibliotheek is verdwenen. De bron is niet geraakt.",
    "The copy in the dossier library has gone. The source is untouched.",
)
_COPY_NO_LONGER_WHOLE = Reason(
    "copy_not_whole",
    "De kopie in het dossier heeft niet meer alle versies; de bron blijft daarom staan.",
    "The copy in the dossier no longer has every version; so the source stays.",
)
_CHANGED_AFTER_COPY = Reason(
    "source_changed",
    "De bron is na het kopiëren nog gewijzigd; die blijft staan en een mens kiest.",
    "The source was changed after it was copied; it stays and a person chooses.",
)
_PROTECTED = Reason(
    "source_protected",
    "De bron mag niet worden verwijderd (label of recht); die blijft staan.",
    "The source may not be deleted (label or permission); it stays.",
)
