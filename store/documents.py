"""The documents: claiming, writing down, and finding the ones that are due.

Implements `filing.store_ports.Documents`.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from filing.contents import Contents
from filing.errors import Changed
from filing.store_ports import Account, Begins, Claimed, FilingNow, Kept, LiesNow, OwnWrite
from records.documents import DriveItem, Location
from records.register import OURSELVES, Draft
from records.verdicts import Reason
from store import brakes, kept, labels
from store.account import StoredAccount
from store.claims import Claims, known_as
from store.database import Database, in_thread, one_wins
from store.entering import brake_before, enter, refuse_to_begin
from store.filed_in import (
    dossier_before,
    dossier_of,
    folder_of,
    is_closed,
    others_in_dossier,
    status_of,
    step_in_dossier,
)
from store.house import refuse_when_stopped
from store.models import DocumentRow
from store.places import forget_own_writes, know_location, know_own_write
from store.register import append, beside
from store.told import last_of, last_told, reasons_of, steps_done


class StoredDocuments:
    """The documents in one database, as one worker process sees them."""

    def __init__(
        self, database: Database, now: Callable[[], datetime], *, claim_seconds: int = 300
    ) -> None:
        """`claim_seconds`: how long a claim lasts after its last step was written down."""
        self._database = database
        self._now = now
        self._claims = Claims(now, timedelta(seconds=claim_seconds))

    async def claim(self, document_id: str) -> Claimed | None:
        """Claim the document for this task; None when another has it, or none is known.

        None too before the moment that a problem put it off to: Graph asked us to wait.
        """
        found = await self._claim(document_id)
        if found is None:
            return None
        claimed, token = found
        self._claims.hold(document_id, token)
        return claimed

    @in_thread
    def before_effect(self) -> None:
        """Return when the running task may change something; asked before every effect.

        Raises Stopped while the stop switch is on, and Busy where another worker took over what the
        task holds or its time is up: a worker that was frozen, or whose clock is wrong, must not
        undo what the next one did. It waits for nobody who writes until half of that time is gone.
        """
        with self._database.reading() as connection:
            refuse_when_stopped(connection)
            if self._claims.last_long(connection):
                return
        with self._database.transaction() as connection:
            refuse_when_stopped(connection)
            self._claims.keep(connection)

    @in_thread
    def _claim(self, document_id: str) -> tuple[Claimed, str] | None:
        """Return what was claimed, and the token to hold it by."""
        with self._database.transaction() as connection:
            token = self._claims.claim(connection, document_id)
            if token is None:
                return None
            return known_as(connection, document_id, self._now()), token

    @in_thread
    def let_go(
        self, document_id: str, *, due_at: datetime | None = None, problem: str | None = None
    ) -> None:
        """Give the claim back. With `due_at` it will be looked at again; `problem` says why.

        With a problem nobody can claim it before `due_at`, however often it is nudged. With neither
        it was looked at, and is as it was.
        """
        not_before = due_at if problem is not None else None
        with self._database.transaction() as connection:
            if problem is None and due_at is None:
                brakes.looked_at(connection, document_id)
                brakes.found_there(connection, document_id)
            self._claims.end(
                connection, document_id, due_at, problem=problem, not_before=not_before
            )

    @in_thread
    def is_bulk(self, document_id: str) -> bool:
        """Return whether the document became due with many others, not by a change just now."""
        where = DocumentRow.document_id == document_id
        with self._database.reading() as connection:
            return bool(connection.scalar(select(DocumentRow.bulk).where(where)))

    @in_thread
    def becomes_bulk(self, document_id: str) -> None:
        """Let what is done with the document be bulk work, until somebody changes it."""
        with self._database.transaction() as connection:
            connection.execute(
                update(DocumentRow).where(DocumentRow.document_id == document_id).values(bulk=True)
            )

    @in_thread
    def put_off_no_longer(self, document_id: str) -> None:
        """Let the document be claimed now, whatever moment a problem put it off to."""
        with self._database.transaction() as connection:
            connection.execute(
                update(DocumentRow)
                .where(DocumentRow.document_id == document_id)
                .values(not_before=None)
            )

    @in_thread
    def remember(self, document_id: str, contents: Contents) -> None:
        """Remember the document by what it holds; what was filed once keeps what it held then."""
        with self._database.transaction() as connection:
            kept.remember(connection, document_id, contents)

    @in_thread
    def kept_already(self, document_id: str) -> Kept | None:
        """Return the other document that is this content, or holds it; filed or put back, or None.

        Where there is none it is the document itself, if that was filed before and taken out, or
        the one that it is known as.
        Asked of what was remembered. Raises Busy while another one is being filed.
        """
        with self._database.reading() as connection:
            kept.refuse_under_way(connection, document_id)
            return kept.kept_already(connection, document_id)

    @in_thread
    def filed_as(self, document_id: str, item: DriveItem) -> tuple[Kept, ...]:
        """Return the documents that were ever filed and may be this item, brought from elsewhere.

        Raises Busy while one of them is filed or put back.
        """
        with self._database.reading() as connection:
            return kept.filed_as(connection, document_id, item)

    @in_thread
    def know_as(self, document_id: str, was: str) -> None:
        """Remember that the document is the one that was filed as `was`, whatever it holds later."""
        with self._database.transaction() as connection:
            connection.execute(
                update(DocumentRow).where(DocumentRow.document_id == document_id).values(was=was)
            )

    @in_thread
    def kept_loose(self, document_id: str) -> tuple[Kept, ...]:
        """Return the filed documents that lie inside this one too, as its attachments do."""
        with self._database.reading() as connection:
            return kept.kept_loose(connection, document_id)

    @in_thread
    def also_holds(self, document_id: str, contents: Contents) -> None:
        """Remember what a filed document holds now, beside what it held when it was filed."""
        with self._database.transaction() as connection:
            kept.also_holds(connection, document_id, contents)
            kept.look_again_at_others(connection, document_id, self._now())

    @in_thread
    def label_protects(self, name: str) -> bool:
        """Return whether that label was seen to keep what carries it from being deleted."""
        with self._database.reading() as connection:
            return labels.protects(connection, name)

    @in_thread
    def dossier_is_closed(self, number: str) -> bool:
        """Return whether people closed that dossier."""
        with self._database.reading() as connection:
            return status_of(connection, number) == "closed"

    @in_thread
    def folder_of_dossier(self, number: str) -> Location | None:
        """Return the folder that was last known as that dossier, or None."""
        with self._database.reading() as connection:
            return folder_of(connection, number)

    @in_thread
    def dossier_of_folder(self, folder: Location) -> str | None:
        """Return the number of the dossier that is known by that folder, or None."""
        with self._database.reading() as connection:
            return dossier_of(connection, folder)

    @in_thread
    def settle(self, document_id: str, *, settled: str, due_at: datetime | None) -> None:
        """Give the claim back, with nothing new to write down."""
        with self._database.transaction() as connection:
            brakes.looked_at(connection, document_id)
            brakes.found_there(connection, document_id)
            self._claims.end(connection, document_id, due_at, settled=settled, problem=None)

    @in_thread
    def write(
        self,
        draft: Draft,
        *,
        state: str,
        standing: str | None = None,
        settled: str | None = None,
        due_at: datetime | None = None,
        keep_claim: bool = False,
        begins: Begins | None = None,
        lies: LiesNow | None = None,
    ) -> None:
        """Append the entry and bring the document's row up to date with it.

        Raises Busy, and writes nothing, when the claim was lost to another worker, when another
        document with the same content began to be filed before this one, or when the dossier was
        closed, the file plan or the model was replaced, a person said what it is or the source acts
        no longer, since it was looked at. Raises Stopped where an undo would begin while all is stopped,
        and Changed where a brake came: that is written down.
        """
        document_id = draft.document_id or ""
        values: dict[str, Any] = {"state": state, "standing": standing, "problem": None}
        if settled is not None:
            values["settled"] = settled
        if draft.filing_id is not None:
            values["filing_id"] = draft.filing_id
        with one_wins(), self._database.transaction() as connection:
            stopped = None
            if begins is not None:
                refuse_to_begin(connection, draft, begins)
                self._claims.prolong(connection, document_id, {})
                stopped = brake_before(connection, draft, begins, self._now())
            if stopped is None:
                values |= enter(connection, draft, state, self._now(), begins=begins, lies=lies)
                if keep_claim:
                    self._claims.prolong(connection, document_id, values)
                else:
                    self._claims.end(connection, document_id, due_at, **values)
        if stopped is not None:
            raise Changed(stopped.en)

    @in_thread
    def vanished(self, document_id: str) -> bool:
        """Count a document that is not there any more; return whether a brake holds its source.

        Then so many went that nothing is written of any before a person looked.
        """
        with self._database.transaction() as connection:
            brakes.count_vanished(connection, [document_id], self._now())
            return brakes.is_held(connection, document_id)

    @in_thread
    def account(self, document_id: str, filing_id: str, *, undo: bool) -> Account:
        """Return the account of that filing, or of its undo."""
        return StoredAccount(self, document_id, filing_id, undo=undo)

    @in_thread
    def filing_now(self, filing_id: str) -> FilingNow | None:
        """Return that filing as it stands now; None where there is no such filing."""
        with self._database.reading() as connection:
            planned = last_of(connection, filing_id, "planned")
            if planned is None:
                return None
            row = connection.execute(
                select(DocumentRow.__table__).where(
                    DocumentRow.document_id == planned["document_id"]
                )
            ).one()
        at = Location(row.drive_id, row.item_id)
        return FilingNow(row.document_id, row.state, row.filing_id, at)

    @in_thread
    def plan_of(self, filing_id: str, *, undo: bool) -> Mapping[str, Any]:
        """Return the plan of that filing, or of its last undo. LookupError where there is none."""
        kind = "undo_planned" if undo else "planned"
        with self._database.reading() as connection:
            entry = last_of(connection, filing_id, kind)
            plan = beside(connection, entry["plan_digest"]) if entry else None
        if plan is None:
            raise LookupError(f"filing {filing_id} has no {kind} entry in the register")
        return plan

    @in_thread
    def reasons_of(self, filing_id: str) -> tuple[Reason, ...]:
        """Return why that filing ended as it did, and what was told of it since; the oldest first."""
        with self._database.reading() as connection:
            return reasons_of(connection, filing_id)

    @in_thread
    def begun_by(self, filing_id: str) -> str:
        """Return who let that filing begin: the app itself, or a person."""
        with self._database.reading() as connection:
            planned = last_of(connection, filing_id, "planned")
        return str(planned["actor"]) if planned else OURSELVES

    @in_thread
    def due(self, limit: int = 200) -> list[str]:
        """Return the documents that are due and free, the longest due first.

        Whoever asks, nudges for them: they are due again a minute later, and not before.
        """
        with self._database.transaction() as connection:
            return self._claims.due(connection, limit)

    @in_thread
    def last_reason(self, document_id: str) -> Reason | None:
        """Return the last reason that was written down for the document, None without one."""
        with self._database.reading() as connection:
            last = last_told(connection, document_id)
        return Reason(**last[1]["reason"]) if last else None

    def steps_done(self, document_id: str, filing_id: str, *, undo: bool) -> dict[str, Any]:
        """Return what each step of the filing, or of its last undo, left: step to facts."""
        with self._database.reading() as connection:
            return steps_done(connection, document_id, filing_id, undo=undo)

    def write_step(self, draft: Draft) -> None:
        """Append a step's entry and prolong the claim.

        Raises Busy when the claim was lost, or when the dossier's folder is another dossier's.

        An item that the step made or found (`drive_id` and `item_id` among its facts: a copy, a
        pointer) is ours from here on, and never news, whatever people call it. From then on the
        place where it was expected is a place like any other.
        """
        document_id, facts = draft.document_id or "", draft.evidence or {}
        drive_id, item_id = facts.get("drive_id"), facts.get("item_id")
        with one_wins(), self._database.transaction() as connection:
            append(connection, draft, self._now())
            if draft.kind == "step" or draft.outcome == "dossier_back":
                step_in_dossier(connection, document_id, draft.outcome, facts, self._now())
            if drive_id and item_id:
                forget_own_writes(connection, document_id)
                at = Location(drive_id, item_id)
                is_pointer = draft.outcome == "pointer"
                know_location(connection, document_id, at, self._now(), is_pointer=is_pointer)
            if (draft.kind, draft.outcome) == ("step", "label"):
                labels.know_label(connection, facts)
            self._claims.prolong(connection, document_id, {})

    def dossier_before(
        self, document_id: str, begun: Mapping[str, Any] | None
    ) -> Mapping[str, Any] | None:
        """Return how the dossier of the document was, or None, as `Account.dossier_before` says."""
        with self._database.reading() as connection:
            if is_closed(connection, document_id) or others_in_dossier(connection, document_id):
                return None
            return dossier_before(connection, document_id) or begun

    def expect(self, document_id: str, own: OwnWrite) -> None:
        """Remember a place where we are about to write. Raises Busy when the claim was lost."""
        with self._database.transaction() as connection:
            know_own_write(connection, document_id, own)
            self._claims.prolong(connection, document_id, {})
