"""The whole product at work: its own triggers in the local host, against the simulated tenant."""

import asyncio
import base64
import json
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

from checker.account import Account, Line, account_of
from classification.file_plan.reading import MODES, read_file_plan
from dossiers.thread import Known
from dossiers.trace import trace
from extraction.worker import Reader
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from functions.composition import Whole, compose, install
from functions.settings import read_settings
from local_host.host import LocalHost
from records.file_plan import FilePlan
from store.dossiers import Dossiers
from store.relations import StoredRelations
from tests.conftest import ROOT, RunningSimulator

SMALL = ROOT / "tests" / "plans" / "small"
PROVINCE = ROOT / "tests" / "plans" / "province"
SOURCE = "Subsidies, kanaal Algemeen"
DATABASES = ["sqlite", "postgresql"]
# Of journeys of one kind a few run on PostgreSQL too: each takes seconds.
ON_BOTH_DATABASES = pytest.mark.parametrize("database_url", DATABASES, indirect=True)
KEY = "a key that only this test knows"
STAFF = "Medewerker Subsidies"
APPLICATION = (
    "Onderwerp: aanvraag om subsidie SUB-2026-0147\n\n"
    "Geacht college, hierbij vragen wij subsidie aan voor het herstel van het dorpshuis.\n"
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def texts_of(plan: Path) -> dict[str, str]:
    """Return the texts of the file plan in that folder."""
    return {
        file.relative_to(plan).as_posix(): file.read_text(encoding="utf-8")
        for file in plan.rglob("*.yaml")
    }


@cache
def _read_once(texts: tuple[tuple[str, str], ...]) -> FilePlan:
    return read_file_plan(dict(texts))


class MovedClock:
    """The real clock, and however much a test moved it on."""

    def __init__(self, moved: timedelta = timedelta()) -> None:
        self.moved = moved

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.moved

    def advance(self, **by: float) -> None:
        self.moved += timedelta(**by)


class KeptReader(Reader):
    """A reader for journeys one after the other, as one reads many documents of a function app."""

    async def close(self) -> None:
        """Stay: starting its processes costs a journey more than what it reads."""

    async def end(self) -> None:
        """End its processes, once nobody reads any more."""
        await super().close()


@dataclass
class Journey:
    """One installation of the product, in process, and the tenant it works in.

    It reads with `reader` where one is given, otherwise with what the product composes.
    """

    folder: Path
    simulator: RunningSimulator
    functions: Sequence[Any]
    storage: str
    database_url: str
    clock: MovedClock = field(default_factory=MovedClock)
    reader: Reader | None = None
    units_per_minute: int = 1_000_000  # the tenant limits nobody, unless it is told to
    port: int = field(default_factory=free_port)
    whole: Whole = field(init=False)
    host: LocalHost = field(init=False)

    async def start(self, *, mode: str = "act", plan: Path = SMALL) -> None:
        """Put the plan in force with every source in that mode, start the host, subscribe."""
        self.whole = self.composed()
        texts = texts_of(plan)
        file_plan = _read_once(tuple(texts.items()))
        self.whole.house.put_plan_in_force(file_plan, texts, "person:test")
        for source in file_plan.sources:
            self.whole.house.set_mode(source.name, MODES[mode], "person:test")
        await self.start_host()
        await self.settle()

    def composed(self) -> Whole:
        whole = compose(read_settings(self._settings()), self.clock)
        if self.reader is None:
            return whole
        workplace = replace(whole.workplace, reader=self.reader)
        return replace(whole, reader=self.reader, workplace=workplace)

    def for_commands(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let the `dossier` command find this installation."""
        monkeypatch.chdir(self.folder)
        for name, value in self._settings().items():
            monkeypatch.setenv(name, value)

    def _settings(self) -> dict[str, str]:
        return {
            "GRAPH_BASE_URL": self.simulator.base_url,
            "DOSSIER_DATABASE_URL": self.database_url,
            "NOTIFICATION_URL": f"http://127.0.0.1:{self.port}/api/notifications",
            "CLIENT_STATE_KEY": KEY,
            "DOSSIER_ANCHOR": str(self.folder / "anchors.jsonl"),
            "GRAPH_UNITS_PER_MINUTE": str(self.units_per_minute),
        }

    async def start_host(self) -> None:
        install(self.whole)
        host_json = json.loads((ROOT / "host.json").read_text(encoding="utf-8"))
        self.host = LocalHost(
            self.functions, host_json=host_json, clock=self.clock, storage=self.storage
        )
        await self.host.start(self.port)

    async def stop(self) -> None:
        await self.host.stop()
        await self.whole.close()
        install(None)

    async def settle(self) -> None:
        """Return when every notification was delivered and nothing is left to do now."""
        for _ in range(20):
            delivered = await asyncio.to_thread(self._deliver)
            await self.host.settle()
            if not delivered:
                return
        raise TimeoutError("the tenant keeps ringing")

    def _deliver(self) -> int:
        answer = self.simulator.own.post("/notifications/deliver", json={}).json()
        return int(answer["delivered"])

    async def person(self, do: str, path: str, *, who: str = STAFF, **more: Any) -> Any:
        """Let someone do something in the channel."""
        body = {"person": who, "do": do, "team": "Subsidies", "channel": "Algemeen", "path": path}
        return await self.own("POST", "/people", {**body, **more})

    async def save(
        self,
        path: str,
        text: str | bytes = APPLICATION,
        *,
        who: str = STAFF,
        place: str = "Subsidies/Algemeen",
    ) -> Any:
        """Let someone save a file in the channel at that place, `team/channel`."""
        content = text.encode() if isinstance(text, str) else text
        address = f"/people/{who}/{place}/{path}"
        answer = await asyncio.to_thread(self.simulator.own.put, address, content=content)
        answer.raise_for_status()
        return answer.json()

    async def in_library(self, do: str, library: str, path: str, **more: Any) -> Any:
        """Let the records manager do something in a library with dossiers, `site/library`."""
        site, _, name = library.partition("/")
        where = {"site": site, "library": name, "path": path}
        if "text" in more:
            text = str(more.pop("text")).encode()
            more["content_base64"] = base64.b64encode(text).decode("ascii")
        return await self.own(
            "POST", "/people", {"person": "Recordmanager", "do": do, **where, **more}
        )

    async def own(self, method: str, path: str, body: Any = None) -> Any:
        """Ask the simulator's own API, without holding up the host in this same loop."""
        answer = await asyncio.to_thread(self.simulator.own.request, method, path, json=body)
        answer.raise_for_status()
        return answer.json()

    async def fault(self, kind: str, operation: str, times: int | None = 1, **more: Any) -> str:
        """Let something go wrong in the tenant; return the fault's id."""
        body = {"kind": kind, "operation": operation, "times": times, **more}
        return str((await self.own("POST", "/faults", body))["id"])

    async def held(self, fault: str, worker: "asyncio.Task[Any] | None" = None) -> bool:
        """Return once that fault holds a request; False when the worker ended before it did."""
        asking = asyncio.create_task(self.own("GET", f"/faults/{fault}/held"))
        if worker is not None:
            await asyncio.wait({asking, worker}, return_when=asyncio.FIRST_COMPLETED)
            if not asking.done():
                await self.own("POST", f"/faults/{fault}/release", {})  # it answers who asks
        return bool((await asking)["holding"])

    async def ring(self, body: Any) -> httpx.Response:
        """Ring at the host's own doorbell, as Graph or a stranger does."""
        async with httpx.AsyncClient(trust_env=False) as client:
            return await client.post(
                f"http://127.0.0.1:{self.port}/api/notifications", json=body, timeout=30
            )

    async def account(self) -> Account:
        """Return what the independent checker says of this moment."""
        self.whole.anchor.add(self.whole.register.seal(self.clock()))
        recordbeheer = (await self.own("GET", "/tenant"))["groups"]["Recordbeheer"]
        anchors = (self.folder / "anchors.jsonl").read_text(encoding="utf-8").splitlines()
        return account_of(
            await self.own("GET", "/tree"),
            await self.own("GET", "/calls"),
            [json.dumps(line) for line in self.whole.register.export()],
            anchors,
            always_allowed=[f"group:{recordbeheer}"],
        )

    async def only_line(self) -> Line:
        """Return the one document there is, when no promise was broken."""
        account = await self.account()
        broken = [violation.sentence for violation in account.violations]
        assert not broken, broken
        assert len(account.lines) == 1, account.lines
        return account.lines[0]

    async def undo_all(self) -> None:
        """Let the records manager put back everything that is filed."""
        for filing in self.whole.overviews.filings():
            if filing["state"] == "filed":
                plan = await prepare_undo(filing["filing_id"], self.whole.workplace)
                assert isinstance(plan, UndoPlan), plan
                assert await begin_undo(plan, "person:test", self.whole.workplace)
        await self.host.run_function("sweep")
        await self.settle()

    def kinds(self) -> list[str]:
        """Return the kinds of the register's entries, in order."""
        return [line["entry"]["kind"] for line in self.whole.register.export()]

    def dossiers(self) -> Dossiers:
        """Return the dossiers as the records manager sees them."""
        return Dossiers(self.whole.database, self.clock)

    async def trace(self, ref: str) -> set[tuple[str, str, str]]:
        """Return the links of the red thread from there: from, relation, to."""
        plan = await self.whole.in_force.plan()
        assert plan is not None
        relations = StoredRelations(self.whole.database, self.clock).standing()
        found = trace(ref, Known(plan, self.dossiers().items(), relations))
        assert found is not None
        names = {node.id: node.name for node in found.nodes}
        return {(names[a.source], a.relation, names[a.target]) for a in found.links}

    async def items(self, *, state: str = "live", kind: str = "file") -> list[dict[str, Any]]:
        """Return the tenant's items, as the simulator knows them."""
        tree = await self.own("GET", "/tree")
        return [i for i in tree["items"] if i["state"] == state and i["kind"] == kind]
