"""What the model would have said of its own examples, had it not learned from them.

The scores are those of ridge regression, one kind against all others. For it, leaving out one text
or a whole kind has an exact answer that takes no second training: it follows from the inverse
matrix that the training makes anyway.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Kinds = NDArray[np.int32]

NEVER = -9.0
"""The score of a kind that the model of that moment does not know."""


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The inverse of the likenesses with the stiffness on the diagonal, and what follows."""

    inverse: Floats
    wanted: Floats
    says: Floats


def solve(likenesses: Floats, kinds: Kinds, n_kinds: int, stiffness: float) -> Solved:
    """Return what each example has to say for each kind.

    Examples of small kinds weigh more, by the root of how much smaller their kind is.
    """
    sizes = np.bincount(kinds[kinds >= 0], minlength=n_kinds)
    size = np.where(kinds >= 0, sizes[np.maximum(kinds, 0)], max(1, int((kinds < 0).sum())))
    heavy = np.sqrt(1 / size)
    stiff = stiffness * heavy.mean() / heavy
    wanted = (np.arange(n_kinds)[None, :] == kinds[:, None]).astype(np.float64)
    inverse = np.asarray(np.linalg.inv(likenesses + np.diag(stiff)), np.float64)
    return Solved(inverse, wanted, inverse @ wanted)


def scores_without_itself(solved: Solved, kinds: Kinds) -> Floats:
    """Return the scores of each example by the model that did not see it."""
    scores = solved.wanted - solved.says / np.diag(solved.inverse)[:, None]
    sizes = solved.wanted.sum(0)
    alone = (kinds >= 0) & (sizes[np.maximum(kinds, 0)] <= 1)
    scores[alone, kinds[alone]] = NEVER
    return np.asarray(scores)


def scores_without(solved: Solved, members: NDArray[np.int64]) -> Floats:
    """Return the scores of these examples by the model that saw none of them."""
    inner = solved.inverse[np.ix_(members, members)]
    return np.asarray(solved.wanted[members] - np.linalg.solve(inner, solved.says[members]))


def scores_without_its_kind(solved: Solved, kinds: Kinds) -> Floats:
    """Return the scores of each example by the model that never saw its kind.

    For examples that are known to be of no kind: by the model that saw none of those.
    """
    scores = np.empty_like(solved.wanted)
    for kind in np.unique(kinds):
        members = np.flatnonzero(kinds == kind)
        scores[members] = scores_without(solved, members)
        if kind >= 0:
            scores[members, kind] = NEVER
    return scores
