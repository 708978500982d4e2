"""How a command waits where Graph allows no more for now, or does not answer: it says so.

It holds up no worker meanwhile.
"""

import asyncio
import contextlib
import math
from collections.abc import AsyncIterator, Awaitable, Callable, Container
from typing import TypeVar

import typer

from command_line.speaking import said
from filing.errors import Spent, Throttled
from filing.handle import handle_document
from functions.composition import Whole

TRIES = 60
SECONDS_BETWEEN = 2.0
SECONDS_OF_SILENCE = 15.0  # a person wonders after that

Answer = TypeVar("Answer")


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


@contextlib.asynccontextmanager
async def not_in_silence(seconds: float = SECONDS_OF_SILENCE) -> AsyncIterator[None]:
    """Say on stderr, each time so many seconds have passed, that what is done within is still done."""
    saying = asyncio.create_task(_say_still(seconds))
    try:
        yield
    finally:
        saying.cancel()


async def _say_still(seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        typer.echo(
            said(
                "Still asking Graph; it has not answered everything yet ...",
                "Graph wordt nog bevraagd; nog niet alles is beantwoord ...",
            ),
            err=True,
        )


async def patiently(ask: Callable[[], Awaitable[Answer]], whole: Whole) -> Answer:
    """Return what is asked; where Graph allows no more for now, that is waited for."""
    while True:
        try:
            async with not_in_silence():
                return await ask()
        except (Spent, Throttled) as error:
            if error.retry_after is None:
                raise
            await wait_for_graph(error.retry_after, whole)


async def carried_to_its_end(
    document_id: str,
    filing_id: str,
    ends: Container[str],
    whole: Whole,
    waiting: Callable[[], None] = lambda: None,
) -> str | None:
    """Carry a filing or an undo out until the document stands in one of those states; return it.

    None where it has not ended: everything was stopped, or it still is not there after so many
    looks, and the host carries on with it. Those are counted only while Graph can be asked: while it
    allows no more, that is waited for, however long. `waiting` is called at each other wait.
    """
    tries_left = TRIES
    while tries_left:
        async with not_in_silence():
            await handle_document(document_id, whole.workplace)
        now_stands = await whole.documents.filing_now(filing_id)
        if now_stands is not None and now_stands.state in ends:
            return now_stands.state
        if await whole.house.is_stopped():
            return None
        if (until := whole.session.governor.shut_until()) is not None:
            await wait_for_graph((until - whole.now()).total_seconds(), whole)
        else:
            tries_left -= 1
            waiting()
            await whole.session.wait(SECONDS_BETWEEN)
    return None
