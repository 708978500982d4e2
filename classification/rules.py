"""Rules against one document: which of them fit, and by which words.

A document is looked over once for all rules together, and only a rule of which some words were
found is looked at further; so the time does not grow with the number of rules.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from classification.conditions import CouldNotLook, Found, look, may_have_missed
from classification.glance import Glance, Hits, Question, Sight, question
from classification.matching.phrases import Asked
from classification.subject import Subject
from records.file_plan import Rule

Signs = dict[Asked, set[int]]  # words, and the rules of which they are a sign


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


Answer = Found | bool | None
"""What a condition found; False where it is not there, None where it could not look."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What each condition of a rule says of one document, in the order of the rule."""

    when: tuple[Answer, ...]
    any_of: tuple[Answer, ...]
    unless: tuple[Answer, ...]


def apply_rules(rules: Sequence[Rule], subject: Subject) -> Iterator[tuple[int, Finding]]:
    """Yield which of the rules fit `subject` or could not look, with what they found.

    A rule is told by its place in `rules`. All of its conditions, at least one of its alternatives,
    none of its exceptions. A plain no anywhere is a no; otherwise a condition that could not be
    looked at decides. An exception that was not found is no plain no where pages were not read.
    """
    yield from _book(tuple(rules)).findings(subject)


def apply_rule(rule: Rule, subject: Subject) -> Finding:
    """Return whether one rule fits `subject`."""
    return next((found for _, found in apply_rules((rule,), subject)), _FITS_NOT)


def answers_of(rules: Sequence[Rule], subject: Subject) -> Iterator[Answers]:
    """Yield for each rule, in their order, what each of its conditions says of `subject`.

    The document is looked over once for all of them.
    """
    yield from _book(tuple(rules)).answers(subject)


def finding_of(
    when: Iterable[Answer], any_of: Iterable[Answer], unless: Iterable[Answer]
) -> Finding:
    """Return what a rule finds whose conditions say this; after a plain no nothing more is asked."""
    needed = list(when)
    if False in needed:
        return _FITS_NOT
    either = list(any_of)
    if either and all(answer is False for answer in either):
        return _FITS_NOT
    excluded = list(unless)
    if any(isinstance(answer, Found) for answer in excluded):
        return _FITS_NOT

    alternatives = tuple(answer for answer in either if isinstance(answer, Found))
    undecided = None in needed or None in excluded or (bool(either) and not alternatives)
    if undecided:
        return Finding(Fit.COULD_NOT_LOOK, ())
    found = tuple(answer for answer in needed if isinstance(answer, Found))
    return Finding(Fit.FITS, found + alternatives)


@lru_cache(maxsize=64)
def _book(rules: tuple[Rule, ...]) -> "_RuleBook":
    return _RuleBook(rules)


_FITS_NOT = Finding(Fit.FITS_NOT, ())
_SIGNS_IN = {
    "name": "name",
    "folder": "folder",
    "opening": "opening",
    "heading": "text",
    "own_text": "text",
    "text": "text",
}
"""Where words are seen as a sign of a rule, by the condition that asks for them."""
_LEAST_LIKELY = ("name", "folder", "opening", "text")
"""Where words are least likely to be found by chance, first."""


@dataclass(frozen=True, slots=True)
class _Asking:
    """A rule as its questions."""

    when: tuple[Question, ...]
    any_of: tuple[Question, ...]
    unless: tuple[Question, ...]

    def first_signs(self) -> Sequence[Question] | None:
        """Return questions of which one must find words before the rule can fit; None: no such."""
        ways: list[Sequence[Question]] = [[one] for one in self.when if one.word in _SIGNS_IN]
        if self.any_of and all(one.word in _SIGNS_IN for one in self.any_of):
            ways.append(self.any_of)
        return min(ways, key=_chance, default=None)


def _chance(questions: Sequence[Question]) -> tuple[int, int]:
    places = (_LEAST_LIKELY.index(_SIGNS_IN[one.word]) for one in questions)
    return max(places), sum(len(one.asked) for one in questions)


class _RuleBook:
    """Rules, ready to be applied to many documents."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [
            _Asking(*(tuple(map(question, part)) for part in (one.when, one.any_of, one.unless)))
            for one in rules
        ]
        self._glance = Glance(
            one for rule in self._rules for one in (*rule.when, *rule.any_of, *rule.unless)
        )
        self._always: list[int] = []  # rules that may fit without any words
        self._signs: dict[str, Signs] = {part: {} for part in _LEAST_LIKELY}
        for at, rule in enumerate(self._rules):
            signs = rule.first_signs()
            if signs is None:
                self._always.append(at)
            for one in signs or ():
                for words in one.asked:
                    self._signs[_SIGNS_IN[one.word]].setdefault(words, set()).add(at)

    def findings(self, subject: Subject) -> Iterator[tuple[int, Finding]]:
        """Yield which rules fit or could not look, with what they found."""
        sight = self._glance.over(subject)
        for at in self._to_look_at(sight):
            finding = finding_of(*_asked(self._rules[at], sight))
            if finding.fit is not Fit.FITS_NOT:
                yield at, finding

    def answers(self, subject: Subject) -> Iterator[Answers]:
        """Yield for each rule what its conditions say."""
        sight = self._glance.over(subject)
        for rule in self._rules:
            yield Answers(*map(tuple, _asked(rule, sight)))

    def _to_look_at(self, sight: Sight) -> Sequence[int]:
        subject = sight.subject
        if subject.text is None or subject.name is None or subject.folder is None:
            return range(len(self._rules))  # what could not be looked at is no no
        seen: Mapping[str, Hits] = {
            "name": sight.name,
            "folder": sight.folder,
            "opening": sight.opening,
            "text": sight.text,
        }
        there = set(self._always)
        for part, signs in self._signs.items():
            there.update(*(signs[one] for one in seen[part].keys() & signs.keys()))
        return sorted(there)


def _asked(
    rule: _Asking, sight: Sight
) -> tuple[Iterator[Answer], Iterator[Answer], Iterator[Answer]]:
    """Return what its conditions, alternatives and exceptions say; each is asked when it is read."""
    return (
        (_ask(one, sight) for one in rule.when),
        (_ask(one, sight) for one in rule.any_of),
        (_ask_exception(one, sight) for one in rule.unless),
    )


def _ask_exception(one: Question, sight: Sight) -> Answer:
    """Return the answer; None as well where it is no, and not all that it asks about was read."""
    answer = _ask(one, sight)
    return None if answer is False and may_have_missed(one, sight.subject) else answer


def _ask(one: Question, sight: Sight) -> Answer:
    try:
        return look(one, sight) or False
    except CouldNotLook:
        return None
