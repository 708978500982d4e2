"""Subscriptions and notifications: the handshake, the rules, and what goes wrong on the way."""

import queue
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest


def _asked(tenant: Any, receiver: Any, **changed: Any) -> dict[str, Any]:
    moment = datetime.now(UTC) + timedelta(days=20)
    return {
        "changeType": "updated",
        "notificationUrl": receiver.url,
        "resource": f"/drives/{tenant.channel['drive_id']}/root",
        "expirationDateTime": moment.isoformat(),
        "clientState": "geheim",
    } | changed


def _subscribe(tenant: Any, receiver: Any, **changed: Any) -> Any:
    answer = tenant.graph("POST", "/subscriptions", json=_asked(tenant, receiver, **changed))
    assert answer.status_code == 201, answer.text
    return answer.json()


def _refused(tenant: Any, receiver: Any, **changed: Any) -> Any:
    answer = tenant.graph("POST", "/subscriptions", json=_asked(tenant, receiver, **changed))
    assert answer.is_error
    return answer


def test_the_handshake_comes_before_the_subscription(tenant: Any, receiver: Any) -> None:
    made = _subscribe(tenant, receiver, lifecycleNotificationUrl=receiver.url)
    assert receiver.handshakes == ["text/plain; charset=utf-8"] * 2
    assert made["clientState"] == "geheim"
    assert tenant.get(f"/subscriptions/{made['id']}")["id"] == made["id"]
    assert tenant.get("/subscriptions")["value"][0]["id"] == made["id"]


@pytest.mark.parametrize(
    "wrong",
    [
        lambda token: (202, "text/plain", token),
        lambda token: (200, "text/html", token),
        lambda _token: (200, "text/plain", "iets anders"),
    ],
)
def test_a_wrong_handshake_makes_no_subscription(tenant: Any, receiver: Any, wrong: Any) -> None:
    receiver.token_answer = wrong
    answer = _refused(tenant, receiver)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "ValidationError"
    assert tenant.get("/subscriptions")["value"] == []


def test_a_handshake_that_comes_too_late_makes_no_subscription(tenant: Any, receiver: Any) -> None:
    tenant.own("POST", "dials", {"handshake_timeout_ms": 50})
    given_up = threading.Event()

    def late(token: str) -> tuple[int, str, str]:
        given_up.wait(timeout=20)
        return 200, "text/plain", token

    receiver.token_answer = late
    answer = _refused(tenant, receiver)
    given_up.set()
    assert tenant.code(answer) == (400, "ValidationError")
    assert tenant.get("/subscriptions")["value"] == []


def test_a_second_subscription_is_refused_with_the_id_of_the_first(
    tenant: Any, receiver: Any
) -> None:
    made = _subscribe(tenant, receiver)
    resource = made["resource"].lstrip("/")
    answer = _refused(tenant, receiver, resource=resource)
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "ObjectIdentifierInUse"
    assert made["id"] in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"changeType": "created"}, 400),
        ({"expirationDateTime": "2020-01-01T00:00:00Z"}, 400),
        ({"expirationDateTime": "2099-01-01T00:00:00Z"}, 400),
        ({"clientState": "x" * 129}, 400),
        ({"clientState": 5}, 400),
        ({"notificationUrl": None}, 400),
        ({"lifecycleNotificationUrl": {}}, 400),
        ({"latestSupportedTlsVersion": ["v1_2"]}, 400),
        ({"latestSupportedTlsVersion": "v2_0"}, 400),
        ({"notificationUrl": "http://elders.example/"}, 400),
        ({"includeResourceData": True}, 400),
        ({"resource": "/users"}, 501),
        ({"resource": "/drives/x/items/y"}, 400),
        ({"resource": "drives/x/root:/map"}, 400),
        ({"resource": "/drives/b!onbekend/root"}, 404),
    ],
)
def test_what_cannot_be_subscribed_is_refused(
    tenant: Any, receiver: Any, changed: dict[str, Any], status: int
) -> None:
    assert _refused(tenant, receiver, **changed).status_code == status
    assert receiver.handshakes == []


def test_a_short_life_is_raised_to_45_minutes(tenant: Any, receiver: Any) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=5)
    made = _subscribe(tenant, receiver, expirationDateTime=soon.isoformat())
    assert datetime.fromisoformat(made["expirationDateTime"]) > soon + timedelta(minutes=30)


def test_a_burst_of_changes_is_one_notification_without_ids(tenant: Any, receiver: Any) -> None:
    made = _subscribe(tenant, receiver)
    tenant.upload("map/een.docx")
    tenant.own("POST", "notifications/deliver", {})
    (told,) = receiver.next()["value"]
    assert told["subscriptionId"] == made["id"]
    assert told["clientState"] == "geheim"
    assert told["changeType"] == "updated"
    assert told["resource"] == made["resource"]
    assert told["resourceData"] is None
    assert told["tenantId"] == tenant.own("GET", "tenant")["id"]
    assert receiver.received.empty()


def test_a_drives_notification_tells_nothing_or_its_type_only(tenant: Any, receiver: Any) -> None:
    tenant.own("POST", "dials", {"typed_drive_notifications": True})
    _subscribe(tenant, receiver)
    tenant.upload()
    (told,) = receiver.next()["value"]
    assert told["resourceData"] == {"@odata.type": "#Microsoft.Graph.DriveItem"}


def test_other_drives_say_nothing(tenant: Any, receiver: Any) -> None:
    _subscribe(tenant, receiver)
    tenant.put()
    assert tenant.own("POST", "notifications/deliver", {}) == {"delivered": 0, "failed": 0}


def test_a_refused_notification_is_tried_again(tenant: Any, receiver: Any) -> None:
    _subscribe(tenant, receiver)
    receiver.statuses = [503, 500]
    tenant.upload()
    outcome = tenant.own("POST", "notifications/deliver", {})
    assert outcome == {"delivered": 1, "failed": 0}
    assert receiver.received.qsize() == 3


def test_an_expired_subscription_is_deaf_and_gone(tenant: Any, receiver: Any) -> None:
    made = _subscribe(tenant, receiver)
    tenant.own("POST", "clock", {"advance_seconds": 21 * 86400})
    tenant.upload()
    assert tenant.own("POST", "notifications/deliver", {})["delivered"] == 0
    later = (datetime.now(UTC) + timedelta(days=40)).isoformat()
    answer = tenant.graph(
        "PATCH", f"/subscriptions/{made['id']}", json={"expirationDateTime": later}
    )
    assert answer.status_code == 404


def test_a_deleted_subscription_is_silent(tenant: Any, receiver: Any) -> None:
    made = _subscribe(tenant, receiver)
    assert tenant.graph("DELETE", f"/subscriptions/{made['id']}").status_code == 204
    tenant.upload()
    assert tenant.own("POST", "notifications/deliver", {})["delivered"] == 0
    assert tenant.graph("DELETE", f"/subscriptions/{made['id']}").status_code == 404


def test_notifications_get_lost_or_come_twice(tenant: Any, receiver: Any) -> None:
    _subscribe(tenant, receiver)
    tenant.fault("notifications_lost")
    tenant.upload("een.docx")
    assert tenant.own("POST", "notifications/deliver", {})["delivered"] == 0
    tenant.fault("notifications_duplicate", copies=3)
    tenant.upload("twee.docx")
    assert tenant.own("POST", "notifications/deliver", {})["delivered"] == 3
    counts = tenant.own("GET", "tree")["notifications"]
    assert counts == {"sent": 3, "delivered": 3, "failed": 0, "lost": 1, "pending": 0}


def test_a_late_notification_waits_for_the_simulators_clock(tenant: Any, receiver: Any) -> None:
    _subscribe(tenant, receiver)
    tenant.fault("notifications_late", seconds=6 * 3600)
    tenant.upload()
    assert tenant.own("POST", "notifications/deliver", {})["delivered"] == 0
    assert tenant.own("GET", "tree")["notifications"]["pending"] == 1
    with pytest.raises(queue.Empty):
        receiver.received.get_nowait()
    tenant.own("POST", "clock", {"advance_seconds": 6 * 3600 + 1})
    tenant.own("POST", "notifications/deliver", {})
    assert receiver.next()["value"]
