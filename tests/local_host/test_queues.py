from hypothesis import given
from hypothesis import strategies as st

from local_host.queues import InProcessQueues, Message
from tests.local_host.hosting import Clock


def test_messages_come_in_the_order_they_were_sent(clock: Clock) -> None:
    queues = InProcessQueues(clock)
    for text in ("one", "two", "three"):
        queues.put("changes", text)
    assert [m.body for m in queues.take("changes", 2)] == [b"one", b"two"]
    assert [m.body for m in queues.take("changes", 2)] == [b"three"]
    assert queues.take("changes", 2) == []


def test_a_message_given_back_can_be_taken_at_once_and_counts_again(clock: Clock) -> None:
    queues = InProcessQueues(clock)
    queues.put("changes", "one")
    (message,) = queues.take("changes", 1)
    queues.give_back("changes", message)
    assert [m.dequeue_count for m in queues.take("changes", 1)] == [2]


@given(st.lists(st.sampled_from(["put", "take", "delete", "fail", "give_back", "wait"])))
def test_whatever_happens_a_message_is_in_one_place_until_it_is_deleted(acts: list[str]) -> None:
    clock = Clock()
    queues = InProcessQueues(clock, max_dequeue_count=2)
    taken: list[Message] = []
    alive: set[bytes] = set()
    for n, act in enumerate(acts):
        if act == "put":
            alive.add(queues.put("changes", str(n)).body)
        elif act == "take":
            taken += queues.take("changes", 2)
        elif act == "wait":
            clock.move(seconds=30)
        elif taken:
            message = taken.pop(0)
            if act == "delete":
                alive.remove(message.body)
            getattr(queues, act)("changes", message)
        lying = [*queues.messages("changes"), *queues.messages("changes-poison"), *taken]
        assert sorted(m.body for m in lying) == sorted(alive)
        assert queues.being_processed("changes") == len(taken)
        depths = queues.depths().values()
        assert sum(d.visible + d.invisible for d in depths) == len(alive)
