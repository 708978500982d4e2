"""Documents an hour through the whole pipeline where nobody throttles, and where the time goes.

    .venv/bin/python -m benchmarks pipeline [--documents 200]

The function app's own triggers work in this process, the simulated tenant in another: two cores. The
documents lie in the channel when the app begins to listen; each is filed in the same dossier, between
two libraries. `time` tells, by samples of every thread, what the app's threads did while they did
something: shares of that, and how many threads did something at a time. `cpu` is in seconds of a
processor. Written to build/bench/pipeline.json.
"""

import argparse
import asyncio
import gc
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import httpx
import psutil

import function_app
from benchmarks.simulator import running, write_down
from benchmarks.throttled import Patient
from local_host.host import IN_PROCESS
from tests.conftest import ROOT, RunningSimulator
from tests.journeys.journey import APPLICATION

EVERY = 0.005  # seconds between two samples
STORE = "the store"
GRAPH = "asking Graph: the SDK, HTTP, JSON"
WAITS = "waiting"
PARTS = {
    "store": STORE,
    "sqlalchemy": STORE,
    "alembic": STORE,
    "graph_client": GRAPH,
    "msgraph": GRAPH,
    "msgraph_core": GRAPH,
    "httpx": GRAPH,
    "httpcore": GRAPH,
    "h2": GRAPH,
    "hpack": GRAPH,
    "anyio": GRAPH,
    "azure": "the queues and the Functions library",
    "local_host": "the queues and the Functions library",
    "functions": "the triggers",
    "pydantic": "the triggers",
    "classification": "classifying",
    "records": "classifying",
    "dossiers": "classifying",
    "extraction": "handing files to the reader",
    "filing": "planning and carrying out",
}
IDLE = {("thread.py", "_worker"), ("selectors.py", "select"), ("threading.py", "wait")}


class Samples(threading.Thread):
    """Looks every few milliseconds at what each thread does, until it is told to stop."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.found = Counter[str]()
        self.looks = 0
        self._over = threading.Event()

    def run(self) -> None:
        """Look until it is over."""
        while not self._over.wait(EVERY):
            self.looks += 1
            for thread, frame in _frames().items():
                if thread != self.ident:
                    self.found[_part(frame)] += 1

    def stop(self) -> dict[str, Any]:
        """Stop; return the shares of what the threads did while they did something."""
        self._over.set()
        self.join()
        busy = self.found.total() - self.found[WAITS]
        shares = {part: n / busy for part, n in self.found.most_common() if part != WAITS}
        return {
            "threads_at_a_time": round(busy / self.looks, 2),
            "shares": {part: round(share, 3) for part, share in shares.items()},
        }


def _frames() -> dict[int, FrameType]:
    """Return the innermost frame of each thread.

    Nothing is collected meanwhile: on Python 3.11 that may wait for ever for a lock that the look at
    the frames holds (python/cpython#106883).
    """
    gc.disable()
    try:
        return sys._current_frames()  # noqa: SLF001
    finally:
        gc.enable()


def _part(frame: FrameType | None) -> str:
    """Return which part of the app the innermost frame belongs to that belongs to any."""
    if frame is not None:
        code = frame.f_code
        if (Path(code.co_filename).name, code.co_name) in IDLE:
            return WAITS
    while frame is not None:
        file = frame.f_code.co_filename
        _, installed, inside = file.rpartition("site-packages/")
        if not installed and file.startswith(str(ROOT)):
            inside = file.removeprefix(f"{ROOT}/")
        package = inside.partition("/")[0].removesuffix(".py")
        if package.startswith("kiota"):
            return GRAPH
        if PARTS.get(package) == STORE:
            return _of_the_store(frame)
        if package in PARTS:
            return PARTS[package]
        frame = frame.f_back
    return "the event loop and the rest"


def _of_the_store(frame: FrameType | None) -> str:
    while frame is not None:
        name = frame.f_code.co_name
        if name in {"_begin", "_in_turn"}:
            return f"{STORE}: waiting for its turn to write"
        if name == "do_commit":
            return f"{STORE}: committing, to the disk"
        frame = frame.f_back
    return f"{STORE}: asking and writing"


async def filed(
    documents: int, origin: str, folder: Path, functions: Sequence[Any], tenant: psutil.Process
) -> dict[str, Any]:
    """Let that many documents be filed; return how long it took, and on what."""
    os.environ |= {"IDENTITY_ENDPOINT": f"{origin}/msi/token", "IDENTITY_HEADER": "simulator"}
    with httpx.Client(base_url=f"{origin}/_simulator", trust_env=False, timeout=60) as own:
        journey = Patient(
            folder,
            RunningSimulator(origin, own),
            functions,
            IN_PROCESS,
            f"sqlite:///{folder / 'dossier.sqlite'}",
        )
        for n in range(documents):
            await journey.save(f"aanvraag {n}.txt", f"{APPLICATION}\nWij zijn met {n}.\n")
        before, tenants = _spent(psutil.Process()), _spent(tenant)
        samples, begin = Samples(), time.perf_counter()
        samples.start()
        await journey.start()
        try:
            while not _all_filed(journey, documents):
                await journey.host.run_function("sweep")
                await journey.settle()
            seconds = time.perf_counter() - begin
            where = samples.stop()
            calls = (await journey.own("GET", "/calls"))["calls"]
            asked = [one for one in calls if one["method"] != "PEOPLE"]
            after, of_tenant = _spent(psutil.Process()), _spent(tenant)
        finally:
            await journey.stop()
    return {
        "documents": documents,
        "seconds": round(seconds, 1),
        "documents_an_hour": round(documents * 3600 / seconds),
        "requests_a_document": round(len(asked) / documents, 1),
        "cpu": {
            "the app": round(after[0] - before[0], 1),
            "its reader of files": round(after[1] - before[1], 1),
            "the simulated tenant": round(sum(of_tenant) - sum(tenants), 1),
        },
        "time": where,
        "load_of_the_machine": [round(one, 1) for one in os.getloadavg()],
    }


def _all_filed(journey: Patient, documents: int) -> bool:
    states = [one["state"] for one in journey.whole.overviews.filings()]
    return states.count("filed") == documents


def _spent(process: psutil.Process) -> tuple[float, float]:
    """Return the processor's seconds of that process, and of those it started."""
    own, *others = [
        sum(one.cpu_times()[:2]) for one in (process, *process.children(recursive=True))
    ]
    return own, sum(others)


def main() -> None:
    """Measure and write it down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    documents = parser.parse_args().documents
    functions = function_app.app.get_functions()
    with tempfile.TemporaryDirectory() as folder, running() as (origin, tenant):
        found = asyncio.run(filed(documents, origin, Path(folder), functions, tenant))
    write_down("pipeline.json", found)


if __name__ == "__main__":
    main()
