"""A filed document later on: whether people changed it since, and what they did."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from filing.carry_out import TAKING_BACK
from filing.dossier_folder import dossier_around
from filing.errors import Terminal
from filing.looking import LOOK_AGAIN_AFTER, contents_now, held_back, write_unseen
from filing.plan import FilingPlan, plan_from_data
from filing.staging import close_staging
from filing.store_ports import Account, Claimed, LiesNow
from filing.workplace import Workplace, why
from records.canonical import digest
from records.documents import DriveItem, Location, RetentionLabel
from records.register import Draft
from records.verdicts import Reason

Standing = Mapping[str, Any]
_OF_SOURCE = frozenset({"source_gone", "source_taken", "source_back"})
TIDIED_AGAIN = timedelta(hours=1)  # where our own empty folder could not be removed
_TELLING = ("columns", "place", "label")
# What stands of a document whose undo was stopped: a person is asked, until the next undo or until
# people change it.
UNDO_STOPPED = digest({"outcome": "undo_stopped"})


def as_left(plan: FilingPlan, facts: Mapping[str, Mapping[str, Any]]) -> Standing:
    """Return what the document looked like when its filing ended.

    `facts` are those of the steps that were done: `columns`, `label` where the filing got so far,
    and where it was not tagged in place `place`.
    """
    columns = facts["columns"]
    if plan.is_in_place:
        folder, name, ctag = plan.source.parent_id, plan.source.name, columns["ctag"]
    else:
        place = facts["place"]
        folder, name, ctag = place["folder_id"], place["name"], place["ctag"]
    ours = (*plan.target.columns, *plan.target.terms)
    return {
        "folder": folder,
        "name": name,
        "ctag": ctag,
        "label": facts.get("label", {}).get("label"),
        "content_type": columns["content_type"],
        "fields": {column: columns["fields"].get(column, "") for column in ours},
    }


def as_found(item: DriveItem, label: RetentionLabel | None, left: Standing) -> Standing:
    """Return what the document looks like now, in the same terms."""
    return {
        "folder": item.parent_id,
        "name": item.name,
        "ctag": item.ctag,
        "label": label.name if label else None,
        "content_type": item.content_type,
        "fields": {column: item.fields.get(column, "") for column in left["fields"]},
    }


def settled_as(standing: Standing) -> str:
    """Return the digest by which the store knows what it looks like."""
    return digest(dict(standing))


def changed_by_people(left: Standing, found: Standing, path: str) -> Reason:
    """Return what people changed of a filed document, in a sentence; `path` is where it is now."""
    changes = []
    if found["folder"] != left["folder"]:
        changes.append((f"verplaatst naar {path}", f"moved to {path}"))
    if found["name"] != left["name"]:
        name = found["name"]
        changes.append((f"hernoemd tot «{name}»", f"renamed to «{name}»"))
    if found["ctag"] != left["ctag"]:
        changes.append(("bewerkt", "edited"))
    if found["content_type"] != left["content_type"]:
        kind = found["content_type"]
        changes.append((f"inhoudstype «{kind}» gegeven", f"given the content type «{kind}»"))
    if found["label"] != left["label"]:
        changes.append(_label_chosen(found["label"]))
    before, after = left["fields"], found["fields"]
    columns = sorted(name for name in before if before[name] != after[name])
    if columns:
        listed = ", ".join(columns)
        changes.append((f"kolommen gewijzigd ({listed})", f"columns changed ({listed})"))
    if not changes:
        return _AS_IT_WAS
    nl, en = (", ".join(change[tongue] for change in changes) for tongue in (0, 1))
    return Reason(
        "changed_by_people",
        f"Iemand heeft het in het dossier gewijzigd: {nl}. Die keuze blijft staan.",
        f"Someone changed it in the dossier: {en}. That choice stands.",
    )


def _label_chosen(name: str | None) -> tuple[str, str]:
    if name is None:
        return "retentielabel eraf gehaald", "retention label taken off"
    return f"retentielabel «{name}» gegeven", f"given the retention label «{name}»"


async def step_facts(account: Account) -> dict[str, Mapping[str, Any]]:
    """Return the facts that `as_left` needs, of the steps that were done."""
    found = {step: await account.facts_of(step) for step in _TELLING}
    return {step: facts for step, facts in found.items() if facts is not None}


async def look_at_filed(claimed: Claimed, filing_id: str, at: Workplace) -> None:
    """Write down what people did to a filed document. It is never filed again by itself.

    One that cannot be looked at is said to a person, and looked at again later.
    """
    plan = plan_from_data(await at.documents.plan_of(filing_id, undo=False))
    account = await at.documents.account(claimed.document_id, filing_id, undo=False)
    try:
        again = None if await _tidied(claimed, plan, account, at) else at.now() + TIDIED_AGAIN
        await _look(claimed, plan, account, at, again)
    except Terminal as obstacle:
        settled = claimed.settled or ""
        await write_unseen(_draft(claimed, filing_id), claimed, obstacle, at, settled=settled)


async def is_tidy(plan: FilingPlan, account: Account) -> bool:
    """Return whether nothing is left of the filing's own folder, as far as it came to remove that."""
    if "clean_up" not in plan.steps or await account.facts_of(TAKING_BACK) is not None:
        return True
    return await account.facts_of("clean_up") is not None


async def _tidied(claimed: Claimed, plan: FilingPlan, account: Account, at: Workplace) -> bool:
    """Remove the empty folder of ours that the filing was not let remove; return whether it is gone."""
    if claimed.state != "filed" or await is_tidy(plan, account):
        return True
    try:
        await close_staging(at.drives, plan.target.drive_id, plan.filing_id)
    except Terminal:
        return False
    await account.write_step("clean_up", {}, claimed.location)
    return True


async def look_at_removed(claimed: Claimed, filing_id: str, at: Workplace) -> bool:
    """Write down where people put a filed document back that they had removed; return whether so.

    It stands filed again, as its filing left it or as they changed it: that is looked at next. A
    source that was kept had gone too; where that comes back it is a document of its own.
    """
    if claimed.state != "gone":
        return False
    plan = plan_from_data(await at.documents.plan_of(filing_id, undo=False))
    account = await at.documents.account(claimed.document_id, filing_id, undo=False)
    if claimed.location != await _filed_as(plan, account):
        return False
    item = await at.drives.item(claimed.location)
    if item is None or await _is_another(claimed, filing_id, plan, at):
        return False
    around = await dossier_around(item, at)
    draft = replace(_draft(claimed, filing_id), outcome="filed", evidence=why(_PUT_BACK_BY_PEOPLE))
    lies = LiesNow(item, around.number if around else "")
    await at.documents.write(draft, state="filed", settled="", due_at=at.now(), lies=lies)
    return True


async def _is_another(claimed: Claimed, filing_id: str, plan: FilingPlan, at: Workplace) -> bool:
    """Return whether what lies there again is no filed document: it was undone, or another is kept."""
    undone = await at.documents.account(claimed.document_id, filing_id, undo=True)
    if not plan.is_copied and await undone.facts_of("columns") is not None:
        return True
    kept = await at.documents.kept_already(claimed.document_id)
    return kept is not None and kept.document_id != claimed.document_id and not kept.taken_out


async def _filed_as(plan: FilingPlan, account: Account) -> Location | None:
    """Return the item that the filing left in the dossier, or None where it was taken back."""
    if await account.facts_of(TAKING_BACK) is not None:
        return None
    if not plan.is_copied:
        return plan.source.location
    copied = await account.facts_of("copy")
    return Location(copied["drive_id"], copied["item_id"]) if copied is not None else None


async def _look(
    claimed: Claimed, plan: FilingPlan, account: Account, at: Workplace, again: datetime | None
) -> None:
    """Write down what is other than it was, if anything is; then it is looked at `again`."""
    left = as_left(plan, await step_facts(account))
    item = await at.drives.item(claimed.location)
    draft = _draft(claimed, plan.filing_id)
    if item is None and await held_back(claimed.document_id, at):
        return
    was_kept = claimed.state == "source_kept"  # else what stands there is a document of its own
    if item is None and was_kept and await _source_remains(plan, account, at):
        await _write_source_remains(draft, plan, at)
        return
    if item is None:
        draft = replace(draft, kind="moved", outcome="left", evidence=why(_REMOVED_FROM_DOSSIER))
        await at.documents.write(draft, state="gone", settled="")
        return
    try:
        if was_kept and await _told_of_source(draft, plan, account, at):
            return  # what else they did is looked at next
    except Terminal:
        again = at.now() + LOOK_AGAIN_AFTER  # nobody can tell whether the source stands
    found = as_found(item, await at.drives.label(item.location), left)
    unseen = claimed.standing not in (None, UNDO_STOPPED)
    if settled_as(found) == claimed.settled and not unseen:
        await at.documents.let_go(claimed.document_id, due_at=again)
        return
    if found["ctag"] != left["ctag"]:
        await at.documents.also_holds(claimed.document_id, await contents_now(item, at))
    number = plan.target.dossier_number
    if found["folder"] != left["folder"]:
        around = await dossier_around(item, at)
        number = around.number if around else ""
    told = {"found": dict(found), "dossier_number": number}
    draft = replace(draft, evidence=why(changed_by_people(left, found, item.path)) | told)
    lies = LiesNow(item, number)
    settled = settled_as(found)
    await at.documents.write(draft, state=claimed.state, settled=settled, due_at=again, lies=lies)


async def _source_remains(plan: FilingPlan, account: Account, at: Workplace) -> bool:
    """Return whether the source stands that its filing kept.

    One that was released and brought back by people is a document of its own.
    """
    if await account.facts_of("release") is not None:
        return False
    return await at.drives.item(plan.source.location) is not None


async def _told_of_source(draft: Draft, plan: FilingPlan, account: Account, at: Workplace) -> bool:
    """Write down that people removed the source that was kept, or brought it back; return whether so.

    Where it was gone when the filing ended they were asked something else than to remove it: then it
    is held against what was told of it last.
    """
    told = await at.documents.reasons_of(plan.filing_id)
    of_source = [reason.code for reason in told if reason.code in _OF_SOURCE]
    stands = await _source_remains(plan, account, at)
    if stands == (not of_source or of_source[-1] == "source_back"):
        return False
    if not of_source:
        state, reason = "filed", _SOURCE_REMOVED
    else:
        state, reason = "source_kept", _source_back(told[0]) if stands else _gone_again(told[0])
    draft = replace(draft, outcome=state, evidence=why(reason))
    await at.documents.write(draft, state=state, due_at=at.now())
    return True


async def _write_source_remains(draft: Draft, plan: FilingPlan, at: Workplace) -> None:
    """Write down that the source is the document again, where the copy went and that was kept."""
    found = replace(
        draft,
        kind="verdict",
        outcome="waiting",
        location=plan.source.location,
        evidence=why(_SOURCE_REMAINS),
    )
    await at.documents.write(found, state="waiting", settled="")


def _source_back(ended: Reason) -> Reason:
    """Return the reason where a source is back that was gone; `ended` told why the filing ended so."""
    return Reason(
        "source_back",
        "De bron, die weg was toen het document werd opgenomen, is er weer: iemand zette haar terug. Nu "
        f"staan er twee. Bij het opnemen is gezegd: «{ended.nl}»",
        "The source, which had gone when the document was filed, is there again: someone brought it "
        f"back. Now there are two. When it was filed this was said: «{ended.en}»",
    )


def _gone_again(ended: Reason) -> Reason:
    """Return the reason where a source that came back went again; `ended` as above."""
    return Reason(
        "source_gone",
        "Iemand haalde de bron weer weg: het stuk in het dossier is nu het document. Bij het opnemen is "
        f"gezegd: «{ended.nl}»",
        "Someone took the source away again: what lies in the dossier is the document now. When it was "
        f"filed this was said: «{ended.en}»",
    )


def _draft(claimed: Claimed, filing_id: str) -> Draft:
    return Draft(
        "changed",
        claimed.state,
        document_id=claimed.document_id,
        location=claimed.location,
        filing_id=filing_id,
    )


_AS_IT_WAS = Reason(
    "as_filed_again",
    "Het is weer zoals het werd opgenomen.",
    "It is again as it was filed.",
)
_SOURCE_REMAINS = Reason(
    "source_remains",
    "Iemand heeft het document uit het dossier verwijderd; op de oude plaats staat het nog. Het "
    "wordt niet vanzelf opnieuw opgenomen; een mens beslist.",
    "Someone removed the document from its dossier; it still stands at its old place. It is not "
    "filed again by itself; a person decides.",
)
_SOURCE_REMOVED = Reason(
    "source_removed",
    "Iemand heeft het document van de oude plaats verwijderd: het stuk in het dossier is nu het "
    "document.",
    "Someone removed the document from its old place: what lies in the dossier is the document now.",
)
_PUT_BACK_BY_PEOPLE = Reason(
    "put_back_by_people",
    "Iemand heeft het document, dat uit het dossier was verwijderd, teruggezet.",
    "Someone put the document back, which had been removed from its dossier.",
)
_REMOVED_FROM_DOSSIER = Reason(
    "removed_from_dossier",
    "Iemand heeft het document uit het dossier verwijderd.",
    "Someone removed the document from its dossier.",
)
