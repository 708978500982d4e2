"""The review list: what waits for a person, what would be filed, why, and what can be done."""

import asyncio
import json
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from command_line.documents import told
from command_line.governing import actor, tell_brakes, tell_what_holds_up
from command_line.local_settings import fail, plan_of_this_machine, whole_of_this_machine
from command_line.printing import plain
from command_line.speaking import said, said_reason
from filing.confirming import what_follows
from filing.next_steps import next_step
from functions.composition import Whole
from functions.teaching import lessons
from store.confirmed import ConfirmedByPeople

review_app = typer.Typer(help="What waits for a person.", no_args_is_help=True)


@review_app.command("list")
def review_list(
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """List what waits for a person to decide, and what would be filed if it might.

    By what a person can do about it; each with what was found and why, the longest waiting first.

    Example: dossier review list
    """
    whole = whole_of_this_machine()
    tell_what_holds_up(whole)
    tell_brakes(whole)
    found = whole.overviews.waiting()
    if json_lines:
        for one in found:
            typer.echo(json.dumps(one | {"next_step": _step(one)}, ensure_ascii=False))
        return
    groups = {
        "waiting": said("Waits for a person to decide", "Wacht op een mens die beslist"),
        "proposed": said("Proposed, not done", "Voorgesteld, niet gedaan"),
    }
    for outcome, heading in groups.items():
        mine = [one for one in found if one["outcome"] == outcome]
        if mine:
            typer.echo(f"{heading} ({len(mine)})")
            _tell_by_step(mine)
    if not found:
        typer.echo(said("Nothing waits.", "Er wacht niets."))


@review_app.command("confirm")
def confirm(
    document: Annotated[str, typer.Argument(help="Its id, or how it begins: `dossier documents`.")],
    kind: Annotated[
        str | None,
        typer.Option(help="What it is, as the file plan calls it; else the kind it was filed as."),
    ] = None,
) -> None:
    """Say what a document is; `dossier train --confirmed` learns from it.

    One that waits in a known dossier for nothing else is filed then; where nothing can follow, that is
    said. Of one that is filed nothing is changed: not its place, nor its columns.

    Example: dossier review confirm 1f0c52aa --kind Subsidieaanvraag
    """
    whole = whole_of_this_machine()
    plan = plan_of_this_machine(whole)
    known = sorted(one.name for one in plan.document_types)
    if kind is not None and kind not in known:
        listed = ", ".join(known)
        fail(
            said(
                f"The file plan has no document type «{kind}»; it has: {listed}.",
                f"Het ordeningsplan kent geen documentsoort «{kind}»; wel: {listed}.",
            ),
            code=2,
        )
    one = _the_one(document, whole)
    said_before = asyncio.run(whole.in_force.kind_said(one["document_id"]))
    people = ConfirmedByPeople(whole.database, whole.now)
    try:
        confirmed = people.confirm(one["document_id"], kind, actor())
    except LookupError:
        fail(
            said(
                "It was not filed as any kind; say with --kind what it is.",
                "Het is niet als een soort opgenomen; zeg met --kind wat het is.",
            ),
            code=2,
        )
    typer.echo(f"{plain(one['name'] or one['document_id'])}: {plain(confirmed)}")
    if said_before not in (None, confirmed):
        before = plain(said_before)
        typer.echo(
            said(
                f"Before, a person said: {before}. The last word counts.",
                f"Eerder zei een mens: {before}. Het laatste woord telt.",
            )
        )
    source = asyncio.run(whole.in_force.source(one["source"]))
    typer.echo(plain(said_reason(what_follows(one, confirmed, said_before, plan, source))))
    taught = [lesson.document for lesson in lessons(people.all(latest=1), plan, "kinds")]
    typer.echo(
        said(
            "A model learns from it, where its text can be read.",
            "Een model leert ervan, als de tekst te lezen is.",
        )
        if any(each.document_id == one["document_id"] for each in taught)
        else said("No model learns from it.", "Geen model leert ervan.")
    )
    tell_what_holds_up(whole)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(review_app, name="review")


def _the_one(document: str, whole: Whole) -> dict[str, Any]:
    """Return the document whose id begins so; ends the command with code 2 where that is not one."""
    named = [one for one in whole.overviews.documents() if one["document_id"].startswith(document)]
    if len(named) != 1:
        many = len(named)
        fail(
            said(
                f"{many} documents have an id that begins with «{document}»; `dossier documents` "
                "shows the ids.",
                f"{many} documenten hebben een id dat zo begint: «{document}»; `dossier documents` "
                "toont de id's.",
            ),
            code=2,
        )
    return named[0]


def _tell_by_step(found: Iterable[dict[str, Any]]) -> None:
    """Tell them under what a person can do about them, in the order in which each comes first."""
    by_step: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        step = _step(one)
        by_step.setdefault(said(step["en"], step["nl"]), []).append(one)
    for step_told, mine in by_step.items():
        typer.echo(f"\n-> {step_told} ({len(mine)})")
        for one in mine:
            typer.echo(told(one))
    typer.echo()


def _step(one: dict[str, Any]) -> dict[str, str]:
    step = next_step(one["state"], one["reason"]["code"])
    return {"nl": step.nl, "en": step.en} if step else {"nl": "", "en": ""}
