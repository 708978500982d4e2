"""An undone document has the columns again that it had, each of its own kind."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from filing.handle import handle_document
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from tests.conftest import RunningSimulator
from tests.journeys.journey import Journey

pytestmark = pytest.mark.journey

COLUMNS: dict[str, dict[str, Any]] = {
    "Kenmerk": {"text": {}},
    "Toelichting": {"text": {"allowMultipleLines": True}},
    "Bedrag": {"currency": {}},
    "Aantal": {"number": {}},
    "Spoed": {"boolean": {}},
    "Ontvangen": {"dateTime": {}},
    "Kanaal": {"choice": {"choices": ["post", "balie"]}},
    "Themas": {"choice": {"choices": ["water", "natuur"], "displayAs": "checkBoxes"}},
    "Soort": {"term": {"termSet": {"id": "Documentsoorten"}}},
    "Behandelaar": {"personOrGroup": {}},
    "Meelezers": {"personOrGroup": {"allowMultipleSelection": True}},
    "Link": {"hyperlinkOrPicture": {}},
}


class Library:
    """The team's library, in which people made columns of their own."""

    def __init__(self, journey: Journey, graph: httpx.Client, drive: dict[str, Any]) -> None:
        self.journey, self.graph = journey, graph
        self.drive = f"/drives/{drive['id']}"
        self.site = f"/sites/{drive['site_id']}"

    def made(self, at: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self.graph.post(at, json=body)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def column(self, name: str, described: dict[str, Any]) -> str:
        return str(self.made(f"{self.drive}/list/columns", {"name": name, **described})["id"])

    def forget(self, column: str) -> None:
        assert self.graph.delete(f"{self.drive}/list/columns/{column}").status_code == 204

    def looked_up(self, name: str, *titles: str, several: bool) -> list[int]:
        """A column that looks in a list of the site; returns the numbers of what is in that."""
        listed = self.made(f"{self.site}/lists", {"displayName": f"{name}lijst"})
        items = f"{self.site}/lists/{listed['id']}/items"
        numbers = [int(self.made(items, {"fields": {"Title": title}})["id"]) for title in titles]
        facet = {"listId": listed["id"], "columnName": "Title", "allowMultipleValues": several}
        self.column(name, {"lookup": facet})
        return numbers

    async def file(self, **fields: Any) -> dict[str, Any]:
        """Let a letter with these columns be filed; return what its columns were."""
        await self.journey.save("brief.txt")
        await self.journey.person("columns", "brief.txt", fields=fields)
        [letter] = await self.journey.items()
        await self.journey.settle()
        [filing] = self.journey.whole.overviews.filings()
        assert filing["state"] == "filed"
        return dict(letter["fields"])

    async def undo(self) -> UndoPlan:
        [filing] = self.journey.whole.overviews.filings()
        plan = await prepare_undo(filing["filing_id"], self.journey.whole.workplace)
        assert isinstance(plan, UndoPlan)
        assert await begin_undo(plan, "person:test", self.journey.whole.workplace)
        await handle_document(plan.document_id, self.journey.whole.workplace)
        await self.journey.settle()
        return plan

    async def columns_back(self) -> dict[str, Any]:
        [letter] = await self.journey.items()
        assert letter["path"] == "/Algemeen/brief.txt"
        return dict(letter["fields"])


@pytest.fixture
async def library(journey: Journey, simulator: RunningSimulator) -> AsyncIterator[Library]:
    tenant = await journey.own("GET", "/tenant")
    [drive] = [one for at, one in tenant["drives"].items() if at.startswith("/sites/subsidies/")]
    asking = {"Authorization": "Bearer a-test"}
    with httpx.Client(base_url=simulator.base_url, headers=asking, trust_env=False) as graph:
        yield Library(journey, graph, drive)


async def test_what_was_a_number_a_list_or_a_term_comes_back_as_that(
    journey: Journey, library: Library
) -> None:
    users = (await journey.own("GET", "/tenant"))["site_users"]
    for name, described in COLUMNS.items():
        library.column(name, described)
    [programme] = library.looked_up("Programma", "Dorpshuizen", several=False)
    areas = library.looked_up("Gebieden", "Noord", "Zuid", several=True)
    before = await library.file(
        Kenmerk="2.10",
        Toelichting="Eerste regel\nTweede regel",
        Bedrag=1250.5,
        Aantal=3,
        Spoed=False,
        Ontvangen="2026-05-01T00:00:00Z",
        Kanaal="balie",
        Themas=["natuur", "water"],
        Soort="Subsidieaanvraag",
        Behandelaar=users["Jurist"],
        Meelezers=[users["Jurist"], users["Recordbeheer"]],
        Programma=programme,
        Gebieden=areas,
    )
    plan = await library.undo()

    assert await library.columns_back() == before
    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("undone", "undone")
    assert "columns_not_taken" in plan.reversible.losses


async def test_what_the_library_no_longer_takes_is_told_and_keeps_nothing_else_from_coming_back(
    journey: Journey, library: Library
) -> None:
    gone = library.column("Kenmerk", COLUMNS["Kenmerk"])
    for name in ("Aantal", "Kanaal", "Link"):
        library.column(name, COLUMNS[name])
    link = {"Url": "https://example.org", "Description": "Plattegrond"}
    before = await library.file(Kenmerk="A-1", Aantal=3, Kanaal="fax", Link=link)
    library.forget(gone)
    plan = await library.undo()

    assert await library.columns_back() == {"Aantal": before["Aantal"]}
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "undone_but_columns")
    [document] = journey.whole.overviews.documents()
    assert "Kanaal, Kenmerk, Link" in document["reason"]["nl"]
    assert "columns_not_taken" in plan.reversible.losses
