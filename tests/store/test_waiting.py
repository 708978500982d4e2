"""What waits for a person: what needs a decision, and what a problem holds up half way."""

from typing import get_args

import pytest

from filing.next_steps import next_step
from filing.problems import NOT_LISTENED_TO, STOPPED
from filing.states import State
from records.register import Draft
from store.overviews import OUTCOMES
from tests.store.stored import DRIVE, Stored, verdict

PROBLEM = "Graph does not answer"
BUDGET = "nothing was asked: this minute's budget is spent"


async def test_a_new_document_with_a_problem_waits_for_a_person(listening: Stored) -> None:
    document_id = await listening.document()
    assert listening.overviews.waiting() == []
    assert await listening.documents.claim(document_id)
    await listening.documents.let_go(document_id, problem=PROBLEM)
    assert listening.overviews.waiting() == [
        {
            "document_id": document_id,
            "name": "01A.docx",
            "source": listening.source,
            "state": "new",
            "outcome": "waiting",
            "at": "2026-11-23T09:00:00.000000Z",
            "location": {"drive_id": DRIVE, "item_id": "01A"},
            "reason": {
                "code": "problem",
                "nl": f"Het lukt nog niet: «{PROBLEM}»",
                "en": f"It does not succeed yet: «{PROBLEM}»",
            },
            "evidence": [],
            "kind_said": None,
            "filed_from": [],
        }
    ]
    assert await listening.documents.claim(document_id)
    await listening.documents.let_go(document_id)
    assert listening.overviews.waiting() == []


@pytest.mark.parametrize("state", ["carrying_out", "undoing"])
async def test_a_document_that_is_held_up_half_way_waits_for_a_person(
    listening: Stored, state: str
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    later = listening.clock.move(hours=1)
    draft = Draft("planned", "planned", document_id=document_id, filing_id="F", plan={})
    assert await listening.documents.claim(document_id)
    await listening.documents.write(draft, state=state, keep_claim=True)
    assert listening.overviews.waiting() == []
    await listening.documents.let_go(document_id, due_at=later, problem=PROBLEM)
    [one] = listening.overviews.waiting()
    assert one["state"] == state
    assert PROBLEM in one["reason"]["en"]
    assert one["at"] == "2026-11-23T10:00:00.000000Z"


@pytest.mark.parametrize("state", ["left", "filed", "undone", "gone"])
async def test_what_could_not_be_looked_at_for_an_hour_waits_for_a_person_until_it_is(
    listening: Stored, state: str
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    await listening.documents.write(verdict(document_id), state=state)
    for _ in range(2):
        assert listening.overviews.waiting() == []
        assert await listening.documents.claim(document_id)
        await listening.documents.let_go(document_id, problem=PROBLEM)
        listening.clock.move(minutes=30)
    [one] = listening.overviews.waiting()
    assert (one["state"], one["outcome"], one["evidence"]) == (state, "waiting", [])
    assert PROBLEM in one["reason"]["en"]
    step = next_step(state, one["reason"]["code"])
    assert step is not None
    assert "it is looked at again" in step.en

    assert await listening.documents.claim(document_id)
    await listening.documents.let_go(document_id)
    assert listening.overviews.waiting() == []


@pytest.mark.parametrize("problem", [NOT_LISTENED_TO, STOPPED.en, f"{BUDGET}, until 10:00"])
async def test_what_waits_for_the_whole_app_or_its_source_is_asked_of_nobody(
    listening: Stored, problem: str
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    await listening.documents.write(verdict(document_id), state="filed")
    assert await listening.documents.claim(document_id)
    await listening.documents.let_go(document_id, problem=problem)
    listening.clock.move(hours=8)
    assert listening.overviews.waiting() == []


async def test_what_needs_a_decision_is_told_with_its_own_reason(listening: Stored) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    await listening.documents.write(verdict(document_id), state="waiting")
    assert await listening.documents.claim(document_id)
    await listening.documents.let_go(document_id, problem=PROBLEM)
    [one] = listening.overviews.waiting()
    assert (one["state"], one["reason"]["code"]) == ("waiting", "test")


def test_every_state_of_a_document_has_an_outcome_in_the_overview() -> None:
    assert set(get_args(State)) == OUTCOMES.keys()
