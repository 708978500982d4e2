"""Reading documents in worker processes, so that no document can take the house down with it."""

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Final

from pydantic import TypeAdapter, ValidationError

from extraction.child import ANSWER, READY, REQUEST
from extraction.reading import PROBLEMS, format_of, not_read
from filing.errors import Transient
from records.documents import Reading

_START_SECONDS: Final = 60.0
_LEAST_MEMORY_MB: Final = 128  # below this Python and pypdf have no room to work in
_LARGEST_ANSWER: Final = 64_000_000  # bytes; a text of `MOST_CHARACTERS` stays below it
_READINGS: Final = TypeAdapter(Reading)


class Reader:
    """Reads text out of files in `workers` processes, each bounded in time and memory.

    A document gets `seconds` (wall clock and processor), `memory_mb` of address space and at most
    `max_bytes` of content. Processes start at the first document that needs them, know nothing of
    our environment, and are replaced when they die, hang or run out of memory. `function` is what
    they read with, as `module:function`. Any event loop may read; POSIX only.
    """

    def __init__(
        self,
        *,
        seconds: float = 30,
        memory_mb: int = 1024,
        workers: int = 1,
        max_bytes: int = 100_000_000,
        function: str = "extraction.formats:read",
    ) -> None:
        if memory_mb < _LEAST_MEMORY_MB:
            raise ValueError(f"a worker needs {_LEAST_MEMORY_MB} MB or more, not {memory_mb}")
        self._max_bytes = max_bytes
        self._start: Callable[[], _Worker] = lambda: _Worker(function, memory_mb, seconds)
        self._idle: list[_Worker] = []
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="reading")

    def refuses(self, name: str, size: int) -> Reading | None:
        """Return why a file of that name and size (bytes) is not read at all, or None.

        Asked before anything is downloaded: a recording of gigabytes never comes here.
        """
        if format_of(name) is None:
            return not_read("unsupported")
        return not_read("too_large") if size > self._max_bytes else None

    async def read(self, name: str, content: bytes) -> Reading:
        """Return what could be read; a bad document never raises, it has a `problem`.

        Raises `Transient` when no worker can be started: nothing is known of the document then.
        """
        refused = self.refuses(name, len(content))
        if refused is not None:
            return refused
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._read, name, content)

    async def close(self) -> None:
        """End the workers once they have answered; what still waits for one is cancelled."""
        await asyncio.to_thread(self._threads.shutdown, wait=True, cancel_futures=True)
        while self._idle:
            self._idle.pop().end()

    def _read(self, name: str, content: bytes) -> Reading:
        # Judged by what a new worker makes of it: one that has read before can be ended from
        # outside (memory of the machine), and what earlier documents left there takes room.
        worker = self._idle_or_new()
        was_used = worker.has_read
        reading = self._read_by(worker, name, content)
        if reading is None or (was_used and _was_too_large(reading)):
            reading = self._read_by(self._start(), name, content)
        return reading or not_read("broken")

    def _read_by(self, worker: "_Worker", name: str, content: bytes) -> Reading | None:
        reading = worker.read(name, content)
        if worker.is_usable:
            self._idle.append(worker)
        else:
            worker.end()
        return reading

    def _idle_or_new(self) -> "_Worker":
        try:
            return self._idle.pop()
        except IndexError:  # not asked beforehand: threads share the list
            return self._start()


class _Worker:
    """One worker process, for one thread at a time."""

    def __init__(self, function: str, memory_mb: int, seconds: float) -> None:
        self._seconds = seconds
        self.has_read = False
        self._ran_out = False
        self._ended = False
        arguments = ["-P", "-B", "-X", "utf8", "-m", "extraction.child"]
        self._process = subprocess.Popen(  # noqa: S603 - our own program, fixed arguments
            [sys.executable, *arguments, function, str(memory_mb), str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
        )
        if self._within(_START_SECONDS, lambda: self._answers.read(1)) != READY:
            self.end()
            raise Transient("the process that reads documents does not start")

    @property
    def is_usable(self) -> bool:
        """Whether it may be given another document."""
        return not self._ended

    @property
    def _answers(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout

    def read(self, name: str, content: bytes) -> Reading | None:
        """Return the reading, null when the process ended without one and not for lack of time."""
        self.has_read = True
        answer = self._within(self._seconds, lambda: self._exchange(name, content))
        reading = _checked(answer) if answer is not None else None
        if reading is None and self._ran_out:
            reading = not_read("too_slow")
        # Memory once full stays in pieces: the next document would run out sooner.
        self._ended = reading is None or self._ran_out or _was_too_large(reading)
        return reading

    def end(self) -> None:
        """Kill the process; it holds nothing that is worth waiting for."""
        self._ended = True
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _close(pipe)

    def _exchange(self, name: str, content: bytes) -> bytes | None:
        requests = self._process.stdin
        assert requests is not None
        named = name.encode(errors="replace")
        try:
            requests.write(REQUEST.pack(len(named), len(content)) + named)
            requests.write(content)
            requests.flush()
        except OSError:
            return None
        header = self._answers.read(ANSWER.size)
        if len(header) < ANSWER.size:
            return None
        (size,) = ANSWER.unpack(header)
        return self._answers.read(size) if size <= _LARGEST_ANSWER else None

    def _within(self, seconds: float, act: Callable[[], bytes | None]) -> bytes | None:
        """Do `act`, which waits for the process, and kill the process when it takes too long."""

        def run_out() -> None:
            self._ran_out = True
            self._process.kill()

        limit = threading.Timer(seconds, run_out)
        limit.daemon = True
        limit.start()
        try:
            return act()
        finally:
            limit.cancel()
            limit.join()


def _was_too_large(reading: Reading) -> bool:
    return "too_large" in {reading.problem, *(each.problem for each in reading.attachments)}


def _checked(answer: bytes) -> Reading | None:
    """Return the reading, null when it is none: a process that read hostile bytes is not trusted."""
    try:
        reading = _READINGS.validate_json(answer)
    except ValidationError:
        return None
    if (reading.text is None) != (reading.problem in PROBLEMS):
        return None
    problems = {each.problem for each in reading.attachments} - {None}
    return reading if problems <= PROBLEMS and _fits(reading) else None


def _fits(reading: Reading) -> bool:
    """Tell whether every offset lies in the text, and every page is one."""
    unread = (
        *reading.unread_pages,
        *(n for each in reading.attachments for n in each.unread_pages),
    )
    if min(unread, default=1) < 1 or max(reading.unread_pages, default=1) > len(reading.pages):
        return False
    end = len(reading.text or "")
    offsets = [*reading.pages, 0 if reading.own_end is None else reading.own_end]
    return all(0 <= each <= end for each in offsets) and all(
        0 <= start <= stop <= end
        for start, stop in (
            *((each.start, each.end) for each in reading.attachments),
            *reading.recognised,
        )
    )


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was not yet sent to a dead process


def _environment() -> dict[str, str]:
    """Return what a worker may know: where to find code, and no secrets of ours."""
    root = str(Path(__file__).resolve().parents[1])
    return {"PYTHONPATH": os.pathsep.join([*filter(None, sys.path), root])}
