"""Which altered bytes were seen and accepted: an Office file that SharePoint rewrote."""

from collections.abc import Iterable, Mapping

from checker.documents import OFFICE, Document, part
from checker.register import Chain
from checker.tenant import FileVersion, Item, Tenant
from checker.when import removal


def written_by_people(document: Document) -> tuple[FileVersion, ...]:
    """Return all content that people ever wrote in it, on whichever item, oldest first.

    Who moves it to another library takes its versions along: each of them was written once.
    """
    found = [
        (version.at, rank, index, version)
        for rank, item in enumerate(document.items)
        for index, version in enumerate(item.written_here)
        if version.by.kind == "person"
    ]
    ordered = [version for *_, version in sorted(found, key=lambda f: f[:3])]
    return tuple({(v.at, v.by, v.sha256): v for v in ordered}.values())


def given_up(tenant: Tenant, document: Document) -> frozenset[FileVersion]:
    """Return what people wrote in a source that was kept, after its copy, and removed with it.

    What they wrote before lies in the copy, whatever they do to the source.
    """
    if not document.source_kept:
        return frozenset()
    found: set[FileVersion] = set()
    for item in document.items:
        made = [i.created_at for i in document.items if i.copied_from == item.place[1]]
        gone = removal(tenant, item)
        if made and gone is not None and gone.by_person and gone.op == "recycled":
            found |= {v for v in item.written_here if v.by.kind == "person" and v.at > max(made)}
    return frozenset(found)


def rewritten(document: Document) -> Mapping[str, str]:
    """Return for each rewritten content its original's digest.

    Accepted is only what a copy of an Office file brought, version by version, when a `verify`
    step in the register says that parts were compared (`office_parts`) and so the last differs.
    Whether older versions hold the same parts the tree cannot tell; the simulator's own count of
    complete copies (promise 1) does.
    """
    drives = {drive for chain in document.chains for drive in _verified_by_parts(chain)}
    written = {version.sha256 for version in written_by_people(document)}
    found: dict[str, str] = {}
    for item in document.items:
        if item.copied_from is None or item.place[0] not in drives:
            continue
        if not item.name.lower().endswith(OFFICE):
            continue
        brought = item.content[: len(item.content) - len(item.written_here)]
        before = _brought_from(document.source_of(item), len(brought))
        if brought and len(before) == len(brought) and before[-1] != brought[-1]:
            for new, old in zip(brought, before, strict=True):
                if new != old and new not in written:
                    found[new] = found.get(old, old)
    return found


def as_written(content: Iterable[str], rewritings: Mapping[str, str]) -> tuple[str, ...]:
    """Return the digests with each accepted rewriting told as what people wrote."""
    return tuple(rewritings.get(sha, sha) for sha in content)


def content_of(item: Item, rewritings: Mapping[str, str]) -> tuple[str, ...]:
    """Return the item's content, each accepted rewriting told as what people wrote."""
    return as_written(item.content, rewritings)


def _brought_from(source: Item, number: int) -> tuple[str, ...]:
    """Return the first `number` contents of the source.

    A copy may bring versions that only columns made as if they were content.
    """
    content = source.content
    if len(content) < number:
        content = tuple(version.sha256 for version in source.versions)
    return content[:number]


def _verified_by_parts(chain: Chain) -> Iterable[str]:
    """Return the drives into which a copy was verified part by part."""
    plans = {r.filing_id: r.plan for r in chain.rows if r.kind == "planned"}
    for row in chain.rows:
        facts = row.evidence or {}
        if row.outcome != "verify" or facts.get("content_criterion") != "office_parts":
            continue
        if row.kind == "step":
            yield str(part(plans.get(row.filing_id), "target").get("drive_id"))
        elif row.kind == "undo_step":
            yield str(part(plans.get(row.filing_id), "source").get("drive_id"))
