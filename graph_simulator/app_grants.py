"""What apps were granted: Selected permissions (GD:c:permissions-selected-overview).

One mechanism for sites, lists and items: who was granted, what, and on which of them.
"""

import base64
from collections.abc import Iterator

from graph_simulator.callers import App, AppGrant
from graph_simulator.errors import invalid
from graph_simulator.model import Item, Json, Site
from graph_simulator.tenant import Tenant

_ROLES = frozenset({"read", "write", "owner", "fullcontrol"})
# The pages of sites write the identity in each of these ways; below them only the first will do.
V2 = "grantedToV2"
OF_SITES = ("grantedToIdentitiesV2", "grantedToIdentities", V2, "grantedTo")


def give(tenant: Tenant, on: str, app: App, roles: list[str]) -> AppGrant:
    """Grant it; who was granted the same thing before has these roles now."""
    name = f"i:0i.t|ms.sp.ext|{app.id}@{tenant.id}"
    own = base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")
    grant = AppGrant(own, on, app.id, app.name, roles)
    tenant.app_grants[_key(grant)] = grant
    return grant


def asked_for(tenant: Tenant, asked: Json, forms: tuple[str, ...]) -> tuple[App, list[str]]:
    """The app and the roles that a body names, in whichever of those forms."""
    roles = roles_in(asked)
    given = next((asked[name] for name in forms if asked.get(name)), None)
    first = given[0] if isinstance(given, list) and len(given) == 1 else given
    app = first.get("application") if isinstance(first, dict) else None
    if not isinstance(app, dict) or not isinstance(app.get("id"), str) or not app["id"]:
        raise invalid(f"It is for one application, with its id, in {' or '.join(forms)}.")
    known = tenant.apps.get(app["id"])
    return known or App(app["id"], str(app.get("displayName") or app["id"])), roles


def roles_in(asked: Json) -> list[str]:
    """The roles of a body."""
    roles = asked.get("roles")
    if not isinstance(roles, list) or not roles or not all(str(one) in _ROLES for one in roles):
        raise invalid(f"roles are some of {', '.join(sorted(_ROLES))}.")
    return roles


def take_back(tenant: Tenant, grant: AppGrant) -> None:
    """Take it back; with that on a list all those on what is in the list (same page)."""
    del tenant.app_grants[_key(grant)]
    root = tenant.items.get(grant.on)
    if root is None or not root.is_root:
        return
    for one in list(tenant.app_grants.values()):
        item = tenant.items.get(one.on)
        if one.app_id == grant.app_id and item is not None and item.drive_id == root.drive_id:
            del tenant.app_grants[_key(one)]


def granted_on(tenant: Tenant, on: str) -> list[AppGrant]:
    """What was granted there, not above it."""
    return [one for one in tenant.app_grants.values() if one.on == on]


def reaching(tenant: Tenant, app_id: str, site: Site, item: Item | None) -> Iterator[AppGrant]:
    """The grants of an app that reach an item or, without one, the site: on it and above it."""
    held = [one for one in tenant.app_grants.values() if one.app_id == app_id]
    above = {one.id for one in (item, *tenant.ancestors(item))} if item else set()
    for grant in held:
        of_site = tenant.sites.get(grant.on)
        if grant.on in above or (of_site and of_site.collection == site.collection):
            yield grant


def _key(grant: AppGrant) -> str:
    return f"{grant.on} {grant.app_id}"
