"""What people take out of its dossier, or bring back from the recycle bin where its source went.

It is never filed again by itself, whatever they write in it since.
"""

import base64

import pytest

from filing.handle import handle_document
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from tests.journeys.journey import APPLICATION, ON_BOTH_DATABASES, Journey
from tests.journeys.test_people_meanwhile import FREE, act_on, held_at
from tests.journeys.test_staging import due_document

pytestmark = pytest.mark.journey
COLLEAGUE = "Collega Subsidies"
ARCHIVE = "Archief/Subsidiedossiers"
PERSONS = ("waiting", "filed_before_and_edited")


async def test_a_source_that_is_brought_back_and_edited_is_a_persons_to_decide(
    journey: Journey,
) -> None:
    saved = await journey.save("brief.txt")
    await journey.settle()
    await bring_back_and_edit(journey, saved["item_id"])
    await journey.settle()
    await edit(journey, "nog een keer")

    assert await outcomes(journey) == {
        "/SUB-2026-0147/brief.txt": ("filed", "filed"),
        "/Algemeen/brief.txt": PERSONS,
    }


@pytest.mark.parametrize("looked_at", [True, False], ids=["looked at before", "edited before"])
async def test_what_is_moved_back_to_its_channel_and_edited_is_not_filed_again(
    province: Journey, *, looked_at: bool
) -> None:
    await filed(province)
    await taken_out(province, looked_at=looked_at)

    assert await outcomes(province) == {"/Algemeen/brief.txt": PERSONS}


async def test_it_is_recognised_where_nobody_tells_that_it_left_its_dossier(
    journey: Journey,
) -> None:
    await filed(journey)
    await taken_out(journey, looked_at=False)
    await edit(journey, "nog een keer")

    found = await outcomes(journey)
    assert found["/Algemeen/brief.txt"] == PERSONS


@ON_BOTH_DATABASES
async def test_what_is_moved_back_renamed_and_edited_is_not_filed_again(province: Journey) -> None:
    await filed(province)
    await taken_out(province, looked_at=True)
    await province.person("rename", "brief.txt", who=COLLEAGUE, to="onze brief.txt")
    await province.settle()

    assert await outcomes(province) == {"/Algemeen/onze brief.txt": PERSONS}


async def test_who_puts_it_back_into_a_dossier_decided(province: Journey) -> None:
    await filed(province)
    await taken_out(province, looked_at=False)
    there = {"to_site": "Archief", "to_library": "Subsidiedossiers", "to": "SUB-2026-0147"}
    await province.person("move", "brief.txt", who="Recordmanager", **there)
    await province.settle()

    assert await outcomes(province) == {"/SUB-2026-0147/brief.txt": ("filed", "filed")}


@ON_BOTH_DATABASES
async def test_who_puts_what_was_undone_into_a_dossier_decided(province: Journey) -> None:
    await filed(province)
    await province.save("nog een.txt", f"{APPLICATION}\nDe tweede brief.")
    await province.settle()
    await undo_of(province, "brief.txt")
    another = {"/SUB-2026-0147/nog een.txt": ("filed", "filed")}
    assert await outcomes(province) == {"/Algemeen/brief.txt": ("left", "undone"), **another}
    there = {"to_site": "Archief", "to_library": "Subsidiedossiers", "to": "SUB-2026-0147"}
    await province.person("move", "brief.txt", who="Recordmanager", **there)
    await province.settle()

    assert await outcomes(province) == {
        "/SUB-2026-0147/brief.txt": ("filed", "filed"),
        **another,
    }


async def test_a_copy_that_is_edited_is_a_document_of_its_own(province: Journey) -> None:
    await filed(province)
    await province.save("afschrift.txt", who=COLLEAGUE)
    await province.settle()
    assert (await outcomes(province))["/Algemeen/afschrift.txt"] == ("left", "already_kept")
    await edit(province, "een tweede brief", "afschrift.txt")

    found = await outcomes(province)
    assert [found[path] for path in sorted(found)] == [("filed", "filed")] * 2


async def test_a_source_that_is_brought_back_stays_a_document_of_its_own_when_the_filed_one_goes(
    province: Journey,
) -> None:
    saved = await province.save("brief.txt")
    await province.settle()
    back = {"person": COLLEAGUE, "do": "restore", "item": saved["item_id"]}
    await province.own("POST", "/people", back)
    await province.settle()
    there = {"to_site": "Subsidies", "to_library": "Documenten", "to": "Algemeen/Map"}
    await province.in_library("move", ARCHIVE, "SUB-2026-0147/brief.txt", **there)
    await province.settle()
    await province.host.run_function("sweep")
    await province.settle()

    waits = ("waiting", "taken_out_before")
    assert await outcomes(province) == {
        "/Algemeen/brief.txt": waits,
        "/Algemeen/Map/brief.txt": waits,
    }


async def test_what_is_brought_back_into_its_dossier_while_another_stands_for_it_is_no_second(
    province: Journey,
) -> None:
    await filed(province)
    [there] = [i for i in await province.items() if i["path"] == "/SUB-2026-0147/brief.txt"]
    await province.in_library("label", ARCHIVE, "SUB-2026-0147/brief.txt", label="")
    await province.in_library("delete", ARCHIVE, "SUB-2026-0147/brief.txt")
    await province.settle()
    await province.in_library("upload", ARCHIVE, "SUB-2026-0147/zelf.txt", text=APPLICATION)
    await province.settle()
    back = {"person": "Recordmanager", "do": "restore", "item": there["id"]}
    await province.own("POST", "/people", back)
    await province.settle()

    assert await outcomes(province) == {
        "/SUB-2026-0147/zelf.txt": ("filed", "filed"),
        "/SUB-2026-0147/brief.txt": ("left", "already_kept"),
    }


async def test_what_was_tagged_in_its_dossier_and_undone_is_not_filed_when_it_is_brought_back(
    province: Journey,
) -> None:
    await filed(province)
    text = f"{APPLICATION}\nDe tweede brief."
    await province.in_library("upload", ARCHIVE, "SUB-2026-0147/zelf.txt", text=text)
    await province.settle()
    await undo_of(province, "zelf.txt")
    [own] = [i for i in await province.items() if i["path"] == "/SUB-2026-0147/zelf.txt"]
    await province.in_library("delete", ARCHIVE, "SUB-2026-0147/zelf.txt")
    await province.settle()
    back = {"person": "Recordmanager", "do": "restore", "item": own["id"]}
    await province.own("POST", "/people", back)
    await province.settle()

    assert await outcomes(province) == {
        "/SUB-2026-0147/brief.txt": ("filed", "filed"),
        "/SUB-2026-0147/zelf.txt": ("waiting", "taken_out_before"),
    }


async def test_what_is_brought_back_while_its_filing_is_being_undone_is_dealt_with_after_that(
    journey: Journey,
) -> None:
    saved = await journey.save("brief.txt")
    await journey.settle()
    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    journey.whole.house.set_stop(is_on=True, actor="person:test")
    back = {"person": COLLEAGUE, "do": "restore", "item": saved["item_id"]}
    await journey.own("POST", "/people", back)
    await journey.settle()
    journey.whole.house.set_stop(is_on=False, actor="person:test")
    for _ in range(3):
        journey.clock.advance(minutes=10)
        journey.host.wake()
        await journey.host.run_function("sweep")
        await journey.settle()

    account = await journey.account()
    assert [violation.sentence for violation in account.violations] == []
    assert account.unaccounted == 0, account.lines


async def test_it_is_recognised_after_an_undo_that_left_it_in_its_dossier(
    province: Journey,
) -> None:
    await filed(province)
    plan = await begun_undo(province)
    held = await held_at(province, "retention_label.delete", plan.document_id, "hold_after")
    [item] = [i for i in await province.items() if i["path"] == "/SUB-2026-0147/brief.txt"]
    await act_on(province, "columns", item, fields={FREE: "van mij"})
    await held.release()
    await province.start_host()
    await province.settle()
    await taken_out(province, looked_at=False)

    assert await outcomes(province) == {"/Algemeen/brief.txt": PERSONS}


async def test_what_was_put_back_under_its_own_name_is_recognised_elsewhere(
    province: Journey,
) -> None:
    await province.save("brief.txt", f"{APPLICATION}\nDe eerste brief.")
    await province.settle()
    await province.save("brief.txt")
    await province.settle()
    plan = await begun_undo(province)
    assert plan.name_in_dossier == "brief (2).txt"
    await handle_document(plan.document_id, province.whole.workplace)
    await taken_to_another_team(province)

    assert await outcomes(province) == {
        "/SUB-2026-0147/brief.txt": ("filed", "filed"),
        "/Inkomende post/brief.txt": PERSONS,
    }


async def test_a_kept_source_that_is_the_document_again_is_recognised_elsewhere(
    province: Journey,
) -> None:
    document_id = await due_document(province)
    held = await held_at(province, "drive_item.delete", document_id)
    await province.save("brief.txt", f"{APPLICATION}\nOp de valreep.")
    await held.release()
    plan = await begun_undo(province)
    assert plan.source is not None
    await handle_document(plan.document_id, province.whole.workplace)
    await taken_to_another_team(province)

    assert await outcomes(province) == {"/Inkomende post/brief.txt": PERSONS}


async def begun_undo(journey: Journey) -> UndoPlan:
    """Begin the undo of the last filing, with nobody working on it."""
    filing = journey.whole.overviews.filings()[0]
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    await journey.host.stop()
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    return plan


async def taken_to_another_team(journey: Journey) -> None:
    """Let a colleague take what was put back to another team, and write in it there, unseen."""
    there = {"to_site": "Vergunningen", "to_library": "Documenten", "to": "Inkomende post"}
    await journey.person("move", "brief.txt", who=COLLEAGUE, **there)
    await journey.start_host()
    post = {"team": "Vergunningen", "channel": "Inkomende post"}
    edited = base64.b64encode(f"{APPLICATION}\nPS.".encode()).decode()
    await journey.person("edit", "brief.txt", who=COLLEAGUE, content_base64=edited, **post)
    await journey.settle()


async def filed(journey: Journey) -> None:
    await journey.save("brief.txt")
    await journey.settle()
    [filing] = journey.whole.overviews.filings()
    assert filing["state"] == "filed"


async def undo_of(journey: Journey, name: str) -> None:
    """Let the records manager put the one filing of that name back."""
    [filing] = [one for one in journey.whole.overviews.filings() if one["name"] == name]
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    await journey.host.run_function("sweep")
    await journey.settle()


async def taken_out(journey: Journey, *, looked_at: bool) -> None:
    """Let the records manager move the letter to the channel, and a colleague write in it there."""
    there = {"to_site": "Subsidies", "to_library": "Documenten", "to": "Algemeen"}
    path = "SUB-2026-0147/brief.txt"
    await journey.in_library("label", ARCHIVE, path, label="")
    await journey.in_library("move", ARCHIVE, path, **there)
    if looked_at:
        await journey.settle()
    await edit(journey, "een tikfout minder")


async def edit(journey: Journey, words: str, path: str = "brief.txt") -> None:
    edited = base64.b64encode(f"{APPLICATION}\nPS. {words}".encode()).decode()
    await journey.person("edit", path, who=COLLEAGUE, content_base64=edited)
    await journey.settle()


async def outcomes(journey: Journey) -> dict[str, tuple[str, str | None]]:
    """Return what became of each document that is there, where no promise was broken."""
    account = await journey.account()
    assert [violation.sentence for violation in account.violations] == []
    return {line.where.partition(": ")[2]: (line.outcome, line.code) for line in account.lines}


async def bring_back_and_edit(journey: Journey, item_id: str) -> None:
    back = {"person": COLLEAGUE, "do": "restore", "item": item_id}
    await journey.own("POST", "/people", back)
    edited = base64.b64encode(f"{APPLICATION}\nPS.".encode()).decode()
    await journey.person("edit", "brief.txt", who=COLLEAGUE, content_base64=edited)
