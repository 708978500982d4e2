"""The command that shows what the file plan and the model make of documents, and files nothing."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from classification.classify import classify as judged
from classification.learned.model import Model
from command_line.alternatives import (
    Alternatives,
    alternatives_lines,
    alternatives_object,
    alternatives_of,
)
from command_line.checking import read_or_fail
from command_line.learning import model_in
from command_line.local_settings import (
    fail,
    model_of_this_machine,
    plan_of_this_machine,
    whole_of_this_machine,
)
from command_line.printing import plain
from command_line.speaking import said
from command_line.words import word_for
from extraction import recognising
from extraction.with_ocr import ReaderWithOcr
from extraction.worker import Reader
from records.documents import NOBODY, DocumentSnapshot, DriveItem, Location
from records.file_plan import FilePlan, Mode, Source
from records.verdicts import Verdict, evidence_told

SHORT = 12  # characters of a version that people read
# The reason tells why it is unreadable, and examples are told with what the model thinks.
TOLD_OTHERWISE = frozenset({"unreadable", "nearest_example"})
# Where nobody says where a document lies: there, every dossier type may be found.
ANYWHERE = Source("-", "", "", "", "", Mode.OBSERVE, (), "", None, asks_about_unknown="always")


def classify(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders with files.")],
    source: Annotated[
        str | None,
        typer.Option(
            help="As if it lay in this source. Without it: in the only one of the plan, or else in "
            "a channel that takes all dossier types and belongs to no dossier."
        ),
    ] = None,
    file_plan: Annotated[
        Path | None, typer.Option(help="Folder of a file plan; else the one in force.")
    ] = None,
    model: Annotated[
        Path | None, typer.Option(help="A model made by `dossier train`; else the one in force.")
    ] = None,
    dossiers_model: Annotated[
        Path | None, typer.Option(help="A model of dossiers; else the one in force.")
    ] = None,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Recognise the text of scans, with tesseract.")
    ] = False,
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """Show what a file is, in which dossier it belongs, and every word that says so.

    Nothing is filed and nobody is asked: this is for trying rules and models on real documents. What
    would have tipped it is told too: rules that lack one thing, what the model thinks, and by which
    words and examples.

    Example: dossier classify brieven --source "Subsidies, kanaal Algemeen" --file-plan file_plan
    """
    judges = _what_judges(file_plan, model, dossiers_model)
    plan, at = _at_source(judges.plan, source)
    files = list(_files(paths))
    if not files:
        fail(said("There are no files there.", "Daar staan geen bestanden."), code=2)
    judges = replace(judges, plan=plan)
    asyncio.run(_show(files, judges, at, _reader(ocr=ocr), json_lines=json_lines))


def add_to(app: typer.Typer) -> None:
    """Add this command to the app."""
    app.command()(classify)


@dataclass(frozen=True, slots=True)
class _Judges:
    """What a file is looked at with: the file plan, and models where there are any."""

    plan: FilePlan
    model: Model | None
    dossiers: Model | None


def _what_judges(folder: Path | None, model: Path | None, dossiers: Path | None) -> _Judges:
    chosen, of_dossiers = (model_in(one)[0] if one else None for one in (model, dossiers))
    if folder is not None:
        checked, _texts = read_or_fail(folder)
        return _Judges(checked.plan, chosen, of_dossiers)
    whole = whole_of_this_machine()
    return _Judges(
        plan_of_this_machine(whole),
        chosen or model_of_this_machine(whole, "kinds"),
        of_dossiers or model_of_this_machine(whole, "dossiers"),
    )


def _at_source(plan: FilePlan, wanted: str | None) -> tuple[FilePlan, str]:
    """Return the plan to judge by, and the name of the source that documents are taken to lie in."""
    known = [one.name for one in plan.sources]
    if wanted is None and len(known) == 1:
        wanted = known[0]
    if wanted is None:
        return replace(plan, sources=(*plan.sources, ANYWHERE)), ANYWHERE.name
    if wanted not in known:
        listed = ", ".join(f"«{name}»" for name in known)
        fail(
            said(
                f"The plan has no source «{wanted}». There are: {listed}.",
                f"Het plan heeft geen bron «{wanted}». Wel zijn er: {listed}.",
            ),
            code=2,
        )
    return plan, wanted


def _reader(*, ocr: bool) -> Reader | ReaderWithOcr:
    if ocr and recognising.program() is None:
        fail(
            said(
                "tesseract with Dutch is not installed here (Debian: tesseract-ocr-nld).",
                "tesseract met Nederlands is hier niet geïnstalleerd (Debian: tesseract-ocr-nld).",
            ),
            code=2,
        )
    return ReaderWithOcr(Reader()) if ocr else Reader()


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Return each file and the folder that it is taken to lie in, seen from the source."""
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                inside = file.relative_to(path)
                if file.is_file() and not any(part.startswith(".") for part in inside.parts):
                    yield file, "/".join(("", *inside.parts[:-1]))
        elif path.exists():
            yield path, ""
        else:
            fail(said(f"{path} does not exist.", f"{path} bestaat niet."), code=2)


async def _show(
    files: Sequence[tuple[Path, str]],
    judges: _Judges,
    source: str,
    reader: Reader | ReaderWithOcr,
    *,
    json_lines: bool,
) -> None:
    async with AsyncExitStack() as stack:
        stack.push_async_callback(reader.close)
        async for snapshot in _snapshots(files, source, reader):
            plan = judges.plan
            verdict = judged(snapshot, plan, model=judges.model, dossiers=judges.dossiers)
            alternatives = alternatives_of(snapshot, plan, judges.model, verdict)
            if json_lines:
                told = _as_object(snapshot, verdict, alternatives, plan)
                typer.echo(json.dumps(told, ensure_ascii=False))
            else:
                typer.echo("\n".join(_lines(snapshot, verdict, alternatives)))


async def _snapshots(
    files: Sequence[tuple[Path, str]], source: str, reader: Reader | ReaderWithOcr
) -> AsyncIterator[DocumentSnapshot]:
    for file, folder in files:
        content = await asyncio.to_thread(file.read_bytes)
        reading = await reader.read(file.name, content)
        item = _item(file, folder, len(content))
        yield DocumentSnapshot(str(file), source, item, (), NOBODY, None, reading, None)


def _item(file: Path, folder: str, size: int) -> DriveItem:
    return DriveItem(
        location=Location("", str(file)),
        parent_id="",
        name=file.name,
        path=folder or "/",
        is_folder=False,
        etag="",
        ctag="",
        size=size,
        quick_xor_hash=None,
        created_by="",
        created_at="",
        modified_by="",
        modified_at="",
        web_url="",
        checked_out_by=None,
        content_type="Document",
        fields={},
    )


def _as_object(
    snapshot: DocumentSnapshot, verdict: Verdict, alternatives: Alternatives, plan: FilePlan
) -> dict[str, Any]:
    """Return the verdict as other programs read it; what is not known is null.

    Category and label are those of a dossier that runs: its category follows from its result.
    """
    percent = verdict.confidence_percent
    return {
        "path": snapshot.document_id,
        "outcome": verdict.outcome,
        "document_type": verdict.document_type,
        "dossier_type": verdict.dossier_type,
        "dossier": verdict.dossier_number,
        "candidates": [
            {
                "document_type": one.document_type,
                "dossier_type": one.dossier_type,
                "dossier": one.dossier_number,
            }
            for one in verdict.candidates
        ],
        "category": None,
        "retention_label": plan.running_label if verdict.outcome == "classified" else None,
        "confidence": None if percent is None else percent / 100,
        "reason": asdict(verdict.reason),
        "evidence": [asdict(found) for found in verdict.evidence],
        **alternatives_object(alternatives),
    }


def _lines(snapshot: DocumentSnapshot, verdict: Verdict, alternatives: Alternatives) -> list[str]:
    lines = [said(verdict.reason.en, verdict.reason.nl)]
    for found in verdict.evidence:
        if found.kind in TOLD_OTHERWISE:
            continue
        dutch, english = evidence_told(asdict(found))
        version = found.version[:SHORT]
        told = said(english, dutch)
        lines.append(
            f"{told}{said(f' version {version}', f' versie {version}') if version else ''}"
        )
    lines += alternatives_lines(alternatives, verdict)
    heading = f"{word_for(verdict.outcome)}  {plain(snapshot.document_id)}"
    return [heading, *(f"    {plain(line)}" for line in lines)]
