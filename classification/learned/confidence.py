"""How sure the model may be: from the scores of the kinds to a chance of being right."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Confidence:
    """The chance that the likeliest kind is right, from its score and its lead on the next.

    It counts with documents of kinds that the model does not know, which no kind scores high on.
    """

    base: float
    for_score: float
    for_lead: float

    def of(self, scores: NDArray[np.floating[Any]]) -> float:
        """Return the chance, from 0 to 1, that the kind with the highest score is right."""
        return float(self.of_signs(signs(scores[None, :]))[0])

    def of_signs(self, found: Floats) -> Floats:
        """Return the chance for each row of score and lead."""
        raised = self.base + found @ np.array([self.for_score, self.for_lead])
        return np.asarray(1 / (1 + np.exp(-np.clip(raised, -30, 30))))


def signs(scores: NDArray[np.floating[Any]]) -> Floats:
    """Return the highest score of each row, and its lead on the next (on 0 where there is none)."""
    ordered = -np.sort(-scores.astype(np.float64), axis=1)
    lead = ordered[:, 0] - (ordered[:, 1] if scores.shape[1] > 1 else 0.0)
    return np.column_stack([ordered[:, 0], lead])


def fit_confidence(found: Floats, right: Floats, counts: Floats) -> Confidence:
    """Return the confidence that fits rows of score and lead of which is known who was right.

    `counts` says how heavily each row weighs. Logistic regression by Newton's method, held back a
    little so that it has an answer where all rows are right.
    """
    middle, spread = found.mean(0), found.std(0) + 1e-9
    design = np.column_stack([np.ones(len(found)), (found - middle) / spread])
    hold = np.diag([1e-3, 1.0, 1.0])
    fitted = np.zeros(3)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(design @ fitted, -30, 30)))
        slope = design.T @ (counts * (right - chance)) - hold @ fitted
        bend = (design * (counts * chance * (1 - chance))[:, None]).T @ design + hold
        fitted = fitted + np.linalg.solve(bend, slope)
    each = fitted[1:] / spread
    return Confidence(float(fitted[0] - each @ middle), float(each[0]), float(each[1]))
