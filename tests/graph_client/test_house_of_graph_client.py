"""Rules this package keeps about itself."""

import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from filing.ports import Drives
from graph_client import delta, places, subscriptions
from graph_client.drives import GraphDrives
from graph_client.permissions import PERMISSIONS

ROOT = Path(__file__).parents[2]


def operations() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public operation: what the port has, and the functions beside it."""
    for name, member in inspect.getmembers(GraphDrives, inspect.isfunction):
        if not name.startswith("_"):
            yield name, member
    for module in (delta, places, subscriptions):
        for name, member in inspect.getmembers(module, inspect.iscoroutinefunction):
            if member.__module__ == module.__name__ and not name.startswith("_"):
                yield name, member


def test_every_public_operation_states_its_permission() -> None:
    assert set(PERMISSIONS) == {name for name, _ in operations()}


def test_every_method_of_the_port_is_there_in_earnest() -> None:
    asked = {name for name in vars(Drives) if not name.startswith("_")}
    for name in asked:
        assert getattr(GraphDrives, name) is not getattr(Drives, name), name


def _named(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _named(part)


@pytest.mark.parametrize(("name", "operation"), list(operations()))
def test_nothing_that_the_sdk_generated_goes_in_or_out(
    name: str, operation: Callable[..., Any]
) -> None:
    ours = ("builtins", "collections", "datetime", "typing", "types", "records", "filing")
    for annotation in get_type_hints(operation).values():
        for part in _named(annotation):
            module = getattr(part, "__module__", "builtins")
            assert module.split(".")[0] in (*ours, "graph_client"), f"{name}: {part}"


def test_importing_the_package_loads_no_sdk() -> None:
    script = (
        "import sys, graph_client.drives, graph_client.delta, graph_client.places, "
        "graph_client.subscriptions, graph_client.permissions; "
        "print([m for m in sys.modules if m.split('.')[0].split('_')[0] in "
        "('msgraph', 'kiota', 'azure', 'aiohttp')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
