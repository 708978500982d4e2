"""Three answers: yes, no, and could not look."""

from itertools import product

import pytest

from classification.conditions import Found
from classification.rules import Finding, Fit, apply_rule
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
