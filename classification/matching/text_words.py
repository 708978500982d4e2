"""The words of a text, one after another, as rules compare them.

Capitals, accents, ligatures and characters that cannot be seen make no difference, and a word that
was broken at the end of a line is whole again. What stands in the text keeps its place.
"""

import re
import unicodedata

_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"  # accents, and what cannot be seen
_LETTERS = rf"\w[\w{_INSIDE}]*+"
# `in-\nen uitgaand` is no broken word, and a capital on the next line begins a name.
_BREAK = r"[-‐¬][ \t]*\r?\n[ \t]*(?!(?:en|of)\b)(?=[^\W\d_A-Z])"

WORD = re.compile(
    rf"[^\W\d_][\w{_INSIDE}]*+(?P<broken>{_BREAK}{_LETTERS})?"
    rf"|\d+(?:[.:/]\d+)*+[\w{_INSIDE}]*+"  # a number, article or date is one word: 8:1 is not 8:11
    rf"|{_LETTERS}"
    r"|[^\w\s]"
)
_BETWEEN = re.compile(_BREAK)
_UNSEEN = re.compile(f"[{_INSIDE}]")


def plain(word: str) -> str:
    """Return a word as it is compared."""
    if word.isascii():
        return word.lower()
    return _UNSEEN.sub("", unicodedata.normalize("NFKD", word)).casefold()


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words and marks of a text, as they are compared."""
    return tuple(filter(None, (plain(match.group()) for match in WORD.finditer(text))))


def mended(broken: str) -> str:
    """Return a word that was broken at the end of a line as one."""
    return _BETWEEN.sub("", broken, count=1)


def halves(broken: str) -> tuple[str, str, str]:
    """Return what stands before a break, the break, and what stands behind it."""
    found = _BETWEEN.search(broken)
    assert found is not None
    return broken[: found.start()], found.group(), broken[found.end() :]
