"""Where we listen: the sources, the drives that hold them, and the subscriptions to those."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from records.documents import Location
from records.verdicts import Reason
from store.brakes import brake_told, look_at_what_waited
from store.database import Database, in_thread
from store.listening import listen_anew, read_again_later
from store.models import DriveRow, SourceRow


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source as the store has it.

    `paused`: by a person or by a brake. `folder` is null until Graph told where it is; `read_at` is
    when its drive was last read to the end; `problem` all that is wrong with finding it, with the
    subscription to its drive, and with reading that drive. The two of a brake tell why it stopped by
    itself, until a person lets it go on.
    """

    name: str
    mode: int
    paused: bool
    folder: Location | None
    read_at: datetime | None
    problem: str | None
    mode_by_brake: Reason | None
    paused_by_brake: Reason | None


@dataclass(frozen=True, slots=True)
class DriveState:
    """A drive that is listened to.

    `subscribed_as` tells what the subscription was made with, as `subscribed` was told;
    `found_at` is when a source was first found in it; `problem` what is wrong with reading it.
    """

    drive_id: str
    found_at: datetime | None
    subscription_id: str | None
    subscription_expires_at: datetime | None
    subscribed_as: str | None
    subscription_problem: str | None
    read_at: datetime | None
    problem: str | None


class Sources:
    """Everything the store knows of where we listen."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    @in_thread
    def all(self) -> list[SourceState]:
        """Return all sources of the file plan in force."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(
                    SourceRow.__table__,
                    DriveRow.read_at,
                    DriveRow.subscription_problem,
                    DriveRow.problem.label("reading_problem"),
                )
                .join(DriveRow, DriveRow.drive_id == SourceRow.drive_id, isouter=True)
                .order_by(SourceRow.name)
            ).all()
        return [
            SourceState(
                row.name,
                row.mode,
                row.paused or row.paused_by_brake is not None,
                Location(row.drive_id, row.folder_id) if row.drive_id and row.folder_id else None,
                row.read_at,
                _together(row.problem, row.subscription_problem, row.reading_problem),
                brake_told(row.mode_by_brake),
                brake_told(row.paused_by_brake),
            )
            for row in rows
        ]

    @in_thread
    def found_source(self, name: str, folder: Location, path: str) -> None:
        """Remember where Graph says the source is, and listen to its drive.

        Where no source was in it, whatever lies there is looked at: while nobody listened, nothing
        told what was deleted. Where one was, that is still told before the drive is read anew.
        """
        with self._database.transaction() as connection:
            before = connection.scalar(select(SourceRow.folder_id).where(SourceRow.name == name))
            held = select(SourceRow.name).where(SourceRow.drive_id == folder.drive_id)
            holds_none_yet = connection.execute(held).first() is None
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
                    insert(DriveRow).values(drive_id=folder.drive_id, rings=0, heard=0)
                )
            if holds_none_yet:
                now = self._now()
                listen_anew(connection, folder.drive_id, now)
                found = update(DriveRow).where(DriveRow.drive_id == folder.drive_id)
                connection.execute(found.values(found_at=now))
            elif before != folder.item_id:
                read_again_later(connection, folder.drive_id)
            if before != folder.item_id:
                look_at_what_waited(connection, name, self._now())

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
        with self._database.reading() as connection:
            rows = connection.execute(
                select(DriveRow.__table__)
                .where(DriveRow.drive_id.in_(select(SourceRow.drive_id)))
                .order_by(DriveRow.drive_id)
            ).all()
        return [
            DriveState(
                row.drive_id,
                row.found_at,
                row.subscription_id,
                row.subscription_expires_at,
                row.subscribed_as,
                row.subscription_problem,
                row.read_at,
                row.problem,
            )
            for row in rows
        ]

    @in_thread
    def subscribed(
        self, drive_id: str, subscription_id: str, until: datetime, made_with: str = ""
    ) -> None:
        """Remember the subscription of a drive, and a digest of what it was made with."""
        with self._database.transaction() as connection:
            connection.execute(
                update(DriveRow)
                .where(DriveRow.drive_id == drive_id)
                .values(
                    subscription_id=subscription_id,
                    subscription_expires_at=until,
                    subscribed_as=made_with,
                    subscription_problem=None,
                )
            )

    @in_thread
    def subscription_problem(self, drive_id: str, problem: str) -> None:
        """Remember why a drive cannot be subscribed to; it stands until that succeeds."""
        with self._database.transaction() as connection:
            connection.execute(
                update(DriveRow)
                .where(DriveRow.drive_id == drive_id)
                .values(subscription_problem=problem)
            )


def _together(*problems: str | None) -> str | None:
    return "; ".join(problem for problem in problems if problem) or None
