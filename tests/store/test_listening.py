"""How far each drive was read, and what arrived: never skipped, never twice."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from filing.store_ports import OwnWrite
from records.documents import Location
from records.register import Draft
from tests.store.stored import (
    CLAIM_SECONDS,
    DRIVE,
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


def items(stored: Stored) -> list[str]:
    """Every item that has a document, one for each document."""
    return [item for (item,) in stored.rows("SELECT item_id FROM documents ORDER BY item_id")]


async def cursor_of(stored: Stored) -> str | None:
    _, cursor = await stored.listening.begin_reading(DRIVE)
    await stored.listening.end_reading(DRIVE, complete=False)
    return cursor


async def test_a_page_makes_documents_due_and_moves_the_cursor(listening: Stored) -> None:
    page = [file_in("01A"), file_in("01B"), folder_in("01F", FOLDER), file_in("01C", "01F")]
    due, cursor = await listening.listening.take_in(DRIVE, None, page, "one")
    assert cursor == "one"
    assert items(listening) == ["01A", "01B", "01C"]
    assert sorted(due) == sorted(await listening.documents.due())
    assert {listening.row(document_id)["state"] for document_id in due} == {"new"}


async def test_a_file_outside_every_source_makes_no_document(listening: Stored) -> None:
    page = [folder_in("01ROOT", None), folder_in("01ELDERS", "01ROOT"), file_in("01A", "01ELDERS")]
    assert await listening.page(*page) == []
    assert items(listening) == []


@pytest.mark.parametrize(
    "event", ["UPDATE OF cursor ON drives", "INSERT ON documents", "INSERT ON locations"]
)
async def test_a_crash_while_a_page_is_taken_in_repeats_it_and_skips_nothing(
    listening: Stored, event: str
) -> None:
    await listening.page(to="one")
    page = [folder_in("01F", FOLDER), file_in("01A"), file_in("01B", "01F")]
    listening.break_power_at(event)
    with pytest.raises(Exception, match="power cut"):
        await listening.listening.take_in(DRIVE, "one", page, "two")
    listening.mend()
    assert items(listening) == []
    assert listening.rows("SELECT * FROM folders") == []
    assert await cursor_of(listening) == "one"

    due, cursor = await listening.listening.take_in(DRIVE, "one", page, "two")
    assert (len(due), cursor) == (2, "two")
    assert items(listening) == ["01A", "01B"]


async def test_of_two_readers_of_one_page_the_second_leaves_all_as_it_is(
    listening: Stored,
) -> None:
    first, _ = await listening.listening.take_in(DRIVE, None, [file_in("01A")], "one")
    again, cursor = await listening.listening.take_in(DRIVE, None, [file_in("01A")], "other")
    assert (again, cursor) == ([], "one")
    assert listening.row(first[0])["rings"] == 1
    assert await cursor_of(listening) == "one"


async def test_many_readers_at_once_make_every_document_once(listening: Stored) -> None:
    page = [file_in(f"01{n}") for n in range(5)]
    took = await asyncio.gather(
        *(listening.listening.take_in(DRIVE, None, page, f"reader {n}") for n in range(8))
    )
    assert sorted(len(due) for due, _ in took) == [0, 0, 0, 0, 0, 0, 0, 5]
    assert len({cursor for _, cursor in took}) == 1
    assert items(listening) == ["010", "011", "012", "013", "014"]


async def test_a_page_that_comes_too_late_does_not_put_a_folder_back(listening: Stored) -> None:
    await listening.page(folder_in("01ELDERS", "01ROOT"), folder_in("01F", FOLDER), to="one")
    late = [folder_in("01F", FOLDER)]
    await listening.listening.take_in(DRIVE, "one", [folder_in("01F", "01ELDERS")], "two")
    await listening.listening.take_in(DRIVE, "one", late, "three")
    await listening.listening.end_reading(DRIVE, complete=True)
    assert await listening.page(file_in("01A", "01F")) == []


async def test_a_folder_seen_too_early_by_a_reader_that_lost_is_still_read_later(
    listening: Stored,
) -> None:
    await listening.page(folder_in("01ELDERS", "01ROOT"), folder_in("01F", "01ELDERS"), to="one")
    await listening.listening.take_in(DRIVE, "one", [], "two")
    moved = [folder_in("01F", FOLDER)]
    _, cursor = await listening.listening.take_in(DRIVE, "one", moved, "three")
    assert cursor == "two"
    await listening.listening.take_in(DRIVE, "two", moved, "three")
    assert await listening.listening.end_reading(DRIVE, complete=True)
    assert await cursor_of(listening) is None


async def test_the_same_page_twice_makes_nothing_twice(listening: Stored) -> None:
    page = [folder_in("01F", FOLDER), file_in("01A"), file_in("01B", "01F")]
    first = await listening.page(*page)
    assert sorted(await listening.page(*page)) == sorted(first)
    assert items(listening) == ["01A", "01B"]
    assert listening.rows("SELECT count(*) FROM locations") == [(2,)]


async def test_a_folder_that_comes_into_a_source_asks_for_the_whole_drive(
    listening: Stored,
) -> None:
    await listening.page(folder_in("01ELDERS", "01ROOT"), folder_in("01F", "01ELDERS"), to="one")
    gone = await listening.document("01B")
    cursor = await cursor_of(listening)
    moved = [folder_in("01F", FOLDER)]
    await listening.listening.begin_reading(DRIVE)
    assert await listening.listening.take_in(DRIVE, cursor, moved, "two") == ([], "two")
    # A reading from the start does not tell what went, so the pages of this one come first.
    due, _ = await listening.listening.take_in(DRIVE, "two", [deleted("01B")], "three")
    assert due == [gone]
    assert await listening.listening.end_reading(DRIVE, complete=True)
    assert await listening.listening.unread() == [DRIVE]
    assert await listening.listening.begin_reading(DRIVE) == (True, None)
    due, cursor = await listening.listening.take_in(
        DRIVE, None, [*moved, file_in("01A", "01F")], "four"
    )
    assert (len(due), cursor) == (1, "four")
    assert not await listening.listening.end_reading(DRIVE, complete=True)


async def test_a_document_that_is_deleted_or_moved_out_is_looked_at(listening: Stored) -> None:
    ids = [await listening.document("01A"), await listening.document("01B")]
    for document_id in ids:
        assert await listening.documents.claim(document_id)
        await listening.documents.let_go(document_id)
    due = await listening.page(deleted("01A"), file_in("01B", "01ELDERS"))
    assert sorted(due) == sorted(ids)
    assert sorted(await listening.documents.due()) == sorted(ids)


async def test_our_own_pointer_is_no_news_whatever_its_letters(listening: Stored) -> None:
    document_id = await listening.document("01A")
    assert await listening.documents.claim(document_id)
    account = await listening.documents.account(document_id, "F", undo=False)
    await account.expect(OwnWrite(DRIVE, FOLDER, "Brief (in dossier).URL"))
    mine = file_in("01P", name="brief (IN dossier).url")
    assert await listening.page(mine) == []
    assert len(await listening.page(file_in("01Q", name="brief.url"))) == 1
    await listening.page(folder_in("01F", FOLDER))
    elsewhere = file_in("01R", "01F", name="brief (in dossier).url")
    assert len(await listening.page(elsewhere)) == 1


async def test_where_our_pointer_stood_a_later_file_of_people_is_news(listening: Stored) -> None:
    document_id = await listening.document("01A")
    assert await listening.documents.claim(document_id)
    account = await listening.documents.account(document_id, "F", undo=False)
    await account.expect(OwnWrite(DRIVE, FOLDER, "brief.url"))
    pointer = {"drive_id": DRIVE, "item_id": "01P"}
    await account.write_step("pointer", pointer, Location(DRIVE, "01A"))

    assert await listening.page(file_in("01P", name="brief.url")) == []
    assert await listening.page(deleted("01P")) == []
    assert len(await listening.page(file_in("01NEW", name="brief.url"))) == 1


@pytest.mark.parametrize("undo", [False, True], ids=["filing", "undo"])
async def test_an_item_that_a_step_made_is_ours_whatever_people_call_it(
    listening: Stored, *, undo: bool
) -> None:
    document_id = await listening.filed("01A")
    assert await listening.documents.claim(document_id)
    draft = Draft("undo_planned", "undoing", document_id=document_id, filing_id="F-01A", plan={})
    await listening.documents.write(draft, state="undoing", keep_claim=True)
    account = await listening.documents.account(document_id, "F-01A", undo=undo)
    at = Location(DRIVE, "01A")
    await account.write_step("made", {"drive_id": DRIVE, "item_id": "01OURS"}, at)
    nowhere = {"drive_id": None, "item_id": None}
    await account.write_step("pointer", nowhere, at)  # nothing to point from

    of_people = await listening.page(file_in("01OURS", name="Zie het dossier.url"))
    assert of_people == []
    assert items(listening) == ["01A"]

    undone = Draft(
        "undone",
        "undone",
        document_id=document_id,
        filing_id="F-01A",
        location=Location(DRIVE, "01OURS"),
    )
    await listening.documents.write(undone, state="undone")
    assert await listening.page(file_in("01OURS", name="01A.docx")) == [document_id]
    of_people = await listening.page(file_in("01NEW", name="01A.docx"))
    assert len(of_people) == 1
    assert of_people != [document_id]


async def test_a_step_and_the_item_it_made_are_remembered_together_or_not_at_all(
    listening: Stored,
) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    account = await listening.documents.account(document_id, "F", undo=False)
    listening.break_power_at("INSERT ON register")
    made = {"drive_id": DRIVE, "item_id": "01COPY"}
    with pytest.raises(Exception, match="power cut"):
        await account.write_step("copy", made, Location(DRIVE, "01A"))
    assert listening.rows("SELECT item_id FROM locations") == [("01A",)]


async def test_a_place_where_a_pointer_is_about_to_come_is_expected(listening: Stored) -> None:
    document_id = await listening.document()
    assert await listening.documents.claim(document_id)
    account = await listening.documents.account(document_id, "F", undo=False)
    await account.expect(OwnWrite(DRIVE, FOLDER, "Brief (2).URL"))
    assert await listening.page(file_in("01P", name="brief (2).url")) == []


async def test_an_item_that_is_brought_back_where_a_document_lay_before_is_a_new_document(
    listening: Stored,
) -> None:
    document_id = await listening.document("01A")
    assert await listening.documents.claim(document_id)
    draft = verdict(document_id, location=Location("b!dossiers", "01FILED"))
    await listening.documents.write(draft, state="filed")
    assert await listening.page(deleted("01A")) == []
    [brought_back] = await listening.page(file_in("01A"))
    assert brought_back != document_id
    assert sorted(items(listening)) == ["01A", "01FILED"]
    assert await listening.page(file_in("01A")) == [brought_back]


async def test_what_comes_back_while_its_filing_is_under_way_is_read_again_when_that_has_ended(
    listening: Stored,
) -> None:
    document_id = await listening.document("01A")
    assert await listening.documents.claim(document_id)
    draft = replace(verdict(document_id, location=Location("b!dossiers", "01FILED")), filing_id="F")
    await listening.documents.write(draft, state="carrying_out", keep_claim=True)
    assert await listening.page(file_in("01A")) == []
    await end_of_reading(listening)
    assert await listening.listening.unread() == []
    await listening.documents.write(draft, state="filed")
    assert await listening.listening.unread() == [DRIVE]
    [brought_back] = await listening.page()
    assert brought_back != document_id


async def end_of_reading(listening: Stored) -> None:
    await listening.listening.begin_reading(DRIVE)
    await listening.listening.end_reading(DRIVE, complete=True)


async def test_one_reader_at_a_time_and_a_bell_meanwhile_is_heard_at_its_end(
    listening: Stored,
) -> None:
    await listening.listening.take_in(DRIVE, None, [], "one")
    await listening.listening.end_reading(DRIVE, complete=True)
    assert await listening.listening.begin_reading(DRIVE) == (True, "one")
    assert await listening.listening.begin_reading(DRIVE) == (False, "one")
    assert await listening.listening.begin_reading(DRIVE) == (False, "one")
    assert await listening.listening.end_reading(DRIVE, complete=True) is True
    assert await listening.listening.begin_reading(DRIVE) == (True, "one")
    assert await listening.listening.end_reading(DRIVE, complete=True) is False


async def test_of_many_who_begin_at_once_one_reads(listening: Stored) -> None:
    begun = await asyncio.gather(*(listening.listening.begin_reading(DRIVE) for _ in range(10)))
    assert [mine for mine, _ in begun].count(True) == 1
    assert await listening.listening.end_reading(DRIVE, complete=True) is True


async def test_a_drive_that_nobody_listens_to_is_not_read(listening: Stored) -> None:
    assert await listening.listening.begin_reading("b!elders") == (False, None)


async def test_a_reader_that_takes_long_keeps_the_drive_with_every_page(
    listening: Stored,
) -> None:
    await listening.listening.begin_reading(DRIVE)
    cursor = None
    for number in range(3):
        listening.clock.move(seconds=CLAIM_SECONDS - 1)
        _, cursor = await listening.listening.take_in(DRIVE, cursor, [], f"page {number}")
    listening.clock.move(seconds=CLAIM_SECONDS - 1)
    assert await listening.listening.begin_reading(DRIVE) == (False, "page 2")
    listening.clock.move(seconds=1)
    assert await listening.listening.begin_reading(DRIVE) == (True, "page 2")


async def test_a_drive_that_rang_unheard_or_whose_reader_died_is_unread(
    listening: Stored,
) -> None:
    assert await listening.listening.unread() == [DRIVE]  # just found
    await listening.listening.begin_reading(DRIVE)
    assert await listening.listening.unread() == []
    listening.clock.move(seconds=CLAIM_SECONDS)
    assert await listening.listening.unread() == [DRIVE]  # its reader died
    await listening.listening.begin_reading(DRIVE)
    await listening.listening.end_reading(DRIVE, complete=True)
    assert await listening.listening.unread() == []
    await listening.listening.start_again(DRIVE)
    assert await listening.listening.unread() == [DRIVE]
    assert await cursor_of(listening) is None


async def test_a_claim_on_a_drive_by_a_clock_that_was_far_ahead_does_not_stand(
    listening: Stored,
) -> None:
    listening.clock.move(days=400)
    assert (await listening.listening.begin_reading(DRIVE))[0]
    listening.clock.move(days=-400)
    assert await listening.listening.unread() == [DRIVE]
    assert (await listening.listening.begin_reading(DRIVE))[0]


async def test_a_complete_reading_is_remembered_and_an_incomplete_one_is_not(
    listening: Stored,
) -> None:
    await listening.listening.drive_problem(DRIVE, "no answer")
    await listening.sources.subscription_problem(DRIVE, "no subscription")
    await listening.listening.begin_reading(DRIVE)
    await listening.listening.end_reading(DRIVE, complete=False)
    [drive] = await listening.sources.drives()
    assert (drive.read_at, drive.problem) == (None, "no answer")
    await listening.listening.begin_reading(DRIVE)
    await listening.listening.end_reading(DRIVE, complete=True)
    [drive] = await listening.sources.drives()
    assert (drive.read_at, drive.problem) == (listening.clock.now, None)
    assert drive.subscription_problem == "no subscription"


async def test_a_source_found_at_another_folder_has_its_drive_read_from_the_start(
    listening: Stored,
) -> None:
    await listening.page(to="one")
    folder = Location(DRIVE, FOLDER)
    await listening.sources.found_source(listening.source, folder, "/Algemeen")
    assert await listening.listening.unread() == []
    folder = Location(DRIVE, "01ANDERS")
    await listening.sources.found_source(listening.source, folder, "/Anders")
    assert await listening.listening.unread() == [DRIVE]
    await listening.page(to="two")
    assert await cursor_of(listening) is None
    now = await listening.in_force.source(listening.source)
    assert now is not None
    assert (now.folder, now.folder_path) == (folder, "/Anders")


async def test_before_a_drive_is_read_anew_for_another_folder_what_was_deleted_is_still_told(
    listening: Stored,
) -> None:
    gone = await listening.filed("01A")
    _, cursor = await listening.listening.begin_reading(DRIVE)
    await listening.listening.end_reading(DRIVE, complete=False)
    await listening.sources.found_source(listening.source, Location(DRIVE, "01ANDERS"), "/Anders")
    assert await cursor_of(listening) == cursor
    assert await listening.page(deleted("01A")) == [gone]
    assert await cursor_of(listening) is None


async def test_a_drive_in_which_two_sources_are_found_before_it_was_read_is_read_once(
    listening: Stored,
) -> None:
    await listening.sources.found_source(listening.source, Location(DRIVE, "01ANDERS"), "/Anders")
    await listening.page(to="one")
    assert await listening.listening.unread() == []
    assert await cursor_of(listening) == "one"


async def test_what_lies_in_a_drive_where_nobody_listened_is_looked_at_once_somebody_does(
    listening: Stored,
) -> None:
    filed = await listening.filed("01A")
    plan = own_plan()
    listening.house.put_plan_in_force(replace(plan, sources=()), {}, PERSON)
    assert await listening.documents.due() == []
    listening.house.put_plan_in_force(plan, plan_texts(), PERSON)
    await listening.sources.found_source(listening.source, Location(DRIVE, FOLDER), "/Algemeen")
    assert await listening.documents.due() == [filed]
    assert listening.row(filed)["bulk"]
    assert await cursor_of(listening) is None


async def test_a_source_and_a_subscription_are_told_as_they_are(stored: Stored) -> None:
    plan = own_plan()
    stored.house.put_plan_in_force(plan, plan_texts(), PERSON)
    name = plan.sources[0].name
    await stored.sources.source_problem(name, "there is no such channel")
    [source] = await stored.sources.all()
    assert (source.folder, source.problem) == (None, "there is no such channel")
    assert await stored.in_force.source(name) is None
    assert await stored.sources.drives() == []

    await stored.sources.found_source(name, Location(DRIVE, FOLDER), "/Algemeen")
    until = stored.clock.now.replace(day=30)
    await stored.sources.subscribed(DRIVE, "S-1", until)
    [source] = await stored.sources.all()
    assert (source.folder, source.problem) == (Location(DRIVE, FOLDER), None)
    [drive] = await stored.sources.drives()
    assert (drive.subscription_id, drive.subscription_expires_at) == ("S-1", until)


async def test_a_drive_that_was_put_off_is_read_then_and_not_before(listening: Stored) -> None:
    await listening.page(to="one")
    reading = listening.listening
    await reading.put_off(DRIVE, listening.clock() + timedelta(minutes=2))
    assert await reading.unread() == []
    assert await reading.begin_reading(DRIVE) == (False, "one")  # a doorbell is counted
    listening.clock.move(minutes=2)
    assert await reading.unread() == [DRIVE]
    assert await reading.begin_reading(DRIVE) == (True, "one")
    assert not await reading.end_reading(DRIVE, complete=True)
    assert await reading.unread() == []


async def test_a_drive_put_off_by_a_clock_that_was_far_ahead_is_read_now(
    listening: Stored,
) -> None:
    await listening.page(to="one")
    await listening.listening.put_off(DRIVE, listening.clock() + timedelta(days=400))
    assert await listening.listening.unread() == [DRIVE]
    assert await listening.listening.begin_reading(DRIVE) == (True, "one")
