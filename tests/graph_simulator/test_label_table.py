"""What each kind of retention label blocks: the table of Purview's page, cell by cell."""

from typing import Any

import pytest

RECORDS_MANAGER = "Recordmanager"
KINDS = {
    "label": ("retain", "startUnlocked"),
    "record locked": ("retainAsRecord", "startLocked"),
    "record unlocked": ("retainAsRecord", "startLocked"),
    "record never locked": ("retainAsRecord", "startUnlocked"),
    "regulatory": ("retainAsRegulatoryRecord", "startLocked"),
}
ACTIONS = (
    "edit",
    "columns",
    "rename",
    "delete",
    "copy",
    "move inside",
    "move to another library",
    "change label",
    "remove label",
)
YES, NO, ADMIN = "yes", "no", "site admin only"
TABLE = {
    "label": (YES, YES, YES, YES, YES, YES, YES, YES, YES),
    "record locked": (NO, YES, YES, NO, YES, YES, YES, ADMIN, ADMIN),
    "record unlocked": (YES, YES, YES, NO, YES, YES, NO, ADMIN, ADMIN),
    "record never locked": (YES, YES, YES, NO, YES, YES, NO, ADMIN, ADMIN),
    "regulatory": (NO, NO, NO, NO, YES, YES, NO, NO, NO),
}
CELLS = [
    pytest.param(kind, action, cell, id=f"{kind} | {action} | {cell}")
    for kind, row in TABLE.items()
    for action, cell in zip(ACTIONS, row, strict=True)
]


def definition(name: str, behavior: str, start: str, **more: Any) -> dict[str, Any]:
    return {
        "displayName": name,
        "behaviorDuringRetentionPeriod": behavior,
        "actionAfterRetentionPeriod": "none",
        "retentionTrigger": "dateLabeled",
        "retentionDuration": {
            "@odata.type": "microsoft.graph.security.retentionDurationInDays",
            "days": 2555,
        },
        "defaultRecordBehavior": start,
        **more,
    }


class Labelled:
    """A labelled file in the archive, and everything one may try with it."""

    def __init__(self, tenant: Any, kind: str) -> None:
        self.tenant = tenant
        self.at = tenant.put()
        self.item_id = self.at.rsplit("/", 1)[-1]
        made = tenant.graph(
            "POST",
            "/security/labels/retentionLabels",
            json=definition("het label", *KINDS[kind]),
            headers=bearer(tenant, person=RECORDS_MANAGER),
        )
        assert made.status_code == 201, made.text
        set_ = tenant.graph("PATCH", f"{self.at}/retentionLabel", json={"name": "het label"})
        assert set_.status_code == 201, set_.text
        if kind == "record unlocked":
            # Unlocked and locked again: it is the memory that keeps it in its library.
            self.lock(to=False)

    def lock(self, *, to: bool) -> int:
        settings = {"retentionSettings": {"isRecordLocked": to}}
        answer = self.tenant.graph("PATCH", f"{self.at}/retentionLabel", json=settings)
        return int(answer.status_code)

    def app(self, action: str, headers: dict[str, str]) -> Any:
        at, label = self.at, f"{self.at}/retentionLabel"
        if action == "move to another library":
            self.tenant.own("POST", "dials", {"moves_between_drives": True})
        inside = {"id": self.folder_id} if action == "move inside" else {}
        calls: dict[str, tuple[str, str, Any]] = {
            "edit": ("PUT", f"{at}/content", None),
            "columns": ("PATCH", f"{at}/listItem/fields", {"Title": "anders"}),
            "rename": ("PATCH", at, {"name": "anders.docx"}),
            "delete": ("DELETE", at, None),
            "copy": ("POST", f"{at}/copy", {"parentReference": self.elsewhere}),
            "move inside": ("PATCH", at, {"parentReference": inside}),
            "move to another library": ("PATCH", at, {"parentReference": self.elsewhere}),
            "change label": ("PATCH", label, {"name": "Lopend dossier"}),
            "remove label": ("DELETE", label, None),
        }
        method, path, body = calls[action]
        content = b"anders" if action == "edit" else None
        return self.tenant.graph(method, path, json=body, content=content, headers=headers)

    def person(self, action: str, who: str) -> Any:
        deeds: dict[str, dict[str, Any]] = {
            "edit": {"do": "edit", "content_base64": "YW5kZXJz"},
            "columns": {"do": "columns", "fields": {"Title": "anders"}},
            "rename": {"do": "rename", "to": "anders.docx"},
            "delete": {"do": "delete"},
            "move inside": {"do": "move", "to": "map"},
            "move to another library": {
                "do": "move",
                "to_site": "/sites/archief",
                "to_library": "Bezwaardossiers",
            },
            "change label": {"do": "label", "label": "Lopend dossier"},
            "remove label": {"do": "label"},
        }
        place = {"site": "/sites/archief", "library": "Subsidiedossiers", "item": self.item_id}
        return self.tenant.http.post(
            "/_simulator/people", json={"person": who, **place, **deeds[action]}
        )

    @property
    def folder_id(self) -> str:
        made: str = self.tenant.folder()["id"]
        return made

    @property
    def elsewhere(self) -> dict[str, str]:
        other = self.tenant.drive("Bezwaardossiers")
        return {"driveId": other["id"], "id": other["root_id"]}


def bearer(tenant: Any, **asked: Any) -> dict[str, str]:
    return {"Authorization": f"Bearer {tenant.own('POST', 'tokens', asked)['access_token']}"}


@pytest.mark.parametrize(("kind", "action", "cell"), CELLS)
def test_an_app_meets_the_cell(tenant: Any, kind: str, action: str, cell: str) -> None:
    item = Labelled(tenant, kind)
    plain = bearer(tenant, permissions=["Sites.ReadWrite.All"])
    answer = item.app(action, plain)
    assert answer.is_success == (cell == YES), answer.text
    if cell != YES:
        assert tenant.code(answer) == (403, "accessDenied")
        assert item.app(action, {}).is_success == (cell == ADMIN)


@pytest.mark.parametrize(
    ("kind", "action", "cell"), [one for one in CELLS if one.values[1] != "copy"]
)
def test_a_person_meets_the_cell(tenant: Any, kind: str, action: str, cell: str) -> None:
    item = Labelled(tenant, kind)
    answer = item.person(action, "Medewerker Subsidies")
    assert answer.is_success == (cell == YES), answer.text
    if cell != YES:
        assert answer.status_code == 403
        assert item.person(action, RECORDS_MANAGER).is_success == (cell == ADMIN)


def test_locking_again_does_not_make_a_record_forget_that_it_was_unlocked(tenant: Any) -> None:
    item = Labelled(tenant, "record locked")
    assert (item.lock(to=False), item.lock(to=True)) == (200, 200)
    assert item.app("edit", {}).status_code == 403
    assert item.app("move to another library", {}).status_code == 403


@pytest.mark.parametrize("kind", ["label", "regulatory"])
def test_only_a_record_can_be_unlocked(tenant: Any, kind: str) -> None:
    assert Labelled(tenant, kind).lock(to=False) == 400


def test_a_label_travels_with_a_move_and_a_copy_has_none(tenant: Any) -> None:
    item = Labelled(tenant, "record locked")
    tenant.graph("POST", f"{item.at}/copy", json={"name": "kopie.docx"})
    moved = item.app("move to another library", {}).json()
    tree = tenant.own("GET", "tree")["items"]
    (copy,) = [one for one in tree if one["copied_from"] == item.item_id]
    (gone,) = [one for one in tree if one["id"] == item.item_id]
    there = tenant.tree_item(moved["id"])
    assert copy["label"] is None
    assert gone["state"] == "gone"
    assert (there["label"]["name"], there["label"]["ever_unlocked"]) == ("het label", False)
    assert there["created_at"] == gone["created_at"]
    assert [one["sha256"] for one in there["versions"]] == [
        one["sha256"] for one in gone["versions"]
    ]
    assert tenant.graph("GET", item.at).status_code == 404


def test_what_was_moved_to_another_library_is_deleted_in_the_delta_of_the_first(
    tenant: Any,
) -> None:
    item = Labelled(tenant, "label")
    link = tenant.get(f"{item.at.split('/items')[0]}/root/delta")["@odata.deltaLink"]
    item.app("move to another library", {})
    assert {"state": "deleted"} in [
        one.get("deleted") for one in tenant.follow(link)["value"] if one["id"] == item.item_id
    ]


def test_the_tenant_can_forbid_what_the_table_leaves_to_it(tenant: Any) -> None:
    plain = Labelled(tenant, "label")
    tenant.own("POST", "dials", {"labels_forbid_deleting": True, "records_keep_properties": True})
    assert plain.app("delete", {}).status_code == 403
    shown = tenant.get(f"{plain.at}/retentionLabel")["retentionSettings"]
    assert (shown["isDeleteAllowed"], shown["isMetadataUpdateAllowed"]) == (False, True)
    tenant.graph("PATCH", f"{plain.at}/retentionLabel", json={"name": "Archiefstuk vergrendeld"})
    assert plain.app("rename", {}).status_code == plain.app("columns", {}).status_code == 403
    plain.lock(to=False)
    assert plain.app("rename", {}).status_code == 200


@pytest.mark.parametrize("forbidden", [False, True])
def test_two_labels_of_the_seed_forbid_deleting_whatever_the_dial_says(
    tenant: Any, *, forbidden: bool
) -> None:
    at = tenant.put()
    tenant.graph("PATCH", f"{at}/retentionLabel", json={"name": "Lopend dossier"})
    tenant.own("POST", "dials", {"labels_forbid_deleting": forbidden})
    assert tenant.code(tenant.graph("DELETE", at)) == (403, "accessDenied")


def test_an_app_alone_can_be_kept_from_removing_the_label_of_a_record(tenant: Any) -> None:
    item = Labelled(tenant, "record locked")
    tenant.own("POST", "dials", {"apps_remove_record_labels": False})
    person = bearer(tenant, person=RECORDS_MANAGER, permissions=["Sites.FullControl.All"])
    assert item.app("remove label", {}).status_code == 403
    assert item.app("remove label", person).status_code == 204


@pytest.mark.parametrize("action", ["change label", "remove label"])
def test_an_apps_full_control_does_not_make_a_person_the_admin_of_a_record(
    tenant: Any, action: str
) -> None:
    item = Labelled(tenant, "record locked")
    colleague = bearer(tenant, person="Medewerker Subsidies")
    assert tenant.code(item.app(action, colleague)) == (403, "accessDenied")
    assert tenant.code(item.app("delete", colleague)) == (403, "accessDenied")
    assert tenant.get(f"{item.at}/retentionLabel")["name"] == "het label"
    narrow = bearer(tenant, person=RECORDS_MANAGER, permissions=["Files.ReadWrite.All"])
    assert tenant.code(item.app(action, narrow)) == (403, "accessDenied")
    assert item.app(action, bearer(tenant, person=RECORDS_MANAGER)).is_success


def test_a_person_gives_a_record_label_through_an_app_as_by_hand(tenant: Any) -> None:
    at, label = tenant.put(), {"name": "Archiefstuk vergrendeld"}
    colleague = bearer(tenant, person="Medewerker Subsidies")
    answer = tenant.graph("PATCH", f"{at}/retentionLabel", json=label, headers=colleague)
    assert answer.status_code == 201


def test_a_regulatory_label_is_not_for_a_checked_out_document(tenant: Any) -> None:
    Labelled(tenant, "regulatory")
    at = tenant.put("ander.docx")
    tenant.graph("POST", f"{at}/checkout")
    answer = tenant.graph("PATCH", f"{at}/retentionLabel", json={"name": "het label"})
    assert tenant.code(answer) == (403, "accessDenied")


def test_what_is_in_a_folder_gets_its_label_later_by_a_dial(tenant: Any) -> None:
    tenant.own("POST", "dials", {"label_spread_seconds": 600})
    drive, folder, other = tenant.drive(), tenant.folder("dossier"), tenant.folder("ander")
    items = f"/drives/{drive['id']}/items"
    within = [
        f"{items}/{tenant.graph('PUT', f'{items}/{one}:/stuk.docx:/content', content=b'x').json()['id']}"
        for one in (folder["id"], other["id"])
    ]
    for one in (folder, other):
        given = {"name": "Lopend dossier"}
        tenant.graph("PATCH", f"{items}/{one['id']}/retentionLabel", json=given)
    tenant.graph("DELETE", f"{items}/{other['id']}/retentionLabel")
    link = tenant.get(f"/drives/{drive['id']}/root/delta?token=latest")["@odata.deltaLink"]

    def shown() -> list[int]:
        return [tenant.graph("GET", f"{one}/retentionLabel").status_code for one in within]

    assert shown() == [204, 204]
    tenant.own("POST", "clock", {"advance_seconds": 590})
    assert shown() == [204, 204]
    tenant.own("POST", "clock", {"advance_seconds": 20})
    assert shown() == [200, 204]
    assert not tenant.get(f"{within[0]}/retentionLabel")["isLabelAppliedExplicitly"]
    assert within[0].rsplit("/", 1)[-1] in {one["id"] for one in tenant.follow(link)["value"]}


def test_what_comes_into_a_labelled_folder_gets_its_label_unless_it_has_its_own(
    tenant: Any,
) -> None:
    drive, folder = tenant.drive(), tenant.folder("dossier")
    at = f"/drives/{drive['id']}/items/{folder['id']}"
    own, bare = tenant.put("eigen.docx"), tenant.put("kaal.docx")
    tenant.graph("PATCH", f"{own}/retentionLabel", json={"name": "Archiefstuk vergrendeld"})
    tenant.graph("PATCH", f"{at}/retentionLabel", json={"name": "Lopend dossier"})
    for one in (own, bare):
        tenant.graph("PATCH", one, json={"parentReference": {"id": folder["id"]}})
    made = tenant.graph("PUT", f"{at}:/nieuw.docx:/content", content=b"x").json()
    labels = [
        tenant.get(f"{one}/retentionLabel")
        for one in (own, bare, f"/drives/{drive['id']}/items/{made['id']}")
    ]
    assert [(one["name"], one["isLabelAppliedExplicitly"]) for one in labels] == [
        ("Archiefstuk vergrendeld", True),
        ("Lopend dossier", False),
        ("Lopend dossier", False),
    ]
    tenant.graph("DELETE", f"{at}/retentionLabel")
    assert tenant.graph("GET", f"{bare}/retentionLabel").status_code == 204
    assert tenant.graph("GET", f"{own}/retentionLabel").status_code == 200
