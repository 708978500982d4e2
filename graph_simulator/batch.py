"""JSON batching: up to twenty calls in one (MM:batching)."""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from typing import Any

from graph_simulator.asked import object_in
from graph_simulator.calls import Answer, Call, Part
from graph_simulator.errors import GraphError, invalid
from graph_simulator.model import Json
from graph_simulator.operation import Operation

_AT_MOST = 20
_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


async def prepare(call: Call) -> None:
    """Check the whole, then let each part be answered as a call of its own.

    Parts that depend on others go one after the other; the others are answered in any order, which
    here is the reverse.
    """
    requests = call.json().get("requests")
    if not isinstance(requests, list) or not requests:
        raise invalid("A batch has requests.")
    if len(requests) > _AT_MOST:
        raise invalid(f"A batch has {_AT_MOST} requests at most.")
    _check(requests)
    answered: dict[str, Json] = {}
    for one in requests:
        answered[one["id"]] = await _answer(call, one, answered)
    serial = any(_dependencies(one) for one in requests)
    ordered = list(answered.values())
    call.parts = ordered if serial else ordered[::-1]


def answer(call: Call) -> Answer:
    """POST /$batch: 200 when it could be read, whatever its parts answered."""
    return Answer(body={"responses": call.parts})


def _check(requests: list[Any]) -> None:
    """Refuse the whole batch: ids that are not unique, dependencies that are not earlier."""
    known: list[str] = []
    for one in requests:
        if not isinstance(one, dict) or not isinstance(one.get("id"), str) or not one.get("url"):
            raise invalid("Each request has an id, a method and a url.")
        if one["id"] in known:
            raise invalid(f"The id {one['id']} is not unique.")
        if str(one.get("method", "")).upper() not in _METHODS:
            raise invalid(f"Request {one['id']} has no method.")
        object_in(one, "headers")
        for earlier in _dependencies(one):
            if earlier not in known:
                raise invalid(f"Invalid dependency for request Id {one['id']}.")
        known.append(one["id"])
    _check_pattern([_dependencies(one) for one in requests])


def _dependencies(asked: Json) -> list[Any]:
    """The parts it depends on; `depends_on`, which the SDK sends, is no dependency.

    That is msgraph-sdk-python-core#996.
    """
    earlier = asked.get("dependsOn") or []
    if not isinstance(earlier, list):
        raise invalid(f"dependsOn of request {asked['id']} is a list of ids.")
    return earlier


def _check_pattern(dependencies: list[list[str]]) -> None:
    """All parallel, all one after the other, or all on the same: other patterns are refused."""
    stated = [one for one in dependencies if one]
    serial = len(stated) == len(dependencies) - 1
    same = all(one == stated[0] for one in stated)
    if stated and not serial and not same:
        raise invalid("Requests of a batch are all parallel, or all depend on others.")


async def _answer(call: Call, asked: Json, answered: Mapping[str, Json]) -> Json:
    failed = [one for one in _dependencies(asked) if answered[one]["status"] >= 400]
    if failed:
        return _refused(asked, 424, "FailedDependency", f"Request {failed[0]} failed.")
    url = str(asked["url"]).lstrip("/")
    if url.startswith("$batch"):
        return _refused(asked, 400, "invalidRequest", "A batch is not part of a batch.")
    try:
        headers = {str(k).lower(): str(v) for k, v in object_in(asked, "headers").items()}
        body = _body(asked, headers)
    except GraphError as error:
        return _refused(asked, error.status, error.code, error.message)
    assert call.dispatch is not None
    part = Part(str(asked["method"]).upper(), f"/v1.0/{url}", headers, body)
    status, given, content = await call.dispatch(part)
    return {"id": asked["id"], "status": status, "headers": _shown(given), **_read(given, content)}


def _body(asked: Json, headers: Mapping[str, str]) -> bytes:
    """The bytes of a part's body: JSON as it stands, anything else as base64."""
    body = asked.get("body")
    if body is None:
        return b""
    kind = headers.get("content-type")
    if kind is None:
        raise invalid("A request with a body has a Content-Type header.")
    if "json" in kind:
        return json.dumps(body).encode()
    try:
        return base64.b64decode(str(body), validate=True)
    except binascii.Error:
        raise invalid("A body that is not JSON is base64.") from None


def _shown(given: Iterable[tuple[str, str]]) -> Json:
    names = {"cache-control": "Cache-Control", "content-type": "Content-Type"}
    names |= {"odata-version": "OData-Version", "location": "Location"}
    names |= {"retry-after": "Retry-After", "request-id": "request-id"}
    told = {names[name]: value for name, value in given if name in names}
    limits = {name: value for name, value in given if name.startswith("ratelimit-")}
    return {**told, **limits}


def _read(given: Iterable[tuple[str, str]], content: bytes) -> Json:
    if not content:
        return {}
    if "json" in dict(given).get("content-type", ""):
        return {"body": json.loads(content)}
    return {"body": base64.b64encode(content).decode()}


def _refused(asked: Json, status: int, code: str, message: str) -> Json:
    error = {"error": {"code": code, "message": message}}
    headers = {"Cache-Control": "no-cache", "Content-Type": "application/json"}
    return {"id": asked["id"], "status": status, "headers": headers, "body": error}


OPERATIONS = (
    Operation(
        "batch",
        "POST",
        ("/v1.0/$batch",),
        answer,
        0,
        "documented",
        (
            "MM:batching: 20 parts, unique ids, 424, each part counted and throttled by itself, a body "
            "that is not JSON in base64. `dependsOn` on a later part is 400: reported "
            "(IS:msgraph-sdk-dotnet-core#891). Patterns that are neither parallel, serial nor on the "
            "same part are 400, a 302 is a part and no failure, a part without Content-Type for its body is 400: "
            "believed. `depends_on`, which the SDK sends, is no dependency "
            "(IS:msgraph-sdk-python-core#996)"
        ),
        prepare=prepare,
        takes="requests; parallel parts come back in reverse",
    ),
)
