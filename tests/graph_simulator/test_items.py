"""Drive items, columns, versions, permissions and labels, as Graph shows and guards them."""

from typing import Any

import pytest


def _code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_an_item_has_the_properties_clients_look_at(tenant: Any) -> None:
    item = tenant.get(tenant.upload("sub/besluit.docx", b"inhoud"))
    assert item["size"] == 6
    assert item["file"]["mimeType"].endswith("wordprocessingml.document")
    assert item["createdBy"]["user"]["displayName"] == "Medewerker Subsidies"
    assert item["parentReference"]["path"].endswith("/root:/Algemeen/sub")
    assert "publication" not in item
    assert "sharepointIds" not in item
    folder = tenant.get(f"/drives/{tenant.channel['drive_id']}/root:/Algemeen/sub")
    assert folder["folder"] == {"childCount": 1}
    assert "cTag" not in folder


def test_select_chooses_and_reveals(tenant: Any) -> None:
    at = tenant.upload()
    chosen = tenant.get(f"{at}?$select=id,publication,sharepointIds")
    assert chosen.keys() == {"@odata.context", "id", "publication", "sharepointIds"}
    assert tenant.get(f"{at}?select=name")["name"] == "besluit.docx"


def test_an_unchanged_item_answers_not_modified(tenant: Any) -> None:
    at = tenant.put()
    etag = tenant.get(at)["eTag"]
    assert tenant.graph("GET", at, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    ("order", "expected"),
    [("name", "abc"), ("name asc", "abc"), ("name desc", "cba")],
)
def test_children_come_in_the_order_of_their_names(tenant: Any, order: str, expected: str) -> None:
    for name in ("b", "c", "a"):
        tenant.put(f"{name}.docx")
    at = f"/drives/{tenant.drive()['id']}/root/children"
    page, seen = tenant.get(f"{at}?$orderby={order}&$top=2"), ""
    while True:
        seen += "".join(one["name"][0] for one in page["value"])
        if "@odata.nextLink" not in page:
            break
        page = tenant.follow(page["@odata.nextLink"])
    assert seen == expected


def test_children_come_in_pages(tenant: Any) -> None:
    for name in ("c.txt", "a.txt", "b.txt"):
        tenant.put(name)
    first = tenant.get(f"/drives/{tenant.drive()['id']}/root/children?$top=2&$select=name")
    second = tenant.follow(first["@odata.nextLink"])
    assert [one["name"] for one in first["value"]] == ["a.txt", "b.txt"]
    assert second["value"] == [{"name": "c.txt"}]
    assert "@odata.nextLink" not in second


def test_a_taken_folder_name_fails_or_gets_a_number(tenant: Any) -> None:
    drive = tenant.drive()
    tenant.folder("dossier")
    at = f"/drives/{drive['id']}/items/{drive['root_id']}/children"
    asked = {"name": "Dossier", "folder": {}}
    refused = tenant.graph("POST", at, json=asked)
    renamed = tenant.graph("POST", at, json=asked | {"@microsoft.graph.conflictBehavior": "rename"})
    assert _code(refused) == (409, "nameAlreadyExists")
    assert renamed.json()["name"] == "Dossier 1"


def test_an_upload_replaces_fails_or_renames(tenant: Any) -> None:
    drive = tenant.drive()
    tenant.put("stuk.docx")
    at = f"/drives/{drive['id']}/root:/stuk.docx:/content"
    behaviour = "@microsoft.graph.conflictBehavior"
    replaced = tenant.graph("PUT", at, content=b"nieuw")
    refused = tenant.graph("PUT", at, content=b"x", params={behaviour: "fail"})
    renamed = tenant.graph("PUT", at, content=b"x", params={behaviour: "rename"})
    assert (replaced.status_code, replaced.json()["size"]) == (200, 5)
    assert _code(refused) == (409, "nameAlreadyExists")
    assert (renamed.status_code, renamed.json()["name"]) == (201, "stuk 1.docx")


def test_moving_and_renaming_keeps_identity_and_versions(tenant: Any) -> None:
    at = tenant.put()
    before = tenant.get(at)
    folder = tenant.folder()
    moved = tenant.graph(
        "PATCH",
        at,
        json={"parentReference": {"id": folder["id"]}, "name": "nieuw.docx"},
        headers={"If-Match": before["eTag"]},
    ).json()
    assert moved["id"] == before["id"]
    assert moved["eTag"] != before["eTag"]
    assert moved["cTag"] == before["cTag"]
    assert len(tenant.get(f"{at}/versions")["value"]) == 1
    effects = [one["op"] for one in tenant.last_call()["effects"]]
    assert tenant.own("GET", "calls")["calls"][-2]["effects"][0]["op"] == "moved"
    assert effects == []


def test_if_match_takes_both_tags_and_refuses_others(tenant: Any) -> None:
    at = tenant.put()
    item = tenant.get(at)
    by_ctag = tenant.graph("PATCH", at, json={"name": "b"}, headers={"If-Match": item["cTag"]})
    stale = tenant.graph("PATCH", at, json={"name": "c"}, headers={"If-Match": item["eTag"]})
    bare = tenant.graph("PATCH", at, json={"name": "c"}, headers={"If-Match": "zomaar"})
    gone = tenant.graph("DELETE", at, headers={"If-Match": item["eTag"]})
    assert by_ctag.status_code == 200
    assert _code(stale) == _code(gone) == (412, "resourceModified")
    assert stale.json()["error"]["innerError"]["code"] == "entityTagDoesNotMatch"
    assert _code(bare) == (400, "invalidRequest")


@pytest.mark.parametrize("parent", ["other drive", "root", "itself"])
def test_a_move_that_cannot_be_is_refused(tenant: Any, parent: str) -> None:
    folder = tenant.folder()
    at = f"/drives/{tenant.drive()['id']}/items/{folder['id']}"
    other = tenant.drive("Bezwaardossiers")
    reference = {
        "other drive": {"driveId": other["id"], "id": other["root_id"]},
        "root": {"id": "root"},
        "itself": {"id": folder["id"]},
    }[parent]
    answer = tenant.graph("PATCH", at, json={"parentReference": reference})
    assert _code(answer) == (400, "invalidRequest")


def test_deleting_a_folder_recycles_what_is_in_it(tenant: Any) -> None:
    tenant.upload("map/diep/stuk.docx")
    drive_id = tenant.channel["drive_id"]
    folder = tenant.get(f"/drives/{drive_id}/root:/Algemeen/map")
    answer = tenant.graph("DELETE", f"/drives/{drive_id}/items/{folder['id']}")
    states = {
        one["name"]: one["state"]
        for one in tenant.own("GET", "tree")["items"]
        if one["drive_id"] == drive_id
    }
    assert answer.status_code == 204
    assert states == {
        **dict.fromkeys(tenant.standard, "live"),
        "map": "recycled",
        "diep": "recycled",
        "stuk.docx": "recycled",
    }
    effects = tenant.last_call()["effects"]
    assert [one["op"] for one in effects] == ["recycled"] * 3
    assert effects[-1]["complete_copies_left"] == 0
    assert tenant.graph("GET", f"/drives/{drive_id}/items/{folder['id']}").status_code == 404


def test_versions_are_newest_first_and_can_be_read_but_the_current_one(tenant: Any) -> None:
    at = tenant.put(data=b"een")
    tenant.graph("PUT", f"{at}/content", content=b"twee")
    tenant.graph("PATCH", f"{at}/listItem/fields", json={"Dossiernummer": "S-1"})
    versions = tenant.get(f"{at}/versions")["value"]
    assert [(one["id"], one["size"]) for one in versions] == [("3.0", 4), ("2.0", 4), ("1.0", 3)]
    old = tenant.graph("GET", f"{at}/versions/1.0/content", follow_redirects=True)
    current = tenant.graph("GET", f"{at}/versions/3.0/content")
    assert old.content == b"een"
    assert _code(current) == (400, "invalidRequest")


def test_columns_change_the_etag_and_not_the_ctag(tenant: Any) -> None:
    at = tenant.put()
    before = tenant.get(at)
    path = f"{at}/listItem/fields"
    values = {"Dossiernummer": "S-1", "OorspronkelijkGewijzigdOp": "2026-03-01T10:00:00+01:00"}
    answer = tenant.graph("PATCH", path, json=values, headers={"If-Match": before["eTag"]})
    after = tenant.get(
        f"{at}?$expand=listItem($expand=fields($select=Dossiernummer)),retentionLabel"
    )
    assert answer.json()["OorspronkelijkGewijzigdOp"] == "2026-03-01T09:00:00Z"
    assert after["listItem"]["fields"]["Dossiernummer"] == "S-1"
    assert "Documentsoort" not in after["listItem"]["fields"]
    assert after["eTag"] != before["eTag"]
    assert after["cTag"] == before["cTag"]
    stale = tenant.graph("PATCH", path, json=values, headers={"If-Match": before["eTag"]})
    assert _code(stale) == (412, "resourceModified")


def test_unknown_columns_and_content_types_are_refused(tenant: Any) -> None:
    at = tenant.put()
    unknown = tenant.graph("PATCH", f"{at}/listItem/fields", json={"Onbekend": "x"})
    strange = tenant.graph("PATCH", f"{at}/listItem", json={"contentType": {"id": "0x0102"}})
    assert _code(unknown) == _code(strange) == (400, "invalidRequest")


def test_a_content_type_of_the_list_can_be_set(tenant: Any) -> None:
    at = tenant.put()
    types = tenant.get(f"/drives/{tenant.drive()['id']}/list/contentTypes")["value"]
    wanted = next(one["id"] for one in types if one["name"] == "Archiefstuk")
    answer = tenant.graph("PATCH", f"{at}/listItem", json={"contentType": {"id": wanted}})
    assert answer.json()["contentType"] == {"id": wanted, "name": "Archiefstuk"}


def test_permissions_are_inherited_until_they_are_the_items_own(tenant: Any) -> None:
    at = tenant.upload()
    names = tenant.own("GET", "tenant")
    (inherited,) = tenant.get(f"{at}/permissions")["value"]
    tenant.person("restrict", "besluit.docx", only=["Jurist"])
    (own,) = tenant.get(f"{at}/permissions")["value"]
    item = tenant.tree_item(at.rsplit("/", 1)[-1])
    assert inherited["grantedToV2"]["group"]["displayName"] == "Team Subsidies"
    assert inherited["inheritedFrom"]["driveId"] == tenant.channel["drive_id"]
    assert own["grantedToV2"]["user"]["id"] == names["people"]["Jurist"]
    assert "inheritedFrom" not in own
    assert item["principals"] == [f"user:{names['people']['Jurist']}"]
    assert item["unique_permissions"]


def test_a_checked_out_file_is_locked_for_others(tenant: Any) -> None:
    at = tenant.upload()
    tenant.person("check_out", "besluit.docx")
    locked = [
        tenant.graph("PATCH", at, json={"name": "x.docx"}),
        tenant.graph("PUT", f"{at}/content", content=b"x"),
        tenant.graph("PATCH", f"{at}/listItem/fields", json={"Title": "x"}),
        tenant.graph("DELETE", at),
    ]
    holder = tenant.get(f"{at}?$select=publication")["publication"]["checkedOutBy"]
    assert {_code(one) for one in locked} == {(423, "notAllowed")}
    assert locked[0].json()["error"]["innerError"]["code"] == "resourceLocked"
    assert holder["user"]["displayName"] == "Medewerker Subsidies"
    tenant.person("check_in", "besluit.docx")
    assert tenant.graph("PATCH", at, json={"name": "x.docx"}).status_code == 200


def test_an_app_checks_out_and_in(tenant: Any) -> None:
    at = tenant.put()
    assert tenant.graph("POST", f"{at}/checkout").status_code == 204
    assert tenant.tree_item(at.rsplit("/", 1)[-1])["checked_out_by"] == "Dossierstroom"
    answer = tenant.graph("POST", f"{at}/checkin", json={"comment": "klaar"})
    assert answer.status_code == 204
    effects = [call["effects"] for call in tenant.own("GET", "calls")["calls"][-2:]]
    assert [one["op"] for [one] in effects] == ["checked_out", "checked_in"]


def test_a_label_is_set_changed_shown_and_removed(tenant: Any) -> None:
    at = tenant.put()
    path = f"{at}/retentionLabel"
    assert tenant.graph("GET", path).status_code == 204
    first = tenant.graph("PATCH", path, json={"name": "Lopend dossier"})
    again = tenant.graph("PATCH", path, json={"name": "Lopend dossier"})
    shown = tenant.get(f"{at}?$expand=retentionLabel")["retentionLabel"]
    assert (first.status_code, again.status_code) == (201, 200)
    assert shown["name"] == "Lopend dossier"
    assert shown["isLabelAppliedExplicitly"] is True
    assert shown["retentionSettings"]["behaviorDuringRetentionPeriod"] == "retain"
    assert tenant.graph("DELETE", path).status_code == 204
    tenant.own("POST", "dials", {"unlabelled_status": 404})
    assert tenant.graph("GET", path).status_code == 404
    wrong = tenant.graph("PATCH", path, json={"name": "lopend dossier"})
    assert _code(wrong) == (400, "invalidRequest")


def test_a_labelled_item_moves_and_is_not_deleted(tenant: Any) -> None:
    at = tenant.put()
    folder = tenant.folder()
    tenant.graph("PATCH", f"{at}/retentionLabel", json={"name": "Lopend dossier"})
    moved = tenant.graph("PATCH", at, json={"parentReference": {"id": folder["id"]}})
    refused = tenant.graph("DELETE", at)
    assert moved.status_code == 200
    assert _code(refused) == (403, "accessDenied")
    assert tenant.tree_item(moved.json()["id"])["label"]["name"] == "Lopend dossier"


def test_a_locked_record_keeps_its_content_and_takes_columns(tenant: Any) -> None:
    at = tenant.put()
    label = f"{at}/retentionLabel"
    tenant.graph("PATCH", label, json={"name": "Archiefstuk vergrendeld"})
    content = tenant.graph("PUT", f"{at}/content", content=b"anders")
    deleted = tenant.graph("DELETE", at)
    columns = tenant.graph("PATCH", f"{at}/listItem/fields", json={"Title": "x"})
    assert _code(content) == _code(deleted) == (403, "accessDenied")
    assert columns.status_code == 200
    tenant.graph("PATCH", label, json={"retentionSettings": {"isRecordLocked": False}})
    unlocked = tenant.graph("PUT", f"{at}/content", content=b"anders")
    assert unlocked.status_code == 200
    assert _code(tenant.graph("DELETE", at)) == (403, "accessDenied")
    assert tenant.tree_item(at.rsplit("/", 1)[-1])["label"]["ever_unlocked"] is True


def test_a_record_label_is_not_for_an_app_without_full_control(tenant: Any) -> None:
    at = tenant.put()
    tenant.graph("PATCH", f"{at}/retentionLabel", json={"name": "Archiefstuk vergrendeld"})
    asked = {"resource": "x", "api-version": "1", "client_id": "een-andere-app"}
    given = tenant.http.get(
        "/msi/token", params=asked, headers={"X-IDENTITY-HEADER": "simulator"}
    ).json()
    tenant.graph_headers = {"Authorization": f"Bearer {given['access_token']}"}
    assert _code(tenant.graph("DELETE", f"{at}/retentionLabel")) == (403, "accessDenied")


def test_a_folders_label_goes_to_its_contents(tenant: Any) -> None:
    folder = tenant.folder("dossier")
    drive_id = tenant.drive()["id"]
    path = f"/drives/{drive_id}/items/{folder['id']}"
    inside = tenant.graph("PUT", f"{path}:/stuk.docx:/content", content=b"x").json()
    tenant.graph("PATCH", f"{path}/retentionLabel", json={"name": "Lopend dossier"})
    label = tenant.get(f"/drives/{drive_id}/items/{inside['id']}/retentionLabel")
    assert label["isLabelAppliedExplicitly"] is False
    assert _code(tenant.graph("DELETE", path)) == (403, "accessDenied")


def test_people_work_and_it_is_written_down(tenant: Any) -> None:
    tenant.person("upload", "map/brief.docx", content_base64="aGFsbG8=")
    tenant.person("edit", "map/brief.docx", content_base64="aGFsbG8h", person="Collega Subsidies")
    tenant.person("rename", "map/brief.docx", to="brief def.docx")
    moved = tenant.person("move", "map/brief def.docx", to="klaar")
    item = tenant.tree_item(moved["item_id"])
    assert item["path"] == "/Algemeen/klaar/brief def.docx"
    assert [one["by"]["name"] for one in item["versions"]] == [
        "Medewerker Subsidies",
        "Collega Subsidies",
    ]
    calls = tenant.own("GET", "calls?after=1")["calls"]
    assert [one["caller"] for one in calls[:2]] == [
        "person:Collega Subsidies",
        "person:Medewerker Subsidies",
    ]
    assert {one["method"] for one in calls} == {"PEOPLE"}
    assert [one["op"] for one in calls[-1]["effects"]] == ["folder", "moved"]
    tenant.person("delete", "klaar")
    assert tenant.tree_item(moved["item_id"])["state"] == "recycled"


def test_people_label_and_describe_what_lies_there(tenant: Any) -> None:
    made = tenant.person("upload", "brief.docx", content_base64="aGFsbG8=")
    tenant.person("columns", "brief.docx", fields={"Title": "Brief"})
    tenant.person("label", "brief.docx", label="Lopend dossier")
    item = tenant.tree_item(made["item_id"])
    assert (item["fields"]["Title"], item["label"]["name"]) == ("Brief", "Lopend dossier")
    tenant.person("label", "brief.docx", label="")
    assert tenant.tree_item(made["item_id"])["label"] is None
    ops = [
        one["op"] for call in tenant.own("GET", "calls?after=1")["calls"] for one in call["effects"]
    ]
    assert ops == ["fields", "label", "label"]
