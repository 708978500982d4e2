"""An Office file with several versions that SharePoint rewrote while it was copied."""

from typing import Any

import pytest

from filing import verifying
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from tests.journeys.journey import APPLICATION, Journey
from tests.journeys.test_province import word

pytestmark = pytest.mark.journey
VERSIONS = 3


async def save_rewritten(journey: Journey) -> None:
    """Save a letter that got four versions; what copies it rewrites each of them."""
    await journey.fault("rewrite_office", "drive_item.copy", times=None)
    for number in range(VERSIONS):
        await journey.save("brief.docx", word(*APPLICATION.splitlines(), "meer " * number))
    await journey.settle()


async def go_on(journey: Journey) -> None:
    for _ in range(10):
        if journey.whole.overviews.documents()[0]["outcome"] != "under_way":
            return
        journey.clock.advance(minutes=1)
        await journey.host.run_function("sweep")
        await journey.settle()


async def asked(journey: Journey, operation: str) -> int:
    calls = (await journey.own("GET", "/calls"))["calls"]
    return sum(c["operation"] == operation and c["caller"].startswith("app:") for c in calls)


def compared(journey: Journey, kind: str) -> list[Any]:
    lines = journey.whole.register.export()
    entries = [
        x for x in lines if (x["entry"]["kind"], x["entry"]["outcome"]) == (kind, "compared")
    ]
    return [x["beside"]["evidence"]["versions"] for x in entries]


async def test_versions_are_compared_by_so_much_in_a_call_and_none_is_fetched_twice(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "MOST_AT_ONCE", 1)
    await save_rewritten(journey)
    [document] = journey.whole.overviews.documents()
    assert (document["outcome"], compared(journey, "step")) == ("under_way", [1])
    await go_on(journey)

    assert (await journey.only_line()).outcome == "filed"
    assert compared(journey, "step") == [1, 2]
    assert await asked(journey, "version.content") == 2 * (VERSIONS - 1)

    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    await go_on(journey)
    assert (await journey.only_line()).code == "undone"
    assert compared(journey, "undo_step")[:3] == [1, 2, 3]  # it has versions of ours too now
    assert (await journey.account()).violations == ()


async def test_what_is_too_much_to_compare_goes_to_a_person_before_anything_is_fetched(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "MOST_IN_ALL", 2_000)
    await save_rewritten(journey)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "too_much_to_compare")
    assert await asked(journey, "version.content") == 0
    [document] = journey.whole.overviews.waiting()
    assert "2 oudere versies" in document["reason"]["nl"]
