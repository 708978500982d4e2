"""Teams and channels (GD21:channel-list)."""

import re

from graph_simulator.calls import Answer, Call
from graph_simulator.errors import GraphError, not_modelled
from graph_simulator.item_json import item_json
from graph_simulator.model import Channel, Json, Team
from graph_simulator.operation import READS_CHANNELS, READS_FILES, READS_TEAMS, Operation
from graph_simulator.query import selected

_NOTHING: frozenset[str] = frozenset()
_OF_KIND = re.compile(r"\s*membershipType\s+eq\s+'(?P<kind>standard|private|shared)'\s*")


def list_teams(call: Call) -> Answer:
    """GET /teams: all of them."""
    value = [_team_json(call, one) for one in call.simulator.tenant.teams.values()]
    return Answer(body=call.context("teams") | {"value": value})


def get_team(call: Call) -> Answer:
    """GET /teams/{id} (GD:team-get)."""
    return Answer(body=call.context("teams/$entity") | _team_json(call, _team(call)))


def channels(call: Call) -> Answer:
    """GET /teams/{id}/channels, or those of one kind (graph-examples/channels-list.json)."""
    asked = call.query.get("filter")
    kind = _OF_KIND.fullmatch(asked) if asked else None
    if asked and not kind:
        raise not_modelled(f"$filter={asked} on channels")
    wanted = {kind["kind"]} if kind else {"standard", "private", "shared"}
    found = [one for one in _team(call).channels if one.membership in wanted]
    value = [_channel_json(call, one) for one in found]
    return Answer(body=call.context("channels") | {"value": value})


def get_channel(call: Call) -> Answer:
    """GET /teams/{id}/channels/{id} (GD:channel-get)."""
    return Answer(body=call.context("channels/$entity") | _channel_json(call, _channel(call)))


def files_folder(call: Call) -> Answer:
    """GET …/filesFolder: a drive item whose parentReference has only drive id and type.

    createdDateTime is the beginning of time (graph-examples/channel-filesfolder.json). 404
    `NotFound` while the channel's folder is not made yet (IS:msgraph-sdk-dotnet#967).
    """
    channel = _channel(call)
    if channel.folder_id is None:
        raise not_provisioned()
    folder = call.simulator.tenant.item(channel.drive_id, channel.folder_id)
    shown = item_json(call, folder)
    shown["createdDateTime"] = "0001-01-01T00:00:00Z"
    reference = shown["parentReference"]
    shown["parentReference"] = {name: reference[name] for name in ("driveId", "driveType")}
    for name in ("eTag", "createdBy", "lastModifiedBy"):
        del shown[name]
    return Answer(body=call.context("filesFolder/$entity") | shown)


def not_provisioned() -> GraphError:
    """What filesFolder answers until the channel's folder is there (msgraph-sdk-dotnet#967)."""
    return GraphError(404, "NotFound", "The folder of this channel is not there yet.")


def _team_json(call: Call, team: Team) -> Json:
    whole = {"id": team.id, "displayName": team.name, "description": "", "visibility": "private"}
    return selected(whole, call.query.get("select"), _NOTHING, _NOTHING)


def _channel_json(call: Call, channel: Channel) -> Json:
    preferred = call.headers.get("prefer", "").lower()
    whole = {
        "id": channel.id,
        "createdDateTime": "2026-01-05T08:00:00Z",
        "displayName": channel.name,
        "description": None,
        "membershipType": _membership(channel, whole="include-unknown-enum-members" in preferred),
    }
    return selected(whole, call.query.get("select"), _NOTHING, _NOTHING)


def _membership(channel: Channel, *, whole: bool) -> str:
    """`shared` is told only to who asked for the later members of the enumeration (DOC)."""
    if channel.membership == "shared" and not whole:
        return "unknownFutureValue"
    return channel.membership


def _team(call: Call) -> Team:
    team = call.simulator.tenant.teams.get(call.params["team"])
    if team is None:
        raise _unknown()
    return team


def _channel(call: Call) -> Channel:
    for channel in _team(call).channels:
        if channel.id == call.params["channel"]:
            return channel
    raise _unknown()


def _unknown() -> GraphError:
    return GraphError(404, "NotFound", "No team or channel was found with that id.")


OPERATIONS = (
    Operation(
        "team.list",
        "GET",
        ("/v1.0/teams",),
        list_teams,
        0,
        "documented",
        ("DX, MD"),
        options=("select",),
        permissions=READS_TEAMS,
        takes="`select`",
    ),
    Operation(
        "team.get",
        "GET",
        ("/v1.0/teams/{team}",),
        get_team,
        0,
        "documented",
        "GD:team-get. Its settings are not told",
        options=("select",),
        permissions=READS_TEAMS,
        takes="`select`",
    ),
    Operation(
        "channel.list",
        "GET",
        ("/v1.0/teams/{team}/channels", "/v1.0/teams/{team}/allChannels"),
        channels,
        0,
        "documented",
        (
            "GD21:channel-list, with its filter on one kind; GD:team-list-allchannels. Standard, "
            "private and shared ones that the team hosts; none are shared in from other teams. "
            "`membershipType` is `shared` only for who sends `Prefer: include-unknown-enum-"
            "members`, else `unknownFutureValue`: documented (DOC), as evolvable "
            "enumerations do"
        ),
        options=("filter", "select"),
        permissions=READS_CHANNELS,
        takes="`filter` on membershipType, `select`",
    ),
    Operation(
        "channel.get",
        "GET",
        ("/v1.0/teams/{team}/channels/{channel}",),
        get_channel,
        0,
        "documented",
        "GD:channel-get. `membershipType` as in the list",
        options=("select",),
        permissions=READS_CHANNELS,
        takes="`select`",
    ),
    Operation(
        "channel.files_folder",
        "GET",
        ("/v1.0/teams/{team}/channels/{channel}/filesFolder",),
        files_folder,
        1,
        "documented",
        (
            "GD:channel-get-filesfolder; that a private or shared channel's is in a drive "
            "of its own site: same page, IS:microsoft-graph-docs-contrib#4452; that it is a"
            " folder with the channel's name there: believed. 404 `NotFound` while not "
            "provisioned: reported (IS:msgraph-sdk-dotnet#967); by the seed or the fault "
            "`not_provisioned`. That opening the files makes the folder: reported "
            "(IS:microsoft-graph-docs#10150); that this call never does: believed"
        ),
        permissions=READS_FILES,
    ),
)
