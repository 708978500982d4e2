"""Filings into dossiers, as far as the store takes part in them."""

from dataclasses import dataclass
from typing import Any

from filing.store_ports import Begins
from records.documents import Location
from records.file_plan import Mode
from records.register import Draft
from records.relations import FoundRelation
from tests.store.stored import DRIVE, PERSON, Stored

TARGET = "b!dossiers"
STEPS = ["staging", "copy", "verify", "columns", "dossier", "place", "label", "pointer", "release"]


def against(target: str, *, certain: bool = True, quote: str = "kenmerk") -> FoundRelation:
    return FoundRelation("bezwaar tegen", "dossier", target, certain, quote, 0, len(quote))


@dataclass(frozen=True)
class Into:
    """A document and the dossier it goes to."""

    number: str = "BZW-2026-0033"
    dossier_type: str = "Bezwaar tegen een besluit"
    document_type: str = "Bezwaarschrift"
    relations: tuple[FoundRelation, ...] = ()
    in_place: bool = False


async def let_it_act(stored: Stored) -> None:
    """Let the source act by itself, as a records manager does once."""
    [source] = [s for s in await stored.sources.all() if s.name == stored.source]
    if source.mode != Mode.ACT:
        stored.house.set_mode(stored.source, Mode.ACT, PERSON)


async def begin(
    stored: Stored,
    document_id: str,
    into: Into,
    filing_id: str = "F-1",
    why: dict[str, Any] | None = None,
) -> None:
    """Write that a filing begins, and `why`; it is claimed before."""
    await let_it_act(stored)
    assert await stored.documents.claim(document_id)
    name = stored.row(document_id)["name"]
    file_plan = await stored.in_force.plan()
    plan: dict[str, Any] = {
        "plan_version": file_plan.version if file_plan else "",
        "steps": ["columns", "label"] if into.in_place else STEPS,
        "source": {"name": name, "web_url": f"https://team/{name}"},
        "target": {
            "drive_id": TARGET,
            "dossier_number": into.number,
            "folder_id": f"01{into.number}",
            "name": name,
        },
        "losses": ["item_id"],
        "reversible": {"how": "with_losses", "losses": ["version_authors_and_dates"]},
    }
    begins = Begins(into.number, into.dossier_type, into.document_type, (), into.relations)
    draft = Draft(
        "planned", "planned", document_id=document_id, filing_id=filing_id, plan=plan, evidence=why
    )
    await stored.documents.write(draft, state="carrying_out", keep_claim=True, begins=begins)


async def step(
    stored: Stored, document_id: str, name: str, facts: dict[str, Any], filing_id: str = "F-1"
) -> None:
    account = await stored.documents.account(document_id, filing_id, undo=False)
    await account.write_step(name, facts, Location(DRIVE, "01X"))


async def end(
    stored: Stored,
    document_id: str,
    kind: str = "filed",
    state: str = "filed",
    filing_id: str = "F-1",
) -> None:
    draft = Draft(kind, state, document_id=document_id, filing_id=filing_id)
    await stored.documents.write(draft, state=state)


async def filed(stored: Stored, item_id: str, into: Into, *, folder: str = "") -> str:
    """Let a document arrive and be filed."""
    document_id = await stored.document(item_id)
    filing_id = f"F-{item_id}"
    await begin(stored, document_id, into, filing_id)
    if not into.in_place:
        await step(
            stored, document_id, "dossier", {"folder_id": folder or f"01{into.number}"}, filing_id
        )
        name = f"{item_id}.docx"
        placed = {"name": name, "url": f"https://archief/{into.number}/{name}"}
        await step(stored, document_id, "place", placed, filing_id)
    await end(stored, document_id)
    return document_id
