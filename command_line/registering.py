"""Commands for the register: verify, export, seal."""

import json
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer
from sqlalchemy import make_url

from command_line.local_settings import fail, whole_of_this_machine
from command_line.private_files import private_file
from command_line.speaking import said, spoken
from functions.composition import Whole
from records.anchors import AnchorError
from records.register import SEALS
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
    anchored = _anchored(whole)
    faults = whole.register.verify(anchored)
    for fault in faults:
        typer.echo(said(fault.en, fault.nl), err=True)
    if faults:
        fail(
            said(
                f"The register is not whole: {len(faults)} fault(s).",
                f"Het register is niet heel: {len(faults)} gebrek(en).",
            )
        )
    told = _told(whole, anchored)
    typer.echo(said(f"The register is whole. {told}", f"Het register is heel. {told}"))


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
    # The anchors first: a seal that is made meanwhile lacks its anchor then, as the newest may.
    anchored = _anchored(whole)
    with private_file(out) as file:
        entries = _write(whole.register, file)
    kept = (json.dumps({"seq": seq, "hash": hashed}) for seq, hashed in sorted(anchored.items()))
    anchors.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    shutil.copyfile(VERIFIER, verifier)
    typer.echo(
        said(
            f"{entries} entries written to {out}. It holds personal data: only your account can read it.",
            f"{entries} regels geschreven naar {out}. Er staan persoonsgegevens in: alleen uw account kan "
            "het lezen.",
        ),
        err=True,
    )
    command = f"python3 {verifier} {out} {anchors} --language {spoken()}"
    typer.echo(said(f"To verify it: {command}", f"Om hem te verifiëren: {command}"), err=True)


@register_app.command("seal")
def seal() -> None:
    """Seal the register now and anchor the seal; a timer does this every hour.

    Example: dossier register seal
    """
    whole = whole_of_this_machine()
    seals = whole.register.seal(whole.now())
    with _anchor_in_use(whole):
        added = len(whole.anchor.add(seals))
    where = whole.settings.anchor
    typer.echo(
        said(
            f"{len(seals)} seal(s), anchored in {where}; {added} of them now",
            f"{len(seals)} zegel(s), verankerd in {where}; {added} daarvan nu",
        )
    )


def _anchored(whole: Whole) -> dict[int, str]:
    with _anchor_in_use(whole):
        return whole.anchor.anchored()


@contextmanager
def _anchor_in_use(whole: Whole) -> Iterator[None]:
    """End the command where the anchor cannot be used, and say why."""
    where = whole.settings.anchor
    try:
        yield
    except (AnchorError, OSError) as error:
        quoted = f"«{error}»"  # the machine's own words
        en, nl = (error.en, error.nl) if isinstance(error, AnchorError) else (quoted, quoted)
        fail(
            said(
                f"The anchor (DOSSIER_ANCHOR, {where}) cannot be used: {en}.",
                f"Het anker (DOSSIER_ANCHOR, {where}) is niet te gebruiken: {nl}.",
            )
        )


def _told(whole: Whole, anchored: Mapping[int, str]) -> str:
    """Say how much a whole register holds, what of it was erased, and how much of it is anchored."""
    entries, erased, seals, seen_by = 0, 0, dict[int, str](), dict[int, int]()
    for line in whole.register.export():
        entry = line["entry"]
        entries, erased = entries + 1, erased + line["erased"]
        if entry["chain"] == SEALS:
            seq = entry["seq"]
            seals[seq] = entry["hash"]
            heads = line["beside"]["plan"]["heads"]
            seen_by[seq] = seq + sum(heads[name]["seq"] for name in heads if name != SEALS)
    fixed = seals.items() & anchored.items()
    known, last = len(fixed), max(fixed, default=(0, ""))[0]
    later = entries - seen_by.get(last, 0)
    where = whole.settings.anchor
    database = make_url(whole.settings.database_url).render_as_string()  # a password is left out
    sealed = said(
        f"Of {len(seals)} seal(s), {known} anchored in {where}; {later} entries came after the last: "
        "a cut there is not seen until the next seal.",
        f"Van {len(seals)} zegel(s) zijn er {known} verankerd in {where}; {later} regels kwamen na het "
        "laatste: wat daar wegvalt, wordt tot het volgende zegel niet gezien.",
    )
    if not seals:
        sealed = said("It was never sealed yet.", "Het is nog nooit verzegeld.")
    return said(
        f"{entries} entries in {database}; of {erased}, what lay beside was erased. {sealed}",
        f"{entries} regels in {database}; van {erased} is gewist wat erbij lag. {sealed}",
    )


def _write(register: Register, file: TextIO) -> int:
    """Write the register out; return how many entries it has."""
    entries = 0
    for entries, line in enumerate(register.export(), start=1):  # noqa: B007  the last is told
        file.write(json.dumps(line, sort_keys=True, ensure_ascii=False) + "\n")
    return entries


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(register_app, name="register")
