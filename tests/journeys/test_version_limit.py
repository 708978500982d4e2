"""A library keeps so many versions, and the versions that our columns make push out the oldest.

All versions here are equally long, so that only their numbers tell which of them are left.
"""

from typing import Any

import pytest

from filing.next_steps import next_step
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from records.file_plan import Mode
from tests.journeys.journey import APPLICATION, SOURCE, Journey
from tests.journeys.test_people_meanwhile import act_on, finish

pytestmark = pytest.mark.journey
VERSIONS = [f"{APPLICATION}Versie {number} van 3." for number in (1, 2, 3)]
OLDEST = len(VERSIONS[0])


async def saved_three_times(journey: Journey) -> None:
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    for text in VERSIONS:
        await journey.save("brief.txt", text)
    await journey.settle()
    journey.whole.house.set_mode(SOURCE, Mode.ACT, "person:test")


async def keep_at_most(journey: Journey, versions: int) -> None:
    await journey.own("POST", "/dials", {"version_limit": versions})


async def settled(journey: Journey) -> None:
    await journey.host.run_function("sweep")
    await journey.settle()


async def standing_at(journey: Journey, path: str) -> dict[str, Any]:
    [item] = [item for item in await journey.items() if item["path"] == path]
    return item


async def test_a_copy_whose_oldest_version_our_columns_pushed_out_does_not_replace_its_source(
    journey: Journey,
) -> None:
    await saved_three_times(journey)
    await keep_at_most(journey, 3)
    await settled(journey)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "versions_pushed_out")
    source = await standing_at(journey, "/Algemeen/brief.txt")
    assert [version["size"] for version in source["versions"]] == [OLDEST] * 3
    [filing] = journey.whole.overviews.filings()
    assert filing["state"] == "source_kept"
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan), plan
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    await settled(journey)
    assert (await journey.only_line()).outcome == "left"
    assert {item["path"] for item in await journey.items()} == {"/Algemeen/brief.txt"}


async def test_a_source_with_every_version_that_is_removed_and_brought_back_is_no_mere_copy(
    journey: Journey,
) -> None:
    await saved_three_times(journey)
    await keep_at_most(journey, 3)
    await settled(journey)
    await journey.person("delete", "brief.txt")
    await settled(journey)
    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("filed", "source_removed")

    [removed] = [i for i in await journey.items(state="recycled") if i["name"] == "brief.txt"]
    await act_on(journey, "restore", removed)
    await settled(journey)
    [waiting] = journey.whole.overviews.waiting()
    assert waiting["reason"]["code"] == "kept_without_versions"
    assert next_step(waiting["state"], "kept_without_versions") is not None
    assert len((await standing_at(journey, "/Algemeen/brief.txt"))["versions"]) == 3

    copy = await standing_at(journey, "/SUB-2026-0147/brief.txt")
    await act_on(journey, "label", copy, label="")
    await act_on(journey, "delete", copy)
    filed = next(one for one in journey.whole.overviews.documents() if one["state"] == "filed")
    await finish(journey, filed["document_id"])
    await settled(journey)
    ended = {one["state"]: one["reason"]["code"] for one in journey.whole.overviews.documents()}
    assert ended == {"gone": "removed_from_dossier", "waiting": "taken_out_before"}


async def test_a_library_that_keeps_enough_versions_stands_in_nobodys_way(journey: Journey) -> None:
    await saved_three_times(journey)
    await keep_at_most(journey, 5)
    await settled(journey)
    assert (await journey.only_line()).outcome == "filed"


async def test_what_goes_back_and_loses_its_oldest_version_to_our_columns_leaves_its_dossier_not(
    journey: Journey,
) -> None:
    await saved_three_times(journey)
    await journey.person("columns", "brief.txt", fields={"Title": "Het dorpshuis"})
    await settled(journey)
    filed = await standing_at(journey, "/SUB-2026-0147/brief.txt")
    await keep_at_most(journey, len(filed["versions"]))
    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan), plan
    assert plan.fields
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    await settled(journey)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "not_whole_again")
    after = await standing_at(journey, "/SUB-2026-0147/brief.txt")
    assert (after["id"], after["versions"]) == (filed["id"], filed["versions"])
    assert not [i for i in await journey.items() if i["path"] == "/Algemeen/brief.txt"]
