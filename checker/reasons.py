"""Promise 4: nothing without a reason."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from checker.documents import Document, part
from checker.findings import Violation
from checker.register import Row

# Evidence that is told for people to know, and that no verdict rests on.
_NO_GROUNDS: Final = frozenset({"bsn", "iban", "kvk", "unread_pages", "unread_inside"})


def reason_of(document: Document) -> Mapping[str, Any]:
    """Return the reason for where it stands, empty where the register gives none.

    What ended well has its reason beside the plan: `filed` itself may hold facts alone.
    """
    row = document.standing
    if row is None:
        return {}
    own = part(row.evidence, "reason")
    if not own and document.is_filed and document.planned is not None:
        return part(document.planned.evidence, "reason")
    return own


def without_reason(document: Document) -> Iterator[Violation]:
    """Return a standing without a reason in Dutch and in English, and a filing without evidence."""
    row, name = document.standing, document.original.name
    if row is None:
        return
    reason = reason_of(document)
    missing = [tongue for tongue in ("nl", "en") if not _said(reason.get(tongue))]
    if missing:
        gone = row.evidence is None and row.entry.get("evidence_digest") is not None
        why = "what lay beside the entry is gone" if gone else "none was written down"
        sentence = f"«{name}» is {row.outcome} without a reason ({', '.join(missing)}): {why}"
        yield Violation(4, document.lineage, sentence, {"kind": row.kind, "missing": missing})
    if row.kind == "filed" and not any(_shown(r) for r in _grounds(document, row)):
        sentence = f"«{name}» was filed without evidence: nothing was quoted or seen"
        yield Violation(4, document.lineage, sentence, {"filing_id": row.filing_id})


def _grounds(document: Document, filed: Row) -> Iterator[Row]:
    for row in document.chain.rows if document.chain else ():
        if row.kind == "verdict" or (row.kind, row.filing_id) == ("planned", filed.filing_id):
            yield row


def _shown(row: Row) -> bool:
    found = (row.evidence or {}).get("evidence")
    return isinstance(found, list) and any(
        isinstance(one, Mapping)
        and bool(one.get("kind"))
        and one["kind"] not in _NO_GROUNDS
        and (one["kind"] != "text" or _said(one.get("quote")))
        for one in found
    )


def _said(text: Any) -> bool:
    return isinstance(text, str) and bool(text.strip())
