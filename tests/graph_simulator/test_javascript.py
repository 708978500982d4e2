"""Microsoft's own client for JavaScript, which we did not write, works unmodified over TLS.

It sends its token over https alone, so this is also what shows that `--tls` is enough for a client.
"""

import json
import os
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph_simulator import operations
from tests.conftest import ROOT
from tests.graph_simulator.conftest import Receiver, Simulated

MODULES = ROOT / ".venv" / "graph-client" / "node_modules"
UPLOAD = "/v1.0/drives/{0}/items/{0}:/groot.bin:/createUploadSession".format("x")


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory, answers: Path) -> Iterator[Any]:
    """A tenant over TLS, and the file with the authority that is to be trusted."""
    authority = tmp_path_factory.mktemp("tls") / "ca.pem"
    command = [sys.executable, "-m", "graph_simulator", "--port", "0", "--tls", str(authority)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        ready, _, origin = process.stdout.readline().strip().partition(" ")
        assert (ready, origin.split(":", 1)[0]) == ("ready", "https")
        trusted = ssl.create_default_context(cafile=authority)
        with httpx.Client(base_url=origin, verify=trusted, timeout=30, trust_env=False) as http:
            yield Simulated(origin, http), authority
        process.terminate()


@pytest.fixture(scope="module")
def seen(secure: Any) -> Any:
    """What the client saw, and the calls that it made."""
    node = shutil.which("node")
    if node is None or not MODULES.is_dir():
        assert os.environ.get("CI") != "true"
        pytest.skip(
            "not tested, Node.js or its packages are missing: Microsoft's JavaScript client"
        )
    tenant, authority = secure
    tenant.own("POST", "reset", {"for": "graph_simulator/test_javascript.py"})
    receiver = Receiver()
    asked = {
        "origin": tenant.url,
        "token": "a-token",
        "drive": tenant.drive(),
        "elsewhere": tenant.drive("Bezwaardossiers"),
        "notification_url": receiver.url,
    }
    script = str(Path(__file__).with_name("graph_client.js"))
    ran = subprocess.run(
        [node, script, str(MODULES), json.dumps(asked)],
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(authority)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    receiver.close()
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    return told, tenant.own("GET", "calls")["calls"], receiver.handshakes


def test_it_does_at_least_twenty_five_operations(seen: Any) -> None:
    _told, calls, _handshakes = seen
    done = {one["operation"] for one in calls if one["status"] < 400}
    assert len(done) >= 25
    assert len(done & {one.name for one in operations.OPERATIONS}) == len(done)


def test_only_what_should_be_refused_is_refused(seen: Any) -> None:
    told = {name: one for name, one in seen[0].items() if isinstance(one, dict)}
    refused = {name: one["status"] for name, one in told.items() if "refused" in one}
    expected = {"stale": 412, "gone": 404, "not modelled": 501}
    if operations.find("POST", UPLOAD) is None:
        expected["large upload"] = 501
    assert refused == expected


def test_it_reads_what_it_wrote(seen: Any) -> None:
    told, _calls, _handshakes = seen
    assert told["content"] == "besluit"
    assert told["read fields"]["Documentsoort"] == "Besluit"
    assert told["read label"]["name"] == "Lopend dossier"
    assert [one["id"] for one in told["versions"]["value"]][-1] == "1.0"
    assert told["move"]["name"] == "verplaatst.docx"
    assert told["move"]["parentReference"]["id"] == told["folder"]["id"]


def test_it_polls_a_copy_and_finds_it(seen: Any) -> None:
    told, _calls, _handshakes = seen
    assert told["copy"]["status"] == 202
    assert told["monitor"]["status"] == "completed"
    (copy,) = told["children"]["value"]
    assert copy["id"] == told["monitor"]["resourceId"]


def test_it_follows_delta_links_and_pages(seen: Any) -> None:
    told, _calls, _handshakes = seen
    assert told["upload"]["id"] in {one["id"] for one in told["delta"]["value"]}
    assert told["delta again"]["value"] == told["latest"]["value"] == []
    assert "2026-001" in told["pages"]


def test_it_uploads_a_large_file_in_parts_where_that_is_modelled(seen: Any) -> None:
    if operations.find("POST", UPLOAD) is None:
        pytest.skip("not modelled: upload sessions")
    assert seen[0]["large upload"] == {"name": "groot.bin", "size": 1_000_003}


def test_it_subscribes_and_the_handshake_was_made(seen: Any) -> None:
    told, _calls, handshakes = seen
    assert len(handshakes) == 1
    assert [one["id"] for one in told["subscriptions"]["value"]] == [told["subscribe"]["id"]]
    assert told["renew"]["expirationDateTime"] > told["subscribe"]["expirationDateTime"]
