"""What people bring back from the recycle bin, where its source went when it was filed."""

import base64

import pytest

from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from tests.journeys.journey import APPLICATION, Journey

pytestmark = pytest.mark.journey
COLLEAGUE = "Collega Subsidies"


async def test_what_is_brought_back_and_edited_is_a_document_of_its_own(journey: Journey) -> None:
    saved = await journey.save("brief.txt")
    await journey.settle()
    await bring_back_and_edit(journey, saved["item_id"])
    await journey.settle()

    account = await journey.account()
    assert [violation.sentence for violation in account.violations] == []

    assert [(line.outcome, line.code) for line in account.lines] == [("filed", "filed")] * 2


async def test_what_is_brought_back_while_its_filing_is_being_undone_is_dealt_with_after_that(
    journey: Journey,
) -> None:
    saved = await journey.save("brief.txt")
    await journey.settle()
    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    journey.whole.house.set_stop(is_on=True, actor="person:test")
    back = {"person": COLLEAGUE, "do": "restore", "item": saved["item_id"]}
    await journey.own("POST", "/people", back)
    await journey.settle()
    journey.whole.house.set_stop(is_on=False, actor="person:test")
    for _ in range(3):
        journey.clock.advance(minutes=10)
        journey.host.wake()
        await journey.host.run_function("sweep")
        await journey.settle()

    account = await journey.account()
    assert [violation.sentence for violation in account.violations] == []
    assert account.unaccounted == 0, account.lines


async def bring_back_and_edit(journey: Journey, item_id: str) -> None:
    back = {"person": COLLEAGUE, "do": "restore", "item": item_id}
    await journey.own("POST", "/people", back)
    edited = base64.b64encode(f"{APPLICATION}\nPS.".encode()).decode()
    await journey.person("edit", "brief.txt", who=COLLEAGUE, content_base64=edited)
