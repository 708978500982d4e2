"""uvicorn inside the host's own event loop."""

import asyncio
import contextlib
import math
import socket
from collections.abc import Generator
from typing import Any

import uvicorn


class _Server(uvicorn.Server):
    """Says when it listens, and leaves signals to whoever runs the loop."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


class HttpServer:
    """Serves one ASGI application on one address."""

    def __init__(self, app: Any) -> None:
        self._server = _Server(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="off",
                ws="none",
            )
        )
        self._serving: asyncio.Task[None] | None = None

    async def start(self, host: str, port: int) -> str:
        """Listen, and return the URL; port 0 is any free one. Raises OSError if it is taken."""
        bound = _bound(host, port)
        self._serving = asyncio.create_task(self._server.serve(sockets=[bound]))
        listens = asyncio.create_task(self._server.listens.wait())
        await asyncio.wait({self._serving, listens}, return_when=asyncio.FIRST_COMPLETED)
        if not listens.done():
            listens.cancel()
            bound.close()
            await self._serving
            raise OSError(f"the server did not start on {host}:{port}")
        return f"http://{host}:{bound.getsockname()[1]}"

    async def stop(self, within_seconds: float) -> None:
        """Take no more requests, let those that run end within the bound, and close."""
        self._server.config.timeout_graceful_shutdown = math.ceil(within_seconds)
        self._server.should_exit = True
        if self._serving is not None:
            await self._serving


def _bound(host: str, port: int) -> socket.socket:
    """Return a listening socket that says it speaks TCP.

    `socket.create_server` leaves the protocol out, and asyncio then leaves Nagle's algorithm on:
    40 ms an answer.
    """
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(2048)
    except OSError:
        bound.close()
        raise
    return bound
