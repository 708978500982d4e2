"""Sources and drives: where we listen, how far each drive was read, what arrived.

Taking in a page is one transaction: first the documents, then the cursor, and the cursor only if
nobody moved it meanwhile. A crash before the commit repeats the page, never skips it.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select, update

from filing.arrivals import Arrivals, Known, sort_out
from records.changes import ChangedItem
from records.documents import Location
from store.database import Database, in_thread
from store.models import (
    DocumentRow,
    DriveRow,
    FolderRow,
    LocationRow,
    OwnWriteRow,
    SourceRow,
)


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source as the store has it.

    `folder` is null until Graph told where it is; `read_at` is when its drive was last read to the
    end; `problem` what is wrong with finding it or with listening to its drive.
    """

    name: str
    mode: int
    paused: bool
    folder: Location | None
    read_at: datetime | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class DriveState:
    """A drive that is listened to."""

    drive_id: str
    subscription_id: str | None
    subscription_expires_at: datetime | None
    read_at: datetime | None
    problem: str | None


class Listening:
    """Everything the store knows of where we listen."""

    def __init__(
        self, database: Database, now: Callable[[], datetime], *, claim_seconds: int = 300
    ) -> None:
        self._database = database
        self._now = now
        self._claim = timedelta(seconds=claim_seconds)

    @in_thread
    def sources(self) -> list[SourceState]:
        """Return all sources of the file plan in force."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                select(
                    SourceRow.__table__,
                    DriveRow.read_at,
                    DriveRow.problem.label("drive_problem"),
                )
                .join(DriveRow, DriveRow.drive_id == SourceRow.drive_id, isouter=True)
                .order_by(SourceRow.name)
            ).all()
        return [
            SourceState(
                row.name,
                row.mode,
                row.paused,
                Location(row.drive_id, row.folder_id) if row.drive_id and row.folder_id else None,
                row.read_at,
                row.problem or row.drive_problem,
            )
            for row in rows
        ]

    @in_thread
    def found_source(self, name: str, folder: Location, path: str) -> None:
        """Remember where Graph says the source is, and listen to its drive."""
        with self._database.transaction() as connection:
            before = connection.execute(
                select(SourceRow.drive_id, SourceRow.folder_id).where(SourceRow.name == name)
            ).first()
            connection.execute(
                update(SourceRow)
                .where(SourceRow.name == name)
                .values(
                    drive_id=folder.drive_id,
                    folder_id=folder.item_id,
                    folder_path=path,
                    problem=None,
                )
            )
            known = connection.scalar(
                select(DriveRow.drive_id).where(DriveRow.drive_id == folder.drive_id)
            )
            if known is None:
                connection.execute(
                    insert(DriveRow).values(drive_id=folder.drive_id, rings=1, heard=0)
                )
            elif before is not None and before.folder_id != folder.item_id:
                _read_from_the_start(connection, folder.drive_id)

    @in_thread
    def source_problem(self, name: str, problem: str) -> None:
        """Remember why a source could not be found."""
        with self._database.transaction() as connection:
            connection.execute(
                update(SourceRow).where(SourceRow.name == name).values(problem=problem)
            )

    @in_thread
    def drives(self) -> list[DriveState]:
        """Return all drives that hold a source."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                select(DriveRow.__table__)
                .where(DriveRow.drive_id.in_(select(SourceRow.drive_id)))
                .order_by(DriveRow.drive_id)
            ).all()
        return [
            DriveState(
                row.drive_id,
                row.subscription_id,
                row.subscription_expires_at,
                row.read_at,
                row.problem,
            )
            for row in rows
        ]

    @in_thread
    def subscribed(self, drive_id: str, subscription_id: str | None, until: datetime) -> None:
        """Remember the subscription of a drive."""
        with self._database.transaction() as connection:
            connection.execute(
                update(DriveRow)
                .where(DriveRow.drive_id == drive_id)
                .values(
                    subscription_id=subscription_id, subscription_expires_at=until, problem=None
                )
            )

    @in_thread
    def drive_problem(self, drive_id: str, problem: str | None) -> None:
        """Remember what is wrong with listening to a drive; None when all is well again."""
        with self._database.transaction() as connection:
            connection.execute(
                update(DriveRow).where(DriveRow.drive_id == drive_id).values(problem=problem)
            )

    @in_thread
    def begin_reading(self, drive_id: str) -> tuple[bool, str | None]:
        """Count a doorbell and claim the drive for reading; return whether, and the cursor.

        When another worker is reading, the doorbell is counted and that worker reads once more.
        """
        now = self._now()
        free = or_(DriveRow.claimed_until.is_(None), DriveRow.claimed_until <= now)
        with self._database.transaction() as connection:
            connection.execute(
                update(DriveRow)
                .where(DriveRow.drive_id == drive_id)
                .values(rings=DriveRow.rings + 1)
            )
            claimed = connection.execute(
                update(DriveRow)
                .where(DriveRow.drive_id == drive_id, free)
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
        A new cursor of None means that the whole drive has to be read again.
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
            arrivals = sort_out(items, _known(connection, drive_id))
            due = self._write_arrivals(connection, drive_id, arrivals)
            wanted = None if arrivals.read_again else next_cursor
            connection.execute(
                update(DriveRow).where(DriveRow.drive_id == drive_id).values(cursor=wanted)
            )
        return due, wanted

    @in_thread
    def end_reading(self, drive_id: str, *, complete: bool) -> bool:
        """Give the drive back; return whether the bell rang meanwhile and it must be read again."""
        with self._database.transaction() as connection:
            row = connection.execute(
                select(DriveRow.rings, DriveRow.heard).where(DriveRow.drive_id == drive_id)
            ).one()
            connection.execute(
                update(DriveRow)
                .where(DriveRow.drive_id == drive_id)
                .values(
                    claimed_until=None,
                    **({"read_at": self._now(), "problem": None} if complete else {}),
                )
            )
        return bool(row.rings > row.heard)

    @in_thread
    def unread(self) -> list[str]:
        """Return the drives that rang unheard, or whose reader died: nobody reads them now."""
        unheard = DriveRow.claimed_until.is_(None) & (DriveRow.rings > DriveRow.heard)
        with self._database.transaction() as connection:
            return list(
                connection.scalars(
                    select(DriveRow.drive_id)
                    .where(DriveRow.drive_id.in_(select(SourceRow.drive_id)))
                    .where(or_(unheard, DriveRow.claimed_until <= self._now()))
                    .order_by(DriveRow.drive_id)
                )
            )

    @in_thread
    def start_again(self, drive_id: str) -> None:
        """Forget how far the drive was read: the next reading takes in everything anew."""
        with self._database.transaction() as connection:
            _read_from_the_start(connection, drive_id)

    def _write_arrivals(
        self, connection: Connection, drive_id: str, arrivals: Arrivals
    ) -> list[str]:
        now = self._now()
        for item_id, document_id in arrivals.returned.items():
            _add_location(connection, drive_id, item_id, document_id, now)
        due = sorted(arrivals.due)
        for item_id, source in arrivals.new.items():
            document_id = str(uuid.uuid4())
            connection.execute(
                insert(DocumentRow).values(
                    document_id=document_id,
                    source=source,
                    drive_id=drive_id,
                    item_id=item_id,
                    state="new",
                    rings=0,
                    heard=0,
                )
            )
            _add_location(connection, drive_id, item_id, document_id, now)
            due.append(document_id)
        for document_id in due:
            connection.execute(
                update(DocumentRow)
                .where(DocumentRow.document_id == document_id)
                .values(rings=DocumentRow.rings + 1, due_at=now)
            )
        for item_id, name in arrivals.names.items():
            connection.execute(
                update(DocumentRow)
                .where(DocumentRow.drive_id == drive_id, DocumentRow.item_id == item_id)
                .values(name=name)
            )
        for item_id, parent_id in arrivals.folders.items():
            _write_folder(connection, drive_id, item_id, parent_id)
        if arrivals.gone_folders:
            connection.execute(
                delete(FolderRow)
                .where(FolderRow.drive_id == drive_id)
                .where(FolderRow.item_id.in_(arrivals.gone_folders))
            )
        return due


def _known(connection: Connection, drive_id: str) -> Known:
    folders = connection.execute(
        select(FolderRow.item_id, FolderRow.parent_id).where(FolderRow.drive_id == drive_id)
    )
    sources = connection.execute(
        select(SourceRow.folder_id, SourceRow.name).where(SourceRow.drive_id == drive_id)
    )
    documents = connection.execute(
        select(LocationRow.item_id, LocationRow.document_id).where(LocationRow.drive_id == drive_id)
    )
    current = connection.scalars(
        select(DocumentRow.item_id).where(DocumentRow.drive_id == drive_id)
    )
    # A place where we put something back counts only while that undo runs: later it is people's.
    own_writes = connection.execute(
        select(OwnWriteRow.parent_id, OwnWriteRow.name, OwnWriteRow.kind, OwnWriteRow.document_id)
        .join(DocumentRow, DocumentRow.document_id == OwnWriteRow.document_id)
        .where(OwnWriteRow.drive_id == drive_id)
        .where(or_(OwnWriteRow.kind == "pointer", DocumentRow.state == "undoing"))
    )
    return Known(
        folders={row.item_id: row.parent_id for row in folders},
        sources={row.folder_id: row.name for row in sources},
        documents={row.item_id: row.document_id for row in documents},
        current=frozenset(current),
        own_writes={
            (row.parent_id, row.name): ("pointer" if row.kind == "pointer" else "returned", row[3])
            for row in own_writes
        },
    )


def _add_location(
    connection: Connection, drive_id: str, item_id: str, document_id: str, now: datetime
) -> None:
    connection.execute(
        insert(LocationRow).values(
            drive_id=drive_id, item_id=item_id, document_id=document_id, since=now
        )
    )


def _write_folder(
    connection: Connection, drive_id: str, item_id: str, parent_id: str | None
) -> None:
    done = connection.execute(
        update(FolderRow)
        .where(FolderRow.drive_id == drive_id, FolderRow.item_id == item_id)
        .values(parent_id=parent_id)
    )
    if done.rowcount == 0:
        connection.execute(
            insert(FolderRow).values(drive_id=drive_id, item_id=item_id, parent_id=parent_id)
        )


def _read_from_the_start(connection: Connection, drive_id: str) -> None:
    connection.execute(
        update(DriveRow)
        .where(DriveRow.drive_id == drive_id)
        .values(cursor=None, rings=DriveRow.rings + 1)
    )
