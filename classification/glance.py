"""One look at a document for everything that many conditions ask about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from classification.matching.laws import Article, citations_in
from classification.matching.one_pass import OnePass, Span
from classification.matching.phrases import Asked, Phrase, Wanted, read_phrase
from classification.matching.surroundings import headings, own_parts
from classification.subject import Subject
from records.file_plan import Condition
from records.numbers import find_numbers

PARTS_OF_TEXT = frozenset({"opening", "text", "own_text", "heading"})
TEXT_WORDS = PARTS_OF_TEXT | {"number", "dated"}
NAME_WORDS = frozenset({"name", "folder"})

Hits = Mapping[Asked, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Question:
    """A condition, with what the words and phrases among its values ask for."""

    word: str
    values: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    asked: frozenset[Asked]  # of which one must be found; empty where no phrase is asked for


def question(condition: Condition) -> Question:
    """Return what a condition asks; in names, dashes stand for spaces."""
    values: Iterable[str] = ()
    if condition.word in PARTS_OF_TEXT:
        values = condition.values
    elif condition.word in NAME_WORDS:
        values = map(spaced, condition.values)
    phrases = tuple(map(read_phrase, values))
    asked = frozenset(one for phrase in phrases for one in phrase.asked)
    return Question(condition.word, condition.values, phrases, asked)


@dataclass(frozen=True)
class Sight:
    """A document that was looked over once: where in each part of it everything asked about stands.

    `numbers` are the numbers in the text by their shape.
    """

    subject: Subject
    name: Hits
    folder: Hits
    opening: Hits
    text: Hits
    numbers: Mapping[str, Sequence[Span]]

    @cached_property
    def own(self) -> Sequence[Span]:
        """Return the parts of the text that are the document's own and no quotation."""
        return own_parts(self.subject.text or "", self.subject.end_of_own_words)

    @cached_property
    def headings(self) -> Sequence[Span]:
        """Return the headings among the document's own words."""
        return headings(self.subject.text or "", self.subject.end_of_own_words)


class Glance:
    """Looks documents over for all that many questions ask about."""

    def __init__(self, questions: Iterable[Question]) -> None:
        asked = list(questions)
        in_text = [one for one in asked if one.word in PARTS_OF_TEXT]
        self._opening = _pass_for(one for one in in_text if one.word == "opening")
        self._text = _pass_for(one for one in in_text if one.word != "opening")
        self._names = _pass_for(one for one in asked if one.word in NAME_WORDS)
        self._shapes = sorted({v for one in asked if one.word == "number" for v in one.values})
        self._articles: dict[str, list[Article]] = defaultdict(list)
        for asked_for in set(_asked_by(in_text)):
            if isinstance(asked_for, Article):
                self._articles[asked_for.number].append(asked_for)

    def over(self, subject: Subject) -> Sight:
        """Return what stands where in `subject`; each of its parts is read once."""
        text, cited = subject.text or "", self._cited(subject.text or "")
        opening = subject.opening_end
        in_opening = {one: places for one, places in cited.items() if places[0][1] <= opening}
        return Sight(
            subject,
            name=self._names.find(spaced(subject.name or "")),
            folder=self._names.find(spaced(subject.folder or "")),
            opening={**self._opening.find(text, opening), **in_opening},
            text={**self._text.find(text), **cited},
            numbers={
                shape: [(found.start, found.end) for found in find_numbers(text, shape)]
                for shape in self._shapes
            },
        )

    def _cited(self, text: str) -> Hits:
        places: dict[Asked, list[Span]] = defaultdict(list)
        for one in citations_in(text) if self._articles else ():
            for article in self._articles.get(one.number, ()):
                if one.is_of(article):
                    places[article].append((one.start, one.end))
        return places


def _pass_for(questions: Iterable[Question]) -> OnePass:
    return OnePass(one for one in _asked_by(questions) if isinstance(one, Wanted))


def _asked_by(questions: Iterable[Question]) -> Iterator[Asked]:
    for one in questions:
        for phrase in one.phrases:
            yield from phrase.asked
            yield from phrase.near


def spaced(name: str) -> str:
    """Return a name as its words are read: `_`, `+` and `-` stand for spaces."""
    return re.sub(r"[_+-]", " ", name)
