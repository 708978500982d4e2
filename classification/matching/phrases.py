"""A word or phrase of a rule as records managers write it, and what it asks for.

`bezwaar`, `precies besluit`, `minstens 3 keer subsidie`, `bezwaar binnen 5 woorden van besluit`,
`bezwaar zonder ontkenning`, `artikel 8:1 Awb`.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from classification.matching.laws import Article, names_of_law, read_article
from classification.matching.text_words import plain_words


class Wanted(NamedTuple):
    """Words in a row that are looked for; `exact`: as they stand, else inflected too.

    A single word that is not exact is found in compounds as well.
    """

    words: tuple[str, ...]
    exact: bool


Asked = Wanted | Article
"""What is looked for in a text."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one written word or phrase asks for.

    Any of `asked`, `at_least` so many times; within so many words of `near`, where that is
    given. `negated_too` is false where a hit behind *geen* or *niet* does not count.
    """

    asked: tuple[Asked, ...]
    at_least: int = 1
    near: tuple[Asked, ...] = ()
    within: int = 0
    negated_too: bool = True


_SIGNS_IN_ENGLISH = (
    (r"^at least (\S+) times\s", r"minstens \1 keer "),
    (r"\swithin (\S+) words of\s", r" binnen \1 woorden van "),
    (r"\swithout negation$", " zonder ontkenning"),
    (r"(^|\bkeer |\bwoorden van )exactly\s", r"\1precies "),
)
_NOT_NEGATED = re.compile(r"(.+?)\s+zonder ontkenning", re.DOTALL)
_AT_LEAST = re.compile(r"minstens ([1-9]\d?) keer\s+(.+)", re.DOTALL)
_NEAR = re.compile(r"(.+?)\s+binnen ([1-9]\d?) woorden van\s+(.+)", re.DOTALL)
_EXACT = re.compile(r"precies\s+(.+)", re.DOTALL)
_A_SIGN = re.compile(r"minstens \S+ keer|binnen \S+ woorden|zonder ontkenning")


def in_dutch(written: str) -> str:
    """Return a written phrase with its signs in Dutch: the language makes no other rule."""
    for english, dutch in _SIGNS_IN_ENGLISH:
        written = re.sub(english, dutch, written)
    return written


@lru_cache(maxsize=8192)
def read_phrase(written: str) -> Phrase:
    """Return what a written word or phrase asks for; its signs are in Dutch."""
    sure = _NOT_NEGATED.fullmatch(written)
    if sure:
        return replace(read_phrase(sure.group(1)), negated_too=False)
    often = _AT_LEAST.fullmatch(written)
    if often:
        return replace(read_phrase(often.group(2)), at_least=int(often.group(1)))
    near = _NEAR.fullmatch(written)
    if near:
        return Phrase(_asked(near[1]), near=_asked(near[3]), within=int(near[2]))
    return Phrase(_asked(written))


def is_misread(written: str) -> bool:
    """Return whether a sign in a phrase is taken for words, or does nothing beside another.

    Such as `minstens drie keer ...`, or a second `binnen 5 woorden van`.
    """
    phrase = read_phrase(written)
    taken_for_words = any(
        isinstance(one, Wanted) and _A_SIGN.search(" ".join(one.words))
        for one in (*phrase.asked, *phrase.near)
    )
    return taken_for_words or (phrase.at_least > 1 and bool(phrase.near))


def _asked(written: str) -> tuple[Asked, ...]:
    article = read_article(written)
    if article is not None:
        return (article,)
    exactly = _EXACT.fullmatch(written)
    if exactly:
        return (Wanted(plain_words(exactly.group(1)), exact=True),)
    words = plain_words(written)
    return tuple(Wanted(name, exact=True) for name in names_of_law(words)) or (
        Wanted(words, exact=False),
    )
