"""Fixtures of the journeys."""

import asyncio
import importlib
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import function_app
from local_host.host import IN_PROCESS
from tests.conftest import RunningSimulator, keep_what_was_imported
from tests.empty_store import empty_store_at
from tests.journeys.journey import PROVINCE, Journey, KeptReader
from tests.local_host.azurite import azurite, storage_account
from tests.postgresql import postgresql

__all__ = ["azurite", "postgresql", "storage_account"]


@pytest.fixture(scope="session")
def functions() -> Sequence[Any]:
    """The function app's own functions; Azure's library lists them only once a process."""
    listed: Sequence[Any] = function_app.app.get_functions()
    importlib.import_module("msgraph.graph_service_client")  # what the first journey would import
    keep_what_was_imported()
    return listed


@pytest.fixture(scope="session")
def reader() -> Iterator[KeptReader]:
    """What all journeys of this process read with; those about scans compose their own."""
    made = KeptReader(workers=2)
    yield made
    asyncio.run(made.end())


@pytest.fixture(autouse=True)
def managed_identity(monkeypatch: pytest.MonkeyPatch, simulator: RunningSimulator) -> None:
    """What a function app with a managed identity finds in its environment."""
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{simulator.origin}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "simulator")


@pytest.fixture
def storage(request: pytest.FixtureRequest) -> str:
    """Where queues lie: in the host's own process, unless a file of tests asks for Azurite."""
    asked = getattr(request, "param", "in-process")
    return str(request.getfixturevalue("storage_account")) if asked == "azurite" else IN_PROCESS


@pytest.fixture
def database_url(request: pytest.FixtureRequest, storage: str, tmp_path: Path) -> str:
    """Where the store lies: a file, unless a test asks for a database on PostgreSQL.

    Beside Azurite it is on PostgreSQL, as in Azure.
    """
    usual = "sqlite" if storage == IN_PROCESS else "postgresql"
    if getattr(request, "param", usual) == "sqlite":
        return empty_store_at(tmp_path / "dossier.sqlite")
    return str(request.getfixturevalue("postgresql").new_store())


@pytest.fixture
def installation(
    tmp_path: Path,
    simulator: RunningSimulator,
    functions: Sequence[Any],
    storage: str,
    database_url: str,
    reader: KeptReader,
) -> Journey:
    """An installation that was not started yet."""
    return Journey(tmp_path, simulator, functions, storage, database_url, reader=reader)


@pytest.fixture
async def journey(installation: Journey) -> AsyncIterator[Journey]:
    """A running installation in which the source may act."""
    made = installation
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def province(installation: Journey) -> AsyncIterator[Journey]:
    """A running installation with several teams, channels of three kinds and two archives."""
    made = installation
    await made.start(plan=PROVINCE)
    yield made
    await made.stop()
