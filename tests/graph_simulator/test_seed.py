"""What a seed can say that the province does not."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph_simulator.names import names
from graph_simulator.seed import PROVINCE, read_seed
from graph_simulator.seed_format import FORMAT, ByName, OneOf, SeedError
from graph_simulator.server import application
from graph_simulator.simulator import Simulator
from tests.conftest import ROOT


def _simulator(tmp_path: Path, change: Any) -> Simulator:
    folder = tmp_path / "tenant"
    shutil.copytree(PROVINCE, folder)
    seed = json.loads((folder / "tenant.json").read_text(encoding="utf-8"))
    change(seed)
    (folder / "tenant.json").write_text(json.dumps(seed), encoding="utf-8")
    return Simulator(folder)


async def test_a_channel_without_a_folder_gets_it_when_somebody_opens_its_files(
    tmp_path: Path,
) -> None:
    def change(seed: Any) -> None:
        seed["teams"][0]["channels"][3]["provisioned"] = False

    simulator = _simulator(tmp_path, change)
    channel = names(simulator)["teams"]["Subsidies"]["channels"]["Personele zaken"]
    assert channel["folder_id"] is None
    team = names(simulator)["teams"]["Subsidies"]["id"]
    place = {"team": "Subsidies", "channel": "Personele zaken"}
    asked = {"person": "Manager Subsidies", "do": "open_files", **place}
    transport = httpx.ASGITransport(app=application(simulator))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        client.headers["Authorization"] = "Bearer x"
        at = f"/v1.0/teams/{team}/channels/{channel['id']}/filesFolder"
        refused = await client.get(at)
        opened = (await client.post("/_simulator/people", json=asked)).json()
        again = (await client.post("/_simulator/people", json=asked)).json()
        folder = (await client.get(at)).json()
    assert (refused.status_code, refused.json()["error"]["code"]) == (404, "NotFound")
    assert folder["id"] == opened["item_id"] == again["item_id"]
    assert folder["name"] == "Personele zaken"
    made = simulator.tenant.item(opened["drive_id"], opened["item_id"])
    assert made.created_by.name == "System Account"


def _put(seed: Any, place: str, value: Any) -> None:
    """Put a value at a place such as `sites.0.kind`; `del` takes it out."""
    *above, last = [int(one) if one.isdecimal() else one for one in place.split(".")]
    for one in above:
        seed = seed[one]
    if value == "del":
        del seed[last]
    else:
        seed[last] = value


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("apps", "del", "lacks apps"),
        ("apps", [], "apps: there is at least one"),
        ("apps.0.permision", [], "apps[0] has no permision; it has name"),
        ("apps.0.sites", {"/sites/x": ["read"]}, "apps[0].sites: '/sites/x' is none of"),
        ("apps.0.sites", {"/sites/archief": ["lees"]}, "is one of read, write"),
        ("people.0.groups", ["Niemand"], "people[0].groups: 'Niemand' is none of Team Subsidies"),
        ("people.0.name", "Jurist", "people holds 'Jurist' twice"),
        ("people.0.name", 5, "people[0].name is text"),
        ("retention_labels.0.behavior", "keep", "one of retain, retainAsRecord"),
        ("retention_labels.0.delete_allowed", "nee", "delete_allowed is true or false"),
        ("term_sets.Documentsoorten.terms", {}, "term_sets.Documentsoorten.terms is a list"),
        ("term_sets", [], "term_sets is an object"),
        ("content_types.0.parent", "Map", "content_types[0].parent: 'Map' is none of Document"),
        ("column_sets.archief.0.kind", "choice", "is one of text, note"),
        ("sites.0.kind", "root_site", "sites[0].kind is one of team_site"),
        ("sites.0.parent", "/sites/later", "sites[0].parent: '/sites/later' is none of /"),
        ("sites.0.libraries.0.access", ["Niemand"], "sites[0].libraries[0].access: 'Niemand'"),
        ("sites.0.libraries.0.columns", "x", "sites[0].libraries[0].columns: 'x' is none of"),
        ("sites.0.libraries.0.content_types", ["x"], "libraries[0].content_types: 'x' is none"),
        ("sites.0.libraries.0.managed", {"x": "y"}, "libraries[0].managed: 'x' is none of Title"),
        ("teams.0.site", "/sites/x", "teams[0].site: '/sites/x' is none of"),
        ("teams.0.library", "x", "teams[0].site: its library: 'x' is none of Documenten"),
        ("teams.0.group", "x", "teams[0].group: 'x' is none of"),
        ("teams.0.channels.0.site", "/sites/x", "teams[0].channels[0].site: '/sites/x'"),
        ("zaken", [], "tenant.json has no zaken"),
    ],
)
def test_a_seed_that_is_not_of_the_format_is_refused_with_the_place(
    tmp_path: Path, place: str, value: Any, told: str
) -> None:
    with pytest.raises(SeedError, match=re.escape(told)):
        _simulator(tmp_path, lambda seed: _put(seed, place, value))


def _names(shape: Any) -> Iterator[str]:
    """Every name, and every word, of the format."""
    if isinstance(shape, list):
        yield from _names(shape[0])
    if isinstance(shape, ByName):
        yield from _names(shape.shape)
    if isinstance(shape, OneOf):
        yield from shape.words
    if isinstance(shape, dict):
        for name, one in shape.items():
            yield name
            yield from _names(one)


def test_the_readme_tells_every_name_of_the_format() -> None:
    page = (ROOT / "graph_simulator" / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([\w?]+)", page[page.index("### The seed") :]))
    roles = {"read", "write", "owner", "fullcontrol"}
    assert set(_names(FORMAT)) - told - roles == set()


async def test_a_reset_with_a_seed_that_was_spoilt_meanwhile_is_refused_and_changes_nothing(
    tmp_path: Path,
) -> None:
    simulator = _simulator(tmp_path, lambda _seed: None)
    before = simulator.tenant
    (tmp_path / "tenant" / "tenant.json").write_text("{bad", encoding="utf-8")
    transport = httpx.ASGITransport(app=application(simulator))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        answer = await http.post("/_simulator/reset")
    assert answer.status_code == 400
    assert "is not JSON" in answer.json()["error"]["message"]
    assert simulator.tenant is before


def _refusal(*arguments: str, without: str = "") -> str:
    """What the command says when it does not start; `without` a library."""
    lacking = f"sys.modules[{without!r}] = None; " if without else ""
    code = f"import sys; {lacking}from graph_simulator.__main__ import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    return ended.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{bad", "is not JSON"),
        ("{}", "lacks hostname"),
        ("[]", "tenant.json is an object"),
        ("\ud800", "is not JSON"),
        (None, "there is no tenant.json in"),
    ],
)
def test_the_command_says_what_is_wrong_with_a_seed(
    tmp_path: Path, text: str | None, told: str
) -> None:
    if text is not None:
        (tmp_path / "tenant.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(SeedError):
        read_seed(tmp_path)
    assert told in _refusal("--tenant", str(tmp_path))


def test_the_command_says_how_tls_is_installed(tmp_path: Path) -> None:
    told = _refusal("--tls", str(tmp_path / "ca.pem"), without="trustme")
    assert 'pip install "./graph_simulator[tls]"' in told


@pytest.mark.parametrize("option", ["--record", "--tls"])
def test_the_command_says_what_cannot_be_written(tmp_path: Path, option: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert "cannot be written" in _refusal(option, str(tmp_path / "file" / "below"))
