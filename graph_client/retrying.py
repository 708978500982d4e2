"""The one owner of retries: at most 3 attempts and 15 seconds; what takes longer goes back.

The SDK's own retries are off (`session.py`): they repeat a POST after a 504, which can mean two
copies. Here each request says whether it may be repeated.
"""

from collections.abc import Awaitable, Callable
from enum import Enum
from typing import TypeVar

import httpx
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception
from tenacity.wait import wait_exponential_jitter

from filing.errors import Spent, Throttled, Transient, Unreachable

ATTEMPTS = 3
SECONDS = 15.0
SAT_OUT = 3.0  # seconds; who waits longer for units makes room for another kind of work

T = TypeVar("T")
Wait = Callable[[float], Awaitable[None]]

_backoff = wait_exponential_jitter(multiplier=0.5, max=4.0, jitter=0.5)


class Repeat(Enum):
    """Whether a request may be sent again after it went wrong."""

    HARMLESS = "twice is the same as once: a GET, or a change that is guarded or sets one value"
    IF_NOT_APPLIED = "twice would do it twice: only when it surely was not done"


async def in_attempts(call: Callable[[], Awaitable[T]], *, repeat: Repeat, wait: Wait) -> T:
    """Return what `call` returns, trying again where that can help.

    Waits as long as Retry-After asks where that fits in what is left of the 15 seconds. Where it
    does not, or after 3 attempts, the last error is raised, with its `retry_after`. A pause of the
    app, or the last seconds of a minute whose units are spent, are sat out where they last 3 seconds
    at most: what goes back comes with the next sweep, and looks again at what it knew. A locked item
    (Busy) is not tried again here: locks last minutes. `wait` is given the seconds to wait.
    """
    attempts = AsyncRetrying(
        sleep=wait,
        wait=_seconds_to_wait,
        stop=_enough,
        retry=retry_if_exception(_harmless if repeat is Repeat.HARMLESS else _surely_not_applied),
        reraise=True,
    )
    return await attempts(call)


def _harmless(error: BaseException) -> bool:
    return isinstance(error, Throttled | Unreachable) or _soon_granted(error)


def _surely_not_applied(error: BaseException) -> bool:
    """Tell whether Graph turned the request away at the door, or never got it."""
    if isinstance(error.__cause__, httpx.ConnectError | httpx.ConnectTimeout):
        return True
    if isinstance(error, Throttled):
        return error.retry_after is not None
    return _soon_granted(error)


def _soon_granted(error: BaseException) -> bool:
    """Tell whether nothing was asked, and may be in a moment."""
    if not isinstance(error, Spent) or error.retry_after is None:
        return False
    return error.retry_after <= SAT_OUT


def _seconds_to_wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, Transient) else None
    return max(asked or 0.0, _backoff(state))


def _enough(state: RetryCallState) -> bool:
    # `idle_for` is what was waited by word, `seconds_since_start` by the clock: in tests, where
    # nobody really waits, only the first one grows.
    spent = max(state.seconds_since_start or 0.0, state.idle_for)
    return state.attempt_number >= ATTEMPTS or spent + state.upcoming_sleep > SECONDS
