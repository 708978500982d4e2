from dataclasses import dataclass
from datetime import datetime

from graph_simulator.model import Actor, Json


@dataclass(slots=True)
class Message:
    """A message in a channel."""

    id: str
    team_id: str
    channel_id: str
    by: Actor
    at: datetime
    content_type: str
    content: str
    attachments: list[Json]
    subject: str | None = None
