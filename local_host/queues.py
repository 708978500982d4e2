"""Storage queues inside the process: what Azure Queue Storage and the host's queue trigger do.

A message is visible, invisible until a moment, or taken (being processed). Times come from the
clock that was given. Nothing here waits or rings; `host` does that.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

POISON_SUFFIX = "-poison"
# learn.microsoft.com, "Put Message": a message lives seven days unless said otherwise.
TIME_TO_LIVE = timedelta(days=7)
# How long a message that was read stays away when nobody deletes or releases it
# (believed: the queue extension reads with ten minutes).
READ_LEASE = timedelta(minutes=10)


@dataclass(slots=True)
class Message:
    """One message. `dequeue_count` is how often it was taken, this time included."""

    id: str
    body: bytes
    inserted_at: datetime
    expires_at: datetime
    visible_at: datetime
    dequeue_count: int = 0


@dataclass(frozen=True, slots=True)
class Depth:
    """How many messages of a queue can be taken now, and how many cannot (yet)."""

    visible: int
    invisible: int


@dataclass(slots=True)
class _Queue:
    waiting: list[Message] = field(default_factory=list)
    taken: dict[str, Message] = field(default_factory=dict)


class InProcessQueues:
    """Named queues that exist as soon as they are named. For one event loop, not for threads."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        *,
        max_dequeue_count: int = 5,
        visibility_timeout: timedelta = timedelta(0),
    ) -> None:
        self._clock = clock
        self._max_dequeue_count = max_dequeue_count
        self._visibility_timeout = visibility_timeout
        self._queues: dict[str, _Queue] = {}

    def name(self, queue: str) -> None:
        """Make the queue known, empty, if it is not."""
        self._queues.setdefault(queue, _Queue())

    def put(self, queue: str, body: str | bytes) -> Message:
        """Add a message that can be taken at once, and return it."""
        now = self._clock()
        content = body.encode() if isinstance(body, str) else bytes(body)
        message = Message(str(uuid.uuid4()), content, now, now + TIME_TO_LIVE, now)
        self._queues.setdefault(queue, _Queue()).waiting.append(message)
        return message

    def take(self, queue: str, at_most: int) -> list[Message]:
        """Take up to `at_most` visible messages, oldest first; each counts one dequeue more."""
        of = self._queues.setdefault(queue, _Queue())
        now = self._clock()
        chosen = [m for m in of.waiting if m.visible_at <= now][:at_most]
        for message in chosen:
            message.dequeue_count += 1
            message.visible_at = now + READ_LEASE
            of.waiting.remove(message)
            of.taken[message.id] = message
        return chosen

    def delete(self, queue: str, message: Message) -> None:
        """Forget a taken message: its function succeeded."""
        del self._queues[queue].taken[message.id]

    def give_back(self, queue: str, message: Message) -> None:
        """Make a taken message visible at once: the host stopped before its function ended."""
        self._wait(queue, message, timedelta(0))

    def fail(self, queue: str, message: Message) -> str | None:
        """Put a taken message where a failed one belongs; return its poison queue if it went there.

        It becomes visible again after the visibility timeout, until it was tried often enough; then
        a copy, a new message, goes to the poison queue. A poison queue has no poison queue of its
        own: a message that fails there stays away for what is left of its read lease (believed,
        from `QueueProcessor` in Microsoft.Azure.WebJobs.Extensions.Storage.Queues).
        """
        if queue.endswith(POISON_SUFFIX):
            self._wait(queue, message, message.visible_at - self._clock())
            return None
        if message.dequeue_count < self._max_dequeue_count:
            self._wait(queue, message, self._visibility_timeout)
            return None
        self.delete(queue, message)
        self.put(queue + POISON_SUFFIX, message.body)
        return queue + POISON_SUFFIX

    def _wait(self, queue: str, message: Message, how_long: timedelta) -> None:
        del self._queues[queue].taken[message.id]
        message.visible_at = self._clock() + how_long
        self._queues[queue].waiting.append(message)

    def being_processed(self, queue: str) -> int:
        """Return how many messages of the queue are taken."""
        return len(self._queues.setdefault(queue, _Queue()).taken)

    def next_visible_at(self, queue: str) -> datetime | None:
        """Return when the first waiting message can be taken (possibly long ago), or None."""
        waiting = self._queues.setdefault(queue, _Queue()).waiting
        return min((m.visible_at for m in waiting), default=None)

    def messages(self, queue: str) -> tuple[Message, ...]:
        """Return the messages that are not taken, visible or not, in the order they will be."""
        of = self._queues.get(queue, _Queue())
        return tuple(sorted(of.waiting, key=lambda m: m.visible_at))

    def depths(self) -> dict[str, Depth]:
        """Return each queue's depth, by name; what is being processed is invisible, as in Azure."""
        now = self._clock()
        depths = {}
        for name, of in sorted(self._queues.items()):
            visible = sum(1 for m in of.waiting if m.visible_at <= now)
            depths[name] = Depth(visible, len(of.waiting) - visible + len(of.taken))
        return depths
