"""Promise 3, nothing silently altered, and promise 10, nobody sees more than before."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from checker.documents import Document, part, place_data
from checker.findings import Violation
from checker.register import Chain, Row
from checker.rewriting import content_of, given_up, rewritten, written_by_people
from checker.tenant import FileVersion, Item, Tenant, moment

CHANGING = ("fields", "renamed", "moved", "recycled", "content", "label", "content_type")
ORIGIN = {
    "OorspronkelijkAangemaaktDoor": "created_by",
    "OorspronkelijkAangemaaktOp": "created_at",
    "OorspronkelijkGewijzigdDoor": "modified_by",
    "OorspronkelijkGewijzigdOp": "modified_at",
}

# What the balance sheet tells of the document before it was filed: as the plan calls it.
BEFORE = {
    "name": "name",
    "content_type": "content_type",
    "label": "label",
    "columns": "fields",
    "versions": "versions",
    "audience": "principals",
}


def altered_content(tenant: Tenant, document: Document) -> Iterator[Violation]:
    """Return each live item whose content no person wrote, and a document that lost its last.

    A copy in a staging folder of a filing under way has still to be verified and is passed over.
    """
    rewritings = rewritten(document)
    written = [version.sha256 for version in written_by_people(document)]
    last: list[str] = []
    for item in document.live:
        if item.filing_folder in document.under_way:
            continue
        content = content_of(item, rewritings)[-1:]
        last.extend(content)
        if not content or content[0] not in written:
            sentence = f"the content of «{item.name}» is not what people wrote"
            facts = {"path": item.path, "found": content, "written": written[-1:]}
            yield Violation(3, document.lineage, sentence, facts)
    removed = given_up(tenant, document)
    written = [v.sha256 for v in written_by_people(document) if v not in removed]
    if document.live and written and written[-1] not in last:
        sentence = f"«{document.original.name}» does not hold what people wrote last"
        yield Violation(3, document.lineage, sentence, {"written": written[-1], "found": last})


def altered_name(tenant: Tenant, document: Document) -> Iterator[Violation]:
    """Return each visible item that has neither its source's name, nor a planned or chosen one.

    Where the plan announced that its name may be taken, the name that its filing took is a planned one.
    """
    names = {
        item.name
        for item in document.items
        if item.copied_from is None or tenant.touched_by_people(item.place, "renamed")
    }
    for chain in document.chains:
        for row in chain.rows:
            if row.kind == "planned":
                names |= {
                    str(part(row.plan, side).get("name", document.original.name))
                    for side in ("source", "target")
                }
            if row.kind == "step" and row.outcome == "place" and _may_be_renamed(chain, row):
                names.add(str((row.evidence or {}).get("name")))
    for item in document.visible:
        if item.name not in names and not tenant.touched_by_people(item.place, "renamed", "moved"):
            sentence = f"«{item.name}» does not have its source's name, nor a planned one"
            facts = {"path": item.path, "expected": sorted(names)}
            yield Violation(3, document.lineage, sentence, facts)


def _may_be_renamed(chain: Chain, step: Row) -> bool:
    """Return whether the plan of that step's filing says so beforehand."""
    plans = (r.plan for r in chain.rows if r.kind == "planned" and r.filing_id == step.filing_id)
    told = ((plan or {}).get("losses") for plan in plans)
    known = (losses for losses in told if isinstance(losses, list))
    return any(loss in {"name", "name_if_taken"} for losses in known for loss in map(str, losses))


def changed_without_plan(tenant: Tenant, document: Document) -> Iterator[Violation]:
    """Return each change by an app to what a person made while no filing was ever planned."""
    if document.was_planned:
        return
    for item in document.items:
        if item.created_by.kind != "person":
            continue
        for effect in tenant.done_to(item.place, *CHANGING):
            if not effect.by_person and item.covers(effect.n):
                sentence = f"call {effect.n} ({effect.op}) changed «{item.name}» without a plan"
                facts = {"call": effect.n, "op": effect.op, "item": place_data(item.place)}
                yield Violation(3, document.lineage, sentence, facts)


def filed_otherwise(
    tenant: Tenant, document: Document, allowed: frozenset[str]
) -> Iterator[Violation]:
    """Return where a filed document differs from its plan, or its plan from what was filed."""
    item = document.filed_item
    if item is None:
        return
    name, lineage = item.name, document.lineage
    if document.planned is None or document.planned.plan is None:
        yield Violation(3, lineage, f"«{name}» was filed, and no plan for it is in the register")
        return
    plan = document.planned.plan
    before, target = part(plan, "source"), part(plan, "target")
    # Where people put it into its dossier themselves, what it was elsewhere is theirs to answer for.
    source = item if document.is_same_item else document.source_of(item)
    problems = [*_origin_lost(tenant, item, before), *_misplaced(tenant, item, target)]
    problems += _other_label(tenant, item, target.get("label"), document.labels_told)
    if document.is_filed and not document.is_same_item:
        problems += _plan_against_source(before, source)
    if document.is_filed and (plan.get("pointer_name") or not document.is_same_item):
        problems += _pointer_missing(tenant, plan)
    problems += _balance_against_item(tenant, document, item)
    for sentence, facts in problems:
        yield Violation(3, lineage, f"«{name}»: {sentence}", facts)
    shown = _shown(tenant, document, item)
    more = shown.principals - _who_saw(tenant, before, source) - allowed
    if more and not _changed_since(tenant, item, shown, source):
        sentence = f"more people can see «{name}» than before it was filed"
        yield Violation(10, lineage, sentence, {"more": sorted(more)})


def _who_saw(tenant: Tenant, before: Mapping[str, Any], source: Item) -> frozenset[str]:
    """Return who could see the document before: by its old folder where it was moved out of that."""
    folder = tenant.items.get((str(before.get("drive_id")), str(before.get("parent_id"))))
    moved = source.live and folder is not None and source.parent_id != folder.place[1]
    if moved and folder is not None and not tenant.done_to(source.place, "shared"):
        return folder.principals
    return source.principals


def _shown(tenant: Tenant, document: Document, item: Item) -> Item:
    """Return what tells to whom the filing showed it: the item, or the folder it was placed in.

    That folder, where people moved the item alone out of it: who sees it elsewhere is their doing,
    and who saw it in the dossier is ours. It had the folder's audience unless it was shared itself.
    """
    folder = tenant.items.get((item.place[0], str(document.placed_in)))
    moved = folder is not None and folder.live and item.folder != folder.place
    if moved and folder is not None and not tenant.done_to(item.place, "shared"):
        return folder
    return item


def _changed_since(tenant: Tenant, item: Item, shown: Item, source: Item) -> bool:
    """Return whether people changed who sees the source or what is shown, once `item` was filed.

    Also by a folder above, shared or moved: who saw it before that act is told nowhere, for the tree
    has only who sees it now. So nobody can be held to what the filing itself showed there.
    """
    done = tenant.effects_on.get(item.place, ())
    placed = [e.n for e in done if e.op == "moved" and not e.by_person]
    filed = placed or [e.n for e in done if not e.by_person]
    above = {*tenant.above(shown), *tenant.above(source)}
    changed = (e for place in above for e in tenant.done_to(place, "shared", "moved"))
    return bool(filed) and any(e.by_person and e.n > filed[0] for e in changed)


def pointer_after_undo(tenant: Tenant, document: Document) -> Iterator[Violation]:
    """Return the pointer that still stands although its filing was undone.

    What people did anything to is their own, and stays.
    """
    act = document.last_act
    if act is None or act.kind != "undone" or document.under_way or document.planned is None:
        return
    for item in _pointers(tenant, document.planned.plan or {}):
        theirs = any(effect.by_person for effect in tenant.effects_on.get(item.place, ()))
        if item.live and not theirs:
            sentence = f"the pointer «{item.name}» still stands after the undo"
            yield Violation(3, document.lineage, sentence, {"path": item.path})


Problem = tuple[str, Mapping[str, Any]]


def _origin_lost(tenant: Tenant, item: Item, before: Mapping[str, Any]) -> Iterator[Problem]:
    if tenant.touched_by_people(item.place, "fields"):
        return  # what a person wrote into a column stands
    for column, key in ORIGIN.items():
        found, expected = item.fields.get(column), before.get(key)
        if not found or not expected or not _same(str(found), str(expected), key):
            facts = {"column": column, "found": found, "expected": expected}
            yield f"column {column} does not hold the origin", facts


def _same(one: str, other: str, key: str) -> bool:
    """Return whether both say the same; moments to the second, which is what a column keeps."""
    if not key.endswith("_at"):
        return one == other
    try:
        return moment(one).replace(microsecond=0) == moment(other).replace(microsecond=0)
    except (ValueError, TypeError):
        return False


def _misplaced(tenant: Tenant, item: Item, target: Mapping[str, Any]) -> Iterator[Problem]:
    folder = target.get("folder")
    if item.place[0] != target.get("drive_id"):
        yield "it does not lie in the planned library", {"path": item.path}
    elif f"/{folder}/" not in item.path and not tenant.brought_by_people(item):
        yield "it does not lie in the planned dossier", {"path": item.path, "planned": folder}


def _other_label(
    tenant: Tenant, item: Item, planned: Any, told: tuple[str | None, ...]
) -> Iterator[Problem]:
    """Return a label that is not the planned one, unless people chose it and the register says so."""
    if planned and item.label == planned:
        return
    facts = {"found": item.label, "planned": planned, "told": list(told)}
    if not tenant.chosen_by_people(item.place, "label"):
        yield "the planned label is not on it", facts
    elif item.label not in told:
        yield "people chose another label, and the register does not say so", facts


def _plan_against_source(before: Mapping[str, Any], source: Item) -> Iterator[Problem]:
    """Return where the plan's before-values are not those of the source in the recycle bin."""
    last = source.versions[-1] if source.versions else None
    pairs: dict[str, tuple[Any, Any]] = {
        "item_id": (before.get("item_id"), source.place[1]),
        "name": (before.get("name"), source.name),
        "size": (before.get("size"), last.size if last else None),
        "created_by": (before.get("created_by"), source.created_by.name),
        "versions": (_versions_told(before.get("versions")), _versions_made(source.versions)),
    }
    if before.get("quick_xor_hash") is not None and last is not None:
        pairs["quick_xor_hash"] = (before["quick_xor_hash"], last.quick_xor_hash)
    if source.until is not None:
        del pairs["name"]  # people brought it back, and it may have another since
    for what, (planned, found) in pairs.items():
        if planned != found:
            sentence = f"the plan's before-value of {what} is not the source's"
            yield sentence, {"planned": planned, "found": found}


def _balance_against_item(tenant: Tenant, document: Document, item: Item) -> Iterator[Problem]:
    """Return where the balance sheet is not there, or tells otherwise than plan and item.

    Before is what the plan saw. After is what lies in the dossier, but for what people did since:
    versions they added, a name or a label they chose. What they took to another library is another
    item. Only of what stayed one item versions may not be told.
    """
    ended = document.filed_first
    if ended is None or ended.evidence is None:
        return
    balance = part(ended.evidence, "balance")
    if not balance:
        yield "no balance sheet tells what filing changed", {}
        return
    planned, before = document.planned.plan if document.planned else None, part(balance, "before")
    source, after = part(planned, "source"), part(balance, "after")
    for what, key in BEFORE.items():
        if what not in before or before[what] != source.get(key):
            facts = {"planned": source.get(key), "found": before.get(what)}
            yield f"the balance sheet tells another {what} before filing than the plan", facts
    if ended.place != item.place:
        return
    if after.get("name") != item.name and not tenant.brought_by_people(item):
        facts = {"told": after.get("name"), "found": item.name}
        yield "the balance sheet tells another name than it has", facts
    if after.get("label") != item.label and not tenant.touched_by_people(item.place, "label"):
        facts = {"told": after.get("label"), "found": item.label}
        yield "the balance sheet tells another label than it has", facts
    told = after.get("versions")
    if told is None and document.is_same_item:
        return
    sheet, found = _versions_told(told), _versions_made(item.versions)
    if not sheet or sheet != found[: len(sheet)]:
        yield "the balance sheet tells other versions than it has", {"told": sheet, "found": found}


def _versions_told(told: Any) -> list[tuple[str, ...]]:
    """Return of each version that the register tells its size, who made it and when, to the second."""
    rows = [row for row in told if isinstance(row, Mapping)] if isinstance(told, list) else []
    return [(str(row.get("size")), str(row.get("by")), _second(row.get("at"))) for row in rows]


def _versions_made(versions: Iterable[FileVersion]) -> list[tuple[str, ...]]:
    return [(str(v.size), v.by.name, v.at.replace(microsecond=0).isoformat()) for v in versions]


def _second(text: Any) -> str:
    """Return that moment to the second; what is none, as it is."""
    try:
        return moment(str(text)).replace(microsecond=0).isoformat()
    except ValueError:
        return str(text)


def _pointer_missing(tenant: Tenant, plan: Mapping[str, Any]) -> Iterator[Problem]:
    """Return the missing pointer; people may have removed it, or the folder it stood in."""
    before = part(plan, "source")
    folder = tenant.items.get((str(before.get("drive_id")), str(before.get("parent_id"))))
    if folder is not None and not folder.live:
        return
    found = list(_pointers(tenant, plan))
    if any(item.live for item in found):
        return
    if any(tenant.touched_by_people(item.place, "recycled") for item in found):
        return
    if _carried_off(tenant, str(before.get("drive_id"))):
        return
    yield "no pointer stands at its old place", {"folder": before.get("path")}


def _pointers(tenant: Tenant, plan: Mapping[str, Any]) -> Iterator[Item]:
    """Return the pointers at the old place, also recycled ones."""
    before, planned = part(plan, "source"), plan.get("pointer_name")
    folder, start = (str(before.get("drive_id")), str(before.get("parent_id"))), before.get("name")
    for item in tenant.items.values():
        named = item.name == planned if planned else item.name.startswith(str(start))
        if named and item.is_pointer and item.folder == folder:
            yield item


def _carried_off(tenant: Tenant, drive_id: str) -> bool:
    """Return whether people moved or renamed a pointer in that drive: it may be the one.

    It may have a name since by which nobody knows it for a pointer.
    """
    return any(
        item.is_file
        and item.created_by.kind == "app"
        and item.copied_from is None
        and item.place[0] == drive_id
        and tenant.touched_by_people(item.place, "moved", "renamed", "transferred")
        for item in tenant.items.values()
    )
