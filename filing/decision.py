"""From a verdict to what follows: act, propose, ask a person, or leave alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from filing.audience import who_would_see_more
from filing.plan import TargetFacts
from records.documents import DocumentSnapshot
from records.file_plan import DossierType, FilePlan, Mode
from records.moments import moment_of
from records.verdicts import Reason, Verdict

REQUIRED_COLUMNS = frozenset(
    {
        "DossierDocumentId",
        "Documentsoort",
        "Dossiernummer",
        "Dossiertype",
        "Archiefvormer",
        "Categorie",
        "Archiefactiedatum",
        "OorspronkelijkeLocatie",
        "OorspronkelijkAangemaaktDoor",
        "OorspronkelijkAangemaaktOp",
        "OorspronkelijkGewijzigdDoor",
        "OorspronkelijkGewijzigdOp",
        "RedenOpname",
    }
)
FILINGS_A_DAY = 3
ATTEMPTS_A_DAY = 10
LOOK_AGAIN_AFTER = timedelta(minutes=15)
FINAL_ENDINGS = (".pdf", ".eml", ".msg")
FINAL_FOLDERS = ("definitief", "final")


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows. `look_again_at` is set where time alone may change the answer."""

    outcome: Literal["act", "proposed", "waiting", "left"]
    reason: Reason
    look_again_at: datetime | None = None


def decide_from_document(
    snapshot: DocumentSnapshot,
    verdict: Verdict,
    file_plan: FilePlan,
    now: datetime,
) -> Decision | None:
    """Return what follows from the document alone; None when the target has a say too."""
    item = snapshot.item
    if item.checked_out_by:
        return Decision("left", _checked_out(item.checked_out_by), now + LOOK_AGAIN_AFTER)
    if verdict.outcome == "unclassified":
        return Decision("left", verdict.reason)
    if verdict.outcome != "classified" or not verdict.dossier_number or not verdict.dossier_type:
        return Decision("waiting", verdict.reason)
    if snapshot.label and snapshot.label.blocks_delete:
        return Decision("waiting", _protected(snapshot.label.name))
    if snapshot.label and snapshot.label.name != file_plan.running_label:
        return Decision("waiting", _labelled(snapshot.label.name))
    dossier_type = file_plan.dossier_type(verdict.dossier_type)
    return _filing_moment(snapshot, dossier_type, now)


def decide_with_target(
    snapshot: DocumentSnapshot,
    verdict: Verdict,
    file_plan: FilePlan,
    target: TargetFacts,
    mode: Mode,
    *,
    filings_today: int,
    attempts_today: int,
    now: datetime,
) -> Decision:
    """Return what follows now that the target is known. `mode` is the source's current one."""
    dossier_type = file_plan.dossier_type(verdict.dossier_type or "")
    stricter = min(mode, dossier_type.mode)
    return (
        _not_ready(dossier_type, target)
        or _seen_by_more(snapshot, target, file_plan)
        or _dossier_to_open(dossier_type, target, verdict)
        or _too_often(filings_today, attempts_today, now)
        or _by_mode(verdict.reason, stricter)
    )


def _not_ready(dossier_type: DossierType, target: TargetFacts) -> Decision | None:
    missing = sorted(REQUIRED_COLUMNS - target.columns)
    if dossier_type.content_type not in target.content_types:
        missing.append(dossier_type.content_type)
    return (
        Decision("waiting", _target_not_ready(dossier_type.library, missing)) if missing else None
    )


def _seen_by_more(
    snapshot: DocumentSnapshot, target: TargetFacts, file_plan: FilePlan
) -> Decision | None:
    if who_would_see_more(snapshot.principals, target.principals, file_plan.always_allowed):
        return Decision("waiting", _AUDIENCE_WIDER)
    if who_would_see_more(snapshot.principals, target.pointer_principals, frozenset()):
        return Decision("waiting", _POINTER_WIDER)
    return None


def _dossier_to_open(
    dossier_type: DossierType, target: TargetFacts, verdict: Verdict
) -> Decision | None:
    if target.dossier_exists or dossier_type.new_dossier == "allowed":
        return None
    outcome: Literal["waiting", "proposed"] = (
        "waiting" if dossier_type.new_dossier == "never" else "proposed"
    )
    return Decision(outcome, _no_such_dossier(verdict.dossier_number or ""))


def _too_often(filings_today: int, attempts_today: int, now: datetime) -> Decision | None:
    if filings_today >= FILINGS_A_DAY:
        return Decision("waiting", _TOO_OFTEN)
    if attempts_today >= ATTEMPTS_A_DAY:
        return Decision("left", _INTERRUPTED, now + timedelta(hours=1))
    return None


def _by_mode(reason: Reason, mode: Mode) -> Decision:
    if mode is Mode.ACT:
        return Decision("act", reason)
    return Decision("proposed", _not_acting(reason, mode))


def _filing_moment(
    snapshot: DocumentSnapshot, dossier_type: DossierType, now: datetime
) -> Decision | None:
    moment, item = dossier_type.filing_moment, snapshot.item
    if moment.kind == "on_request":
        return Decision("left", _ON_REQUEST)
    if moment.kind == "when_quiet":
        quiet_at = moment_of(item.modified_at) + timedelta(days=moment.days)
        return Decision("left", _not_quiet(moment.days), quiet_at) if now < quiet_at else None
    if moment.kind == "when_final" and not _is_final(item.name, item.path):
        return Decision("left", _NOT_FINAL)
    return None


def _is_final(name: str, path: str) -> bool:
    """Return whether people show that it is final: a PDF or a mail, or its folder says so.

    The word *DEF* in a name proves nothing.
    """
    folders = {folder.lower() for folder in path.split("/")}
    return name.lower().endswith(FINAL_ENDINGS) or not folders.isdisjoint(FINAL_FOLDERS)


def _checked_out(by: str) -> Reason:
    return Reason(
        "checked_out",
        f"Het document is uitgecheckt door {by}; er wordt later opnieuw gekeken.",
        f"The document is checked out by {by}; it is looked at again later.",
    )


def _protected(label: str) -> Reason:
    return Reason(
        "source_protected",
        f"Op het document staat het retentielabel «{label}», dat verwijderen verbiedt.",
        f"The document carries the retention label «{label}», which forbids deleting.",
    )


def _labelled(label: str) -> Reason:
    return Reason(
        "source_labelled",
        f"Iemand gaf het document al het retentielabel «{label}»; een mens beslist.",
        f"Someone already gave the document the retention label «{label}»; a person decides.",
    )


def _target_not_ready(library: str, missing: Iterable[str]) -> Reason:
    listed = ", ".join(missing)
    return Reason(
        "target_not_ready",
        f"De bibliotheek {library} mist: {listed}. Een beheerder maakt dit aan.",
        f"The library {library} lacks: {listed}. An administrator adds these.",
    )


def _no_such_dossier(number: str) -> Reason:
    return Reason(
        "no_such_dossier",
        f"Dossier {number} bestaat nog niet. Een mens beslist of het er komt.",
        f"Dossier {number} does not exist yet. A person decides whether it should.",
    )


def _not_quiet(days: int) -> Reason:
    return Reason(
        "not_quiet_yet",
        f"Er is korter dan {days} dagen geleden aan gewerkt; het wordt opgenomen als het rust.",
        f"It was worked on less than {days} days ago; it is filed once it rests.",
    )


def _not_acting(reason: Reason, mode: Mode) -> Reason:
    if mode is Mode.OBSERVE:
        return Reason(
            "observing",
            f"{reason.nl} De stand is meekijken: er gebeurt niets.",
            f"{reason.en} The mode is observe: nothing is done.",
        )
    return Reason(
        "proposing",
        f"{reason.nl} De stand is voorstellen: een mens beslist.",
        f"{reason.en} The mode is propose: a person decides.",
    )


_AUDIENCE_WIDER = Reason(
    "audience_wider",
    "In het dossier zouden meer mensen het document kunnen zien dan nu. Een mens beslist.",
    "In the dossier more people could see the document than now. A person decides.",
)
_POINTER_WIDER = Reason(
    "pointer_wider",
    "De verwijzing op de oude plaats zou de naam tonen aan mensen die het document niet mogen zien.",
    "The pointer at the old place would show the name to people who may not see the document.",
)
_INTERRUPTED = Reason(
    "interrupted_too_often",
    "Het document wordt steeds gewijzigd terwijl het wordt opgenomen; later opnieuw.",
    "The document keeps being changed while it is being filed; later again.",
)
_TOO_OFTEN = Reason(
    "filed_too_often",
    f"Dit document is vandaag al {FILINGS_A_DAY} keer opgenomen; er klopt iets niet.",
    f"This document was filed {FILINGS_A_DAY} times today; something is wrong.",
)
_ON_REQUEST = Reason(
    "on_request",
    "Dit dossiertype neemt alleen op als iemand daarom vraagt.",
    "This dossier type files only when someone asks for it.",
)
_NOT_FINAL = Reason(
    "not_final_yet",
    "Het document is nog niet definitief: geen PDF of e-mail, en niet in een map Definitief.",
    "The document is not final yet: no PDF or mail, and not in a folder called Definitief.",
)
