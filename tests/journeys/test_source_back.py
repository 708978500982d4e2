"""A source that was gone when its filing ended, and that people bring back: told, and a person chooses."""

from typing import Any

import pytest

from filing.handle import handle_document
from filing.undo_plan import UndoPlan
from filing.undo_reasons import old_name_taken
from filing.undoing import begin_undo, prepare_undo
from records.verdicts import Reason
from tests.journeys.journey import APPLICATION, Journey
from tests.journeys.test_people_meanwhile import (
    FREE,
    act_on,
    dossier_item,
    due_document,
    held_at,
    live_paths,
)

pytestmark = pytest.mark.journey


async def test_a_source_that_was_told_as_gone_and_is_brought_back_and_removed_again_is_told_each_time(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    await journey.fault("status", "content.put", times=None, status=403, code="accessDenied")
    held = await held_at(journey, "retention_label.patch", document_id, "hold_after")
    [source] = [i for i in await journey.items() if i["path"] == "/Algemeen/brief.txt"]
    await journey.person("delete", "brief.txt")
    await held.release()
    await journey.start_host()
    await journey.settle()

    await act_on(journey, "restore", source)
    await journey.settle()
    [line] = journey.whole.overviews.waiting()
    assert line["reason"]["code"] == "source_back"
    assert await live_paths(journey) == {"/SUB-2026-0147/brief.txt", "/Algemeen/brief.txt"}

    await act_on(journey, "rename", await dossier_item(journey), to="Door mij hernoemd.txt")
    await handle_document(document_id, journey.whole.workplace)
    [line] = journey.whole.overviews.waiting()
    assert line["reason"]["code"] == "changed_by_people"

    await journey.person("delete", "brief.txt")
    await journey.settle()
    await journey.settle()
    [line] = journey.whole.overviews.waiting()
    assert line["reason"]["code"] == "source_gone"
    kept = [
        line
        for line in journey.whole.register.export()
        if line["entry"]["outcome"] == "source_kept"
    ]
    codes = [line["beside"]["evidence"]["reason"]["code"] for line in kept]
    assert codes == ["source_gone", "source_back", "changed_by_people", "source_gone"]
    await journey.only_line()


async def test_a_source_that_people_took_before_its_removal_and_that_is_brought_back_is_told(
    journey: Journey,
) -> None:
    _, source = await gone_at_its_end(journey)
    await act_on(journey, "restore", source)
    await journey.start_host()
    await journey.settle()
    assert await told(journey) == ("source_kept", "source_back")
    await journey.only_line()


async def test_a_source_that_is_back_while_nobody_may_look_at_it_is_told_once_someone_may(
    journey: Journey,
) -> None:
    _, source = await gone_at_its_end(journey)
    refused = {"status": 403, "code": "accessDenied", "path_contains": source["id"]}
    await journey.fault("status", "drive_item.get", times=None, **refused)
    await act_on(journey, "restore", source)
    await journey.start_host()
    await journey.settle()
    assert await told(journey) == ("source_kept", "source_taken")

    await journey.own("DELETE", "/faults")
    journey.clock.advance(hours=1)
    await journey.host.run_function("sweep")
    await journey.settle()
    assert await told(journey) == ("source_kept", "source_back")


@pytest.mark.parametrize("heard", [True, False])
async def test_a_source_that_came_back_and_goes_again_is_told_also_where_its_undo_was_stopped(
    journey: Journey, *, heard: bool
) -> None:
    document_id = await due_document(journey)
    fault = await journey.fault(
        "status", "content.put", times=None, status=403, code="accessDenied"
    )
    held = await held_at(journey, "retention_label.patch", document_id, "hold_after")
    [source] = [i for i in await journey.items() if i["path"] == "/Algemeen/brief.txt"]
    await journey.person("delete", "brief.txt")
    await held.release()
    await journey.own("DELETE", f"/faults/{fault}")
    await act_on(journey, "restore", source)
    if heard:
        await journey.start_host()
        await journey.settle()
        await journey.host.stop()
    plan = await undo_planned(journey)
    assert plan.source is not None
    await undo_stopped(journey, plan)
    code = "described_meanwhile" if heard else "source_back"  # what was told is not told again
    assert await told(journey) == ("source_kept", code)
    account = await journey.account()
    assert (account.violations, account.unaccounted) == ((), 0)

    await journey.person("delete", "brief.txt")
    await journey.settle()
    [line] = journey.whole.overviews.waiting()
    assert line["reason"]["code"] == "source_gone"


async def test_an_undo_of_what_has_no_source_that_is_stopped_leaves_what_was_asked_of_a_person(
    journey: Journey,
) -> None:
    _, source = await gone_at_its_end(journey)
    plan = await undo_planned(journey)
    assert plan.source is None
    await undo_stopped(journey, plan)
    assert await told(journey) == ("source_kept", "described_meanwhile")

    await act_on(journey, "restore", source)
    await journey.settle()
    assert await told(journey) == ("source_kept", "source_back")
    await journey.only_line()


async def test_a_source_that_is_back_before_an_undo_was_let_begin_stays_the_documents_own(
    journey: Journey,
) -> None:
    document_id, source = await gone_at_its_end(journey)
    plan = await undo_planned(journey)
    await act_on(journey, "restore", source)
    await journey.start_host()
    await journey.settle()
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    await handle_document(document_id, journey.whole.workplace)
    await journey.settle()

    assert await told(journey) == ("source_kept", "old_name_taken")
    await journey.only_line()


async def test_a_source_that_came_back_unheard_is_the_document_again_once_it_is_undone(
    journey: Journey,
) -> None:
    await journey.save("eerste.txt", f"{APPLICATION}\nDe eerste.")
    await journey.settle()
    document_id, source = await gone_at_its_end(journey)
    await act_on(journey, "restore", source)
    plan = await undo_planned(journey)
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    await handle_document(document_id, journey.whole.workplace)

    account = await journey.account()
    assert (account.violations, account.unaccounted, account.documents) == ((), 0, 2)
    assert await live_paths(journey) >= {"/SUB-2026-0147/eerste.txt", "/Algemeen/brief.txt"}


async def test_a_source_that_people_removed_as_asked_and_bring_back_is_no_part_of_an_undo(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "drive_item.delete", document_id)
    [source] = [i for i in await journey.items() if i["path"] == "/Algemeen/brief.txt"]
    await journey.save("brief.txt", f"{APPLICATION}\nOp de valreep.")
    await held.release()
    await journey.start_host()
    await journey.settle()
    await journey.person("delete", "brief.txt")
    await journey.settle()
    await act_on(journey, "restore", source)
    await journey.settle()

    filing = journey.whole.overviews.filings()[0]
    obstacle = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(obstacle, Reason)
    assert obstacle.code == old_name_taken("brief.txt").code


async def test_a_copy_and_its_source_that_both_went_and_came_back_are_two_documents(
    journey: Journey,
) -> None:
    document_id, source = await gone_at_its_end(journey)
    await journey.start_host()
    copy = await dossier_item(journey)
    await act_on(journey, "label", copy, label="")
    await act_on(journey, "delete", copy)
    await handle_document(document_id, journey.whole.workplace)
    await act_on(journey, "restore", source)
    await journey.settle()
    await act_on(journey, "restore", copy)
    await handle_document(document_id, journey.whole.workplace)
    await handle_document(document_id, journey.whole.workplace)  # the label that people took off

    account = await journey.account()
    assert (account.violations, account.unaccounted, account.documents) == ((), 0, 2)
    states = {one["state"] for one in journey.whole.overviews.documents()}
    assert "source_kept" not in states  # nobody is asked to choose between the two


async def gone_at_its_end(journey: Journey) -> tuple[str, dict[str, Any]]:
    """File a document whose source people delete just before it is released; nobody works on it."""
    document_id = await due_document(journey)
    held = await held_at(journey, "retention_label.get", document_id, skip=1)
    [source] = [i for i in await journey.items() if i["path"] == "/Algemeen/brief.txt"]
    await journey.person("delete", "brief.txt")
    await held.release()
    assert await told(journey) == ("source_kept", "source_taken")
    return document_id, source


async def undo_planned(journey: Journey) -> UndoPlan:
    filing = journey.whole.overviews.filings()[0]
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    return plan


async def undo_stopped(journey: Journey, plan: UndoPlan) -> None:
    """Let that undo begin, and stop by what someone fills in during it."""
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    held = await held_at(journey, "retention_label.delete", plan.document_id, "hold_after")
    await act_on(journey, "columns", await dossier_item(journey), fields={FREE: "van mij"})
    await held.release()
    await journey.start_host()
    await journey.settle()


async def told(journey: Journey) -> tuple[str, str]:
    """Return how the one document that a person is asked about stands, and what is said of it."""
    [line] = journey.whole.overviews.waiting()
    return line["state"], line["reason"]["code"]
