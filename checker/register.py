"""The register's export as the checker needs it: chains of rows, and which of them do not hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checker.findings import InputError, Violation
from checker.verify_register import (
    SEALS,
    SHARED_CHAINS,
    AnchorError,
    Fault,
    Line,
    against_anchors,
    against_seals,
    chains_in,
    faults_beside,
    why_broken,
)

OPENING_KINDS = frozenset({"planned", "undo_planned"})
CLOSING_KINDS = frozenset({"filed", "halted", "undone"})
Place = tuple[str, str]  # drive id, item id


@dataclass(frozen=True, slots=True)
class Row(Line):
    """One line of the export, and what it tells of the document."""

    @property
    def kind(self) -> str:
        """Return the entry's kind."""
        return str(self.entry.get("kind"))

    @property
    def outcome(self) -> str:
        """Return the entry's outcome."""
        return str(self.entry.get("outcome"))

    @property
    def at(self) -> str:
        """Return the entry's moment, as text that sorts."""
        return str(self.entry.get("at"))

    @property
    def filing_id(self) -> str | None:
        """Return the filing that the entry belongs to."""
        value = self.entry.get("filing_id")
        return None if value is None else str(value)

    @property
    def place(self) -> Place | None:
        """Return where the document lies after this entry."""
        value = self.entry.get("location")
        if not isinstance(value, Mapping):
            return None
        return str(value.get("drive_id")), str(value.get("item_id"))


@dataclass(frozen=True, slots=True)
class Chain:
    """All entries of one document, of the house or of the seals, in the export's order.

    `broken` says in a sentence why the entries do not hold together; null when they do.
    """

    name: str
    rows: tuple[Row, ...]
    broken: str | None

    @property
    def place(self) -> Place | None:
        """Return the last place the chain tells."""
        return next((row.place for row in reversed(self.rows) if row.place), None)

    def places(self) -> frozenset[Place]:
        """Return every place the chain ever told."""
        return frozenset(row.place for row in self.rows if row.place)

    def last(self, kinds: Iterable[str]) -> Row | None:
        """Return the last entry of one of those kinds."""
        wanted = frozenset(kinds)
        return next((row for row in reversed(self.rows) if row.kind in wanted), None)

    def under_way(self) -> frozenset[str]:
        """Return the filings that began (or began to be undone) and have not ended."""
        begun: set[str] = set()
        for row in self.rows:
            if row.kind in OPENING_KINDS:
                begun.add(row.filing_id or "")
            elif row.kind in CLOSING_KINDS:
                begun.discard(row.filing_id or "")
        return frozenset(begun)


@dataclass(frozen=True, slots=True)
class Register:
    """The chains by name, and everything in them that does not hold."""

    chains: Mapping[str, Chain]
    violations: tuple[Violation, ...]

    def of_documents(self) -> Iterator[Chain]:
        """Return the chains of documents: all but those of the house and the seals."""
        return (chain for name, chain in self.chains.items() if name not in SHARED_CHAINS)


def read_register(lines: Iterable[str]) -> Register:
    """Return all chains of the export, each verified: hashes, order, digests of what lies beside.

    Never raises for what a line holds: whatever cannot be read is a violation of promise 4.
    """
    found, unread = chains_in(lines)
    violations = [violation_of(fault) for fault in unread]
    chains: dict[str, Chain] = {}
    for name, read in found.items():
        broken = why_broken(name, read)
        rows = tuple(Row(one.entry, one.plan, one.evidence, one.erased) for one in read)
        chains[name] = Chain(name, rows, broken.en if broken else None)
        if broken:
            sentence = f"the chain {name} does not hold: {broken.en}"
            violations.append(Violation(4, name, sentence))
        violations += [violation_of(fault) for fault in faults_beside(name, read)]
    return Register(chains, tuple(violations))


def broken_by_seals(register: Register) -> Mapping[str, Violation]:
    """Return for each chain that is shorter than, or other than, a seal said: the violation."""
    rows = {name: chain.rows for name, chain in register.chains.items()}
    return {name: violation_of(fault) for name, fault in against_seals(rows).items()}


def broken_by_anchors(register: Register, lines: Iterable[str]) -> Iterator[Violation]:
    """Yield each seal that is not as it was anchored. InputError where a line is no anchor."""
    seals = register.chains.get(SEALS)
    try:
        for fault in against_anchors(seals.rows if seals else (), lines):
            yield violation_of(fault)
    except AnchorError as error:
        raise InputError(str(error)) from error


def violation_of(fault: Fault) -> Violation:
    """Return a fault of the register as a broken promise 4."""
    return Violation(4, fault.chain, fault.en, fault.facts)
