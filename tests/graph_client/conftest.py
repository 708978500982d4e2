from collections.abc import AsyncIterator, Iterator

import pytest

from graph_client.drives import GraphDrives
from graph_client.session import GraphSession
from tests.conftest import RunningSimulator
from tests.graph_client.scripted_graph import ScriptedGraph
from tests.graph_client.tenant import Tenant


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The SDK warns about its own classes while it imports them."""
    for item in items:
        if "tests/graph_client" in item.path.as_posix():
            item.add_marker(
                pytest.mark.filterwarnings("ignore::DeprecationWarning:(msgraph|kiota)")
            )


class Waits:
    """Stands where waiting is done, and notes the seconds instead."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def scripted() -> Iterator[ScriptedGraph]:
    server = ScriptedGraph()
    yield server
    server.close()


@pytest.fixture
async def scripted_session(
    scripted: ScriptedGraph, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[GraphSession]:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{scripted.origin}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "scripted")
    session = GraphSession(base_url=f"{scripted.origin}/v1.0/", wait=waits)
    yield session
    await session.close()


@pytest.fixture
async def session(
    simulator: RunningSimulator, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[GraphSession]:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{simulator.origin}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "simulator")
    session = GraphSession(base_url=simulator.base_url, wait=waits)
    yield session
    await session.close()


@pytest.fixture
def tenant(simulator: RunningSimulator) -> Tenant:
    return Tenant(simulator)


@pytest.fixture
def drives(session: GraphSession) -> GraphDrives:
    async def before_effect() -> None:
        """The stop switch is off."""

    return GraphDrives(session, before_effect)
