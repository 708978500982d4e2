"""Which documents lie in which dossier."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from filing.states import IN_DOSSIER
from filing.store_ports import Begins, LiesNow
from records.documents import made_key
from records.relations import RecordItem
from store.models import DocumentRow, DossierRow, RecordItemRow


def write_record_item(
    connection: Connection, document_id: str, begins: Begins, plan: Mapping[str, Any]
) -> None:
    """Write where a filing that begins puts the document; `plan` is the filing plan as data."""
    target, before = plan.get("target", {}), plan.get("source", {})
    values = {
        "dossier_number": begins.dossier_number,
        "dossier_type": begins.dossier_type,
        "document_type": begins.document_type,
        "drive_id": target.get("drive_id") or "",
        "name": target.get("name") or before.get("name") or "",
        # Where it lies now; where it is moved the step that places it tells the new address.
        "url": before.get("web_url") or "",
        "made": _made_before(plan),
    }
    mine = RecordItemRow.document_id == document_id
    if connection.execute(update(RecordItemRow).where(mine).values(**values)).rowcount == 0:
        connection.execute(insert(RecordItemRow).values(document_id=document_id, **values))


def _made_before(plan: Mapping[str, Any]) -> str | None:
    """Return what its item is known by; null where a step places another, and tells it then."""
    before = plan.get("source", {})
    if "place" in plan.get("steps", ()) or "created_at" not in before:
        return None
    return made_key(before["created_by"], before["created_at"])


def know_placed(connection: Connection, document_id: str, facts: Mapping[str, Any]) -> None:
    """Remember what its item is known by, and its name and address where it lies in its dossier now."""
    values = {"made": facts.get("made")}
    if facts.get("url"):
        values |= {"name": facts["name"], "url": facts["url"]}
    mine = RecordItemRow.document_id == document_id
    connection.execute(update(RecordItemRow).where(mine).values(**values))


def know_put_back(connection: Connection, document_id: str, steps: Mapping[str, Any]) -> None:
    """Remember what its item is known by, and its name, where it lies again as its undo ended.

    `steps` are those of the undo. One that was tagged in place is known as it was.
    """
    values: dict[str, Any] = {}
    for step in ("place", "move_back", "release"):
        facts = steps.get(step) or {}
        values |= {name: facts[name] for name in ("name", "made") if name in facts}
    if values:
        mine = RecordItemRow.document_id == document_id
        connection.execute(update(RecordItemRow).where(mine).values(**values))


def follow(connection: Connection, document_id: str, lies: LiesNow) -> None:
    """Let the record item lie where people put the document: under its name, in its dossier now."""
    item, number = lies.item, lies.dossier_number
    values = {
        "dossier_number": number,
        "drive_id": item.location.drive_id,
        "name": item.name,
        "url": item.web_url,
    }
    of_dossier = select(DossierRow.dossier_type).where(DossierRow.number == number)
    dossier_type = connection.scalar(of_dossier)
    if dossier_type is not None:
        values["dossier_type"] = dossier_type
    mine = RecordItemRow.document_id == document_id
    connection.execute(update(RecordItemRow).where(mine).values(**values))


def names_in(connection: Connection, dossier_number: str, states: Sequence[str]) -> list[str]:
    """Return the names of the documents in such a state whose dossier is that one."""
    return list(
        connection.scalars(
            select(RecordItemRow.name)
            .join(DocumentRow, DocumentRow.document_id == RecordItemRow.document_id)
            .where(RecordItemRow.dossier_number == dossier_number)
            .where(DocumentRow.state.in_(states))
            .order_by(RecordItemRow.name)
        )
    )


def record_items(
    connection: Connection, dossier_number: str | None = None
) -> tuple[RecordItem, ...]:
    """Return the documents that lie in a dossier now: in any, or in the one of that number."""
    asked = (
        select(RecordItemRow.__table__)
        .join(DocumentRow, DocumentRow.document_id == RecordItemRow.document_id)
        .where(DocumentRow.state.in_(IN_DOSSIER), RecordItemRow.dossier_number != "")
        .order_by(RecordItemRow.dossier_number, RecordItemRow.name, RecordItemRow.document_id)
    )
    if dossier_number is not None:
        asked = asked.where(RecordItemRow.dossier_number == dossier_number)
    return tuple(
        RecordItem(
            document_id=row.document_id,
            dossier_number=row.dossier_number,
            dossier_type=row.dossier_type,
            document_type=row.document_type,
            name=row.name,
            url=row.url,
        )
        for row in connection.execute(asked)
    )
