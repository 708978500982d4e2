"""A worker dies while it tags a document in its dossier, or makes a document set; another finishes."""

import pytest

from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from records.file_plan import Mode
from tests.journeys.journey import Journey
from tests.journeys.test_crashes import MOMENTS, cut_off, next_worker
from tests.journeys.test_people_meanwhile import held_at

pytestmark = pytest.mark.journey
REPORT = "Voortgangsrapportage derde kwartaal\n\nHet tracé ligt vast.\n"
LETTER = "Geacht college,\n\nhierbij onze aanvraag om subsidie, SUB-2026-0147.\n"
IN_PLACE_CHANGES = 3  # content type, columns, label
IN_PLACE_UNDO_CHANGES = 3
SET_CHANGES = 14  # those of any filing, and content type and columns of the set


async def due(journey: Journey, source: str) -> str:
    """Return the document that is ready to be filed, with nobody working on it."""
    await journey.settle()
    await journey.host.stop()
    journey.whole.house.set_mode(source, Mode.ACT, "person:test")
    [document_id] = await journey.whole.documents.due()
    return document_id


async def put_into_dossier(journey: Journey) -> str:
    journey.whole.house.set_mode("Subsidiedossiers", Mode.PROPOSE, "person:test")
    path = "SUB-2026-0147/brief.txt"
    await journey.in_library("upload", "Archief/Subsidiedossiers", path, text=LETTER)
    return await due(journey, "Subsidiedossiers")


async def saved_in_shared_channel(journey: Journey) -> str:
    journey.whole.house.set_mode("Ringweg Noord", Mode.PROPOSE, "person:test")
    place = "Beleid en Bestuur/Ringweg Noord"
    await journey.save("Q3.txt", REPORT, who="Projectleider", place=place)
    return await due(journey, "Ringweg Noord")


async def assert_tagged(journey: Journey) -> None:
    assert (await journey.only_line()).outcome == "filed"
    [item] = await journey.items()
    assert item["path"] == "/SUB-2026-0147/brief.txt"
    assert item["label"]["name"] == "Lopend dossier"
    assert item["fields"]["Dossiernummer"] == "SUB-2026-0147"


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("skip", range(IN_PLACE_CHANGES))
async def test_tagging_in_place_that_was_cut_off_anywhere_is_finished(
    province: Journey, moment: str, skip: int
) -> None:
    document_id = await put_into_dossier(province)
    assert await cut_off(province, document_id, moment, skip)
    await next_worker(province, document_id)
    await assert_tagged(province)


async def test_the_table_covers_every_request_of_tagging_in_place(province: Journey) -> None:
    document_id = await put_into_dossier(province)
    assert not await cut_off(province, document_id, "hold_before", IN_PLACE_CHANGES)
    await assert_tagged(province)


async def begun_undo(journey: Journey) -> UndoPlan:
    document_id = await put_into_dossier(journey)
    assert not await cut_off(journey, document_id, "hold_before", IN_PLACE_CHANGES)
    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    return plan


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("skip", range(IN_PLACE_UNDO_CHANGES))
async def test_turning_back_in_place_that_was_cut_off_anywhere_is_finished(
    province: Journey, moment: str, skip: int
) -> None:
    plan = await begun_undo(province)
    assert await cut_off(province, plan.document_id, moment, skip)
    await next_worker(province, plan.document_id)

    line = await province.only_line()
    assert (line.outcome, line.code) == ("left", "undone")
    [item] = await province.items()
    assert (item["path"], item["label"]) == ("/SUB-2026-0147/brief.txt", None)
    assert item["content_type"] == "Document"
    assert not any(item["fields"].values())


async def test_the_table_covers_every_request_of_turning_back_in_place(province: Journey) -> None:
    plan = await begun_undo(province)
    changes = IN_PLACE_UNDO_CHANGES
    assert not await cut_off(province, plan.document_id, "hold_before", changes)


ARCHIVE, PATH = "Archief/Subsidiedossiers", "SUB-2026-0147/brief.txt"
THEIRS = {"Archiefvormer": "Gemeente Voorbeeld"}


async def test_a_column_that_people_fill_after_a_crash_survives_the_taking_back(
    province: Journey,
) -> None:
    document_id = await put_into_dossier(province)
    assert await cut_off(province, document_id, "hold_after", 1)  # the columns, unanswered
    await province.in_library("columns", ARCHIVE, PATH, fields=THEIRS)
    province.whole.house.set_mode("Subsidiedossiers", Mode.OBSERVE, "person:test")
    await next_worker(province, document_id)

    [item] = await province.items()
    assert {name: value for name, value in item["fields"].items() if value} == THEIRS


async def test_a_column_that_people_fill_at_the_very_moment_is_not_written_over(
    province: Journey,
) -> None:
    document_id = await put_into_dossier(province)
    held = await held_at(province, "list_item.patch", document_id)
    await province.in_library("columns", ARCHIVE, PATH, fields=THEIRS)
    await held.release()
    await next_worker(province, document_id)

    line = await province.only_line()
    assert (line.outcome, line.code) == ("waiting", "described_by_people")
    [item] = await province.items()
    assert item["content_type"] == "Document"
    assert {name: value for name, value in item["fields"].items() if value} == THEIRS


async def test_a_column_that_people_fill_while_it_is_turned_back_stays(province: Journey) -> None:
    plan = await begun_undo(province)
    await province.in_library("columns", ARCHIVE, PATH, fields=THEIRS)
    await next_worker(province, plan.document_id)

    assert (await province.only_line()).code == "undone"
    [item] = await province.items()
    assert {name: value for name, value in item["fields"].items() if value} == THEIRS


async def test_a_document_whose_turning_back_in_place_was_stopped_stands_filed(
    province: Journey,
) -> None:
    plan = await begun_undo(province)
    await province.in_library("label", ARCHIVE, PATH, label="Bezwaren 10 jaar")
    await next_worker(province, plan.document_id)

    line = await province.only_line()
    assert (line.outcome, line.code) == ("filed", "changed_by_people")
    [filing] = province.whole.overviews.filings()
    assert filing["state"] == "filed"


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("skip", range(SET_CHANGES))
async def test_a_filing_into_a_new_document_set_that_was_cut_off_anywhere_is_finished_once(
    province: Journey, moment: str, skip: int
) -> None:
    document_id = await saved_in_shared_channel(province)
    assert await cut_off(province, document_id, moment, skip)
    await next_worker(province, document_id)

    assert (await province.only_line()).outcome == "filed"
    [dossier] = [i for i in await province.items(kind="folder") if i["name"] == "PRJ-2026-004"]
    assert dossier["content_type"] == "Dossier"
    assert dossier["fields"]["Dossierstatus"] == "Lopend"
    assert province.kinds().count("planned") == province.kinds().count("filed") == 1


async def test_the_table_covers_every_request_of_a_filing_into_a_document_set(
    province: Journey,
) -> None:
    document_id = await saved_in_shared_channel(province)
    assert not await cut_off(province, document_id, "hold_before", SET_CHANGES)
