"""Where a document lies or lay, and where we write ourselves: neither is news."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from filing.store_ports import OwnWrite
from records.documents import Location
from store.models import LocationRow, OwnWriteRow


def know_own_write(connection: Connection, document_id: str, own: OwnWrite) -> None:
    """Remember a place where we are about to write."""
    key = {"drive_id": own.drive_id, "parent_id": own.parent_id, "name": own.name.lower()}
    where = [getattr(OwnWriteRow, name) == value for name, value in key.items()]
    values = {"document_id": document_id}
    if connection.execute(update(OwnWriteRow).where(*where).values(**values)).rowcount == 0:
        connection.execute(insert(OwnWriteRow).values(**key, **values))


def forget_own_writes(connection: Connection, document_id: str) -> None:
    """Expect no write of that document any more: what was written is known by its item by now."""
    connection.execute(delete(OwnWriteRow).where(OwnWriteRow.document_id == document_id))


def know_location(
    connection: Connection,
    document_id: str,
    at: Location,
    now: datetime,
    *,
    is_pointer: bool = False,
) -> None:
    """Remember that this item is the document, or its pointer; one that is known stays as it is."""
    known = connection.scalar(
        select(LocationRow.document_id).where(
            LocationRow.drive_id == at.drive_id, LocationRow.item_id == at.item_id
        )
    )
    if known is None:
        connection.execute(
            insert(LocationRow).values(
                drive_id=at.drive_id,
                item_id=at.item_id,
                document_id=document_id,
                since=now,
                is_pointer=is_pointer,
            )
        )


def begin_anew(connection: Connection, document_id: str, at: Location, now: datetime) -> None:
    """Let this item be that document from now on, whatever it was before."""
    here = LocationRow.drive_id == at.drive_id, LocationRow.item_id == at.item_id
    connection.execute(delete(LocationRow).where(*here))
    know_location(connection, document_id, at, now)
