"""What the store knows of a dossier since documents are filed in it.

All of it is written in the filing's own transactions.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from filing.errors import Busy, Changed
from filing.states import IN_DOSSIER
from filing.store_ports import Begins
from filing.undo_plan import LEAVES_DOSSIER
from records.documents import Location
from records.dossiers import DossierStatus
from store.models import DocumentRow, DossierRow, RecordItemRow
from store.record_items import know_placed, write_record_item
from store.relations import write_relations
from store.told import steps_done

RUNNING: DossierStatus = "running"
CLOSED: DossierStatus = "closed"


def begin_in_dossier(
    connection: Connection,
    document_id: str,
    begins: Begins,
    plan: Mapping[str, Any],
    now: datetime,
) -> None:
    """Write what the store must know of a filing that begins; part of its entry's transaction.

    `plan` is the filing plan as data. Raises Busy where the dossier was closed since it was looked
    at: the document is looked at again, and then waits for a person.
    """
    if status_of(connection, begins.dossier_number, hold=True) == CLOSED:
        raise Busy(f"dossier {begins.dossier_number} was closed meanwhile")
    write_record_item(connection, document_id, begins, plan)
    write_relations(connection, document_id, begins.dossier_number, begins.relations, now)
    if "dossier" not in plan.get("steps", ()):  # tagged where it lies; people made the dossier
        _know_dossier(connection, document_id, plan["target"]["folder_id"], now)


def begin_out_of_dossier(connection: Connection, document_id: str) -> None:
    """Raise Busy where the dossier was closed since an undo was prepared: a person reopens it."""
    mine = select(RecordItemRow.dossier_number).where(RecordItemRow.document_id == document_id)
    number = connection.scalar(mine)
    if number is not None and status_of(connection, number, hold=True) == CLOSED:
        raise Busy(f"dossier {number} was closed meanwhile")


def step_in_dossier(
    connection: Connection, document_id: str, step: str, facts: Mapping[str, Any], now: datetime
) -> None:
    """Write what a step of a filing or undo tells of its dossier; part of that entry's transaction.

    The step `dossier` opens or uses the dossier, `place` tells the document's name and address in
    it, and `dossier_back` that the dossier is as it was before, or is no more: then nobody knows it.
    The others tell nothing of it, nor do those of an undo but the last. `dossier_begun` comes before
    anything is changed at the folder. Raises Changed where the folder that is to be the dossier is
    known as another one: people gave it this number since it was looked at.
    """
    if step == "dossier_begun":
        _refuse_anothers(connection, document_id, facts["folder_id"])
    elif step == "dossier":
        _know_dossier(connection, document_id, facts["folder_id"], now)
        _know_before(connection, document_id, facts)
    elif step == "place":
        know_placed(connection, document_id, facts)
    elif step == "dossier_back" and facts["dossier"] != "left":
        # Another filing may have opened it anew meanwhile: that is another folder.
        this = _of_document(document_id), DossierRow.folder_id == facts["folder_id"]
        if facts["dossier"] == "removed":
            connection.execute(delete(DossierRow).where(*this))
        else:
            connection.execute(update(DossierRow).where(*this).values(before=None))


def status_of(connection: Connection, number: str, *, hold: bool = False) -> DossierStatus | None:
    """Return whether that dossier is running or closed; None where it is not known here.

    With `hold` it stays so until this transaction ends, on PostgreSQL too.
    """
    asked = select(DossierRow.status).where(DossierRow.number == number)
    status = connection.scalar(asked.with_for_update() if hold else asked)
    return cast("DossierStatus", status) if status else None


def folder_of(connection: Connection, number: str) -> Location | None:
    """Return the folder that was last known as that dossier, or None."""
    row = connection.execute(
        select(DossierRow.drive_id, DossierRow.folder_id).where(DossierRow.number == number)
    ).first()
    return Location(row.drive_id, row.folder_id) if row and row.folder_id else None


def dossier_of(connection: Connection, folder: Location) -> str | None:
    """Return the number of the dossier that is known by that folder, or None."""
    return connection.scalar(
        select(DossierRow.number).where(
            DossierRow.drive_id == folder.drive_id, DossierRow.folder_id == folder.item_id
        )
    )


def is_closed(connection: Connection, document_id: str) -> bool:
    """Return whether the document's dossier is closed."""
    status = connection.scalar(select(DossierRow.status).where(_of_document(document_id)))
    return status == CLOSED


def others_in_dossier(connection: Connection, document_id: str) -> bool:
    """Return whether another document lies in the document's dossier or is on its way.

    One that is being put back and was released there lies in it no more: of several that leave at
    once the last one finds the dossier empty.
    """
    mine = select(RecordItemRow.dossier_number).where(RecordItemRow.document_id == document_id)
    others = connection.execute(
        select(DocumentRow.document_id, DocumentRow.state, DocumentRow.filing_id)
        .join(RecordItemRow, RecordItemRow.document_id == DocumentRow.document_id)
        .where(RecordItemRow.dossier_number == mine.scalar_subquery())
        .where(RecordItemRow.document_id != document_id)
        .where(DocumentRow.state.in_((*IN_DOSSIER, "carrying_out")))
    )
    return any(
        other.state != "undoing"
        or not steps_done(connection, other.document_id, other.filing_id, undo=True).keys()
        & LEAVES_DOSSIER
        for other in others
    )


def dossier_before(connection: Connection, document_id: str) -> Mapping[str, Any] | None:
    """Return how the document's dossier was before filings changed it; None where they did not."""
    text = connection.scalar(select(DossierRow.before).where(_of_document(document_id)))
    return cast("Mapping[str, Any]", json.loads(text)) if text else None


def _know_dossier(connection: Connection, document_id: str, folder_id: str, now: datetime) -> None:
    """Remember the dossier that the document is being filed in; its status stays as it is."""
    item = connection.execute(
        select(RecordItemRow.__table__).where(RecordItemRow.document_id == document_id)
    ).first()
    if item is None:
        return
    _refuse_anothers(connection, document_id, folder_id)
    where = {"drive_id": item.drive_id, "folder_id": folder_id}
    mine = DossierRow.number == item.dossier_number
    if connection.execute(update(DossierRow).where(mine).values(**where)).rowcount == 0:
        connection.execute(
            insert(DossierRow).values(
                number=item.dossier_number,
                dossier_type=item.dossier_type,
                opened_at=now,
                status=RUNNING,
                **where,
            )
        )


def _refuse_anothers(connection: Connection, document_id: str, folder_id: str) -> None:
    """Raise Changed where that folder is known as another dossier than the document's."""
    item = connection.execute(
        select(RecordItemRow.drive_id, RecordItemRow.dossier_number).where(
            RecordItemRow.document_id == document_id
        )
    ).first()
    if item is None:
        return
    known = dossier_of(connection, Location(item.drive_id, folder_id))
    if known not in {None, item.dossier_number}:
        raise Changed(f"the folder of dossier {item.dossier_number} is known as dossier {known}")


def _know_before(connection: Connection, document_id: str, facts: Mapping[str, Any]) -> None:
    """Remember what the filing that first changed a folder found there; later ones found ours."""
    known = dossier_before(connection, document_id)
    if known is not None and known["folder_id"] == facts["folder_id"]:
        return
    before = facts.get("before")
    connection.execute(
        update(DossierRow)
        .where(_of_document(document_id))
        .values(before=json.dumps(before) if before else None)
    )


def _of_document(document_id: str) -> ColumnElement[bool]:
    mine = select(RecordItemRow.dossier_number).where(RecordItemRow.document_id == document_id)
    return DossierRow.number == mine.scalar_subquery()
