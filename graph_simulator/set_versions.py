"""Versions of document sets: which version of each file was in it."""

from graph_simulator.calls import Answer, Call
from graph_simulator.clock import graph_time
from graph_simulator.errors import invalid, not_found
from graph_simulator.item_json import identity
from graph_simulator.model import Item, Json, SetVersion
from graph_simulator.operation import LIST_ITEM, SELECTED, Operation

_READS = ("Sites.Read.All", "Sites.ReadWrite.All", "Sites.FullControl.All", *SELECTED)
_WRITES = _READS[1:]


def list_all(call: Call) -> Answer:
    """GET …/documentSetVersions: newest first (graph-examples/documentsetversions-list.json)."""
    value = [_shown(one) for one in reversed(_set(call).set_versions)]
    return Answer(body=call.context("documentSetVersions") | {"value": value})


def get(call: Call) -> Answer:
    """GET one."""
    return Answer(body=call.context("documentSetVersions/$entity") | _shown(_find(call)))


def capture(call: Call) -> Answer:
    """POST: 201. The newest version of each file in it; there are no minor ones here."""
    item, asked = _set(call), call.json()
    if asked.keys() - {"comment", "shouldCaptureMinorVersion"}:
        raise invalid("comment and shouldCaptureMinorVersion are what a version takes.")
    call.simulator.changes.check_properties(item, call.actor)
    files = [one for one in call.simulator.tenant.descendants(item) if one.kind == "file"]
    version = SetVersion(
        id=str(1 + max((int(one.id) for one in item.set_versions), default=0)),
        comment=str(asked.get("comment") or ""),
        minor=bool(asked.get("shouldCaptureMinorVersion")),
        by=call.actor,
        at=call.simulator.clock.now(),
        items={one.guid.lower(): one.versions[-1].id for one in files},
    )
    item.set_versions.append(version)
    return Answer(201, call.context("documentSetVersions/$entity") | _shown(version))


def delete(call: Call) -> Answer:
    """DELETE: 204."""
    _set(call).set_versions.remove(_find(call))
    return Answer(204)


def restore(call: Call) -> Answer:
    """POST …/restore: 204. Files that are still there get the content they had (believed).

    What was deleted since does not come back, and what was added since stays: believed.
    """
    version, changes = _find(call), call.simulator.changes
    files = [one for one in call.simulator.tenant.descendants(_set(call)) if one.kind == "file"]
    wanted = [(one, version.items.get(one.guid.lower())) for one in files]
    older = [(one, own) for one, own in wanted if own and own != one.versions[-1].id]
    for one, _ in older:
        changes.check_content(one, call.actor)
    for one, own in older:
        changes.restore_version(one, own, call.actor)
    return Answer(204)


def _set(call: Call) -> Item:
    item = call.item
    if not item.content_type.is_document_set:
        raise invalid("The item is no document set.")
    return item


def _find(call: Call) -> SetVersion:
    for one in _set(call).set_versions:
        if one.id == call.params["version"]:
            return one
    raise not_found("The version could not be found.")


def _shown(one: SetVersion) -> Json:
    by, at = identity(one.by), graph_time(one.at)
    return {
        "id": one.id,
        "comment": one.comment,
        "createdBy": by,
        "createdDateTime": at,
        "lastModifiedBy": by,
        "lastModifiedDateTime": at,
        "shouldCaptureMinorVersion": one.minor,
        "items": [{"itemId": own, "versionId": version} for own, version in one.items.items()],
    }


_ALL = f"{LIST_ITEM}/documentSetVersions"
_ONE = f"{_ALL}/{{version}}"
OPERATIONS = (
    Operation(
        "set_version.list",
        "GET",
        (_ALL,),
        list_all,
        2,
        "documented",
        "GD:listitem-list-documentsetversions, DX (Sites.Selected too). Newest first: its example",
        permissions=_READS,
    ),
    Operation(
        "set_version.get",
        "GET",
        (_ONE,),
        get,
        1,
        "documented",
        "GD:documentsetversion-get",
        permissions=_READS,
    ),
    Operation(
        "set_version.create",
        "POST",
        (_ALL,),
        capture,
        2,
        "documented",
        "GD:listitem-post-documentsetversions. Files in folders of the set too: believed",
        permissions=_WRITES,
        takes="comment, shouldCaptureMinorVersion",
    ),
    Operation(
        "set_version.delete",
        "DELETE",
        (_ONE,),
        delete,
        2,
        "documented",
        "GD:documentsetversion-delete",
        permissions=_WRITES,
    ),
    Operation(
        "set_version.restore",
        "POST",
        (f"{_ONE}/restore",),
        restore,
        2,
        "documented",
        (
            "GD:documentsetversion-restore. What was deleted since does not come back, what was added "
            "stays, columns of the set stay: believed"
        ),
        permissions=_WRITES,
    ),
)
