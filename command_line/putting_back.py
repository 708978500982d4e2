"""An undo that was shown, carried out to its end by a command, and how it ended."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from command_line.governing import actor
from command_line.local_settings import fail
from command_line.speaking import said, said_reason
from filing.handle import handle_document
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from functions.composition import Whole
from records.verdicts import Reason

TRIES = 60
SECONDS_BETWEEN = 2.0


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended, and why: `goes_on` where only the host carries it on, `kept` in its dossier."""

    how: Literal["undone", "kept", "not_begun", "goes_on"]
    why: str = ""


async def refuse_when_stopped(whole: Whole) -> None:
    """End the command where everything is stopped."""
    if await whole.house.is_stopped():
        fail(
            said(
                "Everything is stopped; `dossier resume` lets it go on.",
                "Alles is stilgezet; `dossier resume` laat het weer doorgaan.",
            )
        )


async def put_back(
    plan: UndoPlan, whole: Whole, waiting: Callable[[], None] = lambda: None
) -> Ending:
    """Write down that the undo begins, and carry it out; `waiting` is called each time it waits.

    From its beginning on the host carries on with it, should this command end early.
    """
    if not await begin_undo(plan, actor(), whole.workplace):
        now = await prepare_undo(plan.filing_id, whole.workplace)
        return Ending("not_begun", said_reason(now) if isinstance(now, Reason) else _by_another())
    for _ in range(TRIES):
        await handle_document(plan.document_id, whole.workplace)
        now_stands = await whole.documents.filing_now(plan.filing_id)
        if now_stands is not None and now_stands.state == "undone":
            return Ending("undone")
        if now_stands is not None and now_stands.state == plan.kept_state:
            reason = await whole.documents.last_reason(plan.document_id)
            return Ending("kept", said_reason(reason) if reason else "")
        waiting()
        await asyncio.sleep(SECONDS_BETWEEN)
    return Ending(
        "goes_on",
        said(
            "Not finished yet; the host carries on with it, and the document is safe meanwhile.",
            "Nog niet klaar; de host gaat ermee door, en het document is intussen veilig.",
        ),
    )


def _by_another() -> str:
    return said(
        "Another worker has this document just now; try again in a minute.",
        "Een ander is nu met dit document bezig; probeer het over een minuut weer.",
    )
