"""The demo: a day at work in a province, and the account of every document at its end.

Everything is real but the tenant: the function app runs in its host, asks the simulated tenant
over HTTP through the Graph SDK, and keeps its store and register on disk.
"""

import contextlib
import json
import signal
import tempfile
import urllib.request
from pathlib import Path
from typing import Any, Literal

from checker.account import Account
from demo.accounting import account, totals
from demo.arriving import (
    COALITION,
    GRANTS,
    OBJECTIONS,
    PERMITS,
    POLICY,
    PROPOSALS,
    RING_ROAD,
    Channel,
    DemoDocument,
)
from demo.documents import (
    MAIN_DOCUMENT,
    copy_in_another_team,
    documents,
    views_as_one_file,
)
from demo.end_of_day import (
    red_thread,
    remove_last_row_of_a_filed_document,
    tell_account,
    turn_one_back,
    what_was_not_filed,
)
from demo.following import filed_in, follow
from demo.office import Office
from demo.own_files import stay
from demo.telling import Teller
from demo.tenant import PROJECT, SimulatedTenant
from demo.unseen import Round, unseen_documents
from demo.waiting import until

Fault = Literal["target_bytes", "register_row"]
CLAIM_SECONDS = "60"  # the least there is; a reader waits for it
KILLED_OVER = "Aanvraag restauratie molen Vorenzate.docx"
AGREEMENT_DOSSIER = "AKK-2025-01"
# What its makers declare final in the afternoon, by putting it into a folder of that name.
DECLARED_FINAL: tuple[tuple[Channel, str], ...] = (
    (OBJECTIONS, "BZW-2026-0008 Molen Vorenzate/uitnodiging 16 juni.docx"),
    (OBJECTIONS, "BZW-2026-0012 Streekmarkt/Advies kamer 2 Streekmarkt.docx"),
    (PROPOSALS, "STV-2026-011 Erfgoednota/Statenvoorstel Erfgoednota.docx"),
    (COALITION, "AKK-2025-01 Coalitieakkoord/Uitvoeringsprogramma 2026 versie 1.0.docx"),
    (PERMITS, "ontgronding/De Kolk ontwerp ter inzage.docx"),
    (GRANTS, "telefoonnotitie 17 november.txt"),
    (POLICY, "Nieuw/nota college 3 februari.docx"),
    (RING_ROAD, "PRJ-2026-004 Ringweg Noord/Projectplan v1.2.docx"),
    (RING_ROAD, "PRJ-2026-004 Ringweg Noord/Rapportages/Q3 2026.docx"),
)


def play_unseen(teller: Teller, which: Round) -> int:
    """Let ten documents arrive that nobody saw who wrote a rule, and tell what became of each.

    What their writer holds defensible stands beside it. Return 0 when every one is accounted for.
    """
    with tempfile.TemporaryDirectory(prefix="dossierstroom-") as folder:
        tenant = SimulatedTenant()
        office = Office(Path(folder), tenant, DOSSIER_LANGUAGE=teller.language)
        try:
            return _Day(teller, tenant, office).play_unseen(which)
        finally:
            office.stop_host()
            tenant.close()


def play(teller: Teller, *, once: bool, faults: frozenset[Fault]) -> int:
    """Play the demo; return 0 when every document is accounted for and no promise is broken."""
    with tempfile.TemporaryDirectory(prefix="dossierstroom-") as folder:
        tenant = SimulatedTenant()
        more = {"DOSSIER_CLAIM_SECONDS": CLAIM_SECONDS, "DOSSIER_LANGUAGE": teller.language}
        office = Office(Path(folder), tenant, **more)
        try:
            return _Day(teller, tenant, office, faults).play(once=once)
        finally:
            office.stop_host()
            tenant.close()


class _Day:
    """One working day."""

    def __init__(
        self,
        teller: Teller,
        tenant: SimulatedTenant,
        office: Office,
        faults: frozenset[Fault] = frozenset(),
    ) -> None:
        self._teller = teller
        self._tenant = tenant
        self._office = office
        self._faults = faults
        self._saved = 0
        self._told = (0, 0)  # how many had their outcome when that was last said, and of how many

    def play(self, *, once: bool) -> int:
        self._begin()
        if not self._faults:
            self._kill_the_host_over_a_document()
            self._follow_one_document()
        self._everyone_works()
        if not self._faults:
            self._declare_final()
            self._same_bytes_in_another_team()
            self._ring_as_a_stranger()
        settled = self._settle()
        what_was_not_filed(self._teller, settled)
        if not self._faults:
            red_thread(self._teller, self._office)
            turn_one_back(self._teller, self._office)
        if "register_row" in self._faults:
            remove_last_row_of_a_filed_document(self._office)
        found = tell_account(self._teller, self._tenant, self._office)
        if not once:
            stay(self._teller, self._tenant, self._office, PROJECT / "build" / "your-files")
        self._teller.end()
        return 0 if found.fine else 1

    def play_unseen(self, which: Round) -> int:
        self._begin()
        unseen = unseen_documents(which)
        for one in unseen:
            self._save(one.document)
        found = self._settle()
        # By name: it stays when a document is filed, its place does not.
        judged = {
            _name_of(one.document): self._teller.word(one.defensible, one.verdedigbaar)
            for one in unseen
        }
        for line in found.lines:
            self._teller.outcome(line, judged.get(line.name, ""))
        self._teller.account(found, totals(found))
        return 0 if found.fine else 1

    def _begin(self) -> None:
        say = self._teller.say
        self._teller.panel(
            "Microsoft 365 is SIMULATED here, with an invented province in it: its teams, sites, "
            "people and letters. Dossierstroom is not: this is the function app itself, in its "
            "host, with its database and register. The selection list is an example. The day "
            "takes about four minutes.",
            "Microsoft 365 is hier NAGEBOOTST, met een verzonnen provincie erin: haar teams, sites, "
            "mensen en brieven. Dossierstroom niet: dit is de function app zelf, in zijn host, met "
            "zijn database en register. De selectielijst is een voorbeeldlijst, niet vastgesteld. "
            "De dag duurt ongeveer vier minuten.",
        )
        self._office.begin()
        say("The file plan is put in force:", "Het ordeningsplan gaat gelden:")
        self._file_plan()
        sources = len(self._sources())
        until(self._all_heard, "the subscriptions")
        say(
            f"{sources} sources are listened to; a records manager set them all to act.",
            f"Er wordt naar {sources} bronnen geluisterd; een recordmanager zette ze op uitvoeren.",
        )
        self._tenant.post(
            "people",
            person="Recordmanager",
            do="folder",
            site="Bestuursarchief",
            library="Coalitieakkoord",
            path=AGREEMENT_DOSSIER,
        )
        say(
            f"The records manager opens dossier {AGREEMENT_DOSSIER} herself: the plan leaves that to a "
            "person.",
            f"De recordmanager opent dossier {AGREEMENT_DOSSIER} zelf: het plan laat dat aan een mens over.",
        )
        if "target_bytes" in self._faults:
            self._tenant.post("faults", kind="target_bytes", operation="drive_item.copy", times=1)

    def _file_plan(self) -> None:
        told = json.loads(self._office.dossier("check", "file_plan", "--json").stdout)
        types, listed = told["dossier_types"], told["selection_list"]
        rules, tried, sources = sum(t["rules"] for t in types), told["examples"], told["sources"]
        version, counted = told["version"][:12], (len(types), len(sources), rules, tried)
        self._teller.shown(
            self._teller.word(
                f"{told['file_plan']}, version {version}\n"
                "{} dossier types, {} sources, {} rules, {} examples tried\n".format(*counted)
                + f"Selection list: {listed['name']} ({listed['status']})",
                f"{told['file_plan']}, versie {version}\n"
                "{} dossiertypen, {} bronnen, {} regels, {} voorbeelden geprobeerd\n".format(
                    *counted
                )
                + f"Selectielijst: {listed['name']} ({listed['status']})",
            )
        )

    def _sources(self) -> list[dict[str, Any]]:
        told = self._office.dossier("source", "list", "--json").stdout
        return [json.loads(line) for line in told.splitlines()]

    def _all_heard(self) -> bool:
        return all(source["found"] and source["read_at"] for source in self._sources())

    def _kill_the_host_over_a_document(self) -> None:
        """Kill the host while the answer to its copy is under way; it goes on where it was."""
        self._teller.chapter("08:30  A crash", "08:30  Een storing")
        document = _named(KILLED_OVER)
        hold = {"kind": "hold_after", "operation": "drive_item.copy", "times": 1}
        fault = self._tenant.post("faults", **hold)["id"]
        saved = self._save(document)
        until(lambda: self._is_holding(fault), "the copy that is held")
        self._office.stop_host(signal.SIGKILL)
        self._tenant.delete("faults")
        self._office.start_host()
        self._teller.say(
            f"The host was killed in the middle of copying «{document.path}», and started again. "
            "What it was doing lapses after a minute; then another worker goes on from the "
            "journal. (It is five minutes unless DOSSIER_CLAIM_SECONDS says otherwise, as here.)",
            f"De host is gedood midden in het kopiëren van «{document.path}», en weer gestart. "
            "Waar hij mee bezig was, komt na een minuut vrij; dan gaat een ander verder uit het "
            "journaal. (Het zijn vijf minuten als DOSSIER_CLAIM_SECONDS niets anders zegt; hier "
            "wel.)",
        )
        self._teller.progress("That minute is waited for ...", "Die minuut wordt afgewacht ...")
        number = filed_in(self._office, saved["item_id"])
        if number is not None:
            self._teller.say(
                f"The minute is over: another went on, and it lies in dossier {number}.",
                f"De minuut is om: een ander ging verder, en het ligt in dossier {number}.",
            )

    def _is_holding(self, fault: str) -> bool:
        faults = self._tenant.get("faults")["faults"]
        return any(one["id"] == fault and one.get("holding") for one in faults)

    def _follow_one_document(self) -> None:
        self._teller.chapter("09:00  One document, slowly", "09:00  Eén document, rustig aan")
        [main] = [d for d in documents() if (d.team, d.channel, d.path) == MAIN_DOCUMENT]
        self._teller.say(
            f"A colleague ({main.person}) saves «{main.path}» in {main.team}, {main.channel}, and "
            "goes on working.",
            f"Een collega ({main.person}) bewaart «{main.path}» in {main.team}, {main.channel}, en "
            "werkt door.",
        )
        saved = self._save(main)
        follow(self._teller, self._office, saved["item_id"])

    def _everyone_works(self) -> None:
        self._teller.chapter("09:30  Everyone works", "09:30  Iedereen werkt")
        done = () if self._faults else (KILLED_OVER, MAIN_DOCUMENT[2])
        for document in (*documents(), views_as_one_file()):
            if not document.path.endswith(done or ("\n",)):
                self._save(document)
        self._teller.say(
            f"{self._saved} documents stand in their channels. Nobody filled in a form.",
            f"Er staan {self._saved} documenten in hun kanalen. Niemand vulde een formulier in.",
        )
        self._settle()

    def _declare_final(self) -> None:
        self._teller.chapter("16:00  What is done is done", "16:00  Wat af is, is af")
        people = {(d.team, d.channel, d.path): d.person for d in documents()}
        for channel, path in DECLARED_FINAL:
            person = people[channel.team, channel.name, path]
            folder = f"{path.rpartition('/')[0]}/Definitief".strip("/")
            self._tenant.person(person, "folder", channel, folder)
            self._tenant.person(person, "move", channel, path, to=folder)
        names = ", ".join(path.rpartition("/")[2] for _, path in DECLARED_FINAL)
        self._teller.say(
            f"Colleagues put into a folder Definitief: {names}. While they were drafts they were "
            "left alone.",
            f"Collega's zetten in een map Definitief: {names}. Zolang het concepten waren, werden "
            "zij met rust gelaten.",
        )

    def _same_bytes_in_another_team(self) -> None:
        """Save a copy of what is filed in another team: it is kept once, and referred to."""
        self._teller.chapter("16:10  The same, once more", "16:10  Hetzelfde, nog een keer")
        self._settle()
        copy = copy_in_another_team()
        self._save(copy)
        self._teller.say(
            f"A colleague ({copy.person}) saves a copy in {copy.team}, «{copy.path}»: byte for byte "
            "what was saved in Subsidies.",
            f"Een collega ({copy.person}) bewaart een kopie in {copy.team}, «{copy.path}»: byte voor "
            "byte wat in Subsidies al was bewaard.",
        )
        found = self._settle()
        self._teller.lines([line for line in found.lines if line.name == copy.path])

    def _ring_as_a_stranger(self) -> None:
        self._teller.chapter("16:20  A stranger rings", "16:20  Een vreemde belt aan")
        forged = {"subscriptionId": "guessed", "clientState": "guessed", "resource": "drives/x"}
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._office.port}/api/notifications",
            data=json.dumps({"value": [forged]}).encode(),
            headers={"Content-Type": "application/json"},
            method="POST",
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            status = answer.status
        self._teller.say(
            f"Someone forges a notification of Microsoft 365. It gets the answer that a genuine "
            f"one gets ({status}: received), so the stranger learns nothing; it is counted, and "
            "nothing is done for it.",
            f"Iemand vervalst een melding van Microsoft 365. Die krijgt hetzelfde antwoord als een "
            f"echte ({status}: ontvangen), zodat de vreemde niets te weten komt; zij wordt geteld, "
            "en er wordt niets voor gedaan.",
        )

    def _save(self, document: DemoDocument) -> Any:
        self._saved += 1
        return self._tenant.save(document)

    def _settle(self) -> Account:
        """Return the account once every document has its outcome and the host is idle."""
        found = account(self._tenant, self._office)

        def settled() -> bool:
            nonlocal found
            if not self._office.is_idle():
                return False  # asking the checker costs more than asking the host
            found = account(self._tenant, self._office)
            done = found.documents - found.unaccounted
            if (done, self._saved) != self._told:
                self._told = (done, self._saved)
                self._teller.progress(
                    f"{done} of {self._saved} documents have their outcome",
                    f"{done} van de {self._saved} documenten hebben hun uitkomst",
                )
            return done == self._saved

        # Whatever is still going on after that: the account says it.
        with contextlib.suppress(TimeoutError):
            until(settled, "every document's outcome", patience=300)
        return found


def _name_of(document: DemoDocument) -> str:
    return document.path.rpartition("/")[2]


def _named(name: str) -> DemoDocument:
    return next(document for document in documents() if document.path.endswith(name))
