"""The names of the policy framework's parts, as documents write them.

Names are compared word by word: capitals, accents, kinds of dashes and the ends of lines do not
count, but a word counts whole: `artikel 8:1` is not `artikel 8:11`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from records.file_plan import FrameworkPart

MOST_BETWEEN = 24  # characters between two words of one name: a space, or the end of a line

_DASH = "-\u2010-\u2015\u2212"
# A letter or digit, also with loose accents, and what cannot be seen between letters.
_LETTER = r"(?:[^\W_]|[\u0300-\u036f\u200b-\u200d])"
# A word goes on behind a dash, also where it was split at the end of a line; behind `'`; and
# behind a point or colon between digits.
_JOINT = (
    rf"(?:(?<=[0-9])[.:](?=[0-9])|['\u2019](?=[^\W_])"
    rf"|[{_DASH}\u00ad](?:[ \t]{{0,20}}\r?\n[ \t]{{0,20}})?(?=[^\W_]))"
)
_WORD = re.compile(rf"{_LETTER}+(?:{_JOINT}{_LETTER}+)*")
_QUOTES = re.compile("[\"'\u2018\u2019\u201a\u201c-\u201e\u00ab\u00bb]")


class PartFound(NamedTuple):
    """A part of the framework that is named, and where."""

    part: str
    start: int
    end: int


class _Word(NamedTuple):
    start: int
    end: int
    folded: str


class _Name(NamedTuple):
    """A name as its words, and what stands between them."""

    part: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]


def find_parts(text: str, framework: tuple[FrameworkPart, ...]) -> tuple[PartFound, ...]:
    """Return every place in `text` that names a part by its title or another name, in order.

    Where names overlap the longest wins; a name that two parts share is found for both. It takes
    time in proportion to the text.
    """
    index = _index(framework)
    words = [_Word(m.start(), m.end(), _fold(m.group())) for m in _WORD.finditer(text)]
    found = {
        PartFound(name.part, word.start, words[at + len(name.words) - 1].end)
        for at, word in enumerate(words)
        for name in index.get(word.folded, ())
        if _stands_at(name, words, at, text)
    }
    return tuple(sorted(_longest(found, len(text)), key=lambda one: (one.start, one.part)))


def parts_called(ref: str, framework: tuple[FrameworkPart, ...]) -> tuple[str, ...]:
    """Return the names of the parts that `ref` means: by any name, or a number such as `2.10`."""
    wanted = tuple(_words(ref))
    if not wanted:
        return ()
    called = {name.part for name in _all_names(framework, own=True) if name.words == wanted}
    if not called and len(wanted) == 1 and re.search(r"[0-9][.:][0-9]", wanted[0]):
        called = {name.part for name in _all_names(framework, own=True) if wanted[0] in name.words}
    return tuple(sorted(called))


@lru_cache(maxsize=8)
def _index(framework: tuple[FrameworkPart, ...]) -> dict[str, tuple[_Name, ...]]:
    """Every name by its first word."""
    index: dict[str, tuple[_Name, ...]] = {}
    for name in _all_names(framework, own=False):
        index[name.words[0]] = (*index.get(name.words[0], ()), name)
    return index


def _all_names(framework: Iterable[FrameworkPart], *, own: bool) -> Iterator[_Name]:
    """Yield every name of every part; the plan's `own` name for it is not one documents use."""
    for part in framework:
        names = (part.title, *part.known_as, *((part.name,) if own else ()))
        for written in dict.fromkeys(names):
            places = list(_WORD.finditer(written))
            if not places:
                continue
            pairs = pairwise(places)
            gaps = tuple(_gap(written[one.end() : two.start()]) for one, two in pairs)
            yield _Name(part.name, tuple(_fold(place.group()) for place in places), gaps)


def _stands_at(name: _Name, words: list[_Word], at: int, text: str) -> bool:
    if at + len(name.words) > len(words):
        return False
    for step, wanted in enumerate(name.words):
        if words[at + step].folded != wanted:
            return False
    for step, wanted in enumerate(name.gaps):
        start, end = words[at + step].end, words[at + step + 1].start
        if end - start > MOST_BETWEEN or _gap(text[start:end]) != wanted:
            return False
    return True


def _longest(found: Iterable[PartFound], length: int) -> Iterator[PartFound]:
    taken, places = bytearray(length), set()
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start, one.part)):
        place = (one.start, one.end)
        if place not in places and 1 in taken[one.start : one.end]:
            continue
        places.add(place)
        taken[one.start : one.end] = b"\x01" * (one.end - one.start)
        yield one


def _words(text: str) -> Iterator[str]:
    return (_fold(match.group()) for match in _WORD.finditer(text))


def _fold(word: str) -> str:
    """Return the word in the one form in which words are compared."""
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    plain = re.sub(r"[\s\u00ad\u200b-\u200d]", "", plain).replace("\u2019", "'")
    plain = re.sub(f"[{_DASH}]", "-", plain)
    # `2026-2030` is not `20262030`, but people do write `e-mail` and `email`.
    return re.sub(r"(?<![0-9])-|-(?![0-9])", "", plain).casefold()


def _gap(between: str) -> str:
    """Return what stands between two words, in the one form in which it is compared."""
    spaced = re.sub(r"\s+", " ", _QUOTES.sub("", between))
    return re.sub(f"[{_DASH}]", "-", spaced)
