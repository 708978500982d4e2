import numpy as np

from classification.learned.thresholds import MOST_FILED, Said, thresholds


def _said(confidence: np.ndarray, *, kind: int | None = None) -> Said:
    """So sure each is, and all said to be of kind 0; by default they are."""
    kinds = np.zeros(len(confidence), np.int32)
    return Said(confidence, kinds, kinds if kind is None else kinds + kind)


KNOWN = _said(np.linspace(0.5, 1.0, 400))


def _filed(unknown: np.ndarray) -> float:
    act, propose = thresholds(KNOWN, _said(unknown, kind=1), 2)
    assert propose[0] <= act[0]
    return float((KNOWN.confidence >= act[0]).mean())


def test_all_that_is_known_is_filed_where_no_unseen_kind_comes_near() -> None:
    assert _filed(np.full(100, 0.1)) > 0.99


def test_one_text_of_an_unseen_kind_that_comes_near_keeps_it_to_the_surest_part() -> None:
    filed = _filed(np.array([0.8] + [0.1] * 99))
    assert MOST_FILED - 0.01 < filed <= MOST_FILED


def test_many_texts_of_an_unseen_kind_that_come_near_keep_it_to_less() -> None:
    near = np.array([0.95] * 50 + [0.1] * 50)
    assert _filed(near) < MOST_FILED / 2
