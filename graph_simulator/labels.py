"""Retention labels on items (GD:driveitem-setretentionlabel)."""

from graph_simulator import labelling
from graph_simulator.calls import Answer, Call
from graph_simulator.errors import invalid, not_found
from graph_simulator.item_json import identity
from graph_simulator.label_json import label_json
from graph_simulator.model import Json, Label
from graph_simulator.operation import ITEM, READS_FILES, WRITES_FILES, Operation


def get(call: Call) -> Answer:
    """GET …/retentionLabel: 200 (GD:driveitem-getretentionlabel).

    What an unlabelled item answers is not documented; the dial `unlabelled_status` chooses.
    """
    item = call.item
    if item.label:
        return Answer(body=_shown(call, item.label))
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
        first = labelling.give(call.simulator, item, str(asked["name"]), call.caller)
        return Answer(201 if first else 200, _shown(call, labelling.labelled(item)))
    settings = asked.get("retentionSettings")
    if not isinstance(settings, dict) or not isinstance(settings.get("isRecordLocked"), bool):
        raise invalid("Give a name, or retentionSettings with isRecordLocked.")
    label = labelling.lock(call.simulator, item, to_lock=settings["isRecordLocked"])
    return Answer(200, _shown(call, label))


def delete(call: Call) -> Answer:
    """DELETE …/retentionLabel: 204 (GD:driveitem-removeretentionlabel).

    Of an unlabelled item too, and a folder takes what its contents inherited along (believed). The
    page of 2026 says that an app by itself does not remove the label of a record: a dial.
    """
    labelling.take(
        call.simulator,
        call.item,
        site_admin=call.caller.is_site_admin,
        app_only=call.caller.kind == "application",
    )
    return Answer(204)


def _shown(call: Call, label: Label) -> Json:
    shown = label_json(call, label, identity(label.by))
    return call.context("retentionLabel/$entity") | shown


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
            "(documented as asynchronous; at once here, or later by a dial); what records block: PUR. An "
            "unknown label is 400, all codes of refusal: believed. Of a person the label of a record "
            "asks for the role `site admin` too (PUR), as by hand"
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
        (
            "GD:driveitem-removeretentionlabel. 204 on an unlabelled item: believed. Not of a record "
            "by an app alone: LM:driveitem-removeretentionlabel; the dial `apps_remove_record_labels` "
            "(on) lets it, as the older page does. Of a record by a person: with "
            "Sites.FullControl.All, and as site admin (PUR)"
        ),
        permissions=WRITES_FILES,
    ),
)
