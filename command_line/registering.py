"""Commands for the register: verify, export, seal."""

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from command_line.local_settings import fail, whole_of_this_machine
from command_line.speaking import said

register_app = typer.Typer(help="The account of everything that was done.", no_args_is_help=True)


@register_app.command("verify")
def verify() -> None:
    """Verify every chain, every seal and the anchor.

    Example: dossier register verify
    """
    whole = whole_of_this_machine()
    faults = whole.register.verify(whole.anchor.anchored())
    for fault in faults:
        typer.echo(fault, err=True)
    if faults:
        fail(
            said(
                f"The register is not whole: {len(faults)} fault(s).",
                f"Het register is niet heel: {len(faults)} gebrek(en).",
            )
        )
    entries, where = sum(1 for _ in whole.register.export()), whole.settings.database_url
    typer.echo(
        said(
            f"The register is whole: {entries} entries in {where}.",
            f"Het register is heel: {entries} regels in {where}.",
        )
    )


@register_app.command("export")
def export(
    out: Annotated[Path | None, typer.Option(help="File; standard output without it.")] = None,
) -> None:
    """Write the register out, one JSON object a line; docs/register.md describes it.

    Example: dossier register export --out register.jsonl
    """
    whole = whole_of_this_machine()
    with out.open("w", encoding="utf-8") if out else nullcontext(sys.stdout) as file:
        for line in whole.register.export():
            file.write(json.dumps(line, sort_keys=True, ensure_ascii=False) + "\n")


@register_app.command("seal")
def seal() -> None:
    """Seal the register now and anchor the seal; a timer does this every hour.

    Example: dossier register seal
    """
    whole = whole_of_this_machine()
    seals = whole.register.seal(whole.now())
    whole.anchor.add(seals)
    where = whole.settings.anchor_path
    typer.echo(
        said(
            f"{len(seals)} seal(s), anchored in {where}",
            f"{len(seals)} zegel(s), verankerd in {where}",
        )
    )


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(register_app, name="register")
