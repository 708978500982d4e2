"""Everything that may happen to a province at work, in any order: the steps of the state machine.

Between two steps the host is idle or dead, so that a story can be told again. What people do in the
middle of a filing they do while the simulator holds one of its requests, or between its death at a
request and the next host.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from classification.file_plan.reading import MODES
from graph_client.notifications import client_state, drive_resource
from tests.faults.happenings import (
    ACTS,
    CHANGING,
    DELIVERY_FAULTS,
    FILING,
    FOLDER_ACTS,
    GRAPH_FAULTS,
    WRITINGS,
    encoded,
    letter,
)
from tests.faults.kinds import ARCHIVE, NUMBER, SOURCES
from tests.faults.province import (
    CHANNELS,
    COLLEAGUE,
    PERSON,
    RECORDS_MANAGER,
    TOLD,
    Item,
    Province,
)
from tests.journeys.journey import KEY, STAFF

WRITES = ({"do": "edit", **encoded(letter(0))}, {"do": "edit", **encoded(WRITINGS["leeg.txt"])})
STEPS_BETWEEN = 8  # at least, from one quiet point to the next
PATIENCE = 0.01  # seconds until it is asked again whether a request is held

numbers = st.integers(0, 50)
people = st.sampled_from([STAFF, COLLEAGUE, RECORDS_MANAGER])
moments = st.sampled_from(["before", "after"])
writings = st.sampled_from(sorted(WRITINGS))


@dataclass(frozen=True)
class OnALetter:
    """What somebody does while a letter that was just saved is dealt with: to it, or to another."""

    number: int
    who: str
    what: Mapping[str, Any]
    the_saved_one: bool
    nth: int


acts_on_a_letter = st.builds(
    OnALetter,
    number=st.integers(21, 60),
    who=people,
    what=st.sampled_from([{}, *ACTS, *WRITES, {"do": "move", "to": "Algemeen"}]),
    the_saved_one=st.booleans(),
    nth=numbers,
)


class ProvinceAtWork(Province):
    """A province and what may happen to it."""

    # ------------------------------------------------------------------------------ what people do

    @rule(channel=st.sampled_from(CHANNELS), number=st.integers(1, 20))
    def saves_a_letter(self, channel: str, number: int) -> None:
        """Somebody saves an application that belongs in a dossier."""
        where = {"team": "Subsidies", "channel": channel, "path": f"brief {number}.txt"}
        self.people(STAFF, "upload", **where, **encoded(letter(number)))

    @rule(
        who=people,
        channel=st.sampled_from(CHANNELS),
        folder=st.sampled_from(["", "Map A/", "Definitief/"]),
        name=writings,
        writing=writings,
    )
    def uploads(self, who: str, channel: str, folder: str, name: str, writing: str) -> None:
        """Somebody saves a file: a new one, or a new version of what has that name."""
        ending = writing.rpartition(".")[2]
        path = f"{folder}{name.rpartition('.')[0]}.{ending}"
        where = {"team": "Subsidies", "channel": channel, "path": path}
        self.people(who, "upload", **where, **encoded(WRITINGS[writing]))

    @rule(number=st.integers(1, 20))
    def saves_in_a_dossier(self, number: int) -> None:
        """Somebody puts a letter straight into a dossier."""
        path = f"{NUMBER}/zelf {number}.txt"
        self.people(RECORDS_MANAGER, "upload", path=path, **ARCHIVE, **encoded(letter(number)))

    @rule(who=people, nth=numbers, writing=writings)
    def edits(self, who: str, nth: int, writing: str) -> None:
        """Somebody writes in a file, wherever it lies now."""
        self.to_one(who, "edit", nth, **encoded(WRITINGS[writing] + b"PS."))

    @rule(who=people, nth=numbers, to=st.sampled_from(["", "Map A", "Map B", "SUB-2026-0148"]))
    def moves(self, who: str, nth: int, to: str) -> None:
        """Somebody moves a file to another folder, where somebody listens too.

        A file that was never seen and goes elsewhere is nobody's business.
        """
        self.to_one(who, "move", nth, to=lambda item: f"{self.channel_folder(item)}{to}")

    @rule(nth=numbers, to=st.sampled_from([NUMBER, "SUB-2026-0148", "Elders"]))
    def moves_to_the_archive(self, nth: int, to: str) -> None:
        """Somebody puts a file in a dossier by hand: there it is another item."""
        there = {"to_site": ARCHIVE["site"], "to_library": ARCHIVE["library"], "to": to}
        self.to_one(RECORDS_MANAGER, "move", nth, **there)

    @rule(nth=numbers)
    def brings_back(self, nth: int) -> None:
        """Somebody brings a file back from the recycle bin."""
        self.to_one(STAFF, "restore", nth, state="recycled")

    @rule(who=people, nth=numbers, act=st.sampled_from(ACTS))
    def does(self, who: str, nth: int, act: Mapping[str, Any]) -> None:
        """Somebody deletes, renames, locks, opens, shares, closes off, labels or describes a file."""
        self.to_one(who, nth=nth, **act)

    @rule(nth=numbers, act=st.sampled_from(FOLDER_ACTS))
    def does_to_a_folder(self, nth: int, act: Mapping[str, Any]) -> None:
        """Somebody deletes, renames, shares or closes off a folder, perhaps a dossier."""
        self.to_one(RECORDS_MANAGER, nth=nth, kind="folder", **act)

    # ----------------------------------------------------------------------- what a manager decides

    @rule(nth=numbers)
    def undoes(self, nth: int) -> None:
        """A records manager has a filing put back."""
        filings = self.play.filings()
        if not filings:
            return
        TOLD["undone"] += 1
        with suppress(RuntimeError):  # the command says what Graph answered
            if not self.play.host.undo(filings[nth % len(filings)]):
                self.again()

    @rule(source=st.sampled_from(SOURCES), mode=st.sampled_from(["propose", "act", "act"]))
    def changes_a_mode(self, source: str, mode: str) -> None:
        """A records manager lets a source do less, or more."""
        self.house(lambda house: house.set_mode(source, MODES[mode], PERSON))

    @precondition(lambda self: not self.stopped)
    @rule()
    def stops(self) -> None:
        """A records manager stops everything."""
        self.stop(is_on=True)

    @precondition(lambda self: self.stopped)
    @rule()
    def goes_on(self) -> None:
        """A records manager lets it go on."""
        self.stop(is_on=False)

    # ------------------------------------------------------------------------ what Graph does to us

    @rule(fault=st.sampled_from(GRAPH_FAULTS), skip=st.integers(0, 3), times=st.integers(1, 3))
    def fails(self, fault: Mapping[str, Any], skip: int, times: int) -> None:
        """Graph will fail somewhere."""
        self.tenant.post("faults", **fault, skip=skip, times=times)

    @rule(fault=st.sampled_from(DELIVERY_FAULTS), times=st.integers(1, 3))
    def delivers_badly(self, fault: Mapping[str, Any], times: int) -> None:
        """Notifications will not come, come often, or come late."""
        self.tenant.post("faults", **fault, times=times)

    @rule(genuine=st.booleans(), times=st.integers(1, 2))
    def rings(self, genuine: bool, times: int) -> None:  # noqa: FBT001
        """What Graph told once comes again, in another order; or a stranger rings."""
        entries = [
            {
                "subscriptionId": one["id"],
                "clientState": client_state(KEY, drive) if genuine else "0" * 40,
                "changeType": "updated",
                "resource": drive_resource(drive),
            }
            for one in self.tenant.get("tree")["subscriptions"]
            for drive in one["resource"].split("/")[2:3]
        ]
        for _ in range(times):
            self.play.ring({"value": list(reversed(entries))})

    # -------------------------------------------------------------------------- work, death and time

    @rule()
    def works(self) -> None:
        """What was notified is delivered, and the host does what it can now."""
        self.work()

    @rule()
    def time_passes(self) -> None:
        """Claims lapse, what was put off is due, and the sweep finds it."""
        self.let_time_pass()

    @rule(
        operation=st.sampled_from(FILING),
        moment=moments,
        skip=st.integers(0, 3),
        act=acts_on_a_letter,
    )
    def meanwhile(self, operation: str, moment: str, skip: int, act: OnALetter) -> None:
        """A request of the host takes so long that somebody does something meanwhile."""
        self.saves_a_letter("Inkomende post", act.number)
        fault = {"kind": f"hold_{moment}", "operation": operation, "skip": skip, "times": 1}
        own = self.tenant.post("faults", **fault)["id"]
        self.tenant.post("notifications/deliver")
        self.play.host.begin("settle")
        while not self.play.host.answers_within(PATIENCE):
            if self._holds(own):
                TOLD["meanwhile"] += 1
                self._on_a_letter(act)
                break
        self.tenant.delete(f"faults/{own}")
        if self.play.host.answer() is None:
            self.again()
        self.work()

    @rule(
        operation=st.sampled_from(CHANGING),
        moment=moments,
        nth=st.integers(1, 4),
        act=acts_on_a_letter,
    )
    def dies(self, operation: str, moment: str, nth: int, act: OnALetter) -> None:
        """The host is killed at a request, if it comes to that; people act before there is another."""
        self.saves_a_letter("Inkomende post", act.number)
        self.play.may_be_killed(f"kill_{moment}", operation, nth)
        self.play.let_time_pass()
        if self.play.quiet() and self.play.host.run("sweep") and self.play.quiet():
            self.play.faults_are_over()
            return
        self._on_a_letter(act)
        self.again()

    @precondition(lambda self: self.steps_since_quiet >= STEPS_BETWEEN)
    @rule()
    def all_is_quiet(self) -> None:
        """All faults are over, everybody lets go of their files, and time passes."""
        self.come_to_rest()

    def _on_a_letter(self, act: OnALetter) -> None:
        """Let it be done; nobody moves a letter to a channel whose folder was renamed.

        A new folder of that name is in no channel, so a letter that was not seen yet never would be.
        """
        folders = {item["path"] for item in self.items(kind="folder")}
        if act.what.get("do") == "move" and f"/{act.what['to']}" not in folders:
            return
        if act.what:
            own = f"brief {act.number}.txt" if act.the_saved_one else ""
            self.to_one(act.who, nth=act.nth, name=own, **act.what)

    def _holds(self, own: str) -> bool:
        faults: list[Item] = self.tenant.get("faults")["faults"]
        return any(fault["holding"] for fault in faults if fault["id"] == own)
