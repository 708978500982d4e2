"""Pages of a collection: how long they are, and where the next one begins."""

from graph_simulator.calls import Call
from graph_simulator.errors import invalid


def page_size(call: Call) -> int:
    """Objects on a page: `$top`, at most what the dial says."""
    top = call.query.get("top")
    if top is None:
        return call.simulator.dials.page_size
    if not top.isdigit() or int(top) == 0:
        raise invalid("$top is a whole number above zero.")
    return min(int(top), call.simulator.dials.page_size)


def after(call: Call) -> str:
    """What the page before this one ended with, after the skip token; empty at the beginning."""
    token = call.query.get("skiptoken")
    if token is None:
        return ""
    opened = call.simulator.seals.open(token)
    if opened is None or "after" not in opened:
        raise invalid("The skip token is not one of this server's.")
    return str(opened["after"])
