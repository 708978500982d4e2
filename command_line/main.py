"""The `dossier` command."""

import sys

import typer
from sqlalchemy.exc import SQLAlchemyError

from command_line import (
    dossiers,
    governing,
    learning,
    registering,
    relating,
    reviewing,
    running,
    tracing,
    undoing,
)
from command_line.local_settings import fail
from filing.errors import FilingError

app = typer.Typer(
    name="dossier",
    help="Dossierstroom: documents from Teams and SharePoint into their dossiers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for part in (
    running,
    governing,
    reviewing,
    undoing,
    dossiers,
    relating,
    tracing,
    registering,
    learning,
):
    part.add_to(app)


def run() -> None:
    """Run the command of this process; what can go wrong outside it is said in one line."""
    try:
        app()
    except FilingError as error:
        fail(f"Microsoft Graph (GRAPH_BASE_URL) did not do what was asked: {error}")
    except SQLAlchemyError as error:
        fail(f"The store (DOSSIER_DATABASE_URL) cannot be used: {error.args[0]}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
