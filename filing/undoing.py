"""Undoing one filing: what it will do, said first; then doing it, now or after a crash."""

import contextlib
from dataclasses import replace

from filing.beginning import TAKEN_BACK_AGAIN, was_left
from filing.errors import Busy, Stopped, Terminal
from filing.filed import UNDO_STOPPED
from filing.obstacles import cannot_look_for_undo
from filing.outcomes import Undone
from filing.plan import plan_from_data
from filing.problems import UNTIDY
from filing.undo import carry_out_undo, tidy_up
from filing.undo_plan import UndoPlan, plan_undo, undo_plan_from_data
from filing.undo_reasons import UNDONE, undone_but
from filing.workplace import Workplace, why
from records.register import Draft
from records.verdicts import Reason

_TELLING = ("columns", "place", "pointer")
UNDOABLE = ("filed", "source_kept")


async def prepare_undo(filing_id: str, at: Workplace) -> UndoPlan | Reason:
    """Return what undoing that filing will do, or the reason why it cannot be undone now."""
    filing = await at.documents.filing_now(filing_id)
    if filing is None:
        return unknown_filing(filing_id)
    if filing.last_filing_id != filing_id:
        return _ERASED if filing.last_filing_id is None else _FILED_AGAIN
    if filing.state not in UNDOABLE:
        return _not_filed(filing.state)
    plan = plan_from_data(await at.documents.plan_of(filing_id, undo=False))
    number = plan.target.dossier_number
    if await at.documents.dossier_is_closed(number):
        return _closed(number)
    account = await at.documents.account(filing.document_id, filing_id, undo=False)
    found = {step: await account.facts_of(step) for step in _TELLING}
    facts = {step: seen for step, seen in found.items() if seen is not None}
    try:
        source_kept = filing.state == "source_kept"
        return await plan_undo(plan, filing.location, facts, at.drives, source_kept=source_kept)
    except Terminal as obstacle:
        return cannot_look_for_undo(obstacle)


async def begin_undo(plan: UndoPlan, actor: str, at: Workplace) -> bool:
    """Write down that the undo begins; from here on it is carried out whatever happens.

    False when another worker has the document just now, or it no longer stands as it did, or its
    dossier was closed or everything was stopped since: nothing was written.
    """
    claimed = await at.documents.claim(plan.document_id)
    if claimed is None:
        return False
    if claimed.state not in UNDOABLE or claimed.filing_id != plan.filing_id:
        await at.documents.let_go(plan.document_id)
        return False
    draft = Draft(
        "undo_planned",
        "undoing",
        document_id=plan.document_id,
        location=plan.at,
        filing_id=plan.filing_id,
        plan=replace(plan, kept_state=claimed.state).as_data(),
        actor=actor,
    )
    try:
        await at.documents.write(draft, state="undoing", due_at=at.now())
    except (Busy, Stopped):
        with contextlib.suppress(Busy):
            await at.documents.let_go(plan.document_id)
        return False
    return True


async def carry_on_undo(filing_id: str, document_id: str, at: Workplace) -> None:
    """Carry out an undo that was begun, from wherever it was left. The document is claimed.

    Where what it put back cannot be taken away it stays under way, so that it is never forgotten.
    Where what the filing left cannot be removed the document is back all the same, and due again.
    """
    plan = undo_plan_from_data(await at.documents.plan_of(filing_id, undo=True))
    account = await at.documents.account(document_id, filing_id, undo=True)
    resumed = await was_left(plan.steps, account)
    try:
        outcome = await carry_out_undo(plan, at.drives, account)
    except Terminal as obstacle:
        problem = f"what this undo put back cannot be taken away: {obstacle}"
        await at.documents.let_go(document_id, due_at=at.now() + TAKEN_BACK_AGAIN, problem=problem)
        return
    undone = isinstance(outcome, Undone)
    state = "undone" if undone else plan.kept_state
    restored = await account.facts_of("columns") or {}
    done = undone_but(restored["columns_left"]) if "columns_left" in restored else UNDONE
    draft = Draft(
        "undone" if undone else "filed",
        state,
        document_id=document_id,
        location=outcome.at if isinstance(outcome, Undone) else plan.at,
        filing_id=filing_id,
        evidence=why(done if isinstance(outcome, Undone) else outcome.reason),
    )
    # Where it stays in its dossier, what people changed there meanwhile has still to be told.
    standing = None if undone else UNDO_STOPPED
    is_done = isinstance(outcome, Undone) and outcome.untidy is None
    due_at = None if is_done and not resumed else at.now()
    await at.documents.write(draft, state=state, standing=standing, due_at=due_at)


async def still_untidy(filing_id: str, document_id: str, at: Workplace) -> str | None:
    """Remove what an undo that ended was not let remove; return what stands after all, if anything."""
    try:
        plan = undo_plan_from_data(await at.documents.plan_of(filing_id, undo=True))
    except LookupError:
        return None  # erased, as its dossier was destroyed
    account = await at.documents.account(document_id, filing_id, undo=True)
    refused = (await tidy_up(plan, at.drives, account)).untidy
    return UNTIDY.format(refused) if refused else None


def unknown_filing(filing_id: str) -> Reason:
    """Return the reason where there is no such filing."""
    return Reason(
        "unknown_filing",
        f"Er is geen opname {filing_id}. `dossier filings` toont ze; gevraagd is het id van een opname, "
        "niet dat van een document.",
        f"There is no filing {filing_id}. `dossier filings` lists them; what is asked for is the id of a "
        "filing, not of a document.",
    )


def _closed(number: str) -> Reason:
    return Reason(
        "dossier_closed",
        f"Dossier {number} is gesloten, met resultaat en categorie. Heropen het eerst: `dossier "
        f"dossiers reopen {number}`.",
        f"Dossier {number} is closed, with its result and category. Reopen it first: `dossier "
        f"dossiers reopen {number}`.",
    )


def _not_filed(state: str) -> Reason:
    nl, en = _STANDS.get(state, ("is niet opgenomen", "is not filed"))
    return Reason(
        "not_filed",
        f"Deze opname kan nu niet worden teruggezet: het document {nl}.",
        f"This filing cannot be undone now: the document {en}.",
    )


_STANDS = {
    "carrying_out": ("wordt nog opgenomen", "is still being filed"),
    "undoing": ("wordt al teruggezet", "is being put back already"),
    "undone": ("is al teruggezet", "was put back already"),
    "gone": ("is door iemand weggehaald", "was taken away by someone"),
}


_FILED_AGAIN = Reason(
    "filed_again",
    "Het document is sindsdien opnieuw opgenomen; zet die laatste opname terug.",
    "The document was filed again since; undo that last filing.",
)
_ERASED = Reason(
    "erased",
    "Wat over deze opname was vastgelegd is gewist; er is niets terug te zetten.",
    "What was written down of this filing was erased; nothing can be put back.",
)
