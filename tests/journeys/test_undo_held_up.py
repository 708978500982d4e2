"""An undo that is stopped, or to whose old place the app is refused, leaves nothing half done."""

import asyncio

import pytest
import typer
from typer.testing import CliRunner

from command_line.main import app
from command_line.undoing_many import Which, undo_many
from filing.handle import handle_document
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from tests.journeys.journey import APPLICATION, SOURCE, Journey
from tests.journeys.test_crashes import died_at
from tests.journeys.test_crashes_in_archives import begun_undo as begun_in_place
from tests.journeys.test_people_meanwhile import (
    act_on,
    begun_undo,
    dossier_item,
    due_document,
    finish,
    held_at,
    holding,
    live_paths,
)

pytestmark = pytest.mark.journey


async def filed(journey: Journey, count: int) -> None:
    for number in range(count):
        await journey.save(f"aanvraag {number}.txt", f"{APPLICATION}\nWij zijn met {number}.\n")
    await journey.settle()


def states(journey: Journey) -> list[str]:
    return sorted(filing["state"] for filing in journey.whole.overviews.filings())


@pytest.mark.parametrize("operation", ["drive_item.patch", "drive_item.delete"])
async def test_what_graph_says_was_changed_in_an_undo_though_nobody_changed_it_is_undone(
    journey: Journey, operation: str
) -> None:
    plan = await begun_undo(journey)
    await journey.fault("status", operation, times=2, status=412)
    await handle_document(plan.document_id, journey.whole.workplace)
    [waiting] = journey.whole.overviews.waiting()
    assert "toont het zoals het was" in waiting["reason"]["nl"]
    await finish(journey, plan.document_id)

    assert (await journey.only_line()).code == "undone"
    assert await live_paths(journey) == {"/Algemeen/brief.txt"}


@pytest.mark.parametrize("status", [403, 412])
async def test_a_label_whose_removal_went_well_without_an_answer_is_off_whatever_graph_says_next(
    journey: Journey, status: int
) -> None:
    plan = await begun_undo(journey)
    await journey.fault("status_after", "retention_label.delete", status=504)
    await journey.fault("status", "retention_label.delete", skip=1, status=status)
    await handle_document(plan.document_id, journey.whole.workplace)
    await finish(journey, plan.document_id)

    assert (await journey.only_line()).code == "undone"


async def test_a_stop_while_many_are_undone_begins_no_other_and_the_one_under_way_ends_later(
    journey: Journey, capsys: pytest.CaptureFixture[str]
) -> None:
    await filed(journey, 3)
    command = journey.composed()
    fault = await journey.fault("hold_before", "drive_item.delete")
    undoing = undo_many(Which(source=SOURCE), command, dry_run=False, yes=True)
    worker = asyncio.create_task(undoing)
    await holding(journey, fault, worker)
    journey.whole.house.set_stop(is_on=True, actor="person:test")
    await journey.own("POST", f"/faults/{fault}/release", {})
    with pytest.raises(typer.Exit):
        await worker
    await command.close()  # and the command is no more

    told = capsys.readouterr().out
    assert "Undone: 0 of 3." in told
    assert "of 2 filings the undo was not begun" in told
    assert states(journey) == ["filed", "filed", "undoing"]
    await undo_many(Which(source=SOURCE), journey.whole, dry_run=True, yes=True)
    assert "passed over: 1 filing " in capsys.readouterr().err
    journey.whole.house.set_stop(is_on=False, actor="person:test")
    journey.clock.advance(minutes=10)
    await journey.host.run_function("sweep")
    await journey.settle()
    assert states(journey) == ["filed", "filed", "undone"]
    assert (await journey.account()).violations == ()


async def test_an_old_place_that_is_refused_keeps_no_other_filing_from_being_undone(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filed(journey, 2)
    [newest, _] = journey.whole.overviews.filings()
    plan = await journey.whole.documents.plan_of(newest["filing_id"], undo=False)
    refused = {"status": 403, "path_contains": plan["source"]["parent_id"]}
    await journey.fault("status", "drive_item.get", **refused)
    journey.for_commands(monkeypatch)
    words = ["undo", "--source", SOURCE, "--yes"]
    done = await asyncio.to_thread(CliRunner().invoke, app, words)

    assert done.exit_code == 1
    assert "1 filing can be undone, 1 cannot." in done.stdout
    told = (
        f"! {newest['filing_id'][:8]}  {newest['name']}: The document, its dossier or its old place"
    )
    assert done.stdout.count(told) == 2  # before it asks, and again at the end
    assert states(journey) == ["filed", "undone"]


async def test_what_graph_does_not_answer_during_an_undo_is_told_in_the_language_of_the_run(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filed(journey, 2)
    [_, oldest] = journey.whole.overviews.filings()
    stands = await journey.whole.documents.filing_now(oldest["filing_id"])
    assert stands is not None
    journey.for_commands(monkeypatch)
    fault = await journey.fault("hold_before", "drive_item.delete")
    words = ["undo", "--source", SOURCE, "--yes", "--language", "nl"]
    worker = asyncio.create_task(asyncio.to_thread(CliRunner().invoke, app, words))
    await holding(journey, fault, worker)
    assert await journey.whole.documents.claim(stands.document_id)  # by another worker
    unreachable = {"status": 503, "path_contains": stands.location.item_id}
    await journey.fault("status", "drive_item.get", None, **unreachable)
    await journey.own("POST", f"/faults/{fault}/release", {})
    done = await worker

    assert done.exit_code == 1
    assert "Teruggezet: 1 van 2." in done.stdout
    assert f"! {oldest['filing_id'][:8]}  {oldest['name']}: Het lukt nog niet: «" in done.stdout
    await journey.own("DELETE", "/faults")
    await journey.whole.documents.let_go(stands.document_id)


async def test_a_document_keeps_its_label_where_the_old_place_is_refused_during_its_undo(
    journey: Journey,
) -> None:
    plan = await begun_undo(journey)
    held = await held_at(journey, "drive_item.delete", plan.document_id)
    team = {"status": 403, "path_contains": plan.folder.drive_id}
    fault = await journey.fault("status", "*", None, **team)
    await act_on(
        journey, "edit", await dossier_item(journey), content_base64="b3AgZGUgdmFscmVlcA=="
    )
    await held.release()

    assert (await dossier_item(journey))["label"]["name"] == "Lopend dossier"
    [document] = journey.whole.overviews.documents()
    assert "cannot be taken away" in document["reason"]["en"]
    await journey.own("DELETE", f"/faults/{fault}")
    journey.clock.advance(minutes=61)
    await handle_document(plan.document_id, journey.whole.workplace)

    assert await live_paths(journey) == {"/SUB-2026-0147/brief.txt", "/Algemeen/brief.txt.url"}
    assert (await dossier_item(journey))["label"]["name"] == "Lopend dossier"
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "changed_meanwhile")


@pytest.mark.parametrize(
    ("do", "code"), [("delete", "gone_at_old_place"), ("delete_versions", "not_whole_again")]
)
async def test_a_document_stays_in_its_dossier_where_what_came_back_is_gone_or_not_whole(
    journey: Journey, do: str, code: str
) -> None:
    await journey.save("brief.txt", f"{APPLICATION}Eerste versie.")
    plan = await begun_undo(journey)
    held = await held_at(journey, "retention_label.delete", plan.document_id, "hold_after")
    await journey.person(do, "brief.txt")
    await held.release()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", code)
    assert await live_paths(journey) == {"/SUB-2026-0147/brief.txt", "/Algemeen/brief.txt.url"}
    assert (await dossier_item(journey))["label"]["name"] == "Lopend dossier"


async def test_a_kept_source_that_is_gone_too_is_not_said_to_be_back(journey: Journey) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "drive_item.delete", document_id)
    await journey.save("brief.txt", f"{APPLICATION}Op de valreep.")
    await held.release()
    [filing] = journey.whole.overviews.filings()
    assert filing["state"] == "source_kept"
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    held = await held_at(journey, "retention_label.delete", document_id, "hold_after")
    await act_on(journey, "delete", await dossier_item(journey))
    await journey.person("delete", "brief.txt")
    await held.release()

    await assert_gone(journey, document_id)


async def test_a_tagged_document_that_is_deleted_during_its_undo_is_not_said_to_be_back(
    province: Journey,
) -> None:
    plan = await begun_in_place(province)
    held = await held_at(province, "retention_label.delete", plan.document_id, "hold_after")
    await act_on(province, "delete", await dossier_item(province))
    await held.release()

    await assert_gone(province, plan.document_id)


async def assert_gone(journey: Journey, document_id: str) -> None:
    await finish(journey, document_id)
    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("gone", "removed_from_dossier")
    assert "undone" not in journey.kinds()
    assert (await journey.account()).violations == ()


@pytest.mark.parametrize(("do", "to"), [("move", "/Bij mij"), ("rename", "Van mij.txt")])
async def test_a_copy_at_the_old_place_that_people_move_or_rename_stays_where_the_undo_halts(
    journey: Journey, do: str, to: str
) -> None:
    plan = await begun_undo(journey)
    await journey.person("folder", "Bij mij")
    held = await held_at(journey, "retention_label.delete", plan.document_id, "hold_after")
    [back] = [i for i in await journey.items() if i["path"] == "/Algemeen/brief.txt"]
    await act_on(journey, do, back, to=to.replace("/", "/Algemeen/"))
    filed = await dossier_item(journey)
    await act_on(journey, "label", filed, label="Bezwaren 10 jaar")
    await held.release()

    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("filed", "relabelled")
    await finish(journey, plan.document_id)
    there = {i["id"]: i["path"] for i in await journey.items()}
    assert there[back["id"]] == f"/Algemeen/{to.strip('/')}{'/brief.txt' if do == 'move' else ''}"
    assert there[filed["id"]] == filed["path"]
    broken = (await journey.account()).violations
    assert {violation.promise for violation in broken} <= {2}  # a person has two of it from here on


async def test_a_copy_that_people_renamed_at_the_old_place_before_that_was_seen_stays(
    journey: Journey,
) -> None:
    plan = await begun_undo(journey)
    fault = await journey.fault("hold_after", "drive_item.patch")
    worker = asyncio.create_task(handle_document(plan.document_id, journey.whole.workplace))
    assert await died_at(journey, fault, worker)
    await journey.person("rename", "brief.txt", to="Van mij.txt")
    await act_on(journey, "label", await dossier_item(journey), label="Bezwaren 10 jaar")
    journey.clock.advance(minutes=10)
    await handle_document(plan.document_id, journey.whole.workplace)

    assert "/Algemeen/Van mij.txt" in await live_paths(journey)
    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("filed", "relabelled")
