"""How a command waits where Graph allows no more for now: it holds up no worker, and says so."""

import math

import typer

from command_line.speaking import said
from functions.composition import Whole


async def wait_for_graph(seconds: float, whole: Whole) -> None:
    """Wait for so long, and a moment more: what was put off till then may be claimed after it."""
    whole_seconds = max(0, math.floor(seconds)) + 1
    typer.echo(
        said(
            f"Waiting {whole_seconds} s: Graph allows no more just now.",
            f"{whole_seconds} s wachten: meer staat Graph nu niet toe.",
        ),
        err=True,
    )
    await whole.session.wait(whole_seconds)
