"""A new model is compared with the one in force on texts that neither learned from."""

from classification.learned.renewing import renewed
from classification.learned.training import train
from tests.learned.letters import letters


def test_the_latest_of_each_kind_are_held_back_and_both_models_are_judged_on_them() -> None:
    examples = [one for number in range(20) for one in letters(1, first=number)]
    before = train(letters(8))
    made = renewed(examples, before)
    assert len(made.model.example_ids) == 64
    held_back = {one.id for one in examples} - set(made.model.example_ids)
    assert {name.rpartition("-")[2] for name in held_back} == {"16", "17", "18", "19"}
    assert made.figures is not None
    assert made.figures["n"] == 16
    compared = made.figures["compared"]
    assert (compared["right"], compared["in_force"]) == (1.0, 1.0)
    assert compared["only_new"] == compared["only_in_force"] == []


def test_what_the_model_in_force_learned_from_is_not_judged() -> None:
    examples = letters(20)
    before = train(letters(19))
    figures = renewed(examples, before).figures
    assert figures is not None
    assert figures["n"] == figures["compared"]["n"] == 4


def test_without_a_model_in_force_or_without_enough_texts_less_is_compared() -> None:
    figures = renewed(letters(10), None).figures
    assert figures is not None
    assert figures["compared"]["in_force"] is None
    assert renewed(letters(4), None).figures is None


def test_a_kind_that_the_model_in_force_never_learned_counts_as_wrong_and_is_named() -> None:
    examples = [one for number in range(20) for one in letters(1, first=number)]
    kinds = tuple(sorted({str(one.kind) for one in examples}))
    lost, new = (
        train([*letters(8, kinds=kinds[:2]), *letters(8, kinds=("zeebrief",))]),
        list(kinds[2:]),
    )
    figures = renewed(examples, lost).figures
    assert figures is not None
    assert figures["compared"] == {
        "n": 4 * len(kinds),
        "right": 1.0,
        "in_force": 2 / len(kinds),
        "only_new": new,
        "only_in_force": ["zeebrief"],
    }
