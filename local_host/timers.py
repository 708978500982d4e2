"""When a timer function runs.

Schedules are NCRONTAB (learn.microsoft.com/azure/azure-functions/functions-bindings-timer): second,
minute, hour, day, month, day of week, in UTC.
"""

import re
from collections.abc import Callable
from datetime import datetime

from azure.functions.timer import TimerRequest
from croniter import croniter
from croniter.croniter import CroniterError

# What NCRONTAB has; croniter reads more (`L`, `#`, `?`, `@daily`), which Azure would refuse.
FIELD = re.compile(r"(?:[0-9*,/-]|(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z]))+")


class WrongScheduleError(ValueError):
    """This is no NCRONTAB of six fields; the message says which text, and whose."""


class Timer:
    """The timer of one function: when it is due, and what its function is told.

    It is due once at the start, and said to be past due: the local host keeps no record of what
    ran before, so it behaves as a host that was away for a while. After that it is due at the
    first moment of its schedule after its last run; moments that passed meanwhile are not made up
    for one by one, the one run is past due (as Azure does).
    """

    def __init__(self, function: str, schedule: str, clock: Callable[[], datetime]) -> None:
        _check(function, schedule)
        self._schedule = schedule
        self._clock = clock
        self._last: datetime | None = None
        self._due_at = clock()

    @property
    def due_at(self) -> datetime:
        """The moment at which, or after which, the function should run."""
        return self._due_at

    def is_due(self) -> bool:
        """Return whether that moment has come."""
        return self._due_at <= self._clock()

    def request(self) -> TimerRequest:
        """Return what to tell the function when it runs now."""
        now = self._clock()
        past_due = self._last is None or self._after(self._due_at) <= now
        return timer_request(past_due=past_due, last=self._last, due_at=self._due_at)

    def ran(self) -> None:
        """Note that the function ran (well or not), and set the next moment."""
        self._last = self._clock()
        self._due_at = self._after(self._last)

    def _after(self, moment: datetime) -> datetime:
        # In NCRONTAB a day must fit day *and* day of week (believed, from NCrontab's
        # GetNextOccurrence); croniter's own way is *or*, as in cron.
        times = croniter(self._schedule, moment, second_at_beginning=True, day_or=False)
        following: datetime = times.get_next(datetime)
        return following


def timer_request(
    *, past_due: bool, last: datetime | None = None, due_at: datetime | None = None
) -> TimerRequest:
    """Return what the worker hands to a timer function."""
    status = {"Last": last, "Next": due_at, "LastUpdated": last}
    told = {key: moment.isoformat() for key, moment in status.items() if moment is not None}
    return TimerRequest(past_due=past_due, schedule_status=told, schedule={"AdjustForDST": True})


def _check(function: str, schedule: str) -> None:
    fields = schedule.split()
    fits = len(fields) == 6 and all(FIELD.fullmatch(field) for field in fields)
    try:
        if fits:
            croniter(schedule, second_at_beginning=True, day_or=False)
            return
    except CroniterError as wrong:
        raise WrongScheduleError(f"Function {function}: schedule {schedule!r}: {wrong}") from wrong
    raise WrongScheduleError(
        f"Function {function}: schedule {schedule!r} is no NCRONTAB of six fields, seconds first"
    )
