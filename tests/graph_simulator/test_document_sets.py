"""Content types, and the way a folder becomes a document set."""

from typing import Any

import pytest

DOCUMENT_SET = "0x0120D520"


def _types(tenant: Any, drive: dict[str, Any]) -> dict[str, Any]:
    listed = tenant.get(f"/drives/{drive['id']}/list/contentTypes")["value"]
    return {one["name"]: one for one in listed}


def _give(tenant: Any, at: str, type_id: str) -> Any:
    return tenant.graph("PATCH", f"{at}/listItem", json={"contentType": {"id": type_id}})


def _set(tenant: Any, name: str = "SUB-2026-0014") -> str:
    """A document set; its address below /v1.0."""
    drive = tenant.drive()
    at = f"/drives/{drive['id']}/items/{tenant.folder(name)['id']}"
    answer = _give(tenant, at, drive["content_types"]["Dossier"])
    assert answer.status_code == 200, answer.text
    return at


@pytest.mark.parametrize("site", ["archief", "bestuursarchief"])
def test_every_library_of_records_has_the_three_content_types(tenant: Any, site: str) -> None:
    libraries = tenant.own("GET", "tenant")["site_libraries"][f"/sites/{site}"]["libraries"]
    assert len(libraries) == 4
    for drive in libraries.values():
        types = _types(tenant, drive)
        document, piece, dossier = (types[name] for name in ("Document", "Archiefstuk", "Dossier"))
        assert document["parentId"] == "0x0101"
        assert document["id"].startswith("0x010100")
        assert piece["parentId"].startswith("0x010100")
        assert dossier["parentId"].startswith(f"{DOCUMENT_SET}00")
        assert "documentSet" not in document
        for one in types.values():
            assert one["id"].startswith(f"{one['parentId']}00")
            assert one["base"]["id"] == one["parentId"]
        allowed = dossier["documentSet"]["allowedContentTypes"]
        assert [one["name"] for one in allowed] == ["Document", "Archiefstuk"]


def test_a_folder_becomes_a_document_set_and_stays_a_folder(tenant: Any) -> None:
    drive_id = tenant.drive()["id"]
    link = tenant.get(f"/drives/{drive_id}/root/delta")["@odata.deltaLink"]
    at = _set(tenant)
    item = tenant.get(f"{at}?$expand=listItem($expand=fields)")
    inside = tenant.graph("PUT", f"{at}:/aanvraag.docx:/content", content=b"x").json()
    told = tenant.tree_item(item["id"])
    assert item["folder"] == {"childCount": 0}
    assert item["listItem"]["contentType"]["name"] == "Dossier"
    assert item["listItem"]["fields"]["ContentType"] == "Dossier"
    assert (told["kind"], told["content_type"]) == ("folder", "Dossier")
    assert inside["parentReference"]["id"] == item["id"]
    assert {one["id"] for one in tenant.follow(link)["value"]} >= {item["id"], inside["id"]}


def test_a_document_set_takes_text_columns(tenant: Any) -> None:
    at = _set(tenant)
    before = tenant.get(at)["eTag"]
    values = {"Dossiernummer": "SUB-2026-0014", "Dossierstatus": "lopend", "Zaaktype": "subsidie"}
    answer = tenant.graph("PATCH", f"{at}/listItem/fields", json=values)
    fields = tenant.get(f"{at}/listItem/fields")
    assert answer.status_code == 200
    assert values.items() <= fields.items()
    assert tenant.get(at)["eTag"] != before
    assert tenant.tree_item(at.rsplit("/", 1)[-1])["versions"] == []


def test_a_document_set_can_be_a_plain_folder_again(tenant: Any) -> None:
    at = _set(tenant)
    folder_type = _types(tenant, tenant.drive())["Folder"]["id"]
    assert _give(tenant, at, folder_type).json()["contentType"]["name"] == "Folder"


def test_a_content_type_that_does_not_fit_is_refused(tenant: Any) -> None:
    file = tenant.put()
    folder = f"/drives/{tenant.drive()['id']}/items/{tenant.folder()['id']}"
    types = {name: one["id"] for name, one in _types(tenant, tenant.drive()).items()}
    elsewhere = tenant.drive("Bezwaardossiers")["content_types"]["Archiefstuk"]
    refused = [
        _give(tenant, folder, types["Archiefstuk"]),
        _give(tenant, folder, types["Document"]),
        _give(tenant, file, types["Dossier"]),
        _give(tenant, file, types["Folder"]),
        _give(tenant, file, elsewhere),
        _give(tenant, folder, DOCUMENT_SET),
        tenant.graph("PATCH", f"{file}/listItem", json={"contentType": {}}),
    ]
    assert {tenant.code(one) for one in refused} == {(400, "invalidRequest")}


def test_a_library_of_a_team_has_no_document_sets(tenant: Any) -> None:
    tenant.person("folder", "map")
    drive_id = tenant.channel["drive_id"]
    folder = tenant.get(f"/drives/{drive_id}/root:/Algemeen/map")["id"]
    dossier = tenant.drive()["content_types"]["Dossier"]
    answer = _give(tenant, f"/drives/{drive_id}/items/{folder}", dossier)
    assert tenant.code(answer) == (400, "invalidRequest")


def test_a_labelled_set_labels_what_is_in_it_and_is_not_deleted(tenant: Any) -> None:
    at = _set(tenant)
    inside = tenant.graph("PUT", f"{at}:/stuk.docx:/content", content=b"x").json()
    tenant.graph("PATCH", f"{at}/retentionLabel", json={"name": "Lopend dossier"})
    told = tenant.tree_item(inside["id"])["label"]
    assert (told["name"], told["explicit"]) == ("Lopend dossier", False)
    assert tenant.code(tenant.graph("DELETE", at)) == (403, "accessDenied")
