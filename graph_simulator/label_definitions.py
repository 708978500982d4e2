"""Definitions of retention labels, for people with a token only (DX)."""

from typing import Any

from graph_simulator import file_plan_descriptors
from graph_simulator.administered import (
    EVENT_TYPE_BIND,
    READS_RECORDS,
    WRITES_RECORDS,
    changed,
    event_type_id,
    found,
    made,
    only,
    shown,
)
from graph_simulator.asked import objects_in
from graph_simulator.calls import Answer, Call
from graph_simulator.errors import invalid, name_taken
from graph_simulator.model import Json, LabelDefinition
from graph_simulator.operation import Operation
from graph_simulator.purview_object import Administered
from graph_simulator.query import Expansion

_CHOICES = {
    "behaviorDuringRetentionPeriod": (
        "doNotRetain",
        "retain",
        "retainAsRecord",
        "retainAsRegulatoryRecord",
    ),
    "actionAfterRetentionPeriod": ("none", "delete", "startDispositionReview", "relabel"),
    "retentionTrigger": ("dateLabeled", "dateCreated", "dateModified", "dateOfEvent"),
    "defaultRecordBehavior": ("startLocked", "startUnlocked"),
}
_NEEDED = (
    "displayName",
    "behaviorDuringRetentionPeriod",
    "actionAfterRetentionPeriod",
    "retentionTrigger",
    "retentionDuration",
    "defaultRecordBehavior",
)
_LATER = frozenset(
    {
        "behaviorDuringRetentionPeriod",
        "actionAfterRetentionPeriod",
        "retentionDuration",
        "defaultRecordBehavior",
        "descriptionForAdmins",
        "descriptionForUsers",
        "labelToBeApplied",
        "dispositionReviewStages",
    }
)
_KNOWN = _LATER | set(_NEEDED) | {"descriptors", EVENT_TYPE_BIND}
_DURATIONS = frozenset({"retentionDurationInDays", "retentionDurationForever"})
_TYPE = "@odata.type"
_EXPANDED = frozenset({"descriptors"})


def list_all(call: Call) -> Answer:
    """GET /security/labels/retentionLabels."""
    value = [_shown(call, one) for one in call.simulator.tenant.label_details.values()]
    return Answer(body=call.context("security/labels/retentionLabels") | {"value": value})


def get(call: Call) -> Answer:
    """GET …/retentionLabels/{id}; the page's example wraps it in `value`: a dial."""
    one = _shown(call, _found(call))
    if Expansion.read(call.query.get("expand"), _EXPANDED):
        one["descriptors"] = file_plan_descriptors.of_label(call, _found(call))
    if call.simulator.dials.wrapped_label_definitions:
        return Answer(body={"value": one})
    return Answer(body=call.context("security/labels/retentionLabels/$entity") | one)


def descriptors(call: Call) -> Answer:
    """GET …/retentionLabels/{id}/descriptors."""
    context = call.context("security/labels/retentionLabels/descriptors/$entity")
    return Answer(body=context | file_plan_descriptors.of_label(call, _found(call)))


def create(call: Call) -> Answer:
    """POST …/retentionLabels: 201 with its descriptors; it can be set on items at once."""
    asked = only(call.json(), _KNOWN, _NEEDED)
    _check(asked)
    asked["descriptors"] = file_plan_descriptors.checked(call, asked.get("descriptors", {}))
    tenant, name = call.simulator.tenant, str(asked["displayName"])
    bound = event_type_id(call, asked)
    if (asked["retentionTrigger"] == "dateOfEvent") != (bound is not None):
        raise invalid("dateOfEvent, and nothing else, goes with a retentionEventType.")
    if name in tenant.labels:
        raise name_taken(name)
    one = made(call, "retention label", asked)
    tenant.label_details[one.id] = one
    tenant.labels[name] = _definition(asked)
    told = _shown(call, one) | {"descriptors": file_plan_descriptors.of_label(call, one)}
    return Answer(201, call.context("security/labels/retentionLabels/$entity") | told)


def patch(call: Call) -> Answer:
    """PATCH: 200. What makes it a record does not change once it is on an item (believed)."""
    one, asked = _found(call), only(call.json(), _LATER)
    _check(asked)
    name = one.told["displayName"]
    fixed = asked.keys() & {"behaviorDuringRetentionPeriod", "defaultRecordBehavior"}
    if fixed and _is_in_use(call, name):
        raise invalid(f"The label is in use: {', '.join(sorted(fixed))} cannot be changed.")
    changed(call, one, asked)
    if fixed:
        call.simulator.tenant.labels[name] = _definition(one.told)
    return Answer(200, call.context("security/labels/retentionLabels/$entity") | _shown(call, one))


def delete(call: Call) -> Answer:
    """DELETE: 204; 400 while an item has it (believed)."""
    one, tenant = _found(call), call.simulator.tenant
    if _is_in_use(call, one.told["displayName"]):
        raise invalid("The label is in use.")
    del tenant.label_details[one.id]
    del tenant.labels[one.told["displayName"]]
    return Answer(204)


def _found(call: Call) -> Administered:
    return found(call.simulator.tenant.label_details, call.params["label"])


def _check(asked: Json) -> None:
    for name, allowed in _CHOICES.items():
        if name in asked and asked[name] not in allowed:
            raise invalid(f"{name} is one of {', '.join(allowed)}.")
    if "dispositionReviewStages" in asked:
        asked["dispositionReviewStages"] = objects_in(asked, "dispositionReviewStages")
    if "retentionDuration" in asked:
        _check_duration(asked["retentionDuration"])


def _check_duration(duration: Any) -> None:
    kind = str(duration.get(_TYPE, "")) if isinstance(duration, dict) else ""
    kind = kind.rpartition(".")[2]
    days = duration.get("days") if kind == "retentionDurationInDays" else 1
    if kind not in _DURATIONS or not isinstance(days, int) or days < 1:
        raise invalid("retentionDuration is retentionDurationInDays with days, or …Forever.")


def _definition(told: Json) -> LabelDefinition:
    behavior = told["behaviorDuringRetentionPeriod"]
    return LabelDefinition(
        told["displayName"],
        behavior,
        behavior in {"doNotRetain", "retain"},
        told["defaultRecordBehavior"] == "startLocked",
    )


def _is_in_use(call: Call, name: str) -> bool:
    return any(
        item.label is not None and item.label.definition.name == name
        for item in call.simulator.tenant.items.values()
        if item.state == "live"
    )


def _shown(call: Call, one: Administered) -> Json:
    told = shown(one)
    told.pop("descriptors", None)
    name = one.told["displayName"]
    kind = {_TYPE: "#microsoft.graph.security.retentionLabel"}
    return {**kind, **told, "isInUse": _is_in_use(call, name)}


_BASE = "/v1.0/security/labels/retentionLabels"
_ONE = f"{_BASE}/{{label}}"
OPERATIONS = (
    Operation(
        "label_definition.list",
        "GET",
        (_BASE,),
        list_all,
        0,
        "documented",
        "GD:security-labelsroot-list-retentionlabel, DX: delegated only, 403 for an app by itself",
        permissions=READS_RECORDS,
        delegated_only=True,
    ),
    Operation(
        "label_definition.get",
        "GET",
        (_ONE,),
        get,
        0,
        "documented",
        "GD:security-retentionlabel-get. Its example is wrapped in `value`, MD's type is not: a dial",
        options=("expand",),
        permissions=READS_RECORDS,
        delegated_only=True,
        takes="`expand` of descriptors",
    ),
    Operation(
        "label_definition.descriptors",
        "GET",
        (f"{_ONE}/descriptors",),
        descriptors,
        0,
        "documented",
        "MD. That its id is the label's: believed",
        permissions=READS_RECORDS,
        delegated_only=True,
    ),
    Operation(
        "label_definition.create",
        "POST",
        (_BASE,),
        create,
        0,
        "documented",
        (
            "GD:security-labelsroot-post-retentionlabel. 400 for what is missing, 409 for a name that "
            "is taken: believed. Descriptors are bound as there, andtold by the answer and on demand; disposition does not happen"
        ),
        permissions=WRITES_RECORDS,
        delegated_only=True,
    ),
    Operation(
        "label_definition.patch",
        "PATCH",
        (_ONE,),
        patch,
        0,
        "documented",
        "GD:security-retentionlabel-update. Fixed once in use, what makes it a record: believed",
        permissions=WRITES_RECORDS,
        delegated_only=True,
    ),
    Operation(
        "label_definition.delete",
        "DELETE",
        (_ONE,),
        delete,
        0,
        "documented",
        "GD:security-retentionlabel-delete. 400 while in use: believed",
        permissions=WRITES_RECORDS,
        delegated_only=True,
    ),
)
