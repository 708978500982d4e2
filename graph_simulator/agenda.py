import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from graph_simulator.clock import SimulatorClock

Action = Callable[[], None]


class Agenda:
    """What is to happen at a moment of the simulator's clock, whether it ticks there or is moved."""

    def __init__(self, clock: SimulatorClock) -> None:
        self._clock = clock
        self._numbers = count(1)
        self._entries: dict[int, tuple[datetime, Action, asyncio.TimerHandle]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def after(self, seconds: float, action: Action) -> None:
        """Do that when so many seconds have passed."""
        self.at(self._clock.now() + timedelta(seconds=seconds), action)

    def at(self, moment: datetime, action: Action) -> None:
        """Do that at that moment; once, and never within this call."""
        wait = max(0.0, (moment - self._clock.now()).total_seconds()) + 0.01
        timer = asyncio.get_running_loop().call_later(wait, self.look)
        self._entries[next(self._numbers)] = (moment, action, timer)

    def look(self) -> None:
        """Do what is due, the earliest first; what that puts on the agenda too, when it is due."""
        while due := self._due():
            _, action, timer = self._entries.pop(due)
            timer.cancel()
            action()

    def _due(self) -> int | None:
        now = self._clock.now()
        waiting = [(moment, number) for number, (moment, _, _) in self._entries.items()]
        moment, number = min(waiting, default=(now + timedelta(1), 0))
        return number if moment <= now else None

    def next_before(self, moment: datetime) -> datetime | None:
        """The earliest moment before that one at which something is to be done."""
        return min((at for at, _, _ in self._entries.values() if at < moment), default=None)

    def clear(self) -> None:
        """Forget it all."""
        for _, _, timer in self._entries.values():
            timer.cancel()
        self._entries.clear()
