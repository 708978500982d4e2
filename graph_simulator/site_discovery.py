"""Finding sites: search, all of them, and what changed among them (GD:site-search)."""

from graph_simulator.calls import Answer, Call
from graph_simulator.clock import graph_time
from graph_simulator.errors import GraphError, invalid, not_modelled
from graph_simulator.model import Json, Site
from graph_simulator.operation import READS_ALL_SITES, Operation
from graph_simulator.paging import after, page_size
from graph_simulator.query import selected
from graph_simulator.sites import site_json

_ALL_SITES = "/v1.0/sites/oneDrive.getAllSites"
_NOTHING: frozenset[str] = frozenset()


def search(call: Call) -> Answer:
    """GET /sites?search=: sites with every word in their name or address (GD:site-search)."""
    asked = call.query.get("search", "").strip().strip('"').lower()
    if not asked:
        raise not_modelled("GET /sites without search")
    words = [] if asked == "*" else asked.rstrip("*").split()
    found = [one for one in call.simulator.tenant.live_sites() if _holds(one, words)]
    order = call.query.get("orderby")
    if order:
        name, _, way = order.partition(" ")
        if name != "createdDateTime":
            raise invalid("Sites are sorted by createdDateTime only.")
        found.sort(key=lambda one: one.created_at, reverse=way.strip() == "desc")
    value = [_chosen(call, _found_json(one)) for one in found[: page_size(call)]]
    return Answer(body=call.context("sites") | {"value": value})


def _holds(site: Site, words: list[str]) -> bool:
    text = f"{site.name} {site.display_name} {site.web_url}".lower()
    return all(word in text for word in words)


def _found_json(site: Site) -> Json:
    """A site as a search shows it: without the facets of its collection."""
    return {
        "id": site.id,
        "name": site.name or site.display_name,
        "displayName": site.display_name,
        "description": "",
        "webUrl": site.web_url,
        "createdDateTime": graph_time(site.created_at),
        "lastModifiedDateTime": graph_time(site.created_at),
    }


def _chosen(call: Call, whole: Json) -> Json:
    return selected(whole, call.query.get("select"), _NOTHING, _NOTHING)


def all_sites(call: Call) -> Answer:
    """GET /sites/getAllSites: all of them, with the next link's own path (GD:site-getallsites)."""
    place, size = after(call), page_size(call)
    rest = [one for one in call.simulator.tenant.live_sites() if one.id > place]
    rest.sort(key=lambda one: one.id)
    page = rest[:size]
    value = [_chosen(call, site_json(call, one)) for one in page]
    body = call.context("sites") | {"value": value}
    if len(rest) > size:
        token = call.simulator.seals.seal({"after": page[-1].id})
        options = {f"${name}": call.query.get(name) for name in ("select", "top")}
        body["@odata.nextLink"] = call.link(_ALL_SITES, **{"$skiptoken": token, **options})
    return Answer(body=body)


# ------------------------------------------------------------------------------------------ delta


def delta(call: Call) -> Answer:
    """GET /sites/delta: id and name of what was made, changed or deleted (GD:site-delta)."""
    place, size = _place(call), page_size(call)
    news = [
        one
        for one in call.simulator.tenant.sites.values()
        if one.changed > place["c"] and (one.state == "live" or one.changed > place["h"])
    ]
    news.sort(key=lambda one: one.changed)
    page = news[:size]
    body = call.context("Collection(site)") | {"value": [_delta_json(one) for one in page]}
    if len(news) > size:
        body["@odata.nextLink"] = _link(call, {**place, "c": page[-1].changed})
    else:
        reached = call.simulator.tenant.sequence
        body["@odata.deltaLink"] = _link(call, {**place, "c": reached, "h": 0})
    return Answer(body=body)


def _delta_json(site: Site) -> Json:
    shown: Json = {"id": site.id, "name": site.name or site.display_name}
    return shown if site.state == "live" else shown | {"deleted": {"state": "deleted"}}


def resync(call: Call) -> GraphError:
    """410 with a fresh next link in Location (GD:site-delta)."""
    fresh = _link(call, _start(call))
    return GraphError(410, "resyncRequired", "Resync required.", headers={"Location": fresh})


def units(call: Call) -> int:
    """1 with a token, 2 without (SPT)."""
    return 1 if _token(call) else 2


def _token(call: Call) -> str | None:
    return call.params.get("token") or call.query.get("token")


def _start(call: Call) -> Json:
    return {"e": call.simulator.epoch, "s": 1, "c": 0, "h": call.simulator.tenant.sequence}


def _place(call: Call) -> Json:
    start, token = _start(call), _token(call)
    if not token:
        return start
    if token == "latest":  # noqa: S105 - a word of the protocol
        return {**start, "c": start["h"], "h": 0}
    opened = call.simulator.seals.open(token)
    if opened is None or opened.get("e") != start["e"] or "s" not in opened:
        raise resync(call)
    return opened


def _link(call: Call, place: Json) -> str:
    token = call.simulator.seals.seal(place)
    return call.link("/v1.0/sites/delta", token=token, **{"$top": call.query.get("top")})


OPERATIONS = (
    Operation(
        "site.delta",
        "GET",
        ("/v1.0/sites/{delta}",),
        delta,
        units,
        "documented",
        (
            "GD:site-delta: id and name, `deleted`, `latest`, 410. What counts as a change of a "
            "site (made, given another title, deleted) and the code `resyncRequired`: believed. "
            "An application's token only"
        ),
        options=("token", "top"),
        permissions=READS_ALL_SITES,
        application_only=True,
        resync=resync,
        takes="also delta(), delta(token='…'), ?token=; `latest`, `top`",
        units_text="1, without a token 2",
    ),
    Operation(
        "site.all",
        "GET",
        ("/v1.0/sites/{all_sites}",),
        all_sites,
        2,
        "documented",
        (
            "GD:site-getallsites, with the next link's path `oneDrive.getAllSites`. That "
            "subsites are among them: believed. An application's token only"
        ),
        options=("select", "top", "skiptoken"),
        permissions=READS_ALL_SITES,
        application_only=True,
        takes="also getAllSites(); `select`, `top`, `skiptoken`",
    ),
    Operation(
        "site.search",
        "GET",
        ("/v1.0/sites",),
        search,
        2,
        "documented",
        (
            "GD:site-search; not with Sites.Selected, and only createdDateTime sorts: same page. "
            "Every word is in the name, title or address, `*` finds all, at once and on one page: "
            "believed (the service has an index that lags)"
        ),
        options=("search", "select", "top", "orderby"),
        permissions=READS_ALL_SITES,
        takes="`search`, `orderby` createdDateTime, `top`, `select`",
    ),
)
