"""Commands for dossiers: which there are, closing one with its result, opening it again."""

import asyncio
import json
from collections import Counter
from datetime import datetime
from typing import Annotated, Any

import typer

from command_line.governing import actor
from command_line.local_settings import fail, plan_of_this_machine, whole_of_this_machine
from command_line.printing import plain
from command_line.speaking import said, said_reason
from command_line.words import counted, minute_of, term_of, word_for
from dossiers.keeping import TO_BE_DETERMINED
from functions.composition import Whole
from records.dossiers import Dossier
from records.file_plan import Category, FilePlan
from records.moments import moment_text
from records.relations import RecordItem
from records.verdicts import Reason
from store.dossiers import Dossiers
from store.erasing import erase_dossier

dossiers_app = typer.Typer(help="The dossiers that documents were filed in.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="Number of the dossier, such as SUB-2026-0147.")]


@dossiers_app.command("list")
def dossiers_list(
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """List the dossiers that documents were filed in, and whether they run.

    Example: dossier dossiers list
    """
    dossiers = _dossiers(whole_of_this_machine())
    known = dossiers.known()
    lying = Counter(item.dossier_number for item in dossiers.items())
    for one in known:
        text = f"{one.number:<16} {word_for(one.status):<8} {_how_many(lying[one.number]):<14}"
        text += f" {one.dossier_type}"
        text += f": {one.result}" if one.result else ""
        typer.echo(json.dumps(_as_data(one), ensure_ascii=False) if json_lines else text)
    if not known and not json_lines:
        typer.echo(
            said("Nothing was filed in a dossier yet.", "Er is nog niets in een dossier opgenomen.")
        )


@dossiers_app.command("show")
def dossiers_show(
    number: Number,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show one dossier: its state, category and documents.

    Example: dossier dossiers show SUB-2026-0147
    """
    whole = whole_of_this_machine()
    found = _dossiers(whole).one(number)
    if found is None:
        fail(
            said(
                f"Dossier {number} is not known here; `dossier dossiers list` shows which are.",
                f"Dossier {number} is hier niet bekend; `dossier dossiers list` toont welke wel.",
            )
        )
    plan = asyncio.run(whole.in_force.plan())
    category = _category(found, plan)
    items = _dossiers(whole).items(number)
    if as_json:
        typer.echo(json.dumps(_whole_data(found, category, plan, items), ensure_ascii=False))
        return
    typer.echo(f"{found.number}  {found.dossier_type}  {word_for(found.status)}")
    typer.echo(f"{said('Opened', 'Geopend')}: {_minute(found.opened_at)}")
    if found.closed_at is not None:
        closed = f"{said('Closed', 'Gesloten')}: {_minute(found.closed_at)}"
        typer.echo(f"{closed}, {said('result', 'resultaat')} «{found.result}»")
    typer.echo(_kept(category, plan))
    for item in items:
        typer.echo(f"  {item.document_type}: {item.name}  {item.url}".rstrip())


@dossiers_app.command("close")
def dossiers_close(
    number: Number,
    result: Annotated[str, typer.Option(help="Result of the case, as in the file plan.")],
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also where required documents are missing.")
    ] = False,
) -> None:
    """Close a dossier with the result of its case; later documents then wait for a person.

    Example: dossier dossiers close SUB-2026-0147 --result geweigerd
    """
    whole = whole_of_this_machine()
    plan = plan_of_this_machine(whole)
    done = _dossiers(whole).close(number, result, plan, actor(), anyway=anyway)
    if isinstance(done, Reason):
        anyway_too = said(
            " With --anyway it is closed all the same.", " Met --anyway sluit het toch."
        )
        hint = anyway_too if done.code == _MISSING else ""
        wrong = done.code in ("no_such_result", "dossier_not_known")
        fail(f"{said_reason(done)}{hint}", code=2 if wrong else 1)
    typer.echo(
        said(
            f"{number} is closed, result «{done.result}».",
            f"{number} is gesloten, resultaat «{done.result}».",
        )
    )
    typer.echo(_kept(done.category, plan))
    if done.missing:
        missing = ", ".join(done.missing)
        typer.echo(
            said(
                f"Missing: {missing}; the register tells that too.",
                f"Ontbreekt: {missing}; dat staat ook in het register.",
            )
        )


@dossiers_app.command("reopen")
def dossiers_reopen(number: Number) -> None:
    """Let a closed dossier run again; what waited because it was closed is looked at again.

    Example: dossier dossiers reopen SUB-2026-0147
    """
    done = _dossiers(whole_of_this_machine()).reopen(number, actor())
    if isinstance(done, Reason):
        fail(said_reason(done), code=2 if done.code == "dossier_not_known" else 1)
    typer.echo(
        said(
            f"{number} is running again; its result is to be determined anew.",
            f"{number} loopt weer; het resultaat moet opnieuw worden bepaald.",
        )
    )


@dossiers_app.command("erase")
def dossiers_erase(
    number: Number,
    yes: Annotated[bool, typer.Option("--yes", help="Erase; without it nothing is.")] = False,
) -> None:
    """Erase what was written down of the documents of a dossier that was destroyed.

    Reasons, quotations, names and people go; that and when something was done stays, and the
    register can still be verified. It cannot be turned back. Destroying the documents comes first,
    in SharePoint.

    Example: dossier dossiers erase SUB-2026-0147 --yes
    """
    whole = whole_of_this_machine()
    done = erase_dossier(whole.database, number, whole.now(), actor(), dry_run=not yes)
    if isinstance(done, Reason):
        fail(said_reason(done), code=2 if done.code == "dossier_not_known" else 1)
    how_many = said(
        f"what lies beside {done.beside} entries of {len(done.documents)} document(s)",
        f"wat bij {done.beside} regels van {len(done.documents)} document(en) ligt",
    )
    for name, source in done.elsewhere:
        typer.echo(
            said(
                f"The same content lies in «{plain(source)}», as «{plain(name)}»: was it destroyed, "
                "or only taken there?",
                f"Dezelfde inhoud ligt in «{plain(source)}», als «{plain(name)}»: is het vernietigd, of "
                "alleen daarheen gebracht?",
            ),
            err=True,
        )
    if yes:
        typer.echo(said("Erased", "Gewist") + f": {how_many}.")
        return
    listed = ", ".join(f"«{plain(name)}»" for name in done.documents)
    hint = said(
        "It cannot be turned back; with --yes it is done.",
        "Het kan niet worden teruggedraaid; met --yes gebeurt het.",
    )
    typer.echo(said("Would be erased", "Gewist zou worden") + f": {how_many}, {listed}. {hint}")


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(dossiers_app, name="dossiers")


def _dossiers(whole: Whole) -> Dossiers:
    return Dossiers(whole.database, whole.now)


def _minute(moment: datetime) -> str:
    return minute_of(moment_text(moment))


def _category(found: Dossier, plan: FilePlan | None) -> Category | None:
    """Return the category by the dossier's result; None while it runs or nothing tells it."""
    types = {one.name: one for one in plan.dossier_types} if plan else {}
    dossier_type = types.get(found.dossier_type)
    number = dossier_type.keeping.get(found.result) if dossier_type and found.result else None
    return plan.selection_list.category(number) if plan and number else None


def _kept(category: Category | None, plan: FilePlan | None) -> str:
    if category is None or plan is None:
        return said("Category: to be determined", f"Categorie: {TO_BE_DETERMINED}")
    listed = f"{plan.selection_list.name} ({plan.selection_list.status})"
    called = f"{category.number} {category.name}"
    text = said(f"Category: {called}, from {listed}\n", f"Categorie: {called}, uit {listed}\n")
    if category.appraisal == "keep":
        return text + said("Kept for ever.", "Blijvend te bewaren.")
    return text + said(
        f"Destroyed {term_of(category)}. "
        "The date is not computed in this version, and nothing is destroyed.",
        f"Te vernietigen {term_of(category)}. "
        "Deze versie berekent geen datum, en er wordt niets vernietigd.",
    )


def _how_many(documents: int) -> str:
    if not documents:
        return said("empty", "leeg")
    return counted(documents, ("document", "documents"), ("document", "documenten"))


def _as_data(found: Dossier) -> dict[str, Any]:
    return {
        "number": found.number,
        "dossier_type": found.dossier_type,
        "status": found.status,
        "result": found.result or None,
        "opened_at": moment_text(found.opened_at),
        "closed_at": moment_text(found.closed_at) if found.closed_at else None,
        "drive_id": found.drive_id,
        "folder_id": found.folder_id,
    }


def _whole_data(
    found: Dossier,
    category: Category | None,
    plan: FilePlan | None,
    items: tuple[RecordItem, ...],
) -> dict[str, Any]:
    return _as_data(found) | {
        "category": category.number if category else None,
        "appraisal": category.appraisal if category else None,
        "list_status": plan.selection_list.status if category and plan else None,
        "action_date": None,
        "documents": [
            {
                "document_id": item.document_id,
                "document_type": item.document_type,
                "name": item.name,
                "url": item.url,
            }
            for item in items
        ],
    }


_MISSING = "documents_missing"
