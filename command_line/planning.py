"""Commands for the dry run of a source, and for exactly that run."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from command_line.applying import apply_run
from command_line.foretelling import DOCUMENTS, foretold_of, tell_run
from command_line.governing import source_called
from command_line.local_settings import fail, plan_of_this_machine, whole_of_this_machine
from command_line.private_files import private_file
from command_line.speaking import said, said_reason
from command_line.words import counted
from filing.run import Foretold, RunFileError, RunOf, run_lines, run_of_lines
from functions.composition import Whole
from records.file_plan import FilePlan, Source


def plan(
    source: Annotated[str, typer.Argument(help="Name of the source, as in the file plan.")],
    out: Annotated[
        Path | None, typer.Option(help="Write it here for `dossier apply`; holds personal data.")
    ] = None,
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """Say what filing the documents of a source would do, in order; nothing is changed.

    As far as the file plan lets the source go, whatever its mode is now.

    Ends with 1 where documents could not be looked at.

    Example: dossier plan "Subsidies, kanaal Algemeen" --out build/run.json
    """
    whole = whole_of_this_machine()
    file_plan = plan_of_this_machine(whole)
    found = source_called(source, file_plan)
    of, foretold = asyncio.run(_planned(found, file_plan, whole))
    unseen = [one for one in foretold if one.outcome == "not_now"]
    if unseen and len(unseen) == len(foretold):
        fail(said_reason(unseen[0].reason))
    lines = [json.dumps(line, ensure_ascii=False) for line in run_lines(of, foretold)]
    if json_lines:
        for line in lines:
            typer.echo(line)
    else:
        tell_run(found, foretold)
    if out is not None:
        with private_file(out) as file:
            file.writelines(f"{line}\n" for line in lines)
        typer.echo(
            said(
                f"Written to {out}; `dossier apply {out}` files exactly this. It holds personal "
                "data: only your account can read it, remove it when you are done.",
                f"Geschreven naar {out}; `dossier apply {out}` neemt precies dit op. Er staan "
                "persoonsgegevens in: alleen uw account kan het lezen, verwijder het na gebruik.",
            ),
            err=True,
        )
    if unseen:
        fail(
            said(
                f"{counted(len(unseen), *DOCUMENTS)} could not be looked at; why stands above.",
                f"{counted(len(unseen), *DOCUMENTS)} niet te bekijken; waarom staat hierboven.",
            )
        )


def apply(
    file: Annotated[Path, typer.Argument(help="What `dossier plan --out` wrote.")],
    yes: Annotated[bool, typer.Option("--yes", help="File without asking.")] = False,
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """File exactly what a dry run said; what has changed since is skipped, and said.

    Stops where more than a tenth has changed. A person says so here: the source may be in any mode.

    Example: dossier apply build/run.json
    """
    try:
        of, foretold = run_of_lines(file.read_text(encoding="utf-8").splitlines())
    except (RunFileError, UnicodeDecodeError):
        fail(
            said(
                f"{file} is not as `dossier plan --out` wrote it: it was edited or is not whole. "
                "Make a new one.",
                f"{file} is niet zoals `dossier plan --out` het schreef: het is bewerkt of niet "
                "heel. Maak een nieuw.",
            ),
            code=2,
        )
    whole = whole_of_this_machine()
    asyncio.run(_applied(of, foretold, whole, yes=yes, json_lines=json_lines))


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (plan, apply):
        app.command()(command)


async def _applied(
    of: RunOf, foretold: Sequence[Foretold], whole: Whole, *, yes: bool, json_lines: bool
) -> None:
    try:
        await apply_run(of, foretold, whole, yes=yes, json_lines=json_lines)
    finally:
        await whole.close()


async def _planned(
    source: Source, file_plan: FilePlan, whole: Whole
) -> tuple[RunOf, list[Foretold]]:
    try:
        return await foretold_of(source, file_plan, whole)
    finally:
        await whole.close()
