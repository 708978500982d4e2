"""What documents tell about other dossiers and the policy framework, as it stands.

A relation stands while its document lies in the dossier; it is written when the filing begins, in
one transaction with the entry, and what a person decided about it stays when it is written anew.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from filing.states import IN_DOSSIER
from records.documents import Location
from records.register import Draft
from records.relations import FoundRelation, Relation, RelationStatus, TargetKind
from store.database import Database
from store.models import DocumentRow, RelationRow
from store.register import append


def write_relations(
    connection: Connection,
    document_id: str,
    dossier_number: str,
    found: Iterable[FoundRelation],
    now: datetime,
) -> None:
    """Write what the document tells, as one of that dossier; part of the caller's transaction.

    What it told before and tells no longer, or told in another dossier, is withdrawn.
    """
    withdraw_relations(connection, document_id)
    for one in found:
        key = {
            "document_id": document_id,
            "dossier_number": dossier_number,
            "relation": one.relation,
            "target_kind": one.target_kind,
            "target": one.target,
        }
        values = {
            "certain": one.certain,
            "quote": one.quote,
            "page": one.page,
            "found_at": now,
            "withdrawn": False,
        }
        same = [getattr(RelationRow, name) == value for name, value in key.items()]
        if connection.execute(update(RelationRow).where(*same).values(**values)).rowcount == 0:
            connection.execute(insert(RelationRow).values(**key, **values))


def withdraw_relations(connection: Connection, document_id: str) -> None:
    """Withdraw all that the document tells; part of the caller's transaction.

    An undo needs no call: of a document that no longer lies in its dossier nothing stands.
    """
    connection.execute(
        update(RelationRow).where(RelationRow.document_id == document_id).values(withdrawn=True)
    )


class StoredRelations:
    """The relations as people see them and decide on them."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def standing(self) -> tuple[Relation, ...]:
        """Return every relation that stands, also those that people rejected."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(RelationRow.__table__).where(*_stands()).order_by(RelationRow.id)
            ).all()
        return tuple(_relation(row) for row in rows)

    def decide(self, relation_id: int, *, confirmed: bool, actor: str) -> Relation:
        """Confirm or reject a relation, in the name of `actor`; written in the register.

        The decision stands until someone decides otherwise. LookupError where no such relation
        stands.
        """
        decision = "confirmed" if confirmed else "rejected"
        with self._database.transaction() as connection:
            done = connection.execute(
                update(RelationRow)
                .where(RelationRow.id == relation_id, *_stands())
                .values(decision=decision)
            )
            if done.rowcount == 0:
                raise LookupError(relation_id)
            row = connection.execute(
                select(RelationRow.__table__, DocumentRow.drive_id, DocumentRow.item_id)
                .join(DocumentRow, DocumentRow.document_id == RelationRow.document_id)
                .where(RelationRow.id == relation_id)
            ).one()
            draft = Draft(
                "relation",
                decision,
                document_id=row.document_id,
                location=Location(row.drive_id, row.item_id),
                plan={
                    "dossier": row.dossier_number,
                    "relation": row.relation,
                    "target_kind": row.target_kind,
                    "target": row.target,
                },
                actor=actor,
            )
            append(connection, draft, self._now())
        return _relation(row)


def _stands() -> tuple[ColumnElement[bool], ...]:
    in_dossier = select(DocumentRow.document_id).where(DocumentRow.state.in_(IN_DOSSIER))
    return RelationRow.withdrawn.is_(False), RelationRow.document_id.in_(in_dossier)


def _relation(row: Row[tuple[object, ...]]) -> Relation:
    found: RelationStatus = "certain" if row.certain else "proposed"
    return Relation(
        relation_id=row.id,
        document_id=row.document_id,
        dossier_number=row.dossier_number,
        relation=row.relation,
        target_kind=cast("TargetKind", row.target_kind),
        target=row.target,
        status=cast("RelationStatus", row.decision) if row.decision else found,
        quote=row.quote,
        page=row.page,
    )
