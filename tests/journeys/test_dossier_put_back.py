"""What a filing changed at a dossier is put back with it; what people did there stays."""

from typing import Any

import pytest

from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from tests.journeys.journey import Journey

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
    [filing] = [f for f in journey.whole.documents.filings() if f["name"] == name]
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

    assert await only_code(province) == ("waiting", "obstacle")
    assert await folders(province) == {}
    assert await staged(province) == []
    assert province.dossiers().known() == ()


@pytest.mark.parametrize("operation", ["fields.patch", "retention_label.patch"])
async def test_a_folder_of_people_is_a_folder_again_after_a_filing_that_halted(
    province: Journey, operation: str
) -> None:
    await province.in_library("upload", ARCHIVE, f"{NUMBER}/notitie.txt", text=NOTE)
    await province.settle()
    skip = 1 if operation == "fields.patch" else 0
    await province.fault("status", operation, status=403, skip=skip)
    await filed(province)

    account = await province.account()
    assert not account.violations
    assert [(a.outcome, a.code) for a in account.lines if a.name == "een.txt"] == [
        ("waiting", "obstacle")
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
    [filing] = province.whole.documents.filings()
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
    await undo(province, "twee.txt")

    assert await folders(province) == {}
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
