"""What an undo may not tidy up at first is tidied later, and nothing else waits for that."""

import pytest

from filing.handle import handle_document
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from tests.journeys.journey import Journey

pytestmark = pytest.mark.journey

LETTER = "/Algemeen/brief.txt"
POINTER, DOSSIER, STAGED = "/Algemeen/brief.txt.url", "/SUB-2026-0147", "/_binnen"


async def begun(journey: Journey) -> UndoPlan:
    await journey.save("brief.txt")
    await journey.settle()
    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    return plan


async def in_sight(journey: Journey) -> set[str]:
    """What stands of the letter's filing: itself, its pointer, its dossier, the team's staging."""
    found = [*await journey.items(), *await journey.items(kind="folder")]
    tenant = await journey.own("GET", "/tenant")
    archive = tenant["drives"]["/sites/archief/Subsidiedossiers"]["id"]
    ours = [one for one in found if one["path"] != STAGED or one["drive_id"] != archive]
    return {one["path"] for one in ours} & {LETTER, POINTER, DOSSIER, STAGED}


@pytest.mark.parametrize("refused", [POINTER, DOSSIER, STAGED])
async def test_what_may_not_be_removed_keeps_nothing_else_standing_and_is_removed_later(
    journey: Journey, refused: str
) -> None:
    plan = await begun(journey)
    items = [*await journey.items(), *await journey.items(kind="folder")]
    there = [one["id"] for one in items if one["path"] == refused]
    if refused == STAGED:  # it is not there yet: all that is removed in the team but the pointer
        more = {"path_contains": plan.folder.drive_id, "skip": 1}
    else:
        more = {"path_contains": there[0]}
    fault = await journey.fault("status", "drive_item.delete", None, status=403, **more)
    await handle_document(plan.document_id, journey.whole.workplace)
    await journey.host.run_function("sweep")
    await journey.settle()

    assert await in_sight(journey) == {LETTER, refused}
    [document] = journey.whole.overviews.waiting()
    assert document["state"] == "undone"
    assert "what its filing left could not be removed" in document["reason"]["en"]
    told = [violation.sentence for violation in (await journey.account()).violations]
    assert len(told) == (
        refused != DOSSIER
    )  # that it stays where it may not go was said beforehand
    assert all("still stands after" in one or "in a staging folder" in one for one in told)

    await journey.own("DELETE", f"/faults/{fault}")
    journey.clock.advance(minutes=61)
    await journey.host.run_function("sweep")
    await journey.settle()

    assert await in_sight(journey) == {LETTER}
    assert journey.whole.overviews.waiting() == []
    assert (await journey.only_line()).code == "undone"
