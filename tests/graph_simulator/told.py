"""What came of many requests: how often each operation was answered with what."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_simulator.operations import OPERATIONS


@dataclass
class Told:
    """The account of all that was asked; `broken` are those answered with 500, or not at all."""

    asked: int = 0
    modelled: int = 0
    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    broken: list[str] = field(default_factory=list)

    def rarely(self, least: int) -> list[str]:
        """The operations that were carried out less often."""
        return [one.name for one in OPERATIONS if self.done(one.name) < least]

    def done(self, operation: str) -> int:
        """How often it was answered with what is asked for; a redirect is how content answers."""
        return sum(
            count for status, count in self.statuses[operation].items() if 200 <= status < 303
        )

    def table(self) -> Iterator[str]:
        """A line for each operation: how often with which kind of answer."""
        for name, found in sorted(self.statuses.items()):
            told = ", ".join(f"{status}: {count}" for status, count in sorted(found.items()))
            yield f"{name:32} {sum(found.values()):6}   {told}"
