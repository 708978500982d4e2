"""Commands for the register: verify, export, seal."""

import json
import shutil
import sys
from pathlib import Path
from typing import Annotated, TextIO

import typer

from command_line.local_settings import fail, whole_of_this_machine
from command_line.speaking import said, spoken
from store.register import Register

# It ships as a file and is not imported: who verifies shares no code with what wrote the register.
VERIFIER = Path(__file__).parents[1] / "checker" / "verify_register.py"

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

    With --out the anchors come beside it, and verify_register.py: one file, with which anybody who
    has Python verifies the export. Keep anchors of your own elsewhere: who can rewrite the one file
    can rewrite the other.

    Example: dossier register export --out register.jsonl
    """
    whole = whole_of_this_machine()
    if out is None:
        _write(whole.register, sys.stdout)
        return
    anchors, verifier = out.with_suffix(".anchors.jsonl"), out.with_name(VERIFIER.name)
    anchored = whole.anchor.anchored()  # first: a seal that comes meanwhile is in neither
    with out.open("w", encoding="utf-8") as file:
        _write(whole.register, file)
    kept = (json.dumps({"seq": seq, "hash": hashed}) for seq, hashed in sorted(anchored.items()))
    anchors.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    shutil.copyfile(VERIFIER, verifier)
    command = f"python3 {verifier} {out} {anchors} --language {spoken()}"
    typer.echo(said(f"To verify it: {command}", f"Om hem te verifiëren: {command}"), err=True)


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


def _write(register: Register, file: TextIO) -> None:
    file.writelines(
        json.dumps(line, sort_keys=True, ensure_ascii=False) + "\n" for line in register.export()
    )


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(register_app, name="register")
