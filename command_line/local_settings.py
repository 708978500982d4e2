"""The settings of this machine, from `local.settings.json` as Azure's own tools read it."""

import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import typer

from functions.composition import Whole, compose
from functions.settings import Settings, SettingsError, read_settings

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


def whole_of_this_machine(*, may_begin: bool = False) -> Whole:
    """Return the whole, put together from this machine's settings.

    Only a command that `may_begin` makes a store where there is none: otherwise someone in the
    wrong folder would read an empty account and be reassured.
    """
    settings = settings_of_this_machine()
    file = Path(settings.database_url.removeprefix(SQLITE))
    if not file.exists():
        if not may_begin:
            fail(
                f"There is no store at {file} yet. Begin with `dossier plan-in-force file_plan`, "
                "or set DOSSIER_DATABASE_URL."
            )
        file.parent.mkdir(parents=True, exist_ok=True)
    return compose(settings)


def fail(message: str, *, code: int = 1) -> NoReturn:
    """Say on stderr what was wrong, and end the command."""
    typer.echo(message, err=True)
    sys.exit(code)


def _values(file: Path) -> dict[str, str]:
    try:
        values = json.loads(file.read_text(encoding="utf-8"))["Values"]
    except (ValueError, KeyError, TypeError) as error:
        fail(f"{file} is not as local.settings.example.json is: {error!r}", code=2)
    if not isinstance(values, dict):
        fail(f'{file}: "Values" has to be an object, as in local.settings.example.json.', code=2)
    for name, value in values.items():
        if not isinstance(value, str):
            fail(f'{file}: {name} has to be a text: "{value}", between quotes.', code=2)
    return values


def _from_folder(name: str, value: str, folder: Path) -> str:
    """Return the value, with a relative path in it seen from the settings file's folder."""
    if name == "DOSSIER_ANCHOR" and value and "://" not in value:
        return str(folder / value)
    path = value.removeprefix(SQLITE)
    if name == "DOSSIER_DATABASE_URL" and path != value and not path.startswith("/"):
        return f"{SQLITE}{folder / path}"
    return value
