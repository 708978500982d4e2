"""A dossier as Dossierstroom knows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

DossierStatus = Literal["running", "closed"]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier that documents were filed in. `opened_at` is when it first became known here.

    `folder_id` is the folder it was last filed in; `result` and `closed_at` are empty while it
    runs.
    """

    number: str
    dossier_type: str
    drive_id: str
    folder_id: str
    opened_at: datetime
    status: DossierStatus
    result: str
    closed_at: datetime | None
