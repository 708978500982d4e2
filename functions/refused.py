"""Counting refused notifications without a database trip for each: a stranger sends many."""

import logging

from store.house import House

REFUSED = "refused_notifications"
log = logging.getLogger("dossierstroom.refused")


class RefusedCount:
    """Counts in the memory of this process until somebody who has a database writes it down."""

    def __init__(self) -> None:
        self._unwritten = 0

    def add(self, times: int) -> None:
        """Count."""
        self._unwritten += times

    async def write(self, house: House) -> None:
        """Write down what was counted since the last time; never in the way of other work.

        What cannot be written down now is kept for the next time.
        """
        times, self._unwritten = self._unwritten, 0
        if not times:
            return
        try:
            await house.count(REFUSED, times)
        except Exception:
            self._unwritten += times
            log.exception("%d refused notification(s) could not be counted now", times)
