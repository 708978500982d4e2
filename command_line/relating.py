"""Commands for relations between dossiers: those that wait for a person, and what they decide."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from command_line.governing import actor
from command_line.local_settings import fail, whole_of_this_machine
from command_line.printing import plain
from command_line.speaking import said
from command_line.words import word_for
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
            f"{one.relation_id:>5}  {word_for(one.status):<11} {one.dossier_number}: {plain(one.relation)} "
            f"{one.target}\n       «{plain(one.quote)}»"
        )
        typer.echo(json.dumps(asdict(one), ensure_ascii=False) if json_lines else text)
    if not shown and not json_lines:
        typer.echo(said("Nothing waits.", "Er wacht niets."))


@relations_app.command("confirm")
def confirm(relation: Id) -> None:
    """Confirm a relation: it is so.

    Example: dossier relations confirm 2
    """
    _decide(relation, confirmed=True)


@relations_app.command("reject")
def reject(relation: Id) -> None:
    """Reject a relation: it is not so, and no trace shows it any longer.

    Example: dossier relations reject 2
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
            said(
                f"There is no relation {relation_id}; `dossier relations list --all` shows them.",
                f"Er is geen relatie {relation_id}; `dossier relations list --all` toont ze.",
            ),
            code=2,
        )
    typer.echo(f"{one.dossier_number}: {plain(one.relation)} {one.target}: {word_for(one.status)}")
