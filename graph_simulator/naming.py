from graph_simulator.errors import name_taken, not_modelled
from graph_simulator.model import Item
from graph_simulator.tenant import Tenant


def free_name(tenant: Tenant, parent: Item, name: str) -> str:
    """The name, or with the first number that is free: `brief 1.docx`."""
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, dot, ending = name, "", ""
    number, tried = 0, name
    while tenant.child(parent, tried):
        number += 1
        tried = f"{stem} {number}{dot}{ending}"
    return tried


def name_for(tenant: Tenant, parent: Item, name: str, conflict: str) -> str:
    """The name to make something new under, after `conflictBehavior` `fail` or `rename`."""
    if conflict == "rename":
        return free_name(tenant, parent, name)
    if conflict != "fail":
        raise not_modelled(f"conflictBehavior {conflict} here")
    if tenant.child(parent, name):
        raise name_taken(name)
    return name
