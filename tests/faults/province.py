"""One tenant and one installation for the state machine: who acts on what, and what must hold."""

import multiprocessing.util
import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, initialize

from filing.states import UNDER_WAY
from store.house import House
from tests.faults.kinds import EVERYTHING
from tests.faults.playing import PASSING, Play
from tests.faults.tenant_process import TenantProcess
from tests.faults.worker import SQLITE, Scene, Worker

Item = Mapping[str, Any]
COLLEAGUE, RECORDS_MANAGER = "Collega Subsidies", "Recordmanager"
PERSON = "person:recordmanager"
TEAM_SITE = "/sites/subsidies"
CHANNELS = ("Algemeen", "Inkomende post")
SCENE = Scene(EVERYTHING.name, undo=False, store=SQLITE)
ROUNDS = 8  # of time passing at a quiet point, at most
TOLD: Counter[str] = Counter()  # how often what happened, in this process
KEPT = Path("build") / "state_machine"  # what was found where a promise was broken


class _Mine:
    worker: Worker | None = None


def worker() -> Worker:
    """Return the one worker of this process, with everything that plays share."""
    if _Mine.worker is None:
        _Mine.worker = Worker()
        multiprocessing.util.Finalize(None, _Mine.worker.close, exitpriority=1)
    return _Mine.worker


class Province(RuleBasedStateMachine):
    """A tenant, a function app, and the promises; what happens to them is told elsewhere."""

    play: Play
    tenant: TenantProcess
    stopped = False
    steps_since_quiet = 0

    @initialize()
    def begin(self) -> None:
        """A tenant and a store as they were prepared, with a few documents in a dossier."""
        self.play, self.tenant = worker().begin(SCENE)
        self.calls = self.play.calls_so_far()
        self.opened: set[tuple[str, str, str]] = set()
        TOLD["runs"] += 1

    def check_invariants(self, *args: Any, **kwargs: Any) -> None:
        """After each step the host is idle; no app changed anything since the stop switch is on."""
        if hasattr(self, "play"):
            self._idle()
        super().check_invariants(*args, **kwargs)
        self.steps_since_quiet += 1
        TOLD["steps"] += 1
        if self.stopped:
            changed = self._new_changes_of_apps()
            assert not changed, f"the stop switch was on, and yet: {changed}"

    def come_to_rest(self) -> None:
        """End all faults, let go of all files, let time pass; then no promise may be broken.

        Time passes until the host asks nothing more and no message waits to be tried again.
        """
        self.play.faults_are_over()
        for item in self.items(kind="file"):
            if item["checked_out_by"]:
                self.people(item["checked_out_by"], "check_in", **at(item))
        for who, drive, item_id in sorted(self.opened):
            self.people(who, "close", drive=drive, item=item_id)
        self.opened.clear()
        if self.stopped:
            self.stop(is_on=False)
        for function in ("tend", "safety_delta"):
            self.play.host.run(function)
        for _ in range(ROUNDS):
            self.let_time_pass()
            if not self._new_calls_of_apps() and not self.play.host.puts_off():
                break
        self.steps_since_quiet = 0
        TOLD["quiet points"] += 1
        self._refuse_what_is_wrong()

    def teardown(self) -> None:
        """End as every run does: all is quiet, and the checker decides."""
        if not hasattr(self, "play"):
            return
        try:
            if sys.exc_info()[0] is None:
                self.come_to_rest()
                TOLD.update(f"register: {ending}" for ending in self.play.endings())
        finally:
            self.play.leave_nothing()
            self.tenant.end()

    # ------------------------------------------------------------------------------ who acts on what

    def items(self, *, kind: str, state: str = "live") -> list[Item]:
        """Return what lies in the libraries that are listened to, in an order that is the same."""
        tree = self.tenant.get("tree")
        drives = {drive["id"] for drive in tree["drives"] if _is_ours(drive)}
        items = [
            item
            for item in tree["items"]
            if item["kind"] == kind
            and item["state"] == state
            and item["drive_id"] in drives
            and not item["path"].startswith("/_binnen")
        ]
        return sorted(items, key=lambda item: (item["path"], item["created_at"]))

    def channel_folder(self, item: Item) -> str:
        """Return the folder of the channel in which it lies, whatever that is called by now.

        With a slash behind it; nothing for what lies in an archive or in no folder.
        """
        sites = {drive["id"]: drive["site_path"] for drive in self.tenant.get("tree")["drives"]}
        *folders, _ = item["path"].strip("/").split("/")
        return f"{folders[0]}/" if folders and sites[item["drive_id"]] == TEAM_SITE else ""

    def to_one(
        self,
        who: str,
        do: str,
        nth: int,
        *,
        kind: str = "file",
        state: str = "live",
        name: str = "",
        **more: Any,
    ) -> None:
        """Let somebody do that to the nth one there is, of those with that name, if there is any."""
        items = [i for i in self.items(kind=kind, state=state) if name in ("", i["name"])]
        if items:
            item = items[nth % len(items)]
            what = {name: one(item) if callable(one) else one for name, one in more.items()}
            self.people(who, do, **at(item), **what)

    def people(self, who: str, do: str, **what: Any) -> None:
        """Let somebody do it; SharePoint may refuse it, as it does to people."""
        try:
            self.tenant.post("people", person=who, do=do, **what)
        except RuntimeError:
            TOLD["people's acts refused"] += 1
        else:
            TOLD["people's acts"] += 1
            if do.startswith("open_"):
                self.opened.add((who, what["drive"], what["item"]))

    def house(self, act: Callable[[House], Any]) -> None:
        """Let the records manager's commands do it."""
        with self.play.database() as database:
            act(House(database, self.play.clock))

    def stop(self, *, is_on: bool) -> None:
        """Turn the stop switch. The host is idle then, so that nothing is on its way."""
        self._new_calls_of_apps()
        self.house(lambda house: house.set_stop(is_on=is_on, actor=PERSON))
        if is_on:
            self.work()
            late = self._new_changes_of_apps()
            assert not late, f"the stop switch was turned on, and yet: {late}"
        self.stopped = is_on

    # ---------------------------------------------------------------------------- work and death

    def work(self) -> None:
        """Let the host do what it can now, and start another when it died of it."""
        while not self.play.quiet():
            self.again()

    def _idle(self) -> None:
        """Let the host end what a step let it begin: a bell, an undo, the sweep of a new host."""
        while not self.play.host.settle():
            self.again()

    def let_time_pass(self) -> None:
        """Let claims lapse and what was put off be due, and let it be found and done."""
        self.tenant.post("clock", advance_seconds=PASSING)
        self.work()
        self.play.let_time_pass()
        if not self.play.host.run("sweep"):
            self.again()
        self.work()

    def again(self) -> None:
        """Start another host after one was killed; whatever Graph did badly is over."""
        TOLD["deaths"] += 1
        self.play.faults_are_over()
        assert self.play.restart(), "the host ended otherwise than by the simulator"

    # ---------------------------------------------------------------------------- what must hold

    def _refuse_what_is_wrong(self) -> None:
        account = self.play.account()
        wrong = [violation.sentence for violation in account.violations]
        wrong += [f"{line.name}: {line.reason}" for line in account.lines if not line.code]
        wrong += [
            f"{name} is still {state}: {problem}"
            for name, state, problem in self.play.states()
            if state in UNDER_WAY
        ]
        if wrong:
            kept = KEPT / str(os.getpid())
            self.play.keep(kept)
            raise AssertionError(f"{'; '.join(wrong)} (kept in {kept})")
        TOLD.update(f"at rest: {line.outcome}" for line in account.lines)

    def _new_calls_of_apps(self) -> list[Item]:
        calls = self.tenant.get(f"calls?after={self.calls}")["calls"]
        self.calls += len(calls)
        return [call for call in calls if call["method"] != "PEOPLE"]

    def _new_changes_of_apps(self) -> list[str]:
        return [call["operation"] for call in self._new_calls_of_apps() if call["effects"]]


def at(item: Item) -> dict[str, str]:
    """Return where it lies, as people's acts take it."""
    return {"drive": item["drive_id"], "item": item["id"]}


def _is_ours(drive: Mapping[str, Any]) -> bool:
    return drive["site_path"] in {TEAM_SITE, "/sites/archief"}
