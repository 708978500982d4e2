"""From which confidence on a kind is filed, and from which it is proposed.

All that is looked at was said of texts by models that did not learn from them, and of each kind by
a model that never saw that kind.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Kinds = NDArray[np.int32]

RISK = 0.015
"""Of what is filed at most this share may be wrong."""
RISK_OF_KIND = 0.085
"""Of what is filed as one kind at most this share: looser, for few texts tell little."""
UNKNOWN_FILED = 0.02
"""Of a kind that the model never saw at most this share is filed, as the mean of all kinds."""
MOST_FILED = 0.7
"""Once any text of an unseen kind would be filed, at most this share of known ones is, the surest.

What is allowed of the kinds that were withheld here says too little of one that nobody thought of:
it may be nearer to a known kind than they are.
"""
UNKNOWN_PROPOSED = 0.33
"""Of unknown kinds at most this share is proposed to a person."""
ENOUGH = 10
"""So many texts make a kind that shares can be counted of."""
NEVER = 2.0
"""A threshold that no confidence passes."""


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What was said of texts: the confidence, as which kind, and the kind it is."""

    confidence: Floats
    said: Kinds
    kind: Kinds


def thresholds(known: Said, unknown: Said, n_kinds: int) -> tuple[Floats, Floats]:
    """Return the threshold to act and the one to propose, for each kind.

    `known` are texts of kinds that the model saw, `unknown` those of kinds that it did not.
    """
    floors = np.array([_floor(known, kind) for kind in range(n_kinds)])
    sure_enough = float(np.quantile(known.confidence, 1 - MOST_FILED))
    fine = [
        common
        for common in _candidates(known.confidence)
        if _risk(known, np.maximum(common, floors)) <= RISK
        and _unknown_filed(unknown, common) <= (UNKNOWN_FILED if common >= sure_enough else 0)
    ]
    act = min(fine, default=NEVER)
    propose = float(np.quantile(unknown.confidence, 1 - UNKNOWN_PROPOSED)) + 1e-6
    to_act = np.maximum(act, floors)
    return to_act, np.minimum(propose, to_act)


def _candidates(confidence: Floats) -> Floats:
    """Return confidences to try, the surest first, at most some 200 of them."""
    ordered = np.unique(confidence)[::-1]
    return np.asarray(ordered[:: max(1, len(ordered) // 200)])


def _risk(known: Said, threshold: Floats) -> float:
    passed = known.confidence >= threshold[known.said]
    return _share_wrong(known, passed)


def _share_wrong(known: Said, passed: NDArray[np.bool_]) -> float:
    """Return the share that is wrong; half a wrong one is imagined, so that few prove little."""
    wrong = passed & (known.said != known.kind)
    return float((wrong.sum() + 0.5) / (passed.sum() + 1))


def _unknown_filed(unknown: Said, common: float) -> float:
    """Return the share of unseen kinds that passes one threshold for all kinds, without floors."""
    passed = unknown.confidence >= common
    return float(np.mean([passed[members].mean() for members in _groups(unknown.kind)]))


def _groups(kinds: Kinds) -> list[NDArray[np.int64]]:
    """Return the members of each kind that is large enough, or all as one where none is."""
    members = [np.flatnonzero(kinds == kind) for kind in np.unique(kinds)]
    return [group for group in members if len(group) >= ENOUGH] or [np.arange(len(kinds))]


def _floor(known: Said, kind: int) -> float:
    """Return the threshold below which too much that is filed as this kind is of another."""
    here = known.said == kind
    fine = [
        one
        for one in _candidates(known.confidence[here])
        if _share_wrong(known, here & (known.confidence >= one)) <= RISK_OF_KIND
    ]
    return float(min(fine, default=NEVER))
