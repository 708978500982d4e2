"""What people do with what is said of a document: columns, content type, retention label."""

from graph_simulator import acted_on, labelling
from graph_simulator.asked import object_in
from graph_simulator.callers import SITE_ADMIN
from graph_simulator.errors import invalid
from graph_simulator.managed_metadata import read_label
from graph_simulator.model import Actor, Item, Json
from graph_simulator.simulator import Simulator


def _columns(simulator: Simulator, person: Actor, asked: Json) -> Item:
    """Fill columns by internal name; null empties one, managed metadata takes a term's label."""
    item = acted_on.item(simulator, asked)
    drive = simulator.tenant.drives[item.drive_id]
    values: Json = {}
    for name, value in object_in(asked, "fields").items():
        if name not in drive.columns:
            raise invalid(f"Field '{name}' is not recognized")
        column = drive.columns[name]
        terms = simulator.tenant.terms[column.term_set] if column.term_set else {}
        values[name] = read_label(value, terms) if column.term_set else value
    simulator.changes.set_fields(item, values, person)
    return item


def _content_type(simulator: Simulator, person: Actor, asked: Json) -> Item:
    item = acted_on.item(simulator, asked)
    drive, name = simulator.tenant.drives[item.drive_id], str(asked.get("content_type"))
    if name not in drive.content_types:
        raise invalid("The list does not have that content type.")
    simulator.changes.set_content_type(item, drive.content_types[name], person)
    return item


def _label(simulator: Simulator, person: Actor, asked: Json) -> Item:
    """Give it that retention label; an empty one takes its label away."""
    item = acted_on.item(simulator, asked)
    admin = SITE_ADMIN in simulator.tenant.roles.get(person.name, ())
    if asked.get("label"):
        labelling.give_as_person(simulator, item, str(asked["label"]), person, site_admin=admin)
    else:
        labelling.take(simulator, item, site_admin=admin, app_only=False)
    return item


def _lock(simulator: Simulator, _: Actor, asked: Json) -> Item:
    item = acted_on.item(simulator, asked)
    labelling.lock(simulator, item, to_lock=asked["do"] == "lock_record")
    return item


DEEDS: dict[str, acted_on.Deed] = {
    "label": _label,
    "lock_record": _lock,
    "unlock_record": _lock,
    "columns": _columns,
    "content_type": _content_type,
}
