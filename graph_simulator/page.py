"""The tenant for a person, at `/_simulator/`: plain HTML without script or anything from elsewhere."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict
from html import escape
from itertools import islice, pairwise
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from graph_simulator.clock import precise_time
from graph_simulator.errors import GraphError
from graph_simulator.model import Item
from graph_simulator.simulator import Simulator
from graph_simulator.subscriptions import shown as shown_subscription

_CALLS = 100
_ITEMS = 500
_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 0 auto;
       max-width: 76rem; padding: 1rem 1.5rem 4rem }
h1 { font-size: 1.6rem; margin-bottom: .25rem } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem }
a { color: #0b57a4 } a:focus-visible { outline: 3px solid #b35900 }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; color: #4a4a4a; padding-bottom: .25rem }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0;
         border-bottom: 1px solid #d6d6d6 }
thead th { border-bottom: 2px solid #4a4a4a } tbody th { font-weight: 600 }
.call { display: inline-block; min-width: 16rem }
.number { font-variant-numeric: tabular-nums } code { font-size: .9em; overflow-wrap: anywhere }
"""

Cell = str | int
Maker = Callable[[Simulator, Request], str]


def routes(simulator: Simulator) -> list[Route]:
    """The overview, and a page for each drive; a browser's question for an icon is no call."""
    return [
        Route("/favicon.ico", _no_icon),
        Route("/_simulator", _endpoint(simulator, _overview)),
        Route("/_simulator/", _endpoint(simulator, _overview)),
        Route("/_simulator/drives/{drive}", _endpoint(simulator, _drive)),
    ]


async def _no_icon(_request: Request) -> Response:
    return Response(status_code=204)


def _endpoint(simulator: Simulator, make: Maker) -> Callable[[Request], HTMLResponse]:
    async def endpoint(request: Request) -> HTMLResponse:
        try:
            return HTMLResponse(make(simulator, request))
        except GraphError as error:
            text = _document("Not found", f"<p>{escape(error.message)}</p>")
            return HTMLResponse(text, error.status)
        finally:
            simulator.only_read()

    return endpoint  # type: ignore[return-value]


def _overview(simulator: Simulator, _request: Request) -> str:
    tenant, now = simulator.tenant, precise_time(simulator.clock.now())
    parts = [
        f"<p>{escape(tenant.hostname)}, {escape(now)} by its own clock. Nothing here is real.</p>",
        "<h2>Sites and drives</h2>",
        _sites(simulator),
        "<h2>Subscriptions</h2>",
        _subscriptions(simulator),
        "<h2>Faults</h2>",
        _faults(simulator),
        "<h2>Dials that were turned</h2>",
        _dials(simulator),
        "<h2>Resource units</h2>",
        _units(simulator),
        "<h2>Last calls</h2>",
        _calls(simulator),
    ]
    return _document(tenant.display_name, "\n".join(parts))


def _sites(simulator: Simulator) -> str:
    tenant = simulator.tenant
    live = [one for one in tenant.items.values() if one.state == "live" and not one.is_root]
    files = Counter(one.drive_id for one in live if one.kind == "file")
    labelled = Counter(one.drive_id for one in live if one.label)
    rows: list[list[Cell]] = []
    for site in tenant.live_sites():
        name, drives = _header(site.display_name), tenant.drives_in(site)
        for drive in drives:
            link = _link(f"/_simulator/drives/{quote(drive.id)}", drive.name)
            rows.append([name, link, files[drive.id], labelled[drive.id]])
        if not drives:
            rows.append([name, "none", 0, 0])
    told = "Each drive is a library of its site; the host's own site comes first."
    return _table(told, ["Site", "Drive", "Files", "Items with a label"], rows)


def _subscriptions(simulator: Simulator) -> str:
    shown = [shown_subscription(one) for one in simulator.notifications.live()]
    rows: list[list[Cell]] = [
        [
            _header(one["resource"]),
            escape(one["changeType"]),
            f"<code>{escape(one['notificationUrl'])}</code>",
            escape(one["expirationDateTime"]),
        ]
        for one in shown
    ]
    told = "Who is told of changes."
    return _table(told, ["Resource", "Changes", "Notifications to", "Expires"], rows)


def _faults(simulator: Simulator) -> str:
    rows: list[list[Cell]] = [
        [
            _header(one["kind"]),
            escape(one["operation"]),
            "without end" if one["times"] is None else one["times"],
            one["holding"],
        ]
        for one in simulator.faults.shown()
    ]
    told = "What goes wrong because it was asked for; 0 times left: nothing any more."
    return _table(told, ["Kind", "Operation", "Times left", "Holds now"], rows)


def _dials(simulator: Simulator) -> str:
    usual = asdict(type(simulator.dials)())
    rows: list[list[Cell]] = [
        [_header(name), f"<code>{escape(json.dumps(value))}</code>"]
        for name, value in asdict(simulator.dials).items()
        if value != usual[name]
    ]
    return _table("Others are as README.md says.", ["Dial", "Stands at"], rows)


def _units(simulator: Simulator) -> str:
    units = simulator.ledger.units
    rows: list[list[Cell]] = [
        [_header(name), one["calls"], one["units"]] for name, one in units.items()
    ]
    told = "Since the last reset."
    return _table(told, ["Caller", "Calls", "Units"], rows)


def _calls(simulator: Simulator) -> str:
    rows: list[list[Cell]] = [
        [
            _header(str(one["n"])),
            escape(one["operation"]),
            f'<code class="call">{escape(one["method"])} {escape(_named(simulator, one["path"]))}</code>',
            escape(one.get("person") or one["caller"]),
            one["status"],
            one["units"],
        ]
        for one in reversed(simulator.ledger.calls[-_CALLS:])
    ]
    told = f"The last {_CALLS} at most, the newest first; names in braces stand for ids."
    return _table(told, ["Number", "Operation", "Call", "By", "Status", "Units"], rows)


def _named(simulator: Simulator, path: str) -> str:
    """The path of a call with names for the ids of drives and sites, which fill a line by themselves."""
    tenant = simulator.tenant
    parts = path.split("/")
    for place, (before, own) in enumerate(pairwise(parts), 1):
        if before == "drives" and own in tenant.drives:
            drive = tenant.drives[own]
            parts[place] = f"{{{tenant.sites[drive.site_id].display_name}: {drive.name}}}"
        if before == "sites" and own in tenant.sites:
            parts[place] = f"{{{tenant.sites[own].display_name}}}"
    return "/".join(parts)


def _drive(simulator: Simulator, request: Request) -> str:
    tenant = simulator.tenant
    drive = tenant.drive(request.path_params["drive"])
    begin = request.query_params.get("from", "0")
    first = int(begin) if begin.isdecimal() else 0
    below = tenant.descendants(tenant.root(drive.id))
    rows = [_item(simulator, one) for one in islice(below, first, first + _ITEMS)]
    told = f"Files and folders from number {first + 1} on; {len(rows)} are shown."
    names = ["Path", "Versions", "Label", "Content type", "Changed by", "Changed"]
    parts = [
        '<p><a href="/_simulator/">The whole tenant</a></p>',
        f"<p>{escape(tenant.sites[drive.site_id].display_name)}, <code>{escape(drive.id)}</code></p>",
        _table(told, names, rows),
    ]
    if len(rows) == _ITEMS:
        parts.append(f"<p>{_link(f'?from={first + _ITEMS}', 'The next ones')}</p>")
    return _document(drive.name, "\n".join(parts))


def _item(simulator: Simulator, item: Item) -> list[Cell]:
    label = "" if item.label is None else item.label.definition.name
    if item.label is not None and item.label.is_locked:
        label += " (locked)"
    held = f", checked out by {item.checked_out_by.name}" if item.checked_out_by else ""
    if item.opened_by:
        held += f", open in Office with {', '.join(one.name for one in item.opened_by)}"
    return [
        _header(simulator.tenant.path(item) + ("/" if item.kind == "folder" else "")),
        len(item.versions) or "",
        escape(label),
        escape(item.content_type.name),
        escape(item.modified_by.name + held),
        escape(precise_time(item.modified_at)),
    ]


# ----------------------------------------------------------------------------------------- HTML


def _document(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} – graph_simulator</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _header(text: str) -> str:
    return f'<th scope="row">{escape(text)}</th>'


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def _table(caption: str, names: list[str], rows: Iterable[list[Cell]]) -> str:
    """A table; a cell that is text is HTML already, a number gets figures of one width."""
    body = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    if not body:
        return "<p>None.</p>"
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def _cell(cell: Cell) -> str:
    if isinstance(cell, int):
        return f'<td class="number">{cell}</td>'
    return cell if cell.startswith("<th") else f"<td>{cell}</td>"
