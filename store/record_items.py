"""Which documents lie in which dossier."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from filing.plan import folder_of
from filing.ports import Begins, LiesNow
from filing.states import IN_DOSSIER
from records.documents import DriveItem
from records.relations import RecordItem
from store.models import DocumentRow, DossierRow, FolderRow, RecordItemRow


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
    }
    mine = RecordItemRow.document_id == document_id
    if connection.execute(update(RecordItemRow).where(mine).values(**values)).rowcount == 0:
        connection.execute(insert(RecordItemRow).values(document_id=document_id, **values))


def know_address(connection: Connection, document_id: str, url: str) -> None:
    """Remember the address of the document in its dossier."""
    connection.execute(
        update(RecordItemRow).where(RecordItemRow.document_id == document_id).values(url=url)
    )


def follow(connection: Connection, document_id: str, lies: LiesNow) -> None:
    """Let the record item lie where people put the document: under its name, in its dossier now.

    Outside of every dossier that is known here it belongs to none.
    """
    item = lies.item
    number = lies.dossier_number
    if number is None:
        number = _dossier_around(connection, item) or ""
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


def _dossier_around(connection: Connection, item: DriveItem) -> str | None:
    """Return the dossier whose folder it lies in: by that folder's id, else by its name."""
    drive_id, at = item.location.drive_id, item.parent_id
    dossiers = connection.execute(
        select(DossierRow.number, DossierRow.folder_id).where(DossierRow.drive_id == drive_id)
    ).all()
    by_folder = {row.folder_id: row.number for row in dossiers if row.folder_id}
    seen: set[str] = set()
    while at and at not in seen:
        if at in by_folder:
            return str(by_folder[at])
        seen.add(at)
        around = select(FolderRow.parent_id).where(FolderRow.drive_id == drive_id)
        at = connection.scalar(around.where(FolderRow.item_id == at)) or ""
    outermost = item.path.strip("/").partition("/")[0]
    return next((row.number for row in dossiers if folder_of(row.number) == outermost), None)


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
