"""What of a document was not read, told beside a verdict.

What follows from it is for the rules: an exception that may stand there could not be looked at.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from classification.subject import Subject
from records.documents import Attachment
from records.personal_numbers import masked
from records.verdicts import Evidence

_MOST_TOLD: Final = 10  # pages, names; behind more of them stands how many there are


def unread(subject: Subject) -> Iterator[Evidence]:
    """Yield which pages show something of which no text was read, and what lies inside unread."""
    if subject.unread_pages:
        yield _pages(subject.unread_pages, None)
    for one in subject.attachments:
        if one.unread_pages:
            yield _pages(one.unread_pages, masked(one.name))
    names = [masked(name) for one in subject.attachments for name in _names(one)]
    if names:
        yield Evidence("unread_inside", "", "", _listed(names, len(names)), 0, 0, None)


def _names(one: Attachment) -> Iterator[str]:
    if one.problem is not None:
        yield one.name
    for name in one.unread_inside:
        yield f"{name} in {one.name}"  # so in both languages


def _pages(numbers: Sequence[int], part: str | None) -> Evidence:
    runs = groupby(enumerate(numbers), lambda at: at[1] - at[0])
    ranges = [[number for _, number in run] for _, run in runs]
    told = [f"{one[0]}-{one[-1]}" if len(one) > 1 else str(one[0]) for one in ranges]
    listed = _listed(told, len(numbers))
    return Evidence("unread_pages", "", "", listed, 0, 0, None, part=part)


def _listed(told: Sequence[str], number: int) -> str:
    listed = ", ".join(told[:_MOST_TOLD])
    return f"{listed}, ... ({number})" if len(told) > _MOST_TOLD else listed
