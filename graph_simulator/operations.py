"""All operations, gathered from the modules that declare them; finding the one that is asked for.

An area that is added is named in `AREAS` here and in `COVERAGE.template.md`.
"""

import re
from urllib.parse import unquote

from graph_simulator import (
    app_permissions,
    batch,
    check_outs,
    columns,
    content_types,
    contents,
    copying,
    delta,
    drive_items,
    file_plan_descriptors,
    groups,
    label_definitions,
    labels,
    list_delta,
    list_items,
    lists,
    messages,
    retention_events,
    set_versions,
    sharing,
    sharing_links,
    site_discovery,
    sites,
    subscriptions,
    teams,
    term_store,
    tokens,
    uploads,
)
from graph_simulator.errors import not_found
from graph_simulator.operation import Operation
from graph_simulator.tenant import Tenant

AREAS: dict[str, tuple[Operation, ...]] = {
    "tokens": tokens.OPERATIONS,
    "teams": teams.OPERATIONS,
    "groups": groups.OPERATIONS,
    # Before `sites`, whose ids `delta` and `getAllSites` would be.
    "site_discovery": site_discovery.OPERATIONS,
    "messages": messages.OPERATIONS,
    "sites": sites.OPERATIONS,
    "app_permissions": app_permissions.OPERATIONS,
    "lists": lists.OPERATIONS,
    "columns": columns.OPERATIONS,
    # Before `list_items`, whose id `delta` would be.
    "list_delta": list_delta.OPERATIONS,
    "list_items": list_items.OPERATIONS,
    "content_types": content_types.OPERATIONS,
    "drive_items": drive_items.OPERATIONS,
    "check_outs": check_outs.OPERATIONS,
    "sharing": sharing.OPERATIONS,
    "sharing_links": sharing_links.OPERATIONS,
    "contents": contents.OPERATIONS,
    "uploads": uploads.OPERATIONS,
    "copying": copying.OPERATIONS,
    "delta": delta.OPERATIONS,
    "set_versions": set_versions.OPERATIONS,
    "term_store": term_store.OPERATIONS,
    "labels": labels.OPERATIONS,
    "label_definitions": label_definitions.OPERATIONS,
    "file_plan_descriptors": file_plan_descriptors.OPERATIONS,
    "retention_events": retention_events.OPERATIONS,
    "subscriptions": subscriptions.OPERATIONS,
    "batch": batch.OPERATIONS,
}
OPERATIONS = tuple(one for area in AREAS.values() for one in area)
# Each permission of which some operation says that it is enough.
PERMISSIONS = frozenset(name for one in OPERATIONS for name in one.permissions + one.by_drive)
_SITE_PATH = re.compile(r"/v1\.0/sites/(?P<host>[^/:,]+):/(?P<path>[^:]+?)/?(?::(?P<rest>/.*)?)?")
# What is below a drive that is named by its site or group, and a delta by the root's own id.
_DRIVE_OF = re.compile(
    r"/v1\.0/(?P<kind>sites|groups)/(?P<own>[^/]+)/(?:drive(?=/)|drives/(?P<drive>[^/]+))(?P<rest>/.*)?"
)
_DELTA_BY_ID = re.compile(
    r"(?P<drive>/v1\.0/drives/(?P<id>[^/]+))/items/(?P<item>[^/]+)(?P<delta>/[a-z.]*delta\b[^/]*)"
)


def find(method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
    """The operation of a method and decoded path, with what the path holds."""
    for operation in OPERATIONS:
        params = operation.match(method, path)
        if params is not None:
            return operation, params
    return None


def plain_path(raw: str) -> str:
    """The path decoded, with the double slash the SDK's own base URL gives made single."""
    path = unquote(raw)
    if path.startswith("/v1.0//"):
        path = "/v1.0/" + path.removeprefix("/v1.0/").lstrip("/")
    return path.rstrip("/")


def with_site_id(tenant: Tenant, path: str) -> str:
    """The path with `/sites/{host}:/{path}:` replaced by `/sites/{id}` (GD21:site-get)."""
    match = _SITE_PATH.fullmatch(path)
    if match is None:
        return path
    site_id = "unknown"
    if match["host"].lower() == tenant.hostname:
        site_id = tenant.site_at(match["path"]).id
    return f"/v1.0/sites/{site_id}{match['rest'] or ''}"


def with_drive_id(tenant: Tenant, path: str) -> str:
    """The path from `/drives/{id}` on, of what is below the drive of a site or group (GD:driveitem-delta).

    A delta by the root's own id is that of `root`. 404 for a drive of another site.
    """
    if match := _DRIVE_OF.fullmatch(path):
        own, drive_id = match["own"], match["drive"]
        team = tenant.teams.get(own)
        site = tenant.site(own if match["kind"] == "sites" else team.site_id if team else "none")
        libraries = [one.id for one in tenant.libraries_in(site)]
        if not libraries or drive_id not in {None, *libraries}:
            raise not_found("The drive could not be found.")
        path = f"/v1.0/drives/{drive_id or libraries[0]}{match['rest'] or ''}"
    match = _DELTA_BY_ID.fullmatch(path)
    if (
        match
        and match["id"] in tenant.drives
        and tenant.drives[match["id"]].root_id == match["item"]
    ):
        return f"{match['drive']}/root{match['delta']}"
    return path
