"""The dossiers as people see them: known since documents are filed in them, closed and reopened.

What people do is an act of its own in the register; what follows from a filing is in
`store.filed_in`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, select, update

from dossiers.keeping import Closing, closing_of
from filing.states import UNDER_WAY
from records.dossiers import Dossier, DossierStatus
from records.file_plan import FilePlan
from records.register import Draft
from records.relations import RecordItem
from records.verdicts import Reason
from store.database import Database
from store.filed_in import CLOSED, RUNNING
from store.models import DocumentRow, DossierRow
from store.record_items import names_in, record_items
from store.register import append


class Dossiers:
    """The dossiers as people see them, close them and reopen them."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def known(self) -> tuple[Dossier, ...]:
        """Return every dossier that documents were filed in, by number."""
        with self._database.reading() as connection:
            rows = connection.execute(select(DossierRow.__table__).order_by(DossierRow.number))
            return tuple(_dossier(row) for row in rows)

    def one(self, number: str) -> Dossier | None:
        """Return that dossier, or None where it is not known."""
        with self._database.reading() as connection:
            return _one(connection, number)

    def items(self, number: str | None = None) -> tuple[RecordItem, ...]:
        """Return the documents that lie in that dossier now, or in any."""
        with self._database.reading() as connection:
            return record_items(connection, number)

    def close(
        self, number: str, result: str, plan: FilePlan, actor: str, *, anyway: bool = False
    ) -> Closing | Reason:
        """Close the dossier with that result, or return why not; written in the register.

        It is refused while a document is being filed in it or put back: it would come in, or go
        out, after the result was given. And where document types are missing that the result
        requires, unless `anyway`; the register then tells what was missing. Documents that arrive
        later wait for a person.
        """
        with self._database.transaction() as connection:
            found = _to_close(connection, number)
            if isinstance(found, Reason):
                return found
            dossier_type = next(
                (t for t in plan.dossier_types if t.name == found.dossier_type), None
            )
            if dossier_type is None:
                return _no_type(found)
            present = {item.document_type for item in record_items(connection, number)}
            closing = closing_of(dossier_type, plan.selection_list, result, present)
            if isinstance(closing, Reason):
                return closing
            if closing.missing and not anyway:
                return _missing(found, closing)
            values = {"status": CLOSED, "result": closing.result, "closed_at": self._now()}
            self._act(connection, found, values, _as_act(found, closing), actor)
        return closing

    def reopen(self, number: str, actor: str) -> Dossier | Reason:
        """Let the dossier run again, or return why not; written in the register.

        What waited because it was closed is looked at again.
        """
        with self._database.transaction() as connection:
            found = _one(connection, number, hold=True)
            if found is None:
                return not_known(number)
            if found.status != CLOSED:
                return _not_closed(found)
            values = {"status": RUNNING, "result": None, "closed_at": None}
            act = {"dossier": number, "status": RUNNING, "result_before": found.result}
            self._act(connection, found, values, act, actor)
            return _one(connection, number) or found

    def _act(
        self,
        connection: Connection,
        found: Dossier,
        values: Mapping[str, Any],
        act: Mapping[str, Any],
        actor: str,
    ) -> None:
        connection.execute(
            update(DossierRow).where(DossierRow.number == found.number).values(**values)
        )
        outcome = "closed" if values["status"] == CLOSED else "reopened"
        append(connection, Draft("dossier", outcome, plan=act, actor=actor), self._now())
        # Nobody knows beforehand which of them belong in it; looking again does no harm.
        connection.execute(
            update(DocumentRow)
            .where(DocumentRow.state.in_(("proposed", "waiting")))
            .values(settled="", rings=DocumentRow.rings + 1, due_at=self._now())
        )


def _one(connection: Connection, number: str, *, hold: bool = False) -> Dossier | None:
    """Return that dossier; with `hold` nobody begins a filing in it before this is written."""
    asked = select(DossierRow.__table__).where(DossierRow.number == number)
    row = connection.execute(asked.with_for_update() if hold else asked).first()
    return _dossier(row) if row is not None else None


def _to_close(connection: Connection, number: str) -> Dossier | Reason:
    """Return the dossier, where it can be closed now; nobody begins a filing in it meanwhile."""
    found = _one(connection, number, hold=True)
    if found is None:
        return not_known(number)
    if found.status == CLOSED:
        return _closed_already(found)
    under_way = names_in(connection, number, UNDER_WAY)
    return _under_way(found, under_way) if under_way else found


def _dossier(row: Row[tuple[object, ...]]) -> Dossier:
    return Dossier(
        number=row.number,
        dossier_type=row.dossier_type,
        drive_id=row.drive_id,
        folder_id=row.folder_id,
        opened_at=row.opened_at,
        status=cast("DossierStatus", row.status),
        result=row.result or "",
        closed_at=row.closed_at,
    )


def _as_act(found: Dossier, closing: Closing) -> dict[str, Any]:
    return {
        "dossier": found.number,
        "status": CLOSED,
        "result": closing.result,
        "category": closing.category.number,
        "list_status": closing.list_status,
        "missing": list(closing.missing),
    }


def not_known(number: str) -> Reason:
    """Return that no document was ever filed in a dossier of that number."""
    return Reason(
        "dossier_not_known",
        f"Dossier {number} is hier niet bekend: er is nog niets in opgenomen. `dossier dossiers "
        "list` toont welke wel.",
        f"Dossier {number} is not known here: nothing was filed in it yet. `dossier dossiers list` "
        "shows which are.",
    )


def _closed_already(found: Dossier) -> Reason:
    return Reason(
        "closed_already",
        f"Dossier {found.number} is al gesloten, met resultaat «{found.result}».",
        f"Dossier {found.number} is closed already, with the result «{found.result}».",
    )


def _under_way(found: Dossier, names: Sequence[str]) -> Reason:
    listed = ", ".join(f"«{name}»" for name in names)
    return Reason(
        "filing_under_way",
        f"In dossier {found.number} wordt nu nog iets opgenomen of teruggezet: {listed}. Sluit het "
        "als dat klaar is; `dossier review list` toont wat blijft hangen.",
        f"Something is being filed in dossier {found.number} or put back now: {listed}. Close it "
        "when that is done; `dossier review list` shows what hangs.",
    )


def _not_closed(found: Dossier) -> Reason:
    return Reason(
        "not_closed",
        f"Dossier {found.number} loopt nog.",
        f"Dossier {found.number} is still running.",
    )


def _no_type(found: Dossier) -> Reason:
    return Reason(
        "no_such_type",
        f"Het geldende ordeningsplan kent het dossiertype «{found.dossier_type}» niet.",
        f"The file plan in force has no dossier type «{found.dossier_type}».",
    )


def _missing(found: Dossier, closing: Closing) -> Reason:
    listed = ", ".join(closing.missing)
    return Reason(
        "documents_missing",
        f"Dossier {found.number} is niet compleet: bij «{closing.result}» hoort ook {listed}.",
        f"Dossier {found.number} is not complete: «{closing.result}» also requires {listed}.",
    )
