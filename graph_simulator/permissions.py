"""Whether a caller may make a call: permissions of apps, delegated-only calls, Selected ones.

Permissions are looked at only while the dial `enforce_permissions` is on. What a person may open
is not looked at.
"""

from graph_simulator.app_grants import reaching
from graph_simulator.callers import AppGrant
from graph_simulator.calls import Call
from graph_simulator.errors import denied
from graph_simulator.model import Item, Site
from graph_simulator.operation import SELECTED, WRITES_FILES, Operation
from graph_simulator.tenant import Tenant

_OF_SITES, _OF_LISTS, _OF_ITEMS, _OF_FILES = SELECTED
_OWNING = frozenset({"owner", "fullcontrol"})
_WRITING = _OWNING | {"write"}
_READING = _WRITING | {"read"}


def check(call: Call, operation: Operation) -> None:
    """Refuse with 403 what the caller may not (the code is believed)."""
    caller = call.caller
    if operation.delegated_only and caller.kind == "application":
        raise denied(f"{operation.name} is for delegated permissions only.")
    if operation.application_only and caller.kind == "delegated":
        raise denied(f"{operation.name} is for application permissions only.")
    by_drive = operation.by_drive if "drive" in call.params else ()
    enough = by_drive or operation.permissions
    if not call.simulator.dials.enforce_permissions or not enough:
        return
    held = caller.permissions & set(enough)
    if held - set(SELECTED) or (held and _is_granted(call, operation, held)):
        return
    raise denied(f"{operation.name} needs one of {', '.join(enough)}.")


def check_target(call: Call, folder: Item) -> None:
    """Refuse with 403 what would be put into a folder that the app was not granted (believed)."""
    held = call.caller.permissions & set(WRITES_FILES)
    if not call.simulator.dials.enforce_permissions or not held or held - set(SELECTED):
        return
    tenant = call.simulator.tenant
    site = tenant.sites[tenant.drives[folder.drive_id].site_id]
    if not _has_role(call, held, _WRITING, site, folder):
        raise denied("The app was not granted the folder that it would go to.")


def _is_granted(call: Call, operation: Operation, held: frozenset[str]) -> bool:
    """Whether the app was granted what this call is on, or something above it, and enough."""
    site = _site(call)
    if site is None:
        return False
    enough = _WRITING if operation.changes else _READING
    return _has_role(call, held, _OWNING if operation.by_owners else enough, site, _item(call))


def _has_role(
    call: Call, held: frozenset[str], enough: frozenset[str], site: Site, item: Item | None
) -> bool:
    tenant = call.simulator.tenant
    return any(
        enough & set(one.roles) and _honours(tenant, one) & held
        for one in reaching(tenant, call.caller.app_id, site, item)
    )


def _honours(tenant: Tenant, grant: AppGrant) -> set[str]:
    """The permissions that make it count: that of its own level, or one above it."""
    item = tenant.items.get(grant.on)
    if item is None:
        return {_OF_SITES}
    if item.is_root:
        return {_OF_SITES, _OF_LISTS}
    files = {_OF_FILES} if tenant.drives[item.drive_id].is_library else set()
    return {_OF_SITES, _OF_LISTS, _OF_ITEMS, *files}


def _site(call: Call) -> Site | None:
    tenant = call.simulator.tenant
    if "drive" in call.params:
        return tenant.sites[call.drive.site_id]
    return tenant.site(call.params["site"]) if "site" in call.params else None


def _item(call: Call) -> Item | None:
    """What it is on, as far down its path as there is something; of a list its root."""
    tenant = call.simulator.tenant
    if "list_item" in call.params:
        return call.list_item
    if "address" in call.params:
        item, path = call.address()
        for name in filter(None, path.split("/")):
            below = tenant.child(item, name)
            if below is None:
                break
            item = below
        return item
    if "drive" in call.params or "list" in call.params:
        return tenant.items[call.library.root_id]
    return None
