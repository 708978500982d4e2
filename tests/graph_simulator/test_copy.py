"""Copying: asynchronous, a new item, with or without versions, and how it can go wrong."""

import io
import zipfile
from typing import Any

import pytest


def _copy(tenant: Any, at: str, target: str | None = None, **body: Any) -> str:
    drive = tenant.drive()
    reference = {"driveId": drive["id"], "id": target or drive["root_id"]}
    answer = tenant.graph("POST", f"{at}/copy", json={"parentReference": reference, **body})
    assert answer.status_code == 202, answer.text
    assert answer.content == b""
    monitor: str = answer.headers["location"]
    assert "/_monitor/" in monitor
    return monitor


def _outcome(tenant: Any, monitor: str) -> Any:
    tenant.http.get(monitor)
    return tenant.http.get(monitor).json()


def _office(properties: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<tekst/>")
        archive.writestr("docProps/core.xml", properties)
    return packed.getvalue()


def test_a_copy_is_watched_through_its_monitor(tenant: Any) -> None:
    at = tenant.upload()
    monitor = _copy(tenant, at)
    running, done = tenant.http.get(monitor), tenant.http.get(monitor)
    assert (running.status_code, running.json()["status"]) == (202, "inProgress")
    assert done.json()["status"] == "completed"
    assert done.json()["resourceLocation"].endswith(done.json()["resourceId"])


def test_a_copy_is_a_new_item_of_the_app_without_columns_or_label(tenant: Any) -> None:
    at = tenant.put()
    tenant.graph("PATCH", f"{at}/listItem/fields", json={"Dossiernummer": "S-1"})
    tenant.graph("PATCH", f"{at}/retentionLabel", json={"name": "Lopend dossier"})
    monitor = _copy(tenant, at, target=tenant.folder()["id"], includeAllVersionHistory=True)
    source = tenant.tree_item(at.rsplit("/", 1)[-1])
    copy = tenant.tree_item(_outcome(tenant, monitor)["resourceId"])
    assert copy["id"] != source["id"]
    assert copy["lineage"] == source["lineage"]
    assert copy["copied_from"] == source["id"]
    assert copy["created_by"] == {"kind": "app", "name": "Dossierstroom"}
    assert copy["fields"] == {}
    assert copy["label"] is None
    assert copy["content_type"] == "Document"


@pytest.mark.parametrize(
    ("body", "sizes"),
    [
        ({"includeAllVersionHistory": True}, [1, 2, 3]),
        ({"includeAllVersionHistory": False}, [3]),
        ({"includeAllVersionHistory": True, "name": "anders.docx"}, [3]),
    ],
)
def test_versions_come_along_only_when_asked_and_without_a_name(
    tenant: Any, body: dict[str, Any], sizes: list[int]
) -> None:
    at = tenant.upload(data=b"1")
    tenant.upload(data=b"22")
    tenant.upload(data=b"333")
    copy = tenant.tree_item(_outcome(tenant, _copy(tenant, at, **body))["resourceId"])
    assert [one["size"] for one in copy["versions"]] == sizes


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"bogus": 1}, 501),
        ({"@microsoft.graph.conflictBehavior": "rename"}, 501),
        ({"childrenOnly": True}, 400),
        ({"childrenOnly": "ja"}, 400),
        ({"includeAllVersionHistory": "ja"}, 400),
        ({"childrenOnly": False, "includeAllVersionHistory": None}, 202),
    ],
)
def test_a_copy_takes_nothing_that_it_would_not_heed(
    tenant: Any, body: dict[str, Any], status: int
) -> None:
    at = tenant.put()
    drive = tenant.drive("Bezwaardossiers")
    body |= {"parentReference": {"driveId": drive["id"], "id": drive["root_id"]}}
    assert tenant.graph("POST", f"{at}/copy", json=body).status_code == status


def test_a_copy_takes_the_permissions_of_its_place(tenant: Any) -> None:
    at = tenant.upload()
    tenant.person("restrict", "besluit.docx", only=["Jurist"])
    copy = tenant.tree_item(_outcome(tenant, _copy(tenant, at))["resourceId"])
    assert len(copy["principals"]) == 2
    assert not copy["unique_permissions"]


def test_complete_copies_are_counted_by_lineage(tenant: Any) -> None:
    at = tenant.upload(data=b"1")
    tenant.upload(data=b"22")
    _copy(tenant, at)
    assert tenant.last_call()["effects"][0]["complete_copies_left"] == 1
    _copy(tenant, at, target=tenant.folder()["id"], includeAllVersionHistory=True)
    assert tenant.last_call()["effects"][0]["complete_copies_left"] == 2
    tenant.graph("DELETE", at)
    assert tenant.last_call()["effects"][0]["complete_copies_left"] == 1


def test_a_name_conflict_shows_in_the_monitor(tenant: Any) -> None:
    at = tenant.upload()
    tenant.put("besluit.docx")
    failed = _outcome(tenant, _copy(tenant, at))
    assert failed["status"] == "failed"
    assert failed["error"]["code"] == "nameAlreadyExists"


def test_a_folder_is_copied_with_what_is_in_it(tenant: Any) -> None:
    tenant.upload("map/diep/stuk.docx")
    folder = tenant.get(f"/drives/{tenant.channel['drive_id']}/root:/Algemeen/map")
    at = f"/drives/{tenant.channel['drive_id']}/items/{folder['id']}"
    _copy(tenant, at)
    paths = [one["path"] for one in tenant.own("GET", "tree")["items"]]
    assert "/map/diep/stuk.docx" in paths


def _children(tenant: Any, folder: str) -> dict[str, str]:
    """What is in a folder of the archive: by name the id."""
    shown = tenant.get(f"/drives/{tenant.drive()['id']}/items/{folder}/children")["value"]
    return {one["name"]: one["id"] for one in shown}


def test_the_children_of_a_folder_are_copied_without_it(tenant: Any) -> None:
    folder, target = tenant.folder(), tenant.folder("doel")["id"]
    tenant.put("een.txt", drive=tenant.drive() | {"root_id": folder["id"]})
    below = tenant.folder("onder", parent=folder["id"])
    tenant.put("twee.txt", drive=tenant.drive() | {"root_id": below["id"]})
    at = f"/drives/{tenant.drive()['id']}/items/{folder['id']}"
    done = _outcome(tenant, _copy(tenant, at, target, childrenOnly=True))
    assert (done["status"], done["resourceId"]) == ("completed", target)
    made = _children(tenant, target)
    assert list(made) == ["een.txt", "onder"]
    assert list(_children(tenant, made["onder"])) == ["twee.txt"]
    # Their names are taken now: all of it fails, and nothing is added.
    tenant.put("drie.txt", drive=tenant.drive() | {"root_id": folder["id"]})
    failed = _outcome(tenant, _copy(tenant, at, target, childrenOnly=True))
    assert failed["error"]["code"] == "nameAlreadyExists"
    assert _children(tenant, target) == made


def test_the_children_of_a_library_are_copied_though_the_root_is_not(tenant: Any) -> None:
    tenant.put("een.txt")
    here, there = tenant.drive(), tenant.drive("Bezwaardossiers")
    to = {"parentReference": {"driveId": there["id"], "id": there["root_id"]}}
    root = f"/drives/{here['id']}/root/copy"
    assert tenant.code(tenant.graph("POST", root, json=to)) == (400, "invalidRequest")
    nowhere = tenant.graph("POST", root, json={"childrenOnly": True})
    assert tenant.code(nowhere) == (400, "invalidRequest")
    named = tenant.graph("POST", root, json=to | {"childrenOnly": True, "name": "x"})
    assert tenant.code(named) == (400, "invalidRequest")
    answer = tenant.graph("POST", root, json=to | {"childrenOnly": True})
    assert _outcome(tenant, answer.headers["location"])["status"] == "completed"
    shown = tenant.get(f"/drives/{there['id']}/root/children")["value"]
    assert [one["name"] for one in shown] == ["een.txt"]


def _replacing(tenant: Any, at: str, target: str, **body: Any) -> Any:
    reference = {"driveId": tenant.drive()["id"], "id": target}
    asked = f"{at}/copy?@microsoft.graph.conflictBehavior=replace"
    answer = tenant.graph("POST", asked, json={"parentReference": reference, **body})
    assert answer.status_code == 202, answer.text
    return _outcome(tenant, answer.headers["location"])


def test_a_file_that_is_replaced_by_a_copy_is_thrown_away_and_its_history_with_it(
    tenant: Any,
) -> None:
    at, target = tenant.put("brief.txt", b"nieuw"), tenant.folder()["id"]
    there = tenant.put("brief.txt", b"oud", drive=tenant.drive() | {"root_id": target})
    done = _replacing(tenant, at, target)
    assert done["status"] == "completed"
    assert _children(tenant, target) == {"brief.txt": done["resourceId"]}
    assert tenant.graph("GET", there).status_code == 404
    made = tenant.tree_item(done["resourceId"])
    assert [one["size"] for one in made["versions"]] == [len(b"nieuw")]


@pytest.mark.parametrize("what", ["a folder", "the file itself", "a record"])
def test_what_cannot_be_replaced_fails_and_stays(tenant: Any, what: str) -> None:
    at, target = tenant.put("brief.txt"), tenant.folder()["id"]
    in_target = tenant.drive() | {"root_id": target}
    if what == "a folder":
        tenant.folder("brief.txt", parent=target)
    elif what == "a record":
        record = tenant.put("brief.txt", b"oud", drive=in_target)
        given = {"name": "Archiefstuk vergrendeld"}
        assert tenant.graph("PATCH", f"{record}/retentionLabel", json=given).status_code == 201
    else:
        target = tenant.drive()["root_id"]
    before = _children(tenant, target)
    assert _replacing(tenant, at, target)["status"] == "failed"
    assert _children(tenant, target) == before


def test_a_copy_needs_both_ids_of_its_target(tenant: Any) -> None:
    at = tenant.upload()
    body = {"parentReference": {"id": tenant.drive()["root_id"]}}
    assert tenant.graph("POST", f"{at}/copy", json=body).status_code == 400


def test_a_slow_copy_appears_when_it_was_polled_so_often(tenant: Any) -> None:
    at = tenant.upload()
    tenant.fault("copy_slow", "drive_item.copy", polls=3)
    monitor = _copy(tenant, at)

    def there() -> bool:
        return any(one["copied_from"] for one in tenant.own("GET", "tree")["items"])

    seen = [there()]
    for _ in range(3):
        tenant.http.get(monitor)
        seen.append(there())
    assert seen == [False, False, False, True]
    assert tenant.http.get(monitor).json()["status"] == "completed"


def test_a_copy_can_fail_or_lose_versions(tenant: Any) -> None:
    at = tenant.upload(data=b"1")
    tenant.upload(data=b"22")
    tenant.fault("copy_fails", code="quotaLimitReached")
    failed = _outcome(tenant, _copy(tenant, at))
    tenant.fault("copy_loses_versions")
    poorer = tenant.tree_item(
        _outcome(tenant, _copy(tenant, at, includeAllVersionHistory=True))["resourceId"]
    )
    assert failed["error"]["code"] == "quotaLimitReached"
    assert len(poorer["versions"]) == 1


def test_a_fault_can_be_for_the_copies_of_one_item(tenant: Any) -> None:
    at = tenant.upload(data=b"1")
    tenant.fault("copy_fails", path_contains="01ANOTHERITEM")
    assert _outcome(tenant, _copy(tenant, at))["status"] == "completed"
    tenant.fault("copy_fails", path_contains=at.rpartition("/")[2])
    assert _outcome(tenant, _copy(tenant, at, name="tweede.txt"))["status"] == "failed"


def test_altered_bytes_have_the_same_size_and_are_no_complete_copy(tenant: Any) -> None:
    at = tenant.upload(data=b"inhoud")
    tenant.fault("target_bytes", "drive_item.copy")
    copy = tenant.tree_item(_outcome(tenant, _copy(tenant, at))["resourceId"])
    source = tenant.tree_item(at.rsplit("/", 1)[-1])
    assert copy["versions"][0]["size"] == 6
    assert copy["versions"][0]["quickXorHash"] != source["versions"][0]["quickXorHash"]
    assert tenant.own("GET", "calls")["calls"][-3]["effects"][0]["complete_copies_left"] == 1


def test_a_rewritten_office_file_differs_in_its_properties_only(tenant: Any) -> None:
    at = tenant.upload(data=_office(b"<door>iemand</door>"))
    tenant.fault("rewrite_office", "drive_item.copy")
    drive = tenant.drive()
    item_id = _outcome(tenant, _copy(tenant, at))["resourceId"]
    effects = tenant.own("GET", "calls")["calls"][-3]["effects"]
    answer = tenant.graph(
        "GET", f"/drives/{drive['id']}/items/{item_id}/content", follow_redirects=True
    )
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.read("word/document.xml") == b"<tekst/>"
        assert archive.read("docProps/core.xml") != b"<door>iemand</door>"
    assert effects[0]["complete_copies_left"] == 2


def _read(tenant: Any, at: str) -> dict[str, bytes]:
    answer = tenant.graph("GET", f"{at}/content", follow_redirects=True)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def test_an_office_file_changes_after_its_upload_was_answered(tenant: Any) -> None:
    drive, data = tenant.drive(), _office(b"<door>iemand</door>")
    link = tenant.get(f"/drives/{drive['id']}/root/delta?token=latest")["@odata.deltaLink"]
    tenant.fault("rewrite_upload")
    tenant.put("kaal.txt")
    at = f"/drives/{drive['id']}/items/{drive['root_id']}:/stuk.docx:/content"
    told = tenant.graph("PUT", at, content=data).json()
    item = f"/drives/{drive['id']}/items/{told['id']}"
    shown = tenant.get(item)
    effects = tenant.own("GET", "calls")["calls"][-2]["effects"]
    assert told["size"] == len(data)
    assert [name for name in ("size", "eTag", "cTag", "file") if shown[name] == told[name]] == []
    assert _read(tenant, item)["word/document.xml"] == b"<tekst/>"
    assert len(tenant.get(f"{item}/versions")["value"]) == 1
    assert shown["id"] in {one["id"] for one in tenant.follow(link)["value"]}
    assert [one["op"] for one in effects] == ["created", "rewritten"]
    assert effects[-1]["complete_copies_left"] == 1


def test_what_people_and_sessions_upload_changes_too_and_only_as_often_as_asked(
    tenant: Any,
) -> None:
    data = _office(b"<door>iemand</door>")
    tenant.fault("rewrite_upload", times=2)
    by_person = tenant.upload(data=data)
    at = f"/drives/{tenant.drive()['id']}/root:/groot.docx:/createUploadSession"
    session = tenant.graph("POST", at, json={}).json()
    span = {"Content-Range": f"bytes 0-{len(data) - 1}/{len(data)}"}
    made = tenant.http.put(session["uploadUrl"], content=data, headers=span).json()
    by_session = f"/drives/{tenant.drive()['id']}/items/{made['id']}"
    again = tenant.graph("PUT", f"{by_person}/content", content=data).json()
    assert made["size"] == again["size"] == tenant.get(by_person)["size"] == len(data)
    assert tenant.get(by_session)["size"] != len(data)
    sizes = [one["size"] for one in tenant.get(f"{by_person}/versions")["value"]]
    assert sizes[0] == len(data) != sizes[1]


@pytest.mark.parametrize("reference", ["x", ["x"], 1, {"driveId": ["x"], "id": {}}])
def test_a_reference_that_is_none_is_refused_and_breaks_nothing(
    tenant: Any, reference: object
) -> None:
    item = tenant.put()
    body = {"parentReference": reference}
    copied = tenant.graph("POST", f"{item}/copy", json=body)
    moved = tenant.graph("PATCH", item, json=body)
    assert {copied.status_code, moved.status_code} <= {400, 404}
