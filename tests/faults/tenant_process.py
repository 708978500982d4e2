"""The simulated tenant as a process that is forked from one that has it in memory.

So each play begins in a tenant where the same was done before, and nothing has to be done again.
"""

import asyncio
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from demo.tenant import TenantAt
from graph_simulator.delivery import http
from graph_simulator.operations import OPERATIONS
from graph_simulator.server import application
from graph_simulator.simulator import Simulator
from tests.faults.forked import die_with_parent


def warm() -> None:
    """Make once what every tenant would make for itself: patterns, and what connections go by."""
    http()
    for operation in OPERATIONS:
        _ = operation.patterns


class TenantProcess(TenantAt):
    """A process that serves what `tenant` returns in it; what happens there stays there."""

    def __init__(self, tenant: Callable[[], Simulator], listening: socket.socket) -> None:
        """Start it; requests wait at the `listening` socket until it is there."""
        super().__init__(f"http://127.0.0.1:{listening.getsockname()[1]}")
        self._pid = os.fork()
        if self._pid == 0:
            die_with_parent()
            try:
                _serve(tenant(), listening)
            finally:
                os._exit(3)

    def end(self) -> None:
        """End the process."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def listening_socket() -> socket.socket:
    """Return a socket that listens at a port of its own, for one tenant after the other."""
    listening = socket.socket(proto=socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    listening.listen(256)
    return listening


def kept_in(state_file: Path, seed: Path) -> Simulator:
    """Return the tenant that a process kept in that file, in memory from here on."""
    simulator = Simulator(seed, state_file)
    if simulator._state is not None:
        for item in simulator.tenant.items.values():
            for version in item.versions:
                version.content._data = version.content.data
        simulator._state.close()
        simulator._state = None
    return simulator


def _serve(simulator: Simulator, listening: socket.socket) -> None:
    config = uvicorn.Config(
        application(simulator), log_level="warning", access_log=False, lifespan="off"
    )
    asyncio.run(uvicorn.Server(config).serve([listening]))
