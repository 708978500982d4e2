"""The words for modes, outcomes and states, in both languages."""

from collections.abc import Mapping

from command_line.speaking import said
from records.file_plan import Mode

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
_WORDS: Mapping[str, tuple[str, str]] = {
    "observe": ("observe", "meekijken"),
    "propose": ("propose", "voorstellen"),
    "act": ("act", "uitvoeren"),
    "new": ("new", "nieuw"),
    "carrying_out": ("being filed", "wordt opgenomen"),
    "under_way": ("under way", "onderweg"),
    "filed": ("filed", "opgenomen"),
    "source_kept": ("filed, source kept", "opgenomen, bron gebleven"),
    "proposed": ("proposed", "voorgesteld"),
    "waiting": ("waiting", "wacht"),
    "left": ("left alone", "gelaten"),
    "gone": ("gone", "weg"),
    "undoing": ("being undone", "wordt teruggezet"),
    "undone": ("undone", "teruggezet"),
    "superseded": ("superseded", "achterhaald"),
    "running": ("running", "loopt"),
    "closed": ("closed", "gesloten"),
    "certain": ("certain", "zeker"),
    "confirmed": ("confirmed", "bevestigd"),
    "rejected": ("rejected", "afgewezen"),
}
_SEEN: Mapping[str, tuple[str, str]] = {
    "text": ("in the text", "in de tekst"),
    "name": ("in the name", "in de naam"),
    "folder": ("in the folder", "in de map"),
    "file_type": ("kind of file", "soort bestand"),
    "number": ("number in the text", "nummer in de tekst"),
    "number_in_name": ("number in the name", "nummer in de naam"),
    "number_in_folder": ("number in the folder", "nummer in de map"),
    "number_of_source": ("dossier of the source", "dossier van de bron"),
    "unreadable": ("could not be read", "kon niet worden gelezen"),
}


def word_for(state: str) -> str:
    """Return the word for a state, an outcome or a mode; one that is not listed is its own."""
    return said(*_WORDS.get(state, (state, state)))


def word_for_mode(mode: Mode) -> str:
    """Return the word for a mode."""
    return word_for(mode.name.lower())


def seen(kind: str) -> str:
    """Return where evidence of that kind was seen."""
    return said(*_SEEN.get(kind, (kind, kind)))
