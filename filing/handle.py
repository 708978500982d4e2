"""One document from a nudge to its outcome: look, classify, decide, carry out, write down."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from classification.classify import classify, dossier_types_at, needs_text
from filing.carry_out import carry_out
from filing.decision import Decision, decide_from_document, decide_with_target
from filing.errors import Changed, Stopped, Transient
from filing.outcomes import Halted, SourceKept, Undone
from filing.plan import FilingPlan, TargetFacts, make_plan, plan_from_data
from filing.ports import Claimed, Documents, Drives, OwnWrite, Reader, SourceNow
from filing.undo import carry_out_undo, undo_plan_from_data
from records.canonical import digest
from records.documents import DocumentSnapshot, DriveItem, Location
from records.file_plan import FilePlan, Mode
from records.register import Draft
from records.verdicts import Reason, Verdict

TRY_AGAIN = timedelta(seconds=30)  # when nobody told how long to wait


@dataclass(frozen=True, slots=True)
class Workplace:
    """All that handling a document needs from outside."""

    drives: Drives
    reader: Reader
    documents: Documents
    now: Callable[[], datetime]
    new_id: Callable[[], str]


async def handle_document(document_id: str, at: Workplace) -> bool:
    """Bring one document to its outcome; return whether it should be looked at again at once.

    Calling it again, late, twice or at the same time does no harm. What cannot be done now comes
    back later; what nobody foresaw is raised after the claim was given back.
    """
    claimed = await at.documents.claim(document_id)
    if claimed is None:
        return False
    try:
        return await _handle(claimed, at)
    except Transient as error:
        wait = timedelta(seconds=error.retry_after) if error.retry_after else TRY_AGAIN
        await at.documents.let_go(document_id, due_at=at.now() + wait, problem=str(error))
    except Changed as error:
        await at.documents.let_go(document_id, due_at=at.now(), problem=str(error))
        return True
    except Stopped as error:
        await at.documents.let_go(document_id, due_at=at.now() + TRY_AGAIN, problem=str(error))
    except Exception as error:
        await at.documents.let_go(document_id, due_at=at.now() + TRY_AGAIN, problem=repr(error))
        raise
    return False


async def _handle(claimed: Claimed, at: Workplace) -> bool:
    if claimed.filing_id is not None and claimed.state == "carrying_out":
        plan = plan_from_data(await at.documents.plan_of(claimed.filing_id, undo=False))
        return await _carry_out(plan, at)
    if claimed.filing_id is not None and claimed.state == "undoing":
        return await _carry_out_undo(claimed.filing_id, claimed.document_id, at)
    if claimed.state in ("filed", "source_kept", "undone"):
        await at.documents.let_go(claimed.document_id)  # decided; a person may decide otherwise
        return False
    file_plan = await at.documents.plan_in_force()
    source = await at.documents.source_now(claimed.source)
    if file_plan is None or source is None or source.paused:
        await at.documents.let_go(claimed.document_id, problem="its source is not listened to now")
        return False
    return await _look(claimed, file_plan, source, at)


async def _look(claimed: Claimed, file_plan: FilePlan, source: SourceNow, at: Workplace) -> bool:
    item = await at.drives.item(claimed.location)
    if item is None or not await _inside(item, source, at):
        await _write_gone(claimed, item, at)
        return False
    settled = settled_digest(item, file_plan.version, source.mode)
    if settled == claimed.settled:
        await at.documents.let_go(claimed.document_id)
        return False

    snapshot = await _snapshot(claimed, item, file_plan, at)
    verdict = classify(snapshot, file_plan)
    if verdict.outcome == "classified" and verdict.dossier_number:
        snapshot = replace(
            snapshot,
            versions=await at.drives.versions(item.location),
            principals=await at.drives.principals(item.location),
            label=await at.drives.label(item.location),
        )
    decision = decide_from_document(snapshot, verdict, file_plan, at.now())
    if decision is None:
        target = await _target(verdict, file_plan, at.drives)
        decision = decide_with_target(
            snapshot, verdict, file_plan, target, source.mode, claimed.filings_today
        )
        if decision.outcome == "act":
            return await _begin(snapshot, verdict, file_plan, target, settled, at)
    await _write_verdict(claimed, verdict, decision, settled, at)
    return False


async def _inside(item: DriveItem, source: SourceNow, at: Workplace) -> bool:
    """Return whether the document still lies in its source; the folder may have been renamed."""
    if item.location.drive_id == source.folder.drive_id and _under(item.path, source.folder_path):
        return True
    folder = await at.drives.item(source.folder)
    if folder is None:
        return False
    return _under(item.path, f"{folder.path.rstrip('/')}/{folder.name}")


def _under(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder.rstrip('/')}/")


async def _snapshot(
    claimed: Claimed, item: DriveItem, file_plan: FilePlan, at: Workplace
) -> DocumentSnapshot:
    reading = None
    if needs_text(dossier_types_at(file_plan, claimed.source)):
        content = await at.drives.content(item.location)
        reading = await at.reader.read(item.name, content)
    return DocumentSnapshot(
        document_id=claimed.document_id,
        source=claimed.source,
        item=item,
        versions=(),
        principals=frozenset(),
        label=None,
        reading=reading,
    )


async def _target(verdict: Verdict, file_plan: FilePlan, drives: Drives) -> TargetFacts:
    dossier_type = file_plan.dossier_type(verdict.dossier_type or "")
    drive_id = await drives.library(file_plan.sites[dossier_type.site], dossier_type.library)
    root = await drives.root(drive_id)
    folder_name = (verdict.dossier_number or "").replace("/", "-")
    dossier = await drives.child(drive_id, root.location.item_id, folder_name)
    inside = await drives.children(drive_id, dossier.location.item_id) if dossier else ()
    return TargetFacts(
        drive_id=drive_id,
        columns=await drives.column_names(drive_id),
        content_types=await drives.content_types(drive_id),
        principals=await drives.principals((dossier or root).location),
        dossier_exists=dossier is not None,
        taken_names=frozenset(child.name.lower() for child in inside),
    )


async def _begin(
    snapshot: DocumentSnapshot,
    verdict: Verdict,
    file_plan: FilePlan,
    target: TargetFacts,
    settled: str,
    at: Workplace,
) -> bool:
    item = snapshot.item
    beside = await at.drives.children(item.location.drive_id, item.parent_id)
    taken = frozenset(child.name.lower() for child in beside)
    plan = make_plan(at.new_id(), snapshot, verdict, file_plan, target, taken)
    draft = Draft(
        "planned",
        "planned",
        document_id=snapshot.document_id,
        location=item.location,
        filing_id=plan.filing_id,
        plan=plan.as_data(),
        evidence=_evidence(verdict, verdict.reason),
    )
    pointer = OwnWrite(item.location.drive_id, item.parent_id, plan.pointer_name, "pointer")
    await at.documents.write(
        draft, state="carrying_out", settled=settled, own_writes=(pointer,), keep_claim=True
    )
    return await _carry_out(plan, at)


async def _carry_out(plan: FilingPlan, at: Workplace) -> bool:
    account = await at.documents.account(plan.document_id, plan.filing_id, undo=False)
    outcome = await carry_out(plan, at.drives, account)

    def draft(kind: str, result: str, where: Location, reason: Reason) -> Draft:
        return Draft(
            kind,
            result,
            document_id=plan.document_id,
            location=where,
            filing_id=plan.filing_id,
            evidence=_why(reason),
        )

    if isinstance(outcome, Halted):
        await at.documents.write(
            draft("halted", "waiting", plan.source.location, outcome.reason),
            state="waiting",
            settled="" if outcome.again else None,
            due_at=at.now() if outcome.again else None,
        )
        return outcome.again
    if isinstance(outcome, SourceKept):
        entry = draft("filed", "source_kept", outcome.at, outcome.reason)
        await at.documents.write(entry, state="source_kept")
        return False
    await at.documents.write(draft("filed", "filed", outcome.at, _filed(plan)), state="filed")
    return False


async def _carry_out_undo(filing_id: str, document_id: str, at: Workplace) -> bool:
    plan = undo_plan_from_data(await at.documents.plan_of(filing_id, undo=True))
    account = await at.documents.account(document_id, filing_id, undo=True)
    outcome = await carry_out_undo(plan, at.drives, account)
    undone = isinstance(outcome, Undone)
    draft = Draft(
        "undone" if undone else "filed",
        "undone" if undone else "filed",
        document_id=document_id,
        location=outcome.at if isinstance(outcome, Undone) else plan.at,
        filing_id=filing_id,
        evidence=_why(_UNDONE if isinstance(outcome, Undone) else outcome.reason),
    )
    await at.documents.write(draft, state=draft.kind)
    return False


async def _write_verdict(
    claimed: Claimed, verdict: Verdict, decision: Decision, settled: str, at: Workplace
) -> None:
    """Write the verdict down, once for each change of it."""
    evidence = _evidence(verdict, decision.reason)
    standing = digest({"outcome": decision.outcome, "evidence": evidence})
    due = decision.look_again_at
    if due is not None:
        settled = ""  # time alone may change the answer
    if standing == claimed.standing:
        await at.documents.settle(claimed.document_id, settled=settled, due_at=due)
        return
    draft = Draft(
        "verdict",
        decision.outcome,
        document_id=claimed.document_id,
        location=claimed.location,
        evidence=evidence,
    )
    await at.documents.write(
        draft, state=decision.outcome, standing=standing, settled=settled, due_at=due
    )


async def _write_gone(claimed: Claimed, item: DriveItem | None, at: Workplace) -> None:
    if claimed.state == "gone":
        await at.documents.let_go(claimed.document_id)
        return
    draft = Draft(
        "moved",
        "left",
        document_id=claimed.document_id,
        location=item.location if item else None,
        evidence=_why(_MOVED if item else _REMOVED),
    )
    await at.documents.write(draft, state="gone")


def settled_digest(item: DriveItem, plan_version: str, mode: Mode) -> str:
    """Return what a document looks like, as far as a verdict depends on it."""
    return digest(
        {
            "place": [item.location.drive_id, item.location.item_id, item.parent_id, item.path],
            "name": item.name,
            "ctag": item.ctag,
            "fields": dict(item.fields),
            "checked_out_by": item.checked_out_by,
            "plan_version": plan_version,
            "mode": mode.name,
        }
    )


def _evidence(verdict: Verdict, reason: Reason) -> dict[str, Any]:
    whole = asdict(verdict)
    found = whole.pop("evidence")
    whole.pop("reason")
    return {"verdict": whole, "reason": asdict(reason), "evidence": list(found)}


def _why(reason: Reason) -> dict[str, Any]:
    return {"verdict": None, "reason": asdict(reason), "evidence": []}


def _filed(plan: FilingPlan) -> Reason:
    target = plan.target
    return Reason(
        "filed",
        f"Opgenomen in dossier {target.dossier_number} ({target.library}) als {target.name}.",
        f"Filed in dossier {target.dossier_number} ({target.library}) as {target.name}.",
    )


_UNDONE = Reason(
    "undone",
    "Teruggezet op de oude plaats; het wordt niet vanzelf opnieuw opgenomen.",
    "Put back at its old place; it will not be filed again by itself.",
)
_MOVED = Reason(
    "moved_by_people",
    "Iemand heeft het document buiten de bron gezet; die keuze blijft staan.",
    "Someone moved the document out of the source; that choice stands.",
)
_REMOVED = Reason(
    "removed_by_people",
    "Iemand heeft het document verwijderd.",
    "Someone removed the document.",
)
