"""The function app's host as a process of its own, forked from one that imported everything.

A fresh interpreter needs seconds for the Graph SDK. Nothing runs in the parent but its own plain
code: no thread, no loop, no connection is taken along.
"""

import asyncio
import gc
import importlib
import json
import logging
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import function_app
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from functions.composition import Whole, compose, install
from functions.settings import read_settings
from local_host.host import LocalHost
from tests.conftest import ROOT
from tests.faults.forked import die_with_parent
from tests.faults.forked_reader import ForkedReader
from tests.journeys.journey import MovedClock

PATIENCE = 90.0  # seconds; an answer takes far less, on any machine


class HostProcess:
    """A host without timers: what they would do at some moment, `run` does now."""

    def __init__(
        self, settings: Mapping[str, str], port: int, log: Path, clock: MovedClock
    ) -> None:
        """Start it; returns when it listens. Its clock is as far on as that one is now."""
        ours, theirs = socket.socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            die_with_parent()
            ours.close()
            _be_host(settings, port, log, theirs, clock)
        theirs.close()
        self._socket = ours
        self._told = ours.makefile("r", encoding="utf-8")
        self._ended = False
        if self.answer() is None:
            raise RuntimeError(f"the host did not start: {log.read_text(encoding='utf-8')}")

    def settle(self) -> bool:
        """Return when it has nothing to do; False when it died before."""
        return self.ask("settle") is not None

    def run(self, function: str) -> bool:
        """Run one of its functions; False when it died on the way."""
        return self.ask("run", function) is not None

    def undo(self, filing_id: str) -> bool:
        """Let it begin the undo of a filing, as the command does; False when it died on the way."""
        return self.ask("undo", filing_id) is not None

    def puts_off(self) -> bool:
        """Return whether messages wait in its queues until they are tried again."""
        return bool(self.ask("put_off"))

    def later(self, seconds: float) -> None:
        """Let it be so much later, for its queues too."""
        self.ask("later", seconds)

    def ask(self, *words: str | float) -> Any:
        """Return what it answers; None when it died. RuntimeError where it could not do it."""
        self.begin(*words)
        return self.answer()

    def begin(self, *words: str | float) -> None:
        """Let it begin; `answer` returns how it ended."""
        with suppress(BrokenPipeError):
            self._socket.sendall(f"{json.dumps(words)}\n".encode())

    def answers_within(self, seconds: float) -> bool:
        """Return whether it answered, or died, within so many seconds."""
        return bool(select.select([self._socket], [], [], seconds)[0])

    def was_killed(self) -> bool:
        """Return whether the simulator killed it: wait for its end, once it no longer answers."""
        _, status = os.waitpid(self.pid, 0)
        self._ended = True
        return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL

    def end(self) -> None:
        """Kill it, if it lives, and let go of it."""
        if not self._ended:
            os.kill(self.pid, signal.SIGKILL)
            self.was_killed()
        self._told.close()
        self._socket.close()

    def answer(self) -> Any:
        """Return the answer to what it began; None when it died."""
        if not self.answers_within(PATIENCE):
            raise TimeoutError(f"the host did not answer within {PATIENCE:.0f} seconds")
        try:
            line = self._told.readline()
        except ConnectionResetError:
            return None
        if not line:
            return None
        told = json.loads(line)
        if "error" in told:
            raise RuntimeError(told["error"])
        return told["answer"]


def import_all(modules: Iterable[str]) -> None:
    """Import what a host imported while it worked, so that those to come have it already."""
    for name in modules:
        with suppress(Exception):  # a few are no modules of their own
            importlib.import_module(name)
    gc.collect()
    gc.freeze()  # what is there stays: a fork need not copy it to look at it


def _be_host(
    settings: Mapping[str, str],
    port: int,
    log: Path,
    control: socket.socket,
    clock: MovedClock,
) -> None:
    """Be the host, until killed; nothing of the parent's own end runs here."""
    try:
        with log.open("a", encoding="utf-8") as told:
            os.dup2(told.fileno(), 1)
            os.dup2(told.fileno(), 2)
        logging.basicConfig(level=logging.WARNING, stream=sys.stderr, force=True)
        os.environ.update(settings)
        reader = ForkedReader()
        asyncio.run(_serve(port, control, reader, clock))
    except BaseException:  # noqa: BLE001  it goes no further than this process
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(3)


async def _serve(
    port: int, control: socket.socket, reader: ForkedReader, clock: MovedClock
) -> None:
    plain = compose(read_settings(os.environ), clock)
    workplace = replace(plain.workplace, reader=reader)
    whole = replace(plain, reader=reader, workplace=workplace)
    install(whole)
    host_json = json.loads((ROOT / "host.json").read_text(encoding="utf-8"))
    # Asked here: Azure's library lists them only once a process.
    host = LocalHost(function_app.app.get_functions(), host_json=host_json, clock=clock)
    orders, answers = await asyncio.open_connection(sock=control)
    await host.start(port, timers=False)
    does = _what_it_does(whole, host, clock)

    def tell(**what: Any) -> None:
        answers.write(f"{json.dumps(what)}\n".encode())

    tell(answer="ready")
    while line := await orders.readline():
        word, *rest = json.loads(line)
        try:
            tell(answer=await does[word](*rest))
        except Exception as error:  # noqa: BLE001  whoever asked is told
            tell(error=repr(error))


def _what_it_does(
    whole: Whole, host: LocalHost, clock: MovedClock
) -> Mapping[str, Callable[..., Awaitable[Any]]]:
    async def settle() -> str:
        await host.settle()
        return "settled"

    async def run(function: str) -> str:
        await host.run_function(function)
        return "ran"

    async def undo(filing_id: str) -> str:
        plan = await prepare_undo(filing_id, whole.workplace)
        if not isinstance(plan, UndoPlan):
            return plan.code
        begun = await begin_undo(plan, "person:test", whole.workplace)
        return "begun" if begun else "not now"

    async def put_off() -> int:
        queues = (await host.status())["queues"].values()
        return sum(queue["invisible"] for queue in queues)

    async def later(seconds: float) -> str:
        clock.advance(seconds=seconds)
        host.wake()
        return "later"

    async def modules() -> list[str]:
        return sorted(sys.modules)

    does = (settle, run, undo, put_off, later, modules)
    return {one.__name__: one for one in does}
