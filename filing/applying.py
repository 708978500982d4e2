"""Filing exactly what a dry run foretold: where a document's plan is the same still, it begins."""

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from filing.beginning import begin_for
from filing.errors import Busy, FilingError, Terminal
from filing.obstacles import cannot_look
from filing.ports import Drives
from filing.run import Foretold, differences
from filing.states import OPEN, STANDS_FILED, UNDER_WAY
from filing.store_ports import Claimed, SourceNow
from filing.unfiled import Follows, what_follows
from filing.workplace import Workplace
from records.file_plan import FilePlan
from records.verdicts import Reason

MOST_PERCENT = 10  # of a run may differ from what was foretold
AT_LEAST = 3  # that differ; fewer never stop a run


@dataclass(frozen=True, slots=True)
class Begun:
    """The filing began, as foretold or before this was asked; whoever is next carries it out."""

    filing_id: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """It was not begun, and why. One that was filed as foretold meanwhile is no `difference`."""

    reason: Reason
    how: Literal["difference", "filed_already"] = "difference"


def differs_too_much(different: int, of: int) -> bool:
    """Return whether so many of a run are otherwise than foretold that a person must look again."""
    return different >= AT_LEAST and different * 100 > of * MOST_PERCENT


async def seen_otherwise(foretold: Foretold, known: Claimed | None, drives: Drives) -> bool:
    """Return whether the document itself is seen to have changed since; only a glance at it.

    `known` is what the store knows of it. What was filed meanwhile is no difference.
    """
    if known is None or foretold.plan is None:
        return True
    if known.state in (*STANDS_FILED, *UNDER_WAY):
        return False
    try:
        item = await drives.item(known.location)
    except Terminal:
        return True
    if item is None or item.location.item_id != foretold.plan["source"]["item_id"]:
        return True
    return (item.etag, item.name, item.path) != (foretold.etag, foretold.name, foretold.path)


async def begin_as_foretold(
    foretold: Foretold, file_plan: FilePlan, source: SourceNow, actor: str, at: Workplace
) -> Begun | Skipped:
    """Begin the filing that was foretold, where the plan that is made anew is the same.

    One that began as foretold before, and has not ended, is returned as it began: nothing begins
    twice.
    `source` is as it was for the dry run; `actor` the person who lets it begin. What is skipped is
    the app's own again. Raises Transient: ask again later.
    """
    claimed = await at.documents.claim(foretold.document_id)
    if claimed is None:
        raise Busy("another worker has this document just now")
    try:
        return await _begin(claimed, foretold, file_plan, source, actor, at)
    except Terminal as obstacle:
        return await _skip(claimed, cannot_look(obstacle), at)
    except FilingError:
        with contextlib.suppress(Busy):
            await at.documents.let_go(foretold.document_id, due_at=at.now())
        raise


async def _begin(
    claimed: Claimed,
    foretold: Foretold,
    file_plan: FilePlan,
    source: SourceNow,
    actor: str,
    at: Workplace,
) -> Begun | Skipped:
    if claimed.state not in OPEN:
        return await _begun_before(claimed, foretold, at)
    found = await what_follows(replace(claimed, settled=None), file_plan, source, at)
    if not isinstance(found, Follows):
        return await _skip(claimed, _TAKEN_AWAY, at)
    if found.beginning is None:
        return await _skip(claimed, _not_filed_now(found.decision.reason), at)
    plan = found.beginning.plan
    other = differences(foretold.plan or {}, plan.as_data())
    if other:
        return await _skip(claimed, _differs(other), at)
    await begin_for(actor, found.beginning, found.settled, at)
    return Begun(plan.filing_id)


async def _begun_before(claimed: Claimed, foretold: Foretold, at: Workplace) -> Begun | Skipped:
    """Return the filing that is under way already, to be carried to its end; else why it is skipped."""
    filing_id = claimed.filing_id
    if filing_id is None or claimed.state not in ("carrying_out", *STANDS_FILED):
        return await _skip(claimed, _TAKEN_AWAY, at)
    other = differences(foretold.plan or {}, await at.documents.plan_of(filing_id, undo=False))
    if other:
        return await _skip(claimed, _filed_otherwise(_differs(other)), at)
    if claimed.state in STANDS_FILED:
        skipped = await _skip(claimed, _FILED_ALREADY, at)
        return replace(skipped, how="filed_already")
    await at.documents.let_go(claimed.document_id, due_at=at.now())
    return Begun(filing_id)


async def _skip(claimed: Claimed, reason: Reason, at: Workplace) -> Skipped:
    """Give it back: the app looks at it anew, as at any other."""
    await at.documents.let_go(claimed.document_id, due_at=at.now())
    return Skipped(reason)


def _not_filed_now(reason: Reason) -> Reason:
    return Reason(
        "not_filed_now",
        f"het zou nu niet worden opgenomen: {reason.nl}",
        f"it would not be filed now: {reason.en}",
    )


def _filed_otherwise(how: Reason) -> Reason:
    return Reason(
        "filed_otherwise",
        f"het wordt of is al opgenomen, maar anders: {how.nl}",
        f"it is being filed or was filed already, but otherwise: {how.en}",
    )


def _differs(found: Iterable[Reason]) -> Reason:
    every = list(found)
    return Reason("differs", "; ".join(one.nl for one in every), "; ".join(one.en for one in every))


_FILED_ALREADY = Reason("filed_already", "het is al opgenomen", "it was filed already")
_TAKEN_AWAY = Reason(
    "taken_away",
    "het ligt niet meer in de bron, of iemand zet of zette het terug",
    "it does not lie in the source any more, or someone puts or put it back",
)
