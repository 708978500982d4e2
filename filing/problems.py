"""What holds a document up, in words of our own where it is ours, in Dutch and in English.

A problem is written down in English, as the error said it. Ours are known here by their
sentences; all else is what Graph or the database answered, and is quoted.
"""

import re
from collections.abc import Mapping

from filing.errors import Locked
from records.verdicts import Reason

NOT_LISTENED_TO = "its source is not listened to now"
UNTIDY = "what its filing left could not be removed: {}"  # of a document that was put back
OURS: Mapping[str, str] = {
    "failed again and again": "mislukte keer op keer",
    "the file plan was replaced meanwhile": "het ordeningsplan is intussen vervangen",
    "the model was replaced meanwhile": "het model is intussen vervangen",
    "a person said meanwhile what it is": "iemand zei intussen wat het is",
    "source {} does not act any more": "bron {} neemt intussen niet meer zelf op",
    NOT_LISTENED_TO: "naar de bron wordt nu niet geluisterd",
    "document {} is the same and goes first": "document {} is hetzelfde en gaat voor",
    "document {} lies inside this one": "document {} zit hier ook in",
    "document {} may be this one": "document {} is misschien dit stuk",
    "dossier {} was closed meanwhile": "dossier {} is intussen gesloten",
    "dossier {} came and went": "dossier {} kwam en ging",
    "a copy of {} is under way": "er wordt al een kopie van {} gemaakt",
    "the copy of {} is still running": "de kopie van {} is nog niet klaar",
    "the copy of {} left nothing; it is made again": "de kopie van {} is er niet; zij wordt opnieuw gemaakt",
    "the versions of {} are still being compared": "de versies van {} worden nog vergeleken",
    "a copy that is no longer wanted is still running": "een kopie die niet meer nodig is, loopt nog",
    "Graph says that {} was changed, and shows it as it was": "Graph zegt dat {} is gewijzigd, en toont het zoals het was",
    "a staging folder of ours keeps changing": "een werkmap van ons verandert steeds",
    "what this filing made cannot be taken back: {}": "wat het opnemen maakte kan nog niet weg: {}",
    "what this undo put back cannot be taken away: {}": "wat het terugzetten neerzette kan nog niet weg: {}",
    UNTIDY: "wat het opnemen achterliet kan nog niet weg: {}",
    "the claim on document {} has lapsed": "document {} is niet langer van deze worker",
    "the claim on document {} was lost to another worker": "document {} is nu van een andere worker",
    "nothing was asked: this minute's budget is spent, until {}": "er is niets gevraagd: wat deze minuut mag is op, tot {}",
    "nothing was asked: Graph asked the whole app to pause, until {}": "er is niets gevraagd: Graph vroeg de hele app te wachten, tot {}",
    "another worker has this document just now": "een andere worker is nu met dit document bezig",
    "another worker was first: {}": "een andere worker was eerst: {}",
}
"""Our own problems, in English and in Dutch; `{}` is a name, a number or what was answered."""


LOCKED = Reason(
    "locked",
    "iemand heeft het open, uitgecheckt of vergrendeld: {}",
    "somebody has it open, checked it out or locked it: {}",
)


STOPPED = Reason(
    "stopped",
    "de noodstop staat aan; `dossier resume` zet hem uit",
    "the stop switch is on; turn it off with `dossier resume`",
)

GOES_ON = Reason(
    "goes_on",
    "de noodstop stond aan en is uit; het gaat vanzelf verder",
    "the stop switch was on and is off; it goes on by itself",
)


def is_of_document(problem: str) -> bool:
    """Return whether a problem, as it is written down, is of the document and not of the whole app."""
    return problem != STOPPED.en and not problem.startswith("nothing was asked: ")


def problem_of(error: Exception) -> str:
    """Return the problem as it is written down."""
    told = str(error) or repr(error)
    return LOCKED.en.format(told) if isinstance(error, Locked) else told


def problem_told(problem: str) -> Reason:
    """Return the problem in both languages; what is not ours is quoted as it was said."""
    if problem == STOPPED.en:
        return STOPPED
    named = _names_in(LOCKED.en, problem)
    if named is not None:
        return Reason(LOCKED.code, LOCKED.nl.format(*named), LOCKED.en.format(*named))
    for english, dutch in OURS.items():
        named = _names_in(english, problem)
        if named is not None:
            return Reason("problem", dutch.format(*named), english.format(*named))
    return Reason(
        "problem", f"Het lukt nog niet: «{problem}»", f"It does not succeed yet: «{problem}»"
    )


def is_untidy(problem: str | None) -> bool:
    """Return whether it tells of an undone filing that something of it still stands."""
    return problem is not None and _names_in(UNTIDY, problem) is not None


def _names_in(form: str, problem: str) -> list[str] | None:
    """Return what stands in the places of `{}`, quoted; None where the problem is another one."""
    pattern = re.escape(form).replace(re.escape("{}"), "(.*)")
    found = re.fullmatch(pattern, problem, re.DOTALL)
    return None if found is None else [f"«{name}»" for name in found.groups()]
