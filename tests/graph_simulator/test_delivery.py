"""Delivery: timeouts, the backoff, slow and dropped endpoints, several subscriptions in one POST."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph_simulator.endpoints import Endpoint
from tests.graph_simulator.test_subscription_life import deliver, pass_by, subscribe, the_list

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def counts(tenant: Any) -> Any:
    return tenant.own("GET", "tree")["notifications"]


def dials(tenant: Any, **turned: Any) -> None:
    tenant.own("POST", "dials", turned)


def state(tenant: Any, receiver: Any) -> Any:
    return tenant.own("GET", "notifications/endpoints")["endpoints"][receiver.url]


def test_subscriptions_with_one_url_share_a_post(tenant: Any, receiver: Any) -> None:
    drive = tenant.drive()["id"]
    made = [
        subscribe(tenant, receiver, resource=resource).json()["id"]
        for resource in (f"drives/{drive}/root", the_list(tenant))
    ]
    tenant.put()
    assert deliver(tenant) == {"delivered": 2, "failed": 0}
    assert [one["subscriptionId"] for one in receiver.next()["value"]] == made
    assert receiver.received.empty()


def test_what_was_delivered_before_somebody_waits_is_told_once(tenant: Any, receiver: Any) -> None:
    subscribe(tenant, receiver)
    tenant.upload()
    receiver.next()
    while counts(tenant)["pending"]:
        pass
    assert [deliver(tenant)["delivered"] for _ in range(2)] == [1, 0]


def test_retries_back_off_for_four_hours_and_then_it_is_given_up(
    tenant: Any, receiver: Any
) -> None:
    subscribe(tenant, receiver)
    dials(tenant, patient_retries=True)
    receiver.statuses = [503] * 20
    tenant.upload()
    assert deliver(tenant) == {"delivered": 0, "failed": 0}
    outcomes = [pass_by(tenant, 10 * 2**number)["failed"] for number in range(10)]
    assert outcomes == [0] * 9 + [1]
    assert receiver.received.qsize() == 11
    assert counts(tenant)["pending"] == 0


def test_a_retry_comes_when_its_moment_has_come_and_not_before(tenant: Any, receiver: Any) -> None:
    subscribe(tenant, receiver)
    dials(tenant, patient_retries=True)
    receiver.statuses = [500, 500]
    tenant.upload()
    deliver(tenant)
    assert [pass_by(tenant, seconds)["delivered"] for seconds in (5, 6, 10, 11)] == [0, 0, 0, 1]
    assert receiver.received.qsize() == 3


def test_an_answer_that_comes_too_late_is_none_and_a_retry_waits_longer(
    tenant: Any, receiver: Any
) -> None:
    subscribe(tenant, receiver)
    dials(tenant, patient_retries=True, notification_timeout_ms=50)
    receiver.gate.clear()
    tenant.upload()
    assert deliver(tenant) == {"delivered": 0, "failed": 0}
    receiver.gate.set()
    assert pass_by(tenant, 11)["delivered"] == 1


def test_a_slow_endpoint_gets_what_is_new_ten_minutes_later_until_it_is_quick_again(
    tenant: Any, receiver: Any
) -> None:
    subscribe(tenant, receiver)
    dials(tenant, delivery_states=True, patient_retries=True, notification_timeout_ms=50)
    receiver.gate.clear()
    tenant.upload("een.docx")
    deliver(tenant)
    receiver.gate.set()
    dials(tenant, notification_timeout_ms=10_000)
    assert state(tenant, receiver) == "slow"
    tenant.upload("twee.docx")
    assert deliver(tenant)["delivered"] == 0
    assert counts(tenant)["pending"] == 2
    assert pass_by(tenant, 601)["delivered"] == 2
    assert state(tenant, receiver) == "healthy"
    tenant.upload("drie.docx")
    assert deliver(tenant)["delivered"] == 1


def test_an_endpoint_that_does_not_answer_at_all_is_dropped_and_tried_again_later(
    tenant: Any, receiver: Any
) -> None:
    subscribe(tenant, receiver)
    dials(
        tenant,
        delivery_states=True,
        notification_timeout_ms=50,
        notification_retry_timeout_ms=50,
    )
    receiver.gate.clear()
    tenant.upload("een.docx")
    assert deliver(tenant)["failed"] == 1
    receiver.gate.set()
    dials(tenant, notification_timeout_ms=10_000)
    assert state(tenant, receiver) == "drop"
    tenant.upload("twee.docx")
    assert deliver(tenant) == {"delivered": 0, "failed": 0}
    assert counts(tenant)["lost"] == 1
    pass_by(tenant, 601)
    tenant.upload("drie.docx")
    assert deliver(tenant)["delivered"] == 1
    assert state(tenant, receiver) == "healthy"


def _answers(quick: int, slow: int, dropped: int) -> Endpoint:
    endpoint = Endpoint()
    for number in range(quick + slow + dropped):
        late = number >= quick
        gone = number >= quick + slow
        endpoint.answered(BEGIN, over_first=late, over_retry=gone)
    return endpoint


@pytest.mark.parametrize(
    ("quick", "slow", "dropped", "expected"),
    [
        (90, 10, 0, "healthy"),
        (89, 11, 0, "slow"),
        (85, 0, 15, "slow"),
        (84, 0, 16, "drop"),
    ],
)
def test_the_shares_at_which_an_endpoint_is_slow_or_dropped(
    quick: int, slow: int, dropped: int, expected: str
) -> None:
    assert _answers(quick, slow, dropped).state == expected


def test_only_a_few_try_a_slow_endpoint_and_one_that_is_still_slow_waits_again() -> None:
    endpoint = _answers(0, 5, 0)
    later = BEGIN + timedelta(minutes=10)
    assert endpoint.treatment(BEGIN + timedelta(minutes=9)) == "delay"
    assert [endpoint.treatment(later) for _ in range(4)] == ["send", "send", "send", "delay"]
    endpoint.answered(later, over_first=True, over_retry=False)
    assert endpoint.treatment(later + timedelta(minutes=9)) == "delay"
    assert endpoint.treatment(later + timedelta(minutes=10)) == "send"
