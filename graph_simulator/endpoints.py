"""How well an endpoint answers, and what follows: slow and drop states (LM:webhooks delivery).

The state is the endpoint's: all subscriptions with that URL share it
(GD:c:change-notifications-delivery-webhooks).
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

_WINDOW = timedelta(minutes=10)
_SLOW_SHARE, _DROP_SHARE = 0.10, 0.15
# "A few" are sent to try it; how many is not stated.
_PROBES = 3

DELAY = timedelta(minutes=10)
Treatment = Literal["send", "delay", "drop"]


@dataclass(slots=True)
class Endpoint:
    """One notification URL as its answers of the last ten minutes show it."""

    state: Literal["healthy", "slow", "drop"] = "healthy"
    since: datetime | None = None
    probes: int = 0
    answers: deque[tuple[datetime, bool, bool]] = field(default_factory=deque)

    def answered(self, now: datetime, *, over_first: bool, over_retry: bool) -> None:
        """Note one answer: whether it took more than 3 s, and more than the 10 s of a retry."""
        self.answers.append((now, over_first, over_retry))
        while self.answers[0][0] <= now - _WINDOW:
            self.answers.popleft()
        count = len(self.answers)
        slow = sum(one[1] for one in self.answers) / count
        dropped = sum(one[2] for one in self.answers) / count
        state: Literal["healthy", "slow", "drop"] = "healthy"
        if dropped > _DROP_SHARE:
            state = "drop"
        elif slow > _SLOW_SHARE:
            state = "slow"
        if state != self.state or self._is_over(now):
            self.state, self.since, self.probes = state, now, 0

    def treatment(self, now: datetime) -> Treatment:
        """What to do with a new notification; after ten minutes a few are sent to try it."""
        if self.state == "healthy":
            return "send"
        if self._is_over(now) and self.probes < _PROBES:
            self.probes += 1
            return "send"
        return "delay" if self.state == "slow" else "drop"

    def _is_over(self, now: datetime) -> bool:
        return self.since is not None and now - self.since >= _WINDOW
