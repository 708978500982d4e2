"""What stands around a hit: a negation, quotation marks, a heading, the words between two hits.

By signs that a reader sees too. A negation is looked for in the three words before a hit and in the
same clause. A quotation stands between quotation marks, behind `>`, or under a line that announces
what an older decision or letter says; one that no sign shows is not known as one.
"""

import re
from collections.abc import Iterator, Sequence

from classification.matching.text_words import plain

Span = tuple[int, int]

_NEGATIONS = frozenset({"geen", "niet", "nooit", "noch", "zonder", "evenmin", "geenszins"})
_NOT_ONLY = frozenset({"alleen", "slechts", "enkel"})
_WORDS_BEFORE = 3
_REACH = 80  # characters before a hit in which those words stand
_CLAUSE = re.compile(r"[.,;:!?()]|\n\s*\n")
_A_WORD = re.compile(r"\w+")
_LONGEST_WORD = 50  # characters, with what stands behind it

_FEWEST_QUOTED = 3  # words: fewer between quotation marks is a term, not a quotation
_BETWEEN_MARKS = re.compile(
    r"[“„][^“„”]{1,2000}[”“]|«[^«»]{1,2000}»|‘(?:[^‘’]|’(?=\w)){1,2000}’(?!\w)"
    r"|(?<!\w)\"(?:[^\"\n]|\n(?!\s*\n)){1,2000}\"(?!\w)"
)
_BEHIND_SIGN = re.compile(r"^[ \t]*[>|].*(?:\n|\Z)", re.MULTILINE)
_ANNOUNCED = re.compile(
    r"^(?=[^\n]*\b(?:besluit|beschikking|beslissing|vergunning|brief|uitspraak|advies)\b)"
    r"(?=[^\n]*\b(?:staat|stond|luidt|luidde|schreef|schreven|schrijft|stelt|stelde|overwoog|overwogen"
    r"|als volgt)\b)[^\n]*:[ \t\r]*\n(?:[ \t\r]*\n)*(?P<said>(?:[^\n]*\S[^\n]*(?:\n|\Z))+)",
    re.IGNORECASE | re.MULTILINE,
)

_BLANK_BEFORE = r"(?<![^\r\n]\n)(?<![^\r\n]\r\n)"
_BLANK_BEHIND = r"(?=[ \t]*(?:\r?\n[ \t]*(?:\r?\n|\Z)|\Z))"
_HEADING = re.compile(
    r"^[ \t]*(?P<about>(?:onderwerp|betreft|betreffende|titel|subject|re)[ \t]*:[^\r\n]{1,200})"
    r"|^[ \t]*(?P<numbered>(?:artikel[ \t]+)?\d{1,3}(?:[.:]\d{1,3}){0,3}\.?[ \t]+(?-i:[A-Z])"
    r"[^\r\n]{0,90}(?<![.,;:?!\s])(?=[ \t]*(?:\r?\n|\Z)))"
    rf"|^{_BLANK_BEFORE}[ \t]*(?P<alone>\S[^\r\n]{{0,98}}(?<![.,;:?!\s])){_BLANK_BEHIND}",
    re.IGNORECASE | re.MULTILINE,
)


def is_negated(text: str, start: int) -> bool:
    """Return whether one of the three words before `start`, in the same clause, says no.

    *Niet alleen*, *niet slechts* and *niet enkel* say yes.
    """
    before = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1]
    words = [plain(word) for word in _A_WORD.findall(before)]
    last = words[-_WORDS_BEFORE:]
    return any(
        word in _NEGATIONS
        and not (word == "niet" and _NOT_ONLY.intersection(last[at + 1 : at + 2]))
        for at, word in enumerate(last)
    )


def are_near(text: str, one: Span, other: Span, within: int) -> bool:
    """Return whether at most so many words stand between two places, which may overlap too."""
    first, last = sorted((one, other))
    gap = last[0] - first[1]
    if gap > within * _LONGEST_WORD + _LONGEST_WORD:
        return False
    return gap <= 0 or len(_A_WORD.findall(text[first[1] : last[0]])) <= within


def own_parts(text: str, own_end: int) -> tuple[Span, ...]:
    """Return the parts of a text up to `own_end` that are no quotation, in order."""
    parts, at = [], 0
    for start, end in sorted(_quotations(text, own_end)):
        if start > at:
            parts.append((at, start))
        at = max(at, end)
    return (*parts, (at, own_end)) if at < own_end else tuple(parts)


def _quotations(text: str, own_end: int) -> Iterator[Span]:
    for found in _BETWEEN_MARKS.finditer(text, 0, own_end):
        if len(_A_WORD.findall(found.group())) >= _FEWEST_QUOTED:
            yield found.span()
    for found in _BEHIND_SIGN.finditer(text, 0, own_end):
        yield found.span()
    for found in _ANNOUNCED.finditer(text, 0, own_end):
        yield found.span("said")


def headings(text: str, own_end: int) -> Sequence[Span]:
    """Return the lines up to `own_end` that are headings.

    A line that says what it is about (`Onderwerp:`), a numbered one, or a short one without a
    full stop and with an empty line around it.
    """
    found = _HEADING.finditer(text, 0, own_end)
    return [one.span(one.lastgroup) for one in found if one.lastgroup]
