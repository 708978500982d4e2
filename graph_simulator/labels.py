"""Retention labels on items (graph.md 7.1 and 7.2)."""

from graph_simulator.calls import Answer, Call
from graph_simulator.errors import denied, invalid, not_found
from graph_simulator.item_json import identity
from graph_simulator.label_json import label_json
from graph_simulator.model import Actor, Item, Json, Label, LabelDefinition
from graph_simulator.operation import ITEM, READS_FILES, WRITES_FILES, Operation
from graph_simulator.simulator import Simulator


def get(call: Call) -> Answer:
    """GET …/retentionLabel: 200 (GD:driveitem-getretentionlabel).

    What an unlabelled item answers is not documented; the dial `unlabelled_status` chooses.
    """
    item = call.item
    if item.label:
        return Answer(body=call.context("retentionLabel/$entity") | _shown(item.label))
    status = call.simulator.dials.unlabelled_status
    if status == 404:
        raise not_found("The item has no retention label.")
    return Answer(200, {"name": ""}) if status == 200 else Answer(204)


def patch(call: Call) -> Answer:
    """PATCH …/retentionLabel with a name: 201 first, 200 later (GD:driveitem-setretentionlabel).

    With `retentionSettings.isRecordLocked`: locks or unlocks (GD:driveitem-lockorunlockrecord).
    """
    item, asked = call.item, call.json()
    if "name" in asked:
        return _set(call, item, str(asked["name"]))
    settings = asked.get("retentionSettings")
    if not isinstance(settings, dict) or not isinstance(settings.get("isRecordLocked"), bool):
        raise invalid("Give a name, or retentionSettings with isRecordLocked.")
    return _lock(call, item, to_lock=settings["isRecordLocked"])


def _set(call: Call, item: Item, name: str) -> Answer:
    definition = call.simulator.tenant.labels.get(name)
    if definition is None:
        raise invalid(f"There is no retention label '{name}'.")
    if item.is_root:
        # Reported for the SharePoint API (IS:pnp/cli-microsoft365#4270).
        raise invalid("The root folder of a library cannot get a label.")
    _check_may_replace(call, item, definition)
    first = item.label is None
    _give(call.simulator, item, definition, call.actor)
    shown = _shown(_labelled(item))
    return Answer(201 if first else 200, call.context("retentionLabel/$entity") | shown)


def by_person(simulator: Simulator, item: Item, name: str, person: Actor) -> None:
    """Let someone choose a label in SharePoint, or none (an empty name).

    Whoever edits the file may; the label of a record is changed by the site admin alone [PUR].
    """
    definition = simulator.tenant.labels.get(name)
    if name and definition is None:
        raise invalid(f"There is no retention label '{name}'.")
    if item.label and item.label.definition.is_record:
        raise denied("The label of a record is the site admin's.")
    if definition is not None:
        _give(simulator, item, definition, person)
    elif item.label is not None:
        item.label = None
        simulator.changes.label_changed(item)


def _give(simulator: Simulator, item: Item, definition: LabelDefinition, actor: Actor) -> None:
    _attach(simulator, item, definition, actor, explicit=True)
    for below in simulator.tenant.descendants(item):
        # A folder's label goes to its contents; documented as asynchronous, done at once here.
        if below.label is None or not (below.label.explicit or below.label.definition.is_record):
            _attach(simulator, below, definition, actor, explicit=False)


def _attach(
    simulator: Simulator, item: Item, definition: LabelDefinition, actor: Actor, *, explicit: bool
) -> None:
    before = item.label
    if before and before.definition == definition and before.explicit == explicit:
        return
    locked = definition.is_record and definition.starts_locked
    item.label = Label(definition, explicit, actor, simulator.clock.now(), locked)
    simulator.changes.label_changed(item)


def _check_may_replace(call: Call, item: Item, definition: LabelDefinition | None) -> None:
    """The label of a record is the site admin's, that of a regulatory record nobody's [PUR]."""
    current = item.label.definition if item.label else None
    if current and current.is_regulatory and current != definition:
        raise denied("The label of a regulatory record cannot be changed.")
    record = (current and current.is_record) or (definition and definition.is_record)
    if record and not call.caller.has_full_control:
        raise denied("Record labels need Sites.FullControl.All.")
    if definition and definition.is_regulatory and item.checked_out_by:
        raise denied("A regulatory label cannot be applied to a checked-out document.")


def _lock(call: Call, item: Item, *, to_lock: bool) -> Answer:
    label = _labelled(item)
    if not label.definition.is_record or label.definition.is_regulatory:
        raise invalid("Only a record can be locked or unlocked.")
    if label.is_locked != to_lock:
        label.is_locked = to_lock
        label.was_unlocked |= not to_lock
        call.simulator.changes.label_changed(item)
    return Answer(200, call.context("retentionLabel/$entity") | _shown(label))


def delete(call: Call) -> Answer:
    """DELETE …/retentionLabel: 204 (GD:driveitem-removeretentionlabel).

    Of an unlabelled item too, and a folder takes what its contents inherited along (believed).
    """
    item = call.item
    _check_may_replace(call, item, None)
    if item.label is None:
        return Answer(204)
    definition = item.label.definition
    for one in (item, *call.simulator.tenant.descendants(item)):
        inherited = one.label and one.label.definition == definition and not one.label.explicit
        if one is item or inherited:
            one.label = None
            call.simulator.changes.label_changed(one)
    return Answer(204)


def _labelled(item: Item) -> Label:
    if item.label is None:
        raise not_found("The item has no retention label.")
    return item.label


def _shown(label: Label) -> Json:
    return label_json(label, identity(label.by))


OPERATIONS = (
    Operation(
        "retention_label.get",
        "GET",
        (f"{ITEM}/retentionLabel",),
        get,
        1,
        "documented",
        ("GD:driveitem-getretentionlabel. Unlabelled: 204, believed; a dial"),
        permissions=READS_FILES,
    ),
    Operation(
        "retention_label.patch",
        "PATCH",
        (f"{ITEM}/retentionLabel",),
        patch,
        2,
        "documented",
        (
            "GD:driveitem-setretentionlabel, -lockorunlockrecord; folders pass it on "
            "(documented as asynchronous, at once here); what records block: PUR. An "
            "unknown label is 400, all codes of refusal: believed"
        ),
        permissions=WRITES_FILES,
        takes=("name, or retentionSettings.isRecordLocked"),
    ),
    Operation(
        "retention_label.delete",
        "DELETE",
        (f"{ITEM}/retentionLabel",),
        delete,
        2,
        "documented",
        ("GD:driveitem-removeretentionlabel. 204 on an unlabelled item: believed"),
        permissions=WRITES_FILES,
    ),
)
