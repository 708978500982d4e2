"""The pieces of a text that the learned part weighs.

Four blocks, because the kind of a document stands in its head and its subject in its body: phrases
of the opening, phrases of the head, words of the body, and letter groups of the head, which see
through Dutch compounds, inflections and the errors of a scan.
"""

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

OPENING, HEAD, BODY = 150, 1200, 6000
"""How many characters are read."""

BLOCKS = ("opening", "head", "body", "letters")

_BROKEN_WORD = re.compile(r"(?<=\w)-[ \t]*\r?\n[ \t]*(?=[a-z])")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")

Token = tuple[str, str]
"""A block and a piece of text in it."""


def normalised(text: str) -> str:
    """Return the text as it is weighed: NFKC, small letters, whole words, every number a 0."""
    whole = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text[: 2 * BODY]))
    whole = _BROKEN_WORD.sub("", whole)
    return _NUMBER.sub("0", whole.lower()[:BODY])


def count_tokens(text: str) -> Counter[Token]:
    """Return how often each token stands in a normalised text."""
    counts: Counter[Token] = Counter()
    counts.update(("opening", phrase) for phrase in _phrases(text[:OPENING], 3))
    counts.update(("head", phrase) for phrase in _phrases(text[:HEAD], 2))
    counts.update(("body", word) for word in _WORD.findall(text))
    for word in _WORD.findall(text[:HEAD]):
        counts.update(("letters", group) for group in letter_groups(word))
    return counts


def letter_groups(word: str) -> Iterator[str]:
    """The groups of three to five letters in a word, its borders as spaces."""
    framed = f" {word} "
    for size in (3, 4, 5):
        for start in range(len(framed) - size + 1):
            yield framed[start : start + size]


def code_of(token: Token) -> int:
    """Return the number a model knows a token by; the token itself cannot be read back from it."""
    return zlib.crc32("\t".join(token).encode())


def _phrases(text: str, longest: int) -> Iterator[str]:
    words = _WORD.findall(text)
    yield from words
    if longest > 1:
        yield from map(" ".join, pairwise(words))
    if longest > 2:
        yield from map(" ".join, zip(words, words[1:], words[2:], strict=False))
