"""Reads the simulator's tree and calls: what there is, and what was done by whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from checker.findings import InputError
from checker.register import Place

STAGING = "_binnen"


@dataclass(frozen=True, slots=True)
class Author:
    """Who made something: `kind` is `person`, `app` or `seed`."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class FileVersion:
    """One version of a file; `cause` is `content` or `columns`, `size` is in bytes."""

    sha256: str
    size: int
    quick_xor_hash: str | None
    by: Author
    at: datetime
    cause: str


@dataclass(frozen=True, slots=True)
class Item:
    """One file or folder, live or in the recycle bin.

    `written_here` are the content versions that were not brought by the copy that made the item.
    `since` and `until` are the calls by which people brought it back, where it is told as it was
    between two of them.
    """

    place: Place
    parent_id: str | None
    name: str
    path: str
    is_file: bool
    live: bool
    lineage: str | None
    copied_from: str | None
    created_by: Author
    created_at: datetime
    versions: tuple[FileVersion, ...]
    written_here: tuple[FileVersion, ...]
    fields: Mapping[str, Any]
    label: str | None
    principals: frozenset[str]
    since: int = 0
    until: int | None = None

    def covers(self, n: int) -> bool:
        """Return whether call `n` is between the two."""
        return self.since < n and (self.until is None or n < self.until)

    @property
    def folder(self) -> Place | None:
        """Return the place of the folder it lies in."""
        return (self.place[0], self.parent_id) if self.parent_id else None

    @property
    def filing_folder(self) -> str | None:
        """Return the name of its folder below the staging folder; null outside of it.

        The staging folder lies in the root of its drive; elsewhere it is a folder like any other.
        What people put there themselves is not staged: it is theirs, and has to be accounted for.
        """
        above = self.path.strip("/").split("/")[:-1]
        if not above or above[0].casefold() != STAGING or self.created_by.kind == "person":
            return None
        return next(iter(above[1:]), "")

    @property
    def staged(self) -> bool:
        """Return whether it lies in a staging folder, out of people's sight."""
        return self.filing_folder is not None

    @property
    def of_people(self) -> bool:
        """Return whether a person made it, or wrote in the copy that an app made."""
        authors = (self.created_by, *(version.by for version in self.written_here))
        return any(author.kind == "person" for author in authors)

    @property
    def is_pointer(self) -> bool:
        """Return whether it is a pointer that the app left."""
        return self.is_file and self.created_by.kind == "app" and self.name.endswith(".url")

    @property
    def content(self) -> tuple[str, ...]:
        """Return the digests of its content versions, oldest first."""
        return tuple(v.sha256 for v in self.versions if v.cause == "content")


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that one call changed. `n` orders the calls; `copies_left` is null for folders."""

    n: int
    at: str
    caller: str
    op: str
    place: Place
    lineage: str | None
    copies_left: int | None

    @property
    def by_person(self) -> bool:
        """Return whether a person did it; all other callers are apps."""
        return self.caller.startswith("person:")


@dataclass(frozen=True, slots=True)
class Tenant:
    """Everything there is and everything that was done.

    `effects_on` are the effects on one item, by its place, and on one lineage, by its name.
    """

    drives: Mapping[str, str]
    items: Mapping[Place, Item]
    lineages: Mapping[str, tuple[Item, ...]]
    effects: tuple[Effect, ...]
    effects_on: Mapping[Place | str, tuple[Effect, ...]]

    def done_to(self, place: Place, *ops: str) -> tuple[Effect, ...]:
        """Return the effects of those operations on that item, in order."""
        return tuple(e for e in self.effects_on.get(place, ()) if e.op in ops)

    def touched_by_people(self, place: Place, *ops: str) -> bool:
        """Return whether a person did one of those operations to that item."""
        return any(effect.by_person for effect in self.done_to(place, *ops))

    def chosen_by_people(self, place: Place, op: str) -> bool:
        """Return whether the last one to do that to the item was a person."""
        done = self.done_to(place, op)
        return bool(done) and done[-1].by_person

    def brought_by_people(self, item: Item) -> bool:
        """Return whether a person moved or renamed it, or a folder that it lies in."""
        return any(self.touched_by_people(p, "moved", "renamed") for p in self.above(item))

    def above(self, item: Item) -> tuple[Place, ...]:
        """Return the places of the item and of all folders above it."""
        found: list[Place] = []
        at: Item | None = item
        while at is not None and at.place not in found:
            found.append(at.place)
            at = self.items.get(at.folder) if at.folder else None
        return tuple(found)


def read_tenant(tree: Mapping[str, Any], calls: Mapping[str, Any]) -> Tenant:
    """Return the tenant. InputError when either is not what the simulator gives.

    The calls must be all calls: numbered without gaps from the first, or nothing can be concluded.
    """
    try:
        # What is done to a library as a whole, such as closing it to some, is done to no item.
        roots = {(str(d["id"]), str(d.get("root_id"))) for d in tree["drives"]}
        effects = tuple(e for e in _effects(calls["calls"]) if e.place not in roots)
        items = {item.place: item for item in map(_item, tree["items"])}
        drives = {d["id"]: f"{d['site_name']} / {d['name']}" for d in tree["drives"]}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"the tree or the calls are not the simulator's: {type(error).__name__} {error}"
        ) from error
    items = _with_written_here(items, effects)
    lineages: dict[str, tuple[Item, ...]] = {}
    for item in sorted(items.values(), key=lambda i: (i.copied_from is not None, i.created_at)):
        if item.is_file and item.lineage is not None:
            lineages[item.lineage] = (*lineages.get(item.lineage, ()), item)
    return Tenant(drives, items, lineages, effects, _sorted_out(effects))


def moment(text: Any) -> datetime:
    """Return the moment of an ISO text; decimals beyond microseconds are cut off."""
    head, dot, tail = str(text).replace("Z", "+00:00").partition(".")
    if dot:
        digits = tail[: len(tail) - len(tail.lstrip("0123456789"))]
        head = f"{head}.{digits[:6].ljust(6, '0')}{tail[len(digits) :]}"
    return datetime.fromisoformat(head)


def _item(data: Mapping[str, Any]) -> Item:
    label = data["label"]
    return Item(
        place=(str(data["drive_id"]), str(data["id"])),
        parent_id=data["parent_id"],
        name=str(data["name"]),
        path=str(data["path"]),
        is_file=data["kind"] == "file",
        live=data["state"] == "live",
        lineage=data["lineage"],
        copied_from=data["copied_from"],
        created_by=_author(data["created_by"]),
        created_at=moment(data["created_at"]),
        versions=tuple(_version(v) for v in data["versions"] or ()),
        written_here=(),
        fields=dict(data["fields"] or {}),
        label=None if label is None else str(label["name"]),
        principals=frozenset(map(str, data["principals"] or ())),
    )


def _author(data: Mapping[str, Any]) -> Author:
    return Author(str(data["kind"]), str(data["name"]))


def _version(data: Mapping[str, Any]) -> FileVersion:
    return FileVersion(
        sha256=str(data["sha256"]),
        size=int(data["size"]),
        quick_xor_hash=data.get("quickXorHash"),
        by=_author(data["by"]),
        at=moment(data["at"]),
        cause=str(data["cause"]),
    )


def _effects(calls: Sequence[Mapping[str, Any]]) -> tuple[Effect, ...]:
    numbers = [int(call["n"]) for call in calls]
    if numbers and (numbers[0] > 1 or numbers != list(range(numbers[0], numbers[0] + len(calls)))):
        raise InputError("the calls are not all calls: their numbers have gaps")
    return tuple(
        Effect(
            n=int(call["n"]),
            at=str(call["at"]),
            caller=str(call["caller"]),
            op=str(effect["op"]),
            place=(str(effect["drive_id"]), str(effect["item_id"])),
            lineage=effect["lineage"],
            copies_left=effect.get("complete_copies_left"),
        )
        for call in calls
        for effect in call["effects"] or ()
    )


def _sorted_out(effects: Sequence[Effect]) -> dict[Place | str, tuple[Effect, ...]]:
    found: dict[Place | str, list[Effect]] = {}
    for effect in effects:
        found.setdefault(effect.place, []).append(effect)
        if effect.lineage is not None:
            found.setdefault(effect.lineage, []).append(effect)
    return {key: tuple(some) for key, some in found.items()}


def _with_written_here(items: Mapping[Place, Item], effects: Sequence[Effect]) -> dict[Place, Item]:
    """Tell what was written on each item from what its copy brought.

    A copy may keep the names and moments of the versions it brings, also of altered ones, so only
    the calls can tell: as many of the last content versions as there were writes to the copy.
    """
    writes: dict[Place, int] = {}
    for effect in effects:
        if effect.op == "content":
            writes[effect.place] = writes.get(effect.place, 0) + 1
    found: dict[Place, Item] = {}
    for place, item in items.items():
        content = tuple(v for v in item.versions if v.cause == "content")
        brought = 0 if item.copied_from is None else len(content) - writes.get(place, 0)
        found[place] = replace(item, written_here=content[max(brought, 0) :])
    return found
