"""A folder for the reader's own files: what is put there is saved into a channel, and told of."""

import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from checker.account import Account, Line
from demo.accounting import account, totals
from demo.arriving import EMPLOYEE, GRANTS
from demo.office import Office
from demo.telling import Teller, channel_of
from demo.tenant import PROJECT, SimulatedTenant

MOST = 4 * 1024 * 1024  # bytes; the simulated upload of a person takes no more

How = Literal["new", "new_version", "new_document", "too_large"]
TOLD: dict[How, tuple[str, str]] = {
    "new": ("is saved", "is bewaard"),
    "new_version": ("is saved: a new version of what stood there", "is bewaard: een nieuwe versie"),
    "new_document": (
        "is saved, as a new document: the first went to its dossier, and stays as it is",
        "is bewaard, als nieuw document: het eerste ging naar zijn dossier, en blijft zoals het is",
    ),
    "too_large": ("is not saved: more than 4 MB", "wordt niet bewaard: meer dan 4 MB"),
}


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file as it was seen in the folder, and what was done with it. `path` is seen from there."""

    path: str
    how: How


class OwnFiles:
    """The folder and what lies in it, and which of its files were saved already."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._seen: dict[str, tuple[int, int]] = {}
        self._items: dict[str, str] = {}

    def save_new(self, tenant: SimulatedTenant) -> list[OwnFile]:
        """Save each new or changed file into the channel, in the folder that it lies in here."""
        return [self._save(tenant, path) for path in self._changed()]

    def is_of(self, line: Line) -> bool:
        """Return whether this document of the account was saved from here."""
        _, _, path = line.origin.partition(f": /{GRANTS.name}/")
        return channel_of(line) == f"{GRANTS.team}, {GRANTS.name}" and path in self._items

    def _changed(self) -> list[str]:
        changed = []
        for file in sorted(self.folder.rglob("*")):
            within = file.relative_to(self.folder)
            if not file.is_file() or any(part.startswith(".") for part in within.parts):
                continue
            stat = file.stat()
            state = (stat.st_size, stat.st_mtime_ns)
            if self._seen.get(within.as_posix()) != state:
                self._seen[within.as_posix()] = state
                changed.append(within.as_posix())
        return changed

    def _save(self, tenant: SimulatedTenant, path: str) -> OwnFile:
        content = (self.folder / path).read_bytes()
        if len(content) > MOST:
            return OwnFile(path, "too_large")
        saved = tenant.save(GRANTS.gets(path, EMPLOYEE, content, "a file of your own"))
        before, self._items[path] = self._items.get(path), saved["item_id"]
        if before is None:
            return OwnFile(path, "new")
        return OwnFile(path, "new_version" if before == saved["item_id"] else "new_document")


def stay(teller: Teller, tenant: SimulatedTenant, office: Office, folder: Path) -> None:
    """Go on until Ctrl-C, saving what is put into the folder and telling what becomes of it."""
    own = OwnFiles(folder)
    shown, command = folder.relative_to(PROJECT), Path(sys.executable).with_name("dossier")
    teller.panel(
        f"It goes on. Put files of your own into\n  {shown}\nand they are saved into the channel "
        f"{GRANTS.name} of the team {GRANTS.team}. End with Ctrl-C.\n\n"
        f"To look at it meanwhile, in another terminal:\n  cd {office.folder}\n  {command} documents",
        f"Het gaat door. Zet zelf bestanden in\n  {shown}\ndan worden zij bewaard in het kanaal "
        f"{GRANTS.name} van het team {GRANTS.team}. Stop met Ctrl-C.\n\n"
        f"Intussen meekijken, in een andere terminal:\n  cd {office.folder}\n  {command} documents",
    )
    found = account(tenant, office)
    told = _outcomes(found.lines)
    try:
        while True:
            time.sleep(2)
            for file in own.save_new(tenant):
                english, dutch = TOLD[file.how]
                teller.say(f"  «{file.path}» {english}", f"  «{file.path}» {dutch}")
            found = account(tenant, office)
            news = [
                line
                for line in found.lines
                if line.outcome not in (told.get(line.lineage), "unaccounted")
            ]
            if news:
                teller.lines(news)
                told |= _outcomes(news)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not cut the ending
        _tell_ending(teller, own, found)  # as last seen: the tenant got the Ctrl-C too


def _tell_ending(teller: Teller, own: OwnFiles, found: Account) -> None:
    mine = [line for line in found.lines if own.is_of(line)]
    if mine:
        teller.say("\nYour own files, at the end:", "\nUw eigen bestanden, aan het eind:")
        teller.lines(mine)
    teller.account(found, totals(found))
    teller.say(
        "It has ended; the simulated tenant was kept in memory and is gone.",
        "Het is afgelopen; de nagebootste tenant stond in het geheugen en is weg.",
    )


def _outcomes(lines: Sequence[Line]) -> dict[str, str]:
    return {line.lineage: line.outcome for line in lines}
