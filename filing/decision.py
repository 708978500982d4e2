"""From a verdict to what follows: act, propose, ask a person, or leave alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from classification.reasons import RENUMBERED
from filing import reasons
from filing.audience import who_would_see_more
from filing.columns import DOCUMENT_TYPE, columns_of, described, dossier_columns_of
from filing.contents import contents_of_snapshot
from filing.finality import MINOR, finality_of
from filing.limits import refused_beforehand
from filing.plan import TargetFacts
from records.columns import same_value
from records.documents import DocumentSnapshot, holds_term
from records.file_plan import DossierType, FilePlan, FilingMoment, Mode
from records.moments import moment_of
from records.verdicts import Reason, Verdict

ASKED_BY_MODEL = frozenset({"model_asks", "model_without_dossier"})
FILINGS_A_DAY = 3
COPIES_A_DAY = 3
ATTEMPTS_A_DAY = 10
LOOK_AGAIN_AFTER = timedelta(minutes=15)
LIBRARY_AGAIN_AFTER = timedelta(hours=1)
LABEL_AGAIN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows. `look_again_at` is set where time alone may change the answer."""

    outcome: Literal["act", "proposed", "waiting", "left"]
    reason: Reason
    look_again_at: datetime | None = None

    @property
    def holds_while_alike(self) -> bool:
        """Return whether it stays so as long as the document looks the same.

        Not where time alone may change it; nor for a draft by its version: to publish one leaves
        content, name and columns as they are.
        """
        return self.look_again_at is None and self.reason != MINOR.reason


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else counts beside document and target.

    `mode` is the source's current one, and `mode_by_brake` why a brake lowered it. In the last 24
    hours the document was filed `filings_today` times, out of `attempts_today` plans, of which
    `copies_today` made a copy. `label_protects` tells that the label of running dossiers was seen to
    keep what carries it from being deleted.
    """

    mode: Mode
    dossier_closed: bool
    filings_today: int
    attempts_today: int
    copies_today: int
    now: datetime
    label_protects: bool = False
    mode_by_brake: Reason | None = None


def decide_from_document(
    snapshot: DocumentSnapshot,
    verdict: Verdict,
    file_plan: FilePlan,
    now: datetime,
) -> Decision | None:
    """Return what follows from the document alone; None when the target has a say too."""
    item = snapshot.item
    if item.is_package:
        return Decision("left", reasons.PACKAGE)
    if item.checked_out_by:
        return Decision("left", reasons.checked_out(item.checked_out_by), now + LOOK_AGAIN_AFTER)
    if verdict.outcome == "unclassified":
        return _no_rule_knows(snapshot, verdict, file_plan, now)
    if verdict.reason.code == RENUMBERED:
        return Decision("waiting", verdict.reason, now + LIBRARY_AGAIN_AFTER)
    if verdict.outcome != "classified" or not verdict.dossier_number or not verdict.dossier_type:
        early = _too_early_to_ask(snapshot, verdict, file_plan, now)
        return early or Decision("waiting", verdict.reason)
    return (
        _not_compared(snapshot, now)
        or _labelled_already(snapshot, file_plan, now)
        or _not_yet(snapshot, verdict, file_plan, now)
    )


def _not_compared(snapshot: DocumentSnapshot, now: datetime) -> Decision | None:
    """What nobody can tell from other content might be kept already: it is not filed yet."""
    if contents_of_snapshot(snapshot).whole or not snapshot.item.size:
        return None
    return Decision("waiting", reasons.NOT_COMPARED, now + LOOK_AGAIN_AFTER)


def _no_rule_knows(
    snapshot: DocumentSnapshot, verdict: Verdict, file_plan: FilePlan, now: datetime
) -> Decision:
    """Return what follows for a document that no rule knows, as its source says.

    A shortcut is no document, so nobody is asked what kind it is. Of any other nobody is asked
    before the filing moment of its source.
    """
    source = file_plan.source(snapshot.source)
    if source is None or snapshot.item.is_shortcut:
        return Decision("left", verdict.reason)
    moment, reason = source.filing_moment, verdict.reason
    if source.asks_about_unknown == "always":
        reason = reasons.came_in_unknown(source.name, _numbers(verdict))
    elif verdict.candidates:  # it is like a dossier, and its source asks for such to be told
        of_type = file_plan.dossier_type(verdict.candidates[0].dossier_type)
        moment = moment or of_type.filing_moment
    else:
        return Decision("left", verdict.reason)
    early = _filing_moment(snapshot, moment, now) if moment else None
    return early or Decision("waiting", reason)


def _numbers(verdict: Verdict) -> list[str]:
    return [one.dossier_number for one in verdict.candidates if one.dossier_number]


def _too_early_to_ask(
    snapshot: DocumentSnapshot, verdict: Verdict, file_plan: FilePlan, now: datetime
) -> Decision | None:
    """Return why nobody is asked yet about a document of which no rule tells the kind.

    Its kind cannot say when it is due, so its source or its dossier type does.
    """
    source = file_plan.source(snapshot.source)
    for candidate in verdict.candidates:
        if candidate.document_type is None or verdict.reason.code in ASKED_BY_MODEL:
            moment = file_plan.dossier_type(candidate.dossier_type).filing_moment
            at_source = source.filing_moment if source else None
            early = _filing_moment(snapshot, at_source or moment, now)
            if early is not None:
                return early
    return None


def _labelled_already(
    snapshot: DocumentSnapshot, file_plan: FilePlan, now: datetime
) -> Decision | None:
    """A label leaves no trace in what is settled, so it is looked at again by itself."""
    label = snapshot.label
    if label and label.blocks_delete:
        return Decision("waiting", reasons.protected(label), now + LABEL_AGAIN_AFTER)
    if label and label.name != file_plan.running_label:
        return Decision("waiting", reasons.labelled(label.name), now + LABEL_AGAIN_AFTER)
    return None


def _not_yet(
    snapshot: DocumentSnapshot, verdict: Verdict, file_plan: FilePlan, now: datetime
) -> Decision | None:
    """Return why the document is not due yet; of three moments the nearest counts."""
    dossier_type = file_plan.dossier_type(verdict.dossier_type or "")
    source = file_plan.source(snapshot.source)
    if source is not None and source.is_governed:
        return None  # someone put it into its dossier, that is moment enough
    document_type = file_plan.document_type(verdict.document_type or "")
    moment = (source.filing_moment if source else None) or document_type.filing_moment
    return _filing_moment(snapshot, moment or dossier_type.filing_moment, now)


def decide_with_target(
    snapshot: DocumentSnapshot,
    verdict: Verdict,
    file_plan: FilePlan,
    target: TargetFacts,
    circumstances: Circumstances,
) -> Decision:
    """Return what follows now that the target is known.

    A dossier that is closed has its result and category: what comes late is for a person.
    """
    dossier_type = file_plan.dossier_type(verdict.dossier_type or "")
    stricter = min(circumstances.mode, dossier_type.mode)
    return (
        _not_ready(snapshot, verdict, target, file_plan, circumstances.now)
        or _cannot_be_turned_back(file_plan, circumstances)
        or _which_folder(target, circumstances.now)
        or _outside_its_dossier(snapshot, target, file_plan)
        or _refused_beforehand(snapshot, target)
        or _described_by_people(snapshot, verdict, file_plan, target)
        or _late(verdict, circumstances)
        or _seen_by_more(snapshot, target, file_plan)
        or _dossier_to_open(dossier_type, target, verdict)
        or _too_often(circumstances)
        or _held_by_brake(verdict.reason, dossier_type, circumstances)
        or _by_mode(verdict.reason, stricter)
    )


def _not_ready(
    snapshot: DocumentSnapshot,
    verdict: Verdict,
    target: TargetFacts,
    file_plan: FilePlan,
    now: datetime,
) -> Decision | None:
    """Nobody tells when an administrator mended a library, so it is looked at again by itself."""
    dossier_type = file_plan.dossier_type(verdict.dossier_type or "")
    columns = set(columns_of(snapshot, verdict, dossier_type, file_plan.running_label))
    if dossier_type.dossier_content_type:
        columns |= dossier_columns_of(dossier_type, "").keys()
    missing = sorted(columns - target.columns)
    wanted = (dossier_type.content_type, dossier_type.dossier_content_type)
    missing += [name for name in wanted if name and name not in target.content_types]
    document_type = file_plan.document_type(verdict.document_type or "")
    if DOCUMENT_TYPE in target.note_columns and not document_type.term_id:
        missing.append(f"{DOCUMENT_TYPE} «{document_type.name}»")
    if missing:
        reason = reasons.target_not_ready(dossier_type.library, missing)
        return Decision("waiting", reason, now + LIBRARY_AGAIN_AFTER)
    return None


def _cannot_be_turned_back(file_plan: FilePlan, circumstances: Circumstances) -> Decision | None:
    """What nobody can turn back is not begun; another label in the file plan is looked at by itself."""
    if not circumstances.label_protects:
        return None
    return Decision("waiting", reasons.label_protects(file_plan.running_label))


def _refused_beforehand(snapshot: DocumentSnapshot, target: TargetFacts) -> Decision | None:
    reason = refused_beforehand(snapshot, target)
    return Decision("waiting", reason) if reason else None


def _which_folder(target: TargetFacts, now: datetime) -> Decision | None:
    """Nobody tells when people renamed or removed a folder, so it is looked at again by itself."""
    if target.dossier_doubt is None:
        return None
    return Decision("waiting", target.dossier_doubt, now + LIBRARY_AGAIN_AFTER)


def _seen_by_more(
    snapshot: DocumentSnapshot, target: TargetFacts, file_plan: FilePlan
) -> Decision | None:
    if target.is_here:
        return None
    if who_would_see_more(snapshot.access.known, target.principals, file_plan.always_allowed):
        return Decision("waiting", reasons.AUDIENCE_WIDER)
    if who_would_see_more(snapshot.access.known, target.pointer_principals, frozenset()):
        return Decision("waiting", reasons.POINTER_WIDER)
    return None


def _dossier_to_open(
    dossier_type: DossierType, target: TargetFacts, verdict: Verdict
) -> Decision | None:
    if target.dossier is not None or dossier_type.new_dossier == "allowed":
        return None
    outcome: Literal["waiting", "proposed"] = (
        "waiting" if dossier_type.new_dossier == "never" else "proposed"
    )
    return Decision(outcome, reasons.no_such_dossier(verdict.dossier_number or ""))


def _outside_its_dossier(
    snapshot: DocumentSnapshot, target: TargetFacts, file_plan: FilePlan
) -> Decision | None:
    """What people put into a library of dossiers is never moved there by us."""
    source = file_plan.source(snapshot.source)
    if target.is_here or source is None or not source.is_governed:
        return None
    return Decision("waiting", reasons.OUTSIDE_ITS_DOSSIER)


def _described_by_people(
    snapshot: DocumentSnapshot, verdict: Verdict, file_plan: FilePlan, target: TargetFacts
) -> Decision | None:
    """What a person wrote into a column of a document in its dossier is not written over."""
    if not target.is_here:
        return None
    columns, terms = described(snapshot, verdict, file_plan, target.note_columns)
    filled = {name: value for name, value in snapshot.item.fields.items() if value}
    theirs = [n for n, v in columns.items() if n in filled and not same_value(filled[n], v)]
    theirs += [n for n, term in terms.items() if n in filled and not holds_term(filled[n], term)]
    return Decision("waiting", reasons.described_by_people(sorted(theirs))) if theirs else None


def _late(verdict: Verdict, circumstances: Circumstances) -> Decision | None:
    if not circumstances.dossier_closed:
        return None
    return Decision("waiting", reasons.dossier_closed(verdict.dossier_number or ""))


def _too_often(circumstances: Circumstances) -> Decision | None:
    if circumstances.filings_today >= FILINGS_A_DAY:
        return Decision("waiting", reasons.filed_too_often(FILINGS_A_DAY))
    if circumstances.copies_today >= COPIES_A_DAY:
        again = circumstances.now + timedelta(hours=1)
        return Decision("waiting", reasons.copied_too_often(COPIES_A_DAY), again)
    if circumstances.attempts_today >= ATTEMPTS_A_DAY:
        return Decision("left", reasons.INTERRUPTED, circumstances.now + timedelta(hours=1))
    return None


def _held_by_brake(
    reason: Reason, dossier_type: DossierType, circumstances: Circumstances
) -> Decision | None:
    """What would be filed now, had no brake come."""
    brake = circumstances.mode_by_brake
    if brake is None or circumstances.mode is not Mode.PROPOSE or dossier_type.mode is not Mode.ACT:
        return None
    return Decision("proposed", reasons.held_by_brake(reason, brake))


def _by_mode(reason: Reason, mode: Mode) -> Decision:
    if mode is Mode.ACT:
        return Decision("act", reason)
    return Decision("proposed", reasons.not_acting(reason, mode))


def _filing_moment(
    snapshot: DocumentSnapshot, moment: FilingMoment, now: datetime
) -> Decision | None:
    item = snapshot.item
    if moment.kind == "on_request":
        return Decision("left", reasons.ON_REQUEST)
    if moment.kind == "when_quiet":
        quiet_at = moment_of(item.modified_at) + timedelta(days=moment.days)
        return (
            Decision("left", reasons.not_quiet_yet(moment.days), quiet_at)
            if now < quiet_at
            else None
        )
    if moment.kind == "when_final":
        finality = finality_of(snapshot)
        if finality.state == "doubtful":
            return Decision("waiting", finality.reason)
        if finality.state not in ("final", "signed"):
            return Decision("left", finality.reason)
    return None
