"""What a person or the model in force adds to a verdict: the kind of a document that no rule tells.

A likeness of text never names a dossier. So a model is asked only what kind a document is, and only
where the rules do not say: a rule of people always stands above it. Where its dossier is known and
the model is sure enough for that kind, it is classified; where it is less sure, a person is asked;
and where it does not know, nothing changes.
"""

from typing import Literal

from classification.learned.explaining import Explanation, as_evidence, explain
from classification.learned.model import Judgement, Model
from classification.reasons import (
    LIKE_DOSSIERS,
    NO_RULE_FITS,
    model_asks,
    model_says,
    model_says_no_number,
    person_says,
)
from classification.subject import Subject
from records.file_plan import DossierType, FilePlan
from records.verdicts import Candidate, Evidence, Verdict

KIND_OPEN = frozenset({"only_dossier_known", "kind_unknown"})
"""The verdicts that know the dossier and not what the document is."""

Use = Literal[
    "files",
    "asks_unsure",
    "asks_type_lacks_kind",
    "asks_dossier_uncertain",
    "asks_dossier_unknown",
    "not_in_plan",
    "in_no_dossier_type",
    "rules_decide",
    "too_unsure",
]
"""What comes of what the model thinks: it files, a person is asked and why not filed, or why nothing."""


def is_kind_open(verdict: Verdict) -> bool:
    """Return whether the rules leave open what the document is, and nothing else is in doubt."""
    return verdict.reason.code in KIND_OPEN or verdict.reason.code == NO_RULE_FITS.code


def with_model(
    verdict: Verdict, subject: Subject, plan: FilePlan, model: Model, *, certain: bool
) -> Verdict:
    """Return a verdict of which the kind is open with what the model adds; the same where nothing.

    Kinds that the file plan does not know as document types count as unknown. Of an e-mail only its
    own text is weighed, not what it quotes. Where the dossier is not `certain` a person is asked.
    """
    text = subject.own_text
    if not text.strip():
        return verdict
    found = explain(model, text)
    if not found.judgement.may_propose or not _is_of(plan, found.judgement.kind):
        return verdict
    if verdict.dossier_number is None:
        return _without_dossier(verdict, plan, model, text, found)
    return _in_known_dossier(verdict, plan, found, as_evidence(model, text, found), certain=certain)


def use_of_model(verdict: Verdict, plan: FilePlan, judgement: Judgement) -> Use:
    """Return what came of the judgement of the model that was asked for this verdict."""
    match verdict.reason.code:
        case "model_fits":
            return "files"
        case "model_asks":
            return _why_asked(verdict, plan, judgement)
        case "model_without_dossier":
            return "asks_dossier_unknown"
        case code if code != LIKE_DOSSIERS and not is_kind_open(verdict):
            return "rules_decide"
    return _why_nothing(plan, judgement)


def with_person(verdict: Verdict, plan: FilePlan, kind: str, *, certain: bool) -> Verdict:
    """Return a verdict of which the kind is open with the kind that a person said it is.

    Where its dossier is `certain` and can hold that kind, that is all that was missing. Else the
    verdict stays as it is: for a person.
    """
    number, name = verdict.dossier_number, verdict.dossier_type
    if number is None or name is None or not certain:
        return verdict
    if kind not in _kinds_of(plan.dossier_type(name)):
        return verdict
    said = Evidence("said_by_person", "", "", kind, 0, 0, None)
    return Verdict(
        "classified",
        kind,
        name,
        number,
        (Candidate(name, kind, number),),
        (*verdict.evidence, said),
        person_says(kind, number),
    )


def _why_asked(verdict: Verdict, plan: FilePlan, judgement: Judgement) -> Use:
    name = verdict.dossier_type
    if not judgement.may_act:
        return "asks_unsure"
    holds = name is not None and judgement.kind in _kinds_of(plan.dossier_type(name))
    return "asks_dossier_uncertain" if holds else "asks_type_lacks_kind"


def _why_nothing(plan: FilePlan, judgement: Judgement) -> Use:
    if not _is_of(plan, judgement.kind):
        return "not_in_plan"
    in_a_type = any(judgement.kind in _kinds_of(one) for one in plan.dossier_types)
    return "too_unsure" if in_a_type or not judgement.may_act else "in_no_dossier_type"


def _is_of(plan: FilePlan, kind: str) -> bool:
    return any(document_type.name == kind for document_type in plan.document_types)


def _kinds_of(dossier_type: DossierType) -> frozenset[str]:
    return frozenset(rule.document_type for rule in dossier_type.rules)


def _in_known_dossier(
    verdict: Verdict,
    plan: FilePlan,
    found: Explanation,
    evidence: tuple[Evidence, ...],
    *,
    certain: bool,
) -> Verdict:
    kind, number, name = found.judgement.kind, verdict.dossier_number, verdict.dossier_type
    if number is None or name is None:
        return verdict
    holds, may_act = kind in _kinds_of(plan.dossier_type(name)), found.judgement.may_act
    sure = certain and may_act and holds
    return Verdict(
        outcome="classified" if sure else "ambiguous",
        document_type=kind if sure else None,
        dossier_type=name,
        dossier_number=number,
        candidates=(Candidate(name, kind, number),),
        evidence=(*verdict.evidence, *evidence),
        reason=(
            model_says(kind, number, found.judgement.confidence, found.tipping)
            if sure
            else model_asks(
                kind,
                number,
                found.judgement.confidence,
                lacks_kind=None if holds else name,
                sure=may_act,
            )
        ),
        confidence_percent=int(found.judgement.confidence * 100),
    )


def _without_dossier(
    verdict: Verdict, plan: FilePlan, model: Model, text: str, found: Explanation
) -> Verdict:
    """Return the verdict for a document that names no dossier: only what is sure is asked about."""
    kind = found.judgement.kind
    types = [one.name for one in plan.dossier_types if kind in _kinds_of(one)]
    if not found.judgement.may_act or not types:
        return verdict
    return Verdict(
        outcome="ambiguous",
        document_type=None,
        dossier_type=None,
        dossier_number=None,
        candidates=tuple(Candidate(name, kind, None) for name in types),
        evidence=as_evidence(model, text, found),
        reason=model_says_no_number(kind, found.judgement.confidence, found.tipping),
        confidence_percent=int(found.judgement.confidence * 100),
    )
