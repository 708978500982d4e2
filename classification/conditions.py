"""The words of the rule vocabulary: what each asks of a document, and what it found.

A condition that could not be looked at (no text, no name given) is neither yes nor no.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from classification.glance import Hits, Question, Sight, spaced
from classification.matching.columns import read_column, shown_values
from classification.matching.dates import dates_in, read_period
from classification.matching.one_pass import Span
from classification.matching.phrases import Phrase
from classification.matching.surroundings import are_near, is_negated
from classification.matching.text_words import plain_words
from classification.subject import OPENING, Subject
from records.verdicts import Seen


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


def look(question: Question, sight: Sight) -> Found | None:
    """Return what was found, None when it is not there.

    Raises CouldNotLook when the document's part that the condition asks about was not available.
    """
    return VOCABULARY[question.word](question, sight)


def _in_name(question: Question, sight: Sight) -> Found | None:
    return _named("name", sight.subject.name, sight.name, question)


def _in_folder(question: Question, sight: Sight) -> Found | None:
    return _named("folder", sight.subject.folder, sight.folder, question)


def _in_opening(question: Question, sight: Sight) -> Found | None:
    return _in_text_parts(question, sight, sight.opening, lambda: ((0, sight.subject.opening_end),))


def _in_heading(question: Question, sight: Sight) -> Found | None:
    return _in_text_parts(question, sight, sight.text, lambda: sight.headings)


def _in_own_text(question: Question, sight: Sight) -> Found | None:
    return _in_text_parts(question, sight, sight.text, lambda: sight.own)


def _in_text(question: Question, sight: Sight) -> Found | None:
    return _in_text_parts(question, sight, sight.text, None)


def _number(question: Question, sight: Sight) -> Found | None:
    if sight.subject.text is None:
        raise CouldNotLook("text")
    places = [place for shape in question.values for place in sight.numbers[shape][:1]]
    return _told(sight, min(places)) if places else None


def _dated(question: Question, sight: Sight) -> Found | None:
    """Ask about the first date in the opening; a letter is dated there."""
    if sight.subject.text is None:
        raise CouldNotLook("text")
    first = next(dates_in(sight.subject.text, sight.subject.opening_end), None)
    periods = filter(None, map(read_period, question.values))
    if first is None or not any(first.date in period for period in periods):
        return None
    return replace(_told(sight, (first.start, first.end)), kind="date")


def _content_type(question: Question, sight: Sight) -> Found | None:
    content_type = sight.subject.content_type
    if content_type is None:
        raise CouldNotLook("content_type")
    if content_type.casefold() not in {value.casefold() for value in question.values}:
        return None
    return Found("content_type", content_type, 0, len(content_type), None)


def _column(question: Question, sight: Sight) -> Found | None:
    columns = sight.subject.columns
    if columns is None:
        raise CouldNotLook("column")
    for name, wanted in filter(None, map(read_column, question.values)):
        for shown in shown_values(columns.get(name, "")):
            if shown.casefold() == wanted.casefold():
                return Found("column", f"{name} = {shown}", 0, len(shown), None)
    return None


def _made_by(question: Question, sight: Sight) -> Found | None:
    return _person(question, sight.subject.made_by)


def _changed_by(question: Question, sight: Sight) -> Found | None:
    return _person(question, sight.subject.changed_by)


def _person(question: Question, name: str | None) -> Found | None:
    """Ask for whole words of a display name, in which a unit often stands too."""
    if name is None:
        raise CouldNotLook("person")
    words = f" {' '.join(plain_words(name))} "
    asked = [" ".join(plain_words(value)) for value in question.values]
    found = any(one and f" {one} " in words for one in asked)
    return Found("person", name, 0, len(name), None) if found else None


def _file_type(question: Question, sight: Sight) -> Found | None:
    name = sight.subject.name
    if name is None:
        raise CouldNotLook("name")
    stem, dot, ending = name.rpartition(".")
    wanted = {value.lower().lstrip(".") for value in question.values}
    if not dot or ending.lower() not in wanted:
        return None
    return Found("file_type", ending, len(stem) + 1, len(name), None)


def may_have_missed(question: Question, subject: Subject) -> bool:
    """Return whether what is asked for may stand where nothing was read, so that none found is no *no*.

    Pages that are pictures, for the opening those that begin before it is full, and for the whole
    text what lies inside and could not be read.
    """
    if question.word in ("opening", "dated"):
        return any(subject.pages[number - 1] < OPENING for number in subject.unread_pages)
    if question.word in ("heading", "own_text"):
        return bool(subject.unread_pages)
    if question.word in ("text", "number"):
        is_read = all(one.is_read for one in subject.attachments)
        return bool(subject.unread_pages) or not is_read
    return False


VOCABULARY: Mapping[str, Callable[[Question, Sight], Found | None]] = {
    "name": _in_name,
    "folder": _in_folder,
    "opening": _in_opening,
    "heading": _in_heading,
    "own_text": _in_own_text,
    "text": _in_text,
    "number": _number,
    "dated": _dated,
    "file_type": _file_type,
    "content_type": _content_type,
    "column": _column,
    "made_by": _made_by,
    "changed_by": _changed_by,
}


def _named(kind: Seen, name: str | None, hits: Hits, question: Question) -> Found | None:
    if name is None:
        raise CouldNotLook(kind)
    place = _first(spaced(name), hits, question, None)
    return place and Found(kind, name[place[0] : place[1]], *place, None)


def _in_text_parts(
    question: Question, sight: Sight, hits: Hits, parts: Callable[[], Sequence[Span]] | None
) -> Found | None:
    """Return the phrase that stands first in some parts of the text; None: in all of it."""
    text = sight.subject.text
    if text is None:
        raise CouldNotLook("text")
    place = _first(text, hits, question, parts)
    return place and _told(sight, place)


def _told(sight: Sight, place: Span) -> Found:
    subject, (start, end) = sight.subject, place
    assert subject.text is not None
    quote = subject.text[start:end]
    return Found("text", quote, start, end, subject.page_at(start), subject.part_at(start))


def _first(
    text: str, hits: Hits, question: Question, parts: Callable[[], Sequence[Span]] | None
) -> Span | None:
    """Return the phrase that starts first among those that lie within one of the parts.

    The parts are told only where something was found at all.
    """
    first: Span | None = None
    if question.asked.isdisjoint(hits):
        return None
    for phrase in question.phrases:
        found = [hits[one] for one in phrase.asked if one in hits]
        if found:
            place = _place(phrase, found, text, hits, parts() if parts else None)
            if place and (first is None or place[0] < first[0]):
                first = place
    return first


def _place(
    phrase: Phrase,
    found: Sequence[Sequence[Span]],
    text: str,
    hits: Hits,
    parts: Sequence[Span] | None,
) -> Span | None:
    """Return the first place where a phrase that was found stands as it is asked for."""
    places = _within(parts, found)
    if not phrase.negated_too:
        places = (place for place in places if not is_negated(text, place[0]))
    if phrase.near:
        others = _within(parts, [hits[one] for one in phrase.near if one in hits])
        return _near(text, list(places), list(others), phrase.within)
    enough = list(islice(places, phrase.at_least))
    return enough[0] if len(enough) == phrase.at_least else None


def _within(parts: Sequence[Span] | None, found: Sequence[Sequence[Span]]) -> Iterator[Span]:
    """Yield in their order the places that lie within one of the parts, which are in order too."""
    places = found[0] if len(found) == 1 else sorted(chain.from_iterable(found))
    if parts is None:
        yield from places
        return
    starts = [start for start, _ in parts]
    for start, end in places:
        at = bisect_right(starts, start)
        if at and end <= parts[at - 1][1]:
            yield start, end


def _near(text: str, places: list[Span], others: list[Span], most: int) -> Span | None:
    """Return from the one to the other, for the first place that has another so near."""
    for place in places:
        at = bisect_left(others, place)
        for other in others[max(at - 1, 0) : at + 1]:
            if other != place and are_near(text, place, other, most):
                return min(place[0], other[0]), max(place[1], other[1])
    return None
