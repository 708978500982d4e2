"""The sample that is looked at one by one."""

from benchmarks.adjudicated import in_order

HELD_BACK = {1101: {"a", "b", "d"}, 1102: {"b", "c"}}


def test_each_text_that_a_seed_holds_back_has_one_place_and_one_of_its_seeds() -> None:
    order = in_order((one for one in "abcde"), HELD_BACK)
    assert sorted(one for one, _ in order) == ["a", "b", "c", "d"]
    assert all(one in HELD_BACK[seed] for one, seed in order)


def test_the_place_of_a_text_does_not_follow_from_the_order_in_which_texts_are_given() -> None:
    assert in_order("edcba", HELD_BACK) == in_order("abcde", HELD_BACK)
