"""Copying (GD:driveitem-copy): asynchronous, a new item, watched through a monitor.

The copy is there at once, though its monitor says `inProgress` for `copy_polls` polls; the fault
`copy_slow` holds the copy itself back. Conflicts and failures surface in the monitor only.
"""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from graph_simulator.asked import flag_in
from graph_simulator.calls import Answer, Call
from graph_simulator.copy_job import CopyJob
from graph_simulator.errors import GraphError, invalid, name_taken, not_found, not_modelled
from graph_simulator.faults import COPY
from graph_simulator.model import Cause, Content, Item, Json
from graph_simulator.naming import free_name
from graph_simulator.operation import CONFLICT, ITEM, WRITES_FILES, Operation
from graph_simulator.permissions import check_target
from graph_simulator.rewriting import altered, rewritten_office
from graph_simulator.tenant_changes import check_name

_ITEMS_AT_MOST = 30_000
_TAKEN = frozenset({"parentReference", "name", "childrenOnly", "includeAllVersionHistory"})
_BEGINNING = "0001-01-01T00:00:00Z"


def copy(call: Call) -> Answer:
    """POST …/copy: 202, no body, the monitor in Location (GD:driveitem-copy)."""
    source, asked = call.item, call.json()
    children_only = flag_in(asked, "childrenOnly")
    if source.is_root and not children_only:
        raise invalid("The root folder cannot be copied.")
    if children_only and (source.kind != "folder" or asked.get("name")):
        raise invalid("childrenOnly is for a folder, and gives none of them a name.")
    if unknown := asked.keys() - _TAKEN:
        raise not_modelled(f"copy with {', '.join(sorted(unknown))}")
    conflict = call.query.get("@microsoft.graph.conflictbehavior", "fail")
    if conflict not in {"fail", "rename", "replace"}:
        raise invalid(f"copy with conflictBehavior {conflict}")
    name = asked.get("name")
    if name is not None:
        check_name(name)
    target = _target(call, asked.get("parentReference"), source)
    check_target(call, target)
    struck = call.simulator.faults.take(COPY, path=call.path, changes=True)
    faults = {fault.kind: fault.options for fault in struck}
    slow = faults.get("copy_slow")
    held_back = int(slow["polls"]) if slow else 0
    job = CopyJob(
        id=str(uuid4()).upper(),
        source_id=source.id,
        target_id=target.id,
        name=name or source.name,
        children_only=children_only,
        # `name` cancels the version history (LP:driveItem: copy v1.0).
        history=flag_in(asked, "includeAllVersionHistory") and not name,
        conflict=conflict,
        caller=call.caller,
        faults=faults,
        polls_until_made=held_back,
        polls_until_told=max(call.simulator.dials.copy_polls, held_back),
    )
    call.simulator.tenant.copies[job.id] = job
    if not held_back:
        _carry_out(call, job)
    return Answer(202, headers={"Location": call.elsewhere(f"/_monitor/{job.id}")})


def monitor(call: Call) -> Answer:
    """GET the monitor: no Graph token needed; decide on the body.

    202 while it runs and 200 when it is done: the sources show 202 (GD:c:long-running-actions-overview),
    303 and 200.
    """
    job = call.simulator.tenant.copies.get(call.params["job"])
    if job is None:
        raise not_found("The operation could not be found.")
    call.caller = job.caller
    job.polls += 1
    if job.polls >= job.polls_until_made and job.status == "inProgress":
        _carry_out(call, job)
    if job.polls <= job.polls_until_told:
        percentage = round(100 * job.polls / (job.polls_until_told + 1), 1)
        body = {
            "operation": "ItemCopy",
            "percentageComplete": percentage,
            "status": "inProgress",
        }
        return Answer(202, body)
    return Answer(200, _outcome(call, job))


def _outcome(call: Call, job: CopyJob) -> Json:
    told: Json = {
        "id": job.id,
        "operation": "ItemCopy",
        "createdDateTime": _BEGINNING,
        "lastActionDateTime": _BEGINNING,
        "status": job.status,
    }
    if job.made_id is None:
        return told | {"error": job.error}
    drive_id = call.simulator.tenant.items[job.made_id].drive_id
    path = f"/v1.0/drives/{drive_id}/items/{job.made_id}"
    done = {"percentageComplete": 100, "percentComplete": 100}
    return told | done | {"resourceId": job.made_id, "resourceLocation": call.link(path)}


def _target(call: Call, reference: Any, source: Item) -> Item:
    tenant = call.simulator.tenant
    if reference is None and source.parent_id is not None:
        return tenant.items[source.parent_id]
    if not isinstance(reference, dict):
        raise invalid("parentReference is an object.")
    drive_id, own = str(reference.get("driveId") or ""), str(reference.get("id") or "")
    if not drive_id or not own:
        raise invalid("parentReference needs driveId and id.")
    if own == "root":
        raise invalid("The id of parentReference is a real id, not 'root'.")
    target = tenant.item(drive_id, own)
    if target.kind != "folder":
        raise invalid("The target is not a folder.")
    return target


def _carry_out(call: Call, job: CopyJob) -> None:
    """Make the copy, or find out why not."""
    items = call.simulator.tenant.items
    source, target = items[job.source_id], items[job.target_id]
    try:
        _check(call, job, source, target)
        job.made_id = _copy_all(call, job, source, target).id
    except GraphError as error:
        job.status = "failed"
        job.error = {"code": error.code, "message": error.message}
    else:
        job.status = "completed"


def _check(call: Call, job: CopyJob, source: Item, target: Item) -> None:
    if "copy_fails" in job.faults:
        code = job.faults["copy_fails"].get("code") or "generalException"
        raise GraphError(500, code, "The copy failed.")
    if source.state != "live" or target.state != "live":
        raise not_found()
    tenant = call.simulator.tenant
    if target is source or source in tenant.ancestors(target):
        raise invalid("A folder cannot be copied into itself.")
    if sum(1 for _ in tenant.descendants(source)) >= _ITEMS_AT_MOST:
        raise GraphError(413, "tooManyItems", f"A copy takes {_ITEMS_AT_MOST} items at most.")


def _copy_all(call: Call, job: CopyJob, source: Item, target: Item) -> Item:
    """What is copied, all of it or, when a name is taken, nothing; answers what the monitor names.

    Of a copy of children only that is the folder they went to (believed).
    """
    children = call.simulator.tenant.children(source) if job.children_only else []
    sources = [(one, one.name) for one in children] if job.children_only else [(source, job.name)]
    placed = [(one, _place(call, job, one, target, name)) for one, name in sources]
    made = target
    for one, name in placed:
        there = call.simulator.tenant.child(target, name)
        if there is not None:
            call.simulator.changes.recycle(there, job.caller.actor)
        made = _copy_item(call, job, one, target, name)
    return target if job.children_only else made


def _place(call: Call, job: CopyJob, source: Item, target: Item, name: str) -> str:
    """The name it gets there: `replace` is for files, folders fail (beta page of driveitem-copy)."""
    there = call.simulator.tenant.child(target, name)
    if there is None:
        return name
    if job.conflict == "rename":
        return free_name(call.simulator.tenant, target, name)
    both_files = source.kind == there.kind == "file" and there is not source
    if job.conflict == "replace" and both_files:
        return name
    raise name_taken(name)


def _copy_item(call: Call, job: CopyJob, source: Item, target: Item, name: str) -> Item:
    changes = call.simulator.changes
    if source.kind == "file":
        return changes.create_copy(source, target, name, _contents(job, source), job.caller.actor)
    folder = changes.create_folder(target, name, job.caller.actor)
    folder.copied_from = source.id
    for child in call.simulator.tenant.children(source):
        _copy_item(call, job, child, folder, child.name)
    return folder


def _contents(job: CopyJob, source: Item) -> Iterator[tuple[Content, Cause]]:
    versions = source.versions
    whole = job.history and "copy_loses_versions" not in job.faults
    for version in versions if whole else versions[-1:]:
        content = version.content
        if "rewrite_office" in job.faults:
            content = rewritten_office(source.name, content)
        if "target_bytes" in job.faults and version is versions[-1]:
            content = altered(content)
        yield content, version.cause if whole else "content"


OPERATIONS = (
    Operation(
        "monitor.get",
        "GET",
        ("/_monitor/{job}",),
        monitor,
        0,
        "documented",
        (
            "GD:c:long-running-actions-overview (body), OD:long-running-actions. 202 while "
            "running and 200 when done: the sources disagree (202, 303, 200). On the same host, or on "
            "another by a dial"
        ),
        open=True,
    ),
    Operation(
        "drive_item.copy",
        "POST",
        (f"{ITEM}/copy",),
        copy,
        2,
        "documented",
        (
            "GD:driveitem-copy, LM:driveitem-copy. `includeAllVersionHistory` copies every version, "
            "unless a `name` is given too: then only the current one (LM:driveitem-copy). Versions of the copy are the copier's "
            "and of now, numbered anew; no label: believed. `childrenOnly` of a folder, and `replace`, which "
            "deletes the file of that name and is `fail` for folders: as the beta page of driveitem-copy "
            "tells what LM:driveitem-copy names; that the monitor then names the folder, and that the file "
            "goes to the recycle bin, where its label allows that: believed"
        ),
        options=(CONFLICT,),
        permissions=WRITES_FILES,
        takes=(
            "parentReference.driveId and .id, name, childrenOnly, includeAllVersionHistory; as query "
            "option conflictBehavior fail, rename, replace"
        ),
    ),
)
