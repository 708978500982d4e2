"""What would have tipped a verdict: the rules that lack one thing, and what the model thinks and why."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from classification.classify import dossier_types_at, subject_of
from classification.file_plan.words import WORDS
from classification.learned.explaining import Explanation, Tipping, Word, explain
from classification.learned.model import Model
from classification.nearly import NearMiss, near_misses
from command_line.speaking import said
from records.documents import DocumentSnapshot
from records.file_plan import Condition, FilePlan
from records.personal_numbers import masked

MOST_NEARLY = 3  # rules that lack one thing; a plan has many of them
MOST_VALUES = 4  # of a condition that is named

Both = tuple[str, str]
"""The same in English and in Dutch."""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Rules that one thing keeps from fitting, and what the model thinks; null without a model or text."""

    nearly: tuple[NearMiss, ...]
    opinion: Explanation | None


def alternatives_of(
    snapshot: DocumentSnapshot, plan: FilePlan, model: Model | None
) -> Alternatives:
    """Return what would have tipped the verdict on a document."""
    subject = subject_of(snapshot)
    rules = (rule for one in dossier_types_at(plan, snapshot.source) for rule in one.rules)
    weighs = model is not None and subject.own_text.strip()
    return Alternatives(
        near_misses(rules, subject), explain(model, subject.own_text) if model and weighs else None
    )


def alternatives_lines(found: Alternatives, document_type: str | None, plan: FilePlan) -> list[str]:
    """Return it as lines for people; of rules that say something else than the verdict, the first."""
    shown = [one for one in found.nearly if one.rule.document_type != document_type]
    lines = [_nearly_told(one) for one in shown[:MOST_NEARLY]]
    if more := len(shown[MOST_NEARLY:]):
        lines.append(
            said(
                f"Of {more} more rules one thing is lacking (--json lists them).",
                f"Van nog {more} regels ontbreekt één ding (--json noemt ze).",
            )
        )
    return lines + (_opinion_lines(found.opinion, plan) if found.opinion else [])


def alternatives_object(found: Alternatives) -> dict[str, Any]:
    """Return it for other programs; confidence, weight and likeness from 0 to 1."""
    return {
        "nearly": [
            {
                "rule": one.rule.name,
                "why": one.why,
                "conditions": [asdict(condition) for condition in one.conditions],
            }
            for one in found.nearly
        ],
        "model": None if found.opinion is None else _opinion_object(found.opinion),
    }


def _nearly_told(one: NearMiss) -> str:
    dutch, english = (
        " / ".join(_condition(condition, english=tongue) for condition in one.conditions)
        for tongue in (False, True)
    )
    name = one.rule.name
    if one.why == "stopped":
        return said(
            f"Rule «{name}» would fit but for its exception: {english}.",
            f"Regel «{name}» zou passen, zonder de uitzondering: {dutch}.",
        )
    return said(
        f"Rule «{name}» would fit, but lacks: {english}.",
        f"Regel «{name}» zou passen, maar mist: {dutch}.",
    )


def _condition(condition: Condition, *, english: bool) -> str:
    words = [word for word, meant in WORDS.items() if meant == condition.word]
    values = condition.values[:MOST_VALUES]
    more = ", ..." if len(condition.values) > MOST_VALUES else ""
    return f"{words[1 if english else 0]} «{', '.join(values)}{more}»"


def _opinion_lines(found: Explanation, plan: FilePlan) -> list[str]:
    kind = found.judgement.kind
    sure, known = _how_sure(found), any(one.name == kind for one in plan.document_types)
    strange = (
        "" if known else said("; this plan has no such type", "; dit plan kent die soort niet")
    )
    percent = f"{found.judgement.confidence:.0%}"
    lines = [
        said(
            f"The model thinks of a {kind}, confidence {percent}: {sure[0]}{strange}.",
            f"Het model denkt aan een {kind}, zekerheid {percent}: {sure[1]}{strange}.",
        )
    ]
    if found.words_for:
        words = _listed(found.words_for)
        lines.append(said(f"For it speaks {words}.", f"Daarvoor pleit {words}."))
    if found.words_against and found.against_kind:
        words, other = _listed(found.words_against), found.against_kind
        lines.append(said(f"For {other} speaks {words}.", f"Voor {other} pleit {words}."))
    if found.nearest:
        near = ", ".join(_near(one.example_id, one.kind, one.likeness) for one in found.nearest)
        lines.append(said(f"Most like it: {near}.", f"Het meest lijken: {near}."))
    en, nl = _what_tips(found.tipping)
    return [*lines, said(en, nl)]


def _opinion_object(found: Explanation) -> dict[str, Any]:
    tipping = found.tipping
    return {
        "document_type": found.judgement.kind,
        "confidence": round(found.judgement.confidence, 4),
        "may_file": found.judgement.may_act,
        "may_propose": found.judgement.may_propose,
        "against": found.against_kind,
        "words_for": [_word(one) for one in found.words_for],
        "words_against": [_word(one) for one in found.words_against],
        "nearest": [
            {
                "id": masked(one.example_id),
                "document_type": one.kind,
                "likeness": round(one.likeness, 4),
            }
            for one in found.nearest
        ],
        "tipping": None
        if tipping is None
        else {
            "without": [masked(word) for word in tipping.words],
            "document_type": tipping.then,
            "may_file": tipping.may_act,
        },
    }


def _how_sure(found: Explanation) -> Both:
    if found.judgement.may_act:
        return (
            "enough to file it where its dossier is known",
            "genoeg om op te nemen als het dossier bekend is",
        )
    if found.judgement.may_propose:
        return (
            "enough to propose it where its dossier is known",
            "genoeg om voor te stellen als het dossier bekend is",
        )
    return "too little to say anything", "te weinig om iets te zeggen"


def _what_tips(tipping: Tipping | None) -> Both:
    if tipping is None:
        return (
            "Leaving out some words would change nothing.",
            "Enkele woorden weglaten zou niets veranderen.",
        )
    words = ", ".join(f"«{masked(word)}»" for word in tipping.words)
    if tipping.may_act:
        return (
            f"Without {words} it would say {tipping.then}.",
            f"Zonder {words} zou het {tipping.then} zeggen.",
        )
    return (
        f"Without {words} it would think of a {tipping.then}, and not be sure enough to file it.",
        f"Zonder {words} zou het denken aan een {tipping.then}, niet zeker genoeg om op te nemen.",
    )


def _listed(words: Sequence[Word]) -> str:
    return ", ".join(f"«{masked(one.word)}»" for one in words)


def _near(example_id: str, kind: str | None, likeness: float) -> str:
    what = kind or said("none of the kinds", "geen van de soorten")
    return f"{masked(example_id)} ({what}, {likeness:.0%})"


def _word(one: Word) -> dict[str, Any]:
    return {"word": masked(one.word), "weight": round(one.weight, 4)}
