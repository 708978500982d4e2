"""The `dossier` command."""

import typer

from command_line import governing, registering, reviewing, running, undoing

app = typer.Typer(
    name="dossier",
    help="Dossierstroom: documents from Teams and SharePoint into their dossiers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for part in (running, governing, reviewing, undoing, registering):
    part.add_to(app)


def run() -> None:
    """Run the command of this process."""
    app()


if __name__ == "__main__":
    run()
