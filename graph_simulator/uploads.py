"""Upload sessions: large files in fragments (GD21:driveitem-createuploadsession)."""

import re
from datetime import timedelta
from uuid import uuid4

from graph_simulator.asked import object_in, text_in
from graph_simulator.calls import Answer, Call, check_if_match
from graph_simulator.clock import graph_time
from graph_simulator.enrichment import enrich
from graph_simulator.errors import GraphError, invalid, not_found, not_modelled
from graph_simulator.item_json import item_json
from graph_simulator.model import Content, Item, Json
from graph_simulator.naming import free_name
from graph_simulator.operation import ITEM, SELECTED, Operation
from graph_simulator.tenant_changes import check_name
from graph_simulator.upload_session import UploadSession

_CONFLICT = "@microsoft.graph.conflictBehavior"
_MULTIPLE = 320 * 1024
_FRAGMENT_BYTES = 60 * 1024 * 1024
_LIFE = timedelta(days=1)
_RANGE = re.compile(r"bytes (?P<first>\d+)-(?P<last>\d+)/(?P<size>\d+)")
# The application permissions (DX); Files.ReadWrite.All is not among them.
_UPLOADS = ("Sites.ReadWrite.All", "Sites.FullControl.All", *SELECTED)


def create(call: Call) -> Answer:
    """POST …/createUploadSession: 200 with an address that needs no token."""
    asked = call.json()
    item = object_in(asked, "item")
    unknown = {key for key in item if not key.startswith("@odata.")}
    unknown -= {_CONFLICT, "name", "fileSize", "description", "fileSystemInfo"}
    if asked.keys() - {"item", "deferCommit"} or unknown:
        raise not_modelled(f"an upload session with {', '.join(sorted({*asked, *unknown}))}")
    start, path = call.address()
    there, parent, name = _place(call, start, path, item)
    conflict = text_in(item, _CONFLICT) or "replace"
    if conflict not in {"replace", "fail", "rename"}:
        raise invalid(f"conflictBehavior {conflict} is unknown.")
    if there is not None:
        check_if_match(call, there.etag, there.ctag)
        if conflict == "replace":
            call.simulator.changes.check_content(there, call.actor)
    session = UploadSession(
        id=uuid4().hex,
        drive_id=start.drive_id,
        item_id=there.id if there is not None and not path else None,
        parent_id=parent.id if parent else None,
        name=name,
        conflict=conflict,
        defer_commit=bool(asked.get("deferCommit")),
        by=call.actor,
        expires_at=call.simulator.clock.now() + _LIFE,
    )
    call.simulator.tenant.uploads[session.id] = session
    body = {
        "@odata.context": call.context("uploadSession")["@odata.context"],
        "uploadUrl": call.elsewhere(f"/_upload/{session.id}"),
        **_progress(session),
    }
    return Answer(body=body)


def _place(call: Call, start: Item, path: str, asked: Json) -> tuple[Item | None, Item | None, str]:
    """The file that is there, the folder, and the name: a new file in a folder, or an item's own."""
    tenant = call.simulator.tenant
    if not path:
        if start.kind != "file":
            raise invalid("A new file is uploaded by its parent and name.")
        return start, None, start.name
    folder, _, name = path.strip("/").rpartition("/")
    name = text_in(asked, "name") or name
    check_name(name)
    parent = tenant.at_path(start, folder)
    there = tenant.child(parent, name)
    if there is not None and there.kind != "file":
        raise invalid("A folder has that name.")
    return there, parent, name


def put_fragment(call: Call) -> Answer:
    """PUT a fragment: 202 with what is expected next; the last one makes the file: 201 or 200.

    In order, each but the last a multiple of 320 KiB. A wrong size is refused at once, which the
    service may do only in the end (believed).
    """
    session = _session(call)
    match = _RANGE.fullmatch(call.headers.get("content-range", ""))
    if match is None:
        raise invalid("Content-Range is bytes first-last/size.")
    first, last, size = (int(match[name]) for name in ("first", "last", "size"))
    if last - first + 1 != len(call.body) or last >= size or session.size not in {None, size}:
        raise invalid("Content-Range does not fit the fragment.")
    if len(call.body) >= _FRAGMENT_BYTES:
        raise invalid("A fragment is less than 60 MiB.")
    if first < session.received:
        raise _out_of_range("The fragment was received already.", "fragmentOverlap")
    if first > session.received:
        raise _out_of_range("Fragments are uploaded in order.", "fragmentOutOfOrder")
    if last + 1 < size and len(call.body) % _MULTIPLE:
        raise invalid("A fragment is a multiple of 320 KiB.")
    session.size = size
    session.fragments.append(Content(call.body))
    session.expires_at = call.simulator.clock.now() + _LIFE
    if session.is_whole and not session.defer_commit:
        return _commit(call, session)
    return Answer(202, _progress(session))


def commit(call: Call) -> Answer:
    """POST to the address: completes a session whose commit was deferred."""
    session = _session(call)
    if not session.is_whole:
        raise invalid("Not all of the file was uploaded.")
    return _commit(call, session)


def status(call: Call) -> Answer:
    """GET the address: what is expected next."""
    return Answer(body=_progress(_session(call)))


def cancel(call: Call) -> Answer:
    """DELETE the address: 204."""
    del call.simulator.tenant.uploads[_session(call).id]
    return Answer(204)


def _session(call: Call) -> UploadSession:
    """The session. 404 once it is over: start over."""
    session = call.simulator.tenant.uploads.get(call.params["session"])
    if session is None or session.expires_at <= call.simulator.clock.now():
        raise not_found("The upload session was not found.")
    return session


def _out_of_range(message: str, inner: str) -> GraphError:
    return GraphError(416, "invalidRange", message, inner=inner)


def _progress(session: UploadSession) -> Json:
    whole = session.is_whole
    return {
        "expirationDateTime": graph_time(session.expires_at),
        "nextExpectedRanges": [] if whole else [f"{session.received}-"],
    }


def _commit(call: Call, session: UploadSession) -> Answer:
    """Make the file. A conflict of names shows here, and the session stays (409)."""
    tenant, changes = call.simulator.tenant, call.simulator.changes
    data = b"".join(one.data for one in session.fragments)
    if session.item_id is not None:
        there: Item | None = tenant.item(session.drive_id, session.item_id)
        parent = there
    else:
        parent = tenant.item(session.drive_id, session.parent_id or "")
        there = tenant.child(parent, session.name)
    assert parent is not None
    new = there is None or (session.item_id is None and session.conflict == "rename")
    if there is not None and session.item_id is None and session.conflict == "fail":
        raise GraphError(409, "upload_name_conflict", "Another file has that name.")
    if new:
        name = free_name(tenant, parent, session.name)
        made = changes.create_file(parent, name, data, session.by)
    else:
        assert there is not None
        changes.put_content(there, data, session.by)
        made = there
    del tenant.uploads[session.id]
    told = Answer(201 if new else 200, item_json(call, made))
    enrich(call.simulator, made, "upload_session.put")
    return told


_ADDRESS = ("/_upload/{session}",)
_PAGE = "GD21:driveitem-createuploadsession"
OPERATIONS = (
    Operation(
        "upload_session.create",
        "POST",
        (f"{ITEM}/createUploadSession",),
        create,
        2,
        "documented",
        (
            f"{_PAGE}. Same host, another path: the service gives another host, as a dial does. A day, and again "
            "after each fragment; `replace` unless asked otherwise: believed. 423 on a locked file: "
            "reported (IS:microsoft-graph-explorer-v4#3435)"
        ),
        permissions=_UPLOADS,
        takes="by parent and name, or by item; conflictBehavior, deferCommit; If-Match",
    ),
    Operation(
        "upload_session.put",
        "PUT",
        _ADDRESS,
        put_fragment,
        0,
        "documented",
        (
            f"{_PAGE}: in order, multiples of 320 KiB, under 60 MiB, 416 for what was received, 404 "
            "when over, 409 `upload_name_conflict` in the end. That a wrong size is refused at once, "
            "and that fragments cost no units: believed"
        ),
        open=True,
        takes="Content-Range",
    ),
    Operation("upload_session.get", "GET", _ADDRESS, status, 0, "documented", _PAGE, open=True),
    Operation(
        "upload_session.commit",
        "POST",
        _ADDRESS,
        commit,
        0,
        "documented",
        f"{_PAGE}: deferCommit. Redirecting to another name by PUT is not modelled",
        open=True,
    ),
    Operation(
        "upload_session.cancel", "DELETE", _ADDRESS, cancel, 0, "documented", _PAGE, open=True
    ),
)
