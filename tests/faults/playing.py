"""One play: a fresh tenant and store, a document that arrives, one fault, and what the checker says."""

import json
import secrets
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from checker.account import Account, account_of
from classification.file_plan.reading import MODES, read_file_plan
from demo.tenant import TenantAt
from store.anchor import AnchorFile
from store.database import Database
from store.house import House
from store.register import Register
from tests.faults.host_process import HostProcess
from tests.faults.kinds import Act, Kind
from tests.journeys.journey import KEY, MovedClock

PASSING = 130.0  # seconds that pass at once: longer than the longest Retry-After here
ROUNDS = 15  # of waiting until some moment: a filing needs a few at most
_PAST = "'2026-01-01T00:00:00.000000Z'"
_TIME_PASSES = (
    f"UPDATE documents SET claimed_until = {_PAST} WHERE claimed_until IS NOT NULL",
    f"UPDATE documents SET not_before = {_PAST} WHERE not_before IS NOT NULL",
    f"UPDATE documents SET due_at = {_PAST} WHERE due_at IS NOT NULL",
    f"UPDATE drives SET claimed_until = {_PAST} WHERE claimed_until IS NOT NULL",
)
_LEFT_TO_DO = (
    "SELECT count(*) FROM documents WHERE due_at IS NOT NULL OR claimed_until IS NOT NULL",
    "SELECT count(*) FROM drives WHERE claimed_until IS NOT NULL OR rings > heard",
)


class NotSettledError(Exception):
    """It goes on and on; the message says with what."""


def prepare_store(url: str, kind: Kind) -> None:
    """Put the kind's file plan in force in the empty database at `url`; its sources may act."""
    database = Database(url)
    house = House(database, lambda: datetime.now(UTC))
    plan = read_file_plan(kind.texts)
    house.put_plan_in_force(plan, kind.texts, "person:test")
    for source in plan.sources:
        house.set_mode(source.name, MODES["act"], "person:test")
    database.close()


@dataclass(frozen=True)
class Place:
    """Where an installation lives: a folder for its files, and the host's port."""

    folder: Path
    port: int

    @property
    def anchor(self) -> Path:
        """The file with the anchors of the register's seals."""
        return self.folder / "anchors.jsonl"

    @property
    def log(self) -> Path:
        """What the host said."""
        return self.folder / "host.log"


@dataclass(frozen=True)
class Store:
    """Where the store lies, and how the host finds it: by way of what may cut it off."""

    url: str
    url_of_host: str


class Play:
    """One installation at work in a folder of its own; `end` lets go of it."""

    def __init__(self, place: Place, tenant: TenantAt, store: Store, clock: MovedClock) -> None:
        """Start the host; it listens from here on, and nothing runs yet.

        The clock of each host is as far on as that of the one before it.
        """
        self.tenant, self.store, self.clock, self._place = tenant, store, clock, place
        self._kills: list[str] = []
        self._token = secrets.token_hex(16)
        self.host = self._new_host()

    def listen(self) -> None:
        """Let it find its source and subscribe."""
        self.host.run("tend")
        self.settle()

    def arrive(self, act: Act) -> bool:
        """Let the document arrive; False when the host died of it."""
        act(self.tenant)
        return self.settle()

    def put_back(self) -> bool:
        """Let what is filed be put back, once; False when the host died of it."""
        begun = self._sql("SELECT count(*) FROM register WHERE kind = 'undo_planned'") != [0]
        for filing in [] if begun else self.filings():
            if not self.host.undo(filing):
                return False
        return self.host.run("sweep") and self.settle()

    def settle(self) -> bool:
        """Return when nothing is left to do, however long that takes; False when the host died."""
        for _ in range(ROUNDS):
            if not self.quiet():
                return False
            if not self._left_to_do():
                return True
            self.let_time_pass()
            if not self.host.run("sweep"):
                return False
        raise NotSettledError(f"still at work: {self._problems()}")

    def may_be_killed(self, kind: str, operation: str, nth: int) -> None:
        """Let the simulator kill the host at its nth request of that operation."""
        process = {"pid": self.host.pid, "token": self._token}
        self.tenant.post("processes", **process)
        kill = self.tenant.post("faults", kind=kind, operation=operation, nth=nth, **process)
        self._kills.append(kill["id"])

    def faults_are_over(self) -> None:
        """Let Graph do everything well from here on, and kill nobody."""
        self.tenant.delete("faults")
        self._kills.clear()

    def restart(self) -> bool:
        """Start the host again after it was killed; False when something else ended it.

        What else Graph refuses or does badly it goes on doing.
        """
        killed = self.host.was_killed()
        self.host.end()
        while self._kills:
            self.tenant.delete(f"faults/{self._kills.pop()}")
        self._pass_in_store()
        self.host = self._new_host()
        self.host.run("sweep")
        return killed

    def requests(self, after: int = 0) -> list[str]:
        """Return the operations of the host's own requests, in order."""
        calls = self.tenant.get(f"calls?after={after}")["calls"]
        return [call["operation"] for call in calls if call["method"] != "PEOPLE"]

    def calls_so_far(self) -> int:
        """Return how many calls there were, of anybody."""
        return len(self.tenant.get("calls")["calls"])

    def account(self) -> Account:
        """Return what the independent checker says now."""
        with self.database() as database:
            register = Register(database)
            AnchorFile(self._place.anchor).add(register.seal(self.clock()))
            lines = [json.dumps(line) for line in register.export()]
        return account_of(
            self.tenant.get("tree"),
            self.tenant.get("calls"),
            lines,
            self._place.anchor.read_text(encoding="utf-8").splitlines(),
            always_allowed=[self._recordbeheer()],
        )

    def keep(self, folder: Path) -> None:
        """Keep what the checker was asked, the store and what the host said; `ask` asks it again."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._place.folder, folder)
        for what in ("tree", "calls"):
            (folder / f"{what}.json").write_text(json.dumps(self.tenant.get(what)))
        with self.database() as database, (folder / "register.jsonl").open("w") as register:
            register.writelines(f"{json.dumps(line)}\n" for line in Register(database).export())
        files = "--tree tree.json --calls calls.json --register register.jsonl"
        asked = f"{files} --anchor anchors.jsonl --allow {self._recordbeheer()}"
        (folder / "ask").write_text(f"python -m checker {asked}\n")

    def _recordbeheer(self) -> str:
        return f"group:{self.tenant.get('tenant')['groups']['Recordbeheer']}"

    @contextmanager
    def database(self) -> Iterator[Database]:
        """Open the store past the host; no connection is left open, for hosts are forked from here."""
        try:
            yield self._opened
        finally:
            self._opened.close()

    @cached_property
    def _opened(self) -> Database:
        return Database(self.store.url)

    def ring(self, body: Any) -> None:
        """Ring at its doorbell, as Graph or a stranger does."""
        urllib.request.urlopen(
            urllib.request.Request(
                f"http://127.0.0.1:{self._place.port}/api/notifications",
                data=json.dumps(body).encode(),
                headers={"Content-Type": "application/json"},
            ),
            timeout=30,
        ).close()

    def states(self) -> list[tuple[str, str, str]]:
        """Return each document: its name, its state, and what holds it up."""
        with self.database() as database, database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT name, state, problem FROM documents")
            return [(str(name), state, str(problem)) for name, state, problem in rows]

    def endings(self) -> list[str]:
        """Return how each filing and undo ended, as the register tells."""
        ended = "SELECT entry FROM register WHERE kind IN ('filed', 'halted', 'undone')"
        found = (json.loads(entry) for entry in self._sql(ended))
        return [f"{entry['kind']}: {entry['outcome']}" for entry in found]

    def end(self) -> None:
        """End the host."""
        self.host.end()

    def leave_nothing(self) -> None:
        """End the host, and remove the folder with all that was written in it."""
        self.end()
        shutil.rmtree(self._place.folder)

    def _new_host(self) -> HostProcess:
        settings = {
            **self.tenant.settings(),
            "DOSSIER_DATABASE_URL": self.store.url_of_host,
            "DOSSIER_ANCHOR": str(self._place.anchor),
            "NOTIFICATION_URL": f"http://127.0.0.1:{self._place.port}/api/notifications",
            "CLIENT_STATE_KEY": KEY,
            "GRAPH_UNITS_PER_MINUTE": "1000000",  # the tenant limits nobody
        }
        return HostProcess(settings, self._place.port, self._place.log, self.clock)

    def quiet(self) -> bool:
        """Return when every notification was delivered and the host is idle; False when it died."""
        while True:
            delivered = self.tenant.post("notifications/deliver")["delivered"]
            if not self.host.settle():
                return False
            if not delivered:
                return True

    def _left_to_do(self) -> bool:
        return any(self._sql(*_LEFT_TO_DO)) or self.host.puts_off()

    def let_time_pass(self) -> None:
        """Do at once what time does: claims lapse, what was put off is due, a pause is over."""
        self._pass_in_store()
        self.host.later(PASSING)

    def _pass_in_store(self) -> None:
        self._sql(*_TIME_PASSES)
        self.clock.advance(seconds=PASSING)

    def _sql(self, *statements: str) -> list[Any]:
        with self.database() as database, database.transaction() as connection:
            done = [connection.exec_driver_sql(statement) for statement in statements]
            return [row[0] for one in done if one.returns_rows for row in one]

    def filings(self) -> list[str]:
        """Return the filings that stand, in an order that is the same in each play."""
        return self._sql(
            "SELECT filing_id FROM documents WHERE state IN ('filed', 'source_kept')"
            " ORDER BY name, filing_id"
        )

    def _problems(self) -> list[Any]:
        return self._sql("SELECT state || ': ' || coalesce(problem, 'no problem') FROM documents")
