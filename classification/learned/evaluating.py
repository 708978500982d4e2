"""How good a model is on texts that it did not learn from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from classification.learned.examples import Example
from classification.learned.model import Judgement, Model, judge

ENOUGH = 10
"""A kind learned from so many texts counts in `macro_f1_enough`; of fewer, chance decides."""
COVERAGES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)
"""At these shares of the known texts, the surest first, the share that is wrong is told."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A text's own kind (null where the model does not know it) and what the model made of it."""

    kind: str | None
    judgement: Judgement


def judge_all(model: Model, examples: Iterable[Example]) -> list[Judged]:
    """Judge each example; a kind that the model never learned is an unknown one."""
    known = set(model.kinds)
    return [
        Judged(example.kind if example.kind in known else None, judge(model, example.text))
        for example in examples
    ]


def evaluate(model: Model, examples: Iterable[Example]) -> dict[str, Any]:
    """Return the figures of `dossier evaluate`; null where there is nothing to count."""
    return figures(model, judge_all(model, examples))


def compared(
    new: Model, judged: Sequence[Judged], in_force: Model | None, by_it: Sequence[Judged]
) -> dict[str, Any]:
    """Return how two models compare on the same texts, each judged by both.

    The kind is a forced choice, and one that a model never learned counts as wrong: of kinds that
    only one of them knows, the other is wrong. Those are named.
    """
    kinds = (new.kinds, in_force.kinds if in_force is not None else ())
    return {
        "n": len(judged),
        "right": _right(judged),
        "in_force": _right(by_it) if in_force is not None else None,
        "only_new": sorted(set(kinds[0]) - set(kinds[1])) if in_force is not None else [],
        "only_in_force": sorted(set(kinds[1]) - set(kinds[0])),
    }


def figures(model: Model, judged: Sequence[Judged]) -> dict[str, Any]:
    """Return the figures of what a model made of texts.

    The kind is a forced choice among all kinds for accuracy, F1 and top-k. `unknown_recognised` is
    the share of texts of unknown kinds that is not even proposed.
    """
    known = [one for one in judged if one.kind is not None]
    unknown = [one for one in judged if one.kind is None]
    filed = [one for one in known if one.judgement.may_act]
    learned = Counter(model.kinds[kind] for kind in model.example_kinds if kind >= 0)
    per_class = {
        kind: {"learned": learned[kind], **_figures(kind, known)}
        for kind in sorted({str(one.kind) for one in known})
    }
    enough = [one["f1"] for one in per_class.values() if one["learned"] >= ENOUGH]
    first = _within(known, 1)
    return {
        "n": len(judged),
        "accuracy": first,
        "macro_f1": _mean([one["f1"] for one in per_class.values()]),
        "macro_f1_enough": _mean(enough),
        "kinds_enough": len(enough),
        "top1": first,
        "top3": _within(known, 3),
        "top5": _within(known, 5),
        "coverage": _share(len(filed), len(known)),
        "risk": _share(sum(one.judgement.kind != one.kind for one in filed), len(filed)),
        "proposed": _share(sum(one.judgement.may_propose for one in known), len(known)),
        "unknown_n": len(unknown),
        "unknown_filed": sum(one.judgement.may_act for one in unknown),
        "unknown_recognised": _share(
            sum(not one.judgement.may_propose for one in unknown), len(unknown)
        ),
        "risk_at_coverage": risk_at_coverage(judged),
        "per_class": per_class,
    }


def risk_and_coverage(judged: Sequence[Judged]) -> list[tuple[float, float]]:
    """Return, the surest first, the share of known texts taken and the share of those wrong."""
    known = sorted(
        (one for one in judged if one.kind is not None),
        key=lambda one: -one.judgement.confidence,
    )
    points, wrong = [], 0
    for taken, one in enumerate(known, start=1):
        wrong += one.judgement.kind != one.kind
        points.append((taken / len(known), wrong / taken))
    return points


def risk_at_coverage(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the share that is wrong of the surest 50 % to 100 % of the known texts."""
    points = risk_and_coverage(judged)
    return {
        f"{share:.2f}": points[max(1, round(share * len(points))) - 1][1]
        for share in (COVERAGES if points else ())
    }


def _figures(kind: str, known: Sequence[Judged]) -> dict[str, Any]:
    own = [one for one in known if one.kind == kind]
    said = [one for one in known if one.judgement.kind == kind]
    right = sum(one.judgement.kind == kind for one in own)
    filed = [one for one in said if one.judgement.may_act]
    return {
        "precision": right / len(said) if said else 0.0,
        "recall": right / len(own),
        "f1": 2 * right / (len(own) + len(said)),
        "n": len(own),
        "filed": len(filed),
        "wrong": sum(one.kind != kind for one in filed),
    }


def _within(known: Sequence[Judged], most: int) -> float | None:
    found = sum(any(kind == one.kind for kind, _ in one.judgement.ranked[:most]) for one in known)
    return _share(found, len(known))


def _right(judged: Sequence[Judged]) -> float | None:
    right = sum(one.kind is not None and one.judgement.kind == one.kind for one in judged)
    return _share(right, len(judged))


def _mean(values: Sequence[float]) -> float | None:
    return _share(sum(values), len(values))


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None
