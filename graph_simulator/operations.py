"""The table of operations: which method and path is which operation. COVERAGE.md explains it."""

import re
from collections.abc import Awaitable, Callable
from urllib.parse import unquote

from graph_simulator import (
    content_types,
    contents,
    copying,
    delta,
    drive_items,
    labels,
    lists,
    sites,
    subscriptions,
    teams,
    tokens,
)
from graph_simulator.calls import Answer, Call, Operation
from graph_simulator.tenant import Tenant

_CONFLICT = "@microsoft.graph.conflictbehavior"
_ITEM = "/v1.0/drives/{drive}/{address}"
_LIST = "/v1.0/drives/{drive}/list"
_SITE_LIST = "/v1.0/sites/{site}/lists/{list}"
_LIST_ITEM = f"{_SITE_LIST}/items/{{list_item}}"
_SITE_PATH = re.compile(r"/v1\.0/sites/(?P<host>[^/:,]+):/(?P<path>[^:]+?)/?(?::(?P<rest>/.*)?)?")
_DELTA = re.compile(
    r"/v1\.0/drives/(?P<drive>[^/]+)/(?:items/)?root/(?:microsoft\.graph\.)?delta"
    r"(?:\((?:token='(?P<token>[^']*)')?\))?"
)


def _pattern(template: str) -> re.Pattern[str]:
    """A template's pattern. `{address}` is `root` or `items/{id}`, each with `:/path:` or not."""
    pattern = re.escape(template)
    # The closing colon of a path may be left out only where nothing follows.
    close = ":?" if template.endswith("{address}") else ":"
    address = rf"(?P<address>(?:root|items/[^/:]+)(?::/[^:]*{close})?)"
    pattern = pattern.replace(r"\{address\}", address)
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", pattern))


def _operation(
    name: str,
    line: str,
    apply: Callable[[Call], Answer],
    units: int,
    *options: str,
    prepare: Callable[[Call], Awaitable[None]] | None = None,
    is_open: bool = False,
) -> Operation:
    method, template = line.split(" ", 1)
    pattern = _pattern(template)
    return Operation(name, method, pattern, apply, units, frozenset(options), is_open, prepare)


_SHOWN = ("select", "expand")
OPERATIONS = (
    _operation("token.get", "GET /msi/token", tokens.issue, 0, "resource", "api-version",
               "client_id", is_open=True),
    _operation("content.download", "GET /_content/{token}", contents.download, 0, is_open=True),
    _operation("monitor.get", "GET /_monitor/{job}", copying.monitor, 0, is_open=True),
    _operation("team.list", "GET /v1.0/teams", teams.list_teams, 0),
    _operation("channel.list", "GET /v1.0/teams/{team}/channels", teams.channels, 0),
    _operation("channel.files_folder", "GET /v1.0/teams/{team}/channels/{channel}/filesFolder",
               teams.files_folder, 1),
    _operation("site.get", "GET /v1.0/sites/{site}", sites.get_site, 1),
    _operation("site.drives", "GET /v1.0/sites/{site}/drives", sites.list_drives, 2),
    _operation("drive.get", "GET /v1.0/drives/{drive}", sites.get_drive, 1),
    _operation("list.get", f"GET {_LIST}", lists.get_list, 1),
    _operation("list.columns", f"GET {_LIST}/columns", lists.list_columns, 2),
    _operation("list.content_types", f"GET {_LIST}/contentTypes", content_types.list_all, 2),
    _operation("list.get", f"GET {_SITE_LIST}", lists.get_list, 1),
    _operation("list.columns", f"GET {_SITE_LIST}/columns", lists.list_columns, 2),
    _operation("list.content_types", f"GET {_SITE_LIST}/contentTypes", content_types.list_all, 2),
    Operation("delta", "GET", _DELTA, delta.delta, delta.units,
              frozenset({"select", "expand", "top", "token"})),
    _operation("drive_item.get", f"GET {_ITEM}", drive_items.get, 1, *_SHOWN),
    _operation("drive_item.patch", f"PATCH {_ITEM}", drive_items.patch, 2, *_SHOWN, _CONFLICT),
    _operation("drive_item.delete", f"DELETE {_ITEM}", drive_items.delete, 2),
    _operation("drive_item.children", f"GET {_ITEM}/children", drive_items.children, 2, *_SHOWN,
               "top", "skiptoken"),
    _operation("folder.create", f"POST {_ITEM}/children", drive_items.create_folder, 2, *_SHOWN,
               _CONFLICT),
    _operation("drive_item.copy", f"POST {_ITEM}/copy", copying.copy, 2, _CONFLICT),
    _operation("drive_item.checkout", f"POST {_ITEM}/checkout", drive_items.check_out, 2),
    _operation("drive_item.checkin", f"POST {_ITEM}/checkin", drive_items.check_in, 2),
    _operation("content.get", f"GET {_ITEM}/content", contents.get, 1),
    _operation("content.put", f"PUT {_ITEM}/content", contents.put, 2, *_SHOWN, _CONFLICT),
    _operation("version.list", f"GET {_ITEM}/versions", drive_items.versions, 2),
    _operation("version.content", f"GET {_ITEM}/versions/{{version}}/content",
               contents.get_version, 1),
    _operation("list_item.get", f"GET {_ITEM}/listItem", lists.get_item, 1, "expand"),
    _operation("list_item.patch", f"PATCH {_ITEM}/listItem", content_types.patch_item, 2),
    _operation("fields.get", f"GET {_ITEM}/listItem/fields", lists.get_fields, 1, "select"),
    _operation("fields.patch", f"PATCH {_ITEM}/listItem/fields", lists.patch_fields, 2),
    _operation("list_item.get", f"GET {_LIST_ITEM}", lists.get_item, 1, "expand"),
    _operation("list_item.patch", f"PATCH {_LIST_ITEM}", content_types.patch_item, 2),
    _operation("fields.get", f"GET {_LIST_ITEM}/fields", lists.get_fields, 1, "select"),
    _operation("fields.patch", f"PATCH {_LIST_ITEM}/fields", lists.patch_fields, 2),
    _operation("drive_item.get", f"GET {_LIST_ITEM}/driveItem", drive_items.get, 1, *_SHOWN),
    _operation("retention_label.get", f"GET {_ITEM}/retentionLabel", labels.get, 1),
    _operation("retention_label.patch", f"PATCH {_ITEM}/retentionLabel", labels.patch, 2),
    _operation("retention_label.delete", f"DELETE {_ITEM}/retentionLabel", labels.delete, 2),
    _operation("permission.list", f"GET {_ITEM}/permissions", drive_items.permissions, 5),
    _operation("subscription.create", "POST /v1.0/subscriptions", subscriptions.create, 0,
               prepare=subscriptions.prepare_create),
    _operation("subscription.list", "GET /v1.0/subscriptions", subscriptions.list_all, 0),
    _operation("subscription.get", "GET /v1.0/subscriptions/{subscription}",
               subscriptions.get, 0),
    _operation("subscription.patch", "PATCH /v1.0/subscriptions/{subscription}",
               subscriptions.patch, 0, prepare=subscriptions.prepare_patch),
    _operation("subscription.delete", "DELETE /v1.0/subscriptions/{subscription}",
               subscriptions.delete, 0),
)  # fmt: skip


def find(method: str, path: str) -> tuple[Operation, dict[str, str]] | None:
    """The operation of a method and decoded path, with what the path holds."""
    for operation in OPERATIONS:
        if operation.method == method and (match := operation.pattern.fullmatch(path)):
            return operation, {key: text for key, text in match.groupdict().items() if text}
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
