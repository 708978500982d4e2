"""A subscription's life: what it may be on, its quotas, its lifecycle notifications, its end."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.graph_simulator.schemas import EXAMPLES, hold

HOUR = 3600


def until(**left: float) -> str:
    return (datetime.now(UTC) + timedelta(**left)).isoformat()


def subscribe(tenant: Any, receiver: Any, headers: Any = None, **changed: Any) -> Any:
    asked = {
        "changeType": "updated",
        "notificationUrl": receiver.url,
        "resource": f"/drives/{tenant.channel['drive_id']}/root",
        "expirationDateTime": until(days=20),
        "clientState": "geheim",
    } | changed
    return tenant.graph("POST", "/subscriptions", json=asked, headers=headers or {})


def deliver(tenant: Any) -> Any:
    return tenant.own("POST", "notifications/deliver", {})


def pass_by(tenant: Any, seconds: float) -> Any:
    tenant.own("POST", "clock", {"advance_seconds": seconds})
    return deliver(tenant)


def messages(tenant: Any, **changed: Any) -> dict[str, Any]:
    team = tenant.own("GET", "tenant")["teams"]["Subsidies"]
    return {
        "resource": f"teams/{team['id']}/channels/{tenant.channel['id']}/messages",
        "changeType": "created",
        "expirationDateTime": until(minutes=55),
    } | changed


def the_list(tenant: Any) -> str:
    drive = tenant.get(f"/drives/{tenant.drive()['id']}/list")
    site = drive["parentReference"]["siteId"]
    return f"sites/{site}/lists/{drive['id']}"


def test_a_list_is_subscribed_to_and_tells_the_type_only(tenant: Any, receiver: Any) -> None:
    made = subscribe(tenant, receiver, resource=the_list(tenant)).json()
    tenant.put()
    deliver(tenant)
    (told,) = receiver.next()["value"]
    assert told["resource"] == made["resource"] == the_list(tenant)
    assert told["resourceData"] == {"@odata.type": "#Microsoft.Graph.ListItem"}


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, 201),
        ({"changeType": "created,updated"}, 201),
        ({"changeType": "deleted"}, 400),
        ({"expirationDateTime": until(minutes=4_400)}, 400),
        ({"expirationDateTime": until(minutes=4_300)}, 400),
        ({"resource": "teams/onbekend/channels/19:x@thread.tacv2/messages"}, 404),
        ({"includeResourceData": True}, 501),
    ],
)
def test_messages_of_a_channel_have_rules_of_their_own(
    tenant: Any, receiver: Any, changed: dict[str, Any], status: int
) -> None:
    assert subscribe(tenant, receiver, **messages(tenant, **changed)).status_code == status


def test_more_than_an_hour_in_teams_needs_a_lifecycle_url(tenant: Any, receiver: Any) -> None:
    long = messages(tenant, expirationDateTime=until(minutes=4_300))
    assert subscribe(tenant, receiver, **long).status_code == 400
    assert subscribe(tenant, receiver, **long, lifecycleNotificationUrl=receiver.url).is_success


def test_quotas_of_teams_are_403_and_a_duplicate_is_409(tenant: Any, receiver: Any) -> None:
    asked = messages(tenant)
    assert subscribe(tenant, receiver, **asked).status_code == 201
    again = subscribe(tenant, receiver, **asked)
    another = subscribe(tenant, receiver, **asked | {"changeType": "updated"})
    tenant.own("POST", "dials", {"teams_subscriptions_at_most": 1})
    tenant.graph_headers = {"Authorization": "Bearer " + _other_app(tenant)}
    full = subscribe(tenant, receiver, **asked)
    assert tenant.code(again) == (409, "ObjectIdentifierInUse")
    assert tenant.code(another) == tenant.code(full) == (403, "accessDenied")
    assert "organisation" in full.json()["error"]["message"]


def _other_app(tenant: Any) -> str:
    asked = {"resource": "x", "api-version": "1", "client_id": "een-andere-app"}
    given = tenant.http.get(
        "/msi/token", params=asked, headers={"X-IDENTITY-HEADER": "simulator"}
    ).json()
    token: str = given["access_token"]
    return token


def test_asking_for_the_list_all_the_time_is_throttled(tenant: Any) -> None:
    codes = [tenant.graph("GET", "/subscriptions").status_code for _ in range(26)]
    assert codes == [200] * 25 + [429]
    tenant.own("POST", "clock", {"advance_seconds": 21})
    assert tenant.graph("GET", "/subscriptions").status_code == 200


def test_two_urls_shake_hands_each_and_lifecycle_news_goes_to_its_own(
    tenant: Any, receiver: Any
) -> None:
    life = f"{receiver.url}&leven=ja"
    made = subscribe(tenant, receiver, lifecycleNotificationUrl=life).json()
    assert len(receiver.handshakes) == 2
    asked = {"event": "missed"}
    tenant.own("POST", f"subscriptions/{made['id']}/lifecycle", asked)
    deliver(tenant)
    (told,) = receiver.next()["value"]
    assert (told["subscriptionId"], told["lifecycleEvent"]) == (made["id"], "missed")
    assert (told["clientState"], "resource" in told) == ("geheim", False)


def test_in_its_last_hour_it_asks_for_reauthorization_every_quarter_until_it_gets_it(
    tenant: Any, receiver: Any
) -> None:
    made = subscribe(
        tenant, receiver, lifecycleNotificationUrl=receiver.url, expirationDateTime=until(hours=3)
    ).json()
    assert pass_by(tenant, 1.9 * HOUR)["delivered"] == 0
    assert [pass_by(tenant, 0.26 * HOUR)["delivered"] for _ in range(2)] == [1, 1]
    told = receiver.next()["value"][0]
    assert told["lifecycleEvent"] == "reauthorizationRequired"
    path = f"/subscriptions/{made['id']}"
    assert tenant.graph("POST", f"{path}/reauthorize").status_code == 204
    assert tenant.get(path)["expirationDateTime"] == made["expirationDateTime"]
    assert pass_by(tenant, 0.1 * HOUR)["delivered"] == 0
    assert pass_by(tenant, 0.2 * HOUR)["delivered"] == 1
    tenant.graph("PATCH", path, json={"expirationDateTime": until(days=10)})
    assert pass_by(tenant, 3 * HOUR)["delivered"] == 0
    assert tenant.graph("GET", path).status_code == 200


@pytest.mark.parametrize("by", ["reauthorize", "renewing"])
def test_changes_during_a_pause_are_lost_until_it_is_authorized_again(
    tenant: Any, receiver: Any, by: str
) -> None:
    made = subscribe(tenant, receiver, lifecycleNotificationUrl=receiver.url).json()
    path = f"/subscriptions/{made['id']}"
    asked = {"event": "reauthorizationRequired", "pause": True}
    tenant.own("POST", f"subscriptions/{made['id']}/lifecycle", asked)
    tenant.upload("een.docx")
    assert deliver(tenant)["delivered"] <= 1
    if by == "reauthorize":
        tenant.graph("POST", f"{path}/reauthorize")
    else:
        tenant.graph("PATCH", path, json={"expirationDateTime": until(days=15)})
    tenant.upload("twee.docx")
    deliver(tenant)
    events = [receiver.next()["value"][0] for _ in range(receiver.received.qsize())]
    assert [one.get("lifecycleEvent") for one in events] == ["reauthorizationRequired", None]
    assert tenant.own("GET", "tree")["notifications"]["lost"] == 1


def test_a_removed_subscription_says_so_and_is_gone(tenant: Any, receiver: Any) -> None:
    made = subscribe(tenant, receiver, lifecycleNotificationUrl=receiver.url).json()
    tenant.own("POST", f"subscriptions/{made['id']}/lifecycle", {"event": "subscriptionRemoved"})
    deliver(tenant)
    assert receiver.next()["value"][0]["lifecycleEvent"] == "subscriptionRemoved"
    assert tenant.graph("GET", f"/subscriptions/{made['id']}").status_code == 404
    assert subscribe(tenant, receiver).status_code == 201


def test_a_lifecycle_url_cannot_be_added_later(tenant: Any, receiver: Any) -> None:
    made = subscribe(tenant, receiver).json()
    asked = {"lifecycleNotificationUrl": receiver.url}
    assert tenant.graph("PATCH", f"/subscriptions/{made['id']}", json=asked).status_code == 400


@pytest.mark.reference
@pytest.mark.skipif(
    not EXAMPLES.is_dir(), reason="answers not held against Graph's schemas: no reference data"
)
@pytest.mark.parametrize(
    ("example", "event"),
    [
        ("lifecycle-reauthorization-required.json", "reauthorizationRequired"),
        ("lifecycle-subscription-removed.json", "subscriptionRemoved"),
    ],
)
def test_lifecycle_notifications_have_the_shape_of_the_documented_examples(
    tenant: Any, receiver: Any, example: str, event: str
) -> None:
    made = subscribe(tenant, receiver, lifecycleNotificationUrl=receiver.url).json()
    tenant.own("POST", f"subscriptions/{made['id']}/lifecycle", {"event": event})
    told = receiver.next()
    hold(told, "microsoft.graph.changeNotificationCollection")
    shape = json.loads((EXAMPLES / example).read_text(encoding="utf-8"))
    assert told["value"][0].keys() == shape["value"][0].keys()
    assert told["value"][0]["lifecycleEvent"] == shape["value"][0]["lifecycleEvent"]


@pytest.mark.parametrize(("passed", "reminders"), [(4.2, 4), (3.6, 3), (1.9, 0)])
def test_a_clock_that_jumps_sends_what_was_due_on_the_way_at_its_time(
    tenant: Any, receiver: Any, passed: float, reminders: int
) -> None:
    life = {"lifecycleNotificationUrl": receiver.url, "expirationDateTime": until(hours=4)}
    subscribe(tenant, receiver, **life)
    assert pass_by(tenant, passed * HOUR)["delivered"] == reminders
    told = [receiver.next()["value"][0] for _ in range(reminders)]
    assert {one["lifecycleEvent"] for one in told} <= {"reauthorizationRequired"}
