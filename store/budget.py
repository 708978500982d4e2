"""The budget of what Graph allows, shared by all workers: one row, changed in one transaction.

Implements `graph_client.throttling.SharedBudget`.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from filing.budget import Budget, Limits, Slice, Wait, minute_of, pause, take
from records.register import Draft
from store.database import Database
from store.models import BudgetRow, DocumentRow, DriveRow
from store.register import append


class StoredBudget:
    """The budget in one database, as one worker process sees it."""

    def __init__(self, database: Database, limits: Limits, now: Callable[[], datetime]) -> None:
        self._database = database
        self._limits = limits
        self._now = now

    def take(self, *, bulk: bool, least: int, back: Slice | None = None) -> Slice | Wait:
        """Return a slice of `least` units or more, or how long to wait; `back` is given back."""
        with self._database.transaction() as connection:
            before, now = self._budget(connection), self._now()
            budget, found = take(before, self._limits, now, bulk=bulk, least=least, back=back)
            if budget != before:
                _write(connection, budget)
        return found

    def pause(self, until: datetime) -> None:
        """Let every worker pause until then: each hears of it with its next slice."""
        with self._database.transaction() as connection:
            _write(connection, pause(self._budget(connection), self._now(), until))

    def paused_until(self) -> datetime | None:
        """Return until when Graph asked the whole app to ask nothing; None where it does not."""
        with self._database.reading() as connection:
            until, now = connection.scalar(select(BudgetRow.paused_until)), self._now()
        return until if until is not None and now < until else None

    def lift_pause(self, actor: str) -> None:
        """Let every worker ask again, within a few seconds, although Graph asked for a pause.

        What was put off till then is due now; so is what was put off for another reason.
        """
        now = self._now()
        with self._database.transaction() as connection:
            append(connection, Draft("wait_lifted", "wait_lifted", actor=actor), now)
            connection.execute(update(BudgetRow).values(paused_until=None))
            connection.execute(
                update(DriveRow).where(DriveRow.not_before > now).values(not_before=None)
            )
            connection.execute(
                update(DocumentRow)
                .where(DocumentRow.not_before > now)
                .values(not_before=None, due_at=now)
            )

    def _budget(self, connection: Connection) -> Budget:
        row = connection.execute(select(BudgetRow.__table__)).first()
        if row is None:
            budget = Budget(minute_of(self._now()))
            connection.execute(insert(BudgetRow).values(id=1, **_values(budget)))
            return budget
        return Budget(row.minute, row.taken, row.taken_in_bulk, row.paused_until)


def _write(connection: Connection, budget: Budget) -> None:
    connection.execute(update(BudgetRow).values(**_values(budget)))


def _values(budget: Budget) -> dict[str, datetime | int | None]:
    return {
        "minute": budget.minute,
        "taken": budget.taken,
        "taken_in_bulk": budget.taken_in_bulk,
        "paused_until": budget.paused_until,
    }
