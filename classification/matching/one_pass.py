"""Finds all phrases of all rules in one pass over a text.

Each word of the text is looked up once, however many rules there are; phrases of several words lie
in a tree that is followed from word to word.
"""

from collections.abc import Iterable, Mapping, Sequence

from classification.matching.phrases import Asked, Wanted
from classification.matching.text_words import WORD, halves, mended, plain
from classification.matching.word_forms import forms_of, is_seam, places_in

Span = tuple[int, int]
MOST_REMEMBERED = 65_536
"""So many different words are remembered with what they mean to the rules."""


class OnePass:
    """Looks for many phrases at once."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        self._whole: dict[str, list[int]] = {}  # form of a word: its marks
        self._parts: dict[str, list[int]] = {}  # form of a word that may be part of a compound
        self._marks: dict[tuple[str, str], int] = {}
        self._tree: list[dict[int, int]] = [{}]  # from a place in the tree, by a mark, to the next
        self._ends: dict[int, Wanted] = {}
        self._remembered: dict[str, tuple[int, ...]] = {}
        for one in wanted:
            if one.words:
                self._add(one)

    def find(self, text: str) -> Mapping[Asked, Sequence[Span]]:
        """Return where each phrase stands in `text`, in order; a compound as a whole word."""
        found: dict[Asked, list[Span]] = {}
        under_way: list[tuple[int, int]] = []
        tree, ends, remembered = self._tree, self._ends, self._remembered
        root = tree[0]
        for word, start, end in self._words(text):
            marks = remembered.get(word)
            if marks is None:
                marks = self._marks_of(word)
            if not marks:
                under_way = []
                continue
            further = []
            for mark in marks:
                for place, began in under_way:
                    following = tree[place].get(mark)
                    if following is not None:
                        further.append((following, began))
                beginning = root.get(mark)
                if beginning is not None:
                    further.append((beginning, start))
            for place, began in further:
                whole = ends.get(place)
                if whole is not None:
                    found.setdefault(whole, []).append((began, end))
            under_way = further
        return found

    def _words(self, text: str) -> Iterable[tuple[str, int, int]]:
        for match in WORD.finditer(text):
            word, (start, end) = match.group(), match.span()
            if match.lastgroup is None:
                yield word, start, end
                continue
            # Broken at the end of a line: one word if a rule knows it so, else what stands there.
            if self._marks_of(mended(word)):
                yield mended(word), start, end
                continue
            first, between, last = halves(word)
            yield first, start, start + len(first)
            yield between[0], start + len(first), start + len(first) + 1
            yield last, end - len(last), end

    def _add(self, wanted: Wanted) -> None:
        place = 0
        for word in wanted.words:
            mark = self._mark(word, _way(wanted))
            following = self._tree[place].get(mark)
            if following is None:
                following = len(self._tree)
                self._tree.append({})
                self._tree[place][mark] = following
            place = following
        self._ends[place] = wanted

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

    def _marks_of(self, word: str) -> tuple[int, ...]:
        remembered = self._remembered.get(word)
        if remembered is not None:
            return remembered
        compared = plain(word)
        marks = dict.fromkeys(self._whole.get(compared, ()))
        if compared.isalpha():
            for start, end in places_in(len(compared)):
                part = self._parts.get(compared[start:end])
                if part is not None and is_seam(compared, start, end):
                    marks |= dict.fromkeys(part)
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[word] = tuple(marks)
        return self._remembered[word]


def _way(wanted: Wanted) -> str:
    if wanted.exact:
        return "exact"
    return "part" if len(wanted.words) == 1 else "inflected"
