"""The state machine: people, Graph, notifications and workers do anything, in any order.

    .venv/bin/python -m tests.faults.state_machine [--runs N] [--steps N] [--seed N] [--minutes N]

Hypothesis chooses what happens: people upload, edit, rename, move, delete, bring back, lock, open
together and change who may see originals, filed copies and dossiers; notifications are lost, come
twice, late or from strangers; Graph throttles, fails, answers 410, copies slowly or not; the host is
killed at some request; a records manager undoes, stops, and changes modes. After every quiet point
the independent checker must find no broken promise and account for every document. What breaks is
told as the shortest story that Hypothesis finds.

Between two steps the host is idle or dead, so that a story can be told again. What people do in the
middle of a filing they do between its death at a request and the next host.
"""

import argparse
import base64
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from classification.file_plan.reading import MODES
from filing.states import UNDER_WAY
from store.database import Database
from store.house import House
from tests.faults.kinds import EVERYTHING, SOURCES
from tests.faults.playing import Play
from tests.faults.worker import SQLITE, Scene, Worker
from tests.journeys.journey import APPLICATION, STAFF
from tests.journeys.test_province import DECISION, OBJECTION, mail

Item = Mapping[str, Any]
COLLEAGUE, RECORDS_MANAGER = "Collega Subsidies", "Recordmanager"
PERSON = "person:recordmanager"
CHANNELS = ("Algemeen", "Inkomende post")
ROUNDS = 8  # of time passing at a quiet point

WRITINGS: Mapping[str, bytes] = {
    "aanvraag.txt": APPLICATION.encode(),
    "nog een.txt": APPLICATION.replace("0147", "0148").encode(),
    "zonder nummer.txt": APPLICATION.replace("SUB-2026-0147", "").encode(),
    "beschikking.txt": DECISION.encode(),
    "bezwaar.txt": OBJECTION.encode(),
    "menukaart.txt": b"Soep van de dag, broodje kaas.\n",
    "leeg.txt": b"",
    "mail.eml": mail(APPLICATION, {"Begroting.txt": b"Begroting: dak 12.000 euro"}),
    "los.txt": b"Begroting: dak 12.000 euro",
}
GRAPH_FAULTS: Sequence[Mapping[str, Any]] = (
    {"kind": "status", "status": 429, "retry_after": 1},
    {"kind": "status", "status": 429, "retry_after": 120},
    {"kind": "status", "status": 503},
    {"kind": "status", "status": 500},
    {"kind": "status_after", "status": 502},
    {"kind": "status", "status": 423, "operation": "drive_item.patch"},
    {"kind": "status", "status": 412, "operation": "drive_item.patch"},
    {"kind": "resync", "operation": "delta"},
    {"kind": "empty_page"},
    {"kind": "copy_slow", "polls": 3},
    {"kind": "copy_fails"},
    {"kind": "copy_loses_versions"},
    {"kind": "not_hashed"},
)
DELIVERY_FAULTS: Sequence[Mapping[str, Any]] = (
    {"kind": "notifications_lost"},
    {"kind": "notifications_duplicate", "copies": 3},
    {"kind": "notifications_late", "seconds": 90},
)
CHANGING = (
    "folder.create",
    "drive_item.copy",
    "drive_item.patch",
    "drive_item.delete",
    "fields.patch",
    "list_item.patch",
    "retention_label.patch",
    "content.put",
    "*",
)

numbers = st.integers(0, 50)
people = st.sampled_from([STAFF, COLLEAGUE, RECORDS_MANAGER])


TOLD: Counter[str] = Counter()  # how often what happened, in this process


class _Mine:
    worker: Worker | None = None


def worker() -> Worker:
    """Return the one worker of this process, with everything that plays share."""
    if _Mine.worker is None:
        _Mine.worker = Worker()
    return _Mine.worker


class Province(RuleBasedStateMachine):
    """A tenant, a function app, and everything that may happen to them."""

    play: Play

    @initialize()
    def begin(self) -> None:
        """A fresh tenant and store, as they were prepared."""
        self.play, self.tenant = worker().begin(Scene(EVERYTHING.name, False, SQLITE))
        self.house_at = self.play.store.url
        TOLD["runs"] += 1

    # ------------------------------------------------------------------------------ what people do

    @rule(
        who=people,
        channel=st.sampled_from(CHANNELS),
        folder=st.sampled_from(["", "Map A/", "Definitief/"]),
        name=st.sampled_from(sorted(WRITINGS)),
        writing=st.sampled_from(sorted(WRITINGS)),
    )
    def uploads(self, who: str, channel: str, folder: str, name: str, writing: str) -> None:
        """Somebody saves a file: a new one, or a new version of what has that name."""
        ending = writing.rpartition(".")[2]
        path = f"{folder}{name.rpartition('.')[0]}.{ending}"
        where = {"team": "Subsidies", "channel": channel, "path": path}
        self._people(who, "upload", **where, **_content(WRITINGS[writing]))

    @rule(who=people, nth=numbers, writing=st.sampled_from(sorted(WRITINGS)))
    def edits(self, who: str, nth: int, writing: str) -> None:
        """Somebody writes in a file, wherever it lies now."""
        self._to_file(who, "edit", nth, **_content(WRITINGS[writing] + b"PS."))

    @rule(who=people, nth=numbers, to=st.sampled_from(["ander.txt", "SUB-2026-0148 x.txt"]))
    def renames(self, who: str, nth: int, to: str) -> None:
        """Somebody gives a file another name."""
        self._to_file(who, "rename", nth, to=to)

    @rule(who=people, nth=numbers, to=st.sampled_from(["", "Map A", "Map B", "SUB-2026-0148"]))
    def moves(self, who: str, nth: int, to: str) -> None:
        """Somebody moves a file to another folder, where somebody listens too.

        A file that was never seen and goes elsewhere is nobody's business.
        """
        self._to_file(who, "move", nth, to=lambda item: f"{_channel(item)}{to}")

    @rule(who=people, nth=numbers)
    def deletes(self, who: str, nth: int) -> None:
        """Somebody moves a file to the recycle bin."""
        self._to_file(who, "delete", nth)

    @rule(nth=numbers)
    def brings_back(self, nth: int) -> None:
        """Somebody brings a file back from the recycle bin."""
        self._to_file(STAFF, "restore", nth, state="recycled")

    @rule(
        who=people,
        nth=numbers,
        do=st.sampled_from(["check_out", "open_in_desktop", "open_together", "close", "check_in"]),
    )
    def works_in(self, who: str, nth: int, do: str) -> None:
        """Somebody locks a file, alone or together, or lets go of it."""
        self._to_file(who, do, nth)

    @rule(
        nth=numbers,
        only=st.sampled_from([[], [STAFF], ["Recordbeheer"], ["Team Subsidies"]]),
        kind=st.sampled_from(["file", "folder"]),
    )
    def restricts(self, nth: int, only: list[str], kind: str) -> None:
        """Somebody lets only a few see a file or folder, or everybody again."""
        self._to_file(STAFF, "restrict", nth, kind=kind, only=only)

    @rule(nth=numbers, kind=st.sampled_from(["file", "folder"]))
    def makes_a_link(self, nth: int, kind: str) -> None:
        """Somebody makes a link for the whole organisation."""
        self._to_file(STAFF, "link", nth, kind=kind)

    @rule(nth=numbers, to=st.sampled_from(["SUB-2026-0147", "SUB-2026-0149", "Andere map"]))
    def renames_a_folder(self, nth: int, to: str) -> None:
        """Somebody gives a folder another name, perhaps that of a dossier."""
        self._to_file(RECORDS_MANAGER, "rename", nth, kind="folder", to=to)

    @rule(nth=numbers, label=st.sampled_from(["Bezwaren 10 jaar", "Archiefstuk vergrendeld", ""]))
    def labels(self, nth: int, label: str) -> None:
        """A records manager gives a file a label of their own, perhaps a record's, or takes it off."""
        self._to_file(RECORDS_MANAGER, "label", nth, label=label)

    # ----------------------------------------------------------------------- what a manager decides

    @rule(nth=numbers)
    def undoes(self, nth: int) -> None:
        """A records manager has a filing put back."""
        filings = self.play.filings()
        if filings and not self.play.host.undo(filings[nth % len(filings)]):
            self._again()

    @rule(source=st.sampled_from(SOURCES), mode=st.sampled_from(["observe", "propose", "act"]))
    def changes_a_mode(self, source: str, mode: str) -> None:
        """A records manager lets a source do less, or more."""
        self._house(lambda house: house.set_mode(source, MODES[mode], PERSON))

    @rule(is_on=st.booleans())
    def turns_the_switch(self, is_on: bool) -> None:  # noqa: FBT001
        """A records manager stops everything, or lets it go on."""
        self._house(lambda house: house.set_stop(is_on=is_on, actor=PERSON))

    # ------------------------------------------------------------------------ what Graph does to us

    @rule(fault=st.sampled_from(GRAPH_FAULTS), skip=st.integers(0, 12), times=st.integers(1, 3))
    def fails(self, fault: Mapping[str, Any], skip: int, times: int) -> None:
        """Graph will fail somewhere."""
        self.tenant.post("faults", **fault, skip=skip, times=times)

    @rule(fault=st.sampled_from(DELIVERY_FAULTS), times=st.integers(1, 3))
    def delivers_badly(self, fault: Mapping[str, Any], times: int) -> None:
        """Notifications will not come, come often, or come late."""
        self.tenant.post("faults", **fault, times=times)

    @rule(state=st.sampled_from(["", "0" * 40]), drive=numbers)
    def a_stranger_rings(self, state: str, drive: int) -> None:
        """Somebody who is not Graph rings at the doorbell."""
        drives = self.tenant.get("tree")["drives"]
        resource = f"drives/{drives[drive % len(drives)]['id']}/root"
        self.play.ring({"value": [{"clientState": state, "resource": resource}]})

    # -------------------------------------------------------------------------- work, death and time

    @rule()
    def works(self) -> None:
        """What was notified is delivered, and the host does what it can now."""
        if not self.play.quiet():
            self._again()

    @rule(
        moment=st.sampled_from(["kill_before", "kill_after"]),
        operation=st.sampled_from(CHANGING),
        nth=st.integers(1, 4),
    )
    def dies(self, moment: str, operation: str, nth: int) -> None:
        """The host is killed at a request, if it comes to that; nobody starts it again yet."""
        self.play.may_be_killed(moment, operation, nth)
        if not (self.play.quiet() and self.play.host.run("sweep") and self.play.quiet()):
            TOLD["deaths"] += 1
            self._again()
        else:
            self.tenant.delete("faults")

    @rule()
    def time_passes(self) -> None:
        """Claims lapse, what was put off is due, and the sweep finds it."""
        self.play.let_time_pass()
        self.play.host.later()
        if not (self.play.host.run("sweep") and self.play.quiet()):
            self._again()

    @rule()
    def all_is_quiet(self) -> None:
        """All faults are over, everybody lets go of their files, and time passes."""
        self.tenant.delete("faults")
        for item in self._items(kind="file"):
            if item["checked_out_by"]:
                self._people(item["checked_out_by"], "check_in", **_at(item))
            for who in (STAFF, COLLEAGUE, RECORDS_MANAGER):
                self._people(who, "close", **_at(item))
        self._house(lambda house: house.set_stop(is_on=False, actor=PERSON))
        for function in ("tend", "safety_delta"):
            self.play.host.run(function)
        for _ in range(ROUNDS):
            self.play.quiet()
            self.play.let_time_pass()
            self.play.host.later()
            self.play.host.run("sweep")
        self.play.quiet()
        TOLD["quiet points"] += 1
        self._refuse_what_is_wrong()

    def teardown(self) -> None:
        """End as every run does: all is quiet, and the checker decides."""
        if not hasattr(self, "play"):
            return
        try:
            if sys.exc_info()[0] is None:
                self.all_is_quiet()
        finally:
            self.play.end()
            self.tenant.end()

    # ------------------------------------------------------------------------------------ the pieces

    def _refuse_what_is_wrong(self) -> None:
        account = self.play.account()
        wrong = [violation.sentence for violation in account.violations]
        wrong += [f"{line.name}: {line.reason}" for line in account.lines if not line.code]
        wrong += [
            f"{name} is still {state}: {problem}"
            for name, state, problem in self.play.states()
            if state in UNDER_WAY
        ]
        assert not wrong, "; ".join(wrong)

    def _again(self) -> None:
        """Start another host after one was killed."""
        assert self.play.restart(), "the host ended otherwise than by the simulator"

    def _items(self, *, kind: str, state: str = "live") -> list[Item]:
        """Return what lies in the libraries that are listened to, in an order that is the same."""
        drives = {d["id"] for d in self.tenant.get("tree")["drives"] if _is_ours(d)}
        items = [
            item
            for item in self.tenant.get("tree")["items"]
            if item["kind"] == kind
            and item["state"] == state
            and item["drive_id"] in drives
            and not item["path"].startswith("/_binnen")
        ]
        return sorted(items, key=lambda item: (item["path"], item["created_at"]))

    def _to_file(
        self, who: str, do: str, nth: int, *, kind: str = "file", state: str = "live", **more: Any
    ) -> None:
        items = self._items(kind=kind, state=state)
        if items:
            item = items[nth % len(items)]
            what = {name: one(item) if callable(one) else one for name, one in more.items()}
            self._people(who, do, **_at(item), **what)

    def _people(self, who: str, do: str, **what: Any) -> None:
        try:
            self.tenant.post("people", person=who, do=do, **what)
        except RuntimeError:  # SharePoint refuses it, as it does to people
            TOLD["people's acts refused"] += 1
        else:
            TOLD["people's acts"] += 1

    def _house(self, act: Any) -> None:
        database = Database(self.house_at)
        act(House(database, lambda: datetime.now(UTC)))
        database.close()


def _content(content: bytes) -> dict[str, str]:
    return {"content_base64": base64.b64encode(content).decode()}


def _at(item: Item) -> dict[str, str]:
    return {"drive": item["drive_id"], "item": item["id"]}


def _channel(item: Item) -> str:
    """Return the folder of the channel in which it lies, with a slash; nothing in an archive."""
    top = item["path"].strip("/").split("/")[0]
    return f"{top}/" if top in CHANNELS else ""


def _is_ours(drive: Mapping[str, Any]) -> bool:
    return drive["site_path"] in {"/sites/subsidies", "/sites/archief"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the runs; 1 when one breaks a promise, with its shortest story."""
    asked = _parser().parse_args(arguments)
    begun, done = time.monotonic(), 0
    TOLD.clear()
    portion = 10
    while done < asked.runs and time.monotonic() - begun < asked.minutes * 60:
        runs = min(portion, asked.runs - done)
        play(runs, asked.steps, asked.seed + done, shrink=not asked.as_found)
        done += runs
        spent = (time.monotonic() - begun) / 60
        print(f"{done} of {asked.runs} runs in {spent:.0f} minutes", file=sys.stderr, flush=True)
    told = ", ".join(f"{number} {what}" for what, number in sorted(TOLD.items()))
    print(f"{done} runs of at most {asked.steps} steps hold; {told}")
    return 0


def play(runs: int, steps: int, number: int, *, shrink: bool = True) -> None:
    """Play so many runs, always the same with the same number; AssertionError where one breaks."""
    run_state_machine_as_test(
        seed(number)(Province),
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            print_blob=False,
            phases=[Phase.generate, Phase.shrink] if shrink else [Phase.generate],
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Lets people, Graph and workers do anything in any order.",
        epilog="Example: python -m tests.faults.state_machine --runs 20 --seed 7",
    )
    parser.add_argument("--runs", type=int, default=2_000)
    parser.add_argument("--steps", type=int, default=50, help="at most, in each run")
    parser.add_argument("--seed", type=int, default=1, help="of the first run")
    parser.add_argument("--as-found", action="store_true", help="tell the story, long as it is")
    parser.add_argument("--minutes", type=float, default=1e9, help="begin no more runs after them")
    return parser


if __name__ == "__main__":
    sys.exit(main())
