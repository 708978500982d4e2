"""One document from a nudge to its outcome: look, classify, decide, carry out, write down."""

import contextlib
from datetime import timedelta

from filing.beginning import carry_on_filing
from filing.errors import Busy, Changed, SaidChanged, Stopped, Transient
from filing.filed import look_at_filed, look_at_removed
from filing.problems import NOT_LISTENED_TO, problem_of
from filing.reasons import PLAN_DROPS_SOURCE
from filing.states import OPEN, STANDS_FILED, UNDER_WAY, WITH_FILING
from filing.store_ports import Claimed
from filing.undoing import carry_on_undo, still_untidy
from filing.unfiled import look_at_undone, look_at_unfiled, write_left
from filing.workplace import Workplace, why
from records.register import Draft
from records.verdicts import Reason

TRY_AGAIN = timedelta(seconds=30)  # when nobody told how long to wait
GIVEN_UP = timedelta(hours=1)  # after a document with a filing failed again and again


async def handle_document(document_id: str, at: Workplace) -> bool:
    """Bring one document to its outcome; return whether it should be looked at again at once.

    Calling it again, late, twice or at the same time does no harm. What cannot be done now comes
    back later; what nobody foresaw is raised after the claim was given back.
    """
    claimed = await at.documents.claim(document_id)
    if claimed is None:
        return False
    try:
        return await _handle(claimed, at)
    except Transient as error:
        wait = timedelta(seconds=error.retry_after) if error.retry_after else TRY_AGAIN
        await _let_go(document_id, wait, error, at)
    except (Stopped, SaidChanged) as error:
        await _let_go(document_id, TRY_AGAIN, error, at)
    except Changed as error:
        await _let_go(document_id, timedelta(), error, at)
        return True
    except Exception as error:
        await _let_go(document_id, TRY_AGAIN, error, at)
        raise
    return False


async def _let_go(document_id: str, wait: timedelta, error: Exception, at: Workplace) -> None:
    """Give the claim back and come again later; a claim that was lost needs no giving back."""
    with contextlib.suppress(Busy):
        await at.documents.let_go(document_id, due_at=at.now() + wait, problem=problem_of(error))


async def give_up(document_id: str, at: Workplace) -> None:
    """Put a document that could not be handled, again and again, before a person.

    One that is half way a filing or an undo, filed or put back keeps its state: it is tried again
    every hour, so that it is never left there, and a person is told of it by its problem.
    """
    claimed = await at.documents.claim(document_id)
    if claimed is None:
        return
    if claimed.state in WITH_FILING:
        due = at.now() + GIVEN_UP
        await at.documents.let_go(document_id, due_at=due, problem="failed again and again")
        return
    draft = Draft(
        "verdict",
        "waiting",
        document_id=document_id,
        location=claimed.location,
        evidence=why(_NOT_HANDLED),
    )
    await at.documents.write(draft, state="waiting")


async def _handle(claimed: Claimed, at: Workplace) -> bool:
    source = await at.in_force.source(claimed.source)
    if source is not None and source.paused_by_brake and claimed.state not in UNDER_WAY:
        await at.documents.let_go(claimed.document_id, problem=NOT_LISTENED_TO)
        return False
    if claimed.filing_id is not None and claimed.state in WITH_FILING:
        return await _carry_on(claimed, claimed.filing_id, at)
    if claimed.filing_id is not None and await look_at_removed(claimed, claimed.filing_id, at):
        return True
    file_plan = await at.in_force.plan()
    if claimed.state in OPEN and file_plan is not None and not file_plan.source(claimed.source):
        await write_left(claimed, PLAN_DROPS_SOURCE, at)  # what was filed then, and came back
        return False
    if file_plan is None or source is None or source.paused:
        await at.documents.let_go(claimed.document_id, problem=NOT_LISTENED_TO)
        return False
    return await look_at_unfiled(claimed, file_plan, source, at)


async def _carry_on(claimed: Claimed, filing_id: str, at: Workplace) -> bool:
    """Carry on with a filing or an undo where it was left, or look at what came of it."""
    if claimed.state == "carrying_out":
        return await carry_on_filing(claimed, filing_id, at)
    if claimed.state == "undoing":
        await carry_on_undo(filing_id, claimed.document_id, at)
    elif claimed.state in STANDS_FILED:
        await look_at_filed(claimed, filing_id, at)
    else:
        untidy = await still_untidy(filing_id, claimed.document_id, at)
        await look_at_undone(claimed, untidy, at)
    return False


_NOT_HANDLED = Reason(
    "not_handled",
    "Het verwerken van dit document mislukt telkens; een beheerder kijkt ernaar.",
    "Handling this document fails again and again; an administrator looks at it.",
)
