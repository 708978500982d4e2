"""A dossier is a folder that people rename and move; it stays the same dossier."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from records.file_plan import Mode
from tests.journeys.journey import Journey
from tests.journeys.test_people_meanwhile import finish, held_at

pytestmark = pytest.mark.journey

ARCHIVE = "Archief/Subsidiedossiers"
LETTER = "Geacht college,\n\nhierbij onze aanvraag om subsidie, SUB-2026-0147.\n"
SECOND = f"{LETTER}En nog iets.\n"


async def filed(journey: Journey, name: str = "een.txt", text: str = LETTER) -> None:
    await journey.save(name, text)
    await journey.settle()


@asynccontextmanager
async def filing_held(journey: Journey, name: str, text: str) -> AsyncIterator[None]:
    """Save a document, and hold its filing while its copy is not yet in the dossier."""
    fault = await journey.fault("hold_before", "fields.patch")
    await journey.save(name, text)
    handling = asyncio.create_task(journey.settle())
    assert await journey.held(fault, handling)
    yield
    await journey.own("POST", f"/faults/{fault}/release", {})
    await handling


async def paths(journey: Journey) -> set[str]:
    return {i["path"] for i in await journey.items() if not i["path"].endswith(".url")}


async def folder(journey: Journey, name: str) -> dict[str, Any]:
    [found] = [i for i in await journey.items(kind="folder") if i["name"] == name]
    return found


async def outcomes(journey: Journey) -> dict[str, tuple[str, str]]:
    account = await journey.account()
    broken = [violation.sentence for violation in account.violations]
    assert not broken, broken
    return {line.name: (line.outcome, line.code) for line in account.lines}


async def test_a_dossier_that_people_renamed_gets_the_next_document(province: Journey) -> None:
    await filed(province)
    await province.in_library("rename", ARCHIVE, "SUB-2026-0147", to="Molen De Hoop")
    await province.settle()
    await filed(province, "twee.txt", SECOND)

    assert await paths(province) == {"/Molen De Hoop/een.txt", "/Molen De Hoop/twee.txt"}
    assert await outcomes(province) == {
        "een.txt": ("filed", "filed"),
        "twee.txt": ("filed", "filed"),
    }
    assert len(province.dossiers().known()) == 1


async def test_a_dossier_that_people_moved_within_its_library_gets_the_next_document(
    province: Journey,
) -> None:
    await filed(province)
    await province.in_library("move", ARCHIVE, "SUB-2026-0147", to="Molens")
    await province.settle()
    await filed(province, "twee.txt", SECOND)

    inside = "/Molens/SUB-2026-0147"
    assert await paths(province) == {f"{inside}/een.txt", f"{inside}/twee.txt"}


async def test_a_document_put_into_a_dossier_that_was_renamed_is_tagged_there(
    province: Journey,
) -> None:
    await filed(province)
    await province.in_library("rename", ARCHIVE, "SUB-2026-0147", to="Molen De Hoop")
    path = "Molen De Hoop/Correspondentie/twee.txt"
    await province.in_library("upload", ARCHIVE, path, text=SECOND)
    await province.settle()

    assert (await outcomes(province))["twee.txt"] == ("filed", "filed")
    [item] = [i for i in await province.items() if i["name"] == "twee.txt"]
    assert item["path"] == f"/{path}"
    assert item["fields"]["Dossiernummer"] == "SUB-2026-0147"


async def test_a_dossier_in_which_documents_were_only_tagged_is_known_after_a_new_name(
    province: Journey,
) -> None:
    await province.in_library("upload", ARCHIVE, "SUB-2026-0147/een.txt", text=LETTER)
    await province.settle()
    await province.in_library("rename", ARCHIVE, "SUB-2026-0147", to="Molen De Hoop")
    await province.settle()
    await filed(province, "twee.txt", SECOND)

    assert await paths(province) == {"/Molen De Hoop/een.txt", "/Molen De Hoop/twee.txt"}


async def test_a_dossier_that_was_given_the_number_of_another_waits_for_a_person(
    province: Journey,
) -> None:
    await filed(province)
    await province.in_library("rename", ARCHIVE, "SUB-2026-0147", to="SUB-2026-0200")
    await province.settle()
    await filed(province, "twee.txt", SECOND)
    await filed(province, "drie.txt", LETTER.replace("0147", "0200"))
    await province.in_library("upload", ARCHIVE, "SUB-2026-0200/vier.txt", text=f"{LETTER}Vier.")
    await province.settle()

    assert await outcomes(province) == {
        "een.txt": ("filed", "filed"),
        "twee.txt": ("waiting", "dossier_renumbered"),
        "drie.txt": ("waiting", "dossier_renumbered"),
        "vier.txt": ("waiting", "dossier_renumbered"),
    }

    await province.in_library("rename", ARCHIVE, "SUB-2026-0200", to="SUB-2026-0147")
    province.clock.advance(hours=2)
    await province.host.run_function("sweep")
    await province.settle()
    assert set((await outcomes(province)).values()) == {("filed", "filed")}
    assert "/SUB-2026-0147/twee.txt" in await paths(province)


@pytest.mark.parametrize("name", ["SUB-2026-0200", "Oud SUB-2026-0200"])
async def test_a_dossier_that_is_given_the_number_of_another_during_a_filing_is_noticed(
    province: Journey, name: str
) -> None:
    await filed(province)
    async with filing_held(province, "twee.txt", SECOND):
        await province.in_library("rename", ARCHIVE, "SUB-2026-0147", to=name)

    assert await outcomes(province) == {
        "een.txt": ("filed", "filed"),
        "twee.txt": ("waiting", "dossier_renumbered"),
    }
    assert await paths(province) == {f"/{name}/een.txt", "/Algemeen/twee.txt"}


async def test_a_document_that_people_move_to_a_folder_called_after_a_known_dossier_is_not_in_it(
    province: Journey,
) -> None:
    await filed(province)
    await filed(province, "twee.txt", SECOND.replace("0147", "0200"))
    await province.in_library("rename", ARCHIVE, "SUB-2026-0147", to="Molen De Hoop")
    await province.in_library("folder", ARCHIVE, "SUB-2026-0147")
    await province.in_library("move", ARCHIVE, "SUB-2026-0200/twee.txt", to="SUB-2026-0147")
    await province.settle()

    items = province.dossiers().items()
    assert [(item.name, item.dossier_number) for item in items] == [("een.txt", "SUB-2026-0147")]


async def test_a_dossier_that_gets_the_number_of_another_during_a_filing_is_not_used_for_it(
    province: Journey,
) -> None:
    await filed(province)
    province.whole.house.set_mode("Algemeen", Mode.PROPOSE, "person:test")
    await filed(province, "drie.txt", LETTER.replace("0147", "0200"))
    await province.host.stop()
    province.whole.house.set_mode("Algemeen", Mode.ACT, "person:test")
    document_id = (await province.whole.documents.due())[-1]
    held = await held_at(province, "drive_item.copy", document_id)
    await province.in_library("rename", ARCHIVE, "SUB-2026-0147", to="SUB-2026-0200")
    await held.release()
    await finish(province, document_id)

    assert await outcomes(province) == {
        "een.txt": ("filed", "filed"),
        "drie.txt": ("waiting", "dossier_renumbered"),
    }
    assert (await folder(province, "SUB-2026-0200"))["fields"]["Dossiernummer"] == "SUB-2026-0147"


async def test_a_name_that_is_taken_in_the_dossier_during_a_filing_gives_the_next_free_one(
    province: Journey,
) -> None:
    await filed(province)
    async with filing_held(province, "twee.txt", SECOND):
        for taken in ("TWEE.txt", "twee (2).txt"):
            path = f"SUB-2026-0147/{taken}"
            await province.in_library("upload", ARCHIVE, path, text="iets anders")

    account = await province.account()
    assert account.violations == ()
    [line] = [line for line in account.lines if "twee (3).txt" in line.where]
    assert (line.outcome, line.code) == ("filed", "filed")
    assert "als twee (3).txt." in line.reason_nl
    assert province.kinds().count("planned") == 2
    assert "twee (3).txt" in {item.name for item in province.dossiers().items()}

    await province.undo_all()
    assert "/Algemeen/twee.txt" in await paths(province)


async def test_of_documents_of_one_name_at_the_same_moment_each_is_filed_at_once(
    province: Journey,
) -> None:
    for number in range(6):
        await province.save(f"map {number}/brief.txt", f"{LETTER}Brief {number}.")
    await province.settle()

    inside = "/SUB-2026-0147"
    numbered = {f"{inside}/brief ({number}).txt" for number in range(2, 7)}
    assert await paths(province) == {f"{inside}/brief.txt", *numbered}
    assert province.kinds().count("planned") == 6
    account = await province.account()
    assert account.violations == ()
    assert {line.code for line in account.lines} == {"filed"}


async def test_two_folders_that_may_be_the_dossier_wait_for_a_person(province: Journey) -> None:
    await filed(province)
    await province.in_library("rename", ARCHIVE, "SUB-2026-0147", to="Molen De Hoop")
    await province.in_library("folder", ARCHIVE, "SUB-2026-0147")
    await filed(province, "twee.txt", SECOND)

    assert (await outcomes(province))["twee.txt"] == ("waiting", "two_folders")


async def test_a_dossier_whose_empty_folder_people_removed_after_an_undo_is_opened_anew(
    province: Journey,
) -> None:
    await filed(province)
    await province.undo_all()
    await province.in_library("folder", ARCHIVE, "SUB-2026-0147")
    await province.in_library("delete", ARCHIVE, "SUB-2026-0147")
    await filed(province, "twee.txt", SECOND)

    assert "/SUB-2026-0147/twee.txt" in await paths(province)


@pytest.mark.parametrize("name", ["SUB-2026-0147 Molen De Hoop", "Molen (sub 2026-0147)"])
async def test_a_folder_of_people_that_has_the_number_in_its_name_may_be_the_dossier(
    province: Journey, name: str
) -> None:
    await province.in_library("folder", ARCHIVE, name)
    await province.in_library("folder", ARCHIVE, "SUB-2026-01470 Een ander dossier")
    await filed(province)
    assert await outcomes(province) == {"een.txt": ("waiting", "may_be_its_folder")}

    await province.in_library("rename", ARCHIVE, name, to="SUB-2026-0147")
    province.clock.advance(hours=2)
    await province.host.run_function("sweep")
    await province.settle()
    assert await paths(province) == {"/SUB-2026-0147/een.txt"}


async def test_a_file_that_is_called_as_the_dossier_is_not_taken_for_it(province: Journey) -> None:
    await province.in_library("upload", ARCHIVE, "SUB-2026-0147", text="zonder uitgang")
    await filed(province)

    assert (await outcomes(province))["een.txt"] == ("waiting", "file_called_as_dossier")
    [item] = [i for i in await province.items() if i["name"] == "SUB-2026-0147"]
    assert item["content_type"] == "Document"


async def test_a_document_with_the_longest_name_is_filed_twice_and_put_back(
    province: Journey,
) -> None:
    name = f"{'a' * 251}.txt"
    await filed(province, f"map 1/{name}")
    await filed(province, f"map 2/{name}", SECOND)

    inside = "/SUB-2026-0147"
    assert await paths(province) == {f"{inside}/{name}", f"{inside}/{'a' * 247} (2).txt"}
    account = await province.account()
    assert account.violations == ()
    await province.undo_all()
    assert await paths(province) == {f"/Algemeen/map 1/{name}", f"/Algemeen/map 2/{name}"}
