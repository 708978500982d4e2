"""What goes on in the background of a host: a worker a queue function and a timer function."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from local_host.bell import Bell
from local_host.bindings import HostedFunction
from local_host.host_settings import QueueSettings
from local_host.invocation import Invocations, queue_message
from local_host.queues import Message, Queues, poison_queue_of
from local_host.timers import Timer

log = logging.getLogger(__name__)

# A clock may be moved by hand or run elsewhere, so a wait for a moment looks again this often.
SHORTEST_WAIT_SECONDS = 0.05
LONGEST_WAIT_SECONDS = 1.0


class Workers:
    """The workers of one host, and the runs they began.

    Everything that may give a worker something to do, or end something that is waited for, rings
    one bell.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        queues: Queues,
        invocations: Invocations,
        settings: QueueSettings,
        bell: Bell,
    ) -> None:
        self._clock = clock
        self._queues = queues
        self._invocations = invocations
        self._settings = settings
        self._bell = bell
        self._stopping = False
        self._pumps: set[asyncio.Task[None]] = set()
        self._timers: set[asyncio.Task[None]] = set()
        self._runs: set[asyncio.Task[None]] = set()
        self._looking: set[str] = set()
        self._failed: dict[str, str] = {}  # function to what was last wrong with it

    def listen_to(self, queue: str, function: HostedFunction) -> None:
        """Run the function for each message of the queue from now on."""
        self._begin(self._pumps, f"worker of {function.name}", self._pump(function, queue))

    def tend(self, timer: Timer, function: HostedFunction) -> None:
        """Run the function whenever the timer is due from now on, never twice at once."""
        self._begin(self._timers, f"worker of {function.name}", self._tend(function, timer))

    def run(self, function: HostedFunction, given: Any) -> None:
        """Run the function once; an error is logged."""
        self._begin(self._runs, function.name, self._once(function, given))

    def begun(self) -> set[str]:
        """Return the names of the functions with a run that has not ended."""
        return {run.get_name() for run in self._runs}

    def looking(self) -> set[str]:
        """Return the queues from which messages are being taken just now."""
        return set(self._looking)

    async def stop(self, within_seconds: float) -> None:
        """Begin nothing more; let runs end within the bound, then end them."""
        self._stopping = True
        self._bell.ring()
        await _cancel(self._timers)
        if self._pumps:  # not cancelled: what is being taken would be away for the whole read lease
            await asyncio.wait(self._pumps, timeout=max(within_seconds, LONGEST_WAIT_SECONDS))
        await _cancel(self._pumps)
        if self._runs:
            await asyncio.wait(self._runs, timeout=within_seconds)
        if self._runs:
            log.warning("Stopped before these functions ended: %s", sorted(self.begun()))
            await _cancel(self._runs)
        self._stopping = False

    def _begin(
        self, tasks: set[asyncio.Task[None]], name: str, work: Coroutine[Any, Any, None]
    ) -> asyncio.Task[None]:
        task = asyncio.create_task(work, name=name)
        tasks.add(task)

        def ended(task: asyncio.Task[None]) -> None:
            tasks.discard(task)
            if not task.cancelled() and task.exception() is not None:
                log.critical("The %s broke", task.get_name(), exc_info=task.exception())
            self._bell.ring()

        task.add_done_callback(ended)
        self._bell.ring()
        return task

    async def _pump(self, function: HostedFunction, queue: str) -> None:
        while not self._stopping:
            heard = self._bell.rung
            room = self._settings.room_for(self._queues.being_processed(queue))
            if room and self._queues.worth_a_look(queue):
                await self._take(function, queue, room)
                continue
            left = self._queues.seconds_to_next_look(queue) if room else None
            await self._wait(heard, left)

    async def _take(self, function: HostedFunction, queue: str, at_most: int) -> None:
        self._looking.add(queue)
        try:
            for message in await self._queues.take(queue, at_most):
                if self._stopping:
                    await self._queues.give_back(queue, message)
                else:
                    work = self._process(function, queue, message)
                    self._begin(self._runs, function.name, work)
        finally:
            self._looking.discard(queue)
            self._bell.ring()

    async def _process(self, function: HostedFunction, queue: str, message: Message) -> None:
        most = self._settings.max_dequeue_count
        if not message.readable:
            log.error("Queue %s: message %s is not in base64, as host.json says", queue, message.id)
            await self._bury(function, queue, message)
        elif message.dequeue_count > most:  # taken as often by hosts that were killed
            await self._bury(function, queue, message)
        elif await self._succeeds(function, queue, message):
            await self._queues.delete(queue, message)
        elif message.dequeue_count == most or poison_queue_of(queue) is None:
            await self._bury(function, queue, message)
        else:
            await self._queues.put_off(queue, message)

    async def _succeeds(self, function: HostedFunction, queue: str, message: Message) -> bool:
        try:
            async with self._queues.holding(queue, message):
                await self._invocations.invoke(function, queue_message(message))
        except asyncio.CancelledError:
            await self._queues.give_back(queue, message)
            raise
        except Exception as error:
            what = _last_line(error)
            log.exception(
                "Function %s failed on a message of queue %s, attempt %d: %s",
                function.name,
                queue,
                message.dequeue_count,
                what,
                exc_info=self._is_new(function, what),
            )
            return False
        return True

    async def _bury(self, function: HostedFunction, queue: str, message: Message) -> None:
        poison = await self._queues.bury(queue, message)
        if poison is not None:
            log.error("Function %s: its message now lies in queue %s", function.name, poison)

    async def _tend(self, function: HostedFunction, timer: Timer) -> None:
        while True:
            heard = self._bell.rung
            if timer.is_due():
                tick = self._begin(self._runs, function.name, self._tick(function, timer))
                # Waited for, not awaited: stopping ends this worker, and lets the run end.
                await asyncio.wait({tick})
            else:
                await self._wait(heard, (timer.due_at - self._clock()).total_seconds())

    async def _tick(self, function: HostedFunction, timer: Timer) -> None:
        try:
            await self._once(function, timer.request())
        finally:
            timer.ran()

    async def _once(self, function: HostedFunction, given: Any) -> None:
        try:
            await self._invocations.invoke(function, given)
        except Exception as error:
            what = _last_line(error)
            is_new = self._is_new(function, what)
            log.exception("Function %s failed: %s", function.name, what, exc_info=is_new)

    def _is_new(self, function: HostedFunction, what: str) -> bool:
        """Return whether it failed otherwise than the last time: a traceback is shown once."""
        before = self._failed.get(function.name)
        self._failed[function.name] = what
        return before != what

    async def _wait(self, heard: int, seconds: float | None) -> None:
        if seconds is not None:
            seconds = min(max(seconds, SHORTEST_WAIT_SECONDS), LONGEST_WAIT_SECONDS)
        try:
            async with asyncio.timeout(seconds):
                await self._bell.after(heard)
        except TimeoutError:
            pass  # the moment has come, or it is time to look at the clock again


def _last_line(error: Exception) -> str:
    said = str(error).strip().splitlines() or [""]
    return f"{type(error).__name__}: {said[-1]}"


async def _cancel(tasks: set[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    if tasks:  # a function that swallows its cancelling is not waited for
        await asyncio.wait(tasks, timeout=LONGEST_WAIT_SECONDS)
