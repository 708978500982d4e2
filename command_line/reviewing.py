"""The review list: what waits for a person to decide, and what wants only a yes or no; and why."""

import json
from typing import Annotated

import typer

from command_line.documents import told
from command_line.local_settings import whole_of_this_machine
from command_line.speaking import said

review_app = typer.Typer(help="What waits for a person.", no_args_is_help=True)


@review_app.command("list")
def review_list(
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """List what waits for a person to decide, and what is proposed: a person says yes or no.

    Each with what was found and why; the longest waiting first.

    Example: dossier review list
    """
    found = whole_of_this_machine().overviews.waiting()
    if json_lines:
        for one in found:
            typer.echo(json.dumps(one, ensure_ascii=False))
        return
    groups = {
        "waiting": said("Waits for a person to decide", "Wacht op een mens die beslist"),
        "proposed": said(
            "Proposed: a person says yes or no", "Voorgesteld: een mens zegt ja of nee"
        ),
    }
    for outcome, heading in groups.items():
        mine = [one for one in found if one["outcome"] == outcome]
        if mine:
            typer.echo(f"{heading} ({len(mine)})")
        for one in mine:
            typer.echo(told(one))
    if not found:
        typer.echo(said("Nothing waits.", "Er wacht niets."))


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(review_app, name="review")
