from datetime import UTC, datetime

import azure.functions as func
import pytest

from local_host.timers import Timer, WrongScheduleError
from tests.local_host.hosting import STORAGE, ClientOf, Clock, HostOf, new_blueprint


def ticking(ticks: list[tuple[datetime, bool]], clock: Clock) -> func.Blueprint:
    """Make a blueprint with one function that notes when it ran and what it was told."""
    blueprint = new_blueprint()

    @blueprint.timer_trigger(arg_name="timer", schedule="0 */5 * * * *")
    def sweep(timer: func.TimerRequest) -> None:
        ticks.append((clock.now, timer.past_due))

    return blueprint


async def test_a_timer_runs_at_the_start_and_then_when_the_clock_says_so(
    host_of: HostOf, clock: Clock
) -> None:
    ticks: list[tuple[datetime, bool]] = []
    host = await host_of(ticking(ticks, clock))
    await host.settle()
    began = clock.now
    clock.move(minutes=4)
    await host.settle()
    clock.move(seconds=30)
    await host.settle()
    await host.settle()
    assert ticks == [(began, True), (datetime(2026, 3, 2, 9, 5, tzinfo=UTC), False)]


async def test_moments_that_passed_are_made_up_for_once(host_of: HostOf, clock: Clock) -> None:
    ticks: list[tuple[datetime, bool]] = []
    host = await host_of(ticking(ticks, clock))
    await host.settle()
    clock.move(hours=3)
    await host.settle()
    assert [past_due for _, past_due in ticks] == [True, True]


async def test_timers_can_be_left_off(host_of: HostOf, clock: Clock) -> None:
    ticks: list[tuple[datetime, bool]] = []
    host = await host_of(ticking(ticks, clock), timers=False)
    clock.move(hours=1)
    await host.settle()
    assert ticks == []
    await host.run_function("sweep")
    assert [past_due for _, past_due in ticks] == [False]


async def test_a_timer_that_fails_runs_again_next_time(
    host_of: HostOf, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    blueprint = new_blueprint()
    runs: list[str] = []

    @blueprint.timer_trigger(arg_name="timer", schedule="0 0 * * * *")
    async def sweep(timer: func.TimerRequest) -> None:
        runs.append("run")
        raise RuntimeError("no")

    host = await host_of(blueprint)
    await host.settle()
    clock.move(hours=1)
    await host.settle()
    assert len(runs) == 2
    assert "Function sweep failed" in caplog.text


def test_a_day_of_the_month_and_of_the_week_must_both_fit(clock: Clock) -> None:
    timer = Timer("friday", "0 0 12 13 * FRI", clock)
    timer.ran()
    assert timer.due_at == datetime(2026, 3, 13, 12, tzinfo=UTC)
    clock.now = timer.due_at
    timer.ran()
    assert timer.due_at == datetime(2026, 11, 13, 12, tzinfo=UTC)


@pytest.mark.parametrize("schedule", ["*/5 * * * *", "@hourly", "0 0 0 L * *", "0 99 * * * *", ""])
async def test_what_azure_would_not_read_as_a_schedule_is_refused(
    host_of: HostOf, schedule: str
) -> None:
    blueprint = new_blueprint()

    @blueprint.timer_trigger(arg_name="timer", schedule=schedule)
    def sweep(timer: func.TimerRequest) -> None:
        raise NotImplementedError

    with pytest.raises(WrongScheduleError, match="Function sweep"):
        await host_of(blueprint)


async def test_the_admin_page_runs_any_function_that_has_no_url_of_its_own(
    host_of: HostOf, client_of: ClientOf, clock: Clock
) -> None:
    ticks: list[tuple[datetime, bool]] = []
    heard: list[str] = []
    blueprint = ticking(ticks, clock)

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    def look(msg: func.QueueMessage) -> None:
        heard.append(msg.get_body().decode())

    @blueprint.route(route="page")
    def page(req: func.HttpRequest) -> str:
        raise NotImplementedError

    host = await host_of(blueprint, timers=False)
    client = client_of(host)
    assert (await client.post("/admin/functions/sweep", json={})).status_code == 202
    assert (await client.post("/admin/functions/look", json={"input": "x"})).status_code == 202
    assert (await client.post("/admin/functions/sweep")).status_code == 202
    assert (await client.post("/admin/functions/nobody")).status_code == 404
    assert (await client.post("/admin/functions/page")).status_code == 400
    assert (await client.post("/admin/functions/sweep", content=b"{")).status_code == 400
    await host.settle()
    assert (len(ticks), heard) == (2, ["x"])


async def test_the_status_page_shows_the_queues(host_of: HostOf, client_of: ClientOf) -> None:
    blueprint = new_blueprint()

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    @blueprint.queue_output(arg_name="out", queue_name="documents", connection=STORAGE)
    def look(msg: func.QueueMessage, out: func.Out[str]) -> None:
        out.set("x")

    host = await host_of(blueprint)
    await host.send("changes", "x")
    await host.settle()
    assert (await client_of(host).get("/admin/host/status")).json() == {
        "state": "Running",
        "queues": {
            "changes": {"visible": 0, "invisible": 0},
            "documents": {"visible": 1, "invisible": 0},
        },
        "running": 0,
    }
