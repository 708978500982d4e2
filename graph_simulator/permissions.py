"""Whether a caller may make a call: permissions of apps, delegated-only calls, Sites.Selected.

Permissions are looked at only while the dial `enforce_permissions` is on. What a person may open
is not looked at.
"""

from graph_simulator.calls import Call
from graph_simulator.errors import denied
from graph_simulator.operation import Operation

_SELECTED = "Sites.Selected"
_WRITING = frozenset({"write", "owner", "fullcontrol"})
_READING = _WRITING | {"read"}


def check(call: Call, operation: Operation) -> None:
    """Refuse with 403 what the caller may not (the code is believed)."""
    caller = call.caller
    if operation.delegated_only and caller.kind == "application":
        raise denied(f"{operation.name} is for delegated permissions only.")
    if not call.simulator.dials.enforce_permissions or not operation.permissions:
        return
    held = caller.permissions & set(operation.permissions)
    if held - {_SELECTED} or (held and _is_granted(call, operation)):
        return
    raise denied(f"{operation.name} needs one of {', '.join(operation.permissions)}.")


def _is_granted(call: Call, operation: Operation) -> bool:
    """Whether the app was granted the site of this call."""
    tenant, site_id = call.simulator.tenant, call.params.get("site")
    if "drive" in call.params:
        site_id = tenant.drive(call.params["drive"]).site_id
    enough = _WRITING if operation.changes else _READING
    return any(
        one.app_id == call.caller.app_id and one.site_id == site_id and enough & set(one.roles)
        for one in tenant.site_grants.values()
    )
