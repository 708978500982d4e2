"""What infra/ makes in Azure is what the app and the local settings speak of.

No Bicep compiler ships in a package that can be pinned, so the few things that break a deployment
silently are read here from the text: settings, queues, parameters and outputs that do not meet.
"""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INFRA = ROOT / "infra"
TEMPLATES = sorted(INFRA.rglob("*.bicep"))

# infra/README.md, "Settings", says why these differ.
ONLY_LOCAL = {"FUNCTIONS_WORKER_RUNTIME", "IDENTITY_ENDPOINT", "IDENTITY_HEADER"}
ONLY_AZURE = {
    "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
    "APPLICATIONINSIGHTS_CONNECTION_STRING",
}
KEYLESS_STORAGE = {"accountName", "clientId", "credential"}


def _text(template: str) -> str:
    return (INFRA / template).read_text("utf-8")


def _block(text: str, opening: str) -> str:
    """Return what stands between `opening` and the line that closes it at the same indent."""
    start = re.search(rf"^( *){opening}\n", text, re.MULTILINE)
    assert start is not None, f"nothing opens with {opening}"
    end = re.compile(rf"^{start[1]}[}}\]]", re.MULTILINE).search(text, start.end())
    assert end is not None
    return text[start.end() : end.start()]


def _keys(block: str) -> set[str]:
    return set(re.findall(r"^ +(\w+):", block, re.MULTILINE))


def _app_settings() -> set[str]:
    settings = _block(_text("modules/function_app.bicep"), r"resource settings .*\{")
    return _keys(_block(settings, r"properties: \{"))


def _queues() -> set[str]:
    return set(
        re.findall(r"'([a-z-]+)'", _block(_text("modules/storage.bicep"), r"var queueNames = \["))
    )


def _declared(text: str) -> dict[str, bool]:
    """Return each parameter of a template, and whether it may be left out."""
    found = re.findall(r"^param (\w+) \w+( = .+)?$", text, re.MULTILINE)
    return {name: bool(default) for name, default in found}


def _local_settings() -> dict[str, str]:
    text = (ROOT / "local.settings.example.json").read_text("utf-8")
    values: dict[str, str] = json.loads(text)["Values"]
    return values


def _function_trees() -> list[ast.Module]:
    return [ast.parse(path.read_text("utf-8")) for path in (ROOT / "functions").rglob("*.py")]


def _keywords(trees: list[ast.Module], name: str) -> Iterator[str]:
    """Yield what `name=` is given in calls; a constant of the package stands for its value."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    constants = {
        target.id: node.value.value
        for node in nodes
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }

    def value(node: ast.expr) -> str:
        match node:
            case ast.Constant():
                return str(node.value)
            case ast.Name():
                return str(constants[node.id])
            case ast.Attribute():
                return str(constants[node.attr])
            case ast.FormattedValue():
                return value(node.value)
            case ast.JoinedStr():
                return "".join(value(part) for part in node.values)
        raise AssertionError(f"this test cannot read {ast.unparse(node)}")

    for node in nodes:
        if isinstance(node, ast.keyword) and node.arg == name:
            yield value(node.value)


def _seconds(timespan: str) -> int:
    hours, minutes, seconds = map(int, timespan.split(":"))
    return (hours * 60 + minutes) * 60 + seconds


def test_azure_and_the_local_example_have_the_same_settings() -> None:
    keyless = {f"AzureWebJobsStorage__{part}" for part in KEYLESS_STORAGE}
    local = set(_local_settings()) - ONLY_LOCAL
    assert _app_settings() == (local - {"AzureWebJobsStorage"}) | keyless | ONLY_AZURE


def test_every_setting_that_is_read_stands_in_the_local_example() -> None:
    read = set(_keywords(_function_trees(), "alias")) | set(
        _keywords(_function_trees(), "connection")
    )
    assert read
    assert read <= set(_local_settings())


def test_no_function_outlives_its_claim() -> None:
    host = json.loads((ROOT / "host.json").read_text("utf-8"))
    in_azure = re.search(r"DOSSIER_CLAIM_SECONDS: '(\d+)'", _text("modules/function_app.bicep"))
    assert in_azure is not None
    claims = int(in_azure[1]), int(_local_settings()["DOSSIER_CLAIM_SECONDS"])
    assert _seconds(host["functionTimeout"]) <= min(claims)


def test_the_queues_in_azure_are_those_the_functions_listen_to() -> None:
    assert set(_keywords(_function_trees(), "queue_name")) == _queues()


def test_every_queue_has_its_poison_queue() -> None:
    work = {name for name in _queues() if not name.endswith("-poison")}
    assert work
    assert _queues() == work | {f"{name}-poison" for name in work}


def test_notifications_arrive_where_the_host_routes_them() -> None:
    host = json.loads((ROOT / "host.json").read_text("utf-8"))
    path = f"/{host['extensions']['http']['routePrefix']}/notifications"
    assert _local_settings()["NOTIFICATION_URL"].endswith(path)
    assert f"defaultHostName}}{path}'" in _text("modules/function_app.bicep")


def test_the_host_reads_messages_as_the_queue_client_sends_them() -> None:
    host = json.loads((ROOT / "host.json").read_text("utf-8"))
    assert host["extensions"]["queues"]["messageEncoding"] == "none"


def test_azure_runs_the_python_that_is_type_checked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    version = project["tool"]["mypy"]["python_version"]
    runtime = _block(_text("modules/function_app.bicep"), r"runtime: \{")
    assert f"version: '{version}'" in runtime


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_every_parameter_says_whether_it_must_be_given(template: Path) -> None:
    lines = [line for line in template.read_text("utf-8").splitlines() if line]
    described: set[str] = set()
    pending = False
    for line, following in pairwise([*lines, ""]):
        pending = pending or bool(
            re.match(r"@description\('(Required|Optional|Conditional)\. ", line)
        )
        if (parameter := re.match(r"param (\w+)", following)) and pending:
            described.add(parameter[1])
            pending = False
    assert set(_declared("\n".join(lines))) == described


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_no_storage_account_opens_with_a_key(template: Path) -> None:
    text = template.read_text("utf-8")
    accounts = len(
        re.findall(r"^resource \w+ 'Microsoft.Storage/storageAccounts@", text, re.MULTILINE)
    )
    assert text.count("allowSharedKeyAccess: false") == accounts


def test_each_module_is_given_what_it_asks_for_and_gives_what_is_read() -> None:
    main = _text("main.bicep")
    modules = dict(re.findall(r"^module (\w+) '(.+?)'", main, re.MULTILINE))
    assert {INFRA / path for path in modules.values()} == set(TEMPLATES) - {INFRA / "main.bicep"}
    for name, path in modules.items():
        given = _keys(_block(_block(main, rf"module {name} .*\{{"), r"params: \{"))
        asked = _declared(_text(path))
        assert given <= set(asked), path
        assert {parameter for parameter, optional in asked.items() if not optional} <= given, path
        outputs = set(re.findall(r"^output (\w+)", _text(path), re.MULTILINE))
        assert set(re.findall(rf"\b{name}\.outputs\.(\w+)", main)) <= outputs, path


def test_the_permissions_that_are_granted_are_those_that_are_explained() -> None:
    script = _text("grant-graph-permissions.sh")
    granted = re.search(r"^readonly SELECTED=\((.+)\)$", script, re.MULTILINE)
    assert granted is not None
    table = _text("README.md").split("## What Microsoft 365 must allow")[1]
    explained = re.findall(r"^\| `([A-Za-z.]+)` \|", table, re.MULTILINE)
    assert explained == granted[1].split()
