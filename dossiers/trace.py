"""The red thread: what a dossier or part of the framework rests on, and what rests on it.

Upward from an objection: the dossier of the decision it is against, the regulation that decision
names, the policy note, the paragraph of the agreement. Downward from a paragraph: every dossier
that leads to it. Pure, deterministic and bounded; nothing is followed twice.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dossiers.framework_names import parts_called
from dossiers.missing_links import missing_in_dossier, missing_in_framework
from dossiers.thread import (
    DOCUMENT,
    DOSSIER,
    FRAMEWORK,
    SURE,
    Direction,
    Known,
    Link,
    Node,
    Trace,
)
from records.relations import RecordItem, Relation

MOST_NODES = 500  # dossiers and parts in one trace
SHORTEST_ID = 8  # characters of a document's id that are enough
MOST_ITEMS = 50  # documents that are told of one dossier

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Reached:
    """How a walk first came by: `is_place` where only because something is kept there."""

    direction: Direction
    depth: int
    is_place: bool = False


def trace(ref: str, known: Known) -> Trace | None:
    """Return the thread both ways from `ref`, or None where nothing is called so.

    `ref` is a dossier number, a name of a part of the framework or a number in it (`2.10`), or
    the name of a document or its id, or how that begins (8 or more). What several are called leads
    on from each.
    """
    items = _in_order(known.items)
    starts = _starts(ref, known, items)
    if not starts:
        return None
    links = _links(known, items)
    reached, cut = _walk(starts, _pairs(links, known))
    sure, _ = _walk(starts, _pairs([link for link in links if link.status in SURE], known))
    shown = [link for link in links if link.source in reached and link.target in reached]
    places = _places(reached, known)
    for walked in (reached, sure):
        _reach_places(walked, places)
    asked = _called(ref, items)
    documents, more = _documents(reached, items, asked)
    shown += places
    shown += [
        Link(node.id, DOSSIER + node.dossier, "kept_in", "filing", "laid") for node in documents
    ]
    nodes = [_node(name, at, known, certain=name in sure) for name, at in reached.items()]
    nodes.sort(key=lambda node: (node.depth, node.direction, node.id))
    return Trace(ref, (*nodes, *documents), _sorted(shown), cut or more)


def _starts(ref: str, known: Known, items: Sequence[RecordItem]) -> tuple[str, ...]:
    """Return the dossiers and parts to begin with; of a dossier also the parts it keeps."""
    wanted = ref.strip().casefold()
    if not wanted:
        return ()
    numbers = {item.dossier_number for item in items}
    numbers |= {one.dossier_number for one in known.relations}
    numbers |= {one.target for one in known.relations if one.target_kind == "dossier"}
    numbers |= {part.dossier for part in known.plan.framework if part.dossier}
    dossiers = {number for number in numbers if number.casefold() == wanted}
    parts = set() if dossiers else set(parts_called(ref, known.plan.framework))
    parts |= {part.name for part in known.plan.framework if part.dossier in dossiers}
    if not dossiers and not parts:
        dossiers = {item.dossier_number for item in _called(ref, items)}
    return (*(DOSSIER + one for one in sorted(dossiers)), *(FRAMEWORK + p for p in sorted(parts)))


def _called(ref: str, items: Iterable[RecordItem]) -> tuple[RecordItem, ...]:
    return tuple(item for item in items if is_called(ref, item.document_id, item.name))


def is_called(ref: str, document_id: str, name: str) -> bool:
    """Return whether a document is called so: by its name, its id, or how that begins."""
    wanted, whole = ref.strip().casefold(), document_id.casefold()
    begins = len(wanted) >= SHORTEST_ID and whole.startswith(wanted)
    return begins or wanted in (whole, name.casefold())


def _in_order(items: Iterable[RecordItem]) -> list[RecordItem]:
    return sorted(items, key=lambda item: (item.dossier_number, item.name, item.document_id))


def _links(known: Known, items: Iterable[RecordItem]) -> list[Link]:
    """Return every link along which a thread runs, from what rests to what it rests on."""
    by_id = {item.document_id: item for item in items}
    links = [
        _told(one, by_id.get(one.document_id))
        for one in known.relations
        if one.status != "rejected"
    ]
    links += [
        Link(FRAMEWORK + part.name, FRAMEWORK + above, "rests_on", "framework", "laid")
        for part in known.plan.framework
        for above in part.rests_on
    ]
    return [link for link in links if link.source != link.target]


def _told(one: Relation, item: RecordItem | None) -> Link:
    prefix = DOSSIER if one.target_kind == "dossier" else FRAMEWORK
    return Link(
        source=DOSSIER + one.dossier_number,
        target=prefix + one.target,
        relation=one.relation,
        basis="document",
        status=one.status,
        quote=one.quote,
        page=one.page,
        document_id=one.document_id,
        document_name=item.name if item else "",
        document_type=item.document_type if item else "",
    )


def _pairs(links: Iterable[Link], known: Known) -> Pairs:
    """Return what rests on what. A dossier that keeps one part only stands for that part."""
    kept: dict[str, list[str]] = {}
    for part in known.plan.framework:
        if part.dossier:
            kept.setdefault(DOSSIER + part.dossier, []).append(FRAMEWORK + part.name)
    pairs = [(link.source, link.target) for link in links]
    return pairs + [(dossier, parts[0]) for dossier, parts in kept.items() if len(parts) == 1]


def _walk(starts: Iterable[str], pairs: Pairs) -> tuple[dict[str, _Reached], bool]:
    """Walk up and then down from the starts; return what was reached, and whether it was cut."""
    reached = {start: _Reached("start", 0) for start in starts}
    cut = False
    ways: tuple[tuple[Direction, dict[str, list[str]]], ...] = (
        ("up", _steps(pairs)),
        ("down", _steps((upper, lower) for lower, upper in pairs)),
    )
    for direction, steps in ways:
        queue = deque(name for name, at in reached.items() if at.direction == "start")
        while queue:
            here = queue.popleft()
            for name in steps.get(here, ()):
                if name in reached:
                    continue
                if len(reached) >= MOST_NODES:
                    cut = True
                    continue
                reached[name] = _Reached(direction, reached[here].depth + 1)
                queue.append(name)
    return reached, cut


def _steps(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    steps: dict[str, list[str]] = {}
    for one, other in sorted(set(pairs)):
        steps.setdefault(one, []).append(other)
    return steps


def _places(reached: Mapping[str, _Reached], known: Known) -> list[Link]:
    """Return where the parts that were reached are kept."""
    return [
        Link(FRAMEWORK + part.name, DOSSIER + part.dossier, "kept_in", "framework", "laid")
        for part in known.plan.framework
        if part.dossier and FRAMEWORK + part.name in reached
    ]


def _reach_places(reached: dict[str, _Reached], links: Iterable[Link]) -> None:
    for link in links:
        at = reached.get(link.source)
        if at is not None and link.target not in reached:
            direction: Direction = "down" if at.direction == "down" else "up"
            reached[link.target] = _Reached(direction, at.depth + 1, is_place=True)


def _documents(
    reached: Mapping[str, _Reached], items: Sequence[RecordItem], asked: Sequence[RecordItem]
) -> tuple[list[Node], bool]:
    """Return the documents in the dossiers that were reached; those asked for always."""
    counts: dict[str, int] = {}
    nodes, more = [], False
    for item in (*asked, *(item for item in items if item not in asked)):
        at = reached.get(DOSSIER + item.dossier_number)
        if at is None:
            continue
        counts[item.dossier_number] = counts.get(item.dossier_number, 0) + 1
        if counts[item.dossier_number] > MOST_ITEMS and item not in asked:
            more = True
            continue
        direction: Direction = "start" if item in asked else at.direction
        nodes.append(_document(item, direction, 0 if item in asked else at.depth))
    return sorted(nodes, key=lambda node: (node.depth, node.dossier, node.title, node.id)), more


def _document(item: RecordItem, direction: Direction, depth: int) -> Node:
    return Node(
        id=DOCUMENT + item.document_id,
        kind="document",
        name=item.document_id,
        title=item.name,
        type=item.document_type,
        direction=direction,
        depth=depth,
        certain=True,
        dossier=item.dossier_number,
        url=item.url,
    )


def _node(name: str, at: _Reached, known: Known, *, certain: bool) -> Node:
    upward = at.direction != "down" and not at.is_place
    if name.startswith(DOSSIER):
        number = name.removeprefix(DOSSIER)
        items = tuple(item for item in known.items if item.dossier_number == number)
        told = tuple(one for one in known.relations if one.dossier_number == number)
        return Node(
            id=name,
            kind="dossier",
            name=number,
            title="",
            type=items[0].dossier_type if items else "",
            direction=at.direction,
            depth=at.depth,
            certain=certain,
            missing=missing_in_dossier(number, items, told, known.plan) if upward else (),
        )
    called = name.removeprefix(FRAMEWORK)
    part = next((part for part in known.plan.framework if part.name == called), None)
    return Node(
        id=name,
        kind="framework",
        name=called,
        title=part.title if part else "",
        type=part.kind if part else "",
        direction=at.direction,
        depth=at.depth,
        certain=certain,
        dossier=part.dossier if part else "",
        missing=missing_in_framework(called, part) if upward else (),
    )


def _sorted(links: Iterable[Link]) -> tuple[Link, ...]:
    def order(link: Link) -> tuple[Any, ...]:
        sure = link.status in SURE
        return (link.source, link.target, link.relation, not sure, link.document_id, link.quote)

    return tuple(sorted(dict.fromkeys(links), key=order))
