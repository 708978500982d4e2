"""JSON batching: each part a call of its own, dependencies, and what spoils a whole batch."""

import base64
import json
from typing import Any

import pytest

from tests.graph_simulator.schemas import EXAMPLES

JSON = {"Content-Type": "application/json"}


def batch(tenant: Any, *requests: dict[str, Any]) -> Any:
    numbered = [{"id": str(place + 1), **one} for place, one in enumerate(requests)]
    return tenant.graph("POST", "/$batch", json={"requests": numbered})


def parts(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    return {one["id"]: one for one in answer.json()["responses"]}


def get(at: str) -> dict[str, Any]:
    return {"method": "GET", "url": at}


def rename(at: str, name: str, **more: Any) -> dict[str, Any]:
    return {"method": "PATCH", "url": at, "headers": JSON, "body": {"name": name}, **more}


def test_a_download_that_is_sent_on_is_no_failure_for_what_depends_on_it(tenant: Any) -> None:
    at = tenant.put()
    parts = [
        {"id": "1", "method": "GET", "url": f"{at}/content"},
        {"id": "2", "method": "GET", "url": at, "dependsOn": ["1"]},
    ]
    answer = tenant.graph("POST", "/$batch", json={"requests": parts}).json()
    assert [one["status"] for one in answer["responses"]] == [302, 200]


def test_each_part_is_a_call_with_its_own_status_and_units(tenant: Any) -> None:
    at = tenant.put()
    before = tenant.own("GET", "units")["callers"]["app:Dossierstroom"]["units"]
    answer = batch(
        tenant,
        get(at),
        rename(at.removeprefix("/"), "nieuw.docx"),
        get("/drives/niet"),
        get(f"{at}/permissions"),
        get(f"{at}/onbekend"),
    )
    found = parts(answer)
    assert [found[str(n)]["status"] for n in range(1, 6)] == [200, 200, 404, 200, 501]
    assert found["2"]["body"]["name"] == "nieuw.docx"
    assert found["3"]["body"]["error"]["code"] == "itemNotFound"
    after = tenant.own("GET", "units")["callers"]["app:Dossierstroom"]["units"]
    assert after - before == 1 + 2 + 1 + 5
    names = [one["operation"] for one in tenant.own("GET", "calls")["calls"][-6:]]
    assert names[-1] == "batch"
    assert names[0] == "drive_item.get"


def test_parts_that_stand_alone_come_back_in_another_order(tenant: Any) -> None:
    answer = batch(tenant, get("/teams"), get("/subscriptions"))
    assert [one["id"] for one in answer.json()["responses"]] == ["2", "1"]


@pytest.mark.parametrize(
    "odd", [{"headers": ["x"]}, {"headers": "x"}, {"dependsOn": 5}, {"dependsOn": "2"}]
)
def test_what_a_part_says_is_of_its_type(tenant: Any, odd: dict[str, Any]) -> None:
    answer = batch(tenant, {**get("/teams"), **odd})
    assert tenant.code(answer) == (400, "invalidRequest")


def test_what_depends_on_a_failure_is_not_done(tenant: Any) -> None:
    at = tenant.put()
    found = parts(
        batch(
            tenant,
            rename(at, "een.docx"),
            rename(f"{at}niet", "twee.docx", dependsOn=["1"]),
            rename(at, "drie.docx", dependsOn=["2"]),
        )
    )
    assert [found[n]["status"] for n in "123"] == [200, 404, 424]
    assert tenant.get(at)["name"] == "een.docx"


def test_what_the_sdk_sends_as_depends_on_is_no_dependency(tenant: Any) -> None:
    at = tenant.put()
    found = parts(batch(tenant, get("/drives/niet"), get(at) | {"depends_on": ["1"]}))
    assert [found[n]["status"] for n in "12"] == [404, 200]


def test_bytes_go_in_as_base64_and_a_download_comes_out_as_a_redirect(tenant: Any) -> None:
    drive = tenant.drive()["id"]
    sent = base64.b64encode(b"inhoud").decode()
    put = {
        "method": "PUT",
        "url": f"/drives/{drive}/root:/nieuw.txt:/content",
        "headers": {"Content-Type": "text/plain"},
        "body": sent,
    }
    read = get(f"/drives/{drive}/root:/nieuw.txt:/content") | {"dependsOn": ["1"]}
    found = parts(batch(tenant, put, read))
    assert (found["1"]["status"], found["2"]["status"]) == (201, 302)
    assert tenant.http.get(found["2"]["headers"]["Location"]).content == b"inhoud"


def test_a_throttled_part_says_when_to_come_back_and_the_others_are_answered(tenant: Any) -> None:
    at = tenant.put()
    tenant.fault("status", "drive_item.get", status=429, retry_after=9, skip=1)
    found = parts(batch(tenant, get(at), get(at), get(at)))
    assert sorted(one["status"] for one in found.values()) == [200, 200, 429]
    (refused,) = [one for one in found.values() if one["status"] == 429]
    assert refused["headers"]["Retry-After"] == "9"


def test_options_and_blanks_in_an_address_are_understood(tenant: Any) -> None:
    at = tenant.put("een stuk.docx")
    drive = tenant.drive()["id"]
    by_path = get(f"/drives/{drive}/root:/een stuk.docx?$select=name,size")
    found = parts(batch(tenant, by_path, get(f"{at}?$expand=listItem($expand=fields)")))
    assert found["1"]["body"]["name"] == "een stuk.docx"
    assert "fields" in found["2"]["body"]["listItem"]


@pytest.mark.parametrize(
    "requests",
    [
        [],
        [get("/teams")] * 21,
        [get("/teams") | {"id": "1"}, get("/teams") | {"id": "1"}],
        [get("/teams") | {"dependsOn": ["2"]}, get("/teams")],
        [get("/teams") | {"dependsOn": ["9"]}],
        [{"url": "/teams"}],
        [{"method": "GET"}],
        [
            get("/teams"),
            get("/teams"),
            get("/teams") | {"dependsOn": ["1"]},
            get("/teams") | {"dependsOn": ["2"]},
        ],
    ],
)
def test_a_batch_that_cannot_be_read_is_refused_as_a_whole(
    tenant: Any, requests: list[dict[str, Any]]
) -> None:
    assert tenant.code(batch(tenant, *requests)) == (400, "invalidRequest")
    assert [one["operation"] for one in tenant.own("GET", "calls")["calls"]] == ["batch"]


def test_a_part_that_cannot_be_read_spoils_only_itself(tenant: Any) -> None:
    at = tenant.put()
    bare = {"method": "PATCH", "url": at, "body": {"name": "x"}}
    nested = {"method": "POST", "url": "/$batch", "headers": JSON, "body": {}}
    found = parts(batch(tenant, bare, nested, get(at)))
    assert [found[n]["status"] for n in "123"] == [400, 400, 200]


def test_twenty_parts_are_taken(tenant: Any) -> None:
    assert len(parts(batch(tenant, *[get("/teams")] * 20))) == 20


@pytest.mark.reference
@pytest.mark.skipif(
    not EXAMPLES.is_dir(), reason="answers not held against Graph's schemas: no reference data"
)
def test_a_batch_has_the_shape_of_the_documented_examples(tenant: Any) -> None:
    asked = json.loads((EXAMPLES / "batch-request.json").read_text(encoding="utf-8"))
    shape = json.loads((EXAMPLES / "batch-response.json").read_text(encoding="utf-8"))
    answer = tenant.graph("POST", "/$batch", json=asked)
    found = parts(answer)
    assert answer.json().keys() == shape.keys()
    assert found.keys() == {one["id"] for one in shape["responses"]}
    for one in found.values():
        assert one.keys() == shape["responses"][0].keys()
        assert {"Cache-Control", "Content-Type"} <= one["headers"].keys()
