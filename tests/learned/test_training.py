import numpy as np
import pytest

from classification.learned.examples import CorpusError, Example, read_corpus
from classification.learned.indexing import MANY, counted, entries_of, likenesses
from classification.learned.leaving_out import (
    scores_without,
    scores_without_its_kind,
    scores_without_itself,
    solve,
)
from classification.learned.model import judge
from classification.learned.model_file import to_bytes
from classification.learned.tokens import code_of
from classification.learned.training import TooFewExamplesError, train
from tests.learned.letters import letter, letters


def test_the_same_examples_make_the_same_bytes() -> None:
    assert to_bytes(train(letters(12))) == to_bytes(train(letters(12)))


def test_one_other_example_makes_another_version() -> None:
    assert train(letters(12)).version != train(letters(12)[1:]).version


def test_texts_it_did_not_see_are_recognised_and_filed() -> None:
    model = train(letters(20))
    judged = [(one.kind, judge(model, one.text)) for one in letters(10, first=100)]
    assert [found.kind for _, found in judged] == [kind for kind, _ in judged]
    assert sum(found.may_act for _, found in judged) >= 0.8 * len(judged)


def test_a_kind_that_was_never_trained_is_not_filed() -> None:
    model = train(letters(20))
    strange = [judge(model, letter("zeebrief", number).text) for number in range(30)]
    assert [found for found in strange if found.may_act] == []


def test_labels_of_unknown_kinds_are_not_kinds_and_still_teach_what_is_unknown() -> None:
    strange = [Example(f"z{n}", letter("zeebrief", n).text, None) for n in range(10)]
    model = train([*letters(12), *strange])
    assert model.kinds == tuple(sorted({one.kind for one in letters(1) if one.kind}))
    assert (model.example_kinds == -1).sum() == len(strange)
    assert not judge(model, letter("zeebrief", 50).text).may_propose


def test_a_confidential_kind_leaves_no_trace() -> None:
    secret = letters(12, kinds=("geheim",))
    assert to_bytes(train([*letters(12), *secret], leave_out=["geheim"])) == to_bytes(
        train(letters(12))
    )


def test_an_unlearned_text_leaves_no_trace() -> None:
    name = Example("van-iemand", "bezwaar van Quirijn, zegt Quirijn, en nog eens Quirijn", "agenda")
    double = Example("nog-een", "Quirijn maakt bezwaar", "bezwaarschrift")
    learned = train([*letters(12), name, double])
    code = code_of(("body words", "quirijn"))
    assert code in learned.index.codes
    unlearned = train([*letters(12), name, double], without=["van-iemand", "nog-een"])
    assert code not in unlearned.index.codes
    assert "van-iemand" not in unlearned.example_ids


def test_a_word_of_one_text_alone_is_not_kept() -> None:
    model = train([*letters(12), Example("x", "bezwaar van Quirijn", "bezwaarschrift")])
    assert code_of(("body words", "quirijn")) not in model.index.codes


@pytest.mark.parametrize("count", [0, 1])
def test_one_kind_or_none_is_refused(count: int) -> None:
    with pytest.raises(TooFewExamplesError):
        train(letters(12, kinds=("agenda",)) * count)


def test_kinds_of_one_text_each_make_a_model_that_files_nothing_it_cannot_know() -> None:
    model = train(letters(1))
    assert not any(judge(model, letter("zeebrief", n).text).may_act for n in range(10))


def _made() -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(5)
    texts = chance.random((30, 12))
    return texts @ texts.T / 12, np.repeat(np.arange(3, dtype=np.int32), 10)


def test_leaving_out_one_text_says_what_training_without_it_says() -> None:
    likenesses, kinds = _made()
    # Equal kinds weigh equal; of the one that loses a text the weights are kept, so no other change.
    solved = solve(likenesses, kinds, 3, 0.5)
    others = np.arange(30) != 7
    inverse = np.linalg.inv(likenesses[np.ix_(others, others)] + 0.5 * np.eye(int(others.sum())))
    retrained = likenesses[7, others] @ inverse @ solved.wanted[others]
    np.testing.assert_allclose(scores_without_itself(solved, kinds)[7], retrained, atol=1e-9)


def test_leaving_out_a_kind_says_what_training_without_it_says() -> None:
    likenesses, kinds = _made()
    solved = solve(likenesses, kinds, 3, 0.5)
    others = kinds != 1
    inverse = np.linalg.inv(likenesses[np.ix_(others, others)] + 0.5 * np.eye(20))
    retrained = likenesses[np.ix_(~others, others)] @ inverse @ solved.wanted[others]
    found = scores_without_its_kind(solved, kinds)[~others]
    np.testing.assert_allclose(found[:, [0, 2]], retrained[:, [0, 2]], atol=1e-9)


def test_a_corpus_line_is_read_by_its_text_alone_unless_more_is_asked() -> None:
    line = '{"id": "1", "text": "tekst", "title": "titel", "label": "?"}'
    assert read_corpus([line, ""]) == (Example("1", "tekst", None),)
    assert read_corpus([line], ("title", "text"))[0].text == "titel\ntekst"


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "1", "label": "a"}', '{"id": 1, "text": "t", "label": "a"}']
)
def test_a_corpus_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(CorpusError, match="line 2"):
        read_corpus(['{"id": "1", "text": "t", "label": "a"}', line])


def test_leaving_out_several_says_what_training_without_them_says() -> None:
    likenesses, kinds = _made()
    solved = solve(likenesses, kinds, 3, 0.5)
    out = np.array([2, 3, 17, 29])
    others = np.setdiff1d(np.arange(30), out)
    inverse = np.linalg.inv(likenesses[np.ix_(others, others)] + 0.5 * np.eye(26))
    retrained = likenesses[np.ix_(out, others)] @ inverse @ solved.wanted[others]
    np.testing.assert_allclose(scores_without(solved, out), retrained, atol=1e-9)


def test_likenesses_are_those_of_all_weights_with_each_other() -> None:
    chance = np.random.default_rng(7)
    texts = [
        " ".join(f"woord{chr(97 + int(n))}" for n in chance.integers(0, 26, 12))
        + f" zeldzaam{chr(97 + at % 20)}{chr(97 + at // 20)}"
        for at in range(40)
    ]
    texts += [f"{text} en nog iets" for text in texts] * 2
    entries = entries_of([counted(text) for text in texts])
    for block, found in enumerate(likenesses(entries)):
        own = entries.blocks == block
        dense = np.zeros((len(texts), len(entries.codes)))
        dense[entries.rows[own], entries.numbers[own]] = entries.weights[own]
        shared = np.bincount(entries.numbers[own])
        assert shared.max() > 2 * MANY * len(texts)
        assert shared[shared > 0].min() < MANY * len(texts)
        np.testing.assert_allclose(found, dense @ dense.T, atol=1e-5)
