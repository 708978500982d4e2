"""The program of a worker process: reads documents from standard input, one after the other.

A request is the lengths of name and content (two 8-byte numbers), the name in UTF-8, the content.
An answer is the length of what follows (8 bytes) and a `Reading` as JSON. `READY` comes first.
"""

import importlib
import json
import logging
import math
import os
import resource
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import BinaryIO, Final

from extraction.reading import OutOfTime, not_read
from records.documents import Reading

READY: Final = b"R"
REQUEST: Final = struct.Struct(">QQ")
ANSWER: Final = struct.Struct(">Q")

# After this share of its time a mail is given without the attachments that were not yet read.
_SHARE: Final = 0.7


def serve(read: Callable[[str, bytes], Reading], memory_mb: int, seconds: float) -> None:
    """Answer requests until standard input ends, within `memory_mb` and `seconds` per document."""
    answers = os.fdopen(os.dup(1), "wb")
    _silence()
    _limit(memory_mb)
    signal.signal(signal.SIGALRM, _out_of_time)
    answers.write(READY)
    answers.flush()
    requests = sys.stdin.buffer
    while header := requests.read(REQUEST.size):
        _limit_processor(seconds)
        answer = _answer(read, requests, *REQUEST.unpack(header), seconds=seconds * _SHARE)
        answers.write(ANSWER.pack(len(answer)) + answer)
        answers.flush()


def _answer(
    read: Callable[[str, bytes], Reading],
    requests: BinaryIO,
    name_size: int,
    content_size: int,
    *,
    seconds: float,
) -> bytes:
    try:
        name = requests.read(name_size).decode()
        content = requests.read(content_size)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            reading = read(name, content)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return json.dumps(asdict(reading), ensure_ascii=False).encode()
    except MemoryError:
        return json.dumps(asdict(not_read("too_large"))).encode()
    except OutOfTime:
        return json.dumps(asdict(not_read("too_slow"))).encode()


def _out_of_time(*_: object) -> None:
    raise OutOfTime


def _silence() -> None:
    """Let nothing be printed or logged: between answers it would be noise, and it tells content."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    logging.disable()


def _limit(memory_mb: int) -> None:
    """Bound memory; write no files and leave no core dump, both of which hold documents."""
    memory = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor(seconds: float) -> None:
    """Bound the processor time of one document: a worker whose parent is gone ends by itself."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def main(arguments: list[str]) -> None:
    """Serve with the function named `module:function`, the megabytes and the seconds given."""
    named, memory_mb, seconds = arguments
    module, _, function = named.partition(":")
    serve(getattr(importlib.import_module(module), function), int(memory_mb), float(seconds))


if __name__ == "__main__":
    main(sys.argv[1:])
