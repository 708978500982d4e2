"""The account of one filing, as its steps write it down."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from filing.store_ports import OwnWrite
from records.documents import Location
from records.register import Draft
from store.database import in_thread

if TYPE_CHECKING:
    from store.documents import StoredDocuments


class StoredAccount:
    """The account of one filing, or of its undo. Implements `filing.store_ports.Account`."""

    def __init__(
        self, documents: "StoredDocuments", document_id: str, filing_id: str, *, undo: bool
    ) -> None:
        self._documents = documents
        self._document_id = document_id
        self._draft = Draft(
            "undo_step" if undo else "step", "", document_id=document_id, filing_id=filing_id
        )
        self._done = documents.steps_done(document_id, filing_id, undo=undo)

    async def facts_of(self, step: str) -> Mapping[str, Any] | None:
        """Return what was seen after that step, or None while it has not been done."""
        return self._done.get(step)

    @in_thread
    def write_step(self, step: str, facts: Mapping[str, Any], location: Location) -> None:
        """Write down that the step was done; the claim on the document is prolonged."""
        self._documents.write_step(
            replace(self._draft, outcome=step, evidence=dict(facts), location=location)
        )
        self._done[step] = dict(facts)

    @in_thread
    def dossier_before(self) -> Mapping[str, Any] | None:
        """Return how the dossier was before filings changed it, and how they left it.

        None where they did not change it, where it was closed, and where another document lies in it
        or is on its way.
        A filing that was cut off while it opened the dossier knows that itself.
        """
        begun = self._done.get("dossier_begun")
        return self._documents.dossier_before(self._document_id, begun)

    @in_thread
    def expect(self, own: OwnWrite) -> None:
        """Remember a place where we are about to write a pointer."""
        self._documents.expect(self._document_id, own)
