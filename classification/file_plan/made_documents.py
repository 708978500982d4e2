"""Documents made to meet what two rules ask for, so that one can be shown that both fit.

What is made is only tried: whether the rules fit it, the rules say.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from classification.conditions import CouldNotLook, look
from classification.glance import Glance, question
from classification.matching.columns import read_column
from classification.matching.dates import read_period
from classification.matching.laws import Article
from classification.matching.phrases import Asked, read_phrase
from classification.subject import Subject
from records.file_plan import Condition, Rule

_NOTHING = Subject("", "", "", content_type="", columns={}, made_by="", changed_by="")
_YEAR = "2026"


def mixed(one: Subject, other: Subject) -> Iterator[Subject]:
    """Yield documents that have something of both: the name of the one, or the words of both."""
    for first, second in ((one, other), (other, one)):
        yield replace(first, text=second.text)
        yield replace(
            first,
            name=_joined(" ", first.name, second.name),
            folder=first.folder or second.folder,
            text=_joined("\n\n", first.text, second.text),
            content_type=first.content_type or second.content_type,
            columns={**(second.columns or {}), **(first.columns or {})},
            made_by=_joined(" ", first.made_by, second.made_by),
            changed_by=_joined(" ", first.changed_by, second.changed_by),
        )


def asked_by(one: Rule, other: Rule) -> Iterator[Subject]:
    """Yield documents that have what both rules ask for, and as little as can be of what they exclude.

    Each condition is met by its first value that the exceptions of both leave alone.
    """
    excluded = _Excluded((*one.unless, *other.unless))
    for first, second in ((one, other), (other, one)):
        made = _Made()
        for rule in (first, second):
            for condition in (*rule.when, *_one_of(rule.any_of, excluded)):
                made.add(condition.word, _value(condition, excluded))
        yield made.document()


def _joined(between: str, *parts: str | None) -> str:
    return between.join(dict.fromkeys(filter(None, parts)))


class _Excluded:
    """What the exceptions of rules are about."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self._questions = [question(condition) for condition in conditions]
        self._glance = Glance(self._questions)

    def leave_alone(self, word: str, value: str) -> bool:
        made = _Made()
        made.add(word, value)
        sight = self._glance.over(made.document())
        try:
            return not any(look(one, sight) for one in self._questions)
        except CouldNotLook:
            return True


def _one_of(conditions: Sequence[Condition], excluded: _Excluded) -> Sequence[Condition]:
    fine = [one for one in conditions if any(excluded.leave_alone(one.word, v) for v in one.values)]
    return [*fine, *conditions][:1]


def _value(condition: Condition, excluded: _Excluded) -> str:
    values = condition.values
    return next((v for v in values if excluded.leave_alone(condition.word, v)), values[0])


@dataclass(slots=True)
class _Made:
    """A document in the making; of what there is only one of, what was asked first stands."""

    name: str = ""
    ending: str = ""
    folder: str = ""
    first: str = ""
    heading: str = ""
    text: str = ""
    content_type: str = ""
    columns: dict[str, str] | None = None
    people: str = ""

    def add(self, word: str, value: str) -> None:
        match word:
            case "name":
                self.name = _joined(" ", self.name, _written(value))
            case "folder":
                self.folder = _joined(" ", self.folder, _written(value))
            case "file_type":
                self.ending = self.ending or f".{value.lstrip('.')}"
            case "dated":
                self.first = self.first or _day_in(value)
            case "heading":
                self.heading = _joined(" ", self.heading, _written(value))
            case "content_type":
                self.content_type = self.content_type or value
            case "column":
                name, shown = read_column(value) or ("", "")
                self.columns = {name: shown, **(self.columns or {})}
            case "made_by" | "changed_by":
                self.people = _joined(" ", self.people, value)
            case "number":
                self.text = _joined(". ", self.text, _number_like(value))
            case _:
                self.text = _joined(". ", self.text, _written(value))

    def document(self) -> Subject:
        about = f"Onderwerp: {self.heading}" if self.heading else ""
        return replace(
            _NOTHING,
            name=self.name + self.ending,
            folder=f"/{self.folder}" if self.folder else "",
            text=_joined("\n", self.first, about, self.text),
            content_type=self.content_type,
            columns=self.columns or {},
            made_by=self.people,
            changed_by=self.people,
        )


def _written(value: str) -> str:
    """Return words as a document would have them, where a rule asks for this value."""
    phrase = read_phrase(value)
    words = _words(phrase.asked[0])
    if phrase.near:
        words = f"{words} {_words(phrase.near[0])}"
    return " ".join([words] * phrase.at_least)


def _words(asked: Asked) -> str:
    if not isinstance(asked, Article):
        return " ".join(asked.words)
    paragraph = f"lid {asked.paragraph}" if asked.paragraph else ""
    law = " ".join(asked.laws[0]) if asked.laws else ""
    return _joined(" ", f"artikel {asked.number}", paragraph, law)


def _day_in(period: str) -> str:
    found = read_period(period)
    if found is None:
        return ""
    return (found.last if found.first == date.min else found.first).isoformat()


def _number_like(shape: str) -> str:
    digits = iter(_YEAR)
    return "".join(
        next(digits, "0") if sign == "j" else "1" if sign == "n" else sign for sign in shape
    )
