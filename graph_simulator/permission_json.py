"""A permission as Graph shows it: of a person or group, of a link, of an app (GD:r:permission)."""

import base64

from graph_simulator.app_grants import V2
from graph_simulator.callers import AppGrant
from graph_simulator.clock import graph_time
from graph_simulator.model import Grant, Json, Principal, SharingLink
from graph_simulator.tenant import Tenant

_NEVER = "0001-01-01T00:00:00Z"


def app_json(grant: AppGrant) -> Json:
    """The permission of an app (GD:driveitem-post-permissions)."""
    identity = {"application": {"id": grant.app_id, "displayName": grant.app_name}}
    return {"id": grant.id, "roles": list(grant.roles), "grantedTo": identity, V2: identity}


def grant_json(tenant: Tenant, grant: Grant) -> Json:
    """The permission of a person or group; its id is the encoded name to sign in with."""
    principal = grant.principal
    shown: Json = {
        "id": permission_id(tenant, principal),
        "roles": [grant.role],
        "grantedToV2": _identity(tenant, principal),
    }
    if principal.kind == "user":
        shown["@deprecated.GrantedTo"] = "GrantedTo has been deprecated. Refer to GrantedToV2"
        shown["grantedTo"] = _plain_identity(principal)
    return shown


def link_json(tenant: Tenant, link: SharingLink) -> Json:
    """The permission of a link; for chosen people it says whom."""
    facet: Json = {"type": link.type, "scope": link.scope, "webUrl": link.web_url}
    if link.app.kind == "app":
        facet["application"] = {"id": link.app.id, "displayName": link.app.name}
    shown: Json = {
        "id": link.id,
        "roles": ["write" if link.type == "edit" else "read"],
        "link": facet,
        "shareId": share_id(link.web_url),
        "hasPassword": False,
        "expirationDateTime": graph_time(link.expires_at) if link.expires_at else _NEVER,
    }
    if link.scope == "users":
        people = [one.principal for one in link.people]
        shown["grantedToIdentities"] = [_plain_identity(one) for one in people]
        shown["grantedToIdentitiesV2"] = [_identity(tenant, one) for one in people]
    return shown


def share_id(url: str) -> str:
    """An address as `/shares` takes it (GD:shares-get)."""
    return "u!" + base64.urlsafe_b64encode(url.encode()).decode().rstrip("=")


def permission_id(tenant: Tenant, principal: Principal) -> str:
    """The id of a principal's permission: the same on every item (believed)."""
    name = _login_name(tenant, principal)
    return base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")


def _login_name(tenant: Tenant, principal: Principal) -> str:
    if principal.kind == "user":
        return f"i:0#.f|membership|{tenant.mail(principal)}"
    return f"c:0o.c|federateddirectoryclaimprovider|{principal.id}"


def _identity(tenant: Tenant, principal: Principal) -> Json:
    site_user = {
        "id": str(tenant.site_user(principal)),
        "displayName": principal.name,
        "loginName": _login_name(tenant, principal),
    }
    return {**_plain_identity(principal), "siteUser": site_user}


def _plain_identity(principal: Principal) -> Json:
    return {principal.kind: {"id": principal.id, "displayName": principal.name}}
