"""What becomes of items: open in Office, checked out and back, older versions, gone and restored."""

from typing import Any

import pytest

PERSON, COLLEAGUE = "Medewerker Subsidies", "Collega Subsidies"
HELLO = "aGFsbG8="


def _item_id(at: str) -> str:
    return at.rsplit("/", 1)[-1]


def _attempts(tenant: Any, at: str) -> list[Any]:
    return [
        tenant.graph("PUT", f"{at}/content", content=b"x"),
        tenant.graph("PATCH", at, json={"name": "x.docx"}),
        tenant.graph("PATCH", f"{at}/listItem/fields", json={"Title": "x"}),
        tenant.graph("POST", f"{at}/createUploadSession"),
        tenant.graph("POST", f"{at}/checkout"),
        tenant.graph("DELETE", at),
    ]


@pytest.mark.parametrize("do", ["open_in_desktop", "open_together"])
def test_a_file_that_is_open_is_locked_for_apps_until_it_is_closed(tenant: Any, do: str) -> None:
    at = tenant.upload()
    tenant.person(do, "besluit.docx")
    for answer in _attempts(tenant, at):
        assert tenant.code(answer) == (423, "notAllowed")
        assert answer.json()["error"]["innerError"]["code"] == "resourceLocked"
    assert "checkedOutBy" not in tenant.get(f"{at}?$select=publication")["publication"]
    copy = tenant.graph("POST", f"{at}/copy", json={"name": "kopie.docx"})
    tenant.person("close", "besluit.docx")
    assert copy.status_code == 202
    assert tenant.graph("PATCH", at, json={"name": "x.docx"}).status_code == 200


def test_people_write_together_and_the_file_is_free_when_the_last_one_closes_it(
    tenant: Any,
) -> None:
    at = tenant.upload()
    for person in (PERSON, COLLEAGUE):
        tenant.person("open_together", "besluit.docx", person=person)
        tenant.person("edit", "besluit.docx", person=person, content_base64=HELLO)
    tenant.person("close", "besluit.docx")
    assert tenant.graph("DELETE", at).status_code == 423
    tenant.person("close", "besluit.docx", person=COLLEAGUE)
    assert tenant.graph("DELETE", at).status_code == 204


def test_who_opens_it_alone_keeps_others_out(tenant: Any) -> None:
    tenant.upload()
    tenant.person("open_in_desktop", "besluit.docx")
    place = {"team": "Subsidies", "channel": "Algemeen", "path": "besluit.docx"}
    for do in ("open_in_desktop", "edit", "rename"):
        asked = {"person": COLLEAGUE, "do": do, "content_base64": HELLO, "to": "x", **place}
        assert tenant.http.post("/_simulator/people", json=asked).status_code == 423
    tenant.person("edit", "besluit.docx", content_base64=HELLO)


def test_a_discarded_check_out_leaves_nothing_of_what_was_done_meanwhile(tenant: Any) -> None:
    at = tenant.put(data=b"eerst")
    tenant.graph("POST", f"{at}/checkout")
    tenant.graph("PUT", f"{at}/content", content=b"daarna wat langer")
    assert tenant.graph("POST", f"{at}/discardCheckout").status_code == 204
    assert [one["id"] for one in tenant.get(f"{at}/versions")["value"]] == ["1.0"]
    assert tenant.graph("GET", f"{at}/content", follow_redirects=True).content == b"eerst"
    assert tenant.get(f"/drives/{tenant.drive()['id']}/root")["size"] == 5
    assert tenant.code(tenant.graph("POST", f"{at}/discardCheckout")) == (400, "invalidRequest")
    assert tenant.graph("DELETE", at).status_code == 204
    assert tenant.last_call()["effects"][0]["complete_copies_left"] == 0


def test_only_who_checked_it_out_discards(tenant: Any) -> None:
    at = tenant.upload()
    tenant.person("check_out", "besluit.docx")
    assert tenant.code(tenant.graph("POST", f"{at}/discardCheckout")) == (423, "notAllowed")


def test_an_older_version_becomes_the_newest(tenant: Any) -> None:
    at = tenant.put(data=b"een")
    tenant.graph("PUT", f"{at}/content", content=b"twee")
    before = tenant.get(at)
    assert tenant.graph("POST", f"{at}/versions/1.0/restoreVersion").status_code == 204
    after = tenant.get(at)
    assert [one["size"] for one in tenant.get(f"{at}/versions")["value"]] == [3, 4, 3]
    assert after["cTag"] != before["cTag"]
    assert tenant.graph("POST", f"{at}/versions/9.0/restoreVersion").status_code == 404


def test_a_locked_record_gets_no_older_version(tenant: Any) -> None:
    at = tenant.put()
    tenant.graph("PATCH", f"{at}/retentionLabel", json={"name": "Archiefstuk vergrendeld"})
    answer = tenant.graph("POST", f"{at}/versions/1.0/restoreVersion")
    assert tenant.code(answer) == (403, "accessDenied")


def test_what_is_deleted_for_good_is_not_in_the_recycle_bin(tenant: Any) -> None:
    at = tenant.upload("map/brief.docx")
    folder = tenant.get(at)["parentReference"]["id"]
    drive = tenant.channel["drive_id"]
    answer = tenant.graph("POST", f"/drives/{drive}/items/{folder}/permanentDelete")
    assert answer.status_code == 204
    assert [one["op"] for one in tenant.last_call()["effects"]] == ["removed", "removed"]
    assert tenant.graph("GET", at).status_code == 404
    asked = {"person": PERSON, "do": "restore", "drive": drive, "item": folder}
    assert tenant.http.post("/_simulator/people", json=asked).status_code == 404


def test_a_record_is_not_deleted_for_good(tenant: Any) -> None:
    at = tenant.put()
    tenant.graph("PATCH", f"{at}/retentionLabel", json={"name": "Archiefstuk vergrendeld"})
    assert tenant.code(tenant.graph("POST", f"{at}/permanentDelete")) == (403, "accessDenied")


def test_a_person_brings_a_folder_back_with_what_was_in_it(tenant: Any) -> None:
    brief, nota = tenant.upload("map/brief.docx"), tenant.upload("map/diep/nota.docx")
    tenant.person("delete", "map/brief.docx")
    drive = tenant.channel["drive_id"]
    folder = tenant.get(f"/drives/{drive}/root:/Algemeen/map")["id"]
    link = tenant.get(f"/drives/{drive}/root/delta")["@odata.deltaLink"]
    tenant.person("delete", "map")
    back = {"drive": drive, "item": folder}
    tenant.person("restore", "", **back)
    assert tenant.get(nota)["name"] == "nota.docx"
    assert tenant.graph("GET", brief).status_code == 404
    assert tenant.get(f"/drives/{drive}/root")["size"] == len(b"besluit")
    changed = {one["name"]: "deleted" in one for one in tenant.follow(link)["value"]}
    assert changed["nota.docx"] is changed["map"] is False


def test_what_is_restored_needs_its_name_and_its_folder(tenant: Any) -> None:
    at = tenant.upload("map/brief.docx")
    drive = tenant.channel["drive_id"]
    tenant.person("delete", "map/brief.docx")
    tenant.upload("map/brief.docx")
    asked = {"person": PERSON, "do": "restore", "drive": drive, "item": _item_id(at)}
    assert tenant.http.post("/_simulator/people", json=asked).status_code == 409
    tenant.person("delete", "map")
    assert tenant.http.post("/_simulator/people", json=asked).status_code == 404


@pytest.mark.parametrize("call", ["restore", "search(q='x')"])
def test_what_sharepoint_does_not_say_is_not_modelled(tenant: Any, call: str) -> None:
    method = "POST" if call == "restore" else "GET"
    assert tenant.code(tenant.graph(method, f"{tenant.put()}/{call}")) == (501, "notImplemented")


def test_new_content_is_pending_for_a_while(tenant: Any) -> None:
    tenant.own("POST", "dials", {"pending_content_seconds": 60})
    at = tenant.put()
    assert "queuedDateTime" in tenant.get(at)["pendingOperations"]["pendingContentUpdate"]
    tenant.own("POST", "clock", {"advance_seconds": 61})
    assert "pendingOperations" not in tenant.get(at)


def _published(tenant: Any, at: str) -> tuple[str, str]:
    shown = tenant.get(f"{at}?$select=publication")["publication"]
    return shown["level"], shown["versionId"]


def test_drafts_are_minor_versions_until_they_are_published(tenant: Any) -> None:
    tenant.own("POST", "dials", {"minor_versions": True})
    at = tenant.upload(data=b"een")
    tenant.person("edit", "besluit.docx", content_base64=HELLO)
    draft = _published(tenant, at)
    tenant.person("publish", "besluit.docx")
    published = _published(tenant, at)
    tenant.graph("PUT", f"{at}/content", content=b"drie")
    tenant.graph("POST", f"{at}/checkout")
    tenant.graph("POST", f"{at}/checkin", json={"checkInAs": "published"})
    assert (draft, published) == (("draft", "0.2"), ("published", "1.0"))
    assert _published(tenant, at) == ("published", "2.0")
    versions = [one["id"] for one in tenant.get(f"{at}/versions")["value"]]
    assert versions == ["2.0", "1.0", "0.1"]
    old = tenant.graph("GET", f"{at}/versions/0.1/content", follow_redirects=True)
    assert old.content == b"een"


@pytest.mark.parametrize(
    ("asked", "level"), [({}, "draft"), ({"checkInAs": "published"}, "published")]
)
def test_a_check_in_publishes_when_it_says_so(
    tenant: Any, asked: dict[str, str], level: str
) -> None:
    tenant.own("POST", "dials", {"minor_versions": True})
    at = tenant.put()
    tenant.graph("POST", f"{at}/checkout")
    assert tenant.graph("POST", f"{at}/checkin", json=asked).status_code == 204
    assert _published(tenant, at)[0] == level
    others: list[Any] = ["zomaar", ["published"], {}]
    for other in others:
        wrong = tenant.graph("POST", f"{at}/checkin", json={"checkInAs": other})
        assert tenant.code(wrong) == (400, "invalidRequest")


def test_beyond_the_limit_a_new_version_pushes_out_the_oldest_also_one_of_columns(
    tenant: Any,
) -> None:
    at = tenant.upload(data=b"een")
    for data in (b"twee", b"drie"):
        tenant.graph("PUT", f"{at}/content", content=data)
    tenant.own("POST", "dials", {"version_limit": 2})
    assert _versions(tenant, at) == ["3.0", "2.0", "1.0"]
    tenant.graph("PATCH", f"{at}/listItem/fields", json={"Title": "Besluit"})
    assert _versions(tenant, at) == ["4.0", "3.0"]
    tenant.graph("POST", f"{at}/checkout")
    tenant.graph("PUT", f"{at}/content", content=b"vijf")
    assert _versions(tenant, at) == ["5.0", "4.0"]
    tenant.graph("POST", f"{at}/discardCheckout")
    assert _versions(tenant, at) == ["4.0"]


def _versions(tenant: Any, at: str) -> list[str]:
    return [one["id"] for one in tenant.get(f"{at}/versions")["value"]]


def test_publishing_twice_changes_nothing(tenant: Any) -> None:
    at = tenant.upload()
    before = tenant.get(at)["eTag"]
    tenant.person("publish", "besluit.docx")
    assert _published(tenant, at) == ("published", "1.0")
    assert tenant.get(at)["eTag"] == before


def test_a_notebook_is_a_package_of_its_own_without_content(tenant: Any) -> None:
    made = tenant.person("notebook", "Notities")
    at = f"/drives/{made['drive_id']}/items/{made['item_id']}"
    told = tenant.get(at)
    assert (told["package"], "file" in told, "folder" in told) == (
        {"type": "oneNote"},
        False,
        False,
    )
    assert tenant.graph("GET", f"{at}/content").status_code == 400
    assert tenant.graph("GET", f"{at}/versions").status_code == 400
