"""Which documents are bulk work: what became due with many others, and nobody changed just now."""

from functools import partial

from records.documents import Location
from records.file_plan import Mode
from records.register import Draft
from tests.store.stored import DRIVE, PERSON, Stored, file_in, own_plan, plan_texts, verdict


async def enumerated(listening: Stored, *item_ids: str) -> list[str]:
    """Let documents be found by the reading from the start; return them by their items."""
    due = await listening.page(*(file_in(item_id) for item_id in item_ids))
    return sorted(due, key=lambda document_id: str(listening.row(document_id)["item_id"]))


async def settles(listening: Stored, document_id: str) -> None:
    assert await listening.documents.claim(document_id)
    await listening.documents.write(verdict(document_id), state="proposed", settled="as it is")


async def test_what_a_reading_from_the_start_finds_is_bulk_work_until_somebody_changes_it(
    listening: Stored,
) -> None:
    first, second = await enumerated(listening, "01A", "01B")
    assert await listening.documents.is_bulk(first)
    await listening.page(file_in("01A", name="anders.docx"), file_in("01C"))
    assert not await listening.documents.is_bulk(first)
    assert await listening.documents.is_bulk(second)
    [new] = [one for one in await listening.documents.due() if one not in {first, second}]
    assert not await listening.documents.is_bulk(new)


async def test_a_reading_from_the_start_is_bulk_work_until_its_last_page(
    listening: Stored,
) -> None:
    reading = listening.listening
    assert await reading.reads_in_bulk(DRIVE)
    assert await reading.begin_reading(DRIVE) == (True, None)
    await reading.take_in(DRIVE, None, [file_in("01A")], "one")
    await reading.end_reading(DRIVE, complete=False)
    assert await reading.reads_in_bulk(DRIVE)
    await listening.page(file_in("01B"))
    assert not await reading.reads_in_bulk(DRIVE)
    assert {await listening.documents.is_bulk(one) for one in await listening.documents.due()} == {
        True
    }
    await reading.start_again(DRIVE)
    assert await reading.reads_in_bulk(DRIVE)


async def test_what_the_safety_delta_finds_is_bulk_work(listening: Stored) -> None:
    await listening.page()
    await listening.listening.safety_rings()
    assert await listening.listening.reads_in_bulk(DRIVE)
    [document_id] = await listening.page(file_in("01A"))
    assert await listening.documents.is_bulk(document_id)
    assert not await listening.listening.reads_in_bulk(DRIVE)


async def test_a_new_plan_a_mode_and_a_pause_make_bulk_work_of_what_nobody_waits_for(
    listening: Stored,
) -> None:
    await listening.page()
    waits, settled = await enumerated(listening, "01A", "01B")
    house, source = listening.house, listening.source
    for act in (
        partial(house.set_mode, source, Mode.ACT, PERSON),
        partial(house.put_plan_in_force, own_plan(), plan_texts(), PERSON),
        partial(house.set_paused, source, False, PERSON),
    ):
        await listening.page(file_in("01A", name="nieuw.docx"), file_in("01B", name="nieuw.docx"))
        await settles(listening, settled)
        assert not await listening.documents.is_bulk(settled)
        act()
        assert await listening.documents.is_bulk(settled)
        assert not await listening.documents.is_bulk(waits)


async def test_an_undo_among_many_is_bulk_work_whoever_carries_it_on(listening: Stored) -> None:
    await listening.page()
    [document_id] = await enumerated(listening, "01A")
    await listening.documents.becomes_bulk(document_id)
    assert await listening.documents.is_bulk(document_id)
    assert not await listening.documents.is_bulk("never seen")


async def test_what_people_changed_comes_first_and_what_is_under_way_before_what_is_not(
    listening: Stored,
) -> None:
    old, begun = await enumerated(listening, "01A", "01B")
    assert await listening.documents.claim(begun)
    draft = Draft(
        "planned",
        "planned",
        document_id=begun,
        filing_id="F",
        plan={},
        location=Location(DRIVE, "01B"),
    )
    await listening.documents.write(draft, state="carrying_out", keep_claim=True)
    await listening.documents.let_go(begun, due_at=listening.clock(), problem="spent")
    listening.clock.move(seconds=1)
    [today] = await listening.page(file_in("01C"))
    assert await listening.documents.due() == [today, begun, old]
