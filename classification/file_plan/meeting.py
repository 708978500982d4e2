"""Rules for different kinds that can both fit one document, where none goes before the other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from classification.classify import dossier_types_at
from classification.file_plan.examples import Example
from classification.file_plan.made_documents import asked_by, mixed
from classification.file_plan.mistakes import Mistake
from classification.rules import Fit, apply_rules
from classification.subject import Subject
from records.file_plan import FilePlan, Rule, RuleName

Pair = tuple[RuleName, RuleName]
MOST_DOCUMENTS = 5000
"""So many are tried: some seconds."""
MOST_EXAMPLES = 3
"""So many examples of each rule are mixed with those of another."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two rules that say different kinds, a source, and a document there that both fit."""

    rules: Pair
    source: str
    document: Subject


@dataclass(frozen=True, slots=True)
class Meetings:
    """The pairs of rules that can meet, and those for which no document was found that both fit.

    Not found is no proof that there is none. In a plan with very many rules some are not tried.
    """

    found: tuple[Meeting, ...]
    not_found: tuple[Pair, ...]
    not_tried: tuple[Pair, ...]

    def of(self, name: str) -> "Meetings":
        """Return only those in which a rule has that name, or is of the dossier type of that name."""
        return Meetings(
            tuple(one for one in self.found if _has(one.rules, name)),
            tuple(pair for pair in self.not_found if _has(pair, name)),
            tuple(pair for pair in self.not_tried if _has(pair, name)),
        )


def named(rule: RuleName) -> tuple[str, str, str]:
    """Return by which names a rule can be asked for: its own, its dossier type's, and both together."""
    return rule.rule, rule.dossier_type, f"{rule.dossier_type} / {rule.rule}"


def _has(rules: Pair, name: str) -> bool:
    return any(name in named(rule) for rule in rules)


def overlaps(plan: FilePlan, examples: Sequence[Example]) -> tuple[Mistake, ...]:
    """Return a remark on every example that rules for different kinds fit at one source.

    Such a document would be ambiguous there. Kinds differ by document type or dossier type.
    """
    rules = _Rules(plan)
    remarks = (_overlap(example, rules) for example in examples)
    return tuple(sorted({remark for remark in remarks if remark}))


def meetings(plan: FilePlan, examples: Sequence[Example], most: int = MOST_DOCUMENTS) -> Meetings:
    """Return which rules can meet in a document that is no example of any of them.

    Tried are documents that have what both ask for, and such as have something of an example of both.
    """
    rules = _Rules(plan)
    told = {pair for one in examples for _, pair in rules.pairs(one.subject)}
    must_fit: dict[RuleName, list[Subject]] = {}
    for one in examples:
        if one.must_fit:
            must_fit.setdefault(RuleName(one.dossier_type, one.rule.name), []).append(one.subject)
    found: dict[Pair, Meeting] = {}
    tried: set[Pair] = set()
    to_try, left = [pair for pair in rules.may_meet() if pair not in told], most
    for pair in to_try:
        if left <= 0:
            break
        tried.add(pair)
        for document in _documents(pair, rules, must_fit) if pair not in found else ():
            left -= 1
            for source, met in rules.pairs(document):
                if met not in told:
                    found.setdefault(met, Meeting(met, source, document))
            if pair in found:
                break
    open_ = [pair for pair in to_try if pair not in found]
    return Meetings(
        tuple(found.values()),
        not_found=tuple(pair for pair in open_ if pair in tried),
        not_tried=tuple(pair for pair in open_ if pair not in tried),
    )


def _documents(
    pair: Pair, rules: "_Rules", must_fit: Mapping[RuleName, Sequence[Subject]]
) -> Iterator[Subject]:
    yield from asked_by(*(rules.by_name[name] for name in pair))
    one, other = (must_fit.get(name, ())[:MOST_EXAMPLES] for name in pair)
    for first, second in product(one, other):
        yield from mixed(first, second)


class _Rules:
    """The rules of a plan, and which of them meet at a source."""

    def __init__(self, plan: FilePlan) -> None:
        self.by_name: dict[RuleName, Rule] = {
            RuleName(of.name, rule.name): rule for of in plan.dossier_types for rule in of.rules
        }
        self._types = {
            s.name: {t.name for t in dossier_types_at(plan, s.name)} for s in plan.sources
        }

    def disagree(self, document: Subject) -> Iterator[tuple[str, list[RuleName]]]:
        """Yield each source where rules for different kinds fit the document, with those rules."""
        names = list(self.by_name)
        fitting = [
            names[at]
            for at, finding in apply_rules(tuple(self.by_name.values()), document)
            if finding.fit is Fit.FITS
        ]
        for source, types in self._types.items():
            here = [name for name in fitting if name.dossier_type in types]
            yielding = {of for name in here for of in self.by_name[name].goes_before}
            counting = [name for name in here if name not in yielding]
            if len(set(map(self.kind, counting))) > 1:
                yield source, counting

    def pairs(self, document: Subject) -> Iterator[tuple[str, Pair]]:
        """Yield each two rules for different kinds that fit the document at a source."""
        for source, names in self.disagree(document):
            for pair in self._different(names):
                yield source, pair

    def may_meet(self) -> list[Pair]:
        """Return each two rules for different kinds at one source, none of which goes first."""
        return list(
            dict.fromkeys(
                (one, other)
                for types in self._types.values()
                for one, other in self._different(
                    n for n in self.by_name if n.dossier_type in types
                )
                if other not in self.by_name[one].goes_before
                and one not in self.by_name[other].goes_before
            )
        )

    def kind(self, name: RuleName) -> tuple[str, str]:
        return name.dossier_type, self.by_name[name].document_type

    def _different(self, names: Iterable[RuleName]) -> Iterator[Pair]:
        pairs = combinations(names, 2)
        return ((one, other) for one, other in pairs if self.kind(one) != self.kind(other))


def _overlap(example: Example, rules: _Rules) -> Mistake | None:
    for source, fitting in rules.disagree(example.subject):
        nl = " en ".join(f"«{one.rule}» ({one.dossier_type})" for one in fitting)
        en = " and ".join(f"«{one.rule}» ({one.dossier_type})" for one in fitting)
        return Mistake(
            example.file,
            example.line,
            f"op het voorbeeld «{example.told}» passen bij bron «{source}» meer soorten: {nl}",
            f"the example «{example.told}» fits more kinds at source «{source}»: {en}",
        )
    return None
