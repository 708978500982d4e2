"""What arrived in a drive: what is known before a page, and what is written after it."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    bindparam,
    case,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from filing.arrivals import Arrivals, Known
from filing.limits import FILING_ID_LENGTH
from filing.states import UNDER_WAY
from records.changes import ChangedItem
from records.documents import Location
from records.register import Draft
from store.brakes import count_vanished
from store.claims import due_in_bulk
from store.models import (
    DocumentRow,
    DriveRow,
    EntryRow,
    FolderRow,
    LocationRow,
    OwnWriteRow,
    PendingItemRow,
    SourceRow,
)
from store.places import begin_anew

# What is known of a drive is asked with each page of it: the statements are made once.
_DRIVE: BindParameter[str] = bindparam("drive")
_FOLDERS = select(FolderRow.item_id, FolderRow.parent_id, FolderRow.name).where(
    FolderRow.drive_id == _DRIVE
)
_SOURCES = select(SourceRow.folder_id, SourceRow.name).where(SourceRow.drive_id == _DRIVE)
_DOCUMENTS = select(LocationRow.item_id, LocationRow.document_id).where(
    LocationRow.drive_id == _DRIVE
)
_CURRENT = select(DocumentRow.item_id, DocumentRow.source).where(DocumentRow.drive_id == _DRIVE)
_LOCATED = (
    select(LocationRow.item_id)
    .join(DocumentRow, DocumentRow.document_id == LocationRow.document_id)
    .where(LocationRow.drive_id == _DRIVE)
)
_HANDLED = _LOCATED.where(or_(LocationRow.is_pointer, DocumentRow.state == "source_kept"))
_KEPT_SOURCES = _LOCATED.where(~LocationRow.is_pointer, DocumentRow.state == "source_kept")
_UNDER_WAY = _LOCATED.where(DocumentRow.state.in_(UNDER_WAY))
_RELEASING = select(DocumentRow.item_id).where(
    DocumentRow.drive_id == _DRIVE,
    DocumentRow.state.in_(UNDER_WAY),
    exists().where(
        EntryRow.filing_id == DocumentRow.filing_id,
        EntryRow.outcome.in_(("release_begun", "release")),
        EntryRow.kind == case((DocumentRow.state == "undoing", "undo_step"), else_="step"),
    ),
)
_OWN_WRITES = select(OwnWriteRow.parent_id, OwnWriteRow.name).where(OwnWriteRow.drive_id == _DRIVE)
_PENDING = select(PendingItemRow.__table__).where(PendingItemRow.drive_id == _DRIVE)


def known_of(connection: Connection, drive_id: str, page: Iterable[ChangedItem]) -> Known:
    """Return what is known of the drive; `page` is what is about to be taken in."""
    here = {"drive": drive_id}
    folders = connection.execute(_FOLDERS, here).all()
    sources = connection.execute(_SOURCES, here)
    documents = connection.execute(_DOCUMENTS, here)
    current = connection.execute(_CURRENT, here)
    handled = connection.scalars(_HANDLED, here)
    kept_sources = connection.scalars(_KEPT_SOURCES, here)
    under_way = connection.scalars(_UNDER_WAY, here)
    releasing = connection.scalars(_RELEASING, here)
    own_writes = connection.execute(_OWN_WRITES, here)
    pending = connection.execute(_PENDING, here)
    return Known(
        folders={row.item_id: row.parent_id for row in folders},
        sources={row.folder_id: row.name for row in sources},
        documents={row.item_id: row.document_id for row in documents},
        current={row.item_id: row.source for row in current},
        handled=frozenset(handled),
        kept_sources=frozenset(kept_sources),
        under_way=frozenset(under_way),
        releasing=frozenset(releasing),
        own_writes=frozenset((row.parent_id, row.name) for row in own_writes),
        pending=frozenset(
            ChangedItem(
                row.item_id, row.parent_id, row.name, is_folder=False, is_root=False, deleted=False
            )
            for row in pending
        ),
        names={row.item_id: row.name for row in folders},
        filings=_filings(
            connection,
            {*(row.name for row in folders), *(one.name for one in page if one.is_folder)},
        ),
    )


def _filings(connection: Connection, names: set[str | None]) -> frozenset[str]:
    """Return the names that are the id of a filing that was planned here."""
    alike = [name for name in names if name is not None and len(name) == FILING_ID_LENGTH]
    if not alike:
        return frozenset()
    found = select(EntryRow.filing_id).where(EntryRow.filing_id.in_(alike)).distinct()
    return frozenset(one for one in connection.scalars(found) if one is not None)


def write_arrivals(
    connection: Connection,
    drive_id: str,
    known: Known,
    arrivals: Arrivals,
    now: datetime,
    *,
    bulk: bool,
) -> list[str]:
    """Write down what follows from a page; return the documents that are due.

    `bulk`: it was read for many, and not because somebody changed something just now.
    """
    _follow(connection, arrivals)
    due = sorted(arrivals.due)
    due += [
        _new_document(connection, drive_id, item_id, source, now, was=known.documents.get(item_id))
        for item_id, source in arrivals.new.items()
    ]
    among_many: dict[str, Any] = {"bulk": due_in_bulk()}
    by_somebody = {"bulk": False, "in_run": False}
    for document_id in due:
        why_due = among_many if bulk or document_id in arrivals.by_folder else by_somebody
        connection.execute(
            update(DocumentRow)
            .where(DocumentRow.document_id == document_id)
            .values(rings=DocumentRow.rings + 1, due_at=now, **why_due)
        )
    count_vanished(connection, arrivals.vanished, now)
    for item_id, name in arrivals.names.items():
        connection.execute(
            update(DocumentRow)
            .where(DocumentRow.drive_id == drive_id, DocumentRow.item_id == item_id)
            .values(name=name)
        )
    _write_folders(connection, drive_id, arrivals)
    _write_pending(connection, drive_id, known, arrivals)
    return due


def _follow(connection: Connection, arrivals: Arrivals) -> None:
    for document_id, source in arrivals.moved.items():
        connection.execute(
            update(DocumentRow).where(DocumentRow.document_id == document_id).values(source=source)
        )


def _new_document(
    connection: Connection,
    drive_id: str,
    item_id: str,
    source: str,
    now: datetime,
    *,
    was: str | None,
) -> str:
    document_id = str(uuid.uuid4())
    connection.execute(
        insert(DocumentRow).values(
            document_id=document_id,
            source=source,
            drive_id=drive_id,
            item_id=item_id,
            state="new",
            rings=0,
            heard=0,
            was=was,
        )
    )
    begin_anew(connection, document_id, Location(drive_id, item_id), now)
    return document_id


def _write_folders(connection: Connection, drive_id: str, arrivals: Arrivals) -> None:
    for item_id, parent_id in arrivals.folders.items():
        done = connection.execute(
            update(FolderRow)
            .where(FolderRow.drive_id == drive_id, FolderRow.item_id == item_id)
            .values(parent_id=parent_id, name=arrivals.folder_names[item_id])
        )
        if done.rowcount == 0:
            connection.execute(
                insert(FolderRow).values(
                    drive_id=drive_id,
                    item_id=item_id,
                    parent_id=parent_id,
                    name=arrivals.folder_names[item_id],
                )
            )
    if arrivals.gone_folders:
        connection.execute(
            delete(FolderRow)
            .where(FolderRow.drive_id == drive_id)
            .where(FolderRow.item_id.in_(arrivals.gone_folders))
        )


def ring_for_pending(connection: Connection, draft: Draft, state: str) -> None:
    """Ring, when a filing ended, for the drives where something that the document was waited for it."""
    if draft.filing_id is None or state in UNDER_WAY:
        return
    lay = LocationRow.document_id == draft.document_id
    waits = (LocationRow.drive_id == PendingItemRow.drive_id) & (
        LocationRow.item_id == PendingItemRow.item_id
    )
    drives = select(PendingItemRow.drive_id).join(LocationRow, waits).where(lay)
    connection.execute(
        update(DriveRow).where(DriveRow.drive_id.in_(drives)).values(rings=DriveRow.rings + 1)
    )


def _write_pending(connection: Connection, drive_id: str, known: Known, arrivals: Arrivals) -> None:
    for item in known.pending - arrivals.pending:
        connection.execute(
            delete(PendingItemRow)
            .where(PendingItemRow.drive_id == drive_id)
            .where(PendingItemRow.item_id == item.item_id)
        )
    for item in arrivals.pending - known.pending:
        connection.execute(
            insert(PendingItemRow).values(
                drive_id=drive_id, item_id=item.item_id, parent_id=item.parent_id, name=item.name
            )
        )
