"""Of two workers at the same moment one wins, because the database says so."""

import sqlite3

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.schema import CreateIndex

from filing.errors import Busy
from store.kept import KEPT, UNDER_WAY
from store.models import DocumentRow
from tests.store.filing import Into, begin, filed, step
from tests.store.stored import Stored

SAME = "the same bytes"


async def twins(listening: Stored, state: str) -> tuple[str, str]:
    """Return two documents with the same bytes, the first of them in that state."""
    first = await listening.document("01A")
    second = await listening.document("01B")
    with listening.raw() as connection:
        connection.execute("UPDATE documents SET content = ?", (SAME,))
        connection.execute("UPDATE documents SET state = ? WHERE document_id = ?", (state, first))
    return first, second


@pytest.mark.parametrize("other", ["carrying_out", "filed"])
@pytest.mark.parametrize("state", [*UNDER_WAY, *KEPT])
async def test_the_same_bytes_are_kept_once_whoever_writes(
    listening: Stored, state: str, other: str
) -> None:
    _, second = await twins(listening, state)
    asked = "UPDATE documents SET state = ? WHERE document_id = ?"
    with pytest.raises(sqlite3.IntegrityError, match="content"), listening.raw() as connection:
        connection.execute(asked, (other, second))
    assert listening.row(second)["state"] == "new"


@pytest.mark.parametrize("state", ["undone", "gone", "waiting", "left"])
async def test_what_is_not_kept_stands_in_nobodys_way(listening: Stored, state: str) -> None:
    _, second = await twins(listening, state)
    with listening.raw() as connection:
        asked = "UPDATE documents SET state = 'carrying_out' WHERE document_id = ?"
        connection.execute(asked, (second,))
    assert listening.row(second)["state"] == "carrying_out"


async def test_one_folder_is_one_dossier(listening: Stored) -> None:
    await filed(listening, "01A", Into(), folder="01SAME")
    document_id = await listening.document("01B")
    await begin(listening, document_id, Into(number="BZW-2026-0034"), "F-2")
    before = listening.entries(document_id)
    with pytest.raises(Busy, match="first"):
        await step(listening, document_id, "dossier", {"folder_id": "01SAME"}, "F-2")
    assert listening.entries(document_id) == before
    assert listening.rows("SELECT number FROM dossiers") == [(Into.number,)]


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()])  # type: ignore[no-untyped-call]
def test_both_databases_are_told(dialect: Dialect) -> None:
    [index] = [
        one
        for one in DocumentRow.metadata.tables["documents"].indexes
        if one.name == "uq_documents_content_kept"
    ]
    told = str(CreateIndex(index).compile(dialect=dialect))
    assert told.startswith("CREATE UNIQUE INDEX")
    assert all(f"'{state}'" in told.partition("WHERE state IN")[2] for state in UNDER_WAY + KEPT)
