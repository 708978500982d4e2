"""A call as the operations see it, their answer, and the account of all calls."""

import base64
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from graph_simulator.asked import body_in
from graph_simulator.callers import Caller
from graph_simulator.clock import precise_time
from graph_simulator.errors import GraphError, invalid, not_found
from graph_simulator.model import Actor, Drive, Item, Json
from graph_simulator.throttling import DAY, FIVE_MINUTES, MINUTE, Used

if TYPE_CHECKING:
    from graph_simulator.simulator import Simulator


@dataclass(frozen=True, slots=True)
class Part:
    """One call of a batch; `url` is a path with its query."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes


# Status, headers with lower-case names, and body.
Dispatched = tuple[int, list[tuple[str, str]], bytes]
Dispatch = Callable[[Part], Awaitable[Dispatched]]


@dataclass(slots=True)
class Call:
    """One request, routed and authenticated. `query` names are lower case, without `$`."""

    simulator: "Simulator"
    method: str
    path: str
    base: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    caller: Caller
    params: Mapping[str, str] = field(default_factory=dict)
    dispatch: "Dispatch | None" = None
    """Has another call answered: how a batch answers its parts."""
    parts: list[Json] = field(default_factory=list)
    """Of a batch: what its parts answered."""

    def json(self) -> Json:
        """The body as an object, without the OData annotations that the SDK adds."""
        body = body_in(self.body)
        return {name: value for name, value in body.items() if not name.startswith("@odata.")}

    @property
    def actor(self) -> Actor:
        """Who does it: the app, or the person it works for."""
        return self.caller.actor

    @property
    def drive(self) -> Drive:
        """The drive in the path."""
        return self.simulator.tenant.drive(self.params["drive"])

    @property
    def library(self) -> Drive:
        """The drive in the path, or that of the site's list in the path."""
        if "drive" in self.params:
            return self.drive
        return self.simulator.tenant.drive_of_list(self.params["site"], self.params["list"])

    @property
    def item(self) -> Item:
        """The drive item in the path: by list item id, or by id, by path, or both."""
        item = self.list_item
        if item.kind == "list_item":
            raise not_found("The list item has no drive item.")
        return item

    @property
    def list_item(self) -> Item:
        """The item in the path, which may be one of a plain list."""
        if "list_item" in self.params:
            return self.simulator.tenant.listed(self.library.id, self.params["list_item"])
        start, path = self.address()
        return self.simulator.tenant.at_path(start, path)

    def address(self) -> tuple[Item, str]:
        """The item the address starts from, and the path below it (may be empty)."""
        start, _, path = self.params["address"].partition(":/")
        own = start.removeprefix("items/")
        return self.simulator.tenant.item(self.params["drive"], own), path.rstrip(":/")

    def link(self, path: str, **query: str | None) -> str:
        """An absolute address on this server."""
        given = {name: value for name, value in query.items() if value is not None}
        options = "?" + urlencode(given, safe="$,()=") if given else ""
        return f"{self.base}{path}{options}"

    def elsewhere(self, path: str) -> str:
        """An absolute address that needs no token: the service has these on another host.

        Here on the same one, or with the dial `other_host` by this machine's other name.
        """
        address = self.link(path)
        if not self.simulator.dials.other_host:
            return address
        here = urlsplit(address)
        name = "127.0.0.1" if here.hostname == "localhost" else "localhost"
        port = f":{here.port}" if here.port else ""
        return here._replace(netloc=f"{name}{port}").geturl()

    def context(self, what: str) -> Json:
        """The `@odata.context` annotation."""
        return {"@odata.context": f"{self.base}/v1.0/$metadata#{what}"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: JSON, bytes or nothing."""

    status: int = 200
    body: Json | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    content_type: str = "application/octet-stream"


@dataclass(slots=True)
class Ledger:
    """The account of all calls, and the resource units each caller used."""

    calls: list[Json] = field(default_factory=list)
    units: dict[str, dict[str, int]] = field(default_factory=dict)
    windows: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of each caller and length of time: the last such time, and what was used in it."""
    amended: set[int] = field(default_factory=set)
    """The calls whose line changed after it was written."""

    def charge(self, caller: str, units: int, now: datetime) -> Used:
        """Count a call; returns what this caller, and all together, used in the times that run."""
        account = self.units.setdefault(caller, {"units": 0, "calls": 0})
        account["units"] += units
        account["calls"] += 1
        return Used(
            self._use(caller, MINUTE, units, now),
            self._use(caller, DAY, units, now),
            self._use("tenant", FIVE_MINUTES, units, now),
            now,
        )

    def _use(self, who: str, window: int, units: int, now: datetime) -> int:
        key, number = f"{who} {window}", int(now.timestamp() // window)
        last, before = self.windows.get(key, (number, 0))
        used = units + (before if last == number else 0)
        self.windows[key] = (number, used)
        return used

    def record(
        self, call: Call, operation: str, status: int, units: int, effects: list[Json]
    ) -> Json:
        """Write one call down, in the order in which calls were applied; returns the line."""
        line = {
            "n": len(self.calls) + 1,
            "at": precise_time(call.simulator.clock.now()),
            "caller": call.caller.key,
            "method": call.method,
            "path": call.path,
            "operation": operation,
            "status": status,
            "units": units,
            "effects": effects,
        }
        if call.caller.kind == "delegated":
            line["person"] = call.actor.name
        self.calls.append(line)
        return line

    def amend(self, line: Json, status: int) -> None:
        """Write down that the call was answered otherwise than it was applied."""
        line["status"] = status
        self.amended.add(line["n"])


class Seals:
    """Opaque tokens that only this server can make: base64 of JSON, and a seal."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def seal(self, value: Json) -> str:
        """An opaque, URL-safe token."""
        text = json.dumps(value, separators=(",", ":"), sort_keys=True).encode()
        return base64.urlsafe_b64encode(self._digest(text) + text).decode().rstrip("=")

    def open(self, token: str) -> dict[str, Any] | None:
        """What was sealed, or None when it was not sealed here."""
        try:
            raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except ValueError:
            return None
        if not hmac.compare_digest(raw[:9], self._digest(raw[9:])):
            return None
        opened: Json = json.loads(raw[9:])
        return opened

    def _digest(self, text: bytes) -> bytes:
        return hmac.new(self._secret, text, hashlib.sha256).digest()[:9]


def check_if_match(call: Call, *tags: str) -> None:
    """Refuse with 412 when If-Match names none of these tags (GD:driveitem-update, OD:errors)."""
    asked = call.headers.get("if-match")
    if asked is None or asked == "*" or asked in tags:
        return
    if not (asked.startswith('"') and asked.endswith('"')):
        raise invalid("An eTag is a quoted string.", "malformedEntityTag")
    raise GraphError(
        412, "resourceModified", "ETag does not match current item's value.",
        inner="entityTagDoesNotMatch",
    )  # fmt: skip
