"""Numbers that tell who someone is, found in text and masked where text is shown.

A citizen service number (BSN) by its eleven-test, an account (IBAN) by its check digits and the
structure of its country; python-stdnum knows both. A number of the trade register (KvK) has no
check digit: only what is called so is one. It stands in a public register and is not masked.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, Literal, NamedTuple

from stdnum import iban
from stdnum.nl import bsn

PersonalKind = Literal["bsn", "iban", "kvk"]

_MOST_TRIED: Final = 500  # of each kind in one text: more tells nothing new, and takes time
_MASK: Final = "•"
_LETTER_OR_DIGIT: Final = re.compile("[A-Za-z0-9]")
_COUNTRY: Final = 2  # letters at the start of an IBAN
_AROUND: Final = 50  # characters; the longest IBAN takes 42 in groups
_CALLED_BSN: Final = r"(?:bsn|burgerservice ?nummer|sofi[ -]?nummer)"
# Parted by spaces only where it is called so: tables are full of such numbers. Not behind a letter
# and a mark, as in `Z-123456782`, which is a case; not an amount, nor a telephone number behind the
# number of its country.
_BSN: Final = re.compile(
    rf"(?:\b{_CALLED_BSN}(?: is)?[^\w\n]{{0,5}}"
    r"(?P<called>[0-9]{8,9}|[0-9]{4}[ .-][0-9]{2}[ .-][0-9]{3}|[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{3})"
    r"|(?<![\w€$])(?<!\w[-/.,])(?<!€ )(?<!\+31 )(?<!\(0\))"
    r"(?P<bare>[0-9]{9}|[0-9]{4}\.[0-9]{2}\.[0-9]{3})"
    r"|\bNL(?P<vat>[0-9]{9})B[0-9]{2})"  # a sole trader's number for VAT, until 2020
    r"(?![\w%])(?![.,/-][0-9])",
    re.IGNORECASE,
)
_IBAN: Final = re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}")
_IBAN_LENGTHS: Final = range(34, 14, -1)
_KVK: Final = re.compile(
    r"\b(?:kvk|kamer van koophandel|handelsregister)(?:[ -]?(?:nummer|nr\.?))?"
    r"[^\w\n]{0,5}(?P<kvk>[0-9]{8})(?!\w)",
    re.IGNORECASE,
)


class PersonalNumber(NamedTuple):
    """A number that was found, and where it stands."""

    kind: PersonalKind
    start: int
    end: int


def find_personal_numbers(text: str) -> tuple[PersonalNumber, ...]:
    """Return the personal numbers in `text`, in order; of very many of a kind the first.

    Nine digits pass the eleven-test by chance once in eleven: what is found may be a BSN.
    """
    return tuple(sorted((*_bsns(text), *_ibans(text), *_kvks(text)), key=lambda one: one.start))


def masked(text: str) -> str:
    """Return `text`, of the same length, with the letters and digits of each BSN and IBAN hidden.

    Of an IBAN the country stays.
    """
    return _hidden(text, find_personal_numbers(text))


def masked_part(text: str, start: int, end: int) -> str:
    """Return a piece of `text` masked; a number that lies in it in part is hidden too."""
    low = max(0, start - _AROUND)
    around = masked(text[low : end + _AROUND])
    return around[start - low : end - low]


def _hidden(text: str, numbers: Iterable[PersonalNumber]) -> str:
    pieces, at = [], 0
    for kind, start, end in numbers:
        if kind == "kvk" or end <= at:
            continue
        hidden_from = max(at, start + _COUNTRY if kind == "iban" else start)
        pieces += [text[at:hidden_from], _LETTER_OR_DIGIT.sub(_MASK, text[hidden_from:end])]
        at = end
    return "".join([*pieces, text[at:]])


def _bsns(text: str) -> Iterator[PersonalNumber]:
    for match in islice(_BSN.finditer(text), _MOST_TRIED):
        group = match.lastgroup or "bare"
        if bsn.is_valid(re.sub("[ .-]", "", match[group])):
            yield PersonalNumber("bsn", match.start(group), match.end(group))


def _ibans(text: str) -> Iterator[PersonalNumber]:
    at = 0
    for _ in range(_MOST_TRIED):
        match = _IBAN.search(text, at)
        if match is None:
            return
        # Words in capitals or another number may follow it: as long as its country says, no longer.
        signs = [place for place in range(match.start(), match.end()) if text[place] != " "]
        written = "".join(text[place] for place in signs)
        at = match.start() + _COUNTRY
        for length in _IBAN_LENGTHS:
            if length <= len(written) and iban.is_valid(written[:length], check_country=False):
                at = signs[length - 1] + 1
                yield PersonalNumber("iban", match.start(), at)
                break


def _kvks(text: str) -> Iterator[PersonalNumber]:
    for match in islice(_KVK.finditer(text), _MOST_TRIED):
        yield PersonalNumber("kvk", *match.span("kvk"))
