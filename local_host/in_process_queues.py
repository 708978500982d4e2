"""Queues inside the process, that end with it. Times come from the clock that was given."""

import uuid
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from local_host.queues import (
    READ_LEASE,
    TIME_TO_LIVE,
    Depth,
    Message,
    Queues,
    poison_queue_of,
)


@dataclass(slots=True)
class _Queue:
    waiting: list[Message] = field(default_factory=list)
    taken: dict[str, Message] = field(default_factory=dict)


class InProcessQueues(Queues):
    """Named queues that exist as soon as they are named. For one event loop, not for threads.

    Bodies are kept as they are, so a wrong `messageEncoding` is not found here.
    """

    def __init__(
        self, clock: Callable[[], datetime], *, visibility_timeout: timedelta = timedelta(0)
    ) -> None:
        self._clock = clock
        self._visibility_timeout = visibility_timeout
        self._queues: dict[str, _Queue] = {}

    async def open(self, names: Iterable[str]) -> None:
        """Make the queues known, empty, if they are not."""
        for name in names:
            self._queues.setdefault(name, _Queue())

    async def close(self) -> None:
        """Do nothing: the messages can still be read."""

    async def put(self, queue: str, body: str | bytes) -> None:
        """Add a message that can be taken at once."""
        now = self._clock()
        content = body.encode() if isinstance(body, str) else bytes(body)
        message = Message(str(uuid.uuid4()), content, now, now + TIME_TO_LIVE, now)
        self._of(queue).waiting.append(message)

    async def take(self, queue: str, at_most: int) -> list[Message]:
        """Take up to `at_most` visible messages, oldest first; each counts one dequeue more."""
        of = self._of(queue)
        chosen = list(await self.visible(queue))[:at_most]
        for message in chosen:
            message.dequeue_count += 1
            message.receipt = f"{message.id}:{message.dequeue_count}"
            message.visible_at = self._clock() + READ_LEASE
            of.waiting.remove(message)
            of.taken[message.id] = message
        return chosen

    @asynccontextmanager
    async def holding(self, queue: str, message: Message) -> AsyncGenerator[None]:  # noqa: ARG002
        """Do nothing: what was taken stays away until it is said where it goes."""
        yield

    async def delete(self, queue: str, message: Message) -> None:
        """Forget a taken message: its function succeeded."""
        del self._queues[queue].taken[message.id]

    async def give_back(self, queue: str, message: Message) -> None:
        """Make a taken message visible at once: the host stopped before its function ended."""
        self._wait(queue, message, self._clock())

    async def put_off(self, queue: str, message: Message) -> None:
        """Make a taken message visible after the visibility timeout."""
        self._wait(queue, message, self._clock() + self._visibility_timeout)

    async def bury(self, queue: str, message: Message) -> str | None:
        """Move a taken message to the poison queue, as a new one; see `Queues.bury`."""
        poison = poison_queue_of(queue)
        if poison is None:
            self._wait(queue, message, message.visible_at)
        else:
            await self.put(poison, message.body)
            await self.delete(queue, message)
        return poison

    def being_processed(self, queue: str) -> int:
        """Return how many messages of the queue are taken."""
        return len(self._of(queue).taken)

    def worth_a_look(self, queue: str) -> bool:
        """Return whether there is a message to take."""
        left = self.seconds_to_next_look(queue)
        return left is not None and left <= 0

    def look_again(self, queue: str | None = None) -> None:
        """Do nothing: what is here is known."""

    def seconds_to_next_look(self, queue: str) -> float | None:
        """Return in how many seconds of the clock the first waiting message is visible."""
        moments = [m.visible_at for m in self._of(queue).waiting]
        return (min(moments) - self._clock()).total_seconds() if moments else None

    async def visible(self, queue: str) -> tuple[Message, ...]:
        """Return the messages that can be taken now, oldest first, without taking them."""
        now = self._clock()
        return tuple(m for m in self._of(queue).waiting if m.visible_at <= now)

    def messages(self, queue: str) -> tuple[Message, ...]:
        """Return the messages that are not taken, visible or not, in the order they will be."""
        return tuple(sorted(self._of(queue).waiting, key=lambda m: m.visible_at))

    async def depths(self) -> dict[str, Depth]:
        """Return each queue's depth, by name; what is being processed is invisible, as in Azure."""
        depths = {}
        for name, of in sorted(self._queues.items()):
            visible = len(await self.visible(name))
            depths[name] = Depth(visible, len(of.waiting) - visible + len(of.taken))
        return depths

    def _of(self, queue: str) -> _Queue:
        return self._queues.setdefault(queue, _Queue())

    def _wait(self, queue: str, message: Message, visible_at: datetime) -> None:
        del self._queues[queue].taken[message.id]
        message.visible_at = visible_at
        self._queues[queue].waiting.append(message)
