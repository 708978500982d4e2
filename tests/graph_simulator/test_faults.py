"""Faults: errors before and after, holding, throttling; and ending promptly while holding."""

import asyncio
import subprocess
import sys
from typing import Any

import httpx
import pytest

from graph_simulator import fault_options, faults
from tests.conftest import ROOT


async def _until_holding(tenant: Any, fault: str) -> None:
    told = await asyncio.to_thread(tenant.own, "GET", f"faults/{fault}/held")
    assert told == {"holding": 1}


def _delete(tenant: Any, client: httpx.AsyncClient, at: str) -> "asyncio.Task[httpx.Response]":
    call = client.delete(f"{tenant.url}/v1.0{at}", headers=tenant.graph_headers, timeout=20)
    return asyncio.ensure_future(call)


def test_an_error_before_leaves_everything_as_it_was(tenant: Any) -> None:
    at = tenant.put()
    tenant.fault("status", "drive_item.delete", status=503, retry_after=7)
    answer = tenant.graph("DELETE", at)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")
    assert tenant.last_call()["effects"] == []
    assert tenant.graph("DELETE", at).status_code == 204


def test_an_error_after_hides_what_was_done(tenant: Any) -> None:
    at = tenant.put()
    tenant.fault("status_after", "drive_item.delete", status=504, code="gatewayTimeout")
    answer = tenant.graph("DELETE", at)
    call = tenant.last_call()
    assert answer.json()["error"]["code"] == "gatewayTimeout"
    assert (call["status"], call["effects"][0]["op"]) == (504, "recycled")
    assert tenant.graph("GET", at).status_code == 404


def test_an_error_can_be_a_page_and_have_headers_of_its_own(tenant: Any) -> None:
    at = tenant.put()
    challenge = 'Bearer error="insufficient_claims", claims="e30="'
    tenant.fault("status", status=502, html=True)
    tenant.fault("status", status=401, headers={"WWW-Authenticate": challenge})
    page, refused = tenant.graph("GET", at), tenant.graph("GET", at)
    assert (page.status_code, page.headers["content-type"]) == (502, "text/html; charset=utf-8")
    assert "error" not in page.text
    assert refused.headers["www-authenticate"] == challenge
    assert tenant.code(refused) == (401, "unauthenticated")


def test_a_fault_strikes_its_operation_so_often_and_after_so_many(tenant: Any) -> None:
    at = tenant.put()
    tenant.fault("status", "drive_item.*", status=500, times=2, skip=1)
    codes = [tenant.graph("GET", at).status_code for _ in range(4)]
    assert codes == [200, 500, 500, 200]
    assert tenant.graph("GET", f"{at}/retentionLabel").status_code == 204


def test_faults_of_one_operation_strike_one_after_the_other(tenant: Any) -> None:
    at = tenant.put()
    tenant.fault("status", "drive_item.get", status=503)
    tenant.fault("status", "drive_item.get", status=500)
    assert [tenant.graph("GET", at).status_code for _ in range(3)] == [503, 500, 200]


def test_a_fault_can_strike_whatever_changes_something(tenant: Any) -> None:
    at = tenant.put()
    fault = tenant.fault("status", "changes", status=500, times=None)
    assert tenant.graph("GET", at).status_code == 200
    assert tenant.graph("PATCH", at, json={"name": "x"}).status_code == 500
    assert tenant.graph("DELETE", at).status_code == 500
    tenant.own("DELETE", f"faults/{fault}")
    assert tenant.graph("DELETE", at).status_code == 204


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"kind": "onbekend"}, "status_after"),
        ({"kind": "status"}, "needs status"),
        ({"kind": ["status"]}, "kind is text"),
        ({"kind": "status", "status": 503, "operation": "driveitem.get"}, "drive_item.get"),
        ({"kind": "status", "status": 503, "operation": "nope.x"}, "COVERAGE.md"),
        ({"kind": "status", "status": 503, "operation": 5}, "operation is text"),
        ({"kind": "status", "status": 503, "tims": 2}, "no option tims"),
        ({"kind": "status", "status": 503, "times": -1}, "times is a whole number from 1"),
        ({"kind": "status", "status": 503, "times": "x"}, "times"),
        ({"kind": "status", "status": 503, "skip": "x"}, "skip"),
        ({"kind": "status", "status": 503, "seed": []}, "seed"),
        ({"kind": "status", "status": "abc"}, "status is a whole number from 400"),
        ({"kind": "status", "status": 9999}, "to 599"),
        ({"kind": "status", "status": 429, "retry_after": "5\r\nx: y"}, "retry_after"),
        ({"kind": "status", "status": 401, "headers": {"x": "a\r\ny: b"}}, "headers is an object"),
        ({"kind": "status", "status": 401, "headers": [1]}, "headers is an object"),
        ({"kind": "status", "status": 502, "html": "ja"}, "html is true or false"),
        ({"kind": "resync", "code": "gone"}, "one of resyncRequired"),
        ({"kind": "latency", "seconds": -1}, "seconds is a number from 0"),
        ({"kind": "latency", "seconds": "veel"}, "seconds"),
        ({"kind": "unit_limit", "per_minute": "x"}, "per_minute"),
        ({"kind": "resync", "operation": "drive_item.get"}, "resync is for site.delta"),
        ({"kind": "copy_fails", "operation": "drive_item.get"}, "is for drive_item.copy"),
        ({"kind": "notifications_lost", "operation": "drive_item.get"}, "leave operation out"),
        ({"kind": "notifications_lost", "path_contains": "x"}, "no option path_contains"),
    ],
)
def test_a_fault_that_would_not_do_what_was_meant_is_refused_with_what_there_is(
    tenant: Any, wrong: dict[str, Any], told: str
) -> None:
    answer = tenant.http.post("/_simulator/faults", json=wrong)
    assert tenant.code(answer) == (400, "invalidRequest")
    assert told in answer.json()["error"]["message"]
    assert tenant.own("GET", "faults")["faults"] == []


def test_every_kind_of_fault_that_strikes_can_be_asked_for() -> None:
    by_call = faults.BEFORE | faults.AFTER | faults.COPY | faults.DELTA | faults.UPLOAD
    by_call |= faults.DESCRIBED
    assert set(fault_options.KINDS) == by_call | faults.HASHES | faults.NOTIFICATIONS


def test_a_resync_waits_for_a_delta(tenant: Any) -> None:
    at = tenant.put()
    tenant.fault("resync")
    assert tenant.graph("GET", at).status_code == 200
    delta = f"/drives/{tenant.drive()['id']}/root/delta"
    assert [tenant.graph("GET", delta).status_code for _ in range(2)] == [410, 200]


@pytest.mark.parametrize("kind", ["hold_before", "hold_after"])
async def test_a_held_request_goes_on_when_released(tenant: Any, kind: str) -> None:
    at = tenant.put()
    fault = tenant.fault(kind, "drive_item.delete")
    async with httpx.AsyncClient() as client:
        held = _delete(tenant, client, at)
        await _until_holding(tenant, fault)
        there = tenant.graph("GET", at).status_code
        tenant.own("POST", f"faults/{fault}/release", {})
        assert (await held).status_code == 204
    assert there == (200 if kind == "hold_before" else 404)


async def test_who_waits_for_a_fault_to_hold_hears_that_it_never_will(tenant: Any) -> None:
    fault = tenant.fault("hold_before", "drive_item.delete")
    waiting = asyncio.create_task(asyncio.to_thread(tenant.own, "GET", f"faults/{fault}/held"))
    await asyncio.to_thread(tenant.own, "POST", f"faults/{fault}/release", {})
    assert await waiting == {"holding": 0}


@pytest.mark.parametrize(("kind", "there"), [("hold_before", 200), ("hold_after", 404)])
async def test_a_caller_that_dies_while_held_had_sent_it_or_not(
    tenant: Any, kind: str, there: int
) -> None:
    at = tenant.put()
    fault = tenant.fault(kind, "drive_item.delete")
    async with httpx.AsyncClient() as client:
        held = _delete(tenant, client, at)
        await _until_holding(tenant, fault)
        held.cancel()
        await asyncio.gather(held, return_exceptions=True)
    while tenant.own("GET", "faults")["faults"][0]["holding"]:
        pass
    assert tenant.graph("GET", at).status_code == there
    statuses = [
        one["status"]
        for one in tenant.own("GET", "calls")["calls"]
        if one["operation"] == "drive_item.delete"
    ]
    assert statuses == ([499] if kind == "hold_before" else [204])


def test_throttling_by_units_gives_the_real_headers(tenant: Any) -> None:
    at = tenant.put()
    tenant.own("POST", "clock", {"set": "2026-06-01T12:00:00Z"})
    tenant.fault("unit_limit", per_minute=4)
    answers = [tenant.graph("GET", at) for _ in range(5)]
    assert [one.status_code for one in answers] == [200] * 4 + [429]
    assert "ratelimit-remaining" not in answers[2].headers
    assert answers[3].headers["ratelimit-remaining"] == "0"
    assert 0 < int(answers[4].headers["retry-after"]) <= 60
    tenant.own("POST", "clock", {"advance_seconds": 60})
    assert tenant.graph("GET", at).status_code == 200


async def test_it_ends_at_once_even_while_holding(tenant: Any) -> None:
    command = [sys.executable, "-m", "graph_simulator", "--port", "0"]
    process = subprocess.Popen(  # noqa: ASYNC220 - starting is short, waiting is not
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    url = process.stdout.readline().split()[1]
    headers = {"Authorization": "Bearer x"}
    async with httpx.AsyncClient(base_url=url, headers=headers, timeout=20) as client:
        asked = {"kind": "hold_before", "operation": "*"}
        fault = (await client.post("/_simulator/faults", json=asked)).json()["id"]
        held = asyncio.ensure_future(client.get("/v1.0/teams"))
        holding = False
        while not holding:
            faults = (await client.get("/_simulator/faults")).json()["faults"]
            holding = next(one for one in faults if one["id"] == fault)["holding"] == 1
        process.terminate()
        code = await asyncio.to_thread(process.wait, 10)
        await asyncio.gather(held, return_exceptions=True)
    process.stdout.close()
    assert code in {0, -15}
