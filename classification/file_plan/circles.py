"""Whether what leads on from a name comes back to it."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

Name = TypeVar("Name")


def reached(name: Name, leads_to: Mapping[Name, Iterable[Name]]) -> dict[Name, tuple[Name, ...]]:
    """Return all that is reached from `name`, each with the shortest way up to it.

    `name` itself is among it only where a way comes back to it.
    """
    ways: dict[Name, tuple[Name, ...]] = {}
    waiting: list[tuple[Name, ...]] = [(name,)]
    while waiting:
        way = waiting.pop(0)
        for onward in leads_to.get(way[-1], ()):
            if onward not in ways:
                ways[onward] = way
                waiting.append((*way, onward))
    return ways
