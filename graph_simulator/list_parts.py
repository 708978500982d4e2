"""What a list has: columns, terms and content types, as plain state."""

from dataclasses import dataclass, field
from typing import Any, Literal

# The ids from which all others derive; a document set is a folder's descendant (GD:contenttype-get).
ITEM, DOCUMENT, FOLDER, DOCUMENT_SET = "0x01", "0x0101", "0x0120", "0x0120D520"

ColumnKind = Literal[
    "text",
    "note",
    "choice",
    "dateTime",
    "boolean",
    "number",
    "currency",
    "lookup",
    "personOrGroup",
    "term",
    "hyperlinkOrPicture",
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list. `facet` is what Graph shows under the name of its kind."""

    id: str
    name: str
    display_name: str
    kind: ColumnKind
    hidden: bool = False
    term_set: str | None = None
    """Of a managed-metadata column: the set its terms are in."""
    note_of: str | None = None
    """Of a hidden note column: the managed-metadata column it goes with."""
    description: str = ""
    required: bool = False
    indexed: bool = False
    unique_values: bool = False
    read_only: bool = False
    default: str | None = None
    facet: dict[str, Any] = field(default_factory=dict)

    @property
    def is_lookup(self) -> bool:
        """Whether it is written and read back as `{Name}LookupId`."""
        return self.kind in {"lookup", "personOrGroup"}

    @property
    def takes_many(self) -> bool:
        """Whether it holds several values."""
        if self.kind == "choice":
            return self.facet.get("displayAs") == "checkBoxes"
        many = ("allowMultipleValues", "allowMultipleSelection")
        return self.is_lookup and any(self.facet.get(one) for one in many)

    @property
    def default_value(self) -> Any:
        """Its default as a value. ValueError when the text is none of its kind."""
        text = self.default
        if text is None:
            return None
        if self.kind in {"number", "currency"}:
            return float(text)
        if self.kind == "boolean":
            return {"1": True, "true": True, "0": False, "false": False}[text.lower()]
        return text


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a term set; `number` is its place in the set, from one."""

    id: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class ContentType:
    """A content type of a list, derived from the site's one of the same name; or of a site."""

    id: str
    name: str
    parent_id: str

    @property
    def is_document_set(self) -> bool:
        """Whether it makes a folder a document set (GD zh-CN 2023: contenttype-get)."""
        return self.id.startswith(DOCUMENT_SET)

    @property
    def is_for_folders(self) -> bool:
        """Whether folders have it: a folder's or a document set's."""
        return self.id.startswith(FOLDER)

    @property
    def is_for_files(self) -> bool:
        """Whether files have it: a document's."""
        return self.id.startswith(DOCUMENT)
