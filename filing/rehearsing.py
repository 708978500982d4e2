"""The dry run: what filing would do, found by the filing's own code, with nothing written or changed.

Each document of a run is looked at as it will be when its turn comes: what the filings before it
will have done is laid over what Graph and the store say.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, NoReturn, Protocol

from filing.contents import Contents
from filing.errors import Busy, Changed, Terminal, Unreachable
from filing.foreseen import Foreseen
from filing.obstacles import cannot_look
from filing.ports import Drives, LibraryColumns
from filing.problems import problem_of, problem_told
from filing.run import Foretold
from filing.store_ports import Claimed, Documents, Kept, SourceNow
from filing.unfiled import Follows, what_follows
from filing.workplace import Workplace
from records.documents import Access, DriveItem, Location, RetentionLabel, Version
from records.file_plan import FilePlan
from records.verdicts import Reason


class Supposed(Protocol):
    """What the store would say of a document if it held this; nothing of it is kept."""

    async def kept_if(
        self, document_id: str, contents: Contents
    ) -> tuple[Kept | None, tuple[Kept, ...]]:
        """Return what it would be kept as, and what would lie inside it and be kept by itself.

        Raises Busy while another one with the same content is being filed.
        """


class Rehearsal:
    """One dry run: of document after document it tells what would become of it."""

    def __init__(
        self, file_plan: FilePlan, source: SourceNow, supposed: Supposed, at: Workplace
    ) -> None:
        """`source` in the mode that the run is to have."""
        self._file_plan = file_plan
        self._source = source
        self._foreseen = Foreseen()
        self._documents = _RehearsedDocuments(at.documents, supposed, self._foreseen)
        drives = _RehearsedDrives(at.drives, self._foreseen)
        self._at = replace(at, documents=self._documents, drives=drives)
        self._drives = at.drives

    async def foretell(self, known: Claimed) -> Foretold:
        """Return what would become of this document, after those that were foretold before it.

        Raises Throttled and Spent: ask again later.
        """
        anew = replace(known, settled=None)
        try:
            found = await what_follows(anew, self._file_plan, self._source, self._at)
        except Terminal as obstacle:
            return _without_item(known, "waiting", cannot_look(obstacle))
        except (Busy, Unreachable, Changed) as obstacle:
            return _without_item(known, "not_now", problem_told(problem_of(obstacle)))
        if not isinstance(found, Follows):
            return _without_item(known, "gone", NOT_THERE)
        beginning = found.beginning
        if beginning is not None:
            root = await self._drives.root(beginning.plan.target.drive_id)
            held = self._documents.held[known.document_id]
            self._foreseen.lay(beginning, found.snapshot, root, held)
        item = found.snapshot.item
        return Foretold(
            document_id=known.document_id,
            name=item.name,
            path=item.path,
            etag=item.etag,
            outcome="filed" if found.decision.outcome == "act" else found.decision.outcome,
            reason=found.decision.reason,
            evidence=tuple(asdict(one) for one in found.verdict.evidence),
            same_as=found.refers.get("same_as"),
            plan=beginning.plan.as_data() if beginning else None,
        )


def _without_item(known: Claimed, outcome: Any, reason: Reason) -> Foretold:
    return Foretold(known.document_id, "", "", "", outcome, reason, (), None, None)


async def _changes_nothing(*_: Any, **__: Any) -> NoReturn:
    raise AssertionError("a dry run writes and changes nothing")


class _RehearsedDocuments:
    """The store, and what it will know once the filings before were done."""

    def __init__(self, real: Documents, supposed: Supposed, foreseen: Foreseen) -> None:
        self._real = real
        self._supposed = supposed
        self._foreseen = foreseen
        self.held: dict[str, Contents] = {}

    async def remember(self, document_id: str, contents: Contents) -> None:
        self.held[document_id] = contents

    async def kept_already(self, document_id: str) -> Kept | None:
        held = self.held[document_id]
        known, _ = await self._supposed.kept_if(document_id, held)
        return self._foreseen.kept_already(held, known)

    async def kept_loose(self, document_id: str) -> tuple[Kept, ...]:
        held = self.held[document_id]
        _, known = await self._supposed.kept_if(document_id, held)
        return self._foreseen.kept_loose(held, known)

    async def filed_as(self, document_id: str, item: DriveItem) -> tuple[Kept, ...]:
        return await self._real.filed_as(document_id, item)

    async def know_as(self, document_id: str, was: str) -> None:
        """Nothing: whoever looks again finds it out again."""

    async def label_protects(self, name: str) -> bool:
        return await self._real.label_protects(name)

    async def dossier_is_closed(self, number: str) -> bool:
        return await self._real.dossier_is_closed(number)

    async def folder_of_dossier(self, number: str) -> Location | None:
        return self._foreseen.dossiers.get(number) or await self._real.folder_of_dossier(number)

    async def dossier_of_folder(self, folder: Location) -> str | None:
        return self._foreseen.number_of(folder) or await self._real.dossier_of_folder(folder)

    claim = let_go = write = also_holds = settle = vanished = _changes_nothing
    account = filing_now = plan_of = begun_by = reasons_of = _changes_nothing


class _RehearsedDrives:
    """The drives, as they will be once the filings before were done."""

    def __init__(self, real: Drives, foreseen: Foreseen) -> None:
        self._real = real
        self._foreseen = foreseen

    async def item(self, at: Location) -> DriveItem | None:
        if at in self._foreseen.gone:
            return None
        return self._foreseen.items.get(at) or await self._real.item(at)

    async def child(self, drive_id: str, parent_id: str, name: str) -> DriveItem | None:
        folder = Location(drive_id, parent_id)
        for one in self._foreseen.in_folder(folder):
            if one.name.casefold() == name.casefold():
                return one
        if folder in self._foreseen.opens_as:
            return None  # it is not there yet
        found = await self._real.child(drive_id, parent_id, name)
        return None if found is None or self._is_otherwise(found) else found

    async def children(self, drive_id: str, parent_id: str) -> tuple[DriveItem, ...]:
        folder = Location(drive_id, parent_id)
        there: tuple[DriveItem, ...] = ()
        if folder not in self._foreseen.opens_as:
            there = await self._real.children(drive_id, parent_id)
        stay = [one for one in there if not self._is_otherwise(one)]
        return (*stay, *self._foreseen.in_folder(folder))

    def _is_otherwise(self, item: DriveItem) -> bool:
        return item.location in self._foreseen.gone or item.location in self._foreseen.items

    async def root(self, drive_id: str) -> DriveItem:
        return await self._real.root(drive_id)

    async def library(self, site: str, library: str) -> str:
        return await self._real.library(site, library)

    async def columns(self, drive_id: str) -> LibraryColumns:
        return await self._real.columns(drive_id)

    async def content_types(self, drive_id: str) -> Mapping[str, str]:
        return await self._real.content_types(drive_id)

    async def versions(self, at: Location) -> tuple[Version, ...]:
        return await self._real.versions(at)

    async def version_content(self, at: Location, version_id: str) -> bytes:
        return await self._real.version_content(at, version_id)

    async def access(self, at: Location) -> Access:
        return await self._real.access(self._foreseen.access_like(at))

    async def label(self, at: Location) -> RetentionLabel | None:
        return await self._real.label(at)

    async def content(self, at: Location) -> bytes:
        return await self._real.content(at)

    make_folder = start_copy = copy_state = set_columns = restore_columns = _changes_nothing
    place = set_label = remove_label = put_small = delete = _changes_nothing


NOT_THERE = Reason(
    "not_there",
    "Het document ligt niet meer in deze bron.",
    "The document does not lie in this source any more.",
)
