"""Ten minutes at the ceiling while everything goes wrong: what is lost, and does the backlog drain.

    .venv/bin/python -m benchmarks ceiling [--minutes 10]

A tenant of 1,250 units a minute, of which the app uses 90 %. People save as much as that lets it file
where nothing goes wrong, for so many minutes; then they stop, and the backlog has to drain. Every third
document is a Word file of two versions. All that time one in a hundred meets each fault by itself:
- a request: 429, 503, 500, a gateway that gives up after Graph did what was asked, 423 and 412 (changes),
  410 and an empty page (delta), a connection that is cut before or after Graph heard;
- a copy: it fails, takes its time, loses its older versions, has a byte wrong, or an Office file is
  rewritten; and a file that has no hash yet;
- a notification: it is lost, told twice, or late.
Time passes as it does while the app works, and in steps of the sweep's 15 seconds where it waits;
`minutes` tells how it stood at the end of each. The safety delta is rung once when the backlog is gone,
sooner than its four hours: what was announced to nobody is found by it. The independent checker has the
last word; and that nothing was lost says little where little was done: the ceiling must have been
reached, and nearly all be filed. Memory is that of the app with the processes that read its files.
Written to build/bench/ceiling.json.
"""

import argparse
import asyncio
import os
import random
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from statistics import mean
from typing import Any
from urllib.parse import urlsplit

import httpx
import psutil

import function_app
from benchmarks.simulator import running, write_down
from benchmarks.throttled import LIMITS, OURS, SWEEP, Patient
from local_host.host import IN_PROCESS
from tests.conftest import RunningSimulator
from tests.journeys.journey import APPLICATION
from tests.journeys.test_province import word

RATE = 0.01
A_MINUTE = 14  # documents saved: together they cost what the app may use, and faults come on top
DRAINED_WITHIN = timedelta(minutes=60)
FLAT_MB = 15.0
FILED_AT_LEAST = 0.85
REACHED_AT_LEAST = 0.85  # in as many minutes as people save in
FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "status", "status": 429, "code": "activityLimitReached", "retry_after": 1},
    {"kind": "status", "status": 503, "code": "serviceNotAvailable"},
    {"kind": "status", "status": 500, "code": "generalException"},
    {"kind": "status_after", "status": 504, "html": True},
    {"kind": "status", "status": 423, "code": "resourceLocked", "operation": "changes"},
    {"kind": "status", "status": 412, "code": "resourceModified", "operation": "changes"},
    {"kind": "resync"},
    {"kind": "empty_page"},
    {"kind": "copy_fails"},
    {"kind": "copy_slow", "polls": 3},
    {"kind": "copy_loses_versions"},
    {"kind": "target_bytes"},
    {"kind": "rewrite_office"},
    {"kind": "not_hashed"},
    {"kind": "notifications_lost"},
    {"kind": "notifications_late", "seconds": 90},
    {"kind": "notifications_duplicate"},
)

# One in a hundred of so few copies may be none: each of these strikes a Word file once for certain.
COPIES = ("copy_", "target_", "rewrite_")


class Line:
    """Stands between the app and the tenant, and cuts a connection at one request in a hundred.

    Every second time Graph heard the request, and nobody hears the answer.
    """

    def __init__(self, origin: str) -> None:
        parts = urlsplit(origin)
        self._tenant = (parts.hostname, parts.port)
        self._dice = random.Random(1)
        self.cuts = Counter[str]()

    async def serve(self, app: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """Serve one connection until either end closes it, or it is cut."""
        answers, on = await asyncio.open_connection(*self._tenant)
        ways = [
            asyncio.ensure_future(self._requests(app, on, back)),
            asyncio.ensure_future(_hand_on(answers, back)),
        ]
        with suppress(asyncio.CancelledError):  # all is over
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*ways, return_exceptions=True)
        for end in (on, back):
            end.close()

    async def _requests(
        self, app: asyncio.StreamReader, on: asyncio.StreamWriter, back: asyncio.StreamWriter
    ) -> None:
        while told := await app.read(65_536):
            cut = self._dice.random() < RATE
            heard = cut and self.cuts.total() % 2 == 1
            if cut:
                self.cuts["after it was heard" if heard else "before it was heard"] += 1
            if cut and not heard:
                return
            if heard:
                back.transport.abort()
            on.write(told)
            await on.drain()


async def _hand_on(answers: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
    while told := await answers.read(65_536):
        if not back.transport.is_closing():
            back.write(told)
            await back.drain()


@asynccontextmanager
async def cut_line(origin: str) -> AsyncIterator[tuple[str, Line]]:
    """Another way to that tenant, with cuts; its address, and what it counted."""
    line = Line(origin)
    server = await asyncio.start_server(line.serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", line
    finally:
        server.close()


class Storm:
    """The app at work in it, minute by minute."""

    def __init__(self, journey: Patient, minutes: int, tenant: psutil.Process) -> None:
        self.journey, self._tenant = journey, tenant
        self.minutes, self.documents = minutes, minutes * A_MINUTE
        self.told: list[dict[str, Any]] = []
        self._process = psutil.Process()
        self._saved = 0
        self._strikes = [one for one in FAULTS if one["kind"].startswith(COPIES)]

    async def weather(self) -> None:
        """Let people save for as long as they do, and the app work until nothing is left to do."""
        begin = self.journey.clock()
        while True:
            passed = self.journey.clock() - begin
            await self._save_until(passed)
            await self.journey.settle()
            if passed >= timedelta(minutes=len(self.told) + 1):
                self.told.append(self._now(passed))
            if self._saved == self.documents and not self.under_way():
                return
            if passed > timedelta(minutes=self.documents / A_MINUTE) + DRAINED_WITHIN:
                return
            await self.journey.own("POST", "/clock", {"advance_seconds": SWEEP})
            self.journey.clock.advance(seconds=SWEEP)
            await self.journey.host.run_function("sweep")

    async def last_look(self) -> None:
        """Ring the safety delta, and let the app do what it finds."""
        await self.journey.host.run_function("safety_delta")
        await self.weather()

    async def _save(self, n: int) -> None:
        """Save one: a letter, or a Word file that is written twice."""
        about = f"Wij zijn met {n}."
        if n % 3:
            await self.journey.save(f"aanvraag {n}.txt", f"{APPLICATION}\n{about}\n")
            return
        name = f"aanvraag {n}.docx"
        await self.journey.save(name, word(APPLICATION, "Een eerste versie."))
        saved = await self.journey.save(name, word(APPLICATION, about))
        if self._strikes:
            only_it = {"times": 1, "path_contains": saved["item_id"]}
            await self.journey.own("POST", "/faults", self._strikes.pop() | only_it)

    async def _save_until(self, passed: timedelta) -> None:
        due = min(self.documents, int(passed / timedelta(minutes=1) * A_MINUTE))
        for n in range(self._saved, due):
            await self._save(n)
        self._saved = max(due, self._saved)

    def under_way(self) -> int:
        """Return how many documents the app has not finished with."""
        return self._left()["under_way"]

    def _left(self) -> Counter[str]:
        return Counter(one["outcome"] for one in self.journey.whole.overviews.documents())

    def _now(self, passed: timedelta) -> dict[str, Any]:
        left = self._left()
        tenants = {self._tenant, *self._tenant.children(recursive=True)}
        others = [one for one in self._process.children(recursive=True) if one not in tenants]
        return {
            "minute": round(passed / timedelta(minutes=1), 1),
            "saved": self._saved,
            "filed": left["filed"],
            "backlog": self._saved - sum(left.values()) + left["under_way"],
            "waiting": left["waiting"],
            "memory_mb": _megabytes(self._process),
            "memory_with_its_reader_mb": _megabytes(self._process, *others),
        }


def _megabytes(*processes: psutil.Process) -> float:
    found = 0.0
    for one in processes:
        try:
            found += one.memory_info().rss / 1024 / 1024
        except psutil.NoSuchProcess:  # it ended just now
            continue
    return round(found, 1)


async def weathered(
    minutes: int, origin: str, folder: Path, functions: Sequence[Any], tenant: psutil.Process
) -> dict[str, Any]:
    """Let it happen; return how it went and what the checker says."""
    os.environ |= {"IDENTITY_ENDPOINT": f"{origin}/msi/token", "IDENTITY_HEADER": "simulator"}
    with httpx.Client(base_url=f"{origin}/_simulator", trust_env=False, timeout=60) as own:
        async with cut_line(origin) as (address, line):
            url = f"sqlite:///{folder / 'dossier.sqlite'}"
            graph = RunningSimulator(address, own)
            journey = Patient(folder, graph, functions, IN_PROCESS, url)
            journey.units_per_minute = LIMITS.per_minute
            await journey.own("POST", "/dials", {"licences": 900})
            await journey.start()
            try:
                for seed, fault in enumerate(FAULTS):
                    await journey.own("POST", "/faults", {**fault, "rate": RATE, "seed": seed})
                storm = Storm(journey, minutes, tenant)
                tenant_before = _megabytes(tenant)
                await storm.weather()
                await storm.last_look()
                found = await _told(storm, line)
                return {**found, "tenant_memory_mb": [tenant_before, _megabytes(tenant)]}
            finally:
                await journey.stop()


async def _told(storm: Storm, line: Line) -> dict[str, Any]:
    calls = (await storm.journey.own("GET", "/calls"))["calls"]
    account = await storm.journey.account()
    outcomes = Counter(one.outcome for one in account.lines)
    entries = [line["entry"] for line in storm.journey.whole.register.export()]
    faults = (await storm.journey.own("GET", "/faults"))["faults"]
    used = Counter[str]()
    answers = Counter[int]()
    for one in calls:
        if one["caller"] == OURS:
            used[str(one["at"])[:16]] += one["units"]
            answers[one["status"]] += 1
    memory = [one["memory_with_its_reader_mb"] for one in storm.told]
    whole_minutes = sorted(used.values(), reverse=True)[: max(1, storm.minutes)]
    return {
        "documents": storm.documents,
        "outcomes": dict(outcomes),
        "not_filed": [one.as_data() for one in account.lines if one.outcome != "filed"],
        "entries_of_what_is_not_filed": [
            (one["document_id"], one["filing_id"], one["kind"], one["outcome"])
            for one in entries
            if one["document_id"] in _not_filed(entries)
        ],
        "broken_promises": [one.sentence for one in account.violations],
        "under_way_at_the_end": storm.under_way(),
        "most_in_the_backlog": max(one["backlog"] for one in storm.told),
        "minutes_until_it_was_gone": storm.told[-1]["minute"],
        "filed_share": round(outcomes["filed"] / storm.documents, 3),
        "filed_share_at_least": FILED_AT_LEAST,
        "units_used_in_a_minute": list(used.values()),
        "units_that_may_be_used": LIMITS.ceiling,
        "share_of_the_ceiling": round(mean(whole_minutes) / LIMITS.ceiling, 3),
        "share_of_the_ceiling_at_least": REACHED_AT_LEAST,
        "answers": {str(status): n for status, n in sorted(answers.items())},
        "cuts": dict(line.cuts),
        "did_not_strike": [one["kind"] for one in faults if one["times"]],
        "memory_grew_mb": round(mean(memory[-3:]) - mean(memory[1:4]), 1),
        "memory_grows_less_than_mb": FLAT_MB,
        "minutes": storm.told,
    }


def _not_filed(entries: Sequence[dict[str, Any]]) -> set[str]:
    documents = {one["document_id"] for one in entries if one["document_id"]}
    return documents - {one["document_id"] for one in entries if one["kind"] == "filed"}


def _holds(found: dict[str, Any]) -> bool:
    return (
        not found["broken_promises"]
        and not found["under_way_at_the_end"]
        and sum(found["outcomes"].values()) == found["documents"]
        and not found["outcomes"].get("unaccounted")
        and not found["did_not_strike"]
        and found["filed_share"] >= FILED_AT_LEAST
        and found["share_of_the_ceiling"] >= REACHED_AT_LEAST
        and found["memory_grew_mb"] < FLAT_MB
    )


def main() -> int:
    """Measure and write it down; 1 where something is not as it should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=10)
    minutes = parser.parse_args().minutes
    functions = function_app.app.get_functions()
    with tempfile.TemporaryDirectory() as folder, running() as (origin, tenant):
        found = asyncio.run(weathered(minutes, origin, Path(folder), functions, tenant))
    write_down("ceiling.json", found)
    return int(not _holds(found))


if __name__ == "__main__":
    raise SystemExit(main())
