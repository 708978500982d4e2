"""Promises 1 and 2: nothing lost, nothing twice."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from checker.documents import Document, deleted_at, part, place_data
from checker.findings import Violation
from checker.register import Chain, Place, Register, Row
from checker.rewriting import as_written, content_of, given_up, rewritten, written_by_people
from checker.tenant import Effect, Tenant, moment
from checker.when import lay_there

COPIES_A_DAY = 3
_DESCRIBES = frozenset({"content_type", "fields"})
_TAKES_NOTHING = frozenset({"label", "shared", "moved", "renamed", "checked_in", "checked_out"})


def lost(tenant: Tenant, document: Document) -> Iterator[Violation]:
    """Return what people wrote that no live item holds, in the order in which it was written.

    Where the source was kept people may go on in both, so then each item's own history is asked,
    but for what they removed again; so too where they wrote in a copy that was staged.
    """
    names, lineage = document.original.name, document.lineage
    if not document.live:
        yield Violation(1, lineage, f"«{names}» is nowhere any more, and no person deleted it")
        return
    rewritings = rewritten(document)
    wanted = [tuple(v.sha256 for v in written_by_people(document))]
    removed = given_up(tenant, document)
    if document.source_kept or any(item.staged and item.of_people for item in document.live):
        wanted = [
            tuple(v.sha256 for v in item.written_here if v.by.kind == "person" and v not in removed)
            for item in document.items
        ]
    for history in wanted:
        expected = as_written(history, rewritings)
        found = [content_of(item, rewritings) for item in document.live]
        if not any(_in_order(expected, content) for content in found):
            sentence = f"no live item of «{names}» holds every version that people wrote"
            yield Violation(1, lineage, sentence, {"written": expected, "found": found})


def _in_order(wanted: Iterable[str], found: Iterable[str]) -> bool:
    left = iter(found)
    return all(sha in left for sha in wanted)


def released_too_early(tenant: Tenant, document: Document) -> Iterator[Violation]:
    """Return each act of an app that may take content away and after which no complete copy was left.

    What people had deleted themselves by then does not count, whether or not they brought it back
    since; nor an act that leaves every version as it is: where people write in what lies in a dossier
    and in what was kept beside it, neither holds all. A write of columns or of a content type adds a
    version and may push out an old one: it counts where a complete copy was left until then.
    The simulator counts an Office file that it rewrote without changing what is in it as complete.
    """
    effects = tuple(_effects_on(tenant, document))
    for last, effect in zip((None, *effects), effects, strict=False):
        if effect.by_person or effect.op in _TAKES_NOTHING:
            continue
        if _complete_copies(tenant, document, effect) != 0:
            continue
        if last and effect.op in _DESCRIBES and _complete_copies(tenant, document, last) == 0:
            continue
        if deleted_at(tenant, document.items, effect.n) is None:
            yield Violation(
                1,
                document.lineage,
                f"after call {effect.n} ({effect.op}) no complete copy of "
                f"«{document.original.name}» was left",
                {"call": effect.n, "op": effect.op, "item": place_data(effect.place)},
            )


def _effects_on(tenant: Tenant, document: Document) -> Iterator[Effect]:
    """Return what was done to the document, and not to the other one that was brought back."""
    items = {item.place: item for item in document.items}
    for effect in tenant.effects_on.get(document.lineage, ()):
        if effect.place in items and items[effect.place].covers(effect.n):
            yield effect


def _complete_copies(tenant: Tenant, document: Document, effect: Effect) -> int | None:
    """Return how many complete copies were left after it.

    The simulator counts all of the lineage: of one of its documents they are counted here.
    """
    if not document.is_part:
        return effect.copies_left
    rewritings, at = rewritten(document), moment(effect.at)
    written = {v.sha256 for v in written_by_people(document) if v.at <= at}
    there = (item for item in document.items if lay_there(tenant, item, effect.n))
    held = (
        {v.sha256 for v in item.versions if v.cause == "content" and v.at <= at} for item in there
    )
    return sum(written <= set(as_written(content, rewritings)) for content in held)


def deleted_for_good(tenant: Tenant) -> Iterator[Violation]:
    """Return each item that the calls tell of and the tree does not, not even recycled."""
    seen: set[Place] = set()
    for effect in tenant.effects:
        if effect.place in tenant.items or effect.place in seen:
            continue
        seen.add(effect.place)
        sentence = "an item that once was is in no drive and in no recycle bin"
        facts = {"call": effect.n, "op": effect.op, "item": place_data(effect.place)}
        yield Violation(1, effect.lineage or effect.place[1], sentence, facts)


def in_two_places(document: Document) -> Iterator[Violation]:
    """Return a document that people can see twice, or that two chains tell of.

    While a filing is under way, and where the source was kept, there are two by right.
    """
    if document.under_way or document.source_kept:
        return
    name = document.original.name
    if len(document.visible) > 1:
        sentence = f"«{name}» lies in {len(document.visible)} places at once"
        places = [item.path for item in document.visible]
        yield Violation(2, document.lineage, sentence, {"paths": places})
    if len(document.standing_at) > 1:
        sentence = f"the register tells of «{name}» in {len(document.standing_at)} chains"
        chains = [chain.name for chain in document.standing_at]
        yield Violation(2, document.lineage, sentence, {"chains": chains})


def kept_twice(documents: Iterable[Document]) -> Iterator[Violation]:
    """Return each document that was filed although one with the same bytes was filed already.

    Only bytes are compared: of Office files that differ in their properties and in nothing else
    it cannot tell that they are the same.
    """
    first: dict[str, Document] = {}
    told = [by_chain for document in documents for by_chain in _by_chain(document)]
    for document in told:
        sha256 = _filed_bytes(document)
        if sha256 is None:
            continue
        other = first.setdefault(sha256, document)
        if other is not document:
            names = f"«{document.original.name}» and «{other.original.name}»"
            sentence = f"{names} are the same bytes, and both were filed"
            yield Violation(2, document.lineage, sentence, {"other": other.lineage})


def _by_chain(document: Document) -> Iterator[Document]:
    """Return the document as each chain tells of it: a source that was kept may have one of its own."""
    for chain in document.standing_at:
        yield replace(document, standing_at=(chain,))


def _filed_bytes(document: Document) -> str | None:
    """Return the digest of the newest version that its filing plan knew; null without bytes."""
    plan = document.planned.plan if document.filed_item and document.planned else None
    before = part(plan, "source")
    place = (before.get("drive_id"), before.get("item_id"))
    known = before.get("versions")
    item = next((item for item in document.items if item.place == place), None)
    if item is None or not isinstance(known, list) or not before.get("size"):
        return None
    versions = item.versions[: len(known)]
    return versions[-1].sha256 if versions else None


def left_in_staging(tenant: Tenant, register: Register) -> Iterator[Violation]:
    """Return each live file or folder in a staging folder whose filing is not under way.

    What people put there or wrote in, and the folder around it, is left to them.
    """
    under_way = {filing for chain in register.of_documents() for filing in chain.under_way()}
    written = (i for i in tenant.items.values() if i.live and i.of_people)
    theirs = {place for item in written for place in tenant.above(item)}
    for item in tenant.items.values():
        of_people = item.of_people if item.is_file else item.place in theirs
        if not item.live or not item.staged or of_people:
            continue
        if (item.filing_folder or item.name) not in under_way:
            sentence = f"«{item.name}» was left in a staging folder; no filing of it is under way"
            yield Violation(2, item.lineage or item.place[1], sentence, {"path": item.path})


def ended_twice(register: Register) -> Iterator[Violation]:
    """Return each filing that was filed more than once.

    An undo that could not be carried out ends in `filed` again: that is no second filing.
    """
    ended: set[str] = set()
    for chain in register.of_documents():
        undoing: set[str] = set()
        for row in chain.rows:
            filing = row.filing_id or ""
            if row.kind == "undo_planned":
                undoing.add(filing)
            elif row.kind == "filed" and filing in undoing:
                undoing.discard(filing)
            elif row.kind == "filed" and filing in ended:
                sentence = f"filing {filing} was filed more than once"
                yield Violation(2, chain.name, sentence, {"filing_id": filing})
            elif row.kind == "filed":
                ended.add(filing)


def copied_too_often(tenant: Tenant, document: Document) -> Iterator[Violation]:
    """Return each day on which apps completed more than three copies of the document by themselves.

    What people take elsewhere and bring back may be told of in a chain of its own: each that planned
    a filing that day may have made three. Each undo that a person let begin that day may have made
    one more.
    """
    orders = Counter(row.at[:10] for c in document.chains for row in c.rows if _is_order(row))
    planned = Counter(day for chain in document.chains for day in _days_of_plans(chain))
    copies = [
        effect
        for effect in _effects_on(tenant, document)
        if effect.op == "copied" and not effect.by_person
    ]
    for day, found in groupby(copies, key=_day):
        number = len({effect.place for effect in found})
        if number > COPIES_A_DAY * max(1, planned[day]) + orders[day]:
            sentence = f"«{document.original.name}» was copied {number} times on {day}"
            yield Violation(2, document.lineage, sentence, {"day": day, "copies": number})


def _days_of_plans(chain: Chain) -> set[str]:
    return {row.at[:10] for row in chain.rows if row.kind == "planned"}


def _is_order(row: Row) -> bool:
    return row.kind == "undo_planned" and str(row.entry.get("actor")).startswith("person:")


def _day(effect: Effect) -> str:
    return effect.at[:10]
