"""Thousands of requests against a running simulator, made from its own table of operations.

`python -m tests.graph_simulator.many_requests` (`make faults`) sends 20,000 of them and prints the
table. Seven in ten are calls of the table: their places are filled with what earlier answers told
(ids, links, tokens) or with nonsense, their options and bodies with what is meant or something
near it. The others are calls it does not know. None may be answered with 500, and each operation
must have been carried out often. A new operation is asked as soon as it is in the table; what it
needs in its body stands in `bodies.py`.
"""

import argparse
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import httpx

from graph_simulator.operation import Operation
from graph_simulator.operations import OPERATIONS, find, plain_path
from tests.conftest import ROOT
from tests.graph_simulator.bodies import Bodies

_PLACE = re.compile(r"\{(\w+)\}")
_NONSENSE = (
    "",
    "0",
    "-1",
    "x",
    "'",
    "é",
    "%",
    "a" * 300,
    "..",
    "null",
    "root",
    "$",
    "\u0000",
    "1.0",
)
_OPTIONS = {
    "select": ("id", "id,name", "fields", "", "nonsense,id", "("),
    "expand": (
        "fields", "listItem", "listItem($expand=fields)", "retentionLabel", "fields(select=Title)",
        "nonsense", "listItem(", ")",
    ),
    "top": ("1", "3", "0", "-1", "x", "9999999999999999999"),
    "search": ("archief", "*", ""),
    "filter": ("displayName eq 'Subsidies'", "fields/Title eq 'x'", "nonsense", "'"),
    "token": ("latest", "x"),
    "@microsoft.graph.conflictbehavior": ("rename", "fail", "replace", "x"),
}  # fmt: skip
_TRUSTED = {"Authorization": "Bearer x", "X-IDENTITY-HEADER": "simulator"}
# What a call is not understood without.
_NEEDED = {
    "token.get": {"resource": "https://graph.microsoft.com", "api-version": "2019-08-01"},
    "site.search": {"search": "archief"},
}
_KEPT = 40
_EPOCH = 1000


class Answering(BaseHTTPRequestHandler):
    """Whoever is told of changes: takes part in the handshake and takes everything."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        token = parse_qs(urlsplit(self.path).query).get("validationToken", [""])[0].encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(token)))
        self.end_headers()
        self.wfile.write(token)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@dataclass
class Told:
    """What came of it."""

    asked: int = 0
    modelled: int = 0
    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    broken: list[str] = field(default_factory=list)

    def rarely(self, least: int) -> list[str]:
        """The operations that were carried out less often."""
        return [one.name for one in OPERATIONS if self.done(one.name) < least]

    def done(self, operation: str) -> int:
        """How often it was answered with what is asked for; a redirect is how content answers."""
        return sum(
            count for status, count in self.statuses[operation].items() if 200 <= status < 303
        )

    def table(self) -> Iterator[str]:
        """A line for each operation: how often with which kind of answer."""
        for name, found in sorted(self.statuses.items()):
            told = ", ".join(f"{status}: {count}" for status, count in sorted(found.items()))
            yield f"{name:32} {sum(found.values()):6}   {told}"


class Requests:
    """A seeded source of requests; the same seed asks the same of the same simulator."""

    def __init__(self, http: httpx.Client, receiver: str, seed: int) -> None:
        self._http = http
        self._random = random.Random(seed)
        self._receiver = receiver
        self._learned: dict[str, deque[str]] = defaultdict(lambda: deque(maxlen=_KEPT))
        self.told = Told()
        self._begin()

    def send(self, count: int) -> Told:
        """Send that many more."""
        for number in range(count):
            if number % _EPOCH == _EPOCH - 1:
                self._begin()
            if self._random.random() < 0.75:
                self._ask(OPERATIONS[number % len(OPERATIONS)])
            else:
                self._ask_nonsense()
        return self.told

    def _begin(self) -> None:
        """A tenant as the seed says, with a few documents in two libraries."""
        self._learned.clear()
        self._http.post("/_simulator/reset", json={})
        self._http.post("/_simulator/dials", json={"page_size": 5})
        names = self._http.get("/_simulator/tenant").json()
        self._bodies = Bodies(self._random, names, self._receiver)
        self._places = self._known(names)
        person = next(iter(names["people"]))
        asked = self._http.post("/_simulator/tokens", json={"person": person})
        self._person = asked.json()["access_token"]
        types = "/v1.0/security/triggerTypes/retentionEventTypes"
        made = self._http.post(types, json={"displayName": "Zaak gesloten"}, headers=_TRUSTED)
        self._bodies.event_type = made.json()["id"]
        for drive in self._bodies.drives:
            for number in range(3):
                path = f"/v1.0/drives/{drive['id']}/items/{drive['root_id']}:/stuk {number}.docx:/content"
                made = self._http.put(path, content=b"stuk", headers=_TRUSTED)
                self._learn(plain_path(path), made)
                self._bodies.items.append(made.json()["id"])

    def _known(self, names: dict[str, Any]) -> dict[str, list[str]]:
        teams = list(names["teams"].values())
        channel = next(iter(teams[0]["channels"].values()))
        drives = self._bodies.drives
        return {
            "drive": [one["id"] for one in drives],
            "site": [drives[0]["site_id"]],
            "list": ["Subsidiedossiers", "Bezwaardossiers"],
            "list_item": [str(number) for number in range(1, 6)],
            "team": [teams[0]["id"]],
            "channel": [channel["id"]],
            "group": list(names["groups"].values()),
            "user": [str(one) for one in names["people"].values()],
            "version": ["1.0", "2.0"],
            "root": ["root", "items/root"],
            "delta": ["delta", "delta()", "delta(token='latest')", "microsoft.graph.delta"],
            "all_sites": ["getAllSites", "getAllSites()"],
        }

    # ------------------------------------------------------------------------- making a request

    def _ask(self, operation: Operation) -> None:
        path = self._path(operation)
        if operation.name == "drive_item.checkin":  # what is not checked out cannot be checked in
            self._http.post(path.replace("/checkin", "/checkout"), headers=_TRUSTED)
        body = self._bodies.of(operation.name, path)
        headers = self._headers()
        if operation.delegated_only and self._random.random() < 0.9:
            headers["Authorization"] = f"Bearer {self._person}"
        headers |= self._bodies.headers(operation.name, body)
        query = self._query(operation)
        if isinstance(body, bytes):
            self._send(operation.method, path, query, headers, content=body)
        elif operation.method in {"GET", "DELETE"}:
            self._send(operation.method, path, query, headers)
        else:
            self._send(operation.method, path, query, headers, json=body)

    def _path(self, operation: Operation) -> str:
        """A template filled with what is there, often learnt from an answer; now and then not."""
        learned = self._learned[operation.name]
        if learned and self._random.random() < 0.7:
            return self._random.choice(learned)
        template = self._random.choice(operation.templates)
        return _PLACE.sub(lambda place: self._value(place[1]), template)

    def _value(self, place: str) -> str:
        if self._random.random() < 0.04:
            return quote(self._random.choice(_NONSENSE), safe="")
        if place == "address":
            return self._address()
        known = self._places.get(place)
        return self._random.choice(known) if known else "x"

    def _address(self) -> str:
        item = f"items/{self._random.choice(self._bodies.items)}"
        name = f"nieuw {self._random.randrange(1000)}.docx"
        return self._random.choice([item, item, item, "root", f"root:/{name}:", "items/root"])

    def _query(self, operation: Operation) -> dict[str, str]:
        query = dict(_NEEDED.get(operation.name, {}))
        for name in operation.options:
            if name in _OPTIONS and self._random.random() < 0.2:
                sign = "$" if self._random.random() < 0.5 and name[0] != "@" else ""
                query[sign + name] = self._random.choice(_OPTIONS[name])
        if self._random.random() < 0.02:
            query["$nonsense"] = "x"
        return query

    def _headers(self) -> dict[str, str]:
        headers = dict(_TRUSTED)
        chance = self._random.random()
        if chance < 0.02:
            headers["Authorization"] = self._random.choice(
                ["", "Basic x", "Bearer", "Bearer a.b.c"]
            )
        elif chance < 0.05:
            headers["If-Match"] = self._random.choice(['"x"', "x", "*", ""])
        elif chance < 0.07:
            headers["Range"] = self._random.choice(["bytes=0-1", "bytes=9-1", "x", "bytes=-2"])
        return headers

    def _ask_nonsense(self) -> None:
        """A call that is nobody's, or one that is with another method or a broken body."""
        method = self._random.choice(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
        operation = self._random.choice(OPERATIONS)
        path = self._path(operation)
        tail = self._random.choice(
            ["", "", "/x", "/$value", "//", ":", "/" + "a" * 200, "?a=b&a=c"]
        )
        content = self._random.choice(
            [b"", b"{", b"[]", b"null", b'"x"', b'{"name": 1}', b"\xff\xfe"]
        )
        if self._random.random() < 0.3:
            path = self._random.choice(
                ["/v1.0/me/messages", "/beta/teams", "/", "/v1.0", "/v1.0/$x"]
            )
        self._send(method, path + tail, {}, self._headers(), content=content)

    # ------------------------------------------------------------------------ sending, learning

    def _send(
        self, method: str, path: str, query: dict[str, str], headers: dict[str, str], **body: Any
    ) -> None:
        base = urlsplit(path)
        query = {**{name: one[0] for name, one in parse_qs(base.query).items()}, **query}
        plain = plain_path(base.path)
        found = find(method, plain)
        name = found[0].name if found else "(not modelled)"
        self.told.asked += 1
        self.told.modelled += found is not None
        try:
            answer = self._answered(method, base.path, params=query, headers=headers, **body)
        except (httpx.InvalidURL, httpx.LocalProtocolError):
            self.told.asked -= 1  # never left this machine
            self.told.modelled -= found is not None
            return
        except httpx.TransportError as error:
            self.told.broken.append(f"{error!r}: {method} {path} {query} {headers} {body}"[:2000])
            return
        self.told.statuses[name][answer.status_code] += 1
        if answer.status_code == 500:
            self.told.broken.append(f"{method} {path} {query} {headers} {body}"[:2000])
        if answer.status_code < 400:
            self._learn(plain, answer)

    def _answered(self, method: str, path: str, **options: Any) -> httpx.Response:
        """The answer; once more where the server had just closed a connection that lay idle."""
        try:
            return self._http.request(method, path, **options)
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
            return self._http.request(method, path, **options)

    def _learn(self, path: str, answer: httpx.Response) -> None:
        """Take ids and links out of an answer, for whichever operation they are a place of."""
        links = [answer.headers.get("location", "")]
        ids: list[str] = []
        if "json" in answer.headers.get("content-type", ""):
            body = answer.json()
            links += [str(body.get(name, "")) for name in ("@odata.nextLink", "@odata.deltaLink")]
            links.append(str(body.get("uploadUrl", "")))
            shown = body.get("value", [body])
            ids = [one["id"] for one in shown if isinstance(one, dict) and "id" in one]
        for link in filter(None, links):
            parts = urlsplit(link)
            known = f"{parts.path}?{parts.query}" if parts.query else parts.path
            self._remember(known, parts.path)
        for own in self._random.sample(ids, min(3, len(ids))):
            for tail in _TAILS:
                self._remember(f"{path}/{own}{tail}", f"{path}/{own}{tail}")

    def _remember(self, address: str, path: str) -> None:
        for operation in OPERATIONS:
            if operation.match(operation.method, plain_path(path)) is not None:
                # What stands behind the question mark of a link is for getting.
                known = address if operation.method == "GET" else path
                self._learned[operation.name].append(known)


# What may follow the last place in a template: `/content` after a version, and so on.
_TAILS = {template.rpartition("}")[2] for one in OPERATIONS for template in one.templates}


def serve_answering() -> ThreadingHTTPServer:
    """A loopback endpoint for notifications, which is answering when this returns."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server


def main() -> int:
    """Send them; 1 when one was answered with 500, or too few were carried out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=4)
    asked = parser.parse_args()
    command = [sys.executable, "-m", "graph_simulator", "--port", "0"]
    receiver = serve_answering()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        origin = process.stdout.readline().split()[1]
        try:
            with httpx.Client(base_url=origin, timeout=60, trust_env=False) as http:
                address = f"http://127.0.0.1:{receiver.server_address[1]}/"
                told = Requests(http, address, asked.seed).send(asked.requests)
        finally:
            process.terminate()
    receiver.shutdown()
    share, rarely = told.modelled / told.asked, told.rarely(20)
    print("\n".join(told.table()))
    print(f"{told.asked} requests, {share:.0%} of modelled operations, {len(told.broken)} broken")
    if rarely:
        print(f"carried out less than twenty times: {', '.join(rarely)}")
    if told.broken:
        print("answered with 500:", *told.broken[:20], sep="\n")
    return int(bool(told.broken or rarely or share < 0.6))


if __name__ == "__main__":
    sys.exit(main())
