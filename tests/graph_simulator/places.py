"""Where a request may go: what earlier answers told of, put into the places of a template.

A thing is what fills some places together: a drive and an item in it, a list and a column of it.
What a request reached is such a thing, and what its answer tells is one more; what was not there is
forgotten; where nothing fits, it is known which operations told of such things before. Nothing here
knows an operation by name.
"""

import random
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from graph_simulator.operation import Operation
from graph_simulator.operations import OPERATIONS, find, plain_path

_PLACE = re.compile(r"\{(\w+)\}")
_ELEMENT = re.compile(r"/(\w+)/\{(\w+)\}")
_TEMPLATES = [template for one in OPERATIONS for template in one.templates]
_NAMES = {name for template in _TEMPLATES for name in _PLACE.findall(template)}
_NONSENSE = (
    "", "0", "-1", "x", "'", "é", "%", "a" * 300, "..", "null", "root", "$", "\u0000", "1.0",
)  # fmt: skip
_KEPT = 40
_TOLD_OF = 3

Thing = tuple[tuple[str, str], ...]


def _elements() -> dict[str, dict[tuple[frozenset[str], str], None]]:
    """Of each collection, as the last part of its path: the places before an element, and its own."""
    found: dict[str, dict[tuple[frozenset[str], str], None]] = {}
    for template in _TEMPLATES:
        for match in _ELEMENT.finditer(template):
            before = frozenset(_PLACE.findall(template[: match.start()]))
            found.setdefault(match[1], {})[before, match[2]] = None
    return found


_ELEMENTS = _elements()


class Places:
    """The things known of a tenant; `known` holds values for single places."""

    def __init__(self, chance: random.Random) -> None:
        self._random = chance
        self._sources: dict[frozenset[str], dict[str, None]] = {}
        self.begin({})

    def begin(self, known: dict[str, list[str]]) -> None:
        """Another tenant, of which this is known. Which operation tells of what stays the same."""
        self._known = known
        self._things: dict[frozenset[str], dict[Thing, None]] = {}
        self._links: dict[str, dict[str, None]] = {}

    # --------------------------------------------------------------------------------- going there

    def path(self, operation: Operation, template: str) -> str:
        """A link that an answer gave for it, or the template filled; now and then with nonsense."""
        links = self._links.get(operation.name)
        if links and self._random.random() < 0.5:
            return self._random.choice(list(links))
        thing = self._thing(template)
        if self._random.random() < 0.15:
            thing = {place: value for place, value in thing.items() if place not in self._known}
        return _PLACE.sub(lambda place: self._value(place[1], thing), template)

    def source(self, template: str) -> str | None:
        """Where nothing is known that fills the template: an operation that told of such a thing."""
        kind = frozenset(_PLACE.findall(template))
        if self._things.get(kind) or kind not in self._sources:
            return None
        return self._random.choice(list(self._sources[kind]))

    def _thing(self, template: str) -> dict[str, str]:
        """One of the things that fill the most of its places."""
        places = set(_PLACE.findall(template))
        fitting = [kind for kind, things in self._things.items() if things and kind <= places]
        if not fitting:
            return {}
        most = max(len(kind) for kind in fitting)
        kind = self._random.choice([one for one in fitting if len(one) == most])
        return dict(self._random.choice(list(self._things[kind])))

    def _value(self, place: str, thing: Mapping[str, str]) -> str:
        if self._random.random() < 0.04:
            return quote(self._random.choice(_NONSENSE), safe="")
        known = [thing[place]] if place in thing else self._known.get(place, ["x"])
        return quote(self._random.choice(known), safe="/:,!$()'=;@+")

    # ----------------------------------------------------------------------------- what was told

    def keep(self, thing: Mapping[str, str]) -> None:
        """Keep a thing; of each kind the latest few."""
        _add(self._things.setdefault(frozenset(thing), {}), tuple(sorted(thing.items())))

    def forget(self, method: str, path: str) -> None:
        """Forget what is not there."""
        if found := find(method, path):
            thing = _of_templates(found[1])
            self._things.get(frozenset(thing), {}).pop(tuple(sorted(thing.items())), None)

    def learn(self, method: str, path: str, link: str, body: Any) -> None:
        """Keep what a request reached, and what its answer tells of: elements and links."""
        found = find(method, path)
        if found is None:
            return
        operation, reached = found[0].name, _of_templates(found[1])
        self.keep(reached)
        links: list[str] = [link]
        shown: Any = [body]
        if isinstance(body, dict):
            links += [str(body.get(name) or "") for name in _LINKS]
            shown = body.get("value", shown)
        for address in filter(None, links):
            self._learn_link(operation, address)
        told = [one for one in shown if isinstance(one, dict)] if isinstance(shown, list) else []
        collections = _collections(path, body)
        for one in self._random.sample(told, min(_TOLD_OF, len(told))):
            for thing in _told(collections, reached, one):
                self._told_by(operation, thing)

    def _learn_link(self, teller: str, link: str) -> None:
        """What stands behind the question mark of a link is for getting."""
        parts = urlsplit(link)
        path = plain_path(parts.path)
        for operation in OPERATIONS:
            holds = operation.match(operation.method, path)
            if holds is None:
                continue
            self._told_by(teller, _of_templates(holds))
            if operation.method == "GET" and parts.query:
                links = self._links.setdefault(operation.name, {})
                _add(links, f"{parts.path}?{parts.query}")

    def _told_by(self, operation: str, thing: Mapping[str, str]) -> None:
        self.keep(thing)
        self._sources.setdefault(frozenset(thing), {})[operation] = None


_LINKS = ("@odata.nextLink", "@odata.deltaLink", "uploadUrl")


def _of_templates(holds: Mapping[str, str]) -> dict[str, str]:
    """What a path holds, without what a template does not name (the token of a delta)."""
    return {name: value for name, value in holds.items() if name in _NAMES}


def _add(kept: dict[Any, None], one: Any) -> None:
    kept[one] = None
    if len(kept) > _KEPT:
        del kept[next(iter(kept))]


def _collections(path: str, body: Any) -> list[str]:
    """The collections an answer is of: where it was asked, or the type that its context says."""
    context = str(body.get("@odata.context")) if isinstance(body, dict) else ""
    named = re.fullmatch(r"(?:Collection\()?(\w+)\)?", context.rpartition("#")[2])
    return [path.rpartition("/")[2], *([f"{named[1]}s"] if named else [])]


def _told(
    collections: list[str], reached: Mapping[str, str], one: dict[str, Any]
) -> Iterator[dict[str, str]]:
    """The things that an object in an answer is or names."""
    own = one.get("id")
    if isinstance(own, str):
        for collection in collections:
            for before, place in _ELEMENTS.get(collection, ()):
                if before <= reached.keys():
                    yield {name: reached[name] for name in before} | {place: own}
        if drive := (one.get("parentReference") or {}).get("driveId"):
            yield {"drive": drive, "address": f"items/{own}"}
    for name, value in one.items():
        if name.endswith("Id") and name[:-2] in _NAMES and isinstance(value, str):
            yield {name[:-2]: value}
