"""What apps were granted in a site, a list, an item of a list (GD:c:permissions-selected-overview).

Of a drive item they are among its permissions: `sharing.py`.
"""

from graph_simulator.app_grants import (
    OF_SITES,
    V2,
    asked_for,
    give,
    granted_on,
    roles_in,
    take_back,
)
from graph_simulator.callers import AppGrant
from graph_simulator.calls import Answer, Call
from graph_simulator.errors import not_found
from graph_simulator.model import Item, Json
from graph_simulator.operation import (
    FULL_CONTROL_ONLY,
    GRANTS_ITEMS,
    GRANTS_LISTS,
    LIST_ITEM,
    READS_LISTS,
    SITE_LIST,
    Operation,
)
from graph_simulator.sharing import own_access

_DEPRECATED = "GrantedToIdentities has been deprecated. Refer to GrantedToIdentitiesV2"


def list_all(call: Call) -> Answer:
    """GET …/permissions: of apps only (GD:site-list-permissions, GD:list-list-permissions)."""
    value = [_shown(one) for one in _grants(call)]
    return Answer(body=call.context("sites/permissions") | {"value": value})


def get(call: Call) -> Answer:
    """GET …/permissions/{id} (GD:site-get-permission)."""
    return _told(call, _grant(call))


def create(call: Call) -> Answer:
    """POST: 201 (GD:site-post-permissions, GD:list-post-permissions, GD:listitem-post-permissions).

    One that the app has already gets the new roles. What is below the site no longer inherits.
    """
    tenant, item = call.simulator.tenant, _item(call)
    app, roles = asked_for(tenant, call.json(), (V2,) if item else OF_SITES)
    grant = give(tenant, _on(call), app, roles)
    if item:
        own_access(tenant, item)
    _changed(call)
    return _told(call, grant, 201)


def patch(call: Call) -> Answer:
    """PATCH the roles: 200 (GD:site-update-permission)."""
    grant = _grant(call)
    grant.roles = roles_in(call.json())
    _changed(call)
    return _told(call, grant)


def delete(call: Call) -> Answer:
    """DELETE: 204 (GD:site-delete-permission)."""
    take_back(call.simulator.tenant, _grant(call))
    _changed(call)
    return Answer(204)


def _item(call: Call) -> Item | None:
    """The list item of the call, or the root of its list; None: a site."""
    if "list_item" in call.params:
        return call.list_item
    return call.simulator.tenant.items[call.library.root_id] if "list" in call.params else None


def _on(call: Call) -> str:
    item = _item(call)
    return item.id if item else call.simulator.tenant.site(call.params["site"]).id


def _changed(call: Call) -> None:
    if item := _item(call):
        call.simulator.changes.sharing_changed(item)


def _grants(call: Call) -> list[AppGrant]:
    return granted_on(call.simulator.tenant, _on(call))


def _grant(call: Call) -> AppGrant:
    for grant in _grants(call):
        if grant.id == call.params["permission"]:
            return grant
    raise not_found("The permission could not be found.")


def _told(call: Call, grant: AppGrant, status: int = 200) -> Answer:
    return Answer(status, call.context("sites/permissions/$entity") | _shown(grant))


def _shown(grant: AppGrant) -> Json:
    """As the pages of sites and lists list it; what is made on a list they show in V2 alone."""
    identity = {"application": {"id": grant.app_id, "displayName": grant.app_name}}
    return {
        "id": grant.id,
        "@deprecated.GrantedToIdentities": _DEPRECATED,
        "roles": list(grant.roles),
        "grantedToIdentities": [identity],
        "grantedToIdentitiesV2": [identity],
        V2: identity,
    }


_OF_SITE = "/v1.0/sites/{site}"
_BELIEVED = (
    "An app that nobody registered is taken; a second one for the same app changes its roles; "
    "unknown roles are 400: believed"
)
_OVERVIEW = "GD:c:permissions-selected-overview"


def _operations(
    name: str,
    thing: str,
    reads: tuple[str, ...],
    grants: tuple[str, ...],
    bases: tuple[str, str, str, str, str],
) -> tuple[Operation, ...]:
    """The five operations on the permissions of one kind of thing."""
    of_all = f"{thing}/permissions"
    of_one = f"{of_all}/{{permission}}"
    calls = (
        ("list", "GET", of_all, list_all, reads, ""),
        ("get", "GET", of_one, get, reads, ""),
        ("create", "POST", of_all, create, grants, "roles read, write, owner, fullcontrol"),
        ("patch", "PATCH", of_one, patch, grants, "roles"),
        ("delete", "DELETE", of_one, delete, grants, ""),
    )
    return tuple(
        Operation(
            f"{name}.{what}",
            method,
            (template,),
            apply,
            5,
            "documented",
            basis,
            permissions=permissions,
            by_owners=method != "GET",
            takes=takes,
        )
        for (what, method, template, apply, permissions, takes), basis in zip(
            calls, bases, strict=True
        )
    )


OPERATIONS = (
    *_operations(
        "site_permission",
        _OF_SITE,
        FULL_CONTROL_ONLY,
        FULL_CONTROL_ONLY,
        (
            "GD:site-list-permissions, SPT. Of apps only",
            "GD:site-get-permission",
            f"GD:site-post-permissions, {_OVERVIEW}: of one app, in any of the pages' forms. {_BELIEVED}",
            "GD:site-update-permission",
            "GD:site-delete-permission",
        ),
    ),
    *_operations(
        "list_permission",
        SITE_LIST,
        READS_LISTS,
        GRANTS_LISTS,
        (
            "GD:list-list-permissions. Of apps only: its example",
            "MD",
            (
                f"GD:list-post-permissions, {_OVERVIEW}, which asks full control (the page also names "
                f"Sites.ReadWrite.All: a conflict, the stricter). In `grantedToV2`. {_BELIEVED}"
            ),
            "MD",
            f"{_OVERVIEW}: what the app was granted in the list goes too",
        ),
    ),
    *_operations(
        "list_item_permission",
        LIST_ITEM,
        READS_LISTS,
        GRANTS_ITEMS,
        (
            "GD:listitem-list-permissions. Of apps only: its example",
            "MD",
            (
                f"GD:listitem-post-permissions, {_OVERVIEW}: full control, and the item no longer "
                f"inherits. In `grantedToV2`. {_BELIEVED}"
            ),
            "MD",
            f"{_OVERVIEW}, MD",
        ),
    ),
)
