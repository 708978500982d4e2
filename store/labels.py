"""What was seen of the retention labels that filing puts on documents.

An app may not ask what a label does before it is put on something, so the first filing tells.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from store.models import ProtectingLabelRow


def know_label(connection: Connection, facts: Mapping[str, Any]) -> None:
    """Remember the label that a filing saw on its document, where it protects that."""
    name = facts.get("label")
    if name and facts.get("protects") and not protects(connection, name):
        connection.execute(insert(ProtectingLabelRow).values(name=name))


def protects(connection: Connection, name: str) -> bool:
    """Return whether a label of that name was seen to protect what carries it."""
    row = ProtectingLabelRow.name
    return connection.scalar(select(row).where(row == name)) is not None
