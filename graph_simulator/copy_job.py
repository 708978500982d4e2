from dataclasses import dataclass
from typing import Literal

from graph_simulator.callers import Caller
from graph_simulator.model import Json


@dataclass(slots=True)
class CopyJob:
    """One copy under way; `faults` are the options of those that struck, by kind."""

    id: str
    source_id: str
    target_id: str
    name: str
    history: bool
    conflict: str
    caller: Caller
    faults: dict[str, Json]
    polls_until_made: int
    polls_until_told: int
    children_only: bool = False
    status: Literal["inProgress", "completed", "failed"] = "inProgress"
    made_id: str | None = None
    error: Json | None = None
    polls: int = 0
