"""Looking at one document and its target, as far as a verdict and a decision need it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from classification.classify import dossier_types_at, needs_text
from filing.audience import who_sees_beside, who_would_see_more
from filing.balance_sheet import is_office
from filing.contents import Contents, contents_of, key_of_bytes
from filing.dossier_folder import dossier_around, find_dossier
from filing.errors import Terminal
from filing.limits import FILING_ID_LENGTH, path_length
from filing.obstacles import cannot_look
from filing.plan import TargetFacts
from filing.ports import Drives
from filing.problems import NOT_LISTENED_TO
from filing.staging import STAGING, staging_in, who_sees_staging
from filing.store_ports import Claimed, Kept, SourceNow
from filing.workplace import Workplace, why
from records.canonical import digest
from records.documents import NOBODY, DocumentSnapshot, DriveItem, Location, Reading
from records.file_plan import FilePlan, Mode
from records.numbers import folder_of
from records.register import Draft
from records.verdicts import Reason, Verdict

LOOK_AGAIN_AFTER = timedelta(hours=1)  # at a document that could not be looked at


async def read_document(
    claimed: Claimed,
    item: DriveItem,
    file_plan: FilePlan,
    at: Workplace,
    *,
    learned: Callable[[DocumentSnapshot], bool],
) -> DocumentSnapshot:
    """Return the document with its text, where a rule at its source or a `learned` model asks for it.

    `learned` is asked that of the document without its text.

    It is read as well where Graph's hash does not tell what content it is: it is not hashed yet,
    or SharePoint may have rewritten it. A shortcut is not read: it is no document; nor is a package,
    which has no content of its own.
    """
    source = file_plan.source(claimed.source)
    is_governed = source is not None and source.is_governed
    unread = DocumentSnapshot(
        document_id=claimed.document_id,
        source=claimed.source,
        item=item,
        versions=(),
        access=NOBODY,
        label=None,
        reading=None,
        bytes_key=None,
        lies_in=await dossier_around(item, at) if is_governed else None,
    )
    if item.is_shortcut or item.is_package:
        return unread
    asked = needs_text(dossier_types_at(file_plan, claimed.source))
    unsure = item.quick_xor_hash is None or is_office(item.name)
    if not (asked or unsure or learned(unread)):
        return unread
    reading, bytes_key = await _read(item, at)
    return replace(unread, reading=reading, bytes_key=bytes_key)


async def contents_now(item: DriveItem, at: Workplace) -> Contents:
    """Return what the document holds at this moment."""
    return contents_of(item, *await _read(item, at))


async def _read(item: DriveItem, at: Workplace) -> tuple[Reading, str | None]:
    """Return what could be read, and the key of the bytes; null where they are not fetched."""
    refused = at.reader.refuses(item.name, item.size)
    if refused is not None:
        return refused, None
    content = await at.drives.content(item.location)
    reading = await at.reader.read(item.name, content)
    return reading, await asyncio.to_thread(key_of_bytes, content)


async def with_versions_audience_label(
    snapshot: DocumentSnapshot, drives: Drives
) -> DocumentSnapshot:
    """Return the document with all that filing it must know; asked only where it may be filed."""
    at = snapshot.item.location
    return replace(
        snapshot,
        versions=await drives.versions(at),
        access=await drives.access(at),
        label=await drives.label(at),
    )


async def look_at_target(
    snapshot: DocumentSnapshot, verdict: Verdict, file_plan: FilePlan, at: Workplace
) -> TargetFacts:
    """Return what the target library, the dossier in it, and the old place are like."""
    source, drives = snapshot.item, at.drives
    dossier_type = file_plan.dossier_type(verdict.dossier_type or "")
    drive_id = await drives.library(file_plan.sites[dossier_type.site], dossier_type.library)
    root = await drives.root(drive_id)
    found = await find_dossier(verdict.dossier_number or "", dossier_type, root, at)
    dossier = found.folder
    columns = await drives.columns(drive_id)
    facts = TargetFacts(
        drive_id=drive_id,
        columns=columns.names,
        note_columns=columns.note_columns,
        content_types=await drives.content_types(drive_id),
        principals=frozenset(),
        pointer_principals=frozenset(),
        dossier=dossier,
        dossier_doubt=found.doubt,
        is_here=dossier is not None and _lies_in_dossier(source, dossier),
        taken_names=frozenset(),
    )
    if facts.is_here:
        return facts
    staging, in_staging = None, frozenset[str]()
    if dossier is None or drive_id != source.location.drive_id:  # else it moves, past no staging
        staging = await staging_in(drives, drive_id)
        in_staging = await who_sees_staging(drives, drive_id, staging)
    return replace(
        facts,
        staging=staging,
        principals=in_staging | await _who_sees(drives, dossier),
        pointer_principals=await who_sees_beside(
            source.location, source.parent_id, snapshot.access, drives
        ),
        taken_names=await names_beside(drives, dossier.location if dossier else None, source.name),
        longest_path=await _longest_path(source, root, _way_to(dossier, verdict), drives),
    )


async def _longest_path(source: DriveItem, root: DriveItem, way: str, drives: Drives) -> int:
    """Return how long the longest path gets: in the dossier, while it waits, and the pointer's."""
    old_root = await drives.root(source.location.drive_id)
    paths = [(root, way, source.name), (old_root, source.path, f"{source.name}.url")]
    if old_root.location != root.location:  # else it moves, past no staging
        paths.append((root, f"{STAGING}/{FILING_ID_LENGTH * 'x'}", source.name))
    return max(path_length(*path) for path in paths)


def _way_to(dossier: DriveItem | None, verdict: Verdict) -> str:
    if dossier is None:
        return folder_of(verdict.dossier_number or "")
    return f"{dossier.path.rstrip('/')}/{dossier.name}"


def _lies_in_dossier(item: DriveItem, dossier: DriveItem) -> bool:
    """Return whether the document lies in the dossier, in the folder itself or deeper."""
    return item.location.drive_id == dossier.location.drive_id and _under(
        item.path, f"{dossier.path.rstrip('/')}/{dossier.name}"
    )


async def _who_sees(drives: Drives, dossier: DriveItem | None) -> frozenset[str]:
    """Return all who could open the document in its dossier; nobody while there is none."""
    return (await drives.access(dossier.location)).widest if dossier else frozenset()


async def names_beside(drives: Drives, folder: Location | None, name: str) -> frozenset[str]:
    """Return the names in that folder, in small letters, where `name` is one of them; else none."""
    if folder is None or await drives.child(folder.drive_id, folder.item_id, name) is None:
        return frozenset()
    beside = await drives.children(folder.drive_id, folder.item_id)
    return frozenset({name.lower(), *(child.name.lower() for child in beside)})


async def may_be_named(kept: Kept, item: DriveItem, file_plan: FilePlan, drives: Drives) -> bool:
    """Return whether everyone who sees the item may open what is kept, and so know its name."""
    try:
        open_to = (await drives.access(kept.at)).known
    except Terminal:
        return False
    readers = (await drives.access(item.location)).widest
    return not who_would_see_more(open_to, readers, file_plan.always_allowed)


async def lies_in(item: DriveItem, source: SourceNow, drives: Drives) -> bool:
    """Return whether the document lies in its source; the source's folder may be renamed."""
    if item.location.drive_id != source.folder.drive_id:
        return False
    if _under(item.path, source.folder_path):
        return True
    folder = await drives.item(source.folder)
    return folder is not None and _under(item.path, f"{folder.path.rstrip('/')}/{folder.name}")


async def write_unseen(
    draft: Draft, claimed: Claimed, obstacle: Terminal, at: Workplace, *, settled: str
) -> None:
    """Write down that it cannot be looked at, once, and look again in an hour.

    The outcome of `draft` is the document's state; `standing` tells what was said until it can.
    """
    evidence, due = why(cannot_look(obstacle)), at.now() + LOOK_AGAIN_AFTER
    standing = digest({"outcome": draft.outcome, "evidence": evidence})
    if standing == claimed.standing:
        await at.documents.settle(claimed.document_id, settled=settled, due_at=due)
        return
    await at.documents.write(
        replace(draft, evidence=evidence),
        state=draft.outcome,
        standing=standing,
        settled=settled,
        due_at=due,
    )


async def held_back(document_id: str, at: Workplace) -> bool:
    """Return whether nothing is to be written of a document that is gone; it is given back then.

    So many went from its source at once that a person has to look first.
    """
    if not await at.documents.vanished(document_id):
        return False
    await at.documents.let_go(document_id, problem=NOT_LISTENED_TO)
    return True


def settled_digest(
    item: DriveItem, judges: Sequence[str | None], mode: Mode, brake: Reason | None
) -> str:
    """Return what a document looks like, as far as a verdict depends on it.

    `judges` is what judges it: the versions of file plan and model, and what a person said it is;
    `brake` why the mode of its source was lowered, where a brake did.
    """
    return digest(
        {
            "place": [item.location.drive_id, item.location.item_id, item.parent_id, item.path],
            "name": item.name,
            "ctag": item.ctag,
            "fields": dict(item.fields),
            "checked_out_by": item.checked_out_by,
            "judges": list(judges),
            "mode": mode.name,
            "brake": brake.en if brake else None,
        }
    )


def _under(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder.rstrip('/')}/")
