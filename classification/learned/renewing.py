"""A new model beside the one in force: made from the earlier examples, compared on the latest."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from classification.learned.evaluating import compared, figures, judge_all
from classification.learned.examples import Example
from classification.learned.model import Model
from classification.learned.training import train

HELD_BACK = 0.2
"""This share of each kind, the latest, shows what a new model is worth; it does not learn from it."""


@dataclass(frozen=True, slots=True, eq=False)
class Renewed:
    """A new model, and the figures by which people choose, on so many texts that were held back.

    `figures` are those of `dossier evaluate`; in it `compared` tells how both models do on the same
    texts. Null where nothing could be held back.
    """

    model: Model
    figures: dict[str, Any] | None


def renewed(examples: Sequence[Example], in_force: Model | None) -> Renewed:
    """Return a model made from examples in the order in which people said what they are.

    It is compared on texts that neither model learned from. Raises TooFewExamplesError.
    """
    sizes = Counter(one.kind for one in examples)
    left = {kind: int(size * HELD_BACK) for kind, size in sizes.items()}
    learned, held_back = [], []
    for one in reversed(examples):
        if left[one.kind] > 0:
            left[one.kind] -= 1
            held_back.append(one)
        else:
            learned.append(one)
    model = train(learned[::-1])
    seen = set(in_force.example_ids) if in_force is not None else set[str]()
    unseen = [one for one in held_back if one.id not in seen]
    if not unseen:
        return Renewed(model, None)
    judged = judge_all(model, unseen)
    by_it = judge_all(in_force, unseen) if in_force is not None else []
    beside = compared(model, judged, in_force, by_it)
    return Renewed(model, {**figures(model, judged), "compared": beside})
