"""One rule against one document: does it fit, and by which words."""

from dataclasses import dataclass
from enum import Enum

from classification.conditions import CouldNotLook, Found, Subject, look
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


def apply_rule(rule: Rule, subject: Subject) -> Finding:
    """Return whether `rule` fits `subject`.

    All of its conditions, at least one of its alternatives, none of its exceptions. A plain no
    anywhere is a no; otherwise a condition that could not be looked at decides.
    """
    needed = [_ask(condition, subject) for condition in rule.when]
    excluded = [_ask(condition, subject) for condition in rule.unless]
    either = [_ask(condition, subject) for condition in rule.any_of]

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


def _ask(condition: Condition, subject: Subject) -> Found | bool | None:
    try:
        return look(condition, subject)
    except CouldNotLook:
        return None
