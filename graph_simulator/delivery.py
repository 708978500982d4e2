"""Posting notifications: 3 s, then 10 s on a retry, with a backoff of four hours at most.

Delivered is a 2xx in time (LM:webhooks delivery). The steps of the backoff are not published. Unless
the dial `patient_retries` is on, six attempts within a few real seconds stand for the four hours.
"""

import asyncio
import functools
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import httpx

from graph_simulator.agenda import Agenda
from graph_simulator.clock import SimulatorClock
from graph_simulator.endpoints import DELAY, Endpoint
from graph_simulator.model import Json

if TYPE_CHECKING:
    from graph_simulator.simulator import Dials

_IMPATIENT_ATTEMPTS = 6
_IMPATIENT_FIRST_SECONDS = 0.1
_PATIENT_FIRST_SECONDS = 10.0
_PATIENCE = timedelta(hours=4)


@dataclass(slots=True)
class Letter:
    """One POST: one or more notifications for one URL."""

    url: str
    value: list[Json]
    attempt: int = 0
    begun: datetime | None = None


class Delivery:
    """What is under way to the endpoints of one tenant."""

    def __init__(
        self, clock: SimulatorClock, dials: "Dials", agenda: Agenda, counts: dict[str, int]
    ) -> None:
        self._clock = clock
        self._dials = dials
        self._agenda = agenda
        self._counts = counts
        self._posting: set[asyncio.Task[None]] = set()
        self._endpoints: dict[str, Endpoint] = {}

    @property
    def under_way(self) -> set["asyncio.Task[None]"]:
        """The posts that wait for an answer now, or between impatient attempts."""
        return set(self._posting)

    def states(self) -> Json:
        """Each endpoint that was heard of, and how it is doing."""
        return {url: one.state for url, one in self._endpoints.items()}

    def send(self, letter: Letter) -> None:
        """Send it, now or later, or never, as its endpoint is doing."""
        treatment = "send"
        if self._dials.delivery_states:
            treatment = self._endpoint(letter.url).treatment(self._clock.now())
        if treatment == "drop":
            self._counts["lost"] += len(letter.value)
        elif treatment == "delay":
            self._agenda.after(DELAY.total_seconds(), lambda: self._begin(letter))
        else:
            self._begin(letter)

    def stop(self) -> None:
        """Drop everything under way."""
        for task in self._posting:
            task.cancel()

    def _endpoint(self, url: str) -> Endpoint:
        return self._endpoints.setdefault(url, Endpoint())

    def _begin(self, letter: Letter) -> None:
        letter.begun = self._clock.now()
        self._counts["sent"] += len(letter.value)
        self._start(letter)

    def _start(self, letter: Letter) -> None:
        task = asyncio.get_running_loop().create_task(self._post(letter))
        self._posting.add(task)
        task.add_done_callback(self._posting.discard)

    async def _post(self, letter: Letter) -> None:
        while not await self._attempt(letter):
            wait = self._wait(letter)
            letter.attempt += 1
            if wait is None:
                self._counts["failed"] += len(letter.value)
                return
            if self._dials.patient_retries:
                self._agenda.after(wait, lambda: self._start(letter))
                return
            await asyncio.sleep(wait)
        self._counts["delivered"] += len(letter.value)

    def _wait(self, letter: Letter) -> float | None:
        """How long until the next attempt; None when it is given up."""
        if not self._dials.patient_retries:
            last = letter.attempt + 1 >= _IMPATIENT_ATTEMPTS
            return None if last else _IMPATIENT_FIRST_SECONDS * 2**letter.attempt
        wait = _PATIENT_FIRST_SECONDS * 2**letter.attempt
        now = self._clock.now()
        patience = (letter.begun or now) + _PATIENCE
        return None if now + timedelta(seconds=wait) > patience else wait

    async def _attempt(self, letter: Letter) -> bool:
        first = self._dials.notification_timeout_ms / 1000
        retry = self._dials.notification_retry_timeout_ms / 1000
        begun = time.monotonic()
        try:
            answer = await http().post(
                letter.url,
                json={"value": letter.value},
                timeout=retry if letter.attempt else first,
            )
            delivered = answer.is_success
        except (httpx.HTTPError, httpx.InvalidURL):
            delivered = False
        took = time.monotonic() - begun
        self._endpoint(letter.url).answered(
            self._clock.now(), over_first=took >= first, over_retry=took >= retry
        )
        return delivered


@functools.cache
def http() -> httpx.AsyncClient:
    """One client for the process, whatever tenant it serves after a reset."""
    return httpx.AsyncClient(trust_env=False)
