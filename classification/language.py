"""The language of a text, by its small words; rules are written in the words of one language."""

import re
from collections import Counter
from collections.abc import Mapping
from itertools import islice
from typing import Final, Literal, NamedTuple

Language = Literal["nl", "fy", "en", "de", "fr"]

NAMES: Final[Mapping[Language, tuple[str, str]]] = {
    "nl": ("Nederlands", "Dutch"),
    "fy": ("Fries", "Frisian"),
    "en": ("Engels", "English"),
    "de": ("Duits", "German"),
    "fr": ("Frans", "French"),
}

# Small words that texts of that language are full of, and of which no other here has the same.
_SMALL_WORDS: Final[Mapping[Language, str]] = {
    "nl": "de het een van voor met dat niet wordt zijn deze bij aan naar ook maar uit wij heeft",
    "fy": "fan foar yn dy oan mei wurdt binne dizze troch wy hat dêr ús nei oer ek wurde fierder",
    "en": "the and to that with this are from have which shall been not by they has will would on",
    "de": "der und das den dem mit für ist nicht auf auch wird werden sich bei eine einer zu wir",
    "fr": "le les et du une est dans pour que qui sur avec pas au cette sont nous par ou des",
}
_LANGUAGE_OF: Final[Mapping[str, Language]] = {
    word: language for language, words in _SMALL_WORDS.items() for word in words.split()
}
_WORD: Final = re.compile(r"[^\W\d_]+")
_LOOKED_AT: Final = 1000  # words
_FEWEST: Final = 8  # small words; of a list of names or a table nobody knows
_LEAD: Final = 2.0  # times as many as of the next language


class Recognised(NamedTuple):
    """A language, and where the text begins to show it: its first small word, and some after it."""

    language: Language
    start: int
    end: int


def language_of(text: str) -> Recognised | None:
    """Return the language that `text` is written in, null where that cannot be told."""
    found = [
        (language, match)
        for match in islice(_WORD.finditer(text), _LOOKED_AT)
        if (language := _LANGUAGE_OF.get(match.group().lower()))
    ]
    counted = Counter(language for language, _ in found).most_common(2)
    if not counted or counted[0][1] < _FEWEST:
        return None
    (best, most), *others = counted
    if others and most < _LEAD * others[0][1]:
        return None
    places = [match for language, match in found if language == best]
    return Recognised(best, places[0].start(), places[1].end())
