"""What the checker can say: a broken promise, or that its input cannot be judged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class InputError(ValueError):
    """The tree, the calls or the anchors are not what the simulator gives; nothing was judged."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken promise, by its number in DESIGN.md.

    `document` is the lineage where one is concerned, else the chain or the place in the register.
    """

    promise: int
    document: str
    sentence: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """Return the violation as plain data, for JSON."""
        return {
            "promise": self.promise,
            "document": self.document,
            "sentence": self.sentence,
            "facts": dict(self.facts),
        }
