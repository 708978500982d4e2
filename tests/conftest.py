"""The simulated tenant, as a process of its own, for every test that asks for it."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import hypothesis
import pytest
import trustme

ROOT = Path(__file__).parents[1]

# No test asserts how long something takes: a machine with other work on it is slower, not wrong.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@dataclass(frozen=True)
class RunningSimulator:
    """`origin` is where it listens, `base_url` Graph's v1.0 there, `own` its `/_simulator` API."""

    origin: str
    own: httpx.Client

    @property
    def base_url(self) -> str:
        return f"{self.origin}/v1.0"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes minutes, so that nobody waits for it alone at the end."""
    long = ROOT / "tests" / "demo"
    items.sort(key=lambda item: long not in item.path.parents)


def pytest_collection_finish() -> None:
    keep_what_was_imported()


def keep_what_was_imported() -> None:
    """Let garbage be looked for in what tests make, not each time in all modules as well."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def authorities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One authority stands for the machine's own: nobody outside it is called.

    Reading all of theirs takes longer than the connection to PostgreSQL for which it is done.
    """
    one = tmp_path_factory.mktemp("authorities") / "one.pem"
    trustme.CA().cert_pem.write_to_path(one)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(one))
        yield


@pytest.fixture(scope="session", autouse=True)
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Every simulator of this session records its answers here; at the end all of them hold.

    What does not is told at the end of the last test, with its operation.
    """
    folder = tmp_path_factory.mktemp("answers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRAPH_SIMULATOR_RECORD", str(folder))
        yield folder
    if not any(folder.iterdir()):
        return
    from tests.graph_simulator import answers, schemas

    if os.environ.get("GRAPH_SIMULATOR_TESTED_BY") == "write":
        answers.write_down(folder)
    if not schemas.EXAMPLES.is_dir():
        print("not tested, no reference data: whether all answers hold against Graph's schemas")
        return
    assert answers.all_wrong(folder) == []


@pytest.fixture(scope="session")
def simulator_process(answers: Path) -> Iterator[RunningSimulator]:
    """One process for all tests; ask for `simulator` to get it clean."""
    process = subprocess.Popen(
        [sys.executable, "-m", "graph_simulator", "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout as told:
        ready, _, origin = told.readline().strip().partition(" ")
        assert ready == "ready", "the simulator did not start"
        with httpx.Client(base_url=f"{origin}/_simulator", trust_env=False, timeout=30) as own:
            yield RunningSimulator(origin, own)
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def simulator(
    simulator_process: RunningSimulator, request: pytest.FixtureRequest
) -> RunningSimulator:
    """The simulated tenant as the seed says, without faults and calls of other tests."""
    file = request.path.relative_to(ROOT / "tests").as_posix()
    simulator_process.own.post("/reset", json={"for": file}).raise_for_status()
    return simulator_process
