"""The command `graph-simulator`, or `python -m graph_simulator`."""

import argparse
import asyncio
import contextlib
import os
import socket
import sqlite3
import ssl
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import uvicorn

from graph_simulator.seed import PROVINCE
from graph_simulator.seed_format import SeedError
from graph_simulator.server import application
from graph_simulator.simulator import Simulator

_WHAT_IT_IS = "A Microsoft 365 tenant on this machine. README.md of the package says what it does."


def main() -> None:
    """Serve until SIGTERM or SIGINT; print `ready http://127.0.0.1:PORT` once listening."""
    parser = argparse.ArgumentParser(prog="graph-simulator", description=_WHAT_IT_IS)
    parser.add_argument(
        "--port",
        type=int,
        default=0,
        help="without it, or with 0: any free port, which the line `ready` says",
    )
    parser.add_argument("--tenant", type=Path, default=PROVINCE, help="folder with a tenant.json")
    parser.add_argument("--state", type=Path, help="file that keeps the tenant over a restart")
    parser.add_argument(
        "--tls",
        type=Path,
        nargs="?",
        const=Path("graph-simulator-ca.pem"),
        metavar="FILE",
        help="over https; FILE gets the certificate authority that clients must trust",
    )
    parser.add_argument(
        "--record",
        type=Path,
        default=os.environ.get("GRAPH_SIMULATOR_RECORD"),
        help="folder to write each operation's answers to, each shape once"
        " (or the environment variable GRAPH_SIMULATOR_RECORD)",
    )
    asked = parser.parse_args()
    try:
        simulator = Simulator(asked.tenant, asked.state, asked.record)
        tls = _tls(asked.tls) if asked.tls else None
    except SeedError as error:
        parser.error(str(error))
    except (sqlite3.Error, ValueError) as error:
        parser.error(f"{asked.state} cannot be used: {error}")
    except OSError as error:  # of --record and --tls
        parser.error(f"cannot be written: {error}")
    except ModuleNotFoundError as error:
        parser.error(f'--tls needs {error.name}: pip install "./graph_simulator[tls]"')
    config = uvicorn.Config(
        application(simulator),
        ssl_context_factory=tls,
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    # The socket is ours so that port 0 can be said out loud before the first request. Without the
    # protocol's name asyncio leaves Nagle's algorithm on, which costs 40 ms an answer.
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", asked.port))
        except (OSError, OverflowError) as error:
            parser.error(f"port {asked.port} cannot be used: {error}; choose another with --port")
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_Server(config, simulator).serve([listening]))


def _tls(authority_file: Path) -> Callable[..., ssl.SSLContext]:
    from graph_simulator.certificates import server_context  # a quarter of a start without TLS

    context = server_context(authority_file)
    return lambda *_asked: context


class _Server(uvicorn.Server):
    """Says when it is ready, and lets go of held requests when it is told to end."""

    def __init__(self, config: uvicorn.Config, simulator: Simulator) -> None:
        super().__init__(config)
        self._simulator = simulator
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        for one in sockets or []:
            scheme = "https" if self.config.is_ssl else "http"
            print(f"ready {scheme}://127.0.0.1:{one.getsockname()[1]}", flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        self._simulator.close()  # here, because the signal ends the process right after this

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._let_go)

    def _let_go(self) -> None:
        self._simulator.epoch += 1  # so that what was held is dropped, not applied
        self._simulator.faults.remove()
        self._simulator.notifications.stop()


if __name__ == "__main__":
    main()
