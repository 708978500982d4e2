"""python-o365, which we did not write, works against the simulator: drives and SharePoint's lists.

Its protocol says where Graph is, which can be set; the address of the login it has fixed, so the
token is put into its session.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from O365 import Account, MSGraphProtocol  # type: ignore[import-untyped]
from O365.utils.token import MemoryTokenBackend  # type: ignore[import-untyped]

from graph_simulator import operations

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:O365")


@pytest.fixture
def account(tenant: Any) -> Iterator[Any]:
    protocol = MSGraphProtocol()
    protocol.service_url = f"{tenant.url}/v1.0/"
    made = Account(
        ("an-app", "a-secret"),
        protocol=protocol,
        auth_flow_type="credentials",
        tenant_id="a-tenant",
        token_backend=MemoryTokenBackend(),
    )
    connection = made.connection
    connection.session = connection.get_session()
    connection.session.headers["Authorization"] = "Bearer a-token"
    connection.naive_session = connection.get_naive_session()
    yield made
    connection.session.close()
    connection.naive_session.close()


@pytest.fixture
def drive(account: Any, tenant: Any) -> Any:
    return account.storage().get_drive(tenant.drive()["id"])


@pytest.fixture
def site(account: Any, tenant: Any) -> Any:
    return account.sharepoint().get_site(tenant.drive()["site_id"])


@pytest.fixture
def document(tmp_path: Path) -> Path:
    made = tmp_path / "stuk.docx"
    made.write_bytes(b"stuk")
    return made


def test_it_uploads_lists_finds_and_downloads(drive: Any, document: Path, tmp_path: Path) -> None:
    made = drive.get_root_folder().upload_file(document)
    assert [one.name for one in drive.get_items()] == ["stuk.docx"]
    assert drive.get_item_by_path("/stuk.docx").object_id == made.object_id
    assert made.download(tmp_path, "terug.docx")
    assert (tmp_path / "terug.docx").read_bytes() == b"stuk"


def test_it_makes_a_folder_renames_moves_and_deletes(
    drive: Any, document: Path, tenant: Any
) -> None:
    root = drive.get_root_folder()
    folder, made = root.create_child_folder("2026-001"), root.upload_file(document)
    assert made.update(name="anders.docx")
    assert made.move(folder)
    assert tenant.tree_item(made.object_id)["path"] == "/2026-001/anders.docx"
    assert made.delete()
    assert list(drive.get_item(folder.object_id).get_items()) == []


def test_it_reads_versions_and_permissions(drive: Any, document: Path) -> None:
    made = drive.get_root_folder().upload_file(document)
    drive.get_root_folder().upload_file(document)
    assert [one.object_id for one in made.get_versions()] == ["2.0", "1.0"]
    assert [one.roles for one in made.get_permissions()] == [["write"], ["write"]]


def test_it_copies_and_polls_the_monitor(drive: Any, document: Path) -> None:
    root = drive.get_root_folder()
    operation = root.upload_file(document).copy(root, "kopie.docx")
    assert [status for status, _progress in operation.check_status(delay=0)] == ["inProgress"]
    assert {one.name for one in drive.get_items()} == {"stuk.docx", "kopie.docx"}


def test_it_uploads_a_large_file_in_parts_where_that_is_modelled(
    drive: Any, tmp_path: Path
) -> None:
    if operations.find("POST", "/v1.0/drives/x/items/x:/groot.bin:/createUploadSession") is None:
        pytest.skip("not modelled: upload sessions")
    large = tmp_path / "groot.bin"
    large.write_bytes(b"stuk" * 1_250_000)
    made = drive.get_root_folder().upload_file(large)
    assert (made.name, made.size) == ("groot.bin", 5_000_000)


def test_it_finds_a_site_by_path_and_its_libraries(account: Any, tenant: Any, site: Any) -> None:
    host = tenant.drive()["site_id"].split(",")[0]
    assert account.sharepoint().get_site(host, "/sites/archief").object_id == site.object_id
    assert "Subsidiedossiers" in [one.name for one in site.list_document_libraries()]


def test_it_opens_a_library_by_its_site(site: Any, tenant: Any) -> None:
    item = tenant.put()
    library = site.get_document_library(tenant.drive()["id"])
    (found,) = library.get_items()
    assert found.object_id == item.rsplit("/", 1)[-1]
    assert [one.object_id for one in site.get_default_document_library().get_items()] == [
        found.object_id
    ]


def test_it_reads_a_list_with_its_columns_and_sets_them(site: Any, tenant: Any) -> None:
    item = tenant.put()
    number = tenant.get(f"{item}/listItem")["id"]
    library = site.get_list_by_name("Subsidiedossiers")
    assert "Documentsoort" in [one.internal_name for one in library.get_list_columns()]
    listed = library.get_item_by_id(number)
    listed.update_fields({"Documentsoort": "Besluit"})
    assert listed.save_updates()
    assert tenant.get(f"{item}/listItem/fields")["Documentsoort"] == "Besluit"


def test_it_lists_what_is_in_a_list_where_that_is_modelled(site: Any, tenant: Any) -> None:
    if operations.find("GET", "/v1.0/sites/x/lists/x/items") is None:
        pytest.skip("not modelled: the items of a list")
    tenant.put()
    (listed,) = site.get_list_by_name("Subsidiedossiers").get_items()
    assert listed.web_url.endswith("/stuk.docx")
