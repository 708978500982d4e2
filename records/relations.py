"""What documents tell about other dossiers and the policy framework, and what rests on it."""

from dataclasses import dataclass
from typing import Literal

TargetKind = Literal["dossier", "framework"]
RelationStatus = Literal["certain", "proposed", "confirmed", "rejected"]


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """A relation that a document's own text tells, with the words that tell it.

    `target` is the number of a dossier or the name of a part of the policy framework. What is not
    `certain` is for a person to confirm. `quote` is the text from `start` to `end`; `page` counts
    from 1, null where the format has no pages.
    """

    relation: str
    target_kind: TargetKind
    target: str
    certain: bool
    quote: str
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of a dossier as it stands now, and the document that told it.

    `certain` and `proposed` came from the text; `confirmed` and `rejected` were decided by a
    person. The texts are in Dutch, as in the file plan and the document.
    """

    relation_id: int
    document_id: str
    dossier_number: str
    relation: str
    target_kind: TargetKind
    target: str
    status: RelationStatus
    quote: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class RecordItem:
    """A document that lies in a dossier now. `url` is empty where Graph told none."""

    document_id: str
    dossier_number: str
    dossier_type: str
    document_type: str
    name: str
    url: str
