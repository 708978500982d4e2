"""The governor: no request leaves without units for it, and none while the app pauses.

What requests cost and how Graph tells of its limits:
https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import unquote, urlsplit

from filing.budget import DEAREST, LONGEST_PAUSE, MINUTE, SLICE_LASTS, Limits, Slice, Wait
from filing.errors import Spent, Throttled

_ABOUT_PERMISSIONS = frozenset({"permissions", "invite", "createlink"})
_MANY = frozenset(
    {
        "children",
        "items",
        "lists",
        "drives",
        "sites",
        "columns",
        "contenttypes",
        "versions",
        "documentsetversions",
    }
)
# What is not SharePoint's is counted otherwise, and has limits of its own.
_NOT_SHAREPOINT = frozenset({"teams", "groups", "users", "security", "subscriptions"})
_OF_A_GROUP = frozenset({"filesfolder", "drive", "sites"})
_BULK: ContextVar[bool] = ContextVar("bulk", default=False)


class SharedBudget(Protocol):
    """The budget that all workers share. Its methods may block: they are called in a thread."""

    def take(self, *, bulk: bool, least: int, back: Slice | None) -> Slice | Wait:
        """Return a slice of `least` units or more, or how long to wait; `back` is given back."""
        ...

    def pause(self, until: datetime) -> None:
        """Let every worker pause until then."""
        ...


class Governor(Protocol):
    """Asked before every request, and told of every answer."""

    async def grant(self, units: int) -> None:
        """Return when so many units may be used now. Raises Spent, with how long to wait."""
        ...

    def shut_until(self) -> datetime | None:
        """Return until when this kind of work may ask nothing, as far as is known here, or None."""
        ...

    async def heard(self, headers: Mapping[str, str]) -> None:
        """Take in what the headers of an answer tell; their names are in lower case."""
        ...

    async def throttled(self, error: Throttled) -> None:
        """Take in that Graph turned a request away."""
        ...


class Unbounded:
    """Lets everything through: for one that asks a little, and a tenant that counts nothing."""

    async def grant(self, units: int) -> None:
        """Return at once."""

    def shut_until(self) -> datetime | None:
        """Return None."""
        return None

    async def heard(self, headers: Mapping[str, str]) -> None:
        """Take no notice."""

    async def throttled(self, error: Throttled) -> None:
        """Take no notice."""


class SlicedGovernor:
    """Spends a budget that other processes share, in slices of its own.

    Within this process a pause holds from the answer that told it; another process hears of it
    when it takes its next slice, at most a few seconds later. In a pause the shared budget is asked
    as often: a person may have lifted it.
    """

    def __init__(self, shared: SharedBudget, limits: Limits, now: Callable[[], datetime]) -> None:
        self._shared = shared
        self._limits = limits
        self._now = now
        self._taking = threading.Lock()  # one at a time goes for more; the others use what it gets
        self._memory = threading.Lock()
        self._slices: dict[bool, Slice] = {}
        self._waits: dict[bool, Wait] = {}
        self._paused_until: datetime | None = None
        self._pause_heard_at = now()

    async def grant(self, units: int) -> None:
        """Return when so many units may be used now. Raises Spent, with how long to wait.

        No units are for what Graph does not count, such as a download: it only waits for a pause.
        """
        bulk = _BULK.get()
        if not self._spend(units, bulk=bulk):
            await asyncio.to_thread(self._take, units, bulk)

    def shut_until(self) -> datetime | None:
        """Return until when this kind of work may ask nothing, as far as is known here, or None."""
        with self._memory:
            waiting = None if self._pause_may_be_lifted() else self._waiting(_BULK.get())
        return waiting.until if waiting else None

    async def heard(self, headers: Mapping[str, str]) -> None:
        """Pause all of the app where hardly more is left than we leave alone."""
        seconds = pause_told(headers, self._limits)
        if seconds is not None:
            await self._pause(seconds)

    async def throttled(self, error: Throttled) -> None:
        """Pause all of the app for as long as Graph told."""
        if error.retry_after is not None:
            await self._pause(error.retry_after)

    async def _pause(self, seconds: float) -> None:
        until = self._now() + timedelta(seconds=min(seconds, LONGEST_PAUSE.total_seconds()))
        with self._memory:
            known = self._pause_now()
            if known is not None and until - known < timedelta(seconds=1):
                return
            self._hear_of_pause(until)
        await asyncio.to_thread(self._shared.pause, until)

    def _spend(self, units: int, *, bulk: bool) -> bool:
        """Spend them of the slice at hand; False where another one is needed. May raise Spent."""
        with self._memory:
            now, wait = self._now(), self._waiting(bulk)
            if self._pause_may_be_lifted():
                return False
            if wait is not None and (wait.paused or units):
                raise not_asked(wait, now)
            if not units:
                return True
            held = self._slices.get(bulk)
            if held is None or held.units < units or not now < held.until <= now + MINUTE:
                return False
            self._slices[bulk] = replace(held, units=held.units - units)
            return True

    def _take(self, units: int, bulk: bool) -> None:  # noqa: FBT001  handed to a thread
        with self._taking:
            if self._spend(units, bulk=bulk):
                return  # who went before took enough for both
            with self._memory:
                back = self._slices.pop(bulk, None)
                heard_at = self._pause_heard_at
            found = self._shared.take(bulk=bulk, least=units, back=back)
            with self._memory:
                if self._pause_heard_at == heard_at:
                    self._paused_until = None  # unless an answer told of one while we asked
                if isinstance(found, Slice):
                    self._slices[bulk] = replace(found, units=found.units - units)
                    return
                if found.paused:
                    self._hear_of_pause(max(found.until, self._pause_now() or found.until))
                else:
                    self._waits[bulk] = found
            raise not_asked(found, self._now())

    def _waiting(self, bulk: bool) -> Wait | None:  # noqa: FBT001
        paused, now = self._pause_now(), self._now()
        if paused is not None:
            return Wait(paused, paused=True)
        wait = self._waits.get(bulk)
        return wait if wait is not None and now < wait.until <= now + MINUTE else None

    def _hear_of_pause(self, until: datetime) -> None:
        self._paused_until, self._pause_heard_at = until, self._now()

    def _pause_may_be_lifted(self) -> bool:
        """Tell whether a pause is known here, and from so long ago that it has to be asked for."""
        heard_at, now = self._pause_heard_at, self._now()
        return self._pause_now() is not None and not heard_at <= now < heard_at + SLICE_LASTS

    def _pause_now(self) -> datetime | None:
        """Return until when the app pauses, as far as is known here; None where it does not."""
        until, now = self._paused_until, self._now()
        return until if until is not None and now < until <= now + LONGEST_PAUSE else None


@contextmanager
def as_bulk(is_bulk: bool) -> Iterator[None]:  # noqa: FBT001
    """What is asked within is bulk work, or is not: nobody waits for bulk work just now."""
    token = _BULK.set(is_bulk)
    try:
        yield
    finally:
        _BULK.reset(token)


def price(method: str, url: str) -> int:
    """Return the resource units of a request; `url` may be an address or a path with its query.

    What Graph counts for a group or a team is not known to be SharePoint's, and costs nothing here.
    """
    parts = urlsplit(url)
    words = [unquote(one).casefold() for one in parts.path.split("/") if one]
    if words and words[0] in {"v1.0", "beta"}:
        words = words[1:]
    query = unquote(parts.query).casefold()
    if _ABOUT_PERMISSIONS.intersection(words) or "permissions" in _expanded(query):
        return DEAREST
    if words and words[0] in _NOT_SHAREPOINT and not _OF_A_GROUP.intersection(words):
        return 0
    if method.upper() != "GET":
        return 2
    last = words[-1] if words else ""
    if "delta" in last:
        return 1 if "token=" in query or "token=" in last else 2
    return 2 if last in _MANY else 1


@dataclass(frozen=True, slots=True)
class _Told:
    limit: float
    remaining: float
    reset: float


def pause_told(headers: Mapping[str, str], limits: Limits) -> float | None:
    """Return for how many seconds the whole app has to pause after an answer; None: go on.

    Graph tells from 80 % of its limit on. Where less is left than we leave alone, its minute is
    not ours, or others ask with our identity too: the rest of it is not for us.
    """
    told = _told(headers)
    if told is None or told.limit <= 0:
        return None
    ours = limits.left_to_others / limits.per_minute
    # Reset is in whole seconds, which may have been cut off.
    return told.reset + 1 if told.remaining < ours * told.limit else None


def _told(headers: Mapping[str, str]) -> _Told | None:
    names = ("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset")
    try:
        told = _Told(*(float(headers[name]) for name in names))
    except (KeyError, ValueError):
        return None
    return told if 0 <= told.reset < float("inf") else None


def _expanded(query: str) -> str:
    return ",".join(part for part in query.split("&") if part.startswith(("$expand=", "expand=")))


def not_asked(wait: Wait, now: datetime) -> Spent:
    """Return the error where nothing was asked because of that wait."""
    why = "Graph asked the whole app to pause" if wait.paused else "this minute's budget is spent"
    seconds = max(0.001, (wait.until - now).total_seconds())
    return Spent(f"nothing was asked: {why}, until {wait.until:%H:%M:%S}", retry_after=seconds)
