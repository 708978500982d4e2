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


def settings_of_this_machine() -> Settings:
    """Return the settings: the environment first, then `local.settings.json` in this folder.

    Where that file is missing the example is used, which means the simulated tenant; that is
    said on stderr. What was read is put in the environment too, for azure-identity reads its
    own variables there. Ends the command with code 2 when a setting is missing or wrong.
    """
    file = OWN if OWN.exists() else EXAMPLE
    if file == EXAMPLE and "GRAPH_BASE_URL" not in os.environ and EXAMPLE.exists():
        typer.echo(
            "No local.settings.json here: using the example, for the simulated tenant of "
            "`dossier simulator`.",
            err=True,
        )
    values = json.loads(file.read_text(encoding="utf-8"))["Values"] if file.exists() else {}
    for name, value in values.items():
        os.environ.setdefault(name, value)
    try:
        settings = read_settings(os.environ)
    except SettingsError as error:
        fail(str(error), code=2)
    _make_folders(settings)
    return settings


def whole_of_this_machine() -> Whole:
    """Return the whole, put together from this machine's settings."""
    return compose(settings_of_this_machine())


def fail(message: str, *, code: int = 1) -> NoReturn:
    """Say on stderr what was wrong, and end the command."""
    typer.echo(message, err=True)
    sys.exit(code)


def _make_folders(settings: Settings) -> None:
    prefix = "sqlite:///"
    if settings.database_url.startswith(prefix):
        Path(settings.database_url.removeprefix(prefix)).parent.mkdir(parents=True, exist_ok=True)
