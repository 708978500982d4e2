"""A made corpus: kinds that have words of their own, among words that all of them have."""

import json
import random

from classification.learned.examples import Example

COMMON = [
    "de",
    "het",
    "een",
    "van",
    "en",
    "voor",
    "in",
    "op",
    "met",
    "door",
    "aan",
    "bij",
    "uit",
    "over",
    "naar",
    "provincie",
    "college",
]
OWN = {
    "bezwaarschrift": [
        "bezwaar",
        "bestreden",
        "besluit",
        "bezwaarmaker",
        "gronden",
        "termijn",
        "heroverweging",
    ],
    "subsidiebeschikking": [
        "subsidie",
        "verlening",
        "beschikking",
        "voorschot",
        "activiteiten",
        "vaststelling",
    ],
    "vergunning": ["vergunning", "omgevingsplan", "bouwwerk", "aanvrager", "voorschriften", "kap"],
    "agenda": ["agenda", "vergadering", "opening", "rondvraag", "sluiting", "agendapunt"],
}
STRANGE = ["zeehond", "vuurtoren", "sloep", "branding", "schelp", "strandjutter"]


def letter(kind: str, number: int) -> Example:
    """The text of one letter: always the same for the same kind and number."""
    chance = random.Random(f"{kind} {number}")
    own = OWN.get(kind, STRANGE)
    words = [chance.choice(own if chance.random() < 0.5 else COMMON) for _ in range(60)]
    return Example(f"{kind}-{number}", " ".join(words), kind)


def letters(per_kind: int, first: int = 0, kinds: tuple[str, ...] = tuple(OWN)) -> list[Example]:
    """So many letters of each kind, numbered from `first`."""
    return [letter(kind, number) for kind in kinds for number in range(first, first + per_kind)]


def corpus_of(dossiers: dict[str, str], per_dossier: int) -> list[Example]:
    """So many letters in each dossier: each holds letters of one kind."""
    of_kinds = letters(per_dossier, kinds=tuple(dossiers))
    return [Example(one.id, one.text, dossiers[str(one.kind)]) for one in of_kinds]


def corpus_lines(examples: list[Example]) -> str:
    """Return the examples as the JSON Lines of a corpus."""
    lines = [{"id": e.id, "text": e.text, "label": e.kind or "?"} for e in examples]
    return "\n".join(map(json.dumps, lines))
