"""Being subscribed: whoever is not, or is for nothing, finds out."""

import pytest

from filing.problems import STOPPED
from functions.composition import compose
from tests.journeys.journey import Journey

pytestmark = pytest.mark.journey


async def problem(journey: Journey) -> str | None:
    [source] = await journey.whole.sources.all()
    return source.problem


async def days_pass(journey: Journey, days: int) -> None:
    journey.clock.advance(days=days)
    await journey.own("POST", "/clock", {"advance_seconds": days * 86_400})
    for function in ("safety_delta", "tend"):
        await journey.host.run_function(function)
        await journey.settle()


async def subscription_calls(journey: Journey) -> list[str]:
    """Return every request by which a subscription was made, renewed or ended."""
    calls = (await journey.own("GET", "/calls"))["calls"]
    made = [call["operation"] for call in calls if call["operation"].startswith("subscription.")]
    return [
        operation
        for operation in made
        if operation not in ("subscription.get", "subscription.list")
    ]


@pytest.mark.parametrize("answer", [{"status": 403}, {"status": 429, "retry_after": 60}])
async def test_a_subscription_that_is_refused_is_a_problem_until_there_is_one(
    journey: Journey, answer: dict[str, int]
) -> None:
    journey.clock.advance(days=8)
    await journey.own("POST", "/clock", {"advance_seconds": 8 * 86_400})
    await journey.fault("status", "subscription.create", times=None, code="denied", **answer)
    await journey.host.run_function("tend")
    await journey.host.run_function("safety_delta")
    await journey.settle()
    [drive] = await journey.whole.sources.drives()
    assert drive.problem is None  # it was read
    assert "no subscription" in (await problem(journey) or "")

    await journey.own("DELETE", "/faults")
    await journey.host.run_function("tend")
    assert await problem(journey) is None


async def test_while_everything_is_stopped_nothing_is_subscribed_to_and_nothing_is_missed(
    journey: Journey,
) -> None:
    before = await subscription_calls(journey)
    journey.whole.house.set_stop(is_on=True, actor="person:test")
    await days_pass(journey, 5)
    assert await problem(journey) is None  # it lives two days yet
    await days_pass(journey, 3)
    assert await problem(journey) == f"no subscription: {STOPPED.en}"
    await journey.save("brief.txt")
    await journey.settle()
    assert await subscription_calls(journey) == before

    journey.whole.house.set_stop(is_on=False, actor="person:test")
    await journey.host.run_function("tend")
    await journey.settle()
    assert await problem(journey) is None
    assert (await journey.only_line()).outcome == "filed"


async def test_a_key_that_was_changed_gets_a_subscription_of_its_own(journey: Journey) -> None:
    await journey.host.stop()
    await journey.whole.close()
    other = journey.whole.settings.model_copy(update={"client_state_key": "quite another key"})
    journey.whole = compose(other, journey.clock)
    await journey.start_host()
    await journey.host.run_function("tend")
    await journey.settle()

    await journey.save("brief.txt")
    await journey.settle()
    assert (await journey.only_line()).outcome == "filed"
    assert journey.whole.house.counts() == {}
    [subscription] = (await journey.own("GET", "/tree"))["subscriptions"]
    [drive] = await journey.whole.sources.drives()
    assert subscription["id"] == drive.subscription_id


async def test_a_change_that_no_notification_announced_is_counted_and_said(
    journey: Journey, caplog: pytest.LogCaptureFixture
) -> None:
    await journey.fault("notifications_lost", "*", times=None)
    await journey.save("brief.txt")
    await journey.host.run_function("safety_delta")
    await journey.settle()
    journey.clock.advance(minutes=11)
    await journey.host.run_function("tend")
    [drive] = await journey.whole.sources.drives()
    assert journey.whole.house.counts() == {"unannounced_changes": 1}
    assert f"drive {drive.drive_id} changed and no notification came" in caplog.text


async def test_a_change_that_was_announced_after_all_is_not_counted(journey: Journey) -> None:
    await journey.save("brief.txt")
    await journey.host.run_function("safety_delta")
    await journey.settle()
    journey.clock.advance(minutes=11)
    await journey.host.run_function("tend")
    assert journey.whole.house.counts() == {}
