import asyncio
import os
import signal

import azure.functions as func
import httpx
import pytest

from local_host.host import LocalHost, serve_until_stopped
from tests.local_host.hosting import HostOf


def hello() -> list[object]:
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)

    @app.route(route="hello")
    def greet(req: func.HttpRequest) -> str:
        # The page is asked for only after `ready` was printed, and asking for it ends the host.
        os.kill(os.getpid(), signal.SIGTERM)
        return "hello"

    return list(app.get_functions())


async def test_the_command_line_serves_until_it_is_told_to_stop(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    monkeypatch.setattr("sys.stdout", _Line(said))
    before = signal.getsignal(signal.SIGTERM)
    serving = asyncio.create_task(serve_until_stopped(hello(), {}, 0))
    ready, url = (await said).split()
    assert ready == "ready"
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(f"{url}/api/hello")).text == "hello"
    await serving
    assert signal.getsignal(signal.SIGTERM) is before


class _Line:
    """A stdout whose first line is awaited."""

    def __init__(self, said: asyncio.Future[str]) -> None:
        self._said = said

    def write(self, text: str) -> None:
        self._said.set_result(text)

    def flush(self) -> None:
        """Nothing is held back."""


async def test_a_port_that_is_taken_is_said(host_of: HostOf) -> None:
    async def listener(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        raise NotImplementedError

    other = await asyncio.start_server(listener, "127.0.0.1", 0)
    port = other.sockets[0].getsockname()[1]
    host = LocalHost(hello(), host_json={})
    with pytest.raises(OSError, match="in use"):
        await host.start(port)
    other.close()
    url = await host.start()
    with pytest.raises(RuntimeError, match="already runs"):
        await host.start()
    await host.stop()
    async with httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(f"{url}/api/hello")
