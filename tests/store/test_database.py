"""One SQLite file, opened by anybody at any time, in which no update is lost."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError

from records.register import Draft
from store.database import Database
from store.models import Base, DriveRow, EntryRow
from store.register import Register, append
from tests.store.stored import ROOT, Clock, Stored

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def at_once(times: int, work: Callable[[int], object]) -> None:
    """Do the work in that many threads, all let loose at the same moment."""
    start = Barrier(times)

    def begin(number: int) -> None:
        start.wait()
        work(number)

    with ThreadPoolExecutor(times) as pool:
        for done in [pool.submit(begin, number) for number in range(times)]:
            done.result()


def processes_at_once(times: int, code: str, *arguments: str) -> list[str]:
    """Run the code in that many processes; each imports first, and goes on when all are ready."""
    begin = "import sys\nfrom store.database import Database\nprint('ready', flush=True)\ninput()\n"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", begin + code, *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(times)
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=120) for process in running]
    return [err for (_, err), process in zip(ended, running, strict=True) if process.returncode]


def test_the_migrations_make_exactly_the_tables_of_the_models(stored: Stored) -> None:
    with stored.database.transaction() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == "0001"


async def test_opening_again_changes_nothing_that_was_there(listening: Stored) -> None:
    document_id = await listening.document()
    before = list(listening.register.export())
    again = Database(listening.url)
    try:
        assert list(Register(again).export()) == before
    finally:
        again.close()
    assert listening.row(document_id)["state"] == "new"


def test_many_threads_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    at_once(8, lambda _: Database(url).close())
    made = Stored(tmp_path / "new.sqlite")
    assert made.rows("SELECT version_num FROM alembic_version") == [("0001",)]
    made.database.close()


def test_many_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    assert processes_at_once(4, "Database(sys.argv[1]).close()", f"sqlite:///{path}") == []
    made = Stored(path)
    assert made.rows("SELECT version_num FROM alembic_version") == [("0001",)]
    made.database.close()


def test_four_threads_append_two_hundred_entries_each_to_one_chain_and_none_is_lost(
    stored: Stored,
) -> None:
    def work(thread: int) -> None:
        for number in range(200):
            with stored.database.transaction() as connection:
                append(connection, Draft("mode", "act", plan={"by": thread, "n": number}), AT)

    at_once(4, work)

    assert [entry["seq"] for entry in stored.entries("house")] == list(range(1, 801))
    plans = [line["beside"]["plan"] for line in stored.register.export()]
    assert {(plan["by"], plan["n"]) for plan in plans} == {
        (thread, number) for thread in range(4) for number in range(200)
    }
    assert stored.register.verify({}) == []


APPENDING = """
from datetime import datetime, UTC
from records.register import Draft
from store.register import append
database = Database(sys.argv[1])
for number in range(50):
    with database.transaction() as connection:
        append(connection, Draft("mode", "act"), datetime(2026, 11, 23, tzinfo=UTC))
"""


def test_three_processes_append_to_one_chain_and_none_is_lost(stored: Stored) -> None:
    assert processes_at_once(3, APPENDING, stored.url) == []
    assert [entry["seq"] for entry in stored.entries("house")] == list(range(1, 151))
    assert stored.register.verify({}) == []


def test_a_transaction_that_fails_leaves_nothing(stored: Stored) -> None:
    def fail() -> None:
        with stored.database.transaction() as connection:
            append(connection, Draft("mode", "act", plan={"a": 1}), AT)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert stored.rows("SELECT count(*) FROM register") == [(0,)]
    assert stored.rows("SELECT count(*) FROM beside") == [(0,)]


def test_who_reads_a_snapshot_holds_up_nobody_and_sees_one_moment(stored: Stored) -> None:
    with stored.database.transaction() as connection:
        append(connection, Draft("mode", "act"), AT)
    export = stored.register.export()
    first = next(export)
    with stored.database.transaction() as connection:
        append(connection, Draft("mode", "propose"), AT)
    assert [first, *export] == list(stored.register.export())[:1]
    assert len(stored.entries("house")) == 2


def test_who_reads_waits_for_nobody_who_writes_and_sees_what_was_there_before(
    stored: Stored,
) -> None:
    with stored.database.transaction() as writing:
        append(writing, Draft("mode", "act"), AT)
        with stored.database.reading() as reading:
            assert reading.execute(select(EntryRow.kind)).all() == []
    with stored.database.reading() as reading:
        assert reading.scalars(select(EntryRow.kind)).all() == ["mode"]


def test_who_writes_waits_for_nobody_who_reads(stored: Stored) -> None:
    with stored.database.reading() as reading:
        assert reading.execute(select(EntryRow.kind)).all() == []
        with stored.database.transaction() as writing:
            append(writing, Draft("mode", "act"), AT)
        assert reading.execute(select(EntryRow.kind)).all() == []


def test_who_waits_too_long_for_another_thread_is_told_and_the_next_one_can_write(
    stored: Stored, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write() -> None:
        with stored.database.transaction() as connection:
            append(connection, Draft("mode", "act"), AT)

    with stored.database.transaction():
        monkeypatch.setattr("store.database.BUSY_MILLISECONDS", 1)
        with pytest.raises(TimeoutError, match="another thread"):
            write()
    write()
    assert stored.rows("SELECT count(*) FROM register") == [(1,)]


def test_who_only_reads_cannot_write_and_who_takes_over_the_connection_can(stored: Stored) -> None:
    def write_in_a_reading() -> None:
        with stored.database.reading() as connection:
            append(connection, Draft("mode", "act"), AT)

    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        write_in_a_reading()
    assert stored.rows("SELECT count(*) FROM register") == [(0,)]

    with stored.database.transaction() as connection:
        append(connection, Draft("mode", "act"), AT)
    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        write_in_a_reading()
    assert stored.rows("SELECT count(*) FROM register") == [(1,)]


def test_a_moment_comes_back_in_utc_to_the_microsecond_and_a_naive_one_is_refused(
    stored: Stored,
) -> None:
    moment = datetime(2026, 3, 1, 23, 59, 59, 123456, tzinfo=timezone(timedelta(hours=1)))
    values = {"drive_id": "d", "rings": 0, "heard": 0}
    with stored.database.transaction() as connection:
        connection.execute(insert(DriveRow).values(**values, read_at=moment))
        assert connection.scalar(select(DriveRow.read_at)) == moment
    assert stored.rows("SELECT read_at FROM drives") == [("2026-03-01T22:59:59.123456Z",)]
    naive = Clock().now.replace(tzinfo=None)
    with pytest.raises(Exception, match="time zone"), stored.database.transaction() as connection:
        connection.execute(insert(DriveRow).values(**{**values, "drive_id": "e"}, read_at=naive))
