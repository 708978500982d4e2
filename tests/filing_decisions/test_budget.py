"""The budget of Graph's units: whatever workers do, no minute gives more than its ceiling."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from filing.budget import MINUTE, Budget, Limits, Slice, Wait, minute_of, pause, take

NOW = datetime(2026, 11, 23, 9, 0, 10, tzinfo=UTC)
SMALLEST = Limits(1_250)

limits = st.builds(
    Limits,
    st.integers(100, 10_000),
    percent_used=st.integers(10, 100),
    percent_bulk=st.integers(10, 90),
)
# What one worker does: seconds later, bulk or not, the units it needs, and whether it gives back
# what it holds unspent.
asked = st.tuples(st.integers(0, 20), st.booleans(), st.integers(1, 5), st.booleans())


@given(limits, st.lists(asked, max_size=200))
def test_no_minute_gives_more_than_the_ceiling_nor_bulk_work_more_than_its_share(
    limits: Limits, asked: list[tuple[int, bool, int, bool]]
) -> None:
    budget, now = Budget(minute_of(NOW)), NOW
    given_out: dict[tuple[datetime, bool], int] = {}
    held: dict[bool, Slice] = {}
    for later, bulk, least, gives_back in asked:
        now += timedelta(seconds=later)
        back = held.pop(bulk, None) if gives_back else None
        if back is not None:
            given_out[back.minute, bulk] -= back.units
        budget, found = take(budget, limits, now, bulk=bulk, least=least, back=back)
        if isinstance(found, Slice):
            assert found.units >= least
            assert now < found.until <= found.minute + MINUTE
            given_out[found.minute, bulk] = given_out.get((found.minute, bulk), 0) + found.units
            held[bulk] = found
        for minute in {minute for minute, _ in given_out}:
            in_bulk = given_out.get((minute, True), 0)
            assert in_bulk <= limits.bulk_ceiling
            assert in_bulk + given_out.get((minute, False), 0) <= limits.ceiling


@given(limits, st.integers(1, 5))
def test_bulk_work_cannot_take_what_is_kept_for_people(limits: Limits, least: int) -> None:
    budget = _emptied(Budget(minute_of(NOW)), limits, bulk=True)
    _, found = take(budget, limits, NOW, bulk=False, least=least)
    kept = limits.ceiling - limits.bulk_ceiling
    assert isinstance(found, Slice) == (kept + limits.bulk_ceiling - budget.taken >= least)
    assert limits.ceiling - budget.taken >= kept


def test_half_of_the_ceiling_is_kept_for_people_by_default() -> None:
    assert (SMALLEST.ceiling, SMALLEST.bulk_ceiling, SMALLEST.left_to_others) == (1_125, 562, 125)


def test_people_may_use_the_whole_ceiling_and_hardly_anything_of_it_is_lost() -> None:
    budget = _emptied(Budget(minute_of(NOW)), SMALLEST, bulk=False)
    assert SMALLEST.ceiling - budget.taken < 5


def test_what_is_spent_comes_back_with_the_next_minute() -> None:
    spent = _emptied(Budget(minute_of(NOW)), SMALLEST, bulk=False)
    _, found = take(spent, SMALLEST, NOW, bulk=False, least=5)
    assert found == Wait(minute_of(NOW) + MINUTE, paused=False)
    _, found = take(spent, SMALLEST, found.until, bulk=False, least=5)
    assert isinstance(found, Slice)


def test_what_was_not_spent_in_its_minute_is_lost_and_not_given_back_to_the_next() -> None:
    budget, kept = take(Budget(minute_of(NOW)), SMALLEST, NOW, bulk=False, least=1)
    assert isinstance(kept, Slice)
    budget, found = take(budget, SMALLEST, NOW + MINUTE, bulk=False, least=1, back=kept)
    assert isinstance(found, Slice)
    assert budget.taken == found.units


@given(st.integers(1, 86_400), st.integers(1, 86_400), st.booleans(), st.integers(0, 90_000))
def test_nothing_is_given_before_the_longest_pause_that_was_told_is_over(
    first: int,
    second: int,
    bulk: bool,  # noqa: FBT001
    later: int,
) -> None:
    budget = Budget(minute_of(NOW))
    for seconds in (first, second):
        budget = pause(budget, NOW, NOW + timedelta(seconds=seconds))
    over = NOW + timedelta(seconds=max(first, second))
    now = NOW + timedelta(seconds=later)
    _, found = take(budget, SMALLEST, now, bulk=bulk, least=1)
    assert isinstance(found, Slice) == (now >= over)
    if isinstance(found, Wait):
        assert found == Wait(over, paused=True)


def test_a_pause_longer_than_graph_ever_asks_was_told_by_a_wrong_clock() -> None:
    budget = pause(Budget(minute_of(NOW)), NOW + timedelta(days=30), NOW + timedelta(days=31))
    _, found = take(budget, SMALLEST, NOW, bulk=False, least=1)
    assert isinstance(found, Slice)


def test_a_worker_whose_clock_is_behind_draws_on_the_minute_that_another_began() -> None:
    ahead, taken = take(Budget(minute_of(NOW)), SMALLEST, NOW + MINUTE, bulk=False, least=1)
    assert isinstance(taken, Slice)
    after, found = take(ahead, SMALLEST, NOW, bulk=False, least=1)
    assert isinstance(found, Slice)
    assert after.minute == ahead.minute
    assert after.taken == taken.units + found.units


def _emptied(budget: Budget, limits: Limits, *, bulk: bool) -> Budget:
    """Return the budget when nothing of it is left for such work."""
    while True:
        budget, found = take(budget, limits, NOW, bulk=bulk, least=1)
        if isinstance(found, Wait):
            return budget
