"""Azurite, Microsoft's emulator of Azure Storage, as a process of the tests' own.

For other folders of tests: import the fixtures into a conftest.py.
"""

import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMS = ROOT / ".venv/azurite/node_modules/azurite/dist/src"
LISTENS = "successfully listens on "
MOST_ACCOUNTS = 500  # one a test; what is read of an environment variable has its bound


@dataclass
class Azurite:
    """A running emulator. Each account is empty, and nobody else's."""

    origin: str
    keys: dict[str, str]
    _unused: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._unused = list(self.keys)

    def new_account(self) -> str:
        """Return the connection string of an account that nobody used."""
        name = self._unused.pop()
        return (
            f"DefaultEndpointsProtocol=http;AccountName={name};AccountKey={self.keys[name]};"
            f"QueueEndpoint={self.origin}/{name};"
        )


@contextmanager
def running_azurite(folder: Path, service: str = "queue", *options: str) -> Iterator[Azurite]:
    """Run the emulator of a service on a free port of the loopback, with what it keeps in the folder."""
    program = PROGRAMS / service / "main.js"
    if not program.exists():
        missing = "Azurite is not there: scripts/setup-azurite installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    keys = {f"account{n}": secrets.token_hex(16) for n in range(MOST_ACCOUNTS)}
    process = subprocess.Popen(
        [
            *("node", str(program), "--disableTelemetry", "--disableProductStyleUrl"),
            *(f"--{service}Host", "127.0.0.1", f"--{service}Port", "0"),
            *("--location", str(folder), "--silent", *options),
        ],
        env={**os.environ, "AZURITE_ACCOUNTS": ";".join(f"{n}:{k}" for n, k in keys.items())},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout as said:
        try:
            listens = next((line for line in said if LISTENS in line), None)
            assert listens is not None, "Azurite did not start"
            yield Azurite(listens.partition(LISTENS)[2].strip(), keys)
        finally:
            process.terminate()
            process.wait(timeout=10)


@pytest.fixture(scope="session")
def azurite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Azurite]:
    """One emulator for all tests of this process."""
    with running_azurite(tmp_path_factory.mktemp("azurite")) as running:
        yield running


@pytest.fixture
def storage_account(azurite: Azurite) -> str:
    """The connection string of an empty storage account."""
    return azurite.new_account()


@pytest.fixture(params=["in-process", "azurite"])
def storage(request: pytest.FixtureRequest) -> str:
    """What AzureWebJobsStorage says: each test runs with queues of both kinds."""
    if request.param == "in-process":
        return "in-process"
    return str(request.getfixturevalue("storage_account"))
