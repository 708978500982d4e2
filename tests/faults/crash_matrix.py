"""The crash matrix: every request and every commit of every kind of filing and of its undo.

    .venv/bin/python -m tests.faults.crash_matrix [--kind NAME] [--request OPERATION] [--store S]

On SQLite the simulator kills the host's process before or after it applies a request (SIGKILL);
another host carries on. On PostgreSQL the connection dies before or after the server carries out a
commit; the process lives on. The independent checker says whether every promise held, and the
document must have ended as it does without a fault. What only reads is played once: before and
after it are the same cut, for nothing was applied or written between them (`--every` plays both).
"""

import argparse
import multiprocessing
import multiprocessing.util
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import takewhile

from graph_simulator.operations import OPERATIONS
from tests.faults.cutting_proxy import ONLY_READ
from tests.faults.kinds import KINDS
from tests.faults.worker import (
    COMMITS,
    KIND,
    POSTGRESQL,
    REQUESTS,
    SQLITE,
    Cell,
    Result,
    Scene,
    Worker,
)

MOMENTS = ("before", "after")
TRIES = 3  # what else goes on at the same moment shifts the last requests of a play a little
MISSED_AT_MOST = 0.005  # of the cells: how often our own writes ring differs from play to play
BESIDE = (
    5  # names of a kind that runs beside another, before they part: there it may go on otherwise
)
_CHANGES = {one.name for one in OPERATIONS if one.changes}


def cells_of(scene: Scene, names: Sequence[tuple[str, int]], *, every: bool) -> Iterator[Cell]:
    """Yield the cells of a scene; what only reads has one, unless `every` is asked for."""
    what = REQUESTS if scene.store == SQLITE else COMMITS
    for name, nth in names:
        for moment in MOMENTS:
            if moment == "before" or every or _writes(what, name):
                yield Cell(scene, what, name, nth, moment)


def _writes(what: str, name: str) -> bool:
    return name in _CHANGES if what == REQUESTS else name != ONLY_READ


# ------------------------------------------------------------------------------- in each process


class _Mine:
    worker: Worker | None = None


def names_in(scene: Scene) -> list[tuple[str, int]]:
    """Return the requests or commits of a scene, asked of this process's own worker.

    Of a kind that is like another one, what comes just before they part and after.
    """
    what = REQUESTS if scene.store == SQLITE else COMMITS
    names, like = _worker().names(scene, what), KIND[scene.kind].like
    if not like or scene.undo:
        return names
    return after_parting(names, _worker().names(replace(scene, kind=like), what))


def after_parting(
    names: Sequence[tuple[str, int]], others: Sequence[tuple[str, int]]
) -> list[tuple[str, int]]:
    """Return what is left of these names without what the others begin with, but for a few."""
    same = sum(
        1 for _ in takewhile(lambda both: both[0] == both[1], zip(names, others, strict=False))
    )
    return list(names[max(0, same - BESIDE) :])


def result_of(cell: Cell) -> Result:
    """Play a cell in this process's own worker, again where the fault did not come."""
    result = _worker().result(cell)
    for _ in range(TRIES - 1):
        if result.struck:
            break
        result = _worker().result(cell)
    return result


def _worker() -> Worker:
    if _Mine.worker is None:
        _Mine.worker = Worker()
        multiprocessing.util.Finalize(None, _Mine.worker.close, exitpriority=1)
    return _Mine.worker


# ------------------------------------------------------------------------------------- the table


@dataclass(frozen=True)
class Told:
    """All results of a run."""

    results: list[Result]

    @property
    def broken(self) -> list[Result]:
        """Those in which a promise did not hold, or the end was another."""
        return [one for one in self.results if one.struck and not one.held]

    @property
    def missed(self) -> list[Result]:
        """Those in which the fault never came."""
        return [one for one in self.results if not one.struck]

    @property
    def fine(self) -> bool:
        """Return whether all held, and nearly all were played.

        A request that changes something comes in each play; only what is read or written down
        because our own writes ring, beside the filing, comes now and then once less.
        """
        few = len(self.missed) <= MISSED_AT_MOST * len(self.results)
        return not self.broken and few and not any(is_certain(one.cell) for one in self.missed)

    def summary(self) -> list[str]:
        """Return the last lines: how many held, and each that did not, with what broke."""
        count: Counter[str] = Counter(one.cell.what for one in self.results if one.held)
        held = ", ".join(f"{number} of {what}" for what, number in sorted(count.items()))
        hold = f"{sum(count.values())} hold ({held or 'none'})"
        others = f"{len(self.broken)} broken, {len(self.missed)} not reached"
        lines = [f"{len(self.results)} cells: {hold}, {others}"]
        missed = [f"NOT REACHED ({one.cell.scene.store}) {place(one.cell)}" for one in self.missed]
        return [*lines, *map(story, self.broken), *missed]


def is_certain(cell: Cell) -> bool:
    """Return whether the cell's moment comes in each play, whatever rings beside it."""
    return cell.what == REQUESTS and cell.name in _CHANGES


def place(cell: Cell) -> str:
    """Return where in the matrix the cell stands."""
    return f"{cell.scene.title}, {cell.moment} {cell.name} {cell.nth}"


def story(broken: Result) -> str:
    """Return which cell broke, and what."""
    return f"BROKEN ({broken.cell.scene.store}) {place(broken.cell)}: {broken.sentence}"


def table(scene: Scene, results: Sequence[Result]) -> Iterator[str]:
    """Yield the lines of one scene: a row a request or commit, a column a moment."""
    rows: dict[tuple[str, int], dict[str, str]] = {}
    for one in results:
        row = rows.setdefault((one.cell.name, one.cell.nth), {})
        row[one.cell.moment] = "holds" if one.held else "BROKEN" if one.struck else "not reached"
    what = "request" if scene.store == SQLITE else "commit of what was written in"
    width = max([len(what), *(len(f"{name} {nth}") for name, nth in rows)])
    yield ""
    yield f"{scene.title} ({scene.store})"
    yield f"  {what:<{width}}  before       after"
    for (name, nth), row in rows.items():
        row_name = f"{name} {nth}"
        yield f"  {row_name:<{width}}  {row.get('before', ''):<11}  {row.get('after', '=')}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Play them all, print the tables; 1 when one is broken or too many were not reached."""
    asked = _parser().parse_args(arguments)
    begun, told = time.monotonic(), Told([])
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(asked.at_once, mp_context=context) as pool:
        named = [(scene, pool.submit(names_in, scene)) for scene in _scenes(asked)]
        playing = [
            (scene, [pool.submit(result_of, cell) for cell in _cells(scene, names, asked)])
            for scene, names in named
        ]
        for scene, futures in playing:
            results = [future.result() for future in futures]
            told.results.extend(results)
            stories = map(story, Told(results).broken)
            print("\n".join([*table(scene, results), *stories]), flush=True)
            spent = (time.monotonic() - begun) / 60
            print(f"{len(told.results)} cells in {spent:.0f} minutes", file=sys.stderr, flush=True)
    print("", *told.summary(), sep="\n")
    print(f"{(time.monotonic() - begun) / 60:.1f} minutes, {asked.at_once} cells at a time")
    return 0 if told.fine else 1


def _scenes(asked: argparse.Namespace) -> list[Scene]:
    scenes = [
        Scene(kind.name, undo, store)
        for store in ([asked.store] if asked.store else [SQLITE, POSTGRESQL])
        for kind in KINDS
        for undo in ((False, True) if kind.is_filed else (False,))
    ]
    found = [scene for scene in scenes if asked.kind in scene.title]
    return random.Random(asked.seed).sample(found, 1) if asked.sample else found


def _cells(
    scene: Scene, names: "Future[list[tuple[str, int]]]", asked: argparse.Namespace
) -> list[Cell]:
    cells = cells_of(scene, names.result(), every=asked.every)
    named = [cell for cell in cells if asked.request in f"{cell.name} {cell.nth}"]
    wanted = [cell for cell in named if _writes(cell.what, cell.name) or not asked.changes]
    few = min(asked.sample or len(wanted), len(wanted))
    chosen = set(random.Random(asked.seed).sample(wanted, few))
    return [cell for cell in wanted if cell in chosen]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Kills the host, or cuts its database off, at every point of every filing.",
        epilog="Example: python -m tests.faults.crash_matrix --kind 'tagged in place'",
    )
    parser.add_argument("--kind", default="", help="part of a kind's name; `undo` for undos alone")
    parser.add_argument("--request", default="", help="part of an operation or table, or `name 3`")
    parser.add_argument("--store", choices=[SQLITE, POSTGRESQL], help="requests, or commits, alone")
    parser.add_argument("--changes", action="store_true", help="only what changes something")
    parser.add_argument("--every", action="store_true", help="both moments of what only reads too")
    parser.add_argument("--sample", type=int, metavar="N", help="N cells of one kind, by chance")
    parser.add_argument("--seed", type=int, default=1, help="of that chance")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 2, metavar="N")
    return parser


if __name__ == "__main__":
    sys.exit(main())
