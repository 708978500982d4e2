"""The words that may stand as values in a file plan: in Dutch and, one for one, in English.

Every table gives the Dutch word first and its English twin behind it, with one meaning.
"""

import re
from collections.abc import Mapping
from typing import Literal

from records.file_plan import Asking, FilingMoment, Mode, NumberPlace

WORDS: Mapping[str, str] = {
    "in de naam": "name",
    "in the name": "name",
    "in de map": "folder",
    "in the folder": "folder",
    "in het begin": "opening",
    "in the opening": "opening",
    "in de tekst": "text",
    "in the text": "text",
    "in een kop": "heading",
    "in a heading": "heading",
    "in de eigen tekst": "own_text",
    "in own text": "own_text",
    "een nummer als": "number",
    "a number like": "number",
    "gedateerd": "dated",
    "dated": "dated",
    "soort bestand": "file_type",
    "file type": "file_type",
    "inhoudstype": "content_type",
    "content type": "content_type",
    "in een kolom": "column",
    "in a column": "column",
    "gemaakt door": "made_by",
    "made by": "made_by",
    "gewijzigd door": "changed_by",
    "changed by": "changed_by",
}
# How a condition names a word list, so that a long row of phrases is written once.
LIST_KEYS: Mapping[str, str] = {"lijst": "list", "list": "list"}
MODES: Mapping[str, Mode] = {
    "meekijken": Mode.OBSERVE,
    "observe": Mode.OBSERVE,
    "voorstellen": Mode.PROPOSE,
    "propose": Mode.PROPOSE,
    "uitvoeren": Mode.ACT,
    "act": Mode.ACT,
}
NEW_DOSSIER: Mapping[str, Literal["allowed", "proposed", "never"]] = {
    "toegestaan": "allowed",
    "allowed": "allowed",
    "voorstellen": "proposed",
    "proposed": "proposed",
    "nooit": "never",
    "never": "never",
}
NUMBER_PLACES: Mapping[str, NumberPlace] = {
    "nummer in de naam": "name",
    "number in name": "name",
    "nummer in de tekst": "text",
    "number in text": "text",
    "nummer in de map": "folder",
    "number in folder": "folder",
    "dossier van de bron": "source",
    "dossier of the source": "source",
}
APPRAISALS: Mapping[str, Literal["keep", "destroy"]] = {
    "bewaren": "keep",
    "keep": "keep",
    "vernietigen": "destroy",
    "destroy": "destroy",
}
# The nine ways in which a term may begin (ZGW catalogue API, `afleidingswijze`), in plain words.
TRIGGERS: Mapping[str, str] = {
    "afgehandeld": "afgehandeld",
    "closed": "afgehandeld",
    "hoofdzaak": "hoofdzaak",
    "main case": "hoofdzaak",
    "gerelateerde zaak": "gerelateerde zaak",
    "related case": "gerelateerde zaak",
    "eigenschap": "eigenschap",
    "property": "eigenschap",
    "zaakobject": "zaakobject",
    "case object": "zaakobject",
    "ander datumkenmerk": "ander datumkenmerk",
    "other date": "ander datumkenmerk",
    "ingangsdatum besluit": "ingangsdatum besluit",
    "start of decision": "ingangsdatum besluit",
    "vervaldatum besluit": "vervaldatum besluit",
    "end of decision": "vervaldatum besluit",
    "termijn": "termijn",
    "process term": "termijn",
}
UNITS: Mapping[str, str] = {
    "jaar": "jaar",
    "years": "jaar",
    "maanden": "maanden",
    "months": "maanden",
    "weken": "weken",
    "weeks": "weken",
    "dagen": "dagen",
    "days": "dagen",
}
PART_KINDS: Mapping[
    str, Literal["regulation", "policy_note", "programme", "agreement_paragraph"]
] = {
    "regeling": "regulation",
    "regulation": "regulation",
    "beleidsnota": "policy_note",
    "policy note": "policy_note",
    "programma": "programme",
    "programme": "programme",
    "paragraaf van het akkoord": "agreement_paragraph",
    "agreement paragraph": "agreement_paragraph",
}
RELATION_TARGETS: Mapping[str, Literal["dossier", "framework"]] = {
    "kenmerk van een dossier": "dossier",
    "number of a dossier": "dossier",
    "onderdeel van het beleidskader": "framework",
    "part of the policy framework": "framework",
}
SINGLE_HITS: Mapping[str, bool] = {
    "aannemen": True,
    "adopt": True,
    "voorstellen": False,
    "propose": False,
}
TEACHES: Mapping[str, bool] = {"ja": True, "yes": True, "nee": False, "no": False}
MOMENTS: Mapping[str, FilingMoment] = {
    "meteen": FilingMoment("at_once"),
    "at once": FilingMoment("at_once"),
    "zodra definitief": FilingMoment("when_final"),
    "when final": FilingMoment("when_final"),
    "op verzoek": FilingMoment("on_request"),
    "on request": FilingMoment("on_request"),
}
UNKNOWN_ASKED: Mapping[str, Asking] = {
    "aan een mens voorleggen": "always",
    "ask a person": "always",
    "voorleggen als het op een dossier lijkt": "where_alike",
    "ask where it is like a dossier": "where_alike",
    "laten liggen": "never",
    "leave": "never",
}
QUIET = r"na ([0-9]{1,4}) dagen rust|after ([0-9]{1,4}) days of quiet"
CATEGORY_NUMBER = r".*[0-9].*"
PERIOD = rf"[1-9][0-9]{{0,3}} ({'|'.join(UNITS)})"


def dutch(words: Mapping[str, object]) -> tuple[str, ...]:
    """Return the Dutch words of a table."""
    return tuple(words)[0::2]


def english(words: Mapping[str, object]) -> tuple[str, ...]:
    """Return the English words of a table."""
    return tuple(words)[1::2]


def english_of(words: Mapping[str, object], word: str) -> str:
    """Return the English twin of a Dutch word of a table; one that is not in it is its own."""
    return dict(zip(dutch(words), english(words), strict=True)).get(word, word)


def filing_moment(text: str) -> FilingMoment | None:
    """Return the filing moment that `text` names, or None when it names none."""
    days = re.fullmatch(QUIET, text)
    if days:
        return FilingMoment("when_quiet", int(days.group(1) or days.group(2)))
    return MOMENTS.get(text)


def period(text: str) -> str:
    """Return a period such as `10 jaar` in the list's own language; `text` fits PERIOD."""
    number, unit = text.split()
    return f"{number} {UNITS[unit]}"
