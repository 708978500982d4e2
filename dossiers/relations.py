"""What a document tells about other dossiers, as the file plan's relation rules say.

Pure and deterministic. The words of older messages that a document quotes, and of what is attached
to it, are read too, but what only they tell is never certain.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from dossiers.framework_names import find_parts
from records.documents import DocumentSnapshot, Reading
from records.file_plan import DossierType, FilePlan, RelationRule
from records.numbers import find_numbers, unclear_numbers
from records.personal_numbers import masked_part
from records.relations import FoundRelation, TargetKind
from records.verdicts import Verdict

AROUND = 60  # characters that are quoted on either side
MOST_PLACES = 500  # of numbers of one shape, beyond which nothing is certain; keeps it linear
MOST_TARGETS = 50  # a list of hundreds of numbers is not a document about each of them


class _Passage(NamedTuple):
    """A part of the text that hangs together: its own words, an older message, an attachment."""

    start: int
    end: int
    is_own: bool


class _Hit(NamedTuple):
    target: str
    start: int
    end: int
    passage: _Passage


class _Hits(NamedTuple):
    """The first place of each target, its own words first, and whether there may be more."""

    of: tuple[_Hit, ...]
    unclear: bool


def relations_of(
    snapshot: DocumentSnapshot, verdict: Verdict, plan: FilePlan
) -> tuple[FoundRelation, ...]:
    """Return the relations that a classified document tells; none where it is not classified."""
    if snapshot.reading is None or not verdict.document_type or not verdict.dossier_type:
        return ()
    return find_relations(
        snapshot.reading,
        document_type=verdict.document_type,
        dossier_type=plan.dossier_type(verdict.dossier_type),
        dossier_number=verdict.dossier_number,
        plan=plan,
    )


def find_relations(
    reading: Reading,
    *,
    document_type: str,
    dossier_type: DossierType,
    dossier_number: str | None,
    plan: FilePlan,
) -> tuple[FoundRelation, ...]:
    """Return the relations that the text tells, by rule and in order of the text.

    Its own dossier, and what of the policy framework is kept in that dossier, is no relation. A
    relation is certain where its rule takes a single hit for sure, the document's own words name
    one target only, nothing beside it is unclear, and it was not recognised from a scan. At most `MOST_TARGETS` per rule.
    """
    rules = [rule for rule in dossier_type.relations if document_type in rule.document_types]
    if not reading.text or not rules:
        return ()
    asked = {rule.target for rule in rules}
    hits: dict[TargetKind, _Hits] = {}
    if "dossier" in asked:
        hits["dossier"] = _dossiers(reading, dossier_number, plan)
    if "framework" in asked:
        hits["framework"] = _parts(reading, dossier_number, plan)
    return _merged(found for rule in rules for found in _found(rule, hits, reading))


def _found(
    rule: RelationRule, hits: Mapping[TargetKind, _Hits], reading: Reading
) -> Iterator[FoundRelation]:
    found = hits[rule.target]
    single = sum(hit.passage.is_own for hit in found.of) == 1 and not found.unclear
    for hit in found.of[:MOST_TARGETS]:
        text = reading.text or ""
        start, end = _quotation(text, hit)
        yield FoundRelation(
            relation=rule.relation,
            target_kind=rule.target,
            target=hit.target,
            certain=rule.certain
            and single
            and hit.passage.is_own
            and not _is_recognised(reading, hit),
            quote=masked_part(text, start, end),
            start=start,
            end=end,
            page=_page(reading, hit.start),
        )


def _merged(found: Iterable[FoundRelation]) -> tuple[FoundRelation, ...]:
    """Return each relation once; where two rules give it, it is certain if both say so."""
    merged: dict[tuple[str, str, str], FoundRelation] = {}
    for one in found:
        key = (one.relation, one.target_kind, one.target)
        before = merged.get(key)
        if before is None or (before.certain and not one.certain):
            merged[key] = one
    return tuple(merged.values())


def _dossiers(reading: Reading, own_number: str | None, plan: FilePlan) -> _Hits:
    text = reading.text or ""
    shapes = sorted({dossier_type.number_shape for dossier_type in plan.dossier_types})
    hits, unclear = [], False
    for passage in _passages(reading):
        words = text[passage.start : passage.end]
        for shape in shapes:
            found = find_numbers(words, shape)
            hits += [
                _Hit(one.number, passage.start + one.start, passage.start + one.end, passage)
                for one in found
                if one.number != own_number
            ]
            if passage.is_own and not unclear:
                unclear = len(found) > MOST_PLACES or bool(unclear_numbers(words, shape))
    return _Hits(_first_of_each(hits), unclear)


def _parts(reading: Reading, own_number: str | None, plan: FilePlan) -> _Hits:
    text = reading.text or ""
    here = {part.name for part in plan.framework if own_number and part.dossier == own_number}
    hits = [
        _Hit(one.part, passage.start + one.start, passage.start + one.end, passage)
        for passage in _passages(reading)
        for one in find_parts(text[passage.start : passage.end], plan.framework)
        if one.part not in here
    ]
    return _Hits(_first_of_each(hits), unclear=False)


def _first_of_each(hits: list[_Hit]) -> tuple[_Hit, ...]:
    first: dict[str, _Hit] = {}
    for hit in sorted(hits, key=lambda hit: (not hit.passage.is_own, hit.start, hit.target)):
        first.setdefault(hit.target, hit)
    return tuple(first.values())


def _passages(reading: Reading) -> list[_Passage]:
    """Return the passages of the text, in order; nothing is found across their borders."""
    length = len(reading.text or "")
    inside = [attachment.start for attachment in reading.attachments]
    own_end = min(length if reading.own_end is None else reading.own_end, *inside, length)
    borders = {0, own_end, length, *inside, *(one.end for one in reading.attachments)}
    within = sorted({min(max(border, 0), length) for border in borders})
    return [_Passage(start, end, end <= own_end) for start, end in pairwise(within)]


def _quotation(text: str, hit: _Hit) -> tuple[int, int]:
    """Return where the words around a hit begin and end: whole words, of the same paragraph."""
    low, high = hit.passage.start, hit.passage.end
    before = text[max(low, hit.start - AROUND) : hit.start]
    after = text[hit.end : min(high, hit.end + AROUND)]
    if hit.start - AROUND > low:
        before = re.sub(r"\A\S+(?=\s)", "", before)  # a word that is cut in two
    if hit.end + AROUND < high:
        after = re.sub(r"(?<=\s)\S+\Z", "", after)
    before = before.rpartition("\n\n")[2].lstrip()
    after = after.partition("\n\n")[0].rstrip()
    return hit.start - len(before), hit.end + len(after)


def _is_recognised(reading: Reading, hit: _Hit) -> bool:
    """Tell whether a hit was recognised from a scan, where a digit may be misread."""
    return any(start <= hit.start < end for start, end in reading.recognised)


def _page(reading: Reading, offset: int) -> int | None:
    return bisect_right(reading.pages, offset) if len(reading.pages) > 1 else None
