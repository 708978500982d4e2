"""Makes the index of a model from texts, and finds how like they are to each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classification.learned.model import Index, rarity_of, weights_of
from classification.learned.tokens import BLOCKS, code_of, count_tokens, normalised

IN_TEXTS = 2
"""A token that stands in fewer texts is not kept: it says nothing, and may be someone's name."""

Floats = NDArray[np.float64]


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
    """Return for each block how like each text is to each other in it, from 0 to 1."""
    from scipy.sparse import csr_matrix

    found = []
    for block in range(len(BLOCKS)):
        own = entries.blocks == block
        places = (entries.rows[own], entries.numbers[own])
        shape = (entries.texts, len(entries.codes))
        texts = csr_matrix((entries.weights[own], places), shape=shape)
        found.append(np.asarray((texts @ texts.T).toarray(), np.float32))
    return found


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
        entries.rows[kept][order],
        weights[order].astype(np.float16),
        shares,
    )
