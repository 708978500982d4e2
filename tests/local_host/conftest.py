from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import azure.functions as func
import httpx
import pytest

from local_host.host import IN_PROCESS, LocalHost
from local_host.queues import READ_LEASE
from tests.local_host.azurite import azurite, storage_account
from tests.local_host.hosting import ClientOf, Clock, HostOf

__all__ = ["azurite", "storage_account"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def storage() -> str:
    """Where queues lie, unless a file of tests says otherwise."""
    return IN_PROCESS


@pytest.fixture
def urls() -> dict[int, str]:
    """Where each started host listens, by its id."""
    return {}


@pytest.fixture
async def host_of(clock: Clock, urls: dict[int, str], storage: str) -> AsyncIterator[HostOf]:
    """Start hosts for blueprints, and stop them afterwards."""
    started: list[LocalHost] = []

    async def start(
        blueprint: func.Blueprint,
        queues: dict[str, Any] | None = None,
        prefix: str = "api",
        *,
        key: str | None = None,
        timers: bool = True,
        read_lease: timedelta = READ_LEASE,
        lying: dict[str, list[str]] | None = None,
        **host_json: Any,
    ) -> LocalHost:
        app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
        app.register_blueprint(blueprint)
        extensions = {"http": {"routePrefix": prefix}, "queues": queues or {}}
        host = LocalHost(
            app.get_functions(),
            host_json={"version": "2.0", "extensions": extensions, **host_json},
            clock=clock,
            key=key,
            storage=storage,
            read_lease=read_lease,
        )
        started.append(host)
        for queue, texts in (lying or {}).items():
            for text in texts:
                await host.send(queue, text)
        urls[id(host)] = await host.start(timers=timers)
        return host

    yield start
    for host in started:
        await host.stop()


@pytest.fixture
async def client_of(urls: dict[int, str]) -> AsyncIterator[ClientOf]:
    """Open HTTP clients on started hosts, over a real socket."""
    clients: list[httpx.AsyncClient] = []

    def open_client(host: LocalHost) -> httpx.AsyncClient:
        client = httpx.AsyncClient(base_url=urls[id(host)], trust_env=False)
        clients.append(client)
        return client

    yield open_client
    for client in clients:
        await client.aclose()
