"""Delta: what changed, with the folders above it, by opaque tokens."""

from typing import Any

import pytest


def _delta(tenant: Any, form: str = "/root/delta") -> Any:
    return tenant.get(f"/drives/{tenant.channel['drive_id']}{form}")


def _names(page: Any) -> list[str | None]:
    return [one.get("name") for one in page["value"]]


@pytest.mark.parametrize(
    "form",
    [
        "/root/delta",
        "/root/delta()",
        "/items/root/delta()",
        "/items/root/delta(token='latest')",
        "/root/microsoft.graph.delta()",
        "/root/delta?token=latest",
        "/root/delta?$select=id",
    ],
)
def test_all_forms_of_delta_are_taken(tenant: Any, form: str) -> None:
    assert "@odata.deltaLink" in _delta(tenant, form)


@pytest.mark.parametrize(
    "form",
    [
        "/sites/{site}/drive/root/delta",
        "/sites/{site}/drive/root/delta(token='latest')",
        "/groups/{team}/drive/root/delta()",
        "/sites/{host}:/sites/subsidies:/drive/root/delta",
        "/sites/{site}/drives/{drive}/root/delta",
        "/drives/{drive}/items/{root}/delta",
        "/drives/{drive}/items/{root}/delta()",
        "/drives/{drive}/items/{root}/microsoft.graph.delta(token='latest')",
    ],
)
def test_a_drive_is_named_by_its_site_or_group_too_and_its_root_by_id(
    tenant: Any, form: str
) -> None:
    drive_id = tenant.channel["drive_id"]
    root = tenant.get(f"/drives/{drive_id}/root")
    site = root["parentReference"]["siteId"]
    places = {"site": site, "host": site.split(",")[0], "drive": drive_id, "root": root["id"]}
    team = tenant.own("GET", "tenant")["teams"]["Subsidies"]["id"]
    link = tenant.get(form.format(team=team, **places))["@odata.deltaLink"]
    tenant.upload("nieuw.docx")
    assert _names(tenant.follow(link)) == ["root", "Algemeen", "nieuw.docx"]


def test_what_is_below_the_drive_of_a_site_is_what_is_below_the_drive(tenant: Any) -> None:
    at = tenant.put()
    drive = tenant.drive()
    by_site = f"/sites/{drive['site_id']}/drives/{drive['id']}"
    assert tenant.get(f"{by_site}/root:/stuk.docx")["id"] == at.rsplit("/", 1)[-1]
    assert tenant.get(by_site)["id"] == drive["id"]
    elsewhere = tenant.drive("Beleidsdossiers", "bestuursarchief")
    other = tenant.graph("GET", f"/sites/{drive['site_id']}/drives/{elsewhere['id']}/root")
    assert tenant.code(other) == (404, "itemNotFound")
    assert tenant.graph("GET", "/groups/geen/drive/root").status_code == 404


def test_a_round_without_a_token_enumerates_all_that_lives(tenant: Any) -> None:
    tenant.upload("a.docx")
    tenant.upload("weg.docx")
    tenant.person("delete", "weg.docx")
    page = _delta(tenant)
    assert sorted(map(str, _names(page))) == sorted([*tenant.standard, "a.docx", "root"])


def test_a_later_round_has_the_change_and_the_folders_above_it(tenant: Any) -> None:
    tenant.upload("ander.docx")
    link = _delta(tenant)["@odata.deltaLink"]
    assert tenant.follow(link)["value"] == []
    tenant.upload("map/nieuw.docx")
    page = tenant.follow(link)
    assert _names(page) == ["root", "Algemeen", "map", "nieuw.docx"]
    for one in page["value"]:
        assert "path" not in one["parentReference"]
        assert "cTag" not in one
    assert "root" in page["value"][0]


def test_deleted_items_have_no_name(tenant: Any) -> None:
    at = tenant.upload("weg.docx")
    link = _delta(tenant)["@odata.deltaLink"]
    tenant.person("delete", "weg.docx")
    gone = tenant.follow(link)["value"][-1]
    assert gone["id"] == at.rsplit("/", 1)[-1]
    assert gone["deleted"] == {"state": "deleted"}
    assert "name" not in gone


def test_renaming_a_folder_brings_no_descendants(tenant: Any) -> None:
    tenant.upload("map/stuk.docx")
    link = _delta(tenant)["@odata.deltaLink"]
    tenant.person("rename", "map", to="andere map")
    assert _names(tenant.follow(link)) == ["root", "Algemeen", "andere map"]


def test_a_long_round_comes_in_pages_and_only_the_last_has_a_delta_link(tenant: Any) -> None:
    link = _delta(tenant)["@odata.deltaLink"]
    for number in range(5):
        tenant.upload(f"{number}.docx")
    tenant.own("POST", "dials", {"page_size": 2})
    page, seen = tenant.follow(link), []
    while "@odata.nextLink" in page:
        assert "@odata.deltaLink" not in page
        seen += _names(page)
        page = tenant.follow(page["@odata.nextLink"])
    seen += _names(page)
    assert [name for name in seen if str(name)[0].isdigit()] == [f"{n}.docx" for n in range(5)]
    assert tenant.follow(page["@odata.deltaLink"])["value"] == []


def test_a_change_during_the_round_comes_again(tenant: Any) -> None:
    at = tenant.upload("een.docx")
    tenant.upload("twee.docx")
    first = _delta(tenant, f"/root/delta?$top={len(tenant.standard) + 2}")
    tenant.graph("PUT", f"{at}/content", content=b"anders")
    second = tenant.follow(first["@odata.nextLink"])
    assert "een.docx" in _names(first)
    assert _names(second)[-2:] == ["twee.docx", "een.docx"]


def test_a_permission_change_is_silent(tenant: Any) -> None:
    tenant.upload()
    link = _delta(tenant)["@odata.deltaLink"]
    tenant.person("restrict", "besluit.docx", only=["Jurist"])
    assert tenant.follow(link)["value"] == []


def test_a_moment_is_a_token_too(tenant: Any) -> None:
    tenant.upload("eerder.docx")
    moment = tenant.own("GET", "clock")["now"]
    tenant.upload("later.docx")
    page = _delta(tenant, f"/root/delta?token={moment}")
    assert _names(page) == ["root", "Algemeen", "later.docx"]


def test_a_resync_points_to_a_fresh_start(tenant: Any) -> None:
    tenant.upload()
    link = _delta(tenant)["@odata.deltaLink"]
    tenant.fault("resync", "delta")
    answer = tenant.http.get(link, headers=tenant.graph_headers)
    assert answer.status_code == 410
    assert answer.json()["error"]["code"] == "resyncRequired"
    assert "besluit.docx" in _names(tenant.follow(answer.headers["location"]))
    assert tenant.follow(link)["value"] == []


def test_a_token_from_before_a_reset_is_worth_nothing(tenant: Any) -> None:
    link = _delta(tenant)["@odata.deltaLink"]
    tenant.own("POST", "reset", {})
    assert tenant.http.get(link, headers=tenant.graph_headers).status_code == 410


@pytest.mark.parametrize(
    "code",
    ["resyncRequired", "resyncChangesApplyDifferences", "resyncChangesUploadDifferences"],
)
def test_a_resync_says_what_is_to_be_done_with_what_one_has(tenant: Any, code: str) -> None:
    tenant.fault("resync", "delta", code=code)
    answer = tenant.graph("GET", f"/drives/{tenant.channel['drive_id']}/root/delta")
    assert tenant.code(answer) == (410, code)
    assert "@odata.deltaLink" in tenant.follow(answer.headers["location"])
    asked = {"kind": "resync", "operation": "delta", "code": "zomaar"}
    assert tenant.http.post("/_simulator/faults", json=asked).status_code == 400


def test_a_page_can_be_empty_and_go_on_all_the_same(tenant: Any) -> None:
    link = _delta(tenant)["@odata.deltaLink"]
    tenant.upload("nieuw.docx")
    tenant.fault("empty_page", "delta", times=2)
    page, empty = tenant.follow(link), 0
    while "@odata.nextLink" in page:
        assert page["value"] == []
        assert "@odata.deltaLink" not in page
        page, empty = tenant.follow(page["@odata.nextLink"]), empty + 1
    assert (empty, _names(page)) == (2, ["root", "Algemeen", "nieuw.docx"])


def test_a_page_of_a_list_can_be_empty_too(tenant: Any) -> None:
    tenant.put()
    drive = tenant.drive()
    tenant.fault("empty_page", "list_item.delta")
    first = tenant.get(f"/sites/{drive['site_id']}/lists/{drive['list_id']}/items/delta")
    assert first["value"] == []
    assert len(tenant.follow(first["@odata.nextLink"])["value"]) == 1


@pytest.mark.parametrize("header", ["deltaExcludeParent", "Prefer"])
def test_the_folders_above_stay_away_when_asked_but_for_the_root(tenant: Any, header: str) -> None:
    tenant.upload("map/stuk.docx")
    link = _delta(tenant)["@odata.deltaLink"]
    tenant.upload("map/nieuw.docx")
    headers = tenant.graph_headers | {header: "deltaExcludeParent"}
    page = tenant.http.get(link, headers=headers).json()
    assert _names(page) == ["root", "nieuw.docx"]
