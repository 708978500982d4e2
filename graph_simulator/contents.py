"""Content: downloads by redirect, preauthenticated addresses with ranges, small uploads."""

import re

from graph_simulator.calls import Answer, Call, check_if_match
from graph_simulator.enrichment import enrich
from graph_simulator.errors import GraphError, invalid, not_found, not_modelled
from graph_simulator.item_json import download_url, item_json, mime_type
from graph_simulator.model import Item, Version
from graph_simulator.naming import name_for
from graph_simulator.operation import CONFLICT, ITEM, READS_FILES, SHOWN, WRITES_FILES, Operation

_UPLOAD_BYTES = 250 * 1024 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def get(call: Call) -> Answer:
    """GET …/content: 302 to a preauthenticated address (GD:driveitem-get-content)."""
    item = call.item
    if item.kind != "file" or item.is_notebook:
        raise invalid("Only files have content.")
    return Answer(302, headers={"Location": download_url(call, item, item.versions[-1])})


def get_version(call: Call) -> Answer:
    """GET …/versions/{v}/content: 302; not for the current version.

    The page says that the content of the current version is not supported here and sends to the
    item's own content (learn.microsoft.com, driveitemversion-get-contents v1.0). Code: believed.
    """
    item = call.item
    for version in item.versions:
        if version.id == call.params["version"]:
            break
    else:
        raise not_found("The version could not be found.")
    if version is item.versions[-1]:
        raise invalid("You cannot get the content of the current version.")
    return Answer(302, headers={"Location": download_url(call, item, version)})


def download(call: Call) -> Answer:
    """GET the preauthenticated address: no Authorization, `Range` honoured, short-lived."""
    simulator = call.simulator
    opened = simulator.seals.open(call.params["token"])
    if opened is None or opened["e"] != simulator.epoch:
        raise not_found("The download address is not valid.")
    if opened["u"] < simulator.clock.now().timestamp():
        raise GraphError(401, "unauthenticated", "The download address has expired.")
    item = simulator.tenant.item(opened["d"], opened["i"])
    return _bytes(call, item, item.versions[opened["v"] - 1])


def _bytes(call: Call, item: Item, version: Version) -> Answer:
    data, kind = version.content.data, mime_type(item.name)
    headers = {"Accept-Ranges": "bytes", "ETag": item.etag}
    asked = _RANGE.fullmatch(call.headers.get("range", ""))
    if asked is None or not any(asked.groups()):
        return Answer(200, headers=headers, content=data, content_type=kind)
    if asked[1]:
        begin, end = int(asked[1]), int(asked[2] or len(data) - 1)
    else:
        begin, end = max(0, len(data) - int(asked[2])), len(data) - 1
    if begin >= len(data) or end < begin:
        raise GraphError(
            416, "invalidRange", "The range is not there.",
            headers={"Content-Range": f"bytes */{len(data)}"},
        )  # fmt: skip
    end = min(end, len(data) - 1)
    headers["Content-Range"] = f"bytes {begin}-{end}/{len(data)}"
    return Answer(206, headers=headers, content=data[begin : end + 1], content_type=kind)


def put(call: Call) -> Answer:
    """PUT …/content: 201 for a new file, 200 for a new version (GD21:driveitem-put-content).

    `conflictBehavior` is `replace` unless asked otherwise. The page of 2021 says 4 MB; newer ones
    250 MB, which is what is refused here (413).
    """
    if len(call.body) > _UPLOAD_BYTES:
        raise GraphError(413, "requestTooLarge", "An upload in one request is at most 250 MB.")
    start, path = call.address()
    if not path:
        return _replace(call, start)
    folder, _, name = path.strip("/").rpartition("/")
    parent = call.simulator.tenant.at_path(start, folder)
    there = call.simulator.tenant.child(parent, name)
    conflict = call.query.get("@microsoft.graph.conflictbehavior", "replace")
    if conflict not in {"replace", "fail", "rename"}:
        raise not_modelled(f"conflictBehavior {conflict}")
    if there is not None and conflict == "replace":
        return _replace(call, there)
    if there is not None or conflict != "replace":
        name = name_for(call.simulator.tenant, parent, name, conflict)
    made = call.simulator.changes.create_file(parent, name, call.body, call.actor)
    return _put(call, made, 201)


def _replace(call: Call, item: Item) -> Answer:
    check_if_match(call, item.etag, item.ctag)
    call.simulator.changes.put_content(item, call.body, call.actor)
    return _put(call, item, 200)


def _put(call: Call, item: Item, status: int) -> Answer:
    """The item as it was put; what SharePoint then writes into it is not told."""
    told = Answer(status, call.context("drives/items/$entity") | item_json(call, item))
    enrich(call.simulator, item, "content.put")
    return told


def restore_version(call: Call) -> Answer:
    """POST …/versions/{v}/restoreVersion: 204 (GD21:driveitemversion-restore)."""
    call.simulator.changes.restore_version(call.item, call.params["version"], call.actor)
    return Answer(204)


OPERATIONS = (
    Operation(
        "content.download",
        "GET",
        ("/_content/{token}",),
        download,
        0,
        "documented",
        (
            "GD:driveitem-get-content (short-lived, no Authorization, Range). Same host, "
            "another path: the service gives another host, as a dial does. Lives an hour "
            "(GD21:r:driveitem); 401 afterwards believed"
        ),
        open=True,
    ),
    Operation(
        "content.get",
        "GET",
        (f"{ITEM}/content",),
        get,
        1,
        "documented",
        ("GD:driveitem-get-content"),
        permissions=READS_FILES,
        takes=("302"),
    ),
    Operation(
        "content.put",
        "PUT",
        (f"{ITEM}/content",),
        put,
        2,
        "documented",
        ("GD21:driveitem-put-content. Missing folders are not made (404), If-Match: believed"),
        options=(*SHOWN, CONFLICT),
        permissions=WRITES_FILES,
        takes=(
            "also {parent}:/{name}:/content; conflictBehavior replace (default), "
            "fail, rename; If-Match; at most 250 MB"
        ),
    ),
    Operation(
        "version.content",
        "GET",
        (f"{ITEM}/versions/{{version}}/content",),
        get_version,
        1,
        "documented",
        ("LM:driveitemversion-get-contents. 400 for the current one: believed"),
        permissions=READS_FILES,
        takes=("302; not of the current version"),
    ),
    Operation(
        "version.restore",
        "POST",
        (f"{ITEM}/versions/{{version}}/restoreVersion",),
        restore_version,
        2,
        "documented",
        "GD21:driveitemversion-restore. That it makes a new version of its content: believed",
        permissions=WRITES_FILES,
    ),
)
