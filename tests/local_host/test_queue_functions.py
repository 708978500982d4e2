import asyncio
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import List  # noqa: UP035  Azure's worker refuses `list[str]` in func.Out

import azure.functions as func
import pytest

from tests.local_host.azurite import storage
from tests.local_host.hosting import STORAGE, ClientOf, Clock, HostOf, new_blueprint

__all__ = ["storage"]  # every test here runs with queues of both kinds


def always(text: str) -> bool:
    return True


def listen(
    queue: str, heard: list[tuple[str, int | None]], *, fails: Callable[[str], bool]
) -> func.Blueprint:
    """Make a blueprint with one function that notes each message and its dequeue count."""
    blueprint = new_blueprint()

    @blueprint.queue_trigger(arg_name="msg", queue_name=queue, connection=STORAGE)
    async def listener(msg: func.QueueMessage) -> None:
        text = msg.get_body().decode()
        heard.append((text, msg.dequeue_count))
        if fails(text):
            raise RuntimeError(f"cannot do {text}")

    return blueprint


async def test_messages_go_from_http_through_two_queues(
    host_of: HostOf, client_of: ClientOf
) -> None:
    blueprint = new_blueprint()
    done: list[str] = []

    @blueprint.route(route="bell", methods=["POST"])
    @blueprint.queue_output(arg_name="changes", queue_name="changes", connection=STORAGE)
    async def bell(req: func.HttpRequest, changes: func.Out[str]) -> func.HttpResponse:
        changes.set(req.get_body().decode())
        assert changes.get() == req.get_body().decode()
        return func.HttpResponse(status_code=202)

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    @blueprint.queue_output(arg_name="documents", queue_name="documents", connection=STORAGE)
    async def look(msg: func.QueueMessage, documents: func.Out[List[str]]) -> None:  # noqa: UP006
        documents.set([f"{msg.get_json()['drive']}/{n}" for n in (1, 2, 3)])

    @blueprint.queue_trigger(arg_name="msg", queue_name="documents", connection=STORAGE)
    def file(msg: func.QueueMessage) -> None:
        assert threading.current_thread() is not threading.main_thread()
        done.append(msg.get_body().decode())

    host = await host_of(blueprint)
    assert (await client_of(host).post("/api/bell", json={"drive": "d"})).status_code == 202
    await host.settle()
    assert sorted(done) == ["d/1", "d/2", "d/3"]


async def test_a_message_has_what_the_worker_tells(host_of: HostOf) -> None:
    blueprint = new_blueprint()
    told: list[func.QueueMessage] = []

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    def look(msg: func.QueueMessage) -> None:
        told.append(msg)

    host = await host_of(blueprint)
    await host.send("changes", "hé")
    await host.settle()
    (message,) = told
    assert message.get_body() == "hé".encode()
    assert message.id
    assert message.pop_receipt
    assert message.dequeue_count == 1
    assert message.insertion_time is not None
    assert message.expiration_time == message.insertion_time + timedelta(days=7)


async def test_a_returned_text_is_a_message_where_the_binding_says_so(host_of: HostOf) -> None:
    blueprint = new_blueprint()

    @blueprint.queue_trigger(arg_name="msg", queue_name="questions", connection=STORAGE)
    @blueprint.queue_output(arg_name="$return", queue_name="answers", connection=STORAGE)
    def answer(msg: func.QueueMessage) -> str:
        return msg.get_body().decode() + "!"

    host = await host_of(blueprint)
    await host.send("questions", "well")
    await host.settle()
    assert [m.body for m in await host.lying_in("answers")] == [b"well!"]


async def test_a_function_that_fails_has_sent_nothing(host_of: HostOf) -> None:
    blueprint = new_blueprint()

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    @blueprint.queue_output(arg_name="documents", queue_name="documents", connection=STORAGE)
    def look(msg: func.QueueMessage, documents: func.Out[str]) -> None:
        documents.set("too early")
        raise RuntimeError("fell over")

    host = await host_of(blueprint)
    await host.send("changes", "x")
    await host.settle()
    assert await host.lying_in("documents") == ()


async def test_a_failing_message_is_tried_as_often_as_said_and_then_lies_in_the_poison_queue(
    host_of: HostOf, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[tuple[str, int | None]] = []
    blueprint = listen("changes", heard, fails=lambda text: text == "bad")
    host = await host_of(blueprint, {"maxDequeueCount": 3})
    await host.send("changes", "bad")
    await host.send("changes", "good")
    await host.settle()
    assert sorted(heard) == [("bad", 1), ("bad", 2), ("bad", 3), ("good", 1)]
    (poison,) = await host.lying_in("changes-poison")
    assert (poison.body, poison.dequeue_count) == (b"bad", 0)
    assert "Function listener failed on a message of queue changes, attempt 3" in caplog.text
    assert caplog.text.count("Traceback") == 1  # the same failure shows where it was once
    assert "Function listener: its message now lies in queue changes-poison" in caplog.text


async def test_a_poison_queue_can_have_a_function_of_its_own(host_of: HostOf) -> None:
    heard: list[tuple[str, int | None]] = []
    blueprint = listen("changes", [], fails=always)

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes-poison", connection=STORAGE)
    def bury(msg: func.QueueMessage) -> None:
        heard.append((msg.get_body().decode(), msg.dequeue_count))

    host = await host_of(blueprint)
    await host.send("changes", "bad")
    await host.settle()
    assert heard == [("bad", 1)]


async def test_what_fails_in_a_poison_queue_stays_away_and_makes_no_further_poison_queue(
    host_of: HostOf, clock: Clock
) -> None:
    heard: list[tuple[str, int | None]] = []
    host = await host_of(listen("changes-poison", heard, fails=always), {"maxDequeueCount": 2})
    await host.send("changes-poison", "bad")
    await host.settle()
    assert heard == [("bad", 1)]
    for _ in range(3):
        clock.move(minutes=10)
        await host.settle()
    assert heard == [("bad", 1), ("bad", 2)]
    assert "changes-poison-poison" not in (await host.status())["queues"]


async def test_a_failed_message_waits_until_the_clock_says_it_is_visible(
    host_of: HostOf, clock: Clock
) -> None:
    heard: list[tuple[str, int | None]] = []
    host = await host_of(listen("changes", heard, fails=always), {"visibilityTimeout": "00:00:30"})
    await host.send("changes", "x")
    await host.settle()
    assert (await host.status())["queues"]["changes"] == {"visible": 0, "invisible": 1}
    clock.move(seconds=29)
    await host.settle()
    assert heard == [("x", 1)]
    clock.move(seconds=1)
    await host.settle()
    assert heard == [("x", 1), ("x", 2)]


async def test_an_output_that_is_no_message_fails_the_function(
    host_of: HostOf, caplog: pytest.LogCaptureFixture
) -> None:
    blueprint = new_blueprint()

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    @blueprint.queue_output(arg_name="out", queue_name="documents", connection=STORAGE)
    def look(msg: func.QueueMessage, out: func.Out[str]) -> None:
        out.set({"v": 1})  # type: ignore[arg-type]

    host = await host_of(blueprint, {"maxDequeueCount": 1})
    await host.send("changes", "x")
    await host.settle()
    assert "Function look set a dict on 'out'" in caplog.text
    assert len(await host.lying_in("changes-poison")) == 1


async def test_no_more_messages_run_at_once_than_host_json_allows(host_of: HostOf) -> None:
    blueprint = new_blueprint()
    door = asyncio.Event()
    two_inside = asyncio.Event()
    inside: set[str] = set()
    most = 0

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    async def look(msg: func.QueueMessage) -> None:
        nonlocal most
        inside.add(str(msg.id))
        most = max(most, len(inside))
        if len(inside) == 2:
            two_inside.set()
        await door.wait()
        inside.remove(str(msg.id))

    queues = {"batchSize": 2, "newBatchThreshold": 0}
    host = await host_of(blueprint, queues, lying={"changes": list("01234")})
    await two_inside.wait()
    assert (await host.status())["queues"]["changes"] == {"visible": 3, "invisible": 2}
    assert (await host.status())["running"] == 2
    door.set()
    await host.settle()
    assert most == 2
    assert (await host.status())["queues"]["changes"] == {"visible": 0, "invisible": 0}


async def test_an_async_function_that_runs_too_long_has_failed(host_of: HostOf) -> None:
    blueprint = new_blueprint()

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    async def hang(msg: func.QueueMessage) -> None:
        await asyncio.Event().wait()

    host = await host_of(blueprint, {"maxDequeueCount": 1}, functionTimeout="00:00:00.01")
    await host.send("changes", "x")
    await host.settle()
    assert len(await host.lying_in("changes-poison")) == 1


async def test_settling_says_what_is_still_busy(host_of: HostOf) -> None:
    blueprint = new_blueprint()
    door = asyncio.Event()

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    async def hang(msg: func.QueueMessage) -> None:
        await door.wait()

    host = await host_of(blueprint, {"batchSize": 1})
    await host.send("changes", "one")
    await host.send("changes", "two")
    with pytest.raises(TimeoutError, match=r"function hang runs; queue changes has 1 visible"):
        await host.settle(timeout_seconds=0.05)
    door.set()
    await host.settle()
