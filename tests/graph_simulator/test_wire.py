"""Identifiers, routing, authentication, error shape, headers, and what is not modelled."""

import base64
import json
import os
from typing import Any

import pytest

from graph_simulator.not_modelled import NOT_MODELLED
from graph_simulator.quick_xor_hash import quick_xor_hash


def _by_definition(data: bytes) -> str:
    ring = 0
    for index, byte in enumerate(data):
        shifted = byte << (index * 11) % 160
        ring ^= (shifted & ((1 << 160) - 1)) | (shifted >> 160)
    ring ^= len(data) << 96
    return base64.b64encode(ring.to_bytes(20, "little")).decode()


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (b"", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        (b"\x4a", "SgAAAAAAAAAAAAAAAQAAAAAAAAA="),
        (b"\xb5\xb4", "taAFAAAAAAAAAAAAAgAAAAAAAAA="),
        (b"\xd2\x96\x4f", "0rDEEwAAAAAAAAAAAwAAAAAAAAA="),
    ],
)
def test_quick_xor_hash_gives_the_known_values(data: bytes, known: str) -> None:
    assert quick_xor_hash(data) == known


@pytest.mark.parametrize("length", [19, 20, 159, 160, 161, 319, 320, 321, 5000])
def test_quick_xor_hash_of_any_length_is_the_one_of_the_definition(length: int) -> None:
    data = os.urandom(length)
    assert quick_xor_hash(data) == _by_definition(data)


def test_a_call_without_a_token_is_refused(tenant: Any) -> None:
    answer = tenant.http.get("/v1.0/teams")
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "InvalidAuthenticationToken"
    assert "www-authenticate" in answer.headers


def test_the_token_endpoint_wants_its_header(tenant: Any) -> None:
    asked = {"resource": "https://graph.microsoft.com", "api-version": "2019-08-01"}
    refused = tenant.http.get("/msi/token", params=asked)
    given = tenant.http.get(
        "/msi/token", params=asked, headers={"X-IDENTITY-HEADER": "simulator"}
    ).json()
    assert refused.status_code == 401
    assert given["token_type"] == "Bearer"
    assert int(given["expires_on"]) > 0
    tenant.graph_headers = {"Authorization": f"Bearer {given['access_token']}"}
    tenant.get("/teams")
    assert tenant.last_call()["caller"] == "app:Dossierstroom"


def test_another_client_id_is_another_caller(tenant: Any) -> None:
    asked = {"resource": "x", "api-version": "1", "client_id": "een-andere-app"}
    given = tenant.http.get(
        "/msi/token", params=asked, headers={"X-IDENTITY-HEADER": "simulator"}
    ).json()
    tenant.graph_headers = {"Authorization": f"Bearer {given['access_token']}"}
    tenant.get("/teams")
    assert tenant.last_call()["caller"] == "app:een-andere-app"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/me"),
        ("GET", "/drives/{drive}/root/search(q='x')"),
        ("POST", "/search/query"),
        ("GET", "/drives/{drive}/root/children?$orderby=size"),
        ("GET", "/drives/{drive}/root?$expand=permissions"),
        ("PATCH", "/drives/{drive}/root/permissions"),
    ],
)
def test_what_is_not_modelled_says_so(tenant: Any, method: str, path: str) -> None:
    answer = tenant.graph(method, path.format(drive=tenant.drive()["id"]))
    error = answer.json()["error"]
    assert answer.status_code == 501
    assert error["code"] == "notImplemented"
    assert method in error["message"] or "expand" in error["message"]


@pytest.mark.parametrize("call", [call for call, _ in NOT_MODELLED])
def test_what_the_coverage_page_calls_not_modelled_is_not(tenant: Any, call: str) -> None:
    method, template = call.split(" ", 1)
    drive = tenant.drive()
    item = tenant.put().rsplit("/", 1)[-1]
    places = {
        "drive": drive["id"],
        "item": item,
        "site": drive["site_id"],
        "list": drive["list_id"],
    }
    team = tenant.own("GET", "tenant")["teams"]["Subsidies"]["id"]
    others = dict.fromkeys(("user", "message", "type", "event", "category"), "x")
    channel = tenant.channel["id"]
    path = template.format(**places, **others, team=team, group=team, channel=channel)
    assert tenant.code(tenant.graph(method, path)) == (501, "notImplemented")


@pytest.mark.parametrize(
    "name",
    [r'"\ud800"', "NaN", "1e999", "-Infinity", "[" * 100_000, "5", "{}"],
    ids=["half a character", "NaN", "endless", "endless below", "deep", "a number", "an object"],
)
def test_a_body_that_could_not_be_answered_again_is_refused(tenant: Any, name: str) -> None:
    at = f"/drives/{tenant.drive()['id']}/root/children"
    before = tenant.get(at)
    body = f'{{"name": {name}, "folder": {{}}}}'
    assert tenant.code(tenant.graph("POST", at, content=body)) == (400, "invalidRequest")
    assert tenant.http.post("/_simulator/clock", content=body).status_code == 400
    assert tenant.get(at)["value"] == before["value"]


def test_an_error_has_graphs_shape_and_echoes_the_request_id(tenant: Any) -> None:
    answer = tenant.graph("GET", "/drives/b!niet", headers={"client-request-id": "mijn-nummer"})
    error = answer.json()["error"]
    assert answer.status_code == 404
    assert error["code"] == "itemNotFound"
    assert error["innerError"]["client-request-id"] == "mijn-nummer"
    assert error["innerError"]["request-id"] == answer.headers["request-id"]
    assert answer.headers["client-request-id"] == "mijn-nummer"
    assert answer.headers["content-type"].startswith("application/json")
    assert "date" in answer.headers
    assert "RoleInstance" in json.loads(answer.headers["x-ms-ags-diagnostic"])["ServerInfo"]


def test_encoded_and_doubled_addresses_are_the_same_address(tenant: Any) -> None:
    drive = tenant.drive()
    tenant.put("een stuk.docx")
    encoded = drive["id"].replace("!", "%21")
    plain = tenant.get(f"/drives/{drive['id']}/root:/een stuk.docx")
    doubled = tenant.get(f"//drives/{encoded}/root:/een%20stuk.docx:")
    by_parent = tenant.get(f"/drives/{encoded}/items/{drive['root_id']}%3A%2Feen%20stuk.docx%3A")
    assert plain["id"] == doubled["id"] == by_parent["id"]


def test_identifiers_look_like_sharepoints(tenant: Any) -> None:
    item = tenant.get(tenant.put())
    assert item["parentReference"]["driveId"].startswith("b!")
    assert len(item["id"]) == 34
    assert item["id"].startswith("01")
    assert item["eTag"].startswith('"{')
    assert item["eTag"].endswith('},1"')
    assert item["cTag"].startswith('"c:{')


def test_a_site_is_found_by_id_and_by_path(tenant: Any) -> None:
    host = "provincievoorbeeld.sharepoint.com"
    by_path = tenant.get(f"/sites/{host}:/sites/archief")
    with_colon = tenant.get(f"/sites/{host}:/sites/archief:")
    by_id = tenant.get(f"/sites/{by_path['id'].replace(',', '%2C')}")
    drives = tenant.get(f"/sites/{host}:/sites/archief:/drives")["value"]
    assert by_path["id"] == with_colon["id"] == by_id["id"]
    assert by_id["displayName"] == "Archief"
    assert [one["name"] for one in drives] == [
        "Subsidiedossiers",
        "Bezwaardossiers",
        "Vergunningdossiers",
        "Correspondentie",
    ]
    assert tenant.graph("GET", f"/sites/{host}:/sites/nergens").status_code == 404


@pytest.mark.parametrize(
    ("path", "select", "names"),
    [
        ("/drives/{drive}", "id,name", {"id", "name"}),
        ("/sites/{site}/drives", "name", {"name"}),
        ("{item}/versions", "id", {"id"}),
        ("{item}/retentionLabel", "name", {"name"}),
        ("/drives/{drive}/list/contentTypes", "id,name", {"id", "name"}),
    ],
)
def test_each_get_takes_select(tenant: Any, path: str, select: str, names: set[str]) -> None:
    drive, item = tenant.drive(), tenant.put()
    tenant.graph("PATCH", f"{item}/retentionLabel", json={"name": "Lopend dossier"})
    at = path.format(drive=drive["id"], site=drive["site_id"], item=item)
    whole, chosen = tenant.get(at), tenant.get(f"{at}?$select={select}")
    assert chosen["@odata.context"] == whole["@odata.context"]
    for one in chosen.get("value", [chosen]):
        assert {name for name in one if not name.startswith("@")} == names


def test_a_channels_folder_has_a_poor_parent_reference(tenant: Any) -> None:
    team = tenant.get("/teams")["value"][0]
    channel = tenant.get(f"/teams/{team['id']}/channels")["value"][0]
    folder = tenant.get(f"/teams/{team['id']}/channels/{channel['id']}/filesFolder")
    assert channel["membershipType"] == "standard"
    assert folder["name"] == "Algemeen"
    assert folder["createdDateTime"] == "0001-01-01T00:00:00Z"
    assert folder["parentReference"].keys() == {"driveId", "driveType"}


def test_a_list_shows_its_columns_and_content_types(tenant: Any) -> None:
    drive = tenant.drive()
    at = f"/drives/{drive['id']}/list"
    assert tenant.get(at)["list"]["template"] == "documentLibrary"
    columns = {one["name"]: one for one in tenant.get(f"{at}/columns")["value"]}
    assert not columns["DossierDocumentId"]["hidden"]
    assert "dateTime" in columns["OorspronkelijkGewijzigdOp"]
    assert columns["RedenOpname"]["text"]["allowMultipleLines"]
    by_site = tenant.get(f"/sites/{drive['site_id']}/lists/{drive['list_id']}/contentTypes")
    names = [one["name"] for one in by_site["value"]]
    assert names == ["Document", "Archiefstuk", "Dossier", "Folder"]


def test_units_are_counted_for_each_caller(tenant: Any) -> None:
    at = tenant.put()
    tenant.get(at)
    tenant.get(f"{at}/permissions")
    tenant.get(f"/drives/{tenant.drive()['id']}/root/delta?token=latest")
    account = tenant.own("GET", "units")["callers"]["app:Dossierstroom"]
    assert account == {"units": 2 + 1 + 5 + 1, "calls": 4}


def test_a_reset_brings_the_seed_back(tenant: Any) -> None:
    seeded = tenant.own("GET", "tree")["items"]
    tenant.put()
    tenant.fault("latency", seconds=0)
    tenant.own("POST", "clock", {"advance_seconds": 86400})
    before = tenant.own("GET", "tree")["now"]
    tenant.own("POST", "reset", {})
    tree = tenant.own("GET", "tree")
    assert tree["items"] == seeded
    assert {one["kind"] for one in seeded} == {"folder"}
    assert {one["path"].lstrip("/") for one in seeded} == {one["name"] for one in seeded}
    assert tenant.own("GET", "faults")["faults"] == []
    assert tenant.own("GET", "calls")["calls"] == []
    assert tenant.own("GET", "units")["callers"] == {}
    assert tree["now"] < before


def test_what_needs_no_token_can_be_on_another_host(tenant: Any) -> None:
    tenant.own("POST", "dials", {"other_host": True})
    at = tenant.put(data=b"0123456789")
    content = tenant.graph("GET", f"{at}/content")
    monitor = tenant.graph("POST", f"{at}/copy", json={"name": "kopie.docx"})
    session = tenant.graph("POST", f"{at}/createUploadSession", json={}).json()
    port = tenant.url.rsplit(":", 1)[-1]
    addresses = [content.headers["location"], monitor.headers["location"], session["uploadUrl"]]
    assert [one.split("/")[2] for one in addresses] == [f"localhost:{port}"] * 3
    assert tenant.get(at)["@microsoft.graph.downloadUrl"].startswith("http://localhost:")
    assert tenant.http.get(addresses[0]).content == b"0123456789"
    assert tenant.http.get(addresses[1]).is_success
    assert tenant.http.get(addresses[2]).json()["nextExpectedRanges"] == ["0-"]
    back = tenant.http.get(
        f"http://localhost:{port}/v1.0{at}/content", headers=tenant.graph_headers
    )
    assert back.headers["location"].startswith("http://127.0.0.1:")


def test_a_download_address_needs_no_token_and_takes_a_range(tenant: Any) -> None:
    at = tenant.put(data=b"0123456789")
    redirect = tenant.graph("GET", f"{at}/content", follow_redirects=False)
    assert redirect.status_code == 302
    address = redirect.headers["location"]
    whole = tenant.http.get(address)
    part = tenant.http.get(address, headers={"Range": "bytes=2-4"})
    beyond = tenant.http.get(address, headers={"Range": "bytes=99-"})
    assert whole.content == b"0123456789"
    assert (part.status_code, part.content) == (206, b"234")
    assert part.headers["content-range"] == "bytes 2-4/10"
    assert beyond.status_code == 416
    tenant.own("POST", "clock", {"advance_seconds": 2 * 3600})
    assert tenant.http.get(address).status_code == 401
