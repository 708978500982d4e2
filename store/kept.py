"""Which bytes are kept as which record item."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from filing.errors import Busy
from filing.ports import Kept
from records.documents import Attachment
from store.models import AttachmentRow, DocumentRow, EntryRow
from store.register import beside
from store.told import last_of

UNDER_WAY = ("carrying_out", "undoing")
KEPT = ("filed", "source_kept")
TAKEN_OUT = ("undone", "gone")  # by a person, of those that were ever filed
OPEN = ("new", "proposed", "waiting", "left")
LOOK_AGAIN = 5.0  # seconds


def remember_content(connection: Connection, document_id: str, content: str | None) -> None:
    """Remember the bytes of a document that is not filed."""
    connection.execute(
        update(DocumentRow).where(DocumentRow.document_id == document_id).values(content=content)
    )


def kept_whole(connection: Connection, document_id: str, content: str | None) -> Kept | None:
    """Return the other document with this content that is or was filed, or None.

    Raises Busy while another one is being filed or put back.
    """
    if content is None:
        return None
    _refuse(connection, document_id, content, UNDER_WAY)
    twins = _twins(document_id, content)
    for states in (KEPT, TAKEN_OUT):
        row = connection.execute(
            select(DocumentRow.__table__)
            .where(*twins, DocumentRow.state.in_(states))
            .where(_was_filed())
        ).first()
        if row is not None:
            return _kept_as(connection, row, inside=None)
    return None


def refuse_a_second(connection: Connection, document_id: str) -> None:
    """Raise Busy when another document with the same bytes is kept already, or is about to be."""
    content = connection.scalar(
        select(DocumentRow.content).where(DocumentRow.document_id == document_id)
    )
    if content is not None:
        _refuse(connection, document_id, content, (*UNDER_WAY, *KEPT))


def _refuse(
    connection: Connection, document_id: str, content: str, states: tuple[str, ...]
) -> None:
    other = connection.scalar(
        select(DocumentRow.document_id)
        .where(*_twins(document_id, content), DocumentRow.state.in_(states))
        .limit(1)
    )
    if other is not None:
        raise Busy(f"document {other} is the same and goes first", retry_after=LOOK_AGAIN)


def kept_inside(connection: Connection, document_id: str, sha256: str | None) -> Kept | None:
    """Return the other document that is filed and holds these bytes inside, or None."""
    found = connection.execute(
        select(DocumentRow.__table__, AttachmentRow.name.label("inside"))
        .join(AttachmentRow, AttachmentRow.document_id == DocumentRow.document_id)
        .where(AttachmentRow.sha256 == sha256, DocumentRow.state.in_(KEPT))
        .where(DocumentRow.document_id != document_id)
        .limit(1)
    ).first()
    return _kept_as(connection, found, inside=found.inside) if found else None


def know_attachments(
    connection: Connection, document_id: str, attachments: tuple[Attachment, ...]
) -> None:
    """Remember what lies inside a document that is being filed; what was known before goes."""
    connection.execute(delete(AttachmentRow).where(AttachmentRow.document_id == document_id))
    for one in {attachment.sha256: attachment for attachment in attachments}.values():
        connection.execute(
            insert(AttachmentRow).values(sha256=one.sha256, document_id=document_id, name=one.name)
        )


def look_again_at_twins(connection: Connection, document_id: str, now: datetime) -> None:
    """Make the other documents with the same bytes due: what they are kept as has changed."""
    content = connection.scalar(
        select(DocumentRow.content).where(DocumentRow.document_id == document_id)
    )
    if content is None:
        return
    connection.execute(
        update(DocumentRow)
        .where(*_twins(document_id, content), DocumentRow.state.in_(OPEN))
        .values(settled="", rings=DocumentRow.rings + 1, due_at=now)
    )


def _was_filed() -> ColumnElement[bool]:
    """Return whether a document was ever filed; one that only halted was not."""
    return (
        select(EntryRow.position)
        .where(EntryRow.chain == DocumentRow.document_id, EntryRow.kind == "filed")
        .exists()
    )


def _twins(document_id: str, content: str) -> tuple[ColumnElement[bool], ...]:
    return (DocumentRow.content == content, DocumentRow.document_id != document_id)


def _kept_as(connection: Connection, row: Row[tuple[object, ...]], inside: str | None) -> Kept:
    entry = last_of(connection, row.filing_id, "planned") if row.filing_id else None
    plan = beside(connection, entry["plan_digest"]) if entry else None
    target = (plan or {}).get("target", {})
    return Kept(
        document_id=row.document_id,
        name=target.get("name") or row.name or "",
        dossier_number=target.get("dossier_number") or "",
        inside=inside,
        taken_out=row.state in TAKEN_OUT,
    )
