"""Finding sites, subsites, groups and people; what changes among sites; what apps were granted."""

import json
from typing import Any

import pytest

from tests.graph_simulator.conftest import Simulated
from tests.graph_simulator.schemas import EXAMPLES

MANAGER = "Recordmanager"


def _sites(tenant: Simulated) -> dict[str, str]:
    found: dict[str, str] = tenant.own("GET", "tenant")["sites"]
    return found


def _names(page: Any) -> list[str]:
    return [one["name"] for one in page["value"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("archief", {"archief", "bestuursarchief"}),
        ("BESTUUR archief", {"bestuursarchief"}),
        ("bestuursarch*", {"bestuursarchief"}),
        ("niets daarvan", set()),
    ],
)
def test_a_search_finds_the_sites_with_every_word(
    tenant: Simulated, words: str, found: set[str]
) -> None:
    assert set(_names(tenant.get(f"/sites?search={words}"))) == found


def test_a_star_finds_all_sites_sorted_as_asked(tenant: Simulated) -> None:
    tenant.person("new_site", "/sites/zaal", person=MANAGER, title="Statenzaal")
    assert len(tenant.get("/sites?search=*")["value"]) == len(_sites(tenant))
    newest = tenant.get("/sites?$search=*&$orderby=createdDateTime desc&$top=1&$select=displayName")
    assert newest["value"] == [{"displayName": "Statenzaal"}]
    assert tenant.graph("GET", "/sites?search=*&$orderby=name").status_code == 400
    assert tenant.graph("GET", "/sites").status_code == 501


def test_all_sites_come_in_pages_whose_next_link_has_a_path_of_its_own(tenant: Simulated) -> None:
    page = tenant.get("/sites/getAllSites?$top=3")
    seen = _names(page)
    while "@odata.nextLink" in page:
        assert "/v1.0/sites/oneDrive.getAllSites?%24skiptoken=" in page["@odata.nextLink"].replace(
            "$", "%24"
        )
        page = tenant.follow(page["@odata.nextLink"])
        seen += _names(page)
    assert sorted(seen) == sorted(set(seen))
    assert len(seen) == len(_sites(tenant))
    assert len(tenant.get("/sites/getAllSites()")["value"]) == len(seen)


@pytest.mark.parametrize("address", ["root", "provincievoorbeeld.sharepoint.com"])
def test_the_root_site_has_two_addresses(tenant: Simulated, address: str) -> None:
    root = tenant.get(f"/sites/{address}")
    assert root["webUrl"] == "https://provincievoorbeeld.sharepoint.com"
    assert root["id"] == _sites(tenant)["/"]
    assert tenant.get(f"/sites/{address}/drives")["value"] == []
    assert tenant.code(tenant.graph("GET", f"/sites/{address}/drive")) == (404, "itemNotFound")


def test_a_subsite_is_in_the_collection_of_its_site(tenant: Simulated) -> None:
    site = _sites(tenant)["/sites/archief"]
    tenant.person("new_site", "/sites/archief/oud", person=MANAGER, parent="/sites/archief")
    [below] = tenant.get(f"/sites/{site}/sites")["value"]
    assert below["id"].split(",")[:2] == site.split(",")[:2]
    assert "root" not in below
    assert "siteCollection" not in below  # LM:sitecollection: only at the top of a collection
    hostname = {"hostname": "provincievoorbeeld.sharepoint.com"}
    assert tenant.get(f"/sites/{site}")["siteCollection"] == hostname
    assert tenant.get("/sites/root")["siteCollection"] == {**hostname, "root": {}}
    assert (
        tenant.get("/sites/provincievoorbeeld.sharepoint.com:/sites/archief/oud")["id"]
        == (below["id"])
    )
    assert _names(tenant.get(f"/sites/{below['id']}/drives")) == ["Documenten"]
    assert tenant.get(f"/sites/{below['id']}/drive")["name"] == "Documenten"


@pytest.mark.parametrize("form", ["delta", "delta()", "microsoft.graph.delta()"])
def test_a_delta_of_sites_tells_them_all_and_then_what_changed(
    tenant: Simulated, form: str
) -> None:
    page = tenant.get(f"/sites/{form}?$top=4")
    seen = _names(page)
    while "@odata.nextLink" in page:
        page = tenant.follow(page["@odata.nextLink"])
        seen += _names(page)
    assert len(seen) == len(_sites(tenant))
    link = page["@odata.deltaLink"]
    assert tenant.follow(link)["value"] == []

    tenant.person("new_site", "/sites/nieuw", person=MANAGER)
    tenant.person("retitle_site", "", person=MANAGER, site="/sites/subsidies", to="Geld")
    tenant.person("delete_site", "", person=MANAGER, site="/sites/vergunningen")
    news = tenant.follow(link)["value"]
    assert [(one["name"], "deleted" in one) for one in news] == [
        ("nieuw", False), ("subsidies", False), ("vergunningen", True)
    ]  # fmt: skip
    assert news[2]["deleted"] == {"state": "deleted"}
    afresh = tenant.get("/sites/delta")["value"]
    assert "vergunningen" not in [one["name"] for one in afresh]


def test_the_latest_link_of_sites_and_a_token_that_is_not_one(tenant: Simulated) -> None:
    latest = tenant.get("/sites/delta(token='latest')")
    assert latest["value"] == []
    tenant.person("new_site", "/sites/nieuw", person=MANAGER)
    assert _names(tenant.follow(latest["@odata.deltaLink"])) == ["nieuw"]
    answer = tenant.graph("GET", "/sites/delta?token=oud")
    assert tenant.code(answer) == (410, "resyncRequired")
    assert len(tenant.follow(answer.headers["location"])["value"]) == len(_sites(tenant))
    tenant.fault("resync", "site.delta")
    assert tenant.graph("GET", "/sites/delta").status_code == 410
    assert tenant.graph("GET", "/sites/delta").status_code == 200


def test_a_deleted_site_is_gone_with_its_libraries(tenant: Simulated) -> None:
    at = tenant.put()
    site = tenant.drive()["site_id"]
    tenant.graph("PATCH", f"{at}/retentionLabel", json={"name": "Lopend dossier"})
    asked = {"person": MANAGER, "do": "delete_site", "site": "/sites/archief"}
    assert tenant.http.post("/_simulator/people", json=asked).status_code == 403
    assert tenant.get(at)["name"] == "stuk.docx"
    tenant.graph("DELETE", f"{at}/retentionLabel")
    tenant.own("POST", "people", asked)
    for address in (at, f"/sites/{site}", f"/drives/{tenant.drive_id_of(at)}"):
        assert tenant.code(tenant.graph("GET", address)) == (404, "itemNotFound")
    assert tenant.tree_item(at.rsplit("/", 1)[-1])["state"] == "recycled"


def test_a_token_for_a_person_cannot_ask_for_all_sites(tenant: Simulated) -> None:
    token = tenant.own("POST", "tokens", {"person": MANAGER})["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    for address in ("/sites/delta", "/sites/getAllSites"):
        assert tenant.graph("GET", address, headers=headers).status_code == 403
    assert tenant.graph("GET", "/sites?search=*", headers=headers).status_code == 200


# ----------------------------------------------------------------------------------------- groups


def test_the_groups_of_teams_are_found_by_the_filter(tenant: Simulated) -> None:
    teams = {name: one["id"] for name, one in tenant.own("GET", "tenant")["teams"].items()}
    asked = "/groups?$filter=resourceProvisioningOptions/Any(x:x eq 'Team')&$select=id,displayName"
    found = tenant.get(asked)["value"]
    assert {one["displayName"]: one["id"] for one in found} == teams
    everyone = tenant.get("/groups?$top=2")
    assert len(everyone["value"]) == 2
    rest = tenant.follow(everyone["@odata.nextLink"])
    ids = {one["id"] for page in (everyone, rest) for one in page["value"]}
    assert len(ids) >= 4
    [office] = tenant.get("/groups?$filter=displayName eq 'Recordbeheer'")["value"]
    assert (office["securityEnabled"], office["groupTypes"]) == (True, [])
    assert tenant.graph("GET", "/groups?$filter=mail eq 'x'").status_code == 501


def test_a_team_leads_to_its_site_its_drive_and_its_people(tenant: Simulated) -> None:
    names = tenant.own("GET", "tenant")
    group = names["teams"]["Subsidies"]["id"]
    assert tenant.get(f"/groups/{group}")["resourceProvisioningOptions"] == ["Team"]
    assert tenant.get(f"/groups/{group}/sites/root")["id"] == names["sites"]["/sites/subsidies"]
    assert tenant.get(f"/groups/{group}/drive")["id"] == tenant.channel["drive_id"]
    people = tenant.get(f"/groups/{group}/members?$select=id,displayName")["value"]
    assert [one["displayName"] for one in people] == names["members"]["Team Subsidies"]
    assert people[0]["@odata.type"] == "#microsoft.graph.user"
    office = names["groups"]["Recordbeheer"]
    assert tenant.graph("GET", f"/groups/{office}/drive").status_code == 404
    assert tenant.code(tenant.graph("GET", "/groups/niets")) == (404, "Request_ResourceNotFound")


def test_a_person_is_found_by_id_and_address(tenant: Simulated) -> None:
    own = tenant.own("GET", "tenant")["people"]["Jurist"]
    found = tenant.get(f"/users/{own}")
    assert tenant.get(f"/users/{found['userPrincipalName']}")["id"] == own
    assert found["displayName"] == "Jurist"
    # Nobody has a OneDrive here, so nothing is said of it.
    assert tenant.graph("GET", f"/users/{own}/drive").status_code == 501
    assert tenant.graph("GET", "/users/niemand").status_code == 404


# ----------------------------------------------------------------------------------------- grants


@pytest.mark.parametrize(
    "form", ["grantedToIdentities", "grantedToIdentitiesV2", "grantedTo", "grantedToV2"]
)
def test_a_grant_is_made_changed_and_taken_back(tenant: Simulated, form: str) -> None:
    at = f"/sites/{tenant.drive()['site_id']}/permissions"
    identity = {"application": {"id": "89ea5c94", "displayName": "Contoso Time Manager App"}}
    many = form in {"grantedToIdentities", "grantedToIdentitiesV2", "grantedTo"}
    body = {"roles": ["write"], form: [identity] if many else identity}
    made = tenant.graph("POST", at, json=body)
    assert made.status_code == 201, made.text
    shown = made.json()
    assert shown["roles"] == ["write"]
    assert shown["grantedToIdentitiesV2"] == shown["grantedToIdentities"] == [identity]
    one = f"{at}/{shown['id']}"
    assert tenant.get(one)["roles"] == ["write"]
    assert tenant.graph("PATCH", one, json={"roles": ["read"]}).json()["roles"] == ["read"]
    assert [one["roles"] for one in tenant.get(at)["value"]] == [["read"]]
    assert tenant.last_call()["units"] == 5
    assert tenant.graph("DELETE", one).status_code == 204
    assert tenant.get(at)["value"] == []
    assert tenant.code(tenant.graph("GET", one)) == (404, "itemNotFound")


@pytest.mark.parametrize("on", ["list", "list item", "drive item"])
def test_a_grant_below_a_site_is_made_changed_and_taken_back(tenant: Simulated, on: str) -> None:
    drive = tenant.drive()
    item = tenant.put()
    number = tenant.get(f"{item}/listItem")["id"]
    of_list = f"/sites/{drive['site_id']}/lists/{drive['list_id']}"
    at = {"list": of_list, "list item": f"{of_list}/items/{number}", "drive item": item}[on]
    inherited = [
        one for one in tenant.get(f"{item}/permissions")["value"] if "inheritedFrom" in one
    ]
    identity = {"application": {"id": "89ea5c94", "displayName": "Contoso Time Manager App"}}
    body = {"roles": ["write"], "grantedToV2": identity}
    made = tenant.graph("POST", f"{at}/permissions", json=body)
    assert made.status_code == 201, made.text
    assert made.json()["grantedToV2"] == identity
    shown = tenant.get(f"{item}/permissions")["value"]
    [of_app] = [one for one in shown if "application" in one["grantedToV2"]]
    # Granting an item breaks its inheritance, granting the list it is in does not.
    assert ("inheritedFrom" in of_app) == (on == "list")
    rest = [one for one in shown if one is not of_app and "inheritedFrom" in one]
    assert len(rest) == (len(inherited) if on == "list" else 0)
    one = f"{at}/permissions/{made.json()['id']}"
    assert tenant.get(one)["roles"] == ["write"]
    assert tenant.graph("PATCH", one, json={"roles": ["read"]}).json()["roles"] == ["read"]
    assert tenant.last_call()["units"] == 5
    told = [one for one in tenant.get(f"{at}/permissions")["value"] if one["id"] == of_app["id"]]
    assert [one["roles"] for one in told] == [["read"]]
    assert tenant.graph("DELETE", one).status_code == 204
    assert tenant.code(tenant.graph("GET", one)) == (404, "itemNotFound")
    # Below a site the app is named in this way alone.
    other = {"roles": ["read"], "grantedToIdentities": [identity]}
    answer = tenant.graph("POST", f"{at}/permissions", json=other)
    assert tenant.code(answer) == (400, "invalidRequest")


@pytest.mark.parametrize(
    "body",
    [
        {"roles": ["write"]},
        {"roles": ["koning"], "grantedTo": [{"application": {"id": "a"}}]},
        {"roles": [], "grantedTo": [{"application": {"id": "a"}}]},
        {"roles": ["read"], "grantedTo": [{"user": {"id": "a"}}]},
        {"roles": ["read"], "grantedTo": [{"application": {}}]},
    ],
)
def test_a_grant_for_nobody_or_in_an_unknown_role_is_refused(tenant: Simulated, body: Any) -> None:
    at = f"/sites/{tenant.drive()['site_id']}/permissions"
    assert tenant.code(tenant.graph("POST", at, json=body)) == (400, "invalidRequest")


# ------------------------------------------------------------------------------------- the shapes


@pytest.mark.reference
@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="no reference data")
@pytest.mark.parametrize(
    ("example", "path"),
    [
        ("sites-delta-first-page.json", "/sites/delta?$top=2"),
        ("sites-getallsites.json", "/sites/getAllSites?$top=2"),
    ],
)
def test_pages_of_sites_have_what_the_documented_examples_have(
    tenant: Simulated, example: str, path: str
) -> None:
    documented = json.loads((EXAMPLES / example).read_text(encoding="utf-8"))
    page = tenant.get(path)
    assert documented.keys() <= page.keys()
    # `hostName` of the example is `hostname` in the metadata.
    assert documented["value"][1].keys() <= page["value"][1].keys()


def test_the_root_site_has_one_name_wherever_it_is_shown(tenant: Simulated) -> None:
    root = tenant.get("/sites/root")
    found = [tenant.get("/sites?search=Provincie")["value"], tenant.get("/sites/delta")["value"]]
    names = [one["name"] for shown in found for one in shown if one["id"] == root["id"]]
    assert names == [root["name"]] * 2
