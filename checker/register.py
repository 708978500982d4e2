"""Reads the register's export and says whether each chain holds.

Written from docs/register.md alone: it shares no code with what writes the register.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.findings import Violation

NOTHING_BEFORE = "0" * 64
OPENING_KINDS = frozenset({"planned", "undo_planned"})
CLOSING_KINDS = frozenset({"filed", "halted", "undone"})
SHARED_CHAINS = frozenset({"house", "seals"})
FIELDS = frozenset(
    {
        "v",
        "chain",
        "seq",
        "prev",
        "hash",
        "at",
        "kind",
        "document_id",
        "location",
        "filing_id",
        "outcome",
        "plan_version",
        "model_version",
        "plan_digest",
        "evidence_digest",
        "actor",
    }
)
Place = tuple[str, str]  # drive id, item id


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the export. `plan` and `evidence` lie beside the entry, null where absent."""

    entry: Mapping[str, Any]
    plan: Mapping[str, Any] | None
    evidence: Mapping[str, Any] | None
    erased: bool

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


def canonical(value: Any) -> bytes:
    """Return the canonical JSON: sorted keys, no spaces, UTF-8. Floats never get this far."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def digest(value: Any) -> str:
    """Return the SHA-256, hexadecimal, of the canonical JSON."""
    return hashlib.sha256(canonical(value)).hexdigest()


def read_register(lines: Iterable[str]) -> Register:
    """Return all chains of the export, each verified: hashes, order, digests of what lies beside.

    Never raises for what a line holds: whatever cannot be read is a violation of promise 4.
    """
    violations: list[Violation] = []
    rows: dict[str, list[Row]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        row = _row(line)
        if isinstance(row, str):
            sentence = f"line {number} of the register cannot be read: {row}"
            violations.append(Violation(4, f"line {number}", sentence))
        else:
            rows.setdefault(str(row.entry["chain"]), []).append(row)
    chains: dict[str, Chain] = {}
    for name, found in rows.items():
        chain = Chain(name, tuple(found), _why_broken(name, found))
        chains[name] = chain
        if chain.broken:
            violations.append(Violation(4, name, f"the chain {name} does not hold: {chain.broken}"))
        violations.extend(_beside_violations(chain))
    return Register(chains, tuple(violations))


def _row(line: str) -> Row | str:
    try:
        data = json.loads(
            line,
            parse_float=_refuse,
            parse_constant=_refuse,
            object_pairs_hook=_each_key_once,
        )
        canonical(data)  # a lone surrogate has no bytes
    except (ValueError, RecursionError) as error:
        return str(error)
    if not isinstance(data, dict) or not isinstance(data.get("entry"), dict):
        return "it holds no entry"
    entry, beside = data["entry"], data.get("beside")
    missing = sorted(FIELDS - entry.keys())
    if missing:
        return f"the entry lacks {', '.join(missing)}"
    parts = beside if isinstance(beside, dict) else {}
    plan, evidence = parts.get("plan"), parts.get("evidence")
    for part in (plan, evidence):
        if part is not None and not isinstance(part, dict):
            return "what lies beside the entry is not an object"
    return Row(entry, plan, evidence, data.get("erased") is True)


def _refuse(text: str) -> Any:
    raise ValueError(f"canonical JSON has no number like {text}")


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _why_broken(name: str, rows: Sequence[Row]) -> str | None:
    before = NOTHING_BEFORE
    owner = None if name in SHARED_CHAINS else name
    for place, row in enumerate(rows, start=1):
        entry = row.entry
        if type(entry["seq"]) is not int or entry["seq"] != place:
            return f"entry {place} is missing: {entry['seq']} stands in its place"
        if entry["prev"] != before:
            return f"entry {place} does not follow the entry before it"
        hashed = {key: value for key, value in entry.items() if key != "hash"}
        if entry["hash"] != hashlib.sha256(before.encode("ascii") + canonical(hashed)).hexdigest():
            return f"entry {place} was altered: its hash does not fit its content"
        if entry["v"] != 1 or entry["document_id"] != owner:
            return f"entry {place} is of another layout or another document"
        before = str(entry["hash"])
    return None


def _beside_violations(chain: Chain) -> Iterator[Violation]:
    for place, row in enumerate(chain.rows, start=1):
        for part, beside in (("plan", row.plan), ("evidence", row.evidence)):
            expected = row.entry[f"{part}_digest"]
            found = None if beside is None else digest(beside)
            if found == expected or (found is None and row.erased):
                continue
            what = "was altered" if found and expected else "is missing" if expected else "is new"
            sentence = f"the {part} beside entry {place} of chain {chain.name} {what}"
            yield Violation(
                4, chain.name, sentence, {"seq": place, "digest": expected, "found": found}
            )
