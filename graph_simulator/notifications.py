"""Subscriptions, and the background delivery of their notifications.

A drive notification says only that something under the root changed: no item, `resourceData` null
(OneDrive/samples ProcessChanges.cs; IS:OneDrive/onedrive-api-docs#1214). Changes within 50 ms go
out as one. Delivered is 2xx within 3 s, 10 s on a retry (LM:webhooks delivery); the service's
exponential backoff of up to four hours is pressed into a few real seconds here.
"""

import asyncio
import functools
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote
from uuid import uuid4

import httpx

from graph_simulator.clock import SimulatorClock, graph_time
from graph_simulator.errors import GraphError
from graph_simulator.faults import Faults
from graph_simulator.model import Json, Subscription
from graph_simulator.tenant import Tenant

_BURST_SECONDS = 0.05
_ATTEMPTS = 6
_FIRST_BACKOFF_SECONDS = 0.1
_FIRST_TIMEOUT_SECONDS = 3.0
_RETRY_TIMEOUT_SECONDS = 10.0
_HANDSHAKE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class _Notification:
    subscription_id: str
    url: str
    body: Json


class Notifications:
    """The subscriptions of one tenant, and what is under way to them."""

    def __init__(self, clock: SimulatorClock, faults: Faults, tenant: Tenant) -> None:
        self._clock = clock
        self._faults = faults
        self._tenant = tenant
        self._gathering: dict[str, asyncio.TimerHandle] = {}
        self._late: list[tuple[datetime, _Notification, asyncio.TimerHandle]] = []
        self._posting: set[asyncio.Task[None]] = set()

    # ---------------------------------------------------------------------------- subscriptions

    def live(self) -> list[Subscription]:
        """The subscriptions that have not expired; expired ones are forgotten."""
        now = self._clock.now()
        for one in [one for one in self._tenant.subscriptions.values() if one.expires_at <= now]:
            del self._tenant.subscriptions[one.id]
        return list(self._tenant.subscriptions.values())

    def add(self, subscription: Subscription) -> None:
        """Add a subscription."""
        self._tenant.subscriptions[subscription.id] = subscription

    def remove(self, subscription_id: str) -> None:
        """Remove a subscription; what was gathering for it is dropped."""
        del self._tenant.subscriptions[subscription_id]

    async def shake_hands(self, url: str) -> None:
        """Validate a URL: it must answer 200 and the decoded token, as text, within 10 s.

        GD:c:includes/change-notifications-delivery-notificationurl-validation. The page gives 400
        for a failure; the code is believed.
        """
        token = f"Validation: Testing client application reachability. Request-Id: {uuid4()}"
        joint = "&" if "?" in url else "?"
        reason = ""
        try:
            answer = await _http().post(
                f"{url}{joint}validationToken={quote(token, safe='')}",
                headers={"Content-Type": "text/plain; charset=utf-8"},
                timeout=_HANDSHAKE_SECONDS,
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = f"could not be reached: {type(error).__name__}"
        else:
            plain = answer.headers.get("content-type", "").startswith("text/plain")
            if answer.status_code != 200 or answer.text.strip() != token or not plain:
                reason = f"answered {answer.status_code} without the token as plain text"
        if reason:
            message = f"Subscription validation request failed. Notification endpoint {reason}."
            raise GraphError(400, "ValidationError", message)

    # --------------------------------------------------------------------------------- delivery

    def ring(self, drive_id: str) -> None:
        """Note that something in that drive changed."""
        loop = asyncio.get_running_loop()
        for one in self.live():
            if one.drive_id == drive_id and one.id not in self._gathering:
                timer = loop.call_later(_BURST_SECONDS, self._flush, one.id)
                self._gathering[one.id] = timer

    def _flush(self, subscription_id: str) -> None:
        self._gathering.pop(subscription_id).cancel()
        subscription = next((one for one in self.live() if one.id == subscription_id), None)
        if subscription is None:
            return
        notification = _Notification(
            subscription.id,
            subscription.notification_url,
            {
                "value": [
                    {
                        "subscriptionId": subscription.id,
                        "clientState": subscription.client_state,
                        "changeType": "updated",
                        "resource": subscription.resource,
                        "resourceData": None,
                        "subscriptionExpirationDateTime": graph_time(subscription.expires_at),
                        "tenantId": self._tenant.id,
                    }
                ]
            },
        )
        if self._faults.take_notification("notifications_lost"):
            self._tenant.notified["lost"] += 1
            return
        late = self._faults.take_notification("notifications_late")
        if late:
            self._delay(notification, float(late.options["seconds"]))
            return
        doubled = self._faults.take_notification("notifications_duplicate")
        for _ in range(int(doubled.options.get("copies", 2)) if doubled else 1):
            self._send(notification)

    def _delay(self, notification: _Notification, seconds: float) -> None:
        due = self._clock.now() + timedelta(seconds=seconds)
        timer = asyncio.get_running_loop().call_later(seconds + 0.01, self.clock_moved)
        self._late.append((due, notification, timer))

    def clock_moved(self) -> None:
        """Send the late notifications whose moment has come on the simulator's clock."""
        now = self._clock.now()
        waiting, self._late = self._late, []
        for due, notification, timer in waiting:
            if due > now:
                self._late.append((due, notification, timer))
                continue
            timer.cancel()
            if notification.subscription_id in {one.id for one in self.live()}:
                self._send(notification)

    def _send(self, notification: _Notification) -> None:
        self._tenant.notified["sent"] += 1
        task = asyncio.get_running_loop().create_task(self._post(notification))
        self._posting.add(task)
        task.add_done_callback(self._posting.discard)

    async def _post(self, notification: _Notification) -> None:
        for attempt in range(_ATTEMPTS):
            timeout = _RETRY_TIMEOUT_SECONDS if attempt else _FIRST_TIMEOUT_SECONDS
            try:
                answer = await _http().post(
                    notification.url, json=notification.body, timeout=timeout
                )
            except (httpx.HTTPError, httpx.InvalidURL):
                pass
            else:
                if answer.is_success:
                    self._tenant.notified["delivered"] += 1
                    return
            if attempt + 1 < _ATTEMPTS:
                await asyncio.sleep(_FIRST_BACKOFF_SECONDS * 2**attempt)
        self._tenant.notified["failed"] += 1

    async def deliver(self) -> Json:
        """Wait until every notification that is not late was answered or given up."""
        before = dict(self._tenant.notified)
        while self._gathering or self._posting:
            for subscription_id in list(self._gathering):
                self._flush(subscription_id)
            if self._posting:
                await asyncio.wait(set(self._posting))
        return {
            name: self._tenant.notified[name] - before[name] for name in ("delivered", "failed")
        }

    def counts(self) -> dict[str, int]:
        """How many notifications were sent, delivered, failed, lost; how many are pending."""
        pending = len(self._gathering) + len(self._posting) + len(self._late)
        return {**self._tenant.notified, "pending": pending}

    def stop(self) -> None:
        """Drop everything under way; the subscriptions stay."""
        for timer in (*self._gathering.values(), *(late[2] for late in self._late)):
            timer.cancel()
        for task in self._posting:
            task.cancel()
        self._gathering.clear()
        self._late.clear()


@functools.cache
def _http() -> httpx.AsyncClient:
    """One client for the process, whatever tenant it serves after a reset."""
    return httpx.AsyncClient(trust_env=False)
