"""What earlier filings of the same run will have done: plain values to lay over what is there now."""

from dataclasses import dataclass, field, replace

from filing.beginning import Beginning
from filing.contents import Contents
from filing.store_ports import Kept
from records.documents import DocumentSnapshot, DriveItem, Location

FORESEEN = "foreseen "  # how the id begins of an item that is not there yet


@dataclass(slots=True)
class Foreseen:
    """The tenant and the store as they will differ, once what was planned so far was done.

    `items` are those that will be there, or will be otherwise; `gone` those that will not.
    `opens_as` names for an item the folder whose access it will have. `dossiers` are the folders
    that will be known, by number. `kept` are the documents that will be kept, by id, and `held`
    what each of them holds.
    """

    items: dict[Location, DriveItem] = field(default_factory=dict)
    gone: set[Location] = field(default_factory=set)
    opens_as: dict[Location, Location] = field(default_factory=dict)
    dossiers: dict[str, Location] = field(default_factory=dict)
    kept: dict[str, Kept] = field(default_factory=dict)
    held: dict[str, Contents] = field(default_factory=dict)

    def lay(
        self,
        beginning: Beginning,
        snapshot: DocumentSnapshot,
        root: DriveItem,
        contents: Contents,
    ) -> None:
        """Let what comes after it see that this filing was done; `root` is the target library's."""
        plan = beginning.plan
        at = snapshot.item.location
        dossier = self._dossier(beginning, root)
        if not plan.is_in_place:
            if plan.is_copied:
                self.gone.add(at)
                at = Location(plan.target.drive_id, f"{FORESEEN}{plan.document_id}")
            self._place(beginning, snapshot, at, dossier)
            pointer = Location(plan.source.drive_id, f"{FORESEEN}pointer {plan.document_id}")
            self.items[pointer] = replace(snapshot.item, location=pointer, name=plan.pointer_name)
        self.held[plan.document_id] = contents
        self.kept[plan.document_id] = Kept(
            document_id=plan.document_id,
            name=plan.target.name,
            dossier_number=plan.target.dossier_number,
            inside=None,
            taken_out=False,
            at=at,
        )

    def kept_already(self, mine: Contents, known: Kept | None) -> Kept | None:
        """Return what that content is kept as; `known` is what the store says, which goes first."""
        found = [] if known is None or known.taken_out else [known]
        for document_id, theirs in self.held.items():
            names = [theirs.inside[key] for key in mine.whole if key in theirs.inside]
            if any(key in theirs.whole for key in mine.whole):
                found.append(self.kept[document_id])
            elif names:
                found.append(replace(self.kept[document_id], inside=names[0]))
        first = min(found, key=lambda one: (one.inside is not None, one.document_id), default=None)
        return first or known

    def kept_loose(self, mine: Contents, known: tuple[Kept, ...]) -> tuple[Kept, ...]:
        """Return what lies inside that content and is kept by itself, beside what the store says."""
        found = {one.document_id: one for one in known}
        for document_id, theirs in self.held.items():
            names = [mine.inside[key] for key in theirs.whole if key in mine.inside]
            if names:
                found[document_id] = replace(self.kept[document_id], inside=names[0])
        return tuple(found[document_id] for document_id in sorted(found))

    def number_of(self, folder: Location) -> str | None:
        """Return the number of the dossier that will be known by that folder, or None."""
        return next((number for number, at in self.dossiers.items() if at == folder), None)

    def access_like(self, at: Location) -> Location:
        """Return the item that is there now and has the access that this one will have."""
        while at in self.opens_as:
            at = self.opens_as[at]
        return at

    def in_folder(self, folder: Location) -> list[DriveItem]:
        """Return the items that will come to lie in that folder, or will be otherwise there."""
        return [
            one
            for at, one in self.items.items()
            if (at.drive_id, one.parent_id) == (folder.drive_id, folder.item_id)
        ]

    def _dossier(self, beginning: Beginning, root: DriveItem) -> DriveItem:
        """Return the dossier as it will be: opened, or made a dossier of, where that is planned."""
        target, there = beginning.plan.target, beginning.target.dossier
        if there is None:
            at = Location(target.drive_id, f"{FORESEEN}{target.dossier_number}")
            self.opens_as[at] = root.location
            there = replace(
                root, location=at, parent_id=root.location.item_id, name=target.folder, path="/"
            )
        dossier = there
        if target.dossier_content_type_id and not beginning.plan.is_in_place:
            ids = beginning.target.content_types.items()
            called = [name for name, id_ in ids if id_ == target.dossier_content_type_id]
            empty = {n: v for n, v in target.dossier_columns.items() if not there.fields.get(n)}
            dossier = replace(there, content_type=called[0], fields={**there.fields, **empty})
        if dossier != beginning.target.dossier:
            self.items[dossier.location] = dossier
        self.dossiers[target.dossier_number] = dossier.location
        return dossier

    def _place(
        self, beginning: Beginning, snapshot: DocumentSnapshot, at: Location, dossier: DriveItem
    ) -> None:
        plan = beginning.plan
        self.items[at] = replace(
            snapshot.item,
            location=at,
            parent_id=dossier.location.item_id,
            name=plan.target.name,
            path=f"{dossier.path.rstrip('/')}/{dossier.name}",
        )
        if plan.is_copied or snapshot.access.inherits:
            self.opens_as[at] = dossier.location
