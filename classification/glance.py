"""One look at a document for everything that many conditions ask about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from classification.matching.laws import Article, citations_in
from classification.matching.one_pass import OnePass, Span
from classification.matching.phrases import Asked, Phrase, read_phrase
from classification.matching.surroundings import headings, own_parts
from classification.subject import OPENING, Subject
from records.file_plan import Condition
from records.numbers import find_numbers

TEXT_WORDS = frozenset({"opening", "text", "own_text", "heading", "number", "dated"})
NAME_WORDS = frozenset({"name", "folder"})

Hits = Mapping[Asked, Sequence[Span]]


@dataclass(frozen=True)
class Sight:
    """A document that was looked over once: where in each part of it everything asked about stands.

    `numbers` are the numbers in the text by their shape.
    """

    subject: Subject
    name: Hits
    folder: Hits
    text: Hits
    numbers: Mapping[str, Sequence[Span]]

    @property
    def own_end(self) -> int:
        """Return where the document's own words end in its text."""
        text, own_end = self.subject.text or "", self.subject.own_end
        return len(text) if own_end is None else own_end

    @cached_property
    def opening(self) -> Sequence[Span]:
        """Return the opening of the document's own words."""
        return ((0, min(OPENING, self.own_end)),)

    @cached_property
    def own(self) -> Sequence[Span]:
        """Return the parts of the text that are the document's own and no quotation."""
        return own_parts(self.subject.text or "", self.own_end)

    @cached_property
    def headings(self) -> Sequence[Span]:
        """Return the headings among the document's own words."""
        return headings(self.subject.text or "", self.own_end)


class Glance:
    """Looks documents over for all that many conditions ask about."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        asked = list(conditions)
        in_text = [one for one in asked if one.word in TEXT_WORDS - {"number", "dated"}]
        self._text = _pass_for(in_text)
        self._names = _pass_for(one for one in asked if one.word in NAME_WORDS)
        self._shapes = sorted({v for one in asked if one.word == "number" for v in one.values})
        self._articles: dict[str, list[Article]] = defaultdict(list)
        cited = {p.article for one in in_text for p in phrases_of(one) if p.article}
        for article in cited:
            self._articles[article.number].append(article)

    def over(self, subject: Subject) -> Sight:
        """Return what stands where in `subject`; each of its parts is read once."""
        text = subject.text or ""
        return Sight(
            subject,
            name=self._names.find(spaced(subject.name or "")),
            folder=self._names.find(spaced(subject.folder or "")),
            text={**self._text.find(text), **self._cited(text)},
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


def _pass_for(conditions: Iterable[Condition]) -> OnePass:
    phrases = (phrase for condition in conditions for phrase in phrases_of(condition))
    return OnePass(one for phrase in phrases for one in (*phrase.wanted, *phrase.near))


@lru_cache(maxsize=8192)
def phrases_of(condition: Condition) -> tuple[Phrase, ...]:
    """Return what the values of a condition ask for; in names, dashes stand for spaces."""
    values = condition.values
    if condition.word in NAME_WORDS:
        values = tuple(map(spaced, values))
    return tuple(map(read_phrase, values))


def spaced(name: str) -> str:
    """Return a name as its words are read: `_`, `+` and `-` stand for spaces."""
    return re.sub(r"[_+-]", " ", name)
