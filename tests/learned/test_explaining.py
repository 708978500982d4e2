import numpy as np
import pytest

from classification.learned.explaining import as_evidence, explain, places_of
from classification.learned.model import Model, judge, likeness, weigh
from classification.learned.training import train
from tests.learned.letters import letter, letters


@pytest.fixture(scope="module", name="model")
def _model() -> Model:
    return train(letters(15))


def test_the_words_that_speak_for_a_kind_are_its_own(model: Model) -> None:
    found = explain(model, letter("subsidiebeschikking", 99).text)
    assert found.judgement == judge(model, letter("subsidiebeschikking", 99).text)
    assert {"subsidie", "verlening"} & {one.word for one in found.words_for}
    assert all(one.weight > 0 for one in found.words_for)


def test_words_of_another_kind_speak_against(model: Model) -> None:
    text = letter("subsidiebeschikking", 99).text + " bezwaar bezwaarmaker"
    found = explain(model, text)
    assert found.judgement.kind == "subsidiebeschikking"
    assert {one.word for one in found.words_against} & {"bezwaar", "bezwaarmaker"}


def test_nearest_examples_are_told_by_id_and_kind(model: Model) -> None:
    own = letter("agenda", 3)
    nearest = explain(model, own.text).nearest
    assert (nearest[0].example_id, nearest[0].kind) == (own.id, "agenda")
    # Phrases that stand in this text alone are not kept, and count in its length all the same.
    assert nearest[1].likeness < 0.8 < nearest[0].likeness < 1


def test_without_the_words_that_would_tip_it_the_outcome_is_another(model: Model) -> None:
    text = letter("vergunning", 99).text
    found = explain(model, text)
    assert found.judgement.may_act
    assert found.tipping is not None
    left = " ".join(word for word in text.split() if word not in found.tipping.words)
    now = judge(model, left)
    assert now.kind != "vergunning" or not now.may_act


def test_evidence_quotes_the_text_as_it_is_written(model: Model) -> None:
    text = "SUBSIDIE\u00adVERLENING: " + letter("subsidiebeschikking", 99).text.upper()
    evidence = as_evidence(model, text, explain(model, text))
    words = [one for one in evidence if one.kind == "model"]
    assert words
    assert all(text[one.start : one.end] == one.quote for one in words)
    assert all(one.version == model.version and one.weight for one in words)
    assert all(one.rule == "subsidiebeschikking" for one in words)


def test_a_word_with_digits_stands_where_it_is_written() -> None:
    assert places_of("Zie A4, of be\u00adsluit_2026.") == {
        "zie": ("Zie", 0, 3),
        "a0": ("A4", 4, 6),
        "of": ("of", 8, 10),
        "besluit_0": ("be\u00adsluit_2026", 11, 24),
    }


def test_nearest_examples_in_evidence_show_no_text(model: Model) -> None:
    evidence = as_evidence(model, "agenda", explain(model, "agenda"))
    near = [one for one in evidence if one.kind == "nearest_example"]
    assert [one.quote for one in near]
    assert all(one.quote in model.example_ids for one in near)


@pytest.mark.parametrize("text", ["", " \n", "\x00\ud800", "1234", "漢字 العربية", "-" * 10_000])
def test_a_text_without_known_words_is_explained_and_not_filed(model: Model, text: str) -> None:
    found = explain(model, text)
    assert not found.judgement.may_act
    as_evidence(model, text, found)


@pytest.mark.parametrize("at_once", [1, 7, 100])
def test_a_text_compared_in_parts_is_as_like_as_compared_at_once(
    model: Model, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    weighed = weigh(model.index, letter("agenda", 3).text + letter("motie", 99).text)
    whole = likeness(model, weighed)
    assert len(weighed.numbers) > at_once
    monkeypatch.setattr("classification.learned.model.ENTRIES_AT_ONCE", at_once)
    np.testing.assert_allclose(likeness(model, weighed), whole, rtol=1e-6)
