"""The words for modes, outcomes and states, in both languages."""

from collections.abc import Mapping

from classification.file_plan.words import TRIGGERS, UNITS, english_of
from command_line.speaking import said
from records.file_plan import Category, Mode
from records.outcomes import OUTCOME_WORDS

OUTCOMES: Mapping[str, str] = {
    "filed": "filed",
    "opgenomen": "filed",
    "proposed": "proposed",
    "voorgesteld": "proposed",
    "waiting": "waiting",
    "wacht": "waiting",
    "left": "left",
    "gelaten": "left",
    "under_way": "under_way",
    "onderweg": "under_way",
}
# What is no outcome: modes, and the states on the way.
_WORDS: Mapping[str, tuple[str, str]] = {
    "observe": ("observe", "meekijken"),
    "propose": ("propose", "voorstellen"),
    "act": ("act", "uitvoeren"),
    "new": ("new", "nieuw"),
    "carrying_out": ("being filed", "wordt opgenomen"),
    "under_way": ("under way", "onderweg"),
    "stopped": ("stopped", "stilgezet"),
    "source_kept": ("filed, original kept", "opgenomen, origineel gebleven"),
    "gone": ("gone", "weg"),
    "undoing": ("being undone", "wordt teruggezet"),
    "undone": ("undone", "teruggezet"),
    "superseded": ("superseded", "achterhaald"),
    "erased": ("erased", "gewist"),
    "running": ("running", "loopt"),
    "closed": ("closed", "gesloten"),
    "certain": ("certain", "zeker"),
    "confirmed": ("confirmed", "bevestigd"),
    "rejected": ("rejected", "afgewezen"),
    "classified": ("known", "herkend"),
    "ambiguous": ("for a person", "voor een mens"),
    "unclassified": ("not known", "niet herkend"),
    "not_assessable": ("cannot be assessed", "niet te beoordelen"),
}
_ONE_OF: Mapping[str, str] = {"maanden": "maand", "weken": "week"}


def word_for(state: str) -> str:
    """Return the word for a state, an outcome or a mode; one that is not listed is its own."""
    if state in OUTCOME_WORDS:
        return said(*reversed(OUTCOME_WORDS[state]))
    return said(*_WORDS.get(state, (state, state)))


def word_for_mode(mode: Mode) -> str:
    """Return the word for a mode."""
    return word_for(mode.name.lower())


def term_of(category: Category) -> str:
    """Return how long what is destroyed under that category is kept, and from when."""
    number, _, unit = category.period.partition(" ")
    after = english_of(TRIGGERS, category.trigger)
    english = english_of(UNITS, unit)
    period = counted(
        int(number), (english.removesuffix("s"), english), (_ONE_OF.get(unit, unit), unit)
    )
    return said(f"{period} after «{after}»", f"{period} na «{category.trigger}»")


def written(number: str) -> str:
    """Return a number with a decimal point as the language of this run writes it."""
    return said(number, number.replace(".", ","))


def size_of(number: int) -> str:
    """Return how large so many bytes are: in kB what would be no megabyte."""
    kilobytes = max(1, round(number / 1e3))
    return f"{kilobytes} kB" if kilobytes < 1_000 else written(f"{number / 1e6:.1f} MB")


def minute_of(moment: str) -> str:
    """Return a moment of the register (ISO 8601, UTC) as people read it: to the minute, with its zone."""
    return f"{moment[:16].replace('T', ' ')} UTC"


def counted(number: int, english: tuple[str, str], dutch: tuple[str, str]) -> str:
    """Return the number with its noun; each language gives the noun of one, and of more."""
    one, more = said(english[0], dutch[0]), said(english[1], dutch[1])
    return f"{number} {one if number == 1 else more}"
