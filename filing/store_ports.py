"""The ports through which the core asks and tells the store, and the values that go through them.

`InForce` is what a document is looked at with, `Documents` the documents that the store knows and the
register of what became of them, `Account` what one filing or undo did so far.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from classification.learned.model import Model, Tells
from filing.contents import Contents
from records.documents import (
    DriveItem,
    Location,
)
from records.file_plan import USUAL_LIMITS, BrakeLimits, FilePlan, Mode
from records.register import Draft
from records.relations import FoundRelation
from records.verdicts import Reason


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

        None where they did not change it, where it was closed, and where another document lies in it
        or is on its way.
        """

    async def expect(self, own: OwnWrite) -> None:
        """Remember a place where we are about to write a pointer."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One document that this worker may work on, as the store knows it.

    `standing` is the digest of the last verdict written down, `settled` what it looked like then.
    In the last 24 hours it was filed `filings_today` times, out of `attempts_today` plans, of which
    `copies_today` made a copy. `was` is the document as which it was known before.
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
    copies_today: int
    was: str | None = None


@dataclass(frozen=True, slots=True)
class SourceNow:
    """A source as it is now: its current mode, and the folder it listens to.

    `mode_by_brake` and `paused_by_brake` tell why, where a brake lowered the mode or paused it, and
    no person let it go on since. A person may have paused it as well.
    """

    mode: Mode
    folder: Location
    folder_path: str
    paused_by_person: bool
    mode_by_brake: Reason | None = None
    paused_by_brake: Reason | None = None

    @property
    def paused(self) -> bool:
        """Return whether it is not listened to now, whoever paused it."""
        return self.paused_by_person or self.paused_by_brake is not None

    @property
    def may_go_on(self) -> bool:
        """Return whether what was begun is still wanted: a brake only keeps more from beginning."""
        acts = self.mode is Mode.ACT or self.mode_by_brake is not None
        return acts and not self.paused_by_person


@dataclass(frozen=True, slots=True)
class Kept:
    """A record item that is kept already and has content in common with another document.

    `at` is where it lies, or lay when it was last seen.
    `inside` is the name that this has as part of the one that holds it, such as a mail; null where
    it is the whole of both. `name` and `dossier_number` are those of where it lies now; the number
    is empty where people put it outside of every dossier. `taken_out`: it was filed, and a person
    turned that back or removed it. `made` tells who made its item and when. `edited`: the other
    document is this one, found elsewhere or brought back, and people wrote in it since. `lacks_versions`:
    the other document is the source that its filing kept, which has versions that the copy lacks.
    """

    document_id: str
    name: str
    dossier_number: str
    inside: str | None
    taken_out: bool
    at: Location
    made: str | None = None
    edited: bool = False
    lacks_versions: bool = False


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
        """Give the claim back. With `due_at` it will be looked at again; `problem` says why.

        With neither it was looked at, and is as it was.
        """

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

    async def reasons_of(self, filing_id: str) -> tuple[Reason, ...]:
        """Return why that filing ended as it did, and what was told of the document in it since.

        The oldest first; nothing of what was erased.
        """

    async def begun_by(self, filing_id: str) -> str:
        """Return who let that filing begin: the app itself, or a person."""
