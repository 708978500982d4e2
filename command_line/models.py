"""The commands for learned models: bring one in, compare it, put it in force, take it out."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from command_line.corpora import held_back_in
from command_line.figures import side_by_side, value_of
from command_line.governing import actor
from command_line.learning import model_in
from command_line.local_settings import fail, model_of_this_machine, whole_of_this_machine
from command_line.printing import plain
from command_line.speaking import said
from command_line.words import minute_of
from functions.composition import Whole
from records.file_plan import FilePlan
from records.register import OURSELVES
from store.learned_models import InForceError, TellsOtherError

if TYPE_CHECKING:
    from classification.learned.model import Tells

models_app = typer.Typer(
    help="Learned models: which there are, and which one is in force.", no_args_is_help=True
)
Dossiers = Annotated[
    bool,
    typer.Option("--dossiers", help="The model of dossiers: it proposes where a document belongs."),
]
SHORT = 12  # characters of a version that people read
SHOWN = 5  # kinds that are named
COMPARED = ("accuracy", "macro_f1", "coverage", "risk", "unknown_filed")


@models_app.command("list")
def list_models(
    json_lines: Annotated[bool, typer.Option("--json", help="JSON, one object a line.")] = False,
) -> None:
    """List the models that were brought in, the newest first, and which one is in force.

    Example: dossier models list
    """
    found = whole_of_this_machine().models.all()
    for one in found:
        about = {name: getattr(one, name) for name in one.__slots__}
        typer.echo(json.dumps(about, ensure_ascii=False) if json_lines else _told(about))
    if not found and not json_lines:
        typer.echo(said("There are no models.", "Er zijn geen modellen."))


@models_app.command("add")
def add_model(
    file: Annotated[Path, typer.Argument(help="A model made by `dossier train`.")],
    held_back: Annotated[
        Path | None,
        typer.Option(help="Texts it did not learn from (JSON Lines): it is compared on them."),
    ] = None,
    dossiers: Dossiers = False,
) -> None:
    """Bring a model in, compared with the one in force; it is not in force by that.

    Example: dossier models add build/types.model --held-back held-back.jsonl

    Example: dossier models add build/dossiers.model --dossiers
    """
    tells: Tells = "dossiers" if dossiers else "kinds"
    whole = whole_of_this_machine()
    made, content = model_in(file)
    before = model_of_this_machine(whole, tells)
    figures, current = _figures(made, before, held_back) if held_back is not None else (None, None)
    version = made.version[:SHORT]
    try:
        whole.models.add(content, figures, actor(), tells=tells)
    except TellsOtherError:
        fail(_kept_otherwise(version, dossiers=dossiers), code=2)
    typer.echo(said(f"Brought in: model {version}.", f"Toegevoegd: model {version}."))
    if not dossiers:
        _warn_of_strange_kinds(made.kinds, asyncio.run(whole.in_force.plan()))
    if figures is not None:
        typer.echo("\n".join(side_by_side(COMPARED, figures, current)) + _compared(figures))
    typer.echo(
        said(
            f"It does nothing yet: `dossier models put-in-force {version}`.",
            f"Het doet nog niets: `dossier models put-in-force {version}`.",
        )
    )


@models_app.command("put-in-force")
def put_in_force(
    version: Annotated[str, typer.Argument(help="The version, or how it begins.")],
) -> None:
    """Put a model in force; every document that is not filed is looked at again with it.

    Example: dossier models put-in-force 4f1c09aa21b3
    """
    whole = whole_of_this_machine()
    found = _the_one(version, whole)
    whole.models.put_in_force(found, actor())
    short = found[:SHORT]
    typer.echo(said(f"Model {short} is in force.", f"Model {short} is van kracht."))


@models_app.command("delete")
def delete(
    version: Annotated[str, typer.Argument(help="The version, or how it begins.")],
) -> None:
    """Delete a model that is not in force, with all it learned; that it was there stays written.

    Example: dossier models delete 4f1c09aa21b3
    """
    whole = whole_of_this_machine()
    found = _the_one(version, whole)
    short = found[:SHORT]
    try:
        whole.models.delete(found, actor())
    except InForceError:
        fail(
            said(
                f"Model {short} is in force; first take it out: `dossier models withdraw`.",
                f"Model {short} is van kracht; haal het eerst weg: `dossier models withdraw`.",
            )
        )
    typer.echo(said(f"Deleted: model {short}.", f"Verwijderd: model {short}."))


@models_app.command("withdraw")
def withdraw(dossiers: Dossiers = False) -> None:
    """Take the model out of force: rules alone decide again. It is kept, and can come back.

    Example: dossier models withdraw
    """
    tells: Tells = "dossiers" if dossiers else "kinds"
    whole = whole_of_this_machine()
    if whole.models.version_in_force(tells) is None:
        fail(said("No model is in force.", "Er is geen model van kracht."))
    whole.models.withdraw(actor(), tells)
    typer.echo(
        said("No model is in force any more.", "Er is geen model meer van kracht."),
    )


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(models_app, name="models")


def _the_one(version: str, whole: Whole) -> str:
    """Return the version that begins so; ends the command with code 2 where that is not one."""
    found = [one.version for one in whole.models.all() if one.version.startswith(version)]
    if len(found) != 1:
        many = len(found)
        fail(
            said(
                f"{many} models have a version that begins with «{version}»; `dossier models list`.",
                f"{many} modellen hebben een versie die zo begint: «{version}»; "
                "`dossier models list`.",
            ),
            code=2,
        )
    return found[0]


def _figures(
    made: Any, before: Any | None, held_back: Path
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Return the figures of a model, compared with those of the one in force, which follow."""
    from classification.learned.evaluating import compared, figures, judge_all

    learned = {*made.example_ids, *(before.example_ids if before is not None else ())}
    judged = judge_all(made, held_back_in(held_back, made.fields, learned))
    by_it = (
        judge_all(before, held_back_in(held_back, before.fields, learned))
        if before is not None
        else []
    )
    current = figures(before, by_it) if before is not None else None
    return {**figures(made, judged), "compared": compared(made, judged, before, by_it)}, current


def _kept_otherwise(version: str, *, dossiers: bool) -> str:
    if dossiers:
        return said(
            f"Model {version} is kept as a model of kinds; it was not brought in as one of dossiers.",
            f"Model {version} is bewaard als model van soorten; als model van dossiers is het niet "
            "toegevoegd.",
        )
    return said(
        f"Model {version} is kept as a model of dossiers; it was not brought in as one of kinds.",
        f"Model {version} is bewaard als model van dossiers; als model van soorten is het niet "
        "toegevoegd.",
    )


def _warn_of_strange_kinds(kinds: Sequence[str], plan: FilePlan | None) -> None:
    """Say where the plan has none of the kinds of a model: then it can tell nothing of use."""
    if plan is None or {one.name for one in plan.document_types} & set(kinds):
        return
    typer.echo(
        said(
            "None of its kinds is a document type of the file plan; is it a model of dossiers? "
            "Delete it then (`dossier models delete`), and bring it in with --dossiers.",
            "Geen van zijn soorten is een documentsoort van het ordeningsplan; is het een model van "
            "dossiers? Verwijder het dan (`dossier models delete`), en breng het in met --dossiers.",
        ),
        err=True,
    )


def _told(about: dict[str, Any]) -> str:
    version, at = about["version"][:SHORT], minute_of(about["added_at"])
    force = said("in force", "van kracht") if about["in_force"] else said("kept", "bewaard")
    kinds, examples = about["kinds"], about["examples"]
    of_dossiers = about["tells"] == "dossiers"
    what, what_nl = ("dossiers", "dossiers") if of_dossiers else ("kinds", "soorten")
    line = said(
        f"{at}  {version}  {force}  {kinds} {what} from {examples} texts",
        f"{at}  {version}  {force}  {kinds} {what_nl} uit {examples} teksten",
    )
    if about["added_by"] == OURSELVES:
        line += said(", made from what people said", ", gemaakt van wat mensen zeiden")
    return line + _compared(about["figures"])


def _compared(figures: dict[str, Any] | None) -> str:
    """Say what a model is worth, beside the one that was in force when it was compared."""
    if not figures or "compared" not in figures:
        return ""
    beside = figures["compared"]
    many, own, current = beside["n"], value_of(beside["right"]), beside["in_force"]
    told = said(
        f"\n    right of {many} texts that it did not learn from: {own}",
        f"\n    goed van {many} teksten waar het niet van leerde: {own}",
    )
    if current is not None:
        current = value_of(current)
        told += said(f" (then in force: {current})", f" (toen van kracht: {current})")
    if beside["only_new"]:
        told += said("\n    new to it: ", "\n    nieuw erin: ") + _some(beside["only_new"])
    if beside["only_in_force"]:
        lost = _some(beside["only_in_force"])
        told += said(f"\n    it does not know: {lost}", f"\n    het kent niet: {lost}")
    return told


def _some(names: list[str]) -> str:
    """Return the first few names, and how many more there are."""
    more = len(names) - SHOWN
    listed = ", ".join(plain(name) for name in names[:SHOWN])
    return listed + said(f" and {more} more", f" en nog {more}") if more > 0 else listed
