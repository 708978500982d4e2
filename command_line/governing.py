"""Commands by which people govern: the file plan, the sources, the stop switch."""

import asyncio
import getpass
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from classification.file_plan.words import MODES
from command_line.checking import check, read_or_fail
from command_line.local_settings import fail, plan_of_this_machine, whole_of_this_machine
from command_line.speaking import said, said_reason
from command_line.words import word_for_mode
from functions.composition import Whole
from records.file_plan import FilePlan, Mode, Source
from records.verdicts import Reason
from store.sources import SourceState

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
    version = plan.version[:12]
    typer.echo(
        said(
            f"{plan.name} is in force, version {version}.\n"
            "New sources only observe; `dossier source mode NAME act` lets one act.",
            f"{plan.name} is van kracht, versie {version}.\n"
            "Nieuwe bronnen kijken alleen mee; `dossier source mode NAAM uitvoeren` laat er een "
            "uitvoeren.",
        )
    )


@source_app.command("list")
def source_list(
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """List the sources: mode, whether Graph knows them, and what is wrong.

    Example: dossier source list
    """
    whole = whole_of_this_machine()
    tell_what_holds_up(whole)
    for source in asyncio.run(whole.sources.all()):
        line = {
            "source": source.name,
            "mode": Mode(source.mode).name.lower(),
            "paused": source.paused,
            "found": source.folder is not None,
            "read_at": source.read_at.isoformat() if source.read_at else None,
            "problem": source.problem,
            "brakes": [asdict(reason) for reason, _ in _brakes_of(source)],
        }
        typer.echo(json.dumps(line, ensure_ascii=False) if json_lines else _told(source))
        if not json_lines:
            _tell_brakes(source)


def tell_brakes(whole: Whole) -> None:
    """Say on the error output which sources a brake stopped, why, and what lets them go on."""
    for source in asyncio.run(whole.sources.all()):
        if _brakes_of(source):
            typer.echo(f"{source.name}:", err=True)
            _tell_brakes(source, err=True)


def _tell_brakes(source: SourceState, *, err: bool = False) -> None:
    for reason, command in _brakes_of(source):
        typer.echo(f"  {said_reason(reason)} {_going_on(command)}", err=err)


def _going_on(command: str) -> str:
    return said(f"To let it go on: `{command}`.", f"Laten doorgaan: `{command}`.")


def _brakes_of(source: SourceState) -> list[tuple[Reason, str]]:
    """Return why brakes stopped a source, each with the command that lets it go on."""
    mode, pause = source.mode_by_brake, source.paused_by_brake
    act = word_for_mode(Mode.ACT)
    found = [(mode, f'dossier source mode "{source.name}" {act}')] if mode else []
    return found + ([(pause, f'dossier source pause --off "{source.name}"')] if pause else [])


def tell_what_holds_up(whole: Whole) -> None:
    """Say on the error output what holds everything up just now; JSON lines stay JSON."""
    if asyncio.run(whole.house.is_stopped()):
        typer.echo(
            said(
                "Everything is stopped: nothing is changed anywhere until `dossier resume`.",
                "Alles is stilgezet: er wordt nergens iets gewijzigd tot `dossier resume`.",
            ),
            err=True,
        )
    until = whole.budget.paused_until()
    if until is not None:
        typer.echo(
            said(
                f"Graph asked the whole app to wait: nothing is asked until {until:%Y-%m-%d %H:%M} "
                "UTC. `dossier resume --now` goes on before that.",
                "Graph vroeg de hele app te wachten: er wordt niets gevraagd tot "
                f"{until:%Y-%m-%d %H:%M} UTC. `dossier resume --now` gaat eerder door.",
            ),
            err=True,
        )


def _told(source: SourceState) -> str:
    text = f"{source.name}: {word_for_mode(Mode(source.mode))}, "
    text += said("paused, ", "stilgezet, ") if source.paused else ""
    if source.folder is None:
        text += said("not found yet", "nog niet gevonden")
    elif source.read_at is None:
        text += said("not read yet", "nog niet gelezen")
    else:
        text += f"{said('last read', 'laatst gelezen')} {source.read_at:%Y-%m-%d %H:%M} UTC"
    return text + (f" ({source.problem})" if source.problem else "")


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
        known = ", ".join(MODES)
        fail(
            said(
                f"«{mode}» is not a mode; choose from: {known}",
                f"«{mode}» is geen stand; kies uit: {known}",
            ),
            code=2,
        )
    if len(names) != (0 if every else 1):
        fail(
            said(
                "Give one source, between quotation marks, and a mode; or `--all` and a mode.",
                "Geef één bron, tussen aanhalingstekens, en een stand; of `--all` en een stand.",
            ),
            code=2,
        )
    whole = whole_of_this_machine()
    plan = plan_of_this_machine(whole)
    for source in plan.sources if every else (source_called(names[0], plan),):
        if wanted > source.ceiling and not every:
            ceiling = word_for_mode(source.ceiling)
            fail(
                said(
                    f"The file plan lets «{source.name}» go no further than {ceiling}.",
                    f"Het ordeningsplan laat «{source.name}» niet verder gaan dan {ceiling}.",
                )
            )
        _set_mode(whole, source.name, min(wanted, source.ceiling))


def source_called(name: str, plan: FilePlan) -> Source:
    """Return the source of that name; ends the command with code 2 where there is none."""
    source = plan.source(name)
    if source is None:
        known = ", ".join(f"«{one.name}»" for one in plan.sources)
        fail(
            said(
                f"There is no source «{name}» in the plan in force. There are: {known}",
                f"Er is geen bron «{name}» in het plan van kracht. Wel zijn er: {known}",
            ),
            code=2,
        )
    return source


def _set_mode(whole: Whole, name: str, mode: Mode) -> None:
    whole.house.set_mode(name, mode, actor())
    typer.echo(f"{name}: {word_for_mode(mode)}")
    proposed = [one for one in whole.overviews.waiting() if one["state"] == "proposed"]
    mine = sum(one["source"] == name for one in proposed)
    if mode is Mode.ACT and mine:
        typer.echo(
            said(
                f"{mine} document(s) that were proposed here will now be filed.",
                f"{mine} document(en) die hier waren voorgesteld, worden nu opgenomen.",
            )
        )
        tell_what_holds_up(whole)


@source_app.command("pause")
def source_pause(
    name: Annotated[str, typer.Argument(help="Name of the source, as in the file plan.")],
    off: Annotated[bool, typer.Option("--off", help="Listen again.")] = False,
) -> None:
    """Pause one source: nothing of it is filed until `--off`; an undo that a person asks for is done.

    Example: dossier source pause "Subsidies, kanaal Algemeen"
    """
    whole = whole_of_this_machine()
    try:
        whole.house.set_paused(name, not off, actor())
    except LookupError:
        fail(
            said(
                f"There is no source «{name}»; `dossier source list` shows them.",
                f"Er is geen bron «{name}»; `dossier source list` toont ze.",
            ),
            code=2,
        )
    now = said("listening", "luistert weer") if off else said("paused", "stilgezet")
    typer.echo(f"{name}: {now}")
    if not off:
        typer.echo(_going_on(f'dossier source pause --off "{name}"'))


def stop() -> None:
    """Stop everything: nothing is changed anywhere until `dossier resume`.

    Example: dossier stop
    """
    whole = whole_of_this_machine()
    if asyncio.run(whole.house.is_stopped()):
        typer.echo(
            said(
                "It was stopped already. `dossier resume` lets it go on.",
                "Het stond al stil. `dossier resume` laat het weer doorgaan.",
            )
        )
        return
    whole.house.set_stop(is_on=True, actor=actor())
    typer.echo(
        said(
            "Stopped. `dossier resume` lets it go on.",
            "Stilgezet. `dossier resume` laat het weer doorgaan.",
        )
    )


def resume(
    now: Annotated[
        bool, typer.Option("--now", help="Also where Graph asked the app to wait: do not wait.")
    ] = False,
) -> None:
    """Let everything go on after a stop; what Graph asked for is kept, unless you say --now.

    Example: dossier resume
    """
    whole = whole_of_this_machine()
    was_stopped = asyncio.run(whole.house.is_stopped())
    if was_stopped:
        whole.house.set_stop(is_on=False, actor=actor())
    if now:
        whole.budget.lift_pause(actor())
    typer.echo(
        said("Going on.", "Het gaat weer door.")
        if was_stopped or now
        else said("Nothing was stopped.", "Er stond niets stil.")
    )
    tell_what_holds_up(whole)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (check, plan_in_force, stop, resume):
        app.command()(command)
    app.add_typer(source_app, name="source")
