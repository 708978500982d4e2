"""A closed dossier has its result: nothing comes in or goes out without a person's word."""

import asyncio

import pytest
from typer.testing import CliRunner

from command_line.main import app
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from records.file_plan import Mode
from records.verdicts import Reason
from tests.journeys.journey import Journey
from tests.journeys.test_people_meanwhile import held_at

pytestmark = pytest.mark.journey

NUMBER = "SUB-2026-0147"
LETTER = "Geacht college,\n\nhierbij onze aanvraag om subsidie, SUB-2026-0147.\n"


async def filed(journey: Journey, name: str = "een.txt", text: str = LETTER) -> str:
    await journey.save(name, text)
    await journey.settle()
    return str(journey.whole.overviews.filings()[0]["filing_id"])


async def close(journey: Journey) -> Reason | None:
    plan = await journey.whole.in_force.plan()
    assert plan is not None
    done = journey.dossiers().close(NUMBER, "verleend", plan, "person:test", anyway=True)
    return done if isinstance(done, Reason) else None


async def test_a_dossier_is_not_closed_while_a_document_is_on_its_way_into_it(
    province: Journey,
) -> None:
    await filed(province)
    province.whole.house.set_mode("Algemeen", Mode.PROPOSE, "person:test")
    await province.save("twee.txt", f"{LETTER}Later.")
    await province.settle()
    await province.host.stop()
    province.whole.house.set_mode("Algemeen", Mode.ACT, "person:test")
    document_id = (await province.whole.documents.due())[-1]
    held = await held_at(province, "drive_item.patch", document_id)
    refused = await close(province)
    assert refused is not None
    assert refused.code == "filing_under_way"
    assert "twee.txt" in refused.nl
    await held.release()

    assert (await province.account()).violations == ()
    assert await close(province) is None


async def test_a_filing_is_not_turned_back_out_of_a_closed_dossier(province: Journey) -> None:
    filing_id = await filed(province)
    assert await close(province) is None
    answer = await prepare_undo(filing_id, province.whole.workplace)
    assert isinstance(answer, Reason)
    assert answer.code == "dossier_closed"

    province.dossiers().reopen(NUMBER, "person:test")
    assert isinstance(await prepare_undo(filing_id, province.whole.workplace), UndoPlan)


async def test_a_dossier_that_was_closed_since_the_undo_was_shown_keeps_its_document(
    province: Journey,
) -> None:
    plan = await prepare_undo(await filed(province), province.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert await close(province) is None

    assert not await begin_undo(plan, "person:test", province.whole.workplace)
    assert "undo_planned" not in province.kinds()
    province.dossiers().reopen(NUMBER, "person:test")
    assert await begin_undo(plan, "person:test", province.whole.workplace)


async def test_who_undoes_a_filing_hears_that_its_dossier_was_closed_at_that_moment(
    province: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    filing_id = await filed(province)
    await province.host.stop()
    province.for_commands(monkeypatch)
    fault = await province.fault("hold_before", "version.list")
    words = ["undo", filing_id, "--language", "nl"]
    command = asyncio.create_task(asyncio.to_thread(CliRunner().invoke, app, words))
    assert await province.held(fault, command), command.result().output
    assert await close(province) is None
    await province.own("POST", f"/faults/{fault}/release", {})
    done = await command

    assert done.exit_code == 1
    assert f"Dossier {NUMBER} is gesloten" in done.stderr
    assert "undo_planned" not in province.kinds()
