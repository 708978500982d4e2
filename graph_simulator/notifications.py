"""Which notifications go out, of changes and of a subscription's own life.

A drive notification says only that something under the root changed: no item, `resourceData` null
(OneDrive/samples ProcessChanges.cs; IS:OneDrive/onedrive-api-docs#1214). Changes within 50 ms go
out as one, and those of several subscriptions with one URL in one POST
(GD:c:change-notifications-delivery-webhooks).
"""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import uuid4

import httpx

from graph_simulator.agenda import Agenda
from graph_simulator.clock import SimulatorClock, graph_time
from graph_simulator.delivery import Delivery, Letter, http
from graph_simulator.errors import GraphError
from graph_simulator.faults import Faults
from graph_simulator.model import Json, Subscription
from graph_simulator.tenant import Tenant

if TYPE_CHECKING:
    from graph_simulator.simulator import Dials

_BURST_SECONDS = 0.05
# As the page illustrates it: every fifteen minutes in the last hour.
_REMINDED = timedelta(hours=1)
_BETWEEN_REMINDERS = timedelta(minutes=15)


class Notifications:
    """The subscriptions of one tenant, and what is under way to them."""

    def __init__(
        self, clock: SimulatorClock, faults: Faults, tenant: Tenant, dials: "Dials"
    ) -> None:
        self._clock = clock
        self._faults = faults
        self._tenant = tenant
        self._dials = dials
        self._agenda = Agenda(clock)
        self._delivery = Delivery(clock, dials, self._agenda, tenant.notified)
        self._gathering: dict[str, asyncio.TimerHandle] = {}
        self._gathered: dict[str, dict[tuple[str, str], Json]] = {}
        """By URL: the notifications of this burst, by subscription and what they tell of."""
        self._next_reminder: datetime | None = None
        self._counted = dict(tenant.notified)
        """The counts as they were when somebody waited last."""

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
        self._plan_reminder()

    def renewed(self, subscription: Subscription) -> None:
        """It was renewed or re-authorized: what happens from now on is told again."""
        subscription.is_paused = False
        subscription.reminded_at = self._clock.now()
        self._plan_reminder()

    def remove(self, subscription_id: str) -> None:
        """Remove a subscription; what was gathering for it is dropped."""
        del self._tenant.subscriptions[subscription_id]

    async def shake_hands(self, url: str) -> None:
        """Validate a URL: it must answer 200 and the decoded token, as text, within 10 s (a dial).

        GD:c:includes/change-notifications-delivery-notificationurl-validation. The page gives 400
        for a failure; the code is believed.
        """
        token = f"Validation: Testing client application reachability. Request-Id: {uuid4()}"
        joint = "&" if "?" in url else "?"
        reason = ""
        try:
            answer = await http().post(
                f"{url}{joint}validationToken={quote(token, safe='')}",
                headers={"Content-Type": "text/plain; charset=utf-8"},
                timeout=self._dials.handshake_timeout_ms / 1000,
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

    # ------------------------------------------------------------------------- what is gathered

    def ring(self, drive_id: str) -> None:
        """Note that something in that drive, which is a list too, changed."""
        for one in self.live():
            if one.watched == drive_id:
                self._gather(one, self._told(one, "updated", one.resource_data))

    def ring_message(self, channel_id: str, change_type: str, resource: str, data: Json) -> None:
        """Note that a message of a channel was made or changed."""
        for one in self.live():
            if one.watched == channel_id and change_type in one.change_type.split(","):
                told = self._told(one, change_type, data) | {"resource": resource}
                self._gather(one, told, key=f"{change_type} {resource}")

    def _told(self, one: Subscription, change_type: str, data: Json | None) -> Json:
        return {
            "subscriptionId": one.id,
            "clientState": one.client_state,
            "changeType": change_type,
            "resource": one.resource,
            "resourceData": data,
            "subscriptionExpirationDateTime": graph_time(one.expires_at),
            "tenantId": self._tenant.id,
        }

    def _gather(self, one: Subscription, told: Json, key: str = "") -> None:
        if one.is_paused:
            # Changes during a pause are not told later (LM:lifecycle).
            self._tenant.notified["lost"] += 1
            return
        self._plan_reminder()
        url = one.notification_url
        self._gathered.setdefault(url, {})[one.id, key] = told
        if url not in self._gathering:
            loop = asyncio.get_running_loop()
            self._gathering[url] = loop.call_later(_BURST_SECONDS, self._flush, url)

    def _flush(self, url: str) -> None:
        self._gathering.pop(url).cancel()
        known = {one.id for one in self.live()}
        gathered = self._gathered.pop(url)
        value = [told for (own, _), told in gathered.items() if own in known]
        now = [told for told in value for _ in self._as_often_as_faults_say(url, told)]
        once = [told for place, told in enumerate(now) if told not in now[:place]]
        if once:
            self._delivery.send(Letter(url, once))
        for again in [told for place, told in enumerate(now) if told in now[:place]]:
            self._delivery.send(Letter(url, [again]))

    def _as_often_as_faults_say(self, url: str, told: Json) -> Iterator[None]:
        """One yield for each time it is to be sent now."""
        if self._faults.take_notification("notifications_lost"):
            self._tenant.notified["lost"] += 1
            return
        late = self._faults.take_notification("notifications_late")
        if late:
            self._agenda.after(float(late.options["seconds"]), lambda: self._send_late(url, told))
            return
        doubled = self._faults.take_notification("notifications_duplicate")
        for _ in range(int(doubled.options.get("copies", 2)) if doubled else 1):
            yield

    def _send_late(self, url: str, told: Json) -> None:
        if told["subscriptionId"] in {one.id for one in self.live()}:
            self._delivery.send(Letter(url, [told]))

    # ------------------------------------------------------------------------------ its own life

    def tell_of_life(self, one: Subscription, event: str) -> None:
        """Send a lifecycle notification, if the subscription has a URL for them (LM:lifecycle)."""
        if one.lifecycle_url is None:
            return
        told = {
            "subscriptionId": one.id,
            "subscriptionExpirationDateTime": graph_time(one.expires_at),
            "tenantId": self._tenant.id,
            "clientState": one.client_state,
            "lifecycleEvent": event,
        }
        self._delivery.send(Letter(one.lifecycle_url, [told]))

    def _plan_reminder(self) -> None:
        """Put the next `reauthorizationRequired` that anybody is to get on the agenda."""
        moments = [self._reminder(one) for one in self.live() if one.lifecycle_url]
        soonest = min(moments, default=None)
        if soonest is not None and (self._next_reminder is None or soonest < self._next_reminder):
            self._next_reminder = soonest
            self._agenda.at(soonest, self._remind)

    def _reminder(self, one: Subscription) -> datetime:
        last_hour = one.expires_at - _REMINDED
        if one.reminded_at is None:
            return last_hour
        return max(last_hour, one.reminded_at + _BETWEEN_REMINDERS)

    def _remind(self) -> None:
        now, self._next_reminder = self._clock.now(), None
        for one in self.live():
            if one.lifecycle_url and self._reminder(one) <= now:
                one.reminded_at = now
                self.tell_of_life(one, "reauthorizationRequired")
        self._plan_reminder()

    # ---------------------------------------------------------------------------- and the waiting

    def move_clock(self, moment: datetime) -> None:
        """Let the clock go to that moment, past all that is due on the way, each at its own time."""
        self._plan_reminder()
        while (due := self._agenda.next_before(moment)) and due > self._clock.now():
            self._clock.set(due)
            self._agenda.look()
        self._clock.set(moment)
        self._plan_reminder()
        self._agenda.look()

    async def deliver(self) -> Json:
        """Wait until every notification that is not late was answered or given up.

        Answers how many since this was asked last: what is under way does not wait for the question.
        """
        while self._gathering or self._delivery.under_way:
            for url in list(self._gathering):
                self._flush(url)
            if self._delivery.under_way:
                await asyncio.wait(self._delivery.under_way)
        before, self._counted = self._counted, dict(self._tenant.notified)
        return {name: self._counted[name] - before[name] for name in ("delivered", "failed")}

    def counts(self) -> dict[str, int]:
        """How many notifications were sent, delivered, failed, lost; how many are pending."""
        gathered = sum(len(one) for one in self._gathered.values())
        waiting = len(self._agenda) - (self._next_reminder is not None)
        pending = gathered + len(self._delivery.under_way) + waiting
        return {**self._tenant.notified, "pending": pending}

    def endpoints(self) -> Json:
        """Each notification URL, and how it is doing."""
        return self._delivery.states()

    def stop(self) -> None:
        """Drop everything under way; the subscriptions stay."""
        for timer in self._gathering.values():
            timer.cancel()
        self._delivery.stop()
        self._agenda.clear()
        self._gathering.clear()
        self._gathered.clear()
        self._next_reminder = None
