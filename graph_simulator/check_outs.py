"""Checking a file out, in, and back as it was (GD21:driveitem-checkin)."""

from graph_simulator.asked import text_in
from graph_simulator.calls import Answer, Call
from graph_simulator.errors import invalid
from graph_simulator.operation import ITEM, WRITES_FILES, Operation


def check_out(call: Call) -> Answer:
    """POST …/checkout: 204 (GD21:driveitem-checkin)."""
    call.simulator.changes.check_out(call.item, call.actor)
    return Answer(204)


def check_in(call: Call) -> Answer:
    """POST …/checkin: 204; `checkInAs` `published` makes a draft a major version."""
    item, asked = call.item, call.json()
    unknown = asked.keys() - {"comment", "checkInAs"}
    if unknown:
        raise invalid(f"Unknown: {', '.join(sorted(unknown))}")
    wanted = text_in(asked, "checkInAs") or "unspecified"
    if wanted not in {"published", "unspecified"}:
        raise invalid("checkInAs is published or unspecified.")
    call.simulator.changes.check_in(item, call.actor)
    if wanted == "published":
        call.simulator.changes.publish(item, call.actor)
    return Answer(204)


def discard_checkout(call: Call) -> Answer:
    """POST …/discardCheckout: 204 (DX)."""
    call.simulator.changes.discard_checkout(call.item, call.actor)
    return Answer(204)


OPERATIONS = (
    Operation(
        "drive_item.checkout",
        "POST",
        (f"{ITEM}/checkout",),
        check_out,
        2,
        "documented",
        (
            "GD21:driveitem-checkout. Others meet 423 `notAllowed`/`resourceLocked`: "
            "reported (IS:microsoft-graph-explorer-v4#3435)"
        ),
        permissions=WRITES_FILES,
    ),
    Operation(
        "drive_item.checkin",
        "POST",
        (f"{ITEM}/checkin",),
        check_in,
        2,
        "documented",
        (
            "GD21:driveitem-checkin. The comment is not kept; that published makes 0.3 to 1.0: believed"
        ),
        takes="checkInAs published or unspecified",
        permissions=WRITES_FILES,
    ),
    Operation(
        "drive_item.discard_checkout",
        "POST",
        (f"{ITEM}/discardCheckout",),
        discard_checkout,
        2,
        "documented",
        (
            "LM:driveitem-discardcheckout. By who checked it out only; the versions made since are "
            "gone: believed"
        ),
        permissions=WRITES_FILES,
    ),
)
