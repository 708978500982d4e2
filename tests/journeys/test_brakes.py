"""What would go wrong in numbers stops by itself, says why, and goes on once a person looked."""

import asyncio
import json
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from classification.file_plan.reading import read_file_plan
from command_line.main import app
from filing import brakes
from store.models import DocumentRow
from tests.journeys.journey import APPLICATION, PROVINCE, SMALL, SOURCE, Journey, texts_of

pytestmark = pytest.mark.journey
LETTER = (
    "Onderwerp: dorpshuis SUB-2026-0147\n\nGeachte mevrouw, dit is brief {} over de verbouwing.\n"
)
FEW, MANY = 3, 10
ARCHIVE = "Subsidiedossiers"


def command(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def lines_of(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


def outcomes(journey: Journey) -> list[str]:
    return sorted(one["outcome"] for one in journey.whole.overviews.documents())


async def told(*arguments: str) -> str:
    return await asyncio.to_thread(command, *arguments)


async def test_on_tuesday_a_rule_came_in_force_that_matched_far_too_much(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brakes, "CHANGE_AT_LEAST", FEW)
    journey.for_commands(monkeypatch)
    for n in range(7):
        await journey.save(f"brief {n}.txt", LETTER.format(n))
    await journey.settle()
    assert outcomes(journey) == ["waiting"] * 7

    texts = texts_of(SMALL)
    rules = "dossiertypen/subsidie.yaml"
    texts[rules] = texts[rules].replace("- aanvraag subsidie\n", "- dorpshuis\n", 1)
    journey.whole.house.put_plan_in_force(read_file_plan(texts), texts, "person:test")
    for _ in range(2):  # whoever was about to begin when the brake came looks again later
        await journey.host.run_function("sweep")
        await journey.settle()
        journey.clock.advance(minutes=1)

    assert outcomes(journey) == ["filed"] * (FEW - 1) + ["proposed"] * (8 - FEW)
    [source] = lines_of(await told("source", "list", "--json"))
    assert source["mode"] == "propose"
    assert [brake["code"] for brake in source["brakes"]] == ["brake_share"]
    waiting = lines_of(await told("review", "list", "--json"))
    assert {one["reason"]["code"] for one in waiting} == {"held_by_brake"}
    assert all("source mode" in one["next_step"]["en"] for one in waiting)
    assert "The brake is on" in await told("source", "list")

    await told("source", "mode", SOURCE, "act")
    await journey.host.run_function("sweep")
    await journey.settle()
    account = await journey.account()
    assert not account.violations, account.violations
    assert [line.outcome for line in account.lines] == ["filed"] * 7
    [source] = lines_of(await told("source", "list", "--json"))
    assert (source["mode"], source["brakes"]) == ("act", [])


async def test_a_folder_of_the_channel_that_is_deleted_is_said_of_nobody_before_a_person_looked(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brakes, "VANISHED_AT_LEAST", MANY)
    journey.for_commands(monkeypatch)
    for n in range(MANY):
        await journey.save(f"verslagen/verslag {n}.txt", f"Verslag {n} van een vergadering.")
    await journey.settle()
    await journey.person("delete", "verslagen")
    await journey.settle()
    assert outcomes(journey) == ["left"] * MANY
    assert "moved" not in journey.kinds()
    [source] = lines_of(await told("source", "list", "--json"))
    assert source["paused"]
    assert [brake["code"] for brake in source["brakes"]] == ["brake_vanished"]
    assert f"{MANY} of the {MANY}" in await told("review", "list")

    await told("source", "pause", "--off", SOURCE)
    await journey.host.run_function("sweep")
    await journey.settle()
    assert journey.kinds().count("moved") == MANY
    assert not (await journey.account()).violations


async def test_a_folder_that_is_renamed_and_moved_is_no_disappearance(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brakes, "VANISHED_AT_LEAST", MANY)
    for n in range(MANY):
        await journey.save(f"verslagen/verslag {n}.txt", f"Verslag {n} van een vergadering.")
    await journey.settle()
    await journey.person("rename", "verslagen", to="notulen")
    await journey.person("move", "notulen", to="2026/archief")
    await journey.settle()
    assert not (await journey.whole.sources.all())[0].paused
    assert "moved" not in journey.kinds()


async def test_documents_that_the_app_may_see_no_more_are_not_all_said_to_be_removed(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brakes, "VANISHED_AT_LEAST", FEW)
    for n in range(MANY):
        await journey.save(f"verslag {n}.txt", f"Verslag {n} van een vergadering.")
    await journey.settle()
    hidden = await journey.fault("status", "drive_item.get", times=None, status=404)
    await journey.fault("resync", "delta")  # read from the start: what is gone is told by nobody
    await journey.host.run_function("safety_delta")
    await journey.settle()
    assert journey.kinds().count("moved") == FEW - 1
    [source] = await journey.whole.sources.all()
    assert source.paused_by_brake is not None

    await journey.own("DELETE", f"/faults/{hidden}")
    journey.whole.house.set_paused(SOURCE, paused=False, actor="person:test")
    await journey.host.run_function("sweep")
    await journey.settle()
    assert journey.kinds().count("moved") == FEW - 1
    assert outcomes(journey) == ["left"] * MANY
    assert not (await journey.account()).violations


async def settle_down(province: Journey) -> None:
    """Return when the host's own sweep, whenever it comes, finds nothing to do.

    The archive may be read while a filing is under way: it is read once more by the next sweep, and
    what is due then is looked at.
    """
    is_due = select(DocumentRow.document_id).where(DocumentRow.due_at.is_not(None))
    for _ in range(10):
        await province.settle()
        await province.host.run_function("sweep")
        await province.settle()
        with province.whole.database.reading() as connection:
            due = connection.scalars(is_due).all()
        if not due and not await province.whole.listening.unread():
            return
    raise TimeoutError("there is always something to do")


async def lose_what_is_filed(province: Journey) -> None:
    """Let documents be filed, and every one of them vanish from its archive."""
    for n in range(FEW):
        await province.save(f"brief {n}.txt", f"{APPLICATION}\nBrief {n}.\n")
    await settle_down(province)
    documents = province.whole.overviews.documents()
    assert [(one["outcome"], one["source"]) for one in documents] == [("filed", ARCHIVE)] * FEW
    for n in range(FEW):
        path = f"SUB-2026-0147/brief {n}.txt"
        await province.in_library("label", "Archief/Subsidiedossiers", path, label="")
        await province.in_library("delete", "Archief/Subsidiedossiers", path)
    await province.settle()


async def test_filed_documents_that_vanish_while_a_person_has_the_source_paused_wait_for_a_person(
    province: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brakes, "VANISHED_AT_LEAST", FEW)
    province.for_commands(monkeypatch)
    province.whole.house.set_paused(ARCHIVE, paused=True, actor="person:test")
    await lose_what_is_filed(province)
    assert outcomes(province) == ["filed"] * FEW
    assert "moved" not in province.kinds()
    listed = {one["source"]: one for one in lines_of(await told("source", "list", "--json"))}
    assert [brake["code"] for brake in listed[ARCHIVE]["brakes"]] == ["brake_vanished"]
    assert f"{FEW} of the {FEW}" in await told("review", "list")

    await told("source", "pause", "--off", ARCHIVE)
    await province.host.run_function("sweep")
    await province.settle()
    assert province.kinds().count("moved") == FEW


@pytest.mark.parametrize("plan", ["drops it", "renames it", "points it elsewhere"])
async def test_what_a_brake_holds_is_looked_at_once_a_plan_listens_there_no_more(
    province: Journey, monkeypatch: pytest.MonkeyPatch, plan: str
) -> None:
    monkeypatch.setattr(brakes, "VANISHED_AT_LEAST", FEW)
    await lose_what_is_filed(province)
    assert outcomes(province) == ["filed"] * FEW

    texts = texts_of(PROVINCE)
    sources = texts["bronnen.yaml"].splitlines(keepends=True)
    [at] = [n for n, line in enumerate(sources) if f"bron: {ARCHIVE}," in line]
    sources[at] = {
        "drops it": "",
        "renames it": sources[at].replace(f"bron: {ARCHIVE}", "bron: Dossiers van subsidies"),
        "points it elsewhere": sources[at].replace("/ Subsidiedossiers", "/ Bezwaardossiers"),
    }[plan]
    texts["bronnen.yaml"] = "".join(sources)
    province.whole.house.put_plan_in_force(read_file_plan(texts), texts, "person:test")
    await province.host.run_function("sweep")
    await province.settle()
    assert province.kinds().count("moved") == FEW
    assert not any(one.paused for one in await province.whole.sources.all())
    assert not (await province.account()).violations


async def test_what_is_under_way_when_the_brake_comes_ends_well(journey: Journey) -> None:
    texts = texts_of(SMALL)
    texts["bronnen.yaml"] += "    hoogstens per dag: 1\n"
    journey.whole.house.put_plan_in_force(read_file_plan(texts), texts, "person:test")
    fault = await journey.fault("status", "drive_item.copy", times=None, status=503)
    await journey.save("eerste.txt")
    await journey.settle()
    await journey.save("tweede.txt", f"{APPLICATION} tweede")
    await journey.settle()
    await journey.own("DELETE", f"/faults/{fault}")
    assert outcomes(journey) == ["proposed", "under_way"]

    journey.clock.advance(minutes=5)
    await journey.host.run_function("sweep")
    await journey.settle()
    account = await journey.account()
    assert not account.violations, account.violations
    assert {(line.outcome, line.code) for line in account.lines} == {
        ("filed", "filed"),
        ("proposed", "held_by_brake"),
    }
