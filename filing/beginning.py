"""A filing: written down before it begins, carried out, now or after a crash, and its end."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any

from dossiers.relations import relations_of
from filing.balance_sheet import versions_missing
from filing.before_and_after import balance_sheet, reversible_as_labelled
from filing.carry_out import carry_out
from filing.errors import Terminal
from filing.filed import TIDIED_AGAIN, as_left, is_tidy, settled_as, step_facts
from filing.kept import reference_to
from filing.looking import may_be_named, names_beside
from filing.obstacles import BOTH_GONE
from filing.outcomes import Halted, SourceKept
from filing.plan import FilingPlan, TargetFacts, make_plan, plan_from_data
from filing.store_ports import Account, Begins, Claimed
from filing.workplace import Workplace, why, why_of
from records.documents import DocumentSnapshot, DriveItem, Location, Version
from records.file_plan import USUAL_LIMITS, FilePlan
from records.register import OURSELVES, Draft
from records.verdicts import Reason, Verdict

TAKEN_BACK_AGAIN = timedelta(hours=1)  # where what a filing made could not be taken back


@dataclass(frozen=True, slots=True)
class Beginning:
    """A filing that may begin: its plan, and what register and store must know of it.

    `seen` are the items that were looked at for it, just now.
    """

    plan: FilingPlan
    draft: Draft
    begins: Begins
    target: TargetFacts
    seen: tuple[DriveItem, ...]


async def prepare_filing(
    snapshot: DocumentSnapshot,
    verdict: Verdict,
    file_plan: FilePlan,
    target: TargetFacts,
    at: Workplace,
    *,
    model_version: str | None,
    said: str | None,
) -> Beginning:
    """Return the filing of that document as it would begin now; nothing is written or changed.

    `model_version` and `said` are what judged it beside the file plan: model, and a person's word.
    """
    item = snapshot.item
    around = None if target.is_here else Location(item.location.drive_id, item.parent_id)
    taken = await names_beside(at.drives, around, f"{item.name}.url")
    plan = make_plan(at.new_id(), snapshot, verdict, file_plan, target, taken)
    loose = await at.documents.kept_loose(snapshot.document_id)
    told = [
        reference_to(one, named=await may_be_named(one, item, file_plan, at.drives))
        for one in loose
    ]
    draft = Draft(
        "planned",
        "planned",
        document_id=snapshot.document_id,
        location=item.location,
        filing_id=plan.filing_id,
        plan=plan.as_data(),
        evidence=why_of(snapshot, verdict, verdict.reason)
        | {"source": snapshot.source}  # it lies in the source of its dossier from now on
        | ({"kept_loose": told} if told else {}),
    )
    source = file_plan.source(snapshot.source)
    begins = Begins(
        dossier_number=plan.target.dossier_number,
        dossier_type=verdict.dossier_type or "",
        document_type=verdict.document_type or "",
        loose=loose,
        relations=relations_of(snapshot, verdict, file_plan),
        model_version=model_version,
        said=said,
        limits=source.limits if source else USUAL_LIMITS,
    )
    seen = (item, target.dossier, target.staging)
    return Beginning(plan, draft, begins, target, tuple(one for one in seen if one is not None))


async def begin_filing(beginning: Beginning, settled: str, at: Workplace) -> bool:
    """Write down that the filing begins, and carry it out; return whether to look again at once.

    Raises Busy, and nothing was begun, where something else than the document changed meanwhile, and
    Changed where a brake came.
    """
    await at.documents.write(
        beginning.draft,
        state="carrying_out",
        settled=settled,
        keep_claim=True,
        begins=beginning.begins,
    )
    return await _carry_out(beginning.plan, at, seen=beginning.seen)


async def begin_for(actor: str, beginning: Beginning, settled: str, at: Workplace) -> None:
    """Write down that the filing begins because that person said so; whoever is next carries it out.

    The claim is given back. Raises Busy as `begin_filing` does.
    """
    await at.documents.write(
        replace(beginning.draft, actor=actor),
        state="carrying_out",
        settled=settled,
        due_at=at.now(),
        begins=beginning.begins,
    )


async def carry_on_filing(claimed: Claimed, filing_id: str, at: Workplace) -> bool:
    """Carry on with a filing from wherever it was left; return as `begin_filing` does."""
    plan = plan_from_data(await at.documents.plan_of(filing_id, undo=False))
    return await _carry_out(plan, at, wanted=await _still_wanted(plan, claimed, at))


async def _still_wanted(plan: FilingPlan, claimed: Claimed, at: Workplace) -> bool:
    """Return whether a filing that was interrupted would be begun today, brakes apart.

    What a person began stays wanted in a source that does not act by itself, until a person pauses it.
    """
    file_plan = await at.in_force.plan()
    source = await at.in_force.source(claimed.source)
    if file_plan is None or source is None:
        return False
    if file_plan.version != plan.plan_version:
        return False
    if source.may_go_on:
        return True
    return not source.paused_by_person and await at.documents.begun_by(plan.filing_id) != OURSELVES


async def _carry_out(
    plan: FilingPlan, at: Workplace, *, wanted: bool = True, seen: Iterable[DriveItem] = ()
) -> bool:
    account = await at.documents.account(plan.document_id, plan.filing_id, undo=False)
    resumed = await was_left(plan.steps, account)
    try:
        outcome = await carry_out(plan, at.drives, account, wanted=wanted, seen=seen)
    except Terminal as obstacle:
        # Taking back was refused: this same filing stays under way, so that what it made is
        # never forgotten; a person sees what holds it up.
        problem = f"what this filing made cannot be taken back: {obstacle}"
        await at.documents.let_go(
            plan.document_id, due_at=at.now() + TAKEN_BACK_AGAIN, problem=problem
        )
        return False

    def draft(kind: str, result: str, where: Location, beside: dict[str, Any]) -> Draft:
        return Draft(
            kind,
            result,
            document_id=plan.document_id,
            location=where,
            filing_id=plan.filing_id,
            evidence=beside,
        )

    kept = outcome.versions if isinstance(outcome, SourceKept) else ()
    lost: tuple[str, ...] = ()
    if not plan.is_copied:
        kept = await _versions_of(plan.source.location, at)
        lost = _versions_gone(plan, kept)
    if isinstance(outcome, Halted):
        reason = _without(lost, outcome.reason)
        await at.documents.write(
            draft("halted", "waiting", plan.source.location, why(reason)),
            state="waiting",
            settled="" if outcome.again else None,
            due_at=at.now() if outcome.again or resumed else None,
        )
        return outcome.again
    balance = {"balance": await balance_sheet(plan, account, kept)}
    if isinstance(outcome, SourceKept):
        entry = draft("filed", "source_kept", outcome.at, why(outcome.reason) | balance)
        settled = settled_as(as_left(plan, await step_facts(account)))
        due_at = at.now() if resumed or outcome.reason == BOTH_GONE else None
        await at.documents.write(entry, state="source_kept", settled=settled, due_at=due_at)
        return False
    left = as_left(plan, await step_facts(account))
    reversible = reversible_as_labelled(plan, await account.facts_of("label"))
    reason = _without(lost, _filed(plan, left["name"], left["label"], reversible.why))
    entry = draft("filed", "filed", outcome.at, why(reason) | balance)
    again = None if await is_tidy(plan, account) else at.now() + TIDIED_AGAIN
    due_at = at.now() if resumed else again
    await at.documents.write(entry, state="filed", settled=settled_as(left), due_at=due_at)
    return False


async def was_left(steps: Sequence[str], account: Account) -> bool:
    """Return whether it was left half way: then it is looked at once more when it has ended.

    What people did meanwhile to an item that only becomes the document at the end rang for nobody,
    or was counted as heard when the work was taken up again.
    """
    return any([await account.facts_of(step) is not None for step in steps])


async def _versions_of(item: Location, at: Workplace) -> tuple[Version, ...]:
    """Return the versions of what stayed one item; none where nobody can tell them any more."""
    try:
        return await at.drives.versions(item)
    except Terminal:
        return ()


def _versions_gone(plan: FilingPlan, kept: Sequence[Version]) -> tuple[str, ...]:
    """Return the ids of the versions that went since it was judged.

    They are listed once the filing has ended, taken back or not: both make versions.
    """
    return versions_missing([asdict(one) for one in plan.source.versions], kept) if kept else ()


def _filed(plan: FilingPlan, name: str, label: str | None, for_good: Reason | None) -> Reason:
    """Return where it was filed, and what nobody could know before it was labelled.

    That is another label, which a person chose meanwhile, or that it is `for_good` by ours.
    """
    target = plan.target
    nl = f"Opgenomen in dossier {target.dossier_number} ({target.library}) als {name}."
    en = f"Filed in dossier {target.dossier_number} ({target.library}) as {name}."
    if for_good is not None:
        return Reason("filed_for_good", f"{nl} {for_good.nl}", f"{en} {for_good.en}")
    if label == target.label:
        return Reason("filed", nl, en)
    return Reason(
        "filed_with_label_of_people",
        f"{nl} Iemand gaf het intussen het retentielabel «{label}»; dat blijft staan.",
        f"{en} Someone gave it the retention label «{label}» meanwhile; that stands.",
    )


def _without(lost: Sequence[str], reason: Reason) -> Reason:
    """Return the reason, with the versions that the document lost meanwhile, as far as is known why."""
    if not lost:
        return reason
    code = "filed_without_versions" if reason.code == "filed" else reason.code
    names = ", ".join(lost)
    return Reason(
        code,
        f"{reason.nl} Sinds de beoordeling verdwenen versies ({names}): de app maakte er met de kolommen "
        "nieuwe terwijl de bibliotheek er niet meer bewaart, of iemand bewaarde of verwijderde er.",
        f"{reason.en} Since it was judged, versions went ({names}): the app made new ones with the "
        "columns while the library keeps no more, or someone saved or deleted some.",
    )
