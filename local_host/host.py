"""Runs a function app's own triggers without Azure."""

import asyncio
import signal
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from azure.functions.queue import QueueMessage
from azure.functions.timer import TimerRequest

from local_host.bell import Bell
from local_host.bindings import (
    HostedFunction,
    HttpTrigger,
    QueueTrigger,
    TimerTrigger,
    read_functions,
)
from local_host.host_settings import read_host_json
from local_host.http import HttpSurface
from local_host.in_process_queues import InProcessQueues
from local_host.invocation import Invocations, queue_message
from local_host.queues import READ_LEASE, Message, Queues
from local_host.routes import Routes
from local_host.server import HttpServer
from local_host.storage_queues import StorageQueues
from local_host.timers import Timer, timer_request
from local_host.workers import Workers

# What AzureWebJobsStorage says where no storage is: queues that end with the process.
IN_PROCESS = "in-process"


def utc_now() -> datetime:
    """Return the real moment, in UTC."""
    return datetime.now(UTC)


class LocalHost:
    """HTTP, queues and timers for the functions of one app, in one event loop.

    `functions` is what `FunctionApp.get_functions()` returned; `host_json` the content of
    host.json; `clock` gives aware UTC moments, and decides when messages become visible and timers
    are due (call `wake` after moving it by hand); `key`, where given, is asked of callers of
    functions that are not anonymous. Raises `bindings.UnknownBindingError`, `timers.WrongScheduleError`,
    `pydantic.ValidationError` or `storage_queues.WrongStorageError` for an app, a host.json or a
    storage that it cannot run with.

    `storage` is the value of AzureWebJobsStorage: "in-process" (or nothing) keeps the queues in
    memory, until the process ends; `UseDevelopmentStorage=true` (Azurite on its own ports) or a
    connection string puts them in Azure Storage, where a message of a host that was killed is
    visible again `read_lease` after it was last held.

    Not for threads: call everything on the loop.
    """

    def __init__(
        self,
        functions: Iterable[Any],
        *,
        host_json: Mapping[str, Any],
        clock: Callable[[], datetime] = utc_now,
        key: str | None = None,
        storage: str = IN_PROCESS,
        read_lease: timedelta = READ_LEASE,
    ) -> None:
        settings = read_host_json(host_json)
        queues = settings.extensions.queues
        self._functions = {function.name: function for function in read_functions(functions)}
        self._clock = clock
        self._key = key
        self._bell = Bell()
        self._queues: Queues
        if storage in {"", IN_PROCESS}:
            self._queues = InProcessQueues(clock, visibility_timeout=queues.visibility_timeout)
        else:
            self._queues = StorageQueues(storage, queues, clock=clock, read_lease=read_lease)
        self._invocations = Invocations(
            self._queues, timeout=settings.function_timeout, on_change=self._bell.ring
        )
        self._workers = Workers(clock, self._queues, self._invocations, queues, self._bell)
        self._routes = Routes(self._functions.values(), settings.extensions.http.route_prefix)
        self._new_timers()  # a wrong schedule is heard of here, not when the host starts
        self._timers: dict[str, Timer] = {}  # those that are tended
        self._server: HttpServer | None = None

    @property
    def queues(self) -> InProcessQueues:
        """The queues in this process. Raises LookupError when they lie in Azure Storage."""
        if not isinstance(self._queues, InProcessQueues):
            raise LookupError("these queues lie in Azure Storage: ask `lying_in`")  # noqa: TRY004  a wrong moment, not a wrong type
        return self._queues

    async def start(self, port: int = 0, host: str = "127.0.0.1", *, timers: bool = True) -> str:
        """Listen, begin on the queues and, with `timers`, the timers; return the URL.

        Port 0 is any free port. Every timer function runs once at the start (see `timers.Timer`).
        Raises OSError when the port is taken, ConnectionError (which is one) when the storage of
        the queues does not answer, RuntimeError when the host already runs.
        """
        if self._server is not None:
            raise RuntimeError("the host already runs")
        surface = HttpSurface(
            self._routes,
            self._invocations.invoke,
            run_now=self._run_now,
            status=self.status,
            key=self._key,
        )
        self._server = HttpServer(surface.app)
        try:
            await self._queues.open(self._queue_names())
            url = await self._server.start(host, port)
        except BaseException:
            self._server = None
            await self._queues.close()
            raise
        self._timers = self._new_timers() if timers else {}
        for function in self._functions.values():
            if isinstance(function.trigger, QueueTrigger):
                self._workers.listen_to(function.trigger.queue, function)
        for name, timer in self._timers.items():
            self._workers.tend(timer, self._functions[name])
        return url

    async def stop(self, *, within_seconds: float = 10) -> None:
        """Begin nothing more, let what runs end within the bound, and close.

        A message whose function did not end becomes visible again. A plain `def` that did not end
        is left to its thread. Stopping a host that does not run only closes its connections.
        """
        server, self._server, self._timers = self._server, None, {}
        if server is not None:
            await asyncio.gather(server.stop(within_seconds), self._workers.stop(within_seconds))
        await self._queues.close()

    async def send(self, queue: str, text: str) -> None:
        """Put a message on a queue, to be taken at once."""
        await self._queues.put(queue, text)
        self._bell.ring()

    async def lying_in(self, queue: str) -> tuple[Message, ...]:
        """Return the messages of a queue that can be taken now, 32 at most, and take none."""
        return await self._queues.visible(queue)

    def wake(self) -> None:
        """Look at the clock and the queues again; call it after moving a clock by hand."""
        self._queues.look_again()
        self._bell.ring()

    async def run_function(self, name: str, text: str = "") -> Any:
        """Run a function without HTTP trigger once, now, and return what it returned.

        `text` is the message of a queue function; it is on no queue and not tried again. Raises
        what the function raises, LookupError when there is no such function, ValueError when HTTP
        is its trigger.
        """
        function = self._without_http(name)
        return await self._invocations.invoke(function, self._given_now(function, text))

    async def settle(self, timeout_seconds: float = 60) -> None:
        """Return when nothing runs, no timer is due and no function has a message to take.

        Messages that are invisible until later do not count, nor those on a queue that no function
        listens to. Looks at the clock again first. Raises TimeoutError, naming what is still busy,
        after `timeout_seconds` of real time; RuntimeError when the host does not run.
        """
        if self._server is None:
            raise RuntimeError("the host does not run")
        self.wake()
        busy: list[str] = []
        try:
            async with asyncio.timeout(timeout_seconds):
                while True:
                    heard = self._bell.rung
                    busy = self._at_work()
                    if not busy:
                        busy = await self._waiting()
                        if self._bell.rung != heard or self._at_work():
                            continue  # something began while the queues were asked
                        if not busy:
                            return
                        self.wake()
                        heard = self._bell.rung
                    await self._bell.after(heard)
        except TimeoutError:
            busy = [*self._at_work(), *await self._waiting()] or busy
            raise TimeoutError(f"still busy after {timeout_seconds} s: {'; '.join(busy)}") from None

    async def status(self) -> dict[str, Any]:
        """Return what `/admin/host/status` shows: state, depth of each queue, functions running."""
        depths = (await self._queues.depths()).items()
        return {
            "state": "Running",
            "queues": {n: {"visible": d.visible, "invisible": d.invisible} for n, d in depths},
            "running": self._invocations.running.total(),
        }

    def _at_work(self) -> list[str]:
        running = self._workers.begun() | set(self._invocations.running)
        busy = [f"function {name} runs" for name in sorted(running)]
        busy += [f"queue {name} is being read" for name in sorted(self._workers.looking())]
        return busy + [f"timer of {name} is due" for name, t in self._timers.items() if t.is_due()]

    async def _waiting(self) -> list[str]:
        busy = []
        for function in self._functions.values():
            if isinstance(function.trigger, QueueTrigger):
                queue = function.trigger.queue
                if visible := len(await self._queues.visible(queue)):
                    busy.append(f"queue {queue} has {visible} visible for {function.name}")
        return busy

    def _queue_names(self) -> set[str]:
        return {
            binding.queue
            for function in self._functions.values()
            for binding in (function.trigger, *function.outputs)
            if not isinstance(binding, (HttpTrigger, TimerTrigger))
        }

    def _new_timers(self) -> dict[str, Timer]:
        return {
            function.name: Timer(function.name, function.trigger.schedule, self._clock)
            for function in self._functions.values()
            if isinstance(function.trigger, TimerTrigger)
        }

    def _run_now(self, name: str, text: str) -> None:
        function = self._without_http(name)
        self._workers.run(function, self._given_now(function, text))

    def _without_http(self, name: str) -> HostedFunction:
        function = self._functions.get(name)
        if function is None:
            raise LookupError(f"no function is called {name!r}")
        if isinstance(function.trigger, HttpTrigger):
            raise ValueError(f"function {name!r} is called by its own URL")  # noqa: TRY004  a wrong choice, not a wrong type
        return function

    def _given_now(self, function: HostedFunction, text: str) -> TimerRequest | QueueMessage:
        if isinstance(function.trigger, TimerTrigger):
            return timer_request(past_due=False)
        now = self._clock()
        later = now + timedelta(days=7)
        return queue_message(Message("by-hand", text.encode(), now, later, now, dequeue_count=1))


async def serve_until_stopped(
    functions: Iterable[Any],
    host_json: Mapping[str, Any],
    port: int,
    *,
    host: str = "127.0.0.1",
    key: str | None = None,
    timers: bool = True,
    storage: str = IN_PROCESS,
) -> None:
    """Run a host until SIGTERM or SIGINT (Ctrl-C), for the command line; needs the main thread.

    Prints one line, `ready http://HOST:PORT`, on stdout when it listens.
    """
    running = LocalHost(functions, host_json=host_json, key=key, storage=storage)
    loop = asyncio.get_running_loop()
    told_to_stop = asyncio.Event()

    def stop(*_: object) -> None:
        loop.call_soon_threadsafe(told_to_stop.set)

    # signal.signal and not the loop's own way, which does not exist on Windows.
    before = {sig: signal.signal(sig, stop) for sig in (signal.SIGTERM, signal.SIGINT)}
    try:
        url = await running.start(port, host, timers=timers)
        sys.stdout.write(f"ready {url}\n")
        sys.stdout.flush()
        await told_to_stop.wait()
    finally:
        await running.stop()
        for sig, handler in before.items():
            signal.signal(sig, handler)
