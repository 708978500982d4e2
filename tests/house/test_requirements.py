"""The pinned packages are what pyproject.toml asks for, and name no index and no machine."""

import json
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
FILES = ("run.txt", "dev.txt", "worker.txt")
PYTHONS = ("3.11", "3.13")
PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?: ;(?P<marker>[^\\]*))? \\")
TOOLS_OWN_WORDS = "# The following packages are considered to be unsafe in a requirements file:"
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")


@pytest.fixture(scope="module", name="project")
def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _lines(name: str) -> list[str]:
    return (ROOT / "requirements" / name).read_text("utf-8").splitlines()


def _is_for(python: str, marker: Marker | None) -> bool:
    return marker is None or marker.evaluate({"python_version": python})


def _pins(name: str, python: str) -> dict[str, Version]:
    found = [m for m in (PIN.fullmatch(line) for line in _lines(name)) if m]
    chosen = [m for m in found if not m["marker"] or _is_for(python, Marker(m["marker"]))]
    assert len({m["name"] for m in chosen}) == len(chosen), "one version of each package"
    return {canonicalize_name(m["name"]): Version(m["version"]) for m in chosen}


def _unmet(asked: list[str], pins: dict[str, Version], python: str) -> list[str]:
    wanted = [Requirement(line) for line in asked]
    return [
        str(requirement)
        for requirement in wanted
        if _is_for(python, requirement.marker)
        and (
            (pin := pins.get(canonicalize_name(requirement.name))) is None
            or pin not in requirement.specifier
        )
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_pin_or_the_hash_of_one(name: str) -> None:
    lines = [line for line in _lines(name) if line not in {"", TOOLS_OWN_WORDS}]
    others = [line for line in lines if not (PIN.fullmatch(line) or HASH.fullmatch(line))]
    assert others == [], "no index, no folder, no option"


@pytest.mark.parametrize("name", FILES)
def test_every_pin_has_a_hash(name: str) -> None:
    lines = [*_lines(name), ""]
    bare = [
        line
        for line, following in pairwise(lines)
        if PIN.fullmatch(line) and not HASH.fullmatch(following)
    ]
    assert bare == []


@pytest.mark.parametrize("python", PYTHONS)
def test_what_runs_in_azure_is_what_the_project_depends_on(
    project: dict[str, Any], python: str
) -> None:
    assert _unmet(project["project"]["dependencies"], _pins("run.txt", python), python) == []


@pytest.mark.parametrize("python", PYTHONS)
def test_a_developer_has_every_extra_and_what_building_takes(
    project: dict[str, Any], python: str
) -> None:
    extras = [
        line for group in project["project"]["optional-dependencies"].values() for line in group
    ]
    asked = [*project["project"]["dependencies"], *extras, *project["build-system"]["requires"]]
    assert _unmet(asked, _pins("dev.txt", python), python) == []


@pytest.mark.parametrize("python", PYTHONS)
def test_what_runs_in_azure_is_what_was_tested(python: str) -> None:
    tested = _pins("dev.txt", python)
    run = _pins("run.txt", python)
    assert run
    assert {name: version for name, version in run.items() if tested.get(name) != version} == {}


@pytest.mark.parametrize(
    ("place", "name"),
    [("azurite", "azurite"), ("graph-client", "@microsoft/microsoft-graph-client")],
)
def test_what_npm_installs_is_pinned_with_the_hash_of_every_package_and_names_no_index(
    place: str, name: str
) -> None:
    folder = ROOT / "requirements" / place
    asked = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    assert locked.pop("")["dependencies"] == asked
    assert locked[f"node_modules/{name}"]["version"] == asked[name]
    assert [name for name, package in locked.items() if "integrity" not in package] == []
    assert [name for name, package in locked.items() if "resolved" in package] == []
    assert [name for name, package in locked.items() if "hasInstallScript" in package] == []
