"""The database: SQLite beside the program by default, PostgreSQL by its URL.

On both one transaction writes at a time: SQLite knows no other way, and on PostgreSQL a lock says
so. What a method read at the beginning of its transaction then holds until its end, and nothing
has to be tried again. The transactions are short, and Graph lets nobody need more of them. Who only
reads goes beside them, and cannot write by mistake: the database itself refuses it.
"""

import asyncio
import sqlite3
import ssl
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    String,
    TypeDecorator,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import IntegrityError

from filing.errors import Busy
from records.moments import moment_of, moment_text

BUSY_MILLISECONDS = 20_000
IDLE_MILLISECONDS = 60_000  # a worker that was frozen in a transaction holds up the others so long
WRITES = 0x446F7373696572  # the key of the lock that whoever writes holds
READS_ONLY = "dossierstroom_reads_only"


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as text that sorts: SQLite would hand back naive datetimes."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002  SQLAlchemy hands it
    ) -> str | None:
        """Return the text to keep."""
        return moment_text(value) if value is not None else None

    def process_result_value(
        self,
        value: Any,
        dialect: Dialect,  # noqa: ARG002  SQLAlchemy hands it
    ) -> datetime | None:
        """Return the moment that was kept."""
        return moment_of(value) if value is not None else None


class Database:
    """One database, brought up to date with this version's tables when it is opened."""

    def __init__(self, url: str, token: Callable[[], str] | None = None) -> None:
        """Open the database at `url` (SQLAlchemy's form, such as `sqlite:///dossier.sqlite`).

        Where it names no password, `token` gives one for each new connection to PostgreSQL.
        """
        self.engine = _engine(url, token)
        self._turn = threading.Lock()
        with self.engine.begin() as connection:
            _upgrade(connection)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open one short transaction; it is committed at the end, or undone on any error."""
        with self._in_turn(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def supposing(self) -> Iterator[Connection]:
        """Open one short transaction of which nothing stays, however it ends."""
        with self._in_turn(), self.engine.connect() as connection:
            supposed = connection.begin()
            try:
                yield connection
            finally:
                supposed.rollback()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        # SQLite lets each who waits sleep up to a tenth of a second at a time, also while nobody
        # writes; so the threads of one process take turns among themselves first.
        if not self._turn.acquire(timeout=BUSY_MILLISECONDS / 1000):
            raise TimeoutError("another thread has been writing to the database for too long")
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that only reads, as everything was at its first reading.

        It may last long: nobody who writes waits for it, nor does it wait. The database refuses
        what would write. Who reads in order to write opens a `transaction` for both: what was read
        here may be otherwise a moment later.
        """
        with self.engine.connect() as connection:
            reads_only = connection.execution_options(**{READS_ONLY: True})
            with reads_only.begin():
                yield reads_only

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Owner = TypeVar("Owner")


@contextmanager
def one_wins() -> Iterator[None]:
    """Raise Busy where the database itself says that another worker was first."""
    try:
        yield
    except IntegrityError as error:
        if "unique" not in str(error.orig).casefold():
            raise
        raise Busy(f"another worker was first: {error.orig}") from error


def in_thread(
    method: Callable[Concatenate[Owner, Parameters], Result],
) -> Callable[Concatenate[Owner, Parameters], Coroutine[Any, Any, Result]]:
    """Make a plain method awaitable: it runs in a thread, so that it never blocks the loop."""

    @wraps(method)
    async def awaited(
        owner: Owner, /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result:
        return await asyncio.to_thread(method, owner, *args, **kwargs)

    return awaited


def _engine(url: str, token: Callable[[], str] | None) -> Engine:
    return _sqlite(url) if url.startswith("sqlite") else _postgresql(make_url(url), token)


def _postgresql(url: URL, token: Callable[[], str] | None) -> Engine:
    # A server elsewhere is spoken to over TLS only; it must prove who it is.
    local = url.host in {None, "127.0.0.1", "localhost", "::1"}
    how = {} if local else {"ssl_context": ssl.create_default_context()}
    engine = create_engine(url, connect_args=how, pool_pre_ping=True)

    if token is not None and url.password is None:

        @event.listens_for(engine, "do_connect")
        def _sign_in(_dialect: Any, _record: Any, _args: Any, given: dict[str, Any]) -> None:
            given["password"] = token()

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = {BUSY_MILLISECONDS}")
        cursor.execute(f"SET idle_in_transaction_session_timeout = {IDLE_MILLISECONDS}")
        cursor.close()
        connection.commit()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if _reads_only(connection):
            how = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
        else:
            how = f"SELECT pg_advisory_xact_lock({WRITES})"
        connection.exec_driver_sql(how)

    return engine


def _sqlite(url: str) -> Engine:
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        # The driver's own BEGIN is deferred and loses updates silently; we begin ourselves.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reads_only = _reads_only(connection)
        # It stays so on the connection, which the next one takes over: each says what it is.
        connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reads_only else 'OFF'}")
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")

    return engine


def _reads_only(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(READS_ONLY, False))


def _write_ahead(connection: Any) -> None:
    """Let writers write beside readers. It stays so in the file; only the first one changes it."""
    for left in reversed(range(10)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if left == 0:
                raise
        # Several who change a new file at once are refused without waiting, whatever the busy
        # timeout (seen: "database is locked"); a transaction does wait for who was first.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
