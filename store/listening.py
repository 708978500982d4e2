"""Reading drives: how far each one was read, who reads it now, what arrived.

Taking in a page is one transaction: first the documents, then the cursor, and the cursor only if
nobody moved it meanwhile. A crash before the commit repeats the page, never skips it.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, or_, select, update

from filing.arrivals import sort_out
from records.changes import ChangedItem
from store.arrived import known_of, write_arrivals
from store.claims import due_in_bulk, nobody_has, not_put_off
from store.database import Database, in_thread
from store.models import DocumentRow, DriveRow, LocationRow, PendingItemRow, SourceRow

_READ_AGAIN: Mapping[str, Any] = {"read_again": True, "safety_rung_at": None}


class Listening:
    """How far each drive was read, and the doorbells that rang for it."""

    def __init__(
        self, database: Database, now: Callable[[], datetime], *, claim_seconds: int = 300
    ) -> None:
        self._database = database
        self._now = now
        self._claim = timedelta(seconds=claim_seconds)

    @in_thread
    def drive_problem(self, drive_id: str, problem: str) -> None:
        """Remember why a drive cannot be read; it stands until the drive is read to the end.

        The safety delta's message is spent then: what is found later, others rang for.
        """
        with self._database.transaction() as connection:
            connection.execute(
                update(DriveRow)
                .where(DriveRow.drive_id == drive_id)
                .values(problem=problem, safety_rung_at=None)
            )

    @in_thread
    def begin_reading(self, drive_id: str) -> tuple[bool, str | None]:
        """Count a doorbell and claim the drive for reading; return whether, and the cursor.

        When another worker is reading, the doorbell is counted and that worker reads once more.
        Before the moment that the drive was put off to, it is counted and heard then.
        A doorbell after the safety delta's reading announces what that reading found.
        """
        now = self._now()
        free = nobody_has(DriveRow.claimed_until, now, self._claim)
        with self._database.transaction() as connection:
            connection.execute(
                update(DriveRow)
                .where(DriveRow.drive_id == drive_id)
                .values(rings=DriveRow.rings + 1, unannounced_since=None)
            )
            claimed = connection.execute(
                update(DriveRow)
                .where(DriveRow.drive_id == drive_id, free, not_put_off(DriveRow.not_before, now))
                .values(claimed_until=now + self._claim, heard=DriveRow.rings)
            )
            cursor = connection.scalar(select(DriveRow.cursor).where(DriveRow.drive_id == drive_id))
        return claimed.rowcount == 1, cursor

    @in_thread
    def take_in(
        self,
        drive_id: str,
        cursor: str | None,
        items: Iterable[ChangedItem],
        next_cursor: str,
    ) -> tuple[list[str], str | None]:
        """Take in one page read from `cursor`; return the documents now due, and the new cursor.

        When the cursor was moved by another worker meanwhile, it stays where that worker put it
        and the page is left alone: it may be older than what that worker took in, and from the
        cursor as it is now Graph tells everything that is newer.
        Where the whole drive has to be read again, that begins once this reading is complete: what
        its later pages tell of what was deleted, a reading from the start does not tell.
        """
        unmoved = DriveRow.cursor.is_(None) if cursor is None else DriveRow.cursor == cursor
        with self._database.transaction() as connection:
            mine = connection.execute(
                update(DriveRow)
                .where(DriveRow.drive_id == drive_id, unmoved)
                .values(claimed_until=self._now() + self._claim)
            )
            if mine.rowcount == 0:
                where = DriveRow.drive_id == drive_id
                return [], connection.scalar(select(DriveRow.cursor).where(where))
            page = tuple(items)
            known = known_of(connection, drive_id, page)
            arrivals = sort_out(page, known)
            bulk = _reads_in_bulk(connection, drive_id)
            due = write_arrivals(connection, drive_id, known, arrivals, self._now(), bulk=bulk)
            values: dict[str, Any] = {"cursor": next_cursor}
            if arrivals.read_again:
                values |= _READ_AGAIN
            connection.execute(
                update(DriveRow).where(DriveRow.drive_id == drive_id).values(**values)
            )
        return due, next_cursor

    @in_thread
    def end_reading(self, drive_id: str, *, complete: bool, found: bool = False) -> bool:
        """Give the drive back; return whether it must be read again.

        That is when the bell rang meanwhile, and when a page asked for a reading from the start.

        `found`: it made documents due. When nobody but the safety delta rang for it, those are
        unannounced until a doorbell rings after all.
        """
        now = self._now()
        with self._database.transaction() as connection:
            row = connection.execute(
                select(DriveRow.__table__).where(DriveRow.drive_id == drive_id)
            ).one()
            rung = bool(row.rings > row.heard)
            values: dict[str, Any] = {"claimed_until": None}
            if complete:
                values |= {"read_at": now, "problem": None, "enumerating": False}
            if complete and found and not rung and row.safety_rung_at is not None:
                values["unannounced_since"] = now
            if not (complete and rung):
                values["safety_rung_at"] = None
            connection.execute(
                update(DriveRow).where(DriveRow.drive_id == drive_id).values(**values)
            )
            if complete and row.read_again:
                read_from_the_start(connection, drive_id)
        return rung or (complete and row.read_again)

    @in_thread
    def reads_in_bulk(self, drive_id: str) -> bool:
        """Return whether the reading under way is for many, and nobody waits for it just now.

        That is from the start, and for the safety delta.
        """
        with self._database.reading() as connection:
            return _reads_in_bulk(connection, drive_id)

    @in_thread
    def put_off(self, drive_id: str, until: datetime) -> None:
        """Let the drive be read from then on, and not before; the sweep nudges for it then."""
        with self._database.transaction() as connection:
            connection.execute(
                update(DriveRow)
                .where(DriveRow.drive_id == drive_id)
                .values(not_before=until, rings=DriveRow.rings + 1)
            )

    @in_thread
    def safety_rings(self) -> None:
        """Mark every drive that the safety delta is about to ring for.

        Not one that is to be read from the start: that finds everything, announced or not.
        """
        with self._database.transaction() as connection:
            connection.execute(
                update(DriveRow)
                .where(DriveRow.drive_id.in_(select(SourceRow.drive_id)))
                .where(DriveRow.cursor.is_not(None))
                .values(safety_rung_at=self._now())
            )

    @in_thread
    def unannounced(self, within: timedelta) -> list[str]:
        """Return each drive, once, where the safety delta found what nothing announced.

        A queue message does not tell who rang. So it is counted: the safety delta puts one message
        on the queue, and when no other came until `within` after its reading, then what that
        reading found was announced by nobody. A doorbell for something else in that time hides it;
        a reading from the start, or one that did not come to its end at once, is not judged.
        """
        late = DriveRow.unannounced_since <= self._now() - within
        with self._database.transaction() as connection:
            found = list(
                connection.scalars(
                    select(DriveRow.drive_id).where(late).order_by(DriveRow.drive_id)
                )
            )
            connection.execute(update(DriveRow).where(late).values(unannounced_since=None))
        return found

    @in_thread
    def unread(self) -> list[str]:
        """Return the drives that rang unheard, or whose reader died: nobody reads them now."""
        until, now = DriveRow.claimed_until, self._now()
        unheard = until.is_(None) & (DriveRow.rings > DriveRow.heard)
        died = until.is_not(None) & nobody_has(until, now, self._claim)
        with self._database.reading() as connection:
            return list(
                connection.scalars(
                    select(DriveRow.drive_id)
                    .where(DriveRow.drive_id.in_(select(SourceRow.drive_id)))
                    .where(or_(unheard, died), not_put_off(DriveRow.not_before, now))
                    .order_by(DriveRow.drive_id)
                )
            )

    @in_thread
    def start_again(self, drive_id: str) -> None:
        """Forget how far the drive was read: the next reading takes in everything anew.

        It does not tell what was deleted meanwhile, so every document there is due.
        """
        with self._database.transaction() as connection:
            listen_anew(connection, drive_id, self._now())


def listen_anew(connection: Connection, drive_id: str, now: datetime) -> None:
    """Let the whole drive be told, and each document there be looked at, also a source that was kept.

    A reading from the start does not tell what was deleted while nobody heard of it.
    """
    read_from_the_start(connection, drive_id)
    lay_here = select(LocationRow.document_id).where(LocationRow.drive_id == drive_id)
    kept_here = DocumentRow.state == "source_kept", DocumentRow.document_id.in_(lay_here)
    connection.execute(
        update(DocumentRow)
        .where(or_(DocumentRow.drive_id == drive_id, and_(*kept_here)))
        .values(rings=DocumentRow.rings + 1, due_at=now, bulk=due_in_bulk())
    )


def read_again_later(connection: Connection, drive_id: str) -> None:
    """Let the whole drive be told once what is still to be told after its cursor was read.

    Where it has none, the whole of it is to be told already.
    """
    connection.execute(
        update(DriveRow)
        .where(DriveRow.drive_id == drive_id, DriveRow.cursor.is_not(None))
        .values(rings=DriveRow.rings + 1, **_READ_AGAIN)
    )


def read_from_the_start(connection: Connection, drive_id: str) -> None:
    """Let the whole drive be told again, and with it what is pending: if that is still there."""
    connection.execute(delete(PendingItemRow).where(PendingItemRow.drive_id == drive_id))
    connection.execute(
        update(DriveRow)
        .where(DriveRow.drive_id == drive_id)
        .values(
            cursor=None,
            rings=DriveRow.rings + 1,
            safety_rung_at=None,
            read_again=False,
            enumerating=True,
        )
    )


def _reads_in_bulk(connection: Connection, drive_id: str) -> bool:
    row = connection.execute(select(DriveRow.__table__).where(DriveRow.drive_id == drive_id)).one()
    return bool(row.enumerating or row.safety_rung_at is not None)
