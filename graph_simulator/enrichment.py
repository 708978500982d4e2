"""Office files that SharePoint writes into after they were uploaded (the fault `rewrite_upload`)."""

from graph_simulator.faults import UPLOAD
from graph_simulator.model import Item
from graph_simulator.rewriting import rewritten_office
from graph_simulator.simulator import Simulator


def enrich(simulator: Simulator, item: Item, operation: str) -> None:
    """Write into what was just uploaded, after its answer was made, if a fault says so.

    Size, hash, eTag and cTag are others then, though nobody uploaded anything; no version is added
    (believed).
    """
    before = item.versions[-1].content
    after = rewritten_office(item.name, before)
    if after is before:
        return
    if any(simulator.faults.take(UPLOAD, operation, item.name, changes=True)):
        simulator.changes.rewrite(item, after)
