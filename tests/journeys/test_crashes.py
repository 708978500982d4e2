"""A worker dies before or after any request that changes something; the next one finishes.

Here the worker is a task that is cancelled while the tenant holds its request, which gives nothing
back and tidies nothing up. `test_killed_process.py` does the same to whole processes.
"""

import asyncio
from typing import Any

import pytest

from filing.handle import handle_document
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from records.file_plan import Mode
from tests.journeys.journey import SOURCE, Journey

pytestmark = pytest.mark.journey
MOMENTS = ("hold_before", "hold_after")
FILING_CHANGES = 12  # folders of staging (2), copy, columns (2), dossier (2), place, label, ...
UNDO_CHANGES = 13  # staging (2), copy, place, label off, release, pointer, dossier (4), ...


def cuts(changes: int) -> pytest.MarkDecorator:
    """Cut off at every request on SQLite, before and after it; on PostgreSQL after every sixth."""
    cells = [(moment, skip, "sqlite") for skip in range(changes) for moment in MOMENTS]
    cells += [("hold_after", skip, "postgresql") for skip in range(1, changes, 6)]
    names = ("moment", "skip", "database_url")
    return pytest.mark.parametrize(names, cells, indirect=["database_url"])


async def cut_off(journey: Journey, document_id: str, moment: str, skip: int) -> bool:
    """Let the worker die at the request; return whether it ever came so far."""
    fault = await journey.fault(moment, "changes", skip=skip)
    worker = asyncio.create_task(handle_document(document_id, journey.whole.workplace))
    return await died_at(journey, fault, worker)


async def died_at(journey: Journey, fault: str, worker: "asyncio.Task[Any]") -> bool:
    """Let the worker die once that fault holds it; return whether it ever came so far."""
    reached = await journey.held(fault, worker)
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    if reached:
        await journey.own("POST", f"/faults/{fault}/release", {})
    await journey.own("DELETE", "/faults")
    return reached


async def next_worker(journey: Journey, document_id: str) -> None:
    """Another process takes over, after the dead one's claim has lapsed."""
    await journey.whole.close()
    journey.whole = journey.composed()
    journey.clock.advance(minutes=10)
    assert await journey.whole.documents.due() == [document_id]
    for _ in range(5):
        await handle_document(document_id, journey.whole.workplace)
        journey.clock.advance(minutes=1)


async def due_document(journey: Journey) -> str:
    """Return a document that is ready to be filed, with nobody working on it."""
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    await journey.save("brief.txt")
    await journey.settle()
    await journey.host.stop()
    journey.whole.house.set_mode(SOURCE, Mode.ACT, "person:test")
    [document_id] = await journey.whole.documents.due()
    return document_id


@cuts(FILING_CHANGES)
async def test_a_filing_that_was_cut_off_anywhere_is_finished_once(
    journey: Journey, moment: str, skip: int
) -> None:
    document_id = await due_document(journey)
    assert await cut_off(journey, document_id, moment, skip)
    await next_worker(journey, document_id)

    assert (await journey.only_line()).outcome == "filed"
    outcomes = [line["entry"]["kind"] for line in journey.whole.register.export()]
    assert outcomes.count("planned") == outcomes.count("filed") == 1


async def test_the_table_of_cuts_covers_every_request_of_a_filing(journey: Journey) -> None:
    document_id = await due_document(journey)
    assert not await cut_off(journey, document_id, "hold_before", FILING_CHANGES)


async def begun_undo(journey: Journey) -> UndoPlan:
    await journey.save("brief.txt")
    await journey.settle()
    await journey.host.stop()
    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    return plan


@cuts(UNDO_CHANGES)
async def test_an_undo_that_was_cut_off_anywhere_is_finished_once(
    journey: Journey, moment: str, skip: int
) -> None:
    plan = await begun_undo(journey)
    assert await cut_off(journey, plan.document_id, moment, skip)
    await next_worker(journey, plan.document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "undone")
    assert [i["path"] for i in await journey.items()] == ["/Algemeen/brief.txt"]


async def test_the_table_of_cuts_covers_every_request_of_an_undo(journey: Journey) -> None:
    plan = await begun_undo(journey)
    assert not await cut_off(journey, plan.document_id, "hold_before", UNDO_CHANGES)
