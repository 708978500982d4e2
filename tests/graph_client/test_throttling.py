"""The governor: what it hears of Graph, what it lets through, and how seldom it asks the store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from filing.budget import Budget, Limits, Slice, Wait, minute_of, pause, take
from filing.errors import NotFound, Spent, Throttled
from graph_client.asking import ask, at_link
from graph_client.session import GraphSession
from graph_client.throttling import SlicedGovernor, as_bulk, pause_told, price
from tests.graph_client.scripted_graph import ScriptedGraph, error_told

LIMITS = Limits(1_250)  # 125 units of a minute are left alone


class Clock:
    """Stands still until it is moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class OneProcessBudget:
    """The budget in memory, by the same arithmetic as the store's; counts who asks it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._budget = Budget(minute_of(clock()))
        self.asked = 0

    def take(self, *, bulk: bool, least: int, back: Slice | None) -> Slice | Wait:
        self.asked += 1
        now = self._clock()
        self._budget, found = take(self._budget, LIMITS, now, bulk=bulk, least=least, back=back)
        return found

    def pause(self, until: datetime) -> None:
        self._budget = pause(self._budget, self._clock(), until)

    def lift_pause(self) -> None:
        self._budget = replace(self._budget, paused_until=None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shared(clock: Clock) -> OneProcessBudget:
    return OneProcessBudget(clock)


@pytest.fixture
def governor(shared: OneProcessBudget, clock: Clock) -> SlicedGovernor:
    return SlicedGovernor(shared, LIMITS, clock)


async def spends_all(governor: SlicedGovernor) -> int:
    """Ask single units until there are none; return how many there were."""
    for spent in range(LIMITS.per_minute):
        try:
            await governor.grant(1)
        except Spent:
            return spent
    return LIMITS.per_minute


def rate_limit(limit: str, remaining: str, reset: str) -> dict[str, str]:
    return {
        "ratelimit-limit": limit,
        "ratelimit-remaining": remaining,
        "ratelimit-reset": reset,
    }


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        (rate_limit("1250", "250", "20"), None),
        (rate_limit("1250", "125", "20"), None),
        (rate_limit("1250", "124", "20"), 21.0),
        (rate_limit("1250", "0", "0"), 1.0),
        (rate_limit("2500", "249", "20"), 21.0),  # the tenant is larger than we were told
        (rate_limit("2500", "250", "20"), None),
        (rate_limit("1250", "0", "soon"), None),
        (rate_limit("1250", "0", "-1"), None),
        (rate_limit("1250", "0", "inf"), None),
        (rate_limit("1250", "0", "nan"), None),
        (rate_limit("0", "0", "20"), None),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "20"}, None),
    ],
)
def test_the_app_pauses_where_less_is_left_than_it_leaves_alone(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert pause_told(headers, LIMITS) == seconds


@pytest.mark.parametrize(
    ("method", "path", "units"),
    [
        ("GET", "/v1.0/drives/b!1/items/01A", 1),
        ("GET", "/v1.0/drives/b!1/items/01A/content", 1),
        ("GET", "/v1.0/drives/b!1/items/01A/children?$top=200", 2),
        ("GET", "/v1.0/drives/b!1/items/root/delta()", 2),
        ("GET", "/v1.0/drives/b!1/items/root/delta(token='abc')", 1),
        ("GET", "https://graph.microsoft.com/v1.0/drives/b!1/root/delta?token=abc", 1),
        ("GET", "/v1.0/drives/b!1/items/01A/permissions", 5),
        ("GET", "/v1.0/drives/b!1/items/01A?$expand=permissions", 5),
        ("GET", "/v1.0/drives/b!1/items/01A?%24expand=listItem,permissions", 5),
        ("GET", "/v1.0/drives/b!1/root:/permissions.docx", 1),
        ("POST", "/v1.0/drives/b!1/items/01A/copy", 2),
        ("PATCH", "/v1.0/drives/b!1/items/01A", 2),
        ("DELETE", "/v1.0/drives/b!1/items/01A", 2),
        ("GET", "/v1.0/groups/1/drive", 1),
        ("GET", "/v1.0/teams/1/channels/2/filesFolder", 1),
        ("GET", "/v1.0/teams/1/channels", 0),
        ("POST", "/v1.0/subscriptions", 0),
    ],
)
def test_a_request_is_priced_by_what_it_asks(method: str, path: str, units: int) -> None:
    assert price(method, path) == units


async def test_a_minute_holds_the_ceiling_and_the_store_is_asked_seldom(
    governor: SlicedGovernor, shared: OneProcessBudget, clock: Clock
) -> None:
    assert await spends_all(governor) == LIMITS.ceiling
    asked = shared.asked
    assert asked < LIMITS.ceiling / 10
    assert await spends_all(governor) == 0
    assert shared.asked == asked  # that the minute is spent is known here
    clock.move(60)
    assert await spends_all(governor) == LIMITS.ceiling


async def test_bulk_work_that_spent_its_share_leaves_the_rest_to_people(
    governor: SlicedGovernor, clock: Clock
) -> None:
    with as_bulk(True):
        assert await spends_all(governor) == LIMITS.bulk_ceiling
        assert governor.shut_until() == clock() + timedelta(minutes=1)
    assert governor.shut_until() is None
    assert await spends_all(governor) == LIMITS.ceiling - LIMITS.bulk_ceiling


async def test_a_refusal_pauses_every_worker_and_downloads_too(
    governor: SlicedGovernor, shared: OneProcessBudget, clock: Clock
) -> None:
    other = SlicedGovernor(shared, LIMITS, clock)
    await other.grant(1)
    await governor.throttled(Throttled("wait", retry_after=90.0))
    for units in (0, 1):
        with pytest.raises(Spent) as told:
            await governor.grant(units)
        assert told.value.retry_after == 90.0
    clock.move(5)  # the other one's slice has lasted long enough
    with pytest.raises(Spent) as told:
        await other.grant(1)
    assert told.value.retry_after == 85.0
    with pytest.raises(Spent):
        await other.grant(0)
    clock.move(85)
    for one in (governor, other):
        await one.grant(1)
        await one.grant(0)


async def test_a_pause_that_a_person_lifts_is_over_for_every_worker_within_seconds(
    governor: SlicedGovernor, shared: OneProcessBudget, clock: Clock
) -> None:
    other = SlicedGovernor(shared, LIMITS, clock)
    await governor.throttled(Throttled("wait", retry_after=3600.0))
    with pytest.raises(Spent):
        await other.grant(1)
    shared.lift_pause()
    clock.move(5)
    for one in (governor, other):
        assert one.shut_until() is None
        await one.grant(1)
        await one.grant(0)


async def test_a_pause_that_nobody_lifts_is_asked_for_seldom(
    governor: SlicedGovernor, shared: OneProcessBudget, clock: Clock
) -> None:
    await governor.throttled(Throttled("wait", retry_after=3600.0))
    for _ in range(600):
        clock.move(1)
        with pytest.raises(Spent):
            await governor.grant(1)
    assert shared.asked == 600 // 5


async def test_a_shorter_wait_does_not_shorten_a_pause(
    governor: SlicedGovernor, clock: Clock
) -> None:
    await governor.throttled(Throttled("wait", retry_after=90.0))
    await governor.throttled(Throttled("wait", retry_after=10.0))
    await governor.heard(rate_limit("1250", "0", "20"))
    assert governor.shut_until() == clock() + timedelta(seconds=90)


async def test_an_answer_that_leaves_little_pauses_the_app_and_one_that_leaves_enough_does_not(
    governor: SlicedGovernor, clock: Clock
) -> None:
    await governor.heard(rate_limit("1250", "200", "20"))
    await governor.grant(1)
    await governor.heard(rate_limit("1250", "100", "20"))
    assert governor.shut_until() == clock() + timedelta(seconds=21)


async def test_an_answer_that_is_an_error_tells_what_is_left_too(
    governor: SlicedGovernor, clock: Clock, scripted: ScriptedGraph, scripted_session: GraphSession
) -> None:
    scripted_session.governor = governor
    scripted.will_tell(
        error_told(
            404,
            "itemNotFound",
            RateLimit_Limit="1250",
            RateLimit_Remaining="100",
            RateLimit_Reset="20",
        )
    )
    with pytest.raises(NotFound):
        await ask(scripted_session, "an item", at_link(scripted_session, scripted_session.base_url))
    assert governor.shut_until() == clock() + timedelta(seconds=21)
