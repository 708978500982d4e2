"""The `dossier` command."""

import logging
import sys

import typer
from sqlalchemy.exc import SQLAlchemyError

from command_line import (
    classifying,
    documents,
    dossiers,
    governing,
    learning,
    models,
    planning,
    registering,
    relating,
    reviewing,
    running,
    tracing,
    undoing,
)
from command_line.local_settings import fail
from command_line.speaking import let_every_command_choose, said
from filing.errors import FilingError, Unreachable

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
    documents,
    reviewing,
    planning,
    undoing,
    dossiers,
    relating,
    tracing,
    registering,
    classifying,
    learning,
    models,
):
    part.add_to(app)
let_every_command_choose(app)


def run() -> None:
    """Run the command of this process; what can go wrong outside it is said in one line."""
    # It tells of each token that it did not get in several lines, beside our one.
    logging.getLogger("azure.identity").setLevel(logging.ERROR)
    try:
        app()
    except Unreachable as error:
        fail(
            said(
                f"Microsoft Graph (GRAPH_BASE_URL) is not reached: {error}. The simulated tenant "
                "is started with `dossier simulator`; a real one asks for a managed identity "
                "(infra/README.md).",
                f"Microsoft Graph (GRAPH_BASE_URL) is niet te bereiken: {error}. De nagebootste "
                "tenant start met `dossier simulator`; een echte vraagt een managed identity "
                "(infra/README.md).",
            )
        )
    except FilingError as error:
        fail(
            said(
                f"Microsoft Graph (GRAPH_BASE_URL) did not do what was asked: {error}",
                f"Microsoft Graph (GRAPH_BASE_URL) deed niet wat was gevraagd: {error}",
            )
        )
    except SQLAlchemyError as error:
        fail(
            said(
                f"The store (DOSSIER_DATABASE_URL) cannot be used: {error.args[0]}",
                f"De database (DOSSIER_DATABASE_URL) is niet te gebruiken: {error.args[0]}",
            )
        )
    except OSError as error:
        if error.filename is None:
            raise
        fail(
            said(
                f"{error.filename} cannot be used: {error.strerror}",
                f"{error.filename} is niet te gebruiken: {error.strerror}",
            ),
            code=2,
        )
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
