"""One bell for all who wait in a host."""

import asyncio


class Bell:
    """Rings for everybody who heard it last at some earlier ring.

    Note `rung`, look at what matters, then wait for a ring after the noted one: whatever rang
    while you looked, or waited for something else, counts.
    """

    def __init__(self) -> None:
        self._rung = 0
        self._next = asyncio.Event()

    @property
    def rung(self) -> int:
        """How often it rang."""
        return self._rung

    def ring(self) -> None:
        """Wake everybody who waits."""
        self._rung += 1
        rings, self._next = self._next, asyncio.Event()
        rings.set()

    async def after(self, rung: int) -> None:
        """Return as soon as it rang more often than `rung` times."""
        if self._rung == rung:
            await self._next.wait()
