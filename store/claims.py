"""Claims: which worker may work on which document, and until when.

A claim lasts a limited time; while it lasts the document is due at its end, so that a document
whose worker died is found by the sweep. A claim belongs to the task that made it: another task of
the same process is another worker.
"""

import uuid
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from filing.errors import Busy
from filing.problems import NOT_LISTENED_TO, is_of_document
from filing.states import OPEN, UNDER_WAY
from filing.store_ports import Claimed
from records.documents import Location
from store.database import Moment
from store.models import DocumentRow, EntryRow
from store.told import filings_since

NUDGE_AGAIN = timedelta(minutes=1)  # a nudge that was lost is repeated then
PUT_OFF_AT_MOST = timedelta(days=2)  # longer than Graph ever asks; beyond it a clock was wrong


def known_as(connection: Connection, document_id: str, now: datetime) -> Claimed:
    """Return the document as the store knows it."""
    row = connection.execute(
        select(DocumentRow.__table__).where(DocumentRow.document_id == document_id)
    ).one()
    a_day_ago = now - timedelta(days=1)

    def today(kind: str, *outcomes: str) -> int:
        which = EntryRow.kind == kind, EntryRow.outcome.in_(outcomes)
        return filings_since(connection, document_id, a_day_ago, *which)

    return Claimed(
        document_id=document_id,
        source=row.source,
        location=Location(row.drive_id, row.item_id),
        state=row.state,
        standing=row.standing,
        settled=row.settled,
        filing_id=row.filing_id,
        filings_today=today("filed", "filed", "source_kept"),
        attempts_today=today("planned", "planned"),
        copies_today=today("step", "copy"),
        was=row.was,
    )


class Claims:
    """The claims on the documents of one database, as one worker process sees them."""

    def __init__(self, now: Callable[[], datetime], lasts: timedelta) -> None:
        """`lasts`: how long a claim lasts after its last step was written down."""
        self._now = now
        self._lasts = lasts
        # What the running task holds, document to token; a thread it asks shares it.
        self._held: ContextVar[dict[str, str] | None] = ContextVar("claims", default=None)

    def hold(self, document_id: str, token: str) -> None:
        """Let the running task hold what was claimed with that token."""
        self._held.set({**self._holds(), document_id: token})

    def claim(self, connection: Connection, document_id: str) -> str | None:
        """Claim the document; return the token to hold it by.

        None when another worker has it, before the moment that it was put off to, or when nobody
        knows it.
        """
        now, token = self._now(), str(uuid.uuid4())
        claimed = connection.execute(
            update(DocumentRow)
            .where(DocumentRow.document_id == document_id)
            .where(self._is_free(now), not_put_off(DocumentRow.not_before, now))
            .values(
                claimed_by=token,
                claimed_until=now + self._lasts,
                due_at=now + self._lasts,
                heard=DocumentRow.rings,
            )
        )
        return token if claimed.rowcount else None

    def last_long(self, connection: Connection) -> bool:
        """Return whether what the running task holds is its own for half of its time yet.

        Not where it ends later than it can: it was made by a clock that was wrong, and does not
        stand.
        """
        now, held = self._now(), self._holds()
        lasting = connection.scalars(
            select(DocumentRow.claimed_by)
            .where(DocumentRow.document_id.in_(list(held)))
            .where(DocumentRow.claimed_until.between(now + self._lasts / 2, now + self._lasts))
        )
        return set(held.values()) <= set(lasting)

    def keep(self, connection: Connection) -> None:
        """Prolong what the running task holds. Raises Busy where another worker took over."""
        now = self._now()
        until = now + self._lasts
        for document_id, token in self._holds().items():
            kept = connection.execute(
                update(DocumentRow)
                .where(DocumentRow.document_id == document_id)
                .where(DocumentRow.claimed_by == token, DocumentRow.claimed_until > now)
                .values(claimed_until=until, due_at=until)
            )
            if kept.rowcount == 0:
                raise Busy(f"the claim on document {document_id} has lapsed")

    def prolong(self, connection: Connection, document_id: str, values: Mapping[str, Any]) -> None:
        """Keep the claim after something was written down, and bring the row up to date."""
        until = self._now() + self._lasts
        self._update(connection, document_id, {**values, "claimed_until": until, "due_at": until})

    def end(
        self, connection: Connection, document_id: str, due_at: datetime | None, **values: Any
    ) -> None:
        """Give the claim back, and bring the row up to date; it is due at once if it was rung for.

        Then it is looked at whatever it looks like: what it rang for may have come after the look.
        But not after a filing that was taken back, which rings itself: there a look tells whether
        the document is still as it was when it was decided on.

        Raises Busy, as `prolong` does, when the claim was lost to another worker.
        """
        row = connection.execute(
            select(DocumentRow.rings, DocumentRow.heard, DocumentRow.state).where(
                DocumentRow.document_id == document_id
            )
        ).one()
        rung = row.rings > row.heard
        values.setdefault("not_before", None)
        values["due_at"] = self._now() if rung else due_at
        if rung and row.state in OPEN and values.get("state", row.state) in OPEN:
            values["settled"] = ""
        values["claimed_by"] = values["claimed_until"] = None
        self._update(connection, document_id, values)
        self._holds().pop(document_id, None)  # the same task may go on with another document

    def due(self, connection: Connection, limit: int) -> list[str]:
        """Return the documents that are due and free, the longest due first.

        What people changed comes before bulk work, and within each what is under way before what
        was not begun: where Graph lets us do a little only, one that is finished is worth more
        than two that were begun. They are due again a minute later, and not before.
        """
        now = self._now()
        by_a_wrong_clock = or_(
            misdated(DocumentRow.claimed_until, now, self._lasts),
            _put_off_too_far(DocumentRow.not_before, now),
        )
        is_due = or_(DocumentRow.due_at <= now, by_a_wrong_clock)
        found = list(
            connection.scalars(
                select(DocumentRow.document_id)
                .where(is_due, not_put_off(DocumentRow.not_before, now), self._is_free(now))
                .order_by(DocumentRow.bulk, DocumentRow.state.not_in(UNDER_WAY), DocumentRow.due_at)
                .limit(limit)
            )
        )
        connection.execute(
            update(DocumentRow)
            .where(DocumentRow.document_id.in_(found))
            .values(due_at=now + NUDGE_AGAIN)
        )
        return found

    def _holds(self) -> dict[str, str]:
        held = self._held.get()
        return {} if held is None else held

    def _is_free(self, now: datetime) -> ColumnElement[bool]:
        return nobody_has(DocumentRow.claimed_until, now, self._lasts)

    def _update(self, connection: Connection, document_id: str, values: Mapping[str, Any]) -> None:
        done = connection.execute(
            update(DocumentRow)
            .where(DocumentRow.document_id == document_id)
            .where(DocumentRow.claimed_by == self._holds().get(document_id, ""))
            .values(**values, **self._since(values))
        )
        if done.rowcount == 0:
            raise Busy(f"the claim on document {document_id} was lost to another worker")

    def _since(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return since when the document has a problem; what holds all up neither begins nor ends one."""
        if "problem" not in values:
            return {}
        problem = values["problem"]
        if problem is None or problem == NOT_LISTENED_TO:
            return {"problem_since": None}
        if not is_of_document(problem):
            return {}
        return {
            "problem_since": func.coalesce(DocumentRow.problem_since, literal(self._now(), Moment))
        }


def due_in_bulk() -> ColumnElement[bool]:
    """Return whether a document that becomes due with many others is bulk work.

    Not one that is due already because somebody changed it.
    """
    return or_(DocumentRow.bulk, DocumentRow.due_at.is_(None))


def nobody_has(
    claimed_until: InstrumentedAttribute[datetime | None], now: datetime, lasts: timedelta
) -> ColumnElement[bool]:
    """Return whether no worker has what is claimed until then; a claim lasts `lasts` at most."""
    return or_(claimed_until.is_(None), claimed_until <= now, misdated(claimed_until, now, lasts))


def misdated(
    claimed_until: InstrumentedAttribute[datetime | None], now: datetime, lasts: timedelta
) -> ColumnElement[bool]:
    """Return whether a claim was made by a clock that was wrong: it ends too far ahead.

    Twice as long, so that a worker whose clock runs somewhat ahead keeps what it has.
    """
    return claimed_until > now + 2 * lasts


def not_put_off(
    until: InstrumentedAttribute[datetime | None], now: datetime
) -> ColumnElement[bool]:
    """Return whether what was put off to then may be claimed now."""
    return or_(until.is_(None), until <= now, _put_off_too_far(until, now))


def _put_off_too_far(
    until: InstrumentedAttribute[datetime | None], now: datetime
) -> ColumnElement[bool]:
    return until > now + PUT_OFF_AT_MOST
