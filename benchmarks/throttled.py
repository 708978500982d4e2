"""How much of what Graph allows is used at a tenant of 1,250 units a minute, and how often it says no.

    .venv/bin/python -m benchmarks throttled [--minutes 5]

The function app's own triggers work through more documents than fit in those minutes, at 90 % of the
limit. Time passes as it does: while the app works, and in steps of the sweep's 15 seconds where it
waits. What Graph counts is counted by the simulator, over its whole minutes. Three backlogs: of what
people just saved; the same where Graph's minute begins 23 seconds after ours; and of what was found
when the source was first read, which may use half. Written to build/bench/throttled.json.
"""

import argparse
import asyncio
import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

import function_app
from benchmarks.simulator import running, write_down
from filing.budget import Limits
from local_host.host import IN_PROCESS
from tests.conftest import RunningSimulator
from tests.journeys.journey import APPLICATION, Journey

LIMITS = Limits(1_250)
OURS = "app:Dossierstroom"
SWEEP = 15.0
PATIENCE = 1_200.0
LEAST_UNITS = (
    60  # a document costs more than this (decision 18): so many are more than can be filed
)
AT_LEAST, LESS_THAN = 0.85, 0.005


@dataclass(frozen=True, slots=True)
class Backlog:
    """Documents that wait: `found` when the source was first read, or saved by people after that."""

    name: str
    found: bool = False
    graph_ahead: float = 0.0

    @property
    def may_use(self) -> int:
        """The units that this work may use in a minute."""
        return LIMITS.bulk_ceiling if self.found else LIMITS.ceiling


BACKLOGS = (
    Backlog("people's"),
    Backlog("people's, Graph's minute is not ours", graph_ahead=-23.0),
    Backlog("bulk", found=True),
)


class Patient(Journey):
    """A journey with more to do than a journey of the tests has."""

    async def settle(self) -> None:
        """Return when nothing is left that may be done now."""
        await asyncio.to_thread(self._deliver)
        await self.host.settle(timeout_seconds=PATIENCE)


async def worked(
    backlog: Backlog, minutes: int, origin: str, folder: Path, functions: Sequence[Any]
) -> dict[str, Any]:
    """Let the app work on that backlog for so many whole minutes; return what Graph saw of it."""
    os.environ |= {"IDENTITY_ENDPOINT": f"{origin}/msi/token", "IDENTITY_HEADER": "simulator"}
    with httpx.Client(base_url=f"{origin}/_simulator", trust_env=False, timeout=60) as own:
        simulator = RunningSimulator(origin, own)
        journey = Patient(
            folder, simulator, functions, IN_PROCESS, f"sqlite:///{folder / 'dossier.sqlite'}"
        )
        journey.units_per_minute = LIMITS.per_minute
        journey.clock.advance(seconds=-backlog.graph_ahead)
        await journey.own("POST", "/dials", {"licences": 900})
        documents = (minutes + 2) * backlog.may_use // LEAST_UNITS
        if backlog.found:
            await _saves(journey, documents)
        await journey.start()
        try:
            if not backlog.found:
                await _saves(journey, documents)
            all_there = str((await journey.own("GET", "/clock"))["now"])
            await journey.settle()
            while len(_whole_minutes(await _calls(journey), all_there)) < minutes:
                await journey.own("POST", "/clock", {"advance_seconds": SWEEP})
                journey.clock.advance(seconds=SWEEP)
                await journey.host.run_function("sweep")
                await journey.settle()
            states = Counter(one["state"] for one in journey.whole.overviews.filings())
            found = _told(backlog, await _calls(journey), all_there)
            return {**found, "documents": documents, "filed": states["filed"]}
        finally:
            await journey.stop()


async def _saves(journey: Journey, documents: int) -> None:
    for first in range(0, documents, 8):
        await asyncio.gather(
            *(
                journey.save(f"aanvraag {n}.txt", f"{APPLICATION}\nWij zijn met {n}.\n")
                for n in range(first, min(first + 8, documents))
            )
        )


async def _calls(journey: Journey) -> list[dict[str, Any]]:
    made = (await journey.own("GET", "/calls"))["calls"]
    return [one for one in made if one["caller"] == OURS and one["units"]]


def _whole_minutes(calls: Sequence[dict[str, Any]], all_there: str) -> list[str]:
    """Return the minutes, from begin to end, in which all documents were there and waited."""
    minutes = sorted({str(one["at"])[:16] for one in calls})
    return [minute for minute in minutes[:-1] if minute > all_there[:16]]


def _told(backlog: Backlog, calls: Sequence[dict[str, Any]], all_there: str) -> dict[str, Any]:
    minutes = _whole_minutes(calls, all_there)
    within = [one for one in calls if str(one["at"])[:16] in minutes]
    used = Counter[str]()
    for one in within:
        used[str(one["at"])[:16]] += one["units"]
    refused = sum(one["status"] in {429, 503} for one in within)
    return {
        "minutes": len(minutes),
        "may_use_in_a_minute": backlog.may_use,
        "used": [used[minute] for minute in minutes],
        "share_used": round(used.total() / (len(minutes) * backlog.may_use), 3),
        "share_used_at_least": AT_LEAST,
        "calls": len(within),
        "refused": refused,
        "share_refused": round(refused / len(within), 5),
        "share_refused_less_than": LESS_THAN,
    }


def main() -> int:
    """Measure each backlog and write it down; 1 where one is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=5)
    minutes = parser.parse_args().minutes
    functions = function_app.app.get_functions()
    found: dict[str, Any] = {}
    for backlog in BACKLOGS:
        with tempfile.TemporaryDirectory() as folder, running() as (origin, _process):
            found[backlog.name] = asyncio.run(
                worked(backlog, minutes, origin, Path(folder), functions)
            )
    write_down("throttled.json", found)
    return int(
        any(
            one["share_used"] < AT_LEAST or one["share_refused"] >= LESS_THAN
            for one in found.values()
        )
    )


if __name__ == "__main__":
    raise SystemExit(main())
