"""Killing the caller before or after its request was applied; faults by rate."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

TOKEN = "een-eigen-woord-van-de-toets"
# A caller that deletes each of the addresses it is given, and says so.
CALLER = """
import sys, urllib.request
for line in sys.stdin:
    headers = {"Authorization": "Bearer x", **dict([sys.argv[1:]] if sys.argv[1:] else [])}
    request = urllib.request.Request(line.strip(), method="DELETE", headers=headers)
    print(urllib.request.urlopen(request, timeout=20).status, flush=True)
"""


@pytest.fixture
def caller(request: Any) -> Iterator["subprocess.Popen[str]"]:
    header = getattr(request, "param", ())
    process = subprocess.Popen(
        [sys.executable, "-c", CALLER, *header],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


def _register(tenant: Any, caller: "subprocess.Popen[str]") -> None:
    tenant.own("POST", "processes", {"pid": caller.pid, "token": TOKEN})


def _ask(caller: "subprocess.Popen[str]", *addresses: str) -> str:
    told, _ = caller.communicate("\n".join(addresses), timeout=30)
    return told


@pytest.mark.parametrize(("kind", "there"), [("kill_before", 200), ("kill_after", 404)])
def test_the_caller_is_killed_at_its_nth_request_applied_or_not(
    tenant: Any, caller: "subprocess.Popen[str]", kind: str, there: int
) -> None:
    _register(tenant, caller)
    first, second, third = (tenant.put(f"{number}.docx") for number in range(3))
    fault = {"pid": caller.pid, "token": TOKEN, "nth": 2}
    tenant.fault(kind, "drive_item.delete", **fault)
    told = _ask(caller, *(f"{tenant.url}/v1.0{at}" for at in (first, second, third)))
    assert (told.split(), caller.returncode) == (["204"], -9)
    statuses = [tenant.graph("GET", at).status_code for at in (first, second, third)]
    assert statuses == [404, there, 200]


@pytest.mark.parametrize("kind", ["kill_before", "kill_after"])
def test_a_request_that_is_refused_counts_too(
    tenant: Any, caller: "subprocess.Popen[str]", kind: str
) -> None:
    _register(tenant, caller)
    at = tenant.put()
    tenant.fault("status", "drive_item.delete", status=403)
    tenant.fault(kind, "drive_item.delete", pid=caller.pid, token=TOKEN, nth=1)
    assert _ask(caller, f"{tenant.url}/v1.0{at}") == ""
    assert caller.returncode == -9
    assert tenant.graph("GET", at).status_code == 200


@pytest.mark.parametrize("caller", [("X-Simulator-Process", TOKEN)], indirect=True)
def test_a_caller_can_bring_its_token_along(tenant: Any, caller: "subprocess.Popen[str]") -> None:
    _register(tenant, caller)
    other, at = tenant.put("ander.docx"), tenant.put()
    tenant.fault("kill_before", "drive_item.delete", nth=1, token=TOKEN)
    assert tenant.graph("DELETE", other).status_code == 204
    assert _ask(caller, f"{tenant.url}/v1.0{at}") == ""
    assert caller.returncode == -9
    assert tenant.graph("GET", at).status_code == 200


def test_only_what_was_registered_with_its_token_is_killed(
    tenant: Any, caller: "subprocess.Popen[str]"
) -> None:
    def asked(**more: Any) -> int:
        fault = {"kind": "kill_before", "nth": 1, "pid": caller.pid, "token": TOKEN, **more}
        status: int = tenant.http.post("/_simulator/faults", json=fault).status_code
        return status

    assert asked() == 404
    _register(tenant, caller)
    assert asked(token="een-ander-woord-van-elders") == 404
    assert asked(pid=caller.pid + 1) == 404
    assert caller.poll() is None
    assert asked() == 200


@pytest.mark.parametrize("pid", [0, 1, -1, "1", True, 2**22 + 1])
def test_what_is_no_process_of_a_test_is_not_registered(tenant: Any, pid: Any) -> None:
    answer = tenant.http.post("/_simulator/processes", json={"pid": pid, "token": TOKEN})
    assert answer.status_code == 400


def test_a_token_is_long_enough_to_be_nobody_elses(
    tenant: Any, caller: "subprocess.Popen[str]"
) -> None:
    asked = {"pid": caller.pid, "token": "kort"}
    assert tenant.http.post("/_simulator/processes", json=asked).status_code == 400


def test_a_reset_forgets_who_was_registered(tenant: Any, caller: "subprocess.Popen[str]") -> None:
    _register(tenant, caller)
    tenant.own("POST", "reset", {})
    fault = {"kind": "kill_before", "nth": 1, "pid": caller.pid, "token": TOKEN}
    assert tenant.http.post("/_simulator/faults", json=fault).status_code == 404


def _struck(tenant: Any, **options: Any) -> list[bool]:
    at = tenant.put(f"{options['seed']}-{options['rate']}.docx")
    fault = tenant.fault("status", "drive_item.get", status=503, **options)
    answers = [tenant.graph("GET", at).status_code == 503 for _ in range(40)]
    tenant.own("DELETE", f"faults/{fault}")
    tenant.graph("DELETE", at)
    return answers


def test_a_fault_with_a_rate_strikes_that_share_the_same_for_the_same_seed(tenant: Any) -> None:
    first = _struck(tenant, rate=0.3, seed=7)
    assert _struck(tenant, rate=0.3, seed=7) == first
    assert _struck(tenant, rate=0.3, seed=8) != first
    assert 4 <= sum(first) <= 20
    assert not any(_struck(tenant, rate=0, seed=1))
    assert all(_struck(tenant, rate=1, seed=1))


@pytest.mark.parametrize("wrong", [{"rate": 2}, {"rate": "vaak"}, {"nth": 0}])
def test_a_rate_is_a_share_and_nth_a_number(tenant: Any, wrong: dict[str, Any]) -> None:
    asked = {"kind": "status", "status": 503, **wrong}
    assert tenant.http.post("/_simulator/faults", json=asked).status_code == 400
