"""All phrases in one pass give what each of them gives alone."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from classification.matching.one_pass import OnePass, Span
from classification.matching.phrases import Asked, Wanted

WORDS = ("wij", "maken", "geen", "bezwaar", "bezwaarschrift", "tegen", "besluiten", "8:1", "8:11")
PHRASES = st.builds(
    Wanted, st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(tuple), st.booleans()
)
TEXTS = st.lists(st.sampled_from((*WORDS, ",", "-", "\n", "op")), max_size=25).map(" ".join)


def found(wanted: list[Wanted], text: str) -> Mapping[Asked, list[Span]]:
    return {one: list(places) for one, places in OnePass(wanted).find(text).items()}


@given(st.lists(PHRASES, max_size=8), TEXTS)
def test_many_phrases_at_once_give_what_each_gives_alone(wanted: list[Wanted], text: str) -> None:
    alone: dict[Asked, list[Span]] = {}
    for one in wanted:
        alone |= found([one], text)
    assert found(wanted, text) == alone


@given(st.lists(PHRASES, min_size=1, max_size=4), TEXTS)
def test_a_second_text_is_not_mixed_up_with_the_first(wanted: list[Wanted], text: str) -> None:
    one_pass = OnePass(wanted)
    one_pass.find("wij maken geen")
    assert one_pass.find(text) == OnePass(wanted).find(text)


def test_phrases_that_overlap_are_all_found_in_order() -> None:
    one, two = Wanted(("maken", "bezwaar"), exact=True), Wanted(("bezwaar", "tegen"), exact=True)
    text = "wij maken bezwaar tegen; zij maken bezwaar"
    assert found([one, two], text) == {one: [(4, 17), (29, 42)], two: [(10, 23)]}


def test_a_broken_word_that_no_rule_knows_is_its_two_halves() -> None:
    halves = OnePass([Wanted(("subsidie",), exact=True), Wanted(("wolf",), exact=True)])
    assert list(halves.find("subsidie-\nwolf").values()) == [[(0, 8)], [(10, 14)]]


def test_in_and_en_behind_a_dash_at_the_end_of_a_line_stay_two_words() -> None:
    assert OnePass([Wanted(("in",), exact=True)]).find("in-\nen uitgaande post")
