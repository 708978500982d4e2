"""A dossier is a folder that people rename and move; it stays the same dossier."""

from typing import Any

import pytest

from tests.journeys.journey import Journey

pytestmark = pytest.mark.journey

ARCHIVE = "Archief/Subsidiedossiers"
LETTER = "Geacht college,\n\nhierbij onze aanvraag om subsidie, SUB-2026-0147.\n"
SECOND = f"{LETTER}En nog iets.\n"


async def filed(journey: Journey, name: str = "een.txt", text: str = LETTER) -> None:
    await journey.save(name, text)
    await journey.settle()


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
