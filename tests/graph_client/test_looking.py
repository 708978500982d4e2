"""Looking at the simulated tenant."""

import pytest

from filing.errors import NotFound
from graph_client.drives import GraphDrives
from records.documents import Location
from tests.graph_client.tenant import PERSON, Tenant

SITE = "provincievoorbeeld.sharepoint.com:/sites/archief"


async def test_an_item_comes_with_its_columns_in_one_request_of_one_unit(
    tenant: Tenant, drives: GraphDrives
) -> None:
    at = tenant.upload("Subsidies 2026/besluit 100% af.txt", b"besluit")
    item = await drives.item(at)
    assert item is not None
    assert (item.location, item.name) == (at, "besluit 100% af.txt")
    assert item.path == "/Algemeen/Subsidies 2026"
    assert (item.size, item.is_folder, item.content_type) == (7, False, "Document")
    assert (item.created_by, item.modified_by) == (PERSON, PERSON)
    assert item.quick_xor_hash
    assert item.etag.startswith('"{')
    assert item.ctag.startswith('"c:{')
    assert item.checked_out_by is None
    assert "FileLeafRef" not in item.fields  # SharePoint's own
    assert [call["units"] for call in tenant.calls("drive_item.get")] == [1]


async def test_an_item_that_is_not_there_is_none(tenant: Tenant, drives: GraphDrives) -> None:
    assert await drives.item(Location(tenant.drive("Documenten"), "01" + "A" * 32)) is None


async def test_an_item_that_is_checked_out_tells_by_whom(
    tenant: Tenant, drives: GraphDrives
) -> None:
    at = tenant.upload("brief.txt")
    tenant.person("check_out", path="brief.txt")
    item = await drives.item(at)
    assert item is not None
    assert item.checked_out_by == PERSON


async def test_a_child_is_found_by_a_name_with_signs_that_addresses_know(
    tenant: Tenant, drives: GraphDrives
) -> None:
    name = "bezwaar #3 (50%) & 'nee' + één.txt"
    at = tenant.upload(name)
    item = await drives.item(at)
    assert item is not None
    assert await drives.child(at.drive_id, item.parent_id, name) == item
    assert await drives.child(at.drive_id, item.parent_id, "ander.txt") is None


async def test_all_children_come_page_after_page(tenant: Tenant, drives: GraphDrives) -> None:
    names = {f"stuk {n:03}.txt" for n in range(10)}
    uploaded = [tenant.upload(f"veel/{name}") for name in names]
    tenant.dial(page_size=3)
    at = uploaded[0]
    item = await drives.item(at)
    assert item is not None
    children = await drives.children(at.drive_id, item.parent_id)
    assert {child.name for child in children} == names
    assert item in children


async def test_the_root_is_a_folder_at_the_root(tenant: Tenant, drives: GraphDrives) -> None:
    root = await drives.root(tenant.drive("Documenten"))
    assert (root.is_folder, root.path, root.parent_id) == (True, "/", "")


async def test_a_library_is_found_by_site_and_name(tenant: Tenant, drives: GraphDrives) -> None:
    assert await drives.library(SITE, "Bezwaardossiers") == tenant.drive("Bezwaardossiers")


@pytest.mark.parametrize(
    ("site", "library"),
    [(SITE, "Ergens"), ("provincievoorbeeld.sharepoint.com:/sites/elders", "Documenten")],
)
async def test_a_library_that_is_not_there_is_not_found(
    tenant: Tenant, drives: GraphDrives, site: str, library: str
) -> None:
    with pytest.raises(NotFound):
        await drives.library(site, library)


async def test_columns_and_content_types_are_the_librarys(
    tenant: Tenant, drives: GraphDrives
) -> None:
    drive_id = tenant.drive("Subsidiedossiers")
    assert {"DossierDocumentId", "Categorie"} <= (await drives.columns(drive_id)).names
    types = await drives.content_types(drive_id)
    assert {"Document", "Archiefstuk"} <= set(types)
    assert types["Archiefstuk"].startswith("0x0101")


async def test_a_column_that_graph_hides_is_none_to_read_and_one_to_write_terms_through(
    tenant: Tenant, drives: GraphDrives
) -> None:
    found = await drives.columns(tenant.drive("Beleidsdossiers"))
    [note] = found.note_columns.values()
    assert "Documentsoort" in found.note_columns
    assert note not in found.names


async def test_versions_come_oldest_first(tenant: Tenant, drives: GraphDrives) -> None:
    at = tenant.upload("nota.txt", b"1")
    for n in range(2, 12):
        tenant.edit("nota.txt", b"x" * n)
    versions = await drives.versions(at)
    assert [version.size for version in versions] == list(range(1, 12))
    assert [version.id for version in versions][-2:] == ["10.0", "11.0"]


async def test_who_can_open_an_item_are_the_groups_of_the_library(
    tenant: Tenant, drives: GraphDrives
) -> None:
    at = tenant.upload("open.txt")
    open_to_all = await drives.access(at)
    assert open_to_all.known == set(tenant.there(at)["principals"])
    assert open_to_all.inherits
    tenant.person("restrict", path="open.txt", only=["Jurist"])
    narrowed = await drives.access(at)
    assert narrowed.known == set(tenant.there(at)["principals"])
    assert all(one.startswith("user:") for one in narrowed.known)
    assert not narrowed.inherits


async def test_content_comes_as_it_was_put_in(tenant: Tenant, drives: GraphDrives) -> None:
    content = bytes(range(256)) * 4000
    at = tenant.upload("groot.bin", content)
    assert await drives.content(at) == content
    assert await drives.content(tenant.upload("leeg.bin", b"")) == b""
