"""Who can open an item: permissions, links, invitations, and reaching it by its address."""

import base64
from typing import Any

import pytest

from tests.graph_simulator.conftest import Simulated

MANAGER = "Recordmanager"


def _permissions(tenant: Simulated, at: str) -> list[Any]:
    found: list[Any] = tenant.get(f"{at}/permissions")["value"]
    return found


def _audience(tenant: Simulated, at: str) -> list[str]:
    found: list[str] = tenant.tree_item(at.rsplit("/", 1)[-1])["principals"]
    return found


def _share(url: str) -> str:
    return "u!" + base64.urlsafe_b64encode(url.encode()).decode().rstrip("=")


def _of(shown: list[Any], name: str) -> Any:
    return next(
        one
        for one in shown
        for who in one.get("grantedToV2", {}).values()
        if who["displayName"] == name
    )


def test_an_invitation_gives_an_item_its_own_permissions_and_a_wider_audience(
    tenant: Simulated,
) -> None:
    folder = tenant.folder()
    drive = tenant.drive()
    at = tenant.put(drive=drive | {"root_id": folder["id"]})
    before = _audience(tenant, at)
    people = tenant.own("GET", "tenant")["people"]
    jurist = tenant.get(f"/users/{people['Jurist']}")
    body = {
        "recipients": [{"email": jurist["mail"]}],
        "roles": ["read"],
        "requireSignIn": True,
        "sendInvitation": True,
        "message": "Kijk eens.",
    }
    answer = tenant.graph("POST", f"{at}/invite", json=body)
    assert answer.status_code == 200, answer.text
    [made] = answer.json()["value"]
    assert made["roles"] == ["read"]
    assert made["grantedToV2"]["user"] == made["grantedTo"]["user"]
    assert made["grantedToV2"]["user"]["id"] == jurist["id"]
    assert made["invitation"] == {"signInRequired": True, "email": jurist["mail"]}
    assert tenant.last_call()["units"] == 5
    assert [one["op"] for one in tenant.last_call()["effects"]] == ["shared"]
    assert _audience(tenant, at) == [*before, f"user:{jurist['id']}"]
    shown = _permissions(tenant, at)
    assert not [one for one in shown if "inheritedFrom" in one]
    assert len(shown) == len(before) + 1
    # The folder's later audience does not reach it any more.
    tenant.person("restrict", folder["name"], person=MANAGER, drive=drive["id"], only=["Jurist"])
    assert len(_audience(tenant, at)) == len(before) + 1


def test_a_role_is_changed_and_a_permission_taken_back(tenant: Simulated) -> None:
    at = tenant.put()
    people = tenant.own("GET", "tenant")["people"]
    body = {"recipients": [{"objectId": people["Jurist"]}], "roles": ["write"]}
    [made] = tenant.graph("POST", f"{at}/invite", json=body).json()["value"]
    one = f"{at}/permissions/{made['id']}"
    changed = tenant.graph("PATCH", one, json={"roles": ["read"]})
    assert (changed.status_code, changed.json()["roles"]) == (200, ["read"])
    assert tenant.get(one)["roles"] == ["read"]
    wrongs: list[Any] = [{"roles": ["koning"]}, {"roles": []}, {"grantedTo": {}}]
    for wrong in wrongs:
        assert tenant.code(tenant.graph("PATCH", one, json=wrong)) == (400, "invalidRequest")
    stale = {"If-Match": '"{00000000},1"'}
    assert tenant.graph("DELETE", one, headers=stale).status_code == 412
    assert tenant.graph("DELETE", one).status_code == 204
    assert f"user:{people['Jurist']}" not in _audience(tenant, at)
    assert tenant.code(tenant.graph("GET", one)) == (404, "itemNotFound")


def test_what_is_inherited_is_changed_where_it_was_given(tenant: Simulated) -> None:
    at = tenant.put()
    inherited = _permissions(tenant, at)[0]
    one = f"{at}/permissions/{inherited['id']}"
    assert inherited["inheritedFrom"]["id"] == tenant.drive()["root_id"]
    assert tenant.code(tenant.graph("PATCH", one, json={"roles": ["read"]}))[0] == 400
    assert tenant.code(tenant.graph("DELETE", one))[0] == 400
    root = f"/drives/{tenant.drive()['id']}/root/permissions/{inherited['id']}"
    assert tenant.graph("DELETE", root).status_code == 204
    assert len(_audience(tenant, at)) == len(tenant.drive()["principals"])
    assert inherited["id"] not in {one["id"] for one in _permissions(tenant, at)}


def test_without_the_inherited_permissions_only_the_invited_remain(tenant: Simulated) -> None:
    at = tenant.put()
    people = tenant.own("GET", "tenant")["people"]
    body = {
        "recipients": [{"objectId": people["Jurist"]}],
        "roles": ["write"],
        "retainInheritedPermissions": False,
    }
    assert tenant.graph("POST", f"{at}/invite", json=body).status_code == 200
    assert _audience(tenant, at) == [f"user:{people['Jurist']}"]
    link = {"type": "view", "retainInheritedPermissions": False}
    assert tenant.graph("POST", f"{at}/createLink", json=link).status_code == 201
    # Only the first time: what was given since stays.
    assert _audience(tenant, at) == [f"user:{people['Jurist']}", "link:organization"]


def test_somebody_of_another_organisation_is_not_modelled(tenant: Simulated) -> None:
    at = tenant.put()
    body = {"recipients": [{"email": "iemand@elders.example"}], "roles": ["read"]}
    assert tenant.graph("POST", f"{at}/invite", json=body).status_code == 501
    nobody = {"recipients": [{}], "roles": ["read"]}
    assert tenant.graph("POST", f"{at}/invite", json=nobody).status_code == 400


@pytest.mark.parametrize("recipients", [True, 1, "iemand", {"email": "x"}, ["iemand"], [None]])
@pytest.mark.parametrize("call", ["invite", "createLink"])
def test_recipients_are_a_list_of_objects(tenant: Simulated, call: str, recipients: Any) -> None:
    at = tenant.put()
    body = {"recipients": recipients} | (
        {"roles": ["read"]} if call == "invite" else {"type": "view", "scope": "users"}
    )
    answer = tenant.graph("POST", f"{at}/{call}", json=body)
    assert tenant.code(answer) == (400, "invalidRequest")


def test_a_link_is_made_once_for_its_app_and_widens_the_audience(tenant: Simulated) -> None:
    at = tenant.put()
    body = {"type": "view", "scope": "organization"}
    first = tenant.graph("POST", f"{at}/createLink", json=body)
    again = tenant.graph("POST", f"{at}/createLink", json=body)
    other = tenant.graph("POST", f"{at}/createLink", json={"type": "edit"})
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 201)
    assert again.json()["id"] == first.json()["id"] != other.json()["id"]
    made = first.json()
    assert made["roles"] == ["read"]
    assert made["link"]["application"]["displayName"] == "Dossierstroom"
    assert made["expirationDateTime"] == "0001-01-01T00:00:00Z"
    assert other.json()["link"]["scope"] == "organization"
    assert "link:organization" in _audience(tenant, at)
    shown = [one["link"]["type"] for one in _permissions(tenant, at) if "link" in one]
    assert shown == ["view", "edit"]
    for own in (made["id"], other.json()["id"]):
        assert tenant.graph("DELETE", f"{at}/permissions/{own}").status_code == 204
    assert "link:organization" not in _audience(tenant, at)


def test_a_link_to_a_folder_reaches_what_is_in_it(tenant: Simulated) -> None:
    folder, drive = tenant.folder(), tenant.drive()
    at = tenant.put(drive=drive | {"root_id": folder["id"]})
    tenant.person("link", folder["name"], person=MANAGER, drive=drive["id"])
    assert "link:organization" in _audience(tenant, at)
    [link] = [one for one in _permissions(tenant, at) if "link" in one]
    assert link["inheritedFrom"]["id"] == folder["id"]
    assert "application" not in link["link"]
    tenant.person("restrict", folder["name"], person=MANAGER, drive=drive["id"])
    assert "link:organization" not in _audience(tenant, at)


def test_an_anonymous_link_needs_the_organisations_leave_and_can_end(tenant: Simulated) -> None:
    at = tenant.put()
    body = {"type": "view", "scope": "anonymous"}
    refused = tenant.graph("POST", f"{at}/createLink", json=body)
    assert tenant.code(refused) == (403, "accessDenied")
    tenant.own("POST", "dials", {"anonymous_links": 1})
    body["expirationDateTime"] = "2027-07-15T14:00:00.000Z"
    made = tenant.graph("POST", f"{at}/createLink", json=body).json()
    assert made["expirationDateTime"] == "2027-07-15T14:00:00Z"
    one = f"{at}/permissions/{made['id']}"
    later = tenant.graph("PATCH", one, json={"expirationDateTime": "2028-01-01T00:00:00Z"})
    assert later.json()["expirationDateTime"] == "2028-01-01T00:00:00Z"
    assert tenant.graph("PATCH", one, json={"roles": ["write"]}).status_code == 400
    assert "link:anonymous" in _audience(tenant, at)


def test_a_link_for_chosen_people_names_them(tenant: Simulated) -> None:
    at = tenant.put()
    jurist = tenant.own("GET", "tenant")["people"]["Jurist"]
    body = {"type": "edit", "scope": "users", "recipients": [{"objectId": jurist}]}
    made = tenant.graph("POST", f"{at}/createLink", json=body).json()
    assert [one["user"]["id"] for one in made["grantedToIdentitiesV2"]] == [jurist]
    assert f"user:{jurist}" in _audience(tenant, at)


@pytest.mark.parametrize(
    "body", [{"type": "embed"}, {"type": "view", "password": "x"}, {"scope": "anonymous"}, {}]
)
def test_a_link_that_a_library_does_not_have_is_refused(tenant: Simulated, body: Any) -> None:
    at = tenant.put()
    assert tenant.code(tenant.graph("POST", f"{at}/createLink", json=body)) == (
        400, "invalidRequest"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "status"), [({"bogus": 1}, 501), ({"sendNotification": False, "message": None}, 201)]
)
def test_a_link_takes_nothing_that_it_would_not_heed(
    tenant: Simulated, more: dict[str, Any], status: int
) -> None:
    answer = tenant.graph("POST", f"{tenant.put()}/createLink", json={"type": "view", **more})
    assert answer.status_code == status


def test_a_share_leads_to_its_item_by_link_and_by_address(tenant: Simulated) -> None:
    at = tenant.put("besluit ü.docx")
    made = tenant.graph("POST", f"{at}/createLink", json={"type": "view"}).json()
    own = tenant.get(at)
    for share in (made["shareId"], _share(made["link"]["webUrl"]), _share(own["webUrl"])):
        found = tenant.get(f"/shares/{share}/driveItem")
        assert (found["id"], found["name"]) == (own["id"], own["name"])
        about = tenant.get(f"/shares/{share}")
        assert (about["id"], about["name"]) == (share, own["name"])
    selected = tenant.get(f"/shares/{made['shareId']}/driveItem?$select=id")
    assert selected.keys() - {"@odata.context"} == {"id"}
    tenant.graph("DELETE", at)
    gone = tenant.graph("GET", f"/shares/{made['shareId']}/driveItem")
    assert tenant.code(gone) == (404, "itemNotFound")


@pytest.mark.parametrize(
    ("share", "status"), [("s!abc", 400), ("u!_w", 400), (_share("https://elders.example/x"), 404)]
)
def test_a_share_that_leads_nowhere_is_refused(tenant: Simulated, share: str, status: int) -> None:
    assert tenant.graph("GET", f"/shares/{share}/driveItem").status_code == status


def test_sharing_by_people_is_seen_and_changes_no_etag(tenant: Simulated) -> None:
    at = tenant.upload()
    before = tenant.get(at)["eTag"]
    given: dict[str, Any] = {"with": ["Beleidsadviseur"], "role": "read"}
    tenant.person("share", "besluit.docx", **given)
    shown = _of(_permissions(tenant, at), "Beleidsadviseur")
    assert shown["roles"] == ["read"]
    assert tenant.get(at)["eTag"] == before
    asked = {"team": "Subsidies", "channel": "Algemeen", "path": "besluit.docx", "do": "share"}
    wrong = asked | {"person": MANAGER, "with": ["Niemand"]}
    assert tenant.http.post("/_simulator/people", json=wrong).status_code == 404


SHARING = "deltashowremovedasdeleted, deltatraversepermissiongaps, deltashowsharingchanges"


def _news(tenant: Simulated, link: str, prefer: str) -> dict[str, Any]:
    headers = tenant.graph_headers | ({"Prefer": prefer} if prefer else {})
    answer = tenant.http.get(link, headers=headers)
    assert answer.status_code == 200, answer.text
    return {one["name"]: one for one in answer.json()["value"]}


def test_a_delta_tells_of_sharing_to_who_prefers_to_hear_of_it(tenant: Simulated) -> None:
    tenant.upload("a.txt")
    tenant.upload("b.txt")
    link = tenant.get(f"/drives/{tenant.channel['drive_id']}/root/delta")["@odata.deltaLink"]
    given: dict[str, Any] = {"with": ["Beleidsadviseur"]}
    tenant.person("share", "a.txt", **given)
    tenant.upload("b.txt", b"anders")
    mark = "@microsoft.graph.sharedChanged"
    assert "a.txt" not in _news(tenant, link, "")
    assert "a.txt" not in _news(tenant, link, "deltashowsharingchanges")
    told = _news(tenant, link, SHARING)
    assert (told["a.txt"][mark], mark in told["b.txt"]) == ("True", False)
    assert "shared" not in told["a.txt"]
    told = _news(tenant, link, f"{SHARING}, hierarchicalsharing")
    assert told["a.txt"]["shared"] == {"scope": "users"}
    assert "shared" not in told["b.txt"]
    tenant.person("link", "a.txt")
    assert _news(tenant, link, "HierarchicalSharing").keys() == {"root", "Algemeen", "b.txt"}
    told = _news(tenant, link, f"hierarchicalsharing,{SHARING}")
    assert told["a.txt"]["shared"] == {"scope": "organization"}
    tenant.person("restrict", "a.txt", only=[])
    told = _news(tenant, link, f"hierarchicalsharing,{SHARING}")
    assert told["a.txt"]["shared"] == {}


def test_changes_of_sharing_come_in_pages_with_the_others(tenant: Simulated) -> None:
    for number in range(3):
        tenant.upload(f"{number}.txt")
    drive = tenant.channel["drive_id"]
    link = tenant.get(f"/drives/{drive}/root/delta?$top=2&token=latest")["@odata.deltaLink"]
    for number in range(3):
        tenant.person("link", f"{number}.txt")
        tenant.upload(f"nieuw {number}.txt")
    seen: list[str] = []
    headers = tenant.graph_headers | {"Prefer": SHARING}
    while link:
        page = tenant.http.get(link, headers=headers).json()
        seen += [one["name"] for one in page["value"] if "file" in one]
        link = page.get("@odata.nextLink")
    assert seen == ["0.txt", "nieuw 0.txt", "1.txt", "nieuw 1.txt", "2.txt", "nieuw 2.txt"]
