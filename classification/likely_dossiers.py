"""In which dossiers a document may belong that names none: those that it is most like.

Likeness of text proposes and never files: the verdict keeps its outcome and names no dossier. It is
shown to the person before whom the document goes anyway, and it puts one before a person by itself
only where its source asks for that.
"""

from collections.abc import Iterable
from dataclasses import replace

from classification import reasons
from classification.learned.explaining import places_of
from classification.learned.likely import LikelyDossier, likely_dossiers
from classification.learned.model import Model
from classification.subject import Subject
from records.file_plan import DossierType, FilePlan, Source
from records.numbers import has_shape
from records.verdicts import Candidate, Evidence, Verdict

NAMES_NO_DOSSIER = frozenset(
    {reasons.NO_RULE_FITS.code, "no_dossier_named", "model_without_dossier"}
)
"""The verdicts in which nothing names a dossier, and nothing else is in doubt."""
THOUSANDTHS = 1000


def may_be_like_dossiers(verdict: Verdict, source: Source | None) -> bool:
    """Return whether the model of dossiers is asked of a document with that verdict at that source."""
    if source is None or source.is_governed or verdict.reason.code not in NAMES_NO_DOSSIER:
        return False
    unknown = verdict.reason.code == reasons.NO_RULE_FITS.code
    return not unknown or source.asks_about_unknown != "never"


def with_likely_dossiers(
    verdict: Verdict, subject: Subject, plan: FilePlan, source: Source, model: Model
) -> Verdict:
    """Return a verdict that names no dossier with up to five that the document is like, and why.

    Of a document whose kind is known only dossiers that can hold it; of another all that its source
    allows.
    """
    text = subject.own_text
    if not may_be_like_dossiers(verdict, source) or not text.strip():
        return verdict
    unknown = verdict.reason.code == reasons.NO_RULE_FITS.code
    types = _types(verdict, plan, source)
    found = likely_dossiers(model, text, lambda number: _type_of(number, types) is not None)
    if unknown and source.asks_about_unknown == "where_alike" and not found.may_propose:
        return verdict
    if not found.dossiers:
        return verdict
    kind = verdict.candidates[0].document_type if verdict.candidates else None
    numbers = [one.number for one in found.dossiers]
    candidates = (
        Candidate(of.name, kind, number) for number in numbers if (of := _type_of(number, types))
    )
    return replace(
        verdict,
        candidates=tuple(candidates),
        evidence=(*verdict.evidence, *_evidence(model, subject, text, found.dossiers)),
        reason=reasons.like_dossiers(verdict.reason, numbers),
    )


def _types(verdict: Verdict, plan: FilePlan, source: Source) -> list[DossierType]:
    """Return the types whose dossiers may be shown; not those from which nothing may be learned.

    A model may have learned of these before the plan said so.
    """
    named = [one.dossier_type for one in verdict.candidates] or source.dossier_types
    return [one for one in plan.dossier_types if one.teaches and (not named or one.name in named)]


def _type_of(number: str, types: Iterable[DossierType]) -> DossierType | None:
    return next((one for one in types if has_shape(number, one.number_shape)), None)


def _evidence(
    model: Model, subject: Subject, text: str, dossiers: Iterable[LikelyDossier]
) -> Iterable[Evidence]:
    """Yield for each dossier the document in it that is most like this one, and the words."""
    places = places_of(text)
    for one in dossiers:
        weight = round(one.nearest.likeness * THOUSANDTHS)
        example = one.nearest.example_id
        yield Evidence("near_in_dossier", one.number, model.version, example, 0, 0, None, weight)
        for word in one.words:
            quote, start, end = places.get(word.word, (word.word, 0, 0))
            weight = round(word.weight * THOUSANDTHS)
            page = subject.page_at(start)
            yield Evidence(
                "dossier_word", one.number, model.version, quote, start, end, page, weight
            )
