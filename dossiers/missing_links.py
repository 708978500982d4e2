"""What should lead on from a dossier or a part of the policy framework, and was not found."""

from collections.abc import Iterable, Sequence

from records.file_plan import DossierType, FilePlan, FrameworkPart, RelationRule
from records.relations import RecordItem, Relation
from records.verdicts import Reason


def missing_in_dossier(
    number: str, items: Sequence[RecordItem], told: Sequence[Relation], plan: FilePlan
) -> tuple[Reason, ...]:
    """Return what the relation rules of its type ask for and no document in the dossier tells.

    A rule that only proposes is not missed where a rule for the same kind of target takes its
    hits for sure: nobody counts on it.
    """
    if not items:
        if any(part.dossier == number for part in plan.framework):
            return ()
        return (_unknown(number),)
    types = {one.name: one for one in plan.dossier_types}
    dossier_type = types.get(items[0].dossier_type)
    if dossier_type is None:
        return ()
    standing = [one for one in told if one.status != "rejected"]
    return tuple(
        _missing(rule, number, [i for i in items if i.document_type in rule.document_types])
        for rule in _counted_on(dossier_type)
        if not any(_is_told(rule, one) for one in standing)
    )


def missing_in_framework(name: str, part: FrameworkPart | None) -> tuple[Reason, ...]:
    """Return what the framework does not say of one of its parts; `part` is null without it."""
    if part is None:
        return (
            Reason(
                "not_in_framework",
                f"«{name}» staat niet in het beleidskader dat nu geldt.",
                f"«{name}» is not in the policy framework in force.",
            ),
        )
    if part.kind in ("regulation", "policy_note") and not part.rests_on:
        return (
            Reason(
                "rests_on_nothing",
                f"Het beleidskader zegt niet waarop «{part.title}» rust.",
                f"The policy framework does not say what «{part.title}» rests on.",
            ),
        )
    return ()


def _counted_on(dossier_type: DossierType) -> Iterable[RelationRule]:
    sure = {rule.target for rule in dossier_type.relations if rule.certain}
    return (rule for rule in dossier_type.relations if rule.certain or rule.target not in sure)


def _is_told(rule: RelationRule, one: Relation) -> bool:
    return one.relation == rule.relation and one.target_kind == rule.target


def _missing(rule: RelationRule, number: str, asked: Sequence[RecordItem]) -> Reason:
    if not asked:
        nl, en = " of ".join(rule.document_types), " or ".join(rule.document_types)
        return Reason(
            "no_such_document",
            f"«{rule.relation}» ontbreekt: in dossier {number} ligt geen {nl}.",
            f"«{rule.relation}» is missing: there is no {en} in dossier {number}.",
        )
    listed = ", ".join(f"«{item.name}» ({item.document_type})" for item in asked[:5])
    nl, en = _SOUGHT[rule.target]
    return Reason(
        "nothing_named",
        f"«{rule.relation}» ontbreekt: {listed} noemt geen {nl}.",
        f"«{rule.relation}» is missing: {listed} names no {en}.",
    )


def _unknown(number: str) -> Reason:
    return Reason(
        "unknown_dossier",
        f"In dossier {number} is hier niets opgenomen; waarop het rust is niet bekend.",
        f"Nothing was filed here in dossier {number}; what it rests on is not known.",
    )


_SOUGHT = {
    "dossier": ("kenmerk van een ander dossier", "number of another dossier"),
    "framework": ("onderdeel van het beleidskader", "part of the policy framework"),
}
