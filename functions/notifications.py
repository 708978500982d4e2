"""The doorbell: Graph's change notifications over HTTP.

It answers within Graph's three seconds whatever the burst: no store, no Graph, only an HMAC and
a queue message for each drive.
"""

import logging

import azure.functions as func

from functions.composition import the_refused, the_settings
from functions.messages import CHANGES, STORAGE, Texts, changes_texts
from graph_client.notifications import rings_of

blueprint = func.Blueprint()
log = logging.getLogger("dossierstroom.notifications")


@blueprint.route(route="notifications", methods=["POST"], auth_level=func.AuthLevel.ANONYMOUS)
@blueprint.queue_output(arg_name="changes", queue_name=CHANGES, connection=STORAGE)
async def notifications(req: func.HttpRequest, changes: Texts) -> func.HttpResponse:
    """Answer the validation handshake, or ring for each drive that is genuinely named.

    A forged or unknown notification is counted and makes no work; it gets the same answer, so
    that a stranger learns nothing.
    """
    token = req.params.get("validationToken")
    if token is not None:
        return func.HttpResponse(
            token, mimetype="text/plain", headers={"X-Content-Type-Options": "nosniff"}
        )
    rings = rings_of(req.get_body(), the_settings().client_state_key)
    if rings.refused:
        log.warning("refused %d notification(s) that are not genuine", rings.refused)
        the_refused().add(rings.refused)
    if rings.drives:
        changes.set(changes_texts(list(rings.drives)))
    return func.HttpResponse(status_code=202)
