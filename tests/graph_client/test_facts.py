"""Graph's JSON as our values, for the forms that tenants and pages show."""

from typing import Any

import pytest

from graph_client.columns import still_to_set
from graph_client.delta import folded
from graph_client.facts import (
    access_of,
    drive_item_of,
    fields_of,
    label_of,
    version_of,
    version_order,
)


def test_the_path_of_an_item_is_its_folder_from_the_root_and_decoded() -> None:
    def path(reference: dict[str, str]) -> str:
        return drive_item_of({"id": "1", "parentReference": reference}, "d").path

    assert path({"path": "/drives/b!x/root:/Algemeen/Besluiten%20en%20100%25"}) == (
        "/Algemeen/Besluiten en 100%"
    )
    assert path({"path": "/drives/b!x/root:"}) == "/"
    assert path({}) == "/"


def test_the_person_is_named_before_the_application() -> None:
    identities = {"application": {"displayName": "App"}, "user": {"displayName": "Jurist"}}
    assert drive_item_of({"id": "1", "createdBy": identities}, "d").created_by == "Jurist"
    del identities["user"]
    assert drive_item_of({"id": "1", "createdBy": identities}, "d").created_by == "App"


def test_an_item_that_is_checked_out_tells_by_whom() -> None:
    publication = {"checkedOutBy": {"user": {"displayName": "Jurist"}}}
    assert drive_item_of({"id": "1", "publication": publication}, "d").checked_out_by == "Jurist"
    assert drive_item_of({"id": "1", "publication": {"level": "x"}}, "d").checked_out_by is None


def test_columns_without_a_value_and_annotations_are_left_out() -> None:
    data = {"@odata.etag": "x", "Leeg": None, "Tags@odata.type": "Collection", "Ook": ""}
    assert fields_of(data) == {"Ook": ""}


def test_columns_that_sharepoint_keeps_itself_are_left_out() -> None:
    own = {"id": "3", "Modified": "x", "_UIVersionString": "1.0", "AuthorLookupId": "6"}
    assert fields_of(own | {"Title": "Besluit"}) == {"Title": "Besluit"}


def test_columns_with_several_values_are_their_json() -> None:
    assert fields_of({"Tags": ["één", "b"]}) == {"Tags": '["één", "b"]'}


def test_version_ten_comes_after_version_nine() -> None:
    ids = ["10.0", "9.0", "1.0", "9.1"]
    versions = sorted((version_of({"id": one}) for one in ids), key=version_order)
    assert [version.id for version in versions] == ["1.0", "9.0", "9.1", "10.0"]


def test_a_version_tells_who_made_it_a_person_or_an_app_and_nobody_where_graph_names_nobody() -> (
    None
):
    person = {
        "user": {"displayName": "Medewerker Subsidies"},
        "application": {"displayName": "Word"},
    }
    by = [person, {"application": {"displayName": "Dossierstroom"}}, {"user": {"id": "7"}}, None]
    versions = [version_of({"id": "1.0", "lastModifiedBy": one}) for one in by]
    assert [v.by for v in versions] == ["Medewerker Subsidies", "Dossierstroom", "", ""]


@pytest.mark.parametrize(
    ("settings", "blocks"),
    [
        ({"behaviorDuringRetentionPeriod": "retain", "isDeleteAllowed": False}, False),
        ({"behaviorDuringRetentionPeriod": "retain", "isDeleteAllowed": True}, False),
        ({"behaviorDuringRetentionPeriod": "doNotRetain"}, False),
        ({"behaviorDuringRetentionPeriod": "retainAsRecord", "isDeleteAllowed": False}, True),
        ({"behaviorDuringRetentionPeriod": "retainAsRecord"}, True),
        (
            {"behaviorDuringRetentionPeriod": "retainAsRegulatoryRecord", "isDeleteAllowed": False},
            True,
        ),
        (
            {
                "behaviorDuringRetentionPeriod": "retainAsRecord",
                "isDeleteAllowed": True,
                "isRecordLocked": True,
            },
            True,
        ),
        ({"behaviorDuringRetentionPeriod": "unknownFutureValue", "isDeleteAllowed": False}, True),
        (None, True),
    ],
)
def test_records_keep_a_source_from_being_released_and_plain_labels_do_not(
    settings: dict[str, object] | None, *, blocks: bool
) -> None:
    label = label_of({"name": "Etiket", "retentionSettings": settings})
    assert label is not None
    assert label.blocks_delete is blocks


@pytest.mark.parametrize(
    ("behaviour", "locked", "record"),
    [
        ("retainAsRecord", True, "locked"),
        ("retainAsRecord", False, "unlocked"),
        ("retainAsRegulatoryRecord", True, "regulatory"),
        ("retain", False, None),
    ],
)
def test_a_label_tells_what_kind_of_record_it_declares(
    behaviour: str, record: str | None, *, locked: bool
) -> None:
    settings = {"behaviorDuringRetentionPeriod": behaviour, "isRecordLocked": locked}
    label = label_of({"name": "Etiket", "retentionSettings": settings})
    assert label is not None
    assert label.record == record


def test_who_can_open_an_item_is_told_by_the_directory_where_it_knows_them() -> None:
    permissions: list[dict[str, Any]] = [
        {"grantedToV2": {"user": {"id": "u1"}, "siteUser": {"id": "9"}}},
        {"grantedToV2": {"group": {"id": "g1"}, "siteUser": {"id": "10"}}},
        {"grantedTo": {"user": {"id": "u2"}}},
        {"grantedToIdentitiesV2": [{"user": {"id": "u3"}}]},
        {"grantedToV2": {"siteGroup": {"id": "3", "displayName": "Leden"}}},
        {"grantedToV2": {"siteUser": {"id": "7", "displayName": "Iedereen"}}},
        {"grantedToV2": {"application": {"id": "a1"}}},
        {"grantedToV2": {"application": {"id": "a1"}, "siteUser": {"id": "11"}}},
        {"link": {"scope": "users"}, "grantedToIdentitiesV2": [{"user": {"id": "u4"}}]},
        {"roles": ["read"]},
    ]
    known = access_of(permissions, "b!d").known
    assert known == {
        "user:u1",
        "group:g1",
        "user:u2",
        "user:u3",
        "site:b!d:siteGroup:3",
        "site:b!d:siteUser:7",
    }
    permissions.append({"id": "p9", "grantedToV2": {"user": {"email": "gast@elders.example"}}})
    access = access_of(permissions, "b!d")
    assert access.widest - access.known == {"link:users", "unknown:None", "unknown:p9"}


@pytest.mark.parametrize(
    ("beside", "inherits"),
    [
        ([], True),
        ([{"link": {"scope": "users"}, "inheritedFrom": {}}], True),
        ([{"link": {"scope": "users"}}], False),
        ([{"grantedToV2": {"user": {"id": "u2"}}}], False),
        ([{"grantedToV2": {"user": {"id": "u2"}}, "inheritedFrom": None}], False),
    ],
)
def test_an_item_inherits_its_access_when_nothing_was_granted_on_itself(
    beside: list[dict[str, Any]], *, inherits: bool
) -> None:
    above: dict[str, Any] = {
        "grantedToV2": {"group": {"id": "g1"}},
        "inheritedFrom": {"driveId": "b!d", "id": "01UP"},
    }
    assert access_of([above, *beside], "b!d").inherits is inherits


def test_an_item_of_which_no_access_is_told_inherits_nothing() -> None:
    assert not access_of([], "b!d").inherits


def test_of_an_item_that_comes_twice_in_a_delta_the_last_state_counts() -> None:
    page = folded(
        [
            {"id": "1", "name": "oud", "file": {}, "parentReference": {"id": "r"}},
            {"id": "2", "folder": {}, "name": "map"},
            {"id": "1", "deleted": {"state": "deleted"}},
            {"id": "r", "root": {}, "name": "root"},
        ]
    )
    assert [(item.item_id, item.deleted, item.name) for item in page] == [
        ("2", False, "map"),
        ("1", True, None),
        ("r", False, "root"),
    ]
    assert [(item.is_folder, item.is_root) for item in page] == [
        (True, False),
        (False, False),
        (True, True),
    ]


def test_an_empty_deleted_facet_is_a_deletion() -> None:
    assert folded([{"id": "1", "deleted": {}}])[0].deleted


@pytest.mark.parametrize(
    ("now", "wanted", "to_set"),
    [
        ("a", "a", {}),
        ("a", "b", {"C": "b"}),
        ("a", "", {"C": None}),
        ("", "", {}),
        ("2026-11-23T09:00:00Z", "2026-11-23T10:00:00.1234567+01:00", {}),
        ("2026-11-23T09:00:00Z", "2026-11-23T09:00:01Z", {"C": "2026-11-23T09:00:01Z"}),
        ("2024-05-01", "2024-05-01T00:00:00Z", {"C": "2024-05-01T00:00:00Z"}),
        ("2.10", "2.1", {"C": "2.1"}),
    ],
)
def test_a_column_that_is_so_already_is_not_set(
    now: str, wanted: str, to_set: dict[str, str | None]
) -> None:
    assert still_to_set({"C": now} if now else {}, {"C": wanted}) == to_set
