"""The anchor: the seals' hashes outside the database, in a file that only grows."""

import json
from pathlib import Path
from typing import Any


class AnchorFile:
    """An append-only file of seals, one JSON object a line: `{"at", "seq", "hash"}`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def anchored(self) -> dict[int, str]:
        """Return the hash of every anchored seal by its place; empty while there is no file."""
        if not self._path.exists():
            return {}
        lines = self._path.read_text(encoding="utf-8").splitlines()
        return {seal["seq"]: seal["hash"] for seal in map(json.loads, lines)}

    def add(self, seals: dict[int, dict[str, Any]]) -> None:
        """Append the seals that are not anchored yet."""
        known = self.anchored()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            for seq, seal in sorted(seals.items()):
                if seq not in known:
                    file.write(json.dumps({**seal, "seq": seq}, sort_keys=True) + "\n")
