"""An entry about a document: whether it may be written, and what follows from it in the other tables.

All within the transaction of whoever writes it down (`store/documents.py`).
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from filing.states import ENDED, ON_ITS_WAY_OR_FILED, OPEN
from filing.store_ports import Begins, LiesNow
from records.register import OURSELVES, Draft
from records.verdicts import Reason
from store import brakes, kept
from store.arrived import ring_for_pending
from store.confirmed import refuse_another_word
from store.filed_in import begin_in_dossier, begin_out_of_dossier
from store.house import refuse_at_rest, refuse_when_stopped
from store.places import forget_own_writes, know_location
from store.record_items import follow, know_put_back
from store.register import append, refuse_another_model, refuse_another_plan
from store.told import steps_done


def refuse_to_begin(connection: Connection, draft: Draft, begins: Begins) -> None:
    """Raise Busy where that filing may not begin: what it was decided on has changed meanwhile."""
    document_id = draft.document_id or ""
    refuse_another_plan(connection, (draft.plan or {})["plan_version"])
    refuse_another_model(connection, begins.model_version)
    refuse_another_word(connection, document_id, begins.said)
    refuse_at_rest(connection, document_id, by_person=_by_person(draft))
    kept.refuse_a_second(connection, document_id, begins.loose)


def brake_before(
    connection: Connection, draft: Draft, begins: Begins, now: datetime
) -> Reason | None:
    """Return the brake that comes where that filing would begin, or None; it is written down.

    None comes for what a person begins, who saw beforehand what that is; nor does it count.
    """
    document_id = draft.document_id or ""
    if _by_person(draft):
        brakes.leave_run(connection, document_id)
        return None
    return brakes.stop_before_filing(connection, document_id, begins.limits, now)


def enter(
    connection: Connection,
    draft: Draft,
    state: str,
    now: datetime,
    *,
    begins: Begins | None,
    lies: LiesNow | None,
) -> dict[str, Any]:
    """Append the entry and bring what follows from it up to date; return where the document lies now.

    Raises Stopped where an undo would begin while all is stopped.
    """
    document_id, lies_at = draft.document_id or "", dict[str, Any]()
    if draft.location is not None:
        lies_at = {"drive_id": draft.location.drive_id, "item_id": draft.location.item_id}
        know_location(connection, document_id, draft.location, now)
    append(connection, draft, now)
    forget_own_writes(connection, document_id)
    if draft.kind == "undo_planned":
        refuse_when_stopped(connection)
        begin_out_of_dossier(connection, document_id)
    if begins is not None:
        kept.keep(connection, document_id)
        begin_in_dossier(connection, document_id, begins, draft.plan or {}, now)
    if draft.kind == "undone":
        steps = steps_done(connection, document_id, draft.filing_id or "", undo=True)
        know_put_back(connection, document_id, steps)
    if lies is not None:
        follow(connection, document_id, lies)
    if state in OPEN:
        brakes.looked_at(connection, document_id)
    if state != "gone":
        brakes.found_there(connection, document_id)
    if state not in ON_ITS_WAY_OR_FILED:
        kept.keep_no_longer(connection, document_id)
    if state in ENDED:
        kept.look_again_at_others(connection, document_id, now)
    ring_for_pending(connection, draft, state)
    return lies_at


def _by_person(draft: Draft) -> bool:
    return draft.actor != OURSELVES
