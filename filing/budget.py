"""How much of what Graph allows we use: one budget of the whole app, in minutes and slices.

Graph counts resource units per app and tenant in a minute, whatever worker asks. So all workers
draw on one budget. Each takes a slice of it, spends that without asking anybody, and comes back
for the next one. Only the arithmetic is here; the store keeps the budget, `graph_client` spends it.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

MINUTE = timedelta(minutes=1)
DEAREST = 5  # units of the dearest request: anything about permissions
# A slice is looked at again so soon: what other workers were told is heard within this time.
SLICE_LASTS = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(days=1)  # Graph's longest limit is of a day; beyond it a clock was wrong
_SLICES = 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What Graph allows the app in a minute, and how much of that we use.

    `percent_used`: of what is allowed. `percent_bulk`: of what we use, at most for bulk work; the
    rest is kept for what people do now.
    """

    per_minute: int
    percent_used: int = 90
    percent_bulk: int = 50

    @property
    def ceiling(self) -> int:
        """The units that we use in a minute at most."""
        return max(DEAREST, self.per_minute * self.percent_used // 100)

    @property
    def bulk_ceiling(self) -> int:
        """The units of those that bulk work uses at most."""
        return max(DEAREST, self.ceiling * self.percent_bulk // 100)

    @property
    def left_to_others(self) -> int:
        """The units of a minute that we leave alone."""
        return self.per_minute - self.ceiling


@dataclass(frozen=True, slots=True)
class Budget:
    """What all workers took together since `minute` began, and how long all of them pause."""

    minute: datetime
    taken: int = 0
    taken_in_bulk: int = 0
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """Units of one minute's budget that one worker may spend by itself, until then."""

    minute: datetime
    units: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing may be asked before then: `paused` because Graph says so, else the budget is spent."""

    until: datetime
    paused: bool


def take(
    budget: Budget,
    limits: Limits,
    now: datetime,
    *,
    bulk: bool,
    least: int,
    back: Slice | None = None,
) -> tuple[Budget, Slice | Wait]:
    """Return the next slice, and the budget after it; or how long to wait.

    A slice holds `least` units or more. The less there is left, the smaller the slices: what lies
    unspent at the end of a minute is lost. `back` is what the worker gives back of its last one,
    which was of the same kind of work.
    """
    budget = _this_minute(budget, now)
    if back is not None and back.minute == budget.minute:
        budget = _more(budget, -back.units, bulk=bulk)
    ends = budget.minute + MINUTE
    if budget.paused_until is not None:
        return budget, Wait(budget.paused_until, paused=True)
    left = limits.ceiling - budget.taken
    if bulk:
        left = min(left, limits.bulk_ceiling - budget.taken_in_bulk)
    if left < least:
        return budget, Wait(ends, paused=False)
    units = max(least, min(limits.ceiling // _SLICES, left // 4))
    taken = Slice(budget.minute, units, min(ends, now + SLICE_LASTS))
    return _more(budget, units, bulk=bulk), taken


def pause(budget: Budget, now: datetime, until: datetime) -> Budget:
    """Return the budget with the whole app paused until then, or longer where it was already."""
    budget = _this_minute(budget, now)
    until = min(until, now + LONGEST_PAUSE)
    if until <= now:
        return budget
    return replace(budget, paused_until=max(until, budget.paused_until or until))


def minute_of(now: datetime) -> datetime:
    """Return when this minute began."""
    return now.astimezone(UTC).replace(second=0, microsecond=0)


def _this_minute(budget: Budget, now: datetime) -> Budget:
    """Return the budget as it is now: a new minute is a new budget, a pause that is over is gone.

    A worker whose clock is a little behind still draws on the minute that another one began. One
    that is far ahead was wrong.
    """
    minute = minute_of(now)
    if not minute <= budget.minute <= minute + MINUTE:
        budget = replace(budget, minute=minute, taken=0, taken_in_bulk=0)
    until = budget.paused_until
    if until is not None and not now < until <= now + LONGEST_PAUSE:
        budget = replace(budget, paused_until=None)
    return budget


def _more(budget: Budget, units: int, *, bulk: bool) -> Budget:
    in_bulk = budget.taken_in_bulk + (units if bulk else 0)
    return replace(budget, taken=budget.taken + units, taken_in_bulk=in_bulk)
