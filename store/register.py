"""The register's tables: appending entries, sealing them, reading them back.

The layout of an entry and how it is verified: `docs/register.md`.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from classification.learned.model import Tells
from filing.errors import Busy
from records.canonical import canonical_json, digest
from records.moments import moment_text
from records.register import (
    FIRST_PREV,
    HOUSE,
    SEALS,
    Draft,
    Entry,
    Fault,
    entry_of,
    erased_before,
    faults_by_anchor,
    faults_in_chain,
)
from store.database import Database
from store.models import BesideRow, EntryRow, ModelInForceRow, Plan

FIELDS = entry_of(
    Draft("", ""), seq=1, prev=FIRST_PREV, at="", plan_version=None, model_version=None
).keys()
# What of an entry also stands in a column, by which the rest of the house finds it.
COLUMNS = ("chain", "seq", "kind", "outcome", "filing_id", "at", "hash")


# Every entry asks these: the statements are made once.
_LAST_OF_CHAIN = (
    select(EntryRow.seq, EntryRow.hash)
    .where(EntryRow.chain == bindparam("chain"))
    .order_by(EntryRow.seq.desc())
    .limit(1)
)
_TEXT_BESIDE = select(BesideRow.content).where(BesideRow.digest == bindparam("key"))
_NEW_ENTRY, _NEW_BESIDE = insert(EntryRow), insert(BesideRow)
_BESIDE_AGAIN = (
    update(BesideRow).where(BesideRow.digest == bindparam("key")).values(content=bindparam("text"))
)
_PLAN_VERSION = select(Plan.plan_version).order_by(Plan.id.desc()).limit(1)
_MODEL_VERSION = (
    select(ModelInForceRow.version)
    .where(ModelInForceRow.tells == bindparam("tells"))
    .order_by(ModelInForceRow.id.desc())
    .limit(1)
)


def append(connection: Connection, draft: Draft, now: datetime) -> Entry:
    """Append one entry to its chain, with what lies beside it; part of the caller's transaction."""
    chain = draft.document_id or draft.chain
    last = connection.execute(_LAST_OF_CHAIN, {"chain": chain}).first()
    entry = entry_of(
        draft,
        seq=last.seq + 1 if last else 1,
        prev=last.hash if last else FIRST_PREV,
        at=moment_text(now),
        plan_version=plan_version_in_force(connection),
        model_version=model_version_in_force(connection),
    )
    for beside in (draft.plan, draft.evidence):
        if beside is not None:
            _lay_beside(connection, canonical_json(beside).decode("utf-8"), digest(beside))
    row = {name: entry[name] for name in COLUMNS}
    connection.execute(_NEW_ENTRY, {**row, "entry": canonical_json(entry).decode("utf-8")})
    return entry


def plan_version_in_force(connection: Connection) -> str | None:
    """Return the version of the file plan in force, or None while there is none."""
    return connection.scalar(_PLAN_VERSION)


def model_version_in_force(connection: Connection, tells: Tells = "kinds") -> str | None:
    """Return the version of the model in force that tells that, or None while there is none."""
    return connection.scalar(_MODEL_VERSION, {"tells": tells})


def refuse_another_plan(connection: Connection, plan_version: str) -> None:
    """Raise Busy where that is not the file plan in force: it was replaced meanwhile."""
    if plan_version != plan_version_in_force(connection):
        raise Busy("the file plan was replaced meanwhile")


def refuse_another_model(connection: Connection, model_version: str | None) -> None:
    """Raise Busy where a model judged that is not in force: it was replaced meanwhile.

    Where none judged nothing is refused: the rules said all, or the one in force cannot be read.
    """
    if model_version is not None and model_version != model_version_in_force(connection):
        raise Busy("the model was replaced meanwhile")


def beside(connection: Connection, key: str | None) -> dict[str, Any] | None:
    """Return what lies beside an entry under that digest; None where it was erased or never was."""
    if key is None:
        return None
    content = _text_beside(connection, key)
    if content is None:
        return None
    found: dict[str, Any] = json.loads(content)
    return found


class Register:
    """The register as a whole, for those who verify, export and seal it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begins_with(self) -> str:
        """Return the hash of the first act of the house: it tells this installation from others."""
        first = select(EntryRow.hash).where(EntryRow.chain == HOUSE, EntryRow.seq == 1)
        with self._database.reading() as connection:
            return connection.scalar(first) or ""

    def export(self) -> Iterator[dict[str, Any]]:
        """Yield every entry with what lies beside it, chains in order of their first entry.

        All as it was when the first was asked for, however slowly they are taken.
        """
        with self._database.reading() as connection:
            first = func.min(EntryRow.position)
            chains = connection.scalars(
                select(EntryRow.chain).group_by(EntryRow.chain).order_by(first)
            ).all()
            for chain in chains:
                entries = _chain(connection, chain)
                erased = erased_before(chain, entries)
                yield from [_exported(connection, entry, erased) for entry in entries]

    def verify(self, anchored: dict[int, str]) -> list[Fault]:
        """Return everything that is wrong with the register; empty when it is whole.

        `anchored` are the hashes of seals by their place, as they were written outside.
        """
        faults: list[Fault] = []
        found: dict[str, dict[int, str]] = {}
        seals: list[Entry] = []
        with self._database.reading() as connection:
            for chain in connection.scalars(select(EntryRow.chain).distinct()).all():
                entries, touched = _as_written(connection, chain)
                faults += touched
                faults += faults_in_chain(entries)
                faults += _faults_beside(connection, chain, entries)
                found[chain] = {entry["seq"]: entry["hash"] for entry in entries}
                if chain == SEALS:
                    seals = entries
            for seal in seals:
                faults += _faults_in_seal(connection, seal, found)
        return faults + faults_by_anchor(found.get(SEALS, {}), anchored)

    def seal(self, now: datetime) -> dict[int, dict[str, Any]]:
        """Seal the heads of all chains, if any grew; return every seal: place to at and hash."""
        with self._database.transaction() as connection:
            heads = _heads(connection)
            seals = _chain(connection, SEALS)
            last = beside(connection, seals[-1]["plan_digest"]) if seals else None
            if heads and (last is None or last["heads"] != heads):
                draft = Draft("seal", "sealed", plan={"heads": heads}, chain=SEALS)
                seals.append(append(connection, draft, now))
        return {seal["seq"]: {"at": seal["at"], "hash": seal["hash"]} for seal in seals}


def _exported(connection: Connection, entry: Entry, erased: int) -> dict[str, Any]:
    """Return an entry with what lies beside it; what stood before its chain's `erased` may be gone."""
    parts = {name: beside(connection, entry[f"{name}_digest"]) for name in ("plan", "evidence")}
    gone = any(parts[name] is None and entry[f"{name}_digest"] is not None for name in parts)
    return {"entry": entry, "beside": parts, "erased": gone and entry["seq"] < erased}


def _chain(connection: Connection, chain: str) -> list[Entry]:
    rows = connection.scalars(
        select(EntryRow.entry).where(EntryRow.chain == chain).order_by(EntryRow.seq)
    )
    return [json.loads(row) for row in rows]


def _as_written(connection: Connection, chain: str) -> tuple[list[Entry], list[Fault]]:
    """Return the entries of a chain that are entries at all, and a fault for each other row."""
    entries, faults = list[Entry](), list[Fault]()
    rows = connection.execute(
        select(EntryRow.__table__).where(EntryRow.chain == chain).order_by(EntryRow.seq)
    )
    for row in rows:
        entry = _entry_in(row)
        if entry is None:
            name = f"{chain} {row.seq}"
            faults.append(
                Fault(f"{name}: its row was altered", f"{name}: de rij in de database is gewijzigd")
            )
        else:
            entries.append(entry)
    return entries, faults


def _entry_in(row: Row[Any]) -> Entry | None:
    """Return the entry that a row holds; None when it is not as `append` wrote it."""
    try:
        entry = json.loads(row.entry)
        if canonical_json(entry).decode("utf-8") != row.entry or entry.keys() != FIELDS:
            return None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    texts = (entry["prev"], entry["plan_digest"] or "", entry["evidence_digest"] or "")
    if not all(isinstance(text, str) and text.isascii() for text in texts):
        return None
    return entry if all(entry[name] == getattr(row, name) for name in COLUMNS) else None


def _heads(connection: Connection) -> dict[str, dict[str, Any]]:
    last = (
        select(EntryRow.chain, func.max(EntryRow.seq).label("seq"))
        .where(EntryRow.chain != SEALS)
        .group_by(EntryRow.chain)
        .subquery()
    )
    rows = connection.execute(
        select(EntryRow.chain, EntryRow.seq, EntryRow.hash).join(
            last, (EntryRow.chain == last.c.chain) & (EntryRow.seq == last.c.seq)
        )
    )
    return {row.chain: {"seq": row.seq, "hash": row.hash} for row in rows}


def _faults_beside(connection: Connection, chain: str, entries: list[Entry]) -> list[Fault]:
    faults, erased = list[Fault](), erased_before(chain, entries)
    for entry in entries:
        name = f"{chain} {entry['seq']}"
        for key in filter(None, (entry["plan_digest"], entry["evidence_digest"])):
            content = _text_beside(connection, key)
            if content is None and chain != SEALS and entry["seq"] >= erased:
                faults.append(
                    Fault(
                        f"{name}: what lay beside is gone, and nobody erased it",
                        f"{name}: wat erbij lag is weg, en niemand heeft het gewist",
                    )
                )
            elif content is not None and not _fits(content, key):
                faults.append(
                    Fault(
                        f"{name}: what lies beside was altered",
                        f"{name}: wat erbij ligt is gewijzigd",
                    )
                )
    return faults


def _faults_in_seal(
    connection: Connection, seal: Entry, found: dict[str, dict[int, str]]
) -> list[Fault]:
    name = f"{SEALS} {seal['seq']}"
    content = _text_beside(connection, seal["plan_digest"])
    # The heads tell nothing of anybody and are never erased: who takes them away hides a cut tail.
    if content is None or not _fits(content, seal["plan_digest"]):
        return [
            Fault(
                f"{name}: what it sealed is no longer there",
                f"{name}: wat het verzegelde is er niet meer",
            )
        ]
    try:
        sealed = [
            (c, head["seq"], head["hash"]) for c, head in json.loads(content)["heads"].items()
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return [
            Fault(
                f"{name}: what it sealed are no heads of chains",
                f"{name}: wat het verzegelde zijn geen einden van ketens",
            )
        ]
    return [
        Fault(
            f"{chain}: was sealed up to entry {seq}, which is no longer there as it was",
            f"{chain}: was verzegeld tot en met regel {seq}, die er niet meer is zoals zij was",
        )
        for chain, seq, head in sealed
        if found.get(chain, {}).get(seq) != head
    ]


def _text_beside(connection: Connection, key: str | None) -> str | None:
    return connection.scalar(_TEXT_BESIDE, {"key": key})


def _fits(content: str, key: str) -> bool:
    # It is kept as canonical JSON, so that its own bytes are what was digested.
    return hashlib.sha256(content.encode("utf-8")).hexdigest() == key


def _lay_beside(connection: Connection, content: str, key: str) -> None:
    # Also where the same was erased before: a new entry does not begin without its reason.
    if connection.execute(_BESIDE_AGAIN, {"key": key, "text": content}).rowcount == 0:
        connection.execute(_NEW_BESIDE, {"digest": key, "content": content})
