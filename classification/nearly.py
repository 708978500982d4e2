"""What would have tipped it: the rules that one condition keeps from fitting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from classification.rules import Answer, Answers, Fit, answers_of, finding_of
from classification.subject import Subject
from records.file_plan import Condition, Rule


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that fits but for one thing.

    `why` is `lacks` where none of `conditions` is so and one had to be, `stopped` where an exception
    is.
    """

    rule: Rule
    why: Literal["lacks", "stopped"]
    conditions: tuple[Condition, ...]


def near_misses(rules: Iterable[Rule], subject: Subject) -> tuple[NearMiss, ...]:
    """Return the rules that would fit without one of their conditions, their alternatives or an exception.

    Each rule once, by the first that is found. A rule that could not look is no near miss.
    """
    listed = tuple(rules)
    each = zip(listed, answers_of(listed, subject), strict=True)
    return tuple(
        found for rule, answers in each if (found := next(_misses(rule, answers), None)) is not None
    )


def _misses(rule: Rule, answers: Answers) -> Iterator[NearMiss]:
    when, any_of, unless = answers.when, answers.any_of, answers.unless
    if finding_of(when, any_of, unless).fit is not Fit.FITS_NOT:
        return
    for at, condition in enumerate(rule.when):
        others = _without(when, at)
        if (others or any_of) and _fits(others, any_of, unless):
            yield NearMiss(rule, "lacks", (condition,))
    if when and any_of and _fits(when, (), unless):
        yield NearMiss(rule, "lacks", rule.any_of)
    for at, condition in enumerate(rule.unless):
        if _fits(when, any_of, _without(unless, at)):
            yield NearMiss(rule, "stopped", (condition,))


def _without(answers: tuple[Answer, ...], at: int) -> tuple[Answer, ...]:
    return answers[:at] + answers[at + 1 :]


def _fits(when: Iterable[Answer], any_of: Iterable[Answer], unless: Iterable[Answer]) -> bool:
    return finding_of(when, any_of, unless).fit is Fit.FITS
