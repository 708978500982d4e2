"""Says whether an export of the register is whole: this one file, and Python 3.10 or newer.

    python3 verify_register.py register.jsonl [anchors.jsonl] [--language nl]

Found is any entry that was edited, taken away, put in, or put elsewhere, what lies beside an entry
and is not what was digested, a tail that was cut off after a seal, and, by the anchors, a register
that was written anew as a whole. What is missing beside an entry is no fault where a later entry of
its chain tells that it was erased; that is counted. Exit 0 whole, 1 not, 2 used wrongly. Written
from the description of the register alone (docs/register.md): it shares no code with what writes it,
and ships with every export.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NOTHING_BEFORE = "0" * 64
SEALS = "seals"
SHARED_CHAINS = frozenset({"house", SEALS})
FIELDS = frozenset(
    {"v", "chain", "seq", "prev", "hash", "at", "kind", "document_id", "location", "filing_id"}
    | {"outcome", "plan_version", "model_version", "plan_digest", "evidence_digest", "actor"}
)


class Unreadable(ValueError):
    """A line or a file is not what it has to be; why, in English and Dutch."""

    def __init__(self, en: str, nl: str) -> None:
        super().__init__(en)
        self.en, self.nl = en, nl


class AnchorError(Unreadable):
    """A line of the anchors is no anchor: without them as the fixed point nothing is judged."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one chain, in English and Dutch, with what was found.

    Of a line that cannot be read the chain is not known: its name is `line 3`, and `line` a fact.
    """

    chain: str
    en: str
    nl: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One line of the export. `plan` and `evidence` lie beside the entry, null where absent."""

    entry: Mapping[str, Any]
    plan: Mapping[str, Any] | None
    evidence: Mapping[str, Any] | None
    erased: bool


Chains = Mapping[str, Sequence[Line]]


def verified(
    lines: Iterable[str], anchors: Iterable[str] | None = None
) -> tuple[Chains, list[Fault]]:
    """Return the chains of the export and everything that is wrong with it; nothing when it is whole.

    Without `anchors` a register that was written anew as a whole is not seen. AnchorError where
    one of them is no anchor; whatever a line of the export holds is found, not raised.
    """
    chains, faults = chains_in(lines)
    return chains, [*faults, *_faults_in(chains, anchors)]


def _faults_in(chains: Chains, anchors: Iterable[str] | None) -> Iterator[Fault]:
    for name, found in chains.items():
        broken = why_broken(name, found)
        if broken is not None:
            yield broken
        yield from faults_beside(name, found)
    yield from against_seals(chains).values()
    if anchors is not None:
        yield from against_anchors(chains.get(SEALS, ()), anchors)


# --------------------------------------------------------------------------------------- reading


def chains_in(lines: Iterable[str]) -> tuple[dict[str, list[Line]], list[Fault]]:
    """Return the lines of each chain in the export's order, and a fault for each unreadable one."""
    chains: dict[str, list[Line]] = {}
    faults = []
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            line = _line(text)
        except Unreadable as why:
            en = f"line {number} of the register cannot be read: {why.en}"
            nl = f"regel {number} van het register is niet te lezen: {why.nl}"
            faults.append(Fault(f"line {number}", en, nl, {"line": number}))
        else:
            chains.setdefault(str(line.entry["chain"]), []).append(line)
    return chains, faults


def canonical(value: Any) -> bytes:
    """Return the canonical JSON: sorted keys, no spaces, UTF-8. Floats never get this far."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def _line(text: str) -> Line:
    try:
        data = json.loads(
            text,
            parse_float=_refuse,
            parse_constant=_refuse,
            object_pairs_hook=_each_key_once,
        )
        canonical(data)  # a lone surrogate has no bytes
    except Unreadable:
        raise
    except (ValueError, RecursionError) as error:
        raise _unreadable(error) from error
    if not isinstance(data, dict) or not isinstance(data.get("entry"), dict):
        raise Unreadable("it holds no entry", "er staat geen `entry` in")
    entry, beside = data["entry"], data.get("beside")
    missing = sorted(FIELDS - entry.keys())
    if missing:
        lacks = ", ".join(f"`{name}`" for name in missing)
        raise Unreadable(f"the entry lacks {lacks}", f"in `entry` ontbreekt {lacks}")
    parts = beside if isinstance(beside, dict) else {}
    plan, evidence = parts.get("plan"), parts.get("evidence")
    for part in (plan, evidence):
        if part is not None and not isinstance(part, dict):
            raise Unreadable("what lies beside is no object", "wat erbij ligt is geen object")
    return Line(entry, plan, evidence, data.get("erased") is True)


def _unreadable(error: Exception) -> Unreadable:
    if isinstance(error, json.JSONDecodeError):
        at = error.pos + 1
        return Unreadable(f"no JSON, from character {at} on", f"geen JSON, vanaf teken {at}")
    if isinstance(error, UnicodeError):
        return Unreadable("half a character stands in it", "er staat een half teken in")
    if isinstance(error, RecursionError):
        return Unreadable("it is nested too deep", "het is te diep genest")
    return Unreadable("a number in it is too long", "er staat een te lang getal in")


def _refuse(text: str) -> Any:
    raise Unreadable(
        f"canonical JSON has no number like {text}", f"canonieke JSON heeft geen getal als {text}"
    )


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable(
            "a key stands twice in one object", "een sleutel staat twee keer in een object"
        )
    return found


# -------------------------------------------------------------------------------------- verifying


def why_broken(name: str, lines: Sequence[Line]) -> Fault | None:
    """Return the first thing by which the entries of a chain do not hold together, or None."""
    before = NOTHING_BEFORE
    owner = None if name in SHARED_CHAINS else name
    for place, line in enumerate(lines, start=1):
        entry = line.entry
        hashed = {key: value for key, value in entry.items() if key != "hash"}
        hash_of_it = hashlib.sha256(before.encode("ascii") + canonical(hashed)).hexdigest()
        if type(entry["seq"]) is not int or entry["seq"] != place:
            en = f"entry {place} is missing: {entry['seq']} stands in its place"
            nl = f"regel {place} ontbreekt: {entry['seq']} staat op haar plaats"
        elif entry["prev"] != before:
            en = f"entry {place} does not follow the entry before it"
            nl = f"regel {place} volgt niet op de regel ervoor"
        elif entry["hash"] != hash_of_it:
            en = f"entry {place} was altered: its hash does not fit its content"
            nl = f"regel {place} is gewijzigd: de hash past niet bij de inhoud"
        elif entry["v"] != 1 or entry["document_id"] != owner:
            en = f"entry {place} is of another layout or another document"
            nl = f"regel {place} is van een andere opzet of een ander document"
        else:
            before = str(entry["hash"])
            continue
        return Fault(name, en, nl)
    return None


def faults_beside(name: str, lines: Sequence[Line]) -> Iterator[Fault]:
    """Yield each plan or evidence that is not what its entry digested.

    One may be missing before an entry of the document's chain that tells of erasing, and nowhere
    else; the line has to say so then, and only then.
    """
    erased = _erased_before(name, lines)
    for place, line in enumerate(lines, start=1):
        missing = False
        for part, beside in (("plan", line.plan), ("evidence", line.evidence)):
            expected = line.entry[f"{part}_digest"]
            found = None if beside is None else _digest(beside)
            missing = missing or (found is None and expected is not None)
            if found == expected or (found is None and place < erased):
                continue
            altered = ("was altered", "is gewijzigd")
            gone = ("is missing, and nobody erased it", "ontbreekt, en niemand heeft het gewist")
            new = ("is new", "is nieuw")
            en, nl = altered if found and expected else gone if expected else new
            part_nl = "plan" if part == "plan" else "onderbouwing"
            yield Fault(
                name,
                f"the {part} beside entry {place} of chain {name} {en}",
                f"wat bij regel {place} van keten {name} als {part_nl} ligt, {nl}",
                {"seq": place, "digest": expected, "found": found},
            )
        if line.erased != (missing and place < erased):
            yield Fault(
                name,
                f"of entry {place} of chain {name} it is not told rightly whether it was erased",
                f"van regel {place} van keten {name} is niet juist verteld of er is gewist",
                {"seq": place, "erased": line.erased},
            )


def _erased_before(name: str, lines: Sequence[Line]) -> int:
    """Return the place of the chain's last entry of erasing; 0 in the chains that all share."""
    places = [n for n, line in enumerate(lines, start=1) if line.entry["kind"] == "erased"]
    return 0 if name in SHARED_CHAINS else max(places, default=0)


def against_seals(chains: Chains) -> dict[str, Fault]:
    """Return for each chain that is shorter than, or other than, a seal said: the fault.

    A seal that does not tell what it sealed is found under the name `seals`.
    """
    found: dict[str, Fault] = {}
    for seal in chains.get(SEALS, ()):
        heads, seq = _heads(seal), seal.entry["seq"]
        if heads is None:
            en = f"seal {seq} does not say which heads it sealed"
            nl = f"zegel {seq} zegt niet welke ketens het verzegelde"
            found.setdefault(SEALS, Fault(SEALS, en, nl))
            continue
        for name, head in heads.items():
            told = _against_head(chains.get(name), name, head)
            if told is not None:
                facts = {"seal": seq, "head": head}
                found.setdefault(name, Fault(name, *told, facts))
    return found


def _heads(seal: Line) -> Mapping[str, Any] | None:
    heads = (seal.plan or {}).get("heads")
    if not isinstance(heads, dict):
        return None
    for head in heads.values():
        if not isinstance(head, dict) or type(head.get("seq")) is not int or head["seq"] < 1:
            return None
    return heads


def _against_head(
    lines: Sequence[Line] | None, name: str, head: Mapping[str, Any]
) -> tuple[str, str] | None:
    """Return what is wrong, in English and Dutch, or None."""
    if lines is None:
        return (
            f"the chain {name} was sealed and is gone as a whole",
            f"de keten {name} was verzegeld en is in haar geheel weg",
        )
    saw, left = head["seq"], len(lines)
    if left < saw:
        return (
            f"the tail of chain {name} was cut: a seal saw {saw} entries, {left} are left",
            f"van keten {name} is het einde weg: een zegel zag {saw} regels, {left} zijn er nog",
        )
    if lines[saw - 1].entry["hash"] != head.get("hash"):
        return (
            f"the chain {name} was rewritten after it was sealed at entry {saw}",
            f"de keten {name} is herschreven nadat ze bij regel {saw} was verzegeld",
        )
    return None


def against_anchors(seals: Sequence[Line], anchors: Iterable[str]) -> Iterator[Fault]:
    """Yield each anchored seal that is missing or other, and each seal that was never anchored.

    The newest may lack its anchor, which it gets a moment after it was made; not where no seal has
    one. A line that is no anchor raises AnchorError.
    """
    found, anchored = _hashes(seals), _anchors(anchors)
    for seq, hashed in anchored.items():
        facts = {"seq": seq, "anchored": hashed, "found": found.get(seq)}
        if seq not in found:
            en = f"seal {seq} was anchored and is gone: the register's tail was cut"
            nl = f"zegel {seq} was verankerd en is weg: het einde van het register is afgeknipt"
            yield Fault(SEALS, en, nl, facts)
        elif found[seq] != hashed:
            en = f"seal {seq} differs from its anchor: the register was rewritten as a whole"
            nl = f"zegel {seq} is anders dan zijn anker: het register is in zijn geheel herschreven"
            yield Fault(SEALS, en, nl, facts)
    if found and not anchored:
        en = f"the register has no anchor: none of its {len(found)} seal(s) is anchored"
        nl = f"het register heeft geen anker: geen van de {len(found)} zegel(s) is verankerd"
        yield Fault(SEALS, en, nl, {"seals": len(found)})
        return
    for seq in found:
        if seq not in anchored and seq != max(found):
            en, nl = f"seal {seq} has no anchor", f"zegel {seq} heeft geen anker"
            yield Fault(SEALS, en, nl, {"seq": seq})


def _hashes(seals: Sequence[Line]) -> dict[int, str]:
    return {s.entry["seq"]: str(s.entry["hash"]) for s in seals if type(s.entry["seq"]) is int}


def _anchors(lines: Iterable[str]) -> dict[int, str]:
    """Return the hash of each anchored seal: of two lines for one seal the first counts."""
    found: dict[int, str] = {}
    for number, line in enumerate(lines, start=1):
        try:
            data = json.loads(line)
        except ValueError:
            continue  # empty, or cut short while it was written: it anchors nothing
        try:
            found.setdefault(int(data["seq"]), str(data["hash"]))
        except (ValueError, KeyError, TypeError) as error:
            en, nl = "line {} of the anchors is no anchor", "regel {} van de ankers is geen anker"
            raise AnchorError(en.format(number), nl.format(number)) from error
    return found


# ---------------------------------------------------------------------------------------- the file


def main(arguments: Sequence[str] | None = None) -> int:
    """Print every fault, and whether the export is whole; return the exit code."""
    given = _parser().parse_args(arguments)
    dutch = given.language == "nl"
    try:
        anchors = _lines_in(given.anchors) if given.anchors else None
        chains, faults = verified(_lines_in(given.register), anchors)
    except Unreadable as error:
        sys.stderr.write(f"verify_register: {error.nl if dutch else error.en}\n")
        return 2
    for fault in faults:
        where = f"regel {fault.facts['line']}" if dutch and "line" in fault.facts else fault.chain
        sys.stdout.write(f"{where}: {fault.nl if dutch else fault.en}\n")
    sys.stdout.write(f"{_summary(chains, faults, dutch=dutch)}\n")
    sys.stdout.write(f"{_anchoring(chains, anchors, dutch=dutch)}\n")
    if not faults:
        sys.stdout.write(f"{_reach(chains, anchors, dutch=dutch)}\n")
    return 1 if faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Says whether an export of the register is whole.",
        epilog="Example: python3 verify_register.py register.jsonl anchors.jsonl --language nl",
    )
    parser.add_argument("register", type=Path, help="the export, one JSON object a line")
    parser.add_argument("anchors", type=Path, nargs="?", help="kept elsewhere, one seal a line")
    parser.add_argument("--language", choices=["en", "nl"], default="en")
    return parser


def _lines_in(path: Path) -> list[str]:
    """Return the lines; only a newline ends one, whatever else a text may hold."""
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        why = error.strerror
        raise Unreadable(
            f"{path} cannot be read: {why}", f"{path} is niet te lezen: «{why}»"
        ) from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} is no text in UTF-8", f"{path} is geen tekst in UTF-8") from error


def _summary(chains: Chains, faults: Sequence[Fault], *, dutch: bool) -> str:
    entries = sum(len(lines) for lines in chains.values())
    erased = sum(line.erased for lines in chains.values() for line in lines)
    if dutch:
        verdict = f"NIET heel: {len(faults)} gebrek(en)" if faults else "heel"
        return (
            f"Het register is {verdict}. {entries} regels in {len(chains)} ketens; van "
            f"{erased} is gewist wat erbij lag."
        )
    verdict = f"NOT whole: {len(faults)} fault(s)" if faults else "whole"
    return (
        f"The register is {verdict}. {entries} entries in {len(chains)} chains; of "
        f"{erased}, what lay beside was erased."
    )


def _anchoring(chains: Chains, anchors: Iterable[str] | None, *, dutch: bool) -> str:
    if anchors is None:
        return _WITHOUT_ANCHORS[dutch]
    seals = _hashes(chains.get(SEALS, ())).items()
    anchored = len(seals & _anchors(anchors).items())
    if dutch:
        return f"Van {len(seals)} zegel(s) zijn er {anchored} verankerd."
    return f"Of {len(seals)} seal(s), {anchored} anchored."


def _reach(chains: Chains, anchors: Iterable[str] | None, *, dutch: bool) -> str:
    """Say how much of a whole export came after the last seal: a cut there betrays nothing."""
    fixed = set(_hashes(chains.get(SEALS, ())).items())
    if anchors is not None:
        fixed &= _anchors(anchors).items()
    last = max(fixed, default=(0, ""))[0]
    if not last:
        return _NEVER_SEALED[dutch]
    seal = chains[SEALS][last - 1]
    heads = _heads(seal) or {}
    seen = last + sum(head["seq"] for name, head in heads.items() if name != SEALS)
    later = sum(len(lines) for lines in chains.values()) - seen
    at = seal.entry["at"]
    if dutch:
        return f"Wat na zegel {last} ({at}) kwam, {later} regel(s), kan ongezien zijn ingekort."
    return f"What came after seal {last} ({at}), {later} entries, may have been cut unseen."


_NEVER_SEALED = {
    False: "No seal holds it: any tail may have been cut unseen.",
    True: "Geen zegel houdt het vast: elk einde kan ongezien zijn afgeknipt.",
}
_WITHOUT_ANCHORS = {
    False: "Without the anchors, a register written anew as a whole is not seen.",
    True: "Zonder de ankers wordt een register dat in zijn geheel herschreven is niet gezien.",
}


if __name__ == "__main__":
    sys.exit(main())
