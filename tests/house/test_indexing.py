"""Azure finds every function of the app, with each Python it may run on.

A setting that is missing at import, or a package that a version does not have, makes Azure find
none, and say little about it.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PYTHON_3_13 = ROOT / ".venv/python3.13/bin/python"
LISTED_BY_THE_LIBRARY = """
import json, function_app
functions = function_app.app.get_functions()
print(json.dumps({f.get_function_name(): json.loads(str(f))["bindings"] for f in functions}))
"""


def _answer(python: Path | str, *arguments: str) -> Any:
    """Return what a child process says, in the app's folder, with nothing in its environment."""
    # -B: the folder may be shared with other tests, that run the same modules.
    command = [str(python), "-B", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env={}, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def _trigger(bindings: list[dict[str, Any]]) -> dict[str, Any]:
    [trigger] = [binding for binding in bindings if binding["type"].endswith("Trigger")]
    return trigger


@pytest.fixture(scope="module", name="listed")
def _listed() -> Any:
    return _answer(sys.executable, "-c", LISTED_BY_THE_LIBRARY)


def test_every_function_is_found_without_a_single_setting(listed: Any) -> None:
    triggers = {name: _trigger(bindings)["type"] for name, bindings in listed.items()}
    assert {"queueTrigger", "timerTrigger", "httpTrigger"} == set(triggers.values())


def test_every_queue_stands_in_the_storage_that_the_host_is_given(listed: Any) -> None:
    for name, bindings in listed.items():
        for binding in bindings:
            if "queueName" in binding:
                assert binding["connection"] == "AzureWebJobsStorage", name


def test_the_worker_for_python_3_13_finds_the_same_functions(listed: Any) -> None:
    if not PYTHON_3_13.exists():
        pytest.skip("there is no Python 3.13 here (scripts/setup-python3.13)")
    told = _answer(PYTHON_3_13, "tests/house/index_as_worker.py")
    assert (told["status"], told["exception"]) == ("success", "")
    assert {name: _trigger(bindings) for name, bindings in told["functions"].items()} == {
        name: _trigger(bindings) for name, bindings in listed.items()
    }
