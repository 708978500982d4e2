"""The register's entries: their fields, their hashes, and how to tell that one was touched.

The layout is described for outsiders in `docs/register.md`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from records.canonical import canonical_json, digest
from records.documents import Location

LAYOUT = 1
FIRST_PREV = "0" * 64
OURSELVES = "dossierstroom"
HOUSE = "house"
SEALS = "seals"
ERASED = "erased"

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the register, in English and in Dutch."""

    en: str
    nl: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What happened, before it has its place in a chain.

    `plan` and `evidence` lie beside the entry, which holds only their digests. An entry without
    a document belongs to the chain `house`, or to `chain` where that is given.
    """

    kind: str
    outcome: str
    document_id: str | None = None
    location: Location | None = None
    filing_id: str | None = None
    plan: Mapping[str, Any] | None = None
    evidence: Mapping[str, Any] | None = None
    actor: str = OURSELVES
    chain: str = HOUSE


def entry_of(
    draft: Draft,
    *,
    seq: int,
    prev: str,
    at: str,
    plan_version: str | None,
    model_version: str | None,
) -> Entry:
    """Return the entry for `draft` at that place in its chain, with its hash."""
    where = draft.location
    entry: Entry = {
        "v": LAYOUT,
        "seq": seq,
        "chain": draft.document_id or draft.chain,
        "prev": prev,
        "at": at,
        "kind": draft.kind,
        "document_id": draft.document_id,
        "location": {"drive_id": where.drive_id, "item_id": where.item_id} if where else None,
        "filing_id": draft.filing_id,
        "outcome": draft.outcome,
        "plan_version": plan_version,
        "model_version": model_version,
        "plan_digest": digest(draft.plan) if draft.plan is not None else None,
        "evidence_digest": digest(draft.evidence) if draft.evidence is not None else None,
        "actor": draft.actor,
    }
    return {**entry, "hash": entry_hash(entry)}


def entry_hash(entry: Mapping[str, Any]) -> str:
    """Return the hash that `entry` must carry: over `prev` and all its fields but the hash."""
    fields = {name: value for name, value in entry.items() if name != "hash"}
    return hashlib.sha256(str(entry["prev"]).encode("utf-8") + canonical_json(fields)).hexdigest()


def faults_in_chain(entries: list[Entry]) -> list[Fault]:
    """Return what is wrong with one chain, in order; empty when it is whole."""
    faults, prev = list[Fault](), FIRST_PREV
    for place, entry in enumerate(entries, start=1):
        name = f"{entry.get('chain')} {entry.get('seq')}"
        if entry.get("seq") != place:
            faults.append(
                Fault(f"{name}: entry {place} is missing", f"{name}: regel {place} ontbreekt")
            )
            return faults
        if entry.get("prev") != prev:
            faults.append(
                Fault(
                    f"{name}: does not follow the entry before it",
                    f"{name}: volgt niet op de regel ervoor",
                )
            )
        if not _carries_its_hash(entry):
            faults.append(Fault(f"{name}: was altered", f"{name}: is gewijzigd"))
        prev = entry.get("hash", "")
    return faults


def erased_before(chain: str, entries: Sequence[Entry]) -> int:
    """Return the place in the chain before which what lies beside may be gone: its last erasing.

    0 where nothing may: only documents are erased, by an entry in their own chain.
    """
    if chain in (HOUSE, SEALS):
        return 0
    return max((entry["seq"] for entry in entries if entry["kind"] == ERASED), default=0)


def faults_by_anchor(seals: Mapping[int, str], anchored: Mapping[int, str]) -> list[Fault]:
    """Return each anchored seal that is not there as it was, and each seal without an anchor.

    Both are hashes of seals by their place. The newest seal may lack its anchor, for it gets one a
    moment after it was made; not where no other has one, for then the anchor itself is not there.
    """
    faults = [
        Fault(
            f"seal {seq} is anchored but not in the register as it was",
            f"zegel {seq} is verankerd maar staat niet in het register zoals het was",
        )
        for seq, sealed in anchored.items()
        if seals.get(seq) != sealed
    ]
    if seals and not anchored:
        return [
            Fault(
                f"the register has no anchor: none of its {len(seals)} seal(s) is anchored",
                f"het register heeft geen anker: geen van de {len(seals)} zegel(s) is verankerd",
            )
        ]
    newest = max(seals, default=0)
    return faults + [
        Fault(f"seal {seq} has no anchor", f"zegel {seq} heeft geen anker")
        for seq in seals
        if seq not in anchored and seq != newest
    ]


def _carries_its_hash(entry: Entry) -> bool:
    """Return whether `entry` is what was hashed; what cannot be hashed at all was tampered with."""
    try:
        return bool(entry["hash"] == entry_hash(entry))
    except (KeyError, TypeError, ValueError):
        return False
