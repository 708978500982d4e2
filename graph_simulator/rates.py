from collections import deque
from datetime import datetime, timedelta

from graph_simulator.errors import GraphError

_WINDOW = timedelta(seconds=20)


class Rates:
    """How many requests of a kind an app made in the last twenty seconds of the tenant's clock.

    LM:throttling-limits gives them for /subscriptions: 500, and 25 for the list.
    """

    def __init__(self) -> None:
        self._requests: dict[tuple[str, str], deque[datetime]] = {}

    def take(self, app: str, kind: str, at_most: int, now: datetime) -> None:
        """Count a request. 429 with Retry-After beyond the limit; refused ones count too."""
        made = self._requests.setdefault((app, kind), deque())
        while made and made[0] <= now - _WINDOW:
            made.popleft()
        made.append(now)
        if len(made) > at_most:
            wait = {"Retry-After": str(int(_WINDOW.total_seconds()))}
            raise GraphError(429, "TooManyRequests", "Please retry again later.", headers=wait)
