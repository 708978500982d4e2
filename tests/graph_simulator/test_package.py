"""The simulator as a package of its own, without the product."""

import ast
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from importlib.metadata import packages_distributions
from pathlib import Path

import httpx
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PACKAGE = ROOT / "graph_simulator"


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel, and the libraries that these tests have too.

    The libraries are lent by a `.pth` file, because tests do not reach the network; the product
    is not among them: it is on the path here by a `.pth` of its own, which is not followed.
    """
    place = tmp_path_factory.mktemp("package")
    ignored = shutil.ignore_patterns("build", "*.egg-info", "__pycache__")
    shutil.copytree(PACKAGE, place / "graph_simulator", ignore=ignored)
    _pip(
        "wheel", "--no-deps", "--no-index", "--no-build-isolation",
        "--wheel-dir", str(place), str(place / "graph_simulator"),
    )  # fmt: skip
    (wheel,) = place.glob("*.whl")
    made = place / "environment"
    venv.create(made, with_pip=False, symlinks=True)
    _pip("--python", str(made), "install", "--no-deps", "--no-index", str(wheel))
    (library,) = made.glob("lib/python*/site-packages")
    (library / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return made


def test_it_is_installed_without_the_product(environment: Path, tmp_path: Path) -> None:
    look = "import importlib.util as u; print([bool(u.find_spec(n)) for n in ('graph_simulator', 'filing')])"
    # -I: nor is the product lent by a PYTHONPATH of who runs these tests.
    command = [str(environment / "bin" / "python"), "-I", "-c", look]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[True, False]"


def test_its_own_command_answers_a_call(environment: Path, tmp_path: Path) -> None:
    command = [str(environment / "bin" / "graph-simulator"), "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        origin = process.stdout.readline().split()[1]
        with httpx.Client(base_url=origin, trust_env=False, timeout=30) as http:
            teams = http.get("/v1.0/teams", headers={"Authorization": "Bearer x"})
            page = http.get("/_simulator/")
        process.terminate()
    assert next(one["displayName"] for one in teams.json()["value"]) == "Subsidies"
    assert "Provincie Voorbeeld" in page.text


def test_it_brings_its_types_along_and_its_help_names_the_command(
    environment: Path, tmp_path: Path
) -> None:
    (typed,) = environment.glob("lib/python*/site-packages/graph_simulator/py.typed")
    assert typed.is_file()
    command = [str(environment / "bin" / "graph-simulator"), "--help"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert told.stdout.startswith("usage: graph-simulator ")


def test_it_asks_for_every_library_that_it_imports() -> None:
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["tls"]]
    imported = set()
    for file in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {one.name.split(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    others = imported - sys.stdlib_module_names - {"graph_simulator"}
    known = packages_distributions()
    needed = {canonicalize_name(known[name][0]) for name in others}
    assert needed == {canonicalize_name(Requirement(line).name) for line in asked}


def test_it_asks_for_the_versions_that_the_product_asks_for() -> None:
    """So that what was tested here is what it runs on alone."""
    own = tomllib.loads((PACKAGE / "pyproject.toml").read_text("utf-8"))["project"]
    product = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*own["dependencies"], *own["optional-dependencies"]["tls"]]
    assert set(asked) <= {*product["dependencies"], *product["optional-dependencies"]["local"]}
