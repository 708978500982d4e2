"""`python -m command_line` is the `dossier` command."""

from command_line.main import run

run()
