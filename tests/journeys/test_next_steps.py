"""What a person is told to do about a document that waits, done: then it waits no longer."""

import pytest

from filing.next_steps import next_step
from tests.journeys.journey import Journey

pytestmark = pytest.mark.journey

WITHOUT_NUMBER = "Onderwerp: aanvraag om subsidie\n\nHierbij vragen wij subsidie aan.\n"


async def waits_for_a_number(journey: Journey) -> None:
    await journey.save("brief.txt", WITHOUT_NUMBER)
    await journey.settle()
    [line] = journey.whole.overviews.waiting()
    step = next_step(line["state"], line["reason"]["code"])
    assert step is not None
    assert "in a folder of that name in the channel, or put it in its dossier" in step.en


async def now(journey: Journey) -> dict[str, str]:
    return {line.where.partition(": ")[2]: line.outcome for line in (await journey.account()).lines}


async def test_a_document_in_a_folder_called_by_its_number_is_filed(province: Journey) -> None:
    await waits_for_a_number(province)
    await province.person("folder", "SUB-2026-0147")
    await province.person("move", "brief.txt", to="SUB-2026-0147")
    await province.settle()
    assert await now(province) == {"/SUB-2026-0147/brief.txt": "filed"}
    assert province.whole.overviews.waiting() == []


async def test_a_document_that_a_person_puts_in_its_dossier_is_filed_there(
    province: Journey,
) -> None:
    await waits_for_a_number(province)
    await province.in_library("folder", "Archief/Subsidiedossiers", "SUB-2026-0147")
    there = {"to_site": "Archief", "to_library": "Subsidiedossiers"}
    await province.person("move", "brief.txt", to="SUB-2026-0147", **there)
    await province.settle()
    assert "filed" in (await now(province)).values()
    assert province.whole.overviews.waiting() == []


async def test_of_two_that_wait_with_the_same_content_one_is_filed_at_the_most(
    province: Journey,
) -> None:
    await waits_for_a_number(province)
    await province.save("kopie.txt", WITHOUT_NUMBER, place="Vergunningen/Inkomende post")
    await province.settle()
    await province.person("folder", "SUB-2026-0147")
    await province.person("move", "brief.txt", to="SUB-2026-0147")
    await province.settle()
    there = {"team": "Vergunningen", "channel": "Inkomende post"}
    await province.person("folder", "SUB-2026-0147", **there)
    await province.person("move", "kopie.txt", to="SUB-2026-0147", **there)
    await province.settle()
    assert await now(province) == {
        "/SUB-2026-0147/brief.txt": "filed",
        "/Inkomende post/SUB-2026-0147/kopie.txt": "left",
    }
