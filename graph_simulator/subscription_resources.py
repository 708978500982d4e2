"""What can be subscribed to, for which changes, and for how long (GD:r:subscription)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph_simulator.calls import Call
from graph_simulator.errors import GraphError, denied, invalid, not_modelled
from graph_simulator.model import Json
from graph_simulator.operation import WRITES_FILES

READS_MESSAGES = ("ChannelMessage.Read.All",)
_WRITES_SITES = ("Sites.ReadWrite.All", "Sites.FullControl.All")
_DRIVE = re.compile(r"/?drives/(?P<drive>[^/]+)/root/?")
_BELOW_ROOT = re.compile(r"/?drives/[^/]+/(?:root:/.+|items/.+)")
_LIST = re.compile(r"/?sites/(?P<site>[^/]+)/lists/(?P<list>[^/]+)/?")
_MESSAGES = re.compile(r"/?teams/(?P<team>[^/]+)/channels/(?P<channel>[^/]+)/messages/?")
_MONTH_MINUTES = 42_300
_TEAMS_MINUTES = 4_320
_UNWATCHED_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Watched:
    """A resource: the id of the drive or channel behind it, and what its kind takes."""

    kind: str
    id: str
    change_types: frozenset[str]
    minutes: int
    permissions: tuple[str, ...]
    data: Json | None = None
    """What `resourceData` of its notifications is, where that is always the same."""

    @property
    def is_of_teams(self) -> bool:
        """Whether it counts in the pool of all Teams subscriptions of the tenant."""
        return self.kind == "channel messages"


def watched(call: Call, resource: str) -> Watched:
    """The resource as asked, with and without a leading slash. 404, or 501 for another kind."""
    tenant = call.simulator.tenant
    if found := _DRIVE.fullmatch(resource):
        drive = tenant.drive(found["drive"])
        typed = call.simulator.dials.typed_drive_notifications
        data = {"@odata.type": "#Microsoft.Graph.DriveItem"} if typed else None
        updated = frozenset({"updated"})
        return Watched("drive", drive.id, updated, _MONTH_MINUTES, WRITES_FILES, data)
    if found := _LIST.fullmatch(resource):
        drive = tenant.drive_of_list(tenant.site(found["site"]).id, found["list"])
        data = {"@odata.type": "#Microsoft.Graph.ListItem"}
        updated = frozenset({"updated"})
        return Watched("list", drive.id, updated, _MONTH_MINUTES, _WRITES_SITES, data)
    if found := _MESSAGES.fullmatch(resource):
        own = _channel(call, found["team"], found["channel"])
        changes = frozenset({"created", "updated"})
        return Watched("channel messages", own, changes, _TEAMS_MINUTES, READS_MESSAGES)
    if _BELOW_ROOT.fullmatch(resource):
        # The page: the root only. The code was seen in 2018 (IS:OneDrive/onedrive-api-docs#821).
        raise invalid("Only the root of a drive can be subscribed to.")
    raise not_modelled(
        f"subscription on '{resource}'; modelled: drives/{{id}}/root, sites/{{id}}/lists/{{id}}, "
        "teams/{id}/channels/{id}/messages"
    )


def _channel(call: Call, team_id: str, channel_id: str) -> str:
    team = call.simulator.tenant.teams.get(team_id)
    for channel in team.channels if team else ():
        if channel.id == channel_id:
            return channel.id
    raise GraphError(404, "NotFound", "No team or channel was found with that id.")


def check_asked(call: Call, on: Watched, asked: Json, minutes: float) -> None:
    """Refuse what this kind of resource does not take."""
    if asked.get("includeResourceData"):
        if on.is_of_teams:
            raise not_modelled("subscription with includeResourceData")
        # The message is as reported in IS:OneDrive/onedrive-api-docs#1214.
        raise invalid("File Services workload is not enabled for rich notifications.")
    changes = set(str(asked["changeType"]).split(","))
    if not changes <= on.change_types:
        raise invalid(f"changeType is of {', '.join(sorted(on.change_types))} on this resource.")
    check_minutes(on, minutes)
    if (
        on.is_of_teams
        and minutes > _UNWATCHED_MINUTES
        and not asked.get("lifecycleNotificationUrl")
    ):
        # DOC (subscription.lifecycleNotificationUrl); the code is believed.
        raise invalid("lifecycleNotificationUrl is needed for more than an hour on this resource.")
    held = call.caller.permissions & set(on.permissions)
    if call.simulator.dials.enforce_permissions and not held:
        raise denied(f"This subscription needs one of {', '.join(on.permissions)}.")


def check_minutes(on: Watched, minutes: float) -> None:
    """Refuse a life over the maximum; whether the service shortens it today is not stated."""
    if minutes > on.minutes:
        raise invalid(f"Subscription expiration can only be {on.minutes} minutes away.")


def check_quotas(call: Call, on: Watched, others: Iterable[tuple[str, str]]) -> None:
    """403 with the limit's name: one per app and channel, and a pool per tenant (LM:overview).

    `others` are the Teams subscriptions there are, each with its app's id and its channel's.
    """
    if not on.is_of_teams:
        return
    there = list(others)
    if (call.caller.app_id, on.id) in there:
        raise denied("Limit reached: 1 subscription per application and channel.")
    if len(there) >= call.simulator.dials.teams_subscriptions_at_most:
        raise denied("Limit reached: number of Teams subscriptions of the organisation.")
