"""A dossier as Dossierstroom knows it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

DossierStatus = Literal["running", "closed"]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier that documents were filed in. `opened_at` is when it first became known here.

    `folder_id` is empty where people made its folder; `result` and `closed_at` while it runs.
    """

    number: str
    dossier_type: str
    drive_id: str
    folder_id: str
    opened_at: datetime
    status: DossierStatus
    result: str
    closed_at: datetime | None
