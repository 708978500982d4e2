"""The state machine: people, Graph, notifications and workers do anything, in any order.

    .venv/bin/python -m tests.faults.state_machine [--runs N] [--steps N] [--seed N] [--minutes N]

Hypothesis chooses what happens: people upload, edit, rename, move, delete, bring back, lock, open
together and change who may see originals, filed copies and dossiers; notifications are lost, come
twice, late or from strangers; Graph throttles, fails, answers 410, copies slowly or not; the host is
killed at some request, or waits at one while people go on; a records manager undoes, stops, and
changes modes. After every quiet point the independent checker must find no broken promise and account
for every document. What breaks is told as the shortest story that Hypothesis finds; tree, calls,
register and store of its last telling are kept in `build/state_machine`.

The runs are played in batches, each with a seed that plays it again.
"""

import argparse
import multiprocessing
import os
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults.province import TOLD
from tests.faults.province_at_work import ProvinceAtWork

BATCH = 10  # runs


@dataclass(frozen=True)
class Batch:
    """Runs of so many steps with one seed; none begins after the moment `until`."""

    runs: int
    steps: int
    seed: int
    until: float
    shrinks: bool

    @property
    def again(self) -> str:
        """Return the arguments that play the same runs once more."""
        return f"--seed {self.seed} --runs {self.runs} --steps {self.steps}"


@dataclass(frozen=True)
class Result:
    """What happened in a batch, how often, and the story of what broke, if anything did."""

    batch: Batch
    told: Counter[str]
    story: str


def result_of(batch: Batch) -> Result:
    """Play a batch in this process."""
    TOLD.clear()
    story = ""
    if time.monotonic() < batch.until:
        try:
            play(batch)
        except Exception as error:  # noqa: BLE001  the story is told, whatever broke
            story = "".join(traceback.format_exception(error, limit=-2))
    return Result(batch, Counter(TOLD), story)


def play(batch: Batch) -> None:
    """Play its runs, always the same with the same seed; AssertionError where one breaks."""
    phases = [Phase.generate, Phase.shrink] if batch.shrinks else [Phase.generate]
    run_state_machine_as_test(
        seed(batch.seed)(ProvinceAtWork),
        settings=settings(
            max_examples=batch.runs,
            stateful_step_count=batch.steps,
            deadline=None,
            database=None,
            print_blob=False,
            phases=phases,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the runs and tell what was played; 1 when a promise was broken."""
    asked = _parser().parse_args(arguments)
    begun, told, stories = time.monotonic(), Counter[str](), 0
    batches = _batches(asked, begun)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(asked.at_once, mp_context=context) as pool:
        for result in pool.map(result_of, batches):
            told += result.told
            if result.story:
                stories += 1
                print(f"BROKEN, again with {result.batch.again}:\n{result.story}", flush=True)
            spent = (time.monotonic() - begun) / 60
            print(f"{told['runs']} runs in {spent:.0f} minutes", file=sys.stderr, flush=True)
    for what, number in sorted(told.items()):
        print(f"{number:8} {what}")
    print(f"{told['runs']} runs of at most {asked.steps} steps: {stories} broken")
    return 1 if stories else 0


def _batches(asked: argparse.Namespace, begun: float) -> list[Batch]:
    until = begun + asked.minutes * 60
    sizes = [min(BATCH, asked.runs - first) for first in range(0, asked.runs, BATCH)]
    return [
        Batch(size, asked.steps, asked.seed + number, until, not asked.as_found)
        for number, size in enumerate(sizes)
    ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Lets people, Graph and workers do anything in any order.",
        epilog="Example: python -m tests.faults.state_machine --runs 20 --seed 7",
    )
    parser.add_argument("--runs", type=int, default=2_000)
    parser.add_argument("--steps", type=int, default=50, help="at most, in each run")
    parser.add_argument("--seed", type=int, default=1, help="of the first batch of ten runs")
    parser.add_argument("--as-found", action="store_true", help="tell the story, long as it is")
    parser.add_argument("--minutes", type=float, default=1e9, help="begin no more batches after")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 2, help="processes")
    return parser


if __name__ == "__main__":
    sys.exit(main())
