"""Makes a model from examples."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from classification.learned.confidence import Confidence, fit_confidence, usual_scores
from classification.learned.examples import Example
from classification.learned.indexing import Counted, counted, entries_of, index_of, likenesses
from classification.learned.leaving_out import (
    Solved,
    scores_without,
    scores_without_its_kind,
    scores_without_itself,
    solve,
)
from classification.learned.model import Model
from classification.learned.model_file import version_of
from classification.learned.thresholds import Said, thresholds

MIXES = (
    (1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0),
    (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0),
    (0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.2),
)
"""How much each block may count, in their order: for a kind, for either, for a subject."""
STIFFNESS = (0.1, 0.3, 1.0, 3.0)
"""The stiffer, the less a single example counts."""
MOST_EXAMPLES = 5000
"""More take too long and too much memory; of the largest kinds the earliest are left."""
UNKNOWN_SHARE = 0.1
"""Confidence counts with this share of documents of kinds that the model does not know."""

LATER = 0.3
"""This share of each kind, the last in the corpus, shows how the model fares as time goes on."""
DRIFT = 0.05
"""So much worse on the later ones, and only they say how sure the model may be."""

Floats = NDArray[np.float64]
Kinds = NDArray[np.int32]
Whole = NDArray[np.int64]


class TooFewExamplesError(ValueError):
    """There is nothing to learn: a model takes two kinds, and four texts in all.

    `texts` is how many there were with a kind, and `kinds` of how many kinds.
    """

    def __init__(self, texts: int, kinds: int) -> None:
        super().__init__(f"{texts} texts of {kinds} kinds are too few to learn from")
        self.texts = texts
        self.kinds = kinds


def train(
    examples: Sequence[Example],
    *,
    fields: tuple[str, ...] = ("text",),
    leave_out: Collection[str] = (),
    without: Collection[str] = (),
    count: Callable[[str], Counted] = counted,
) -> Model:
    """Return the model that follows from the examples; the same for the same examples.

    Examples of the kinds in `leave_out` (confidential ones) and those with an id in `without`
    (unlearned) leave no trace in it. `count` may remember what it counted. Raises
    TooFewExamplesError.
    """
    chosen = _chosen([e for e in examples if e.kind not in leave_out and e.id not in without])
    kinds = tuple(sorted({example.kind for example in chosen if example.kind is not None}))
    texts = sum(example.kind is not None for example in chosen)
    if len(kinds) < 2 or texts < 4:
        raise TooFewExamplesError(texts, len(kinds))
    numbers = {kind: number for number, kind in enumerate(kinds)}
    kind_of = np.array([numbers[e.kind] if e.kind is not None else -1 for e in chosen], np.int32)
    entries = entries_of([count(example.text) for example in chosen])
    shares, solved = _best(likenesses(entries), kind_of, len(kinds))
    confidence, act, propose = _sureness(solved, kind_of)
    model = Model(
        "",
        kinds,
        tuple(example.id for example in chosen),
        kind_of,
        index_of(entries, shares),
        solved.says.astype(np.float32),
        confidence,
        act.astype(np.float32),
        propose.astype(np.float32),
        fields,
    )
    return replace(model, version=version_of(model))


def _chosen(examples: list[Example]) -> list[Example]:
    """Return at most MOST_EXAMPLES: the latest of each kind, small kinds whole."""
    if len(examples) <= MOST_EXAMPLES:
        return examples
    sizes = Counter(example.kind for example in examples)
    most = max(sizes.values())
    while most > 1 and sum(min(size, most) for size in sizes.values()) > MOST_EXAMPLES:
        most -= 1
    taken: Counter[str | None] = Counter()
    chosen = []
    for example in reversed(examples):
        taken[example.kind] += 1
        if taken[example.kind] <= most:
            chosen.append(example)
    return chosen[::-1]


def _best(
    by_block: list[NDArray[np.float32]], kind_of: Kinds, n_kinds: int
) -> tuple[NDArray[np.float32], Solved]:
    """Return the mix of blocks, then the stiffness, that are right most often of unseen texts."""

    def tried(mix: tuple[float, ...], stiffness: float) -> tuple[float, Solved]:
        weighed = zip(_shares(mix), by_block, strict=True)
        whole = sum(float(share) ** 2 * alike.astype(np.float64) for share, alike in weighed)
        solved = solve(np.asarray(whole), kind_of, n_kinds, stiffness)
        return _right(solved, kind_of), solved

    mix = max(MIXES, key=lambda mix: tried(mix, STIFFNESS[2])[0])
    _, solved = max((tried(mix, stiffness) for stiffness in STIFFNESS), key=lambda one: one[0])
    return _shares(mix), solved


def _shares(mix: tuple[float, ...]) -> NDArray[np.float32]:
    return np.asarray(np.sqrt(np.array(mix) / sum(mix)), np.float32)


def _right(solved: Solved, kind_of: Kinds) -> float:
    """Return how often the solution is right of texts it did not see, and of later ones."""
    return sum(
        _share_right(*of, kind_of) for of in (_each(solved, kind_of), _later(solved, kind_of))
    )


def _each(solved: Solved, kind_of: Kinds) -> tuple[Floats, Whole]:
    """Return the scores of each known example by the model that did not see it."""
    known = np.flatnonzero(kind_of >= 0)
    return scores_without_itself(solved, kind_of)[known], known


def _later(solved: Solved, kind_of: Kinds) -> tuple[Floats, Whole]:
    """Return the scores of the last examples of each kind by the model of the earlier ones."""
    last = []
    for kind in range(solved.wanted.shape[1]):
        own = np.flatnonzero(kind_of == kind)
        last.append(own[max(1, round((1 - LATER) * len(own))) :])
    members = np.sort(np.concatenate(last))
    return scores_without(solved, members), members


def _share_right(scores: Floats, members: Whole, kind_of: Kinds) -> float:
    return float((scores.argmax(1) == kind_of[members]).mean()) if len(members) else 0.0


def _unseen(solved: Solved, kind_of: Kinds) -> tuple[Floats, Whole]:
    """Return scores by models that did not see the texts, as like those to come as can be had.

    What came in one day is often alike, so leaving out one text alone can flatter.
    """
    each, later = _each(solved, kind_of), _later(solved, kind_of)
    worse = _share_right(*each, kind_of) - _share_right(*later, kind_of)
    return later if worse > DRIFT and len(later[1]) else each


def _sureness(solved: Solved, kind_of: Kinds) -> tuple[Confidence, Floats, Floats]:
    """Return the confidence and the thresholds that follow from what was said of unseen texts."""
    itself, members = _unseen(solved, kind_of)
    strange = scores_without_its_kind(solved, kind_of)
    right = itself.argmax(1) == kind_of[members]
    share = UNKNOWN_SHARE / (1 - UNKNOWN_SHARE) * len(itself) / len(strange)
    confidence = fit_confidence(
        np.vstack([itself, strange]),
        np.concatenate([right, np.zeros(len(strange))]).astype(np.float64),
        np.concatenate([np.ones(len(itself)), np.full(len(strange), share)]),
        usual_scores(itself, kind_of[members]),
    )
    known = Said(confidence.of_all(itself), itself.argmax(1).astype(np.int32), kind_of[members])
    unknown = Said(confidence.of_all(strange), strange.argmax(1).astype(np.int32), kind_of)
    act, propose = thresholds(known, unknown, solved.wanted.shape[1])
    return confidence, act, propose
