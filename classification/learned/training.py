"""Makes a model from examples. The only module that needs scipy, which weighing a text does not."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from classification.learned.confidence import Confidence, fit_confidence, signs
from classification.learned.examples import Example
from classification.learned.leaving_out import (
    Solved,
    scores_without_its_kind,
    scores_without_itself,
    solve,
)
from classification.learned.model import Index, Model, weights_of
from classification.learned.model_file import version_of
from classification.learned.thresholds import Said, thresholds
from classification.learned.tokens import BLOCKS, code_of, count_tokens, normalised

STIFFNESS = (0.1, 0.3, 1.0, 3.0)
"""Tried by leaving out each example in turn: the stiffer, the less a single example counts."""
MOST_EXAMPLES = 6000
"""More take hours and hundreds of megabytes; of the largest kinds the earliest are left."""
UNKNOWN_SHARE = 0.1
"""Confidence counts with this share of documents of kinds that the model does not know."""
IN_TEXTS = 2
"""A token that stands in fewer examples is not kept: it says nothing, and may be someone's name."""

Floats = NDArray[np.float64]
Kinds = NDArray[np.int32]


class TooFewExamplesError(ValueError):
    """There is nothing to learn: a model takes two kinds and four texts of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """The tokens of one text: their numbers, how often each, and the block each is of."""

    codes: NDArray[np.uint32]
    often: NDArray[np.float32]
    blocks: NDArray[np.int64]


def counted(text: str) -> Counted:
    """Return the tokens of a text, counted once for however many models learn from it."""
    counts = count_tokens(normalised(text))
    return Counted(
        np.fromiter(map(code_of, counts), np.uint32, len(counts)),
        np.fromiter(counts.values(), np.float32, len(counts)),
        np.array([BLOCKS.index(block) for block, _ in counts], np.int64),
    )


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
    (unlearned) leave no trace in it. `count` may remember what it counted. Raises TooFewExamplesError.
    """
    chosen = _chosen([e for e in examples if e.kind not in leave_out and e.id not in without])
    kinds = tuple(sorted({example.kind for example in chosen if example.kind is not None}))
    if len(kinds) < 2 or sum(example.kind is not None for example in chosen) < 4:
        raise TooFewExamplesError("a model takes at least two kinds and four texts of them")
    numbers = {kind: number for number, kind in enumerate(kinds)}
    kind_of = np.array([numbers[e.kind] if e.kind is not None else -1 for e in chosen], np.int32)
    index = _index([count(example.text) for example in chosen])
    solved = _solved(_likenesses(index, len(chosen)), kind_of, len(kinds))
    confidence, act, propose = _sureness(solved, kind_of)
    model = Model(
        "",
        kinds,
        tuple(example.id for example in chosen),
        kind_of,
        index,
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
    while sum(min(size, most) for size in sizes.values()) > MOST_EXAMPLES:
        most -= 1
    taken: Counter[str | None] = Counter()
    chosen = []
    for example in reversed(examples):
        taken[example.kind] += 1
        if taken[example.kind] <= most:
            chosen.append(example)
    return chosen[::-1]


def _index(texts: list[Counted]) -> Index:
    codes, in_texts = np.unique(np.concatenate([text.codes for text in texts]), return_counts=True)
    codes, in_texts = codes[in_texts >= IN_TEXTS], in_texts[in_texts >= IN_TEXTS]
    rarity = (np.log((1 + len(texts)) / (1 + in_texts)) + 1).astype(np.float32)
    numbers, rows, weights = [], [], []
    for row, text in enumerate(texts):
        here = np.searchsorted(codes, text.codes)
        known = here < len(codes)
        known[known] = codes[here[known]] == text.codes[known]
        numbers.append(here[known])
        rows.append(np.full(int(known.sum()), row, np.int32))
        weights.append(weights_of(text.often[known], rarity[here[known]], text.blocks[known]))
    number = np.concatenate(numbers)
    order = np.argsort(number, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(number, minlength=len(codes)))])
    return Index(
        codes,
        rarity,
        starts.astype(np.int32),
        np.concatenate(rows)[order],
        np.concatenate(weights)[order].astype(np.float16),
    )


def _likenesses(index: Index, n_examples: int) -> Floats:
    """Return how like each example is to each other, as scoring a text finds it."""
    from scipy.sparse import csc_matrix

    shape = (n_examples, len(index.codes))
    parts = (index.weights.astype(np.float32), index.rows, index.starts)
    texts = csc_matrix(parts, shape=shape).tocsr()
    return np.asarray((texts @ texts.T).toarray(), np.float64)


def _solved(likenesses: Floats, kind_of: Kinds, n_kinds: int) -> Solved:
    """Return the solution with the stiffness that is right most often about texts it did not see."""
    known = kind_of >= 0
    best, best_right = None, -1.0
    for stiffness in STIFFNESS:
        solved = solve(likenesses, kind_of, n_kinds, stiffness)
        said = scores_without_itself(solved, kind_of)[known].argmax(1)
        right = float((said == kind_of[known]).mean())
        if right > best_right:
            best, best_right = solved, right
    assert best is not None
    return best


def _sureness(solved: Solved, kind_of: Kinds) -> tuple[Confidence, Floats, Floats]:
    """Return the confidence and the thresholds that follow from what was said of unseen texts."""
    is_known = kind_of >= 0
    itself = scores_without_itself(solved, kind_of)[is_known]
    strange = scores_without_its_kind(solved, kind_of)
    right = itself.argmax(1) == kind_of[is_known]
    found = np.vstack([signs(itself), signs(strange)])
    share = UNKNOWN_SHARE / (1 - UNKNOWN_SHARE) * len(itself) / len(strange)
    confidence = fit_confidence(
        found,
        np.concatenate([right, np.zeros(len(strange))]).astype(np.float64),
        np.concatenate([np.ones(len(itself)), np.full(len(strange), share)]),
    )
    chances = confidence.of_signs(found)
    known = Said(chances[: len(itself)], itself.argmax(1).astype(np.int32), kind_of[is_known])
    unknown = Said(chances[len(itself) :], strange.argmax(1).astype(np.int32), kind_of)
    act, propose = thresholds(known, unknown, solved.wanted.shape[1])
    return confidence, act, propose
