"""The steps of a filing: each looks, acts, looks again, and tells what it saw.

Every step can be done again after a crash: what is already so is found and not repeated. Facts
are plain texts and numbers, for the register.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict

from filing.balance_sheet import is_office, versions_carried, versions_missing
from filing.before_and_after import reversible_as_labelled
from filing.errors import Changed, Locked, NotFound, Refused, Rejected, SaidChanged
from filing.obstacles import SOURCE_TAKEN, source_gone
from filing.opening import open_dossier
from filing.outcomes import Halt
from filing.placing import (
    audience_still_fits,
    dossier_in_sight,
    not_moved,
    place,
    there,
    unchanged_source,
)
from filing.pointer import put_pointer
from filing.reasons import protected
from filing.staging import (
    COPY_EDITED,
    STAGING,
    copied,
    copy_once,
    is_staged,
    last_changed_by_us,
    open_staging,
    remove_if_empty,
)
from filing.taken import columns_missing, not_taken
from filing.verifying import CHANGED_MEANWHILE, verify_copy
from filing.work import Facts, Work
from records.documents import DriveItem, Location, Version
from records.verdicts import Reason


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
    unchanged_source(work, await work.last_seen(source.location))
    folder = Location(work.plan.target.drive_id, await work.fact("staging", "folder_id"))
    found = await copy_once(
        work.drives, work.account, source.location, source.versions, folder, source.name
    )
    return copied(work.saw(found))


async def verify(work: Work) -> Facts:
    """The copy holds everything the source holds; otherwise the filing halts here."""
    source = await _unchanged_source(work)
    copy = there(await work.last_seen(await work.kept_at()))
    criterion, versions = await verify_copy(
        work.drives, work.account, source, work.plan.source.versions, copy
    )
    return {
        "content_criterion": criterion,
        "versions_of_source": len(work.plan.source.versions),
        "versions_of_copy": len(versions),
        "versions": [asdict(version) for version in versions],
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


async def label(work: Work) -> Facts:
    """The item in the dossier carries its retention label, as Graph tells it.

    A label that a person gave it meanwhile stands. What the label does is known only now: `protects`
    where it keeps the document from being deleted.
    """
    at = await work.kept_at()
    wanted = work.plan.target.label
    found = await work.drives.label(at)
    try:
        found = found or await work.drives.set_label(at, wanted)
    except Refused:
        raise Halt(_label_refused(wanted)) from None
    except Rejected:
        raise Halt(_label_unknown(wanted)) from None
    if found is None:
        raise Halt(_label_missing(wanted))
    return {"label": found.name, "protects": found.blocks_delete}


async def pointer(work: Work) -> Facts:
    """At the old place stands a pointer to the dossier.

    Where our label turned out to protect the copy, filing cannot be turned back as its plan said:
    the source stays, and a person chooses.
    """
    source = work.plan.source
    reversible = reversible_as_labelled(work.plan, await work.account.facts_of("label"))
    if work.plan.is_copied and reversible.why is not None:
        raise KeepSource(reversible.why)
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
    looked into once more there, and what lies in it is seen then. A source that went before we began
    to remove it, or after Graph refused that, was taken by people, and may lie where they put it: a
    person looks.
    """
    dossier = Location(work.plan.target.drive_id, await work.fact("place", "folder_id"))
    source, audience = await work.look(work.plan.source.location), frozenset[str]()
    if source is not None:
        audience = await audience_still_fits(work, dossier)
        not_moved(work, source)
    filed = await work.look(await work.kept_at())
    if source is not None and (filed is None or is_staged(filed)):
        await dossier_in_sight(work, dossier)
    filed = there(filed)
    versions = await work.drives.versions(filed.location)
    verified = await work.account.facts_of("verify") or {}
    changed = _changed_in_dossier(work, filed, verified["versions"], versions, dossier)
    if changed is not None:
        raise KeepSource(changed if source is not None else source_gone(changed), versions)
    if source is None:
        begun = await work.account.facts_of("release_begun")
        if begun is None or begun.get("refused"):
            raise KeepSource(SOURCE_TAKEN)
        return {"released": "was already gone"}
    if source.etag != work.plan.source.etag:
        raise KeepSource(_CHANGED_AFTER_COPY)
    found = await work.drives.label(source.location)
    if found is not None and found.blocks_delete:
        raise KeepSource(protected(found))
    seen = {
        "etag": source.etag,
        "versions": [asdict(version) for version in versions],
        "audience": sorted(audience),
    }
    await _remove_source(work, source, seen)
    return {"released": "to the recycle bin"}


async def _remove_source(work: Work, source: DriveItem, seen: Facts) -> None:
    """Remove it, written down beforehand with what was `seen`; so too that Graph surely did not."""
    await work.account.write_step("release_begun", seen, source.location)
    try:
        await work.drives.delete(source.location, source.etag)
    except (Locked, SaidChanged):  # people may take it away before the next try
        await work.account.write_step("release_begun", {**seen, "refused": True}, source.location)
        raise
    except Changed:
        raise KeepSource(_CHANGED_AFTER_COPY) from None
    except Refused:
        raise KeepSource(_NOT_RELEASED) from None


def _changed_in_dossier(
    work: Work,
    filed: DriveItem,
    verified: Sequence[Facts],
    versions: Sequence[Version],
    dossier: Location,
) -> Reason | None:
    """Return what became of the copy since it was verified, for which its source must stay."""
    if filed.parent_id != dossier.item_id:
        return _MOVED_BY_PEOPLE
    whole = versions_carried(work.plan.source.versions, versions, office=is_office(filed.name))
    if not whole:
        return _COPY_NO_LONGER_WHOLE
    return _VERSIONS_PUSHED_OUT if versions_missing(verified, versions) else None


async def clean_up(work: Work) -> Facts:
    """The staging folder of this filing is gone; it is left alone when something lies in it."""
    folder = Location(work.plan.target.drive_id, await work.fact("staging", "folder_id"))
    await remove_if_empty(work.drives, folder, work.seen.get(folder))
    return {}


class KeepSource(Exception):
    """The copy stands in its dossier, with these versions where they were seen; the source must stay."""

    def __init__(self, reason: Reason, versions: Sequence[Version] = ()) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.versions = tuple(versions)


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


async def _described(work: Work) -> DriveItem:
    """Return the document after it was given its columns and content type.

    Where it is no copy people see it, and may fill a column at this moment; a copy is described as
    long as nobody worked on it.
    """
    target = work.plan.target
    over: Mapping[str, str] | None = None
    if work.plan.is_copied:
        ctag = await work.fact("verify", "ctag")
    else:
        seen = await work.last_seen(work.plan.source.location)
        over, ctag = work.plan.source.fields, unchanged_source(work, seen).ctag
    at, terms = await work.kept_at(), target.terms
    try:
        return await work.drives.set_columns(
            at, target.columns, target.content_type_id, terms, over, ctag
        )
    except NotFound:
        there(await work.look(at))
        raise
    except Changed:
        now = there(await work.look(at))
        if now.ctag == ctag:
            raise
        if not work.plan.is_copied:
            raise Halt(CHANGED_MEANWHILE, again=True) from None
        if not last_changed_by_us(now):
            raise Halt(COPY_EDITED) from None
        source = await _unchanged_source(work)
        await verify_copy(work.drives, work.account, source, work.plan.source.versions, now)
    return await work.drives.set_columns(
        at, target.columns, target.content_type_id, terms, over, now.ctag
    )


async def _unchanged_source(work: Work) -> DriveItem:
    return unchanged_source(work, await work.look(work.plan.source.location))


def _label_unknown(label_name: str) -> Reason:
    """Which code Graph gives is documented nowhere: of a label that is unknown, or not for files.

    See https://learn.microsoft.com/graph/api/driveitem-setretentionlabel.
    """
    return Reason(
        "label_unknown",
        f"Microsoft 365 kent het retentielabel «{label_name}» niet, of het past niet op dit stuk; "
        "het opnemen is gestopt.",
        f"Microsoft 365 does not know the retention label «{label_name}», or it does not fit this "
        "document; filing was stopped.",
    )


def _label_refused(label_name: str) -> Reason:
    return Reason(
        "label_refused",
        f"De app mag het retentielabel «{label_name}» niet zetten; het opnemen is gestopt.",
        f"The app may not apply the retention label «{label_name}»; filing was stopped.",
    )


def _label_missing(label_name: str) -> Reason:
    return Reason(
        "label_not_applied",
        f"Het retentielabel «{label_name}» werd aangenomen, maar staat er niet; het opnemen is gestopt.",
        f"The retention label «{label_name}» was accepted but is not there; filing was stopped.",
    )


_COPY_NO_LONGER_WHOLE = Reason(
    "copy_not_whole",
    "De kopie in het dossier heeft niet meer alle versies; de app verwijdert de bron daarom niet.",
    "The copy in the dossier no longer has every version; so the app does not delete the source.",
)
_VERSIONS_PUSHED_OUT = Reason(
    "versions_pushed_out",
    "De kopie in het dossier mist nu een oudere versie: de bibliotheek bewaart er niet meer, zodat de "
    "versies die de app met de kolommen maakte er een verdrongen, of iemand verwijderde die. De app "
    "verwijdert de bron daarom niet.",
    "The copy in the dossier now lacks an older version: the library keeps no more of them, so that the "
    "versions which the app made with the columns pushed one out, or someone deleted it. So the app "
    "does not delete the source.",
)
_MOVED_BY_PEOPLE = Reason(
    "moved_by_people",
    "Iemand heeft het document in het dossier al verplaatst; de app verwijdert de bron daarom niet.",
    "Someone already moved the document in the dossier; so the app does not delete the source.",
)
_CHANGED_AFTER_COPY = Reason(
    "source_changed",
    "De bron is na het kopiëren nog gewijzigd; die blijft staan en een mens kiest.",
    "The source was changed after it was copied; it stays and a person chooses.",
)
_NOT_RELEASED = Reason(
    "source_not_released",
    "Microsoft 365 staat niet toe dat de bron wordt verwijderd (een vernietigingsstop, een label of "
    "een recht); die blijft staan.",
    "Microsoft 365 does not allow the source to be deleted (a hold, a label or a permission); it "
    "stays.",
)
