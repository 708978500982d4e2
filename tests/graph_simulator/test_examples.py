"""Each documented example of the reference: what the simulator answers has its keys and types.

An example is read where it lies. One whose call is not modelled is skipped with that line; one that
is no answer of a call that a tenant on this machine could give stands in ELSEWHERE with the reason.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

import httpx
import pytest

from graph_simulator import operations
from tests.graph_simulator.conftest import MEDEWERKER
from tests.graph_simulator.schemas import EXAMPLES
from tests.graph_simulator.test_label_table import RECORDS_MANAGER, bearer, definition

pytestmark = pytest.mark.reference

ELSEWHERE = {
    "batch-request.json": "asks for mail and plans, which a tenant of files has not",
    "batch-response.json": "answers about mail and plans; held in test_batch",
    "error-409-upload-name-conflict.json": "said by the upload address of a session",
    "eventhub-validation-message.json": "Event Hubs: not a call over HTTP",
    "lifecycle-reauthorization-required.json": "held in test_subscription_life",
    "lifecycle-subscription-removed.json": "held in test_subscription_life",
    "listitem-fields-patch-request.json": "its names are columns of the example's own list",
    "notification-basic-mail.json": "mail",
    "notification-drive-eventgrid.json": "Event Grid: not a call over HTTP",
    "notification-rich-channel.json": "Teams' notifications with content, encrypted",
    "notification-rich-encrypted-content.json": "Teams' notifications with content, encrypted",
    "security-retentionlabel-create-request.json": "names templates of the example's own tenant",
    "subscription-create-request.json": "mail",
    "subscription-create-request-rich.json": "Teams' notifications with content, encrypted",
}
# Names an example has and the simulator's answer has not, each with why.
EXCEPT = {
    "@odata.context": "said by most answers and left out of most examples; the monitor has none",
    "notificationContentType": "not in the metadata, says the reference",
    "dataLocationCode": "a tenant over several regions",
    "hostName": "the example of getAllSites has other capitals than the metadata (hostname)",
}
EXCEPT_IN = {
    # cTag is not there on folders, says the resource's own page.
    "driveitem-get-root.json": {"cTag"},
    # What is gone has no name, says the page of delta.
    "driveitem-delta-first-page.json": {"name"},
    # An identity of the metadata has no address; nor have those of any other answer.
    "documentsetversions-list.json": {"email"},
    # The service's own identifiers of what went wrong inside.
    "error-429-throttled.json": {"message", "status", "code"},
}


class World:
    """A tenant with a document, labelled, in a library of records, as the examples need it."""

    def __init__(self, tenant: Any, receiver: Any) -> None:
        self.tenant = tenant
        self.receiver = receiver
        self.names = tenant.own("GET", "tenant")

    @cached_property
    def item(self) -> str:
        made: str = self.tenant.put()
        return made

    @cached_property
    def drive(self) -> Any:
        return self.tenant.drive()

    @property
    def places(self) -> dict[str, str]:
        team = self.names["teams"]["Subsidies"]
        return {
            "drive": f"/drives/{self.drive['id']}",
            "site": f"/sites/{self.drive['site_id']}",
            "list": f"/sites/{self.drive['site_id']}/lists/Subsidiedossiers",
            "item": self.item,
            "team": f"/teams/{team['id']}",
            "channel": f"/teams/{team['id']}/channels/{self.tenant.channel['id']}",
        }

    def asked(self, method: str, path: str, **options: Any) -> httpx.Response:
        """The answer; the test is skipped when the simulator does not know the call."""
        path = path.format(**self.places)
        found = operations.find(method, f"/v1.0{path}".split("?", 1)[0])
        if found is None:
            pytest.skip(f"not modelled: {method} {path}")
        answer: httpx.Response = self.tenant.graph(method, path, **options)
        if answer.status_code == 501:
            pytest.skip(f"not modelled: {answer.json()['error']['message']}")
        return answer

    def body(self, method: str, path: str, status: int = 200, **options: Any) -> Any:
        answer = self.asked(method, path, **options)
        assert answer.status_code == status, answer.text
        return answer.json()

    def by(self, person: str) -> None:
        """Whoever asks from now on, as in most examples: a person."""
        self.tenant.graph_headers = bearer(self.tenant, person=person)

    def subscription(self, status: int = 201) -> Any:
        asked = {
            "changeType": "updated",
            "notificationUrl": self.receiver.url,
            "resource": f"drives/{self.drive['id']}/root",
            "expirationDateTime": (datetime.now(UTC) + timedelta(days=1)).isoformat(),
            "clientState": "geheim",
        }
        return self.body("POST", "/subscriptions", status, json=asked)

    def copy(self) -> httpx.Response:
        asked = _example("driveitem-copy-request.json")
        reference = {"driveId": self.drive["id"], "id": self.drive["root_id"]}
        assert asked.keys() == {"parentReference", "name"}
        body = {"parentReference": reference, "name": "kopie.docx"}
        return self.asked("POST", "{item}/copy", json=body)

    def term(self) -> Any:
        self.by(MEDEWERKER)
        (group, *_) = self.body("GET", "{site}/termStore/groups")["value"]
        (terms, *_) = self.body("GET", f"{{site}}/termStore/groups/{group['id']}/sets")["value"]
        place = f"{{site}}/termStore/sets/{terms['id']}"
        (term, *_) = self.body("GET", f"{place}/children")["value"]
        return self.body("GET", f"{place}/terms/{term['id']}")


def _example(file: str) -> Any:
    return json.loads((EXAMPLES / file).read_text(encoding="utf-8"))


def _faulty(world: World, kind: str, operation: str, path: str, **more: Any) -> Any:
    assert world.item
    world.tenant.fault(kind, operation, **more)
    return world.asked("GET", path).json()


def _locked(world: World) -> Any:
    world.tenant.person("check_out", "stuk.docx", drive=world.item.split("/")[2])
    return world.asked("PATCH", "{item}", json={"name": "anders.docx"}).json()


def _update(world: World) -> Any:
    own = world.subscription()["id"]
    until = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    return world.body("PATCH", f"/subscriptions/{own}", json={"expirationDateTime": until})


def _listed_subscriptions(world: World) -> Any:
    world.subscription()
    return world.body("GET", "/subscriptions")


def _delta(world: World, path: str) -> Any:
    """A first page with something deleted on it."""
    world.by(MEDEWERKER)
    gone = world.tenant.put("weg.docx")
    world.tenant.put("blijft.docx")
    world.tenant.put("ook.docx")
    world.tenant.own("POST", "dials", {"page_size": 100})
    first = world.body("GET", path)
    world.tenant.graph("DELETE", gone)
    world.tenant.own("POST", "dials", {"page_size": 2})
    pages = [world.tenant.follow(first["@odata.deltaLink"]), world.body("GET", path)]
    return {**pages[1], "value": [one for page in pages for one in page["value"]]}


def _fields(world: World) -> Any:
    return world.body("GET", f"{_list_item(world)}?$expand=fields")


def _list_item(world: World) -> str:
    shown = world.body("GET", "{item}/listItem")
    return f"{{list}}/items/{shown['id']}"


def _monitor(world: World) -> tuple[Any, Any]:
    address = world.copy().headers["location"]
    running, done = (world.tenant.http.get(address).json() for _ in range(2))
    return running, done


def _notified(world: World) -> Any:
    world.subscription()
    world.tenant.put("nieuw.docx")
    (told,) = world.receiver.next()["value"]
    return {name[0].upper() + name[1:]: value for name, value in told.items()}


def _documents_set(world: World) -> Any:
    world.by(MEDEWERKER)
    folder = world.tenant.folder("2026-001")
    path = f"/drives/{world.drive['id']}/items/{folder['id']}/listItem"
    types = world.body("GET", "{drive}/list/contentTypes")["value"]
    (dossier,) = [one for one in types if one["name"] == "Dossier"]
    world.body("PATCH", path, json={"contentType": {"id": dossier["id"]}})
    number = world.body("GET", path)["id"]
    versions = f"{{list}}/items/{number}/documentSetVersions"
    file = f"/drives/{world.drive['id']}/items/{folder['id']}:/stuk.docx:/content"
    world.tenant.graph("PUT", file, content=b"stuk")
    world.asked("POST", versions, json={"comment": "v1", "shouldCaptureMinorVersion": False})
    return world.body("GET", versions)


def _taxonomy(world: World) -> Any:
    board = world.tenant.drive("Beleidsdossiers", "bestuursarchief")
    item = world.tenant.put("nota.docx", drive=board)
    (note, *_) = board["note_columns"].values()
    (label, guid), *_ = world.names["terms"]["Documentsoorten"].items()
    path = f"{item}/listItem/fields"
    return world.asked("PATCH", path, json={note: f"-1;{label}|{guid}"})


def _content(world: World) -> httpx.Response:
    return world.asked("GET", "{item}/content")


def _near_limit(world: World) -> httpx.Response:
    world.tenant.fault("unit_limit", per_minute=10, times=None)
    answers = (world.asked("GET", "{drive}") for _ in range(10))
    return next(one for one in answers if "ratelimit-limit" in one.headers)


def _throttled(world: World) -> httpx.Response:
    world.tenant.fault("status", "drive.get", status=429, retry_after=10)
    return world.asked("GET", "{drive}")


def _handshake(world: World) -> Any:
    world.subscription()
    return world.receiver.handshakes


def _message(world: World) -> Any:
    world.tenant.upload()
    world.tenant.person("post_message", "besluit.docx", text="Graag lezen.")
    (listed,) = world.body("GET", "{channel}/messages")["value"]
    return world.body("GET", f"{{channel}}/messages/{listed['id']}")


def _sites_changed(world: World) -> Any:
    world.tenant.own("POST", "dials", {"page_size": 1})
    return world.body("GET", "/sites/delta")


def _sites(world: World) -> Any:
    """All of them, with the link that the first of several pages has."""
    whole = world.body("GET", "/sites/getAllSites")
    return {**world.body("GET", "/sites/getAllSites?$top=1"), "value": whole["value"]}


def _upload(world: World) -> Any:
    return world.body("POST", "{drive}/root:/groot.docx:/createUploadSession", json={})


def _retention_event(world: World) -> Any:
    world.by(RECORDS_MANAGER)
    types = "/security/triggerTypes/retentionEventTypes"
    own = world.body("POST", types, 201, json={"displayName": "Zaak gesloten"})["id"]
    asked = {
        "displayName": "x",
        "description": "x",
        "eventQueries": [{"queryType": "files", "query": "1234"}],
        "retentionEventType@odata.bind": f"retentionEventTypes/{own}",
    }
    events = "/security/triggers/retentionEvents"
    made = world.body("POST", events, 201, json=asked)
    return world.body("GET", f"{events}/{made['id']}")


def _security_label(world: World) -> Any:
    """The page wraps the one entity in `value`, against its own type: a dial."""
    world.tenant.own("POST", "dials", {"wrapped_label_definitions": True})
    world.by(RECORDS_MANAGER)
    told = {"descriptionForAdmins": "x", "descriptionForUsers": "x"}
    asked = definition("Zeven jaar", "retain", "startLocked", labelToBeApplied="Lopend dossier")
    path = "/security/labels/retentionLabels"
    made = world.body("POST", path, 201, json=asked | told)
    return world.body("GET", f"{path}/{made['id']}")


def _label(world: World) -> Any:
    """By a person, as in the example; an app would be `application`."""
    drive = world.item.split("/")[2]
    world.tenant.person("label", "stuk.docx", drive=drive, label="Lopend dossier")
    return world.body("GET", "{item}/retentionLabel")


def _duplicate(world: World) -> Any:
    world.subscription()
    return world.subscription(409)


def _lock(world: World) -> httpx.Response:
    world.asked("PATCH", "{item}/retentionLabel", json={"name": "Archiefstuk vergrendeld"})
    asked = _example("retentionlabel-lock-request.json")
    return world.asked("PATCH", "{item}/retentionLabel", json=asked)


ANSWERS: dict[str, Callable[[World], Any]] = {
    "channel-filesfolder.json": lambda world: world.body("GET", "{channel}/filesFolder"),
    "channel-message-with-file-attachment.json": _message,
    "channels-list.json": lambda world: world.body("GET", "{team}/channels"),
    "documentsetversions-list.json": _documents_set,
    "driveitem-delta-first-page.json": lambda world: _delta(world, "{drive}/root/delta"),
    "driveitem-delta-latest.json": lambda world: world.body(
        "GET", "{drive}/root/delta?token=latest"
    ),
    "driveitem-get-root.json": lambda world: world.body("GET", "{drive}/root"),
    "error-404-filesfolder-not-ready.json": lambda world: _faulty(
        world, "not_provisioned", "*", "{channel}/filesFolder"
    ),
    "error-409-subscription-exists.json": _duplicate,
    "error-410-resync-required.json": lambda world: _faulty(
        world, "resync", "*", "{drive}/root/delta"
    ),
    "error-423-locked.json": _locked,
    "extractsensitivitylabels-response.json": lambda world: world.body(
        "POST", "{item}/extractSensitivityLabels"
    ),
    "list-columns.json": lambda world: world.body("GET", "{list}/columns"),
    "list-contenttypes.json": lambda world: world.body("GET", "{list}/contentTypes"),
    "listitem-delta-first-page.json": lambda world: _delta(world, "{list}/items/delta"),
    "listitem-fields-patch-response.json": lambda world: world.body(
        "PATCH", f"{_list_item(world)}/fields", json={"Title": "Fuchsia"}
    ),
    "listitem-get-fields.json": _fields,
    "monitor-in-progress.json": lambda world: _monitor(world)[0],
    "monitor-spo-completed.json": lambda world: _monitor(world)[1],
    "notification-drive-m365-sample.json": _notified,
    "retentionlabel-get-response.json": _label,
    "security-retentionevent-get.json": _retention_event,
    "security-retentionlabel-get-response.json": _security_label,
    "site-get.json": lambda world: world.body("GET", "{site}"),
    "sites-delta-first-page.json": _sites_changed,
    "sites-getallsites.json": _sites,
    "subscription-create-response.json": lambda world: world.subscription(),
    "subscription-list-response.json": _listed_subscriptions,
    "subscription-update-response.json": _update,
    "termstore-term.json": World.term,
    "uploadsession-create-response.json": _upload,
}
# Status and headers as well as a body, in which names matter and not values.
ENVELOPES: dict[str, Callable[[World], httpx.Response]] = {
    "driveitem-content-redirect.json": _content,
    "driveitem-copy-accepted.json": World.copy,
    "error-429-throttled.json": _throttled,
    "ratelimit-headers-near-limit.json": _near_limit,
}
# Requests of the example's form, which are taken.
ACCEPTED: dict[str, Callable[[World], httpx.Response]] = {
    "driveitem-copy-request.json": World.copy,
    "driveitem-move-request.json": lambda world: world.asked(
        "PATCH",
        "{item}",
        json={"parentReference": {"id": world.tenant.folder()["id"]}, "name": "nieuw.docx"},
    ),
    "listitem-fields-taxonomy-patch-request.json": _taxonomy,
    "retentionlabel-set-request.json": lambda world: world.asked(
        "PATCH", "{item}/retentionLabel", json={"name": "Lopend dossier"}
    ),
    "retentionlabel-lock-request.json": _lock,
}


@pytest.fixture
def world(tenant: Any, receiver: Any) -> World:
    if not EXAMPLES.is_dir():
        pytest.skip("answers not held against the documented examples: no reference data")
    return World(tenant, receiver)


def _lacking(example: Any, ours: Any, ignored: set[str], at: str = "") -> Iterator[str]:
    """What the example has and ours has not: names, and types. Null says nothing of a type."""
    if isinstance(example, dict):
        if not isinstance(ours, dict):
            yield f"{at}: no object"
            return
        # What the columns of a list are called is the list's own affair.
        names = set() if at.endswith("/fields") else example.keys() - ignored
        for name in sorted(names):
            if name not in ours:
                yield f"{at}/{name}: missing"
            else:
                yield from _lacking(example[name], ours[name], ignored, f"{at}/{name}")
    elif isinstance(example, list):
        for one in example:
            tried = [list(_lacking(one, own, ignored, f"{at}[]")) for own in ours]
            yield from min(tried, key=len, default=[f"{at}: empty"] if example else [])
    elif None not in (example, ours) and _kind(example) != _kind(ours):
        yield f"{at}: {_kind(ours)}, not {_kind(example)}"


def _kind(value: Any) -> str:
    return "number" if type(value) in {int, float} else type(value).__name__


def _held(file: str, example: Any, ours: Any) -> None:
    ignored = EXCEPT.keys() | EXCEPT_IN.get(file, set())
    if file == "listitem-fields-patch-response.json":
        example, ours = {"fields": example}, {"fields": ours}
    assert list(_lacking(example, ours, set(ignored))) == []


def test_every_example_is_tested_or_said_to_be_of_another_world() -> None:
    if not EXAMPLES.is_dir():
        pytest.skip("whether every documented example is tested: no reference data")
    told = [*ANSWERS, *ENVELOPES, *ACCEPTED, *ELSEWHERE, "subscription-validation-handshake.json"]
    assert len(told) == len(set(told))
    assert set(told) == {one.name for one in EXAMPLES.glob("*.json")}


@pytest.mark.parametrize("file", ANSWERS)
def test_an_answer_has_the_keys_and_types_of_the_example(world: World, file: str) -> None:
    _held(file, _example(file), ANSWERS[file](world))


@pytest.mark.parametrize("file", ENVELOPES)
def test_status_and_headers_are_those_of_the_example(world: World, file: str) -> None:
    example, ours = _example(file)["response"], ENVELOPES[file](world)
    assert ours.status_code == example["status"]
    assert {name.lower() for name in example["headers"]} <= set(ours.headers)
    if example.get("body"):
        _held(file, example["body"], ours.json())


@pytest.mark.parametrize("file", ACCEPTED)
def test_a_request_of_the_examples_form_is_taken(world: World, file: str) -> None:
    assert ACCEPTED[file](world).is_success


def test_the_handshake_is_the_one_of_the_example(world: World) -> None:
    asked = _example("subscription-validation-handshake.json")["request"]
    wanted = asked["headers"]["Content-Type"].replace(" ", "")
    assert [one.replace(" ", "") for one in _handshake(world)] == [wanted]
