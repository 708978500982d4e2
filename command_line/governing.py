"""Commands by which people govern: the file plan, the sources, the stop switch."""

import asyncio
import getpass
import json
from pathlib import Path
from typing import Annotated

import typer

from classification.file_plan.words import MODES
from command_line.checking import check, read_or_fail
from command_line.local_settings import fail, whole_of_this_machine
from functions.composition import Whole
from records.file_plan import FilePlan, Mode, Source

source_app = typer.Typer(help="The places that are listened to.", no_args_is_help=True)


def actor() -> str:
    """Return who acts, for the register: the account of this machine."""
    return f"person:{getpass.getuser()}"


def plan_in_force(
    folder: Annotated[Path, typer.Argument(help="Folder of the file plan.")],
) -> None:
    """Put a checked file plan in force. New sources start with observing.

    Example: dossier plan-in-force file_plan
    """
    checked, texts = read_or_fail(folder)
    plan = checked.plan
    whole = whole_of_this_machine(may_begin=True)
    whole.house.put_plan_in_force(plan, texts, actor())
    typer.echo(f"{plan.name} is in force, version {plan.version[:12]}.")
    typer.echo("New sources only observe; `dossier source mode NAME act` lets one act.")


@source_app.command("list")
def source_list(
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """List the sources: mode, whether Graph knows them, and what is wrong.

    Example: dossier source list
    """
    whole = whole_of_this_machine()
    for source in asyncio.run(whole.listening.sources()):
        mode = Mode(source.mode).name.lower()
        line = {
            "source": source.name,
            "mode": mode,
            "paused": source.paused,
            "found": source.folder is not None,
            "read_at": source.read_at.isoformat() if source.read_at else None,
            "problem": source.problem,
        }
        text = f"{source.name}: {mode}{', paused' if source.paused else ''}, "
        if source.folder is None:
            text += "not found yet"
        elif source.read_at is None:
            text += "not read yet"
        else:
            text += f"last read {source.read_at:%Y-%m-%d %H:%M} UTC"
        text += f" ({source.problem})" if source.problem else ""
        typer.echo(json.dumps(line, ensure_ascii=False) if json_lines else text)


@source_app.command("mode")
def source_mode(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[SOURCE] MODE",
            help="Name of the source, as in the file plan; and observe, propose or act, also in "
            "Dutch.",
        ),
    ],
    every: Annotated[bool, typer.Option("--all", help="Every source of the file plan.")] = False,
) -> None:
    """Set how far Dossierstroom may go at a source; the file plan's ceiling is kept.

    Example: dossier source mode "Subsidies, kanaal Algemeen" act
    """
    *names, mode = words
    wanted = MODES.get(mode)
    if wanted is None:
        fail(f"«{mode}» is not a mode; choose from: {', '.join(MODES)}", code=2)
    if len(names) != (0 if every else 1):
        fail("Give one source, between quotation marks, and a mode; or `--all` and a mode.", code=2)
    whole = whole_of_this_machine()
    plan = asyncio.run(whole.documents.plan_in_force())
    if plan is None:
        fail("There is no file plan in force yet; begin with `dossier plan-in-force DIR`.", code=2)
    for source in plan.sources if every else (_source_called(names[0], plan),):
        if wanted > source.ceiling and not every:
            ceiling = source.ceiling.name.lower()
            fail(f"The file plan lets «{source.name}» go no further than {ceiling}.")
        _set_mode(whole, source.name, min(wanted, source.ceiling))


def _source_called(name: str, plan: FilePlan) -> Source:
    source = plan.source(name)
    if source is None:
        known = ", ".join(f"«{one.name}»" for one in plan.sources)
        fail(f"There is no source «{name}» in the plan in force. There are: {known}", code=2)
    return source


def _set_mode(whole: Whole, name: str, mode: Mode) -> None:
    whole.house.set_mode(name, mode, actor())
    typer.echo(f"{name}: {mode.name.lower()}")
    proposed = [one for one in whole.documents.waiting() if one["state"] == "proposed"]
    mine = sum(one["source"] == name for one in proposed)
    if mode is Mode.ACT and mine:
        typer.echo(f"{mine} document(s) that were proposed here will now be filed.")


@source_app.command("pause")
def source_pause(
    name: Annotated[str, typer.Argument(help="Name of the source, as in the file plan.")],
    off: Annotated[bool, typer.Option("--off", help="Listen again.")] = False,
) -> None:
    """Pause one source: its documents stay as they are until `--off`.

    Example: dossier source pause "Subsidies, kanaal Algemeen"
    """
    whole = whole_of_this_machine()
    try:
        whole.house.set_paused(name, not off, actor())
    except LookupError:
        fail(f"There is no source «{name}»; `dossier source list` shows them.", code=2)
    typer.echo(f"{name}: {'listening' if off else 'paused'}")


def stop() -> None:
    """Stop everything: nothing is changed anywhere until `dossier resume`.

    Example: dossier stop
    """
    whole_of_this_machine().house.set_stop(is_on=True, actor=actor())
    typer.echo("Stopped. `dossier resume` lets it go on.")


def resume() -> None:
    """Let everything go on after a stop.

    Example: dossier resume
    """
    whole_of_this_machine().house.set_stop(is_on=False, actor=actor())
    typer.echo("Going on.")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (check, plan_in_force, stop, resume):
        app.command()(command)
    app.add_typer(source_app, name="source")
