"""What people decide about the whole: the plan in force, modes, the stop switch; and counts."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from filing.errors import Busy
from filing.store_ports import Begins
from records.documents import Location
from records.file_plan import Mode, Source
from records.register import Draft
from store.confirmed import ConfirmedByPeople
from store.database import Database
from store.house import House
from store.in_force import StoredInForce
from tests.store.stored import DRIVE, PERSON, Stored, own_plan, plan_texts, verdict


def channel(name: str, ceiling: Mode = Mode.ACT) -> Source:
    return Source(name, "Team", name, "", "", ceiling, (), "", None, asks_about_unknown="never")


def put(stored: Stored, *sources: Source, version: str = "1" * 64) -> None:
    plan = replace(own_plan(), sources=sources, version=version)
    stored.house.put_plan_in_force(plan, plan_texts(), PERSON)


async def modes(stored: Stored) -> dict[str, Mode]:
    return {source.name: Mode(source.mode) for source in await stored.sources.all()}


async def test_a_new_source_only_observes_whatever_the_plan_allows(stored: Stored) -> None:
    put(stored, channel("Een"), channel("Twee", Mode.PROPOSE))
    assert await modes(stored) == {"Een": Mode.OBSERVE, "Twee": Mode.OBSERVE}


async def test_a_lower_ceiling_brings_a_mode_down_and_a_higher_one_brings_nothing_up(
    stored: Stored,
) -> None:
    put(stored, channel("Een"), channel("Twee"))
    stored.house.set_mode("Een", Mode.ACT, PERSON)
    stored.house.set_mode("Twee", Mode.PROPOSE, PERSON)
    put(stored, channel("Een", Mode.PROPOSE), channel("Twee", Mode.PROPOSE))
    assert await modes(stored) == {"Een": Mode.PROPOSE, "Twee": Mode.PROPOSE}
    put(stored, channel("Een"), channel("Twee", Mode.OBSERVE))
    assert await modes(stored) == {"Een": Mode.PROPOSE, "Twee": Mode.OBSERVE}


async def test_a_source_that_the_plan_no_longer_has_goes_and_begins_anew_when_it_returns(
    stored: Stored,
) -> None:
    put(stored, channel("Een"), channel("Twee"))
    stored.house.set_mode("Een", Mode.ACT, PERSON)
    put(stored, channel("Twee"))
    assert await modes(stored) == {"Twee": Mode.OBSERVE}
    put(stored, channel("Een"), channel("Twee"))
    assert await modes(stored) == {"Een": Mode.OBSERVE, "Twee": Mode.OBSERVE}


async def test_a_source_that_points_to_another_channel_begins_anew_under_its_name(
    stored: Stored,
) -> None:
    put(stored, channel("Een"), channel("Twee"))
    for name in ("Een", "Twee"):
        stored.house.set_mode(name, Mode.ACT, PERSON)
        await stored.sources.found_source(name, Location(DRIVE, f"01{name}"), f"/{name}")
    moved = replace(channel("Een"), channel="Elders")
    put(stored, moved, channel("Twee"))
    assert await modes(stored) == {"Een": Mode.OBSERVE, "Twee": Mode.ACT}
    assert await stored.in_force.source("Een") is None
    assert await stored.in_force.source("Twee") is not None

    stored.house.set_mode("Een", Mode.ACT, PERSON)
    put(stored, moved, replace(channel("Twee"), team="Ander team"))
    assert await modes(stored) == {"Een": Mode.ACT, "Twee": Mode.OBSERVE}


async def test_the_plan_in_force_is_the_last_one_that_was_put_there(stored: Stored) -> None:
    assert await stored.in_force.plan() is None
    plan = own_plan()
    put(stored, channel("Een"), version="2" * 64)
    stored.house.put_plan_in_force(plan, plan_texts(), PERSON)
    assert await stored.in_force.plan() == plan
    assert await StoredInForce(stored.database).plan() == plan
    assert [(e["kind"], e["outcome"], e["actor"]) for e in stored.entries("house")] == [
        ("plan_in_force", "2" * 64, PERSON),
        ("plan_in_force", plan.version, PERSON),
    ]


async def test_every_entry_names_the_plan_that_was_in_force_then(listening: Stored) -> None:
    first = own_plan().version
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    await listening.documents.write(verdict(document_id), state="waiting", keep_claim=True)
    put(listening, *own_plan().sources, version="2" * 64)
    await listening.documents.write(verdict(document_id), state="waiting")
    found = [entry["plan_version"] for entry in listening.entries(document_id)]
    assert found == [first, "2" * 64]


async def test_of_a_source_that_points_elsewhere_it_is_said_that_the_plan_changed(
    listening: Stored,
) -> None:
    left, filed = await listening.document("01A"), await listening.filed("01B")
    [before] = own_plan().sources
    put(listening, before, channel("Ergens anders"))
    assert listening.entries(left) == []

    put(listening, replace(before, channel="Een ander kanaal"))
    [entry] = listening.entries(left)
    assert (entry["kind"], entry["outcome"]) == ("verdict", "left")
    assert (listening.row(left)["state"], listening.row(filed)["state"]) == ("gone", "filed")


async def test_of_a_source_that_the_plan_no_longer_has_it_is_said_that_the_plan_changed(
    listening: Stored,
) -> None:
    left, filed = await listening.document("01A"), await listening.filed("01B")
    put(listening, channel("Ergens anders"))

    [entry] = listening.entries(left)
    assert (entry["kind"], entry["outcome"]) == ("verdict", "left")
    reason = await listening.documents.last_reason(left)
    assert reason is not None
    assert reason.code == "plan_drops_source"
    assert (listening.row(left)["state"], listening.row(filed)["state"]) == ("gone", "filed")


async def test_who_looks_at_a_document_that_the_plan_takes_out_of_its_source_writes_no_more(
    listening: Stored,
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    [before] = own_plan().sources
    put(listening, replace(before, channel="Een ander kanaal"))

    with pytest.raises(Busy):
        await listening.documents.write(verdict(document_id), state="waiting")
    assert listening.row(document_id)["state"] == "gone"
    assert [entry["outcome"] for entry in listening.entries(document_id)] == ["left"]


async def test_a_filing_does_not_begin_under_a_plan_that_was_replaced_while_it_was_looked_at(
    listening: Stored,
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    put(listening, *own_plan().sources, version="2" * 64)

    plan = {"plan_version": own_plan().version, "target": {}, "source": {}}
    draft = Draft("planned", "planned", document_id=document_id, filing_id="F-1", plan=plan)
    begins = Begins("S-1", "", "", (), ())
    with pytest.raises(Busy, match="plan was replaced"):
        await listening.documents.write(draft, state="carrying_out", begins=begins)
    assert listening.entries(document_id) == []


@pytest.mark.parametrize("meanwhile", ["model withdrawn", "kind said", "word taken over"])
async def test_a_filing_does_not_begin_where_what_judged_it_changed_while_it_was_looked_at(
    listening: Stored, meanwhile: str
) -> None:
    document_id = await listening.document()
    listening.house.set_mode(listening.source, Mode.ACT, PERSON)
    confirmed = ConfirmedByPeople(listening.database, listening.clock)
    judged: dict[str, Any] = {}
    if meanwhile == "model withdrawn":
        judged["model_version"] = "3" * 64  # and none is in force
    if meanwhile == "word taken over":
        judged["said"] = confirmed.confirm(document_id, "Brief", PERSON)
    assert await listening.documents.claim(document_id)
    if meanwhile != "model withdrawn":
        confirmed.confirm(document_id, "Bezwaarschrift", PERSON)
    before = listening.entries(document_id)

    plan = {"plan_version": own_plan().version, "target": {}, "source": {}}
    draft = Draft("planned", "planned", document_id=document_id, filing_id="F-1", plan=plan)
    begins = Begins("S-1", "", "", (), (), **judged)
    with pytest.raises(Busy, match="meanwhile"):
        await listening.documents.write(draft, state="carrying_out", begins=begins)
    assert listening.entries(document_id) == before


@pytest.mark.parametrize("at_rest", ["observe", "propose", "paused"])
async def test_a_filing_does_not_begin_in_a_source_that_was_put_to_rest_while_it_was_looked_at(
    listening: Stored, at_rest: str
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    if at_rest == "paused":
        listening.house.set_paused(listening.source, True, PERSON)
    else:
        listening.house.set_mode(listening.source, Mode[at_rest.upper()], PERSON)

    plan = {"plan_version": own_plan().version, "target": {}, "source": {}}
    draft = Draft("planned", "planned", document_id=document_id, filing_id="F-1", plan=plan)
    begins = Begins("S-1", "", "", (), ())
    with pytest.raises(Busy, match="does not act any more"):
        await listening.documents.write(draft, state="carrying_out", begins=begins)
    assert listening.entries(document_id) == []


@pytest.mark.parametrize("act", ["plan", "mode", "pause", "resume"])
async def test_after_an_act_every_document_that_is_not_filed_is_looked_at_again(
    listening: Stored, act: str
) -> None:
    expected = {}
    states = ("proposed", "waiting", "left", "filed", "source_kept", "undone", "gone")
    for number, state in enumerate(states):
        document_id = await listening.document(f"01{number}")
        assert await listening.documents.claim(document_id)
        await listening.documents.write(verdict(document_id), state=state)
        expected[document_id] = state in ("proposed", "waiting", "left")
    claimed = await listening.document("01CLAIMED")
    assert await listening.documents.claim(claimed)
    assert await listening.documents.due() == []

    if act == "plan":
        listening.house.put_plan_in_force(own_plan(), plan_texts(), PERSON)
    elif act == "mode":
        listening.house.set_mode(listening.source, Mode.ACT, PERSON)
    else:
        listening.house.set_paused(listening.source, act == "pause", PERSON)

    due = set(await listening.documents.due())
    assert due == {document_id for document_id, again in expected.items() if again}
    await listening.documents.let_go(claimed)
    assert claimed in await listening.documents.due()


async def test_an_act_on_a_source_that_is_not_there_is_refused_and_not_written_down(
    stored: Stored,
) -> None:
    put(stored, channel("Een"))
    with pytest.raises(LookupError, match="Twee"):
        stored.house.set_mode("Twee", Mode.ACT, PERSON)
    with pytest.raises(LookupError, match="Twee"):
        stored.house.set_paused("Twee", True, PERSON)
    assert [entry["kind"] for entry in stored.entries("house")] == ["plan_in_force"]


async def test_the_mode_and_the_pause_of_a_source_are_as_last_set_and_written_down(
    listening: Stored,
) -> None:
    listening.house.set_mode(listening.source, Mode.PROPOSE, PERSON)
    listening.house.set_paused(listening.source, True, PERSON)
    now = await listening.in_force.source(listening.source)
    assert now is not None
    assert (now.mode, now.paused) == (Mode.PROPOSE, True)
    plans = [line["beside"]["plan"] for line in listening.register.export()][1:]
    assert plans == [
        {"source": listening.source, "mode": "propose"},
        {"source": listening.source, "paused": True},
    ]


async def test_the_stop_switch_is_off_until_it_is_turned_on_and_every_process_sees_it(
    stored: Stored,
) -> None:
    other_database = Database(stored.url)
    other = House(other_database, stored.clock)
    assert not await other.is_stopped()
    for is_on in (True, True, False, True):
        stored.house.set_stop(is_on=is_on, actor=PERSON)
        assert await other.is_stopped() is is_on
    other_database.close()
    kinds = [(entry["kind"], entry["outcome"]) for entry in stored.entries("house")]
    assert kinds == [("stop", "stop"), ("stop", "stop"), ("resume", "resume"), ("stop", "stop")]


@pytest.mark.parametrize("event", ["INSERT ON register"])
async def test_an_act_that_cannot_be_written_down_is_not_done(
    listening: Stored, event: str
) -> None:
    listening.break_power_at(event)
    with pytest.raises(Exception, match="power cut"):
        listening.house.set_mode(listening.source, Mode.ACT, PERSON)
    with pytest.raises(Exception, match="power cut"):
        listening.house.set_stop(is_on=True, actor=PERSON)
    with pytest.raises(Exception, match="power cut"):
        put(listening, channel("Een"))
    assert await modes(listening) == {listening.source: Mode.OBSERVE}
    assert not await listening.house.is_stopped()
    assert await listening.in_force.plan() == own_plan()


async def test_counts_add_up_however_many_count_at_once(stored: Stored) -> None:
    assert stored.house.counts() == {}
    await asyncio.gather(*(stored.house.count("forged", n) for n in range(1, 41)))
    await stored.house.count("poison")
    assert stored.house.counts() == {"forged": 820, "poison": 1}
