"""Whether a copy holds all that its original held: asking Graph, and where needed the bytes.

What has to be fetched is known from the sizes beforehand. It is fetched by so many bytes in one
call, and what was compared is written down, so that no call takes long however much there is.
"""

import asyncio
from collections.abc import Sequence
from typing import NoReturn

from filing.balance_sheet import (
    Criterion,
    is_office,
    same_hash,
    same_office_parts,
    versions_carried,
)
from filing.errors import Busy
from filing.outcomes import Halt
from filing.ports import Drives
from filing.store_ports import Account
from records.documents import DriveItem, Version
from records.verdicts import Reason

# Bytes.
MOST_COMPARED = 250_000_000  # of one file; two of them lie in memory then
MOST_AT_ONCE = 100_000_000  # fetched in one call, unless two that are compared are more
MOST_IN_ALL = 10_000_000_000  # fetched for one document: a hundred calls
GO_ON = 1.0  # seconds until the next call
Pair = tuple[Version, Version]


async def verify_copy(
    drives: Drives,
    account: Account,
    original: DriveItem,
    versions: Sequence[Version],
    copied: DriveItem,
) -> tuple[Criterion, tuple[Version, ...]]:
    """Return by which criterion both hold the same content, and the copy's versions.

    Raises Halt when a version is missing or another one, when the content differs, or when there is
    too much to compare; Busy when this call fetched as much as one call may. A library
    that keeps fewer versions gets no more of them, without an error
    (https://learn.microsoft.com/graph/api/driveitem-copy: within the target's version limit).
    """
    kept = await drives.versions(copied.location)
    office = is_office(original.name)
    if len(kept) < len(versions):
        raise Halt(_fewer_versions(len(kept), len(versions)))
    if not versions_carried(versions, kept, office=office):
        raise Halt(VERIFICATION_FAILED)
    told = same_hash(original, copied)
    if not told and not office and original.quick_xor_hash and copied.quick_xor_hash:
        raise Halt(VERIFICATION_FAILED)
    rewritten = [(a, b) for a, b in zip(versions[:-1], kept, strict=False) if a.size != b.size]
    _refuse_too_much(rewritten, () if told else (original.size, copied.size))
    fetched = await _compare_versions(drives, account, original, rewritten, copied)
    if told:
        return "quick_xor_hash", kept
    if not _fits(fetched, original.size + copied.size):
        await _go_on_later(account, original, copied, len(rewritten))
    return await _content_criterion(drives, original, copied), kept


def _refuse_too_much(rewritten: Sequence[Pair], current: Sequence[int]) -> None:
    """Raise Halt where a person has to compare: one file is too large, or all together are."""
    sizes = [*current, *(version.size for pair in rewritten for version in pair)]
    if max(sizes, default=0) > MOST_COMPARED:
        raise Halt(_too_large_to_compare(max(sizes)))
    if sum(sizes) > MOST_IN_ALL:
        raise Halt(_too_much_to_compare(len(rewritten), sum(sizes)))


async def _compare_versions(
    drives: Drives,
    account: Account,
    original: DriveItem,
    rewritten: Sequence[Pair],
    copied: DriveItem,
) -> int:
    """Return how many bytes this call fetched; all older versions are the same then.

    Those are of an Office file, rewritten to another size. What earlier calls compared of this same
    copy is not fetched again.
    """
    done, fetched = await _compared(account, copied), 0
    for index, (before, after) in enumerate(rewritten[done:], start=done):
        size = before.size + after.size
        if not _fits(fetched, size):
            await _go_on_later(account, original, copied, index)
        if not await asyncio.to_thread(
            same_office_parts,
            await drives.version_content(original.location, before.id),
            await drives.version_content(copied.location, after.id),
        ):
            raise Halt(VERIFICATION_FAILED)
        fetched += size
    return fetched


async def _compared(account: Account, copied: DriveItem) -> int:
    """Return how many of the rewritten versions were found the same, in the copy as it is now."""
    facts = await account.facts_of("compared") or {}
    return int(facts["versions"]) if facts.get("ctag") == copied.ctag else 0


def _fits(fetched: int, size: int) -> bool:
    """Return whether this call may fetch so much more; what it begins with always fits."""
    return not fetched or fetched + size <= MOST_AT_ONCE


async def _go_on_later(
    account: Account, original: DriveItem, copied: DriveItem, done: int
) -> NoReturn:
    """Write down how many versions were found the same, and raise Busy."""
    facts = {"ctag": copied.ctag, "versions": done}
    await account.write_step("compared", facts, original.location)
    raise Busy(f"the versions of {original.name} are still being compared", retry_after=GO_ON)


async def _content_criterion(drives: Drives, original: DriveItem, copied: DriveItem) -> Criterion:
    """Return by which criterion both hold the same content; raises Halt when they do not.

    Graph's own hash did not decide: a file that is not hashed yet is compared by its bytes, and an
    Office file, which SharePoint may rewrite, part by part.
    """
    before = await drives.content(original.location)
    after = await drives.content(copied.location)
    if before == after:
        return "bytes"
    office = is_office(original.name)
    if office and await asyncio.to_thread(same_office_parts, before, after):
        return "office_parts"
    raise Halt(VERIFICATION_FAILED)


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


def _too_much_to_compare(versions: int, size: int) -> Reason:
    gigabytes = size // 10**9
    return Reason(
        "too_much_to_compare",
        f"SharePoint herschreef {versions} oudere versies; samen met hun kopieën zijn ze te groot "
        f"({gigabytes} GB) om te vergelijken. Het origineel is niet geraakt.",
        f"SharePoint rewrote {versions} older versions; with their copies they are too large "
        f"({gigabytes} GB) to compare. The original is untouched.",
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
