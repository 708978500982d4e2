"""A page may tell of a file before its folder: it is kept until the folder is told of."""

from records.documents import Location
from tests.store.stored import DRIVE, FOLDER, Stored, deleted, file_in, folder_in


def pending(stored: Stored) -> list[str]:
    return [item for (item,) in stored.rows("SELECT item_id FROM pending_items ORDER BY item_id")]


async def test_a_file_whose_folder_comes_on_a_later_page_becomes_a_document(
    listening: Stored,
) -> None:
    assert await listening.page(file_in("01A", "01NEW"), file_in("01B", "01NEW")) == []
    assert pending(listening) == ["01A", "01B"]
    [other] = await listening.page(file_in("01C"), deleted("01B"))
    assert pending(listening) == ["01A"]
    [document_id] = await listening.page(folder_in("01NEW", FOLDER))
    assert document_id != other
    row = listening.row(document_id)
    assert (row["item_id"], row["name"], row["source"]) == ("01A", "01A.docx", listening.source)
    assert pending(listening) == []


async def test_a_file_that_waits_is_kept_as_it_was_last_told(listening: Stored) -> None:
    await listening.page(file_in("01A", "01NEW", name="oud.docx"))
    await listening.page(file_in("01A", "01OTHER", name="nieuw.docx"))
    assert await listening.page(folder_in("01NEW", FOLDER)) == []
    [document_id] = await listening.page(folder_in("01OTHER", FOLDER))
    assert listening.row(document_id)["name"] == "nieuw.docx"


async def test_a_document_that_moved_to_another_source_belongs_to_that_one(
    listening: Stored,
) -> None:
    with listening.database.transaction() as connection:
        connection.exec_driver_sql(
            "INSERT INTO sources (name, team, channel, site, library, mode, paused,"
            " run_looked_at, run_begun) VALUES ('Elders', 'Team', 'Elders', '', '', 0, FALSE, 0, 0)"
        )
    await listening.sources.found_source("Elders", Location(DRIVE, "01ELDERS"), "/Elders")
    document_id = await listening.document("01A")
    assert await listening.page(file_in("01A", "01ELDERS")) == [document_id]
    assert listening.row(document_id)["source"] == "Elders"
