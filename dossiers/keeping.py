"""How long what lies in a dossier is kept, as far as that is known."""

from dataclasses import dataclass

TO_BE_DETERMINED = "nader te bepalen"


@dataclass(frozen=True, slots=True)
class Keeping:
    """The category and action date of a dossier's items, and the retention label they carry.

    `action_date` is empty while it is not known; it is never guessed.
    """

    category: str
    action_date: str
    retention_label: str


def keeping_of_running_dossier(running_label: str) -> Keeping:
    """Return how items of a dossier that is not closed are kept.

    Category and term follow the result of the case, and a running case has none yet.
    """
    return Keeping(TO_BE_DETERMINED, "", running_label)
