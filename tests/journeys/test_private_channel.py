"""A private channel as a source: it has a drive of its own, and few who may see it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.journey import PROVINCE, Journey
from tests.journeys.test_province import LETTER, filed_in, mail

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("storage", ["in-process", "azurite"], indirect=True),
]

MANAGER = "Manager Subsidies"
CHANNEL = "Subsidies/Personele zaken"
LISTENED = (
    "  - {bron: Personele zaken, team: Subsidies, kanaal: Personele zaken, stand: uitvoeren, "
    "dossiertypen: [Subsidie], opnemen: meteen}\n"
)


@pytest.fixture
async def listening(tmp_path: Path, installation: Journey) -> AsyncIterator[Journey]:
    """The province, where a records manager chose to listen to the private channel too."""
    plan = tmp_path / "plan"
    shutil.copytree(PROVINCE, plan)
    with (plan / "bronnen.yaml").open("a", encoding="utf-8") as sources:
        sources.write(LISTENED)
    made = installation
    await made.start(plan=plan)
    yield made
    await made.stop()


async def close_library_to_all_but_the_manager(journey: Journey, name: str) -> None:
    drives = (await journey.own("GET", "/tree"))["drives"]
    [drive] = [drive for drive in drives if drive["name"].endswith(name)]
    body = {"drive": drive["id"], "item": drive["root_id"], "only": [MANAGER]}
    await journey.own("POST", "/people", {"person": "Recordmanager", "do": "restrict", **body})


async def test_a_document_in_a_private_channel_goes_to_a_dossier_that_no_more_people_see(
    listening: Journey,
) -> None:
    await close_library_to_all_but_the_manager(listening, "Subsidiedossiers")
    await listening.save("brief.txt", LETTER, who=MANAGER, place=CHANNEL)
    await listening.settle()

    line = await listening.only_line()
    assert (line.outcome, line.code) == ("filed", "filed")
    assert line.origin == "Subsidies-Personele zaken / Documenten: /Personele zaken/brief.txt"
    [filed] = await filed_in(listening, "SUB-2026-0147")
    assert filed["name"] == "brief.txt"
    sources = await listening.whole.sources.all()
    drives = {source.folder.drive_id for source in sources if source.folder}
    assert len(drives) == 6  # the two channels of Subsidies share one, the private has its own


async def test_a_document_in_a_private_channel_waits_where_more_people_would_see_it(
    listening: Journey,
) -> None:
    saved = await listening.save("brief.txt", LETTER, who=MANAGER, place=CHANNEL)
    await listening.settle()

    line = await listening.only_line()
    assert (line.outcome, line.code) == ("waiting", "audience_wider")
    assert line.where == line.origin
    assert [item["id"] for item in await listening.items()] == [saved["item_id"]]
    [waiting] = listening.whole.overviews.waiting()
    assert (waiting["outcome"], waiting["source"]) == ("waiting", "Personele zaken")


async def test_the_name_of_what_is_kept_is_told_to_those_only_who_may_open_it(
    listening: Journey,
) -> None:
    await close_library_to_all_but_the_manager(listening, "Subsidiedossiers")
    budget = LETTER.replace("hierbij", "hierbij als bijlage")
    private = mail(LETTER, {"Begroting geheim.txt": budget.encode()})
    await listening.save("Ontslag.eml", private, who=MANAGER, place=CHANNEL)
    await listening.settle()
    await listening.save("open.txt", budget)
    await listening.save("dicht.txt", budget, who=MANAGER, place=CHANNEL)
    await listening.settle()

    account = await listening.account()
    assert account.violations == ()
    reasons = {line.name: line.reason_nl for line in account.lines if line.code == "already_kept"}
    assert reasons["open.txt"] == (
        "Precies dit stuk wordt al bewaard in dossier SUB-2026-0147. Er komt geen tweede; dit "
        "verwijst daarnaar."
    )
    assert "«Ontslag.eml»" in reasons["dicht.txt"]
    assert "«Begroting geheim.txt»" in reasons["dicht.txt"]
