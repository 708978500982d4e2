"""When a queue that cannot ring is looked at."""

import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

# The queue trigger's page, "Polling algorithm": a random exponential back-off from 100 ms. Not
# random here: that is for many instances that poll one queue.
FIRST_PAUSE_SECONDS = 0.1


class Polling:
    """After each look at an empty queue the pause doubles, up to `max_polling_interval`.

    Pauses are in `seconds`, real time; moments at which something is known to happen are those of
    `clock`.
    """

    def __init__(
        self,
        max_polling_interval: timedelta,
        clock: Callable[[], datetime],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._longest = max_polling_interval.total_seconds()
        self._clock = clock
        self._seconds = seconds
        self._pause: dict[str, float] = {}
        self._not_before: dict[str, float] = {}

    def looked(self, queue: str, *, found: bool) -> None:
        """Note how a look at the queue went, and set the next."""
        if found:
            self.look_again(queue)
            return
        pause = min(2 * self._pause.get(queue, FIRST_PAUSE_SECONDS / 2), self._longest)
        self._pause[queue] = pause
        self._not_before[queue] = self._seconds() + pause

    def look_again(self, queue: str | None = None) -> None:
        """Look at the queue, or at each, without a pause."""
        for name in [queue] if queue else list(self._pause):
            self._pause.pop(name, None)
            self._not_before.pop(name, None)

    def seconds_left(self, queue: str, moments: Iterable[datetime]) -> float:
        """Return in how many seconds to look, at the latest at the first of the moments."""
        now = self._clock()
        left = [(moment - now).total_seconds() for moment in moments]
        return min([self._not_before.get(queue, self._seconds()) - self._seconds(), *left])
