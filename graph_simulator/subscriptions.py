"""The subscription calls: on drive roots, lists and messages of channels."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from graph_simulator.asked import text_in
from graph_simulator.calls import Answer, Call
from graph_simulator.clock import graph_time, read_time
from graph_simulator.errors import GraphError, invalid, not_modelled
from graph_simulator.model import Actor, Json, Subscription
from graph_simulator.operation import WRITES_FILES, Operation
from graph_simulator.subscription_resources import (
    READS_MESSAGES,
    Watched,
    check_asked,
    check_minutes,
    check_quotas,
    watched,
)

_MINIMUM_MINUTES = 45
_CLIENT_STATE_LENGTH = 128
_TLS_VERSIONS = ("v1_0", "v1_1", "v1_2", "v1_3")
_URLS = ("notificationUrl", "lifecycleNotificationUrl")
_TEXTS = frozenset(
    {
        "changeType", "notificationUrl", "lifecycleNotificationUrl", "resource",
        "expirationDateTime", "clientState", "latestSupportedTlsVersion",
    }
)  # fmt: skip
# Requests per app and twenty seconds (LM:throttling-limits).
_AT_MOST = {"list": 25, "get": 500, "change": 500, "reauthorize": 1_000}


async def prepare_create(call: Call) -> None:
    """Check the request and shake hands with both URLs before anything is made.

    A duplicate (same app, change type and resource) is refused with 409 `ObjectIdentifierInUse`
    and the id in the message (LM:webhooks delivery; abraunegg/onedrive src/webhook.d).
    """
    _count(call, "change")
    asked = call.json()
    _check_known(asked)
    on = watched(call, str(asked["resource"]))
    expires_at = _expiry(call, asked["expirationDateTime"])
    check_asked(call, on, asked, _minutes(call, expires_at))
    for name in _URLS:
        if asked.get(name) is not None:
            _check_url(asked[name])
    _refuse_duplicate(call, on, asked)
    for name in _URLS:
        if asked.get(name) is not None:
            await call.simulator.notifications.shake_hands(asked[name])


def create(call: Call) -> Answer:
    """POST /subscriptions: 201 (GD:subscription-post-subscriptions)."""
    asked = call.json()
    on = watched(call, str(asked["resource"]))
    _refuse_duplicate(call, on, asked)
    subscription = Subscription(
        id=str(uuid4()),
        kind=on.kind,
        watched=on.id,
        change_type=asked["changeType"],
        resource_data=on.data,
        resource=asked["resource"],
        app=Actor("app", call.caller.app_name, call.caller.app_id),
        client_state=asked.get("clientState"),
        notification_url=asked["notificationUrl"],
        lifecycle_url=asked.get("lifecycleNotificationUrl"),
        tls_version=asked.get("latestSupportedTlsVersion") or "v1_2",
        expires_at=_raised(call, _expiry(call, asked["expirationDateTime"])),
    )
    call.simulator.notifications.add(subscription)
    return Answer(201, call.context("subscriptions/$entity") | shown(subscription))


def list_all(call: Call) -> Answer:
    """GET /subscriptions: those of the calling app (DOC)."""
    _count(call, "list")
    own = [one for one in call.simulator.notifications.live() if one.app.id == call.caller.app_id]
    return Answer(body=call.context("subscriptions") | {"value": [shown(one) for one in own]})


def get(call: Call) -> Answer:
    """GET /subscriptions/{id}; an expired one is not found (believed)."""
    _count(call, "get")
    return Answer(body=call.context("subscriptions/$entity") | shown(_find(call)))


async def prepare_patch(call: Call) -> None:
    """A new notification URL is validated too (believed; the pages leave it open)."""
    _count(call, "change")
    _find(call)
    asked = call.json()
    unknown = asked.keys() - {"expirationDateTime", "notificationUrl"}
    if unknown:
        raise invalid(f"Cannot be changed: {', '.join(sorted(unknown))}")
    if "notificationUrl" in asked:
        _check_url(asked["notificationUrl"])
        await call.simulator.notifications.shake_hands(asked["notificationUrl"])


def patch(call: Call) -> Answer:
    """PATCH /subscriptions/{id}: renews and re-authorizes (LM:lifecycle)."""
    subscription, asked = _find(call), call.json()
    if "expirationDateTime" in asked:
        expires_at = _expiry(call, asked["expirationDateTime"])
        check_minutes(watched(call, subscription.resource), _minutes(call, expires_at))
        subscription.expires_at = _raised(call, expires_at)
    subscription.notification_url = asked.get("notificationUrl", subscription.notification_url)
    call.simulator.notifications.renewed(subscription)
    return Answer(body=call.context("subscriptions/$entity") | shown(subscription))


def reauthorize(call: Call) -> Answer:
    """POST /subscriptions/{id}/reauthorize: 204; the expiry stays (GD:subscription-reauthorize)."""
    _count(call, "reauthorize")
    call.simulator.notifications.renewed(_find(call))
    return Answer(204)


def delete(call: Call) -> Answer:
    """DELETE /subscriptions/{id}: 204."""
    _count(call, "change")
    call.simulator.notifications.remove(_find(call).id)
    return Answer(204)


def shown(one: Subscription) -> Json:
    """A subscription as Graph shows it (graph-examples/subscription-create-response.json)."""
    return {
        "id": one.id,
        "resource": one.resource,
        "applicationId": one.app.id,
        "changeType": one.change_type,
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
    given = {name for name, value in asked.items() if value is not None}
    for name in given & _TEXTS:
        text_in(asked, name)
    missing = {"changeType", "notificationUrl", "resource", "expirationDateTime"} - given
    if missing:
        raise invalid(f"Missing: {', '.join(sorted(missing))}")
    unknown = given - _TEXTS - {"includeResourceData"}
    if unknown:
        raise not_modelled(f"subscription with {', '.join(sorted(unknown))}")
    if asked.get("latestSupportedTlsVersion") not in {None, *_TLS_VERSIONS}:
        # GD:r:subscription
        raise invalid(f"latestSupportedTlsVersion is one of {', '.join(_TLS_VERSIONS)}.")
    if len(asked.get("clientState") or "") > _CLIENT_STATE_LENGTH:
        raise invalid(f"clientState is at most {_CLIENT_STATE_LENGTH} characters.")


def _count(call: Call, kind: str) -> None:
    """Count the request against the limits of /subscriptions. 429 beyond them."""
    now = call.simulator.clock.now()
    call.simulator.rates.take(call.caller.app_id, f"subscriptions {kind}", _AT_MOST[kind], now)


def _refuse_duplicate(call: Call, on: Watched, asked: Json) -> None:
    live = call.simulator.notifications.live()
    changes = set(str(asked["changeType"]).split(","))
    for one in live:
        same = one.kind == on.kind and one.watched == on.id
        if same and one.app.id == call.caller.app_id and set(one.change_type.split(",")) == changes:
            message = f"Subscription Id {one.id} already exists for the requested combination"
            raise GraphError(409, "ObjectIdentifierInUse", message)
    of_teams = [(one.app.id, one.watched) for one in live if one.kind == "channel messages"]
    check_quotas(call, on, of_teams)


def _expiry(call: Call, asked: object) -> datetime:
    try:
        moment = read_time(str(asked))
    except ValueError:
        raise invalid("expirationDateTime is not a date and time.") from None
    if moment <= call.simulator.clock.now():
        raise invalid("Subscription expiration is in the past.")
    return moment


def _minutes(call: Call, expires_at: datetime) -> float:
    return (expires_at - call.simulator.clock.now()) / timedelta(minutes=1)


def _raised(call: Call, expires_at: datetime) -> datetime:
    """Less than 45 minutes becomes 45 minutes (GD:r:subscription)."""
    return max(expires_at, call.simulator.clock.now() + timedelta(minutes=_MINIMUM_MINUTES))


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
            "delivery-notificationurl-validation; only `updated` on drives and lists, 42,300, "
            "for messages 4,320, and 45 minutes, quotas of Teams (403): "
            "LM:change-notifications-overview; over the maximum refused, which of 409 and 403 comes "
            "first: believed; a lifecycle URL for more than an hour in Teams: DOC; 409 "
            "`ObjectIdentifierInUse`: LM:webhooks delivery, seen by abraunegg/onedrive; "
            "within one app: believed. http is taken on loopback only; the service takes "
            "https. That apps by themselves met 403 on lists in 2020 (IS:microsoft-graph-docs#7786) "
            "is not modelled, nor are rich notifications (501)"
        ),
        prepare=prepare_create,
        permissions=(*WRITES_FILES, *READS_MESSAGES),
        takes=(
            "on `[/]drives/{id}/root`, `[/]sites/{id}/lists/{id}`, "
            "`[/]teams/{id}/channels/{id}/messages`"
        ),
    ),
    Operation(
        "subscription.list",
        "GET",
        ("/v1.0/subscriptions",),
        list_all,
        0,
        "documented",
        ("GD21:subscription-list; 429 beyond 25 in 20 s: LM:throttling-limits"),
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
        permissions=(*WRITES_FILES, *READS_MESSAGES),
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
        permissions=(*WRITES_FILES, *READS_MESSAGES),
        takes=("expirationDateTime, notificationUrl"),
    ),
    Operation(
        "subscription.reauthorize",
        "POST",
        ("/v1.0/subscriptions/{subscription}/reauthorize",),
        reauthorize,
        0,
        "documented",
        (
            "GD:subscription-reauthorize. That its state may become inconsistent within ten minutes "
            "of a PATCH is not modelled"
        ),
        permissions=(*WRITES_FILES, *READS_MESSAGES),
    ),
    Operation(
        "subscription.delete",
        "DELETE",
        ("/v1.0/subscriptions/{subscription}",),
        delete,
        0,
        "documented",
        ("GD21:subscription-delete"),
        permissions=(*WRITES_FILES, *READS_MESSAGES),
    ),
)
