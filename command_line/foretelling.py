"""A dry run of a source: made by the filing's own code, and told in the order in which it will happen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import typer

from command_line.governing import actor
from command_line.local_settings import fail
from command_line.printing import plain
from command_line.speaking import said, said_reason
from command_line.waiting import patiently
from command_line.words import counted, word_for, word_for_mode
from filing.losses import FILING_LOSSES, UNDO_LOSSES
from filing.rehearsing import Rehearsal
from filing.run import Foretold, RunOf, why_not_here
from functions.composition import Whole
from graph_client.throttling import as_bulk
from records.file_plan import FilePlan, Mode, Source
from records.moments import moment_text
from records.verdicts import evidence_told

DOCUMENTS = ("document", "documents"), ("document", "documenten")
_OTHERWISE = {
    "gone": ("not there", "niet daar"),
    "not_now": ("cannot be told now", "nu niet te zeggen"),
}


async def foretold_of(
    source: Source, file_plan: FilePlan, whole: Whole
) -> tuple[RunOf, list[Foretold]]:
    """Return what filing the documents of that source would do, as far as the file plan lets it go.

    It is bulk work, and waits where Graph allows no more. Ends the command where the source was not
    read yet, and where what it was judged by was replaced meanwhile.
    """
    of = await run_of_now(source, file_plan, whole)
    now = await whole.in_force.source(source.name)
    read = [one.name for one in await whole.sources.all() if one.read_at]
    if of is None or now is None or source.name not in read:
        fail(
            said(
                f"«{source.name}» was not read yet; `dossier source list` tells how far it is.",
                f"«{source.name}» is nog niet gelezen; `dossier source list` zegt hoe ver het is.",
            )
        )
    rehearsal = Rehearsal(
        file_plan, replace(now, mode=source.ceiling), whole.supposing, whole.workplace
    )
    known = await whole.supposing.open_in(source.name)
    foretold = []
    for number, one in enumerate(known, start=1):
        progress(said("Looking", "Bekijken"), number, len(known))
        with as_bulk(True):
            foretold.append(await patiently(partial(rehearsal.foretell, one), whole))
    in_force = await whole.in_force.plan()
    after = await run_of_now(source, in_force or file_plan, whole)
    other = why_not_here(of, after) if after else None
    if other is not None:
        fail(said_reason(other))
    return of, foretold


async def run_of_now(source: Source, file_plan: FilePlan, whole: Whole) -> RunOf | None:
    """Return what a dry run of that source would be of at this moment; None while it is not found."""
    now = await whole.in_force.source(source.name)
    if now is None:
        return None
    kinds = await whole.in_force.model("kinds")
    dossiers = await whole.in_force.model("dossiers")
    return RunOf(
        made_at=moment_text(whole.now()),
        made_by=actor(),
        register=whole.register.begins_with(),
        graph=whole.settings.graph_base_url,
        source=source.name,
        folder=(now.folder.drive_id, now.folder.item_id),
        plan_version=file_plan.version,
        models=(kinds.version if kinds else None, dossiers.version if dossiers else None),
    )


def progress(doing: str, number: int, of: int) -> None:
    """Say on stderr how far it is, at every tenth and at the last."""
    if number % 10 == 0 or number == of:
        typer.echo(f"{doing}: {number} / {of}", err=True)


def tell_run(source: Source, foretold: Sequence[Foretold]) -> None:
    """Say what will be filed, in order and why; what that changes for good; and what is not filed."""
    filed = [one for one in foretold if one.plan is not None]
    many = counted(len(filed), *DOCUMENTS)
    rest = len(foretold) - len(filed)
    typer.echo(
        said(
            f"{source.name}: {many} would be filed, in this order; {rest} not.",
            f"{source.name}: {many} {'zou' if len(filed) == 1 else 'zouden'} worden opgenomen, in "
            f"deze volgorde; {rest} niet.",
        )
    )
    if source.ceiling is not Mode.ACT:
        ceiling = word_for_mode(source.ceiling)
        typer.echo(
            said(
                f"The file plan lets this source go no further than {ceiling}.",
                f"Het ordeningsplan laat deze bron niet verder gaan dan {ceiling}.",
            )
        )
    for number, one in enumerate(foretold, start=1):
        if one.plan is not None:
            _tell_filing(number, one, one.plan)
    _tell_losses([one.plan for one in foretold if one.plan is not None])
    if rest:
        typer.echo(said("Not filed:", "Niet opgenomen:"))
    for number, one in enumerate(foretold, start=1):
        if one.plan is None:
            word = said(*_OTHERWISE.get(one.outcome, ("", ""))) or word_for(one.outcome)
            typer.echo(f"{number:>4}. {plain(one.name or one.document_id)}: {word}")
            _tell_why(one)


def _tell_filing(number: int, one: Foretold, plan: Mapping[str, Any]) -> None:
    target = plan["target"]
    opens = said(", which it opens", ", dat daarmee begint") if _opens(plan) else ""
    name = target["name"]
    called = f"«{plain(name)}»" if name != one.name else said("the same name", "dezelfde naam")
    where = f"{plain(target['dossier_number'])} ({plain(target['library'])}){opens}"
    typer.echo(
        said(
            f"{number:>4}. {plain(one.name)} -> {where}, under {called}",
            f"{number:>4}. {plain(one.name)} -> {where}, onder {called}",
        )
    )
    _tell_why(one)


def _opens(plan: Mapping[str, Any]) -> bool:
    return plan["target"]["folder_id"] is None and "dossier" in plan["steps"]


def _tell_why(one: Foretold) -> None:
    typer.echo(f"      {plain(said_reason(one.reason))}")
    for found in one.evidence:
        typer.echo(f"      {plain(said(*reversed(evidence_told(found))))}")


def _tell_losses(plans: Sequence[Mapping[str, Any]]) -> None:
    """Say what filing itself changes, and what undoing it would not bring back, and of how many."""
    filing = Counter(loss for plan in plans for loss in plan["losses"])
    undo = Counter(loss for plan in plans for loss in plan["reversible"]["losses"])
    if filing:
        typer.echo(
            said(
                "What filing itself changes, and of how many:",
                "Wat opnemen zelf verandert, en van hoeveel:",
            )
        )
    for loss, times in filing.most_common():
        typer.echo(f"  - {said(*reversed(FILING_LOSSES[loss]))} ({times})")
    if undo:
        typer.echo(
            said(
                "Each can be turned back (`dossier undo`), but for this, of so many:",
                "Alles kan worden teruggezet (`dossier undo`), op dit na, van zoveel:",
            )
        )
    for loss, times in undo.most_common():
        typer.echo(f"  - {said(*reversed(UNDO_LOSSES[loss]))} ({times})")
