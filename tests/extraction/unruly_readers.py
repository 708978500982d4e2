"""What a worker process can be made to do instead of reading. No test but these uses them."""

import os
import signal
from dataclasses import replace
from pathlib import Path

from extraction.composing import Composer
from extraction.reading import Content, Format, Inside
from records.documents import Attachment, Reading


def _reading(text: str) -> Reading:
    return Reading(text=text, pages=(0,), problem=None, reader="unruly")


def _told(content: bytes) -> Reading:
    return _reading(content.decode())


def loops(name: str, content: bytes) -> Reading:
    """Loop as a library in C does: no signal is looked at."""
    if name == "bad.txt":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    while name == "bad.txt":
        pass
    return _told(content)


def dies(name: str, content: bytes) -> Reading:
    if name == "bad.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    return _told(content)


def fills_memory(name: str, content: bytes) -> Reading:
    hoard = []
    while name == "bad.txt":
        hoard.append(bytes(10_000_000))
    return _told(content)


_LEFT: list[bytes] = []


def leaves_something(name: str, content: bytes) -> Reading:
    """Take memory for each document and keep it, as a library with a leak does."""
    _LEFT.append(bytes(60_000_000))
    return _told(content)


def answers_nonsense(name: str, content: bytes) -> Reading:
    if name == "bad.txt":
        return Reading(text=None, pages=(0,), problem="a code nobody knows", reader="unruly")
    return _told(content)


def answers_outside_its_text(name: str, content: bytes) -> Reading:
    outside = Attachment("a", (), 0, 100, None)
    return Reading(text="x", pages=(0,), problem=None, reader="unruly", attachments=(outside,))


def answers_a_page_beyond_the_last(name: str, content: bytes) -> Reading:
    return replace(_told(content), unread_pages=(2,))


def answers_a_page_before_the_first(name: str, content: bytes) -> Reading:
    attached = Attachment("a", (), 0, 0, None, unread_pages=(0,))
    return replace(_told(content), attachments=(attached,))


def attaches_a_loop(name: str, content: bytes) -> Reading:
    def read(inside: Inside, content: bytes) -> tuple[Content, Format, str]:
        while inside.name == "eindeloos":
            pass
        return Content(pages=["gelezen"]), "txt", "unruly"

    inside = [Inside(each, lambda: b"x") for each in ("eindeloos", "erna")]
    mail = Content(pages=["eigen woorden"], inside=inside)
    return Composer(read).reading(mail, "eml", "unruly", content)


def prints(name: str, content: bytes) -> Reading:
    os.write(1, b"a library says something")
    return _told(content)


def tells_its_process(name: str, content: bytes) -> Reading:
    return _reading(str(os.getpid()))


def tells_its_environment(name: str, content: bytes) -> Reading:
    return _reading(" ".join(sorted(os.environ)))


def writes_a_file(name: str, content: bytes) -> Reading:
    try:
        Path(content.decode()).write_text("a piece of the document")
    except OSError:
        return _reading("refused")
    return _reading("written")
