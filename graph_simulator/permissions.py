"""Whether a caller may make a call: permissions of apps, delegated-only calls, Sites.Selected.

Permissions are looked at only while the dial `enforce_permissions` is on. What a person may open
is not looked at.
"""

from graph_simulator.calls import Call
from graph_simulator.errors import denied
from graph_simulator.model import Site
from graph_simulator.operation import Operation

_SELECTED = "Sites.Selected"
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
    if held - {_SELECTED} or (held and _is_granted(call, operation)):
        return
    raise denied(f"{operation.name} needs one of {', '.join(enough)}.")


def _is_granted(call: Call, operation: Operation) -> bool:
    """Whether the app was granted the site collection of this call, and enough of it.

    What asks for Sites.Manage.All of others asks an owner here (believed).
    """
    tenant = call.simulator.tenant
    site = _site(call)
    if site is None:
        return False
    enough = _WRITING if operation.changes else _READING
    if operation.changes and "Sites.Manage.All" in operation.permissions:
        enough = _OWNING
    return any(
        one.app_id == call.caller.app_id
        and tenant.sites[one.site_id].collection == site.collection
        and enough & set(one.roles)
        for one in tenant.site_grants.values()
    )


def _site(call: Call) -> Site | None:
    tenant = call.simulator.tenant
    if "drive" in call.params:
        return tenant.sites[call.drive.site_id]
    return tenant.site(call.params["site"]) if "site" in call.params else None
