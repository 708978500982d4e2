"""The review list: what waits for a person, and why."""

import json
from typing import Annotated, Any

import typer

from command_line.local_settings import whole_of_this_machine

review_app = typer.Typer(help="What waits for a person.", no_args_is_help=True)


@review_app.command("list")
def review_list(
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """List what waits for a person, the longest waiting first: what was found, and why it waits.

    Example: dossier review list
    """
    waiting = whole_of_this_machine().documents.waiting()
    for one in waiting:
        typer.echo(json.dumps(one, ensure_ascii=False) if json_lines else _told(one))
    if not waiting and not json_lines:
        typer.echo("Nothing waits.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(review_app, name="review")


def _told(one: dict[str, Any]) -> str:
    lines = [
        f"{one['at'][:16]}  {one['state']}  {one['name'] or one['document_id']}  ({one['source']})",
        f"    {one['reason']['en']}",
        f"    {one['reason']['nl']}",
    ]
    lines += [
        f"    «{found['quote']}» ({found['kind']}, rule «{found['rule']}»)"
        for found in one["evidence"]
    ]
    return "\n".join(lines)
