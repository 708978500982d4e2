"""Whether a copy holds all that its original held: asking Graph, and where needed the bytes."""

import asyncio
from collections.abc import Sequence

from filing.balance_sheet import (
    Criterion,
    is_office,
    same_hash,
    same_office_parts,
    versions_carried,
)
from filing.outcomes import Halt
from filing.ports import Drives
from records.documents import DriveItem, Location, Version
from records.verdicts import Reason

MOST_COMPARED = 250_000_000  # bytes of one file; two of them lie in memory then


async def verify_copy(
    drives: Drives, original: DriveItem, versions: Sequence[Version], copied: DriveItem
) -> tuple[Criterion, tuple[Version, ...]]:
    """Return by which criterion both hold the same content, and the copy's versions.

    Raises Halt when a version is missing or another one, or when the content differs. A library
    that keeps fewer versions gets no more of them, without an error
    (https://learn.microsoft.com/graph/api/driveitem-copy: within the target's version limit).
    """
    kept = await drives.versions(copied.location)
    if len(kept) < len(versions):
        raise Halt(_fewer_versions(len(kept), len(versions)))
    if not versions_carried(versions, kept, office=is_office(original.name)):
        raise Halt(VERIFICATION_FAILED)
    for before, after in zip(versions[:-1], kept, strict=False):
        if before.size != after.size and not await _same_version(
            drives, original.location, before, copied.location, after
        ):
            raise Halt(VERIFICATION_FAILED)
    criterion = await _content_criterion(drives, original, copied)
    if criterion is None:
        raise Halt(VERIFICATION_FAILED)
    return criterion, kept


async def _content_criterion(
    drives: Drives, original: DriveItem, copied: DriveItem
) -> Criterion | None:
    """Return by which criterion both hold the same content, or None when they do not.

    Graph's own hash decides where both have one; a file that is not hashed yet is compared by its
    bytes, and an Office file, which SharePoint may rewrite, part by part.
    """
    if same_hash(original, copied):
        return "quick_xor_hash"
    office = is_office(original.name)
    if not office and original.quick_xor_hash and copied.quick_xor_hash:
        return None
    if original.size > MOST_COMPARED:
        raise Halt(_too_large_to_compare(original.size))
    before = await drives.content(original.location)
    after = await drives.content(copied.location)
    if before == after:
        return "bytes"
    if office and await asyncio.to_thread(same_office_parts, before, after):
        return "office_parts"
    return None


async def _same_version(
    drives: Drives, original: Location, before: Version, copied: Location, after: Version
) -> bool:
    """Return whether an older version of an Office file, rewritten to another size, is the same."""
    return await asyncio.to_thread(
        same_office_parts,
        await drives.version_content(original, before.id),
        await drives.version_content(copied, after.id),
    )


def _fewer_versions(kept: int, had: int) -> Reason:
    return Reason(
        "fewer_versions",
        f"De kopie kreeg {kept} van de {had} versies: de bibliotheek bewaart er minder. Het origineel "
        "is niet geraakt.",
        f"The copy got {kept} of the {had} versions: the library keeps fewer. The original is untouched.",
    )


def _too_large_to_compare(size: int) -> Reason:
    return Reason(
        "too_large_to_compare",
        f"Het bestand ({size // 10**6} MB) is te groot om de kopie ermee te vergelijken. Het origineel "
        "is niet geraakt.",
        f"The file ({size // 10**6} MB) is too large to compare the copy with it. The original is "
        "untouched.",
    )


VERIFICATION_FAILED = Reason(
    "verification_failed",
    "De kopie is niet gelijk aan het origineel. Het origineel is niet geraakt; een mens kijkt.",
    "The copy does not equal the original. The original is untouched; a person looks.",
)
CHANGED_MEANWHILE = Reason(
    "changed_meanwhile",
    "Het document is tijdens het opnemen gewijzigd; er wordt opnieuw gekeken.",
    "The document was changed while it was being filed; it is looked at again.",
)
