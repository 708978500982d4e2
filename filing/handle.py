"""One document from a nudge to its outcome: look, classify, decide, carry out, write down."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from classification.classify import classify
from dossiers.relations import relations_of
from filing.carry_out import carry_out
from filing.contents import contents_of_snapshot
from filing.decision import (
    Circumstances,
    Decision,
    decide_from_document,
    decide_with_target,
)
from filing.errors import Busy, Changed, Stopped, Terminal, Transient
from filing.filed import as_left, look_at_filed, settled_as, step_facts
from filing.kept import decide_on_kept
from filing.looking import (
    cannot_look,
    lies_in,
    look_at_target,
    read_document,
    settled_digest,
    with_versions_audience_label,
)
from filing.outcomes import Halted, SourceKept
from filing.plan import FilingPlan, TargetFacts, make_plan, plan_from_data
from filing.ports import Begins, Claimed, SourceNow
from filing.states import DECIDED, STANDS_FILED, WITH_FILING
from filing.undoing import carry_on_undo
from filing.workplace import Workplace, why
from records.canonical import digest
from records.documents import DocumentSnapshot, DriveItem, Location
from records.file_plan import FilePlan, Mode
from records.register import Draft
from records.verdicts import Reason, Verdict

TRY_AGAIN = timedelta(seconds=30)  # when nobody told how long to wait
GIVEN_UP = timedelta(hours=1)  # after a document failed again and again half way a filing


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
        await _let_go(document_id, wait, error, at)
    except Changed as error:
        await _let_go(document_id, timedelta(), error, at)
        return True
    except Stopped as error:
        await _let_go(document_id, TRY_AGAIN, error, at)
    except Exception as error:
        await _let_go(document_id, TRY_AGAIN, error, at)
        raise
    return False


async def _let_go(document_id: str, wait: timedelta, error: Exception, at: Workplace) -> None:
    """Give the claim back and come again later; a claim that was lost needs no giving back."""
    problem = str(error) or repr(error)
    with contextlib.suppress(Busy):
        await at.documents.let_go(document_id, due_at=at.now() + wait, problem=problem)


async def give_up(document_id: str, at: Workplace) -> None:
    """Put a document that could not be handled, again and again, before a person.

    One that is half way a filing or an undo keeps its state: it is tried again every hour, so
    that it is never left there.
    """
    claimed = await at.documents.claim(document_id)
    if claimed is None:
        return
    if claimed.state in WITH_FILING:
        due = None if claimed.state in DECIDED else at.now() + GIVEN_UP
        await at.documents.let_go(document_id, due_at=due, problem="failed again and again")
        return
    draft = Draft(
        "verdict",
        "waiting",
        document_id=document_id,
        location=claimed.location,
        evidence=why(_NOT_HANDLED),
    )
    await at.documents.write(draft, state="waiting")


async def _handle(claimed: Claimed, at: Workplace) -> bool:
    if claimed.filing_id is not None and claimed.state in WITH_FILING:
        return await _carry_on(claimed, claimed.filing_id, at)
    file_plan = await at.documents.plan_in_force()
    source = await at.documents.source_now(claimed.source)
    if file_plan is None or source is None or source.paused:
        await at.documents.let_go(claimed.document_id, problem="its source is not listened to now")
        return False
    try:
        return await _look(claimed, file_plan, source, at)
    except Terminal as obstacle:
        await _write_obstacle(claimed, obstacle, at)
        return False


async def _carry_on(claimed: Claimed, filing_id: str, at: Workplace) -> bool:
    """Carry on with a filing or an undo where it was left, or look at what came of it."""
    if claimed.state == "carrying_out":
        plan = plan_from_data(await at.documents.plan_of(filing_id, undo=False))
        return await _carry_out(plan, at, wanted=await _still_wanted(plan, claimed, at))
    if claimed.state == "undoing":
        await carry_on_undo(filing_id, claimed.document_id, at)
    elif claimed.state in STANDS_FILED:
        await look_at_filed(claimed, filing_id, at)
    else:
        await at.documents.let_go(claimed.document_id)  # a person may decide otherwise
    return False


async def _look(claimed: Claimed, file_plan: FilePlan, source: SourceNow, at: Workplace) -> bool:
    item = await at.drives.item(claimed.location)
    if item is None or not await lies_in(item, source, at.drives):
        await _write_gone(claimed, item, at)
        return False
    settled = settled_digest(item, file_plan.version, source.mode)
    if settled == claimed.settled:
        await at.documents.let_go(claimed.document_id)
        return False

    snapshot = await read_document(claimed, item, file_plan, at)
    contents = contents_of_snapshot(snapshot)
    kept = await at.documents.kept_already(claimed.document_id, contents)
    # Off the loop: a long text takes a while, and the doorbell shares this loop.
    verdict = await asyncio.to_thread(classify, snapshot, file_plan)
    if kept is not None:
        refers = {"same_as": asdict(kept)}
        await _write_verdict(
            claimed, snapshot, verdict, decide_on_kept(kept, verdict), settled, at, refers
        )
        return False
    if any(candidate.dossier_number for candidate in verdict.candidates):
        snapshot = await with_versions_audience_label(snapshot, at.drives)
    decision = decide_from_document(snapshot, verdict, file_plan, at.now())
    if decision is None:
        target = await look_at_target(snapshot, verdict, file_plan, at)
        circumstances = Circumstances(
            mode=source.mode,
            dossier_closed=await at.documents.dossier_is_closed(verdict.dossier_number or ""),
            filings_today=claimed.filings_today,
            attempts_today=claimed.attempts_today,
            now=at.now(),
        )
        decision = decide_with_target(snapshot, verdict, file_plan, target, circumstances)
        if decision.outcome == "act":
            return await _begin(snapshot, verdict, file_plan, target, settled, at)
    await _write_verdict(claimed, snapshot, verdict, decision, settled, at)
    return False


async def _begin(
    snapshot: DocumentSnapshot,
    verdict: Verdict,
    file_plan: FilePlan,
    target: TargetFacts,
    settled: str,
    at: Workplace,
) -> bool:
    item = snapshot.item
    beside = (
        () if target.is_here else await at.drives.children(item.location.drive_id, item.parent_id)
    )
    taken = frozenset(child.name.lower() for child in beside)
    plan = make_plan(at.new_id(), snapshot, verdict, file_plan, target, taken)
    loose = await at.documents.kept_loose(snapshot.document_id)
    draft = Draft(
        "planned",
        "planned",
        document_id=snapshot.document_id,
        location=item.location,
        filing_id=plan.filing_id,
        plan=plan.as_data(),
        evidence=_with_reason(snapshot, verdict, verdict.reason)
        | ({"kept_loose": [asdict(one) for one in loose]} if loose else {}),
    )
    begins = Begins(
        dossier_number=plan.target.dossier_number,
        dossier_type=verdict.dossier_type or "",
        document_type=verdict.document_type or "",
        loose=loose,
        relations=relations_of(snapshot, verdict, file_plan),
    )
    await at.documents.write(
        draft, state="carrying_out", settled=settled, keep_claim=True, begins=begins
    )
    return await _carry_out(plan, at)


async def _still_wanted(plan: FilingPlan, claimed: Claimed, at: Workplace) -> bool:
    """Return whether a filing that was interrupted would be begun today."""
    file_plan = await at.documents.plan_in_force()
    source = await at.documents.source_now(claimed.source)
    if file_plan is None or source is None or source.paused or source.mode is not Mode.ACT:
        return False
    return file_plan.version == plan.plan_version


async def _carry_out(plan: FilingPlan, at: Workplace, *, wanted: bool = True) -> bool:
    account = await at.documents.account(plan.document_id, plan.filing_id, undo=False)
    try:
        outcome = await carry_out(plan, at.drives, account, wanted=wanted)
    except Terminal as obstacle:
        # Taking back was refused: this same filing stays under way, so that what it made is
        # never forgotten; a person sees what holds it up.
        problem = f"what this filing made cannot be taken back: {obstacle}"
        await at.documents.let_go(plan.document_id, due_at=at.now() + GIVEN_UP, problem=problem)
        return False

    def draft(kind: str, result: str, where: Location, reason: Reason) -> Draft:
        return Draft(
            kind,
            result,
            document_id=plan.document_id,
            location=where,
            filing_id=plan.filing_id,
            evidence=why(reason),
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
        settled = settled_as(as_left(plan, await step_facts(account)))
        await at.documents.write(entry, state="source_kept", settled=settled)
        return False
    left = as_left(plan, await step_facts(account))
    entry = draft("filed", "filed", outcome.at, _filed(plan, left["label"]))
    await at.documents.write(entry, state="filed", settled=settled_as(left))
    return False


async def _write_verdict(
    claimed: Claimed,
    snapshot: DocumentSnapshot,
    verdict: Verdict,
    decision: Decision,
    settled: str,
    at: Workplace,
    refers: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Write the verdict down, once for each change of it; `refers` lies beside it too."""
    evidence = _with_reason(snapshot, verdict, decision.reason) | dict(refers)
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


async def _write_obstacle(claimed: Claimed, obstacle: Terminal, at: Workplace) -> None:
    """Put a document that could not be looked at before a person; look again after an hour."""
    reason = cannot_look(obstacle)
    standing = digest({"outcome": "waiting", "evidence": why(reason)})
    due = at.now() + GIVEN_UP
    if standing == claimed.standing:
        await at.documents.settle(claimed.document_id, settled="", due_at=due)
        return
    draft = Draft(
        "verdict",
        "waiting",
        document_id=claimed.document_id,
        location=claimed.location,
        evidence=why(reason),
    )
    await at.documents.write(draft, state="waiting", standing=standing, settled="", due_at=due)


async def _write_gone(claimed: Claimed, item: DriveItem | None, at: Workplace) -> None:
    if claimed.state == "gone":
        await at.documents.let_go(claimed.document_id)
        return
    draft = Draft(
        "moved",
        "left",
        document_id=claimed.document_id,
        location=item.location if item else None,
        evidence=why(_MOVED if item else _REMOVED),
    )
    await at.documents.write(draft, state="gone", settled="")


def _with_reason(snapshot: DocumentSnapshot, verdict: Verdict, reason: Reason) -> dict[str, Any]:
    """Return a verdict as it lies beside its entry, with what read the text."""
    whole = asdict(verdict)
    found = whole.pop("evidence")
    whole.pop("reason")
    return {
        "verdict": whole,
        "reason": asdict(reason),
        "evidence": list(found),
        "read_by": snapshot.reading.reader if snapshot.reading else None,
    }


def _filed(plan: FilingPlan, label: str | None) -> Reason:
    """Return where it was filed, and the label where a person chose another meanwhile."""
    target = plan.target
    nl = f"Opgenomen in dossier {target.dossier_number} ({target.library}) als {target.name}."
    en = f"Filed in dossier {target.dossier_number} ({target.library}) as {target.name}."
    if label == target.label:
        return Reason("filed", nl, en)
    return Reason(
        "filed_with_label_of_people",
        f"{nl} Iemand gaf het intussen het retentielabel «{label}»; dat blijft staan.",
        f"{en} Someone gave it the retention label «{label}» meanwhile; that stands.",
    )


_NOT_HANDLED = Reason(
    "not_handled",
    "Het verwerken van dit document mislukt telkens; een beheerder kijkt ernaar.",
    "Handling this document fails again and again; an administrator looks at it.",
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
