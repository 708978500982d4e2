"""Upload sessions: fragments in order, ranges, what goes wrong, and the commit."""

import json
from typing import Any

import pytest

from tests.graph_simulator.schemas import EXAMPLES, hold

STEP = 320 * 1024
WHOLE = bytes(range(256)) * (2 * STEP // 256) + b"rest"


class Session:
    def __init__(self, tenant: Any, name: str = "groot.pdf", **asked: Any) -> None:
        self.tenant = tenant
        drive = tenant.drive()
        path = f"/drives/{drive['id']}/items/{drive['root_id']}:/{name}:"
        self.answer = tenant.graph("POST", f"{path}/createUploadSession", json=asked or None)
        self.path = path

    @property
    def url(self) -> str:
        found: str = self.answer.json()["uploadUrl"]
        return found

    def put(self, first: int, data: bytes, size: int = len(WHOLE)) -> Any:
        span = f"bytes {first}-{first + len(data) - 1}/{size}"
        return self.tenant.http.put(self.url, content=data, headers={"Content-Range": span})

    def put_all(self) -> Any:
        self.put(0, WHOLE[:STEP])
        self.put(STEP, WHOLE[STEP : 2 * STEP])
        return self.put(2 * STEP, WHOLE[2 * STEP :])


def test_fragments_need_no_token_and_the_last_one_makes_the_file(tenant: Any) -> None:
    session = Session(tenant)
    first = session.put(0, WHOLE[:STEP])
    assert (first.status_code, first.json()["nextExpectedRanges"]) == (202, [f"{STEP}-"])
    assert tenant.graph("GET", session.path).status_code == 404
    assert tenant.http.get(session.url).json()["nextExpectedRanges"] == [f"{STEP}-"]
    session.put(STEP, WHOLE[STEP : 2 * STEP])
    made = session.put(2 * STEP, WHOLE[2 * STEP :])
    assert (made.status_code, made.json()["name"]) == (201, "groot.pdf")
    at = f"/drives/{tenant.drive()['id']}/items/{made.json()['id']}"
    assert tenant.graph("GET", f"{at}/content", follow_redirects=True).content == WHOLE
    assert session.put(0, WHOLE[:STEP]).status_code == 404


@pytest.mark.parametrize(
    ("first", "length", "size", "expected"),
    [
        (0, STEP, len(WHOLE), (416, "invalidRange")),
        (2 * STEP, 4, len(WHOLE), (416, "invalidRange")),
        (STEP, STEP - 1, len(WHOLE), (400, "invalidRequest")),
        (STEP, STEP, len(WHOLE) + 1, (400, "invalidRequest")),
    ],
)
def test_a_fragment_out_of_place_or_of_a_wrong_size_is_refused_and_the_upload_goes_on(
    tenant: Any, first: int, length: int, size: int, expected: tuple[int, str]
) -> None:
    session = Session(tenant)
    session.put(0, WHOLE[:STEP])
    assert tenant.code(session.put(first, b"x" * length, size)) == expected
    session.put(STEP, WHOLE[STEP : 2 * STEP])
    assert session.put(2 * STEP, WHOLE[2 * STEP :]).status_code == 201


def test_a_name_that_was_taken_meanwhile_shows_at_the_commit(tenant: Any) -> None:
    session = Session(tenant, item={"@microsoft.graph.conflictBehavior": "fail"})
    tenant.put("groot.pdf")
    assert tenant.code(session.put_all()) == (409, "upload_name_conflict")


@pytest.mark.parametrize(
    ("conflict", "status", "name"), [("rename", 201, "groot 1.pdf"), ("replace", 200, "groot.pdf")]
)
def test_a_taken_name_is_renamed_or_gets_a_new_version(
    tenant: Any, conflict: str, status: int, name: str
) -> None:
    at = tenant.put("groot.pdf")
    session = Session(tenant, item={"@microsoft.graph.conflictBehavior": conflict})
    made = session.put_all()
    assert (made.status_code, made.json()["name"]) == (status, name)
    assert len(tenant.get(f"{at}/versions")["value"]) == (1 if conflict == "rename" else 2)


def test_a_deferred_commit_waits_for_a_word(tenant: Any) -> None:
    session = Session(tenant, deferCommit=True)
    assert tenant.http.post(session.url).status_code == 400
    last = session.put_all()
    assert (last.status_code, last.json()["nextExpectedRanges"]) == (202, [])
    assert tenant.graph("GET", session.path).status_code == 404
    assert tenant.http.post(session.url).status_code == 201
    assert tenant.get(session.path)["size"] == len(WHOLE)


def test_a_session_is_cancelled_or_runs_out(tenant: Any) -> None:
    cancelled, late = Session(tenant), Session(tenant, "ander.pdf")
    assert tenant.http.delete(cancelled.url).status_code == 204
    tenant.own("POST", "clock", {"advance_seconds": 2 * 86400})
    for session in (cancelled, late):
        assert tenant.code(session.put(0, WHOLE[:STEP])) == (404, "itemNotFound")


def test_a_new_version_of_an_item_is_uploaded_under_its_etag_and_its_locks(tenant: Any) -> None:
    at = tenant.upload("groot.pdf")
    etag = tenant.get(at)["eTag"]
    path = f"{at}/createUploadSession"
    stale = tenant.graph("POST", path, headers={"If-Match": '"{X},9"'})
    fresh = tenant.graph("POST", path, headers={"If-Match": etag})
    tenant.person("check_out", "groot.pdf")
    assert (stale.status_code, fresh.status_code) == (412, 200)
    assert tenant.code(tenant.graph("POST", path)) == (423, "notAllowed")


@pytest.mark.reference
@pytest.mark.skipif(
    not EXAMPLES.is_dir(), reason="answers not held against Graph's schemas: no reference data"
)
def test_a_session_has_the_shape_of_the_documented_example(tenant: Any) -> None:
    made = Session(tenant).answer.json()
    example = json.loads((EXAMPLES / "uploadsession-create-response.json").read_text("utf-8"))
    assert example.keys() <= made.keys()
    hold(made, "microsoft.graph.uploadSession")
