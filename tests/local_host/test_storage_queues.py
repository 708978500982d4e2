"""What only queues in Azure Storage have: encodings, polling, leases, others who use them."""

import asyncio
import base64
import logging
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta

import azure.functions as func
import pytest
from azure.storage.queue.aio import QueueServiceClient

from local_host.host import LocalHost
from local_host.polling import Polling
from local_host.storage_queues import API_VERSION, WrongStorageError
from tests.local_host.azurite import ROOT
from tests.local_host.hosting import STORAGE, Clock, HostOf, new_blueprint

BOUND_SECONDS = 60  # for what takes a second at most


@pytest.fixture
def storage(storage_account: str) -> str:
    """Every test here runs on Azurite."""
    return storage_account


@pytest.fixture
async def others(storage_account: str) -> AsyncIterator[QueueServiceClient]:
    """Somebody else, who uses the same storage with Microsoft's own library."""
    client = QueueServiceClient.from_connection_string(storage_account, api_version=API_VERSION)
    async with client:
        yield client


class Heard:
    """A blueprint with one function that tells what it gets, and does not end before `door`."""

    def __init__(self, queue: str = "changes", *, ends: bool = True) -> None:
        self.texts: list[tuple[str, int | None]] = []
        self.began = asyncio.Event()
        self.door = asyncio.Event()
        if ends:
            self.door.set()
        self.blueprint = new_blueprint()

        @self.blueprint.queue_trigger(arg_name="msg", queue_name=queue, connection=STORAGE)
        async def listener(msg: func.QueueMessage) -> None:
            self.texts.append((msg.get_body().decode(), msg.dequeue_count))
            self.began.set()
            await self.door.wait()

    async def begins(self) -> None:
        await asyncio.wait_for(self.began.wait(), BOUND_SECONDS)


async def lying(others: QueueServiceClient, queue: str) -> list[str]:
    return [str(m.content) for m in await others.get_queue_client(queue).peek_messages(32)]


@pytest.mark.parametrize(
    ("encoding", "written"), [("base64", base64.b64encode("hé".encode()).decode()), ("none", "hé")]
)
async def test_messages_lie_in_storage_as_host_json_encodes_them(
    host_of: HostOf, others: QueueServiceClient, encoding: str, written: str
) -> None:
    blueprint = Heard(queue="changes").blueprint

    @blueprint.queue_trigger(arg_name="msg", queue_name="questions", connection=STORAGE)
    @blueprint.queue_output(arg_name="$return", queue_name="answers", connection=STORAGE)
    def answer(msg: func.QueueMessage) -> str:
        assert msg.get_body() == "hé".encode()
        return msg.get_body().decode()

    host = await host_of(blueprint, {"messageEncoding": encoding})
    await others.get_queue_client("questions").send_message(written)
    await host.settle()
    assert await lying(others, "answers") == [written]
    assert await lying(others, "questions") == []


async def test_a_text_in_another_encoding_goes_to_poison_as_it_is_and_blocks_nothing(
    host_of: HostOf, others: QueueServiceClient, caplog: pytest.LogCaptureFixture
) -> None:
    heard = Heard()
    host = await host_of(heard.blueprint, {"messageEncoding": "base64", "batchSize": 1})
    await others.get_queue_client("changes").send_message("{plain: text}")
    await host.send("changes", "good")
    await host.settle()
    assert heard.texts == [("good", 1)]
    assert await lying(others, "changes-poison") == ["{plain: text}"]
    assert "is not in base64" in caplog.text


async def test_a_text_in_another_encoding_in_a_poison_queue_stays_there_and_blocks_nothing(
    host_of: HostOf, others: QueueServiceClient
) -> None:
    heard = Heard("changes-poison")
    host = await host_of(heard.blueprint, {"messageEncoding": "base64", "batchSize": 1})
    await others.get_queue_client("changes-poison").send_message("{plain: text}")
    await host.send("changes-poison", "good")
    await host.settle()
    assert heard.texts == [("good", 1)]
    assert (await host.status())["queues"]["changes-poison"] == {"visible": 0, "invisible": 1}


async def test_bytes_that_are_no_text_can_be_sent_only_in_base64(host_of: HostOf) -> None:
    host = await host_of(Heard().blueprint, {"messageEncoding": "none"})
    with pytest.raises(ValueError, match="decode"):
        await host._queues.put("changes", b"\xff")


async def test_what_another_sends_is_found_by_polling(
    host_of: HostOf, others: QueueServiceClient
) -> None:
    heard = Heard()
    host = await host_of(heard.blueprint, {"messageEncoding": "none"})
    await host.settle()
    await others.get_queue_client("changes").send_message("from afar")
    await heard.begins()
    assert heard.texts == [("from afar", 1)]


async def test_a_message_of_a_host_that_was_killed_comes_back_for_the_next(
    host_of: HostOf, storage: str, others: QueueServiceClient
) -> None:
    changes = others.get_queue_client("changes")
    await changes.create_queue()
    await changes.send_message(base64.b64encode(b"one").decode())
    hanging = subprocess.Popen(  # noqa: ASYNC220  it begins at once
        [sys.executable, "-m", "tests.local_host.hanging_host", storage],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert hanging.stdout is not None
    with hanging.stdout as said:
        assert await asyncio.to_thread(said.readline) == "began\n"
        hanging.kill()
        hanging.wait()
    heard = Heard()
    await host_of(heard.blueprint)
    await heard.begins()
    assert heard.texts == [("one", 2)]


async def test_a_message_stays_away_for_as_long_as_its_function_runs(
    host_of: HostOf, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="local_host.storage_queues")
    slow = Heard(ends=False)
    host = await host_of(slow.blueprint, read_lease=timedelta(seconds=1))
    await host.send("changes", "one")
    await slow.begins()
    other = Heard()
    await host_of(other.blueprint, {"maxPollingInterval": "00:00:00.1"})
    async with asyncio.timeout(BOUND_SECONDS):  # three times half a lease: the first is over
        while sum("is prolonged" in record.message for record in caplog.records) < 3:
            await asyncio.to_thread(int)
    slow.door.set()
    await host.settle()
    assert (slow.texts, other.texts) == ([("one", 1)], [])


async def test_a_message_that_killed_too_many_hosts_goes_to_poison_unseen(
    host_of: HostOf, others: QueueServiceClient
) -> None:
    changes = others.get_queue_client("changes")
    await changes.create_queue()
    await changes.send_message(base64.b64encode(b"deadly").decode())
    for _ in range(2):
        taken = await changes.receive_message(visibility_timeout=30)
        assert taken is not None
        await changes.update_message(taken.id, taken.pop_receipt, visibility_timeout=0)
    heard = Heard()
    host = await host_of(heard.blueprint, {"maxDequeueCount": 2})
    await host.settle()
    assert heard.texts == []
    assert [m.body for m in await host.lying_in("changes-poison")] == [b"deadly"]


async def test_a_message_that_somebody_else_deleted_troubles_nobody(
    host_of: HostOf, others: QueueServiceClient, caplog: pytest.LogCaptureFixture
) -> None:
    heard = Heard(ends=False)
    host = await host_of(heard.blueprint)
    await host.send("changes", "one")
    await heard.begins()
    await others.get_queue_client("changes").clear_messages()
    heard.door.set()
    await host.settle()
    await host.send("changes", "two")
    await host.settle()
    assert [text for text, _ in heard.texts] == ["one", "two"]
    assert "comes back after its lease" in caplog.text


async def test_a_message_that_cannot_be_sent_fails_the_function(
    host_of: HostOf, others: QueueServiceClient
) -> None:
    blueprint = new_blueprint()

    @blueprint.queue_trigger(arg_name="msg", queue_name="changes", connection=STORAGE)
    @blueprint.queue_output(arg_name="out", queue_name="documents", connection=STORAGE)
    def look(msg: func.QueueMessage, out: func.Out[str]) -> None:
        out.set("x" * 70_000)  # a message has room for 64 KiB

    host = await host_of(blueprint, {"maxDequeueCount": 1})
    await host.send("changes", "x")
    await host.settle()
    assert [m.body for m in await host.lying_in("changes-poison")] == [b"x"]


async def test_storage_that_is_away_is_said_at_the_start(storage: str) -> None:
    nobody = storage.partition("QueueEndpoint=")[0] + "QueueEndpoint=http://127.0.0.1:9/account;"
    app = func.FunctionApp()
    app.register_functions(Heard().blueprint)
    host = LocalHost(app.get_functions(), host_json={}, storage=nobody)
    with pytest.raises(ConnectionError, match=r"the queue storage at http://127.0.0.1:9/account"):
        await host.start()


def test_a_wrong_connection_string_is_not_repeated() -> None:
    with pytest.raises(WrongStorageError) as wrong:
        LocalHost([], host_json={}, storage="AccountName=a;AccountKey")
    assert "AccountKey" not in str(wrong.value)


def test_an_empty_queue_is_looked_at_ever_less_often_until_something_is_known(clock: Clock) -> None:
    seconds = 0.0
    polling = Polling(timedelta(seconds=1), clock, lambda: seconds)
    pauses = []
    for _ in range(6):
        assert polling.seconds_left("changes", []) <= 0
        polling.looked("changes", found=False)
        pauses.append(polling.seconds_left("changes", []))
        seconds += pauses[-1]
    assert pauses == pytest.approx([0.1, 0.2, 0.4, 0.8, 1.0, 1.0])
    polling.looked("changes", found=False)
    assert polling.seconds_left("changes", [clock.now + timedelta(seconds=0.5)]) == 0.5
    polling.look_again()
    assert polling.seconds_left("changes", []) == 0
    polling.looked("changes", found=True)
    polling.looked("changes", found=False)
    assert polling.seconds_left("changes", []) == pytest.approx(0.1)
