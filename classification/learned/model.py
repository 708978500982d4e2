"""A model: what it knows, as arrays, and how it weighs a text.

The model keeps its examples as an index from token to the examples that have it. A text is compared
with all examples in one pass; what it is follows from the likeness to each, times what that example
says for each kind. So the same pass gives the kind, the nearest examples and the words that count.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from classification.learned.confidence import Confidence
from classification.learned.tokens import BLOCKS, code_of, count_tokens, normalised

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]

ENTRIES_AT_ONCE = 200_000
"""So that weighing a text takes some megabytes beside the model, however many examples it has."""

Tells = Literal["kinds", "dossiers"]
"""What a model tells of a document: what kind it is, or in which dossier it may belong."""


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Which examples have which token, and how much it weighs there.

    `codes` is sorted; the entries of token number i are `rows` and `weights` from `starts[i]` to
    `starts[i + 1]`. `shares` is how much each block counts, their squares together one.
    Two bytes are enough for `rows`, their larger half: no model has 65,536 examples.
    """

    codes: NDArray[np.uint32]
    rarity: NDArray[np.float32]
    starts: NDArray[np.int32]
    rows: NDArray[np.uint16]
    weights: NDArray[np.float16]
    shares: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """All that is needed to say what a text is.

    `says` has for each example what it says for each kind. An example's kind is -1 where it is
    known to be none of them. `version` is the digest of everything else.
    """

    version: str
    kinds: tuple[str, ...]
    example_ids: tuple[str, ...]
    example_kinds: NDArray[np.int32]
    index: Index
    says: Floats
    confidence: Confidence
    act: Floats
    propose: Floats
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A text as a model sees it: its tokens, their numbers in the index and their weights."""

    tokens: tuple[tuple[str, str], ...]
    numbers: Whole
    weights: Floats


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a model makes of a text: the likeliest kinds first, each with its score.

    `may_act` and `may_propose` say whether the confidence passes the thresholds of the first kind;
    neither: the text is of a kind that the model does not know, or it cannot tell.
    """

    ranked: tuple[tuple[str, float], ...]
    confidence: float
    may_act: bool
    may_propose: bool

    @property
    def kind(self) -> str:
        """The likeliest kind."""
        return self.ranked[0][0]


def judge(model: Model, text: str, most: int = 5) -> Judgement:
    """Return what the model makes of a text; never raises, whatever the text."""
    return judge_scores(model, likeness(model, weigh(model.index, text)) @ model.says, most)


def judge_scores(model: Model, scores: Floats, most: int = 5) -> Judgement:
    """Return the judgement that follows from the score of each kind."""
    order = np.argsort(-scores, kind="stable")
    first = int(order[0])
    confidence = model.confidence.of(scores)
    return Judgement(
        tuple((model.kinds[kind], float(scores[kind])) for kind in order[:most]),
        confidence,
        bool(confidence >= model.act[first]),
        bool(confidence >= model.propose[first]),
    )


def weigh(index: Index, text: str) -> Weighed:
    """Return the tokens of a text that the index knows, each with its weight.

    A block of the text is as long as its share, all its tokens together: one that the index does
    not know counts as the rarest that it does, so that what is new makes a text less like all else.
    """
    used = [block for block, share in zip(BLOCKS, index.shares, strict=True) if share > 0]
    counts = count_tokens(normalised(text), used)
    codes = np.fromiter(map(code_of, counts), np.uint32, len(counts))
    numbers = np.searchsorted(index.codes, codes)
    known = numbers < len(index.codes)
    known[known] = index.codes[numbers[known]] == codes[known]
    often = np.fromiter(counts.values(), np.float32, len(counts))
    blocks = np.array([BLOCKS.index(block) for block, _ in counts], np.int64)
    weights = weights_of(often, rarity_of(index.rarity, numbers, known), blocks)
    tokens = tuple(token for token, is_known in zip(counts, known, strict=True) if is_known)
    weights, blocks = weights[known], blocks[known]
    return Weighed(tokens, numbers[known], weights * index.shares[blocks])


def rarity_of(rarity: Floats, numbers: Whole, known: NDArray[np.bool_]) -> Floats:
    """Return how rare each token is: by its number, and where it is unknown as the rarest."""
    found = np.full(len(numbers), rarity.max(initial=1.0), np.float32)
    found[known] = rarity[numbers[known]]
    return found


def weights_of(often: Floats, rarity: Floats, blocks: Whole) -> Floats:
    """Return the weights of the tokens of one text: damped count times rarity, by block of length one."""
    weights = (1 + np.log(often)) * rarity
    length = np.sqrt(np.bincount(blocks, weights**2, len(BLOCKS)))[blocks]
    return np.asarray(weights / length, np.float32)


def likeness(model: Model, weighed: Weighed) -> Floats:
    """Return how like the text is to each example, from 0 to 1."""
    index, found = model.index, np.zeros(len(model.example_ids))
    ends = np.cumsum(_lengths(index, weighed.numbers))
    begin = 0
    while begin < len(ends):
        done = int(ends[begin - 1]) if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, done + ENTRIES_AT_ONCE, "right")))
        numbers = weighed.numbers[begin:end]
        places = entries(index, numbers)
        weights = np.repeat(weighed.weights[begin:end], _lengths(index, numbers))
        found += np.bincount(index.rows[places], weights * index.weights[places], len(found))
        begin = end
    return found.astype(np.float32)


def entries(index: Index, numbers: Whole) -> Whole:
    """Return the places in `rows` and `weights` of the entries of these tokens."""
    lengths = _lengths(index, numbers)
    shifts = index.starts[numbers] - np.cumsum(lengths) + lengths
    places: Whole = np.arange(int(lengths.sum())) + np.repeat(shifts, lengths)
    return places


def _lengths(index: Index, numbers: Whole) -> Whole:
    return (index.starts[numbers + 1] - index.starts[numbers]).astype(np.int64)
