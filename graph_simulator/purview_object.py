from dataclasses import dataclass
from datetime import datetime

from graph_simulator.model import Actor, Json


@dataclass(slots=True)
class Administered:
    """A label's definition, an event or an event type as it was told, and who told it when."""

    id: str
    told: Json
    created_by: Actor
    created_at: datetime
    modified_by: Actor
    modified_at: datetime
