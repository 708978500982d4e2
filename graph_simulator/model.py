"""What a tenant consists of, as plain state. Nothing here knows HTTP."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from graph_simulator.identifiers import guid
from graph_simulator.list_parts import Column, ContentType
from graph_simulator.quick_xor_hash import quick_xor_hash

Json = dict[str, Any]
Cause = Literal["content", "columns"]
Role = Literal["read", "write", "owner"]
LinkType = Literal["view", "edit"]
LinkScope = Literal["anonymous", "organization", "users"]
Membership = Literal["standard", "private", "shared"]
SiteKind = Literal["root_site", "team_site", "channel_site", "records_site"]

# On a field that follows from other objects: it is not stored, but worked out after a restart.
DERIVED = {"derived": True}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: a person, an app, or the seed."""

    kind: Literal["person", "app", "seed"]
    name: str
    id: str


SYSTEM = Actor("seed", "System Account", guid("system account"))


@dataclass(frozen=True, slots=True)
class Principal:
    """A user or a group that can open something."""

    kind: Literal["user", "group"]
    id: str
    name: str

    @property
    def key(self) -> str:
        """`user:<guid>` or `group:<guid>`."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Grant:
    """A principal with the role in which it can open something."""

    principal: Principal
    role: Role = "write"


class Content:
    """The bytes of one version, with their digests worked out once.

    `origin` names the content these bytes stand for: their own digest, or, where SharePoint has
    rewritten an Office file without changing what is in it, the digest of what was uploaded.
    """

    def __init__(self, data: bytes, origin: str | None = None) -> None:
        self._data: bytes | None = data
        self._fetch: Callable[[str], bytes] | None = None
        self._origin = origin
        self.size = len(data)

    @classmethod
    def kept(cls, sha256: str, size: int, quick_xor: str, origin: str | None) -> "Content":
        """Content whose bytes lie elsewhere; `lies_in` must say where."""
        made = cls(b"", origin)
        made.size = size
        made.__dict__ |= {"sha256": sha256, "quick_xor": quick_xor}
        return made

    def lies_in(self, fetch: Callable[[str], bytes]) -> None:
        """Let go of the bytes: from now on they are fetched by their SHA-256."""
        self._fetch, self._data = fetch, None

    @property
    def is_kept(self) -> bool:
        """Whether the bytes lie elsewhere."""
        return self._data is None

    @property
    def data(self) -> bytes:
        """The bytes."""
        if self._data is not None:
            return self._data
        assert self._fetch is not None
        return self._fetch(self.sha256)

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal SHA-256."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def quick_xor(self) -> str:
        """Base64 quickXorHash."""
        return quick_xor_hash(self.data)

    @property
    def origin(self) -> str:
        """The digest of the content these bytes stand for."""
        return self._origin or self.sha256


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a file; `number` 3 is Graph's id `3.0`."""

    number: int
    content: Content
    by: Actor
    at: datetime
    cause: Cause
    name: str | None = None
    """Where minor versions are kept: `0.2`, `1.0`."""

    @property
    def id(self) -> str:
        """The id as SharePoint counts it."""
        return self.name or f"{self.number}.0"

    @property
    def is_draft(self) -> bool:
        """Whether it is a minor version."""
        return not self.id.endswith(".0")


@dataclass(frozen=True, slots=True)
class LabelDefinition:
    """A retention label as the tenant's administrators made it."""

    name: str
    behavior: str
    delete_allowed: bool
    starts_locked: bool

    @property
    def is_record(self) -> bool:
        """Whether it makes a record, regulatory or not."""
        return self.behavior in {"retainAsRecord", "retainAsRegulatoryRecord"}

    @property
    def is_regulatory(self) -> bool:
        """Whether it makes a regulatory record."""
        return self.behavior == "retainAsRegulatoryRecord"


@dataclass(frozen=True, slots=True)
class LabelSpread:
    """A folder's label that what is in the folder does not have yet."""

    folder_id: str
    label: str
    by: Actor
    due: datetime


@dataclass(slots=True)
class Label:
    """A retention label on an item."""

    definition: LabelDefinition
    explicit: bool
    by: Actor
    at: datetime
    is_locked: bool
    was_unlocked: bool = False

    @classmethod
    def begun(
        cls, definition: LabelDefinition, by: Actor, at: datetime, *, explicit: bool
    ) -> "Label":
        """A label as it is when given: a record is locked unless it is to start unlocked.

        One that starts unlocked counts as having been unlocked (believed, the stricter reading).
        """
        locked = definition.is_record and (definition.starts_locked or definition.is_regulatory)
        return cls(definition, explicit, by, at, locked, definition.is_record and not locked)


@dataclass(slots=True)
class SharingLink:
    """A link to an item, for whom its scope says; `people` are those of scope `users`."""

    id: str
    type: LinkType
    scope: LinkScope
    web_url: str
    app: Actor
    people: list[Grant] = field(default_factory=list)
    expires_at: datetime | None = None
    """Told, not kept to."""


@dataclass(slots=True)
class SetVersion:
    """A version of a document set: the version of each file that was in it, by the file's GUID."""

    id: str
    comment: str
    minor: bool
    by: Actor
    at: datetime
    items: dict[str, str]


@dataclass(slots=True)
class Item:
    """A file or folder, drive item and list item at once; or an item of a plain list."""

    id: str
    drive_id: str
    parent_id: str | None
    name: str
    kind: Literal["file", "folder", "list_item"]
    guid: str
    list_item_id: int
    created_by: Actor
    created_at: datetime
    modified_by: Actor
    modified_at: datetime
    content_type: ContentType
    is_notebook: bool = False
    """A notebook of OneNote: Graph tells it as a package, one item without content."""
    lineage: str | None = None
    copied_from: str | None = None
    etag_number: int = 0
    ctag_number: int = 0
    versions: list[Version] = field(default_factory=list)
    fields: Json = field(default_factory=dict)
    label: Label | None = None
    unique: list[Grant] | None = None
    """Its own permissions; None: those of the folder above it."""
    links: list[SharingLink] = field(default_factory=list)
    checked_out_by: Actor | None = None
    checked_out_at: int = 0
    """How many versions it had when it was checked out."""
    opened_by: list[Actor] = field(default_factory=list)
    """Who has it open in Office: it is locked for everybody else."""
    pending_until: datetime | None = None
    """Until when its new content is still being worked on."""
    set_versions: list[SetVersion] = field(default_factory=list)
    """Of a document set."""
    recycled_with: str | None = None
    """In the recycle bin: the id of the uppermost item that was thrown away with it."""
    state: Literal["live", "recycled", "gone"] = "live"
    """`gone`: removed for good, or moved to another library, where it is another item."""
    changed: int = 0
    changed_at: datetime | None = None
    children: dict[str, str] = field(default_factory=dict, metadata=DERIVED)
    """Of a folder: the ids of its live children by name, in lower case."""
    bytes_below: int = field(default=0, metadata=DERIVED)
    """Of a folder: the size of all current versions below it."""

    @property
    def etag(self) -> str:
        """Changes with metadata and content (GD21:r:driveitem)."""
        return f'"{{{self.guid}}},{self.etag_number}"'

    @property
    def ctag(self) -> str:
        """Changes with content only (GD21:r:driveitem)."""
        return f'"c:{{{self.guid}}},{self.ctag_number}"'

    @property
    def is_root(self) -> bool:
        """Whether it is the library itself."""
        return self.parent_id is None


@dataclass(slots=True)
class Drive:
    """A list; a document library, which Graph calls a drive too, unless `template` says otherwise."""

    id: str
    name: str
    site_id: str
    list_id: str
    root_id: str
    web_url: str
    access: list[Grant]
    columns: dict[str, Column]
    content_types: dict[str, ContentType]
    folder_type: ContentType
    created_at: datetime
    items: int = 0
    description: str = ""
    template: str = "documentLibrary"
    made_by: Actor = SYSTEM

    @property
    def default_fields(self) -> Json:
        """What the columns hold of something new."""
        defaults = {name: one.default_value for name, one in self.columns.items()}
        return {name: value for name, value in defaults.items() if value is not None}

    @property
    def is_library(self) -> bool:
        """Whether Graph shows it as a drive too."""
        return self.template == "documentLibrary"


@dataclass(frozen=True, slots=True)
class Site:
    """A site."""

    id: str
    path: str
    name: str
    display_name: str
    web_url: str
    created_at: datetime
    kind: SiteKind
    """What it is for; never visible through Graph."""
    parent_id: str | None = None
    """Of a subsite: the site it is in; they are one site collection."""
    changed: int = 0
    state: Literal["live", "deleted"] = "live"

    @property
    def collection(self) -> str:
        """The GUID of its site collection."""
        return self.id.split(",")[1]


@dataclass(slots=True)
class Channel:
    """A channel: a folder in the team's library, or in that of a site of its own.

    `folder_id` is None while SharePoint has not made the folder yet.
    """

    id: str
    name: str
    membership: Membership
    drive_id: str
    folder_id: str | None


@dataclass(frozen=True, slots=True)
class Team:
    """A team with its channels."""

    id: str
    name: str
    site_id: str
    channels: tuple[Channel, ...]


@dataclass(slots=True)
class Subscription:
    """One subscription: to a drive's root, a list, or the messages of a channel."""

    id: str
    kind: str
    watched: str
    """The id of the drive or channel behind the resource."""
    change_type: str
    resource: str
    resource_data: Json | None
    app: Actor
    client_state: str | None
    notification_url: str
    lifecycle_url: str | None
    tls_version: str
    expires_at: datetime
    reminded_at: datetime | None = None
    """When it was last told to re-authorize, or was re-authorized."""
    is_paused: bool = False
    """Whether its changes are lost until it is re-authorized."""
