"""Joins the two accounts: which documents there are, and where the register says each stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from checker.parting import parted
from checker.register import Chain, Place, Register, Row
from checker.tenant import Item, Tenant
from checker.when import removal, seen_at

OFFICE = (
    *(".docx", ".docm", ".dotx", ".dotm"),
    *(".xlsx", ".xlsm", ".xltx", ".xltm"),
    *(".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm"),
)
IN_DOSSIER = frozenset({"filed", "changed"})
OUTCOMES = {
    ("verdict", "proposed"): "proposed",
    ("verdict", "waiting"): "waiting",
    ("verdict", "left"): "left",
    ("filed", "filed"): "filed",
    ("filed", "source_kept"): "filed",
    ("changed", "filed"): "filed",
    ("changed", "source_kept"): "filed",
    ("halted", "waiting"): "waiting",
    ("undone", "undone"): "left",
    ("moved", "left"): "left",
    ("erased", "left"): "left",
}
_ONE_WAS_GONE = frozenset({"source_gone", "source_taken", "both_gone"})
STANDING = frozenset(kind for kind, _ in OUTCOMES)  # the kinds of entry that tell where it stands


@dataclass(frozen=True)
class Document:
    """One file that a person made, all its copies, and the chains that ever told of it.

    `standing_at` are those chains whose last place is one of its live items; the last of them to
    be written is `chain`, null where there is none. What people brought back from the recycle bin
    beside it is a document of its own (`parting`).
    """

    items: tuple[Item, ...]
    chains: tuple[Chain, ...]
    standing_at: tuple[Chain, ...]

    @property
    def lineage(self) -> str:
        """Return the simulator's own name for the document."""
        return str(self.original.lineage)

    @property
    def original(self) -> Item:
        """Return the item as a person first made it."""
        return self.items[0]

    @property
    def is_part(self) -> bool:
        """Return whether people brought something of it back as a document of its own, or so it began."""
        return any(item.since or item.until is not None for item in self.items)

    @property
    def live(self) -> tuple[Item, ...]:
        """Return its items that are not recycled."""
        return tuple(item for item in self.items if item.live)

    @property
    def visible(self) -> tuple[Item, ...]:
        """Return its live items outside staging folders."""
        return tuple(item for item in self.live if not item.staged)

    @property
    def chain(self) -> Chain | None:
        """Return the chain that tells where it stands."""
        return self.standing_at[-1] if self.standing_at else None

    @cached_property
    def standing(self) -> Row | None:
        """Return the entry that tells where it stands."""
        return self.chain.last(STANDING) if self.chain else None

    @property
    def outcome(self) -> str | None:
        """Return `filed`, `proposed`, `waiting` or `left`; null where the register says none."""
        row = self.standing
        return OUTCOMES.get((row.kind, row.outcome)) if row else None

    @property
    def is_filed(self) -> bool:
        """Return whether it stands filed with its source released by us; people may remove a kept one."""
        row, act = self.standing, self.last_act
        is_filed = row is not None and row.kind in IN_DOSSIER and row.outcome == "filed"
        return is_filed and not (act is not None and act.outcome == "source_kept")

    @property
    def source_kept(self) -> bool:
        """Return whether the last filing that brought it elsewhere kept its source.

        Where that went to another library another chain may tell of it; so too where the copy was
        put back at the place from which its source had gone.
        """
        return any(_keeps_both(chain) for chain in self.standing_at)

    @property
    def acts(self) -> tuple[Row, ...]:
        """Return, of each chain that tells where it stands, the last entry that brought it there."""
        found = (chain.last({"filed", "undone"}) for chain in self.standing_at)
        return tuple(row for row in found if row is not None)

    @property
    def last_act(self) -> Row | None:
        """Return the last entry that brought it to another place; `halted` left it where it was."""
        return self.chain.last({"filed", "undone"}) if self.chain else None

    @property
    def under_way(self) -> frozenset[str]:
        """Return the filings that are under way."""
        return frozenset().union(*(chain.under_way() for chain in self.chains))

    @property
    def was_planned(self) -> bool:
        """Return whether any filing of it was ever planned."""
        return any(row.kind == "planned" for chain in self.chains for row in chain.rows)

    @property
    def filed_first(self) -> Row | None:
        """Return the entry that ended that filing; a later one of the kind tells of its undo."""
        planned, rows = self.planned, self.chain.rows if self.chain else ()
        ended = (
            r for r in rows if r.kind == "filed" and planned and r.filing_id == planned.filing_id
        )
        return next(ended, None)

    @property
    def planned(self) -> Row | None:
        """Return the entry that began the filing in which it stands, or stood before its undo."""
        if self.chain is None or self.last_act is None:
            return None
        filing_id = self.last_act.filing_id
        rows = [r for r in self.chain.rows if r.kind == "planned" and r.filing_id == filing_id]
        return rows[-1] if rows else None

    @property
    def filed_item(self) -> Item | None:
        """Return the live item that the last entry of a filing says lies in the dossier."""
        row = self.standing
        if row is None or row.kind not in IN_DOSSIER:
            return None
        place = self.chain.place if self.chain else None
        return next((item for item in self.live if item.place == place), None)

    @property
    def placed_in(self) -> str | None:
        """Return the id of the folder in which its filing placed it; null where it was there already."""
        planned, rows = self.planned, self.chain.rows if self.chain else ()
        steps = [row for row in rows if row.kind == "step" and row.outcome == "place"]
        placed = [row for row in steps if planned and row.filing_id == planned.filing_id]
        return str((placed[-1].evidence or {}).get("folder_id")) if placed else None

    @property
    def labels_told(self) -> tuple[str | None, ...]:
        """Return the label that the register last says is on it: one, or none where it never did.

        The filing says so after its step `label`, and what people changed since in `found`.
        """
        for row in reversed(self.chain.rows if self.chain else ()):
            facts = row.evidence or {}
            told = part(facts, "found") if row.kind == "changed" else facts
            of_step = row.kind == "step" and row.outcome == "label"
            if (of_step or row.kind == "changed") and "label" in told:
                return (told["label"],)
        return ()

    @property
    def is_same_item(self) -> bool:
        """Return whether it is in its dossier as the item it was: moved, or put there by a person."""
        source, item = part(self.planned.plan if self.planned else None, "source"), self.filed_item
        return item is not None and source.get("item_id") == item.place[1]

    def source_of(self, item: Item) -> Item:
        """Return the item it was copied from; the original where that is not told."""
        found = (i for i in self.items if i.place[1] == item.copied_from)
        return next(found, self.original)


def _keeps_both(chain: Chain) -> bool:
    """Return whether the filing of its last act kept the source, and no undo made the two one again."""
    act = chain.last({"filed", "undone"})
    if act is None:
        return False
    own = [row for row in chain.rows if row.filing_id == act.filing_id]
    ended = [row.outcome for row in own if row.kind == "filed"]
    put_back = any(row.kind == "undo_step" and row.outcome == "copy" for row in own)
    return ended[-1:] == ["source_kept"] and (act.kind == "filed" or put_back)


def part(data: Mapping[str, Any] | None, key: str) -> Mapping[str, Any]:
    """Return the object under `key`, empty where there is none."""
    value = (data or {}).get(key)
    return value if isinstance(value, Mapping) else {}


def documents_of(tenant: Tenant, register: Register) -> tuple[Document, ...]:
    """Return every document: first uploaded by a person, and deleted by none."""
    return tuple(d for d in made_by_people(tenant, register) if not gone_by_people(tenant, d.items))


def made_by_people(tenant: Tenant, register: Register) -> Iterator[Document]:
    """Return every lineage that a person began, also those that people deleted since."""
    chains = tuple(register.of_documents())
    for items in tenant.lineages.values():
        if items[0].copied_from is None and items[0].created_by.kind == "person":
            told = _told(items, chains)
            for part_of_it in parted(tenant, items, _filings(told), _kept(told)):
                yield _document(part_of_it, chains)


def _told(items: Iterable[Item], chains: Iterable[Chain]) -> tuple[Chain, ...]:
    """Return the chains that ever told of one of them."""
    places = {item.place for item in items}
    return tuple(chain for chain in chains if chain.places() & places)


def _filings(chains: Iterable[Chain]) -> frozenset[str]:
    return frozenset(str(r.filing_id) for c in chains for r in c.rows if r.kind == "planned")


def _kept(chains: Iterable[Chain]) -> frozenset[Place]:
    """Return the places of the sources that were kept, and of their copies.

    Not of a filing of which the register told that one of the two was gone, and neither that it is
    back nor that an undo made the source the document again.
    """
    return frozenset(place for chain in chains for place in _kept_by(chain))


def _kept_by(chain: Chain) -> Iterator[Place]:
    for planned in (row for row in chain.rows if row.kind == "planned"):
        own = [row for row in chain.rows if row.filing_id == planned.filing_id]
        told = [row for row in own if row.kind in IN_DOSSIER]
        source = part(planned.plan, "source")
        place = (str(source.get("drive_id")), str(source.get("item_id")))
        is_back = own[-1].kind == "undone" and own[-1].place == place  # it is the document again
        if not told or not (is_back or _both_stand(told)):
            continue
        yield place
        if told[-1].place:
            yield told[-1].place


def _both_stand(told: Iterable[Row]) -> bool:
    both = True
    for row in told:
        reason = part(row.evidence, "reason").get("code")
        if row.outcome != "source_kept" or reason in _ONE_WAS_GONE:
            both = False
        elif reason == "source_back":
            both = True
    return both


def gone_by_people(tenant: Tenant, items: Iterable[Item]) -> bool:
    """Return whether people deleted the document: nothing of it is to be seen, by their act."""
    known = tuple(items)
    if any(item.live and not item.staged for item in known):
        return False
    return deleted_at(tenant, known) is not None


def deleted_at(tenant: Tenant, items: tuple[Item, ...], n: int | None = None) -> int | None:
    """Return the number of the call by which a person removed the last item that people could see.

    As it was after call `n`, or at the end. Null when no person did: what an app removed is not
    deleted but lost.
    """
    for item in items:
        gone = removal(tenant, item, n)
        if gone is None or not gone.by_person:
            continue
        others = (other for other in items if other.place != item.place)
        if not any(seen_at(tenant, other, gone.n) for other in others):
            return gone.n
    return None


def _document(items: tuple[Item, ...], chains: Iterable[Chain]) -> Document:
    live = {item.place for item in items if item.live}
    told = _told(items, chains)
    standing = sorted((c for c in told if c.place in live), key=lambda c: c.rows[-1].at)
    return Document(items, told, tuple(standing))


def place_data(place: Place | None) -> dict[str, str] | None:
    """Return the place as the register writes it."""
    return None if place is None else {"drive_id": place[0], "item_id": place[1]}
