"""The state file: the whole tenant in SQLite, so that a restart goes on where it was.

Memory is the working set. After every call the objects that were looked at are written again if
they changed, in one transaction: a process that is killed loses at most the call under way, and
never leaves half of one. Each dictionary of the tenant is a table with one row an object: its
JSON document, and a column for each of its plain values.
"""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from graph_simulator.documents import Documents, scalar_fields, stored_fields, written
from graph_simulator.model import Content, Json
from graph_simulator.tenant import Tenant
from graph_simulator.tracked import Tracked

_HINTS = get_type_hints(Tenant)
_TABLES = [name for name in stored_fields(Tenant) if get_origin(_HINTS[name]) is dict]
_OTHERS = [name for name in stored_fields(Tenant) if get_origin(_HINTS[name]) is not dict]
_CALL_COLUMNS = ["at", "caller", "method", "path", "operation", "status", "units"]


class State:
    """One state file. `tenant` is what it holds, after `begin` or `load`."""

    tenant: Tenant

    def __init__(self, file: Path) -> None:
        self._lock = _only_one(file)
        self._database = sqlite3.connect(file, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        # Enough for a process that is killed; a machine that loses its power may lose the last calls.
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._said: dict[str, dict[str, int]] = {name: {} for name in _TABLES}
        self._settings: dict[str, str] = {}
        self._calls = 0

    @property
    def is_new(self) -> bool:
        """Whether nothing was kept in it yet."""
        found = self._database.execute("SELECT 1 FROM sqlite_master WHERE name = 'settings'")
        return found.fetchone() is None

    def close(self) -> None:
        """Close the file and let another process have it."""
        self._database.close()
        self._lock.close()

    # ------------------------------------------------------------------------------- beginning

    def begin(self, tenant: Tenant) -> None:
        """Keep that tenant in place of whatever the file holds; it is written by `keep`."""
        self._database.execute("BEGIN")
        for (name,) in self._database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall():
            self._database.execute(f'DROP TABLE "{name}"')
        for statement in _schema():
            self._database.execute(statement)
        self._said = {name: {} for name in _TABLES}
        self._settings, self._calls = {}, 0
        self._follow(tenant)
        for name in _TABLES:
            getattr(tenant, name).touch_all()

    def load(self) -> Json:
        """Take the tenant from the file; answers what else was kept. ValueError: another format."""
        kept = {sql for (sql,) in self._database.execute("SELECT sql FROM sqlite_master") if sql}
        if not set(_schema()) <= kept:
            raise ValueError("the state file was written by another version of the simulator")
        documents = Documents(self._bytes)
        for key, text in self._database.execute("SELECT key, document FROM settings"):
            self._settings[key] = text
        settings = {key: json.loads(text) for key, text in self._settings.items()}
        own = {name: documents.reader(_HINTS[name])(settings[f"tenant.{name}"]) for name in _OTHERS}
        for table in _TABLES:
            read = documents.reader(get_args(_HINTS[table])[1])
            own[table] = objects = {}
            for key, text in self._database.execute(
                f'SELECT key, document FROM "{table}" ORDER BY rowid'  # noqa: S608
            ):
                objects[key] = read(json.loads(text))
                self._said[table][key] = hash(text)
        tenant = Tenant(**own)
        tenant.derive()
        self._follow(tenant)
        return settings

    def calls(self) -> list[Json]:
        """The account of all calls that was kept."""
        rows = self._database.execute("SELECT document FROM calls ORDER BY n").fetchall()
        self._calls = len(rows)
        return [json.loads(text) for (text,) in rows]

    def _follow(self, tenant: Tenant) -> None:
        for name in _TABLES:
            setattr(tenant, name, Tracked(getattr(tenant, name)))
        self.tenant = tenant

    # --------------------------------------------------------------------------------- keeping

    def keep(self, settings: Json, calls: list[Json], amended: set[int]) -> None:
        """Write down all that changed, in one transaction."""
        contents: list[Content] = []
        if not self._database.in_transaction:
            self._database.execute("BEGIN")
        try:
            for table in _TABLES:
                self._keep_table(table, contents)
            for content in {id(one): one for one in contents}.values():
                self._database.execute(
                    "INSERT OR IGNORE INTO contents VALUES (?, ?)", (content.sha256, content.data)
                )
            self._keep_settings(settings)
            self._keep_calls(calls, amended)
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")
        for content in contents:
            content.lies_in(self._bytes)

    def forget(self) -> None:
        """What was looked at until now was only read."""
        for table in _TABLES:
            getattr(self.tenant, table).take_touched()

    def _keep_table(self, table: str, contents: list[Content]) -> None:
        objects, said = getattr(self.tenant, table), self._said[table]
        for key in objects.take_touched():
            if key not in objects:
                if said.pop(key, None) is not None:
                    self._database.execute(f'DELETE FROM "{table}" WHERE key = ?', (key,))  # noqa: S608
                continue
            text = _text(written(dict.__getitem__(objects, key), contents))
            if said.get(key) != hash(text):
                self._database.execute(
                    f'INSERT INTO "{table}" (key, document) VALUES (?, ?) '  # noqa: S608
                    "ON CONFLICT (key) DO UPDATE SET document = excluded.document",
                    (key, text),
                )
                said[key] = hash(text)

    def _keep_settings(self, settings: Json) -> None:
        own = {f"tenant.{name}": getattr(self.tenant, name) for name in _OTHERS}
        for key, value in {**own, **settings}.items():
            text = _text(written(value, []))
            if self._settings.get(key) != text:
                self._database.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, text))
                self._settings[key] = text

    def _keep_calls(self, calls: list[Json], amended: set[int]) -> None:
        for number in sorted({*amended, *range(self._calls + 1, len(calls) + 1)}):
            self._database.execute(
                "INSERT OR REPLACE INTO calls (n, document) VALUES (?, ?)",
                (number, _text(calls[number - 1])),
            )
        self._calls = len(calls)
        amended.clear()

    def _bytes(self, sha256: str) -> bytes:
        found = self._database.execute("SELECT data FROM contents WHERE sha256 = ?", (sha256,))
        data: bytes = found.fetchone()[0]
        return data


def _only_one(file: Path) -> sqlite3.Connection:
    """The lock beside the file, held as long as this process lives. ValueError: another has it.

    Not on the file itself, so that anybody may read that meanwhile.
    """
    lock = sqlite3.connect(f"{file}.lock", timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        lock.close()
        raise ValueError("another simulator is using it; end that one first") from None
    return lock


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _schema() -> Iterator[str]:
    yield "CREATE TABLE settings (key TEXT PRIMARY KEY, document TEXT NOT NULL)"
    yield "CREATE TABLE contents (sha256 TEXT PRIMARY KEY, data BLOB NOT NULL)"
    yield f"CREATE TABLE calls (n INTEGER PRIMARY KEY, document TEXT NOT NULL{_columns(_CALL_COLUMNS)})"
    for table in _TABLES:
        columns = _columns(scalar_fields(get_args(_HINTS[table])[1]))
        # The row numbers keep the order in which things were made.
        yield (
            f'CREATE TABLE "{table}" (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, '
            f"document TEXT NOT NULL{columns})"
        )


def _columns(names: list[str]) -> str:
    taken = {"number", "key", "document"}
    return "".join(
        f""", "{name}" GENERATED ALWAYS AS (json_extract(document, '$.{name}')) VIRTUAL"""
        for name in names
        if name not in taken
    )
