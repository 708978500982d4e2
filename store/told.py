"""What the register tells of one document or filing."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from records.moments import moment_text
from records.register import Entry
from records.verdicts import Reason
from store.models import EntryRow
from store.register import beside


def last_told(connection: Connection, document_id: str) -> tuple[Entry, dict[str, Any]] | None:
    """Return the document's last entry that has a reason, and what lies beside it."""
    rows = connection.scalars(
        select(EntryRow.entry)
        .where(EntryRow.chain == document_id)
        .where(EntryRow.kind.not_in(("step", "undo_step")))
        .order_by(EntryRow.seq.desc())
    )
    for row in rows:
        entry: Entry = json.loads(row)
        evidence = beside(connection, entry["evidence_digest"]) or {}
        if "reason" in evidence:
            return entry, evidence
    return None


def last_of(connection: Connection, filing_id: str, kind: str) -> Entry | None:
    """Return the last entry of that kind about that filing, or None."""
    return _one_of(connection, filing_id, kind, EntryRow.seq.desc())


def first_of(connection: Connection, filing_id: str, kind: str) -> Entry | None:
    """Return the first entry of that kind about that filing, or None."""
    return _one_of(connection, filing_id, kind, EntryRow.seq.asc())


def _one_of(
    connection: Connection, filing_id: str, kind: str, order: ColumnElement[int]
) -> Entry | None:
    row = connection.execute(
        select(EntryRow.entry)
        .where(EntryRow.filing_id == filing_id, EntryRow.kind == kind)
        .order_by(order)
        .limit(1)
    ).first()
    if row is None:
        return None
    entry: Entry = json.loads(row.entry)
    return entry


def ended_because(connection: Connection, filing_id: str) -> str | None:
    """Return the code of the reason why that filing ended as it did; None where it is not known."""
    ended = first_of(connection, filing_id, "filed")
    told = beside(connection, ended["evidence_digest"]) if ended else None
    return str(told["reason"]["code"]) if told else None


def reasons_of(connection: Connection, filing_id: str) -> tuple[Reason, ...]:
    """Return why that filing ended as it did, and what was told of it since; the oldest first."""
    rows = connection.scalars(
        select(EntryRow.entry)
        .where(EntryRow.filing_id == filing_id, EntryRow.kind.in_(("filed", "changed")))
        .order_by(EntryRow.seq)
    )
    told = (beside(connection, json.loads(row)["evidence_digest"]) or {} for row in rows)
    return tuple(Reason(**one["reason"]) for one in told if "reason" in one)


def steps_done(
    connection: Connection, document_id: str, filing_id: str, *, undo: bool
) -> dict[str, Any]:
    """Return what each step of the filing, or of its last undo, left: step to facts."""
    kind = "undo_step" if undo else "step"
    begun = last_of(connection, filing_id, "undo_planned" if undo else "planned")
    rows = connection.scalars(
        select(EntryRow.entry)
        .where(EntryRow.chain == document_id, EntryRow.filing_id == filing_id)
        .where(EntryRow.kind == kind, EntryRow.seq > (begun["seq"] if begun else 0))
        .order_by(EntryRow.seq)
    )
    entries = [json.loads(row) for row in rows]
    return {e["outcome"]: beside(connection, e["evidence_digest"]) for e in entries}


def filings_since(
    connection: Connection, document_id: str, since: datetime, *which: ColumnElement[bool]
) -> int:
    """Return of how many filings of the document there were such entries since then."""
    count = connection.scalar(
        select(func.count(EntryRow.filing_id.distinct())).where(
            EntryRow.chain == document_id, EntryRow.at >= moment_text(since), *which
        )
    )
    return count or 0
