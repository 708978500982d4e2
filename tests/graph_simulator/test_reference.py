"""Answers hold against Graph's own schemas and documented examples (reference data)."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.graph_simulator.schemas import EXAMPLES, hold

pytestmark = [
    pytest.mark.reference,
    pytest.mark.skipif(
        not EXAMPLES.is_dir(), reason="answers not held against Graph's schemas: no reference data"
    ),
]


def _keys(example: str) -> set[str]:
    return set(json.loads((EXAMPLES / example).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/teams", "microsoft.graph.teamCollectionResponse"),
        ("/teams/{team}/channels", "microsoft.graph.channelCollectionResponse"),
        ("/teams/{team}/channels/{channel}/filesFolder", "microsoft.graph.driveItem"),
        ("/sites/{site}", "microsoft.graph.site"),
        ("/sites/{site}/drives", "microsoft.graph.driveCollectionResponse"),
        ("/drives/{drive}", "microsoft.graph.drive"),
        ("/sites?search=*", "microsoft.graph.siteCollectionResponse"),
        ("/sites/getAllSites", "microsoft.graph.siteCollectionResponse"),
        ("/sites/delta", "microsoft.graph.siteDeltaResponse"),
        ("/sites/{site}/sites", "microsoft.graph.siteCollectionResponse"),
        ("/sites/{site}/drive", "microsoft.graph.drive"),
        ("/sites/{site}/permissions", "microsoft.graph.permissionCollectionResponse"),
        ("/groups", "microsoft.graph.groupCollectionResponse"),
        ("/groups/{team}", "microsoft.graph.group"),
        ("/groups/{team}/sites/root", "microsoft.graph.site"),
        ("/drives/{drive}/list", "microsoft.graph.list"),
        ("/drives/{drive}/list/columns", "microsoft.graph.columnDefinitionCollectionResponse"),
        ("/drives/{drive}/list/contentTypes", "microsoft.graph.contentTypeCollectionResponse"),
        ("/drives/{managed}/list/columns", "microsoft.graph.columnDefinitionCollectionResponse"),
        ("/drives/{managed}/list/contentTypes", "microsoft.graph.contentTypeCollectionResponse"),
        ("/teams/{board}/channels", "microsoft.graph.channelCollectionResponse"),
        ("/teams/{board}/channels/{shared}/filesFolder", "microsoft.graph.driveItem"),
        ("/drives/{drive}/root", "microsoft.graph.driveItem"),
        ("/drives/{drive}/root/children", "microsoft.graph.driveItemCollectionResponse"),
        ("/drives/{drive}/root/delta", "microsoft.graph.driveItemDeltaResponse"),
        (
            "{item}?$expand=listItem($expand=fields),retentionLabel",
            "microsoft.graph.driveItem",
        ),
        ("{item}?$select=publication,sharepointIds", "microsoft.graph.driveItem"),
        ("{item}/listItem?$expand=fields", "microsoft.graph.listItem"),
        ("{item}/versions", "microsoft.graph.driveItemVersionCollectionResponse"),
        ("{item}/permissions", "microsoft.graph.permissionCollectionResponse"),
        ("{item}/retentionLabel", "microsoft.graph.itemRetentionLabel"),
    ],
)
def test_an_answer_holds_against_graphs_schema(tenant: Any, path: str, schema: str) -> None:
    names = tenant.own("GET", "tenant")
    team, board = names["teams"]["Subsidies"], names["teams"]["Beleid en Bestuur"]
    item = tenant.put()
    tenant.graph("PATCH", f"{item}/retentionLabel", json={"name": "Lopend dossier"})
    tenant.graph("POST", f"{item}/checkout")
    address = path.format(
        team=team["id"],
        channel=team["channels"]["Algemeen"]["id"],
        site=names["sites"]["/sites/archief"],
        drive=tenant.drive()["id"],
        managed=tenant.drive("Beleidsdossiers", "bestuursarchief")["id"],
        board=board["id"],
        shared=board["channels"]["Ringweg Noord"]["id"],
        item=item,
    )
    hold(tenant.get(address), schema)


def test_a_deleted_item_in_a_delta_holds_against_the_schema(tenant: Any) -> None:
    tenant.upload()
    link = tenant.get(f"/drives/{tenant.channel['drive_id']}/root/delta")["@odata.deltaLink"]
    tenant.person("delete", "besluit.docx")
    hold(tenant.follow(link), "microsoft.graph.driveItemDeltaResponse")


def test_answers_have_what_the_documented_examples_have(tenant: Any, receiver: Any) -> None:
    names = tenant.own("GET", "tenant")
    team, channel = names["teams"]["Subsidies"], tenant.channel
    drive, item = tenant.drive(), tenant.put()
    tenant.graph("PATCH", f"{item}/retentionLabel", json={"name": "Lopend dossier"})
    folder = f"/teams/{team['id']}/channels/{channel['id']}/filesFolder"
    (column, *_) = tenant.get(f"/drives/{drive['id']}/list/columns")["value"]
    asked = {
        "changeType": "updated",
        "notificationUrl": receiver.url,
        "resource": f"drives/{drive['id']}/root",
        "expirationDateTime": (datetime.now(UTC) + timedelta(days=1)).isoformat(),
    }
    subscription = tenant.graph("POST", "/subscriptions", json=asked).json()
    hold(subscription, "microsoft.graph.subscription")
    # Not in the metadata, says the reference.
    assert _keys("subscription-create-response.json") - {"notificationContentType"} <= set(
        subscription
    )
    assert _keys("channel-filesfolder.json") <= set(tenant.get(folder))
    assert _keys("site-get.json") <= set(tenant.get(f"/sites/{drive['site_id']}"))
    assert _keys("retentionlabel-get-response.json") <= set(tenant.get(f"{item}/retentionLabel"))
    assert _keys("driveitem-get-root.json") - {"cTag"} <= set(
        tenant.get(f"/drives/{drive['id']}/root")
    )
    example = json.loads((EXAMPLES / "list-columns.json").read_text(encoding="utf-8"))
    assert example["value"][0].keys() <= column.keys()


def test_notifications_and_monitors_have_the_documented_shape(tenant: Any, receiver: Any) -> None:
    asked = {
        "changeType": "updated",
        "notificationUrl": receiver.url,
        "resource": f"drives/{tenant.channel['drive_id']}/root",
        "expirationDateTime": (datetime.now(UTC) + timedelta(days=1)).isoformat(),
    }
    tenant.graph("POST", "/subscriptions", json=asked)
    item = tenant.upload()
    told = receiver.next()
    hold(told, "microsoft.graph.changeNotificationCollection")
    sample = _keys("notification-drive-m365-sample.json")
    assert {name[0].lower() + name[1:] for name in sample} <= set(told["value"][0])
    drive = tenant.drive()
    reference = {"driveId": drive["id"], "id": drive["root_id"]}
    copy = tenant.graph("POST", f"{item}/copy", json={"parentReference": reference})
    running, done = (tenant.http.get(copy.headers["location"]).json() for _ in range(2))
    assert running.keys() == _keys("monitor-in-progress.json")
    assert _keys("monitor-spo-completed.json") - {"@odata.context"} <= set(done)


def test_content_types_have_what_the_documented_example_has(tenant: Any) -> None:
    types = tenant.get(f"/drives/{tenant.drive()['id']}/list/contentTypes")["value"]
    example = json.loads((EXAMPLES / "list-contenttypes.json").read_text(encoding="utf-8"))
    dossier = next(one for one in types if "documentSet" in one)
    assert example["value"][1].keys() <= dossier.keys()
    assert example["value"][1]["base"].keys() == dossier["base"].keys()


def test_an_error_has_the_documented_shape(tenant: Any) -> None:
    answer = tenant.graph("GET", f"/drives/{tenant.drive()['id']}/items/01NIET").json()
    example = json.loads((EXAMPLES / "error-404-filesfolder-not-ready.json").read_text())
    assert answer.keys() == example.keys()
    assert answer["error"].keys() == example["error"].keys()
    assert answer["error"]["innerError"].keys() == example["error"]["innerError"].keys()
