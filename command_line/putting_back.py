"""An undo that a command prepares and carries out to its end, and how it ended.

No worker is held up here: where Graph allows no more for now, the command waits, and says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from command_line.governing import actor
from command_line.local_settings import fail
from command_line.speaking import said, said_reason
from command_line.waiting import carried_to_its_end, patiently
from filing.undo_plan import UndoPlan
from filing.undo_reasons import UNDONE
from filing.undoing import UNDOABLE, begin_undo, prepare_undo
from functions.composition import Whole
from records.verdicts import Reason

STOPPED = Reason(
    "stopped",
    "Alles is stilgezet; wat was begonnen gaat verder na `dossier resume`.",
    "Everything was stopped; what was begun goes on after `dossier resume`.",
)


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended, and why: `goes_on` where only the host carries it on, `kept` in its dossier.

    Of what is undone `why` tells what did not come back that nobody could foretell.
    """

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


async def looked_at(filing_id: str, whole: Whole) -> UndoPlan | Reason:
    """Return what undoing that filing will do, or why it cannot be undone; waits for Graph."""
    return await patiently(lambda: prepare_undo(filing_id, whole.workplace), whole)


async def put_back(
    plan: UndoPlan, whole: Whole, waiting: Callable[[], None] = lambda: None
) -> Ending:
    """Write down that the undo begins, and carry it out; `waiting` is called each time it waits.

    From its beginning on the host carries on with it, should this command end early. While Graph
    allows no more, that is waited for, however long it takes.
    """
    if not await begin_undo(plan, actor(), whole.workplace):
        if await whole.house.is_stopped():
            return Ending("not_begun", said_reason(STOPPED))
        now = await looked_at(plan.filing_id, whole)
        return Ending("not_begun", said_reason(now) if isinstance(now, Reason) else _by_another())
    ends = ("undone", *UNDOABLE)
    state = await carried_to_its_end(plan.document_id, plan.filing_id, ends, whole, waiting)
    reason = await whole.documents.last_reason(plan.document_id)
    if state == "undone":
        return Ending(
            "undone", said_reason(reason) if reason and reason.code != UNDONE.code else ""
        )
    if state is not None:
        return Ending("kept", said_reason(reason) if reason else "")
    if await whole.house.is_stopped():
        return Ending("goes_on", said_reason(STOPPED))
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


def stays_out() -> str:
    """Say what becomes of what was put back, and how it comes into a dossier after all."""
    return said(
        "It is not filed again by itself; whoever puts it in a dossier in the archive keeps it there.",
        "Het wordt niet vanzelf opnieuw opgenomen; wie het in het archief in een dossier zet, houdt "
        "het daar.",
    )
