"""Of two workers at the same moment one wins, because the database says so."""

import pytest
from sqlalchemy.exc import IntegrityError

from filing.errors import Busy, Changed
from tests.store.filing import Into, begin, filed, step
from tests.store.stored import Stored, asked

KEY = "bytes:the-same"
KEEP = "INSERT INTO kept_contents (key, document_id) VALUES (?, ?)"


async def holding(listening: Stored, item_id: str) -> str:
    """Return a document that holds the content of that key."""
    document_id = await listening.document(item_id)
    with listening.raw() as connection:
        connection.execute(
            *asked("INSERT INTO contents (key, document_id) VALUES (?, ?)", KEY, document_id)
        )
    return document_id


async def test_the_same_content_is_kept_once_whoever_writes(listening: Stored) -> None:
    first, second = await holding(listening, "01A"), await holding(listening, "01B")
    await begin(listening, first, Into(), "F-1")
    with pytest.raises(IntegrityError, match="kept_contents"), listening.raw() as raw:
        raw.execute(*asked(KEEP, KEY, second))
    assert listening.rows("SELECT key, document_id FROM kept_contents") == [(KEY, first)]


async def test_whoever_lost_to_another_worker_begins_nothing(listening: Stored) -> None:
    first, second = await holding(listening, "01A"), await holding(listening, "01B")
    with listening.raw() as connection:  # another worker began, and its states are not seen yet
        connection.execute(*asked(KEEP, KEY, first))
    before = listening.entries(second)
    with pytest.raises(Busy, match="first"):
        await begin(listening, second, Into(), "F-2")
    assert listening.entries(second) == before


async def test_one_folder_is_one_dossier(listening: Stored) -> None:
    await filed(listening, "01A", Into(), folder="01SAME")
    document_id = await listening.document("01B")
    await begin(listening, document_id, Into(number="BZW-2026-0034"), "F-2")
    before = listening.entries(document_id)
    for opening in ("dossier_begun", "dossier"):
        with pytest.raises(Changed, match=Into.number):
            await step(listening, document_id, opening, {"folder_id": "01SAME"}, "F-2")
    assert listening.entries(document_id) == before
    assert listening.rows("SELECT number FROM dossiers") == [(Into.number,)]
