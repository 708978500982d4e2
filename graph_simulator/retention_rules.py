"""What a retention label blocks: PUR's table, one function for each action.

People and apps meet the same rules. No page gives the code of a refusal: 403 is believed.
"""

from typing import TYPE_CHECKING

from graph_simulator.errors import denied
from graph_simulator.model import Item, Label, LabelDefinition

if TYPE_CHECKING:
    from graph_simulator.simulator import Dials


def may_edit_content(label: Label) -> bool:
    """Not of a locked record, never of a regulatory one."""
    return not (label.definition.is_regulatory or label.is_locked)


def may_edit_properties(label: Label, dials: "Dials") -> bool:
    """Columns and name: not of a regulatory record; of a locked one the tenant may forbid it."""
    fixed = label.is_locked and dials.records_keep_properties
    return not (label.definition.is_regulatory or fixed)


def may_delete(label: Label, dials: "Dials") -> bool:
    """Not of a record; with any other label where neither tenant nor seed forbids it."""
    definition = label.definition
    allowed = definition.delete_allowed and not dials.labels_forbid_deleting
    return allowed and not definition.is_record


def may_leave_library(label: Label) -> bool:
    """Moving to another library: not a regulatory record, nor a record that was ever unlocked."""
    definition = label.definition
    return not definition.is_record or not (definition.is_regulatory or label.was_unlocked)


def check_content(item: Item) -> None:
    """Refuse new content where the label forbids it."""
    if item.label and not may_edit_content(item.label):
        raise denied("The item is a record: its content cannot be changed.")


def check_properties(item: Item, dials: "Dials") -> None:
    """Refuse new columns and names where the label forbids them."""
    if item.label and not may_edit_properties(item.label, dials):
        raise denied("The item is a record: its properties cannot be changed.")


def check_delete(item: Item, dials: "Dials") -> None:
    """Refuse deleting where the label forbids it."""
    if item.label and not may_delete(item.label, dials):
        raise denied(f"The retention label '{item.label.definition.name}' forbids deleting.")


def check_leaving(item: Item) -> None:
    """Refuse a move to another library where the label forbids it."""
    if item.label and not may_leave_library(item.label):
        raise denied("A record that was unlocked, or a regulatory one, stays in its library.")


def check_relabel(item: Item, wanted: LabelDefinition | None, *, site_admin: bool) -> None:
    """Refuse changing or removing a label: a record's is the site admin's, a regulatory one stays."""
    current = item.label.definition if item.label else None
    if current and current.is_regulatory and current != wanted:
        raise denied("The label of a regulatory record cannot be changed.")
    if current and current.is_record and current != wanted and not site_admin:
        raise denied("The label of a record is the site admin's.")
    if wanted and wanted.is_regulatory and item.checked_out_by:
        raise denied("A regulatory label cannot be applied to a checked-out document.")


def is_passed_on_to(item: Item) -> bool:
    """Whether a folder's label takes the place of what the item has: not of its own, or a record."""
    label = item.label
    return label is None or not (label.explicit or label.definition.is_record)
