"""Which rules fit a document and count: one that another rule goes before does not."""

from collections.abc import Iterable
from dataclasses import dataclass

from classification.evidence import evidence_of
from classification.rules import Finding, Fit, apply_rules
from classification.subject import Subject
from records.file_plan import DossierType, Rule, RuleName
from records.verdicts import Evidence

Found = dict[RuleName, tuple[Rule, Finding]]


@dataclass(frozen=True, slots=True)
class Fitting:
    """The rules that fit and count, sorted, with their evidence, and those that could not look.

    `kinds` are the dossier types and document types that they say. `set_aside` are the rules that
    fit too and do not count, because one of `rules` goes before them.
    """

    rules: list[Rule]
    kinds: list[tuple[str, str]]
    evidence: tuple[Evidence, ...]
    unsure: list[Rule]
    set_aside: list[Rule]


def rules_that_fit(subject: Subject, dossier_types: Iterable[DossierType]) -> Fitting:
    """Return the rules of `dossier_types` that fit `subject`.

    Where a rule could not look and one that goes before it fits, it does not matter what it would say.
    """
    fitting: Found = {}
    unsure: dict[RuleName, Rule] = {}
    rules = [(RuleName(of.name, rule.name), rule) for of in dossier_types for rule in of.rules]
    for at, finding in apply_rules([rule for _, rule in rules], subject):
        name, rule = rules[at]
        if finding.fit is Fit.FITS:
            fitting[name] = rule, finding
        else:
            unsure[name] = rule
    yielding = {name for rule, _ in fitting.values() for name in rule.goes_before}
    counting = {name: found for name, found in fitting.items() if name not in yielding}
    set_aside = {name: rule for name, (rule, _) in fitting.items() if name in yielding}
    return Fitting(
        rules=sorted((rule for rule, _ in counting.values()), key=_in_order),
        kinds=sorted({(of, rule.document_type) for (of, _), (rule, _) in counting.items()}),
        evidence=(*_evidence(subject, counting), *_goes_before(subject, counting, set_aside)),
        unsure=[rule for name, rule in unsure.items() if name not in yielding],
        set_aside=sorted(set_aside.values(), key=_in_order),
    )


def _in_order(rule: Rule) -> tuple[str, str]:
    return rule.name, rule.version


def _evidence(subject: Subject, counting: Found) -> Iterable[Evidence]:
    for rule, finding in counting.values():
        for found in finding.found:
            yield evidence_of(subject, found.kind, rule, found.quote, found.start, found.end)


def _goes_before(
    subject: Subject, counting: Found, set_aside: Iterable[RuleName]
) -> Iterable[Evidence]:
    """Yield for each rule that is set aside by which of those that count."""
    for name in set_aside:
        before = next(rule for rule, _ in counting.values() if name in rule.goes_before)
        yield evidence_of(subject, "set_aside", before, name.rule, 0, 0)
