"""Giving, taking and locking retention labels, for apps and people alike (PUR)."""

from datetime import timedelta

from graph_simulator import retention_rules
from graph_simulator.callers import Caller
from graph_simulator.errors import denied, invalid, not_found
from graph_simulator.model import Actor, Item, Label, LabelDefinition, LabelSpread
from graph_simulator.simulator import Simulator


def give(simulator: Simulator, item: Item, name: str, caller: Caller) -> bool:
    """Label an item for an app, and what is below it. Answers whether it had no label before.

    That a record label needs Sites.FullControl.All to be given, too, is the stricter reading of
    the note on driveitem-setretentionlabel.
    """
    definition = _definition(simulator, name)
    if definition.is_record and not caller.has_full_control:
        raise denied("Record labels need Sites.FullControl.All.")
    return _give(simulator, item, definition, caller.actor, site_admin=caller.is_site_admin)


def give_as_person(
    simulator: Simulator, item: Item, name: str, person: Actor, *, site_admin: bool
) -> None:
    """Let someone choose a label in SharePoint: whoever edits the file may (PUR)."""
    definition = _definition(simulator, name)
    _give(simulator, item, definition, person, site_admin=site_admin)


def _definition(simulator: Simulator, name: str) -> LabelDefinition:
    if name not in simulator.tenant.labels:
        raise invalid(f"There is no retention label '{name}'.")
    return simulator.tenant.labels[name]


def _give(
    simulator: Simulator,
    item: Item,
    definition: LabelDefinition,
    actor: Actor,
    *,
    site_admin: bool,
) -> bool:
    """Label it, and what is below it but has no label of its own and is no record.

    The page says that a folder's contents follow asynchronously: at once here, or after the time
    of a dial.
    """
    if item.is_root:
        # Reported for the SharePoint API (IS:pnp/cli-microsoft365#4270).
        raise invalid("The root folder of a library cannot get a label.")
    retention_rules.check_relabel(item, definition, site_admin=site_admin)
    first = item.label is None
    _attach(simulator, item, definition, actor, explicit=True)
    if item.kind == "folder":
        due = simulator.clock.now() + timedelta(seconds=simulator.dials.label_spread_seconds)
        simulator.tenant.label_spreads[item.id] = LabelSpread(item.id, definition.name, actor, due)
        settle(simulator)
    return first


def settle(simulator: Simulator) -> None:
    """Let the labels that are due by now come to what is in their folders; before every call."""
    tenant, now = simulator.tenant, simulator.clock.now()
    for spread in [one for one in tenant.label_spreads.values() if one.due <= now]:
        del tenant.label_spreads[spread.folder_id]
        folder = tenant.items[spread.folder_id]
        if (
            folder.state != "live"
            or not folder.label
            or folder.label.definition.name != spread.label
        ):
            continue
        for below in tenant.descendants(folder):
            if retention_rules.is_passed_on_to(below):
                _attach(simulator, below, folder.label.definition, spread.by, explicit=False)


def _attach(
    simulator: Simulator, item: Item, definition: LabelDefinition, actor: Actor, *, explicit: bool
) -> None:
    before = item.label
    if before and before.definition == definition and before.explicit == explicit:
        return
    item.label = Label.begun(definition, actor, simulator.clock.now(), explicit=explicit)
    if before:
        # One record label in place of another does not make it forget (believed).
        item.label.was_unlocked |= before.was_unlocked
    simulator.changes.label_changed(item)


def take(simulator: Simulator, item: Item, *, site_admin: bool, app_only: bool) -> None:
    """Remove the label, and from what is below what it got from there. Without one: nothing."""
    retention_rules.check_relabel(item, None, site_admin=site_admin)
    if item.label is None:
        return
    definition = item.label.definition
    if definition.is_record and app_only and not simulator.dials.apps_remove_record_labels:
        raise denied("Removing the label of a record needs a delegated token.")
    for one in (item, *simulator.tenant.descendants(item)):
        inherited = one.label and one.label.definition == definition and not one.label.explicit
        if one is item or inherited:
            one.label = None
            simulator.changes.label_changed(one)


def lock(simulator: Simulator, item: Item, *, to_lock: bool) -> Label:
    """Lock or unlock a record; that it was ever unlocked is remembered (PUR)."""
    label = labelled(item)
    if not label.definition.is_record or label.definition.is_regulatory:
        raise invalid("Only a record can be locked or unlocked.")
    if label.is_locked != to_lock:
        label.is_locked = to_lock
        label.was_unlocked |= not to_lock
        simulator.changes.label_changed(item)
    return label


def labelled(item: Item) -> Label:
    """Its label. 404 when it has none."""
    if item.label is None:
        raise not_found("The item has no retention label.")
    return item.label
