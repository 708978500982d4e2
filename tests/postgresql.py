"""A PostgreSQL server of the tests' own, in a folder of its own, on a free port of the loopback.

For folders of tests: import `postgresql` into a conftest.py.
"""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from store.database import Database

USER = "dossier"
PROGRAMS = "/usr/lib/postgresql"  # where Debian puts them, by version
# The machine does not lose power in a test.
OPTIONS = "-h 127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200"


@dataclass
class PostgreSQL:
    """A running server; each database that it gives is empty, and nobody else's."""

    origin: str

    def __post_init__(self) -> None:
        self._numbers = count(1)
        self._store = ""  # what each new store is a copy of

    def new_database(self, *, like: str = "") -> str:
        """Return the URL of an empty database, or of a copy of the one at the URL `like`."""
        name = f"test_{next(self._numbers)}"
        template = f" TEMPLATE {like.rpartition('/')[2]}" if like else ""
        server = create_engine(f"{self.origin}/postgres", isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}{template}")
        server.dispose()
        return f"{self.origin}/{name}"

    def new_store(self) -> str:
        """Return the URL of an empty store: what the migrations made, once, and a copy of that."""
        if not self._store:
            self._store = self.new_database()
            Database(self._store).close()
        return self.new_database(like=self._store)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One server for all tests of this process."""
    try:
        with running() as server:
            yield server
    except LookupError as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@contextmanager
def running() -> Iterator[PostgreSQL]:
    """A server that runs until it is no longer needed. LookupError where it is not installed."""
    programs = _programs()
    if programs is None:
        raise LookupError("PostgreSQL is not there: scripts/setup-postgresql installs it")
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    # It refuses to run as root; Debian's package made a user for it.
    user = "postgres" if os.geteuid() == 0 else None
    password = secrets.token_hex(16)
    (folder / "password").write_text(password)
    if user is not None:
        shutil.chown(folder, user)
        shutil.chown(folder / "password", user)

    def run(program: str, *words: str) -> None:
        done = subprocess.run(
            [programs / program, "-D", folder / "data", *words],
            cwd=folder,
            user=user,
            text=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    who = ("--username", USER, "--auth", "scram-sha-256", "--pwfile", "password")
    run("initdb", *who, "--encoding", "UTF8", "--locale", "C", "--no-sync")
    port = _free_port()
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"-p {port} {OPTIONS}", "start")
    try:
        yield PostgreSQL(f"postgresql+pg8000://{USER}:{password}@127.0.0.1:{port}")
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _programs() -> Path | None:
    """Return the folder with PostgreSQL's programs, those of the newest version."""
    found = sorted(Path(PROGRAMS).glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
