"""What a document is known to hold, by which another with the same content is found."""

from filing.contents import Contents
from records.register import Draft
from store.supposing import Supposing
from tests.store.stored import Stored, verdict

FIRST, EDITED = Contents(("bytes:first",), {}), Contents(("bytes:edited",), {})


async def same_as(stored: Stored, item_id: str, contents: Contents) -> str | None:
    """Let another document with those contents arrive; return which one is kept already."""
    document_id = await stored.document(item_id)
    await stored.documents.remember(document_id, contents)
    kept = await stored.documents.kept_already(document_id)
    return kept.document_id if kept else None


async def test_what_was_filed_once_is_known_by_all_it_ever_held(listening: Stored) -> None:
    document_id = await listening.filed("01A")
    await listening.documents.remember(document_id, FIRST)
    assert await listening.documents.claim(document_id)
    gone = Draft("moved", "left", document_id=document_id)
    await listening.documents.write(gone, state="gone")

    await listening.documents.remember(document_id, EDITED)
    assert await same_as(listening, "01B", FIRST) == document_id
    assert await same_as(listening, "01C", EDITED) == document_id


async def test_of_what_was_never_filed_only_what_it_holds_now_counts(listening: Stored) -> None:
    document_id = await listening.document("01A")
    await listening.documents.remember(document_id, FIRST)
    await listening.documents.remember(document_id, EDITED)

    held = listening.rows("SELECT key FROM contents WHERE document_id = ?", document_id)
    assert held == [("bytes:edited",)]


async def test_asking_whether_content_is_kept_remembers_nothing(listening: Stored) -> None:
    document_id = await listening.document("01A")
    assert await listening.documents.kept_already(document_id) is None
    assert listening.rows("SELECT key FROM contents") == []


async def test_what_was_filed_once_and_is_open_again_was_taken_out(listening: Stored) -> None:
    document_id = await listening.filed("01A")
    await listening.documents.remember(document_id, FIRST)
    assert await listening.documents.claim(document_id)
    await listening.documents.write(verdict(document_id), state="waiting")

    itself = await listening.documents.kept_already(document_id)
    assert itself is not None
    assert (itself.document_id, itself.taken_out) == (document_id, True)
    assert await same_as(listening, "01B", FIRST) == document_id


async def test_supposing_tells_what_remembering_would_and_leaves_nothing(
    listening: Stored,
) -> None:
    document_id = await listening.filed("01A")
    await listening.documents.remember(document_id, FIRST)
    other = await listening.document("01B")
    before = listening.rows("SELECT key, document_id FROM contents")
    supposing = Supposing(listening.database, listening.clock)

    kept, loose = await supposing.kept_if(other, FIRST)
    assert kept is not None
    assert (kept.document_id, loose) == (document_id, ())
    assert await supposing.kept_if(other, EDITED) == (None, ())
    kept, (inside,) = await supposing.kept_if(other, Contents(("mail",), {"bytes:first": "brief"}))
    assert (kept, inside.document_id, inside.inside) == (None, document_id, "brief")
    assert listening.rows("SELECT key, document_id FROM contents") == before


async def test_open_documents_are_told_in_one_order_and_none_is_claimed(listening: Stored) -> None:
    found = [await listening.document(item_id) for item_id in ("01B", "01A")]
    await listening.filed("01C")
    supposing = Supposing(listening.database, listening.clock)
    told = [one.document_id for one in await supposing.open_in(listening.source)]
    assert sorted(told) == sorted(found)
    assert told == [one.document_id for one in await supposing.open_in(listening.source)]
    assert all([await listening.documents.claim(one) for one in told])
    known = await supposing.known(told[0])
    assert known is not None
    assert known.source == listening.source
    assert await supposing.known("nobody") is None
