"""Three answers: yes, no, and could not look."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classification.conditions import CouldNotLook, Found, look
from classification.glance import Glance, question
from classification.rules import Finding, Fit, apply_rule, apply_rules
from classification.subject import Subject
from records.file_plan import Condition, Rule
from tests.records.made import rule

# The text could not be read, so a question about it has no answer; the name is `ja.docx`.
SUBJECT = Subject(name="ja.docx", folder="/", text=None)
YES, NO, DARK = Condition("name", ("ja",)), Condition("name", ("nee",)), Condition("text", ("x",))
ANSWERS = (YES, NO, DARK)


def fit(
    when: tuple[Condition, ...] = (),
    any_of: tuple[Condition, ...] = (),
    unless: tuple[Condition, ...] = (),
) -> Fit:
    return apply_rule(rule(when=when, any_of=any_of, unless=unless), SUBJECT).fit


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ((YES,), Fit.FITS),
        ((NO,), Fit.FITS_NOT),
        ((DARK,), Fit.COULD_NOT_LOOK),
        ((YES, YES), Fit.FITS),
        ((YES, NO), Fit.FITS_NOT),
        ((YES, DARK), Fit.COULD_NOT_LOOK),
        ((DARK, NO), Fit.FITS_NOT),
        ((NO, DARK), Fit.FITS_NOT),
    ],
)
def test_of_what_is_needed_all_must_fit(when: tuple[Condition, ...], expected: Fit) -> None:
    assert fit(when=when) is expected


@pytest.mark.parametrize(
    ("any_of", "expected"),
    [
        ((YES,), Fit.FITS),
        ((NO,), Fit.FITS_NOT),
        ((DARK,), Fit.COULD_NOT_LOOK),
        ((NO, YES), Fit.FITS),
        ((DARK, YES), Fit.FITS),
        ((NO, DARK), Fit.COULD_NOT_LOOK),
        ((NO, NO), Fit.FITS_NOT),
    ],
)
def test_of_alternatives_one_is_enough(any_of: tuple[Condition, ...], expected: Fit) -> None:
    assert fit(any_of=any_of) is expected
    assert fit(when=(YES,), any_of=any_of) is expected


@pytest.mark.parametrize(
    ("unless", "expected"),
    [
        ((), Fit.FITS),
        ((NO,), Fit.FITS),
        ((YES,), Fit.FITS_NOT),
        ((DARK,), Fit.COULD_NOT_LOOK),
        ((NO, DARK), Fit.COULD_NOT_LOOK),
        ((DARK, YES), Fit.FITS_NOT),
    ],
)
def test_one_exception_that_is_there_is_a_no(unless: tuple[Condition, ...], expected: Fit) -> None:
    assert fit(when=(YES,), unless=unless) is expected


def test_a_plain_no_wins_and_could_not_look_is_never_a_yes() -> None:
    for needed, either, excluded in product(ANSWERS, repeat=3):
        found = fit(when=(needed,), any_of=(either,), unless=(excluded,))
        if NO in (needed, either) or excluded is YES:
            assert found is Fit.FITS_NOT
        elif DARK in (needed, either, excluded):
            assert found is Fit.COULD_NOT_LOOK
        else:
            assert found is Fit.FITS


def test_every_word_that_made_a_rule_fit_is_told_and_no_other() -> None:
    made: Rule = rule(
        when=(Condition("file_type", ("docx",)),),
        any_of=(YES, NO, DARK),
        unless=(NO,),
    )
    assert apply_rule(made, SUBJECT) == Finding(
        Fit.FITS,
        (Found("file_type", "docx", 3, 7, None), Found("name", "ja", 0, 2, None)),
    )


@pytest.mark.parametrize("condition", [NO, DARK])
def test_a_rule_that_does_not_fit_quotes_nothing(condition: Condition) -> None:
    assert apply_rule(rule(when=(YES, condition)), SUBJECT).found == ()


WORDS = ("bezwaar", "wij maken", "besluit", "geen", "artikel 8:1", "minstens 2 keer besluit")
SOME = st.lists(
    st.builds(
        Condition,
        st.sampled_from(["name", "opening", "text", "own_text", "heading", "file_type"]),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(tuple),
    ),
    max_size=2,
).map(tuple)
RULES = st.lists(st.tuples(SOME, SOME, SOME), min_size=1, max_size=6)
TEXTS = st.lists(
    st.sampled_from(["bezwaar", "Wij maken", "besluiten", "geen", "artikel 8:1", "\n"])
)


def there(condition: Condition, subject: Subject) -> bool | None:
    asked = question(condition)
    try:
        return look(asked, Glance([asked]).over(subject)) is not None
    except CouldNotLook:
        return None


def fit_by_each_condition(one: Rule, subject: Subject) -> Fit:
    """What a rule says when every condition is asked, each by itself."""
    when, any_of, unless = (
        [there(condition, subject) for condition in part]
        for part in (one.when, one.any_of, one.unless)
    )
    if False in when or True in unless or (any_of and not {True, None}.intersection(any_of)):
        return Fit.FITS_NOT
    if None in when or None in unless or (any_of and True not in any_of):
        return Fit.COULD_NOT_LOOK
    return Fit.FITS


@given(RULES, TEXTS.map(" ".join), st.one_of(st.none(), TEXTS.map(" ".join)))
def test_many_rules_at_once_say_what_their_conditions_say_one_by_one(
    parts: list[tuple[tuple[Condition, ...], ...]], name: str, text: str | None
) -> None:
    rules = [
        rule(f"regel {at}", when=when, any_of=any_of, unless=unless)
        for at, (when, any_of, unless) in enumerate(parts)
    ]
    subject = Subject(name, "/", text)
    expected = [(at, fit_by_each_condition(one, subject)) for at, one in enumerate(rules)]
    fitting = [(at, finding.fit) for at, finding in apply_rules(rules, subject)]
    assert fitting == [(at, fit) for at, fit in expected if fit is not Fit.FITS_NOT]
    for at, finding in apply_rules(rules, subject):
        assert finding == apply_rule(rules[at], subject)
