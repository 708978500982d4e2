"""Commands for relations between dossiers: those that wait for a person, and what they decide."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from command_line.governing import actor
from command_line.local_settings import fail, whole_of_this_machine
from command_line.tracing import plain
from store.relations import StoredRelations

relations_app = typer.Typer(help="What documents tell about other dossiers.", no_args_is_help=True)

Id = Annotated[int, typer.Argument(help="Its id, see `dossier relations list`.")]


@relations_app.command("list")
def relations_list(
    all_of_them: Annotated[
        bool, typer.Option("--all", help="Also those that wait for nobody.")
    ] = False,
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """List the relations that were proposed and wait for a person, with the words that tell them.

    Example: dossier relations list
    """
    whole = whole_of_this_machine()
    standing = StoredRelations(whole.database, whole.now).standing()
    shown = [one for one in standing if all_of_them or one.status == "proposed"]
    for one in shown:
        text = (
            f"{one.relation_id:>5}  {one.status:<9} {one.dossier_number}: {plain(one.relation)} "
            f"{one.target}\n       «{plain(one.quote)}»"
        )
        typer.echo(json.dumps(asdict(one), ensure_ascii=False) if json_lines else text)
    if not shown and not json_lines:
        typer.echo("Nothing waits.")


@relations_app.command("confirm")
def confirm(relation: Id) -> None:
    """Confirm a relation: it is so.

    Example: dossier relations confirm 12
    """
    _decide(relation, confirmed=True)


@relations_app.command("reject")
def reject(relation: Id) -> None:
    """Reject a relation: it is not so, and no trace shows it any longer.

    Example: dossier relations reject 12
    """
    _decide(relation, confirmed=False)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(relations_app, name="relations")


def _decide(relation_id: int, *, confirmed: bool) -> None:
    whole = whole_of_this_machine()
    try:
        one = StoredRelations(whole.database, whole.now).decide(
            relation_id, confirmed=confirmed, actor=actor()
        )
    except LookupError:
        fail(
            f"There is no relation {relation_id}; `dossier relations list --all` shows them.",
            code=2,
        )
    typer.echo(f"{one.dossier_number}: {plain(one.relation)} {one.target}: {one.status}")
