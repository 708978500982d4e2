"""How sure the model may be: from the scores of the kinds to a chance of being right."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

IMAGINED = 5
"""So many texts of the usual score of all kinds are counted with those of each kind."""


@dataclass(frozen=True, slots=True, eq=False)
class Confidence:
    """The chance that the likeliest kind is right.

    It follows from its score, its lead on the next kind, and its score against the one that texts
    of that kind usually have (`usual`, for each kind). It counts with documents of kinds that the
    model does not know, which no kind scores high on.
    """

    base: float
    for_score: float
    for_lead: float
    for_usual: float
    usual: NDArray[np.float32]

    def of(self, scores: NDArray[np.floating[Any]]) -> float:
        """Return the chance, from 0 to 1, that the kind with the highest score is right."""
        return float(self.of_all(scores[None, :])[0])

    def of_all(self, scores: NDArray[np.floating[Any]]) -> Floats:
        """Return the chance for each row of scores."""
        each = np.array([self.for_score, self.for_lead, self.for_usual])
        return _chance(self.base + signs(scores, self.usual) @ each)


def usual_scores(scores: Floats, kinds: NDArray[np.int32]) -> NDArray[np.float32]:
    """Return for each kind the score that texts of it have that were recognised as such."""
    said, top = scores.argmax(1), scores.max(1)
    right = said == kinds
    all_kinds = float(np.median(top[right])) if right.any() else 1.0
    sums = np.bincount(said[right], top[right], scores.shape[1])
    counts = np.bincount(said[right], minlength=scores.shape[1])
    found = (sums + IMAGINED * all_kinds) / (counts + IMAGINED)
    return np.maximum(found, 1e-3).astype(np.float32)


def signs(scores: NDArray[np.floating[Any]], usual: NDArray[np.float32]) -> Floats:
    """Return of each row the highest score, its lead, and its share of the usual score.

    The lead is on the next kind, on 0 where nothing speaks for any other.
    """
    ordered = -np.sort(-scores.astype(np.float64), axis=1)
    top = ordered[:, 0]
    lead = top - (np.maximum(ordered[:, 1], 0.0) if scores.shape[1] > 1 else 0.0)
    return np.column_stack([top, lead, top / usual[scores.argmax(1)]])


def fit_confidence(
    scores: Floats, right: Floats, counts: Floats, usual: NDArray[np.float32]
) -> Confidence:
    """Return the confidence that fits rows of scores of which is known who was right.

    `counts` says how heavily each row weighs. Logistic regression by Newton's method, held back a
    little so that it has an answer where all rows are right.
    """
    found = signs(scores, usual)
    middle, spread = found.mean(0), found.std(0) + 1e-9
    design = np.column_stack([np.ones(len(found)), (found - middle) / spread])
    hold = np.diag([1e-3, 1.0, 1.0, 1.0])
    fitted = np.zeros(4)
    for _ in range(50):
        chance = _chance(design @ fitted)
        slope = design.T @ (counts * (right - chance)) - hold @ fitted
        bend = (design * (counts * chance * (1 - chance))[:, None]).T @ design + hold
        fitted = fitted + np.linalg.solve(bend, slope)
    each = fitted[1:] / spread
    score, lead, of_usual = map(float, each)
    return Confidence(float(fitted[0] - each @ middle), score, lead, of_usual, usual)


def _chance(raised: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(raised, -30, 30))))
