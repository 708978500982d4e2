"""A small, seeded part of the state machine of `make faults`, in a process of its own: it forks."""

import subprocess
import sys

from tests.conftest import ROOT


def test_whatever_people_and_graph_and_workers_do_no_promise_is_broken() -> None:
    part = ("--runs", "4", "--steps", "12", "--seed", "1", "--as-found")
    command = [sys.executable, "-m", "tests.faults.state_machine", *part]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    assert "4 runs of at most 12 steps: 0 broken" in done.stdout
