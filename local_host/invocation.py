"""One run of one function."""

import asyncio
import inspect
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import azure.functions as func
from azure.functions.queue import QueueMessage

from local_host.bindings import RETURN_VALUE, HostedFunction, QueueOutput
from local_host.queues import Message, Queues

log = logging.getLogger(__name__)


class OutputValue(func.Out[Any]):
    """What a function gets for an output binding; holds the last value that was set."""

    def __init__(self) -> None:
        self._value: Any = None

    def set(self, val: Any) -> None:
        """Hold the value; it is sent when the function has succeeded."""
        self._value = val

    def get(self) -> Any:
        """Return the value, None as long as none was set."""
        return self._value


class Invocations:
    """Runs functions, counts those that run, and sends what they set on their outputs."""

    def __init__(
        self, queues: Queues, *, timeout: timedelta | None, on_change: Callable[[], None]
    ) -> None:
        self._queues = queues
        self._timeout = timeout
        self._on_change = on_change
        self.running: Counter[str] = Counter()

    async def invoke(self, function: HostedFunction, given: Any) -> Any:
        """Run the function with what triggered it, and return what it returned.

        Its messages are sent only when it succeeded, and before anybody hears that it did: a
        function that fails has sent nothing (azure-docs issue #71245; that an HTTP answer waits for
        them is believed). Raises what the function raised, TypeError for an output that is no
        message, and TimeoutError when an `async def` runs longer than `functionTimeout`. A plain
        `def` has its thread to the end: Azure ends the worker's process, which is not ours to end.
        """
        outputs = {o.argument: OutputValue() for o in function.outputs}
        arguments = {name: value for name, value in outputs.items() if name != RETURN_VALUE}
        with self._counted(function.name):
            result = await self._call(function, {function.trigger.argument: given, **arguments})
            if RETURN_VALUE in outputs:
                outputs[RETURN_VALUE].set(result)
            messages = [
                (output.queue, body)
                for output in function.outputs
                for body in _bodies(function.name, output, outputs[output.argument].get())
            ]
            for queue, body in messages:
                await self._queues.put(queue, body)
        return result

    async def _call(self, function: HostedFunction, arguments: dict[str, Any]) -> Any:
        if not inspect.iscoroutinefunction(function.call):
            return await asyncio.to_thread(function.call, **arguments)
        seconds = None if self._timeout is None else self._timeout.total_seconds()
        async with asyncio.timeout(seconds):
            return await function.call(**arguments)

    @contextmanager
    def _counted(self, name: str) -> Iterator[None]:
        self.running[name] += 1
        self._on_change()
        try:
            yield
        finally:
            self.running[name] -= 1
            self.running += Counter()  # drops the names at zero
            self._on_change()


def queue_message(message: Message) -> QueueMessage:
    """Return the message as the worker hands it to a function, dequeue count included."""
    return QueueMessage(
        id=message.id,
        body=message.body,
        dequeue_count=message.dequeue_count,
        insertion_time=message.inserted_at,
        expiration_time=message.expires_at,
        time_next_visible=message.visible_at,
        pop_receipt=message.receipt,
    )


def _bodies(function: str, output: QueueOutput, value: Any) -> list[str | bytes]:
    """Return the messages that a value stands for: none, one, or one for each of a list.

    The kinds are those of azure-functions' QueueMessageOutConverter; a list of bytes is none of
    them.
    """
    if value is None:
        return []
    if isinstance(value, (str, bytes)):
        return [value]
    if isinstance(value, func.QueueMessage):
        return [value.get_body()]
    if isinstance(value, (list, tuple)):
        if all(isinstance(element, (str, func.QueueMessage)) for element in value):
            return [e if isinstance(e, str) else e.get_body() for e in value]
        value = next(e for e in value if not isinstance(e, (str, func.QueueMessage)))
    raise TypeError(
        f"Function {function} set a {type(value).__name__} on {output.argument!r}, which cannot be"
        f" a message for queue {output.queue}"
    )
