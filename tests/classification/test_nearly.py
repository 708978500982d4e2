"""What would have tipped it, by rules: one condition that was not so, or one exception that was."""

from classification.nearly import NearMiss, near_misses
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
