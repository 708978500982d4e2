"""The settings of this machine, from `local.settings.json` as Azure's own tools read it."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import typer

from classification.learned.model import Model, Tells
from classification.learned.model_file import ModelFileError
from command_line.speaking import said
from functions.composition import Whole, compose
from functions.settings import Settings, SettingsError, read_settings
from records.file_plan import FilePlan

OWN = Path("local.settings.json")
EXAMPLE = Path(__file__).parent.parent / "local.settings.example.json"
SQLITE = "sqlite:///"


def settings_of_this_machine() -> Settings:
    """Return the settings: the environment first, then `local.settings.json` in this folder.

    Where that file is missing the example beside the program is used, which means the simulated
    tenant. What was read is put in the environment too, for azure-identity reads its own variables
    there. Paths in a file are seen from that file's folder. Ends the command with code 2 when a
    setting is missing or wrong.
    """
    file = OWN if OWN.exists() else EXAMPLE
    if file.exists():
        for name, value in _values(file).items():
            os.environ.setdefault(name, _from_folder(name, value, file.parent.resolve()))
    try:
        return read_settings(os.environ)
    except SettingsError as error:
        fail(str(error), code=2)


def file_of(settings: Settings) -> Path | None:
    """Return the file that the store lies in, or None where it lies on a server."""
    url = settings.database_url
    return Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None


def whole_of_this_machine(*, may_begin: bool = False) -> Whole:
    """Return the whole, put together from this machine's settings.

    Only a command that `may_begin` makes a store where there is none: otherwise someone in the
    wrong folder would read an empty account and be reassured.
    """
    settings = settings_of_this_machine()
    file = file_of(settings)
    if file is not None and not file.exists():
        if not may_begin:
            fail(
                said(
                    f"There is no store at {file} yet. Begin with `dossier plan-in-force "
                    "file_plan`, or set DOSSIER_DATABASE_URL.",
                    f"Er is nog geen database op {file}. Begin met `dossier plan-in-force "
                    "file_plan`, of zet DOSSIER_DATABASE_URL.",
                )
            )
        file.parent.mkdir(parents=True, exist_ok=True)
    return compose(settings)


def plan_of_this_machine(whole: Whole) -> FilePlan:
    """Return the file plan in force; ends the command with code 2 where there is none."""
    plan = asyncio.run(whole.in_force.plan())
    if plan is None:
        fail(
            said(
                "There is no file plan in force yet; begin with `dossier plan-in-force DIR`.",
                "Er is nog geen ordeningsplan van kracht; begin met `dossier plan-in-force MAP`.",
            ),
            code=2,
        )
    return plan


def model_of_this_machine(whole: Whole, tells: Tells) -> Model | None:
    """Return the model in force, None without one; None too, and said, where it cannot be read."""
    try:
        return whole.models.in_force(tells)
    except ModelFileError:
        typer.echo(
            said(
                "The model in force cannot be read by this version: rules alone decide. Train one anew "
                "(`dossier train`), or withdraw it (`dossier models withdraw`).",
                "Deze versie kan het model dat van kracht is niet lezen: alleen de regels beslissen. Leer "
                "er opnieuw een (`dossier train`), of haal het weg (`dossier models withdraw`).",
            ),
            err=True,
        )
        return None


def fail(message: str, *, code: int = 1) -> NoReturn:
    """Say on stderr what was wrong, and end the command."""
    typer.echo(message, err=True)
    sys.exit(code)


def _values(file: Path) -> dict[str, str]:
    try:
        values = json.loads(file.read_text(encoding="utf-8"))["Values"]
    except (ValueError, KeyError, TypeError) as error:
        fail(
            said(
                f"{file} is not as local.settings.example.json is: {error!r}",
                f"{file} is anders dan local.settings.example.json: {error!r}",
            ),
            code=2,
        )
    if not isinstance(values, dict):
        fail(
            said(
                f'{file}: "Values" has to be an object, as in local.settings.example.json.',
                f'{file}: "Values" moet een object zijn, als in local.settings.example.json.',
            ),
            code=2,
        )
    for name, value in values.items():
        if not isinstance(value, str):
            fail(
                said(
                    f'{file}: {name} has to be a text: "{value}", between quotes.',
                    f'{file}: {name} moet een tekst zijn: "{value}", tussen aanhalingstekens.',
                ),
                code=2,
            )
    return values


def _from_folder(name: str, value: str, folder: Path) -> str:
    """Return the value, with a relative path in it seen from the settings file's folder."""
    if name == "DOSSIER_ANCHOR" and value and "://" not in value:
        return str(folder / value)
    path = value.removeprefix(SQLITE)
    if name == "DOSSIER_DATABASE_URL" and path != value and not path.startswith("/"):
        return f"{SQLITE}{folder / path}"
    return value
