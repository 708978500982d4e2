"""A store in a real SQLite file, with a clock that stands still until it is moved."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, TextClause, create_engine, text

from classification.file_plan.reading import read_file_plan
from records.changes import ChangedItem
from records.documents import Location
from records.file_plan import FilePlan
from records.register import Draft
from store.anchor import AnchorFile
from store.database import Database
from store.documents import StoredDocuments
from store.house import House
from store.in_force import StoredInForce
from store.listening import Listening
from store.overviews import Overviews
from store.register import Register
from store.sources import Sources
from tests.empty_store import empty_store_at

ROOT = Path(__file__).parents[2]
DRIVE = "b!documenten"
FOLDER = "01ALGEMEEN"
CLAIM_SECONDS = 300
PERSON = "person:recordmanager"


class Clock:
    """Stands still until it is moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> datetime:
        self.now += timedelta(**by)
        return self.now


def plan_texts() -> dict[str, str]:
    folder = ROOT / "tests" / "plans" / "small"
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*.yaml")
    }


@cache
def own_plan() -> FilePlan:
    return read_file_plan(plan_texts())


def file_in(item_id: str, parent_id: str = FOLDER, *, name: str | None = None) -> ChangedItem:
    return ChangedItem(item_id, parent_id, name or f"{item_id}.docx", False, False, False)


def folder_in(item_id: str, parent_id: str | None) -> ChangedItem:
    return ChangedItem(item_id, parent_id, item_id, True, False, False)


def deleted(item_id: str) -> ChangedItem:
    return ChangedItem(item_id, None, None, False, False, True)


def verdict(document_id: str, outcome: str = "waiting", **more: Any) -> Draft:
    evidence = {"verdict": {"outcome": outcome}, "reason": {"code": "test", "nl": "ja", "en": "y"}}
    return Draft("verdict", outcome, document_id=document_id, evidence=evidence, **more)


@dataclass
class Stored:
    """The whole store, in one file or on a server. `source` is listened to in `FOLDER` of `DRIVE`."""

    path: Path
    url: str = ""
    clock: Clock = field(default_factory=Clock)
    database: Database = field(init=False)
    house: House = field(init=False)
    sources: Sources = field(init=False)
    listening: Listening = field(init=False)
    documents: StoredDocuments = field(init=False)
    in_force: StoredInForce = field(init=False)
    overviews: Overviews = field(init=False)
    register: Register = field(init=False)
    anchor: AnchorFile = field(init=False)
    source: str = ""

    def __post_init__(self) -> None:
        self.url = self.url or empty_store_at(self.path)
        self._past_the_code = create_engine(self.url)
        self.database = Database(self.url)
        self.house = House(self.database, self.clock)
        self.sources = Sources(self.database, self.clock)
        self.listening = Listening(self.database, self.clock, claim_seconds=CLAIM_SECONDS)
        self.documents = self.worker()
        self.in_force = StoredInForce(self.database)
        self.overviews = Overviews(self.database, self.clock)
        self.register = Register(self.database)
        self.anchor = AnchorFile(self.path.with_suffix(".anchors"))

    def close(self) -> None:
        self._past_the_code.dispose()
        self.database.close()

    def worker(self) -> StoredDocuments:
        """One more worker process, as far as the database can tell."""
        return StoredDocuments(self.database, self.clock, claim_seconds=CLAIM_SECONDS)

    async def listen(self) -> None:
        plan = own_plan()
        self.house.put_plan_in_force(plan, plan_texts(), PERSON)
        self.source = plan.sources[0].name
        await self.sources.found_source(self.source, Location(DRIVE, FOLDER), "/Algemeen")

    async def page(self, *items: ChangedItem, to: str | None = None) -> list[str]:
        """Take in one page from wherever the cursor is; return the documents it made due."""
        mine, cursor = await self.listening.begin_reading(DRIVE)
        assert mine
        following = to or f"{cursor or 'start'}+"
        due, _ = await self.listening.take_in(DRIVE, cursor, items, following)
        await self.listening.end_reading(DRIVE, complete=True)
        return due

    async def document(self, item_id: str = "01A", *, name: str | None = None) -> str:
        """Let a new document arrive."""
        [document_id] = await self.page(file_in(item_id, name=name))
        return document_id

    async def filed(self, item_id: str = "01A") -> str:
        """Let a document arrive and be filed as filing `F-<item>`, in four entries."""
        document_id = await self.document(item_id)
        assert await self.documents.claim(document_id)
        at = Location(DRIVE, item_id)
        more: dict[str, Any] = {
            "document_id": document_id,
            "filing_id": f"F-{item_id}",
            "location": at,
        }
        plan = {"source": {"name": f"{item_id}.docx"}, "target": {"dossier_number": "S-1"}}
        await self.documents.write(
            Draft("planned", "planned", plan=plan, evidence={"reason": {"en": "é"}}, **more),
            state="carrying_out",
            keep_claim=True,
        )
        account = await self.documents.account(document_id, f"F-{item_id}", undo=False)
        await account.write_step("staging", {"folder_id": "01B"}, at)
        await account.write_step("copy", {"item_id": "01C"}, at)
        await self.documents.write(
            Draft("filed", "filed", evidence={"n": 1}, **more), state="filed"
        )
        return document_id

    def entries(self, chain: str) -> list[dict[str, Any]]:
        return [line["entry"] for line in self.register.export() if line["entry"]["chain"] == chain]

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask the database itself, past the code under test; each `?` stands for a value."""
        with self.raw() as connection:
            return [tuple(row) for row in connection.execute(*asked(sql, *values))]

    def row(self, document_id: str) -> dict[str, Any]:
        with self.raw() as connection:
            found = connection.execute(
                *asked("SELECT * FROM documents WHERE document_id = ?", document_id)
            )
            return dict(found.mappings().one())

    @contextmanager
    def raw(self) -> Iterator[Connection]:
        with self._past_the_code.begin() as connection:
            yield connection

    def break_power_at(self, event: str) -> None:
        """Let the database itself fail at that event, such as `UPDATE OF cursor ON drives`."""
        self._cut_on = event.rpartition(" ")[2]
        with self.raw() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(
                    f"CREATE TRIGGER power_cut BEFORE {event}"
                    " BEGIN SELECT RAISE(ABORT, 'power cut'); END"
                )
                return
            connection.exec_driver_sql(
                "CREATE OR REPLACE FUNCTION power_cut() RETURNS trigger AS"
                " 'BEGIN RAISE EXCEPTION ''power cut''; END' LANGUAGE plpgsql"
            )
            connection.exec_driver_sql(
                f"CREATE TRIGGER power_cut BEFORE {event} FOR EACH ROW EXECUTE FUNCTION power_cut()"
            )

    def mend(self) -> None:
        with self.raw() as connection:
            on = "" if connection.dialect.name == "sqlite" else f" ON {self._cut_on}"
            connection.exec_driver_sql(f"DROP TRIGGER power_cut{on}")


def asked(sql: str, *values: Any) -> tuple[TextClause, dict[str, Any]]:
    """Return the statement for any database, and its values; each `?` stands for one."""
    names = [f"value_{number}" for number in range(len(values))]
    parts = sql.split("?")
    whole = parts[0] + "".join(
        f":{name}{part}" for name, part in zip(names, parts[1:], strict=True)
    )
    return text(whole), dict(zip(names, values, strict=True))


def canonical(value: Any) -> str:
    """The canonical JSON of docs/register.md, said again without the code under test."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
