"""What arrives for the undo of many filings: nine kinds of document, one after the other."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.journeys.journey import PROVINCE, STAFF, Journey, texts_of
from tests.journeys.test_province import LETTER, OBJECTION, REPORT, mail, word

POST, RING_ROAD = "Subsidies/Inkomende post", "Beleid en Bestuur/Ringweg Noord"
ARCHIVE = "Archief/Subsidiedossiers"
NOT_ALLOWED = {"status": 403, "code": "accessDenied"}


def plan_in(folder: Path) -> Path:
    """Write the province's file plan there, with objections kept in the team's own library."""
    place, sites = "Archief / Bezwaardossiers", "sites:\n"
    own = f"{sites}  Team: provincievoorbeeld.sharepoint.com:/sites/subsidies\n"
    for name, text in texts_of(PROVINCE).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        written = text.replace(place, "Team / Documenten").replace(sites, own)
        (folder / name).write_text(written, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Arriving:
    """Where the documents arrive; each has a number of its own, `n`."""

    journey: Journey

    async def arrive(self, n: int) -> tuple[str, str]:
        """Let document `n` arrive, of the kind whose turn it is; return the kind and the item."""
        kind = KINDS[n % len(KINDS)]
        return kind.__name__.strip("_"), (await kind(self, n))["item_id"]

    async def opened_by_people(self, n: int) -> str:
        """Let a records manager make the folder of a dossier; return its number."""
        number = _number(n, of=1)
        await self.journey.in_library("folder", ARCHIVE, number)
        return number

    async def saved_in_archive(self, path: str, text: str) -> Any:
        """Let a records manager save a text there."""
        return await self.journey.in_library("upload", ARCHIVE, path, text=text)

    async def versions(self, path: str, contents: list[bytes], place: str, who: str) -> Any:
        """Let two people in turn save each of these there, over the one before."""
        people, saved = (who, "Collega Subsidies"), None
        for nth, content in enumerate(contents):
            saved = await self.journey.save(path, content, who=people[nth % 2], place=place)
        return saved


def _number(n: int, of: int) -> str:
    """Return the number of a dossier that the documents of one round share, or `of` these some."""
    return f"SUB-2026-{1000 + n // len(KINDS) * 5 + of}"


def _letter(n: int, number: str, more: str = "") -> str:
    return LETTER.replace("SUB-2026-0147", number) + f"\nStuk {n}.\n{more}"


def _objection(n: int, of: int) -> str:
    return OBJECTION.replace("BZW-2026-0008", _number(n, of).replace("SUB", "BZW")) + f"Stuk {n}.\n"


async def _new_dossier(at: Arriving, n: int) -> Any:
    return await at.journey.save(f"brief {n}.txt", _letter(n, _number(n, 0)), place=POST)


async def _versions(at: Arriving, n: int) -> Any:
    """A letter with versions of two people, a link, and somebody whom it is shared with."""
    number = await at.opened_by_people(n)
    texts = [_letter(n, number, f"Versie {one}.\n").encode() for one in range(3)]
    saved = await at.versions(f"versies {n}.txt", texts, POST, STAFF)
    item = {"drive": saved["drive_id"], "item": saved["item_id"], "person": STAFF}
    await at.journey.own("POST", "/people", {"do": "link", **item})
    await at.journey.own("POST", "/people", {"do": "share", "with": ["Jurist"], **item})
    return saved


async def _mail(at: Arriving, n: int) -> Any:
    whole = mail(_letter(n, _number(n, 0)), {f"Begroting {n}.txt": f"Van stuk {n}".encode()})
    return await at.journey.save(f"mail {n}.eml", whole, place=POST)


async def _document_set(at: Arriving, n: int) -> Any:
    text = f"{REPORT}Deel {n}.\n"
    return await at.journey.save(f"Q3 {n}.txt", text, who="Projectleider", place=RING_ROAD)


async def _in_place(at: Arriving, n: int) -> Any:
    number = await at.opened_by_people(n)
    return await at.saved_in_archive(f"{number}/zelf {n}.txt", _letter(n, number))


async def _within_drive_new_dossier(at: Arriving, n: int) -> Any:
    return await at.journey.save(f"bezwaar {n}.txt", _objection(n, 0), place=POST)


async def _within_drive_existing_dossier(at: Arriving, n: int) -> Any:
    own = {"person": STAFF, "site": "Subsidies", "library": "Documenten"}
    path = _number(n, of=1).replace("SUB", "BZW")
    await at.journey.own("POST", "/people", {"do": "folder", "path": path, **own})
    return await at.journey.save(f"bezwaar erbij {n}.txt", _objection(n, 1), place=POST)


async def _office(at: Arriving, n: int) -> Any:
    """A Word file with versions, each of which SharePoint writes into when it is copied."""
    files = [word(REPORT, f"Deel {n}, versie {one}.") for one in range(2)]
    return await at.versions(f"Q3 {n}.docx", files, RING_ROAD, "Projectleider")


async def _source_kept(at: Arriving, n: int) -> Any:
    """A letter that Graph does not let the app remove once it was copied."""
    text = _letter(n, _number(n, 3))
    saved = await at.journey.save(f"blijft {n}.txt", text, place=POST)
    await at.journey.fault(
        "status", "drive_item.delete", None, path_contains=saved["item_id"], **NOT_ALLOWED
    )
    return saved


KINDS: tuple[Callable[[Arriving, int], Awaitable[Any]], ...] = (
    _new_dossier,
    _versions,
    _mail,
    _document_set,
    _in_place,
    _within_drive_new_dossier,
    _within_drive_existing_dossier,
    _office,
    _source_kept,
)
