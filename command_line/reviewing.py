"""The review list: what waits for a person, what would be filed, why, and what can be done."""

import json
from collections.abc import Iterable
from typing import Annotated, Any

import typer

from command_line.documents import told
from command_line.local_settings import whole_of_this_machine
from command_line.speaking import said
from filing.next_steps import next_step

review_app = typer.Typer(help="What waits for a person.", no_args_is_help=True)


@review_app.command("list")
def review_list(
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """List what waits for a person to decide, and what would be filed if it might.

    By what a person can do about it; each with what was found and why, the longest waiting first.

    Example: dossier review list
    """
    found = whole_of_this_machine().overviews.waiting()
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


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(review_app, name="review")


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
