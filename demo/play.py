"""The demo: people save documents in a channel and do nothing else.

Everything is real but the tenant: the function app runs in its host, asks the simulated tenant
over HTTP through the Graph SDK, and keeps its store and register on disk.
"""

import contextlib
import signal
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Literal

from demo.accounting import account, totals, write_evidence
from demo.documents import DemoDocument, documents
from demo.office import SOURCE, Office
from demo.telling import Teller
from demo.tenant import PROJECT, SimulatedTenant
from demo.waiting import until

Fault = Literal["target_bytes", "register_row"]
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
    until(lambda: bool(tenant.get("tree")["subscriptions"]), "the subscription")
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
    _settle(teller, tenant, office, len(saved))
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


def _settle(teller: Teller, tenant: SimulatedTenant, office: Office, expected: int) -> None:
    """Return once every document has its outcome and the host has nothing to do."""
    told = -1

    def settled() -> bool:
        nonlocal told
        found = account(tenant, office)
        done = found.documents - found.unaccounted
        if done != told:
            told = done
            teller.say(
                f"  {done} of {expected} documents have their outcome",
                f"  {done} van de {expected} documenten hebben hun uitkomst",
            )
        return done == expected and office.is_idle()

    # Whatever is still going on after that: the account says it.
    with contextlib.suppress(TimeoutError):
        until(settled, "every document's outcome")


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
