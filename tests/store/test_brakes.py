"""Brakes: workers at once cannot pass a limit together, and a person lets a source go on."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import event

from filing import brakes
from filing.errors import Busy, Changed
from filing.problems import NOT_LISTENED_TO
from filing.store_ports import Begins
from records.documents import Location
from records.file_plan import BrakeLimits, Mode
from records.register import OURSELVES, Draft
from tests.store.filing import STEPS, TARGET, Into, begin, end, let_it_act
from tests.store.stored import (
    FOLDER,
    PERSON,
    Stored,
    deleted,
    file_in,
    folder_in,
    own_plan,
    plan_texts,
    verdict,
)

FEW = 6


@pytest.fixture
def share_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a share count from the sixth document: what counts is the same with forty."""
    monkeypatch.setattr(brakes, "CHANGE_AT_LEAST", FEW)


@pytest.fixture
def a_few_vanish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let six documents be many to vanish: what counts is the same with thirty."""
    monkeypatch.setattr(brakes, "VANISHED_AT_LEAST", FEW)


async def arrived(listening: Stored, many: int) -> list[str]:
    return await listening.page(*(file_in(f"01{n:03}") for n in range(many)))


async def begins(
    stored: Stored, document_id: str, limits: BrakeLimits, actor: str = OURSELVES
) -> str:
    """Let a worker of its own begin a filing; return how that went."""
    worker = stored.worker()
    assert await worker.claim(document_id)
    plan = {
        "plan_version": own_plan().version,
        "steps": STEPS,
        "source": {"name": "a.docx", "web_url": "https://team/a.docx"},
        "target": {"drive_id": TARGET, "dossier_number": "S-1", "name": "a.docx"},
    }
    about_it: dict[str, Any] = {"document_id": document_id, "filing_id": document_id}
    draft = Draft("planned", "planned", plan=plan, actor=actor, **about_it)
    about = Begins("S-1", "", "", (), (), limits=limits)
    try:
        await worker.write(draft, state="carrying_out", keep_claim=True, begins=about)
    except (Changed, Busy) as error:
        return type(error).__name__
    return "begun"


async def judged(stored: Stored, document_id: str, state: str) -> None:
    assert await stored.documents.claim(document_id)
    await stored.documents.write(verdict(document_id, state), state=state)


def begun(stored: Stored) -> int:
    return len(stored.rows("SELECT position FROM register WHERE kind = 'planned'"))


def braked(stored: Stored) -> list[dict[str, Any]]:
    """Every act of the house that no person did, with what lies beside it."""
    of_house = [one for one in stored.register.export() if one["entry"]["chain"] == "house"]
    return [one for one in of_house if one["entry"]["actor"] == "dossierstroom"]


@pytest.mark.parametrize("limit", [1, 5])
async def test_many_workers_at_once_never_begin_more_than_the_limit(
    listening: Stored, limit: int
) -> None:
    await let_it_act(listening)
    documents = await arrived(listening, 12)
    limits = BrakeLimits(filings_a_day=limit)
    ended = await asyncio.gather(*(begins(listening, one, limits) for one in documents))
    assert begun(listening) == ended.count("begun") == limit
    assert ended.count("Changed") == 1
    assert ended.count("Busy") == 12 - limit - 1


async def test_a_brake_is_an_act_of_the_app_with_its_reason_and_numbers(listening: Stored) -> None:
    await let_it_act(listening)
    first, second = await arrived(listening, 2)
    limits = BrakeLimits(filings_a_day=1)
    assert await begins(listening, first, limits) == "begun"
    assert await begins(listening, second, limits) == "Changed"

    source = await listening.in_force.source(listening.source)
    assert source is not None
    assert source.mode is Mode.PROPOSE
    assert source.mode_by_brake is not None
    assert source.mode_by_brake.code == "brake_count"
    assert source.may_go_on
    [act] = braked(listening)
    assert (act["entry"]["kind"], act["entry"]["outcome"]) == ("mode", "propose")
    assert act["beside"]["plan"]["counted"]["a_day"] == 2
    assert act["beside"]["plan"]["limits"]["filings_a_day"] == 1
    assert act["beside"]["evidence"]["reason"]["code"] == "brake_count"
    assert listening.register.verify({}) == []


async def test_a_person_lets_the_source_go_on_and_the_counts_begin_anew(listening: Stored) -> None:
    await let_it_act(listening)
    documents = await arrived(listening, 4)
    limits = BrakeLimits(filings_a_day=1)
    assert [await begins(listening, one, limits) for one in documents[:2]] == ["begun", "Changed"]
    listening.house.set_mode(listening.source, Mode.ACT, PERSON)
    source = await listening.in_force.source(listening.source)
    assert source is not None
    assert source.mode_by_brake is None
    assert [await begins(listening, one, limits) for one in documents[2:]] == ["begun", "Changed"]


async def test_what_a_person_says_of_the_mode_takes_the_brake_off(listening: Stored) -> None:
    await let_it_act(listening)
    first, second = await arrived(listening, 2)
    for one in (first, second):
        await begins(listening, one, BrakeLimits(filings_a_day=1))
    listening.house.set_mode(listening.source, Mode.PROPOSE, PERSON)
    source = await listening.in_force.source(listening.source)
    assert source is not None
    assert source.mode_by_brake is None
    assert not source.may_go_on


async def test_filings_of_more_than_a_day_ago_do_not_count(listening: Stored) -> None:
    await let_it_act(listening)
    documents = await arrived(listening, 3)
    limits = BrakeLimits(filings_a_day=1)
    for one in documents[:2]:
        assert await begins(listening, one, limits) == "begun"
        listening.clock.move(hours=24)
    listening.clock.move(hours=-1)
    assert await begins(listening, documents[2], limits) == "Changed"


async def test_one_document_that_is_tried_again_counts_once(listening: Stored) -> None:
    await let_it_act(listening)
    [one] = await arrived(listening, 1)
    for _ in range(3):
        assert await begins(listening, one, BrakeLimits(filings_a_day=1)) == "begun"
        listening.clock.move(hours=1)


@pytest.mark.usefixtures("share_of_few")
async def test_where_too_much_would_be_filed_after_a_change_the_source_stops(
    listening: Stored,
) -> None:
    await let_it_act(listening)
    documents = await arrived(listening, 15)
    for one in documents:
        await judged(listening, one, "left")
    listening.house.put_plan_in_force(own_plan(), plan_texts(), PERSON)  # the same: nothing changed
    assert not listening.rows("SELECT document_id FROM documents WHERE in_run")
    listening.house.set_mode(listening.source, Mode.ACT, PERSON)

    await judged(listening, documents[0], "left")
    ended = [await begins(listening, one, BrakeLimits()) for one in documents[1:10]]
    assert ended == ["begun"] * (FEW - 1) + ["Changed"] + ["Busy"] * 3
    [act] = braked(listening)
    assert act["beside"]["plan"]["counted"] == {"a_day": 6, "looked_at": 7, "of_change": 6}


@pytest.mark.usefixtures("share_of_few")
async def test_what_a_person_applies_or_apply_gives_back_is_no_look_at_a_change(
    listening: Stored,
) -> None:
    documents = await arrived(listening, 40)
    for one in documents:
        await judged(listening, one, "left")
    await let_it_act(listening)
    applied, given_back, by_itself = documents[:15], documents[15:30], documents[30:]
    for one in applied:
        assert await begins(listening, one, BrakeLimits(), PERSON) == "begun"
    for one in given_back:
        assert await listening.documents.claim(one)
        await listening.documents.let_go(one, due_at=listening.clock())
    in_run = listening.rows("SELECT document_id FROM documents WHERE in_run")
    assert {one for [one] in in_run} == {*given_back, *by_itself}

    ended = [await begins(listening, one, BrakeLimits()) for one in by_itself[:FEW]]
    assert ended == ["begun"] * (FEW - 1) + ["Changed"]
    [act] = braked(listening)
    assert act["beside"]["plan"]["counted"] == {"a_day": 6, "looked_at": 6, "of_change": 6}


@pytest.mark.usefixtures("share_of_few")
async def test_what_comes_in_by_itself_has_no_share(listening: Stored) -> None:
    await let_it_act(listening)
    documents = await arrived(listening, FEW + 2)
    ended = [await begins(listening, one, BrakeLimits()) for one in documents]
    assert set(ended) == {"begun"}


@pytest.mark.usefixtures("share_of_few")
async def test_what_was_proposed_when_a_person_let_it_act_was_shown_and_has_no_share(
    listening: Stored,
) -> None:
    documents = await arrived(listening, FEW + 2)
    for one in documents:
        await judged(listening, one, "proposed")
    await let_it_act(listening)
    ended = [await begins(listening, one, BrakeLimits()) for one in documents]
    assert set(ended) == {"begun"}


async def test_what_somebody_changed_meanwhile_is_no_part_of_the_change(listening: Stored) -> None:
    documents = await arrived(listening, 2)
    for one in documents:
        await judged(listening, one, "left")
    await let_it_act(listening)
    await listening.page(file_in("01000", name="anders.docx"))
    rows = listening.rows("SELECT item_id FROM documents WHERE in_run")
    assert rows == [("01001",)]


async def test_what_lay_beside_a_folder_that_was_moved_away_stays_part_of_the_change(
    listening: Stored,
) -> None:
    await listening.page(
        folder_in("01ROOT", None),
        folder_in(FOLDER, "01ROOT"),
        folder_in("01DEEPER", FOLDER),
        file_in("01000", "01DEEPER"),
    )
    for one in [await listening.document("01001"), await listening.document("01002")]:
        await judged(listening, one, "left")
    await let_it_act(listening)
    await listening.page(folder_in("01DEEPER", "01ROOT"), file_in("01002", name="anders.docx"))
    rows = "SELECT item_id, bulk, in_run FROM documents ORDER BY item_id"
    told = [(item_id, bool(bulk), bool(run)) for item_id, bulk, run in listening.rows(rows)]
    assert told == [("01000", True, True), ("01001", True, True), ("01002", False, False)]


async def test_a_filing_that_begins_asks_nothing_of_the_whole_register(listening: Stored) -> None:
    await let_it_act(listening)
    [one] = await arrived(listening, 1)
    asked: list[str] = []

    @event.listens_for(listening.database.engine, "before_cursor_execute")
    def _hear(_c: Any, _cursor: Any, statement: str, values: Any, _x: Any, _m: Any) -> None:
        asked.append(statement)

    assert await begins(listening, one, BrakeLimits()) == "begun"
    of_register = [sql for sql in asked if "FROM register" in sql]
    assert of_register
    assert all("chain = " in sql for sql in of_register)


@pytest.mark.usefixtures("a_few_vanish")
async def test_many_that_vanish_pause_their_source_and_wait_for_a_person(listening: Stored) -> None:
    documents = await arrived(listening, 9)
    for one in documents:
        await judged(listening, one, "left")
    await listening.page(*(deleted(f"01{n:03}") for n in range(6)))
    source = await listening.in_force.source(listening.source)
    assert source is not None
    assert source.paused
    assert source.paused_by_brake is not None
    [act] = braked(listening)
    assert (act["entry"]["kind"], act["entry"]["outcome"]) == ("pause", "paused")
    assert act["beside"]["plan"]["counted"] == {"vanished": 6, "known": 9}

    listening.house.set_paused(listening.source, paused=False, actor=PERSON)
    source = await listening.in_force.source(listening.source)
    assert source is not None
    assert not source.paused
    assert source.paused_by_brake is None
    await listening.page(*(deleted(f"01{n:03}") for n in range(6, 9)))
    source = await listening.in_force.source(listening.source)
    assert source is not None
    assert not source.paused


@pytest.mark.usefixtures("a_few_vanish")
async def test_what_is_found_gone_one_by_one_holds_the_next_until_a_person_looked(
    listening: Stored,
) -> None:
    documents = await arrived(listening, 12)
    held = [await listening.documents.vanished(one) for one in documents[:8]]
    assert held == [False] * 5 + [True] * 3
    for one in documents[5:]:
        assert await listening.documents.claim(one)
        await listening.documents.let_go(one, problem=NOT_LISTENED_TO)

    listening.house.set_paused(listening.source, paused=False, actor=PERSON)
    assert set(documents[5:]) <= set(await listening.documents.due())
    assert not any([await listening.documents.vanished(one) for one in documents])
    assert len(braked(listening)) == 1


async def test_what_a_worker_gives_back_after_a_person_let_its_source_go_on_is_looked_at_again(
    listening: Stored,
) -> None:
    [filed] = await arrived(listening, 1)
    await begin(listening, filed, Into())
    await end(listening, filed)
    listening.house.set_paused(listening.source, paused=True, actor=PERSON)
    assert await listening.documents.claim(filed)
    listening.house.set_paused(listening.source, paused=False, actor=PERSON)
    await listening.documents.let_go(filed, problem=NOT_LISTENED_TO)  # as it was when it was asked
    assert filed in await listening.documents.due()


@pytest.mark.usefixtures("a_few_vanish")
@pytest.mark.parametrize("found", ["as it was settled", "as it was said", "otherwise"])
async def test_what_waited_and_is_found_there_counts_when_it_vanishes_after_all(
    listening: Stored, found: str
) -> None:
    documents = await arrived(listening, 2 * FEW)
    gone, there = documents[:FEW], documents[FEW:]
    await listening.page(*(deleted(f"01{n:03}") for n in range(FEW)))
    for one in documents:
        assert await listening.documents.claim(one)
        await listening.documents.let_go(one, problem=NOT_LISTENED_TO)
    listening.house.set_paused(listening.source, paused=False, actor=PERSON)
    for one in gone:
        assert not await listening.documents.vanished(one)
        await judged(listening, one, "gone")
    for one in there:
        assert await listening.documents.claim(one)
        if found == "as it was settled":
            await listening.documents.let_go(one)
        elif found == "as it was said":
            await listening.documents.settle(one, settled="", due_at=None)
        else:
            await listening.documents.write(verdict(one, "left"), state="left")

    held = [await listening.documents.vanished(one) for one in there]
    assert held == [False] * (FEW - 1) + [True]


@pytest.mark.usefixtures("a_few_vanish")
async def test_a_brake_holds_what_vanishes_from_a_source_that_a_person_paused_and_stays_a_brake(
    listening: Stored,
) -> None:
    await let_it_act(listening)
    documents = await arrived(listening, 9)
    listening.house.set_paused(listening.source, paused=True, actor=PERSON)
    held = [await listening.documents.vanished(one) for one in documents[:7]]
    assert held == [False] * 5 + [True] * 2

    listening.house.set_paused(listening.source, paused=True, actor=PERSON)  # once more
    [told] = await listening.sources.all()
    source = await listening.in_force.source(listening.source)
    assert source is not None
    assert told.paused_by_brake == source.paused_by_brake is not None
    assert source.paused
    assert not source.may_go_on

    listening.house.set_paused(listening.source, paused=False, actor=PERSON)
    source = await listening.in_force.source(listening.source)
    assert source is not None
    assert (source.paused, source.paused_by_brake, source.may_go_on) == (False, None, True)
    assert not any([await listening.documents.vanished(one) for one in documents[:7]])


@pytest.mark.usefixtures("a_few_vanish")
async def test_what_vanishes_in_pages_within_an_hour_counts_together(listening: Stored) -> None:
    await arrived(listening, 9)
    for first in (0, 3):
        await listening.page(*(deleted(f"01{n:03}") for n in range(first, first + 3)))
        listening.clock.move(minutes=20)
    assert [act["entry"]["kind"] for act in braked(listening)] == ["pause"]


@pytest.mark.usefixtures("a_few_vanish")
async def test_what_vanishes_over_hours_pauses_nothing(listening: Stored) -> None:
    await arrived(listening, 9)
    for first in (0, 3, 6):
        await listening.page(*(deleted(f"01{n:03}") for n in range(first, first + 3)))
        listening.clock.move(minutes=61)
    assert braked(listening) == []


@pytest.mark.usefixtures("a_few_vanish")
async def test_what_our_own_filings_take_away_is_no_disappearance(listening: Stored) -> None:
    await let_it_act(listening)
    documents = await arrived(listening, 7)
    for one in documents:
        assert await begins(listening, one, BrakeLimits()) == "begun"
    await listening.page(*(deleted(f"01{n:03}") for n in range(7)))
    assert braked(listening) == []
    assert (await listening.in_force.source(listening.source)) is not None


@pytest.mark.usefixtures("a_few_vanish")
async def test_what_was_filed_and_is_told_and_gone_again_before_a_look_is_no_disappearance(
    listening: Stored,
) -> None:
    documents = await arrived(listening, 7)
    for number, one in enumerate(documents):
        await begin(listening, one, Into(), f"F-{number}")
        there = Location(TARGET, f"01C{number}")
        draft = Draft("filed", "filed", document_id=one, filing_id=f"F-{number}", location=there)
        await listening.documents.write(draft, state="filed")
    again = await arrived(listening, 7)
    assert {listening.row(one)["was"] for one in again} == set(documents)
    await listening.page(*(deleted(f"01{n:03}") for n in range(7)))
    assert braked(listening) == []
