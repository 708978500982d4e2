"""The forms of a Dutch word, and the compounds in which it is a part.

By spelling alone, without a dictionary, so that a records manager can foresee it. An inflected
form is the word with `-en`, `-e`, `-s` or `-n` as Dutch spells them (bezwaar, bezwaren; wet,
wetten; brief, brieven). A compound holds the word, or one of its forms, at a seam: what is left
on either side is long enough to be a word, begins as a Dutch word begins, and is no mere prefix
(`on-`, `her-`) or ending (`-lijk`, `-loos`, `-vrij`).

What it cannot know: verbs (vraag, gevraagd), irregular plurals (dak, daken), a short word in front
(dakkapel: a word of four letters or fewer counts only at the end, for `nota` is not in notariaat),
and words that only look like a compound. There a rule writes the words out, or says `precies`.
"""

import re
from functools import lru_cache

SHORT = 4
"""A word of so many letters or fewer is found only at the end of a compound."""
LONG = 6
"""Beside a word of so many letters or more, three letters are enough for another word."""
SHORTEST = 3
LONGEST = 40  # letters: what is longer is no word

_OPEN = re.compile(r"(.*[^aeiou])?(aa|ee|oo|uu)([bdfghjklmnprstvwz])")
_SHORT_VOWEL = re.compile(r"(.*[^aeiou])?([aeiou])([bdfgklmnprst])")
_TWO_SYLLABLES = re.compile(r"[aeiouy]+[^aeiouy]+[aeiouy]")
_TAKES_S = re.compile(r".*(?:el|em|en|er|aar|oor|eur|ier|or|on|um|ie|e|ment|let)")
_VOICED = {"f": "v", "s": "z"}

_PREFIX = re.compile(
    "aan|anti|door|her|mede|mis|non|onder|ont|over|pre|sub|tegen|terug|toe|uit|ver|vice|voor|wan"
)
_ENDING = re.compile(
    r"(?:e?lijk|e?loos|e?loz|vrij|heid|hed|ing|ig|baar|bar|achtig|zaam|zam|schapp?|isch|isme|ist|dom|e?tj"
    r"|end|eerd?|er|ar)+(?:e|en|s|er|st|ste|sten|es)?|den|der|des|ste|sten|sters?|ten|ter"
)
_BEGINS_A_WORD = re.compile(
    r"(?:[bcdfghjklmnpqrstvwxz]|[bcfgkp][lr]|[dtvw]r|[dtz]w|chr?|f[lr]|kn|kw|ps|qu|sch?r?|s[fjklmn]"
    r"|spl?r?|str?|t[hjs]|vl)?[aeiouy]"
)
_LINKS = ("s", "e", "en", "n")


@lru_cache(maxsize=8192)
def forms_of(word: str) -> frozenset[str]:
    """Return `word` and its inflected forms; a word of two letters, a number or a mark only itself."""
    if len(word) < SHORTEST or not word.isalpha():
        return frozenset({word})
    forms = {word, *(stem + ending for stem in _stems(word) for ending in ("e", "en"))}
    if word.endswith("heid"):
        forms.add(f"{word[:-4]}heden")
    if word.endswith("e"):
        forms.add(f"{word}n")
    if len(word) > SHORT and _TAKES_S.fullmatch(word):
        forms.add(f"{word}s")
    return frozenset(forms)


def _stems(word: str) -> set[str]:
    """Return what `-e` and `-en` stand behind: in an open syllable one vowel, else two consonants."""
    if word.endswith("ie"):
        return {word}
    if word[-1] in "aeiouy":
        return set()
    opened = _OPEN.fullmatch(word)
    if opened:
        before, vowel, last = opened.groups(default="")
        return {before + vowel[0] + end for end in {last, _VOICED.get(last, last)}}
    shut = _SHORT_VOWEL.fullmatch(word)
    if shut and word.endswith(("heid", "ig")):
        return {word}
    if shut:
        # A syllable without stress does not double: middel, middelen; gebrek, gebreken.
        return {word + word[-1], *((word,) if _TWO_SYLLABLES.search(word) else ())}
    return {word, word[:-1] + _VOICED.get(word[-1], word[-1])}


@lru_cache(maxsize=LONGEST)
def places_in(length: int) -> tuple[tuple[int, int], ...]:
    """Return from where to where a part may stand in a compound of that length, long ones first."""
    if length > LONGEST:
        return ()
    borders = range(SHORTEST, length - SHORTEST + 1)
    places = [
        (start, end)
        for start in (0, *borders)
        for end in (*borders, length)
        if SHORTEST <= end - start < length
    ]
    return tuple(sorted(places, key=lambda place: place[0] - place[1]))


def is_seam(word: str, start: int, end: int) -> bool:
    """Return whether the part of `word` from `start` to `end` is one of the words it is made of."""
    size = end - start
    enough = SHORTEST if size >= LONG else SHORTEST + 1
    if size <= SHORT and end < len(word):
        return False
    return _may_precede(word[:start], enough) and _may_follow(word[end:], enough)


def _may_precede(before: str, enough: int) -> bool:
    if not before:
        return True
    return (
        len(before) >= enough
        and _PREFIX.fullmatch(before) is None
        and re.search("[aeiouy]", before) is not None
    )


def _may_follow(after: str, enough: int) -> bool:
    """Return whether another word follows, after a linking `s`, `e`, `en` or `n` or at once."""
    if not after:
        return True
    rests = [after, *(after[len(link) :] for link in _LINKS if after.startswith(link))]
    return _ENDING.fullmatch(after) is None and any(
        len(rest) >= enough
        and _BEGINS_A_WORD.match(rest) is not None
        and _ENDING.fullmatch(rest) is None
        for rest in rests
    )
