"""Starts the simulator as a process of its own, for tests, benchmarks and the demo."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_PATIENCE_SECONDS = 10


@contextmanager
def running_simulator(tenant: Path | None = None, port: int = 0) -> Iterator[str]:
    """Run a simulator; gives its address, `http://127.0.0.1:PORT`, once it listens.

    Ends it when the block is left. RuntimeError when it does not start; stderr says why.
    """
    command = [sys.executable, "-m", "graph_simulator", "--port", str(port)]
    if tenant is not None:
        command += ["--tenant", str(tenant)]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            word, _, address = process.stdout.readline().strip().partition(" ")
            if word != "ready":
                raise RuntimeError("The simulator did not start.")
            yield address
        finally:
            process.terminate()
            try:
                process.wait(_PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
