"""Drive delta (GD:driveitem-delta).

The tenant counts its changes, and every item knows the number of its last one. A token is a place
in that count, so a page is "what changed after it, by that number": an item that changes during the
round comes again, and only an empty rest gives a delta link. The folders above each change come
with it, the root too. Renaming a folder brings no descendants; track by id.
"""

import heapq
from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple

from graph_simulator.calls import Answer, Call
from graph_simulator.clock import read_time
from graph_simulator.errors import GraphError
from graph_simulator.faults import DELTA
from graph_simulator.item_json import delta_json
from graph_simulator.model import Item, Json
from graph_simulator.operation import READS_FILES, SHOWN, Operation
from graph_simulator.paging import page_size

# All three are needed to be told of changes of sharing (GD:driveitem-delta).
_SHARING = {"deltashowremovedasdeleted", "deltatraversepermissiongaps", "deltashowsharingchanges"}
_HIERARCHY = "hierarchicalsharing"
_WITHOUT_PARENTS = "deltaexcludeparent"


class Page(NamedTuple):
    """The items of a page, those among them whose sharing changed, and its next or delta link."""

    items: list[Item]
    shared: set[str]
    links: Json


def delta(call: Call) -> Answer:
    """GET …/root/delta in all its forms: a page and a next or delta link."""
    preferred = {one.strip().lower() for one in call.headers.get("prefer", "").split(",")}
    page = page_of_changes(call, with_sharing=preferred >= _SHARING)
    shown = [
        delta_json(call, item)
        | ({"@microsoft.graph.sharedChanged": "True"} if item.id in page.shared else {})
        | (_shared_facet(item, page) if _HIERARCHY in preferred else {})
        for item in _with_folders(call, page.items, _above(call, preferred))
    ]
    return Answer(body=call.context("Collection(driveItem)") | {"value": shown} | page.links)


def _above(call: Call, preferred: set[str]) -> Callable[[Item], bool]:
    """Which folders above a change are told: all, or with `deltaExcludeParent` only the root.

    The page says that no parents come then; the root was seen to (microsoft-graph-explorer-v4#4052,
    where it is sent with Prefer).
    """
    without = _WITHOUT_PARENTS in call.headers or _WITHOUT_PARENTS in preferred
    return lambda folder: folder.is_root or not without


def _shared_facet(item: Item, page: Page) -> Json:
    """`shared` where it was said on the item itself; empty where that was taken back."""
    if item.state != "live" or (item.unique is None and not item.links):
        return {"shared": {}} if item.id in page.shared else {}
    scopes = {one.scope for one in item.links}
    widest = next((one for one in ("anonymous", "organization") if one in scopes), "users")
    return {"shared": {"scope": widest}}


def page_of_changes(call: Call, *, with_sharing: bool = False) -> Page:
    """A page of what changed in a drive or list, each time with its place in the count.

    With the fault `empty_page` a page without items, whose next link goes on from the same place.
    """
    place, limit = _place(call, _token(call)), page_size(call)
    own = "list_item.delta" if "list" in call.params else "delta"
    if any(call.simulator.faults.take(DELTA, own, call.path, changes=False)):
        return Page([], set(), {"@odata.nextLink": _link(call, place)})
    news = _news(call, place)
    if with_sharing:
        since = max(place["c"], place["h"])
        news = heapq.merge(news, _sharing_changes(call, since), key=lambda one: one[0])
    rest = list(islice(news, limit + 1))
    page = rest[:limit]
    # An item that comes twice comes as it is now; it is told once.
    items = list({item.id: item for _, item, _ in page}.values())
    shared = {item.id for _, item, is_shared in page if is_shared}
    if len(rest) > limit:
        return Page(items, shared, {"@odata.nextLink": _link(call, {**place, "c": page[-1][0]})})
    reached = call.simulator.tenant.sequence
    link = _link(call, {**place, "c": reached, "h": 0})
    return Page(items, shared, {"@odata.deltaLink": link})


def _news(call: Call, place: Json) -> Iterable[tuple[int, Item, bool]]:
    """What changed since that place. What was gone before the enumeration began never was."""
    for item in call.simulator.tenant.logs[call.library.id].after(place["c"]):
        if item.state == "live" or item.changed > place["h"]:
            yield item.changed, item, False


def _sharing_changes(call: Call, since: int) -> list[tuple[int, Item, bool]]:
    """The live items of the drive whose sharing changed since then, in that order."""
    tenant = call.simulator.tenant
    later = [(number, own) for own, number in tenant.sharing_changes.items() if number > since]
    found = [(number, tenant.items[own], True) for number, own in sorted(later)]
    return [one for one in found if one[1].drive_id == call.library.id and one[1].state == "live"]


def units(call: Call) -> int:
    """1 with a token, 2 without (SPT)."""
    return 1 if _token(call) else 2


def resync(call: Call) -> GraphError:
    """410 with a fresh next link in Location (IS:OneDrive/onedrive-api-docs#1356)."""
    fresh = _link(call, _start(call))
    return GraphError(410, "resyncRequired", "Resync required.", headers={"Location": fresh})


def _token(call: Call) -> str | None:
    return call.params.get("token") or call.query.get("token")


def _start(call: Call) -> Json:
    sequence = call.simulator.tenant.sequence
    return {"e": call.simulator.epoch, "d": call.library.id, "c": 0, "h": sequence}


def _place(call: Call, token: str | None) -> Json:
    """Where in the count this reader is. A token not given out here, or before a reset: 410."""
    start = _start(call)
    if not token:
        return start
    if token == "latest":  # noqa: S105 - a word of the protocol
        return {**start, "c": call.simulator.tenant.sequence}
    opened = call.simulator.seals.open(token)
    if opened is not None and opened["e"] == start["e"] and opened["d"] == start["d"]:
        return opened
    try:
        moment = read_time(token)
    except ValueError:
        raise resync(call) from None
    # On SharePoint a moment is a token too (GD:driveitem-delta).
    older = [
        item.changed
        for item in call.simulator.tenant.items.values()
        if item.changed_at is not None and item.changed_at <= moment
    ]
    return {**start, "c": max(older, default=0), "h": 0}


def _with_folders(call: Call, page: list[Item], told: Callable[[Item], bool]) -> list[Item]:
    """The page with the live folders above each item, each once and before its first child."""
    chosen = {item.id for item in page}
    ordered: dict[str, Item] = {}
    for item in page:
        above = [one for one in call.simulator.tenant.ancestors(item) if one.state == "live"]
        for folder in reversed(above):
            if folder.id not in chosen and told(folder):
                ordered.setdefault(folder.id, folder)
        ordered[item.id] = item
    return list(ordered.values())


def _link(call: Call, place: Json) -> str:
    drive = call.library
    address = f"/v1.0/drives/{drive.id}/root/delta"
    if "list" in call.params:
        address = f"/v1.0/sites/{drive.site_id}/lists/{drive.list_id}/items/delta"
    return call.link(
        address,
        token=call.simulator.seals.seal(place),
        **{f"${name}": call.query.get(name) for name in ("select", "expand", "top")},
    )


OPERATIONS = (
    Operation(
        "delta",
        "GET",
        ("/v1.0/drives/{drive}/{root}/{delta}",),
        delta,
        units,
        "documented",
        (
            "GD:driveitem-delta; 410 `resyncRequired` with Location: IS:OneDrive/onedrive-"
            "api-docs#1356. The folders above each change come with it: documented. Prefer "
            "deltashowsharingchanges, with the two it requires, and hierarchicalsharing: same page; "
            "without them changes of sharing are silent: reported (IS:microsoft-graph-docs#15242). "
            "An app sees everything, so that deltashowremovedasdeleted and "
            "deltatraversepermissiongaps change nothing by themselves: believed. With the header "
            "deltaExcludeParent the folders above stay away (same page), but for the root: reported "
            "(IS:microsoft-graph-explorer-v4#4052). Pages without items that have a next link: a fault"
        ),
        options=(*SHOWN, "top", "token"),
        permissions=READS_FILES,
        resync=resync,
        takes=(
            "also delta(), delta(token='…'), microsoft.graph.delta(…), ?token=; "
            "`latest`, a moment, `select`, `expand`, `top`"
        ),
        units_text="1, without a token 2",
    ),
)
