"""Thousands of requests against a running simulator, made from its own table of operations.

`python -m tests.graph_simulator.many_requests` (`make faults`) sends 20,000 of them and prints the
table. Three in four are calls of the table: their places are filled with what earlier answers told
(ids, links, tokens; `places.py`) or with nonsense, their options and bodies with what is meant or
something near it. The others are calls it does not know. None may be answered with 500, each operation must
have been carried out often, and what was answered must hold against Graph's schemas. A new operation is asked as soon as it is in the table;
what it needs in its body stands in `bodies.py`.
"""

import argparse
import random
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from graph_simulator.operation import Operation
from graph_simulator.operations import OPERATIONS, find, plain_path
from tests.conftest import ROOT
from tests.graph_simulator.answering import serve_answering
from tests.graph_simulator.answers import all_wrong
from tests.graph_simulator.bodies import Bodies
from tests.graph_simulator.places import Places
from tests.graph_simulator.schemas import EXAMPLES
from tests.graph_simulator.told import Told

_OPTIONS = {
    "select": ("id", "id,name", "fields", "", "nonsense,id", "("),
    "expand": (
        "fields", "listItem", "listItem($expand=fields)", "retentionLabel", "fields(select=Title)",
        "nonsense", "listItem(", ")",
    ),
    "top": ("1", "3", "0", "-1", "x", "9999999999999999999"),
    "search": ("archief", "*", ""),
    "filter": ("displayName eq 'Subsidies'", "fields/Title eq 'x'", "membershipType eq 'private'", "'"),
    "token": ("latest", "x"),
    "@microsoft.graph.conflictbehavior": ("rename", "fail", "replace", "x"),
}  # fmt: skip
_TRUSTED = {"Authorization": "Bearer x", "X-IDENTITY-HEADER": "simulator"}
# What a call is not understood without.
_NEEDED = {
    "token.get": {"resource": "https://graph.microsoft.com", "api-version": "2019-08-01"},
    "site.search": {"search": "archief"},
}
# What must have been done at the same place for it to be possible, and how the ends of both differ.
_BEFORE = {
    "drive_item.checkin": ("drive_item.checkout", "checkin", "checkout"),
    "drive_item.discard_checkout": ("drive_item.checkout", "discardCheckout", "checkout"),
    "upload_session.commit": ("upload_session.put", "", ""),
}
_NAMED = {one.name: one for one in OPERATIONS}
_LIBRARIES = ("Subsidiedossiers", "Bezwaardossiers")
_EPOCH = 1000


class Requests:
    """A seeded source of requests; the same seed asks the same of the same simulator."""

    def __init__(self, http: httpx.Client, receiver: str, seed: int) -> None:
        self._http = http
        self._random = random.Random(seed)
        self._receiver = receiver
        self._places = Places(self._random)
        self._worked: dict[str, list[str]] = defaultdict(list)
        """Of each operation the templates that led anywhere: they are asked more often."""
        self.told = Told()
        self._begin()

    def send(self, count: int) -> Told:
        """Send that many more."""
        until, number = self.told.asked + count, 0
        while self.told.asked < until:
            number += 1
            if number % _EPOCH == 0:
                self._begin()
            if self._random.random() < 0.75:
                self._ask(self._next(number))
            else:
                self._ask_nonsense()
        return self.told

    def _next(self, number: int) -> Operation:
        """Each in its turn; every other time one that was seldom carried out."""
        if number % 2:
            return OPERATIONS[number // 2 % len(OPERATIONS)]
        return min(self._random.sample(OPERATIONS, 4), key=lambda one: self.told.done(one.name))

    def _begin(self) -> None:
        """A tenant as the seed says, with dossiers in two libraries and a few plain lists."""
        self._http.post("/_simulator/reset", json={})
        self._http.post("/_simulator/dials", json={"page_size": 5})
        names = self._http.get("/_simulator/tenant").json()
        drives = [names["drives"][f"/sites/archief/{name}"] for name in _LIBRARIES]
        self._places.begin(_known(names, drives))
        self._bodies = Bodies(self._random, names, drives, self._receiver)
        person = next(iter(names["people"]))
        asked = self._http.post("/_simulator/tokens", json={"person": person})
        self._person = asked.json()["access_token"]
        types = "/v1.0/security/triggerTypes/retentionEventTypes"
        made = self._http.post(types, json={"displayName": "Zaak gesloten"}, headers=_TRUSTED)
        self._bodies.event_type = made.json()["id"]
        for drive in drives:
            for number in range(6):
                self._make(drive, number)
        lists = f"/v1.0/sites/{drives[0]['site_id']}/lists"
        for number in range(6):
            self._made("POST", lists, json={"displayName": f"lijst {number}", "list": {}})

    def _make(self, drive: dict[str, Any], number: int) -> None:
        """A document set with a document in it that has two versions."""
        items = f"/v1.0/drives/{drive['id']}/items"
        body = {"name": f"dossier {number}", "folder": {}}
        folder = self._made("POST", f"{items}/{drive['root_id']}/children", json=body)
        dossier = {"contentType": {"name": "Dossier"}}
        self._made("PATCH", f"{items}/{folder}/listItem", json=dossier)
        for content in (b"stuk", b"stuk, herzien"):
            self._made("PUT", f"{items}/{folder}:/stuk.docx:/content", content=content)
        for list_item in (2 * number + 1, 2 * number + 2):
            thing = {"list": drive["list_id"], "list_item": str(list_item)}
            self._places.keep({"site": drive["site_id"], **thing})

    def _made(self, method: str, path: str, **body: Any) -> str:
        answer = self._http.request(method, path, headers=_TRUSTED, **body)
        answer.raise_for_status()
        self._learn(method, path, answer)
        return str(answer.json()["id"])

    # ------------------------------------------------------------------------- making a request

    def _ask(self, operation: Operation) -> None:
        worked = self._worked[operation.name]
        template = self._random.choice([*operation.templates, *worked])
        if source := self._places.source(template):
            self._ask_at(_NAMED[source], self._path(_NAMED[source]))
        path = self._places.path(operation, template)
        if operation.name in _BEFORE:
            before, tail, other = _BEFORE[operation.name]
            self._ask_at(_NAMED[before], path.removesuffix(tail) + other)
        if self._ask_at(operation, path) and template not in worked:
            worked.append(template)

    def _path(self, operation: Operation) -> str:
        return self._places.path(operation, self._random.choice(operation.templates))

    def _ask_at(self, operation: Operation, path: str) -> bool:
        """Ask it there; whether it was done."""
        body = self._bodies.of(operation.name, path)
        headers = self._headers()
        if operation.delegated_only and self._random.random() < 0.9:
            headers["Authorization"] = f"Bearer {self._person}"
        headers |= self._bodies.headers(operation.name, body)
        query = self._query(operation)
        if isinstance(body, bytes):
            return self._send(operation.method, path, query, headers, content=body)
        if operation.method in {"GET", "DELETE"}:
            return self._send(operation.method, path, query, headers)
        return self._send(operation.method, path, query, headers, json=body)

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
    ) -> bool:
        """Send it and learn from the answer; whether it was done."""
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
            return False
        except httpx.TransportError as error:
            self.told.broken.append(f"{error!r}: {method} {path} {query} {headers} {body}"[:2000])
            return False
        self.told.statuses[name][answer.status_code] += 1
        if answer.status_code == 500:
            self.told.broken.append(f"{method} {path} {query} {headers} {body}"[:2000])
        done = answer.status_code < 400
        if answer.status_code == 404 or (method == "DELETE" and done):
            self._places.forget(method, plain)
        elif done:
            self._learn(method, plain, answer)
        return done

    def _answered(self, method: str, path: str, **options: Any) -> httpx.Response:
        """The answer; once more where the server had just closed a connection that lay idle."""
        try:
            return self._http.request(method, path, **options)
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
            return self._http.request(method, path, **options)

    def _learn(self, method: str, path: str, answer: httpx.Response) -> None:
        is_json = "json" in answer.headers.get("content-type", "")
        link = answer.headers.get("location", "")
        self._places.learn(method, path, link, answer.json() if is_json else None)


def _known(names: dict[str, Any], drives: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Values for single places, before any answer told of more."""
    team = next(iter(names["teams"].values()))
    address = ["root", "items/root", "root:/nieuw 1.docx:", "items/root:/nieuw 2.docx:"]
    return {
        "drive": [one["id"] for one in drives],
        "address": address,
        "site": [drives[0]["site_id"]],
        "list": list(_LIBRARIES),
        "team": [team["id"]],
        "channel": [next(iter(team["channels"].values()))["id"]],
        "group": list(names["groups"].values()),
        "user": [str(one) for one in names["people"].values()],
        "list_item": [str(number) for number in range(1, 13)],
        "version": ["1.0", "2.0"],
        "root": ["root", "items/root"],
        "delta": ["delta", "delta()", "delta(token='latest')", "microsoft.graph.delta"],
        "all_sites": ["getAllSites", "getAllSites()"],
    }


def main() -> int:
    """Send them; 1 when one broke it, an answer does not hold, or too few were carried out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=4)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = _told(asked.requests, asked.seed, folder)
        wrong = all_wrong(Path(folder)) if EXAMPLES.is_dir() else None
    share, rarely = told.modelled / told.asked, told.rarely(20)
    print("\n".join(told.table()))
    print(f"{told.asked} requests, {share:.0%} of modelled operations, {len(told.broken)} broken")
    if rarely:
        print(f"carried out less than twenty times: {', '.join(rarely)}")
    if told.broken:
        print("answered with 500:", *told.broken[:20], sep="\n")
    if wrong is None:
        print("not tested, no reference data: whether the answers hold against Graph's schemas")
    elif wrong:
        print("answers that do not hold against Graph's schemas:", *wrong[:20], sep="\n")
    return int(bool(told.broken or rarely or wrong or share < 0.6))


def _told(requests: int, seed: int, folder: str) -> Told:
    """What came of so many requests to a simulator of their own, which records its answers."""
    command = [sys.executable, "-m", "graph_simulator", "--port", "0", "--record", folder]
    receiver = serve_answering()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        origin = process.stdout.readline().split()[1]
        try:
            with httpx.Client(base_url=origin, timeout=60, trust_env=False) as http:
                address = f"http://127.0.0.1:{receiver.server_address[1]}/"
                return Requests(http, address, seed).send(requests)
        finally:
            process.terminate()
            receiver.shutdown()


if __name__ == "__main__":
    sys.exit(main())
