"""The acts of the house: the file plan in force, modes of sources, the stop switch, counts."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from filing.errors import Busy, Stopped
from filing.problems import STOPPED
from filing.reasons import PLAN_DROPS_SOURCE, PLAN_POINTS_ELSEWHERE
from filing.states import OPEN
from filing.workplace import why
from records.documents import Location
from records.file_plan import FilePlan, Mode
from records.register import Draft
from records.verdicts import Reason
from store import brakes
from store.claims import due_in_bulk
from store.database import Database, in_thread
from store.models import CounterRow, DocumentRow, Plan, SourceRow, SwitchRow
from store.register import append, plan_version_in_force

STOP = "stop"
_STOP_IS_ON = select(SwitchRow.is_on).where(SwitchRow.name == STOP)  # asked before every effect
_PLACE = ("team", "channel", "site", "library")
_NOWHERE = dict.fromkeys(("drive_id", "folder_id", "folder_path", "problem"))


class House:
    """What people decide about the whole of it; every act is written in the register."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def put_plan_in_force(self, plan: FilePlan, texts: Mapping[str, str], actor: str) -> None:
        """Put the plan in force. New sources start at `observe`; those that are gone go.

        A current mode above the plan's new ceiling comes down to it. A source that now points to
        another channel or library is another place, whatever its name: it starts at `observe` too,
        and is looked for anew. Every document that is not filed is looked at again, and so is what
        a brake held in a source that is no more, or no more that place.
        """
        now = self._now()
        with self._database.transaction() as connection:
            is_another = plan.version != plan_version_in_force(connection)
            connection.execute(
                insert(Plan).values(
                    plan_version=plan.version,
                    texts=json.dumps(dict(texts), ensure_ascii=False),
                    put_by=actor,
                    put_at=now,
                )
            )
            taken_out = _write_sources(connection, plan)
            act = {"name": plan.name, "version": plan.version}
            append(connection, Draft("plan_in_force", plan.version, plan=act, actor=actor), now)
            _leave_where_they_lie(connection, taken_out, now)
            for source in taken_out:
                brakes.take_as_told(connection, source, now)
                brakes.look_at_what_waited(connection, source, now)
            look_again(connection, now)
            if is_another:
                brakes.begin_run(connection)

    def set_mode(self, source: str, mode: Mode, actor: str) -> None:
        """Set the current mode of a source. LookupError where there is no such source.

        A brake that lowered it is off; what a source may do by its brakes is counted anew.
        """
        now = self._now()
        with self._database.transaction() as connection:
            done = connection.execute(
                update(SourceRow)
                .where(SourceRow.name == source)
                .values(mode=int(mode), mode_by_brake=None)
            )
            if done.rowcount == 0:
                raise LookupError(source)
            act = {"source": source, "mode": mode.name.lower()}
            append(connection, Draft("mode", mode.name.lower(), plan=act, actor=actor), now)
            look_again(connection, now)
            if mode is Mode.ACT:
                brakes.begin_run(connection, source)
                brakes.begin_counting_anew(connection, source, "begun")

    def set_paused(self, source: str, paused: bool, actor: str) -> None:  # noqa: FBT001
        """Pause or resume one source. LookupError where there is no such source.

        Resuming takes a brake off as well; pausing does not. What vanished from a source that a brake
        paused is looked at once it is resumed.
        """
        now = self._now()
        with self._database.transaction() as connection:
            by_brake = connection.scalar(
                select(SourceRow.paused_by_brake).where(SourceRow.name == source)
            )
            no_brake = {} if paused else {"paused_by_brake": None}
            done = connection.execute(
                update(SourceRow).where(SourceRow.name == source).values(paused=paused, **no_brake)
            )
            if done.rowcount == 0:
                raise LookupError(source)
            act = {"source": source, "paused": paused}
            outcome = "paused" if paused else "resumed"
            append(connection, Draft("pause", outcome, plan=act, actor=actor), now)
            look_again(connection, now)
            if by_brake and not paused:
                brakes.take_as_told(connection, source, now)
            if not paused:
                brakes.look_at_what_waited(connection, source, now)

    def set_stop(self, *, is_on: bool, actor: str) -> None:
        """Turn the stop switch on or off."""
        with self._database.transaction() as connection:
            done = connection.execute(
                update(SwitchRow).where(SwitchRow.name == STOP).values(is_on=is_on)
            )
            if done.rowcount == 0:
                connection.execute(insert(SwitchRow).values(name=STOP, is_on=is_on))
            kind = "stop" if is_on else "resume"
            append(connection, Draft(kind, kind, actor=actor), self._now())

    @in_thread
    def is_stopped(self) -> bool:
        """Return whether the stop switch is on."""
        with self._database.reading() as connection:
            return stop_is_on(connection)

    @in_thread
    def count(self, name: str, times: int = 1) -> None:
        """Add to a count."""
        with self._database.transaction() as connection:
            done = connection.execute(
                update(CounterRow)
                .where(CounterRow.name == name)
                .values(value=CounterRow.value + times)
            )
            if done.rowcount == 0:
                connection.execute(insert(CounterRow).values(name=name, value=times))

    def counts(self) -> dict[str, int]:
        """Return all counts by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(CounterRow.name, CounterRow.value)).all()
        return {row.name: row.value for row in rows}


def refuse_when_stopped(connection: Connection) -> None:
    """Raise Stopped while the stop switch is on."""
    if stop_is_on(connection):
        raise Stopped(STOPPED.en)


def stop_is_on(connection: Connection) -> bool:
    """Return whether the stop switch is on."""
    return bool(connection.scalar(_STOP_IS_ON))


def refuse_at_rest(connection: Connection, document_id: str, *, by_person: bool) -> None:
    """Raise Busy where its source does not act by itself any more: a person decided meanwhile.

    What a person lets begin needs no source that acts by itself; a pause stands for everyone.
    """
    listens = SourceRow.paused.is_(False), SourceRow.paused_by_brake.is_(None)
    acts = select(SourceRow.name).where(*listens)
    if not by_person:
        acts = acts.where(SourceRow.mode == int(Mode.ACT))
    source = select(DocumentRow.source).where(DocumentRow.document_id == document_id)
    name = connection.scalar(source)
    if connection.scalar(acts.where(SourceRow.name == name)) is None:
        raise Busy(f"source {name} does not act any more")


def _write_sources(connection: Connection, plan: FilePlan) -> dict[str, Reason]:
    """Write the sources of the plan; return those whose place it no longer listens to, and why."""
    before = {row.name: row for row in connection.execute(select(SourceRow.__table__))}
    names = [source.name for source in plan.sources]
    taken_out = dict.fromkeys(before.keys() - set(names), PLAN_DROPS_SOURCE)
    connection.execute(delete(SourceRow).where(SourceRow.name.not_in(names)))
    for source in plan.sources:
        place = {part: getattr(source, part) for part in _PLACE}
        row = before.get(source.name)
        if row is None:
            connection.execute(
                insert(SourceRow).values(
                    name=source.name, mode=int(Mode.OBSERVE), paused=False, **place
                )
            )
            continue
        values: dict[str, Any] = {"mode": min(row.mode, int(source.ceiling))}
        if any(getattr(row, part) != value for part, value in place.items()):
            no_brake = {"mode_by_brake": None, "paused_by_brake": None}
            values = {"mode": int(Mode.OBSERVE), **no_brake, **place, **_NOWHERE}
            taken_out[source.name] = PLAN_POINTS_ELSEWHERE
        connection.execute(update(SourceRow).where(SourceRow.name == source.name).values(**values))
    return taken_out


def _leave_where_they_lie(
    connection: Connection, sources: Mapping[str, Reason], now: datetime
) -> None:
    """Write down that the plan, and no person, took these documents out of their source.

    A worker that looks at one just now loses its claim: what it found holds no longer. One that
    lies in a source all the same is told anew when that is looked through.
    """
    theirs = DocumentRow.source.in_(sources), DocumentRow.state.in_(OPEN)
    rows = connection.execute(
        select(DocumentRow.__table__).where(*theirs).order_by(DocumentRow.document_id)
    ).all()
    for row in rows:
        draft = Draft(
            "verdict",
            "left",
            document_id=row.document_id,
            location=Location(row.drive_id, row.item_id),
            evidence=why(sources[row.source]),
        )
        append(connection, draft, now)
    left = {"state": "gone", "standing": None, "settled": "", "problem": None}
    left |= {"problem_since": None}
    free = {"claimed_by": None, "claimed_until": None, "not_before": None, "due_at": None}
    connection.execute(update(DocumentRow).where(*theirs).values(**left, **free))


def look_again(connection: Connection, now: datetime) -> None:
    """Let every document that is not filed be looked at again; part of the act's transaction."""
    connection.execute(
        update(DocumentRow)
        .where(DocumentRow.state.in_(OPEN))
        .values(rings=DocumentRow.rings + 1, due_at=now, bulk=due_in_bulk())
    )
