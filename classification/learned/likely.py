"""Which dossiers a text is like, by a model that learned from what lies in them, and why each."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from classification.learned.explaining import Near, Scores, Word, by_word
from classification.learned.model import Floats, Model, judge_scores, likeness, weigh

MOST_DOSSIERS = 5
MOST_WORDS = 3
"""So many words and dossiers are shown."""


@dataclass(frozen=True, slots=True)
class LikelyDossier:
    """A dossier, the document in it that is most like the text, and the words that speak for it."""

    number: str
    nearest: Near
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Likely:
    """The likeliest dossiers, the first one first, and whether the first of all is among them and passes."""

    dossiers: tuple[LikelyDossier, ...]
    may_propose: bool


def likely_dossiers(model: Model, text: str, allowed: Callable[[str], bool]) -> Likely:
    """Return the `allowed` dossiers that the text is most like, at most five; none where it is like none.

    It is judged among all dossiers: where the first of all is not allowed, none may be proposed.
    """
    weighed = weigh(model.index, text)
    alike = likeness(model, weighed)
    scores = alike @ model.says
    order = [int(kind) for kind in np.argsort(-scores, kind="stable")]
    shown = islice((kind for kind in order if allowed(model.kinds[kind])), MOST_DOSSIERS)
    best = [kind for kind in shown if scores[kind] > 0 and _nearest(model, alike, kind)]
    if not best:
        return Likely((), may_propose=False)
    each_word = by_word(model, weighed, text)
    judgement = judge_scores(model, scores)
    return Likely(
        tuple(
            LikelyDossier(model.kinds[kind], near, _words(each_word, kind))
            for kind in best
            if (near := _nearest(model, alike, kind))
        ),
        best[0] == order[0] and judgement.may_propose,
    )


def _nearest(model: Model, alike: Floats, kind: int) -> Near | None:
    """Return the example of that dossier that is most like the text; None where none is at all."""
    members = np.flatnonzero(model.example_kinds == kind)
    if not len(members):
        return None
    row = int(members[alike[members].argmax()])
    near = Near(model.example_ids[row], model.kinds[kind], float(alike[row]))
    return near if near.likeness > 0 else None


def _words(each_word: dict[str, Scores], kind: int) -> tuple[Word, ...]:
    """Return the words that speak for that dossier more than for the others."""
    lead = {word: float(each[kind] - each.mean()) for word, each in each_word.items()}
    ranked = sorted(lead.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Word(word, weight) for word, weight in ranked[:MOST_WORDS] if weight > 0)
