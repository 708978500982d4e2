"""What the store would say of a document: for a dry run, of which nothing stays.

Implements `filing.rehearsing.Supposed`.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import func, select

from filing.contents import Contents
from filing.states import OPEN
from filing.store_ports import Claimed, Kept
from store import kept
from store.claims import known_as
from store.database import Database, in_thread
from store.models import DocumentRow, LocationRow


class Supposing:
    """The documents of one database, read for a dry run: none is claimed, nothing is written."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    @in_thread
    def open_in(self, source: str) -> list[Claimed]:
        """Return the documents of that source that are not filed, those known longest first.

        Of those that became known together the name says which goes first: the same order each time.
        """
        since = (
            select(func.min(LocationRow.since))
            .where(LocationRow.document_id == DocumentRow.document_id)
            .scalar_subquery()
        )
        with self._database.reading() as connection:
            found = connection.scalars(
                select(DocumentRow.document_id)
                .where(DocumentRow.source == source, DocumentRow.state.in_(OPEN))
                .order_by(since, DocumentRow.name, DocumentRow.document_id)
            ).all()
            return [known_as(connection, document_id, self._now()) for document_id in found]

    @in_thread
    def known(self, document_id: str) -> Claimed | None:
        """Return the document as the store knows it, or None."""
        where = DocumentRow.document_id == document_id
        with self._database.reading() as connection:
            if connection.scalar(select(DocumentRow.document_id).where(where)) is None:
                return None
            return known_as(connection, document_id, self._now())

    @in_thread
    def kept_if(self, document_id: str, contents: Contents) -> tuple[Kept | None, tuple[Kept, ...]]:
        """Return what it would be kept as, and what would lie inside it and be kept by itself.

        Raises Busy while another one with the same content is being filed.
        """
        with self._database.supposing() as connection:
            kept.remember(connection, document_id, contents)
            kept.refuse_under_way(connection, document_id)
            loose = kept.kept_loose(connection, document_id)
            return kept.kept_already(connection, document_id), loose
