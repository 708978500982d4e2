"""The brakes of the sources: what is counted, and the source that is stopped by it.

Counting and stopping are part of the transaction that begins a filing or takes in a page: whoever
writes, writes alone, so that workers at once cannot pass a limit together. What is counted has a
table of its own, so that a filing that begins asks nothing of the whole register.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from filing.brakes import A_DAY, VANISHED_WITHIN, Begun, stops_filing, stops_listening
from filing.problems import NOT_LISTENED_TO
from filing.states import OPEN
from filing.workplace import why
from records.file_plan import BrakeLimits, Mode
from records.register import Draft
from records.verdicts import Reason
from store.models import BrakeCountRow, DocumentRow, SourceRow
from store.register import append

# `let_go`: it vanished, and a person let its source go on.
Counted = Literal["begun", "vanished", "let_go"]
_WITHIN: Mapping[Counted, timedelta] = {
    "begun": A_DAY,
    "vanished": VANISHED_WITHIN,
    "let_go": A_DAY,
}


def begin_run(connection: Connection, source: str | None = None) -> None:
    """Let what is looked at from here on, because something was changed, be counted as one run.

    That is every document that may still be decided otherwise. Of a `source` that a person lets
    act only what was not proposed: that was shown to the person.
    """
    sources = update(SourceRow).values(run_looked_at=0, run_begun=0)
    documents = update(DocumentRow).where(DocumentRow.state.in_(OPEN)).values(in_run=True)
    if source is not None:
        sources = sources.where(SourceRow.name == source)
        documents = documents.where(DocumentRow.source == source, DocumentRow.state != "proposed")
    connection.execute(sources)
    connection.execute(documents)


def looked_at(connection: Connection, document_id: str) -> bool:
    """Count a document that was looked at because something was changed; return whether it was."""
    if not leave_run(connection, document_id):
        return False
    connection.execute(
        update(SourceRow)
        .where(SourceRow.name == _source_of(document_id).scalar_subquery())
        .values(run_looked_at=SourceRow.run_looked_at + 1)
    )
    return True


def leave_run(connection: Connection, document_id: str) -> bool:
    """Let a document be no part of what is looked at because of a change; return whether it was."""
    left = connection.execute(
        update(DocumentRow)
        .where(DocumentRow.document_id == document_id, DocumentRow.in_run)
        .values(in_run=False)
    )
    return left.rowcount > 0


def stop_before_filing(
    connection: Connection, document_id: str, limits: BrakeLimits, now: datetime
) -> Reason | None:
    """Count the filing that is about to begin; return why it may not begin after all, or None.

    Then its source is brought to `propose`, and that is in the register.
    """
    name = connection.execute(_source_of(document_id)).scalar_one()
    _count(connection, name, "begun", [document_id], now)
    of_run = looked_at(connection, document_id)
    if of_run:
        more = {"run_begun": SourceRow.run_begun + 1}
        connection.execute(update(SourceRow).where(SourceRow.name == name).values(**more))
    row = connection.execute(select(SourceRow.__table__).where(SourceRow.name == name)).one()
    begun = Begun(
        _counted(connection, name, "begun"),
        looked_at=row.run_looked_at if of_run else 0,
        of_change=row.run_begun if of_run else 0,
    )
    reason = stops_filing(begun, limits)
    if reason is not None:
        values = {"mode": int(Mode.PROPOSE), "mode_by_brake": _kept(reason)}
        connection.execute(update(SourceRow).where(SourceRow.name == name).values(**values))
        numbers = {"counted": asdict(begun), "limits": asdict(limits)}
        act = {"source": name, "mode": "propose", **numbers}
        append(connection, Draft("mode", "propose", plan=act, evidence=why(reason)), now)
    return reason


def count_vanished(connection: Connection, documents: Iterable[str], now: datetime) -> None:
    """Count documents that are not there any more, and pause each source that lost too many."""
    gone = list(documents)
    if not gone:
        return
    known_to_people = exists().where(
        BrakeCountRow.source == DocumentRow.source,
        BrakeCountRow.what == "let_go",
        BrakeCountRow.document_id == DocumentRow.document_id,
        BrakeCountRow.at > now - _WITHIN["let_go"],
    )
    rows = connection.execute(
        select(DocumentRow.document_id, DocumentRow.source)
        .where(DocumentRow.document_id.in_(gone), DocumentRow.state != "gone", ~known_to_people)
        .where(or_(DocumentRow.state != "new", DocumentRow.was.is_(None)))  # we may have removed it
        .order_by(DocumentRow.document_id)
    ).all()
    for name in sorted({row.source for row in rows}):
        mine = [row.document_id for row in rows if row.source == name]
        _count(connection, name, "vanished", mine, now)
        _pause_where_too_many_went(connection, name, now)


def is_held(connection: Connection, document_id: str) -> bool:
    """Return whether a brake paused the source of the document."""
    source = _source_of(document_id).scalar_subquery()
    paused = select(SourceRow.paused_by_brake).where(SourceRow.name == source)
    return connection.scalar(paused) is not None


def take_as_told(connection: Connection, source: str, now: datetime) -> None:
    """Let what vanished from a source count no more: a person looked, and let it go on.

    Nor does what was not looked at while a brake held the source, when it turns out to be gone;
    what is found there counts again.
    """
    vanished = BrakeCountRow.source == source, BrakeCountRow.what == "vanished"
    told = {
        *connection.scalars(select(DocumentRow.document_id).where(*_waits(source))),
        *connection.scalars(select(BrakeCountRow.document_id).where(*vanished)),
    }
    begin_counting_anew(connection, source, "vanished")
    _count(connection, source, "let_go", sorted(told), now)


def found_there(connection: Connection, document_id: str) -> None:
    """Let a document that was found count, should it vanish from now on."""
    connection.execute(
        delete(BrakeCountRow).where(
            BrakeCountRow.source == _source_of(document_id).scalar_subquery(),
            BrakeCountRow.what == "let_go",
            BrakeCountRow.document_id == document_id,
        )
    )


def look_at_what_waited(connection: Connection, source: str, now: datetime) -> None:
    """Let what rang while nobody listened to its source be looked at, whatever state it is in.

    And what a worker has just now: that may have read that nobody listens, a moment ago.
    """
    rung = {"rings": DocumentRow.rings + 1, "due_at": now}
    connection.execute(update(DocumentRow).where(*_waits(source)).values(**rung, bulk=True))
    in_hand = DocumentRow.source == source, DocumentRow.claimed_until.is_not(None)
    connection.execute(update(DocumentRow).where(*in_hand).values(**rung))


def begin_counting_anew(connection: Connection, source: str, what: Counted) -> None:
    """Forget what was counted of a source: a person let it go on."""
    connection.execute(
        delete(BrakeCountRow).where(BrakeCountRow.source == source, BrakeCountRow.what == what)
    )


def brake_told(kept: str | None) -> Reason | None:
    """Return the reason of a brake, as it is kept with its source."""
    return Reason(**json.loads(kept)) if kept else None


def _pause_where_too_many_went(connection: Connection, name: str, now: datetime) -> None:
    source = connection.execute(select(SourceRow.__table__).where(SourceRow.name == name)).first()
    vanished = _counted(connection, name, "vanished")
    if source is None or source.paused_by_brake or stops_listening(vanished, vanished) is None:
        return  # not even if it had no others: those are counted last
    counted = select(BrakeCountRow.document_id).where(
        BrakeCountRow.source == name, BrakeCountRow.what == "vanished"
    )
    known = connection.scalar(
        select(func.count())
        .select_from(DocumentRow)
        .where(DocumentRow.source == name)
        .where(or_(DocumentRow.state != "gone", DocumentRow.document_id.in_(counted)))
    )
    reason = stops_listening(vanished, known or 0)
    if reason is None:
        return
    act = {"source": name, "paused": True, "counted": {"vanished": vanished, "known": known}}
    held = update(SourceRow).where(SourceRow.name == name).values(paused_by_brake=_kept(reason))
    connection.execute(held)
    append(connection, Draft("pause", "paused", plan=act, evidence=why(reason)), now)


def _waits(source: str) -> tuple[ColumnElement[bool], ...]:
    return DocumentRow.source == source, DocumentRow.problem == NOT_LISTENED_TO


def _count(
    connection: Connection, source: str, what: Counted, documents: Iterable[str], now: datetime
) -> None:
    """Count each of these documents, once, from now; what lies too far back goes."""
    of_source = BrakeCountRow.source == source, BrakeCountRow.what == what
    since = now - _WITHIN[what]
    connection.execute(delete(BrakeCountRow).where(*of_source, BrakeCountRow.at <= since))
    for document_id in documents:
        this = *of_source, BrakeCountRow.document_id == document_id
        again = connection.execute(update(BrakeCountRow).where(*this).values(at=now))
        if again.rowcount == 0:
            row = {"source": source, "what": what, "document_id": document_id, "at": now}
            connection.execute(insert(BrakeCountRow).values(**row))


def _counted(connection: Connection, source: str, what: Counted) -> int:
    """Return how many documents were counted; those too far back went as the last one came."""
    these = BrakeCountRow.source == source, BrakeCountRow.what == what
    return connection.scalar(select(func.count()).select_from(BrakeCountRow).where(*these)) or 0


def _source_of(document_id: str) -> Select[str]:
    return select(DocumentRow.source).where(DocumentRow.document_id == document_id)


def _kept(reason: Reason) -> str:
    return json.dumps(asdict(reason), ensure_ascii=False)
