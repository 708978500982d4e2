"""What would have tipped a verdict: the rules that lack one thing, and what the model thinks and why."""

from dataclasses import asdict, dataclass
from typing import Any

from classification.classify import dossier_types_at, subject_of
from classification.file_plan.words import WORDS
from classification.learned.model import Model
from classification.nearly import NearMiss, near_misses
from command_line.opinion import Opinion, opinion_lines, opinion_object, opinion_of
from command_line.speaking import said
from command_line.words import counted
from records.documents import DocumentSnapshot
from records.file_plan import Condition, FilePlan
from records.verdicts import Verdict

MOST_NEARLY = 3  # rules that lack one thing; a plan has many of them
MOST_VALUES = 4  # of a condition that is named


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Rules that one thing keeps from fitting, and what the model thinks; null without a model or text."""

    nearly: tuple[NearMiss, ...]
    opinion: Opinion | None


def alternatives_of(
    snapshot: DocumentSnapshot, plan: FilePlan, model: Model | None, verdict: Verdict
) -> Alternatives:
    """Return what would have tipped the verdict on a document."""
    subject = subject_of(snapshot)
    rules = (rule for one in dossier_types_at(plan, snapshot.source) for rule in one.rules)
    return Alternatives(
        near_misses(rules, subject),
        opinion_of(model, subject, verdict, plan) if model else None,
    )


def alternatives_lines(found: Alternatives, verdict: Verdict) -> list[str]:
    """Return it as lines for people; of rules that say something else than the verdict, the first.

    Words of the model that the verdict rests on are told with its evidence, and not again.
    """
    shown = [one for one in found.nearly if one.rule.document_type != verdict.document_type]
    lines = [_nearly_told(one) for one in shown[:MOST_NEARLY]]
    if more := len(shown[MOST_NEARLY:]):
        rules = counted(more, ("more rule", "more rules"), ("andere regel", "andere regels"))
        lines.append(
            said(
                f"One thing is lacking of {rules} (--json lists them).",
                f"Eén ding ontbreekt bij {rules} (--json noemt ze).",
            )
        )
    if found.opinion:
        words_told = any(one.kind == "model" for one in verdict.evidence)
        lines += opinion_lines(found.opinion, with_words_for=not words_told)
    return lines


def alternatives_object(found: Alternatives) -> dict[str, Any]:
    """Return it for other programs."""
    return {
        "nearly": [
            {
                "rule": one.rule.name,
                "why": one.why,
                "conditions": [asdict(condition) for condition in one.conditions],
            }
            for one in found.nearly
        ],
        "model": None if found.opinion is None else opinion_object(found.opinion),
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
