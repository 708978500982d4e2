"""People acting in Teams and SharePoint: they meet the same locks and labels as an app does.

Whether a person may open something is not checked: that is for whoever writes the script.
"""

from graph_simulator import labelling, people_files, people_records, people_sites
from graph_simulator.acted_on import Deed
from graph_simulator.asked import text_in
from graph_simulator.callers import Caller
from graph_simulator.calls import Call
from graph_simulator.enrichment import enrich
from graph_simulator.errors import GraphError, invalid
from graph_simulator.model import Actor, Json
from graph_simulator.simulator import Simulator

_PLACES = ("team", "channel", "site", "library", "drive", "item")
_TEXTS = (
    *("person", "do", "path", *_PLACES),
    *("to", "to_site", "to_library", "role", "type", "scope", "title", "parent"),
    *("content_type", "label", "text"),
)
_DEEDS: dict[str, Deed] = {**people_files.DEEDS, **people_sites.DEEDS, **people_records.DEEDS}


def act(simulator: Simulator, asked: Json) -> Json:
    """Do what was asked, as that person; write it down as a call; answer what came of it."""
    for name in _TEXTS:
        text_in(asked, name)
    labelling.settle(simulator)
    person = simulator.tenant.person(str(asked.get("person")))
    deed = _DEEDS.get(str(asked.get("do")))
    if deed is None:
        raise invalid(f"do is one of {', '.join(_DEEDS)}")
    call = _call(simulator, person, asked)
    operation = f"people.{asked['do']}"
    simulator.changes.take_effects()
    try:
        item = deed(simulator, person, asked)
    except GraphError as error:
        effects = simulator.changes.take_effects()
        simulator.ledger.record(call, operation, error.status, 0, effects)
        raise
    if asked["do"] in people_files.GIVE_CONTENT:
        enrich(simulator, item, operation)
    simulator.ledger.record(call, operation, 200, 0, simulator.changes.take_effects())
    return {"drive_id": item.drive_id, "item_id": item.id, "etag": item.etag}


def _call(simulator: Simulator, person: Actor, asked: Json) -> Call:
    place = [str(asked[name]) for name in _PLACES if name in asked]
    path = "/".join([*place, str(asked.get("path", "")).strip("/")]).rstrip("/")
    return Call(
        simulator=simulator,
        method="PEOPLE",
        path=path,
        base="",
        query={},
        headers={},
        body=b"",
        caller=Caller("person", person=person),
    )
