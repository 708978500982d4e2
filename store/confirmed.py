"""What people said documents are: only that teaches a model.

People say it by confirming, or by giving a filed document another kind in its dossier. What was
erased is not told any more, so it teaches no more either.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from filing.columns import DOCUMENT_TYPE
from filing.errors import Busy
from filing.states import OPEN
from records.documents import Location
from records.register import Draft
from store.database import Database
from store.models import DocumentRow, EntryRow, RecordItemRow
from store.register import append, beside

CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A document, where it lies, its name, and the kind that a person said it is."""

    document_id: str
    name: str
    location: Location
    document_type: str


class ConfirmedKinds:
    """The kinds that people confirmed or corrected."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def confirm(self, document_id: str, document_type: str | None, actor: str) -> str:
        """Write down that a person says it is of that kind, or of the kind it was filed as.

        One that is not filed is looked at again, for that may have been all that was missing.
        Returns the kind. Raises LookupError for an unknown document, or one without a kind.
        """
        filed_as = select(RecordItemRow.document_type).where(
            RecordItemRow.document_id == document_id
        )
        known = select(DocumentRow.document_id).where(DocumentRow.document_id == document_id)
        with self._database.transaction() as connection:
            if connection.scalar(known) is None:
                raise LookupError(document_id)
            kind = document_type or connection.scalar(filed_as)
            if not kind:
                raise LookupError(document_id)
            said = {"document_type": kind}
            draft = Draft(CONFIRMED, kind, document_id=document_id, evidence=said, actor=actor)
            append(connection, draft, self._now())
            connection.execute(
                update(DocumentRow)
                .where(DocumentRow.document_id == document_id, DocumentRow.state.in_(OPEN))
                .values(rings=DocumentRow.rings + 1, due_at=self._now())
            )
        return kind

    def all(self) -> list[Confirmed]:
        """Return every document that is still there and of which a person said what it is."""
        told = select(EntryRow.chain).where(EntryRow.kind.in_((CONFIRMED, "changed")))
        there = select(DocumentRow.__table__).where(
            DocumentRow.state != "gone", DocumentRow.document_id.in_(told)
        )
        with self._database.reading() as connection:
            rows = connection.execute(there.order_by(DocumentRow.document_id)).all()
            kinds = [(row, kind_said(connection, row.document_id)) for row in rows]
        return [
            Confirmed(row.document_id, row.name, Location(row.drive_id, row.item_id), kind)
            for row, kind in kinds
            if kind
        ]


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
