"""The ports through which the core acts outside itself: Graph, and reading.

Each port keeps a library out of the core: `Drives` the Graph SDK, `Reader` the extraction worker.
What the store is asked and told goes through `filing.store_ports`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, Protocol

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


@dataclass(frozen=True, slots=True)
class CopyState:
    """How far a copy is: `item_id` is the new item once completed, `error` why it failed."""

    status: Literal["running", "completed", "failed"]
    item_id: str | None = None
    error: FilingError | None = None


# `number` also of money, `choices` of several of them, `lookup` also of people; `fixed`: nobody sets it.
ColumnKind = Literal["text", "number", "yes_no", "choices", "lookup", "term", "fixed"]


@dataclass(frozen=True, slots=True)
class LibraryColumns:
    """A library's columns, by internal name.

    `names` are those whose values Graph shows unasked: what it hides could be written, and not be
    read back. `note_columns` gives each column of managed metadata the hidden one it is written
    through. `kinds` tells what values a column takes.
    """

    names: frozenset[str]
    note_columns: Mapping[str, str]
    kinds: Mapping[str, ColumnKind]


@dataclass(frozen=True, slots=True)
class ColumnsRestored:
    """The item with its columns set back, and those that it does not hold after all, by name."""

    item: DriveItem
    left: tuple[str, ...]


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

    async def restore_columns(
        self, at: Location, fields: Mapping[str, str], ctag: str
    ) -> ColumnsRestored:
        """Let the columns hold again what an item of this library was read to hold.

        Each in the form that its kind takes; what the library does not take is told, and keeps
        nothing else from being set. Changed where the content is not that of `ctag`.
        """

    async def place(self, at: Location, parent_id: str, name: str, etag: str) -> DriveItem:
        """Move and rename within its drive in one request, if its eTag is still `etag`, else Changed.

        SaidChanged where it is, and Graph says otherwise. What is returned comes without its columns:
        they are as they were at that eTag.
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
        """Move the item to the recycle bin if its eTag is still `etag`, else Changed.

        SaidChanged where it is, and Graph says otherwise; fine when it is gone.
        """


class Reader(Protocol):
    """Reads text out of files, in bounded worker processes."""

    def refuses(self, name: str, size: int) -> Reading | None:
        """Return why a file of that name and size (bytes) is not read at all, or None."""

    async def read(self, name: str, content: bytes) -> Reading:
        """Return what could be read; a bad document never raises, it has a `problem`."""
