"""Counting refused notifications without letting a stranger keep the database busy."""

from collections.abc import Callable
from datetime import datetime, timedelta

from store.house import House

REFUSED = "refused_notifications"
AT_MOST_EVERY = timedelta(seconds=10)


class RefusedCount:
    """Counts in memory and writes the count down at most once in ten seconds."""

    def __init__(self, house: House, now: Callable[[], datetime]) -> None:
        self._house = house
        self._now = now
        self._unwritten = 0
        self._written_at: datetime | None = None

    def add(self, times: int) -> None:
        """Count."""
        self._unwritten += times

    async def write_now_and_then(self) -> None:
        """Write the count down, unless that was done a moment ago."""
        if self._written_at is None or self._now() - self._written_at >= AT_MOST_EVERY:
            await self.write()

    async def write(self) -> None:
        """Write the count down now."""
        times, self._unwritten = self._unwritten, 0
        if times:
            self._written_at = self._now()
            await self._house.count(REFUSED, times)
