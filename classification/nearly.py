"""What would have tipped it: the rules that one condition keeps from fitting."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from classification.rules import Fit, apply_rule
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
    return tuple(
        found for rule in rules if (found := next(_misses(rule, subject), None)) is not None
    )


def _misses(rule: Rule, subject: Subject) -> Iterator[NearMiss]:
    if apply_rule(rule, subject).fit is not Fit.FITS_NOT:
        return
    for number, condition in enumerate(rule.when):
        others = rule.when[:number] + rule.when[number + 1 :]
        if (others or rule.any_of) and _fits(replace(rule, when=others), subject):
            yield NearMiss(rule, "lacks", (condition,))
    if rule.when and rule.any_of and _fits(replace(rule, any_of=()), subject):
        yield NearMiss(rule, "lacks", rule.any_of)
    for number, condition in enumerate(rule.unless):
        others = rule.unless[:number] + rule.unless[number + 1 :]
        if _fits(replace(rule, unless=others), subject):
            yield NearMiss(rule, "stopped", (condition,))


def _fits(rule: Rule, subject: Subject) -> bool:
    return apply_rule(rule, subject).fit is Fit.FITS
