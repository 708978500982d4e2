"""Erasing what the register and the store tell of the documents that people took out of a dossier.

That they were destroyed is for whoever asks to know: here it is seen only that they are gone.

The entries stay, and with them the chain: who did what, when, to which document. What lay beside
them (reasons, quotations, names, people, plans with the values before) goes, and so do the names
that the store keeps. Digests of contents stay: by them something that comes back is known again.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, select, update
from sqlalchemy.orm import aliased

from filing.states import ON_ITS_WAY_OR_FILED
from filing.workplace import why
from records.documents import Location
from records.register import ERASED, Draft
from records.verdicts import Reason
from store.database import Database
from store.dossiers import not_known
from store.models import (
    BesideRow,
    ContentRow,
    DocumentRow,
    DossierRow,
    EntryRow,
    RecordItemRow,
    RelationRow,
)
from store.record_items import names_in
from store.register import append

GONE = "gone"
_NAMES = select(DocumentRow.name).order_by(DocumentRow.name, DocumentRow.document_id)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was, or would be, erased of a dossier: which documents, and beside how many entries.

    `elsewhere` are the names of other documents that hold the same content, and where they lie: what
    people only took to another place was not destroyed.
    """

    dossier_number: str
    documents: tuple[str, ...]
    beside: int
    elsewhere: tuple[tuple[str, str], ...]


def erase_dossier(
    database: Database, number: str, now: datetime, actor: str, *, dry_run: bool = False
) -> Erased | Reason:
    """Erase what is told of the documents that people removed from that dossier, or say why not.

    It cannot be turned back. Refused while documents lie in the dossier or are on their way in or
    out: destroying them comes first, and is not ours. What another document tells as well stays,
    and so does what was put back to where it came from. An entry in each chain tells who erased.
    """
    with database.transaction() as connection:
        dossier = DossierRow.number == number
        if connection.scalar(select(DossierRow.number).where(dossier)) is None:
            return not_known(number)
        there = names_in(connection, number, ON_ITS_WAY_OR_FILED)
        if there:
            return _not_destroyed(number, there)
        ids = _to_erase(connection, number)
        if not ids:
            return _nothing_to_erase(number)
        digests = _told_of_these_alone(connection, ids)
        names = connection.scalars(_NAMES.where(DocumentRow.document_id.in_(ids)))
        called = tuple(name or "" for name in names)
        entries = connection.scalars(select(EntryRow.entry).where(EntryRow.chain.in_(ids)))
        touched = sum(not digests.isdisjoint(_digests([entry])) for entry in entries)
        erased = Erased(number, called, touched, _elsewhere(connection, ids))
        if dry_run:
            return erased
        for document_id in ids:
            _forget(connection, document_id)
            append(connection, _draft(connection, document_id, actor), now)
        for key in digests:
            beside = BesideRow.digest == key
            connection.execute(update(BesideRow).where(beside).values(content=None))
        connection.execute(update(DossierRow).where(dossier).values(before=None))
    return erased


def _to_erase(connection: Connection, number: str) -> list[str]:
    """Return the documents that were removed from the dossier and not erased yet."""
    erased = select(EntryRow.position).where(
        EntryRow.chain == DocumentRow.document_id, EntryRow.kind == ERASED
    )
    return list(
        connection.scalars(
            select(DocumentRow.document_id)
            .join(RecordItemRow, RecordItemRow.document_id == DocumentRow.document_id)
            .where(RecordItemRow.dossier_number == number, DocumentRow.state == GONE)
            .where(~erased.exists())
            .order_by(DocumentRow.document_id)
        )
    )


def _elsewhere(connection: Connection, ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the other documents that hold what one of these holds, and the source they lie in."""
    keys = select(ContentRow.key).where(
        ContentRow.document_id.in_(ids), ContentRow.inside.is_(None)
    )
    found = connection.execute(
        select(DocumentRow.name, DocumentRow.source)
        .distinct()
        .join(ContentRow, ContentRow.document_id == DocumentRow.document_id)
        .where(ContentRow.key.in_(keys), ContentRow.inside.is_(None))
        .where(DocumentRow.document_id.not_in(ids), DocumentRow.state != GONE)
        .order_by(DocumentRow.source, DocumentRow.name)
    )
    return tuple((row.name or "", row.source) for row in found)


def _told_of_these_alone(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Return the digests of what lies beside these documents' entries and no other's.

    An entry of another document that was erased since holds on to nothing.
    """
    later = aliased(EntryRow)
    erased = select(later.position).where(
        later.chain == EntryRow.chain, later.kind == ERASED, later.position > EntryRow.position
    )
    of_these = EntryRow.chain.in_(ids)
    of_others = and_(EntryRow.chain.not_in(ids), ~erased.exists())
    mine = set(_digests(connection.scalars(select(EntryRow.entry).where(of_these))))
    everything = select(EntryRow.entry).where(of_others).execution_options(yield_per=1000)
    for key in _digests(connection.scalars(everything)):
        mine.discard(key)
    there = select(BesideRow.digest).where(BesideRow.content.is_not(None))
    return {key for key in mine if connection.scalar(there.where(BesideRow.digest == key))}


def _digests(entries: Iterable[str]) -> Iterable[str]:
    for text in entries:
        entry = json.loads(text)
        yield from (entry[name] for name in ("plan_digest", "evidence_digest") if entry[name])


def _forget(connection: Connection, document_id: str) -> None:
    """Forget the names; and the filing, which cannot be looked into any more."""
    document = DocumentRow.document_id == document_id
    nothing = {"name": None, "filing_id": None, "settled": None, "standing": None, "problem": None}
    connection.execute(update(DocumentRow).where(document).values(**nothing))
    item = RecordItemRow.document_id == document_id
    connection.execute(update(RecordItemRow).where(item).values(name="", url="", made=None))
    told = RelationRow.document_id == document_id
    connection.execute(update(RelationRow).where(told).values(quote=""))
    inside = (ContentRow.document_id == document_id, ContentRow.inside.is_not(None))
    connection.execute(update(ContentRow).where(*inside).values(inside=""))


def _draft(connection: Connection, document_id: str, actor: str) -> Draft:
    row = connection.execute(
        select(DocumentRow.drive_id, DocumentRow.item_id).where(
            DocumentRow.document_id == document_id
        )
    ).one()
    return Draft(
        ERASED,
        "left",
        document_id=document_id,
        location=Location(row.drive_id, row.item_id),
        evidence=why(_ERASED),
        actor=actor,
    )


_ERASED = Reason(
    "erased",
    "Iemand haalde dit document uit het dossier; wat erover was vastgelegd is gewist.",
    "Someone took this document out of its dossier; what was written down of it was erased.",
)


def _not_destroyed(number: str, names: Sequence[str]) -> Reason:
    listed = ", ".join(f"«{name}»" for name in names)
    return Reason(
        "not_destroyed",
        f"In dossier {number} ligt nog, of komt nog: {listed}. Wissen kan pas als alles in de "
        "bibliotheek is vernietigd.",
        f"Dossier {number} still holds, or is about to: {listed}. What was written down can be "
        "erased once all of it was destroyed in the library.",
    )


def _nothing_to_erase(number: str) -> Reason:
    return Reason(
        "nothing_to_erase",
        f"Uit dossier {number} is niets verwijderd waarover nog iets te wissen is.",
        f"Nothing was removed from dossier {number} of which anything is left to erase.",
    )
