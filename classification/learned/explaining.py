"""Why a model made of a text what it did, in words of the text and examples that people know."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classification.learned.model import (
    Judgement,
    Model,
    Weighed,
    entries,
    judge,
    judge_scores,
    likeness,
    weigh,
)
from classification.learned.tokens import PAGE, letter_groups, normalised, words_of
from records.verdicts import Evidence

MOST_WORDS, MOST_EXAMPLES = 6, 3
THOUSANDTHS = 1000
TAKEN_OUT = (1, 2, 3, 5, 8, 13, 21, 34)
"""So many words are taken out of a text, to see what would tip the outcome."""

_WORD = re.compile(r"\w+")
_WORD_AS_WRITTEN = re.compile(r"\w+(?:\u00ad\w+)*")

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text, and how much it speaks for the likeliest kind against the next."""

    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class Near:
    """An example, its kind (null where it is known to be none) and how like it the text is."""

    example_id: str
    kind: str | None
    likeness: float


@dataclass(frozen=True, slots=True)
class Tipping:
    """Without these words the model would have said something else.

    `then` is the kind it would have named, `may_act` and `may_propose` whether it would have been
    sure enough of it to file or to propose it.
    """

    words: tuple[str, ...]
    then: str
    may_act: bool
    may_propose: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """The judgement, and what spoke for it and against it."""

    judgement: Judgement
    against_kind: str | None
    words_for: tuple[Word, ...]
    words_against: tuple[Word, ...]
    nearest: tuple[Near, ...]
    tipping: Tipping | None


def explain(model: Model, text: str) -> Explanation:
    """Return what the model makes of a text and why."""
    weighed = weigh(model.index, text)
    alike = likeness(model, weighed)
    scores = alike @ model.says
    judgement = judge_scores(model, scores)
    order = np.argsort(-scores, kind="stable")
    first, next_ = int(order[0]), int(order[1]) if len(order) > 1 else None
    each_word = by_word(model, weighed, text)
    lead = {
        word: float(each[first] - (each[next_] if next_ is not None else 0.0))
        for word, each in each_word.items()
    }
    ranked = sorted(lead.items(), key=lambda item: (-item[1], item[0]))
    return Explanation(
        judgement,
        model.kinds[next_] if next_ is not None else None,
        tuple(Word(word, weight) for word, weight in ranked[:MOST_WORDS] if weight > 0),
        tuple(Word(word, weight) for word, weight in ranked[::-1][:MOST_WORDS] if weight < 0),
        _nearest(model, alike),
        _tipping(model, text, judgement, [word for word, weight in ranked if weight > 0]),
    )


def as_evidence(model: Model, text: str, explanation: Explanation) -> tuple[Evidence, ...]:
    """Return the explanation as evidence that a verdict carries; weights in thousandths.

    Words stand where they first stand in the text; nearest examples have no place in it, only an
    id, so that nobody reads a text here that he could not open.
    """
    places = places_of(text)
    words = [
        _evidence(model, explanation, *places.get(one.word, (one.word, 0, 0)), weight=one.weight)
        for one in (*explanation.words_for, *explanation.words_against)
    ]
    near = [
        Evidence(
            "nearest_example",
            one.kind or "",
            model.version,
            one.example_id,
            0,
            0,
            None,
            round(one.likeness * THOUSANDTHS),
        )
        for one in explanation.nearest
    ]
    return (*words, *near)


def places_of(text: str) -> dict[str, tuple[str, int, int]]:
    """Return each word as it is weighed with how and where it first stands in the text."""
    first: dict[str, tuple[int, int]] = {}
    for found in _WORD_AS_WRITTEN.finditer(text):
        first.setdefault(found.group(), found.span())
    places: dict[str, tuple[str, int, int]] = {}
    for written, place in first.items():
        for word in words_of(normalised(written)):
            places.setdefault(word, (written, *place))
    return places


def _evidence(
    model: Model, explanation: Explanation, quote: str, start: int, end: int, *, weight: float
) -> Evidence:
    kind = explanation.judgement.kind
    thousandths = round(weight * THOUSANDTHS)
    return Evidence("model", kind, model.version, quote, start, end, None, thousandths)


def by_word(model: Model, weighed: Weighed, text: str) -> dict[str, Scores]:
    """Return what each word of the text adds to the score of each kind.

    A phrase is shared by its words, a letter group by the words of the head that have it.
    """
    in_words: dict[str, list[str]] = defaultdict(list)
    for word in dict.fromkeys(words_of(normalised(text)[:PAGE])):
        for group in set(letter_groups(word)):
            in_words[group].append(word)
    found: dict[str, Scores] = defaultdict(lambda: np.zeros(len(model.kinds)))
    for number, weight, (block, token) in zip(
        weighed.numbers, weighed.weights, weighed.tokens, strict=True
    ):
        places = entries(model.index, np.array([number]))
        added = weight * (
            model.index.weights[places].astype(np.float64) @ model.says[model.index.rows[places]]
        )
        words = in_words[token] if block.endswith("letters") else token.split()
        for word in words:
            found[word] = found[word] + added / len(words)
    return found


def _nearest(model: Model, alike: NDArray[np.float32]) -> tuple[Near, ...]:
    order = np.argsort(-alike, kind="stable")[:MOST_EXAMPLES]
    kinds = [int(model.example_kinds[row]) for row in order]
    return tuple(
        Near(model.example_ids[row], model.kinds[kind] if kind >= 0 else None, float(alike[row]))
        for row, kind in zip(order, kinds, strict=True)
        if alike[row] > 0
    )


def _tipping(
    model: Model, text: str, before: Judgement, strongest: Sequence[str]
) -> Tipping | None:
    """Return how few of the strongest words, taken out, give another outcome, if so few do.

    The text without them is judged anew, so that what is told is what would happen.
    """
    plain = normalised(text)
    for many in TAKEN_OUT:
        now = judge(model, _without(plain, frozenset(strongest[:many])))
        if now.kind != before.kind or _is_less_sure(now, before):
            return Tipping(tuple(strongest[:many]), now.kind, now.may_act, now.may_propose)
        if many >= len(strongest):
            break
    return None


def _is_less_sure(now: Judgement, before: Judgement) -> bool:
    """Return whether it passes a threshold no more."""
    return now.may_act < before.may_act or now.may_propose < before.may_propose


def _without(text: str, words: frozenset[str]) -> str:
    return _WORD.sub(lambda found: "" if found.group() in words else found.group(), text)
