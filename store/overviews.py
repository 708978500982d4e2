"""What people ask of the documents: every filing, what became of each, what waits for them."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select, true

from filing.losses import FILING_LOSSES, UNDO_LOSSES, losses_told
from filing.problems import GOES_ON, STOPPED, UNTIDY, is_untidy, problem_told
from filing.states import STANDS_FILED, UNDER_WAY
from records.moments import moment_text
from records.verdicts import Reason
from store.confirmed import kinds_said
from store.database import Database
from store.house import stop_is_on
from store.models import DocumentRow, EntryRow, LocationRow
from store.register import beside
from store.told import first_of, last_of, last_told

FOR_A_PERSON = ("proposed", "waiting", "source_kept")
HELD_UP_LONG = timedelta(hours=1)
NOT_KNOWN_YET = ("new", *UNDER_WAY)
OUTCOMES: Mapping[str, str] = {
    "filed": "filed",
    "source_kept": "filed",
    "proposed": "proposed",
    "waiting": "waiting",
    "left": "left",
    "undone": "left",
    "gone": "left",
    **dict.fromkeys(NOT_KNOWN_YET, "under_way"),
}


class Overviews:
    """What people ask of the documents of one database."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def filings(self) -> list[dict[str, Any]]:
        """Return every filing, the newest first: what, where to, when, and how it stands.

        Of what was erased `state` is `erased`, and its name, dossier and rules are gone.
        `undos` are those that were asked for, the oldest first: when, by whom, when it ended (null
        while it is under way) and why so (null where that was erased).
        `losses` is what its plan said that it would change, `reversible` whether it can be turned
        back and what does not return then, `balance` the document before and after; null where that
        was erased.
        """
        with self._database.reading() as connection:
            return _filings(connection)

    def documents(self) -> list[dict[str, Any]]:
        """Return every document and what became of it, why and since when, the oldest first.

        `outcome` is `filed`, `proposed`, `waiting`, `left` or, while that is not known,
        `under_way`. `kind_said` is what a person said that it is, or null; `filed_from` the sources
        from which it was filed, for it may lie in another one now. Of what stands filed, verdict and
        evidence are those of its filing where the last entry has none, and `filed_because` its reason.
        """
        with self._database.reading() as connection:
            return _standings(connection, true())

    def waiting(self) -> list[dict[str, Any]]:
        """Return every document a person has to look at, the longest waiting first, and why.

        Those are the ones that a person decides on, the ones that a problem holds up half way, the
        filed ones that cannot be looked at or whose undo was stopped, the undone ones of whose filing
        something still stands, and all others that have not been looked at for an hour, because of a
        problem: that is why, and not what was found before. `outcome` is `proposed` for what would be
        filed if its mode let it, else `waiting`.
        """
        long = and_(
            DocumentRow.state.not_in(FOR_A_PERSON),
            DocumentRow.problem_since <= self._now() - HELD_UP_LONG,
        )
        held_up = and_(DocumentRow.state.in_(NOT_KNOWN_YET), DocumentRow.problem.is_not(None))
        unseen = and_(DocumentRow.state == "filed", DocumentRow.standing.is_not(None))
        untidy = and_(DocumentRow.state == "undone", DocumentRow.problem.like(UNTIDY.format("%")))
        asked = or_(DocumentRow.state.in_(FOR_A_PERSON), held_up, unseen, untidy, long)
        with self._database.reading() as connection:
            found = _standings(connection, asked)
            problems = {
                row.document_id: {"reason": asdict(_problem(row)), "evidence": []}
                for row in connection.execute(select(DocumentRow.__table__).where(long))
            }
        return [
            one
            | {"outcome": "proposed" if one["state"] == "proposed" else "waiting"}
            | problems.get(one["document_id"], {})
            for one in found
        ]


def _filings(connection: Connection) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(EntryRow.entry, DocumentRow.state, DocumentRow.source, DocumentRow.filing_id)
        .join(DocumentRow, DocumentRow.document_id == EntryRow.chain)
        .where(EntryRow.kind == "planned")
        .order_by(EntryRow.position.desc())
    ).all()
    found = []
    for row in rows:
        entry = json.loads(row.entry)
        plan = beside(connection, entry["plan_digest"]) or {}  # each has one until it is erased
        told = beside(connection, entry["evidence_digest"]) or {}
        stands = row.state if row.filing_id == entry["filing_id"] else "superseded"
        found.append(
            {
                "filing_id": entry["filing_id"],
                "document_id": entry["document_id"],
                "at": entry["at"],
                "state": stands if plan else "erased",
                "name": plan.get("source", {}).get("name"),
                "dossier": plan.get("target", {}).get("dossier_number"),
                "source": told.get("source") or row.source,
                "plan_version": entry["plan_version"],
                "rules": _rules(told.get("evidence", ())),
                "losses": losses_told(plan.get("losses", ()), FILING_LOSSES),
                "undos": _undos(connection, entry["filing_id"]),
                **_came_out(connection, entry["filing_id"], plan),
            }
        )
    return found


def _rules(evidence: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the rules that a filing rests on, each with the version it had then."""
    found = {(one["rule"], one["version"]) for one in evidence if one["rule"]}
    return [{"rule": rule, "version": version} for rule, version in sorted(found)]


def _undos(connection: Connection, filing_id: str) -> list[dict[str, Any]]:
    """Return each undo of a filing; it ends with the next entry that says `undone`, or `filed` again."""
    rows = connection.scalars(
        select(EntryRow.entry)
        .where(EntryRow.filing_id == filing_id)
        .where(EntryRow.kind.in_(("undo_planned", "undone", "filed")))
        .order_by(EntryRow.seq)
    )
    found: list[dict[str, Any]] = []
    for entry in map(json.loads, rows):
        if entry["kind"] == "undo_planned":
            by = {"at": entry["at"], "by": entry["actor"]}
            found.append({**by, "ended_at": None, "reason": None})
        elif found and found[-1]["ended_at"] is None:
            told = beside(connection, entry["evidence_digest"]) or {}
            found[-1] |= {"ended_at": entry["at"], "reason": told.get("reason")}
    return found


def _came_out(connection: Connection, filing_id: str, plan: Mapping[str, Any]) -> dict[str, Any]:
    """Return a filing's balance sheet, and whether it can be turned back, as its end or its plan says.

    Null where it did not come so far, and where that was erased. An undo that did not come through
    has an entry of the same kind, without a balance sheet.
    """
    ended = first_of(connection, filing_id, "filed")
    told = (beside(connection, ended["evidence_digest"]) if ended else None) or {}
    balance = told.get("balance")
    reversible = (balance or plan).get("reversible")
    if reversible is not None:
        losses = losses_told(reversible["losses"], UNDO_LOSSES)
        reversible = {"why": None, **reversible, "losses": losses}
    return {"reversible": reversible, "balance": balance}


def _standings(connection: Connection, which: ColumnElement[bool]) -> list[dict[str, Any]]:
    """Return these documents and where each stands, the oldest first."""
    rows = connection.execute(select(DocumentRow.__table__).where(which)).all()
    these = select(DocumentRow.document_id).where(which)
    said, filed_from = kinds_said(connection, these), _filed_from(connection, these)
    stopped = stop_is_on(connection)
    found = [
        {
            "kind_said": said.get(row.document_id),
            "filed_from": filed_from.get(row.document_id, []),
            **_standing(connection, row, stopped=stopped),
        }
        for row in rows
    ]
    return sorted(found, key=lambda one: str(one["at"]))


def _filed_from(connection: Connection, documents: Select[str]) -> dict[str, list[str]]:
    """Return the sources from which these documents were filed, by document; the last one first.

    A filing that was planned and ended otherwise does not count.
    """
    done = select(EntryRow.filing_id).where(
        EntryRow.kind == "filed", EntryRow.outcome.in_(STANDS_FILED), EntryRow.chain.in_(documents)
    )
    entries = connection.scalars(
        select(EntryRow.entry)
        .where(EntryRow.kind == "planned", EntryRow.filing_id.in_(done))
        .order_by(EntryRow.position.desc())
    ).all()
    found: dict[str, list[str]] = {}
    for entry in map(json.loads, entries):
        source = (beside(connection, entry["evidence_digest"]) or {}).get("source")
        of_document = found.setdefault(entry["document_id"], [])
        if source and source not in of_document:
            of_document.append(source)
    return found


def _standing(connection: Connection, row: Row[Any], *, stopped: bool) -> dict[str, Any]:
    """Return one document and where it stands; what is under way does not go on while all is stopped."""
    about = {
        "document_id": row.document_id,
        "name": row.name,
        "source": row.source,
        "state": row.state,
        "outcome": OUTCOMES[row.state],
    }
    if row.state in UNDER_WAY and stopped:
        return about | _held_up(connection, row, STOPPED)
    untidy = row.state == "undone" and is_untidy(row.problem)
    if (row.state in NOT_KNOWN_YET and row.problem is not None) or untidy:
        return about | _held_up(connection, row, _problem(row))
    told = last_told(connection, row.document_id)
    if told is None:
        return about | _held_up(connection, row, _NOT_LOOKED_AT)
    entry, beside_it = told
    at = {"at": entry["at"], "location": entry["location"], "evidence": []}
    whole = about | at | beside_it
    if row.state in STANDS_FILED:
        whole |= _why_filed(connection, row, whole)
    return whole | {"evidence": _with_names(connection, whole["evidence"])}


def _problem(row: Row[Any]) -> Reason:
    problem = problem_told(row.problem)
    return problem if problem is not STOPPED else GOES_ON


def _why_filed(connection: Connection, row: Row[Any], told: dict[str, Any]) -> dict[str, Any]:
    """Return why a document was filed, where its last entry only tells that it was."""
    planned = last_of(connection, row.filing_id, "planned") if row.filing_id else None
    why = (beside(connection, planned["evidence_digest"]) if planned else None) or {}
    missing = {key: why[key] for key in ("verdict", "evidence") if key in why and not told.get(key)}
    return {"filed_because": why.get("reason")} | missing


def _with_names(connection: Connection, evidence: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the evidence with the name of each document that it tells by its id."""
    ids = [one["quote"] for one in evidence if one["kind"] in _TELLS_A_DOCUMENT]
    if not ids:
        return evidence
    rows = connection.execute(
        select(DocumentRow.document_id, DocumentRow.name).where(DocumentRow.document_id.in_(ids))
    ).all()
    names = {row.document_id: row.name for row in rows}
    return [one | {"name": names.get(one["quote"])} for one in evidence]


_TELLS_A_DOCUMENT = ("nearest_example", "near_in_dossier")


def _held_up(connection: Connection, row: Row[Any], reason: Reason) -> dict[str, Any]:
    """Return what holds the document up; `at` is its last entry, or when it arrived."""
    of_document = EntryRow.chain == row.document_id
    at = connection.scalar(
        select(EntryRow.at).where(of_document).order_by(EntryRow.seq.desc()).limit(1)
    )
    if at is None:
        here = LocationRow.document_id == row.document_id
        since = connection.scalar(
            select(LocationRow.since).where(here).order_by(LocationRow.since).limit(1)
        )
        at = moment_text(since) if since else ""
    return {
        "at": at,
        "location": {"drive_id": row.drive_id, "item_id": row.item_id},
        "reason": asdict(reason),
        "evidence": [],
    }


_NOT_LOOKED_AT = Reason("not_looked_at", "nog niet bekeken", "not looked at yet")
