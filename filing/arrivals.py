"""What a delta page means for us: which documents it makes due, and which are new."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from filing.staging import STAGING
from records.changes import ChangedItem


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of one drive before a page is taken in.

    `folders`: folder to its parent. `sources`: folder listened to, to the source's name.
    `documents`: item to the document that it is or was; `current`: the items where documents lie
    now, to the source of that document; `handled`: our pointers, and the items that a document was
    before the filing that kept its source, and `kept_sources` the latter; `under_way`: those of one
    whose filing or undo is under way, `releasing` those of them that it began to remove, and that are the
    document no more once it has ended. `own_writes`: parent and name in small letters of what we wrote there.
    `pending`: items of earlier pages of which nobody could tell then where they belong. `names`:
    folder to its name. `filings`: those of the names of folders, also on the page, that are the id of
    a filing of ours.
    """

    folders: Mapping[str, str | None]
    sources: Mapping[str, str]
    documents: Mapping[str, str]
    current: Mapping[str, str]
    own_writes: frozenset[tuple[str, str]]
    handled: frozenset[str] = frozenset()
    kept_sources: frozenset[str] = frozenset()
    under_way: frozenset[str] = frozenset()
    releasing: frozenset[str] = frozenset()
    pending: frozenset[ChangedItem] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    filings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What follows from a page.

    `due`: documents to look at. `new`: item to the source it lies in. `moved`: document to the
    other source it lies in now. `pending`: all items of which nobody can tell yet. `names`: file
    to its name now. `folders`: folders as they are now, `folder_names` what they are called, and
    `gone_folders` those that are no more.
    `read_again` asks for the whole drive to be read: a folder came into a source, and delta does
    not tell what lies in it. `vanished`: documents that are told to be deleted, of those that no
    filing of ours is busy with. `by_folder`: of the due ones those of which nothing was told but
    that a folder was moved out of their source; nobody changed them.
    """

    due: frozenset[str]
    new: Mapping[str, str]
    moved: Mapping[str, str]
    pending: frozenset[ChangedItem]
    names: Mapping[str, str]
    folders: Mapping[str, str | None]
    folder_names: Mapping[str, str]
    gone_folders: frozenset[str]
    read_again: bool
    vanished: frozenset[str] = frozenset()
    by_folder: frozenset[str] = frozenset()


def sort_out(items: Iterable[ChangedItem], known: Known) -> Arrivals:
    """Return what follows from the items of one delta page, folded to their last state.

    Our own writes are no news, nor is the copy that waits in our staging folder: it is known by its
    place before it is made, and by its item after. What else lies there is of people, and so is an
    item that a document was before its filing: someone brought it back from the recycle bin. While
    that filing or its undo is under way it may still be ours, and so is a document that the filing
    itself moves to another source, or that it began to remove: all are sorted out with later pages. A
    document that is deleted or moved out is due too, also where its filing kept it: someone decided
    something, and that is written down. Of a folder that is moved delta tells no more than the
    folder: then every document of the source it lay in is due. A page may tell of a file before a
    later one tells of its folder: such items are kept, and sorted out with each page.
    """
    page = tuple(items)
    told = {item.item_id for item in page}
    gone = frozenset(i.item_id for i in page if i.is_folder and i.deleted)
    changed = {i.item_id: i.parent_id for i in page if i.is_folder and not i.deleted}
    folders = {**known.folders, **changed}
    called = {i.item_id: i.name or "" for i in page if i.is_folder and not i.deleted}
    now = Folders(folders, known.sources, {**known.names, **called}, known.filings)
    files = [i for i in page if not i.is_folder and not i.is_root]
    kept = [i for i in known.pending if i.item_id not in told]
    places = _places([*files, *kept], now, gone, known)

    told_of = {
        known.documents[i.item_id]
        for i in files
        if i.item_id in known.documents
        and (i.item_id in known.current or i.item_id in known.kept_sources)
    }
    left = _left(changed, now, known)
    beside = {known.documents[i] for i, source in known.current.items() if source in left}
    new, moved = {}, {}
    for item_id, source in places.sources.items():
        if item_id not in known.current:
            new[item_id] = source
        elif source != known.current[item_id]:
            moved[known.documents[item_id]] = source
    found = (i for i in kept if i.item_id in places.sources)
    names = {i.item_id: i.name for i in (*files, *found) if i.name and not i.deleted}
    return Arrivals(
        due=frozenset(told_of | beside | moved.keys()),
        new=new,
        moved=moved,
        pending=places.unknown,
        names=names,
        folders=changed,
        folder_names=called,
        gone_folders=gone,
        read_again=_comes_in(changed, now, known),
        vanished=frozenset(
            known.documents[i.item_id]
            for i in files
            if i.deleted and i.item_id in known.current and i.item_id not in known.under_way
        ),
        by_folder=frozenset(beside - told_of - moved.keys()),
    )


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of a drive as they are known: who lies under whom, which are sources.

    `names` and `filings` tell which are ours: `_binnen/<a filing of ours>` in the root.
    """

    parents: Mapping[str, str | None]
    sources: Mapping[str, str]
    names: Mapping[str, str]
    filings: frozenset[str]

    def source_of(self, folder_id: str) -> str | None:
        """Return the nearest source around that folder, or None."""
        return next(
            (self.sources[at] for at in self._upwards(folder_id) if at in self.sources), None
        )

    def is_staged(self, folder_id: str) -> bool:
        """Return whether that folder is our staging folder or lies in it."""
        return any(self._is_ours(at) for at in self._upwards(folder_id))

    def reaches_the_root(self, folder_id: str) -> bool:
        """Return whether every folder around that folder is known."""
        last = folder_id
        for at in self._upwards(folder_id):
            last = at
        return last in self.parents and self.parents[last] is None

    def _is_ours(self, folder_id: str) -> bool:
        around = self.parents.get(folder_id)
        return (
            self.names.get(folder_id) in self.filings
            and around is not None
            and self.names.get(around, "").casefold() == STAGING
            and self._is_in_the_root(around)
        )

    def _is_in_the_root(self, folder_id: str) -> bool:
        parent = self.parents.get(folder_id)
        return parent is not None and parent in self.parents and self.parents[parent] is None

    def _upwards(self, folder_id: str) -> Iterator[str]:
        """Yield the folder and the folders around it, as far as they are known, each once."""
        seen: set[str] = set()
        at: str | None = folder_id
        while at is not None and at not in seen:
            yield at
            seen.add(at)
            at = self.parents.get(at)


@dataclass(frozen=True, slots=True)
class _Places:
    """The source that items lie in, and the items of which nobody can tell yet."""

    sources: Mapping[str, str]
    unknown: frozenset[ChangedItem]


def _places(
    files: Iterable[ChangedItem],
    folders: Folders,
    gone: frozenset[str],
    known: Known,
) -> _Places:
    sources, unknown = {}, set()
    for item in files:
        if item.deleted or item.parent_id is None:
            continue
        was = item.item_id in known.documents and item.item_id not in known.current
        if was and (item.item_id in known.handled or folders.is_staged(item.parent_id)):
            continue
        own = (item.parent_id, (item.name or "").lower()) in known.own_writes
        if own and item.item_id not in known.documents:
            continue
        source = folders.source_of(item.parent_id)
        elsewhere = was or source != known.current.get(item.item_id, source)
        waits = (elsewhere and item.item_id in known.under_way) or item.item_id in known.releasing
        if source is not None and waits:
            unknown.add(item)
        elif source is not None:
            sources[item.item_id] = source
        elif item.parent_id not in gone and not folders.reaches_the_root(item.parent_id):
            unknown.add(item)
    return _Places(sources, frozenset(unknown))


def _left(changed: Mapping[str, str | None], now: Folders, known: Known) -> frozenset[str]:
    """Return the sources that a folder lay in until it was moved out."""
    before = Folders(known.folders, known.sources, known.names, known.filings)
    moved = [i for i, parent in changed.items() if known.folders.get(i, parent) != parent]
    lay_in = {item_id: before.source_of(item_id) for item_id in moved}
    return frozenset(
        source for i, source in lay_in.items() if source is not None and now.source_of(i) != source
    )


def _comes_in(changed: Mapping[str, str | None], folders: Folders, known: Known) -> bool:
    """Return whether a folder that we know came into a source, or may have.

    It may have when the folder it was moved into is not told of yet: what lies in it was put
    aside as being in no source, and when that folder is told of, it is not mentioned again.
    A dossier that comes out of our staging folder, or is put in it to be removed, is empty: what
    comes in it is told by itself.
    """
    before = Folders(known.folders, known.sources, known.names, known.filings)
    return any(
        item_id in known.folders
        and known.folders[item_id] != parent_id
        and not before.is_staged(known.folders[item_id] or "")
        and not folders.is_staged(parent_id or "")
        and (folders.source_of(item_id) is not None or not folders.reaches_the_root(item_id))
        for item_id, parent_id in changed.items()
    )
