"""The command that checks a file plan, and how the other commands read one."""

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer

from classification.file_plan.reading import CheckedPlan, FilePlanError, Mistake, check_file_plan
from classification.file_plan.schema import schemas
from command_line.local_settings import fail
from command_line.overlapping import overlaps_as_object, overlaps_told, refuse_unknown
from command_line.speaking import said
from command_line.words import counted, term_of
from records.file_plan import Category, DossierType

PLAN = Path("file_plan")


def check(
    file_plan: Annotated[Path, typer.Argument(help="Folder of the file plan.")] = PLAN,
    as_json: Annotated[bool, typer.Option("--json", help="JSON, one object.")] = False,
    all_overlaps: Annotated[
        bool,
        typer.Option("--overlaps", help="Every two rules that can meet, each with a document."),
    ] = False,
    of: Annotated[
        str | None,
        typer.Option(help="Every two that can meet, but only of this dossier type or rule."),
    ] = None,
    schema: Annotated[
        Path | None,
        typer.Option(help="Write the JSON schemas for editors to this folder; checks nothing."),
    ] = None,
) -> None:
    """Check a file plan: every mistake at once, with file and line; tries its examples.

    Example: dossier check file_plan

    Example: dossier check file_plan --overlaps --of Subsidie
    """
    if schema is not None:
        write_schemas(schema)
        return
    checked, mistakes, _ = _read(file_plan)
    if checked is not None and of is not None:
        refuse_unknown(checked, of)
    if as_json:
        typer.echo(json.dumps(_as_object(checked, mistakes, of), ensure_ascii=False))
        raise typer.Exit(1 if mistakes else 0)
    # What is wrong is what was asked for, so it goes where other answers go.
    told = _listed(mistakes, file_plan)
    if checked is not None:
        every = all_overlaps or of is not None
        told = [*_summary(checked, file_plan), *overlaps_told(checked, of, every=every)]
    typer.echo("\n".join(told))
    raise typer.Exit(1 if mistakes else 0)


def read_or_fail(folder: Path) -> tuple[CheckedPlan, dict[str, str]]:
    """Return the file plan in `folder` and its texts; ends the command where it has mistakes."""
    checked, mistakes, texts = _read(folder)
    if checked is None:
        fail("\n".join(_listed(mistakes, folder)))
    return checked, texts


def write_schemas(folder: Path) -> None:
    """Write the JSON schema of every kind of file in a file plan."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in schemas().items():
        (folder / name).write_text(content, encoding="utf-8")
        typer.echo(str(folder / name))


def _read(folder: Path) -> tuple[CheckedPlan | None, Sequence[Mistake], dict[str, str]]:
    if not folder.is_dir():
        fail(
            said(
                f"{folder} is not a folder with a file plan.",
                f"{folder} is geen map met een ordeningsplan.",
            ),
            code=2,
        )
    files = sorted(file for ending in ("*.yaml", "*.yml") for file in folder.rglob(ending))
    content = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
    try:
        checked = check_file_plan(content)
    except FilePlanError as error:
        return None, error.mistakes, {}
    return checked, (), {name: data.decode("utf-8-sig") for name, data in content.items()}


def _listed(mistakes: Sequence[Mistake], folder: Path) -> list[str]:
    lines = []
    for name, group in groupby(mistakes, key=lambda mistake: mistake.file):
        listed = list(group)
        lines.append(f"{name}: {len(listed)}")
        lines += [f"  {folder / name}:{one.line}: {_in_words(one)}" for one in listed]
    count = counted(len(mistakes), ("mistake", "mistakes"), ("fout", "fouten"))
    not_used = said("the plan was not used.", "het plan is niet gebruikt.")
    return [*lines, f"{count}; {not_used}"]


def _in_words(mistake: Mistake) -> str:
    return said(mistake.message_en, mistake.message)


_RULES = ("rule", "rules"), ("regel", "regels")
_EXAMPLES = ("example", "examples"), ("voorbeeld", "voorbeelden")


def _summary(checked: CheckedPlan, folder: Path) -> list[str]:
    plan, listed = checked.plan, checked.plan.selection_list
    rules = sum(len(dossier_type.rules) for dossier_type in plan.dossier_types)
    lines = [
        f"{plan.name}, {said('version', 'versie')} {plan.version[:12]}",
        ", ".join(
            (
                counted(
                    len(plan.dossier_types),
                    ("dossier type", "dossier types"),
                    ("dossiertype", "dossiertypen"),
                ),
                counted(len(plan.sources), ("source", "sources"), ("bron", "bronnen")),
                counted(rules, *_RULES),
                f"{counted(len(checked.examples), *_EXAMPLES)} {said('tried', 'geprobeerd')}",
            )
        ),
        f"{said('Selection list', 'Selectielijst')}: {listed.name} ({listed.status})",
    ]
    for dossier_type in plan.dossier_types:
        tried = sum(example.dossier_type == dossier_type.name for example in checked.examples)
        lines += [
            "",
            (
                f"{dossier_type.name} ({dossier_type.number_shape}, {dossier_type.site} / "
                f"{dossier_type.library}): {counted(len(dossier_type.rules), *_RULES)}, "
                f"{counted(tried, *_EXAMPLES)}"
            ),
        ]
        for result, category in _categories(checked, dossier_type):
            lines.append(
                f"  {result}: {category.number} {_kept(category)} ({plan.selection_list.status})"
            )
    if checked.remarks:
        count = len(checked.remarks)
        heading = said(
            f"{count} remark(s): what may not work out as meant",
            f"{count} opmerking(en): wat misschien anders uitpakt dan bedoeld",
        )
        lines += ["", heading]
        lines += [f"  {folder / one.file}:{one.line}: {_in_words(one)}" for one in checked.remarks]
    return lines


def _kept(category: Category) -> str:
    if category.appraisal == "keep":
        return said("keep", "bewaren")
    return said(f"destroy, {term_of(category)}", f"vernietigen, {term_of(category)}")


def _categories(checked: CheckedPlan, dossier_type: DossierType) -> list[tuple[str, Category]]:
    known = checked.plan.selection_list
    return [(result, known.category(number)) for result, number in dossier_type.keeping.items()]


def _as_object(
    checked: CheckedPlan | None, mistakes: Sequence[Mistake], of: str | None
) -> dict[str, Any]:
    found: dict[str, Any] = {"ok": checked is not None, "mistakes": _told(mistakes)}
    if checked is None:
        return found
    plan = checked.plan
    return found | {
        "file_plan": plan.name,
        "version": plan.version,
        "selection_list": {"name": plan.selection_list.name, "status": plan.selection_list.status},
        "sources": [source.name for source in plan.sources],
        "examples": len(checked.examples),
        "dossier_types": [_type_as_object(checked, one) for one in plan.dossier_types],
        "remarks": _told(checked.remarks),
        **overlaps_as_object(checked, of),
    }


def _type_as_object(checked: CheckedPlan, dossier_type: DossierType) -> dict[str, Any]:
    return {
        "dossier_type": dossier_type.name,
        "number_shape": dossier_type.number_shape,
        "library": f"{dossier_type.site} / {dossier_type.library}",
        "rules": len(dossier_type.rules),
        "examples": sum(one.dossier_type == dossier_type.name for one in checked.examples),
        "categories": [
            {
                "result": result,
                "category": category.number,
                "appraisal": category.appraisal,
                "period": category.period,
                "trigger": category.trigger,
                "status": checked.plan.selection_list.status,
            }
            for result, category in _categories(checked, dossier_type)
        ],
    }


def _told(mistakes: Sequence[Mistake]) -> list[dict[str, Any]]:
    return [
        {"file": one.file, "line": one.line, "nl": one.message, "en": one.message_en}
        for one in mistakes
    ]
