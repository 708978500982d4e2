"""A fresh tenant for each test, over HTTP, and a loopback endpoint for its notifications."""

import json
import queue
import shutil
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from graph_simulator.seed import PROVINCE
from graph_simulator.server import application
from graph_simulator.simulator import Simulator
from tests.conftest import RunningSimulator

MEDEWERKER = "Medewerker Subsidies"
SELECTED = ("Lists", "ListItems", "Files")
APPS = [
    {"name": "Beheerder", "full_control": True},
    {"name": "Lezer", "permissions": ["Sites.Read.All"]},
    {"name": "Alleen teams", "permissions": ["Team.ReadBasic.All"]},
    {
        "name": "Uitgekozen",
        "permissions": ["Sites.Selected"],
        "sites": {"/sites/archief": ["write"], "/sites/subsidies": ["read"]},
    },
    *[{"name": name, "permissions": [f"{name}.SelectedOperations.Selected"]} for name in SELECTED],
]


class Simulated:
    """The simulated tenant as a test uses it.

    `standard` is what the seed has in the library of team Subsidies: its standard channels' folders.
    """

    standard = ("Algemeen", "Inkomende post", "Bezwaren")

    def __init__(self, url: str, http: httpx.Client) -> None:
        self.url = url
        self.http = http
        self.graph_headers = {"Authorization": "Bearer a-test"}

    def own(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.http.request(method, f"/_simulator/{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def graph(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = self.graph_headers | options.pop("headers", {})
        return self.http.request(method, f"/v1.0{path}", headers=headers, **options)

    def get(self, path: str) -> Any:
        answer = self.graph("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def follow(self, link: str) -> Any:
        answer = self.http.get(link, headers=self.graph_headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    @property
    def channel(self) -> dict[str, str]:
        found: dict[str, str] = self.own("GET", "tenant")["teams"]["Subsidies"]["channels"][
            "Algemeen"
        ]
        return found

    def drive(self, name: str = "Subsidiedossiers", site: str = "archief") -> dict[str, Any]:
        found: dict[str, Any] = self.own("GET", "tenant")["drives"][f"/sites/{site}/{name}"]
        return found

    def drive_id_of(self, address: str) -> str:
        return address.split("/")[2]

    def person(self, do: str, path: str, person: str = MEDEWERKER, **more: Any) -> Any:
        asked = {"person": person, "do": do, "path": path, **more}
        if not {"drive", "library", "channel"} & asked.keys():
            asked |= {"team": "Subsidies", "channel": "Algemeen"}
        return self.own("POST", "people", asked)

    def upload(self, path: str = "besluit.docx", data: bytes = b"besluit") -> str:
        """A file in the channel by a person; its address below /v1.0."""
        answer = self.http.put(
            f"/_simulator/people/{MEDEWERKER}/Subsidies/Algemeen/{path}", content=data
        )
        assert answer.status_code == 200, answer.text
        made = answer.json()
        return f"/drives/{made['drive_id']}/items/{made['item_id']}"

    def put(
        self, name: str = "stuk.docx", data: bytes = b"stuk", drive: dict[str, Any] | None = None
    ) -> str:
        """A file in the root of an archive's library by the app; its address below /v1.0."""
        drive = drive or self.drive()
        path = f"/drives/{drive['id']}/items/{drive['root_id']}:/{name}:/content"
        answer = self.graph("PUT", path, content=data)
        assert answer.status_code == 201, answer.text
        return f"/drives/{drive['id']}/items/{answer.json()['id']}"

    def folder(
        self,
        name: str = "2026-014",
        parent: str | None = None,
        drive: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """A folder in an archive's library by the app."""
        drive = drive or self.drive()
        at = f"/drives/{drive['id']}/items/{parent or drive['root_id']}/children"
        answer = self.graph("POST", at, json={"name": name, "folder": {}})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def fault(self, kind: str, operation: str = "*", **options: Any) -> str:
        asked = {"kind": kind, "operation": operation, **options}
        made: str = self.own("POST", "faults", asked)["id"]
        return made

    def tree_item(self, item_id: str) -> Any:
        items = self.own("GET", "tree")["items"]
        return next(one for one in items if one["id"] == item_id)

    def code(self, answer: httpx.Response) -> tuple[int, str]:
        return answer.status_code, answer.json()["error"]["code"]

    def last_call(self) -> Any:
        return self.own("GET", "calls")["calls"][-1]


class Receiver:
    """A loopback endpoint that takes notifications; `statuses` are answered first, then 202."""

    def __init__(self) -> None:
        self.received: queue.Queue[dict[str, Any]] = queue.Queue()
        self.handshakes: list[str] = []
        self.statuses: list[int] = []
        self.gate = threading.Event()
        """Notifications are answered once it is set; it is, unless a test clears it."""
        self.gate.set()
        self.token_answer: Callable[[str], tuple[int, str, str]] = lambda token: (
            200,
            "text/plain",
            token,
        )
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/meldingen?plek=een"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def next(self) -> dict[str, Any]:
        return self.received.get(timeout=10)

    def close(self) -> None:
        self.gate.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                query = parse_qs(urlsplit(self.path).query)
                if "validationToken" in query:
                    receiver.handshakes.append(self.headers["content-type"])
                    self._answer(*receiver.token_answer(query["validationToken"][0]))
                    return
                receiver.received.put(json.loads(body))
                receiver.gate.wait(timeout=20)
                status = receiver.statuses.pop(0) if receiver.statuses else 202
                self._answer(status, "text/plain", "")

            def _answer(self, status: int, kind: str, text: str) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(text.encode())))
                with suppress(ConnectionError):  # who waited may have gone
                    self.end_headers()
                    self.wfile.write(text.encode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        return Handler


@pytest.fixture(scope="session")
def http(simulator_process: RunningSimulator) -> Iterator[httpx.Client]:
    """One client, because making its TLS context costs more than most tests here."""
    with httpx.Client(base_url=simulator_process.origin, timeout=20, trust_env=False) as client:
        yield client


@pytest.fixture
def tenant(simulator: RunningSimulator, http: httpx.Client) -> Simulated:
    return Simulated(simulator.origin, http)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


class World:
    """A tenant in this process with the apps above, to ask with a token of each."""

    def __init__(self, simulator: Simulator, http: httpx.AsyncClient) -> None:
        self.simulator, self.http = simulator, http

    async def token(self, **asked: Any) -> str:
        answer = await self.http.post("/_simulator/tokens", json=asked)
        assert answer.status_code == 200, answer.text
        found: str = answer.json()["access_token"]
        return found

    async def call(self, token: str, method: str, path: str, **more: Any) -> int:
        headers = {"Authorization": f"Bearer {token}"}
        answer = await self.http.request(method, f"/v1.0{path}", headers=headers, **more)
        return answer.status_code

    def root(self, site: str, library: str) -> str:
        drive = self.simulator.tenant.drive_named(f"/sites/{site}", library)
        return f"/drives/{drive.id}/root"

    async def enforce(self) -> None:
        answer = await self.http.post("/_simulator/dials", json={"enforce_permissions": True})
        assert answer.json()["enforce_permissions"] is True


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    folder = tmp_path / "tenant"
    shutil.copytree(PROVINCE, folder)
    seed = json.loads((folder / "tenant.json").read_text(encoding="utf-8"))
    seed["apps"] = APPS
    (folder / "tenant.json").write_text(json.dumps(seed), encoding="utf-8")
    simulator = Simulator(folder)
    transport = httpx.ASGITransport(app=application(simulator))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
        yield World(simulator, http)
