"""A burst of 10,000 notifications at the doorbell of the function app: how soon it answers, and that none is lost.

    .venv/bin/python -m benchmarks burst [--notifications 10000] [--at-once 50]

Over HTTP, to the local host in a process of its own. Each notification rings for a drive of its own, so
that the queue tells exactly which were heard, whatever else rings. Twice: the doorbell alone, whose
messages stay in the queue; and the whole app, listening to the simulated tenant, where one in ten rings
for the drive that is listened to as well, which is read meanwhile: there a drive counts once its message
was worked through. Graph wants an answer within three seconds. `memory_mb` is what the host had before, and
the most it had until all was done. Written to build/bench/burst.json.
"""

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any
from urllib.parse import urlsplit

import psutil

import function_app
from benchmarks.simulator import running, write_down
from classification.file_plan.reading import read_file_plan
from functions.composition import Whole, compose, install
from functions.messages import CHANGES
from functions.settings import read_settings
from graph_client.notifications import client_state, drive_resource
from local_host.host import LocalHost
from local_host.queues import POISON_SUFFIX, Message
from tests.conftest import ROOT
from tests.journeys.journey import SMALL, free_port, texts_of

KEY = "a key that only this benchmark knows"
GRAPH_WAITS_MS = 3_000
MOST_GROWN_MB = 30.0  # 13 were measured at 10,000 notifications, each for two drives
MEGABYTE = 1024 * 1024
PATIENCE = 900.0


def notification(*drive_ids: str) -> bytes:
    """Return one genuine notification for these drives, as Graph posts it."""
    return json.dumps({"value": [_ring(one) for one in drive_ids]}).encode()


def _ring(drive_id: str) -> dict[str, str]:
    return {
        "subscriptionId": "8a1f0a4e-2c1c-4b5e-9f7e-3a5f6b7c8d9e",
        "clientState": client_state(KEY, drive_id),
        "changeType": "updated",
        "resource": drive_resource(drive_id),
        "subscriptionExpirationDateTime": "2030-01-01T00:00:00Z",
        "tenantId": "0a0a0a0a-0000-0000-0000-000000000000",
    }


class Ringing:
    """One connection of Graph's, kept open: written by hand, because a client costs more than the answer."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = str(parts.hostname), int(parts.port or 80)
        self._head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.again = 0

    async def post(self, body: bytes) -> int:
        """Return the status that is answered; what got no answer is posted again, as Graph does."""
        head = f"{self._head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        while True:
            try:
                if self._streams is None:
                    self._streams = await asyncio.open_connection(self._host, self._port)
                reader, writer = self._streams
                writer.write(head.encode() + body)
                answer = await reader.readuntil(b"\r\n\r\n")
                length = re.search(rb"(?i)content-length: *(\d+)", answer)
                await reader.readexactly(int(length[1]) if length else 0)
                return int(answer.split(maxsplit=2)[1])
            except (OSError, asyncio.IncompleteReadError):
                self.again += 1
                self._streams = None

    async def close(self) -> None:
        """Close the connection."""
        if self._streams is not None:
            self._streams[1].close()
            await self._streams[1].wait_closed()


async def rung(url: str, bodies: Sequence[bytes], at_once: int) -> dict[str, Any]:
    """Post all of them, so many at once; return how they were answered and how soon."""
    took, statuses, waiting = list[float](), list[int](), iter(bodies)
    lines = [Ringing(url) for _ in range(at_once)]

    async def rings(line: Ringing) -> None:
        for body in waiting:
            begin = time.perf_counter()
            statuses.append(await line.post(body))
            took.append((time.perf_counter() - begin) * 1000)
        await line.close()

    begin = time.perf_counter()
    await asyncio.gather(*(rings(line) for line in lines))
    seconds = time.perf_counter() - begin
    ordered = sorted(took)
    return {
        "notifications": len(bodies),
        "at_once": at_once,
        "accepted": statuses.count(202),
        "posted_again": sum(line.again for line in lines),
        "seconds": round(seconds, 1),
        "median_ms": round(ordered[len(ordered) // 2], 1),
        "p99_ms": round(ordered[int(0.99 * (len(ordered) - 1))], 1),
        "slowest_ms": round(ordered[-1], 1),
    }


def burst(folder: Path, graph: str, number: int, at_once: int) -> dict[str, Any]:
    """Ring so often at a host of its own; compare what was heard with what was rung for."""
    command = [sys.executable, "-m", "benchmarks.burst", "--serve", str(folder), "--graph", graph]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as host:
        assert host.stdin is not None
        assert host.stdout is not None
        served = json.loads(host.stdout.readline())
        drives = [f"b!{number:05}" for number in range(number)]
        also = [served["drive"]] if served["drive"] else []
        bodies = [notification(one, *also[: n % 10 == 0]) for n, one in enumerate(drives)]
        before = _megabytes(psutil.Process(host.pid).memory_info().rss)
        found = asyncio.run(rung(served["url"], bodies, at_once))
        begin = time.perf_counter()
        host.stdin.close()  # it works until nothing is left, and tells
        told = json.loads(host.stdout.read())
        drained = time.perf_counter() - begin
    heard = Counter(told["heard"])
    return {
        **found,
        "heard": sum(1 for one in drives if heard[one]),
        "lost": sum(1 for one in drives if not heard[one]),
        "poison": told["poison"],
        "memory_mb": [before, told["most_memory_mb"]],
        "memory_grew_mb": round(told["most_memory_mb"] - before, 1),
        "memory_grows_at_most_mb": MOST_GROWN_MB,
        "drained_after_seconds": round(drained, 1),
    }


async def serve(folder: Path, graph: str) -> None:
    """Serve the doorbell, or with `graph` the whole app, until stdin ends; tell what was heard."""
    port = free_port()
    settings = {
        "GRAPH_BASE_URL": f"{graph or 'http://127.0.0.1:9'}/v1.0",  # nobody listens at 9
        "DOSSIER_DATABASE_URL": f"sqlite:///{folder / 'dossier.sqlite'}",
        "NOTIFICATION_URL": f"http://127.0.0.1:{port}/api/notifications",
        "CLIENT_STATE_KEY": KEY,
        "DOSSIER_ANCHOR": str(folder / "anchors.jsonl"),
        "GRAPH_UNITS_PER_MINUTE": "1000000",
    }
    whole = compose(read_settings(settings))
    install(whole)
    functions = function_app.app.get_functions()
    if graph:
        os.environ |= {"IDENTITY_ENDPOINT": f"{graph}/msi/token", "IDENTITY_HEADER": "simulator"}
        texts = texts_of(SMALL)
        whole.house.put_plan_in_force(read_file_plan(texts), texts, "person:benchmark")
    else:
        functions = [one for one in functions if one.get_function_name() == "notifications"]
    host = LocalHost(functions, host_json=json.loads((ROOT / "host.json").read_text("utf-8")))
    url = await host.start(port, timers=bool(graph)) + "/api/notifications"
    await host.settle()
    heard = _worked_through(host)
    print(json.dumps({"url": url, "drive": _listened_to(whole)}), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await host.settle(timeout_seconds=PATIENCE)
    if not graph:  # there the doorbell is alone, and what it wrote down waits
        heard += [one.body for one in host.queues.messages(CHANGES)]
    told = {
        "heard": [json.loads(one)["drive"] for one in heard],
        "poison": len(host.queues.messages(f"{CHANGES}{POISON_SUFFIX}")) if graph else 0,
        "most_memory_mb": _megabytes(getrusage(RUSAGE_SELF).ru_maxrss * 1024),
    }
    print(json.dumps(told), flush=True)
    await host.stop()
    await whole.close()


def _worked_through(host: LocalHost) -> list[bytes]:
    """Return the list to which each message about changes is added once its function succeeded."""
    heard, forget = list[bytes](), host.queues.delete

    async def delete(queue: str, message: Message) -> None:
        await forget(queue, message)
        if queue == CHANGES:
            heard.append(message.body)

    host.queues.delete = delete  # type: ignore[method-assign]
    return heard


def _listened_to(whole: Whole) -> str:
    """Return the drive that is listened to; nothing where there is none."""
    with whole.database.reading() as connection:
        found = connection.exec_driver_sql("SELECT drive_id FROM drives").scalar()
    return str(found or "")


def _megabytes(bytes_: int) -> float:
    return round(bytes_ / MEGABYTE, 1)


def main() -> int:
    """Measure both and write it down.

    1 where one was lost, Graph would not have waited, or the host took too much memory.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notifications", type=int, default=10_000)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--graph", default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve is not None:
        asyncio.run(serve(given.serve, given.graph))
        return 0
    with running() as (origin, _tenant):
        found = {}
        for name, graph in (("doorbell alone", ""), ("whole app", origin)):
            with tempfile.TemporaryDirectory() as folder:
                found[name] = burst(Path(folder), graph, given.notifications, given.at_once)
    write_down("burst.json", found)
    well = all(
        one["accepted"] == one["notifications"]
        and one["lost"] == 0
        and one["poison"] == 0
        and one["memory_grew_mb"] <= MOST_GROWN_MB
        and one["p99_ms"] < GRAPH_WAITS_MS
        for one in found.values()
    )
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
