"""The anchor: the seals' hashes outside the database, in a file that only grows."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

Seals = Mapping[int, Mapping[str, Any]]


class AnchorError(Exception):
    """The anchor holds a line that is no seal: something else lies there."""


class AnchorFile:
    """An append-only file of seals, one JSON object a line: `{"at", "seq", "hash"}`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def anchored(self) -> dict[int, str]:
        """Return the hash of every anchored seal by its place; empty while there is no file."""
        if not self._path.exists():
            return {}
        return seals_in(self._path.read_bytes())

    def add(self, seals: Seals) -> list[int]:
        """Append the seals that are not anchored yet, and return their places."""
        added, lines = lines_to_add(seals, self.anchored())
        if added:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a+b") as file:
                file.write((b"" if _ends_whole(file) else b"\n") + lines)
        return added


def seals_in(content: bytes) -> dict[int, str]:
    """Return the hash of every seal in an anchor by its place; of two for one place the first.

    What only grows cannot be corrected: who adds another hash for a seal replaces nothing. A line
    that was cut short (the disk was full, the power went) anchors nothing; AnchorError where a line
    is whole and no seal.
    """
    found: dict[int, str] = {}
    for number, line in enumerate(content.split(b"\n"), start=1):
        try:
            seal = json.loads(line)
        except ValueError:
            continue
        try:
            found.setdefault(int(seal["seq"]), str(seal["hash"]))
        except (KeyError, TypeError, ValueError) as error:
            raise AnchorError(f"line {number} of the anchor is no seal") from error
    return found


def lines_to_add(seals: Seals, known: Mapping[int, str]) -> tuple[list[int], bytes]:
    """Return the places of the seals that are not known yet, and the lines that anchor them."""
    new = sorted(seq for seq in seals if seq not in known)
    lines = (json.dumps({**seals[seq], "seq": seq}, sort_keys=True) + "\n" for seq in new)
    return new, "".join(lines).encode("ascii")


def _ends_whole(file: IO[bytes]) -> bool:
    """Return whether the last line was written to its end."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 1))
    return file.read() in (b"", b"\n")
