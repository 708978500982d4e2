"""Who would see more than before."""

from filing.ports import Drives
from records.documents import Access, Location


def who_would_see_more(
    before: frozenset[str], after: frozenset[str], always_allowed: frozenset[str]
) -> frozenset[str]:
    """Return those who cannot open the document now and could after filing.

    Those who may see every dossier by their office do not count. A principal that belongs to one
    site (`site:...`) is nobody elsewhere, so it always counts: better one question too many.
    """
    return after - before - always_allowed


def who_would_see_less(before: frozenset[str], after: frozenset[str]) -> frozenset[str]:
    """Return those who can open the document now and could no longer after filing."""
    return before - after


async def who_sees_beside(
    at: Location, parent_id: str, access: Access, drives: Drives
) -> frozenset[str]:
    """Return all who see what lies beside that item, which has that access."""
    if access.inherits:
        return access.widest
    return (await drives.access(Location(at.drive_id, parent_id))).widest
