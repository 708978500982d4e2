"""Processes that a test lets the simulator kill, so that crash tests need no hook in the product.

Only who calls from this machine registers one, with a token the test made up; only a process that
was registered, and still is the same one, is ever killed.
"""

import hmac
import os
import signal
from dataclasses import dataclass
from pathlib import Path

from graph_simulator.errors import denied, invalid, not_found

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_TOKEN_LENGTH = 16


@dataclass(frozen=True, slots=True)
class _Registered:
    pid: int
    token: str
    begun: str | None


class Processes:
    """The processes that were registered."""

    def __init__(self) -> None:
        self._registered: dict[int, _Registered] = {}

    def register(self, host: str, pid: object, token: object) -> None:
        """Let it be killed. 403 from elsewhere; 400 for what is no process of a test."""
        if host not in _LOOPBACK:
            raise denied("Processes are registered from this machine only.")
        if not isinstance(pid, int) or isinstance(pid, bool) or pid in {os.getpid(), os.getppid()}:
            raise invalid("pid is the number of a process, not of this one or its parent.")
        if not isinstance(token, str) or len(token) < _TOKEN_LENGTH:
            raise invalid(f"token is text of the test's own, {_TOKEN_LENGTH} signs or more.")
        if pid <= 1 or not _lives(pid):
            raise invalid("There is no such process that may be killed.")
        self._registered[pid] = _Registered(pid, token, _begun(pid))

    def check(self, host: str, pid: object, token: object) -> None:
        """Refuse a fault that would kill what was not registered with that token."""
        if host not in _LOOPBACK:
            raise denied("Faults that kill are asked for from this machine only.")
        self._find(pid, token)

    def kill(self, pid: object, token: object) -> None:
        """Kill it, at once; nothing when it is not the process that was registered any more."""
        one = self._find(pid, token)
        if _lives(one.pid) and _begun(one.pid) == one.begun:
            os.kill(one.pid, signal.SIGKILL)
        del self._registered[one.pid]

    def _find(self, pid: object, token: object) -> _Registered:
        for one in self._registered.values():
            same = hmac.compare_digest(one.token.encode(), str(token).encode())
            if same and pid in {None, one.pid}:
                return one
        raise not_found("No process was registered with that pid and token.")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _begun(pid: int) -> str | None:
    """When it began, where the system tells: a number that is given out again is not the same."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return text.rpartition(")")[2].split()[19]
