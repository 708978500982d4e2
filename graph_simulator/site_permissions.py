"""What apps were granted in a site: `Sites.Selected` (GD:c:permissions-selected-overview)."""

from graph_simulator.callers import SiteGrant
from graph_simulator.calls import Answer, Call
from graph_simulator.errors import invalid, not_found
from graph_simulator.model import Json
from graph_simulator.operation import FULL_CONTROL_ONLY, Operation

_ROLES = frozenset({"read", "write", "owner", "fullcontrol"})
# The pages write the identity in each of these ways; the answer tells it as V2 and as before.
_GRANTED = ("grantedToIdentitiesV2", "grantedToIdentities", "grantedToV2", "grantedTo")
_DEPRECATED = "GrantedToIdentities has been deprecated. Refer to GrantedToIdentitiesV2"


def list_all(call: Call) -> Answer:
    """GET /sites/{id}/permissions: of apps only (GD:site-list-permissions)."""
    value = [_shown(one) for one in _grants(call)]
    return Answer(body=call.context("sites/permissions") | {"value": value})


def get(call: Call) -> Answer:
    """GET /sites/{id}/permissions/{id} (GD:site-get-permission)."""
    return Answer(body=call.context("sites/permissions/$entity") | _shown(_grant(call)))


def create(call: Call) -> Answer:
    """POST: 201 (GD:site-post-permissions). One that the app has already gets the new roles."""
    tenant, asked = call.simulator.tenant, call.json()
    site = tenant.site(call.params["site"])
    roles, app = _roles(asked), _application(asked)
    known = tenant.apps.get(app["id"])
    name = known.name if known else str(app.get("displayName") or app["id"])
    for grant in _grants(call):
        if grant.app_id == app["id"]:
            grant.roles = roles
            break
    else:
        own = tenant.next_guid("grant")
        grant = tenant.site_grants[own] = SiteGrant(own, site.id, app["id"], name, roles)
    return Answer(201, call.context("sites/permissions/$entity") | _shown(grant))


def patch(call: Call) -> Answer:
    """PATCH the roles: 200 (GD:site-update-permission)."""
    grant = _grant(call)
    grant.roles = _roles(call.json())
    return Answer(body=call.context("sites/permissions/$entity") | _shown(grant))


def delete(call: Call) -> Answer:
    """DELETE: 204 (GD:site-delete-permission)."""
    del call.simulator.tenant.site_grants[_grant(call).id]
    return Answer(204)


def _grants(call: Call) -> list[SiteGrant]:
    tenant = call.simulator.tenant
    site = tenant.site(call.params["site"])
    return [one for one in tenant.site_grants.values() if one.site_id == site.id]


def _grant(call: Call) -> SiteGrant:
    for grant in _grants(call):
        if grant.id == call.params["permission"]:
            return grant
    raise not_found("The permission could not be found.")


def _roles(asked: Json) -> list[str]:
    roles = asked.get("roles")
    if not isinstance(roles, list) or not roles or not all(str(one) in _ROLES for one in roles):
        raise invalid(f"roles are some of {', '.join(sorted(_ROLES))}.")
    return roles


def _application(asked: Json) -> Json:
    """The app meant, in whichever of the documented forms."""
    given = next((asked[name] for name in _GRANTED if asked.get(name)), None)
    first = given[0] if isinstance(given, list) and len(given) == 1 else given
    app = first.get("application") if isinstance(first, dict) else None
    if not isinstance(app, dict) or not isinstance(app.get("id"), str) or not app["id"]:
        raise invalid("Permissions of a site are for one application, with its id.")
    return app


def _shown(grant: SiteGrant) -> Json:
    identity = {"application": {"id": grant.app_id, "displayName": grant.app_name}}
    return {
        "id": grant.id,
        "@deprecated.GrantedToIdentities": _DEPRECATED,
        "roles": list(grant.roles),
        "grantedToIdentities": [identity],
        "grantedToIdentitiesV2": [identity],
    }


_ALL = "/v1.0/sites/{site}/permissions"
_ONE = f"{_ALL}/{{permission}}"

OPERATIONS = (
    Operation(
        "site_permission.list",
        "GET",
        (_ALL,),
        list_all,
        5,
        "documented",
        "GD:site-list-permissions, SPT. Of apps only",
        permissions=FULL_CONTROL_ONLY,
    ),
    Operation(
        "site_permission.get",
        "GET",
        (_ONE,),
        get,
        5,
        "documented",
        "GD:site-get-permission",
        permissions=FULL_CONTROL_ONLY,
    ),
    Operation(
        "site_permission.create",
        "POST",
        (_ALL,),
        create,
        5,
        "documented",
        (
            "GD:site-post-permissions, GD:c:permissions-selected-overview: of one app, in any of "
            "the pages' forms. An app that nobody registered is taken; a second one for the same "
            "app changes its roles; unknown roles are 400: believed"
        ),
        permissions=FULL_CONTROL_ONLY,
        takes="roles read, write, owner, fullcontrol",
    ),
    Operation(
        "site_permission.patch",
        "PATCH",
        (_ONE,),
        patch,
        5,
        "documented",
        "GD:site-update-permission",
        permissions=FULL_CONTROL_ONLY,
        takes="roles",
    ),
    Operation(
        "site_permission.delete",
        "DELETE",
        (_ONE,),
        delete,
        5,
        "documented",
        "GD:site-delete-permission",
        permissions=FULL_CONTROL_ONLY,
    ),
)
