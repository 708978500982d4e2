"""Many filings of several kinds are undone at once, and all is as it was before them.

`python -m tests.faults.undo_many` (`make faults`) does it with 200: `--filings N` for another
number. What the tree of the tenant tells of every file and folder is compared, before the filings
and after their undo; what differs must have been announced. Our own folder `_binnen` in the
root of a library stays, empty.
"""

import argparse
import base64
import sys
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from demo.accounting import account
from demo.office import Office
from demo.tenant import SimulatedTenant
from demo.waiting import until
from store.database import Database
from store.overviews import Overviews
from tests.journeys.journey import PROVINCE
from tests.journeys.test_province import LETTER, REPORT, mail

POST = {"person": "Medewerker Subsidies", "team": "Subsidies", "channel": "Inkomende post"}
PROJECT = {"person": "Projectleider", "team": "Beleid en Bestuur", "channel": "Ringweg Noord"}
ARCHIVE = {"person": "Medewerker Subsidies", "site": "Archief", "library": "Subsidiedossiers"}
DOSSIER_STAYS = "the dossier stays where more lies in it"
PATIENCE = 15.0  # seconds for each filing


def main() -> int:
    """Undo as many filings as were asked for; return 0 where nothing differs but what was said."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.undo_many")
    parser.add_argument("--filings", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = undo_many(Path(folder), asked.filings)
    for line in found:
        print(line)
    print(f"undo of {asked.filings} filings: {len(found)} differences that nobody announced")
    return 1 if found else 0


def undo_many(folder: Path, number: int) -> list[str]:
    """Let that many documents be filed and undone; return what differs and was not announced."""
    tenant = SimulatedTenant()
    office = Office(folder, tenant)
    try:
        office.begin(mode="propose", plan=str(PROVINCE))
        until(lambda: len(tenant.get("tree")["subscriptions"]) > 0, "the subscriptions")
        for n in range(number):
            _arrives(tenant, n)
        _until_all(office, "proposed", number)
        before = _looks(tenant.get("tree"))
        office.dossier("source", "mode", "act", "--all")
        _until_all(office, "filed", number)
        filed = account(tenant, office)
        wrong = [violation.sentence for violation in filed.violations]
        assert _looks(tenant.get("tree")) != before
        said, complaints = _undone(office, number)
        wrong += complaints
        until(office.is_idle, "the end of it")
        of = account(tenant, office)
        wrong += [violation.sentence for violation in of.violations]
        wrong += [f"{of.left} of {number} stand undone"] if of.left != number else []
        after = _looks(tenant.get("tree"))
        stays = _stays(after) if DOSSIER_STAYS in said else set()
        return wrong + _differences(before, after, stays)
    finally:
        office.stop_host()
        tenant.close()


def _until_all(office: Office, outcome: str, number: int) -> None:
    """Return when so many documents have that outcome, as the store tells."""
    database = Database(office.database_url)

    def all_are() -> bool:
        every = Overviews(database).documents()
        return [one["outcome"] for one in every].count(outcome) == number

    try:
        until(all_are, f"{number} that are {outcome}", patience=number * PATIENCE)
    finally:
        database.close()


def _arrives(tenant: SimulatedTenant, n: int) -> None:
    """One of five kinds: a letter, one with versions, a mail, a project's report, one in place."""
    kind, number = n % 5, f"SUB-2026-{1000 + n // 5 * 5}"
    letter = LETTER.replace("SUB-2026-0147", number) + f"\nStuk {n}.\n"
    if kind == 0:
        _uploads(tenant, POST, f"brief {n}.txt", letter.encode())
    elif kind == 1:
        for version in range(3):
            text = f"{letter}Versie {version}.\n".encode()
            _uploads(tenant, POST, f"versies {n}.txt", text, do="edit" if version else "upload")
    elif kind == 2:
        whole = mail(letter, {f"Begroting {n}.txt": f"Begroting van stuk {n}".encode()})
        _uploads(tenant, POST, f"mail {n}.eml", whole)
    elif kind == 3:
        _uploads(tenant, PROJECT, f"Q3 {n}.txt", f"{REPORT}Deel {n}.\n".encode())
    else:
        tenant.post("people", do="folder", path=number, **ARCHIVE)
        _uploads(tenant, ARCHIVE, f"{number}/zelf {n}.txt", letter.encode())


def _uploads(
    tenant: SimulatedTenant, where: Mapping[str, str], path: str, content: bytes, do: str = "upload"
) -> None:
    encoded = base64.b64encode(content).decode("ascii")
    tenant.post("people", do=do, path=path, content_base64=encoded, **where)


def _undone(office: Office, number: int) -> tuple[str, list[str]]:
    """Undo all filings; return what was said beforehand, and what went otherwise than it should."""
    period = ("--from", "2000-01-01", "--until", "2999-12-31")
    said = office.dossier("undo", *period, "--dry-run").stdout
    done = office.dossier("undo", *period, "--yes", patience=1000, check=False)
    wrong = [] if f"{number} filings can be undone" in said else [f"announced: {said[:200]}"]
    if done.returncode or f"Undone: {number} of {number}." not in done.stdout:
        wrong.append(f"the command ended with {done.returncode}: {done.stdout[-500:]}")
    return said, wrong


def _stays(after: Mapping[str, Any]) -> set[str]:
    """Return the folders in which something lies: a dossier stays one where more lies in it."""
    return {path.rpartition("/")[0] for path in after}


def _looks(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Return what every live file and folder looks like, by its drive and path.

    What the undo announces that does not come back is left out: ids, who made it and when.
    """
    drives = {drive["id"]: f"{drive['site_name']} / {drive['name']}" for drive in tree["drives"]}
    return {
        f"{drives[item['drive_id']]}:{item['path']}": {
            "content": [
                version["sha256"]
                for version in item["versions"] or ()
                if version["cause"] == "content"
            ],
            "fields": item["fields"],
            "content_type": item["content_type"],
            "label": item["label"],
            "principals": item["principals"],
        }
        for item in tree["items"]
        if item["state"] == "live" and item["path"] != "/_binnen"
    }


def _differences(
    before: Mapping[str, Any], after: Mapping[str, Any], stays: Collection[str]
) -> list[str]:
    found = [f"gone: {path}" for path in sorted(before.keys() - after.keys())]
    found += [f"new: {path}" for path in sorted(after.keys() - before.keys())]
    for path in sorted((before.keys() & after.keys()) - set(stays)):
        found += [
            f"{path}: {part} was {before[path][part]!r}, is {after[path][part]!r}"
            for part in before[path]
            if before[path][part] != after[path][part]
        ]
    return found


if __name__ == "__main__":
    sys.exit(main())
