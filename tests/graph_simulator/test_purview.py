"""Definitions of labels for people only; events and their types for apps too."""

from typing import Any

import pytest

from tests.graph_simulator.schemas import EXAMPLES, hold
from tests.graph_simulator.test_label_table import RECORDS_MANAGER, bearer, definition
from tests.graph_simulator.test_reference import _keys

LABELS = "/security/labels/retentionLabels"
EVENTS = "/security/triggers/retentionEvents"
TYPES = "/security/triggerTypes/retentionEventTypes"
BIND = "retentionEventType@odata.bind"


@pytest.fixture
def manager(tenant: Any) -> dict[str, str]:
    return bearer(tenant, person=RECORDS_MANAGER)


def _type(tenant: Any, name: str = "Zaak gesloten") -> str:
    made = tenant.graph("POST", TYPES, json={"displayName": name})
    assert made.status_code == 201, made.text
    own: str = made.json()["id"]
    return own


DESCRIPTORS = {
    "authorities": "authority",
    "categories": "category",
    "citations": "citation",
    "departments": "department",
    "filePlanReferences": "filePlanReference",
}


@pytest.mark.parametrize("kind", DESCRIPTORS)
def test_a_descriptor_of_the_file_plan_is_made_changed_and_deleted_by_a_person(
    tenant: Any, manager: dict[str, str], kind: str
) -> None:
    at = f"/security/labels/{kind}"
    assert tenant.code(tenant.graph("GET", at)) == (403, "accessDenied")
    body = {"displayName": "Financiën"}
    assert tenant.code(tenant.graph("POST", at, json=body)) == (403, "accessDenied")
    made = tenant.graph("POST", at, json=body, headers=manager)
    assert made.status_code == 201, made.text
    again = tenant.graph("POST", at, json=body, headers=manager)
    assert tenant.code(again) == (409, "nameAlreadyExists")
    one = f"{at}/{made.json()['id']}"
    assert tenant.graph("GET", one, headers=manager).json() == made.json()
    changed = tenant.graph("PATCH", one, json={"displayName": "Inkoop"}, headers=manager)
    shown = tenant.graph("GET", at, headers=manager).json()["value"]
    assert [one["displayName"] for one in shown] == [changed.json()["displayName"]] == ["Inkoop"]
    for wrong in ({"displayName": ""}, {"displayName": 3}, {"colour": "rood"}):
        refused = tenant.graph("PATCH", one, json=wrong, headers=manager)
        assert tenant.code(refused) == (400, "invalidRequest")
    assert tenant.graph("DELETE", one, headers=manager).status_code == 204
    assert tenant.code(tenant.graph("GET", one, headers=manager)) == (404, "NotFound")


def test_a_label_has_the_descriptors_it_was_bound_to_and_keeps_them(
    tenant: Any, manager: dict[str, str]
) -> None:
    bound, places = {}, {}
    for kind, member in DESCRIPTORS.items():
        at = f"/security/labels/{kind}"
        cited = {"citationUrl": "https://wetten.example/aw"} if kind == "citations" else {}
        made = tenant.graph("POST", at, json={"displayName": kind, **cited}, headers=manager)
        places[member] = f"{at}/{made.json()['id']}"
        own = made.json()["id"]
        bound[f"{member}Template@odata.bind"] = f"https://graph.microsoft.com/v1.0{at}('{own}')"
    body = definition("Met beschrijving", "retain", "startLocked") | {"descriptors": bound}
    label = tenant.graph("POST", LABELS, json=body, headers=manager)
    assert label.status_code == 201, label.text
    told = label.json()["descriptors"]
    assert {kind: told[member]["displayName"] for kind, member in DESCRIPTORS.items()} == {
        kind: kind for kind in DESCRIPTORS
    }
    assert told["citation"]["citationUrl"] == "https://wetten.example/aw"
    one = f"{LABELS}/{label.json()['id']}"
    assert "descriptors" not in tenant.graph("GET", one, headers=manager).json()
    expanded = tenant.graph("GET", f"{one}?$expand=descriptors", headers=manager).json()
    alone = tenant.graph("GET", f"{one}/descriptors", headers=manager).json()
    assert expanded["descriptors"] == told == {name: alone[name] for name in told}
    refused = tenant.graph("DELETE", places["citation"], headers=manager)
    assert tenant.code(refused) == (400, "invalidRequest")
    assert tenant.graph("DELETE", one, headers=manager).status_code == 204
    assert tenant.graph("DELETE", places["citation"], headers=manager).status_code == 204
    # What it was bound to is gone, and a kind goes with its own.
    gone = tenant.graph("POST", LABELS, json=body, headers=manager)
    assert tenant.code(gone) == (400, "invalidRequest")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", LABELS),
        ("POST", LABELS),
        ("GET", f"{LABELS}/een"),
        ("PATCH", f"{LABELS}/een"),
        ("DELETE", f"{LABELS}/een"),
    ],
)
def test_an_app_by_itself_has_nothing_to_do_with_definitions(
    tenant: Any, method: str, path: str
) -> None:
    assert tenant.code(tenant.graph(method, path)) == (403, "accessDenied")


def test_a_person_sees_the_labels_of_the_seed_and_which_are_in_use(
    tenant: Any, manager: dict[str, str]
) -> None:
    tenant.graph("PATCH", f"{tenant.put()}/retentionLabel", json={"name": "Lopend dossier"})
    shown = tenant.graph("GET", LABELS, headers=manager).json()["value"]
    assert {one["displayName"]: one["isInUse"] for one in shown} == {
        "Lopend dossier": True,
        "Bezwaren 10 jaar": False,
        "Archiefstuk vergrendeld": False,
    }


def test_a_label_is_made_changed_set_and_only_deleted_when_nothing_has_it(
    tenant: Any, manager: dict[str, str]
) -> None:
    asked = definition("Zeven jaar", "retain", "startLocked")
    made = tenant.graph("POST", LABELS, json=asked, headers=manager)
    path = f"{LABELS}/{made.json()['id']}"
    at = f"{tenant.put()}/retentionLabel"
    assert tenant.graph("PATCH", at, json={"name": "Zeven jaar"}).status_code == 201
    described = tenant.graph("PATCH", path, json={"descriptionForUsers": "x"}, headers=manager)
    record = {"behaviorDuringRetentionPeriod": "retainAsRecord"}
    refused = tenant.graph("PATCH", path, json=record, headers=manager)
    in_use = tenant.graph("DELETE", path, headers=manager)
    tenant.graph("DELETE", at)
    gone = tenant.graph("DELETE", path, headers=manager)
    assert described.json()["descriptionForUsers"] == "x"
    assert (refused.status_code, in_use.status_code, gone.status_code) == (400, 400, 204)
    assert tenant.graph("PATCH", at, json={"name": "Zeven jaar"}).status_code == 400


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"displayName": ""}, 400),
        ({"displayName": "Lopend dossier"}, 409),
        ({"behaviorDuringRetentionPeriod": "keep"}, 400),
        ({"retentionTrigger": "dateOfEvent"}, 400),
        ({"retentionDuration": {"days": 3}}, 400),
        ({"dispositionReviewStages": True}, 400),
        ({"dispositionReviewStages": {"stageNumber": 1}}, 400),
        ({"onbekend": 1}, 400),
    ],
)
def test_a_definition_that_cannot_be_is_refused(
    tenant: Any, manager: dict[str, str], wrong: dict[str, Any], status: int
) -> None:
    asked = definition("Zeven jaar", "retain", "startLocked") | wrong
    assert tenant.graph("POST", LABELS, json=asked, headers=manager).status_code == status


@pytest.mark.parametrize("form", ["retentionEventTypes/{}", "retentionEventTypes('{}')"])
@pytest.mark.parametrize("spelling", ["eventQueries", "eventQuery"])
def test_an_app_tells_an_event_in_either_spelling_and_it_spreads(
    tenant: Any, form: str, spelling: str
) -> None:
    own = _type(tenant)
    bound = f"https://graph.microsoft.com/v1.0/security/triggerTypes/{form.format(own)}"
    queries = [{"queryType": "files", "query": "ComplianceAssetID:SUB-2026-0147"}]
    asked = {"displayName": "SUB-2026-0147 gesloten", spelling: queries, BIND: bound}
    made = tenant.graph("POST", EVENTS, json=asked)
    assert made.status_code == 201, made.text
    path = f"{EVENTS}/{made.json()['id']}"
    assert made.json()["eventQueries"] == queries
    assert made.json()["eventStatus"]["status"] == "pending"
    tenant.own("POST", "clock", {"advance_seconds": 3600})
    assert tenant.get(path)["eventStatus"]["status"] == "success"
    assert tenant.get(EVENTS)["value"][0]["id"] == made.json()["id"]
    assert tenant.graph("DELETE", f"{TYPES}/{own}").status_code == 400
    assert tenant.graph("DELETE", path).status_code == 204
    assert tenant.graph("GET", path).status_code == 404
    assert tenant.graph("DELETE", f"{TYPES}/{own}").status_code == 204


@pytest.mark.parametrize(
    "query",
    [
        {"queryType": "mail", "query": "x"},
        {"queryType": "files"},
        {"queryType": "files", "query": 5},
    ],
)
def test_an_event_asks_in_words(tenant: Any, query: dict[str, Any]) -> None:
    asked = {"displayName": "x", BIND: f"retentionEventTypes/{_type(tenant)}"}
    refused = tenant.graph("POST", EVENTS, json={**asked, "eventQueries": [query]})
    assert tenant.code(refused) == (400, "invalidRequest")


def test_an_event_needs_a_type_of_this_tenant(tenant: Any) -> None:
    for bound in ("retentionEventTypes/onbekend", "elders", None):
        asked = {"displayName": "x", BIND: bound}
        assert tenant.graph("POST", EVENTS, json=asked).status_code == 400


def test_an_event_type_is_described_anew(tenant: Any) -> None:
    path = f"{TYPES}/{_type(tenant)}"
    tenant.graph("PATCH", path, json={"description": "het dossier is dicht"})
    assert tenant.get(path)["description"] == "het dossier is dicht"
    assert [one["displayName"] for one in tenant.get(TYPES)["value"]] == ["Zaak gesloten"]


@pytest.mark.reference
@pytest.mark.skipif(
    not EXAMPLES.is_dir(), reason="answers not held against Graph's schemas: no reference data"
)
def test_labels_and_events_have_the_shape_of_the_documented_examples(
    tenant: Any, manager: dict[str, str]
) -> None:
    tenant.own("POST", "dials", {"wrapped_label_definitions": True})
    asked = definition("Zeven jaar", "retain", "startLocked", labelToBeApplied="Lopend dossier")
    asked |= {"descriptionForAdmins": "x", "descriptionForUsers": "x"}
    made = tenant.graph("POST", LABELS, json=asked, headers=manager).json()
    shown = tenant.graph("GET", f"{LABELS}/{made['id']}", headers=manager).json()
    hold(shown["value"], "microsoft.graph.security.retentionLabel")
    assert shown.keys() == _keys("security-retentionlabel-get-response.json")
    bound = f"retentionEventTypes/{_type(tenant)}"
    event = tenant.graph("POST", EVENTS, json={"displayName": "x", BIND: bound}).json()
    shown = tenant.get(f"{EVENTS}/{event['id']}")
    hold(shown, "microsoft.graph.security.retentionEvent")
    assert _keys("security-retentionevent-get.json") <= shown.keys()
    hold(tenant.get(TYPES)["value"][0], "microsoft.graph.security.retentionEventType")
