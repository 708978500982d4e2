"""Between a crash and the next worker people go on working; what they did stands, and is told."""

import asyncio
import base64
from typing import Any

import pytest

from filing.handle import handle_document
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from records.file_plan import Mode
from tests.journeys.journey import SOURCE, Journey
from tests.journeys.test_crashes import begun_undo, died_at, due_document
from tests.journeys.test_people_meanwhile import (
    act_on,
    dossier_item,
    finish,
    holding,
    live_paths,
)

pytestmark = pytest.mark.journey
THEIRS = base64.b64encode(b"Werk van een collega.").decode()


async def crashed_after(
    journey: Journey, operation: str, document_id: str, *, skip: int = 0
) -> None:
    """Let the worker die when its request was carried out and nobody wrote that down."""
    fault = await journey.fault("hold_after", operation, skip=skip)
    worker = asyncio.create_task(handle_document(document_id, journey.whole.workplace))
    assert await died_at(journey, fault, worker)


async def next_worker(journey: Journey, document_id: str) -> None:
    journey.clock.advance(minutes=10)
    await finish(journey, document_id)


async def edit(journey: Journey, item: dict[str, Any]) -> None:
    await act_on(journey, "edit", item, content_base64=THEIRS)


async def staged(journey: Journey) -> list[dict[str, Any]]:
    return [i for i in await journey.items() if "/_binnen/" in i["path"]]


async def placed_and_edited(journey: Journey) -> str:
    document_id = await due_document(journey)
    await crashed_after(journey, "drive_item.patch", document_id, skip=1)
    await edit(journey, await dossier_item(journey))
    return document_id


async def test_what_people_write_in_the_placed_copy_survives_its_taking_back(
    journey: Journey,
) -> None:
    document_id = await placed_and_edited(journey)
    await journey.fault("status", "content.put", times=None, status=403, code="accessDenied")
    await next_worker(journey, document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "changed_by_people")
    assert "/SUB-2026-0147/brief.txt" in await live_paths(journey)


async def test_what_people_write_in_the_placed_copy_is_told(journey: Journey) -> None:
    document_id = await placed_and_edited(journey)
    await next_worker(journey, document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "changed_by_people")


async def placed_and_renamed(journey: Journey) -> str:
    document_id = await due_document(journey)
    await crashed_after(journey, "drive_item.patch", document_id, skip=1)
    await act_on(journey, "rename", await dossier_item(journey), to="Aanvraag.txt")
    return document_id


async def test_the_name_that_people_give_the_placed_copy_is_told(journey: Journey) -> None:
    document_id = await placed_and_renamed(journey)
    await next_worker(journey, document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "changed_by_people")
    assert "Aanvraag.txt" in line.reason


async def test_a_placed_copy_that_people_renamed_survives_its_taking_back(
    journey: Journey,
) -> None:
    document_id = await placed_and_renamed(journey)
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    await next_worker(journey, document_id)

    assert await live_paths(journey) == {"/SUB-2026-0147/Aanvraag.txt", "/Algemeen/brief.txt"}
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "changed_by_people")
    assert [one["state"] for one in journey.whole.overviews.waiting()] == ["source_kept"]


async def test_a_placed_copy_under_another_name_than_planned_is_still_known_as_ours(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    fault = await journey.fault("hold_before", "drive_item.patch", skip=1)
    worker = asyncio.create_task(handle_document(document_id, journey.whole.workplace))
    await holding(journey, fault, worker)
    theirs = "SUB-2026-0147/brief.txt"
    await journey.in_library("upload", "Archief/Subsidiedossiers", theirs, text="Iets anders.")
    placed = await journey.fault("hold_after", "drive_item.patch")
    await journey.own("POST", f"/faults/{fault}/release", {})
    assert await died_at(journey, placed, worker)
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    await next_worker(journey, document_id)

    assert await live_paths(journey) == {"/SUB-2026-0147/brief.txt", "/Algemeen/brief.txt"}


async def test_what_people_write_in_the_copy_that_waits_survives(journey: Journey) -> None:
    document_id = await due_document(journey)
    await crashed_after(journey, "drive_item.copy", document_id)
    [copy] = await staged(journey)
    await edit(journey, copy)
    await next_worker(journey, document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "copy_of_people")
    assert [one["id"] for one in await staged(journey)] == [copy["id"]]


async def test_what_people_write_in_the_copy_that_is_to_go_back_survives(
    journey: Journey,
) -> None:
    plan = await begun_undo(journey)
    await crashed_after(journey, "drive_item.copy", plan.document_id)
    [copy] = await staged(journey)
    await edit(journey, copy)
    await next_worker(journey, plan.document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "copy_edited")
    assert [one["id"] for one in await staged(journey)] == [copy["id"]]
    assert "/SUB-2026-0147/brief.txt" in await live_paths(journey)


async def test_what_people_write_in_the_copy_that_went_back_survives_an_undo_that_halts(
    journey: Journey,
) -> None:
    plan = await begun_undo(journey)
    await crashed_after(journey, "drive_item.patch", plan.document_id)
    [back] = [i for i in await journey.items() if i["path"] == "/Algemeen/brief.txt"]
    await edit(journey, back)
    refused = "retention_label.delete"
    await journey.fault("status", refused, times=None, status=403, code="accessDenied")
    await next_worker(journey, plan.document_id)

    assert back["id"] in {one["id"] for one in await journey.items()}
    assert "/SUB-2026-0147/brief.txt" in await live_paths(journey)


async def test_what_lies_in_neither_place_after_an_undo_that_halts_is_not_said_to_be_back(
    journey: Journey,
) -> None:
    plan = await begun_undo(journey)
    unlabelled = await journey.fault("hold_after", "retention_label.delete")
    worker = asyncio.create_task(handle_document(plan.document_id, journey.whole.workplace))
    await holding(journey, unlabelled, worker)
    await act_on(journey, "rename", await dossier_item(journey), to="Door mij hernoemd.txt")
    taken_away = await journey.fault("hold_after", "drive_item.delete")
    await journey.own("POST", f"/faults/{unlabelled}/release", {})
    assert await died_at(journey, taken_away, worker)
    filed = await dossier_item(journey)
    assert await live_paths(journey) == {filed["path"], "/Algemeen/brief.txt.url"}
    await act_on(journey, "label", filed, label="")
    await act_on(journey, "delete", filed)
    await next_worker(journey, plan.document_id)

    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("gone", "removed_from_dossier")
    assert "undone" not in journey.kinds()
    assert (await journey.account()).violations == ()
    folders = {item["path"] for item in await journey.items(kind="folder")}
    assert not [path for path in folders if path.endswith(plan.filing_id)]


async def test_a_filing_that_only_had_to_be_tidied_up_is_filed_though_nobody_wants_it_now(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    await crashed_after(journey, "drive_item.delete", document_id)
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    await next_worker(journey, document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "filed")
    [filing] = journey.whole.overviews.filings()
    assert filing["state"] == "filed"
    assert isinstance(await prepare_undo(filing["filing_id"], journey.whole.workplace), UndoPlan)


async def test_a_pointer_that_nobody_wrote_down_goes_when_its_filing_is_taken_back(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    await journey.save("brief.txt.url", "van een collega")
    await crashed_after(journey, "content.put", document_id)
    assert len([path for path in await live_paths(journey) if path.endswith(".url")]) == 2
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    await next_worker(journey, document_id)

    assert "halted" in journey.kinds()
    assert await live_paths(journey) == {"/Algemeen/brief.txt", "/Algemeen/brief.txt.url"}


async def test_a_copy_that_stays_since_its_source_went_carries_the_label(journey: Journey) -> None:
    document_id = await due_document(journey)
    await journey.fault("status", "retention_label.patch", status=423, times=None)
    await handle_document(document_id, journey.whole.workplace)
    assert [one["state"] for one in journey.whole.overviews.documents()] == ["carrying_out"]
    await journey.person("delete", "brief.txt")
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    await journey.own("DELETE", "/faults")
    await next_worker(journey, document_id)

    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("source_kept", "source_gone")
    label = (await dossier_item(journey))["label"]
    assert label is not None
    assert label["name"] == "Lopend dossier"


async def test_what_people_did_before_a_filing_ended_that_kept_its_source_is_looked_for(
    journey: Journey,
) -> None:
    document_id = await placed_and_renamed(journey)
    await journey.save("brief.txt", "Een latere versie, met andere woorden.")
    journey.clock.advance(minutes=10)
    await handle_document(document_id, journey.whole.workplace)

    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("source_kept", "source_changed")
    assert await journey.whole.documents.due() == [document_id]
    await handle_document(document_id, journey.whole.workplace)
    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("source_kept", "changed_by_people")
    assert "Aanvraag.txt" in document["reason"]["en"]


async def removed_by_people(journey: Journey, item: dict[str, Any]) -> None:
    """Let people delete it while the dead worker's claim lasts, and the host hear of it and go on."""
    await act_on(journey, "label", item, label="")
    await act_on(journey, "delete", item)
    await heard_and_gone_on(journey)


async def heard_and_gone_on(journey: Journey) -> None:
    await journey.start_host()
    await journey.settle()
    await gone_on(journey)


async def gone_on(journey: Journey) -> None:
    """Go on until what waited for another document has been looked at too."""
    for _ in range(3):
        journey.clock.advance(minutes=10)
        await journey.host.run_function("sweep")
        await journey.settle()


@pytest.mark.parametrize("written_down", [True, False], ids=["released", "being released"])
async def test_what_people_take_out_of_its_dossier_before_its_filing_ends_is_not_said_to_lie_there(
    journey: Journey, *, written_down: bool
) -> None:
    document_id = await due_document(journey)
    await crashed_after(journey, "drive_item.delete", document_id, skip=int(written_down))
    await removed_by_people(journey, await dossier_item(journey))

    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("gone", "removed_from_dossier")
    codes = [
        ((line.get("beside") or {}).get("evidence") or {}).get("reason", {}).get("code")
        for line in journey.whole.register.export()
    ]
    assert "source_gone" not in codes  # that says that what lies in the dossier is the document
    assert (await journey.account()).violations == ()


async def test_what_people_take_away_before_its_undo_ends_is_not_said_to_be_back(
    journey: Journey,
) -> None:
    plan = await begun_undo(journey)
    await crashed_after(journey, "drive_item.delete", plan.document_id, skip=1)
    [back] = [i for i in await journey.items() if i["path"] == "/Algemeen/brief.txt"]
    await removed_by_people(journey, back)

    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("gone", "removed_by_people")


async def brought_back_before_it_ends(journey: Journey, document_id: str, folder: str) -> set[str]:
    """Return the reasons there are, once what was removed last from there came back half way."""
    await crashed_after(journey, "drive_item.delete", document_id, skip=1)
    removed = [i for i in await journey.items(state="recycled") if i["path"].startswith(folder)]
    await act_on(journey, "restore", next(i for i in removed if i["name"] == "brief.txt"))
    await heard_and_gone_on(journey)
    assert (await journey.account()).violations == ()
    return {one["reason"]["code"] for one in journey.whole.overviews.documents()}


async def test_a_source_that_people_bring_back_before_its_filing_ends_is_a_document_of_its_own(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    told = await brought_back_before_it_ends(journey, document_id, "/Algemeen/")
    assert told == {"filed", "already_kept"}


async def undo_begun_between_drives(province: Journey) -> UndoPlan:
    await province.save("brief.txt", place="Subsidies/Inkomende post")
    await province.settle()
    [filing] = province.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], province.whole.workplace)
    assert isinstance(plan, UndoPlan)
    await province.host.stop()
    assert await begin_undo(plan, "person:test", province.whole.workplace)
    return plan


async def test_what_people_bring_back_to_its_dossier_before_its_undo_ends_is_a_document_of_its_own(
    province: Journey,
) -> None:
    plan = await undo_begun_between_drives(province)
    told = await brought_back_before_it_ends(province, plan.document_id, "/SUB-2026-0147/")
    assert told == {"undone", "described_by_people"}  # it carries the columns of its filing


async def test_a_source_that_people_take_to_another_dossier_before_its_removal_is_tried_again_is_told(
    province: Journey,
) -> None:
    fault = await province.fault("status", "drive_item.delete", times=None, status=503)
    await province.save("brief.txt", place="Subsidies/Inkomende post")
    await province.settle()
    await province.own("DELETE", f"/faults/{fault}")
    there = {"to_site": "Archief", "to_library": "Subsidiedossiers", "to": "SUB-2026-0148"}
    await province.person("move", "brief.txt", channel="Inkomende post", **there)
    await province.settle()
    await gone_on(province)

    account = await province.account()
    assert [violation.sentence for violation in account.violations] == []
    assert sorted((line.outcome, line.code) for line in account.lines) == [
        ("filed", "filed"),
        ("proposed", "kept_in_another_dossier"),
    ]


async def test_what_people_bring_back_and_remove_again_before_a_look_is_not_said_to_be_the_document(
    journey: Journey,
) -> None:
    await journey.save("brief.txt")
    await journey.settle()
    journey.whole.house.set_paused(SOURCE, paused=True, actor="person:test")
    [removed] = [i for i in await journey.items(state="recycled") if i["name"] == "brief.txt"]
    await act_on(journey, "restore", removed)
    await journey.settle()
    await act_on(journey, "delete", removed)
    await journey.settle()
    journey.whole.house.set_paused(SOURCE, paused=False, actor="person:test")
    await journey.host.run_function("sweep")
    await journey.settle()

    told = {one["reason"]["code"] for one in journey.whole.overviews.documents()}
    assert told == {"filed", "told_late"}


async def test_what_people_bring_back_to_its_dossier_while_its_undo_tidies_up_is_a_document_of_its_own(
    province: Journey,
) -> None:
    plan = await undo_begun_between_drives(province)
    await crashed_after(province, "retention_label.delete", plan.document_id)
    filed = await dossier_item(province)
    await act_on(province, "delete", filed)
    province.clock.advance(minutes=10)
    await crashed_after(province, "drive_item.delete", plan.document_id)
    await act_on(province, "restore", filed)
    await heard_and_gone_on(province)

    states = sorted(one["state"] for one in province.whole.overviews.documents())
    assert len(states) == 2
    assert "undone" in states
