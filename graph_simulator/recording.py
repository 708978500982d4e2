"""A recording of what was answered: each operation and shape once, for whoever wants to check it.

The simulator does not check itself: it has no schema to check with, and a check of every answer
would cost more than the answers. Lists in what is written down hold one element of each shape.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph_simulator.model import Json

Shape = tuple[Any, ...]


class Recording:
    """Lines of JSON in a file of this process's own: new shapes of answers, and who called what."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / f"{os.getpid()}.jsonl"
        self._seen: set[tuple[Any, ...]] = set()
        self.caller = ""
        """For whom the calls are, as the last reset said."""

    def note(
        self, operation: str, status: int, asked: tuple[str, str, Mapping[str, str]], body: Any
    ) -> None:
        """Write the answer down unless one of its shape was; `asked`: method, path and query."""
        if self._is_new(operation, self.caller):
            self._write({"operation": operation, "caller": self.caller})
        method, path, query = asked
        shape, short = condensed(body)
        if self._is_new(operation, status, query.get("select"), query.get("expand"), shape):
            self._write(
                {
                    "operation": operation,
                    "method": method,
                    "path": path,
                    "query": dict(query),
                    "status": status,
                    "body": short,
                }
            )

    def _is_new(self, *key: Any) -> bool:
        new = key not in self._seen
        self._seen.add(key)
        return new

    def _write(self, line: Json) -> None:
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def condensed(value: Any) -> tuple[Shape, Any]:
    """The shape of a JSON value (names and types), and the value with one of each shape in lists."""
    if isinstance(value, dict):
        parts = {name: condensed(one) for name, one in value.items()}
        shape = tuple(sorted((name, part[0]) for name, part in parts.items()))
        return ("object", shape), {name: part[1] for name, part in parts.items()}
    if isinstance(value, list):
        shapes = dict(condensed(one) for one in reversed(value))
        return ("list", *sorted(shapes, key=repr)), list(shapes.values())
    return (type(value).__name__,), value
