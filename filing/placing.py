"""Placing a document in its dossier: the one moment at which people come to see it there.

It is the copy that waited in the staging folder, or the document itself where it lay in the same
library already: then it moves, and stays one item with its id, its versions and its author.
"""

from filing.audience import who_sees_beside, who_would_see_more
from filing.errors import NameTaken, NotFound, Refused
from filing.opening import DOSSIER_GONE
from filing.outcomes import Halt
from filing.plan import FilingPlan, free_name
from filing.ports import Drives
from filing.staging import COPY_EDITED, is_staged
from filing.store_ports import Account
from filing.verifying import CHANGED_MEANWHILE
from filing.work import Facts, Work
from records.documents import DriveItem, Location
from records.verdicts import Reason

NAMES_TRIED = 20


async def place(work: Work) -> Facts:
    """The document lies in its dossier under its name: in one request, visible there only now.

    Where another document took that name meanwhile it is the next free one, as the plan announced.
    Another name than the one we gave, seen after a crash, is people's: it is no fact of ours.
    """
    target = work.plan.target
    folder_id = await work.fact("dossier", "folder_id")
    item, audience = there(await work.look(await work.kept_at())), frozenset[str]()
    name = await name_given(work.plan, work.account)
    ctag = await work.fact("columns", "ctag")  # after a crash people may have written in it there
    if item.parent_id != folder_id:
        try:
            dossier = Location(target.drive_id, folder_id)
            await _as_it_waited(work, item, ctag)
            audience = await audience_still_fits(work, dossier)
            await _dossier_is_still_that_one(work, dossier)  # last: it may be taken away meanwhile
            item = await _under_a_free_name(work, item, folder_id)
        except NotFound:
            raise Halt(DOSSIER_GONE, again=True) from None
        name, ctag = item.name, item.ctag
    facts = _placed(item, name, ctag)
    return facts | ({"audience": sorted(audience)} if audience else {})


async def placed_unwritten(work: Work) -> Facts | None:
    """Return the facts of a copy that was placed before a crash kept that from being written down."""
    known = [await work.account.facts_of(step) for step in ("dossier", "columns", "place")]
    dossier, columns, placed = known
    if dossier is None or columns is None or placed is not None:
        return None
    item = await work.look(await work.kept_at())
    if item is None or item.parent_id != dossier["folder_id"]:
        return None
    return _placed(item, await name_given(work.plan, work.account), columns["ctag"])


def _placed(item: DriveItem, name: str, ctag: str) -> Facts:
    found = {"name": name, "ctag": ctag, "url": item.web_url, "made": item.made}
    return {"folder_id": item.parent_id, **found}


async def name_given(plan: FilingPlan, account: Account) -> str:
    """Return the name that the document has in its dossier by us, also where that was not written yet."""
    known = [await account.facts_of(step) for step in ("place", "place_begun")]
    return next((str(facts["name"]) for facts in known if facts is not None), plan.target.name)


async def move_back(
    plan: FilingPlan, folder_id: str | None, placed_as: str, drives: Drives
) -> None:
    """Move a document that was moved into that folder back to its old place.

    It goes back under its old name, or the one that people gave it since it was `placed_as`; where
    people moved it elsewhere it stays there. Raises Terminal where something else has its name there
    now, the old folder is gone, or people would see it there who could not: they can put any of that
    right, or move the document out of the dossier themselves.
    """
    item = await drives.item(plan.source.location)
    if item is None or item.parent_id != folder_id:
        return
    old = Location(plan.source.drive_id, plan.source.parent_id)
    more = who_would_see_more(
        frozenset(plan.source.principals), (await drives.access(old)).widest, frozenset()
    )
    if more:
        raise Refused("more people could see it at its old place than before it was filed")
    name = plan.source.name if item.name == placed_as else item.name
    await drives.place(item.location, old.item_id, name, item.etag)


async def audience_still_fits(work: Work, dossier: Location) -> frozenset[str]:
    """Return who sees the document in its dossier; raises Halt where those are more than before.

    Permissions change without a trace in eTags, so they are asked again at the last moment. What
    moves within its library keeps permissions of its own.
    """
    source = work.plan.source
    now = await work.drives.access(source.location)
    then = await work.drives.access(dossier)
    if who_would_see_more(now.known, then.widest, frozenset(work.plan.always_allowed)):
        raise Halt(_AUDIENCE_CHANGED, again=True)
    beside = await who_sees_beside(source.location, source.parent_id, now, work.drives)
    if who_would_see_more(now.known, beside, frozenset()):
        raise Halt(_AUDIENCE_CHANGED, again=True)  # they would see the name of the pointer
    return then.widest if work.plan.is_copied or now.inherits else now.widest


async def _as_it_waited(work: Work, item: DriveItem, ctag: str) -> None:
    """Refuse what people worked on or moved while it was made ready, or renamed where they see it."""
    source = work.plan.source
    if work.plan.is_copied:
        if (item.ctag, item.parent_id) != (ctag, await work.fact("staging", "folder_id")):
            raise Halt(COPY_EDITED)
        unchanged_source(work, await work.last_seen(source.location))  # it may have waited long
        return
    if (item.ctag, item.parent_id, item.name) != (ctag, source.parent_id, source.name):
        raise Halt(CHANGED_MEANWHILE, again=True)
    not_moved(work, item)


async def _under_a_free_name(work: Work, item: DriveItem, folder_id: str) -> DriveItem:
    name, taken = await name_given(work.plan, work.account), frozenset[str]()
    for _ in range(NAMES_TRIED):
        try:
            return await work.drives.place(item.location, folder_id, name, item.etag)
        except NameTaken:
            beside = await work.drives.children(item.location.drive_id, folder_id)
            taken |= {name.lower(), *(child.name.lower() for child in beside)}
            name = free_name(work.plan.source.name, taken)
            source = work.plan.source.location
            await work.account.write_step("place_begun", {"name": name}, source)
    raise Halt(_NAME_TAKEN, again=True)


async def _dossier_is_still_that_one(work: Work, dossier: Location) -> None:
    """People may have given its folder the number of another; a new look sees whose it is."""
    folder = await dossier_in_sight(work, dossier)
    if folder.name.casefold() != work.plan.target.folder.casefold():
        raise Halt(_DOSSIER_RENAMED, again=True)


async def dossier_in_sight(work: Work, dossier: Location) -> DriveItem:
    """Another filing may have it aside at this moment, to remove it."""
    folder = await work.drives.item(dossier)
    if folder is None or is_staged(folder):
        raise Halt(DOSSIER_GONE, again=True)
    return folder


def unchanged_source(work: Work, source: DriveItem | None) -> DriveItem:
    """Return the source where it is as it was planned. Raises Halt where people did anything to it."""
    if source is None or source.etag != work.plan.source.etag:
        raise Halt(CHANGED_MEANWHILE, again=True)
    not_moved(work, source)
    return source


def not_moved(work: Work, source: DriveItem) -> None:
    """Its eTag does not tell that people moved or renamed a folder around it."""
    if source.path != work.plan.source.path:
        raise Halt(CHANGED_MEANWHILE, again=True)


def there(item: DriveItem | None) -> DriveItem:
    """Return what is to be in the dossier. Raises Halt where it has gone."""
    if item is None:
        raise Halt(_COPY_GONE)
    return item


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
    "Wat in het dossier zou komen is verdwenen uit de bibliotheek; iemand haalde het weg.",
    "What was to come into the dossier has gone from the library; someone removed it.",
)
