"""The states of a document, and the groups of them that mean something."""

from typing import Literal

State = Literal[
    "new",
    "proposed",
    "waiting",
    "left",
    "carrying_out",
    "filed",
    "source_kept",
    "undoing",
    "undone",
    "gone",
]

OPEN = ("new", "proposed", "waiting", "left")  # may still be decided otherwise
UNDER_WAY = ("carrying_out", "undoing")
STANDS_FILED = ("filed", "source_kept")
TAKEN_OUT = ("undone", "gone")  # by a person, of those that were ever filed

IN_DOSSIER = (*STANDS_FILED, "undoing")  # until it is put back it lies there
ON_ITS_WAY_OR_FILED = (*UNDER_WAY, *STANDS_FILED)
ENDED = (*STANDS_FILED, *TAKEN_OUT)
WITH_FILING = (*UNDER_WAY, *STANDS_FILED, "undone")
