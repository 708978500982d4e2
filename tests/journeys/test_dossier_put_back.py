"""What a filing changed at a dossier is put back with it; what people did there stays."""

import asyncio
from typing import Any

import pytest

from filing.handle import handle_document
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from records.file_plan import Mode
from store.dossiers import Dossiers
from tests.journeys.journey import Journey
from tests.journeys.test_crashes import died_at, next_worker
from tests.journeys.test_people_meanwhile import finish, held_at

pytestmark = pytest.mark.journey

ARCHIVE = "Archief/Subsidiedossiers"
NUMBER = "SUB-2026-0147"
LETTER = "Geacht college,\n\nhierbij onze aanvraag om subsidie, SUB-2026-0147.\n"
SECOND = f"{LETTER}En nog iets.\n"
NOTE = "Een aantekening die nergens bij hoort.\n"


async def filed(journey: Journey, name: str = "een.txt", text: str = LETTER) -> None:
    await journey.save(name, text)
    await journey.settle()


async def undo(journey: Journey, name: str = "een.txt") -> None:
    [filing] = [f for f in journey.whole.overviews.filings() if f["name"] == name]
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    await journey.host.run_function("sweep")
    await journey.settle()


async def folders(journey: Journey) -> dict[str, dict[str, Any]]:
    """The folders in the libraries of dossiers and those of ours, by name."""
    found = await journey.items(kind="folder")
    return {i["name"]: i for i in found if i["name"].startswith(("SUB", "Molen"))}


async def staged(journey: Journey) -> list[str]:
    return [i["path"] for i in await journey.items(kind="folder") if "/_binnen/" in i["path"]]


async def only_code(journey: Journey) -> tuple[str, str]:
    line = await journey.only_line()
    return line.outcome, line.code


@pytest.mark.parametrize("operation", ["list_item.patch", "fields.patch"])
async def test_a_dossier_that_the_library_refuses_is_not_left_half_made(
    province: Journey, operation: str
) -> None:
    await province.fault("status", operation, status=403, skip=1)  # the document's own goes well
    await filed(province)

    assert await only_code(province) == ("waiting", "permission_refused")
    assert await folders(province) == {}
    assert await staged(province) == []
    assert province.dossiers().known() == ()


@pytest.mark.parametrize(
    ("operation", "code"),
    [("fields.patch", "permission_refused"), ("retention_label.patch", "label_refused")],
)
async def test_a_folder_of_people_is_a_folder_again_after_a_filing_that_halted(
    province: Journey, operation: str, code: str
) -> None:
    await province.in_library("upload", ARCHIVE, f"{NUMBER}/notitie.txt", text=NOTE)
    await province.settle()
    skip = 1 if operation == "fields.patch" else 0
    await province.fault("status", operation, status=403, skip=skip)
    await filed(province)

    account = await province.account()
    assert not account.violations
    assert [(a.outcome, a.code) for a in account.lines if a.name == "een.txt"] == [
        ("waiting", code)
    ]
    folder = (await folders(province))[NUMBER]
    assert folder["content_type"] == "Folder"
    assert not any(folder["fields"].values())
    assert f"/{NUMBER}/notitie.txt" in {i["path"] for i in await province.items()}


async def test_a_folder_of_people_is_a_folder_again_after_its_filing_was_turned_back(
    province: Journey,
) -> None:
    await province.in_library("folder", ARCHIVE, NUMBER)
    await filed(province)
    assert (await folders(province))[NUMBER]["content_type"] == "Dossier"
    [filing] = province.whole.overviews.filings()
    plan = await province.whole.documents.plan_of(filing["filing_id"], undo=False)
    assert "folder_becomes_dossier" in plan["losses"]
    assert "dossier_stays" in plan["reversible"]["losses"]
    await undo(province)

    folder = (await folders(province))[NUMBER]
    assert folder["content_type"] == "Folder"
    assert not any(folder["fields"].values())


async def test_a_dossier_goes_with_the_last_of_its_filings(province: Journey) -> None:
    await filed(province)
    await filed(province, "twee.txt", SECOND)
    await undo(province)
    assert (await folders(province))[NUMBER]["content_type"] == "Dossier"
    known = Dossiers(province.whole.database, province.clock)
    assert [one.number for one in known.known()] == [NUMBER]
    await undo(province, "twee.txt")

    assert await folders(province) == {}
    assert known.known() == ()
    assert (await province.account()).violations == ()


async def test_a_dossier_in_which_people_put_something_stays(province: Journey) -> None:
    await filed(province)
    await province.in_library("upload", ARCHIVE, f"{NUMBER}/notitie.txt", text=NOTE)
    await province.settle()
    await undo(province)

    assert (await folders(province))[NUMBER]["content_type"] == "Dossier"
    assert f"/{NUMBER}/notitie.txt" in {i["path"] for i in await province.items()}


async def test_a_dossier_that_people_renamed_stays(province: Journey) -> None:
    await filed(province)
    await province.in_library("rename", ARCHIVE, NUMBER, to="Molen De Hoop")
    await province.settle()
    await undo(province)

    assert (await folders(province))["Molen De Hoop"]["content_type"] == "Dossier"


async def test_a_dossier_that_went_with_its_filing_is_opened_again_for_the_next(
    province: Journey,
) -> None:
    await filed(province)
    await undo(province)
    await filed(province, "twee.txt", SECOND)
    assert (await folders(province))[NUMBER]["content_type"] == "Dossier"
    await undo(province, "twee.txt")

    assert await folders(province) == {}


async def test_several_documents_that_open_one_dossier_at_the_same_moment_lie_in_one(
    province: Journey,
) -> None:
    names = [f"{number}.txt" for number in range(4)]
    for name in names:
        await province.save(name, f"{LETTER}{name}")
    await province.settle()

    assert {(a.outcome, a.code) for a in (await province.account()).lines} == {("filed", "filed")}
    assert len(await folders(province)) == 1
    assert await staged(province) == []
    assert province.kinds().count("planned") == len(names)


async def due(journey: Journey) -> str:
    """Return a document that is ready to be filed, with nobody working on it."""
    journey.whole.house.set_mode("Algemeen", Mode.PROPOSE, "person:test")
    await filed(journey)
    await journey.host.stop()
    journey.whole.house.set_mode("Algemeen", Mode.ACT, "person:test")
    [document_id] = await journey.whole.documents.due()
    return document_id


async def begun_undos(journey: Journey) -> list[UndoPlan]:
    plans = []
    for filing in journey.whole.overviews.filings():
        plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
        assert isinstance(plan, UndoPlan)
        begins = begin_undo(plan, "person:test", journey.whole.workplace)
        assert await asyncio.create_task(begins)  # a claim belongs to the task that made it
        plans.append(plan)
    return plans


async def test_what_a_person_writes_on_a_dossier_while_it_becomes_one_stands(
    province: Journey,
) -> None:
    await province.in_library("folder", ARCHIVE, NUMBER)
    document_id = await due(province)
    held = await held_at(province, "list_item.patch", document_id, skip=1)
    await province.in_library(
        "columns", ARCHIVE, NUMBER, fields={"Archiefvormer": "Provinciale Staten"}
    )
    await held.release()
    await finish(province, document_id)

    assert (await only_code(province)) == ("filed", "filed")
    assert province.kinds().count("halted") == 1
    folder = (await folders(province))[NUMBER]
    assert folder["fields"]["Archiefvormer"] == "Provinciale Staten"
    assert folder["fields"]["Dossiernummer"] == NUMBER


async def test_what_a_person_writes_on_a_dossier_while_it_is_put_back_stands(
    province: Journey,
) -> None:
    await province.in_library("folder", ARCHIVE, NUMBER)
    await filed(province)
    await province.host.stop()
    [plan] = await begun_undos(province)
    held = await held_at(province, "list_item.patch", plan.document_id)
    await province.in_library(
        "columns", ARCHIVE, NUMBER, fields={"Archiefvormer": "Provinciale Staten"}
    )
    await held.release()

    assert (await only_code(province)) == ("left", "undone")
    folder = (await folders(province))[NUMBER]
    assert folder["fields"]["Archiefvormer"] == "Provinciale Staten"


async def test_a_dossier_goes_when_its_filings_are_turned_back_at_the_same_moment(
    province: Journey,
) -> None:
    await filed(province)
    await filed(province, "twee.txt", SECOND)
    await province.host.stop()
    one, other = await begun_undos(province)
    # One found the other in the dossier and only tidies up, while the other is put back whole.
    held = await held_at(province, "drive_item.delete", one.document_id, skip=2)
    await handle_document(other.document_id, province.whole.workplace)
    await held.release()

    assert await folders(province) == {}
    assert {(a.outcome, a.code) for a in (await province.account()).lines} == {("left", "undone")}


def dossier_back(journey: Journey) -> list[str]:
    """What the steps that put a dossier back say of it."""
    return [
        line["beside"]["evidence"]["dossier"]
        for line in journey.whole.register.export()
        if line["entry"]["outcome"] == "dossier_back"
    ]


async def test_a_dossier_that_goes_with_the_staging_folder_is_said_to_be_removed(
    province: Journey,
) -> None:
    await province.fault("status", "list_item.patch", status=403, skip=1)
    await filed(province)

    assert await folders(province) == {}
    assert dossier_back(province) == ["removed"]


async def test_a_dossier_that_another_opened_first_leaves_nothing_in_staging_after_a_crash(
    province: Journey,
) -> None:
    document_id = await due(province)
    held = await held_at(province, "drive_item.patch", document_id)  # it comes to its place
    await province.in_library("folder", ARCHIVE, NUMBER)
    removes = await province.fault("hold_before", "drive_item.delete")
    await held.let_on()
    assert await died_at(province, removes, held.worker)
    await next_worker(province, document_id)

    assert (await only_code(province)) == ("filed", "filed")
    assert await staged(province) == []
    assert list(await folders(province)) == [NUMBER]


async def test_nothing_is_filed_into_a_dossier_that_was_moved_aside_to_be_removed(
    province: Journey,
) -> None:
    await filed(province)
    await province.host.stop()
    [plan] = await begun_undos(province)
    folder = (await folders(province))[NUMBER]
    held = await held_at(
        province, "drive_item.delete", plan.document_id, path_contains=folder["id"]
    )
    await province.start_host()
    await filed(province, "twee.txt", SECOND)
    [line] = [each for each in (await province.account()).lines if each.name == "twee.txt"]
    assert (line.outcome, line.code) == ("waiting", "dossier_being_removed")

    await held.release()
    province.clock.advance(hours=1)
    await province.host.run_function("sweep")
    await province.settle()
    account = await province.account()
    assert account.violations == ()
    codes = {line.name: line.code for line in account.lines}
    assert codes == {"een.txt": "undone", "twee.txt": "filed"}


async def test_a_dossier_that_was_moved_aside_comes_back_for_a_document_on_its_way_into_it(
    province: Journey,
) -> None:
    await filed(province)
    province.whole.house.set_mode("Algemeen", Mode.PROPOSE, "person:test")
    await filed(province, "twee.txt", SECOND)
    await province.host.stop()
    province.whole.house.set_mode("Algemeen", Mode.ACT, "person:test")
    [plan] = await begun_undos(province)
    [document_id] = set(await province.whole.documents.due()) - {plan.document_id}
    at_folder = {"path_contains": (await folders(province))[NUMBER]["id"]}
    undoing = await held_at(province, "drive_item.patch", plan.document_id, **at_folder)
    filing = await held_at(province, "drive_item.patch", document_id)
    await undoing.release()
    await filing.release()
    await finish(province, document_id)

    account = await province.account()
    assert account.violations == ()
    codes = {line.name: line.code for line in account.lines}
    assert codes == {"een.txt": "undone", "twee.txt": "filed"}
    assert (await folders(province))[NUMBER]["path"] == f"/{NUMBER}"


async def test_a_folder_into_which_another_is_filed_as_it_is_put_back_stays_a_dossier(
    province: Journey,
) -> None:
    await province.in_library("folder", ARCHIVE, NUMBER)
    await filed(province)
    await province.host.stop()
    [plan] = await begun_undos(province)
    held = await held_at(province, "list_item.patch", plan.document_id)
    await province.start_host()
    await filed(province, "twee.txt", SECOND)
    await held.release()

    codes = {line.name: line.code for line in (await province.account()).lines}
    assert codes == {"een.txt": "undone", "twee.txt": "filed"}
    dossier = (await folders(province))[NUMBER]
    assert (dossier["content_type"], dossier["fields"]["Dossiernummer"]) == ("Dossier", NUMBER)
    assert dossier_back(province) == ["left"]
