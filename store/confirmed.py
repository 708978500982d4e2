"""What people said of documents: only that teaches a model.

Of what kind one is they say by confirming, or by giving a filed document another kind in its
dossier; in which dossier it belongs by confirming it there, by putting it there or by moving it to another.
What was erased is not told any more, so it teaches no more either.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import compress, groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select, update

from classification.learned.model import Tells
from filing.columns import DOCUMENT_TYPE
from filing.errors import Busy
from filing.plan import IN_PLACE
from filing.states import IN_DOSSIER, OPEN
from records.documents import Location
from records.register import Draft
from store.database import Database
from store.models import DocumentRow, EntryRow, RecordItemRow
from store.register import append, beside

CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A document, where it lies, its name, and the kind and the dossier that people said it is of.

    What they did not say is empty. Its dossier type is that of the dossier in which it lies or last
    lay, or empty where it was never filed.
    """

    document_id: str
    name: str
    location: Location
    document_type: str
    dossier_number: str
    dossier_type: str


class ConfirmedByPeople:
    """What people confirmed or corrected."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def confirm(self, document_id: str, document_type: str | None, actor: str) -> str:
        """Write down that a person says it is of that kind, or of the kind it was filed as.

        One that is not filed is looked at again, for that may have been all that was missing.
        Returns the kind. Raises LookupError for an unknown document, or one without a kind.
        """
        known = (
            select(DocumentRow.state, RecordItemRow.document_type, RecordItemRow.dossier_number)
            .outerjoin(RecordItemRow, RecordItemRow.document_id == DocumentRow.document_id)
            .where(DocumentRow.document_id == document_id)
        )
        with self._database.transaction() as connection:
            stands = connection.execute(known).one_or_none()
            if stands is None:
                raise LookupError(document_id)
            kind = document_type or stands.document_type
            if not kind:
                raise LookupError(document_id)
            said = {"document_type": kind}
            if stands.state in IN_DOSSIER and stands.dossier_number:
                said["dossier_number"] = stands.dossier_number
            draft = Draft(CONFIRMED, kind, document_id=document_id, evidence=said, actor=actor)
            append(connection, draft, self._now())
            connection.execute(
                update(DocumentRow)
                .where(DocumentRow.document_id == document_id, DocumentRow.state.in_(OPEN))
                .values(rings=DocumentRow.rings + 1, due_at=self._now())
            )
        return kind

    def all(self, tells: Tells = "kinds", *, latest: int | None = None) -> list[Confirmed]:
        """Return the documents that are still there and of which a person said what is asked.

        In the order in which that was last said; where `latest` is given, of so many at most.
        """
        said = (CONFIRMED, "changed") if tells == "kinds" else (CONFIRMED, "changed", "planned")
        told = (
            select(EntryRow.chain, func.max(EntryRow.position).label("at"))
            .where(EntryRow.kind.in_(said))
            .group_by(EntryRow.chain)
            .subquery()
        )
        asked = (
            select(
                DocumentRow.__table__,
                RecordItemRow.dossier_number,
                RecordItemRow.dossier_type,
            )
            .outerjoin(RecordItemRow, RecordItemRow.document_id == DocumentRow.document_id)
            .where(DocumentRow.state != "gone")
            .join(told, told.c.chain == DocumentRow.document_id)
            .order_by(told.c.at.desc())
            .limit(latest)
        )
        with self._database.reading() as connection:
            rows = connection.execute(asked).all()[::-1]
            found = [_confirmed(connection, row) for row in rows]
        asked_for = [one.document_type if tells == "kinds" else one.dossier_number for one in found]
        return list(compress(found, asked_for))


def _confirmed(connection: Connection, row: Row[Any]) -> Confirmed:
    is_there = row.state in IN_DOSSIER and bool(row.dossier_number)
    said = is_there and _dossier_said(connection, row)
    return Confirmed(
        row.document_id,
        row.name,
        Location(row.drive_id, row.item_id),
        kind_said(connection, row.document_id) or "",
        dossier_number=row.dossier_number if said else "",
        dossier_type=row.dossier_type or "",
    )


def _dossier_said(connection: Connection, row: Row[Any]) -> bool:
    """Return whether a person confirmed it there, put it into its dossier, or moved it to another."""
    entries = [
        json.loads(entry)
        for entry in connection.scalars(
            select(EntryRow.entry).where(
                EntryRow.chain == row.document_id, EntryRow.kind.in_((CONFIRMED, "planned"))
            )
        )
    ]
    confirmed = [entry for entry in entries if entry["kind"] == CONFIRMED]
    if any(_confirmed_in(connection, entry) == row.dossier_number for entry in confirmed):
        return True
    for entry in entries:
        if entry["kind"] == CONFIRMED:
            continue
        plan = beside(connection, entry["plan_digest"])
        if plan is None:  # erased: nothing is told of it any more
            return False
        if plan["steps"] != list(IN_PLACE) and (
            plan["target"]["dossier_number"] == row.dossier_number
        ):
            return False
    return True


def _confirmed_in(connection: Connection, entry: dict[str, Any]) -> str | None:
    """Return the dossier in which the document lay when that was said of it, if in any."""
    return (beside(connection, entry["evidence_digest"]) or {}).get("dossier_number")


def told_after(connection: Connection, position: int, tells: Tells) -> int:
    """Return how often people said something new of a document since that entry of the register.

    They confirmed it (for dossiers: where it lay in one), or gave a filed one another kind, or put it
    into another dossier: as asked.
    """
    told = EntryRow.kind.in_((CONFIRMED, "changed"))
    chains = select(EntryRow.chain).where(told, EntryRow.position > position).distinct()
    rows = connection.execute(
        select(EntryRow.chain, EntryRow.position, EntryRow.entry, RecordItemRow.document_type)
        .outerjoin(RecordItemRow, RecordItemRow.document_id == EntryRow.chain)
        .where(EntryRow.chain.in_(chains), EntryRow.kind.in_((CONFIRMED, "changed", "planned")))
        .order_by(EntryRow.chain, EntryRow.seq)
    ).all()
    count = 0
    for _, entries in groupby(rows, key=lambda row: row.chain):
        stands = None
        for row in entries:
            entry = json.loads(row.entry)
            if entry["kind"] == CONFIRMED:
                of = tells == "kinds" or _confirmed_in(connection, entry) is not None
                count += of and row.position > position
                continue
            now = _stands(connection, entry, row.document_type, tells)
            if entry["kind"] == "changed" and now and now != stands:
                count += row.position > position
            stands = now or stands
    return count


def _stands(
    connection: Connection, entry: dict[str, Any], filed_as: str | None, tells: Tells
) -> str | None:
    """Return the kind or the dossier that a document has by that entry, where it tells that."""
    if entry["kind"] == "planned":
        plan = beside(connection, entry["plan_digest"]) or {}
        return filed_as if tells == "kinds" else plan.get("target", {}).get("dossier_number")
    told = beside(connection, entry["evidence_digest"]) or {}
    if tells == "dossiers":
        return told.get("dossier_number")
    kind = (told.get("found") or {}).get("fields", {}).get(DOCUMENT_TYPE)
    return _label_of(kind) if kind else None


def kind_said(connection: Connection, document_id: str) -> str | None:
    """Return what a person last said it is: confirmed, or written over ours in its column."""
    filed_as = connection.scalar(
        select(RecordItemRow.document_type).where(RecordItemRow.document_id == document_id)
    )
    rows = connection.scalars(
        select(EntryRow.entry)
        .where(EntryRow.chain == document_id, EntryRow.kind.in_((CONFIRMED, "changed")))
        .order_by(EntryRow.seq.desc())
    )
    for row in rows:
        entry = json.loads(row)
        told = beside(connection, entry["evidence_digest"]) or {}
        if entry["kind"] == CONFIRMED:
            return str(told["document_type"]) if "document_type" in told else None
        corrected = (told.get("found") or {}).get("fields", {}).get(DOCUMENT_TYPE)
        if corrected and _label_of(corrected) != filed_as:
            return _label_of(corrected)
    return None


def kinds_said(connection: Connection, documents: Select[str]) -> dict[str, str]:
    """Return what people last said of each of these documents that it is, where they said anything."""
    chains = connection.scalars(
        select(EntryRow.chain)
        .where(EntryRow.kind.in_((CONFIRMED, "changed")), EntryRow.chain.in_(documents))
        .distinct()
    ).all()
    found = {chain: kind_said(connection, chain) for chain in chains}
    return {chain: kind for chain, kind in found.items() if kind is not None}


def refuse_another_word(connection: Connection, document_id: str, said: str | None) -> None:
    """Raise Busy where `said` is not what people say that it is: they said so meanwhile."""
    if said != kind_said(connection, document_id):
        raise Busy("a person said meanwhile what it is")


def _label_of(value: str) -> str:
    """Return the kind in a column: plain text, or the label of a term."""
    try:
        term = json.loads(value)
    except ValueError:
        return value
    return str(term["Label"]) if isinstance(term, dict) and "Label" in term else value
