"""Messages in channels, with files from the channel attached (GD21:chatmessage-post)."""

from datetime import timedelta

from graph_simulator.asked import object_in, objects_in, text_in
from graph_simulator.calls import Answer, Call
from graph_simulator.channel_message import Message
from graph_simulator.clock import precise_time
from graph_simulator.errors import GraphError, invalid, not_modelled
from graph_simulator.model import Actor, Channel, Item, Json, Team
from graph_simulator.operation import Operation
from graph_simulator.paging import page_size
from graph_simulator.simulator import Simulator

_READS = ("ChannelMessage.Read.All", "ChannelMessage.Read.Group")
_SENDS = ("ChannelMessage.Send",)


def list_all(call: Call) -> Answer:
    """GET …/messages: newest first, without replies; paged by `$top`, 50 at most."""
    team, channel = _place(call)
    there = [one for one in call.simulator.tenant.messages.values() if one.channel_id == channel.id]
    there.sort(key=lambda one: int(one.id), reverse=True)
    size = min(page_size(call), 50)
    before = call.query.get("skiptoken", "")
    rest = [one for one in there if not before or int(one.id) < _opened(call, before)]
    value = [_shown(call, team, one) for one in rest[:size]]
    body = call.context(f"teams('{team.id}')/channels('{channel.id}')/messages") | {"value": value}
    if len(rest) > size:
        token = call.simulator.seals.seal({"message": rest[size - 1].id})
        options = {"$top": call.query.get("top"), "$skiptoken": token}
        body["@odata.nextLink"] = call.link(call.path, **options)
    return Answer(body=body)


def get(call: Call) -> Answer:
    """GET …/messages/{id} (graph-examples/channel-message-with-file-attachment.json)."""
    team, channel = _place(call)
    one = call.simulator.tenant.messages.get(call.params["message"])
    if one is None or one.channel_id != channel.id:
        raise GraphError(404, "NotFound", "No message was found with that id.")
    return Answer(body=_context(call, team, channel) | _shown(call, team, one))


def send(call: Call) -> Answer:
    """POST …/messages: 201, for a person (an app by itself only while migrating: not modelled)."""
    team, channel = _place(call)
    asked = call.json()
    unknown = asked.keys() - {"body", "attachments", "subject", "importance"}
    if unknown:
        raise not_modelled(f"a message with {', '.join(sorted(unknown))}")
    body = object_in(asked, "body")
    content, kind = text_in(body, "content"), text_in(body, "contentType") or "text"
    if not content:
        raise invalid("A message has a body with content.")
    attachments = [_attachment(one, content) for one in objects_in(asked, "attachments")]
    subject = text_in(asked, "subject")
    one = post(call.simulator, team, channel, call.actor, (kind, content), attachments)
    one.subject = subject
    return Answer(201, _context(call, team, channel) | _shown(call, team, one))


def _attachment(asked: Json, content: str) -> Json:
    """A file by reference: its id unique, and in the body (GD21:chatmessage-post)."""
    if asked.get("contentType") != "reference":
        raise not_modelled(f"an attachment of the type {asked.get('contentType')}")
    if f'<attachment id="{asked.get("id")}"></attachment>' not in content:
        raise invalid("The body names each attachment by its id.")
    if not asked.get("contentUrl"):
        raise invalid("An attachment that is a reference has a contentUrl.")
    return attached(str(asked["id"]), str(asked["contentUrl"]), text_in(asked, "name"))


def attached(own: str, url: str, name: str | None) -> Json:
    """An attachment as Graph shows it."""
    return {
        "id": own,
        "contentType": "reference",
        "contentUrl": url,
        "content": None,
        "name": name,
        "thumbnailUrl": None,
    }


def with_file(item: Item, url: str, text: str) -> tuple[str, list[Json]]:
    """What a message says that a file is attached to; its id is the GUID in the eTag (practice)."""
    own = item.guid.lower()
    return f'{text} <attachment id="{own}"></attachment>', [attached(own, url, item.name)]


def post(
    simulator: Simulator,
    team: Team,
    channel: Channel,
    by: Actor,
    body: tuple[str, str],
    attachments: list[Json],
) -> Message:
    """Put a message in the channel, and tell who subscribed; `body` is its type and content."""
    now = simulator.clock.now()
    own = int(now.timestamp() * 1000)
    while str(own) in simulator.tenant.messages:
        own += 1
    one = Message(str(own), team.id, channel.id, by, now, *body, attachments)
    simulator.tenant.messages[one.id] = one
    resource = f"teams('{team.id}')/channels('{channel.id}')/messages('{own}')"
    data = {"@odata.type": "#Microsoft.Graph.chatMessage", "@odata.id": resource, "id": one.id}
    simulator.notifications.ring_message(channel.id, "created", resource, data)
    return one


def _place(call: Call) -> tuple[Team, Channel]:
    team = call.simulator.tenant.teams.get(call.params["team"])
    for channel in team.channels if team else ():
        if team and channel.id == call.params["channel"]:
            return team, channel
    raise GraphError(404, "NotFound", "No team or channel was found with that id.")


def _opened(call: Call, token: str) -> int:
    opened = call.simulator.seals.open(token)
    if opened is None or "message" not in opened:
        raise invalid("The skip token is not one of this server's.")
    return int(opened["message"])


def _context(call: Call, team: Team, channel: Channel) -> Json:
    return call.context(f"teams('{team.id}')/channels('{channel.id}')/messages/$entity")


def _shown(call: Call, team: Team, one: Message) -> Json:
    at = precise_time(one.at - timedelta(microseconds=one.at.microsecond % 1000))
    user = {"id": one.by.id, "displayName": one.by.name, "userIdentityType": "aadUser"}
    tenant = call.simulator.tenant.id
    link = f"https://teams.microsoft.com/l/message/{one.channel_id}/{one.id}"
    return {
        "id": one.id,
        "replyToId": None,
        "etag": one.id,
        "messageType": "message",
        "createdDateTime": at,
        "lastModifiedDateTime": at,
        "lastEditedDateTime": None,
        "deletedDateTime": None,
        "subject": one.subject,
        "summary": None,
        "chatId": None,
        "importance": "normal",
        "locale": "en-us",
        "webUrl": f"{link}?groupId={team.id}&tenantId={tenant}&parentMessageId={one.id}",
        "policyViolation": None,
        "from": {"application": None, "device": None, "conversation": None, "user": user},
        "body": {"contentType": one.content_type, "content": one.content},
        "channelIdentity": {"teamId": team.id, "channelId": one.channel_id},
        "attachments": one.attachments,
        "mentions": [],
        "reactions": [],
    }


_MESSAGES = "/v1.0/teams/{team}/channels/{channel}/messages"
OPERATIONS = (
    Operation(
        "message.list",
        "GET",
        (_MESSAGES,),
        list_all,
        0,
        "documented",
        "GD:channel-list-messages. Newest first by creation; replies are not modelled: believed",
        options=("top", "skiptoken"),
        permissions=_READS,
        takes="`top`, `skiptoken`",
    ),
    Operation(
        "message.get",
        "GET",
        (f"{_MESSAGES}/{{message}}",),
        get,
        0,
        "documented",
        "GD:chatmessage-get. The attachment's id is the GUID of the file's eTag: practice",
        permissions=_READS,
    ),
    Operation(
        "message.send",
        "POST",
        (_MESSAGES,),
        send,
        0,
        "documented",
        (
            "GD21:chatmessage-post: an attachment's id is unique and in the body. For a person only: "
            "DX (an app by itself while migrating, which is not modelled)"
        ),
        permissions=_SENDS,
        delegated_only=True,
        takes="body, subject, attachments of the type reference",
    ),
)
