"""What a document is and in which dossier it belongs.

Pure, total and deterministic: the same snapshot and the same file plan give the same verdict.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from classification import reasons
from classification.fitting import Fitting, rules_that_fit
from classification.glance import TEXT_WORDS
from classification.language import NAMES, language_of
from classification.learned.model import Model
from classification.likely_dossiers import may_be_like_dossiers, with_likely_dossiers
from classification.named_dossiers import named_dossiers, names_no_other, own_dossiers
from classification.placed import place_of
from classification.shown import as_shown
from classification.subject import Subject
from classification.suggested import is_kind_open, with_model, with_person
from records.documents import DocumentSnapshot, Reading
from records.file_plan import DossierType, FilePlan, Rule, Source
from records.verdicts import Candidate, Evidence, Outcome, Reason, Verdict


def needs_text(dossier_types: Iterable[DossierType]) -> bool:
    """Return whether any rule of these types asks about the text of a document.

    A rule that takes the dossier of the source does too: the text may name another one.
    """
    return any(
        not {"text", "source"}.isdisjoint(rule.number_from)
        or any(c.word in TEXT_WORDS for c in (*rule.when, *rule.any_of, *rule.unless))
        for dossier_type in dossier_types
        for rule in dossier_type.rules
    )


def dossier_types_at(plan: FilePlan, source_name: str) -> tuple[DossierType, ...]:
    """Return the dossier types whose documents may be found at that source."""
    source = plan.source(source_name)
    if source is None:
        return ()
    if not source.dossier_types:
        return plan.dossier_types
    return tuple(plan.dossier_type(name) for name in source.dossier_types)


def classify(
    snapshot: DocumentSnapshot,
    plan: FilePlan,
    *,
    said: str | None = None,
    model: Model | None = None,
    dossiers: Model | None = None,
) -> Verdict:
    """Return the verdict on one document, with every word that spoke for it.

    The rules come first. Where they leave open what the document is, what a person `said` it is
    counts, and else what the `model` in force makes of it. Where nothing names a dossier, those
    that it is like by the model of `dossiers` are shown to the person before whom it goes.

    Exactly one kind of document in exactly one dossier is `classified`; several are `ambiguous`;
    where no rule fits it is `unclassified`, unless its own number names a dossier; where a rule
    could not look, `not_assessable`.
    """
    subject = subject_of(snapshot)
    verdict = _of_a_kind(subject, snapshot, plan, said, model)
    source = plan.source(snapshot.source)
    if dossiers is not None and source is not None:
        verdict = with_likely_dossiers(verdict, subject, plan, source, dossiers)
    return as_shown(verdict, subject)


def asks_about_dossiers(snapshot: DocumentSnapshot, plan: FilePlan, said: str | None) -> bool:
    """Return whether a model of dossiers is asked of a document whose text no rule asks about.

    It need not be read to tell; where a model of kinds is in force it is read anyway.
    """
    verdict = _of_a_kind(subject_of(snapshot), snapshot, plan, said, None)
    return may_be_like_dossiers(verdict, plan.source(snapshot.source))


def _of_a_kind(
    subject: Subject,
    snapshot: DocumentSnapshot,
    plan: FilePlan,
    said: str | None,
    model: Model | None,
) -> Verdict:
    """Return the verdict of the rules, and where they leave the kind open of a person or the model."""
    verdict = _verdict(snapshot, plan)
    if not is_kind_open(verdict):
        return verdict
    if said is not None:  # a person stands above the model
        certain = _is_certain_of_dossier(verdict, snapshot, plan)
        return with_person(verdict, plan, said, certain=certain)
    if model is not None:
        certain = _is_certain_of_dossier(verdict, snapshot, plan)
        return with_model(verdict, subject, plan, model, certain=certain)
    return verdict


def _is_certain_of_dossier(verdict: Verdict, snapshot: DocumentSnapshot, plan: FilePlan) -> bool:
    """Return whether nothing in the document speaks against the dossier that the verdict names."""
    source = plan.source(snapshot.source)
    if source is None or verdict.dossier_number is None:
        return False
    if source.is_governed:
        return True  # a person put it there
    dossier_types = dossier_types_at(plan, source.name)
    return names_no_other(subject_of(snapshot), source, dossier_types, verdict.dossier_number)


def _verdict(snapshot: DocumentSnapshot, plan: FilePlan) -> Verdict:
    source = plan.source(snapshot.source)
    if source is None:
        return _unclassified(reasons.NO_RULE_FITS)
    if snapshot.item.is_shortcut:
        return _unclassified(reasons.SHORTCUT)
    dossier_types = dossier_types_at(plan, source.name)
    if source.is_governed:
        return _in_its_dossier(snapshot, dossier_types)
    return _by_rules(snapshot, plan, source, dossier_types)


def _by_rules(
    snapshot: DocumentSnapshot,
    plan: FilePlan,
    source: Source,
    dossier_types: Sequence[DossierType],
) -> Verdict:
    fits = rules_that_fit(subject_of(snapshot), dossier_types)
    if fits.unsure:
        return _not_assessable(snapshot, plan, fits.unsure, ())
    if not fits.kinds:
        return _by_its_number(snapshot, source, dossier_types)
    if len(fits.kinds) > 1:
        candidates = tuple(Candidate(*kind, None) for kind in fits.kinds)
        reason = reasons.disagree(candidates)
        return Verdict("ambiguous", None, None, None, candidates, fits.evidence, reason)
    dossier_type = plan.dossier_type(fits.kinds[0][0])
    return _with_dossier(snapshot, plan, source, dossier_type, fits)


def _in_its_dossier(snapshot: DocumentSnapshot, dossier_types: Sequence[DossierType]) -> Verdict:
    """Return the verdict on a document that a person put into a dossier.

    The place tells the dossier (`classification.placed`). No number in the text is a reason to
    doubt the person. Only what kind it is, is asked of the rules.
    """
    place = place_of(snapshot, dossier_types)
    if isinstance(place, Reason):
        outcome: Outcome = "unclassified" if place == reasons.IN_NO_DOSSIER else "ambiguous"
        return Verdict(outcome, None, None, None, (), (), place)
    fits = rules_that_fit(subject_of(snapshot), [place.dossier_type])
    kind = fits.kinds[0][1] if len(fits.kinds) == 1 and not fits.unsure else None
    rule = fits.rules[0] if fits.rules else None
    number = place.number
    evidence = (
        *fits.evidence,
        Evidence(
            kind=place.kind,
            rule=rule.name if rule else "",
            version=rule.version if rule else "",
            quote=place.quote,
            start=place.start,
            end=place.start + len(place.quote),
            page=None,
        ),
    )
    candidates = tuple(Candidate(*kind, number) for kind in fits.kinds)
    where = (kind, place.dossier_type.name, number, candidates, evidence)
    if kind is None:
        return Verdict("ambiguous", *where, _kind_open(number, fits))
    return Verdict("classified", *where, reasons.put_there(number, kind))


def _kind_open(number: str, fits: Fitting) -> Reason:
    """Return why the kind is open: nothing is known of it, rules disagree, or could not look."""
    if len(fits.kinds) > 1:
        return reasons.disagree_there(number, tuple(kind for _, kind in fits.kinds))
    return reasons.unread_there(number) if fits.unsure else reasons.put_there(number, None)


def _by_its_number(
    snapshot: DocumentSnapshot, source: Source, dossier_types: Sequence[DossierType]
) -> Verdict:
    """Return the verdict on a document that no rule knows: its own number may tell its dossier.

    That is not enough to file it, for what it is remains unknown; it is enough to ask a person, or
    for a person or a model to say what it is.
    """
    subject = subject_of(snapshot)
    own = own_dossiers(subject, source, dossier_types)
    if not own:
        return _no_rule_fits(subject)
    candidates = tuple(Candidate(one.dossier_type.name, None, one.number) for one in own)
    evidence = tuple(one.evidence for one in own)
    if len(own) > 1:
        reason = reasons.several(tuple(one.number for one in own))
        return Verdict("ambiguous", None, None, None, candidates, evidence, reason)
    where = (own[0].dossier_type.name, own[0].number)
    reason = reasons.only_dossier_known(own[0].number)
    return Verdict("ambiguous", None, *where, candidates, evidence, reason)


def _no_rule_fits(subject: Subject) -> Verdict:
    """Return the verdict on what nothing is known of; that it is not in Dutch tells why."""
    text = subject.own_text
    found = language_of(text)
    if found is None or found.language == "nl":
        return _unclassified(reasons.NO_RULE_FITS)
    reason = reasons.no_rule_fits_in(*NAMES[found.language])
    start, end = found.start, found.end
    words = Evidence("language", "", "", text[start:end], start, end, subject.page_at(start))
    return replace(_unclassified(reason), evidence=(words,))


def _unclassified(reason: Reason) -> Verdict:
    return Verdict("unclassified", None, None, None, (), (), reason)


def subject_of(snapshot: DocumentSnapshot) -> Subject:
    """Return what rules may look at in `snapshot`."""
    item, reading = snapshot.item, snapshot.reading
    known = Subject(
        name=item.name,
        folder=item.path,
        text=None,
        content_type=item.content_type,
        columns=item.fields,
        made_by=item.created_by,
        changed_by=item.modified_by,
    )
    if reading is None:
        return known
    return replace(
        known,
        text=reading.text,
        pages=reading.pages,
        own_end=reading.own_end,
        attachments=reading.attachments,
        recognised=reading.recognised,
        unread_pages=reading.unread_pages,
    )


def _with_dossier(
    snapshot: DocumentSnapshot,
    plan: FilePlan,
    source: Source,
    dossier_type: DossierType,
    fits: Fitting,
) -> Verdict:
    """Return the verdict where the rules that fit are all for the same kind of document."""
    subject, rules, evidence = subject_of(snapshot), fits.rules, fits.evidence
    blind = [rule for rule in rules if "text" in rule.number_from and subject.text is None]
    if blind:  # the text might name another dossier than the name does
        return _not_assessable(snapshot, plan, blind, evidence)

    named = named_dossiers(subject, source, dossier_type, rules)
    evidence += tuple(named.numbers.values())
    kind = (rules[0].document_type, dossier_type.name)
    numbers = tuple(named.numbers)
    candidates = tuple(Candidate(dossier_type.name, kind[0], n) for n in numbers or (None,))
    if not numbers:
        reason = reasons.no_number(kind[0], dossier_type)
        return Verdict("classified", *kind, None, candidates, evidence, reason)
    if len(numbers) > 1:
        reason = reasons.several(numbers)
        return Verdict("ambiguous", *kind, None, candidates, evidence, reason)
    if named.unclear:
        evidence += named.unclear
        reason = reasons.unclear_number(tuple(one.quote for one in named.unclear))
        return Verdict("ambiguous", *kind, None, candidates, evidence, reason)
    (told,) = named.numbers.values()
    if told.kind == "number" and subject.is_recognised(told.start) and numbers[0] != source.dossier:
        reason = reasons.recognised_number(numbers[0])
        return Verdict("ambiguous", *kind, numbers[0], candidates, evidence, reason)
    aside = [rule.name for rule in fits.set_aside]
    reason = reasons.fits([rule.name for rule in rules], aside, kind[0], numbers[0])
    return Verdict("classified", *kind, numbers[0], candidates, evidence, reason)


def _not_assessable(
    snapshot: DocumentSnapshot, plan: FilePlan, unsure: list[Rule], seen: tuple[Evidence, ...]
) -> Verdict:
    """Return the verdict where rules could not look: one fact, told once for all of them."""
    problem = _problem_of(snapshot.reading)
    rules = ", ".join(f"«{name}»" for name in sorted(rule.name for rule in unsure))
    evidence = (*seen, Evidence("unreadable", rules, plan.version, problem, 0, 0, None))
    reason = reasons.not_assessable(problem, len(unsure))
    return Verdict("not_assessable", None, None, None, (), evidence, reason)


def _problem_of(reading: Reading | None) -> str:
    if reading is None or reading.text is None:
        return (reading.problem if reading else None) or "not_read"
    return reading.problem or "partly_read"
