"""Waiting for other processes, as a person at a terminal does."""

import time
from collections.abc import Callable

PATIENCE = 180.0  # seconds


def until(holds: Callable[[], bool], what: str, *, patience: float = PATIENCE) -> None:
    """Return once `holds` answers True, asked twice a second; TimeoutError names what was awaited."""
    deadline = time.monotonic() + patience
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {patience:.0f} seconds for {what}")
        time.sleep(0.5)
