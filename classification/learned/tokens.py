"""The pieces of a text that the learned part weighs.

The kind of a document stands in its opening, its subject in all of it, and who sent it at its end.
So a text is read in blocks, and training finds which of them count. Letter groups see through
Dutch compounds, inflections and the errors of a scan.
"""

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

OPENING, HEAD, PAGE, BODY, CLOSING = 150, 600, 2000, 6000, 80
"""How many characters are read."""

BLOCKS = (
    "opening phrases",
    "opening letters",
    "head letters",
    "body words",
    "page phrases",
    "page letters",
    "closing words",
)

NUMBER = "0"
"""What every number is weighed as."""

_BROKEN_WORD = re.compile(r"(?<=\w)-[ \t]*\r?\n[ \t]*(?=[a-z])")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")

Token = tuple[str, str]
"""A block and a piece of text in it."""


def normalised(text: str) -> str:
    """Return the text as it is weighed: NFKC, small letters, whole words, every number a 0.

    Of a long text the beginning and the last line.
    """
    start = _plain(text[: 2 * BODY])
    rest = start[BODY:] if len(text) <= 2 * BODY else _plain(text[-2 * CLOSING :])
    return start[:BODY] + (f" {rest[-CLOSING:]}" if rest else "")


def words_of(text: str) -> list[str]:
    """Return the words of a normalised text, in their order."""
    return _WORD.findall(text)


def count_tokens(text: str, blocks: Collection[str] = BLOCKS) -> Counter[Token]:
    """Return how often each token of these blocks stands in a normalised text."""
    counts: Counter[Token] = Counter()
    for block in blocks:
        for piece, often in _pieces(text, block).items():
            counts[block, piece] = often
    return counts


def letter_groups(word: str, sizes: Iterable[int] = (3, 4, 5)) -> Iterator[str]:
    """The groups of so many letters in a word, its borders as spaces."""
    framed = f" {word} "
    for size in sizes:
        for start in range(len(framed) - size + 1):
            yield framed[start : start + size]


def code_of(token: Token) -> int:
    """Return the number a model knows a token by; the token itself cannot be read back from it."""
    return zlib.crc32("\t".join(token).encode("utf-8", "replace"))


def _plain(text: str) -> str:
    whole = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _NUMBER.sub(NUMBER, _BROKEN_WORD.sub("", whole).lower())


def _pieces(text: str, block: str) -> Counter[str]:
    match block:
        case "opening phrases":
            pieces = _phrases(_first(text, OPENING), 3)
        case "opening letters":
            pieces = _letters(_first(text, OPENING), (3, 4, 5))
        case "head letters":
            pieces = _letters(_first(text, HEAD), (3, 4, 5))
        case "page phrases":
            pieces = _phrases(_first(text, PAGE), 2)
        case "page letters":
            pieces = _letters(_first(text, PAGE), (4, 5))
        case "closing words":
            pieces = Counter(words_of(text[-CLOSING:])[1 if len(text) > CLOSING else 0 :])
        case _:
            pieces = Counter(words_of(text))
    return pieces


def _first(text: str, most: int) -> list[str]:
    """Return the words in so many characters, without the one that is cut through."""
    words = words_of(text[:most])
    return words[:-1] if len(text) > most else words


def _letters(words: list[str], sizes: Iterable[int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, often in Counter(words).items():
        for group in letter_groups(word, sizes):
            counts[group] += often
    return counts


def _phrases(words: list[str], longest: int) -> Counter[str]:
    counts = Counter(words)
    counts.update(map(" ".join, pairwise(words)))
    if longest > 2:
        counts.update(map(" ".join, zip(words, words[1:], words[2:], strict=False)))
    return counts
