"""SharePoint writes the columns that we set into the file: that is nobody's work but ours."""

import asyncio
import base64
import zipfile
from io import BytesIO

import pytest

from filing import verifying
from filing.handle import handle_document
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from records.file_plan import Mode
from tests.journeys.journey import APPLICATION, SOURCE, Journey
from tests.journeys.test_crashes import died_at
from tests.journeys.test_people_meanwhile import act_on, finish, live_paths
from tests.journeys.test_province import word

pytestmark = pytest.mark.journey
WRITES = ("list_item.patch", "fields.patch")


async def rewriting(journey: Journey) -> None:
    for operation in WRITES:
        await journey.fault("rewrite_described", operation, times=None)


async def due(journey: Journey, name: str = "brief.docx") -> str:
    """Return a letter that is ready to be filed, with nobody working on it."""
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    await journey.save(name, word(*APPLICATION.splitlines()))
    await journey.settle()
    await journey.host.stop()
    journey.whole.house.set_mode(SOURCE, Mode.ACT, "person:test")
    [document_id] = await journey.whole.documents.due()
    return document_id


async def crashed_at(journey: Journey, operation: str, document_id: str) -> None:
    """Let the worker die when its request was carried out and nobody wrote that down."""
    await rewriting(journey)
    fault = await journey.fault("hold_after", operation)
    worker = asyncio.create_task(handle_document(document_id, journey.whole.workplace))
    assert await died_at(journey, fault, worker)
    journey.clock.advance(minutes=10)


async def undo_begun(journey: Journey) -> UndoPlan:
    await finish(journey, await due(journey))
    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    return plan


def with_other_text(content: bytes) -> bytes:
    """Return that letter with other words in it."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(written, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            after.writestr(name, text.replace(b"college", b"bestuur"))
    return written.getvalue()


async def test_a_file_that_gets_its_columns_written_into_it_is_filed(journey: Journey) -> None:
    await rewriting(journey)
    await journey.save("brief.docx", word(*APPLICATION.splitlines()))
    await journey.settle()
    assert (await journey.only_line()).outcome == "filed"
    assert (await journey.account()).violations == ()


@pytest.mark.parametrize("operation", WRITES)
async def test_a_worker_that_died_as_they_were_written_has_a_next_one_that_files_it(
    journey: Journey, operation: str
) -> None:
    document_id = await due(journey)
    await crashed_at(journey, operation, document_id)
    await rewriting(journey)
    await finish(journey, document_id)

    assert (await journey.only_line()).outcome == "filed"
    assert (await journey.account()).violations == ()


@pytest.mark.parametrize("operation", WRITES)
async def test_a_worker_that_died_as_they_were_written_leaves_nothing_where_it_is_taken_back(
    journey: Journey, operation: str
) -> None:
    document_id = await due(journey)
    await crashed_at(journey, operation, document_id)
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    await finish(journey, document_id)

    assert await live_paths(journey) == {"/Algemeen/brief.docx"}
    assert (await journey.only_line()).outcome == "proposed"


async def test_what_people_write_in_that_copy_is_not_taken_for_sharepoints(
    journey: Journey,
) -> None:
    document_id = await due(journey)
    await crashed_at(journey, WRITES[0], document_id)
    [copy] = [i for i in await journey.items() if "/_binnen/" in i["path"]]
    theirs = with_other_text(word(*APPLICATION.splitlines()))
    await act_on(journey, "edit", copy, content_base64=base64.b64encode(theirs).decode())
    await finish(journey, document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "copy_of_people")
    assert copy["id"] in {one["id"] for one in await journey.items()}


async def test_what_people_describe_in_that_copy_is_theirs_too(journey: Journey) -> None:
    document_id = await due(journey)
    await crashed_at(journey, WRITES[0], document_id)
    [copy] = [i for i in await journey.items() if "/_binnen/" in i["path"]]
    await act_on(journey, "columns", copy, fields={"Title": "Van een collega"})
    await finish(journey, document_id)

    assert copy["id"] in {one["id"] for one in await journey.items()}
    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("waiting", "copy_of_people")


async def test_where_the_source_was_changed_meanwhile_that_copy_goes_and_nobody_is_blamed(
    journey: Journey,
) -> None:
    document_id = await due(journey)
    await crashed_at(journey, WRITES[0], document_id)
    theirs = with_other_text(word(*APPLICATION.splitlines()))
    await journey.save("brief.docx", theirs)
    await finish(journey, document_id)

    assert not [i for i in await journey.items() if "/_binnen/" in i["path"]]
    halted = [
        line["beside"]["evidence"]["reason"]["code"]
        for line in journey.whole.register.export()
        if line["entry"]["kind"] == "halted"
    ]
    assert halted == ["changed_meanwhile"]


async def test_where_that_copy_is_too_large_to_compare_it_goes_and_a_person_reads_why(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = await due(journey)
    await crashed_at(journey, WRITES[0], document_id)
    monkeypatch.setattr(verifying, "MOST_COMPARED", 1)
    await finish(journey, document_id)

    assert not [i for i in await journey.items() if "/_binnen/" in i["path"]]
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "too_large_to_compare")


async def test_what_people_write_in_the_copy_that_goes_back_is_told_also_where_both_were_edited(
    journey: Journey,
) -> None:
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    await journey.save("brief.docx", word(*APPLICATION.splitlines()))
    await journey.person("columns", "brief.docx", fields={"Title": "Het dorpshuis"})
    plan = await undo_begun(journey)
    await crashed_at(journey, "fields.patch", plan.document_id)
    theirs = base64.b64encode(with_other_text(word(*APPLICATION.splitlines()))).decode()
    [copy] = [i for i in await journey.items() if "/_binnen/" in i["path"]]
    for item in (copy, *[i for i in await journey.items() if "/SUB-2026" in i["path"]]):
        await act_on(journey, "edit", item, content_base64=theirs)
    await finish(journey, plan.document_id)

    [document] = journey.whole.overviews.documents()
    assert document["state"] == "filed"
    told = [
        line["beside"]["evidence"]["reason"]["code"]
        for line in journey.whole.register.export()
        if line["entry"]["kind"] == "filed"
    ]
    assert told[-1] == "copy_edited"


async def test_an_undo_whose_worker_died_as_columns_were_set_back_has_a_next_one_that_ends_it(
    journey: Journey,
) -> None:
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    await journey.save("brief.docx", word(*APPLICATION.splitlines()))
    await journey.person("columns", "brief.docx", fields={"Title": "Het dorpshuis"})
    plan = await undo_begun(journey)
    assert plan.fields
    await crashed_at(journey, "fields.patch", plan.document_id)
    await rewriting(journey)
    await finish(journey, plan.document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "undone")
    assert await live_paths(journey) == {"/Algemeen/brief.docx"}
    assert (await journey.account()).violations == ()
