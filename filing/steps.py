"""The steps of a filing: each looks, acts, looks again, and tells what it saw.

Every step can be done again after a crash: what is already so is found and not repeated. Facts
are plain texts and numbers, for the register.
"""

from collections.abc import Awaitable, Callable, Mapping

from filing.audience import who_sees_beside, who_would_see_more
from filing.balance_sheet import is_office, versions_carried
from filing.errors import Changed, NameTaken, NotFound, Refused
from filing.opening import DOSSIER_GONE, open_dossier
from filing.outcomes import Halt
from filing.plan import free_name
from filing.pointer import put_pointer
from filing.staging import (
    COPY_EDITED,
    STAGING,
    copied,
    copy_once,
    is_staged,
    open_staging,
    remove_if_empty,
)
from filing.taken import columns_missing, not_taken
from filing.verifying import CHANGED_MEANWHILE, verify_copy
from filing.work import Facts, Work
from records.documents import DriveItem, Location
from records.verdicts import Reason

NAMES_TRIED = 20


async def staging(work: Work) -> Facts:
    """A folder of this filing alone exists, out of sight of the dossiers."""
    drive_id = work.plan.target.drive_id
    known = [i for i in work.seen.values() if i.location.drive_id == drive_id and i.name == STAGING]
    around = known[0] if known else None
    folder = work.saw(await open_staging(work.drives, drive_id, work.plan.filing_id, around))
    return {"folder_id": folder.location.item_id}


async def copy(work: Work) -> Facts:
    """A copy with all versions lies in the staging folder, and the source did not change."""
    source = work.plan.source
    _refuse_another_source(work, await work.last_seen(source.location))
    folder = Location(work.plan.target.drive_id, await work.fact("staging", "folder_id"))
    found = await copy_once(
        work.drives, work.account, source.location, source.versions, folder, source.name
    )
    return copied(work.saw(found))


async def verify(work: Work) -> Facts:
    """The copy holds everything the source holds; otherwise the filing halts here."""
    source = await _unchanged_source(work)
    copy = _there(await work.last_seen(await work.kept_at()))
    criterion, versions = await verify_copy(work.drives, source, work.plan.source.versions, copy)
    return {
        "content_criterion": criterion,
        "versions_of_source": len(work.plan.source.versions),
        "versions_of_copy": len(versions),
        "size": copy.size,
        "quick_xor_hash": copy.quick_xor_hash,
        "ctag": copy.ctag,
        "source_etag": source.etag,
    }


async def columns(work: Work) -> Facts:
    """The document carries its columns and content type, read back."""
    target = work.plan.target
    item = work.saw(await _described(work))
    missing = not_taken(target.columns, target.terms, item)
    if missing or item.content_type != target.content_type:
        raise Halt(columns_missing(missing or [target.content_type]))
    names = (*target.columns, *target.terms)
    return {
        "etag": item.etag,
        "ctag": item.ctag,
        "content_type": item.content_type,
        "fields": {name: item.fields[name] for name in names if name in item.fields},
        "described": dict(item.fields),
    }


async def place(work: Work) -> Facts:
    """The copy lies in its dossier under its name: in one request, visible only now.

    Where another document took that name meanwhile it is the next free one, as the plan announced.
    """
    target = work.plan.target
    folder_id = await work.fact("dossier", "folder_id")
    item = _there(await work.look(await work.kept_at()))
    ctag = await work.fact("columns", "ctag")  # after a crash people may have written in it there
    if item.parent_id != folder_id:
        try:
            dossier = Location(target.drive_id, folder_id)
            if item.ctag != ctag:
                raise Halt(COPY_EDITED)
            await _dossier_is_still_that_one(work, dossier)
            await _audience_still_fits(work, dossier)
            item = await _under_a_free_name(work, item, folder_id)
        except NotFound:
            raise Halt(DOSSIER_GONE, again=True) from None
        ctag = item.ctag
    return {"folder_id": folder_id, "name": item.name, "ctag": ctag, "url": item.web_url}


async def label(work: Work) -> Facts:
    """The item in the dossier carries its retention label, read back.

    A label that a person gave it meanwhile stands.
    """
    at = await work.kept_at()
    wanted = work.plan.target.label
    found = await work.drives.label(at)
    if found is None:
        found = await work.drives.set_label(at, wanted)
    if found is None:
        raise Halt(_label_missing(wanted))
    return {"label": found.name}


async def pointer(work: Work) -> Facts:
    """At the old place stands a pointer to the dossier."""
    source = work.plan.source
    return await put_pointer(
        work.drives,
        work.account,
        Location(source.drive_id, source.parent_id),
        work.plan.pointer_name,
        await work.fact("place", "url"),
    )


async def release(work: Work) -> Facts:
    """The source is in the recycle bin; done only while the copy stands in its place, whole.

    And while nobody sees the copy who could not see the source: people may restrict that after
    the copy was placed, and it is taken back then; also where they moved the source with a folder
    around it. While another filing has the dossier aside to remove it, nothing is released: it is
    looked into once more there, and what lies in it is seen then.
    """
    dossier = Location(work.plan.target.drive_id, await work.fact("place", "folder_id"))
    source = await work.look(work.plan.source.location)
    if source is not None:
        await _audience_still_fits(work, dossier)
        _not_moved(work, source)
    filed = await work.look(await work.kept_at())
    if source is not None and (filed is None or is_staged(filed)):
        await _dossier_in_sight(work, dossier)
    filed = _there(filed)
    versions = await work.drives.versions(filed.location)
    office = is_office(filed.name)
    if filed.parent_id != dossier.item_id:
        raise KeepSource(_MOVED_BY_PEOPLE)
    if not versions_carried(work.plan.source.versions, versions, office=office):
        raise KeepSource(_COPY_NO_LONGER_WHOLE)
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
    folder = Location(work.plan.target.drive_id, await work.fact("staging", "folder_id"))
    await remove_if_empty(work.drives, folder, work.seen.get(folder))
    return {}


class KeepSource(Exception):
    """The copy stands in its dossier, but the source must stay."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.en)
        self.reason = reason


STEPS: Mapping[str, Callable[[Work], Awaitable[Facts]]] = {
    "dossier": open_dossier,
    "staging": staging,
    "copy": copy,
    "verify": verify,
    "columns": columns,
    "place": place,
    "label": label,
    "pointer": pointer,
    "release": release,
    "clean_up": clean_up,
}


async def _audience_still_fits(work: Work, dossier: Location) -> None:
    """Permissions change without a trace in eTags, so they are asked again at the last moment."""
    source = work.plan.source
    now = await work.drives.access(source.location)
    there = await work.drives.access(dossier)
    if who_would_see_more(now.known, there.widest, frozenset(work.plan.always_allowed)):
        raise Halt(_AUDIENCE_CHANGED, again=True)
    beside = await who_sees_beside(source.location, source.parent_id, now, work.drives)
    if who_would_see_more(now.known, beside, frozenset()):
        raise Halt(_AUDIENCE_CHANGED, again=True)  # they would see the name of the pointer


async def _described(work: Work) -> DriveItem:
    """Return the document after it was given its columns and content type.

    Where it lies in its dossier already people see it, and may fill a column at this moment; a copy
    is described as long as nobody worked on it.
    """
    target, over, ctag = work.plan.target, None, None
    if work.plan.is_in_place:
        await _unchanged_source(work)
        over = work.plan.source.fields
    else:
        ctag = await work.fact("verify", "ctag")
    at, terms = await work.kept_at(), target.terms
    try:
        return await work.drives.set_columns(
            at, target.columns, target.content_type_id, terms, over, ctag
        )
    except NotFound:
        _there(await work.look(at))
        raise
    except Changed:
        if ctag is not None and _there(await work.look(at)).ctag != ctag:
            raise Halt(COPY_EDITED) from None
        raise


async def _under_a_free_name(work: Work, item: DriveItem, folder_id: str) -> DriveItem:
    name, taken = work.plan.target.name, frozenset[str]()
    for _ in range(NAMES_TRIED):
        try:
            return await work.drives.place(item.location, folder_id, name, item.etag)
        except NameTaken:
            beside = await work.drives.children(item.location.drive_id, folder_id)
            taken |= {name.lower(), *(child.name.lower() for child in beside)}
            name = free_name(work.plan.source.name, taken)
    raise Halt(_NAME_TAKEN, again=True)


async def _dossier_is_still_that_one(work: Work, dossier: Location) -> None:
    """People may have given its folder the number of another; a new look sees whose it is."""
    folder = await _dossier_in_sight(work, dossier)
    if folder.name.casefold() != work.plan.target.folder.casefold():
        raise Halt(_DOSSIER_RENAMED, again=True)


async def _dossier_in_sight(work: Work, dossier: Location) -> DriveItem:
    """Another filing may have it aside at this moment, to remove it."""
    folder = await work.drives.item(dossier)
    if folder is None or is_staged(folder):
        raise Halt(DOSSIER_GONE, again=True)
    return folder


async def _unchanged_source(work: Work) -> DriveItem:
    return _refuse_another_source(work, await work.look(work.plan.source.location))


def _refuse_another_source(work: Work, source: DriveItem | None) -> DriveItem:
    if source is None or source.etag != work.plan.source.etag:
        raise Halt(CHANGED_MEANWHILE, again=True)
    _not_moved(work, source)
    return source


def _not_moved(work: Work, source: DriveItem) -> None:
    """Its eTag does not tell that people moved or renamed a folder around it."""
    if source.path != work.plan.source.path:
        raise Halt(CHANGED_MEANWHILE, again=True)


def _there(item: DriveItem | None) -> DriveItem:
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
    "In het dossier zijn intussen alle namen voor dit document bezet; er wordt opnieuw gekeken.",
    "Every name for this document was taken in the dossier meanwhile; it is looked at again.",
)
_DOSSIER_RENAMED = Reason(
    "dossier_renamed",
    "De map van het dossier kreeg intussen een andere naam; er wordt opnieuw gekeken.",
    "The folder of the dossier was given another name meanwhile; it is looked at again.",
)
_AUDIENCE_CHANGED = Reason(
    "audience_changed",
    "Wie het document of het dossier mag zien is intussen gewijzigd; er wordt opnieuw gekeken.",
    "Who may see the document or the dossier was changed meanwhile; it is looked at again.",
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
_MOVED_BY_PEOPLE = Reason(
    "moved_by_people",
    "Iemand heeft het document in het dossier al verplaatst; de bron blijft daarom staan.",
    "Someone already moved the document in the dossier; so the source stays.",
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
