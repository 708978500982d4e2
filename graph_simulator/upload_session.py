from dataclasses import dataclass, field
from datetime import datetime

from graph_simulator.model import Actor, Content


@dataclass(slots=True)
class UploadSession:
    """A file that is being uploaded in fragments, to a new name or to an item that is there."""

    id: str
    drive_id: str
    item_id: str | None
    parent_id: str | None
    name: str
    conflict: str
    defer_commit: bool
    by: Actor
    expires_at: datetime
    size: int | None = None
    fragments: list[Content] = field(default_factory=list)

    @property
    def received(self) -> int:
        """How many bytes came in."""
        return sum(one.size for one in self.fragments)

    @property
    def is_whole(self) -> bool:
        """Whether all of it came in."""
        return self.size is not None and self.received == self.size
