"""What a host asks of its queues, wherever they lie: in this process, or in Azure Storage.

What the queue trigger does with a message was read in Microsoft.Azure.WebJobs.Extensions.Storage
(`QueueListener`, `QueueProcessor`, `QueueServiceClientProvider`), for its pages leave much unsaid.
"""

from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

POISON_SUFFIX = "-poison"
# learn.microsoft.com, "Put Message": a message lives seven days unless said otherwise.
TIME_TO_LIVE = timedelta(days=7)
# How long a message that was read stays away when nobody deletes or releases it (`QueueListener`).
READ_LEASE = timedelta(minutes=10)


@dataclass(slots=True)
class Message:
    """One message. `dequeue_count` is how often it was taken, this time included.

    `receipt` is the proof of having taken it; `readable` is False for a message that is not
    encoded as host.json says, whose `body` then is its text as it lies there.
    """

    id: str
    body: bytes
    inserted_at: datetime
    expires_at: datetime
    visible_at: datetime
    dequeue_count: int = 0
    receipt: str = ""
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Depth:
    """How many messages of a queue can be taken now, and how many cannot (yet)."""

    visible: int
    invisible: int


class Queues(Protocol):
    """Named queues, for one event loop. They never wait for a message to come; `workers` does."""

    async def open(self, names: Iterable[str]) -> None:
        """Make the queues exist. Raises ConnectionError, in words, when their storage is away."""

    async def close(self) -> None:
        """Let go of what was opened; the messages stay where they are."""

    async def put(self, queue: str, body: str | bytes) -> None:
        """Add a message that can be taken at once. Raises ValueError for what cannot be one."""

    async def take(self, queue: str, at_most: int) -> list[Message]:
        """Take up to `at_most` visible messages; each counts one dequeue more."""

    def holding(self, queue: str, message: Message) -> AbstractAsyncContextManager[None]:
        """Keep a taken message invisible for as long as the context lasts."""

    async def delete(self, queue: str, message: Message) -> None:
        """Forget a taken message: its function succeeded."""

    async def give_back(self, queue: str, message: Message) -> None:
        """Make a taken message visible at once: the host stopped before its function ended."""

    async def put_off(self, queue: str, message: Message) -> None:
        """Make a taken message visible after host.json's visibility timeout."""

    async def bury(self, queue: str, message: Message) -> str | None:
        """Move a taken message to the poison queue, and return its name.

        A poison queue has no poison queue of its own: there the message stays away for what is
        left of its read lease, and None is returned.
        """

    def being_processed(self, queue: str) -> int:
        """Return how many messages of the queue are taken."""

    def worth_a_look(self, queue: str) -> bool:
        """Return whether to try to take now, or to wait."""

    def look_again(self, queue: str | None = None) -> None:
        """Make the queue, or each, worth a look: someone knows or suspects that there is more."""

    def seconds_to_next_look(self, queue: str) -> float | None:
        """Return in how many seconds the queue is worth a look by itself; None is never."""

    async def visible(self, queue: str) -> tuple[Message, ...]:
        """Return the messages that can be taken now, 32 at most, without taking them."""

    async def depths(self) -> dict[str, Depth]:
        """Return each queue's depth, by name; what is being processed is invisible."""


def poison_queue_of(queue: str) -> str | None:
    """Return where messages go that failed too often; None for a poison queue itself."""
    return None if queue.endswith(POISON_SUFFIX) else queue + POISON_SUFFIX
