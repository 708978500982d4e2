"""Throttling by SharePoint's resource units, per app and per tenant (SPT)."""

from dataclasses import dataclass
from datetime import datetime

from graph_simulator.errors import GraphError

MINUTE, DAY, FIVE_MINUTES = 60, 86_400, 300
_TOLD_FROM = 0.8
# Persistent abuse is blocked with 503; from where on is not stated.
_ABUSE = 2
# Up to so many licences: units of an app in a minute and a day, of the tenant in five minutes.
_LIMITS = (
    (1_000, 1_250, 1_200_000, 18_750),
    (5_000, 2_500, 2_400_000, 37_500),
    (15_000, 3_750, 3_600_000, 56_250),
    (50_000, 5_000, 4_800_000, 75_000),
)
_LARGEST = (6_250, 6_000_000, 93_750)


@dataclass(frozen=True, slots=True)
class Used:
    """What was used in the windows that run now, and when it is."""

    minute: int
    day: int
    tenant: int
    now: datetime

    def left(self, window: int) -> float:
        """How many seconds a window of that length still runs."""
        return window - self.now.timestamp() % window


def limits(licences: int) -> tuple[int, int, int]:
    """The limits of a tenant with so many licences: an app's minute and day, its five minutes."""
    for at_most, *found in _LIMITS:
        if licences <= at_most:
            minute, day, tenant = found
            return minute, day, tenant
    return _LARGEST


def headers(used: Used, per_minute: int) -> dict[str, str]:
    """The RateLimit headers: for the app's minute only, and from 80 % use."""
    if used.minute < _TOLD_FROM * per_minute:
        return {}
    return {
        "RateLimit-Limit": str(per_minute),
        "RateLimit-Remaining": str(max(0, per_minute - used.minute)),
        "RateLimit-Reset": str(int(used.left(MINUTE))),
    }


def check_minute(used: Used, per_minute: int, *, fractional: bool) -> None:
    """429 beyond the app's minute; who goes on to twice as much is blocked with 503."""
    if used.minute > per_minute:
        raise _refusal(used, MINUTE, fractional=fractional, block=used.minute > _ABUSE * per_minute)


def check_longer(used: Used, per_day: int, of_tenant: int, *, fractional: bool) -> None:
    """429 beyond the app's day, or the tenant's five minutes."""
    if used.day > per_day:
        raise _refusal(used, DAY, fractional=fractional, block=False)
    if used.tenant > of_tenant:
        raise _refusal(used, FIVE_MINUTES, fractional=fractional, block=False)


def _refusal(used: Used, window: int, *, fractional: bool, block: bool) -> GraphError:
    left = used.left(window)
    # The Graph page of 2021 showed a fraction, the current one a whole number.
    wait = {"Retry-After": f"{left:.3f}" if fractional else str(int(left) + 1)}
    if block:
        return GraphError(503, "serviceNotAvailable", "The service is not available.", headers=wait)
    return GraphError(429, "TooManyRequests", "Please retry again later.", headers=wait)
