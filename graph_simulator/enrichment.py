"""Office files that SharePoint writes into: after an upload, or as their columns are set.

The faults `rewrite_upload` and `rewrite_described`.
"""

from graph_simulator.faults import DESCRIBED, UPLOAD
from graph_simulator.model import Item
from graph_simulator.rewriting import rewritten_office
from graph_simulator.simulator import Simulator


def enrich(simulator: Simulator, item: Item, operation: str) -> None:
    """Write into what was just uploaded, after its answer was made, if a fault says so.

    Size, hash, eTag and cTag are others then, though nobody uploaded anything; no version is added
    (believed).
    """
    _rewrite(simulator, item, operation, UPLOAD)


def demote(simulator: Simulator, item: Item, operation: str) -> None:
    """Write the columns that were just set into the file, before the answer is made, if a fault says so.

    Property demotion: wbaer.net/2014/08/document-property-promotion-and-demotion-overview-and-considerations
    names the kinds of files. That Graph answers with the eTag of what lies there then is believed.
    """
    _rewrite(simulator, item, operation, DESCRIBED)


def _rewrite(simulator: Simulator, item: Item, operation: str, kinds: frozenset[str]) -> None:
    if item.kind != "file":
        return
    before = item.versions[-1].content
    after = rewritten_office(item.name, before)
    if after is before:
        return
    if any(simulator.faults.take(kinds, operation, item.name, changes=True)):
        simulator.changes.rewrite(item, after)
