"""The demo: people save documents in a channel and do nothing else.

Everything is real but the tenant: the function app runs in its host, asks the simulated tenant
over HTTP through the Graph SDK, and keeps its store and register on disk.
"""

import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Literal

from checker.account import Account
from demo.accounting import account, totals, write_evidence
from demo.documents import DemoDocument, documents
from demo.office import SOURCE, Office
from demo.telling import Teller
from demo.tenant import PROJECT, SimulatedTenant

Fault = Literal["target_bytes", "register_row"]
PATIENCE = 180.0  # seconds until the account is made whatever is still going on
EVIDENCE = PROJECT / "build" / "demo"


def play(teller: Teller, *, once: bool, fault: Fault | None) -> int:
    """Play the demo; return 0 when every document is accounted for and no promise is broken."""
    with tempfile.TemporaryDirectory(prefix="dossierstroom-") as folder:
        tenant = SimulatedTenant()
        office = Office(Path(folder), tenant)
        try:
            return _play(teller, tenant, office, once=once, fault=fault)
        finally:
            office.stop_host()
            tenant.close()


def _play(
    teller: Teller, tenant: SimulatedTenant, office: Office, *, once: bool, fault: Fault | None
) -> int:
    teller.say(
        f"A simulated province listens at {tenant.address} (Microsoft 365 is simulated; "
        "Dossierstroom is not).",
        f"Een nagebootste provincie luistert op {tenant.address} (Microsoft 365 is nagebootst; "
        "Dossierstroom niet).",
    )
    office.begin()
    _until(lambda: bool(tenant.get("tree")["subscriptions"]), "the subscription")
    teller.say(
        f"The file plan is in force; «{SOURCE}» may act. People start to work.",
        f"Het ordeningsplan is van kracht; «{SOURCE}» mag uitvoeren. Mensen gaan aan het werk.",
    )
    if fault == "target_bytes":
        tenant.post("faults", kind="target_bytes", operation="drive_item.copy", times=1)
    saved = documents()
    for document in saved:
        _save(tenant, document)
        teller.say(
            f"  {document.person} saves {document.path}",
            f"  {document.person} bewaart {document.path}",
        )
    found = _settled(teller, tenant, office, len(saved))
    office.dossier("register", "seal")
    if fault == "register_row":
        _remove_last_row_of_a_filed_document(office)
    found = account(tenant, office)
    write_evidence(tenant, office, EVIDENCE)
    teller.account(found, totals(found))
    if not once:
        _stay(teller, tenant, office)
    return 0 if found.fine else 1


def _save(tenant: SimulatedTenant, document: DemoDocument) -> None:
    """Save the document; a narrower folder is made and closed to others before it."""
    folder, slash, _ = document.path.rpartition("/")
    if slash and document.restricted_to:
        tenant.person(document.person, "folder", folder)
        tenant.person(document.person, "restrict", folder, only=list(document.restricted_to))
    tenant.save(document.person, document.path, document.content)


def _settled(teller: Teller, tenant: SimulatedTenant, office: Office, expected: int) -> Account:
    """Return the account once every document has its outcome and the host has nothing to do."""
    found: Account | None = None
    told = -1

    def settled() -> bool:
        nonlocal found, told
        found = account(tenant, office)
        done = found.documents - found.unaccounted
        if done != told:
            told = done
            teller.say(
                f"  {done} of {expected} documents have their outcome",
                f"  {done} van de {expected} documenten hebben hun uitkomst",
            )
        return done == expected and office.is_idle()

    _until(settled, "every document's outcome", give_up=False)
    return found if found is not None else account(tenant, office)


def _remove_last_row_of_a_filed_document(office: Office) -> None:
    """Do what a dishonest administrator might: remove the row that says a document was filed."""
    path = office.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=30)) as database, database:
        database.execute(
            "DELETE FROM register WHERE position = "
            "(SELECT max(position) FROM register WHERE kind = 'filed')"
        )


def _stay(teller: Teller, tenant: SimulatedTenant, office: Office) -> None:
    address = f"{tenant.address}/_simulator/people/Medewerker%20Subsidies/Subsidies/Algemeen"
    teller.say(
        f"\nIt goes on. Save a file of your own:  curl -T FILE '{address}/FILE'\n"
        f"What the host does stands in {office.log}. End with Ctrl-C.",
        f"\nHet gaat door. Bewaar zelf een bestand:  curl -T BESTAND '{address}/BESTAND'\n"
        f"Wat de host doet staat in {office.log}. Beëindig met Ctrl-C.",
    )
    told = {line.lineage: line.outcome for line in account(tenant, office).lines}
    try:
        while True:
            time.sleep(2)
            for line in account(tenant, office).lines:
                known = told.get(line.lineage)
                if line.outcome not in (known, "unaccounted"):
                    told[line.lineage] = line.outcome
                    teller.say(
                        f"  {line.name}: {line.outcome}. {line.reason}",
                        f"  {line.name}: {line.outcome}. {line.reason_nl}",
                    )
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not cut the ending


def _until(holds: Callable[[], bool], what: str, *, give_up: bool = True) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            if give_up:
                raise TimeoutError(f"waited {PATIENCE:.0f} seconds for {what}")
            return
        time.sleep(0.5)
