"""Being told that something changed in a drive; what changed, only a delta says.

Every request here changes something in the tenant, and awaits `before` first, each attempt anew.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from filing.errors import NotFound
from graph_client.asking import Answer, Before, ask
from graph_client.errors import AlreadySubscribed
from graph_client.notifications import drive_resource
from graph_client.retrying import Repeat
from graph_client.session import GraphSession
from records.moments import moment_of

if TYPE_CHECKING:
    from kiota_abstractions.request_information import RequestInformation
    from msgraph.graph_service_client import GraphServiceClient

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription as Graph has it; `expires_at` may differ from what was asked."""

    id: str
    expires_at: datetime


async def subscribe(
    session: GraphSession,
    drive_id: str,
    notification_url: str,
    client_state: str,
    expires_at: datetime,
    *,
    before: Before,
) -> Subscription:
    """Be notified of changes anywhere in the drive; one that is there already is replaced.

    Graph calls `notification_url` before it answers, so that must be able to answer meanwhile.
    At most 42,300 minutes, at least 45; `client_state` at most 128 characters
    (https://learn.microsoft.com/graph/api/resources/subscription). Of an existing subscription
    only address and moment can be changed; it keeps the client state it was made with, which may
    be one that we do not know, and then every notification of it would be refused. So it is ended.
    """

    def build(graph: "GraphServiceClient") -> "RequestInformation":
        from msgraph.generated.models.subscription import Subscription as Body

        body = Body(
            change_type="updated",  # the only one a drive knows
            resource=drive_resource(drive_id),
            notification_url=notification_url,
            client_state=client_state,
            expiration_date_time=expires_at,
        )
        return graph.subscriptions.to_post_request_information(body)

    async def create() -> Subscription:
        what, repeat = f"subscription to {drive_id}", Repeat.IF_NOT_APPLIED
        return _subscription_of(await ask(session, what, build, repeat=repeat, before=before))

    try:
        return await create()
    except AlreadySubscribed as error:
        # The existing id stands in the message only
        # (https://learn.microsoft.com/graph/change-notifications-delivery-webhooks).
        known = _GUID.search(str(error))
        if known is None:
            raise
    await unsubscribe(session, known.group(), before=before)
    return await create()


async def renew(
    session: GraphSession, subscription_id: str, expires_at: datetime, *, before: Before
) -> Subscription:
    """Let the subscription live until then. NotFound when it is gone: subscribe anew."""

    def build(graph: "GraphServiceClient") -> "RequestInformation":
        from msgraph.generated.models.subscription import Subscription as Body

        body = Body(expiration_date_time=expires_at)
        return graph.subscriptions.by_subscription_id(subscription_id).to_patch_request_information(
            body
        )

    what = f"renewal of {subscription_id}"
    return _subscription_of(await ask(session, what, build, before=before))


async def unsubscribe(session: GraphSession, subscription_id: str, *, before: Before) -> None:
    """End the subscription; fine when it is gone."""
    try:
        await ask(
            session,
            f"end of subscription {subscription_id}",
            lambda graph: graph.subscriptions.by_subscription_id(
                subscription_id
            ).to_delete_request_information(),
            before=before,
        )
    except NotFound:
        return


def _subscription_of(answer: Answer) -> Subscription:
    return Subscription(answer.data["id"], moment_of(answer.data["expirationDateTime"]))
