"""Every change we make, in the simulated tenant."""

import asyncio
import io
import zipfile

import pytest

from filing.errors import (
    Busy,
    Changed,
    NameTaken,
    NotFound,
    Refused,
    Rejected,
    SaidChanged,
    Stopped,
    Throttled,
    Unreachable,
)
from graph_client.drives import SMALL, GraphDrives
from graph_client.session import GraphSession
from records.documents import DriveItem, Location
from tests.graph_client.conftest import Waits
from tests.graph_client.tenant import Tenant

TRICKY = {
    "Categorie": "2.10",
    "Archiefactiedatum": "2024-05-01",
    "DossierDocumentId": "6F9619FF-8B86-D011-B42D-00C04FC964FF",
    "Documentsoort": "nee",
    "OorspronkelijkAangemaaktOp": "2026-11-23T09:00:00Z",
}


@pytest.fixture
async def target(tenant: Tenant, drives: GraphDrives) -> DriveItem:
    """A folder of ours in a governed library."""
    drive_id = tenant.drive("Subsidiedossiers")
    root = await drives.root(drive_id)
    return await drives.make_folder(drive_id, root.location.item_id, "_binnen")


@pytest.fixture
async def kept(drives: GraphDrives, target: DriveItem) -> DriveItem:
    """A file in that folder."""
    return await drives.put_small(
        target.location.drive_id, target.location.item_id, "stuk.txt", b"stuk"
    )


async def test_a_folder_that_is_there_is_the_folder(
    tenant: Tenant, drives: GraphDrives, target: DriveItem
) -> None:
    again = await drives.make_folder(target.location.drive_id, target.parent_id, "_binnen")
    assert again.location == target.location
    assert len(tenant.items("_binnen")) == 1


async def test_a_folder_whose_answer_was_lost_is_not_made_twice(
    tenant: Tenant, drives: GraphDrives, target: DriveItem
) -> None:
    at = target.location
    tenant.fault("status_after", "*", status=504, code="", path_contains="/children")
    with pytest.raises(Unreachable):
        await drives.make_folder(at.drive_id, at.item_id, "dossier")
    folder = await drives.make_folder(at.drive_id, at.item_id, "dossier")
    assert [one["id"] for one in tenant.items("dossier")] == [folder.location.item_id]


async def test_a_file_with_the_name_of_the_folder_is_no_folder(
    drives: GraphDrives, kept: DriveItem
) -> None:
    with pytest.raises(NameTaken):
        await drives.make_folder(kept.location.drive_id, kept.parent_id, kept.name)


async def test_column_values_survive_the_round_trip(
    tenant: Tenant, drives: GraphDrives, kept: DriveItem
) -> None:
    after = await drives.set_columns(kept.location, TRICKY, None)
    assert {name: after.fields[name] for name in TRICKY} == TRICKY
    assert {name: tenant.there(kept.location)["fields"][name] for name in TRICKY} == TRICKY


async def test_what_is_so_already_is_not_set_again(
    tenant: Tenant, drives: GraphDrives, kept: DriveItem
) -> None:
    types = await drives.content_types(kept.location.drive_id)
    once = await drives.set_columns(kept.location, TRICKY, types["Archiefstuk"])
    assert once.content_type == "Archiefstuk"
    versions = await drives.versions(kept.location)
    calls = len(tenant.calls())
    assert await drives.set_columns(kept.location, TRICKY, types["Archiefstuk"]) == once
    assert len(tenant.calls()) == calls + 1
    assert await drives.versions(kept.location) == versions


async def test_a_document_in_which_somebody_worked_since_we_looked_gets_no_columns(
    drives: GraphDrives, kept: DriveItem
) -> None:
    before = await drives.item(kept.location)
    with pytest.raises(Changed):
        await drives.set_columns(kept.location, TRICKY, None, ctag='"c:{OTHER},1"')
    assert await drives.item(kept.location) == before
    after = await drives.set_columns(kept.location, {"Categorie": "1"}, None, ctag=kept.ctag)
    assert after.fields["Categorie"] == "1"


async def test_a_column_that_somebody_filled_since_we_looked_is_not_written_over(
    drives: GraphDrives, kept: DriveItem
) -> None:
    types = await drives.content_types(kept.location.drive_id)
    theirs = await drives.set_columns(kept.location, {"Categorie": "van een collega"}, None)
    with pytest.raises(Changed):
        await drives.set_columns(kept.location, TRICKY, types["Archiefstuk"], {}, kept.fields)
    assert await drives.item(kept.location) == theirs
    ours = {"Categorie": "van een collega", "Documentsoort": "nee"}
    after = await drives.set_columns(kept.location, ours, None, {}, kept.fields)
    assert after.fields["Documentsoort"] == "nee"


@pytest.mark.parametrize("name", ["stuk.txt", "stuk.docx"])
@pytest.mark.parametrize("moment", ["hold_before", "hold_after"])
@pytest.mark.parametrize("operation", ["list_item.patch", "fields.patch"])
async def test_what_somebody_writes_while_a_document_is_described_is_not_taken_for_what_we_saw(
    tenant: Tenant, drives: GraphDrives, target: DriveItem, name: str, moment: str, operation: str
) -> None:
    folder = target.location
    seen = await drives.put_small(folder.drive_id, folder.item_id, name, b"stuk")
    at, types = seen.location, await drives.content_types(folder.drive_id)
    fault = tenant.fault(moment, operation)
    describing = asyncio.create_task(
        drives.set_columns(at, TRICKY, types["Archiefstuk"], ctag=seen.ctag)
    )
    await asyncio.to_thread(tenant.held, fault)
    theirs = {"person": "Recordmanager", "drive": at.drive_id, "item": at.item_id}
    tenant.person("edit", **theirs, content=b"van een collega")
    tenant.release(fault)
    with pytest.raises(Changed):
        await describing


@pytest.mark.parametrize("name", ["stuk.docx", "sjabloon.dotx", "cijfers.xltm", "show.ppsx"])
async def test_a_file_that_gets_our_columns_written_into_it_is_not_taken_for_somebodys_work(
    tenant: Tenant, drives: GraphDrives, target: DriveItem, name: str
) -> None:
    folder, packed = target.location, io.BytesIO()
    with zipfile.ZipFile(packed, "w") as office:
        office.writestr("word/document.xml", "stuk")
    kept = await drives.put_small(folder.drive_id, folder.item_id, name, packed.getvalue())
    types = await drives.content_types(folder.drive_id)
    for operation in ("list_item.patch", "fields.patch"):
        tenant.fault("rewrite_described", operation)
    after = await drives.set_columns(kept.location, TRICKY, types["Archiefstuk"], ctag=kept.ctag)
    assert {name: after.fields[name] for name in TRICKY} == TRICKY
    assert after.ctag != kept.ctag


async def test_a_content_type_whose_answer_was_lost_is_recognised(
    tenant: Tenant, drives: GraphDrives, kept: DriveItem
) -> None:
    types = await drives.content_types(kept.location.drive_id)
    tenant.fault("status_after", "list_item.patch", status=504, code="")
    after = await drives.set_columns(
        kept.location, {"Categorie": "2.10"}, types["Archiefstuk"], ctag=kept.ctag
    )
    assert (after.content_type, after.fields["Categorie"]) == ("Archiefstuk", "2.10")
    applied = [call for call in tenant.calls("list_item.patch") if call["effects"]]
    assert len(applied) == 1


async def test_an_empty_text_empties_a_column(drives: GraphDrives, kept: DriveItem) -> None:
    await drives.set_columns(kept.location, TRICKY, None)
    after = await drives.set_columns(kept.location, {"Categorie": ""}, None)
    assert "Categorie" not in after.fields
    assert after.fields["Documentsoort"] == "nee"


async def test_columns_whose_answer_was_lost_are_recognised(
    tenant: Tenant, drives: GraphDrives, kept: DriveItem
) -> None:
    tenant.fault("status_after", "fields.patch", status=504, code="")
    after = await drives.set_columns(kept.location, {"Categorie": "2.10"}, None)
    assert after.fields["Categorie"] == "2.10"
    applied = [call for call in tenant.calls("fields.patch") if call["effects"]]
    assert len(applied) == 1


async def test_a_column_the_library_does_not_have_is_rejected(
    drives: GraphDrives, kept: DriveItem
) -> None:
    with pytest.raises(Rejected):
        await drives.set_columns(kept.location, {"Bestaatniet": "x"}, None)


async def test_an_item_is_placed_and_renamed_in_one_request(
    tenant: Tenant, drives: GraphDrives, target: DriveItem, kept: DriveItem
) -> None:
    placed = await drives.place(kept.location, target.parent_id, "besluit.txt", kept.etag)
    assert (placed.location, placed.parent_id) == (kept.location, target.parent_id)
    assert (placed.name, placed.path) == ("besluit.txt", "/")
    assert len(tenant.calls("drive_item.patch")) == 1


async def test_an_item_that_changed_since_is_not_placed(
    drives: GraphDrives, target: DriveItem, kept: DriveItem
) -> None:
    await drives.set_columns(kept.location, {"Categorie": "1"}, None)
    with pytest.raises(Changed):
        await drives.place(kept.location, target.parent_id, "besluit.txt", kept.etag)


@pytest.mark.parametrize(
    "operation",
    ["drive_item.patch", "drive_item.delete", "list_item.patch", "fields.patch", "restoring"],
)
async def test_what_graph_says_was_changed_and_shows_as_it_was_is_asked_again_later(
    tenant: Tenant, drives: GraphDrives, target: DriveItem, kept: DriveItem, operation: str
) -> None:
    at, types = kept.location, await drives.content_types(kept.location.drive_id)

    async def ask() -> None:
        if operation == "drive_item.patch":
            await drives.place(at, target.parent_id, "besluit.txt", kept.etag)
        elif operation == "drive_item.delete":
            await drives.delete(at, kept.etag)
        elif operation == "restoring":
            await drives.restore_columns(at, TRICKY, kept.ctag)
        else:
            await drives.set_columns(at, TRICKY, types["Archiefstuk"], ctag=kept.ctag)

    refused = "fields.patch" if operation == "restoring" else operation
    tenant.fault("status", refused, status=412)
    before = tenant.there(at)
    with pytest.raises(SaidChanged):
        await ask()
    if operation != "fields.patch":  # its content type was set before
        assert tenant.there(at) == before
    await ask()
    assert tenant.there(at) != before


async def test_a_placing_whose_answer_was_lost_is_recognised(
    tenant: Tenant, drives: GraphDrives, target: DriveItem, kept: DriveItem
) -> None:
    tenant.fault("status_after", "drive_item.patch", status=504, code="")
    placed = await drives.place(kept.location, target.parent_id, "besluit.txt", kept.etag)
    assert placed.name == "besluit.txt"
    assert [call["status"] for call in tenant.calls("drive_item.patch")] == [504, 412]


async def test_an_item_that_changed_since_is_not_deleted(
    tenant: Tenant, drives: GraphDrives, kept: DriveItem
) -> None:
    await drives.set_columns(kept.location, {"Categorie": "1"}, None)
    with pytest.raises(Changed):
        await drives.delete(kept.location, kept.etag)
    assert tenant.there(kept.location)["state"] == "live"


async def test_an_item_is_not_placed_over_another(
    drives: GraphDrives, target: DriveItem, kept: DriveItem
) -> None:
    at = target.location
    other = await drives.put_small(at.drive_id, at.item_id, "ander.txt", b"ander")
    with pytest.raises(NameTaken):
        await drives.place(other.location, kept.parent_id, kept.name, other.etag)


async def test_an_item_is_not_placed_in_another_drive(
    tenant: Tenant, drives: GraphDrives, kept: DriveItem
) -> None:
    elsewhere = await drives.root(tenant.drive("Bezwaardossiers"))
    with pytest.raises((Rejected, NotFound)):
        await drives.place(kept.location, elsewhere.location.item_id, kept.name, kept.etag)


async def test_a_file_that_is_checked_out_is_busy(tenant: Tenant, drives: GraphDrives) -> None:
    at = tenant.upload("brief.txt")
    tenant.person("check_out", path="brief.txt")
    item = await drives.item(at)
    assert item is not None
    with pytest.raises((Busy, Refused)):
        await drives.place(at, item.parent_id, "anders.txt", item.etag)


async def test_a_source_that_a_plain_label_holds_after_all_is_refused_and_stays(
    tenant: Tenant, drives: GraphDrives
) -> None:
    at = tenant.upload("gelabeld.txt")
    await drives.set_label(at, "Lopend dossier")  # here the tenant forbids deleting under it
    item = await drives.item(at)
    assert item is not None
    with pytest.raises(Refused):
        await drives.delete(at, item.etag)
    assert tenant.there(at)["state"] == "live"


@pytest.mark.parametrize("status", [200, 204, 404])
async def test_a_label_is_put_on_and_taken_off(
    tenant: Tenant, drives: GraphDrives, kept: DriveItem, status: int
) -> None:
    tenant.dial(unlabelled_status=status)
    assert await drives.label(kept.location) is None
    await drives.set_label(kept.location, "Lopend dossier")
    label = await drives.label(kept.location)
    assert label is not None
    assert (label.name, label.blocks_delete) == ("Lopend dossier", False)
    await drives.remove_label(kept.location)
    await drives.remove_label(kept.location)
    assert await drives.label(kept.location) is None


async def test_a_record_keeps_itself_from_being_released(
    tenant: Tenant, drives: GraphDrives, kept: DriveItem
) -> None:
    await drives.set_label(kept.location, "Archiefstuk vergrendeld")
    label = await drives.label(kept.location)
    assert label is not None
    assert label.blocks_delete
    item = await drives.item(kept.location)
    assert item is not None
    with pytest.raises((Refused, Busy)):
        await drives.delete(kept.location, item.etag)
    assert tenant.there(kept.location)["state"] == "live"


async def test_a_small_file_does_not_replace_another(drives: GraphDrives, kept: DriveItem) -> None:
    with pytest.raises(NameTaken):
        await drives.put_small(kept.location.drive_id, kept.parent_id, kept.name, b"ander")
    assert await drives.content(kept.location) == b"stuk"


async def test_a_small_file_with_a_tricky_name_keeps_it(
    drives: GraphDrives, target: DriveItem
) -> None:
    name = "verwijzing #1 naar 'é' 50%.url"
    at = target.location
    assert (await drives.put_small(at.drive_id, at.item_id, name, b"x")).name == name


async def test_a_file_that_is_not_small_is_not_uploaded(
    tenant: Tenant, drives: GraphDrives, target: DriveItem
) -> None:
    at = target.location
    calls = len(tenant.calls())
    with pytest.raises(Rejected):
        await drives.put_small(at.drive_id, at.item_id, "groot.bin", bytes(SMALL + 1))
    assert len(tenant.calls()) == calls


async def test_a_source_goes_to_the_recycle_bin_and_may_be_gone_already(
    tenant: Tenant, drives: GraphDrives
) -> None:
    at = tenant.upload("weg.txt")
    item = await drives.item(at)
    assert item is not None
    await drives.delete(at, item.etag)
    assert tenant.there(at)["state"] == "recycled"
    await drives.delete(at, item.etag)


async def test_a_source_that_changed_since_is_not_deleted(
    tenant: Tenant, drives: GraphDrives
) -> None:
    at = tenant.upload("toch niet.txt")
    item = await drives.item(at)
    assert item is not None
    tenant.edit("toch niet.txt", b"nieuw")
    with pytest.raises(Changed):
        await drives.delete(at, item.etag)
    assert tenant.there(at)["state"] == "live"


async def test_a_deletion_whose_answer_was_lost_is_done(
    tenant: Tenant, drives: GraphDrives, waits: Waits
) -> None:
    at = tenant.upload("weg.txt")
    item = await drives.item(at)
    assert item is not None
    tenant.fault("status_after", "drive_item.delete", status=502, code="")
    await drives.delete(at, item.etag)
    assert tenant.there(at)["state"] == "recycled"
    assert len(waits.seconds) == 1


async def test_a_copy_has_all_versions_and_a_new_id(
    tenant: Tenant, drives: GraphDrives, target: DriveItem
) -> None:
    at = tenant.upload("nota.txt", b"een")
    tenant.edit("nota.txt", b"twee")
    to = target.location
    monitor = await drives.start_copy(at, to.drive_id, to.item_id)
    state = await drives.copy_state(monitor)
    assert state.status == "completed"
    assert state.item_id not in (None, at.item_id)
    copied = Location(to.drive_id, state.item_id or "")
    sizes = [version.size for version in await drives.versions(copied)]
    assert sizes == [version.size for version in await drives.versions(at)] == [3, 4]


async def test_a_copy_that_meets_its_name_fails_by_code(
    tenant: Tenant, drives: GraphDrives, target: DriveItem
) -> None:
    to = target.location
    at = tenant.upload("nota.txt")
    await drives.put_small(to.drive_id, to.item_id, "nota.txt", b"al hier")
    monitor = await drives.start_copy(at, to.drive_id, to.item_id)
    state = await drives.copy_state(monitor)
    assert (state.status, type(state.error)) == ("failed", NameTaken)


async def test_a_copy_that_was_started_behind_a_504_is_not_started_twice(
    tenant: Tenant, drives: GraphDrives, target: DriveItem
) -> None:
    at = tenant.upload("nota.txt")
    tenant.fault("status_after", "drive_item.copy", status=504, code="")
    with pytest.raises(Unreachable):
        await drives.start_copy(at, target.location.drive_id, target.location.item_id)
    assert len(tenant.calls("drive_item.copy")) == 1


async def test_throttling_is_obeyed_and_then_handed_on(
    tenant: Tenant, drives: GraphDrives, waits: Waits
) -> None:
    at = tenant.upload("nota.txt")
    options = {"status": 429, "code": "TooManyRequests", "retry_after": 4, "times": 2}
    tenant.fault("status", "drive_item.get", **options)
    assert await drives.item(at) is not None
    assert waits.seconds == [4.0, 4.0]
    tenant.fault("status", "drive_item.get", **options | {"retry_after": 60})
    with pytest.raises(Throttled) as told:
        await drives.item(at)
    assert told.value.retry_after == 60.0


async def test_nothing_changes_while_the_stop_switch_is_on(
    tenant: Tenant, session: GraphSession, kept: DriveItem, target: DriveItem
) -> None:
    async def before_effect() -> None:
        raise Stopped("the stop switch is on")

    stopped = GraphDrives(session, before_effect)
    at, to = kept.location, target.location
    before = [call for call in tenant.calls() if call["method"] != "GET"]
    for change in (
        stopped.make_folder(to.drive_id, to.item_id, "nieuw"),
        stopped.start_copy(at, to.drive_id, to.item_id),
        stopped.set_columns(at, {"Categorie": "1"}, None),
        stopped.set_columns(at, {}, "0x0101"),
        stopped.place(at, target.parent_id, "n.txt", kept.etag),
        stopped.set_label(at, "Lopend dossier"),
        stopped.remove_label(at),
        stopped.put_small(to.drive_id, to.item_id, "nieuw.txt", b""),
        stopped.delete(at, kept.etag),
    ):
        with pytest.raises(Stopped):
            await change
    assert [call for call in tenant.calls() if call["method"] != "GET"] == before
