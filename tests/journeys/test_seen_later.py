"""What leaves no trace where we look first, or happens where nobody listens, is seen all the same."""

import pytest

from classification.file_plan.reading import read_file_plan
from filing.handle import give_up
from tests.journeys.journey import APPLICATION, SMALL, Journey, texts_of

pytestmark = pytest.mark.journey


def put_plan(journey: Journey, old: str = "", new: str = "") -> None:
    """Put the small plan in force, with that one difference."""
    texts = {name: text.replace(old, new) for name, text in texts_of(SMALL).items()}
    journey.whole.house.put_plan_in_force(read_file_plan(texts), texts, "person:test")


async def test_a_draft_that_a_colleague_publishes_is_filed(journey: Journey) -> None:
    put_plan(journey, "opnemen: meteen", "opnemen: zodra definitief")
    await journey.own("POST", "/dials", {"minor_versions": True})
    for text in (APPLICATION, f"{APPLICATION}\nVersie 2"):
        await journey.save("brief.txt", text)
    await journey.settle()
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "minor_version")

    await journey.person("publish", "brief.txt")
    await journey.settle()

    assert (await journey.only_line()).outcome == "filed"


async def test_what_people_removed_from_a_library_before_it_was_a_source_is_written_down(
    journey: Journey,
) -> None:
    await journey.save("brief.txt")
    await journey.settle()
    at = "Archief/Subsidiedossiers", "SUB-2026-0147/brief.txt"
    await journey.in_library("label", *at, label="")
    await journey.in_library("delete", *at)
    await journey.settle()
    [document] = journey.whole.overviews.documents()
    assert document["state"] == "filed"  # nobody listens there

    library = (
        "  - {bron: Subsidiedossiers, bibliotheek: Archief / Subsidiedossiers, stand: uitvoeren}"
    )
    put_plan(journey, "bronnen:\n", f"bronnen:\n{library}\n")
    await journey.host.run_function("tend")
    await journey.settle()
    await journey.host.run_function("sweep")
    await journey.settle()

    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("gone", "removed_from_dossier")


async def test_a_draft_that_cannot_be_read_once_it_is_final_is_told_to_a_person(
    journey: Journey,
) -> None:
    put_plan(journey, "opnemen: meteen", "opnemen: zodra definitief")
    await journey.save("brief.txt")
    await journey.settle()
    await journey.fault("status", "content.get", times=None, status=500)
    await journey.person("move", "brief.txt", to="definitief")
    await journey.settle()
    assert journey.whole.overviews.waiting() == []
    journey.clock.advance(hours=1)

    [waits] = journey.whole.overviews.waiting()
    assert (waits["state"], waits["reason"]["code"]) == ("left", "problem")
    await journey.own("DELETE", "/faults")
    await journey.host.run_function("sweep")
    await journey.settle()
    assert (await journey.only_line()).outcome == "filed"
    assert journey.whole.overviews.waiting() == []


async def test_a_filed_document_that_was_given_up_is_told_to_a_person_and_looked_at_again(
    journey: Journey,
) -> None:
    await journey.save("brief.txt")
    await journey.settle()
    [filing] = journey.whole.overviews.filings()
    await give_up(filing["document_id"], journey.whole.workplace)
    journey.clock.advance(hours=1)

    [waits] = journey.whole.overviews.waiting()
    assert (waits["state"], waits["reason"]["en"]) == ("filed", "failed again and again")
    await journey.host.run_function("sweep")
    await journey.settle()
    assert journey.whole.overviews.waiting() == []
