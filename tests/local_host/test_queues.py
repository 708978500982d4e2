from hypothesis import given
from hypothesis import strategies as st

from local_host.in_process_queues import InProcessQueues
from tests.local_host.hosting import Clock


async def test_messages_come_in_the_order_they_were_sent(clock: Clock) -> None:
    queues = InProcessQueues(clock)
    for text in ("one", "two", "three"):
        await queues.put("changes", text)
    assert [m.body for m in await queues.take("changes", 2)] == [b"one", b"two"]
    assert [m.body for m in await queues.take("changes", 2)] == [b"three"]
    assert await queues.take("changes", 2) == []


async def test_a_message_given_back_can_be_taken_at_once_and_counts_again(clock: Clock) -> None:
    queues = InProcessQueues(clock)
    await queues.put("changes", "one")
    (message,) = await queues.take("changes", 1)
    await queues.give_back("changes", message)
    assert [m.dequeue_count for m in await queues.take("changes", 1)] == [2]


ACTS = ["put", "take", "delete", "put_off", "bury", "give_back", "wait"]


@given(st.lists(st.sampled_from(ACTS)))
async def test_whatever_happens_a_message_is_in_one_place_until_it_is_deleted(
    acts: list[str],
) -> None:
    clock = Clock()
    queues = InProcessQueues(clock)
    taken = await queues.take("changes", 1)  # nothing lies there yet
    alive: set[bytes] = set()
    for n, act in enumerate(acts):
        if act == "put":
            await queues.put("changes", str(n))
            alive.add(str(n).encode())
        elif act == "take":
            taken += await queues.take("changes", 2)
        elif act == "wait":
            clock.move(seconds=30)
        elif taken:
            message = taken.pop(0)
            if act == "delete":
                alive.remove(message.body)
            await getattr(queues, act)("changes", message)
        lying = [*queues.messages("changes"), *queues.messages("changes-poison"), *taken]
        assert sorted(m.body for m in lying) == sorted(alive)
        assert queues.being_processed("changes") == len(taken)
        depths = (await queues.depths()).values()
        assert sum(d.visible + d.invisible for d in depths) == len(alive)
