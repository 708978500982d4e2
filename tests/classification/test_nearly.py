"""What would have tipped it, by rules: one condition that was not so, or one exception that was."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classification.glance import Glance, Question, Sight
from classification.nearly import NearMiss, near_misses
from classification.rules import Fit, apply_rule, apply_rules
from classification.subject import Subject
from records.file_plan import Condition, Rule
from tests.records.made import rule

APPLICATION, GRANT = Condition("text", ("aanvraag",)), Condition("text", ("subsidie",))
NAME, DRAFT = Condition("name", ("brief",)), Condition("text", ("concept",))


def found(text: str, *rules: Rule, name: str = "brief.txt") -> tuple[NearMiss, ...]:
    return near_misses(rules, Subject(name, "/", text))


def test_a_rule_that_lacks_one_condition_is_told_with_it() -> None:
    both = rule(when=(APPLICATION, GRANT))
    assert found("een aanvraag", both) == (NearMiss(both, "lacks", (GRANT,)),)
    assert found("een brief over iets anders", both) == ()


def test_a_rule_that_fits_is_no_near_miss() -> None:
    assert found("een aanvraag om subsidie", rule(when=(APPLICATION, GRANT))) == ()


def test_a_rule_of_one_condition_is_never_nearly_so() -> None:
    assert found("iets anders", rule(when=(APPLICATION,))) == ()


def test_an_exception_that_stopped_a_rule_is_told() -> None:
    final = rule(when=(APPLICATION,), unless=(DRAFT,))
    assert found("een aanvraag, concept", final) == (NearMiss(final, "stopped", (DRAFT,)),)


def test_alternatives_of_which_none_is_so_are_told_together() -> None:
    either = rule(when=(NAME,), any_of=(APPLICATION, GRANT))
    assert found("iets anders", either) == (NearMiss(either, "lacks", (APPLICATION, GRANT)),)


def test_a_rule_that_could_not_look_is_no_near_miss() -> None:
    both = rule(when=(NAME, GRANT))
    assert near_misses([both], Subject("brief.txt", "/", None)) == ()


def test_a_document_is_looked_over_once_for_all_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Subject] = []
    over = Glance.over

    def counted(self: Glance, subject: Subject) -> Sight:
        looks.append(subject)
        return over(self, subject)

    monkeypatch.setattr(Glance, "over", counted)
    rules = (
        rule(when=(APPLICATION, GRANT)),
        rule(when=(NAME,), any_of=(APPLICATION, GRANT)),
        rule(when=(APPLICATION,), unless=(DRAFT,)),
    )
    assert found("een aanvraag, concept", *rules)
    assert len(looks) == 1


def test_the_rules_that_gave_the_verdict_stay_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Glance] = []
    init = Glance.__init__

    def counted(self: Glance, questions: Sequence[Question]) -> None:
        made.append(self)
        init(self, questions)

    rules = tuple(
        rule(f"regel {at}", when=(Condition("text", (f"woord{at}",)), GRANT)) for at in range(70)
    )
    subject = Subject("brief.txt", "/", "subsidie")
    assert list(apply_rules(rules, subject)) == []
    monkeypatch.setattr(Glance, "__init__", counted)
    assert len(near_misses(rules, subject)) == len(rules)
    assert list(apply_rules(rules, subject)) == []
    assert made == []


WORDS = ("bezwaar", "wij maken", "besluit", "geen", "artikel 8:1", "minstens 2 keer besluit")
SOME = st.lists(
    st.builds(
        Condition,
        st.sampled_from(["name", "opening", "text", "own_text", "heading", "file_type", "column"]),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(tuple),
    ),
    max_size=3,
).map(tuple)
RULES = st.lists(st.tuples(SOME, SOME, SOME), min_size=1, max_size=4)
TEXTS = st.lists(
    st.sampled_from(["bezwaar", "Wij maken", "besluiten", "geen", "artikel 8:1", "\n"])
).map(" ".join)


def misses_by_applying(one: Rule, subject: Subject) -> Iterator[NearMiss]:
    """What a near miss is: the rule fits not, and fits without the one thing, applied anew."""

    def fit(**parts: tuple[Condition, ...]) -> Fit:
        return apply_rule(replace(one, **parts), subject).fit  # type: ignore[arg-type]

    if fit() is not Fit.FITS_NOT:
        return
    for at, condition in enumerate(one.when):
        others = one.when[:at] + one.when[at + 1 :]
        if (others or one.any_of) and fit(when=others) is Fit.FITS:
            yield NearMiss(one, "lacks", (condition,))
    if one.when and one.any_of and fit(any_of=()) is Fit.FITS:
        yield NearMiss(one, "lacks", one.any_of)
    for at, condition in enumerate(one.unless):
        if fit(unless=one.unless[:at] + one.unless[at + 1 :]) is Fit.FITS:
            yield NearMiss(one, "stopped", (condition,))


@given(RULES, TEXTS, st.one_of(st.none(), TEXTS), st.sampled_from([(), (1,), (2,)]))
def test_a_near_miss_is_a_rule_that_fits_without_one_thing_when_it_is_applied_anew(
    parts: list[tuple[tuple[Condition, ...], ...]],
    name: str,
    text: str | None,
    unread_pages: tuple[int, ...],
) -> None:
    rules = [
        rule(f"regel {at}", when=when, any_of=any_of, unless=unless)
        for at, (when, any_of, unless) in enumerate(parts)
    ]
    subject = Subject(name, "/", text, pages=(0, 0, 0), unread_pages=unread_pages)
    firsts = (next(misses_by_applying(one, subject), None) for one in rules)
    assert near_misses(rules, subject) == tuple(one for one in firsts if one)
