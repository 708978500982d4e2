"""What the Functions host sees when it loads the app: everything, from an empty environment."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.store.stored import ROOT

LOADING = """
import json, sys
import function_app
from functions import changes, documents, learning, notifications, schedule

explicit = {}
for part in (notifications, changes, documents, schedule, learning):
    for builder in part.blueprint._function_builders:
        trigger = builder._function.get_trigger()
        if trigger.type == "httpTrigger":
            explicit[builder._function._name] = getattr(trigger, "auth_level", None) is not None
listed = {}
for function in function_app.app.get_functions():
    told = [json.loads(str(b)) if isinstance(b, str) else b.get_dict_repr()
            for b in function.get_bindings()]
    listed[function.get_function_name()] = told
loaded = sorted(name for name in sys.modules if name.split(".")[0] in FOREIGN)
print(json.dumps({"functions": listed, "explicit": explicit, "loaded": loaded}, default=str))
"""
FOREIGN = (
    "msgraph",
    "msgraph_core",
    "kiota_abstractions",
    "kiota_http",
    "kiota_authentication_azure",
    "kiota_serialization_json",
)


@pytest.fixture(scope="module")
def loaded() -> dict[str, Any]:
    """What a process of its own, with nothing in its environment, tells of the app."""
    done = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", f"FOREIGN = {FOREIGN!r}\n{LOADING}"],
        cwd=ROOT,
        env={},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def bindings(loaded: dict[str, Any], kind: str) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [binding for binding in told if binding["type"] == kind]
        for name, told in loaded["functions"].items()
        if any(binding["type"] == kind for binding in told)
    }


def test_loading_the_app_loads_no_graph_library(loaded: dict[str, Any]) -> None:
    assert loaded["loaded"] == []


def test_every_function_is_there_with_its_trigger(loaded: dict[str, Any]) -> None:
    assert {name: told[0]["route"] for name, told in bindings(loaded, "httpTrigger").items()} == {
        "notifications": "notifications"
    }
    assert {
        name: told[0]["queueName"] for name, told in bindings(loaded, "queueTrigger").items()
    } == {
        "changes": "changes",
        "changes_given_up": "changes-poison",
        "documents": "documents",
        "documents_given_up": "documents-poison",
    }
    assert {
        name: told[0]["schedule"] for name, told in bindings(loaded, "timerTrigger").items()
    } == {
        "tend": "0 */5 * * * *",
        "sweep": "*/15 * * * * *",
        "safety_delta": "0 0 */4 * * *",
        "seal": "0 10 * * * *",
        "learn": "0 30 2 * * *",
    }
    assert len(loaded["functions"]) == 10


def test_every_function_writes_to_the_queues_it_should(loaded: dict[str, Any]) -> None:
    told = {
        name: sorted(binding["queueName"] for binding in found)
        for name, found in bindings(loaded, "queue").items()
    }
    assert told == {
        "notifications": ["changes"],
        "changes": ["changes", "documents"],
        "documents": ["documents"],
        "tend": ["changes"],
        "sweep": ["changes", "documents"],
        "safety_delta": ["changes"],
    }


def test_every_queue_that_is_written_is_read_and_so_is_its_poison_queue(
    loaded: dict[str, Any],
) -> None:
    written = {b["queueName"] for found in bindings(loaded, "queue").values() for b in found}
    read = {b["queueName"] for found in bindings(loaded, "queueTrigger").values() for b in found}
    assert written | {f"{queue}-poison" for queue in written} == read


def test_every_queue_is_in_the_storage_of_the_app(loaded: dict[str, Any]) -> None:
    kinds = ("queue", "queueTrigger")
    found = [b for told in loaded["functions"].values() for b in told if b["type"] in kinds]
    assert {binding["connection"] for binding in found} == {"AzureWebJobsStorage"}


def test_every_route_says_itself_who_may_call_it(loaded: dict[str, Any]) -> None:
    assert loaded["explicit"] == dict.fromkeys(bindings(loaded, "httpTrigger"), True)
    levels = {
        name: str(told[0]["authLevel"]).rpartition(".")[2].lower()
        for name, told in bindings(loaded, "httpTrigger").items()
    }
    # Graph has no key; the client state is what tells the genuine from the forged.
    assert levels == {"notifications": "anonymous"}
