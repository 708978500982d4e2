"""A small, seeded part of the crash matrix of `make faults`, in a process of its own: it forks."""

import subprocess
import sys
from dataclasses import replace

from tests.conftest import ROOT
from tests.faults.crash_matrix import BESIDE, Told, after_parting, cells_of, table
from tests.faults.worker import POSTGRESQL, REQUESTS, SQLITE, Cell, Result, Scene
from tests.postgresql import PostgreSQL, postgresql

__all__ = ["postgresql"]

UNDO = Scene("tagged in place", True, SQLITE)


def played(*arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "tests.faults.crash_matrix", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_host_that_is_killed_at_a_request_breaks_no_promise() -> None:
    ended, told = played("--store", SQLITE, "--sample", "3", "--seed", "2")
    assert "3 cells: 3 hold (3 of requests), 0 broken, 0 not reached" in told
    assert ended == 0


def test_a_connection_that_dies_at_a_commit_breaks_no_promise(postgresql: PostgreSQL) -> None:
    some = ("--sample", "3", "--changes", "--request", "register")
    ended, told = played("--store", POSTGRESQL, "--kind", "tagged in place", *some)
    assert "3 cells: 3 hold (3 of commits), 0 broken, 0 not reached" in told
    assert ended == 0


def result(moment: str, sentence: str = "", *, struck: bool = True) -> Result:
    cell = Cell(UNDO, REQUESTS, "fields.patch", 1, moment)
    return Result(cell, struck and not sentence, struck, sentence, 1.0)


def test_a_broken_cell_is_told_with_its_sentence_and_is_not_fine() -> None:
    told = Told([result("before"), result("after", "it is nowhere any more")])
    assert not told.fine
    assert told.summary() == [
        "2 cells: 1 hold (1 of requests), 1 broken, 0 not reached",
        "BROKEN (sqlite) undo: tagged in place, after fields.patch 1: it is nowhere any more",
    ]
    assert list(table(UNDO, told.results))[-1].split() == ["fields.patch", "1", "holds", "BROKEN"]


def test_a_fault_that_never_came_is_not_said_to_hold() -> None:
    told = Told([result("before", struck=False)])
    assert not told.fine
    assert told.summary() == [
        "1 cells: 0 hold (none), 0 broken, 1 not reached",
        "NOT REACHED (sqlite) undo: tagged in place, before fields.patch 1",
    ]


def test_one_read_in_many_may_not_be_reached_and_a_change_always_is() -> None:
    holds = [result("before")] * 199
    read = replace(result("before", struck=False), cell=Cell(UNDO, REQUESTS, "delta", 3, "before"))
    assert Told([*holds, read]).fine
    assert not Told([*holds, read, read]).fine
    assert not Told([*holds, result("before", struck=False)]).fine


def test_a_kind_that_is_like_another_is_played_from_just_before_they_part() -> None:
    same = [("drive_item.get", nth) for nth in range(1, 20)]
    own = [*same, ("retention_label.delete", 1), ("drive_item.get", 20)]
    other = [*same, ("pointer.put", 1), ("drive_item.get", 20)]
    assert after_parting(own, other) == [*same[-BESIDE:], *own[-2:]]
    assert after_parting(own, []) == own


def test_what_changes_something_is_played_before_and_after_and_what_only_reads_once() -> None:
    names = [("drive_item.get", 1), ("fields.patch", 1)]
    found = [(cell.name, cell.moment) for cell in cells_of(UNDO, names, every=False)]
    changed = [("fields.patch", "before"), ("fields.patch", "after")]
    assert found == [("drive_item.get", "before"), *changed]
    assert len(list(cells_of(UNDO, names, every=True))) == 4
