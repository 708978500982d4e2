"""What records managers keep in Purview: objects that say who made and last changed them, and when."""

import re
from collections.abc import Mapping

from graph_simulator.asked import text_in
from graph_simulator.calls import Call
from graph_simulator.clock import graph_time
from graph_simulator.errors import GraphError, invalid
from graph_simulator.item_json import identity
from graph_simulator.model import Json
from graph_simulator.purview_object import Administered

READS_RECORDS = ("RecordsManagement.Read.All", "RecordsManagement.ReadWrite.All")
WRITES_RECORDS = ("RecordsManagement.ReadWrite.All",)
EVENT_TYPE_BIND = "retentionEventType@odata.bind"
_TEXTS = (
    "displayName",
    "description",
    "descriptionForAdmins",
    "descriptionForUsers",
    "labelToBeApplied",
)
_ID_IN_ADDRESS = re.compile(r"retentionEventTypes(?:/|\(')(?P<id>[^/')]+)(?:'\))?$")


def made(call: Call, what: str, told: Json) -> Administered:
    """A new object with what was told of it."""
    now, own = call.simulator.clock.now(), call.simulator.tenant.next_guid(what)
    return Administered(own, told, call.actor, now, call.actor, now)


def shown(one: Administered) -> Json:
    """It as Graph shows it; references to others are not shown unless expanded."""
    told = {name: value for name, value in one.told.items() if not name.endswith("@odata.bind")}
    return {
        "id": one.id,
        **told,
        "createdBy": identity(one.created_by),
        "createdDateTime": graph_time(one.created_at),
        "lastModifiedBy": identity(one.modified_by),
        "lastModifiedDateTime": graph_time(one.modified_at),
    }


def changed(call: Call, one: Administered, told: Json) -> None:
    """Take over what was told anew."""
    one.told |= told
    one.modified_by, one.modified_at = call.actor, call.simulator.clock.now()


def found(among: Mapping[str, Administered], own: str) -> Administered:
    """The one with that id. 404 (code believed)."""
    one = among.get(own)
    if one is None:
        raise GraphError(404, "NotFound", "The object was not found.")
    return one


def event_type_id(call: Call, asked: Json) -> str | None:
    """The id of the event type an object is bound to. 400 for an unknown one.

    As `retentionEventTypes/{id}`, which clients send, or `retentionEventTypes('{id}')`, the page's.
    """
    address = asked.get(EVENT_TYPE_BIND)
    if address is None:
        return None
    match = _ID_IN_ADDRESS.search(str(address))
    if match is None or match["id"] not in call.simulator.tenant.event_types:
        raise invalid(f"{EVENT_TYPE_BIND} is no event type of this tenant.")
    return match["id"]


def only(asked: Json, known: frozenset[str], needed: tuple[str, ...] = ()) -> Json:
    """What was asked. 400 when something is missing, is on no page, or is no text where it must be."""
    missing = [name for name in needed if not asked.get(name)]
    if missing:
        raise invalid(f"Missing: {', '.join(missing)}")
    unknown = asked.keys() - known
    if unknown:
        raise invalid(f"Unknown: {', '.join(sorted(unknown))}")
    for name in _TEXTS:
        text_in(asked, name)
    return asked
