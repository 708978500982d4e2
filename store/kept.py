"""Which content is kept as which record item."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, insert, or_, select, update
from sqlalchemy.orm import aliased

from filing.columns import DOCUMENT_ID
from filing.contents import Contents
from filing.errors import Busy
from filing.kept import COPY_LACKS_VERSIONS
from filing.states import ON_ITS_WAY_OR_FILED, OPEN, STANDS_FILED, UNDER_WAY
from filing.store_ports import Kept
from records.documents import DriveItem, Location
from store.models import ContentRow, DocumentRow, EntryRow, KeptContentRow, RecordItemRow
from store.told import ended_because

LOOK_AGAIN = 5.0  # seconds

Mine = aliased(ContentRow)


def remember(connection: Connection, document_id: str, contents: Contents) -> None:
    """Remember what a document holds. What was known before goes, unless it was ever filed.

    A copy of what was filed then is the same content still, whatever people made of it since.
    """
    mine = select(DocumentRow.document_id).where(DocumentRow.document_id == document_id)
    if connection.scalar(mine.where(_was_filed())) is None:
        connection.execute(delete(ContentRow).where(ContentRow.document_id == document_id))
    also_holds(connection, document_id, contents)


def also_holds(connection: Connection, document_id: str, contents: Contents) -> None:
    """Remember what a document holds beside what it is known to hold."""
    known = set(
        connection.scalars(select(ContentRow.key).where(ContentRow.document_id == document_id))
    )
    found = {**contents.inside, **dict.fromkeys(contents.whole)}
    for key in found.keys() - known:
        connection.execute(
            insert(ContentRow).values(key=key, document_id=document_id, inside=found[key])
        )


def kept_already(connection: Connection, document_id: str) -> Kept | None:
    """Return the other document that is this content or holds it, and is or was filed, or None.

    Where there is none and the document was filed itself before, by now taken out, it is that one;
    else the one that it was until people took that out, or brought this back, and wrote in it.
    """
    was = connection.scalar(select(DocumentRow.was).where(DocumentRow.document_id == document_id))
    for now in (DocumentRow.state.in_(STANDS_FILED), DocumentRow.state.not_in(ON_ITS_WAY_OR_FILED)):
        row = connection.execute(
            _others(document_id)
            .where(Mine.inside.is_(None), now, _was_filed())
            .order_by(ContentRow.inside.is_not(None), DocumentRow.document_id)
            .limit(1)
        ).first()
        if row is not None:
            kept = _kept_as(connection, row, inside=row.inside)
            return replace(kept, lacks_versions=_lacks_versions(connection, row, was))
    itself = select(DocumentRow.__table__).where(DocumentRow.document_id == document_id)
    row = connection.execute(itself.where(_was_filed())).first()
    if row is not None:
        return _kept_as(connection, row, inside=None)
    before = select(DocumentRow.__table__).where(DocumentRow.document_id == was, _was_filed())
    row = connection.execute(before).first()
    return _kept_as(connection, row, inside=None, edited=True) if row else None


def _lacks_versions(connection: Connection, row: Row[Any], was: str | None) -> bool:
    """Return whether the document is that one's source, and has versions which its copy lacks."""
    if row.document_id != was or row.filing_id is None:
        return False
    return ended_because(connection, row.filing_id) in COPY_LACKS_VERSIONS


def filed_as(connection: Connection, document_id: str, item: DriveItem) -> tuple[Kept, ...]:
    """Return the other documents that were ever filed and may be this item, from elsewhere.

    Those are the one whose id its column has, and those that were made by the same at the same
    moment and are called the same. Raises Busy while one of them is filed or put back.
    """
    alike = RecordItemRow.made == item.made, RecordItemRow.name == item.name
    ids = set(connection.scalars(select(RecordItemRow.document_id).where(*alike)))
    ids.add(item.fields.get(DOCUMENT_ID, ""))
    rows = connection.execute(
        select(DocumentRow.__table__)
        .where(DocumentRow.document_id.in_(ids - {document_id}))
        .where(or_(DocumentRow.state.in_(UNDER_WAY), _was_filed()))
        .order_by(DocumentRow.document_id)
    ).all()
    for row in rows:
        if row.state in UNDER_WAY:
            raise Busy(f"document {row.document_id} may be this one", retry_after=LOOK_AGAIN)
    return tuple(_kept_as(connection, row, inside=None, edited=True) for row in rows)


def kept_loose(connection: Connection, document_id: str) -> tuple[Kept, ...]:
    """Return the filed documents that lie inside this one too, each by the name it has there."""
    found = connection.execute(_loose(document_id, STANDS_FILED).order_by(DocumentRow.document_id))
    by_id = {row.document_id: row for row in found}
    return tuple(_kept_as(connection, row, inside=row.name_here) for row in by_id.values())


def refuse_under_way(connection: Connection, document_id: str) -> None:
    """Raise Busy while another document that is this content or holds it is filed or put back."""
    _refuse(connection, document_id, UNDER_WAY)


def refuse_a_second(connection: Connection, document_id: str, loose: Iterable[Kept]) -> None:
    """Raise Busy when another document with the same content is kept already, or about to be.

    So too when what lies inside this one is not kept as `loose` tells it is, any more or yet.
    """
    _refuse(connection, document_id, ON_ITS_WAY_OR_FILED)
    now = {row.document_id for row in connection.execute(_loose(document_id, ON_ITS_WAY_OR_FILED))}
    changed = now ^ {one.document_id for one in loose}
    if changed:
        raise Busy(f"document {min(changed)} lies inside this one", retry_after=LOOK_AGAIN)


def keep(connection: Connection, document_id: str) -> None:
    """Let this document be the one that its content is kept as.

    The database refuses a second one with the same key, also when two workers ask at once.
    """
    whole = ContentRow.document_id == document_id, ContentRow.inside.is_(None)
    for key in connection.scalars(select(ContentRow.key).where(*whole)).all():
        connection.execute(insert(KeptContentRow).values(key=key, document_id=document_id))


def keep_no_longer(connection: Connection, document_id: str) -> None:
    """Let another document be the one that its content is kept as."""
    mine = KeptContentRow.document_id == document_id
    connection.execute(delete(KeptContentRow).where(mine))


def _refuse(connection: Connection, document_id: str, states: tuple[str, ...]) -> None:
    other = connection.execute(
        _others(document_id).where(Mine.inside.is_(None), DocumentRow.state.in_(states)).limit(1)
    ).first()
    if other is not None:
        raise Busy(
            f"document {other.document_id} is the same and goes first", retry_after=LOOK_AGAIN
        )


def look_again_at_others(connection: Connection, document_id: str, now: datetime) -> None:
    """Make the open documents that hold the same content due: what they are kept as has changed.

    Those are the same, or lie inside this one.
    """
    same = (
        select(ContentRow.document_id)
        .join(Mine, Mine.key == ContentRow.key)
        .where(Mine.document_id == document_id, ContentRow.document_id != document_id)
        .where(ContentRow.inside.is_(None))
    )
    connection.execute(
        update(DocumentRow)
        .where(DocumentRow.document_id.in_(same), DocumentRow.state.in_(OPEN))
        .values(settled="", rings=DocumentRow.rings + 1, due_at=now)
    )


def _others(document_id: str) -> Select[tuple[object, ...]]:
    """Return the other documents that hold something that this one holds, and how both call it."""
    return (
        select(DocumentRow.__table__, ContentRow.inside, Mine.inside.label("name_here"))
        .join(ContentRow, ContentRow.document_id == DocumentRow.document_id)
        .join(Mine, Mine.key == ContentRow.key)
        .where(Mine.document_id == document_id, DocumentRow.document_id != document_id)
    )


def _loose(document_id: str, states: tuple[str, ...]) -> Select[tuple[object, ...]]:
    """Return the other documents in those states that lie inside this one too."""
    return _others(document_id).where(
        Mine.inside.is_not(None), ContentRow.inside.is_(None), DocumentRow.state.in_(states)
    )


def _was_filed() -> ColumnElement[bool]:
    """Return whether a document was ever filed; one that only halted was not."""
    return (
        select(EntryRow.position)
        .where(EntryRow.chain == DocumentRow.document_id, EntryRow.kind == "filed")
        .exists()
    )


def _kept_as(
    connection: Connection,
    row: Row[tuple[object, ...]],
    inside: str | None,
    *,
    edited: bool = False,
) -> Kept:
    """Return it as it lies now: people may have moved and renamed it since it was filed."""
    lies = connection.execute(
        select(RecordItemRow.name, RecordItemRow.dossier_number, RecordItemRow.made).where(
            RecordItemRow.document_id == row.document_id
        )
    ).first()
    return Kept(
        document_id=row.document_id,
        name=lies.name if lies else row.name or "",
        dossier_number=lies.dossier_number if lies else "",
        inside=inside,
        taken_out=row.state not in ON_ITS_WAY_OR_FILED,
        at=Location(row.drive_id, row.item_id),
        made=lies.made if lies else None,
        edited=edited,
    )
