"""A worker: plays one kind after another in fresh tenants and stores, each with one fault.

It is one process with one thread, from which hosts and tenants are forked.
"""

import json
import shutil
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from checker.account import Account
from graph_client.session import tls
from graph_simulator.simulator import Simulator
from store.database import Database
from tests.conftest import ROOT
from tests.faults.host_process import import_all
from tests.faults.kinds import EVERYTHING, KINDS, seed_of
from tests.faults.playing import NotSettledError, Place, Play, Store, prepare_store
from tests.faults.tenant_process import TenantProcess, kept_in, listening_socket, warm
from tests.journeys.journey import MovedClock, free_port
from tests.postgresql import PostgreSQL, running

SQLITE, POSTGRESQL = "sqlite", "postgresql"
REQUESTS, COMMITS = "requests", "commits"
KIND = {kind.name: kind for kind in (*KINDS, EVERYTHING)}


@dataclass(frozen=True, order=True)
class Scene:
    """What is played: a filing of that kind or its undo, with a store of that sort."""

    kind: str
    undo: bool
    store: str

    @property
    def title(self) -> str:
        """What people call it."""
        return f"undo: {self.kind}" if self.undo else self.kind


@dataclass(frozen=True, order=True)
class Cell:
    """One fault in a scene: at the nth request or commit with that name, `before` or `after` it."""

    scene: Scene
    what: str
    name: str
    nth: int
    moment: str


@dataclass(frozen=True)
class Result:
    """How a cell ended: `held` and `struck` (the fault came), and what broke or went otherwise."""

    cell: Cell
    held: bool
    struck: bool
    sentence: str
    seconds: float


@dataclass
class _Template:
    """Where every cell of a scene begins: the tenant, and the store as a file or a database.

    `moved` is by how much the clock of whoever made it was moved on.
    """

    tenant: Simulator
    store: str
    moved: timedelta


@dataclass
class Worker:
    """Everything that plays share: ports, a server, what was prepared; `close` ends it."""

    folder: Path = field(default_factory=lambda: Path(mkdtemp(prefix="crash-matrix-", dir=_fast())))
    ends: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        self._listening = self.ends.enter_context(listening_socket())
        self._port = free_port()
        self._templates: dict[Scene, _Template] = {}
        self._numbers = 0
        self._is_warm = False
        self.ends.callback(shutil.rmtree, self.folder)

    def close(self) -> None:
        """End what it started and remove what it wrote."""
        self.ends.close()

    def names(self, scene: Scene, what: str) -> list[tuple[str, int]]:
        """Return the requests or commits of the scene without a fault: each name and its number.

        Those that came in each of two plays: our own writes ring beside a filing, and how often
        that is heard differs. RuntimeError when the scene does not end well even so.
        """
        found, again = self._heard(scene, what), Counter(self._heard(scene, what))
        seen: Counter[str] = Counter()
        numbered = []
        for name in found:
            seen[name] += 1
            if seen[name] <= again[name]:
                numbered.append((name, seen[name]))
        return numbered

    def _heard(self, scene: Scene, what: str) -> list[str]:
        play, tenant = self.begin(scene)
        try:
            if scene.store == POSTGRESQL:
                self._proxy.order(None)  # count anew
            so_far = play.calls_so_far()
            _act(play, scene)
            found: list[str] = (
                play.requests(so_far) if what == REQUESTS else self._proxy.order_told()["commits"]
            )
            wrong = _wrong(play.account(), scene)
        finally:
            play.leave_nothing()
            tenant.end()
        if wrong:
            raise RuntimeError(f"{scene.title}, without a fault: {wrong}")
        return found

    def result(self, cell: Cell) -> Result:
        """Play the cell and return how it ended."""
        begun = time.monotonic()
        play, tenant = self.begin(cell.scene)
        struck, sentence = False, ""
        try:
            struck = self._struck(cell, play)
            sentence = _wrong(play.account(), cell.scene)
        except (NotSettledError, RuntimeError, TimeoutError) as error:
            struck, sentence = True, f"{type(error).__name__}: {error}"
        finally:
            play.leave_nothing()
            tenant.end()
        took = time.monotonic() - begun
        # What is wrong where the fault did not come is no less wrong: it is not passed over.
        return Result(cell, struck and not sentence, struck or bool(sentence), sentence, took)

    def _struck(self, cell: Cell, play: Play) -> bool:
        """Play until all is settled; return whether the fault came."""
        if cell.what == COMMITS:
            order = {"label": cell.name, "nth": cell.nth, "moment": cell.moment}
            self._proxy.order(order)
            with suppress(RuntimeError):  # the command, or what was run by hand, was cut off
                _act(play, cell.scene)
                _carry_on(play, cell.scene)
            was_cut = self._was_cut()
            try:
                _carry_on(play, cell.scene)
            except RuntimeError:  # the fault may come as late as this, and once
                if was_cut or not self._was_cut():
                    raise
                _carry_on(play, cell.scene)
            return self._was_cut()
        play.may_be_killed(f"kill_{cell.moment}", cell.name, cell.nth)
        if _act(play, cell.scene):
            return False
        if not play.restart():
            raise RuntimeError("the host ended otherwise than by the simulator")
        _carry_on(play, cell.scene)
        return True

    def _was_cut(self) -> bool:
        return bool(self._proxy.order_told()["cut"])

    def begin(self, scene: Scene) -> tuple[Play, TenantProcess]:
        """Return a play of the scene in a tenant and a store of its own; the caller ends both.

        No connection is cut before that is ordered: an order that was not reached is withdrawn.
        """
        if scene.store == POSTGRESQL:
            self._proxy.order(None)
        if scene not in self._templates:
            self._templates[scene] = self._prepared(scene)
        template = self._templates[scene]
        folder = self._new_folder()
        tenant = TenantProcess(lambda: template.tenant, self._listening)
        store = self._copied(template.store, folder)
        return Play(Place(folder, self._port), tenant, store, MovedClock(template.moved)), tenant

    def _prepared(self, scene: Scene) -> _Template:
        """Prepare the tenant and the store: listening, and for an undo with the document filed."""
        kind, folder = KIND[scene.kind], self._new_folder()
        seed, state = seed_of(kind, folder / "seed"), folder / "tenant.sqlite"
        tenant = TenantProcess(lambda: Simulator(seed, state), self._listening)
        template = self._empty_store(scene.store, folder)
        store = self._opened(template)
        prepare_store(store.url, kind)
        kind.before(tenant)
        play = Play(Place(folder, self._port), tenant, store, MovedClock())
        play.listen()
        if scene.undo or kind.has_arrived:
            play.arrive(kind.act)
        if not self._is_warm:
            import_all(play.host.ask("modules"))
            tls()
            warm()
            self._is_warm = True
        play.end()
        tenant.end()
        Database(store.url).close()  # who closes it last leaves everything in the one file
        return _Template(kept_in(state, seed), template, play.clock.moved)

    # ------------------------------------------------------------------------------- the stores

    def _empty_store(self, sort: str, folder: Path) -> str:
        """Return where an empty one lies: a file, or a database of the server."""
        if sort == SQLITE:
            return str(folder / "store.sqlite")
        return self._server.new_database()

    def _opened(self, store: str) -> Store:
        if not store.startswith("postgresql"):
            return Store(f"sqlite:///{store}", f"sqlite:///{store}")
        port = store.rpartition(":")[2].partition("/")[0]
        return Store(store, store.replace(f":{port}/", f":{self._proxy.port}/"))

    def _copied(self, store: str, folder: Path) -> Store:
        if store.startswith("postgresql"):
            return self._opened(self._server.new_database(like=store))
        return self._opened(str(shutil.copy(store, folder / "store.sqlite")))

    @cached_property
    def _server(self) -> PostgreSQL:
        return self.ends.enter_context(running())

    @cached_property
    def _proxy(self) -> "_Proxy":
        port = self._server.origin.rpartition(":")[2]
        proxy = _Proxy(port)
        self.ends.callback(proxy.close)
        return proxy

    def _new_folder(self) -> Path:
        self._numbers += 1
        folder = self.folder / str(self._numbers)
        folder.mkdir()
        return folder


class _Proxy:
    """The process that stands between the host and PostgreSQL."""

    def __init__(self, server_port: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.cutting_proxy", server_port],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.port = self._line().split()[1]

    def order(self, cut: dict[str, Any] | None) -> None:
        """Let it count anew, and cut where that says."""
        self._ask({"cut": cut})

    def order_told(self) -> dict[str, Any]:
        """Return what it counted, and whether it cut."""
        return self._ask({"tell": True})

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()

    def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(order)}\n")
        self._process.stdin.flush()
        told: dict[str, Any] = json.loads(self._line())
        return told

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


def _act(play: Play, scene: Scene) -> bool:
    """Let the document arrive or be put back; False when the host died of it."""
    return play.put_back() if scene.undo else play.arrive(KIND[scene.kind].act)


def _carry_on(play: Play, scene: Scene) -> None:
    """Let everything come to its end after the fault."""
    play.settle()
    if scene.undo:
        play.put_back()  # whoever asked for it and got no answer asks again


def _wrong(account: Account, scene: Scene) -> str:
    """Return what is wrong at the end, or nothing."""
    broken = [violation.sentence for violation in account.violations]
    broken += [f"{line.name}: {line.reason}" for line in account.lines if not line.code]
    wanted = ("left", "undone") if scene.undo else KIND[scene.kind].ends
    ended = [(line.outcome, line.code) for line in account.lines]
    if ended != [wanted]:
        broken.append(f"ended as {ended}")
    return "; ".join(broken)


def _fast() -> str | None:
    """Return a folder in memory, where there is one: no machine loses its power here."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() else None
