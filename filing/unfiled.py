"""A document that is not filed: look, classify, decide, and begin its filing or say why not."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from classification.classify import asks_about_dossiers, classify
from filing import reasons
from filing.beginning import Beginning, begin_filing, prepare_filing
from filing.contents import contents_of_snapshot
from filing.decision import (
    ASKED_BY_MODEL,
    Circumstances,
    Decision,
    decide_from_document,
    decide_with_target,
)
from filing.errors import Terminal
from filing.filed import TIDIED_AGAIN
from filing.kept import decide_on_kept, kept_or_filed_before, reference_to
from filing.looking import (
    held_back,
    lies_in,
    look_at_target,
    may_be_named,
    read_document,
    settled_digest,
    with_versions_audience_label,
    write_unseen,
)
from filing.plan import plan_from_data
from filing.store_ports import Claimed, SourceNow
from filing.workplace import Workplace, why, why_of
from records.canonical import digest
from records.documents import DocumentSnapshot, DriveItem
from records.file_plan import FilePlan
from records.register import Draft
from records.verdicts import Reason, Verdict


@dataclass(frozen=True, slots=True)
class Follows:
    """What follows from what a document is now; nothing of it is written or begun yet.

    `beginning` is the filing where the decision is to act. `refers` tells what it is kept as, and
    `settled` what it looked like.
    """

    snapshot: DocumentSnapshot
    verdict: Verdict
    decision: Decision
    settled: str
    beginning: Beginning | None = None
    refers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotThere:
    """The document does not lie in its source any more; `item` is what it is elsewhere, if anything."""

    item: DriveItem | None


async def look_at_unfiled(
    claimed: Claimed, file_plan: FilePlan, source: SourceNow, at: Workplace
) -> bool:
    """Do what follows from what the document is now; return whether to look again at once.

    One that cannot be looked at is put before a person, and looked at again later.
    """
    try:
        found = await what_follows(claimed, file_plan, source, at)
        if found is None:
            await at.documents.let_go(claimed.document_id)
        elif isinstance(found, NotThere):
            await _write_gone(claimed, found.item, at)
        elif found.beginning is not None:
            return await begin_filing(found.beginning, found.settled, at)
        else:
            await _write_verdict(claimed, found, at)
    except Terminal as obstacle:
        await write_unseen(_draft(claimed, "waiting"), claimed, obstacle, at, settled="")
    return False


async def look_at_undone(claimed: Claimed, untidy: str | None, at: Workplace) -> None:
    """Write down where people removed a document that was put back; else it is left alone.

    Where its undo was not let tidy up that is told, and it is looked at again later.
    """
    try:
        is_there = await at.drives.item(claimed.location) is not None
    except Terminal:
        is_there = True  # nobody can tell, and nothing follows from it
    if is_there:
        again = at.now() + TIDIED_AGAIN if untidy else None
        await at.documents.let_go(claimed.document_id, due_at=again, problem=untidy)
    else:
        await _write_gone(claimed, None, at)


async def what_follows(
    claimed: Claimed, file_plan: FilePlan, source: SourceNow, at: Workplace
) -> Follows | NotThere | None:
    """Return what follows from what the document is now; None where it is as it was settled.

    This is the dry run and the run alike. Only what the document holds is remembered. Raises
    Terminal where it cannot be looked at.
    """
    item = await at.drives.item(claimed.location)
    if item is None or not await lies_in(item, source, at.drives):
        return NotThere(item)
    model = await at.in_force.model("kinds")
    dossiers = await at.in_force.model("dossiers")
    versions = [one.version if one else None for one in (model, dossiers)]
    said = await at.in_force.kind_said(claimed.document_id)
    judges = (file_plan.version, *versions, said)
    settled = settled_digest(item, judges, source.mode, source.mode_by_brake)
    if settled == claimed.settled:
        return None

    def learned(unread: DocumentSnapshot) -> bool:
        asked = dossiers is not None and asks_about_dossiers(unread, file_plan, said)
        return model is not None or asked

    snapshot = await read_document(claimed, item, file_plan, at, learned=learned)
    await at.documents.remember(claimed.document_id, contents_of_snapshot(snapshot))
    kept = await kept_or_filed_before(claimed, snapshot, at)
    # Off the loop: a long text takes a while, and the doorbell shares this loop.
    verdict = await asyncio.to_thread(
        classify, snapshot, file_plan, said=said, model=model, dossiers=dossiers
    )
    if kept is not None:
        named = await may_be_named(kept, item, file_plan, at.drives)
        itself = kept.document_id == claimed.document_id
        how = "was_filed_as" if kept.edited else "same_as"
        refers = {} if itself else {how: reference_to(kept, named=named)}
        about_kept = decide_on_kept(kept, verdict, named=named)
        return Follows(snapshot, verdict, about_kept, settled, refers=refers)
    if not item.is_package and _needs_more(verdict, claimed.source, file_plan):
        snapshot = await with_versions_audience_label(snapshot, at.drives)
    decision = decide_from_document(snapshot, verdict, file_plan, at.now())
    if decision is not None:
        return Follows(snapshot, verdict, decision, settled)
    target = await look_at_target(snapshot, verdict, file_plan, at)
    circumstances = Circumstances(
        mode=source.mode,
        dossier_closed=await at.documents.dossier_is_closed(verdict.dossier_number or ""),
        filings_today=claimed.filings_today,
        attempts_today=claimed.attempts_today,
        copies_today=claimed.copies_today,
        now=at.now(),
        label_protects=await at.documents.label_protects(file_plan.running_label),
        mode_by_brake=source.mode_by_brake,
    )
    decision = decide_with_target(snapshot, verdict, file_plan, target, circumstances)
    beginning = None
    if decision.outcome == "act":
        beginning = await prepare_filing(
            snapshot, verdict, file_plan, target, at, model_version=versions[0], said=said
        )
    return Follows(snapshot, verdict, decision, settled, beginning)


def _needs_more(verdict: Verdict, source_name: str, file_plan: FilePlan) -> bool:
    """Return whether it may be filed, or asked about once its versions say that it is due."""
    asked = verdict.reason.code in ASKED_BY_MODEL
    if asked or any(candidate.dossier_number for candidate in verdict.candidates):
        return True
    source = file_plan.source(source_name)
    asks = source is not None and source.asks_about_unknown == "always"
    return asks and verdict.outcome == "unclassified"


async def _write_verdict(claimed: Claimed, found: Follows, at: Workplace) -> None:
    """Write the verdict down, once for each change of it; what it refers to lies beside it too."""
    decision = found.decision
    settled = found.settled if decision.holds_while_alike else ""
    evidence = why_of(found.snapshot, found.verdict, decision.reason) | dict(found.refers)
    standing = digest({"outcome": decision.outcome, "evidence": evidence})
    due = decision.look_again_at
    if standing == claimed.standing:
        await at.documents.settle(claimed.document_id, settled=settled, due_at=due)
        return
    draft = replace(_draft(claimed, decision.outcome), evidence=evidence)
    await at.documents.write(
        draft, state=decision.outcome, standing=standing, settled=settled, due_at=due
    )


def _draft(claimed: Claimed, outcome: str) -> Draft:
    return Draft("verdict", outcome, document_id=claimed.document_id, location=claimed.location)


async def _write_gone(claimed: Claimed, item: DriveItem | None, at: Workplace) -> None:
    if claimed.state == "gone":
        await at.documents.let_go(claimed.document_id)
        return
    if item is None and await held_back(claimed.document_id, at):
        return
    if item is not None and await _lies_where_it_lay(claimed, item, at):
        await write_left(claimed, reasons.PLAN_POINTS_ELSEWHERE, at)
        return
    draft = Draft(
        "moved",
        "left",
        document_id=claimed.document_id,
        location=item.location if item else None,
        evidence=why(_MOVED if item else _gone(claimed)),
    )
    await at.documents.write(draft, state="gone", settled="")


def _gone(claimed: Claimed) -> Reason:
    """Return why it is gone: what was known before and not looked at again may be told of late."""
    return _TOLD_LATE if claimed.state == "new" and claimed.was is not None else _REMOVED


async def write_left(claimed: Claimed, reason: Reason, at: Workplace) -> None:
    """Write down that the file plan, and no person, took the document out of its source.

    Of most that is written as the plan comes in force; of one that was being filed once it halted.
    """
    draft = replace(_draft(claimed, "left"), evidence=why(reason))
    await at.documents.write(draft, state="gone", settled="")


async def _lies_where_it_lay(claimed: Claimed, item: DriveItem, at: Workplace) -> bool:
    """Return whether it lies where it lay in its source as a filing began that came to nothing."""
    if claimed.filing_id is None:
        return False
    before = plan_from_data(await at.documents.plan_of(claimed.filing_id, undo=False)).source
    now = (item.location.drive_id, item.parent_id, item.path)
    return now == (before.drive_id, before.parent_id, before.path)


_MOVED = Reason(
    "moved_by_people",
    "Iemand heeft het document buiten de bron gezet; die keuze blijft staan.",
    "Someone moved the document out of the source; that choice stands.",
)
_TOLD_LATE = Reason(
    "told_late",
    "Dit stuk was al eerder bekend, en leek hier weer te staan; bij het kijken was het er niet.",
    "This was known before, and seemed to be here again; when it was looked at it was not.",
)
_REMOVED = Reason(
    "removed_by_people",
    "Iemand heeft het document verwijderd.",
    "Someone removed the document.",
)
