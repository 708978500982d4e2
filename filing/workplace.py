"""All that working on a document needs from outside, in one hand."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from filing.ports import Drives, Reader
from filing.store_ports import Documents, InForce
from records.documents import DocumentSnapshot
from records.verdicts import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Workplace:
    """The ports, the clock and a source of new ids."""

    drives: Drives
    reader: Reader
    documents: Documents
    in_force: InForce
    now: Callable[[], datetime]
    new_id: Callable[[], str]


def why(reason: Reason) -> dict[str, Any]:
    """Return a reason as it lies beside an entry that has no evidence of its own."""
    return {"verdict": None, "reason": asdict(reason), "evidence": []}


def why_of(snapshot: DocumentSnapshot, verdict: Verdict, reason: Reason) -> dict[str, Any]:
    """Return a verdict as it lies beside its entry, with what follows and what read the text."""
    whole = asdict(verdict)
    found = whole.pop("evidence")
    whole.pop("reason")
    return {
        "verdict": whole,
        "reason": asdict(reason),
        "evidence": list(found),
        "read_by": snapshot.reading.reader if snapshot.reading else None,
    }
