"""Every answer of the whole suite, held against what Graph's answers have.

The simulator records each operation's answers, each shape once (GRAPH_SIMULATOR_RECORD). Graph's
schemas are open, so nearly anything passes them: the names that must be there stand here, for each
type, after the documented examples and what a client cannot do without. An operation that is added
is held against its type's without further ado.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph_simulator import coverage
from graph_simulator.operations import OPERATIONS
from tests.graph_simulator.schemas import element_type, faults, schema_of

_NAMES = [one.name for one in OPERATIONS]
_ITEM = "id name eTag size webUrl createdBy createdDateTime lastModifiedBy lastModifiedDateTime"
REQUIRED = {
    "drive": "id name driveType webUrl",
    "driveItem": f"{_ITEM} parentReference",
    "driveItemVersion": "id lastModifiedBy lastModifiedDateTime size",
    "site": "id name displayName webUrl createdDateTime lastModifiedDateTime",
    "list": "id name displayName webUrl list",
    "listItem": "id eTag webUrl createdBy createdDateTime lastModifiedDateTime contentType",
    "columnDefinition": "id name displayName description hidden indexed readOnly required",
    "contentType": "id name description group hidden",
    "documentSetVersion": "id comment createdBy createdDateTime items lastModifiedDateTime",
    "permission": "id roles",
    "itemRetentionLabel": "name retentionSettings isLabelAppliedExplicitly labelAppliedDateTime"
    " labelAppliedBy",
    "subscription": "id resource applicationId changeType clientState notificationUrl"
    " expirationDateTime creatorId latestSupportedTlsVersion",
    "team": "id displayName",
    "channel": "id displayName membershipType",
    "chatMessage": "id messageType createdDateTime body from attachments",
    "group": "id displayName",
    "uploadSession": "uploadUrl expirationDateTime",
    "batchResponseContent": "responses",
    "asyncJobStatus": "status",
    "termStore.store": "id defaultLanguageTag languageTags",
    "termStore.group": "id displayName",
    "termStore.set": "id localizedNames",
    "termStore.term": "id labels createdDateTime",
    "security.retentionLabel": "id displayName behaviorDuringRetentionPeriod",
    **{
        f"security.{name}Template": "id displayName createdBy createdDateTime"
        for name in ("authority", "category", "citation", "department", "filePlanReference")
    },
    "security.filePlanDescriptor": "id authority category citation department filePlanReference",
    "security.retentionEvent": "id displayName eventTriggerDateTime createdDateTime",
    "security.retentionEventType": "id displayName createdDateTime",
}
# Calls that are not in the description, or not below /v1.0, but of whose answers Graph has a type.
ELSEWHERE = {
    "monitor.get": "asyncJobStatus",
    "message.send": "microsoft.graph.chatMessage",
    "content_type.get": "microsoft.graph.contentType",
    "permission.get": "microsoft.graph.permission",
    "permission.patch": "microsoft.graph.permission",
    "share.item": "microsoft.graph.driveItem",
    "upload_session.get": "microsoft.graph.uploadSession",
    "upload_session.put": "microsoft.graph.driveItem",
    "upload_session.commit": "microsoft.graph.driveItem",
    "label_definition.get": "microsoft.graph.security.retentionLabel",
    "label_definition.descriptors": "microsoft.graph.security.filePlanDescriptor",
    "authority.get": "microsoft.graph.security.authorityTemplate",
    "category.get": "microsoft.graph.security.categoryTemplate",
    "citation.get": "microsoft.graph.security.citationTemplate",
    "department.get": "microsoft.graph.security.departmentTemplate",
    "file_plan_reference.get": "microsoft.graph.security.filePlanReferenceTemplate",
    "list_permission.list": "microsoft.graph.permissionCollectionResponse",
    "list_permission.get": "microsoft.graph.permission",
    "list_permission.create": "microsoft.graph.permission",
    "list_permission.patch": "microsoft.graph.permission",
    "list_item_permission.list": "microsoft.graph.permissionCollectionResponse",
    "list_item_permission.get": "microsoft.graph.permission",
    "list_item_permission.create": "microsoft.graph.permission",
    "list_item_permission.patch": "microsoft.graph.permission",
    "permission.create": "microsoft.graph.permission",
    "retention_event.get": "microsoft.graph.security.retentionEvent",
    "retention_event_type.get": "microsoft.graph.security.retentionEventType",
}
# Answers of which Graph's description, as far as it lies here, has no type; and tokens, which are not Graph's.
WITHOUT = {"token.get", "group.members", "user.get", "share.get"}
# Told in fewer words in their documented examples: a channel's folder, sites that changed, what is gone.
FEWER = {
    "site.delta": "id name",
    "channel.files_folder": "id name webUrl size parentReference folder fileSystemInfo",
    "upload_session.get": "expirationDateTime nextExpectedRanges",
    "deleted": "id deleted",
}


def wrong(line: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one recorded answer."""
    status, body = line["status"], line["body"]
    if status >= 400:
        yield from _wrong_error(line)
        return
    schema = _schema(line)
    if body is None or schema is None:
        return
    if line["operation"] == "label_definition.get" and isinstance(body.get("value"), dict):
        body = body["value"]  # as the page's example wraps it
    yield from faults(body, schema)
    kind, many = element_type(schema)
    if line["query"].get("select"):
        return
    for one in body.get("value", []) if many else [body]:
        yield from _missing(line["operation"], kind.removeprefix("microsoft.graph."), one)


def typed(operation: str, method: str, template: str, status: int) -> str | None:
    """The type of what an operation answers at an address like that."""
    given = {"address": "items/x", "root": "root", "delta": "delta", "all_sites": "getAllSites"}
    path = re.sub(r"\{(\w+)\}", lambda found: given.get(found[1], "x"), template)
    return _schema({"operation": operation, "method": method, "path": path, "status": status})


def _schema(line: dict[str, Any]) -> str | None:
    """The type of that answer, where Graph has one."""
    operation, status = line["operation"], line["status"]
    if operation == "upload_session.put" and status == 202:
        operation = "upload_session.get"
    return ELSEWHERE.get(operation) or schema_of(line["method"], line["path"], status)


def _missing(operation: str, kind: str, one: dict[str, Any]) -> Iterator[str]:
    names = FEWER.get(operation) or REQUIRED.get(kind, "")
    if kind == "uploadSession" and "uploadUrl" not in one:
        names = FEWER["upload_session.get"]  # only a new one says where it is
    if "deleted" in one:
        names = FEWER["deleted"]
    # What an unlabelled item answers by the dial that gives it an empty name.
    if kind == "itemRetentionLabel" and one.get("name") == "":
        return
    for name in names.split():
        if name not in one:
            yield f"{name}: missing in a {kind}"


def _wrong_error(line: dict[str, Any]) -> Iterator[str]:
    """Every refusal has Graph's error shape; an upload's and a monitor's may be without ids."""
    error = (line["body"] or {}).get("error", {})
    for name in ("code", "message"):
        if not isinstance(error.get(name), str):
            yield f"error.{name}: missing"
    if not {"date", "request-id", "client-request-id"} <= error.get("innerError", {}).keys():
        yield "error.innerError: without date, request-id or client-request-id"


def recorded(folder: Path) -> Iterator[dict[str, Any]]:
    """All lines of all simulators that wrote into the folder."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def tested(folder: Path) -> dict[str, set[str]]:
    """Of each of the simulator's own test files that ran: the operations it called."""
    found: dict[str, set[str]] = {}
    for line in recorded(folder):
        place, _, file = str(line.get("caller", "")).rpartition("/")
        if place == "graph_simulator" and line["operation"] in _NAMES:
            name = file.removeprefix("test_").removesuffix(".py")
            found.setdefault(name, set()).add(line["operation"])
    return found


def write_down(folder: Path) -> None:
    """Who tests which operation, for COVERAGE.md: the test files that ran are told anew."""
    found, told = tested(folder), coverage.tested_by()
    anew = {
        name: sorted(
            {one for one in told.get(name, []) if one not in found}
            | {one for one, called in found.items() if name in called}
        )
        for name in _NAMES
    }
    coverage.TESTED_BY.write_text(json.dumps(anew, indent=2, sort_keys=True) + "\n", "utf-8")


def all_wrong(folder: Path) -> list[str]:
    """What is wrong with the answers in the folder, each with its operation; each said once."""
    return list(
        dict.fromkeys(
            f"{line['operation']} ({line['status']}), as {line['method']} {line['path']}: {what}"
            for line in recorded(folder)
            if "body" in line
            for what in wrong(line)
        )
    )
