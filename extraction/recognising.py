"""Text recognised from pictures (OCR) by tesseract, a program beside ours, with its Dutch.

It runs inside the process that reads documents and has that one's bounds of memory and time.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from extraction.reading import NotReadError

LANGUAGE: Final = "nld"
_LEAST_SURE: Final = 60.0  # per cent, of a page on average; below it stand shapes taken for letters
_PLACES: Final = f"/usr/local/bin{os.pathsep}{os.defpath}"
# One thread: several documents are read beside each other already.
_ENVIRONMENT: Final = {"OMP_THREAD_LIMIT": "1"}
_A_WORD: Final = "5"  # the level of its lines in tesseract's table


class _Word(NamedTuple):
    paragraph: tuple[str, str]
    line: str
    sure: float
    text: str


def program() -> str | None:
    """Return where tesseract is, null where it is not, or has no Dutch."""
    return _program_in(_PLACES)


@lru_cache
def _program_in(places: str) -> str | None:
    found = shutil.which("tesseract", path=places)
    return found if found and LANGUAGE in _told(found, "--list-langs").split() else None


@lru_cache(maxsize=1)
def reader() -> str:
    """Return what recognises text here, with its version."""
    found = program()
    first, *_ = _told(found, "--version").splitlines() if found else ["no tesseract"]
    return f"{first} {LANGUAGE}"


def recognised(picture: bytes) -> str:
    """Return the text on a picture (PNM), empty where it shows none.

    Raises `NotReadError`: `broken` for what tesseract cannot open, `too_large` when it falls over.
    """
    found = program()
    if found is None:
        raise NotReadError("no_text_layer")
    done = subprocess.run(  # noqa: S603 - a fixed program and arguments; the picture comes by pipe
        [found, "stdin", "stdout", "-l", LANGUAGE, "tsv"],
        input=picture,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_ENVIRONMENT,
        check=False,
    )
    if done.returncode:
        raise NotReadError("too_large" if done.returncode < 0 else "broken")
    return _text(list(_words(done.stdout.decode("utf-8", "replace"))))


def _words(table: str) -> Iterator[_Word]:
    for row in table.splitlines():
        level, _, block, paragraph, line, *rest = row.split("\t", 11)
        if level == _A_WORD and rest[-1].strip():
            yield _Word((block, paragraph), line, float(rest[-2]), rest[-1].strip())


def _text(words: list[_Word]) -> str:
    letters = sum(len(word.text) for word in words)
    if sum(word.sure * len(word.text) for word in words) < _LEAST_SURE * letters:
        return ""
    return "\n\n".join(
        "\n".join(
            " ".join(word.text for word in line)
            for _, line in groupby(paragraph, key=lambda word: word.line)
        )
        for _, paragraph in groupby(words, key=lambda word: word.paragraph)
    )


def _told(found: str, question: str) -> str:
    asked = [found, question]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603
