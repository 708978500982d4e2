"""One worker at a time works on a document; who lost it can write no more."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from filing.errors import Busy, Stopped
from records.documents import Location
from records.register import Draft
from records.verdicts import Reason
from store.database import Database
from store.documents import StoredDocuments
from tests.store.stored import (
    CLAIM_SECONDS,
    DRIVE,
    PERSON,
    Stored,
    deleted,
    file_in,
    own_plan,
    verdict,
)

End = Callable[[StoredDocuments, str], Awaitable[Any]]


async def by_another_task(documents: StoredDocuments, document_id: str) -> bool:
    """Claim as another task of the same process, such as the next message of a queue."""
    claimed = await asyncio.create_task(documents.claim(document_id))
    return claimed is not None


async def test_of_many_who_claim_at_once_only_one_gets_the_document(listening: Stored) -> None:
    document_id = await listening.document()
    others = Database(listening.url)
    workers = [
        listening.documents,
        listening.worker(),
        StoredDocuments(others, listening.clock, claim_seconds=CLAIM_SECONDS),
    ]
    claims = await asyncio.gather(*(workers[n % 3].claim(document_id) for n in range(24)))
    others.close()
    [won] = [claim for claim in claims if claim is not None]
    assert (won.document_id, won.state, won.location) == (
        document_id,
        "new",
        Location(DRIVE, "01A"),
    )
    assert (won.source, won.standing, won.settled, won.filing_id) == (
        listening.source,
        None,
        None,
        None,
    )


async def test_a_document_that_nobody_knows_cannot_be_claimed(listening: Stored) -> None:
    assert await listening.documents.claim("no such document") is None


async def test_a_claim_ends_at_its_moment_and_not_before(listening: Stored) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    listening.clock.move(seconds=CLAIM_SECONDS, microseconds=-1)
    assert not await by_another_task(listening.documents, document_id)
    listening.clock.move(microseconds=1)
    assert await by_another_task(listening.documents, document_id)


async def test_a_claim_of_a_clock_that_was_far_ahead_does_not_stand(listening: Stored) -> None:
    document_id = await listening.document()
    listening.clock.move(days=400)
    assert await listening.documents.claim(document_id)
    listening.clock.move(days=-400)
    assert await listening.documents.due() == [document_id]
    assert await by_another_task(listening.documents, document_id)
    with pytest.raises(Busy):
        await listening.documents.before_effect()


async def test_a_claim_of_a_clock_that_is_somewhat_ahead_stands(listening: Stored) -> None:
    document_id = await listening.document()
    listening.clock.move(seconds=CLAIM_SECONDS)
    assert await listening.documents.claim(document_id)
    listening.clock.move(seconds=-CLAIM_SECONDS)
    assert await listening.documents.due() == []
    assert not await by_another_task(listening.documents, document_id)


async def test_every_step_that_is_written_down_prolongs_the_claim(listening: Stored) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    account = await listening.documents.account(document_id, "F", undo=False)
    for step in ("staging", "copy", "verify"):
        listening.clock.move(seconds=CLAIM_SECONDS - 1)
        await account.write_step(step, {}, Location(DRIVE, "01A"))
    listening.clock.move(seconds=CLAIM_SECONDS - 1)
    assert not await by_another_task(listening.documents, document_id)
    assert await listening.documents.due() == []
    listening.clock.move(seconds=1)
    assert await listening.documents.due() == [document_id]
    assert await by_another_task(listening.documents, document_id)


async def test_an_entry_that_keeps_the_claim_prolongs_it(listening: Stored) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    listening.clock.move(seconds=CLAIM_SECONDS - 1)
    draft = Draft("planned", "planned", document_id=document_id, filing_id="F", plan={})
    await listening.documents.write(draft, state="carrying_out", keep_claim=True)
    listening.clock.move(seconds=CLAIM_SECONDS - 1)
    assert not await by_another_task(listening.documents, document_id)


async def test_an_effect_prolongs_the_claim_once_half_of_its_time_is_gone(
    listening: Stored,
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    until = listening.rows("SELECT claimed_until FROM documents")
    listening.clock.move(seconds=CLAIM_SECONDS // 2)
    await listening.documents.before_effect()
    assert listening.rows("SELECT claimed_until FROM documents") == until
    listening.clock.move(seconds=1)
    await listening.documents.before_effect()
    listening.clock.move(seconds=CLAIM_SECONDS - 1)
    assert not await by_another_task(listening.documents, document_id)
    listening.clock.move(seconds=1)
    assert await by_another_task(listening.documents, document_id)


async def test_no_effect_waits_for_somebody_who_writes(listening: Stored) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    with listening.database.transaction():
        await listening.documents.before_effect()


@pytest.mark.parametrize("waited", [0, CLAIM_SECONDS - 1], ids=["fresh claim", "old claim"])
async def test_nothing_has_an_effect_while_the_stop_switch_is_on(
    listening: Stored, waited: int
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    listening.clock.move(seconds=waited)
    listening.house.set_stop(is_on=True, actor=PERSON)
    with pytest.raises(Stopped):
        await listening.documents.before_effect()
    listening.house.set_stop(is_on=False, actor=PERSON)
    await listening.documents.before_effect()


async def write(documents: StoredDocuments, document_id: str) -> None:
    draft = verdict(document_id, location=Location(DRIVE, "01ELDERS"))
    await documents.write(draft, state="waiting")


async def write_and_keep(documents: StoredDocuments, document_id: str) -> None:
    await documents.write(verdict(document_id), state="carrying_out", keep_claim=True)


async def write_step(documents: StoredDocuments, document_id: str) -> None:
    account = await documents.account(document_id, "F", undo=False)
    await account.write_step("copy", {"seen": "too late"}, Location(DRIVE, "01A"))


async def let_go(documents: StoredDocuments, document_id: str) -> None:
    await documents.let_go(document_id)


async def settle(documents: StoredDocuments, document_id: str) -> None:
    await documents.settle(document_id, settled="as it was", due_at=None)


@pytest.mark.parametrize("end", [write, let_go, settle])
async def test_a_task_that_ended_with_one_document_goes_on_with_another(
    listening: Stored, end: End
) -> None:
    first, second = await listening.document("01A"), await listening.document("01B")
    assert await listening.documents.claim(first)
    await end(listening.documents, first)
    assert await listening.documents.claim(second)
    await listening.documents.before_effect()


EVERY_WRITE = pytest.mark.parametrize("act", [write, write_and_keep, write_step, let_go, settle])


@EVERY_WRITE
@pytest.mark.parametrize("elsewhere", [True, False], ids=["other process", "same process"])
async def test_who_lost_the_claim_to_another_writes_nothing_at_all(
    listening: Stored,
    act: End,
    *,
    elsewhere: bool,
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    listening.clock.move(seconds=CLAIM_SECONDS)
    other = listening.worker() if elsewhere else listening.documents
    assert await by_another_task(other, document_id)
    before = list(listening.rows("SELECT * FROM documents"))

    with pytest.raises(Busy, match=document_id):
        await act(listening.documents, document_id)

    assert listening.entries(document_id) == []
    assert listening.rows("SELECT * FROM documents") == before
    assert listening.rows("SELECT * FROM own_writes") == []
    assert listening.rows("SELECT item_id FROM locations") == [("01A",)]


@pytest.mark.parametrize(
    ("state", "settled"), [("left", ""), ("waiting", ""), ("filed", "as it was")]
)
async def test_after_a_ring_during_a_look_the_next_one_really_looks(
    listening: Stored, state: str, settled: str
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    await listening.page(file_in("01A"))
    await listening.documents.write(verdict(document_id), state=state, settled="as it was")
    assert listening.row(document_id)["settled"] == settled
    assert await listening.documents.due() == [document_id]


@EVERY_WRITE
async def test_who_gave_the_claim_back_or_never_had_it_writes_nothing(
    listening: Stored, act: End
) -> None:
    document_id = await listening.document()
    with pytest.raises(Busy):
        await act(listening.documents, document_id)
    assert await listening.documents.claim(document_id)
    await listening.documents.let_go(document_id)
    with pytest.raises(Busy):
        await act(listening.documents, document_id)
    assert listening.entries(document_id) == []


async def test_two_tasks_of_one_process_each_hold_their_own_document(listening: Stored) -> None:
    ids = [await listening.document(f"01{letter}") for letter in "ABCDEFGH"]

    async def handle(document_id: str) -> None:
        assert await listening.documents.claim(document_id)
        await write(listening.documents, document_id)

    await asyncio.gather(*(handle(document_id) for document_id in ids))
    assert [len(listening.entries(document_id)) for document_id in ids] == [1] * 8


@pytest.mark.parametrize("act", [write, let_go, settle])
async def test_a_nudge_during_a_claim_makes_the_document_due_again_at_its_end(
    listening: Stored, act: End
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    assert await listening.page(file_in("01A")) == [document_id]
    assert await listening.documents.due() == []
    await act(listening.documents, document_id)
    assert await listening.documents.due() == [document_id]

    assert await listening.documents.claim(document_id)
    await act(listening.documents, document_id)
    assert await listening.documents.due() == []


async def test_a_nudge_before_a_claim_is_answered_by_it(listening: Stored) -> None:
    document_id = await listening.document()
    await listening.page(file_in("01A"))
    await listening.page(deleted("01A"))
    assert await listening.documents.claim(document_id)
    await listening.documents.let_go(document_id)
    assert await listening.documents.due() == []


async def test_what_is_due_comes_longest_due_first_and_no_more_than_asked(
    listening: Stored,
) -> None:
    ids = [await listening.document(item) for item in ("01C", "01A", "01B")]
    wait = {ids[0]: 30, ids[1]: 10, ids[2]: 20}
    for document_id, seconds in wait.items():
        assert await listening.documents.claim(document_id)
        later = listening.clock.now.replace(second=seconds)
        await listening.documents.let_go(document_id, due_at=later, problem="not now")
    assert await listening.documents.due() == []
    listening.clock.move(seconds=40)
    assert await listening.documents.due(2) == [ids[1], ids[2]]
    assert await listening.documents.due() == [ids[0]]
    listening.clock.move(seconds=60)
    assert await listening.documents.claim(ids[1])
    assert set(await listening.documents.due()) == {ids[2], ids[0]}


async def test_what_was_nudged_for_is_due_again_a_minute_later_if_the_nudge_was_lost(
    listening: Stored,
) -> None:
    document_id = await listening.document()
    assert await listening.documents.due() == [document_id]
    listening.clock.move(seconds=59)
    assert await listening.documents.due() == []
    listening.clock.move(seconds=1)
    assert await listening.documents.due() == [document_id]


async def test_what_a_problem_put_off_is_left_alone_however_often_it_is_nudged(
    listening: Stored,
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    later = listening.clock.now + timedelta(seconds=90)
    await listening.documents.let_go(document_id, due_at=later, problem="Graph asks to wait")
    await listening.page(file_in("01A"))
    listening.clock.move(seconds=89)
    assert await listening.documents.claim(document_id) is None
    assert await listening.documents.due() == []
    listening.clock.move(seconds=1)
    assert await listening.documents.due() == [document_id]
    assert await listening.documents.claim(document_id)


async def test_what_was_put_off_by_a_clock_that_was_far_ahead_is_due_all_the_same(
    listening: Stored,
) -> None:
    document_id = await listening.document()
    listening.clock.move(days=400)
    assert await listening.documents.claim(document_id)
    later = listening.clock.now + timedelta(seconds=90)
    await listening.documents.let_go(document_id, due_at=later, problem="Graph asks to wait")
    listening.clock.move(days=-400)
    assert await listening.documents.due() == [document_id]
    assert await listening.documents.claim(document_id)


@pytest.mark.parametrize("act", [write, let_go, settle])
async def test_what_came_to_another_end_is_put_off_no_longer(listening: Stored, act: End) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    later = listening.clock.now + timedelta(seconds=90)
    await listening.documents.let_go(document_id, due_at=later, problem="Graph asks to wait")
    await listening.documents.put_off_no_longer(document_id)
    assert await listening.documents.claim(document_id)
    await act(listening.documents, document_id)
    assert listening.row(document_id)["not_before"] is None
    assert await listening.documents.claim(document_id)


async def test_a_document_whose_worker_died_is_due_when_its_claim_ends(listening: Stored) -> None:
    document_id = await listening.document()
    assert await listening.worker().claim(document_id)
    assert await listening.documents.due() == []
    listening.clock.move(seconds=CLAIM_SECONDS, microseconds=-1)
    assert await listening.documents.due() == []
    listening.clock.move(microseconds=1)
    assert await listening.documents.due() == [document_id]


async def test_a_settled_document_whose_worker_died_is_due_again_too(listening: Stored) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    await listening.documents.settle(document_id, settled="as it was", due_at=None)
    assert await listening.worker().claim(document_id)
    listening.clock.move(seconds=CLAIM_SECONDS)
    assert await listening.documents.due() == [document_id]


async def test_a_worker_that_takes_over_finds_what_was_done_before(listening: Stored) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    plan = {"source": {"name": "a"}, "target": {}}
    draft = Draft("planned", "planned", document_id=document_id, filing_id="F", plan=plan)
    await listening.documents.write(draft, state="carrying_out", keep_claim=True)
    account = await listening.documents.account(document_id, "F", undo=False)
    await account.write_step("staging", {"folder_id": "01S"}, Location(DRIVE, "01A"))
    listening.clock.move(seconds=CLAIM_SECONDS)

    other = listening.worker()
    claimed = await other.claim(document_id)
    assert claimed is not None
    assert (claimed.state, claimed.filing_id) == ("carrying_out", "F")
    assert (claimed.attempts_today, claimed.copies_today, claimed.filings_today) == (1, 0, 0)
    assert await other.plan_of("F", undo=False) == plan
    found = await other.account(document_id, "F", undo=False)
    assert await found.facts_of("staging") == {"folder_id": "01S"}
    assert await found.facts_of("copy") is None


async def test_a_filing_that_made_a_copy_counts_as_one_and_one_that_only_asked_for_it_does_not(
    listening: Stored,
) -> None:
    document_id, there = await listening.document(), Location(DRIVE, "01A")
    asked = ["staging", "copy_started", "copy_started"]
    for filing_id, steps in (("F", [*asked, "copy", "copy"]), ("G", asked), ("H", [])):
        assert await listening.documents.claim(document_id)
        plan = {"source": {"name": "a"}, "target": {}}
        draft = Draft("planned", "planned", document_id=document_id, filing_id=filing_id, plan=plan)
        await listening.documents.write(draft, state="carrying_out", keep_claim=True)
        account = await listening.documents.account(document_id, filing_id, undo=False)
        for step in steps:
            await account.write_step(step, {}, there)
        await listening.documents.let_go(document_id)

    claimed = await listening.documents.claim(document_id)
    assert claimed is not None
    assert (claimed.attempts_today, claimed.copies_today) == (3, 1)


async def test_a_filing_whose_undo_was_stopped_was_filed_once(listening: Stored) -> None:
    document_id = await listening.filed()
    [filing] = [one["filing_id"] for one in listening.overviews.filings()]
    assert await listening.documents.claim(document_id)
    draft = Draft("filed", "filed", document_id=document_id, filing_id=filing)
    await listening.documents.write(draft, state="filed")
    claimed = await listening.documents.claim(document_id)
    assert claimed is not None
    assert claimed.filings_today == 1


async def test_filings_of_more_than_a_day_ago_do_not_count_as_today(listening: Stored) -> None:
    document_id = await listening.filed()
    listening.clock.move(days=1)
    claimed = await listening.documents.claim(document_id)
    assert claimed is not None
    assert (claimed.attempts_today, claimed.filings_today) == (1, 1)
    await listening.documents.let_go(document_id)
    listening.clock.move(microseconds=1)
    claimed = await listening.documents.claim(document_id)
    assert claimed is not None
    assert (claimed.attempts_today, claimed.filings_today) == (0, 0)


async def test_each_undo_of_a_filing_has_steps_of_its_own(listening: Stored) -> None:
    document_id = await listening.filed()
    for _ in range(2):
        assert await listening.documents.claim(document_id)
        draft = Draft("undo_planned", "undoing", document_id=document_id, filing_id="F-01A")
        await listening.documents.write(draft, state="undoing", keep_claim=True)
        account = await listening.documents.account(document_id, "F-01A", undo=True)
        assert await account.facts_of("copy") is None
        await account.write_step("copy", {"item_id": "01U"}, Location(DRIVE, "01A"))
        failed = Draft("filed", "filed", document_id=document_id, filing_id="F-01A")
        await listening.documents.write(failed, state="filed")


@pytest.mark.parametrize(
    "event",
    ["UPDATE OF state ON documents", "INSERT ON register", "INSERT ON beside"],
)
async def test_an_entry_and_its_row_are_written_together_or_not_at_all(
    listening: Stored, event: str
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    before = listening.row(document_id)
    listening.break_power_at(event)
    with pytest.raises(Exception, match="power cut"):
        await write(listening.documents, document_id)
    listening.mend()
    assert listening.row(document_id) == before
    assert listening.entries(document_id) == []
    assert listening.rows("SELECT * FROM own_writes") == []
    assert listening.rows("SELECT item_id FROM locations") == [("01A",)]

    await write(listening.documents, document_id)
    assert len(listening.entries(document_id)) == 1
    assert listening.row(document_id)["item_id"] == "01ELDERS"


async def test_what_was_decided_stands_in_the_row_and_in_the_register(listening: Stored) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    due = listening.clock.now.replace(hour=12)
    await listening.documents.write(
        verdict(document_id, "proposed"),
        state="proposed",
        standing="digest",
        settled="",
        due_at=due,
    )
    row = listening.row(document_id)
    assert (row["state"], row["standing"], row["settled"]) == ("proposed", "digest", "")
    assert row["due_at"] == "2026-11-23T12:00:00.000000Z"
    assert (row["claimed_by"], row["claimed_until"]) == (None, None)
    assert [e["outcome"] for e in listening.entries(document_id)] == ["proposed"]
    reason = await listening.documents.last_reason(document_id)
    assert reason == Reason("test", "ja", "y")


async def test_a_filing_is_listed_with_its_name_its_dossier_and_how_it_stands(
    listening: Stored,
) -> None:
    document_id = await listening.filed()
    [filing] = listening.overviews.filings()
    assert filing == {
        "filing_id": "F-01A",
        "document_id": document_id,
        "at": "2026-11-23T09:00:00.000000Z",
        "state": "filed",
        "name": "01A.docx",
        "dossier": "S-1",
        "source": listening.source,
        "plan_version": own_plan().version,
        "rules": [],
        "losses": [],
        "undos": [],
        "reversible": None,
        "balance": None,
    }
    now = await listening.documents.filing_now("F-01A")
    assert now is not None
    assert (now.document_id, now.state, now.last_filing_id) == (document_id, "filed", "F-01A")
    assert await listening.documents.filing_now("F-none") is None
    with pytest.raises(LookupError, match="F-none"):
        await listening.documents.plan_of("F-none", undo=False)


async def test_what_waits_for_a_person_is_listed_longest_first_with_its_reason(
    listening: Stored,
) -> None:
    ids = {}
    for state in ("proposed", "left", "waiting"):
        ids[state] = await listening.document(f"01{state}", name=f"{state}.docx")
        assert await listening.documents.claim(ids[state])
        draft = verdict(ids[state], state, location=Location(DRIVE, f"01{state}"))
        await listening.documents.write(draft, state=state)
        listening.clock.move(hours=-1)
    listed = listening.overviews.waiting()
    assert [(one["document_id"], one["state"]) for one in listed] == [
        (ids["waiting"], "waiting"),
        (ids["proposed"], "proposed"),
    ]
    assert listed[0]["name"] == "waiting.docx"
    assert listed[0]["reason"] == {"code": "test", "nl": "ja", "en": "y"}
    assert listed[0]["location"] == {"drive_id": DRIVE, "item_id": "01waiting"}
