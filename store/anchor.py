"""The anchor on this machine: the seals' hashes outside the database, in a file that only grows."""

import os
from pathlib import Path
from typing import IO

from records.anchors import Seals, lines_to_add, seals_in


class AnchorFile:
    """An append-only file of seals."""

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


def _ends_whole(file: IO[bytes]) -> bool:
    """Return whether the last line was written to its end."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 1))
    return file.read() in (b"", b"\n")
