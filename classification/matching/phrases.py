"""A word or phrase of a rule as records managers write it, and what it asks for.

`bezwaar`, `precies besluit`, `minstens 3 keer subsidie`, `bezwaar binnen 5 woorden van besluit`,
`bezwaar zonder ontkenning`; in English `exactly ...`, `at least 3 times ...`,
`... within 5 words of ...`, `... without negation`.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from classification.matching.text_words import plain_words


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words in a row that are looked for; `exact`: as they stand, else inflected too.

    A single word that is not exact is found in compounds as well.
    """

    words: tuple[str, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one written word or phrase asks for.

    Any of `wanted`, `at_least` so many times; within so many words of `near`, where that is
    given. `negated_too` is false where a hit behind *geen* or *niet* does not count.
    """

    wanted: tuple[Wanted, ...]
    at_least: int = 1
    near: tuple[Wanted, ...] = ()
    within: int = 0
    negated_too: bool = True


_NEVER_NEGATED = re.compile(r"(.+?)\s+(?:zonder ontkenning|without negation)", re.DOTALL)
_AT_LEAST = re.compile(r"(?:minstens ([1-9]\d?) keer|at least ([1-9]\d?) times)\s+(.+)", re.DOTALL)
_NEAR = re.compile(
    r"(.+?)\s+(?:binnen ([1-9]\d?) woorden van|within ([1-9]\d?) words of)\s+(.+)", re.DOTALL
)
_EXACT = re.compile(r"(?:precies|exactly)\s+(.+)", re.DOTALL)


@lru_cache(maxsize=8192)
def read_phrase(written: str) -> Phrase:
    """Return what a written word or phrase asks for. Of each kind of sign it has one at most."""
    never = _NEVER_NEGATED.fullmatch(written)
    if never:
        return replace(read_phrase(never.group(1)), negated_too=False)
    often = _AT_LEAST.fullmatch(written)
    if often:
        return replace(read_phrase(often.group(3)), at_least=int(often.group(1) or often.group(2)))
    near = _NEAR.fullmatch(written)
    if near:
        one, within, other = near.group(1), int(near.group(2) or near.group(3)), near.group(4)
        return Phrase(_wanted(one), near=_wanted(other), within=within)
    return Phrase(_wanted(written))


def _wanted(written: str) -> tuple[Wanted, ...]:
    exactly = _EXACT.fullmatch(written)
    if exactly:
        return (Wanted(plain_words(exactly.group(1)), exact=True),)
    return (Wanted(plain_words(written), exact=False),)


def in_dutch(written: str) -> str:
    """Return a written phrase with its signs in Dutch, so that both languages mean one rule."""
    dutch = re.sub(r"^at least ([1-9]\d?) times\s", r"minstens \1 keer ", written)
    dutch = re.sub(r"\swithin ([1-9]\d?) words of\s", r" binnen \1 woorden van ", dutch)
    dutch = re.sub(r"\swithout negation$", " zonder ontkenning", dutch)
    return re.sub(r"(^|\bkeer |\bwoorden van )exactly\s", r"\1precies ", dutch)
