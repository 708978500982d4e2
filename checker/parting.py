"""Parts what people brought back or took elsewhere from the document that lies in its dossier.

A source that was released lies in the recycle bin. Whoever brings it back while its copy lies in
the dossier has two documents from then on, each with what is copied of it and written in it since.
So has whoever moves the source or its copy to another library while the one is about to take the
place of the other. After the filing ended there is one document, and whoever finds a second of it
found a broken promise. A source that was kept and its copy stay one document where people deleted
one of them and brought it back, unless the register told that it was gone and not that it is back.
"""

from collections.abc import Iterator
from dataclasses import replace

from checker.register import Place
from checker.tenant import Author, Effect, Item, Tenant, moment
from checker.when import lay_there, removal, seen_at

Items = tuple[Item, ...]


def parted(
    tenant: Tenant, items: Items, filings: frozenset[str], kept: frozenset[Place]
) -> tuple[Items, ...]:
    """Return the items of each document that those of one lineage are, the first made first.

    `filings` are all that were ever planned of them. `kept` are the places of sources that were kept,
    and of their copies, but for those of which the register told that one was gone, and not that it is back.

    What was brought back is in both: as it went in the one, and as it came back in the other. What
    went to another library is in the one as it went, and what it became there in the other.
    """
    if not any(tenant.touched_by_people(i.place, "restored", "transferred") for i in items):
        return (items,)
    parts = _Parts(tenant, items, filings, kept)
    return tuple(tuple(parts.items_of(number)) for number in range(parts.number))


class _Parts:
    """Which part each item belonged to, from which call on, as the calls tell it in their order."""

    def __init__(
        self, tenant: Tenant, items: Items, filings: frozenset[str], kept: frozenset[Place]
    ) -> None:
        self._tenant, self._items, self._kept = tenant, items, kept
        folders = (i for i in tenant.items.values() if not i.is_file and i.staged)
        self._staging_folders = [folder for folder in folders if folder.name in filings]
        self._spans: dict[tuple[str, str], list[tuple[int, Effect | None]]] = {}
        self.number = 1
        effects = tenant.effects_on.get(str(items[0].lineage), ())
        self._left_by = {e.n: e.place for e in effects if e.op == "transferred"}
        for effect in effects:
            self._play(effect)

    def items_of(self, number: int) -> Iterator[Item]:
        """Return the items of that part, each as it was while it belonged to it; its first first."""
        mine = []
        for item in self._items:
            spans = self._spans.get(item.place, [(0, None)])
            for nth, (part, begun) in enumerate(spans):
                ended = spans[nth + 1][1] if nth + 1 < len(spans) else None
                if part == number:
                    mine.append(_as_it_was(item, begun, ended))
        yield from sorted(mine, key=lambda item: item.copied_from is not None)

    def _play(self, effect: Effect) -> None:
        item = self._tenant.items.get(effect.place)
        if item is None:
            return
        if self._left_by.get(effect.n) in self._kept and effect.op == "created":
            self._kept |= {effect.place}
        if effect.op in ("created", "copied"):
            self._spans[effect.place] = [self._begun(item, effect)]
        if effect.op == "restored" and effect.by_person and self._is_another(item, effect.n):
            self._spans.setdefault(effect.place, [(0, None)]).append((self.number, effect))
            self.number += 1

    def _is_another(self, item: Item, n: int) -> bool:
        """Return whether what people brought back by call `n` is another document than what lies elsewhere."""
        gone = removal(self._tenant, item, n - 1)
        if item.place in self._kept and gone is not None and gone.by_person:
            return False
        return self._lies_elsewhere(item, n)

    def _begun(self, item: Item, effect: Effect) -> tuple[int, Effect | None]:
        part = self._part_of_source(item, effect)
        source = self._tenant.items.get(self._left_by.get(effect.n, item.place))
        if source is None or not self._was_taken(source, item, effect):
            return part, None
        self.number += 1
        return self.number - 1, effect

    def _was_taken(self, source: Item, item: Item, effect: Effect) -> bool:
        """Return whether people took the source or its copy while a filing put that in its place."""
        if source == item or not effect.by_person:
            return False
        under_way = any(lay_there(self._tenant, f, effect.n) for f in self._staging_folders)
        return under_way and self._lies_elsewhere(source, effect.n, but=item)

    def _part_of_source(self, item: Item, effect: Effect) -> int:
        from_there = self._left_by.get(effect.n)
        for source in self._items:
            if from_there == source.place or item.copied_from == source.place[1]:
                return self._part(source)
        return 0

    def _part(self, item: Item) -> int:
        return self._spans.get(item.place, [(0, None)])[-1][0]

    def _lies_elsewhere(self, item: Item, n: int, but: Item | None = None) -> bool:
        mine = self._part(item)
        others = (o for o in self._items if o not in (item, but) and self._part(o) == mine)
        return any(seen_at(self._tenant, other, n) for other in others)


def _as_it_was(item: Item, begun: Effect | None, ended: Effect | None) -> Item:
    """Return the item as it was between two calls by which people brought it back, or took it."""
    if begun is not None and begun.op == "created":
        item = replace(item, since=begun.n)
    elif begun is not None:
        who = Author("person", item.created_by.name)
        theirs = tuple(
            replace(version, by=who) if version.by.kind != "person" else version
            for version in item.versions
        )
        brought = tuple(version for version in theirs if version.cause == "content")
        item = replace(
            item,
            created_by=who,
            copied_from=None,
            versions=theirs,
            written_here=brought,
            since=begun.n,
        )
    if ended is not None:
        until = moment(ended.at)
        item = replace(
            item,
            live=False,
            versions=tuple(v for v in item.versions if v.at <= until),
            written_here=tuple(v for v in item.written_here if v.at <= until),
            until=ended.n,
        )
    return item
