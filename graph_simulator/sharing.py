"""Who can open an item: its permissions, read, changed and taken back (GD:permission-update).

An item has the permissions of the folder above it until somebody gives it its own; then those above
no longer reach it. Changes of permissions change no eTag and ring no bell: reported
(IS:microsoftgraph/microsoft-graph-docs#15242).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from graph_simulator.app_grants import V2, asked_for, give, granted_on, roles_in, take_back
from graph_simulator.callers import AppGrant
from graph_simulator.calls import Answer, Call, check_if_match
from graph_simulator.clock import read_time
from graph_simulator.errors import invalid, not_found
from graph_simulator.item_json import drive_path
from graph_simulator.model import Grant, Item, Json, Role, SharingLink
from graph_simulator.operation import GRANTS_ITEMS, ITEM, READS_FILES, WRITES_FILES, Operation
from graph_simulator.permission_json import app_json, grant_json, link_json, permission_id
from graph_simulator.query import selected
from graph_simulator.tenant import Tenant

_NOTHING: frozenset[str] = frozenset()
_ROLES: dict[object, Role] = {"read": "read", "write": "write", "owner": "owner"}


def list_all(call: Call) -> Answer:
    """GET …/permissions: everyone who can open it; `inheritedFrom` unless said on the item."""
    if call.headers.get("if-none-match") == call.item.etag:
        return Answer(304)
    wanted = call.query.get("select")
    value = [selected(one, wanted, _NOTHING, _NOTHING) for one in _all(call, call.item)]
    return Answer(body=call.context("drives/items/permissions") | {"value": value})


def get(call: Call) -> Answer:
    """GET …/permissions/{id} (GD:permission-get)."""
    return Answer(body=call.context("permissions/$entity") | _wanted(call))


def patch(call: Call) -> Answer:
    """PATCH: the roles of a person or group, the end of an anonymous link (GD:permission-update)."""
    item, asked = call.item, call.json()
    check_if_match(call, item.etag, item.ctag)
    _check_own(_wanted(call))
    tenant, own = call.simulator.tenant, call.params["permission"]
    link = next((one for one in item.links if one.id == own), None)
    of_app = _granted(tenant, item, own)
    if of_app is not None:
        of_app.roles = roles_in(asked)
    elif link is not None:
        _patch_link(link, asked)
    else:
        if asked.keys() != {"roles"}:
            raise invalid("Of a permission only its role can be changed.")
        role = role_in(asked["roles"])
        access = own_access(tenant, item)
        for place, grant in enumerate(access):
            if permission_id(tenant, grant.principal) == own:
                access[place] = replace(grant, role=role)
    call.simulator.changes.sharing_changed(item)
    return Answer(body=call.context("permissions/$entity") | _wanted(call))


def _patch_link(link: SharingLink, asked: Json) -> None:
    if link.scope != "anonymous" or asked.keys() != {"expirationDateTime"}:
        raise invalid("Of a link only the end of an anonymous one can be changed.")
    link.expires_at = moment(asked["expirationDateTime"])


def delete(call: Call) -> Answer:
    """DELETE: 204; not one that is inherited (GD:permission-delete)."""
    item = call.item
    check_if_match(call, item.etag, item.ctag)
    _check_own(_wanted(call))
    tenant, own = call.simulator.tenant, call.params["permission"]
    if of_app := _granted(tenant, item, own):
        take_back(tenant, of_app)
    for link in [one for one in item.links if one.id == own]:
        item.links.remove(link)
        del tenant.shares[link.web_url]
    access = own_access(tenant, item)
    access[:] = [one for one in access if permission_id(tenant, one.principal) != own]
    call.simulator.changes.sharing_changed(item)
    return Answer(204)


def create(call: Call) -> Answer:
    """POST …/permissions: 201, for an app; the item no longer inherits (GD:driveitem-post-permissions)."""
    tenant, item = call.simulator.tenant, call.item
    asked = call.json()
    if unknown := asked.keys() - {V2, "roles"}:
        raise invalid(f"Only {V2} and roles are taken, not {', '.join(sorted(unknown))}.")
    app, roles = asked_for(tenant, asked, (V2,))
    grant = give(tenant, item.id, app, roles)
    own_access(tenant, item)
    call.simulator.changes.sharing_changed(item)
    return Answer(201, call.context("permissions/$entity") | app_json(grant))


def _granted(tenant: Tenant, item: Item, own: str) -> AppGrant | None:
    return next((one for one in granted_on(tenant, item.id) if one.id == own), None)


def _wanted(call: Call) -> Json:
    for permission in _all(call, call.item):
        if permission["id"] == call.params["permission"]:
            return permission
    raise not_found("The permission could not be found.")


def _check_own(permission: Json) -> None:
    if "inheritedFrom" in permission:
        raise invalid("The permission is inherited; change it where it was given.")


# ------------------------------------------------------------------------------- changing the state


def own_access(tenant: Tenant, item: Item) -> list[Grant]:
    """The permissions of the item itself, to be changed; those above are copied to it first."""
    if item.is_root:
        return tenant.drives[item.drive_id].access
    if item.unique is None:
        item.unique = list(tenant.access(item)[1])
    return item.unique


def role_in(roles: object) -> Role:
    """The one role of a list."""
    if not isinstance(roles, list) or len(roles) != 1 or str(roles[0]) not in _ROLES:
        raise invalid("roles holds one of read, write and owner.")
    return _ROLES[str(roles[0])]


def moment(text: object) -> datetime:
    """A date and time that was given."""
    try:
        return read_time(str(text))
    except ValueError:
        raise invalid("expirationDateTime is a date and time.") from None


# --------------------------------------------------------------------------------------- showing it


def _all(call: Call, item: Item) -> Iterator[Json]:
    """Links and apps first, then people and groups; those from above with where they come from."""
    tenant = call.simulator.tenant
    holder, grants = tenant.access(item)
    for above in (item, *tenant.ancestors(item)):
        for link in above.links:
            yield link_json(tenant, link) | _origin(call, item, above)
        for of_app in granted_on(tenant, above.id):
            yield app_json(of_app) | _origin(call, item, above)
    for grant in grants:
        yield grant_json(tenant, grant) | _origin(call, item, holder)


def _origin(call: Call, item: Item, holder: Item) -> Json:
    if holder is item:
        return {}
    path = drive_path(call, holder)
    return {"inheritedFrom": {"driveId": holder.drive_id, "id": holder.id, "path": path}}


_ALL = f"{ITEM}/permissions"
_ONE = f"{_ALL}/{{permission}}"

OPERATIONS = (
    Operation(
        "permission.list",
        "GET",
        (_ALL,),
        list_all,
        5,
        "documented",
        (
            "GD:driveitem-list-permissions, SPT; `inheritedFrom`: same page (GD:r:permission says "
            "libraries leave it out: a conflict). Ids, and that everybody sees them all: believed. "
            "Changes are silent: reported (IS:microsoft-graph-docs#15242)"
        ),
        options=("select",),
        permissions=READS_FILES,
        takes="`select`, If-None-Match",
    ),
    Operation(
        "permission.get",
        "GET",
        (_ONE,),
        get,
        5,
        "documented",
        "GD:permission-get",
        permissions=READS_FILES,
    ),
    Operation(
        "permission.create",
        "POST",
        (_ALL,),
        create,
        5,
        "documented",
        (
            "GD:driveitem-post-permissions: for one app, in `grantedToV2` alone. Who may: "
            "GD:c:permissions-selected-overview (the page names more: a conflict, the stricter). "
            "On the root it is a grant on the list: believed"
        ),
        permissions=GRANTS_ITEMS,
        by_owners=True,
        takes="grantedToV2 of an application, roles",
    ),
    Operation(
        "permission.patch",
        "PATCH",
        (_ONE,),
        patch,
        5,
        "documented",
        (
            "GD:permission-update: roles of people, the end of an anonymous link, If-Match. "
            "400 for an inherited one: believed. The end of a link is told, not kept to"
        ),
        permissions=WRITES_FILES,
        by_owners=True,
        takes="roles; If-Match",
    ),
    Operation(
        "permission.delete",
        "DELETE",
        (_ONE,),
        delete,
        5,
        "documented",
        "GD:permission-delete: not an inherited one. That this is a 400: believed",
        permissions=WRITES_FILES,
        by_owners=True,
        takes="If-Match",
    ),
)
