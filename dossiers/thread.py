"""The red thread as values: dossiers, documents, parts of the framework, and links between them."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from records.file_plan import FilePlan
from records.relations import RecordItem, Relation, RelationStatus
from records.verdicts import Reason

DOSSIER, FRAMEWORK, DOCUMENT = "dossier:", "framework:", "document:"
SURE = ("certain", "confirmed", "laid")

Direction = Literal["start", "up", "down"]


@dataclass(frozen=True, slots=True)
class Known:
    """All that a trace is made from: the plan in force, what is filed, what documents told."""

    plan: FilePlan
    items: tuple[RecordItem, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A dossier, a document in one, or a part of the policy framework.

    `type` is the dossier type, the document type or the kind of part. `depth` counts the links
    from what was asked for. `certain` is false where only links that a person has still to
    confirm lead to it. `missing` says what should lead on from here and was not found.
    """

    id: str
    kind: Literal["dossier", "framework", "document"]
    name: str
    title: str
    type: str
    direction: Direction
    depth: int
    certain: bool
    dossier: str = ""
    url: str = ""
    missing: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link from what rests to what it rests on, or from what lies somewhere to where it lies.

    `basis` says what it stands on: the words of a `document` (quoted), the policy `framework`, in
    which a policy adviser laid it, or the `filing` of a document in its dossier. Between parts of
    the framework `relation` is `rests_on`, towards a place `kept_in`.
    """

    source: str
    target: str
    relation: str
    basis: Literal["document", "framework", "filing"]
    status: RelationStatus | Literal["laid"]
    quote: str = ""
    page: int | None = None
    document_id: str = ""
    document_name: str = ""
    document_type: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """The nodes in order of their distance, and the links between them.

    `cut` tells that there is more than is shown.
    """

    ref: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    cut: bool = False

    def as_data(self) -> dict[str, Any]:
        """Return the trace as plain data."""
        return {
            "ref": self.ref,
            "nodes": [asdict(node) for node in self.nodes],
            "links": [
                {"from": data.pop("source"), "to": data.pop("target"), **data}
                for data in map(asdict, self.links)
            ],
            "cut": self.cut,
        }
