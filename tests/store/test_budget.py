"""The shared budget: processes that know nothing of each other use one ceiling together."""

import subprocess
import sys
from datetime import timedelta

from filing.budget import Limits, Slice, Wait
from store.budget import StoredBudget
from tests.store.stored import ROOT, Stored

SMALLEST = Limits(1_250)

# Takes slices until there are none, a process of its own; says how many units it got.
TAKES_ALL = """
import sys
from datetime import UTC, datetime
from filing.budget import Limits, Slice
from store.budget import StoredBudget
from store.database import Database

now = datetime(2026, 11, 23, 9, tzinfo=UTC)
budget = StoredBudget(Database(sys.argv[1]), Limits(1_250), lambda: now)
got = 0
sys.stdin.readline()
while isinstance(found := budget.take(bulk=sys.argv[2] == "bulk", least=1), Slice):
    got += found.units
print(got)
"""


def budget_of(stored: Stored) -> StoredBudget:
    return StoredBudget(stored.database, SMALLEST, stored.clock)


def takes_all(stored: Stored, kind: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-P", "-c", TAKES_ALL, stored.url, kind],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def test_processes_that_take_at_once_share_one_ceiling(stored: Stored) -> None:
    workers = [takes_all(stored, kind) for kind in ("bulk", "people", "people")]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    got = [int(worker.communicate(timeout=120)[0]) for worker in workers]
    assert sum(got) == SMALLEST.ceiling
    assert got[0] <= SMALLEST.bulk_ceiling


def test_what_one_worker_took_another_cannot_take(stored: Stored) -> None:
    mine, theirs = budget_of(stored), budget_of(stored)
    taken = 0
    for one in (mine, theirs) * 50:
        found = one.take(bulk=True, least=1)
        taken += found.units if isinstance(found, Slice) else 0
    assert taken == SMALLEST.bulk_ceiling
    assert isinstance(theirs.take(bulk=True, least=1), Wait)
    assert isinstance(theirs.take(bulk=False, least=1), Slice)


def test_what_a_worker_gives_back_another_can_take(stored: Stored) -> None:
    budget = budget_of(stored)
    first = budget.take(bulk=False, least=1)
    assert isinstance(first, Slice)
    again = budget.take(bulk=False, least=1, back=first)
    assert isinstance(again, Slice)
    left = again.units
    while isinstance(found := budget.take(bulk=False, least=1), Slice):
        left += found.units
    assert left == SMALLEST.ceiling


def test_a_pause_holds_for_every_worker_and_ends(stored: Stored) -> None:
    mine, theirs = budget_of(stored), budget_of(stored)
    until = stored.clock() + timedelta(minutes=3)
    mine.pause(until)
    mine.pause(until - timedelta(minutes=1))  # a shorter one does not shorten it
    assert theirs.take(bulk=False, least=1) == Wait(until, paused=True)
    stored.clock.move(minutes=3)
    assert isinstance(theirs.take(bulk=False, least=1), Slice)


def test_a_pause_is_told_and_can_be_lifted(stored: Stored) -> None:
    mine, theirs = budget_of(stored), budget_of(stored)
    assert mine.paused_until() is None
    mine.pause(stored.clock() + timedelta(hours=3))
    assert theirs.paused_until() == stored.clock() + timedelta(hours=3)
    theirs.lift_pause("person:a")
    assert mine.paused_until() is None
    assert isinstance(mine.take(bulk=False, least=1), Slice)
