"""What people put in our folders, or write in what waits there, is theirs: it is never removed."""

import asyncio
import base64
from typing import Any

import pytest

from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from records.file_plan import Mode
from tests.journeys.journey import Journey
from tests.journeys.test_people_meanwhile import act_on, finish, held_at

pytestmark = pytest.mark.journey

ARCHIVE, NUMBER = "Archief/Subsidiedossiers", "SUB-2026-0147"
LETTER = f"Geacht college,\n\nhierbij onze aanvraag om subsidie, {NUMBER}.\n"
THEIRS = "Werk van een collega.\n"


def in_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


async def due_document(journey: Journey) -> str:
    journey.whole.house.set_mode("Algemeen", Mode.PROPOSE, "person:test")
    await journey.save("brief.txt", LETTER)
    await journey.settle()
    await journey.host.stop()
    journey.whole.house.set_mode("Algemeen", Mode.ACT, "person:test")
    [document_id] = await journey.whole.documents.due()
    return document_id


async def begun_undo(journey: Journey) -> UndoPlan:
    await journey.save("brief.txt", LETTER)
    await journey.settle()
    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    await journey.host.stop()
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    return plan


async def edit_source(journey: Journey) -> None:
    await journey.person("edit", "brief.txt", content_base64=in_base64(f"{LETTER}Anders."))


async def host_again(journey: Journey) -> None:
    """Let the host take in what it missed, and everything that waits its turn."""
    await journey.start_host()
    await journey.settle()
    for _ in range(3):
        journey.clock.advance(minutes=30)
        await journey.host.run_function("sweep")
        await journey.settle()


async def staged(journey: Journey, kind: str = "file") -> list[dict[str, Any]]:
    return [i for i in await journey.items(kind=kind) if i["path"].startswith("/_binnen/")]


async def outcomes(journey: Journey) -> dict[str, tuple[str, str]]:
    account = await journey.account()
    assert [violation.sentence for violation in account.violations] == []
    return {line.name: (line.outcome, line.code) for line in account.lines}


async def test_a_file_of_a_colleague_in_our_folder_survives_a_filing_that_halts_and_is_seen(
    province: Journey,
) -> None:
    document_id = await due_document(province)
    held = await held_at(province, "drive_item.copy", document_id, "hold_after")
    [folder] = await staged(province, "folder")
    path = f"{folder['path'].strip('/')}/eigen werk.txt"
    await province.in_library("upload", ARCHIVE, path, text=THEIRS)
    await edit_source(province)
    await held.release()
    await host_again(province)

    assert await outcomes(province) == {
        "brief.txt": ("filed", "filed"),
        "eigen werk.txt": ("left", "in_no_dossier"),
    }
    assert [i["name"] for i in await staged(province)] == ["eigen werk.txt"]


async def test_a_file_of_a_colleague_in_our_folder_survives_an_undo_that_halts(
    province: Journey,
) -> None:
    plan = await begun_undo(province)
    held = await held_at(province, "drive_item.copy", plan.document_id, "hold_after")
    [copy] = [i for i in await staged(province) if i["name"] == "brief.txt"]
    [folder] = [i for i in await staged(province, "folder") if i["id"] == copy["parent_id"]]
    body = {"person": "Collega Subsidies", "do": "upload", "drive": copy["drive_id"]}
    path = f"{folder['path'].strip('/')}/eigen werk.txt"
    await province.own("POST", "/people", {**body, "path": path, "content_base64": "eA=="})
    [filed] = [i for i in await province.items() if i["path"] == f"/{NUMBER}/brief.txt"]
    await act_on(province, "edit", filed, content_base64=in_base64(THEIRS))
    await held.release()

    assert (await outcomes(province))["brief.txt"] == ("filed", "edited_meanwhile")
    assert [i["name"] for i in await staged(province)] == ["eigen werk.txt"]


async def test_what_people_write_in_the_copy_that_waits_survives_a_filing_that_halts(
    province: Journey,
) -> None:
    document_id = await due_document(province)
    held = await held_at(province, "fields.patch", document_id)
    [copy] = await staged(province)
    await act_on(province, "edit", copy, content_base64=in_base64(THEIRS))
    await edit_source(province)
    await held.release()

    assert await outcomes(province) == {"brief.txt": ("waiting", "copy_of_people")}
    assert [i["id"] for i in await staged(province)] == [copy["id"]]
    assert "/Algemeen/brief.txt" in {i["path"] for i in await province.items()}


async def test_what_people_write_in_the_copy_that_waits_is_not_placed_unseen(
    province: Journey,
) -> None:
    document_id = await due_document(province)
    held = await held_at(province, "drive_item.patch", document_id)
    [copy] = await staged(province)
    await act_on(province, "edit", copy, content_base64=in_base64(THEIRS))
    await held.release()
    await finish(province, document_id)

    assert await outcomes(province) == {"brief.txt": ("waiting", "copy_of_people")}
    assert [i["id"] for i in await staged(province)] == [copy["id"]]


async def test_a_copy_that_people_rename_before_it_was_seen_is_not_made_twice(
    province: Journey,
) -> None:
    document_id = await due_document(province)
    held = await held_at(province, "monitor.get", document_id)
    [copy] = await staged(province)
    await act_on(province, "rename", copy, to="hernoemd.txt")
    await held.release()

    assert await outcomes(province) == {"brief.txt": ("filed", "filed")}
    assert await staged(province) == []


@pytest.mark.parametrize("operation", ["monitor.get", "drive_item.patch"])
async def test_a_waiting_copy_that_people_move_is_theirs(province: Journey, operation: str) -> None:
    document_id = await due_document(province)
    await province.in_library("folder", ARCHIVE, "Bij mij")
    held = await held_at(province, operation, document_id)
    [copy] = await staged(province)
    await act_on(province, "move", copy, to="/Bij mij")
    await held.release()
    await host_again(province)

    codes = {one["state"]: one["reason"]["code"] for one in province.whole.overviews.documents()}
    assert codes == {"waiting": "copy_of_people", "left": "in_no_dossier"}
    there = {i["path"]: i["id"] for i in await province.items()}
    assert set(there) == {"/Algemeen/brief.txt", "/Bij mij/brief.txt"}
    assert there["/Bij mij/brief.txt"] == copy["id"]
    assert await staged(province, "folder") == []
    broken = (await province.account()).violations
    assert {violation.promise for violation in broken} <= {2}  # a person has two of it from here on


@pytest.mark.parametrize("operation", ["monitor.get", "version.list"])
async def test_a_copy_that_waits_to_go_back_and_that_people_move_is_theirs(
    province: Journey, operation: str
) -> None:
    plan = await begun_undo(province)
    await province.person("folder", "Bij mij")
    held = await held_at(province, operation, plan.document_id)
    [copy] = await staged(province)
    await act_on(province, "move", copy, to="/Algemeen/Bij mij")
    await held.release()

    [document] = province.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("filed", "copy_edited")
    there = {i["path"]: i["id"] for i in await province.items()}
    assert there["/Algemeen/Bij mij/brief.txt"] == copy["id"]
    assert f"/{NUMBER}/brief.txt" in there


async def test_a_file_that_comes_into_a_dossier_as_its_removal_begins_survives(
    province: Journey,
) -> None:
    plan = await begun_undo(province)
    [folder] = [i for i in await province.items(kind="folder") if i["name"] == NUMBER]
    at = folder["id"]
    held = await held_at(province, "drive_item.delete", plan.document_id, path_contains=at)
    await province.in_library("upload", ARCHIVE, f"{NUMBER}/nieuw.txt", text=THEIRS)
    await held.release()
    await host_again(province)

    assert await outcomes(province) == {
        "brief.txt": ("left", "undone"),
        "nieuw.txt": ("waiting", "kind_unknown"),
    }
    assert f"/{NUMBER}/nieuw.txt" in {i["path"] for i in await province.items()}
    assert await staged(province, "folder") == []


async def test_a_dossier_into_which_a_file_came_as_it_was_moved_aside_is_put_back(
    province: Journey,
) -> None:
    plan = await begun_undo(province)
    [folder] = [i for i in await province.items(kind="folder") if i["name"] == NUMBER]
    at = folder["id"]
    held = await held_at(province, "drive_item.patch", plan.document_id, path_contains=at)
    await province.in_library("upload", ARCHIVE, f"{NUMBER}/nieuw.txt", text=THEIRS)
    await held.release()
    await host_again(province)

    assert (await outcomes(province))["brief.txt"] == ("left", "undone")
    [again] = [i for i in await province.items(kind="folder") if i["name"] == NUMBER]
    assert (again["id"], again["path"]) == (at, f"/{NUMBER}")
    assert f"/{NUMBER}/nieuw.txt" in {i["path"] for i in await province.items()}
    assert await staged(province, "folder") == []


async def test_a_take_back_that_was_refused_goes_on_backwards_and_blames_nobody(
    province: Journey,
) -> None:
    document_id = await due_document(province)
    await province.fault("status", "content.put", times=None, status=403, code="accessDenied")
    held = await held_at(province, "retention_label.delete", document_id)
    [copy] = [i for i in await province.items() if i["path"] == f"/{NUMBER}/brief.txt"]
    await act_on(province, "check_out", copy)
    await held.release()
    await province.own("DELETE", "/faults")
    await province.in_library(
        "check_in", ARCHIVE, f"{NUMBER}/brief.txt", person="Collega Subsidies"
    )
    province.clock.advance(hours=1)
    await finish(province, document_id)

    assert await outcomes(province) == {"brief.txt": ("waiting", "permission_refused")}
    assert {i["path"] for i in await province.items()} == {"/Algemeen/brief.txt"}
    assert await staged(province, "folder") == []


async def test_a_copy_that_stays_in_its_dossier_leaves_no_folder_of_ours_behind(
    province: Journey,
) -> None:
    document_id = await due_document(province)
    await province.fault("status", "content.put", times=None, status=403, code="accessDenied")
    held = await held_at(province, "retention_label.delete", document_id)
    [copy] = [i for i in await province.items() if i["path"] == f"/{NUMBER}/brief.txt"]
    await act_on(province, "edit", copy, content_base64=in_base64(THEIRS))
    await held.release()

    assert (await province.only_line()).code == "copy_worked_on"
    [there] = [i for i in await province.items() if i["path"] == f"/{NUMBER}/brief.txt"]
    assert there["label"]["name"] == "Lopend dossier"
    assert await staged(province, "folder") == []


async def test_a_folder_of_ours_that_was_not_let_go_is_removed_later_and_the_document_stays_filed(
    province: Journey,
) -> None:
    after_the_source: dict[str, Any] = {"status": 403, "code": "accessDenied", "skip": 1}
    refused = await province.fault("status", "drive_item.delete", times=None, **after_the_source)
    await province.save("brief.txt", LETTER)
    await province.settle()
    [one] = province.whole.overviews.documents()
    assert one["state"] == "filed"
    assert await staged(province, "folder") != []
    await province.own("DELETE", f"/faults/{refused}")
    await province.host.stop()
    await host_again(province)

    assert await outcomes(province) == {"brief.txt": ("filed", "filed")}
    assert await staged(province, "folder") == []


async def team_folders(journey: Journey) -> set[str]:
    [channel] = [i for i in await journey.items() if i["path"].startswith("/Algemeen/brief.txt")]
    folders = await journey.items(kind="folder")
    return {i["path"] for i in folders if i["drive_id"] == channel["drive_id"]}


async def test_an_undo_leaves_a_folder_of_people_that_is_called_as_ours(province: Journey) -> None:
    saved = await province.save("brief.txt", LETTER)
    body = {"person": "Collega Subsidies", "do": "folder", "drive": saved["drive_id"]}
    await province.own("POST", "/people", {**body, "path": "_binnen"})
    await province.settle()
    await province.undo_all()

    assert (await province.only_line()).code == "undone"
    assert "/_binnen" in await team_folders(province)
    assert not any(path.startswith("/_binnen/") for path in await team_folders(province))


async def test_an_undo_leaves_no_folder_of_ours_in_the_team(province: Journey) -> None:
    await province.save("brief.txt", LETTER)
    await province.settle()
    await province.undo_all()

    assert (await province.only_line()).code == "undone"
    assert "/_binnen" not in await team_folders(province)


async def filed_while_people_rename_its_staging_folder(journey: Journey, times: int) -> None:
    """Let a document be filed, and its folder get another name each time we are about to remove it."""
    after_the_release = range(1, times + 1)
    faults = [
        await journey.fault("hold_before", "drive_item.delete", skip=n) for n in after_the_release
    ]
    await journey.save("brief.txt", LETTER)
    filing = asyncio.create_task(journey.settle())
    for n, fault in enumerate(faults):
        assert await journey.held(fault, filing)
        [folder] = await staged(journey, "folder")
        await act_on(journey, "rename", folder, to=f"Wat is dit {n}")
        await journey.own("POST", f"/faults/{fault}/release", {})
    await filing


async def test_a_staging_folder_whose_etag_moved_on_goes_all_the_same(journey: Journey) -> None:
    await filed_while_people_rename_its_staging_folder(journey, 1)
    assert (await journey.only_line()).outcome == "filed"
    assert await staged(journey, "folder") == []
    deleted = [
        call["status"]
        for call in (await journey.own("GET", "/calls"))["calls"]
        if call["operation"] == "drive_item.delete"
    ]
    assert deleted == [204, 412, 204]


@pytest.mark.parametrize("times", [2, 3])
async def test_a_staging_folder_whose_etag_keeps_moving_on_is_not_forgotten(
    journey: Journey, times: int
) -> None:
    await filed_while_people_rename_its_staging_folder(journey, times)
    journey.clock.advance(minutes=10)
    await journey.host.run_function("sweep")
    await journey.settle()
    assert (await journey.only_line()).outcome == "filed"
    assert await staged(journey, "folder") == []
