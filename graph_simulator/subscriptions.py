"""The subscription calls (graph.md 3.1, 3.2): drive roots only, `updated` only."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from graph_simulator.calls import Answer, Call
from graph_simulator.clock import graph_time, read_time
from graph_simulator.errors import GraphError, invalid, not_modelled
from graph_simulator.model import Actor, Json, Subscription
from graph_simulator.operation import WRITES_FILES, Operation

MAXIMUM_MINUTES = 42_300
_MINIMUM_MINUTES = 45
_CLIENT_STATE_LENGTH = 128
_RESOURCE = re.compile(r"/?drives/(?P<drive>[^/]+)/root/?")
_KNOWN = frozenset(
    {
        "changeType", "notificationUrl", "lifecycleNotificationUrl", "resource",
        "expirationDateTime", "clientState", "latestSupportedTlsVersion",
    }
)  # fmt: skip


async def prepare_create(call: Call) -> None:
    """Check the request and shake hands with both URLs before anything is made (graph.md 3.3).

    A duplicate (same app, change type and resource) is refused with 409 `ObjectIdentifierInUse`
    and the id in the message (LM:webhooks delivery; abraunegg/onedrive src/webhook.d).
    """
    asked = call.json()
    _check_known(asked)
    drive_id = _drive_of(call, asked)
    _expiry(call, asked.get("expirationDateTime"))
    for name in ("notificationUrl", "lifecycleNotificationUrl"):
        if name in asked:
            _check_url(asked[name])
    _refuse_duplicate(call, drive_id)
    for name in ("notificationUrl", "lifecycleNotificationUrl"):
        if name in asked:
            await call.simulator.notifications.shake_hands(asked[name])


def create(call: Call) -> Answer:
    """POST /subscriptions: 201 (GD:subscription-post-subscriptions)."""
    asked = call.json()
    drive_id = _drive_of(call, asked)
    _refuse_duplicate(call, drive_id)
    subscription = Subscription(
        id=str(uuid4()),
        drive_id=drive_id,
        resource=asked["resource"],
        app=Actor("app", call.caller.app_name, call.caller.app_id),
        client_state=asked.get("clientState"),
        notification_url=asked["notificationUrl"],
        lifecycle_url=asked.get("lifecycleNotificationUrl"),
        tls_version=asked.get("latestSupportedTlsVersion") or "v1_2",
        expires_at=_expiry(call, asked.get("expirationDateTime")),
    )
    call.simulator.notifications.add(subscription)
    return Answer(201, call.context("subscriptions/$entity") | shown(subscription))


def list_all(call: Call) -> Answer:
    """GET /subscriptions: those of the calling app (DOC)."""
    own = [one for one in call.simulator.notifications.live() if one.app.id == call.caller.app_id]
    return Answer(body=call.context("subscriptions") | {"value": [shown(one) for one in own]})


def get(call: Call) -> Answer:
    """GET /subscriptions/{id}; an expired one is not found (believed)."""
    return Answer(body=call.context("subscriptions/$entity") | shown(_find(call)))


async def prepare_patch(call: Call) -> None:
    """A new notification URL is validated too (believed; the pages leave it open)."""
    _find(call)
    asked = call.json()
    unknown = asked.keys() - {"expirationDateTime", "notificationUrl"}
    if unknown:
        raise invalid(f"Cannot be changed: {', '.join(sorted(unknown))}")
    if "notificationUrl" in asked:
        _check_url(asked["notificationUrl"])
        await call.simulator.notifications.shake_hands(asked["notificationUrl"])


def patch(call: Call) -> Answer:
    """PATCH /subscriptions/{id}: renews (LM:lifecycle)."""
    subscription, asked = _find(call), call.json()
    if "expirationDateTime" in asked:
        subscription.expires_at = _expiry(call, asked["expirationDateTime"])
    subscription.notification_url = asked.get("notificationUrl", subscription.notification_url)
    return Answer(body=call.context("subscriptions/$entity") | shown(subscription))


def delete(call: Call) -> Answer:
    """DELETE /subscriptions/{id}: 204."""
    call.simulator.notifications.remove(_find(call).id)
    return Answer(204)


def shown(one: Subscription) -> Json:
    """A subscription as Graph shows it (graph-examples/subscription-create-response.json)."""
    return {
        "id": one.id,
        "resource": one.resource,
        "applicationId": one.app.id,
        "changeType": "updated",
        "clientState": one.client_state,
        "notificationUrl": one.notification_url,
        "lifecycleNotificationUrl": one.lifecycle_url,
        "expirationDateTime": graph_time(one.expires_at),
        "creatorId": one.app.id,
        "latestSupportedTlsVersion": one.tls_version,
        "includeResourceData": False,
        "encryptionCertificate": None,
        "encryptionCertificateId": None,
    }


def _find(call: Call) -> Subscription:
    for one in call.simulator.notifications.live():
        if one.id == call.params["subscription"] and one.app.id == call.caller.app_id:
            return one
    raise GraphError(404, "ResourceNotFound", "The object was not found.")


def _check_known(asked: Json) -> None:
    missing = {"changeType", "notificationUrl", "resource", "expirationDateTime"} - asked.keys()
    if missing:
        raise invalid(f"Missing: {', '.join(sorted(missing))}")
    if asked.get("includeResourceData"):
        # The message is as reported in IS:OneDrive/onedrive-api-docs#1214.
        raise invalid("File Services workload is not enabled for rich notifications.")
    unknown = {name for name, value in asked.items() if value is not None} - _KNOWN
    if unknown - {"includeResourceData"}:
        raise not_modelled(f"subscription with {', '.join(sorted(unknown))}")
    if asked["changeType"] != "updated":
        raise invalid("Only 'updated' is supported on the root of a drive.")
    if len(asked.get("clientState") or "") > _CLIENT_STATE_LENGTH:
        raise invalid(f"clientState is at most {_CLIENT_STATE_LENGTH} characters.")


def _drive_of(call: Call, asked: Json) -> str:
    found = _RESOURCE.fullmatch(str(asked["resource"]))
    if found is None:
        raise not_modelled(f"subscription on '{asked['resource']}'; drives/{{id}}/root is modelled")
    return call.simulator.tenant.drive(found["drive"]).id


def _refuse_duplicate(call: Call, drive_id: str) -> None:
    for one in call.simulator.notifications.live():
        if one.drive_id == drive_id and one.app.id == call.caller.app_id:
            message = f"Subscription Id {one.id} already exists for the requested combination"
            raise GraphError(409, "ObjectIdentifierInUse", message)


def _expiry(call: Call, asked: object) -> datetime:
    try:
        moment = read_time(str(asked))
    except ValueError:
        raise invalid("expirationDateTime is not a date and time.") from None
    now = call.simulator.clock.now()
    if moment <= now:
        raise invalid("Subscription expiration is in the past.")
    if moment > now + timedelta(minutes=MAXIMUM_MINUTES):
        # Whether the service refuses or shortens today is not stated: the strict choice.
        raise invalid(f"Subscription expiration can only be {MAXIMUM_MINUTES} minutes away.")
    return max(moment, now + timedelta(minutes=_MINIMUM_MINUTES))


def _check_url(url: object) -> None:
    parts = urlsplit(str(url))
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}:
        return  # the one concession: the service itself takes https only
    raise invalid("The notification URL must be https.")


OPERATIONS = (
    Operation(
        "subscription.create",
        "POST",
        ("/v1.0/subscriptions",),
        create,
        0,
        "documented",
        (
            "GD:subscription-post-subscriptions; handshake: GD:c:change-notifications-"
            "delivery-notificationurl-validation; only `updated`, 42,300 and 45 minutes: "
            "LM:change-notifications-overview; over the maximum refused: believed; 409 "
            "`ObjectIdentifierInUse`: LM:webhooks delivery, seen by abraunegg/onedrive; "
            "within one app: believed. http is taken on loopback only; the service takes "
            "https"
        ),
        prepare=prepare_create,
        permissions=WRITES_FILES,
        takes=("on `[/]drives/{id}/root`"),
    ),
    Operation(
        "subscription.list",
        "GET",
        ("/v1.0/subscriptions",),
        list_all,
        0,
        "documented",
        ("GD21:subscription-list"),
        takes=("of the calling app"),
    ),
    Operation(
        "subscription.get",
        "GET",
        ("/v1.0/subscriptions/{subscription}",),
        get,
        0,
        "documented",
        ("GD21:subscription-get"),
        permissions=WRITES_FILES,
    ),
    Operation(
        "subscription.patch",
        "PATCH",
        ("/v1.0/subscriptions/{subscription}",),
        patch,
        0,
        "documented",
        ("LM:lifecycle. A new URL is validated, an expired one is 404: believed"),
        prepare=prepare_patch,
        permissions=WRITES_FILES,
        takes=("expirationDateTime, notificationUrl"),
    ),
    Operation(
        "subscription.delete",
        "DELETE",
        ("/v1.0/subscriptions/{subscription}",),
        delete,
        0,
        "documented",
        ("GD21:subscription-delete"),
        permissions=WRITES_FILES,
    ),
)
