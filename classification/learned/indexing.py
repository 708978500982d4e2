"""Makes the index of a model from texts, and finds how like they are to each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classification.learned.model import Index, rarity_of, weights_of
from classification.learned.tokens import BLOCKS, code_of, count_tokens, normalised

IN_TEXTS = 2
"""A token that stands in fewer texts is not kept: it says nothing, and may be someone's name."""

MANY = 0.03
"""What a larger share of the texts has counts as a product of matrices."""
TOKENS_AT_ONCE = 1024
PAIRS_AT_ONCE = 1_000_000
"""So that no more than some tens of megabytes are needed beside the answer."""

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """The tokens of one text: their codes, how often each, and the block each is of."""

    codes: NDArray[np.uint32]
    often: NDArray[np.float32]
    blocks: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Every token of every text: its number among the codes, its text, weight and block.

    Each block of each text has length one, tokens that are not kept included.
    """

    texts: int
    codes: NDArray[np.uint32]
    rarity: NDArray[np.float32]
    numbers: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]
    blocks: NDArray[np.int64]


def counted(text: str) -> Counted:
    """Return the tokens of a text, counted once for however many models learn from it."""
    counts = count_tokens(normalised(text))
    return Counted(
        np.fromiter(map(code_of, counts), np.uint32, len(counts)),
        np.fromiter(counts.values(), np.float32, len(counts)),
        np.array([BLOCKS.index(block) for block, _ in counts], np.int64),
    )


def entries_of(texts: Sequence[Counted]) -> Entries:
    """Return the entries of all texts, without tokens that stand in too few of them."""
    codes, in_texts = np.unique(np.concatenate([text.codes for text in texts]), return_counts=True)
    codes, in_texts = codes[in_texts >= IN_TEXTS], in_texts[in_texts >= IN_TEXTS]
    rarity = (np.log((1 + len(texts)) / (1 + in_texts)) + 1).astype(np.float32)
    numbers, rows, weights, blocks = [], [], [], []
    for row, text in enumerate(texts):
        here = np.searchsorted(codes, text.codes)
        known = here < len(codes)
        known[known] = codes[here[known]] == text.codes[known]
        numbers.append(here[known])
        rows.append(np.full(int(known.sum()), row, np.int32))
        blocks.append(text.blocks[known])
        weights.append(weights_of(text.often, rarity_of(rarity, here, known), text.blocks)[known])
    return Entries(
        len(texts),
        codes,
        rarity,
        np.concatenate(numbers),
        np.concatenate(rows),
        np.concatenate(weights),
        np.concatenate(blocks),
    )


def likenesses(entries: Entries) -> list[NDArray[np.float32]]:
    """Return for each block how like each text is to each other in it, from 0 to 1.

    Each token adds to the likeness of every two texts that have it: what many texts have as a
    product of matrices, what few have pair by pair.
    """
    return [_likeness_in(entries, block) for block in range(len(BLOCKS))]


def _likeness_in(entries: Entries, block: int) -> NDArray[np.float32]:
    own = np.flatnonzero(entries.blocks == block)
    own = own[np.argsort(entries.numbers[own], kind="stable")]  # by token, and then by text
    rows, weights = entries.rows[own].astype(np.int64), entries.weights[own]
    _, starts, sizes = np.unique(entries.numbers[own], return_index=True, return_counts=True)
    many = sizes > max(1, entries.texts * MANY)
    found = _of_few(rows, weights, starts[~many], sizes[~many], entries.texts)
    found += found.T
    few = np.repeat(~many, sizes)
    found[np.diag_indices(entries.texts)] = np.bincount(rows[few], weights[few] ** 2, entries.texts)
    for chunk in range(0, int(many.sum()), TOKENS_AT_ONCE):
        part = slice(chunk, chunk + TOKENS_AT_ONCE)
        found += _of_many(rows, weights, starts[many][part], sizes[many][part], entries.texts)
    return found


def _of_many(
    rows: Whole, weights: Weights, starts: Whole, sizes: Whole, texts: int
) -> NDArray[np.float32]:
    """Return what tokens that many texts have add to the likeness of each two of them."""
    places = np.repeat(starts, sizes) + _within(sizes)
    columns = np.repeat(np.arange(len(sizes)), sizes)
    dense = np.zeros((texts, len(sizes)), np.float32)
    dense[rows[places], columns] = weights[places]
    return dense @ dense.T


def _of_few(
    rows: Whole, weights: Weights, starts: Whole, sizes: Whole, texts: int
) -> NDArray[np.float32]:
    """Return what tokens that few texts have add, above the diagonal alone."""
    found = np.zeros((texts, texts), np.float32)
    flat = found.ravel()
    for size in np.unique(sizes):
        one, other = np.triu_indices(int(size), 1)
        of_size = starts[sizes == size]
        step = max(1, PAIRS_AT_ONCE // max(1, len(one)))
        for chunk in range(0, len(of_size), step):
            places = of_size[chunk : chunk + step, None] + np.arange(size)
            here, weight = rows[places], weights[places]
            pairs = (here[:, one] * texts + here[:, other]).ravel()
            np.add.at(flat, pairs, (weight[:, one] * weight[:, other]).ravel())
    return found


def _within(sizes: Whole) -> Whole:
    """Return 0, 1, ... for each of the sizes, one behind the other."""
    return np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def index_of(entries: Entries, shares: NDArray[np.float32]) -> Index:
    """Return the index in which each block counts for its share; a block of none is not in it."""
    kept = shares[entries.blocks] > 0
    used, numbers = np.unique(entries.numbers[kept], return_inverse=True)
    order = np.argsort(numbers, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=len(used)))])
    weights = entries.weights[kept] * shares[entries.blocks[kept]]
    return Index(
        entries.codes[used],
        entries.rarity[used],
        starts.astype(np.int32),
        entries.rows[kept][order].astype(np.uint16),
        weights[order].astype(np.float16),
        shares,
    )
