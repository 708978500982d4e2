"""What holds a document up, in words of our own where it is ours, in Dutch and in English.

A problem is written down in English, as the error said it. Ours are known here by their
sentences; all else is what Graph or the database answered, and is quoted.
"""

import re
from collections.abc import Mapping

OURS: Mapping[str, str] = {
    "failed again and again": "mislukte keer op keer",
    "the file plan was replaced meanwhile": "het ordeningsplan is intussen vervangen",
    "the model was replaced meanwhile": "het model is intussen vervangen",
    "a person said meanwhile what it is": "iemand zei intussen wat het is",
    "the stop switch is on; turn it off with `dossier resume`": "de noodstop staat aan; "
    "`dossier resume` zet hem uit",
    "source {} does not act any more": "bron {} neemt intussen niet meer zelf op",
    "its source is not listened to now": "naar de bron wordt nu niet geluisterd",
    "document {} is the same and goes first": "document {} is hetzelfde en gaat voor",
    "document {} lies inside this one": "document {} zit hier ook in",
    "dossier {} was closed meanwhile": "dossier {} is intussen gesloten",
    "dossier {} came and went": "dossier {} kwam en ging",
    "a copy of {} is under way": "er wordt al een kopie van {} gemaakt",
    "the copy of {} is still running": "de kopie van {} is nog niet klaar",
    "the copy of {} left nothing; it is made again": "de kopie van {} is er niet; zij wordt opnieuw gemaakt",
    "a copy that is no longer wanted is still running": "een kopie die niet meer nodig is, loopt nog",
    "a staging folder of ours keeps changing": "een werkmap van ons verandert steeds",
    "the claim on document {} has lapsed": "document {} is niet langer van deze worker",
    "the claim on document {} was lost to another worker": "document {} is nu van een andere worker",
    "another worker was first: {}": "een andere worker was eerst: {}",
}
"""Our own problems, in English and in Dutch; `{}` is a name, a number or what was answered."""


def problem_told(problem: str) -> tuple[str, str]:
    """Return the problem in Dutch and in English; what is not ours is quoted as it was said."""
    for english, dutch in OURS.items():
        pattern = re.escape(english).replace(re.escape("{}"), "(.*)")
        found = re.fullmatch(pattern, problem, re.DOTALL)
        if found is not None:
            names = [f"«{name}»" for name in found.groups()]
            return dutch.format(*names), english.format(*names)
    return f"Het lukt nog niet: «{problem}»", f"It does not succeed yet: «{problem}»"
