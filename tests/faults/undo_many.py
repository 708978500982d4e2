"""Many filings of several kinds are undone at once, and all is as it was before them.

`python -m tests.faults.undo_many` (`make faults`) does it with 200: `--filings N` for another
number. They are those of one day; others were filed forty days before and forty days after, and
stay as they are. What the tenant tells of every file and folder is compared, before the filings and
after their undo: each document may differ in exactly what the undo of its own filing announced.
"""

import argparse
import asyncio
import contextlib
import io
import os
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import typer

import function_app
from benchmarks.simulator import running
from classification.file_plan.reading import MODES
from command_line.undoing_many import Which, undo_many
from filing.losses import UNDO_LOSSES
from filing.undo_plan import UndoPlan
from filing.undoing import prepare_undo
from local_host.host import IN_PROCESS
from tests.conftest import RunningSimulator
from tests.faults.compared import Look, folder_differs, look, unexplained
from tests.faults.kinds import seed_with_own_library
from tests.faults.many_filings import Arriving, plan_in
from tests.journeys.journey import Journey

DAYS_BETWEEN = 40
OUTSIDE = 20  # one more is filed before the period, and one after it, for so many within
LATER = 130.0  # seconds
ROUNDS = 20
PATIENCE = 15.0  # seconds for each filing


@dataclass(frozen=True)
class Filed:
    """One filing of the period: the kind, where the document lay, and what its undo will lose."""

    kind: str
    path: str
    dossier: str
    losses: tuple[str, ...]


@dataclass
class Many:
    """The filings of one installation, and what is wrong with them."""

    journey: Journey
    graph: httpx.Client
    numbers: int = 0
    kinds: dict[str, str] = field(default_factory=dict)  # by the item that arrived
    wrong: list[str] = field(default_factory=list)

    def look(self) -> Look:
        """Return what the tenant looks like now."""
        return look(self.journey.simulator.own, self.graph)

    async def arrive(self, number: int) -> None:
        """Let so many documents arrive, which are only proposed."""
        self._mode("propose")
        for _ in range(number):
            kind, item = await Arriving(self.journey).arrive(self.numbers)
            self.kinds[item] = kind
            self.numbers += 1
        await self.journey.settle()

    async def filed(self) -> None:
        """Let all that arrived be filed."""
        self._mode("act")
        states = Counter[str]()
        for _ in range(ROUNDS):
            await self.journey.host.settle(timeout_seconds=60 + self.numbers * PATIENCE)
            await self.journey.settle()
            states = Counter(one["outcome"] for one in self.journey.whole.overviews.documents())
            if states == {"filed": self.numbers}:
                return await self.check("filed")
            await self.pass_by(LATER)
            await self.journey.host.run_function("sweep")
        others = [
            (one["name"], one["reason"]["code"])
            for one in self.journey.whole.overviews.documents()
            if one["outcome"] != "filed"
        ]
        raise TimeoutError(f"of {self.numbers} {states['filed']} are filed; others: {others}")

    async def pass_by(self, seconds: float) -> None:
        """Let time pass, for tenant and installation."""
        await self.journey.own("POST", "/clock", {"advance_seconds": seconds})
        self.journey.clock.advance(seconds=seconds)

    async def another_time(self) -> None:
        """Let it be forty days later; the subscriptions are renewed."""
        await self.pass_by(DAYS_BETWEEN * 24 * 3600)
        await self.journey.host.run_function("tend")
        await self.journey.settle()

    async def check(self, code: str) -> None:
        """Let the independent checker say whether the promises hold."""
        account = await self.journey.account()
        self.wrong += [f"{code}: {one.sentence}" for one in account.violations]

    def _mode(self, mode: str) -> None:
        for source in ("Post subsidies", "Ringweg Noord", "Subsidiedossiers"):
            self.journey.whole.house.set_mode(source, MODES[mode], "person:test")


async def undone(many: Many, number: int) -> list[str]:
    """File as many, and some before and after; undo them; return what is not as it should be."""
    outside = 1 + number // OUTSIDE
    await many.arrive(outside)
    await many.filed()
    await many.another_time()
    await many.arrive(number)
    before = many.look()
    await many.filed()
    day, between = many.journey.clock().date(), many.look()
    await many.another_time()
    await many.arrive(outside)
    await many.filed()
    standing = many.look()
    filings = await _filings(many, day.isoformat())
    many.wrong += [] if len(filings) == number else [f"{len(filings)} filings in the period"]
    said = await _undo(many, Which(since=day, until=day), number)
    many.wrong += _said_wrongly(filings, said)
    await many.check("undone")
    after = many.look()
    added = {path: standing[path] for path in standing.keys() - between.keys()}
    return many.wrong + differences(before, after, added, filings)


async def _filings(many: Many, day: str) -> list[Filed]:
    """Return the filings of that day, with what is announced of the undo of each."""
    tree = await many.journey.own("GET", "/tree")
    drives = {one["id"]: f"{one['site_name']} / {one['name']}" for one in tree["drives"]}
    whole, found = many.journey.whole, []
    for filing in whole.overviews.filings():
        if filing["at"].startswith(day):
            plan = await whole.documents.plan_of(filing["filing_id"], undo=False)
            source, target = plan["source"], plan["target"]
            undo = await prepare_undo(filing["filing_id"], whole.workplace)
            if not isinstance(undo, UndoPlan):
                many.wrong.append(f"{source['name']} cannot be undone: {undo.en}")
                continue
            found.append(
                Filed(
                    many.kinds[source["item_id"]],
                    f"{drives[source['drive_id']]}:{source['path'].rstrip('/')}/{source['name']}",
                    f"{drives[target['drive_id']]}:/{target['folder']}",
                    undo.reversible.losses,
                )
            )
    return found


async def _undo(many: Many, which: Which, number: int) -> str:
    """Undo them as the command does; return what it said beforehand."""
    command = many.journey.composed()
    try:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            await undo_many(which, command, dry_run=True, yes=False)
        with contextlib.redirect_stdout(io.StringIO()) as done, contextlib.suppress(typer.Exit):
            await undo_many(which, command, dry_run=False, yes=True)
    finally:
        await command.close()
    if f"{number} filings can be undone, 0 cannot" not in said.getvalue():
        many.wrong.append(f"announced: {said.getvalue()[:200]}")
    if f"Undone: {number} of {number}." not in done.getvalue():
        many.wrong.append(f"the command ended: {done.getvalue()[-500:]}")
    await many.journey.settle()
    states = Counter(one["state"] for one in many.journey.whole.overviews.documents())
    if states["undone"] != number:
        many.wrong.append(f"{states['undone']} of {number} stand undone")
    return said.getvalue()


def _said_wrongly(filings: list[Filed], said: str) -> list[str]:
    """Return each loss that the command did not announce, with how many meet it."""
    count = Counter(loss for filing in filings for loss in filing.losses)
    lines = {loss: f"  - {UNDO_LOSSES[loss][1]} ({times})" for loss, times in count.items()}
    return [f"not said: {line}" for line in lines.values() if line not in said.splitlines()]


def differences(before: Look, after: Look, added: Look, filings: list[Filed]) -> list[str]:
    """Return what differs and was not announced, by document and by folder.

    `added` is what was filed after the period: it must be there as it was.
    """
    found, filed = [], {filing.path: filing for filing in filings}
    stays = {one.dossier for one in filings if "dossier_stays" in one.losses}
    for path, item in {**before, **added}.items():
        now, filing = after.get(path), filed.get(path)
        if now is None:
            found.append(f"{path} is gone")
        elif filing is not None:
            reasons = unexplained(item, now, filing.losses)
            found += [f"{path} ({filing.kind}): {reason}" for reason in reasons]
        elif item["kind"] == "file" and item != now:
            found.append(f"{path} was not to be undone, and is another one: {item!r}, {now!r}")
        elif item["kind"] == "folder":
            parts = folder_differs(item, now, stays_dossier=path in stays)
            found += [f"{path}: the folder's {part} is another than it was" for part in parts]
    found += [f"{path} is not in the period" for path in filed.keys() - before.keys()]
    for path in after.keys() - before.keys() - added.keys():
        if path not in stays or not any(other.startswith(f"{path}/") for other in after):
            found.append(f"{path} is new")
    return sorted(found)


async def undo_of(folder: Path, origin: str, number: int) -> list[str]:
    """Do it in the tenant that listens there; return what is not as it should be."""
    os.environ |= {"IDENTITY_ENDPOINT": f"{origin}/msi/token", "IDENTITY_HEADER": "simulator"}
    plain: dict[str, Any] = {"trust_env": False, "timeout": 60}
    headers = {"Authorization": "Bearer looking"}
    with (
        httpx.Client(base_url=f"{origin}/_simulator", **plain) as own,
        httpx.Client(
            base_url=f"{origin}/v1.0", headers=headers, follow_redirects=True, **plain
        ) as graph,
    ):
        functions = function_app.app.get_functions()
        database = f"sqlite:///{folder / 'dossier.sqlite'}"
        simulator = RunningSimulator(origin, own)
        journey = Journey(folder, simulator, functions, IN_PROCESS, database)
        await journey.start(mode="propose", plan=plan_in(folder / "plan"))
        try:
            await journey.fault("rewrite_office", "drive_item.copy", None)
            return await undone(Many(journey, graph), number)
        finally:
            await journey.stop()


def main() -> int:
    """Undo as many filings as were asked for; return 0 where nothing differs but what was said."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.undo_many")
    parser.add_argument("--filings", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seed = seed_with_own_library(folder / "seed")
        with running("--tenant", str(seed)) as (origin, _process):
            found = asyncio.run(undo_of(folder, origin, asked.filings))
    for line in found:
        print(line)
    print(f"undo of {asked.filings} filings: {len(found)} differences that nobody announced")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
