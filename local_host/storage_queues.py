"""Queues in Azure Storage, or in an emulator of it such as Azurite."""

import asyncio
import logging
import math
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from azure.core.exceptions import (
    AzureError,
    HttpResponseError,
    ResourceExistsError,
    ResourceNotFoundError,
)
from azure.storage.queue import StorageErrorCode
from azure.storage.queue.aio import QueueClient, QueueServiceClient

from local_host.encoding import Encoding
from local_host.host_settings import QueueSettings
from local_host.polling import Polling
from local_host.queues import Depth, Message, Queues, poison_queue_of

log = logging.getLogger(__name__)

# Old enough for any emulator somebody has, new enough for everything that is asked here.
API_VERSION = "2021-12-02"
MOST_AT_ONCE = 32  # learn.microsoft.com, "Get Messages" and "Peek Messages"
LOST = {StorageErrorCode.MESSAGE_NOT_FOUND, StorageErrorCode.POP_RECEIPT_MISMATCH}


class WrongStorageError(ValueError):
    """This is no value for AzureWebJobsStorage; it is not repeated, for it may hold a key."""


class StorageQueues(Queues):
    """The queues of one storage account, as the Functions host works with them.

    A queue is polled, ever less often while it is empty, and at once when this host has put a
    message on it. A message that is taken stays away for `read_lease`, prolonged while it is held,
    so that one of a host that was killed comes back. The moments are the storage's own; only what
    this host puts off comes back when `clock` says so, in case that was moved by hand. Raises
    WrongStorageError for a connection string that is none.
    """

    def __init__(
        self,
        connection_string: str,
        settings: QueueSettings,
        *,
        clock: Callable[[], datetime],
        read_lease: timedelta,
    ) -> None:
        self._connection_string = connection_string
        self._clock = clock
        self._encoding = Encoding(settings.message_encoding)
        self._visibility_timeout = settings.visibility_timeout
        self._read_lease = read_lease
        self._polling = Polling(settings.max_polling_interval, clock)
        self._taken: defaultdict[str, set[str]] = defaultdict(set)
        self._put_off: defaultdict[str, dict[str, Message]] = defaultdict(dict)
        self._names: set[str] = set()
        self._client: QueueServiceClient | None = None
        try:  # without a request: a wrong text is heard of here, not when the host starts
            self._new_client()
        except ValueError as wrong:
            raise WrongStorageError(
                "AzureWebJobsStorage has to be in-process, UseDevelopmentStorage=true or a"
                " connection string"
            ) from wrong

    async def open(self, names: Iterable[str]) -> None:
        """Make the queues exist. Raises ConnectionError when the storage is away or refuses."""
        for name in names:
            self._names.add(name)
            try:
                await self._create(name, retry_total=0)
            except AzureError as error:
                raise ConnectionError(
                    f"the queue storage at {self._service().url} gives no queue {name}: {_first_line(error)}"
                ) from error
        self._polling.look_again()

    async def close(self) -> None:
        """Close the connections; what comes after opens them again."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def put(self, queue: str, body: str | bytes) -> None:
        """Add a message that can be taken at once, encoded as host.json says.

        Raises ValueError for bytes that are no text where messages are not base64, AzureError
        when the storage does not take it.
        """
        await self._send(queue, self._encoding.text_of(body))

    async def take(self, queue: str, at_most: int) -> list[Message]:
        """Take up to `at_most` visible messages; none when the storage cannot be reached now."""
        try:
            await self._release_what_is_due(queue)
            pages = (
                self._queue(queue)
                .receive_messages(
                    messages_per_page=min(at_most, MOST_AT_ONCE),
                    visibility_timeout=_seconds(self._read_lease),
                )
                .by_page()
            )
            # One request: to go through all pages is to ask again until the queue is empty.
            page = await anext(pages, None)
            taken = (
                []
                if page is None
                else [self._encoding.message(m, self._clock()) async for m in page]
            )
        except AzureError as error:
            log.warning("Queue %s cannot be read now: %s", queue, _first_line(error))
            taken = []
        self._polling.looked(queue, found=bool(taken))
        self._taken[queue].update(message.id for message in taken)
        return taken

    @asynccontextmanager
    async def holding(self, queue: str, message: Message) -> AsyncGenerator[None]:
        """Prolong the read lease, each time when half of it is over, while the context lasts."""
        over = asyncio.Event()
        keeper = asyncio.create_task(self._prolong_until(over, queue, message))
        try:
            yield
        finally:
            # Ended, not cancelled: with an answer that got lost the receipt would be lost too.
            over.set()
            await keeper

    async def delete(self, queue: str, message: Message) -> None:
        """Forget a taken message: its function succeeded."""
        client = self._queue(queue)
        await self._done(queue, message, client.delete_message(message.id, message.receipt))

    async def give_back(self, queue: str, message: Message) -> None:
        """Make a taken message visible at once: the host stopped before its function ended."""
        await self._done(queue, message, self._hide(queue, message, timedelta(0)))

    async def put_off(self, queue: str, message: Message) -> None:
        """Make a taken message visible after host.json's visibility timeout."""
        await self._done(queue, message, self._hide(queue, message, self._visibility_timeout))
        self._remember(queue, message, self._visibility_timeout)

    async def bury(self, queue: str, message: Message) -> str | None:
        """Move a taken message to the poison queue; see `Queues.bury`."""
        poison = poison_queue_of(queue)
        if poison is None:
            self._taken[queue].discard(message.id)
            self._remember(queue, message, self._read_lease)
            return None
        text = self._encoding.text_again(message)

        async def move() -> None:
            await self._send(poison, text)
            await self._queue(queue).delete_message(message.id, message.receipt)

        await self._done(queue, message, move())
        return poison

    def being_processed(self, queue: str) -> int:
        """Return how many messages of the queue this host has taken."""
        return len(self._taken[queue])

    def worth_a_look(self, queue: str) -> bool:
        """Return whether it is time to poll the queue."""
        left = self.seconds_to_next_look(queue)
        return left is not None and left <= 0

    def look_again(self, queue: str | None = None) -> None:
        """Poll the queue, or each, at the next opportunity."""
        self._polling.look_again(queue)

    def seconds_to_next_look(self, queue: str) -> float | None:
        """Return in how many seconds the queue is polled, or a message comes back to it."""
        return self._polling.seconds_left(
            queue, (message.visible_at for message in self._put_off[queue].values())
        )

    async def visible(self, queue: str) -> tuple[Message, ...]:
        """Return the messages that can be taken now, 32 at most, without taking them."""
        await self._release_what_is_due(queue)
        try:
            seen = await self._queue(queue).peek_messages(max_messages=MOST_AT_ONCE)
        except ResourceNotFoundError:
            return ()
        return tuple(self._encoding.message(message, self._clock()) for message in seen)

    async def depths(self) -> dict[str, Depth]:
        """Return each queue's depth. More than 32 visible messages count as 32 visible ones."""
        depths = {}
        for name in sorted(self._names):
            visible = len(await self.visible(name))
            about = await self._queue(name).get_queue_properties()
            depths[name] = Depth(visible, max(0, (about.approximate_message_count or 0) - visible))
        return depths

    async def _send(self, queue: str, text: str) -> None:
        self._names.add(queue)
        try:
            await self._queue(queue).send_message(text)
        except ResourceNotFoundError:
            await self._create(queue)
            await self._queue(queue).send_message(text)
        self._polling.look_again(queue)

    async def _create(self, queue: str, **options: Any) -> None:
        with suppress(ResourceExistsError):
            await self._queue(queue).create_queue(**options)

    async def _done(self, queue: str, message: Message, act: Awaitable[None]) -> None:
        """Do the last thing with a taken message; where it fails the read lease decides."""
        try:
            await act
        except AzureError as error:
            why = _first_line(error)
            log.warning("Queue %s: %s comes back after its lease: %s", queue, message.id, why)
        self._taken[queue].discard(message.id)

    async def _hide(self, queue: str, message: Message, how_long: timedelta) -> None:
        # By id: with the message itself its content would be sent again, and encoded again.
        updated = await self._queue(queue).update_message(
            message.id, message.receipt, visibility_timeout=_seconds(how_long)
        )
        message.receipt = str(updated.pop_receipt)
        if not how_long:
            self._polling.look_again(queue)

    async def _prolong_until(self, over: asyncio.Event, queue: str, message: Message) -> None:
        half = self._read_lease.total_seconds() / 2
        pause = half
        while not await _happens_within(over, pause):
            try:
                await self._hide(queue, message, self._read_lease)
            except AzureError as error:
                if getattr(error, "error_code", None) in LOST:
                    log.warning("Queue %s: message %s was taken by another", queue, message.id)
                    return
                log.warning("Queue %s: %s is not prolonged: %s", queue, message.id, error)
                pause = max(pause / 2, 0.5)
            else:
                log.debug("Queue %s: the lease of message %s is prolonged", queue, message.id)
                pause = half

    def _remember(self, queue: str, message: Message, how_long: timedelta) -> None:
        if how_long:
            message.visible_at = self._clock() + how_long
            self._put_off[queue][message.id] = message

    async def _release_what_is_due(self, queue: str) -> None:
        """Bring back what was put off until now, if the storage did not do so by itself."""
        put_off, now = self._put_off[queue], self._clock()
        for message in [m for m in put_off.values() if m.visible_at <= now]:
            del put_off[message.id]
            with suppress(HttpResponseError):  # taken already, by this host or another
                await self._hide(queue, message, timedelta(0))

    def _queue(self, name: str) -> QueueClient:
        return self._service().get_queue_client(name)

    def _service(self) -> QueueServiceClient:
        if self._client is None:
            self._client = self._new_client()
        return self._client

    def _new_client(self) -> QueueServiceClient:
        return QueueServiceClient.from_connection_string(
            self._connection_string,
            api_version=API_VERSION,
            # The SDK's own: 15 seconds and more, longer than anybody waits for a host to start.
            retry_total=2,
            initial_backoff=0,
            increment_base=2,
            random_jitter_range=0,
        )


async def _happens_within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False


def _seconds(length: timedelta) -> int:
    """Return whole seconds, which is what the storage takes, never fewer than asked."""
    return math.ceil(length.total_seconds())


def _first_line(error: AzureError) -> str:
    return str(error).partition("\n")[0]
