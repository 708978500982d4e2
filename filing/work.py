"""One filing while it is carried out, as its steps see it."""

from dataclasses import dataclass, field
from typing import Any

from filing.plan import FilingPlan
from filing.ports import Drives
from filing.store_ports import Account
from records.documents import DriveItem, Location

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """One filing while it is carried out, by one call; another one sees everything anew.

    `seen` are the items as this call saw them last, or as its own write left them. What people may
    have changed since is looked at anew before anything that cannot be turned back.
    """

    plan: FilingPlan
    drives: Drives
    account: Account
    seen: dict[Location, DriveItem] = field(default_factory=dict)

    def saw(self, item: DriveItem) -> DriveItem:
        """Remember the item as it is now."""
        self.seen[item.location] = item
        return item

    async def look(self, at: Location) -> DriveItem | None:
        """Return the item as it is now, or None when it is not there (any more)."""
        item = await self.drives.item(at)
        if item is None:
            self.seen.pop(at, None)
            return None
        return self.saw(item)

    async def last_seen(self, at: Location) -> DriveItem | None:
        """Return the item as this call saw it last, or as it is now where it did not."""
        return self.seen.get(at) or await self.look(at)

    async def fact(self, step: str, name: str) -> str:
        """Return one fact that an earlier step wrote down."""
        facts = await self.account.facts_of(step)
        if facts is None:
            raise LookupError(f"step {step} has not been done")
        return str(facts[name])

    async def kept_at(self) -> Location:
        """Return where the document is kept: our copy, one item from staging to its place.

        Where it is not copied it is the document itself.
        """
        if not self.plan.is_copied:
            return self.plan.source.location
        return Location(self.plan.target.drive_id, await self.fact("copy", "item_id"))
