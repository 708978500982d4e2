import asyncio

import azure.functions as func
import pytest

from local_host.host import LocalHost
from tests.local_host.azurite import storage
from tests.local_host.hosting import STORAGE, Clock, HostOf, new_blueprint

__all__ = ["storage"]  # every test here runs with queues of both kinds


async def test_stopping_lets_what_runs_end_and_begins_nothing_more(host_of: HostOf) -> None:
    blueprint = new_blueprint()
    began = asyncio.Event()
    ended: list[str] = []

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    async def work(msg: func.QueueMessage) -> None:
        began.set()
        for _ in range(5):
            await asyncio.to_thread(int)
        ended.append(msg.get_body().decode())

    host = await host_of(blueprint, {"batchSize": 1})
    await host.send("changes", "one")
    await host.send("changes", "two")
    await began.wait()
    await host.stop()
    assert ended == ["one"]
    assert [m.body for m in await host.lying_in("changes")] == [b"two"]
    with pytest.raises(RuntimeError, match="does not run"):
        await host.settle()


async def test_what_does_not_end_in_time_is_visible_again_after_stopping(host_of: HostOf) -> None:
    blueprint = new_blueprint()
    began = asyncio.Event()

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    async def hang(msg: func.QueueMessage) -> None:
        began.set()
        await asyncio.Event().wait()

    host = await host_of(blueprint)
    await host.send("changes", "one")
    await began.wait()
    await host.stop(within_seconds=0)
    assert (await host.status())["queues"]["changes"] == {"visible": 1, "invisible": 0}
    assert (await host.status())["running"] == 0


async def test_messages_sent_before_the_start_are_taken_at_the_start(
    clock: Clock, storage: str
) -> None:
    heard: list[str] = []
    app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)

    @app.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    def listen(msg: func.QueueMessage) -> None:
        heard.append(msg.get_body().decode())

    host = LocalHost(app.get_functions(), host_json={}, clock=clock, storage=storage)
    await host.send("changes", "early")
    await host.start()
    await host.settle()
    await host.stop()
    assert heard == ["early"]
