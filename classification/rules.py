"""Rules against one document: which of them fit, and by which words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from classification.conditions import CouldNotLook, Found, look
from classification.glance import Glance, Sight
from classification.subject import Subject
from records.file_plan import Condition, Rule


class Fit(Enum):
    """Whether a rule fits. *Could not look* is not *no*."""

    FITS = "fits"
    FITS_NOT = "fits_not"
    COULD_NOT_LOOK = "could_not_look"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found in one document."""

    fit: Fit
    found: tuple[Found, ...]


def apply_rules(rules: Sequence[Rule], subject: Subject) -> Iterator[tuple[int, Finding]]:
    """Yield which of the rules fit `subject` or could not look, with what they found.

    A rule is told by its place in `rules`. The document is looked over once for all of them.
    """
    sight = _glance(tuple(rules)).over(subject)
    for at, rule in enumerate(rules):
        finding = _apply(rule, sight)
        if finding.fit is not Fit.FITS_NOT:
            yield at, finding


def apply_rule(rule: Rule, subject: Subject) -> Finding:
    """Return whether `rule` fits `subject`.

    All of its conditions, at least one of its alternatives, none of its exceptions. A plain no
    anywhere is a no; otherwise a condition that could not be looked at decides.
    """
    return _apply(rule, _glance((rule,)).over(subject))


@lru_cache(maxsize=64)
def _glance(rules: tuple[Rule, ...]) -> Glance:
    return Glance(c for rule in rules for c in (*rule.when, *rule.any_of, *rule.unless))


def _apply(rule: Rule, sight: Sight) -> Finding:
    needed = [_ask(condition, sight) for condition in rule.when]
    excluded = [_ask(condition, sight) for condition in rule.unless]
    either = [_ask(condition, sight) for condition in rule.any_of]

    if False in needed or any(isinstance(answer, Found) for answer in excluded):
        return Finding(Fit.FITS_NOT, ())
    if either and all(answer is False for answer in either):
        return Finding(Fit.FITS_NOT, ())

    alternatives = tuple(answer for answer in either if isinstance(answer, Found))
    undecided = None in needed or None in excluded or (bool(either) and not alternatives)
    if undecided:
        return Finding(Fit.COULD_NOT_LOOK, ())
    found = tuple(answer for answer in needed if isinstance(answer, Found))
    return Finding(Fit.FITS, found + alternatives)


def _ask(condition: Condition, sight: Sight) -> Found | bool | None:
    try:
        return look(condition, sight) or False
    except CouldNotLook:
        return None
