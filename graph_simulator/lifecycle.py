"""Lifecycle notifications that the simulator's own API asks for, and what goes with them."""

from graph_simulator.asked import text_in
from graph_simulator.errors import GraphError, invalid
from graph_simulator.model import Json
from graph_simulator.simulator import Simulator


def tell_of_life(simulator: Simulator, own: str, asked: Json) -> Json:
    """Send a lifecycle notification of this subscription now, for the simulator's own API.

    `pause` keeps back, and loses, its changes until it is renewed or re-authorized;
    `subscriptionRemoved` removes it.
    """
    event = text_in(asked, "event")
    if event not in {"reauthorizationRequired", "subscriptionRemoved", "missed"}:
        raise invalid("event is reauthorizationRequired, subscriptionRemoved or missed")
    notifications = simulator.notifications
    for one in notifications.live():
        if one.id == own:
            break
    else:
        raise GraphError(404, "ResourceNotFound", "The object was not found.")
    notifications.tell_of_life(one, event)
    one.is_paused = one.is_paused or bool(asked.get("pause"))
    if event == "subscriptionRemoved":
        notifications.remove(one.id)
    return {"id": one.id, "event": event, "is_paused": one.is_paused}
