"""What goes on in the background of a host: a worker a queue function and a timer function."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from local_host.bindings import HostedFunction
from local_host.host_settings import QueueSettings
from local_host.invocation import Invocations, queue_message
from local_host.queues import InProcessQueues, Message
from local_host.timers import Timer

log = logging.getLogger(__name__)

# A clock may be moved by hand or run elsewhere, so a wait for a moment looks again this often.
SHORTEST_WAIT_SECONDS = 0.05
LONGEST_WAIT_SECONDS = 1.0


class Workers:
    """The workers of one host, and the runs they began.

    Everything that may give a worker something to do, or end something that is waited for, sets
    one event; whoever waits clears it, looks, and waits again. Between clearing and waiting nothing
    else runs, so no ring is missed.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        queues: InProcessQueues,
        invocations: Invocations,
        settings: QueueSettings,
        woken: asyncio.Event,
    ) -> None:
        self._clock = clock
        self._queues = queues
        self._invocations = invocations
        self._settings = settings
        self._woken = woken
        self._workers: set[asyncio.Task[None]] = set()
        self._runs: set[asyncio.Task[None]] = set()

    def listen_to(self, queue: str, function: HostedFunction) -> None:
        """Run the function for each message of the queue from now on."""
        self._begin(self._workers, f"worker of {function.name}", self._pump(function, queue))

    def tend(self, timer: Timer, function: HostedFunction) -> None:
        """Run the function whenever the timer is due from now on, never twice at once."""
        self._begin(self._workers, f"worker of {function.name}", self._tend(function, timer))

    def run(self, function: HostedFunction, given: Any) -> None:
        """Run the function once; an error is logged."""
        self._begin(self._runs, function.name, self._once(function, given))

    def begun(self) -> set[str]:
        """Return the names of the functions with a run that has not ended."""
        return {run.get_name() for run in self._runs}

    async def stop(self, within_seconds: float) -> None:
        """Begin nothing more; let runs end within the bound, then end them."""
        await _cancel(self._workers)
        if self._runs:
            await asyncio.wait(self._runs, timeout=within_seconds)
        if self._runs:
            log.warning("Stopped before these functions ended: %s", sorted(self.begun()))
            await _cancel(self._runs)

    def _begin(
        self, tasks: set[asyncio.Task[None]], name: str, work: Coroutine[Any, Any, None]
    ) -> asyncio.Task[None]:
        task = asyncio.create_task(work, name=name)
        tasks.add(task)

        def ended(task: asyncio.Task[None]) -> None:
            tasks.discard(task)
            if not task.cancelled() and task.exception() is not None:
                log.critical("The %s broke", task.get_name(), exc_info=task.exception())
            self._woken.set()

        task.add_done_callback(ended)
        return task

    async def _pump(self, function: HostedFunction, queue: str) -> None:
        while True:
            self._woken.clear()
            while taken := self._queues.take(queue, self._room(queue)):
                for message in taken:
                    work = self._process(function, queue, message)
                    self._begin(self._runs, function.name, work)
            no_room = self._room(queue) == 0
            await self._wait_until(None if no_room else self._queues.next_visible_at(queue))

    def _room(self, queue: str) -> int:
        return self._settings.room_for(self._queues.being_processed(queue))

    async def _process(self, function: HostedFunction, queue: str, message: Message) -> None:
        try:
            await self._invocations.invoke(function, queue_message(message))
        except asyncio.CancelledError:
            self._queues.give_back(queue, message)
            raise
        except Exception:
            log.exception(
                "Function %s failed on a message of queue %s, attempt %d",
                function.name,
                queue,
                message.dequeue_count,
            )
            poison = self._queues.fail(queue, message)
            if poison is not None:
                log.error("Function %s: its message now lies in queue %s", function.name, poison)  # noqa: TRY400  the traceback stands above
        else:
            self._queues.delete(queue, message)

    async def _tend(self, function: HostedFunction, timer: Timer) -> None:
        while True:
            self._woken.clear()
            if timer.is_due():
                tick = self._begin(self._runs, function.name, self._tick(function, timer))
                # Waited for, not awaited: stopping ends this worker, and lets the run end.
                await asyncio.wait({tick})
            else:
                await self._wait_until(timer.due_at)

    async def _tick(self, function: HostedFunction, timer: Timer) -> None:
        try:
            await self._once(function, timer.request())
        finally:
            timer.ran()

    async def _once(self, function: HostedFunction, given: Any) -> None:
        try:
            await self._invocations.invoke(function, given)
        except Exception:
            log.exception("Function %s failed", function.name)

    async def _wait_until(self, moment: datetime | None) -> None:
        seconds = None
        if moment is not None:
            left = (moment - self._clock()).total_seconds()
            seconds = min(max(left, SHORTEST_WAIT_SECONDS), LONGEST_WAIT_SECONDS)
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            pass  # the moment has come, or it is time to look at the clock again


async def _cancel(tasks: set[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    if tasks:  # a function that swallows its cancelling is not waited for
        await asyncio.wait(tasks, timeout=LONGEST_WAIT_SECONDS)
