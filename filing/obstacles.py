"""What stands in the way where only Graph tells it: each obstacle with a code and words of its own.

What can be known beforehand is decided beforehand, in `filing.decision`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from filing.errors import (
    BadName,
    Changed,
    FilingError,
    Infected,
    NameTaken,
    NoRoom,
    NotFound,
    Refused,
    TooLarge,
    TooLong,
)
from records.verdicts import Reason


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause by its code, as a half sentence in Dutch and in English."""

    code: str
    nl: str
    en: str


_CAUSES: Mapping[type[FilingError], Cause] = {
    Changed: Cause(
        "changed_meanwhile",
        "iemand wijzigde intussen iets",
        "someone changed something meanwhile",
    ),
    NotFound: Cause(
        "gone_meanwhile",
        "iets dat nodig is, is er niet meer",
        "something that is needed is not there any more",
    ),
    NameTaken: Cause(
        "name_in_the_way",
        "iets anders heeft de naam die nodig is",
        "something else has the name that is needed",
    ),
    Refused: Cause(
        "permission_refused",
        "Microsoft 365 staat het de app niet toe",
        "Microsoft 365 does not allow the app to do it",
    ),
    NoRoom: Cause("target_full", "de site of de bibliotheek is vol", "the site or library is full"),
    TooLarge: Cause(
        "file_too_large",
        "het bestand is groter dan Microsoft 365 aanneemt",
        "the file is larger than Microsoft 365 takes",
    ),
    TooLong: Cause(
        "path_too_long",
        "het pad is langer dan SharePoint aanneemt",
        "the path is longer than SharePoint takes",
    ),
    BadName: Cause(
        "name_not_allowed",
        "de naam heeft tekens die SharePoint niet aanneemt",
        "the name has characters that SharePoint does not take",
    ),
    Infected: Cause(
        "malware",
        "SharePoint ziet het bestand aan voor kwaadaardig",
        "SharePoint takes the file for malware",
    ),
}
_UNKNOWN = Cause(
    "obstacle",
    "Microsoft 365 neemt de opdracht niet aan",
    "Microsoft 365 does not accept the request",
)
STOPS = frozenset(cause.code for cause in (*_CAUSES.values(), _UNKNOWN))  # a filing, an undo


def cause_of(error: FilingError) -> Cause:
    """Return what the error means to people; the nearest kind that has words of its own."""
    return next((_CAUSES[kind] for kind in type(error).__mro__ if kind in _CAUSES), _UNKNOWN)


def stopped_filing(error: FilingError) -> Reason:
    """Return the reason where that stopped a filing before the source was touched."""
    cause = cause_of(error)
    return Reason(
        cause.code,
        f"Het opnemen is gestopt: {cause.nl} («{error}»). De app raakte de bron niet.",
        f"Filing was stopped: {cause.en} («{error}»). The app did not touch the source.",
    )


def source_gone(stopped: Reason) -> Reason:
    """Return the reason where what `stopped` a filing found its source gone: one stands, filed."""
    return Reason(
        "source_gone",
        "De bron staat niet meer op de oude plaats: het stuk in het dossier is nu het document. Wat "
        f"er in de weg kwam: {stopped.nl}",
        "The source is no longer at its old place: what lies in the dossier is the document now. "
        f"What came in the way: {stopped.en}",
    )


BOTH_GONE = Reason(
    "both_gone",
    "Het stuk staat niet meer in het dossier, en de bron niet meer op de oude plaats: iemand haalde het "
    "weg terwijl het document werd opgenomen.",
    "It no longer stands in the dossier, nor the source at its old place: someone took it away while the "
    "document was being filed.",
)
SOURCE_TAKEN = Reason(
    "source_taken",
    "Iemand haalde de bron weg terwijl het document werd opgenomen: het stuk in het dossier is nu het "
    "document, en misschien ligt het ook waar de bron heen ging.",
    "Someone took the source away while the document was being filed: what lies in the dossier is the "
    "document now, and it may also lie where the source went.",
)


def copy_worked_on(stopped: Reason) -> Reason:
    """Return the reason where people worked on what `stopped` in its dossier: both stand."""
    return Reason(
        "copy_worked_on",
        "Iemand werkte al met het stuk in het dossier: dat blijft daar staan, en de bron op de oude "
        f"plaats. Wat er in de weg kwam: {stopped.nl}",
        "Someone worked with what lies in the dossier already: it stays there, and the source at its "
        f"old place. What came in the way: {stopped.en}",
    )


def copying_failed(error: FilingError) -> Reason:
    """Return the reason where the monitor of a copy told that it failed, and why."""
    cause = cause_of(error)
    nl, en = ("", "") if cause is _UNKNOWN else (f": {cause.nl}", f": {cause.en}")
    return Reason(
        "copy_failed" if cause is _UNKNOWN else cause.code,
        f"Het kopiëren is mislukt{nl} («{error}»). Het document staat nog waar het stond.",
        f"Copying failed{en} («{error}»). The document is still where it was.",
    )


def stopped_undo(error: FilingError) -> Reason:
    """Return the reason where that stopped an undo before the document left its dossier."""
    cause = cause_of(error)
    return Reason(
        cause.code,
        f"Het terugzetten is gestopt: {cause.nl} («{error}»). Het document blijft in het dossier.",
        f"Putting it back was stopped: {cause.en} («{error}»). The document stays in the dossier.",
    )


def cannot_look(error: FilingError) -> Reason:
    """Return the reason where that keeps us from looking at a document or its dossier."""
    cause = cause_of(error)
    return Reason(
        "cannot_look",
        f"Het document of het dossier kan niet worden bekeken: {cause.nl} («{error}»).",
        f"The document or its dossier cannot be looked at: {cause.en} («{error}»).",
    )


def cannot_look_for_undo(error: FilingError) -> Reason:
    """Return the reason where that keeps us from seeing whether a filing can be undone."""
    cause = cause_of(error)
    return Reason(
        "cannot_look",
        f"Het document, het dossier of de oude plaats kan niet worden bekeken: {cause.nl} («{error}»).",
        f"The document, its dossier or its old place cannot be looked at: {cause.en} («{error}»).",
    )
