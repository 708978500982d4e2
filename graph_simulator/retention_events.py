"""Retention events and their types, for apps too (DX). Nothing is disposed of here."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

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
from graph_simulator.calls import Answer, Call
from graph_simulator.clock import graph_time, read_time
from graph_simulator.errors import invalid
from graph_simulator.model import Json
from graph_simulator.operation import Operation
from graph_simulator.purview_object import Administered

# How long the service takes to spread an event is not stated; the page's example shows minutes.
_SPREADING = timedelta(minutes=5)
_QUERIES = frozenset({"files", "messages"})


def list_events(call: Call) -> Answer:
    """GET /security/triggers/retentionEvents."""
    value = [_event(call, one) for one in call.simulator.tenant.retention_events.values()]
    return Answer(body=call.context("security/triggers/retentionEvents") | {"value": value})


def get_event(call: Call) -> Answer:
    """GET …/retentionEvents/{id} (graph-examples/security-retentionevent-get.json)."""
    one = found(call.simulator.tenant.retention_events, call.params["event"])
    context = call.context("security/triggers/retentionEvents/$entity")
    return Answer(body=context | _event(call, one))


def create_event(call: Call) -> Answer:
    """POST: 201. The page spells `eventQuery`, the metadata and clients `eventQueries`: both taken."""
    known = frozenset(
        {"displayName", "description", "eventQueries", "eventTriggerDateTime", EVENT_TYPE_BIND}
    )
    asked = call.json()
    if "eventQuery" in asked and "eventQueries" not in asked:
        asked["eventQueries"] = asked.pop("eventQuery")
    only(asked, known, ("displayName", EVENT_TYPE_BIND))
    event_type_id(call, asked)
    told = {"description": None, **asked, "eventQueries": _queries(asked.get("eventQueries"))}
    told["eventTriggerDateTime"] = _moment(call, asked.get("eventTriggerDateTime"))
    one = made(call, "retention event", told)
    call.simulator.tenant.retention_events[one.id] = one
    context = call.context("security/triggers/retentionEvents/$entity")
    return Answer(201, context | _event(call, one))


def delete_event(call: Call) -> Answer:
    """DELETE: 204."""
    one = found(call.simulator.tenant.retention_events, call.params["event"])
    del call.simulator.tenant.retention_events[one.id]
    return Answer(204)


def _queries(asked: object) -> list[Json]:
    queries: list[Any] = asked if isinstance(asked, list) else [asked] if asked else []
    for one in queries:
        if (
            not isinstance(one, dict)
            or str(one.get("queryType")) not in _QUERIES
            or not isinstance(one.get("query"), str)
        ):
            raise invalid("Each of eventQueries has a queryType, files or messages, and a query.")
    return [{name: one[name] for name in ("queryType", "query")} for one in queries]


def _moment(call: Call, asked: object) -> str:
    if asked is None:
        return graph_time(call.simulator.clock.now())
    try:
        return graph_time(read_time(str(asked)))
    except ValueError:
        raise invalid("eventTriggerDateTime is not a date and time.") from None


def _event(call: Call, one: Administered) -> Json:
    spread = one.created_at + _SPREADING
    done = call.simulator.clock.now() >= spread
    result = {
        "serviceName": "SharePoint",
        "location": None,
        "status": "success" if done else "inProcessing",
        "statusInformation": None,
    }
    return {
        **shown(one),
        "lastStatusUpdateDateTime": graph_time(spread if done else one.created_at),
        "eventStatus": {"error": None, "status": "success" if done else "pending"},
        "eventPropagationResults": [result],
    }


def list_types(call: Call) -> Answer:
    """GET /security/triggerTypes/retentionEventTypes."""
    value = [shown(one) for one in call.simulator.tenant.event_types.values()]
    return Answer(body=call.context("security/triggerTypes/retentionEventTypes") | {"value": value})


def get_type(call: Call) -> Answer:
    """GET …/retentionEventTypes/{id}."""
    return _type_answer(call, _type(call))


def create_type(call: Call) -> Answer:
    """POST: 201."""
    asked = only(call.json(), frozenset({"displayName", "description"}), ("displayName",))
    one = made(call, "retention event type", {"description": None, **asked})
    call.simulator.tenant.event_types[one.id] = one
    return _type_answer(call, one, 201)


def patch_type(call: Call) -> Answer:
    """PATCH: 200; the page changes the description."""
    one = _type(call)
    changed(call, one, only(call.json(), frozenset({"displayName", "description"})))
    return _type_answer(call, one)


def delete_type(call: Call) -> Answer:
    """DELETE: 204; 400 while a label or an event is bound to it (believed)."""
    one, tenant = _type(call), call.simulator.tenant
    bound = [*tenant.label_details.values(), *tenant.retention_events.values()]
    if any(one.id in str(other.told.get(EVENT_TYPE_BIND, "")) for other in bound):
        raise invalid("The event type is in use.")
    del tenant.event_types[one.id]
    return Answer(204)


def _type(call: Call) -> Administered:
    return found(call.simulator.tenant.event_types, call.params["type"])


def _type_answer(call: Call, one: Administered, status: int = 200) -> Answer:
    context = call.context("security/triggerTypes/retentionEventTypes/$entity")
    return Answer(status, context | shown(one))


_EVENTS = "/v1.0/security/triggers/retentionEvents"
_TYPES = "/v1.0/security/triggerTypes/retentionEventTypes"


def _operation(
    name: str, method: str, template: str, apply: Callable[[Call], Answer], basis: str
) -> Operation:
    reads = READS_RECORDS if method == "GET" else WRITES_RECORDS
    return Operation(name, method, (template,), apply, 0, "documented", basis, permissions=reads)


OPERATIONS = (
    _operation(
        "retention_event.list", "GET", _EVENTS, list_events, "GD:security-retentionevent-list, DX"
    ),
    _operation(
        "retention_event.get",
        "GET",
        f"{_EVENTS}/{{event}}",
        get_event,
        "GD:security-retentionevent-get. Pending for five minutes, then success: believed",
    ),
    _operation(
        "retention_event.create",
        "POST",
        _EVENTS,
        create_event,
        (
            "GD:security-retentionevent-post. `eventQuery` (page) and `eventQueries` (MD, "
            "PNP:retentionevent-add) are taken; no item's term begins by it here"
        ),
    ),
    _operation(
        "retention_event.delete",
        "DELETE",
        f"{_EVENTS}/{{event}}",
        delete_event,
        "GD:security-retentionevent-delete",
    ),
    _operation(
        "retention_event_type.list",
        "GET",
        _TYPES,
        list_types,
        "GD:security-retentioneventtype-list, DX",
    ),
    _operation(
        "retention_event_type.get",
        "GET",
        f"{_TYPES}/{{type}}",
        get_type,
        "GD:security-retentioneventtype-get",
    ),
    _operation(
        "retention_event_type.create",
        "POST",
        _TYPES,
        create_type,
        "GD:security-retentioneventtype-post",
    ),
    _operation(
        "retention_event_type.patch",
        "PATCH",
        f"{_TYPES}/{{type}}",
        patch_type,
        "GD:security-retentioneventtype-update",
    ),
    _operation(
        "retention_event_type.delete",
        "DELETE",
        f"{_TYPES}/{{type}}",
        delete_type,
        "GD:security-retentioneventtype-delete. 400 while in use: believed",
    ),
)
