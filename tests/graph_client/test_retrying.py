"""At most 3 attempts and 15 seconds, and never twice what would be done twice."""

import httpx
import pytest

from filing.errors import Busy, Changed, Rejected, Spent, Throttled, Transient, Unreachable
from graph_client.retrying import Repeat, in_attempts
from tests.graph_client.conftest import Waits


class Line:
    """Goes wrong as told, then right."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.attempts = 0

    async def __call__(self) -> str:
        self.attempts += 1
        if self._errors:
            raise self._errors.pop(0)
        return "answer"


async def test_what_goes_wrong_twice_is_tried_three_times_with_growing_waits(waits: Waits) -> None:
    line = Line(Unreachable("one"), Unreachable("two"))
    assert await in_attempts(line, repeat=Repeat.HARMLESS, wait=waits) == "answer"
    first, second = waits.seconds
    assert 0.5 <= first <= 1.0 <= second <= 1.5


async def test_after_three_attempts_the_last_error_is_raised(waits: Waits) -> None:
    line = Line(*(Unreachable(str(n)) for n in range(9)))
    with pytest.raises(Unreachable, match="2"):
        await in_attempts(line, repeat=Repeat.HARMLESS, wait=waits)
    assert line.attempts == 3


async def test_a_wait_that_fits_is_waited(waits: Waits) -> None:
    line = Line(Throttled("wait", retry_after=14.0))
    assert await in_attempts(line, repeat=Repeat.HARMLESS, wait=waits) == "answer"
    assert waits.seconds == [14.0]


async def test_waits_that_together_are_too_long_end_in_the_error_with_its_wait(
    waits: Waits,
) -> None:
    line = Line(Throttled("wait", retry_after=9.0), Throttled("more", retry_after=8.0))
    with pytest.raises(Throttled) as told:
        await in_attempts(line, repeat=Repeat.HARMLESS, wait=waits)
    assert told.value.retry_after == 8.0
    assert waits.seconds == [9.0]


async def test_retry_after_zero_is_not_taken_for_at_once(waits: Waits) -> None:
    await in_attempts(
        Line(Throttled("wait", retry_after=0.0)), repeat=Repeat.IF_NOT_APPLIED, wait=waits
    )
    assert waits.seconds[0] >= 0.5


@pytest.mark.parametrize("repeat", list(Repeat))
async def test_a_short_pause_of_the_app_is_sat_out(waits: Waits, repeat: Repeat) -> None:
    line = Line(Spent("paused", retry_after=3.0))
    assert await in_attempts(line, repeat=repeat, wait=waits) == "answer"
    assert waits.seconds == [3.0]


@pytest.mark.parametrize("repeat", list(Repeat))
async def test_a_longer_pause_holds_no_worker(waits: Waits, repeat: Repeat) -> None:
    line = Line(Spent("paused", retry_after=3.5))
    with pytest.raises(Spent):
        await in_attempts(line, repeat=repeat, wait=waits)
    assert (line.attempts, waits.seconds) == (1, [])


@pytest.mark.parametrize("error", [Busy("locked"), Changed("other"), Rejected("no")])
@pytest.mark.parametrize("repeat", list(Repeat))
async def test_what_seconds_do_not_change_is_not_tried_again(
    waits: Waits, error: Exception, repeat: Repeat
) -> None:
    line = Line(error)
    with pytest.raises(type(error)):
        await in_attempts(line, repeat=repeat, wait=waits)
    assert (line.attempts, waits.seconds) == (1, [])


@pytest.mark.parametrize("error", [Unreachable("504"), Throttled("429 without a wait")])
async def test_what_may_have_been_done_is_not_done_again(waits: Waits, error: Transient) -> None:
    line = Line(error)
    with pytest.raises(Transient):
        await in_attempts(line, repeat=Repeat.IF_NOT_APPLIED, wait=waits)
    assert line.attempts == 1


async def test_a_request_that_never_reached_graph_is_sent_again(waits: Waits) -> None:
    never = Unreachable("no connection")
    never.__cause__ = httpx.ConnectError("refused")
    assert await in_attempts(Line(never), repeat=Repeat.IF_NOT_APPLIED, wait=waits) == "answer"
