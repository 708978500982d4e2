"""The end of the day: what was not filed, the red thread, one turned back, and the account."""

import json
import sqlite3
from collections import Counter
from contextlib import closing

from checker.account import Account
from demo.accounting import account, totals, write_evidence
from demo.office import Office
from demo.telling import Teller
from demo.tenant import PROJECT, SimulatedTenant

EVIDENCE = PROJECT / "build" / "demo"
TURNED_BACK = "uitgaand 20 nov.pdf"
UNSIGNED = "Beschikking molen De Zeshoek.pdf"
SIGNED = "Beschikking molen De Zeshoek getekend.pdf"
OBJECTION_DOSSIER = "BZW-2026-0008"


def what_was_not_filed(teller: Teller, found: Account) -> None:
    """Tell what was not filed and why, by what a person can do about it."""
    teller.chapter("16:30  What was not filed, and why", "16:30  Wat bleef, en waarom")
    lines = [line for line in found.lines if line.outcome != "filed"]
    teller.lines(lines)
    teller.say(
        "What waits is what `dossier review list` shows: by what a person can do about it.",
        "Wat wacht, toont ook `dossier review list`: naar wat een mens eraan kan doen.",
    )
    times = Counter(line.name for line in lines if line.outcome == "waiting")
    for name in (name for name, count in times.items() if count > 1):
        teller.say(
            f"«{name}» waits twice: two teams got the same letter, byte for byte. At most one "
            "of the two is filed; the other refers to it when it is looked at again.",
            f"«{name}» wacht twee keer: twee teams kregen dezelfde brief, byte voor byte. "
            "Hoogstens een van de twee wordt opgenomen; het andere verwijst daarnaar zodra er weer "
            "naar wordt gekeken.",
        )


def red_thread(teller: Teller, office: Office) -> None:
    """Show what one objection rests on, up to the coalition agreement."""
    teller.chapter(
        "16:40  Which objection concerns which part of the agreement?",
        "16:40  Welk bezwaar raakt welk deel van het akkoord?",
    )
    told = office.dossier("trace", OBJECTION_DOSSIER, check=False)
    teller.shown(f"$ dossier trace {OBJECTION_DOSSIER}\n{told.stdout}{told.stderr}")


def turn_one_back(teller: Teller, office: Office) -> None:
    """Turn one filing back, as anyone may ask for."""
    teller.chapter("16:50  One is turned back", "16:50  Eén gaat terug")
    told = office.dossier("filings", "--json").stdout
    filings = [json.loads(line) for line in told.splitlines()]
    filed = [one for one in filings if one["state"] == "filed"]
    chosen = next((one for one in filed if one["name"] == TURNED_BACK), filed[-1])
    short = chosen["filing_id"][:8]
    teller.say(
        f"«{chosen['name']}» was filed today in dossier {chosen['dossier']}. Suppose that a "
        "colleague wants it otherwise: every filing can be turned back.",
        f"«{chosen['name']}» is vandaag opgenomen in dossier {chosen['dossier']}. Stel dat een "
        "collega dat anders wil: elke opname kan terug.",
    )
    told = office.dossier("undo", short).stdout
    teller.shown(f"$ dossier undo {short}\n{told}")


def tell_account(teller: Teller, tenant: SimulatedTenant, office: Office) -> Account:
    """Tell and return the account of every document; what it was made from is written down."""
    teller.chapter("17:00  The account", "17:00  De verantwoording")
    office.dossier("register", "seal")
    found = account(tenant, office)
    write_evidence(tenant, office, EVIDENCE)
    filed = [line for line in found.lines if line.outcome == "filed"]
    teller.filed(filed)
    if {UNSIGNED, SIGNED} <= {line.name for line in filed}:
        teller.say(
            f"«{UNSIGNED}» and «{SIGNED}» are two documents: the decision as it was made, and "
            "as it was sent. Their bytes differ, so neither stands for the other; which one "
            "counts is for a person to say.",
            f"«{UNSIGNED}» en «{SIGNED}» zijn twee documenten: het besluit zoals het is "
            "gemaakt, en zoals het is verzonden. De bytes verschillen, dus het ene vervangt "
            "het andere niet; welk van de twee telt, zegt een mens.",
        )
    undone = [line for line in found.lines if line.code == "undone"]
    if undone:
        before = found.left - len(undone)
        teller.say(
            f"And what was turned back; with it the {before} left alone are {found.left}:",
            f"En wat is teruggezet; daarmee zijn de {before} die werden gelaten er {found.left}:",
        )
        teller.lines(undone)
    teller.say(
        "Counted by a checker that knows only the tenant and the register:",
        "Geteld door een controleur die alleen de tenant en het register kent:",
    )
    teller.account(found, totals(found))
    return found


def remove_last_row_of_a_filed_document(office: Office) -> None:
    """Do what a dishonest administrator might: remove the row that says a document was filed."""
    path = office.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=30)) as database, database:
        database.execute(
            "DELETE FROM register WHERE position = "
            "(SELECT max(position) FROM register WHERE kind = 'filed')"
        )
