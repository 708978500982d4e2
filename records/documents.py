"""The facts of one document at one moment, as every part of the house passes them on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Location:
    """Where a document lies: a drive item in a drive."""

    drive_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a drive item. `size` in bytes, `at` as the text Graph gave.

    `by` is the name of who made it, a person or an app; empty where Graph names nobody, as of an
    account that was deleted, and in plans of before it was kept.
    """

    id: str
    size: int
    at: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A term for a column of managed metadata.

    Graph cannot write such a column itself; it is written through its hidden `note_column`.
    """

    note_column: str
    label: str
    term_id: str


def holds_term(value: str | None, term: Term) -> bool:
    """Return whether a column, as Graph's JSON text of its value, holds that term.

    A term without id stands for an empty column.
    """
    if not term.term_id:
        return not value
    try:
        found = json.loads(value or "null")
    except ValueError:
        return False
    return isinstance(found, dict) and found.get("TermGuid") == term.term_id


@dataclass(frozen=True, slots=True)
class RetentionLabel:
    """A retention label on a drive item.

    `blocks_delete` is true where the label keeps the source from being released: it declares a
    record, or what it does is not known. A plain label lets people delete what carries it.
    `record` is what kind of record it declares, null where it declares none.
    """

    name: str
    blocks_delete: bool
    record: Literal["locked", "unlocked", "regulatory"] | None = None


@dataclass(frozen=True, slots=True)
class DriveItem:
    """A drive item as Graph tells it, without content.

    `path` is the folder it lies in, seen from the root of its drive: `/Algemeen/Besluiten`, `/`
    for the root itself. `modified_*` and `created_*` are names and texts as Graph gave them.
    `quick_xor_hash` is null for folders and for files that Graph has not hashed yet. `is_package` is
    true of a notebook or another set of files that Graph tells as one item.
    """

    location: Location
    parent_id: str
    name: str
    path: str
    is_folder: bool
    etag: str
    ctag: str
    size: int
    quick_xor_hash: str | None
    created_by: str
    created_at: str
    modified_by: str
    modified_at: str
    web_url: str
    checked_out_by: str | None
    content_type: str
    fields: Mapping[str, str]
    is_package: bool = False

    @property
    def is_shortcut(self) -> bool:
        """Return whether it only leads to something else: a web address or a shortcut of Windows.

        A pointer that we leave is one too.
        """
        return self.name.lower().endswith((".url", ".lnk"))


@dataclass(frozen=True, slots=True)
class Attachment:
    """What lies inside another document: an attachment of a mail, a file in a zip.

    Its text stands from `start` to `end` in the text of the whole; the same where nothing could
    be read, and `problem` then says why, as in `Reading`, or `no_words`: it is of a kind that holds
    none, a picture too small for a page of text, or has no bytes. `keys` tell its content from others; none where its bytes
    could not be had. `unread_pages` as in `Reading`, of the attachment's own pages. `unread_inside`
    are the names of what lies in it in turn, and was not read or not wholly.
    """

    name: str
    keys: tuple[str, ...]
    start: int
    end: int
    problem: str | None
    unread_pages: tuple[int, ...] = ()
    unread_inside: tuple[str, ...] = ()

    @property
    def is_read(self) -> bool:
        """Return whether all of it was read, and all that lies in it; also where there are no words."""
        has_problem = self.problem not in (None, "no_words")
        return not (has_problem or self.unread_pages or self.unread_inside)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a document's content.

    `text` is null when nothing could be read; `problem` then says why, by a stable code:
    `unsupported`, `broken`, `empty`, `encrypted`, `sensitivity_label` (which encrypts it),
    `too_large`, `too_slow`, `no_text_layer` (a scan of which the text was not recognised),
    `nothing_recognised` (a scan in which none was found).
    `pages` holds the offset in `text` at which each page starts; `(0,)` where there are none.
    What lies inside the document follows its own text. `own_end` is the offset at which its own
    words end: from there on it quotes an older message or gives its attachments; null where all
    of the text is its own. `signed` tells that it carries a digital signature, which is not
    validated. `unfinished` lists what shows that people still work on it, by a stable code:
    `tracked_changes`, `comments`, `draft_watermark`. `parts` is the key of an Office file's parts
    but its properties; null for others, and where there is no text. `recognised` are the pieces of
    `text`, from offset to offset, that were recognised from a scan. `unread_pages` are the
    numbers, from 1, of its own pages that are pictures of which no text was read, among others with text.
    """

    text: str | None
    pages: tuple[int, ...]
    problem: str | None
    reader: str
    attachments: tuple[Attachment, ...] = ()
    own_end: int | None = None
    signed: bool = False
    unfinished: tuple[str, ...] = ()
    parts: str | None = None
    recognised: tuple[tuple[int, int], ...] = ()
    unread_pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownDossier:
    """A dossier that is known by its folder, whatever that folder is called now."""

    number: str
    folder_name: str


@dataclass(frozen=True, slots=True)
class Access:
    """Who can open an item, as `user:<id>`, `group:<id>` or `site:<...>`.

    `known` are those who are known for sure; of a source only those count. `widest` are sharing
    links (`link:<scope>`) and grants that name nobody (`unknown:<id>`) too: of a target everyone
    who gets in counts. `inherits` where nothing was granted on the item itself: then the folder it
    lies in has the same access.
    """

    known: frozenset[str]
    widest: frozenset[str]
    inherits: bool


NOBODY = Access(frozenset(), frozenset(), inherits=False)


@dataclass(frozen=True, slots=True)
class DocumentSnapshot:
    """One document at one moment and one eTag: all that classifying and planning may know.

    `reading` and `bytes_key`, which tells its bytes from others, are null when the content was not
    needed.
    `lies_in` is the known dossier that it lies in, where its source is a library of dossiers.
    """

    document_id: str
    source: str
    item: DriveItem
    versions: tuple[Version, ...]
    access: Access
    label: RetentionLabel | None
    reading: Reading | None
    bytes_key: str | None = None
    lies_in: KnownDossier | None = None
