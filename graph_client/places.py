"""Where the files of a Teams channel lie."""

from typing import TYPE_CHECKING

from filing.errors import Busy, NotFound, Rejected
from graph_client.asking import Build, ask, ask_all
from graph_client.session import GraphSession
from records.documents import Location

if TYPE_CHECKING:
    from kiota_abstractions.request_information import RequestInformation
    from msgraph.graph_service_client import GraphServiceClient


async def channel_folder(
    session: GraphSession, team_name: str, channel_name: str
) -> Location | None:
    """Return the folder of that channel, or None when there is no such team or channel.

    Case does not count in names. Busy while the folder is not made yet: that can take hours, until
    somebody opens the channel's files. Rejected when several teams have the name. The drive comes
    from the folder, never from the team: private and shared channels have a site of their own
    (https://learn.microsoft.com/graph/api/channel-get-filesfolder).
    """
    team_id = await _id_by_name(
        session, "team", team_name, lambda graph: graph.teams.to_get_request_information()
    )
    if team_id is None:
        return None
    channel_id = await _id_by_name(
        session,
        "channel",
        channel_name,
        lambda graph: graph.teams.by_team_id(team_id).channels.to_get_request_information(),
    )
    if channel_id is None:
        return None

    def files_folder(graph: "GraphServiceClient") -> "RequestInformation":
        channel = graph.teams.by_team_id(team_id).channels.by_channel_id(channel_id)
        return channel.files_folder.to_get_request_information()

    what = f"folder of channel {channel_name!r} in team {team_name!r}"
    try:
        answer = await ask(session, what, files_folder)
    except NotFound as error:
        raise Busy(f"{what}: not made yet ({error})") from error
    return Location(answer.data["parentReference"]["driveId"], answer.data["id"])


async def _id_by_name(session: GraphSession, kind: str, name: str, build: Build) -> str | None:
    found = [
        entry["id"]
        async for entry in ask_all(session, f"{kind} {name!r}", build)
        if (entry.get("displayName") or "").casefold() == name.casefold()
    ]
    if len(found) > 1:
        raise Rejected(f"{len(found)} {kind}s are called {name!r}; rename all but one")
    return found[0] if found else None
