"""What a document is and in which dossier it belongs.

Pure, total and deterministic: the same snapshot and the same file plan give the same verdict.
"""

from collections.abc import Iterable, Iterator

from classification.conditions import Subject
from classification.numbers import NumberFound, find_numbers, unclear_numbers
from classification.rules import Finding, Fit, apply_rule
from records.documents import DocumentSnapshot
from records.file_plan import DossierType, FilePlan, Rule
from records.verdicts import Candidate, Evidence, Reason, Verdict

TEXT_WORDS = frozenset({"opening", "text"})


def needs_text(dossier_types: Iterable[DossierType]) -> bool:
    """Return whether any rule of these types asks about the text of a document."""
    return any(
        rule.number_from != "name"
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


def classify(snapshot: DocumentSnapshot, plan: FilePlan) -> Verdict:
    """Return the verdict on one document, with every word that spoke for it.

    Exactly one kind of document in exactly one dossier is `classified`; several are `ambiguous`;
    where no rule fits it is `unclassified`; where a rule could not look, `not_assessable`.
    """
    subject = subject_of(snapshot)
    fitting: list[tuple[DossierType, Rule, Finding]] = []
    unsure: list[Rule] = []
    for dossier_type in dossier_types_at(plan, snapshot.source):
        for rule in dossier_type.rules:
            finding = apply_rule(rule, subject)
            if finding.fit is Fit.FITS:
                fitting.append((dossier_type, rule, finding))
            elif finding.fit is Fit.COULD_NOT_LOOK:
                unsure.append(rule)

    if unsure:
        return _not_assessable(snapshot, unsure, ())
    if not fitting:
        return Verdict("unclassified", None, None, None, (), (), _NO_RULE_FITS)
    evidence = tuple(e for _, rule, finding in fitting for e in _evidence(rule, finding))
    kinds = {(dossier_type.name, rule.document_type) for dossier_type, rule, _ in fitting}
    if len(kinds) > 1:
        candidates = tuple(Candidate(*kind, None) for kind in sorted(kinds))
        return Verdict("ambiguous", None, None, None, candidates, evidence, _disagree(candidates))
    rules = sorted((rule for _, rule, _ in fitting), key=lambda rule: (rule.name, rule.version))
    return _with_dossier(snapshot, fitting[0][0], rules, evidence)


def subject_of(snapshot: DocumentSnapshot) -> Subject:
    """Return what rules may look at in `snapshot`."""
    reading = snapshot.reading
    return Subject(
        name=snapshot.item.name,
        folder=snapshot.item.path,
        text=reading.text if reading else None,
        pages=reading.pages if reading else (0,),
    )


def _with_dossier(
    snapshot: DocumentSnapshot,
    dossier_type: DossierType,
    rules: list[Rule],
    evidence: tuple[Evidence, ...],
) -> Verdict:
    """Return the verdict where `rules`, all for the same kind of document, fit."""
    subject = subject_of(snapshot)
    seen: dict[str, Evidence] = {}
    for found in _numbers(dossier_type, rules, subject):
        seen.setdefault(found[0], found[1])
    blind = [rule for rule in rules if rule.number_from != "name" and subject.text is None]
    if blind:  # the text might name another dossier than the name does
        return _not_assessable(snapshot, blind, evidence)

    evidence += tuple(seen.values())
    kind = (rules[0].document_type, dossier_type.name)
    candidates = tuple(Candidate(dossier_type.name, kind[0], n) for n in seen or (None,))
    if not seen:
        return Verdict("classified", *kind, None, candidates, evidence, _no_number(dossier_type))
    if len(seen) > 1:
        return Verdict("ambiguous", *kind, None, candidates, evidence, _several(tuple(seen)))
    unclear = tuple(_unclear(dossier_type, rules, subject))
    if unclear:
        evidence += unclear
        reason = _unclear_number(tuple(one.quote for one in unclear))
        return Verdict("ambiguous", *kind, None, candidates, evidence, reason)
    number = next(iter(seen))
    reason = _fits([rule.name for rule in rules], kind[0], number)
    return Verdict("classified", *kind, number, candidates, evidence, reason)


def _numbers(
    dossier_type: DossierType, rules: list[Rule], subject: Subject
) -> Iterator[tuple[str, Evidence]]:
    """Yield each dossier number where a rule may look for it, with the place; names first."""
    for place, text, rule in _where_numbers_stand(rules, subject):
        for found in find_numbers(text, dossier_type.number_shape):
            yield found.number, _number_evidence(found, rule, subject, place)


def _unclear(dossier_type: DossierType, rules: list[Rule], subject: Subject) -> Iterator[Evidence]:
    """Yield what may be another number, where a rule may look for one."""
    for place, text, rule in _where_numbers_stand(rules, subject):
        for found in unclear_numbers(text, dossier_type.number_shape):
            yield _number_evidence(found, rule, subject, place)


def _where_numbers_stand(rules: list[Rule], subject: Subject) -> Iterator[tuple[str, str, Rule]]:
    for place, text in (("name", subject.name), ("text", subject.text)):
        rule = next((rule for rule in rules if rule.number_from in (place, "name_or_text")), None)
        if rule is not None and text:
            yield place, text, rule


def _number_evidence(found: NumberFound, rule: Rule, subject: Subject, place: str) -> Evidence:
    page = subject.page_at(found.start) if place == "text" else None
    kind = "number" if place == "text" else "number_in_name"
    return Evidence(kind, rule.name, rule.version, found.quote, found.start, found.end, page)


def _evidence(rule: Rule, finding: Finding) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(f.kind, rule.name, rule.version, f.quote, f.start, f.end, f.page)
        for f in finding.found
    )


def _not_assessable(
    snapshot: DocumentSnapshot, unsure: list[Rule], seen: tuple[Evidence, ...]
) -> Verdict:
    problem = (snapshot.reading.problem if snapshot.reading else None) or "not_read"
    nl, en = _PROBLEMS.get(problem, _PROBLEMS["not_read"])
    evidence = seen + tuple(
        Evidence("unreadable", rule.name, rule.version, problem, 0, 0, None) for rule in unsure
    )
    reason = Reason(
        f"not_assessable_{problem}",
        f"De inhoud is niet te beoordelen: {nl}. {len(unsure)} regel(s) konden niet kijken.",
        f"The content cannot be assessed: {en}. {len(unsure)} rule(s) could not look.",
    )
    return Verdict("not_assessable", None, None, None, (), evidence, reason)


_NO_RULE_FITS = Reason(
    "no_rule_fits",
    "Geen enkele regel van deze bron past op dit document; het blijft waar het is.",
    "No rule of this source fits this document; it stays where it is.",
)


def _fits(rules: list[str], document_type: str, number: str) -> Reason:
    names = ", ".join(f"«{name}»" for name in rules)
    nl = f"De regel {names} past" if len(rules) == 1 else f"De regels {names} passen"
    en = f"The rule {names} fits" if len(rules) == 1 else f"The rules {names} fit"
    return Reason(
        "rule_fits",
        f"{nl}: dit is een {document_type} in dossier {number}.",
        f"{en}: this is a {document_type} in dossier {number}.",
    )


def _disagree(candidates: tuple[Candidate, ...]) -> Reason:
    nl = " of ".join(f"{c.document_type} ({c.dossier_type})" for c in candidates)
    en = " or ".join(f"{c.document_type} ({c.dossier_type})" for c in candidates)
    return Reason(
        "rules_disagree",
        f"De regels zijn het niet eens: {nl}.",
        f"The rules disagree: {en}.",
    )


def _unclear_number(quotes: tuple[str, ...]) -> Reason:
    listed = ", ".join(f"«{' '.join(quote.split())}»" for quote in quotes)
    return Reason(
        "number_unclear",
        f"Er staat nog iets dat een dossiernummer kan zijn: {listed}. Een mens kijkt.",
        f"Something else may be a dossier number: {listed}. A person looks.",
    )


def _several(numbers: tuple[str, ...]) -> Reason:
    listed = ", ".join(numbers)
    return Reason(
        "several_dossiers",
        f"Er worden meer dossiers genoemd: {listed}. Een mens kiest.",
        f"More than one dossier is named: {listed}. A person chooses.",
    )


def _no_number(dossier_type: DossierType) -> Reason:
    return Reason(
        "no_dossier_named",
        f"Er staat geen dossiernummer in van de vorm {dossier_type.number_shape}.",
        f"It names no dossier number of the shape {dossier_type.number_shape}.",
    )


_PROBLEMS = {
    "not_read": ("de tekst is niet gelezen", "its text was not read"),
    "unsupported": ("dit soort bestand kan niet worden gelezen", "this file type cannot be read"),
    "broken": ("het bestand is beschadigd", "the file is broken"),
    "empty": ("het bestand is leeg", "the file is empty"),
    "encrypted": ("het bestand is versleuteld", "the file is encrypted"),
    "too_large": ("het bestand is te groot om te lezen", "the file is too large to read"),
    "too_slow": ("het lezen duurde te lang", "reading it took too long"),
    "no_text_layer": ("het is een scan zonder tekst", "it is a scan without text"),
}
