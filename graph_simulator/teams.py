"""Teams and channels (graph.md 8)."""

from graph_simulator.calls import Answer, Call
from graph_simulator.errors import GraphError
from graph_simulator.item_json import item_json
from graph_simulator.model import Channel, Team
from graph_simulator.operation import READS_CHANNELS, READS_FILES, READS_TEAMS, Operation


def list_teams(call: Call) -> Answer:
    """GET /teams: all of them."""
    value = [
        {"id": one.id, "displayName": one.name, "description": "", "visibility": "private"}
        for one in call.simulator.tenant.teams.values()
    ]
    return Answer(body=call.context("teams") | {"value": value})


def channels(call: Call) -> Answer:
    """GET /teams/{id}/channels (graph-examples/channels-list.json)."""
    preferred = call.headers.get("prefer", "").lower()
    value = [
        {
            "id": one.id,
            "createdDateTime": "2026-01-05T08:00:00Z",
            "displayName": one.name,
            "description": None,
            "membershipType": _membership(one, whole="include-unknown-enum-members" in preferred),
        }
        for one in _team(call).channels
    ]
    return Answer(body=call.context("channels") | {"value": value})


def files_folder(call: Call) -> Answer:
    """GET …/filesFolder: a drive item whose parentReference has only drive id and type.

    createdDateTime is the beginning of time (graph-examples/channel-filesfolder.json). 404
    `NotFound` while the channel's folder is not made yet (graph.md 8).
    """
    for channel in _team(call).channels:
        if channel.id == call.params["channel"]:
            break
    else:
        raise _unknown()
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
        permissions=READS_TEAMS,
    ),
    Operation(
        "channel.list",
        "GET",
        ("/v1.0/teams/{team}/channels",),
        channels,
        0,
        "documented",
        (
            "GD21:channel-list. Standard, private and shared ones that the team hosts. "
            "`membershipType` is `shared` only for who sends `Prefer: include-unknown-enum-"
            "members`, else `unknownFutureValue`: documented (DOC), as evolvable "
            "enumerations do"
        ),
        permissions=READS_CHANNELS,
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
