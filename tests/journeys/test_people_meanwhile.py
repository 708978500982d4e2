"""People do something at the very moment we do; theirs stands, and nothing of it is lost."""

import asyncio
import base64
from typing import Any

import pytest
from typer.testing import CliRunner

from classification.file_plan.reading import read_file_plan
from command_line.main import app
from filing.decision import COPIES_A_DAY
from filing.handle import handle_document
from filing.plan import DOSSIER_STAYS
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from functions.schedule import find_sources
from records.documents import Location
from records.file_plan import Mode
from records.verdicts import Reason
from tests.journeys.journey import (
    APPLICATION,
    ON_BOTH_DATABASES,
    SMALL,
    SOURCE,
    Journey,
    texts_of,
)

pytestmark = pytest.mark.journey
FREE = "Title"  # a column that no filing writes
COLLEAGUE = "Collega Subsidies"
ELSEWHERE = {"to_site": "Archief", "to_library": "Bezwaardossiers", "to": ""}


class Held:
    """A worker that waits at one request until it is let go."""

    def __init__(self, journey: Journey, fault: str, worker: "asyncio.Task[Any]") -> None:
        self._journey, self._fault, self.worker = journey, fault, worker

    async def let_on(self) -> None:
        await self._journey.own("POST", f"/faults/{self._fault}/release", {})

    async def release(self) -> None:
        await self.let_on()
        await self.worker

    async def dies(self) -> None:
        self.worker.cancel()
        await asyncio.wait([self.worker])
        await self.let_on()


async def held_at(
    journey: Journey,
    operation: str,
    document_id: str,
    moment: str = "hold_before",
    skip: int = 0,
    **more: Any,
) -> Held:
    fault = await journey.fault(moment, operation, skip=skip, **more)
    worker = asyncio.create_task(handle_document(document_id, journey.whole.workplace))
    await holding(journey, fault, worker)
    return Held(journey, fault, worker)


async def holding(journey: Journey, fault: str, worker: "asyncio.Task[Any]") -> None:
    """Return once that fault holds the worker."""
    assert await journey.held(fault, worker), "it was never asked"


async def due_document(journey: Journey, path: str = "brief.txt") -> str:
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    await journey.save(path)
    await journey.settle()
    await journey.host.stop()
    journey.whole.house.set_mode(SOURCE, Mode.ACT, "person:test")
    filed = {filing["document_id"] for filing in journey.whole.overviews.filings()}
    [document_id] = set(await journey.whole.documents.due()) - filed
    return document_id


async def finish(journey: Journey, document_id: str) -> None:
    for _ in range(4):
        journey.clock.advance(minutes=2)
        await handle_document(document_id, journey.whole.workplace)


async def begun_undo(journey: Journey) -> UndoPlan:
    await journey.save("brief.txt")
    await journey.settle()
    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    await journey.host.stop()
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    return plan


async def act_on(journey: Journey, do: str, item: dict[str, Any], **more: Any) -> None:
    body = {"person": COLLEAGUE, "do": do, "drive": item["drive_id"], "item": item["id"], **more}
    await journey.own("POST", "/people", body)


async def dossier_item(journey: Journey) -> dict[str, Any]:
    [item] = [i for i in await journey.items() if i["path"].startswith("/SUB-2026-0147/")]
    return item


async def live_paths(journey: Journey) -> set[str]:
    return {i["path"] for i in await journey.items()}


@ON_BOTH_DATABASES
async def test_a_worker_that_was_frozen_does_not_undo_what_the_next_one_did(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    frozen = await held_at(journey, "drive_item.patch", document_id)
    journey.clock.advance(minutes=10)
    other = journey.composed()
    await handle_document(document_id, other.workplace)
    await frozen.release()
    await other.close()

    assert (await journey.only_line()).outcome == "filed"


async def test_a_new_file_of_the_same_name_at_the_old_place_survives_an_undo(
    journey: Journey,
) -> None:
    plan = await begun_undo(journey)
    await journey.save("brief.txt", "een heel ander bericht", who=COLLEAGUE)
    await handle_document(plan.document_id, journey.whole.workplace)
    await finish(journey, plan.document_id)

    assert {"/Algemeen/brief.txt", "/SUB-2026-0147/brief.txt"} <= await live_paths(journey)
    assert not any("_binnen" in path for path in await live_paths(journey))
    account = await journey.account()
    assert [v for v in account.violations if v.promise in (1, 3)] == []


async def test_an_equal_file_of_a_colleague_is_not_taken_for_our_copy(journey: Journey) -> None:
    plan = await begun_undo(journey)
    for _ in plan.versions:
        await journey.save("brief.txt", APPLICATION, who=COLLEAGUE)
    await handle_document(plan.document_id, journey.whole.workplace)
    await finish(journey, plan.document_id)

    assert "/SUB-2026-0147/brief.txt" in await live_paths(journey)


async def test_what_people_do_to_the_copy_that_came_back_stays(journey: Journey) -> None:
    plan = await begun_undo(journey)
    held = await held_at(journey, "retention_label.delete", plan.document_id, "hold_after")
    edited = base64.b64encode(b"meteen weer bewerkt").decode()
    await journey.person("edit", "brief.txt", who=COLLEAGUE, content_base64=edited)
    await held.release()
    await finish(journey, plan.document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "undone")


async def test_a_document_that_is_moved_in_its_dossier_during_an_undo_stays_there(
    journey: Journey,
) -> None:
    plan = await begun_undo(journey)
    held = await held_at(journey, "drive_item.copy", plan.document_id)
    await act_on(journey, "rename", await dossier_item(journey), to="Door mij hernoemd.txt")
    await held.release()
    await finish(journey, plan.document_id)

    account = await journey.account()
    assert account.violations == ()
    assert account.documents == 1
    assert await live_paths(journey) >= {"/SUB-2026-0147/Door mij hernoemd.txt"}


@pytest.mark.parametrize(
    ("operation", "moment"),
    [("retention_label.delete", "hold_after"), ("drive_item.delete", "hold_before")],
)
async def test_a_label_that_people_give_during_an_undo_stands(
    journey: Journey, operation: str, moment: str
) -> None:
    plan = await begun_undo(journey)
    held = await held_at(journey, operation, plan.document_id, moment)
    await act_on(journey, "label", await dossier_item(journey), label="Bezwaren 10 jaar")
    await held.release()
    await finish(journey, plan.document_id)

    assert (await journey.only_line()).outcome == "filed"
    assert (await dossier_item(journey))["label"]["name"] == "Bezwaren 10 jaar"


@ON_BOTH_DATABASES
async def test_what_people_did_before_an_undo_that_stops_for_it_is_told_all_the_same(
    journey: Journey,
) -> None:
    plan = await begun_undo(journey)
    item = await dossier_item(journey)
    await act_on(journey, "label", item, label="Bezwaren 10 jaar")
    await act_on(journey, "rename", item, to="Door mij hernoemd.txt")
    await handle_document(plan.document_id, journey.whole.workplace)
    for _ in range(4):
        journey.clock.advance(minutes=2)
        for document_id in await journey.whole.documents.due():  # by itself, not asked for
            await handle_document(document_id, journey.whole.workplace)

    assert (await journey.account()).violations == ()
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "changed_by_people")
    assert "Door mij hernoemd.txt" in line.reason
    assert "Bezwaren 10 jaar" in line.reason


@pytest.mark.parametrize(
    ("operation", "moment", "code"),
    [
        ("retention_label.delete", "hold_after", "described_meanwhile"),
        ("drive_item.delete", "hold_before", "changed_meanwhile"),
    ],
)
async def test_what_people_fill_in_during_an_undo_stands(
    journey: Journey, operation: str, moment: str, code: str
) -> None:
    plan = await begun_undo(journey)
    held = await held_at(journey, operation, plan.document_id, moment)
    await act_on(journey, "columns", await dossier_item(journey), fields={FREE: "van mij"})
    await held.release()
    await finish(journey, plan.document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", code)
    assert (await dossier_item(journey))["fields"][FREE] == "van mij"


async def test_what_people_did_before_an_undo_and_does_not_come_back_is_named_as_a_loss(
    journey: Journey,
) -> None:
    await journey.save("brief.txt", f"{APPLICATION}Eerste versie.")
    await journey.save("brief.txt")
    await journey.settle()
    [filing] = journey.whole.overviews.filings()

    async def losses() -> set[str]:
        plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
        assert isinstance(plan, UndoPlan)
        return set(plan.reversible.losses)

    before = await losses()
    item = await dossier_item(journey)
    await act_on(journey, "columns", item, fields={FREE: "van mij"})
    assert await losses() - before == {"columns_of_people"}
    await act_on(journey, "content_type", item, content_type="Document")
    assert await losses() - before == {"columns_of_people", "content_type_of_people"}
    await journey.person("rename", "brief.txt.url", to="Naar het archief.url")
    await act_on(journey, "delete_versions", item, keep=2)
    of_people = {f"{what}_of_people" for what in ("columns", "content_type", "pointer")}
    assert await losses() - before == {*of_people, "versions_gone"}


async def test_what_people_change_each_time_it_is_copied_is_copied_a_few_times_a_day(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    for n in range(COPIES_A_DAY):
        held = await held_at(journey, "drive_item.copy", document_id, "hold_after")
        text = base64.b64encode(f"{APPLICATION}Versie {n}.".encode()).decode()
        await journey.person("edit", "brief.txt", content_base64=text)
        await held.release()
    await finish(journey, document_id)
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "copied_too_often")

    await journey.own("POST", "/clock", {"advance_seconds": 86_400})
    journey.clock.advance(days=1)
    await handle_document(document_id, journey.whole.workplace)
    assert (await journey.only_line()).outcome == "filed"
    calls = (await journey.own("GET", "/calls"))["calls"]
    copies = [call["operation"] for call in calls].count("drive_item.copy")
    assert copies == COPIES_A_DAY + 1


async def test_a_source_that_people_edit_and_take_elsewhere_at_its_removal_is_not_said_to_be_removed(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "drive_item.delete", document_id)
    text = base64.b64encode(f"{APPLICATION}Nog iets.".encode()).decode()
    await journey.person("edit", "brief.txt", content_base64=text)
    looked_again = await journey.fault("hold_before", "drive_item.get")
    await held.let_on()
    await holding(journey, looked_again, held.worker)
    await journey.person("move", "brief.txt", **ELSEWHERE)
    await journey.own("POST", f"/faults/{looked_again}/release", {})
    await held.worker

    [line] = [line for line in (await journey.account()).lines if line.outcome == "filed"]
    assert line.code == "source_changed"


@pytest.mark.parametrize("status", [412, 423])
async def test_a_source_that_people_edit_while_its_copy_waits_is_filed_as_it_is_then(
    journey: Journey, status: int
) -> None:
    document_id = await due_document(journey)
    await journey.fault("status", "drive_item.patch", status=status)
    await handle_document(document_id, journey.whole.workplace)
    text = base64.b64encode(f"{APPLICATION}Nog iets.".encode()).decode()
    await journey.person("edit", "brief.txt", content_base64=text)
    await finish(journey, document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "filed")
    assert await live_paths(journey) == {"/SUB-2026-0147/brief.txt", "/Algemeen/brief.txt.url"}


@pytest.mark.parametrize("status", [412, 423])
async def test_a_source_that_people_take_elsewhere_after_its_removal_was_refused_is_told(
    journey: Journey, status: int
) -> None:
    document_id = await due_document(journey)
    await journey.fault("status", "drive_item.delete", status=status)
    await handle_document(document_id, journey.whole.workplace)
    await journey.person("move", "brief.txt", **ELSEWHERE)
    await finish(journey, document_id)

    assert (await journey.account()).violations == ()
    [waiting] = journey.whole.overviews.waiting()
    assert (waiting["state"], waiting["reason"]["code"]) == ("source_kept", "source_taken")


async def test_a_file_that_has_the_pointers_name_is_left_alone(journey: Journey) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "retention_label.patch", document_id)
    await journey.save("brief.txt.url", "van een collega", who=COLLEAGUE)
    await held.release()

    assert {"/Algemeen/brief.txt.url", "/Algemeen/brief.txt (2).url"} <= await live_paths(journey)
    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    await handle_document(plan.document_id, journey.whole.workplace)
    assert await live_paths(journey) == {"/Algemeen/brief.txt.url", "/Algemeen/brief.txt"}


async def test_a_copy_that_comes_late_is_not_left_in_the_staging_folder(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    await journey.fault("copy_slow", "drive_item.copy", polls=9)
    await handle_document(document_id, journey.whole.workplace)
    edited = base64.b64encode(f"{APPLICATION} gewijzigd".encode()).decode()
    await journey.person("edit", "brief.txt", content_base64=edited)
    await finish(journey, document_id)
    await finish(journey, document_id)

    assert (await journey.only_line()).outcome == "filed"
    assert not any("_binnen" in path for path in await live_paths(journey))


async def test_an_edit_in_the_dossier_survives_a_filing_that_is_taken_back(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    await journey.fault("status", "content.put", times=None, status=403, code="accessDenied")
    held = await held_at(journey, "retention_label.delete", document_id)
    edited = base64.b64encode(b"in het dossier bewerkt").decode()
    await act_on(journey, "edit", await dossier_item(journey), content_base64=edited)
    await held.release()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "copy_worked_on")
    assert "/SUB-2026-0147/brief.txt" in await live_paths(journey)


async def test_what_people_fill_in_in_the_dossier_survives_a_filing_that_is_taken_back(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    await journey.fault("status", "content.put", times=None, status=403, code="accessDenied")
    held = await held_at(journey, "retention_label.patch", document_id, "hold_after")
    await act_on(journey, "columns", await dossier_item(journey), fields={FREE: "Van de collega"})
    await held.release()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "copy_worked_on")
    assert (await dossier_item(journey))["fields"][FREE] == "Van de collega"


async def test_nobody_is_told_to_delete_one_of_two_where_people_removed_the_source(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    refused = {"status": 403, "code": "accessDenied"}
    await journey.fault("status", "retention_label.patch", times=None, **refused)
    held = await held_at(journey, "retention_label.get", document_id, skip=1)
    await journey.person("delete", "brief.txt")
    await held.release()

    [line] = journey.whole.overviews.waiting()
    assert line["reason"]["code"] == "source_gone"
    assert "may not apply the retention label" in line["reason"]["en"]
    assert await live_paths(journey) == {"/SUB-2026-0147/brief.txt"}

    await handle_document(document_id, journey.whole.workplace)  # that it is gone is nothing new
    [line] = journey.whole.overviews.waiting()
    assert line["reason"]["code"] == "source_gone"


async def test_a_source_that_people_move_to_another_dossier_before_it_is_released_is_told(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "retention_label.get", document_id, skip=1)
    there = {"to_site": "Archief", "to_library": "Subsidiedossiers", "to": "SUB-2026-0148"}
    await journey.person("move", "brief.txt", **there)
    await held.release()

    [line] = journey.whole.overviews.waiting()
    assert line["reason"]["code"] == "source_taken"
    assert await live_paths(journey) == {"/SUB-2026-0147/brief.txt", "/SUB-2026-0148/brief.txt"}


@pytest.mark.parametrize("where", ["source", "dossier"])
async def test_an_audience_that_changes_during_the_filing_is_noticed(
    journey: Journey, where: str
) -> None:
    await journey.save("eerste.txt", f"{APPLICATION}De eerste.")
    await journey.settle()
    dossier = {**await dossier_item(journey)}
    dossier["id"] = dossier["parent_id"]
    document_id = await due_document(journey)
    held = await held_at(journey, "fields.patch", document_id)
    if where == "source":
        await journey.person("restrict", "brief.txt", only=["Jurist"])
    else:
        await act_on(journey, "restrict", dossier, only=["Recordmanager"])
    await held.release()
    await finish(journey, document_id)

    account = await journey.account()
    [line] = [line for line in account.lines if line.name == "brief.txt"]
    assert (line.outcome, line.code) == ("waiting", "audience_wider")
    assert "/Algemeen/brief.txt" in await live_paths(journey)


async def test_a_source_that_is_restricted_after_its_copy_was_placed_takes_the_copy_back(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "retention_label.patch", document_id, "hold_after")
    await journey.person("restrict", "brief.txt", only=["Jurist"])
    await held.release()
    await finish(journey, document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "audience_wider")
    assert await live_paths(journey) == {"/Algemeen/brief.txt"}


async def test_a_pointer_is_not_left_to_those_who_can_no_longer_see_its_document(
    journey: Journey,
) -> None:
    await journey.save("eerste.txt", f"{APPLICATION}De eerste.")
    await journey.settle()
    dossier = {**await dossier_item(journey)}
    dossier["id"] = dossier["parent_id"]
    document_id = await due_document(journey)
    held = await held_at(journey, "retention_label.patch", document_id, "hold_after")
    await act_on(journey, "restrict", dossier, only=["Jurist"])
    await journey.person("restrict", "brief.txt", only=["Jurist"])
    await held.release()
    await finish(journey, document_id)

    [line] = [each for each in (await journey.account()).lines if each.name == "brief.txt"]
    assert (line.outcome, line.code) == ("waiting", "audience_wider")
    assert "/Algemeen/brief.txt.url" not in await live_paths(journey)


async def test_a_restricted_dossier_does_not_excuse_an_open_staging_folder(
    journey: Journey,
) -> None:
    await journey.save("eerste.txt", f"{APPLICATION}De eerste.")
    await journey.settle()
    item = await dossier_item(journey)
    dossier = next(i for i in await journey.items(kind="folder") if i["id"] == item["parent_id"])
    await act_on(journey, "restrict", dossier, only=["Jurist"])
    await journey.person("folder", "Dicht", who="Jurist")
    await journey.person("restrict", "Dicht", who="Jurist", only=["Jurist"])
    await journey.save("Dicht/brief.txt", who="Jurist")
    await journey.settle()

    codes = {line.code for line in (await journey.account()).lines}
    assert "audience_wider" in codes


async def test_an_undo_that_would_show_more_is_refused(journey: Journey) -> None:
    await journey.save("map/brief.txt")
    await journey.settle()
    await journey.person("restrict", "map", only=["Recordmanager", "Jurist"])
    [filing] = journey.whole.overviews.filings()
    answer = await prepare_undo(filing["filing_id"], journey.whole.workplace)

    assert isinstance(answer, Reason)
    assert answer.code == "audience_wider"


async def test_a_document_that_people_restrict_in_its_dossier_is_not_put_back_in_the_open(
    journey: Journey,
) -> None:
    plan = await begun_undo(journey)
    held = await held_at(journey, "drive_item.copy", plan.document_id)
    await act_on(journey, "restrict", await dossier_item(journey), only=["Jurist"])
    await held.release()

    [filing] = journey.whole.overviews.filings()
    answer = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(answer, Reason)
    assert answer.code == "audience_wider"
    [line] = (await journey.account()).lines
    assert (line.outcome, line.code) == ("filed", "audience_wider")
    assert "/SUB-2026-0147/brief.txt" in await live_paths(journey)


async def test_an_old_folder_that_more_people_see_since_the_undo_was_shown_gets_nothing_back(
    journey: Journey,
) -> None:
    await journey.save("map/brief.txt")
    await journey.settle()
    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    await journey.host.stop()
    await journey.person("restrict", "map", only=["Recordmanager", "Jurist"])
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    await finish(journey, plan.document_id)

    [line] = (await journey.account()).lines
    assert (line.outcome, line.code) == ("filed", "audience_wider")
    assert "/SUB-2026-0147/brief.txt" in await live_paths(journey)


async def test_a_document_that_was_moved_out_and_back_is_looked_at_again(
    journey: Journey,
) -> None:
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    saved = await journey.save("brief.txt")
    await journey.settle()
    at = {"drive_id": saved["drive_id"], "id": saved["item_id"]}
    await act_on(journey, "move", at, to="/")
    await journey.settle()
    await act_on(journey, "move", at, to="/Algemeen")
    await journey.settle()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("proposed", "proposing")


async def test_a_filing_that_was_interrupted_is_not_resumed_when_the_source_may_not_act(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "drive_item.patch", document_id)
    journey.whole.house.set_stop(is_on=True, actor="person:test")
    await held.release()
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    journey.whole.house.set_stop(is_on=False, actor="person:test")
    await finish(journey, document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("proposed", "observing")
    assert await live_paths(journey) == {"/Algemeen/brief.txt"}


async def test_who_undoes_a_filing_that_kept_its_source_hears_what_happens(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "drive_item.delete", document_id)
    edited = base64.b64encode(f"{APPLICATION} op de valreep".encode()).decode()
    await journey.person("edit", "brief.txt", content_base64=edited)
    await held.release()
    [filing] = journey.whole.overviews.filings()
    journey.for_commands(monkeypatch)
    words = ["undo", filing["filing_id"], "--language", "nl"]
    done = await asyncio.to_thread(CliRunner().invoke, app, words)

    assert done.exit_code == 0, done.output
    assert "gaat uit het dossier; het origineel, «brief.txt»," in done.stdout
    assert "het origineel staat waar het stond" in done.stdout
    assert "gaat terug naar" not in done.stdout
    assert await live_paths(journey) == {"/Algemeen/brief.txt"}


async def test_a_kept_source_can_be_chosen_by_undoing_the_filing(journey: Journey) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "drive_item.delete", document_id)
    edited = base64.b64encode(f"{APPLICATION} op de valreep".encode()).decode()
    await journey.person("edit", "brief.txt", content_base64=edited)
    await held.release()
    [filing] = journey.whole.overviews.filings()
    assert filing["state"] == "source_kept"
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert plan.reversible.losses == (DOSSIER_STAYS,)
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    await handle_document(document_id, journey.whole.workplace)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "undone")
    assert await live_paths(journey) == {"/Algemeen/brief.txt"}


async def kept_source(journey: Journey) -> str:
    """Let a document be filed, and edited at the last moment: its source is kept."""
    document_id = await due_document(journey)
    held = await held_at(journey, "drive_item.delete", document_id)
    edited = base64.b64encode(f"{APPLICATION} op de valreep".encode()).decode()
    await journey.person("edit", "brief.txt", content_base64=edited)
    await held.release()
    await journey.start_host()
    await journey.settle()
    [waits] = journey.whole.overviews.waiting()
    assert waits["state"] == "source_kept"
    return document_id


async def test_who_removes_the_kept_source_as_asked_is_asked_no_more(journey: Journey) -> None:
    await kept_source(journey)
    await journey.person("delete", "brief.txt")
    await journey.settle()

    assert journey.whole.overviews.waiting() == []
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "source_removed")
    assert await live_paths(journey) == {"/SUB-2026-0147/brief.txt"}
    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    await journey.undo_all()
    assert await live_paths(journey) == {"/Algemeen/brief.txt"}


async def test_a_kept_source_that_was_removed_while_its_drive_was_not_heard_is_asked_no_more(
    journey: Journey,
) -> None:
    await kept_source(journey)
    [source] = [i for i in await journey.items() if i["path"] == "/Algemeen/brief.txt"]
    await journey.person("delete", "brief.txt")
    await journey.whole.listening.start_again(source["drive_id"])  # before it was told
    for _ in range(2):
        await journey.host.run_function("sweep")
        await journey.settle()
    assert journey.whole.overviews.waiting() == []


async def test_a_kept_source_that_people_choose_by_removing_the_copy_is_the_document_again(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "drive_item.delete", document_id)
    edited = base64.b64encode(f"{APPLICATION} op de valreep".encode()).decode()
    await journey.person("edit", "brief.txt", content_base64=edited)
    await held.release()
    copied = await dossier_item(journey)
    await act_on(journey, "label", copied, label="")
    await act_on(journey, "delete", copied)
    await handle_document(document_id, journey.whole.workplace)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "source_remains")
    assert await live_paths(journey) == {"/Algemeen/brief.txt"}

    await journey.start_host()
    edited = base64.b64encode(f"{APPLICATION} en nog iets".encode()).decode()
    await journey.person("edit", "brief.txt", content_base64=edited)
    await journey.settle()
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "taken_out_before")
    assert await live_paths(journey) == {"/Algemeen/brief.txt"}


async def test_a_label_that_people_give_the_copy_during_the_filing_stands_and_is_said(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "retention_label.get", document_id, skip=1)
    await act_on(journey, "label", await dossier_item(journey), label="Bezwaren 10 jaar")
    await held.release()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "filed_with_label_of_people")
    assert "«Bezwaren 10 jaar»" in line.reason_nl
    assert (await dossier_item(journey))["label"]["name"] == "Bezwaren 10 jaar"


async def test_a_label_on_a_copy_that_was_never_placed_does_not_hold_up_its_taking_back(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    await journey.fault("status", "drive_item.patch", times=None, status=403, code="accessDenied")
    held = await held_at(journey, "fields.patch", document_id)
    [staged] = [i for i in await journey.items() if "/_binnen/" in i["path"]]
    await act_on(journey, "label", staged, label="Bezwaren 10 jaar")
    await held.release()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "changed_meanwhile")
    assert await live_paths(journey) == {"/Algemeen/brief.txt"}


async def test_a_label_that_was_given_in_the_dossier_is_not_undone(journey: Journey) -> None:
    await journey.save("brief.txt")
    await journey.settle()
    item = await dossier_item(journey)
    at = Location(item["drive_id"], item["id"])
    await journey.whole.workplace.drives.set_label(at, "Archiefstuk vergrendeld")
    [filing] = journey.whole.overviews.filings()
    answer = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(answer, Reason)
    assert answer.code == "record"


async def test_a_filed_document_that_cannot_be_looked_at_is_said_and_looked_at_again(
    journey: Journey,
) -> None:
    await journey.save("brief.txt")
    await journey.settle()
    item = await dossier_item(journey)
    await journey.fault(
        "status",
        "drive_item.get",
        times=None,
        status=403,
        code="accessDenied",
        path_contains=item["id"],
    )
    [filing] = journey.whole.overviews.filings()
    document_id = filing["document_id"]
    await handle_document(document_id, journey.whole.workplace)
    await handle_document(document_id, journey.whole.workplace)
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "cannot_look")
    assert journey.kinds().count("changed") == 1
    [waits] = journey.whole.overviews.waiting()
    assert waits["reason"]["code"] == "cannot_look"

    await journey.own("DELETE", "/faults")
    journey.clock.advance(hours=1)
    await journey.host.run_function("sweep")
    await journey.settle()
    assert (await journey.only_line()).code == "as_filed_again"
    assert journey.whole.overviews.waiting() == []


async def test_a_folder_that_people_move_out_of_the_source_takes_its_documents_along(
    journey: Journey,
) -> None:
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    await journey.save("map/brief.txt")
    await journey.save("blijft.txt", f"{APPLICATION}Blijft.")
    await journey.settle()
    folders = await journey.items(kind="folder")
    [folder] = [i for i in folders if i["path"] == "/Algemeen/map"]
    await act_on(journey, "move", folder, to="/")
    await journey.settle()

    account = await journey.account()
    assert account.violations == ()
    assert {line.name: line.code for line in account.lines} == {
        "brief.txt": "moved_by_people",
        "blijft.txt": "proposing",
    }


async def test_a_folder_that_people_move_out_of_the_source_during_a_filing_takes_its_document_along(
    journey: Journey,
) -> None:
    document_id = await due_document(journey, "map/brief.txt")
    held = await held_at(journey, "drive_item.copy", document_id, "hold_after")
    folders = await journey.items(kind="folder")
    [folder] = [i for i in folders if i["path"] == "/Algemeen/map"]
    await act_on(journey, "move", folder, to="/")
    await held.release()
    await finish(journey, document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "moved_by_people")
    assert await live_paths(journey) == {"/map/brief.txt"}


def put_plan(journey: Journey, old: str, new: str) -> None:
    """Put the same plan in force, with that one difference."""
    texts = {name: text.replace(old, new) for name, text in texts_of(SMALL).items()}
    journey.whole.house.put_plan_in_force(read_file_plan(texts), texts, "person:test")


async def test_documents_of_a_source_that_the_plan_points_elsewhere_were_not_moved_by_people(
    journey: Journey,
) -> None:
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    await journey.save("brief.txt")
    await journey.settle()
    put_plan(journey, "kanaal: Algemeen", "kanaal: Bezwaren")
    await journey.host.run_function("tend")
    await journey.settle()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "plan_points_elsewhere")


async def test_documents_of_a_source_that_the_plan_drops_do_not_stand_as_they_were(
    journey: Journey,
) -> None:
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    await journey.save("brief.txt")
    await journey.settle()
    put_plan(journey, f"bron: {SOURCE}", "bron: Onder een andere naam")

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "plan_drops_source")

    await journey.host.run_function("tend")
    await journey.host.run_function("sweep")
    await journey.settle()
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("proposed", "observing")


@pytest.mark.parametrize("found", ["before", "after"])
async def test_a_filing_that_the_plan_took_the_source_from_ends_as_the_plan_left_it(
    journey: Journey, found: str
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "drive_item.copy", document_id, "hold_after")
    put_plan(journey, "kanaal: Algemeen", "kanaal: Bezwaren")
    journey.clock.advance(minutes=10)
    if found == "before":
        await find_sources(journey.whole)
    await held.dies()
    await finish(journey, document_id)
    if found == "after":
        await find_sources(journey.whole)
        assert document_id in await journey.whole.documents.due()
        await finish(journey, document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "plan_points_elsewhere")
    assert await live_paths(journey) == {"/Algemeen/brief.txt"}
    assert journey.whole.overviews.waiting() == []


async def test_a_filing_of_which_the_plan_drops_the_source_does_not_wait_for_ever(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "drive_item.copy", document_id, "hold_after")
    put_plan(journey, f"bron: {SOURCE}", "bron: Onder een andere naam")
    await held.dies()
    journey.clock.advance(minutes=10)
    await finish(journey, document_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "plan_drops_source")
    assert journey.whole.overviews.waiting() == []

    await journey.start_host()
    await journey.host.run_function("tend")
    await journey.host.run_function("sweep")
    await journey.settle()
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("proposed", "observing")


@ON_BOTH_DATABASES
async def test_a_source_that_is_put_to_rest_while_we_look_proposes_only(journey: Journey) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "retention_label.get", document_id)
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    await held.release()
    await finish(journey, document_id)

    assert "planned" not in journey.kinds()
    assert (await journey.only_line()).outcome == "proposed"


async def test_a_document_that_is_brought_back_from_the_recycle_bin_refers_to_the_filed_one(
    journey: Journey,
) -> None:
    saved = await journey.save("brief.txt")
    await journey.settle()
    await journey.own(
        "POST", "/people", {"person": COLLEAGUE, "do": "restore", "item": saved["item_id"]}
    )
    await journey.settle()

    account = await journey.account()
    assert account.violations == ()
    assert {line.where.rpartition("/")[0]: (line.outcome, line.code) for line in account.lines} == {
        "Archief / Subsidiedossiers: /SUB-2026-0147": ("filed", "filed"),
        "Subsidies / Documenten: /Algemeen": ("left", "already_kept"),
    }


async def test_a_plan_that_points_its_source_elsewhere_while_we_look_begins_no_filing(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "retention_label.get", document_id)
    put_plan(journey, "kanaal: Algemeen", "kanaal: Bezwaren")
    await held.release()
    await finish(journey, document_id)

    assert "planned" not in journey.kinds()
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "plan_points_elsewhere")


@ON_BOTH_DATABASES
async def test_a_plan_that_is_replaced_while_we_look_decides_about_the_document(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "retention_label.get", document_id)
    put_plan(journey, "opnemen: meteen", "opnemen: op verzoek")
    await held.release()
    await finish(journey, document_id)

    assert "planned" not in journey.kinds()
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "on_request")


async def test_what_people_take_away_while_it_is_put_back_leaves_no_folder_of_ours(
    journey: Journey,
) -> None:
    plan = await begun_undo(journey)
    held = await held_at(journey, "retention_label.delete", plan.document_id, "hold_after")
    await journey.in_library("delete", "Archief/Subsidiedossiers", "SUB-2026-0147/brief.txt")
    await journey.person("delete", "brief.txt")
    await held.release()

    folders = {item["path"] for item in await journey.items(kind="folder")}
    assert not [path for path in folders if path.endswith(plan.filing_id)]
    assert (await journey.account()).violations == ()
    await finish(journey, plan.document_id)
    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("gone", "removed_from_dossier")
    assert "undone" not in journey.kinds()
