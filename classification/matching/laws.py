"""Legal references: articles as a text cites them, and laws by name and abbreviation.

`artikel 8:1` is cited as *artikel 8:1*, *art. 8:1, tweede lid*, *artikelen 8:1 en 8:2* or *artikel
8:1 van de Algemene wet bestuursrecht*; 8:11 is another article. Of a range (*8:1 tot en met 8:5*)
only the ends are known.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from classification.matching.text_words import plain_words

Span = tuple[int, int]

LAWS: Mapping[str, str] = {
    "Archiefwet": "Archiefwet 1995",
    "AVG": "Algemene verordening gegevensbescherming",
    "Awb": "Algemene wet bestuursrecht",
    "Bbl": "Besluit bouwwerken leefomgeving",
    "Bkl": "Besluit kwaliteit leefomgeving",
    "Gemw": "Gemeentewet",
    "Ow": "Omgevingswet",
    "Provw": "Provinciewet",
    "Wabo": "Wet algemene bepalingen omgevingsrecht",
    "Wgr": "Wet gemeenschappelijke regelingen",
    "Wm": "Wet milieubeheer",
    "Wnb": "Wet natuurbescherming",
    "Wob": "Wet openbaarheid van bestuur",
    "Woo": "Wet open overheid",
    "Wro": "Wet ruimtelijke ordening",
}
"""Laws that are cited by an abbreviation; by either name the same law is meant."""

_NAMES: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    name: (plain_words(short), plain_words(full))
    for short, full in LAWS.items()
    for name in (plain_words(short), plain_words(full))
}


def names_of_law(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the names of the law that is called so; empty where no law is."""
    return _NAMES.get(words, ())


class Article(NamedTuple):
    """An article that a rule asks for; any paragraph where `paragraph` is 0, any law without one.

    `laws` are the names by which its law may be called.
    """

    number: str
    paragraph: int = 0
    laws: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """An article that a text cites, and the text behind it, which may name its law."""

    number: str
    paragraphs: frozenset[int]
    behind: str
    start: int
    end: int

    def is_of(self, article: Article) -> bool:
        """Return whether it is that article: another number, paragraph or law is another one."""
        if self.number != article.number:
            return False
        if article.paragraph and article.paragraph not in self.paragraphs:
            return False
        if not article.laws:
            return True
        following = _after_lead(plain_words(self.behind))
        return any(following[: len(name)] == name for name in article.laws)


_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste")
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:e|de|ste)?)"
_NUMBER = r"\d+(?:[.:]\d+)*[a-z]{0,2}(?![\w])(?![.:]\d)"
_AND = r"\s*(?:,\s*en|,|en|of|tot\s+en\s+met|t/m|juncto|jo\.?)\s+"
_PARAGRAPH = (
    rf"(?:,?\s*(?:{_ORDINAL}(?:{_AND}{_ORDINAL})?\s+lid|(?:lid|leden)\s+\d{{1,2}}(?:{_AND}\d{{1,2}})?)"
    r"(?![\w]))?"
    r"(?:,?\s*(?:aanhef\s+en\s+)?(?:onderdeel|onder|sub)\s+[a-z0-9]{1,2}(?![\w])[°º]?)?"
)
_ONE = rf"{_NUMBER}{_PARAGRAPH}"
_CITED = re.compile(
    rf"(?<!\w)(?:(?P<many>artikelen|artt\.?)|artikel|art\.?)\s*"
    rf"(?P<list>{_ONE}(?:{_AND}(?:artikel\s+|art\.?\s*)?{_ONE})*)",
    re.IGNORECASE,
)
_EACH = re.compile(rf"(?P<number>{_NUMBER})(?P<paragraph>{_PARAGRAPH})", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"\d+[a-z]{0,2}")
_WRITTEN = re.compile(
    rf"(?:artikel|art\.?)\s+(?P<number>{_NUMBER})(?P<paragraph>{_PARAGRAPH})(?P<law>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LEADS_TO_LAW = {",", "van", "de", "het", "uit"}
_LONGEST_NAME = 120


def read_article(written: str) -> Article | None:
    """Return the article that a phrase of a rule names, such as `artikel 8:1 lid 2 Awb`, or None."""
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        return None
    law = _after_lead(plain_words(found["law"]))
    paragraphs = _paragraphs(found["paragraph"])
    return Article(
        number=found["number"].lower(),
        paragraph=min(paragraphs, default=0),
        laws=(names_of_law(law) or (law,)) if law else (),
    )


def citations_in(text: str) -> Iterator[Citation]:
    """Yield each article that `text` cites, in order; of a list each of them, with the one law."""
    for cited in _CITED.finditer(text):
        listed, at = cited["list"], cited.start("list")
        behind = text[cited.end() : cited.end() + _LONGEST_NAME]
        for place, one in enumerate(_EACH.finditer(listed)):
            number = one["number"].lower()
            # `artikel 8:1 en 3 andere`: only where articles are announced as many, or look like one.
            if place and not cited["many"] and _SHORT_NUMBER.fullmatch(number):
                continue
            start = at + one.start() if place else cited.start()
            yield Citation(number, _paragraphs(one["paragraph"]), behind, start, at + one.end())


def _after_lead(words: tuple[str, ...]) -> tuple[str, ...]:
    at = 0
    while at < len(words) and words[at] in _LEADS_TO_LAW:
        at += 1
    return words[at:]


def _paragraphs(written: str) -> frozenset[int]:
    counted = {int(number) for number in re.findall(r"\d+", re.split("onder|sub", written)[0])}
    named = {at for at, name in enumerate(_ORDINALS, 1) if name in written.lower()}
    return frozenset(counted | named)
