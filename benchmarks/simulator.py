"""A drive of 200,000 items in the simulator: how long its pages and single items take, how much memory.

    .venv/bin/python -m benchmarks simulator --items 200000

In memory alone, and with a state file. Written to build/bench/simulator.json.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

import psutil

OUT = Path("build/bench")
GETS = 500
AT_ONCE = 50_000

_opener = build_opener(ProxyHandler({}))


@contextmanager
def running(*arguments: str) -> Iterator[tuple[str, psutil.Process]]:
    """A simulator, its address, and its process."""
    command = [sys.executable, "-m", "graph_simulator", "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[1], psutil.Process(process.pid)
        finally:
            process.terminate()


def write_down(name: str, found: Any) -> None:
    """Write what was measured to that file among the benchmarks, and print it."""
    text = json.dumps(found, indent=2)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / name).write_text(text + "\n", encoding="utf-8")
    print(text)


def asked(method: str, address: str, body: Any = None) -> Any:
    """The JSON that is answered."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": "Bearer x", "Content-Type": "application/json"}
    with _opener.open(Request(address, data, headers, method=method), timeout=600) as answer:
        return json.load(answer)


def timed(method: str, address: str, body: Any = None) -> tuple[float, Any]:
    """Milliseconds, and the JSON that was answered."""
    begin = time.perf_counter()
    given = asked(method, address, body)
    return (time.perf_counter() - begin) * 1000, given


def told(times: list[float]) -> dict[str, float]:
    """How many, and how long in milliseconds: the usual one, the slow ones, all together."""
    ordered = sorted(times)
    return {
        "count": len(times),
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(ordered[int(0.95 * (len(ordered) - 1))], 2),
        "seconds": round(sum(times) / 1000, 2),
    }


def measure(origin: str, process: psutil.Process, items: int) -> dict[str, Any]:
    """Fill a drive, walk through its delta, get items one by one, follow one change."""
    megabytes = 1024 * 1024
    before = process.memory_info().rss / megabytes
    drive = asked("GET", f"{origin}/_simulator/tenant")["teams"]["Subsidies"]["channels"]
    drive_id = drive["Algemeen"]["drive_id"]
    person = {"person": "Medewerker Subsidies", "team": "Subsidies", "channel": "Algemeen"}
    filling = 0.0
    for number, begin in enumerate(range(0, items, AT_ONCE)):
        body = person | {
            "do": "fill",
            "path": f"Vol {number}",
            "count": min(AT_ONCE, items - begin),
        }
        filling += timed("POST", f"{origin}/_simulator/people", body)[0]
    full = process.memory_info().rss / megabytes
    pages, ids, link = walked(f"{origin}/v1.0/drives/{drive_id}/root/delta")
    chosen = ids[:: max(1, len(ids) // GETS)][:GETS]
    place = f"{origin}/v1.0/drives/{drive_id}/items"
    gets = [timed("GET", f"{place}/{own}")[0] for own in chosen]
    patches = [
        timed("PATCH", f"{place}/{own}", {"name": f"nieuw {own}.txt"})[0] for own in chosen[-50:]
    ]
    one_change, _changed = timed("GET", link)
    return {
        "items": len(ids),
        "fill_seconds": round(filling / 1000, 1),
        "memory_mb": {
            "empty": round(before),
            "full": round(full),
            "after": round(process.memory_info().rss / megabytes),
        },
        "delta_pages": told(pages),
        "get": told(gets),
        "rename": told(patches),
        "delta_of_fifty_changes_ms": round(one_change, 2),
    }


def walked(link: str) -> tuple[list[float], list[str], str]:
    """Every page of a delta: how long each took, the ids, and the link to go on from."""
    pages: list[float] = []
    ids: list[str] = []
    while True:
        took, page = timed("GET", link)
        pages.append(took)
        ids += [one["id"] for one in page["value"]]
        if "@odata.deltaLink" in page:
            return pages, ids, page["@odata.deltaLink"]
        link = page["@odata.nextLink"]


def main() -> None:
    """Measure in memory and with a state file, and write both down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=200_000)
    items = parser.parse_args().items
    found: dict[str, Any] = {}
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "tenant.sqlite"
        for name, arguments in {"in_memory": (), "with_state": ("--state", str(state))}.items():
            with running(*arguments) as (origin, process):
                found[name] = measure(origin, process, items)
            if state.exists():
                found[name]["state_file_mb"] = round(state.stat().st_size / 1024 / 1024)
            text = json.dumps(found, indent=2)
            (OUT / "simulator.json").write_text(text + "\n", encoding="utf-8")
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
