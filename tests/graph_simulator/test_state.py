"""The tenant in a file: a process that ends, however it ends, is followed by one that goes on."""

import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from graph_simulator.seed import PROVINCE
from tests.conftest import ROOT
from tests.graph_simulator.conftest import Receiver, Simulated

ARCHIEF = {"site": "archief", "library": "Subsidiedossiers"}


@dataclass
class Kept:
    """A simulator with a state file, in a process of its own."""

    process: subprocess.Popen[str]
    tenant: Simulated

    def end(self, how: signal.Signals) -> None:
        self.process.send_signal(how)
        self.process.wait(timeout=20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.tenant.http.close()

    def here(self, link: str) -> str:
        """A link that another process gave, on this one's port."""
        parts = urlsplit(link)
        return f"{self.tenant.url}{parts.path}" + (f"?{parts.query}" if parts.query else "")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Kept]]:
    started: list[Kept] = []

    def one() -> Kept:
        process = subprocess.Popen(
            [sys.executable, "-m", "graph_simulator", "--state", str(tmp_path / "tenant.sqlite")],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        ready, _, origin = process.stdout.readline().strip().partition(" ")
        assert ready == "ready"
        http = httpx.Client(base_url=origin, timeout=20, trust_env=False)
        started.append(Kept(process, Simulated(origin, http)))
        return started[-1]

    yield one
    for kept in started:
        if kept.process.poll() is None:
            kept.end(signal.SIGKILL)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_after_a_restart_the_tenant_is_as_it_was(
    start: Callable[[], Kept], how: signal.Signals
) -> None:
    first = start()
    at = first.tenant.put(data=b"een")
    assert first.tenant.graph("PUT", f"{at}/content", content=b"twee").status_code == 200
    fields = {"Title": "Besluit"}
    assert first.tenant.graph("PATCH", f"{at}/listItem/fields", json=fields).status_code == 200
    label = {"name": "Archiefstuk vergrendeld"}
    first.tenant.graph("PATCH", f"{at}/retentionLabel", json=label).raise_for_status()
    gone = first.tenant.upload("weg.docx")
    assert first.tenant.graph("DELETE", gone).status_code == 204
    first.tenant.own("POST", "dials", {"page_size": 7, "enforce_permissions": 1})
    first.tenant.own("POST", "clock", {"advance_seconds": 86_400})
    first.tenant.fault("status", "delta", status=503, times=4)
    before = {name: first.tenant.own("GET", name) for name in ("tree", "calls", "units", "tenant")}
    shown = first.tenant.get(f"{at}?$expand=retentionLabel,listItem($expand=fields)")
    first.end(how)

    second = start().tenant
    after = {name: second.own("GET", name) for name in before}
    then, now = (datetime.fromisoformat(one["tree"].pop("now")) for one in (before, after))
    assert timedelta() < now - then < timedelta(hours=1)
    # The look at the item came after the account was read.
    assert after["calls"]["calls"][:-1] == before["calls"]["calls"]
    assert (after["tree"], after["tenant"]) == (before["tree"], before["tenant"])
    again = second.get(f"{at}?$expand=retentionLabel,listItem($expand=fields)")
    for one in (shown, again):
        one.pop("@odata.context")
        one.pop("@microsoft.graph.downloadUrl")
    assert again == shown
    assert second.own("GET", "dials")["page_size"] == 7
    assert [one["times"] for one in second.own("GET", "faults")["faults"]] == [4]
    assert second.graph("GET", f"{at}/content", follow_redirects=True).content == b"twee"
    assert second.graph("GET", f"{at}/versions/1.0/content").status_code == 302
    assert second.code(second.graph("DELETE", at)) == (403, "accessDenied")


def test_lists_links_grants_and_sites_outlive_the_process(start: Callable[[], Kept]) -> None:
    first = start()
    at = first.tenant.put("gedeeld.docx")
    site = f"/sites/{first.tenant.drive()['site_id']}"
    link = first.tenant.graph("POST", f"{at}/createLink", json={"type": "view"}).json()
    body: Any = {"roles": ["read"], "grantedTo": [{"application": {"id": "een-app"}}]}
    first.tenant.graph("POST", f"{site}/permissions", json=body).raise_for_status()
    columns = [{"name": "Color", "choice": {"choices": ["rood"]}, "required": True}]
    made = {"displayName": "Books", "columns": columns}
    books = f"{site}/lists/{first.tenant.graph('POST', f'{site}/lists', json=made).json()['id']}"
    fields = {"fields": {"Title": "Widget", "Color": "rood"}}
    first.tenant.graph("POST", f"{books}/items", json=fields).raise_for_status()
    first.tenant.person("new_site", "/sites/nieuw")
    asked = (
        f"{at}/permissions",
        f"{site}/permissions",
        f"{books}/columns",
        f"{books}/items?expand=fields",
        "/sites/getAllSites",
        f"/shares/{link['shareId']}/driveItem?$select=id,name",
    )
    before = [first.tenant.get(one) for one in asked]
    tree = first.tenant.own("GET", "tree")
    first.end(signal.SIGKILL)

    second = start().tenant
    for one in (*before, tree):
        one.pop("@odata.context", None)
        one.pop("now", None)
    after = [second.get(one) for one in asked]
    tree_after = second.own("GET", "tree")
    for one in (*after, tree_after):
        one.pop("@odata.context", None)
        one.pop("now", None)
    assert (after, tree_after) == (before, tree)
    refused = second.graph("POST", f"{books}/items", json={"fields": {"Title": "x"}})
    assert second.code(refused) == (400, "invalidRequest")


def test_a_delta_goes_on_where_it_was_in_the_middle_of_a_round(start: Callable[[], Kept]) -> None:
    first = start()
    names = [f"stuk {number}.docx" for number in range(5)]
    drive = first.tenant.drive()
    for name in names:
        first.tenant.put(name)
    page = first.tenant.get(f"/drives/{drive['id']}/root/delta?$top=2")
    first.end(signal.SIGKILL)

    second = start()
    seen = [one["name"] for one in page["value"]]
    while "@odata.nextLink" in page:
        page = second.tenant.follow(second.here(page["@odata.nextLink"]))
        seen += [one["name"] for one in page["value"]]
    assert [name for name in seen if name != "root"] == names
    second.tenant.put("later.docx")
    second.end(signal.SIGTERM)

    third = start()
    news = third.tenant.follow(third.here(page["@odata.deltaLink"]))["value"]
    assert [one["name"] for one in news] == ["root", "later.docx"]


def test_a_copy_under_way_is_made_by_the_next_process(start: Callable[[], Kept]) -> None:
    first = start()
    at = first.tenant.put("stuk.docx", b"inhoud")
    first.tenant.fault("copy_slow", polls=3)
    answer = first.tenant.graph("POST", f"{at}/copy?@microsoft.graph.conflictBehavior=rename")
    monitor = answer.headers["location"]
    assert first.tenant.http.get(monitor).json()["status"] == "inProgress"
    first.end(signal.SIGKILL)

    second = start()
    told: Any = {}
    for _ in range(5):
        told = second.tenant.http.get(second.here(monitor)).json()
    assert told["status"] == "completed"
    made = second.tenant.tree_item(told["resourceId"])
    assert made["name"] == "stuk 1.docx"
    assert at.endswith(made["copied_from"])


def test_a_subscription_outlives_the_process(start: Callable[[], Kept], receiver: Receiver) -> None:
    first = start()
    drive = first.tenant.drive()
    asked = {
        "changeType": "updated",
        "notificationUrl": receiver.url,
        "resource": f"/drives/{drive['id']}/root",
        "expirationDateTime": (datetime.now(UTC) + timedelta(hours=2)).isoformat(),
        "clientState": "geheim",
    }
    made = first.tenant.graph("POST", "/subscriptions", json=asked)
    assert made.status_code == 201, made.text
    first.end(signal.SIGKILL)

    second = start().tenant
    assert second.get("/subscriptions")["value"][0]["id"] == made.json()["id"]
    second.put("nieuw.docx")
    told = receiver.next()["value"][0]
    assert (told["subscriptionId"], told["clientState"]) == (made.json()["id"], "geheim")
    assert second.code(second.graph("POST", "/subscriptions", json=asked))[0] == 409


def test_what_was_answered_before_a_kill_is_there_and_ids_go_on(
    start: Callable[[], Kept],
) -> None:
    made: list[str] = []
    for number in range(3):
        kept = start()
        made += [kept.tenant.put(f"stuk {number}-{one}.docx") for one in range(2)]
        kept.end(signal.SIGKILL)
    last = start().tenant
    assert len(set(made)) == 6
    assert [last.get(at)["name"] for at in made] == [
        f"stuk {number}-{one}.docx" for number in range(3) for one in range(2)
    ]
    listed = [last.get(f"{at}/listItem")["id"] for at in made]
    assert listed == sorted(set(listed), key=int)


def test_a_reset_empties_the_file_too(start: Callable[[], Kept]) -> None:
    first = start()
    seeded = first.tenant.own("GET", "tree")["items"]
    link = first.tenant.get(f"/drives/{first.tenant.drive()['id']}/root/delta")["@odata.deltaLink"]
    first.tenant.put()
    first.tenant.own("POST", "reset")
    first.end(signal.SIGKILL)
    second = start()
    assert second.tenant.own("GET", "tree")["items"] == seeded
    assert second.tenant.own("GET", "calls")["calls"] == []
    answer = second.tenant.http.get(second.here(link), headers=second.tenant.graph_headers)
    assert second.tenant.code(answer) == (410, "resyncRequired")


def test_a_person_can_look_into_the_file(start: Callable[[], Kept], tmp_path: Path) -> None:
    kept = start()
    kept.tenant.put("besluit.docx", b"inhoud")
    with closing(sqlite3.connect(tmp_path / "tenant.sqlite")) as database:
        name, kind, document = database.execute(
            "SELECT name, kind, document FROM items WHERE name LIKE 'besluit%'"
        ).fetchone()
        assert (name, kind) == ("besluit.docx", "file")
        digest = json.loads(document)["versions"][0]["content"]["sha256"]
        found = database.execute("SELECT data FROM contents WHERE sha256 = ?", (digest,))
        assert found.fetchone() == (b"inhoud",)
        operations = database.execute("SELECT operation, status FROM calls").fetchall()
        assert operations == [("content.put", 201)]


def test_a_file_of_another_kind_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "tekst").write_text("geen database, maar wel lang genoeg om er een te lijken" * 9)
    ended = subprocess.run(
        [sys.executable, "-m", "graph_simulator", "--state", str(tmp_path / "tekst")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert "cannot be used" in ended.stderr


def test_a_file_of_another_tenant_is_refused_with_a_sentence(
    start: Callable[[], Kept], tmp_path: Path
) -> None:
    first = start()
    at = first.tenant.put()
    first.end(signal.SIGTERM)
    seed = json.loads((PROVINCE / "tenant.json").read_text(encoding="utf-8"))
    seed["people"].pop()
    (tmp_path / "tenant.json").write_text(json.dumps(seed), encoding="utf-8")
    ended = subprocess.run(
        [
            *[sys.executable, "-m", "graph_simulator"],
            *["--state", str(tmp_path / "tenant.sqlite"), "--tenant", str(tmp_path)],
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert "begun with another tenant.json" in ended.stderr
    assert start().tenant.get(at)["name"] == "stuk.docx"


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_process_that_is_told_to_end_leaves_everything_in_the_one_file(
    start: Callable[[], Kept], tmp_path: Path, how: signal.Signals
) -> None:
    first = start()
    first.tenant.put("besluit.docx")
    first.end(how)
    left = sorted(one.name for one in tmp_path.iterdir())
    assert left == ["tenant.sqlite", "tenant.sqlite.lock"]
    address = f"file:{tmp_path / 'tenant.sqlite'}?immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as database:
        found = database.execute("SELECT name FROM items WHERE name = 'besluit.docx'").fetchall()
    assert found == [("besluit.docx",)]


def test_a_second_simulator_on_the_same_file_is_refused_with_a_sentence(
    start: Callable[[], Kept], tmp_path: Path
) -> None:
    first = start()
    ended = subprocess.run(
        [sys.executable, "-m", "graph_simulator", "--state", str(tmp_path / "tenant.sqlite")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert "another simulator is using it" in ended.stderr
    at = first.tenant.put()
    first.end(signal.SIGKILL)
    assert start().tenant.get(at)["name"] == "stuk.docx"
