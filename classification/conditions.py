"""The words of the rule vocabulary: what each asks of a document, and what it found.

A condition that could not be looked at (no text, no name given) is neither yes nor no.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from classification.matching.one_pass import OnePass, Span
from classification.matching.phrases import Phrase, Wanted, read_phrase
from classification.subject import OPENING, Subject
from records.file_plan import Condition
from records.verdicts import Seen

TEXT_WORDS = frozenset({"opening", "text"})
NAME_WORDS = frozenset({"name", "folder"})
Hits = Mapping[Wanted, Sequence[Span]]
_NOTHING: Hits = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Found:
    """The quoted words that made a condition true, and where they stand."""

    kind: Seen
    quote: str
    start: int
    end: int
    page: int | None
    part: str | None = None


class CouldNotLook(Exception):
    """The part of the document that a condition asks about could not be looked at."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A document that was looked over once, for all phrases that any condition asks about."""

    subject: Subject
    name: Hits
    folder: Hits
    text: Hits


class Glance:
    """Looks a document over for all phrases of many conditions."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        asked = list(conditions)
        self._text = _pass_for(one for one in asked if one.word in TEXT_WORDS)
        self._names = _pass_for(one for one in asked if one.word in NAME_WORDS)

    def over(self, subject: Subject) -> Sight:
        """Return what stands where in `subject`; each of its parts is read once."""
        return Sight(
            subject,
            name=self._names.find(spaced(subject.name or "")),
            folder=self._names.find(spaced(subject.folder or "")),
            text=self._text.find(subject.text or ""),
        )


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


def look(condition: Condition, sight: Sight) -> Found | None:
    """Return what was found, None when it is not there.

    Raises CouldNotLook when the document's part that the condition asks about was not available.
    """
    return VOCABULARY[condition.word](condition, sight)


def _in_name(condition: Condition, sight: Sight) -> Found | None:
    name = sight.subject.name
    if name is None:
        raise CouldNotLook("name")
    return _first("name", name, sight.name, condition)


def _in_folder(condition: Condition, sight: Sight) -> Found | None:
    folder = sight.subject.folder
    if folder is None:
        raise CouldNotLook("folder")
    return _first("folder", folder, sight.folder, condition)


def _in_opening(condition: Condition, sight: Sight) -> Found | None:
    own_end = sight.subject.own_end
    opening = OPENING if own_end is None else min(OPENING, own_end)
    return _in_parts(condition, sight, ((0, opening),))


def _in_text(condition: Condition, sight: Sight) -> Found | None:
    return _in_parts(condition, sight, None)


def _in_parts(condition: Condition, sight: Sight, parts: Sequence[Span] | None) -> Found | None:
    subject = sight.subject
    if subject.text is None:
        raise CouldNotLook("text")
    found = _first("text", subject.text, sight.text, condition, parts)
    if found is None:
        return None
    start, end = found.start, found.end
    return Found("text", found.quote, start, end, subject.page_at(start), subject.part_at(start))


def _file_type(condition: Condition, sight: Sight) -> Found | None:
    name = sight.subject.name
    if name is None:
        raise CouldNotLook("name")
    stem, dot, ending = name.rpartition(".")
    wanted = {value.lower().lstrip(".") for value in condition.values}
    if not dot or ending.lower() not in wanted:
        return None
    return Found("file_type", ending, len(stem) + 1, len(name), None)


VOCABULARY: Mapping[str, Callable[[Condition, Sight], Found | None]] = {
    "name": _in_name,
    "folder": _in_folder,
    "opening": _in_opening,
    "text": _in_text,
    "file_type": _file_type,
}


def spaced(name: str) -> str:
    """Return a name as its words are read: `_`, `+` and `-` stand for spaces."""
    return re.sub(r"[_+-]", " ", name)


def _first(
    kind: Seen,
    text: str,
    hits: Hits,
    condition: Condition,
    parts: Sequence[Span] | None = None,
) -> Found | None:
    """Return the phrase that starts first among those that lie within one of the parts."""
    places = [place for phrase in phrases_of(condition) for place in _places(phrase, hits, parts)]
    if not places:
        return None
    start, end = min(places, key=lambda place: place[0])
    return Found(kind, text[start:end], start, end, None)


def _places(phrase: Phrase, hits: Hits, parts: Sequence[Span] | None) -> Iterator[Span]:
    """Yield where a phrase stands first, if it does."""
    for wanted in phrase.wanted:
        for start, end in hits.get(wanted, ()):
            if parts is None or any(low <= start and end <= high for low, high in parts):
                yield start, end
                break
