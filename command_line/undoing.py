"""Commands for filings: listing them, and turning one back."""

import asyncio
import json
from datetime import datetime
from typing import Annotated

import typer

from command_line.governing import tell_what_holds_up
from command_line.local_settings import fail, whole_of_this_machine
from command_line.one_filing import filing_told, line_of
from command_line.putting_back import Ending, looked_at, put_back, refuse_when_stopped, stays_out
from command_line.speaking import said, said_reason
from command_line.undoing_many import Which, nothing_named, undo_many
from filing.losses import UNDO_LOSSES
from filing.undo_plan import UndoPlan
from filing.undoing import unknown_filing
from functions.composition import Whole
from records.verdicts import Reason

SHORTEST = 8  # characters of an id that are enough, where no other begins so
DAY = ["%Y-%m-%d"]


def filings(
    filing: Annotated[
        str | None,
        typer.Argument(help="One of them: its id, or how it begins (8 or more); without: all."),
    ] = None,
    *,
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """List the filings, the newest first: what was filed where, and how it stands.

    Of one also what it changed, whether it can be turned back, and what does not return then.

    Example: dossier filings 3f2a90c1
    """
    whole = whole_of_this_machine()
    tell_what_holds_up(whole)
    found = whole.overviews.filings()
    if filing is not None:
        filing_id = _whole_id(filing, whole)
        found = [one for one in found if one["filing_id"] == filing_id]
        if not found:
            fail(said_reason(unknown_filing(filing)), code=2)
    if not found and not json_lines:
        typer.echo(said("Nothing was filed yet.", "Er is nog niets opgenomen."))
    for one in found:
        told = filing_told(one) if filing is not None else [line_of(one)]
        typer.echo(json.dumps(one, ensure_ascii=False) if json_lines else "\n".join(told))


def undo(  # noqa: PLR0913  each is an option of the command
    filing: Annotated[
        str | None,
        typer.Argument(
            help="The filing's id, or how it begins (8 or more); see `dossier filings`."
        ),
    ] = None,
    *,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=DAY, help="All filings from that day on.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=DAY, help="All filings up to and with that day.")
    ] = None,
    rule: Annotated[str | None, typer.Option(help="All filings by that rule.")] = None,
    rule_version: Annotated[
        str | None,
        typer.Option(
            help="All by that version of a rule, or how it begins (8 or more); see `dossier filings ID`."
        ),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(help="All under that version of the file plan, or how it begins (8 or more)."),
    ] = None,
    source: Annotated[str | None, typer.Option(help="All filings of that source.")] = None,
    dossier: Annotated[str | None, typer.Option(help="All filings in that dossier.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would do.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Undo many without asking.")] = False,
) -> None:
    """Turn one filing back, or all that were made in a period, by a rule, in a dossier ...

    Says first what cannot be restored; of many it asks whether to go on.

    Example: dossier undo --from 2026-11-01 --until 2026-11-30 --dry-run
    """
    days = [day.date() if day else None for day in (since, until)]
    if since is not None and until is not None and until < since:
        fail(
            said("The period ends before it begins.", "De periode eindigt voordat zij begint."),
            code=2,
        )
    names = (rule, rule_version, plan, source, dossier)
    which = Which(days[0], days[1], *(name or "" for name in names))
    if "" in names or which.any_given == (filing is not None):
        nothing_named()
    if filing is None:
        asyncio.run(_many(which, dry_run, yes))
    else:
        asyncio.run(_undo(filing, dry_run=dry_run))


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (filings, undo):
        app.command()(command)


async def _many(which: Which, dry_run: bool, yes: bool) -> None:  # noqa: FBT001
    whole = whole_of_this_machine()
    try:
        await undo_many(which, whole, dry_run=dry_run, yes=yes)
    finally:
        await whole.close()


async def _undo(filing_id: str, *, dry_run: bool) -> None:
    whole = whole_of_this_machine()
    filing_id = _whole_id(filing_id, whole)
    try:
        if not dry_run:
            await refuse_when_stopped(whole)
        plan = await looked_at(filing_id, whole)
        if isinstance(plan, Reason):
            fail(said_reason(plan), code=2 if plan.code == "unknown_filing" else 1)
        filed = await whole.documents.plan_of(plan.filing_id, undo=False)
        _say_beforehand(plan, len(filed["source"]["versions"]))
        if dry_run:
            return
        _tell_ending(plan, await put_back(plan, whole, _still_copying))
    finally:
        await whole.close()


def _whole_id(given: str, whole: Whole) -> str:
    """Return the id of the one filing that begins so; what names none or several is refused."""
    known = [filing["filing_id"] for filing in whole.overviews.filings()]
    beginning = given.strip()
    found = list(dict.fromkeys(one for one in known if one.startswith(beginning)))
    if len(beginning) < SHORTEST and beginning not in known:
        fail(
            said(
                f"Give at least {SHORTEST} characters of the filing's id; `dossier filings` shows it.",
                f"Geef ten minste {SHORTEST} tekens van het nummer van de opname; `dossier filings` "
                "toont het.",
            ),
            code=2,
        )
    if len(found) > 1:
        listed = ", ".join(found)
        fail(
            said(
                f"More than one filing begins with «{given}»: {listed}.",
                f"Meer dan één opname begint met «{given}»: {listed}.",
            ),
            code=2,
        )
    return found[0] if found else given


def _say_beforehand(plan: UndoPlan, versions: int) -> None:
    if plan.is_moved_back:
        typer.echo(
            said(
                f"«{plan.name_in_dossier}» goes back to its old folder as «{plan.name}», and loses "
                "the columns and label it was given.",
                f"«{plan.name_in_dossier}» gaat terug naar de oude map als «{plan.name}», en verliest "
                "de kolommen en het label die het kreeg.",
            )
        )
    elif plan.tagged is not None:
        typer.echo(
            said(
                f"«{plan.name}» stays where it is, and loses the columns and label it was given.",
                f"«{plan.name}» blijft waar het is, en verliest de kolommen en het label die het "
                "kreeg.",
            )
        )
    elif plan.source is not None:
        typer.echo(
            said(
                f"«{plan.name_in_dossier}» goes out of the dossier; the original, «{plan.name}», was "
                "kept and stays where it is.",
                f"«{plan.name_in_dossier}» gaat uit het dossier; het origineel, «{plan.name}», was "
                "blijven staan en blijft waar het is.",
            )
        )
    else:
        typer.echo(
            said(
                f"«{plan.name_in_dossier}» goes back to its old folder as «{plan.name}».",
                f"«{plan.name_in_dossier}» gaat terug naar de oude map als «{plan.name}».",
            )
        )
        if "versions_gone" not in plan.reversible.losses:
            typer.echo(_versions(versions))
    if plan.edited:
        typer.echo(
            said(
                "Someone edited it since it was filed; what they wrote stays in it.",
                "Iemand heeft het sinds de opname bewerkt; wat die schreef blijft erin staan.",
            )
        )
    if plan.reversible.losses:
        typer.echo(said("What cannot be restored:", "Wat niet terugkomt:"))
    for loss in plan.reversible.losses:
        dutch, english = UNDO_LOSSES[loss]
        typer.echo(f"  - {said(english, dutch)}")


def _versions(had: int) -> str:
    """Say what becomes of the versions that the document had: filing itself adds some of its own."""
    if had == 1:
        return said(
            "It had one version when it was filed, and comes back with it.",
            "Het had één versie toen het werd opgenomen, en komt daarmee terug.",
        )
    return said(
        f"It had {had} versions when it was filed, and comes back with all of them.",
        f"Het had {had} versies toen het werd opgenomen, en komt met alle terug.",
    )


def _undone(plan: UndoPlan) -> str:
    if plan.source is None or plan.is_moved_back:
        return said(
            "Undone: the document is back at its old place.",
            "Teruggezet: het document is terug op de oude plaats.",
        )
    if plan.tagged is not None:
        return said(
            "Undone: the document lost what it was given, and lies where it lay.",
            "Teruggezet: het document is kwijt wat het kreeg, en ligt waar het lag.",
        )
    return said(
        "Undone: the copy is out of the dossier, and the original stands where it stood.",
        "Teruggezet: de kopie is uit het dossier, en het origineel staat waar het stond.",
    )


def _tell_ending(plan: UndoPlan, ending: Ending) -> None:
    """Say how it ended; ends the command with 1 where the document was not put back."""
    if ending.how == "undone":
        typer.echo(ending.why or _undone(plan))
        typer.echo(stays_out())
    elif ending.how == "kept":
        fail(
            said(
                f"Not undone; the document is still in its dossier. {ending.why}",
                f"Niet teruggezet; het document staat nog in het dossier. {ending.why}",
            )
        )
    else:
        fail(ending.why)


def _still_copying() -> None:
    typer.echo(said("Still copying ...", "Het kopiëren loopt nog ..."), err=True)
