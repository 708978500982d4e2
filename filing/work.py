"""One filing while it is carried out, as its steps see it."""

from dataclasses import dataclass
from typing import Any

from filing.plan import FilingPlan
from filing.ports import Account, Drives
from records.documents import Location

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """One filing while it is carried out."""

    plan: FilingPlan
    drives: Drives
    account: Account

    async def fact(self, step: str, name: str) -> str:
        """Return one fact that an earlier step wrote down."""
        facts = await self.account.facts_of(step)
        if facts is None:
            raise LookupError(f"step {step} has not been done")
        return str(facts[name])

    async def kept_at(self) -> Location:
        """Return where the document is kept: our copy, one item from staging to its place.

        Where it is tagged in place it is the document itself.
        """
        if self.plan.is_in_place:
            return self.plan.source.location
        return Location(self.plan.target.drive_id, await self.fact("copy", "item_id"))
