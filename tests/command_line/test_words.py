"""Numbers as each language writes them."""

import pytest
import typer
from typer.testing import CliRunner

from command_line.speaking import let_every_command_choose
from command_line.words import size_of, written

app = typer.Typer()


@app.command()
def numbers() -> None:
    typer.echo(written("0.954"))
    for size in (0, 400, 999_400, 999_600, 1_250_000_000):
        typer.echo(size_of(size))


let_every_command_choose(app)


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("en", ["0.954", "1 kB", "1 kB", "999 kB", "1.0 MB", "1250.0 MB"]),
        ("nl", ["0,954", "1 kB", "1 kB", "999 kB", "1,0 MB", "1250,0 MB"]),
    ],
)
def test_a_decimal_is_written_as_the_language_does_and_a_small_size_in_kilobytes(
    language: str, numbers: list[str]
) -> None:
    assert (
        CliRunner().invoke(app, ["numbers", "--language", language]).stdout.splitlines() == numbers
    )
