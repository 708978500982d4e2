"""By what a document that was filed is known again, where people took it out of its dossier."""

from dataclasses import replace
from typing import Any

import pytest

from filing.columns import DOCUMENT_ID
from filing.contents import Contents
from filing.errors import Busy
from records.documents import DriveItem, Location
from records.register import Draft
from tests.records.made import ITEM
from tests.store.filing import Into, begin, end, step
from tests.store.stored import DRIVE, Stored, deleted, file_in

FILED_COPY = replace(ITEM, name="01A.docx", created_by="the app", created_at="2026-03-02T09:00:00Z")


async def begun(stored: Stored, *, in_place: bool = False) -> str:
    document_id = await stored.document("01A")
    await begin(stored, document_id, Into(in_place=in_place))
    if not in_place:
        url = "https://archief/01A.docx"
        placed = {"name": FILED_COPY.name, "url": url, "made": FILED_COPY.made}
        await step(stored, document_id, "place", placed)
    return document_id


async def filed(stored: Stored) -> str:
    document_id = await begun(stored)
    await end(stored, document_id)
    return document_id


async def found(stored: Stored, item: DriveItem) -> list[str]:
    other = await stored.document("01B")
    return [kept.document_id for kept in await stored.documents.filed_as(other, item)]


async def test_it_is_known_by_its_maker_its_moment_and_its_name(listening: Stored) -> None:
    document_id = await filed(listening)
    assert await found(listening, FILED_COPY) == [document_id]


@pytest.mark.parametrize(
    "other",
    [{"name": "01B.docx"}, {"created_by": "Jurist"}, {"created_at": "2026-03-02T09:00:01Z"}],
)
async def test_one_of_another_name_maker_or_moment_is_another(
    listening: Stored, other: dict[str, Any]
) -> None:
    await filed(listening)
    assert await found(listening, replace(FILED_COPY, **other)) == []


async def test_it_is_known_by_the_column_that_came_along(listening: Stored) -> None:
    document_id = await filed(listening)
    assert await found(listening, replace(ITEM, fields={DOCUMENT_ID: document_id})) == [document_id]


async def test_one_that_was_put_back_is_known_by_its_copy_that_went_back(
    listening: Stored,
) -> None:
    document_id = await filed(listening)
    put_back = replace(FILED_COPY, created_at="2026-03-03T09:00:00Z")
    assert await listening.documents.claim(document_id)
    undo = await listening.documents.account(document_id, "F-1", undo=True)
    await undo.write_step("place", {"name": put_back.name, "made": put_back.made}, ITEM.location)
    await end(listening, document_id, "undone", "undone")
    assert await found(listening, put_back) == [document_id]


async def test_one_that_was_never_filed_is_not_taken_for_one_that_was(listening: Stored) -> None:
    document_id = await begun(listening)
    await end(listening, document_id, "halted", "waiting")
    assert await found(listening, FILED_COPY) == []


async def test_while_it_is_filed_nobody_can_tell_yet(listening: Stored) -> None:
    await begun(listening)
    with pytest.raises(Busy):
        await found(listening, FILED_COPY)


async def test_what_was_taken_out_is_known_whatever_is_written_in_it(listening: Stored) -> None:
    was = await filed(listening)
    document_id = await listening.document("01B")
    await listening.documents.know_as(document_id, was)
    await listening.documents.remember(document_id, Contents(("bytes:edited",), {}))

    kept = await listening.documents.kept_already(document_id)
    assert kept is not None
    assert (kept.document_id, kept.edited) == (was, True)


@pytest.mark.parametrize("was_filed", [True, False])
async def test_an_item_that_comes_back_is_known_as_the_document_that_it_was(
    listening: Stored, *, was_filed: bool
) -> None:
    was = await begun(listening)
    copied = {"drive_id": "b!dossiers", "item_id": "01C"}
    await step(listening, was, "copy", copied)
    state = ("filed", "filed") if was_filed else ("halted", "left")
    await listening.documents.write(
        Draft(state[0], state[1], document_id=was, filing_id="F-1", location=FILED_COPY.location),
        state=state[1],
    )
    await listening.page(deleted("01A"))
    [back] = await listening.page(file_in("01A"))
    assert back != was
    kept = await listening.documents.kept_already(back)
    assert (kept.document_id if kept else None) == (was if was_filed else None)


async def test_an_item_that_is_told_again_before_its_filing_removes_it_is_no_news_afterwards(
    listening: Stored,
) -> None:
    document_id = await begun(listening)
    copied = {"drive_id": "b!dossiers", "item_id": "01C"}
    await step(listening, document_id, "copy", copied)
    await listening.page(file_in("01A"))  # as a reading from the start tells it
    await step(listening, document_id, "release_begun", {})
    await listening.documents.write(
        Draft(
            "filed", "filed", document_id=document_id, filing_id="F-1", location=FILED_COPY.location
        ),
        state="filed",
    )
    assert await listening.page(file_in("01Z")) == [await listening.document("01Z")]
    assert listening.row(document_id)["state"] == "filed"
    assert len(listening.overviews.documents()) == 2


@pytest.mark.parametrize("done", ["release_begun", "release"])
@pytest.mark.parametrize("undo", [False, True], ids=["filing", "undo"])
async def test_an_item_that_is_told_while_it_is_being_removed_is_sorted_out_at_the_end(
    listening: Stored, *, undo: bool, done: str
) -> None:
    document_id = await begun(listening)
    if undo:
        await end(listening, document_id)
        assert await listening.documents.claim(document_id)
        begins = Draft("undo_planned", "undoing", document_id=document_id, filing_id="F-1", plan={})
        await listening.documents.write(begins, state="undoing", keep_claim=True)
    account = await listening.documents.account(document_id, "F-1", undo=undo)
    await account.write_step(done, {}, Location(DRIVE, "01A"))
    await listening.page(file_in("01A"))
    kind, state = ("undone", "undone") if undo else ("filed", "filed")
    ended = Draft(
        kind, state, document_id=document_id, filing_id="F-1", location=FILED_COPY.location
    )
    await listening.documents.write(ended, state=state)
    [back] = [x for x in await listening.page(file_in("01Z")) if listening.row(x)["was"]]
    assert listening.row(back)["was"] == document_id
