"""What a delta page tells of one item."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """The last state that a delta page gives of one item.

    `name` is null for deleted items; `parent_id` for the root.
    """

    item_id: str
    parent_id: str | None
    name: str | None
    is_folder: bool
    is_root: bool
    deleted: bool
