"""A burst of 10,000 notifications at the doorbell of the function app: how soon it answers, and that none is lost.

    .venv/bin/python -m benchmarks burst [--notifications 10000] [--at-once 50]

Over HTTP, to the local host in a process of its own. Twice: the doorbell alone, each notification for a
drive of its own, so that the queue tells exactly which were queued; and the whole app, listening to the
simulated tenant and reading the drive that all of them ring for, meanwhile. Graph wants an answer within
three seconds. Written to build/bench/burst.json.
"""

import argparse
import asyncio
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil

import function_app
from benchmarks.simulator import OUT
from demo.office import Office
from demo.tenant import SimulatedTenant
from demo.waiting import until
from functions.composition import compose, install
from functions.messages import CHANGES
from functions.settings import read_settings
from graph_client.notifications import client_state, drive_resource
from local_host.host import LocalHost
from store.database import Database
from tests.conftest import ROOT

KEY = "a key that only this benchmark knows"
GRAPH_WAITS_MS = 3_000
MEGABYTE = 1024 * 1024


def notification(drive_id: str) -> bytes:
    """Return one genuine notification for that drive, as Graph posts it."""
    ring = {
        "subscriptionId": "8a1f0a4e-2c1c-4b5e-9f7e-3a5f6b7c8d9e",
        "clientState": client_state(KEY, drive_id),
        "changeType": "updated",
        "resource": drive_resource(drive_id),
        "subscriptionExpirationDateTime": "2030-01-01T00:00:00Z",
        "tenantId": "0a0a0a0a-0000-0000-0000-000000000000",
    }
    return json.dumps({"value": [ring]}).encode()


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


def doorbell_alone(folder: Path, number: int, at_once: int) -> dict[str, Any]:
    """Ring for as many drives; what the queue holds then is compared with what was rung for."""
    drives = [f"b!{n:05}" for n in range(number)]
    command = [sys.executable, "-m", "benchmarks.burst", "--doorbell", str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as host:
        assert host.stdin is not None
        assert host.stdout is not None
        url = host.stdout.readline().strip()
        memory = _memory_of(host.pid)
        before = memory()
        found = asyncio.run(rung(url, [notification(drive) for drive in drives], at_once))
        after = memory()
        host.stdin.close()  # ends it; it tells what lies in its queue
        queued = json.loads(host.stdout.read())
    lost = set(drives) - set(queued)
    return {**found, "queued": len(queued), "lost": len(lost), "memory_mb": [before, after]}


async def serve_doorbell(folder: Path) -> None:
    """Serve the doorbell until stdin ends, then print the drives that were queued."""
    settings = {
        "GRAPH_BASE_URL": "http://127.0.0.1:9/v1.0",  # nobody listens there, nobody is asked
        "DOSSIER_DATABASE_URL": f"sqlite:///{folder / 'dossier.sqlite'}",
        "NOTIFICATION_URL": "https://example.org/api/notifications",
        "CLIENT_STATE_KEY": KEY,
        "DOSSIER_ANCHOR": str(folder / "anchors.jsonl"),
    }
    install(compose(read_settings(settings)))
    doorbell = [
        one
        for one in function_app.app.get_functions()
        if one.get_function_name() == "notifications"
    ]
    host = LocalHost(doorbell, host_json=json.loads((ROOT / "host.json").read_text("utf-8")))
    print(await host.start(timers=False) + "/api/notifications", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    queued = [json.loads(one.body)["drive"] for one in host.queues.messages(CHANGES)]
    print(json.dumps(queued), flush=True)
    await host.stop()


def whole_app(folder: Path, number: int, at_once: int) -> dict[str, Any]:
    """Ring as often for one drive, while the app reads it; each bell that was heard is counted."""
    tenant = SimulatedTenant()
    office = Office(folder, tenant, CLIENT_STATE_KEY=KEY)
    try:
        office.begin()
        until(lambda: len(tenant.get("tree")["subscriptions"]) > 0, "the subscriptions")
        until(office.is_idle, "the first reading")
        drive, before_rings = _rings(office)
        memory = _memory_of(_listener(office.port))
        before = memory()
        url = f"http://127.0.0.1:{office.port}/api/notifications"
        found = asyncio.run(rung(url, [notification(drive)] * number, at_once))
        at_the_end = memory()
        begin = time.perf_counter()
        until(office.is_idle, "the bells to be heard", patience=900)
        drained = time.perf_counter() - begin
        heard = dict([_rings(office)])[drive] - before_rings
        return {
            **found,
            "heard": heard,  # the sweep rings too
            "drained_after_seconds": round(drained, 1),
            "memory_mb": [before, at_the_end, memory()],
        }
    finally:
        office.stop_host()
        tenant.close()


def _rings(office: Office) -> tuple[str, int]:
    """Return the first drive that is listened to, and how often its bell was heard to ring."""
    database = Database(office.database_url)
    try:
        with database.transaction() as connection:
            found = connection.exec_driver_sql(
                "SELECT drive_id, rings FROM drives ORDER BY drive_id LIMIT 1"
            ).one()
        return str(found[0]), int(found[1])
    finally:
        database.close()


def _listener(port: int) -> int:
    """Return the process that listens there."""
    [pid] = {
        one.pid
        for one in psutil.net_connections("tcp")
        if one.status == psutil.CONN_LISTEN and one.laddr[1:] == (port,) and one.pid is not None
    }
    return pid


def _memory_of(pid: int) -> Callable[[], float]:
    process = psutil.Process(pid)
    return lambda: round(process.memory_info().rss / MEGABYTE, 1)


def main() -> int:
    """Measure both and write it down; 1 where one was lost or Graph would not have waited."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notifications", type=int, default=10_000)
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--doorbell", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.doorbell is not None:
        asyncio.run(serve_doorbell(given.doorbell))
        return 0
    found = {}
    for name, measured in (("doorbell alone", doorbell_alone), ("whole app", whole_app)):
        with tempfile.TemporaryDirectory() as folder:
            found[name] = measured(Path(folder), given.notifications, given.at_once)
    text = json.dumps(found, indent=2)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "burst.json").write_text(text + "\n", encoding="utf-8")
    print(text)
    alone, whole = found["doorbell alone"], found["whole app"]
    answered = all(
        one["accepted"] == one["notifications"] and one["p99_ms"] < GRAPH_WAITS_MS
        for one in (alone, whole)
    )
    return int(alone["lost"] > 0 or whole["heard"] < given.notifications or not answered)


if __name__ == "__main__":
    sys.exit(main())
