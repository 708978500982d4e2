"""The ports through which the core acts: Graph, reading, and the account of what was done.

Each port keeps a library out of the core: `Drives` the Graph SDK, `Reader` the extraction
worker, `Account` the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, Protocol

from classification.learned.model import Model, Tells
from filing.contents import Contents
from filing.errors import FilingError
from records.documents import (
    Access,
    DriveItem,
    Location,
    Reading,
    RetentionLabel,
    Term,
    Version,
)
from records.file_plan import USUAL_LIMITS, BrakeLimits, FilePlan, Mode
from records.register import Draft
from records.relations import FoundRelation
from records.verdicts import Reason


@dataclass(frozen=True, slots=True)
class CopyState:
    """How far a copy is: `item_id` is the new item once completed, `error` why it failed."""

    status: Literal["running", "completed", "failed"]
    item_id: str | None = None
    error: FilingError | None = None


@dataclass(frozen=True, slots=True)
class LibraryColumns:
    """A library's columns, by internal name.

    `names` are those whose values Graph shows unasked: what it hides could be written, and not be
    read back. `note_columns` gives each column of managed metadata the hidden one it is written
    through.
    """

    names: frozenset[str]
    note_columns: Mapping[str, str]


class Drives(Protocol):
    """Drives, drive items and their columns, labels and permissions.

    Every method raises the errors of `filing.errors`. Every method that changes something reads
    the stop switch first and raises `Stopped` when it is on.
    """

    async def item(self, at: Location) -> DriveItem | None:
        """Return the item with its columns, or None when it is not there (any more)."""

    async def child(self, drive_id: str, parent_id: str, name: str) -> DriveItem | None:
        """Return the item called `name` in that folder, or None."""

    async def children(self, drive_id: str, parent_id: str) -> tuple[DriveItem, ...]:
        """Return all items in that folder."""

    async def root(self, drive_id: str) -> DriveItem:
        """Return the root folder of the drive."""

    async def library(self, site: str, library: str) -> str:
        """Return the drive id of the library called `library` in the site at `host:/path`."""

    async def columns(self, drive_id: str) -> LibraryColumns:
        """Return the library's columns."""

    async def content_types(self, drive_id: str) -> Mapping[str, str]:
        """Return the library's content types: name to id."""

    async def versions(self, at: Location) -> tuple[Version, ...]:
        """Return all versions of the item, oldest first."""

    async def version_content(self, at: Location, version_id: str) -> bytes:
        """Return the content of an older version of the item."""

    async def access(self, at: Location) -> Access:
        """Return who can open the item. It changes without a trace in the item's eTag."""

    async def label(self, at: Location) -> RetentionLabel | None:
        """Return the retention label on the item, or None."""

    async def content(self, at: Location) -> bytes:
        """Return the content of the item."""

    async def make_folder(self, drive_id: str, parent_id: str, name: str) -> DriveItem:
        """Make the folder, or return the one that is there already.

        One that was made now comes without its columns.
        """

    async def start_copy(self, at: Location, drive_id: str, parent_id: str) -> str:
        """Start a copy with all versions into that folder; return the monitor's address.

        Raises NameTaken when the target folder has the name already, where Graph says so at once.
        """

    async def copy_state(self, monitor: str) -> CopyState:
        """Return how far that copy is, after a moment; NotFound when its monitor has gone."""

    async def set_columns(
        self,
        at: Location,
        fields: Mapping[str, str],
        content_type_id: str | None,
        terms: Mapping[str, Term] = MappingProxyType({}),
        over: Mapping[str, str] | None = None,
        ctag: str | None = None,
    ) -> DriveItem:
        """Set the columns, and the content type where given; return the item as it is then.

        `over` are the columns as they were when it was decided to set these, `ctag` tells the
        content: Changed, and nothing set, where one of them is something else now. Of a file or of a folder. What Graph
        silently did not take is not raised: look at the item that is returned.
        """

    async def place(self, at: Location, parent_id: str, name: str, etag: str) -> DriveItem:
        """Move and rename within its drive in one request, if its eTag is still `etag`.

        What is returned comes without its columns: they are as they were at that eTag.
        """

    async def set_label(self, at: Location, name: str) -> RetentionLabel | None:
        """Put that retention label on the item; return the one that it has then."""

    async def remove_label(self, at: Location) -> None:
        """Take the retention label off the item; fine when it has none."""

    async def put_small(
        self, drive_id: str, parent_id: str, name: str, content: bytes
    ) -> DriveItem:
        """Upload a small new file (up to 4 MB). NameTaken when the name is taken."""

    async def delete(self, at: Location, etag: str) -> None:
        """Move the item to the recycle bin if its eTag is still `etag`; fine when it is gone."""


class Reader(Protocol):
    """Reads text out of files, in bounded worker processes."""

    def refuses(self, name: str, size: int) -> Reading | None:
        """Return why a file of that name and size (bytes) is not read at all, or None."""

    async def read(self, name: str, content: bytes) -> Reading:
        """Return what could be read; a bad document never raises, it has a `problem`."""


@dataclass(frozen=True, slots=True)
class OwnWrite:
    """A place where we are about to write, so that our own write is not taken for news."""

    drive_id: str
    parent_id: str
    name: str


class Account(Protocol):
    """The account of one filing or undo: what was done, and writing down what is done now."""

    async def facts_of(self, step: str) -> Mapping[str, Any] | None:
        """Return what was seen after that step, or None while it has not been done."""

    async def write_step(self, step: str, facts: Mapping[str, Any], location: Location) -> None:
        """Write down that the step was done; the claim on the document is prolonged.

        Raises Changed where the folder that is to be the dossier is known as another one.
        """

    async def dossier_before(self) -> Mapping[str, Any] | None:
        """Return how the dossier was before filings changed it, and how they left it.

        None where they did not change it, and where another document lies in it or is on its way.
        """

    async def expect(self, own: OwnWrite) -> None:
        """Remember a place where we are about to write a pointer."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One document that this worker may work on, as the store knows it.

    `standing` is the digest of the last verdict written down, `settled` what it looked like then.
    In the last 24 hours it was filed `filings_today` times, out of `attempts_today` plans.
    """

    document_id: str
    source: str
    location: Location
    state: str
    standing: str | None
    settled: str | None
    filing_id: str | None
    filings_today: int
    attempts_today: int


@dataclass(frozen=True, slots=True)
class SourceNow:
    """A source as it is now: its current mode, and the folder it listens to.

    `mode_by_brake` and `paused_by_brake` tell why, where a brake lowered the mode or paused it, and
    no person since.
    """

    mode: Mode
    folder: Location
    folder_path: str
    paused: bool
    mode_by_brake: Reason | None = None
    paused_by_brake: Reason | None = None

    @property
    def may_go_on(self) -> bool:
        """Return whether what was begun is still wanted: a brake only keeps more from beginning."""
        acts = self.mode is Mode.ACT or self.mode_by_brake is not None
        return acts and (not self.paused or self.paused_by_brake is not None)


@dataclass(frozen=True, slots=True)
class Kept:
    """A record item that is kept already and has content in common with another document.

    `at` is where it lies, or lay when it was last seen.
    `inside` is the name that this has as part of the one that holds it, such as a mail; null where
    it is the whole of both. `name` and `dossier_number` are those of where it lies now; the number
    is empty where people put it outside of every dossier. `taken_out`: it was filed, and a person
    turned that back or removed it. `made` tells who made its item and when. `edited`: the other
    document is this one, found elsewhere or brought back, and people wrote in it since.
    """

    document_id: str
    name: str
    dossier_number: str
    inside: str | None
    taken_out: bool
    at: Location
    made: str | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Begins:
    """What the store must know of a filing that begins, beside its plan.

    `loose` are the documents that were found to be kept already, of what lies inside this one.
    `relations` are what the document tells about other dossiers. `model_version` is the model that
    was asked what it is, and `said` what a person had said by then. `limits` are those of its source.
    """

    dossier_number: str
    dossier_type: str
    document_type: str
    loose: tuple[Kept, ...]
    relations: tuple[FoundRelation, ...]
    model_version: str | None = None
    said: str | None = None
    limits: BrakeLimits = USUAL_LIMITS


@dataclass(frozen=True, slots=True)
class LiesNow:
    """A filed document as it was found, and the dossier in which it lies.

    `dossier_number` is empty where people put it outside of every dossier that is known.
    """

    item: DriveItem
    dossier_number: str


@dataclass(frozen=True, slots=True)
class FilingNow:
    """A filing and the document it is of, as they stand now.

    `last_filing_id` is None once what was written down of the document was erased.
    """

    document_id: str
    state: str
    last_filing_id: str | None
    location: Location


class InForce(Protocol):
    """What is in force now, that a document is looked at with."""

    async def plan(self) -> FilePlan | None:
        """Return the file plan in force, or None while there is none."""

    async def model(self, tells: Tells) -> Model | None:
        """Return the model in force that tells that; None while there is none, or it cannot be read."""

    async def kind_said(self, document_id: str) -> str | None:
        """Return what a person said the document is, or None."""

    async def source(self, name: str) -> SourceNow | None:
        """Return the source as it is now; None when it was never found or is no longer there."""


class Documents(Protocol):
    """The documents the store knows, and the register of what became of them.

    Each writing method is one transaction.
    """

    async def claim(self, document_id: str) -> Claimed | None:
        """Claim the document for this worker; None when another has it, or none is known."""

    async def let_go(
        self, document_id: str, *, due_at: datetime | None = None, problem: str | None = None
    ) -> None:
        """Give the claim back. With `due_at` it will be looked at again; `problem` says why."""

    async def write(
        self,
        draft: Draft,
        *,
        state: str,
        standing: str | None = None,
        settled: str | None = None,
        due_at: datetime | None = None,
        keep_claim: bool = False,
        begins: Begins | None = None,
        lies: LiesNow | None = None,
    ) -> None:
        """Append the entry and bring the document's row up to date with it.

        `begins` goes with the entry that begins a filing; with `lies` the record item follows the
        document to where people put it. Raises Busy when another document with the same content, or
        what lies inside this one, began to be filed meanwhile, or when the dossier that a filing or
        an undo is to begin in was closed meanwhile, or the file plan of a filing was replaced, or its
        source no longer acts by itself where no person lets it begin. Raises Changed when a brake came:
        its source only proposes; Stopped when an undo is to begin while all is stopped.
        """

    async def remember(self, document_id: str, contents: Contents) -> None:
        """Remember the document by what it holds; what was filed once keeps what it held then.

        So it is looked at again when another one with the same is filed.
        """

    async def kept_already(self, document_id: str) -> Kept | None:
        """Return the other document that is this content, or holds it; filed or put back, or None.

        Where there is none it is the document itself, if that was filed before and taken out, or
        the one that it is known as.
        Asked of what was remembered. Raises Busy while another one is being filed.
        """

    async def filed_as(self, document_id: str, item: DriveItem) -> tuple[Kept, ...]:
        """Return the documents that were ever filed and may be this item, brought from elsewhere.

        Raises Busy while one of them is filed or put back.
        """

    async def know_as(self, document_id: str, was: str) -> None:
        """Remember that the document is the one that was filed as `was`, whatever it holds later."""

    async def kept_loose(self, document_id: str) -> tuple[Kept, ...]:
        """Return the filed documents that lie inside this one too, as its attachments do."""

    async def also_holds(self, document_id: str, contents: Contents) -> None:
        """Remember what a filed document holds now, beside what it held when it was filed."""

    async def label_protects(self, name: str) -> bool:
        """Return whether an earlier filing saw that label keep its document from being deleted."""

    async def dossier_is_closed(self, number: str) -> bool:
        """Return whether people closed that dossier."""

    async def folder_of_dossier(self, number: str) -> Location | None:
        """Return the folder that was last known as that dossier, or None."""

    async def dossier_of_folder(self, folder: Location) -> str | None:
        """Return the number of the dossier that is known by that folder, or None."""

    async def settle(self, document_id: str, *, settled: str, due_at: datetime | None) -> None:
        """Give the claim back, with nothing new to write down."""

    async def vanished(self, document_id: str) -> bool:
        """Count a document that is not there any more; return whether a brake holds its source.

        Then so many went that nothing is written of any before a person looked.
        """

    async def account(self, document_id: str, filing_id: str, *, undo: bool) -> Account:
        """Return the account of that filing, or of its undo."""

    async def filing_now(self, filing_id: str) -> FilingNow | None:
        """Return that filing as it stands now; None where there is no such filing."""

    async def plan_of(self, filing_id: str, *, undo: bool) -> Mapping[str, Any]:
        """Return the plan of that filing, or of its undo, as it was written down."""

    async def begun_by(self, filing_id: str) -> str:
        """Return who let that filing begin: the app itself, or a person."""
