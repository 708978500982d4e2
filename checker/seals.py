"""Says whether the register still holds what its seals and their anchors said it held."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from checker.findings import InputError, Violation
from checker.register import Chain, Register, Row

SEALS = "seals"


def broken_by_seals(register: Register) -> Mapping[str, Violation]:
    """Return for each chain that is shorter than, or other than, a seal said: the violation.

    A seal that cannot be read is found under the name `seals`.
    """
    found: dict[str, Violation] = {}
    seals = register.chains.get(SEALS)
    for seal in seals.rows if seals else ():
        heads = _heads(seal)
        if heads is None:
            sentence = f"seal {seal.entry['seq']} does not say which heads it sealed"
            found.setdefault(SEALS, Violation(4, SEALS, sentence))
            continue
        for name, head in heads.items():
            sentence = _against_head(register.chains.get(name), name, head)
            if sentence:
                facts = {"seal": seal.entry["seq"], "head": head}
                found.setdefault(name, Violation(4, name, sentence, facts))
    return found


def _heads(seal: Row) -> Mapping[str, Any] | None:
    heads = (seal.plan or {}).get("heads")
    if not isinstance(heads, dict):
        return None
    for head in heads.values():
        if not isinstance(head, dict) or type(head.get("seq")) is not int or head["seq"] < 1:
            return None
    return heads


def _against_head(chain: Chain | None, name: str, head: Mapping[str, Any]) -> str:
    """Return what is wrong, or nothing."""
    if chain is None:
        return f"the chain {name} was sealed and is gone as a whole"
    if len(chain.rows) < head["seq"]:
        return (
            f"the tail of chain {name} was cut: a seal saw {head['seq']} entries, "
            f"{len(chain.rows)} are left"
        )
    if chain.rows[head["seq"] - 1].entry["hash"] != head.get("hash"):
        return f"the chain {name} was rewritten after it was sealed at entry {head['seq']}"
    return ""


def against_anchors(register: Register, lines: Iterable[str]) -> Iterator[Violation]:
    """Return each anchored seal that is missing or other, and each seal that was never anchored.

    A line that is no anchor raises InputError: the anchors are the fixed point, they must be read.
    """
    chain = register.chains.get(SEALS)
    rows = chain.rows if chain else ()
    seals = {r.entry["seq"]: r.entry["hash"] for r in rows if type(r.entry["seq"]) is int}
    anchored: set[int] = set()
    for seq, hashed in _anchors(lines):
        anchored.add(seq)
        facts = {"seq": seq, "anchored": hashed, "found": seals.get(seq)}
        if seq not in seals:
            sentence = f"seal {seq} was anchored and is gone: the register's tail was cut"
            yield Violation(4, SEALS, sentence, facts)
        elif seals[seq] != hashed:
            sentence = f"seal {seq} differs from its anchor: the register was rewritten as a whole"
            yield Violation(4, SEALS, sentence, facts)
    for seq in seals:
        if seq not in anchored:
            yield Violation(4, SEALS, f"seal {seq} has no anchor", {"seq": seq})


def _anchors(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            yield int(data["seq"]), str(data["hash"])
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"line {number} of the anchors is no anchor: {error}") from error
