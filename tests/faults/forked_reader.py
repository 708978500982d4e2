"""Reads files in a process that is forked as hosts are: a fresh interpreter needs too long.

What is read is what the product's own worker processes read, by the same program.
"""

import asyncio
import os
import socket
import sys
import threading

from pydantic import TypeAdapter

from extraction import child
from extraction.formats import read
from extraction.worker import Reader
from records.documents import Reading
from tests.faults.forked import die_with_parent

_MEMORY_MB, _SECONDS = 4096, 30.0  # what was forked has a whole host in its memory
_READINGS: TypeAdapter[Reading] = TypeAdapter(Reading)


class ForkedReader(Reader):
    """A reader with one process, which ends with this one."""

    def __init__(self) -> None:
        """Fork it: while nothing runs in this process but its own plain code."""
        super().__init__()
        ours, theirs = socket.socketpair()
        if os.fork() == 0:
            die_with_parent()
            _be_reader(theirs)
        theirs.close()
        self._wire = ours.makefile("rwb")
        self._turn = threading.Lock()
        if self._wire.read(1) != child.READY:
            raise RuntimeError("the process that reads documents does not start")

    async def read(self, name: str, content: bytes) -> Reading:
        """Return what could be read, as any reader does."""
        refused = self.refuses(name, len(content))
        if refused is not None:
            return refused
        return await asyncio.to_thread(self._asked, name, content)

    def _asked(self, name: str, content: bytes) -> Reading:
        named = name.encode()
        with self._turn:
            self._wire.write(child.REQUEST.pack(len(named), len(content)) + named + content)
            self._wire.flush()
            (size,) = child.ANSWER.unpack(self._wire.read(child.ANSWER.size))
            return _READINGS.validate_json(self._wire.read(size))


def _be_reader(wire: socket.socket) -> None:
    try:
        os.dup2(wire.fileno(), 0)
        os.dup2(wire.fileno(), 1)
        os.closerange(3, 256)  # what the host was told by: its end would not be seen
        sys.stdin = os.fdopen(0)
        child.serve(read, _MEMORY_MB, _SECONDS)
    finally:
        os._exit(3)
