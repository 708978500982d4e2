"""Finds all phrases of all rules in one pass over a text.

Each word of the text is looked up once, however many rules there are. A phrase of several words is
looked for where its longest word stands, which is seldom there by chance; from there a tree, in
which phrases share what they have in common, is followed along the words beside it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from classification.matching.phrases import Asked, Wanted
from classification.matching.text_words import WORD, halves, mended, plain
from classification.matching.word_forms import forms_of, is_seam, places_in

Span = tuple[int, int]
MOST_REMEMBERED = 8192
"""So many different words are remembered with what they mean to the rules; then it begins anew.

There is one memory for each set of rules, and a file plan has one set for each source.
"""


@dataclass(slots=True)
class _Place:
    """A place in the tree: which phrases end there, and by which words beside it others go on.

    `further` leads by a word's distance from the longest one, and its mark.
    """

    phrases: list[tuple[Wanted, int, int]] = field(default_factory=list)
    further: list[tuple[int, dict[int, "_Place"]]] = field(default_factory=list)

    def beside(self, distance: int, mark: int) -> "_Place":
        """Return the place that a word leads to from here; it is made if it is not there yet."""
        by_mark = dict(self.further).get(distance)
        if by_mark is None:
            by_mark = {}
            self.further.append((distance, by_mark))
        return by_mark.setdefault(mark, _Place())


class _Word(NamedTuple):
    """What a word means to the rules: its marks, and where phrases begin of which it is the longest."""

    marks: tuple[int, ...]
    places: tuple[_Place, ...]


_NOTHING = _Word((), ())


class OnePass:
    """Looks for many phrases at once."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        self._whole: dict[str, list[int]] = {}  # form of a word: its marks
        self._parts: dict[str, list[int]] = {}  # form of a word that may be part of a compound
        self._marks: dict[tuple[str, str], int] = {}
        self._places: dict[int, _Place] = {}
        self._remembered: dict[str, _Word] = {}
        for one in dict.fromkeys(wanted):
            if one.words:
                self._add(one)

    def find(self, text: str, end: int | None = None) -> Mapping[Asked, Sequence[Span]]:
        """Return where each phrase stands in `text`, in order; a compound as a whole word.

        With `end` only what ends there or before is found.
        """
        found: dict[Asked, list[Span]] = defaultdict(list)
        words, spans = self._read(text, end)
        last_word = len(words)
        for at in [at for at, word in enumerate(words) if word.places]:
            ways: Iterable[_Place] = words[at].places
            while ways:
                further: list[_Place] = []
                for place in ways:
                    for wanted, first, last in place.phrases:
                        span = spans[at + first][0], spans[at + last][1]
                        if end is None or span[1] <= end:
                            found[wanted].append(span)
                    for distance, by_mark in place.further:
                        if 0 <= at + distance < last_word:
                            marks = words[at + distance].marks
                            further += [by_mark[mark] for mark in marks if mark in by_mark]
                ways = further
        return found

    def _read(self, text: str, last: int | None) -> tuple[list[_Word], list[Span]]:
        """Return the words of a text as the rules know them, and where each stands."""
        # One character more tells whether a word ends there or is cut by it.
        until = len(text) if last is None else last + 1
        words: list[_Word] = []
        spans: list[Span] = []
        remembered = self._remembered
        for match in WORD.finditer(text, 0, until):
            word = remembered.get(match.group()) or self._meaning(match.group())
            if match.lastgroup is None or word.marks:
                words.append(word)
                spans.append(match.span())
                continue
            # Broken at the end of a line, and no rule knows the whole word.
            before, dash, behind = halves(match.group())
            start, stop = match.span()
            words += map(self._meaning, (before, dash[0], behind))
            middle = start + len(before)
            spans += [(start, middle), (middle, middle + 1), (stop - len(behind), stop)]
        return words, spans

    def _add(self, wanted: Wanted) -> None:
        marks = [self._mark(word, _way(wanted)) for word in wanted.words]
        longest = max(range(len(marks)), key=lambda at: len(wanted.words[at]))
        place = self._places.setdefault(marks[longest], _Place())
        for at in (*range(longest + 1, len(marks)), *range(longest - 1, -1, -1)):
            place = place.beside(at - longest, marks[at])
        place.phrases.append((wanted, -longest, len(marks) - 1 - longest))

    def _mark(self, word: str, way: str) -> int:
        mark = self._marks.get((word, way))
        if mark is not None:
            return mark
        mark = self._marks[word, way] = len(self._marks)
        for form in {word} if way == "exact" else forms_of(word):
            self._whole.setdefault(form, []).append(mark)
            if way == "part" and form.isalpha():
                self._parts.setdefault(form, []).append(mark)
        return mark

    def _meaning(self, word: str) -> _Word:
        compared = plain(mended(word))
        marks = dict.fromkeys(self._whole.get(compared, ()))
        if compared.isalpha():
            for start, end in places_in(len(compared)):
                part = self._parts.get(compared[start:end])
                if part is not None and is_seam(compared, start, end):
                    marks |= dict.fromkeys(part)
        places = (self._places[mark] for mark in marks if mark in self._places)
        meaning = _Word(tuple(marks), tuple(places)) if marks else _NOTHING
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[word] = meaning
        return meaning


def _way(wanted: Wanted) -> str:
    if wanted.exact:
        return "exact"
    return "part" if len(wanted.words) == 1 else "inflected"
