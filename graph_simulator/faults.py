"""Faults that were asked for: what goes wrong, with which operation, how often."""

import asyncio
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import count

from graph_simulator.errors import GraphError, not_found
from graph_simulator.model import Json

KILL = frozenset({"kill_before", "kill_after"})
BEFORE = frozenset(
    {
        "status",
        "latency",
        "hold_before",
        "resync",
        "unit_limit",
        "not_provisioned",
        "kill_before",
    }
)
AFTER = frozenset({"status_after", "hold_after", "kill_after"})
COPY = frozenset(
    {"target_bytes", "rewrite_office", "copy_fails", "copy_slow", "copy_loses_versions"}
)
DELTA = frozenset({"empty_page"})
UPLOAD = frozenset({"rewrite_upload"})
DESCRIBED = frozenset({"rewrite_described"})
HASHES = frozenset({"not_hashed"})
NOTIFICATIONS = frozenset({"notifications_lost", "notifications_duplicate", "notifications_late"})
_OWN = frozenset({"kind", "operation", "times", "skip", "path_contains"})


@dataclass(slots=True)
class Fault:
    """One fault. `times` None: until it is removed; `skip`: so many matching calls go free.

    With `rate` among the options it strikes that share of its calls, by dice thrown from `seed`.
    """

    id: str
    kind: str
    operation: str
    times: int | None
    skip: int
    path_contains: str | None
    options: Json
    holding: int = 0
    held: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once it holds a call, and when it never will."""
    released: asyncio.Event = field(default_factory=asyncio.Event)
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        """Begin its dice: the same throws for the same seed."""
        self.dice = random.Random(self.options.get("seed", 0))

    def is_spared(self) -> bool:
        """Whether this call goes free by the dice."""
        rate = self.options.get("rate")
        return rate is not None and self.dice.random() >= rate

    def concerns(self, operation: str, path: str, token: str | None, *, changes: bool) -> bool:
        """Whether it concerns a call; operation `changes` is every call that changes something.

        A fault that kills and has no pid is for the calls that bring its token along.
        """
        if self.times == 0 or (self.path_contains and self.path_contains not in path):
            return False
        if self.kind in KILL and "pid" not in self.options and self.options["token"] != token:
            return False
        if self.kind in COPY | HASHES | NOTIFICATIONS:
            return True
        if self.kind == "not_provisioned":
            return operation == "channel.files_folder"
        if self.operation == "changes":
            return changes
        return fnmatchcase(operation, self.operation)

    def shown(self) -> Json:
        """The fault as the own API shows it."""
        return {
            **self.options,
            "id": self.id,
            "kind": self.kind,
            "operation": self.operation,
            "times": self.times,
            "skip": self.skip,
            "path_contains": self.path_contains,
            "holding": self.holding,
        }


class Faults:
    """All faults, oldest first."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._faults: dict[str, Fault] = {}

    def add(self, asked: Json) -> Fault:
        """Add a fault as `fault_options.check` let it pass.

        `times` is 1 unless said otherwise: a share of the calls, and a limit, are without end.
        """
        kind = asked["kind"]
        endless = kind == "unit_limit" or asked.get("rate") is not None
        fault = Fault(
            id=str(next(self._numbers)),
            kind=kind,
            operation=asked.get("operation") or "*",
            times=asked.get("times", None if endless else 1),
            skip=asked["nth"] - 1 if kind in KILL else asked.get("skip") or 0,
            path_contains=asked.get("path_contains"),
            options={name: value for name, value in asked.items() if name not in _OWN},
        )
        self._faults[fault.id] = fault
        return fault

    def restore(self, shown: list[Json]) -> None:
        """The faults as they were shown before a restart; what they held is gone."""
        for one in shown:
            self._faults[one["id"]] = Fault(
                id=one["id"],
                kind=one["kind"],
                operation=one["operation"],
                times=one["times"],
                skip=one["skip"],
                path_contains=one["path_contains"],
                options={
                    name: value
                    for name, value in one.items()
                    if name not in _OWN | {"id", "holding"}
                },
            )
        self._numbers = count(1 + max((int(one) for one in self._faults), default=0))

    def remove(self, fault_id: str | None = None) -> None:
        """Remove one fault, or all; what they hold goes on."""
        for fault in [self.get(fault_id)] if fault_id else list(self._faults.values()):
            fault.released.set()
            fault.held.set()
            del self._faults[fault.id]

    def get(self, fault_id: str) -> Fault:
        """The fault with that id."""
        if fault_id not in self._faults:
            raise not_found(f"No fault '{fault_id}'")
        return self._faults[fault_id]

    def release(self, fault_id: str) -> None:
        """Let go of what it holds; it holds nothing more after that."""
        fault = self.get(fault_id)
        fault.times = 0
        fault.released.set()
        fault.held.set()

    def shown(self) -> list[Json]:
        """All of them as the own API shows them."""
        return [fault.shown() for fault in self._faults.values()]

    def take(
        self,
        kinds: frozenset[str],
        operation: str = "",
        path: str = "",
        token: str | None = None,
        *,
        changes: bool,
    ) -> Iterator[Fault]:
        """The faults of those kinds that strike this call, each used up when its turn comes.

        So a caller that stops at the first leaves the others for the calls after it. What kills
        comes first: it counts every call of its process, also what another fault refuses.
        """
        for fault in sorted(self._faults.values(), key=lambda one: one.kind not in KILL):
            concerns = fault.concerns(operation, path, token, changes=changes)
            if fault.kind not in kinds or not concerns:
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            if fault.is_spared():
                continue
            if fault.times is not None:
                fault.times -= 1
            yield fault

    def take_notification(self, kind: str) -> Fault | None:
        """The fault of that kind that strikes this notification."""
        return next(self.take(frozenset({kind}), changes=False), None)


_CODES = {
    400: "invalidRequest",
    401: "unauthenticated",
    403: "accessDenied",
    404: "itemNotFound",
    409: "nameAlreadyExists",
    412: "resourceModified",
    423: "notAllowed",
    429: "TooManyRequests",
    503: "serviceNotAvailable",
}


def asked_error(fault: Fault) -> GraphError:
    """The error a `status` or `status_after` fault asks for; `code` has a usual default.

    With `html` a page as something between here and Graph gives it, without Graph's error.
    """
    status = int(fault.options["status"])
    code = fault.options.get("code") or _CODES.get(status, "generalException")
    headers = {}
    if fault.options.get("retry_after") is not None:
        headers["Retry-After"] = str(fault.options["retry_after"])
    headers |= {str(name): str(text) for name, text in (fault.options.get("headers") or {}).items()}
    inner = "resourceLocked" if status == 423 else None
    error = GraphError(status, code, "A fault was asked for.", inner=inner, headers=headers)
    if fault.options.get("html"):
        error.page = f"<html><body><h1>{status}</h1></body></html>".encode()
    return error
