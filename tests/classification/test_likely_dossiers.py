"""A document that names no dossier is shown with those that it is like; it is never put into one."""

from dataclasses import replace

import numpy as np
import pytest

from classification.classify import asks_about_dossiers, classify
from classification.learned.likely import likely_dossiers
from classification.learned.model import Model
from classification.learned.training import train
from records.file_plan import Asking, Condition, FilePlan
from records.verdicts import Verdict
from tests.learned.letters import OWN, corpus_of, letter
from tests.records.made import document, dossier_type, plan, rule

NUMBERS = dict(zip(OWN, (f"SUB-2026-000{at}" for at in range(1, 9)), strict=False))
OF_GRANTS = rule("Brief", when=(Condition("text", ("xyzzy",)),), document_type="Brief")
TYPES = (dossier_type(OF_GRANTS), dossier_type(name="Bezwaar", number_shape="BZW-jjjj-nnnn"))


@pytest.fixture(scope="module", name="dossiers")
def _dossiers() -> Model:
    return train(corpus_of(NUMBERS, 12))


def asking(how: Asking) -> FilePlan:
    return plan(*TYPES, asks_about_unknown=how)


def judged(dossiers: Model | None, text: str, how: Asking = "always") -> Verdict:
    return classify(document(text), asking(how), dossiers=dossiers)


def test_what_goes_before_a_person_is_shown_with_five_dossiers_at_most_and_why_each(
    dossiers: Model,
) -> None:
    verdict = judged(dossiers, letter("agenda", 99).text)
    assert (verdict.outcome, verdict.dossier_number) == ("unclassified", None)
    assert verdict.reason.code == "like_dossiers"
    numbers = [one.dossier_number for one in verdict.candidates]
    assert numbers[0] == NUMBERS["agenda"]
    assert 0 < len(numbers) <= 5
    near = [one for one in verdict.evidence if one.kind == "near_in_dossier"]
    assert [one.rule for one in near] == numbers
    assert near[0].quote.startswith("agenda-")
    assert {one.version for one in near} == {dossiers.version}
    words = [one.quote for one in verdict.evidence if one.kind == "dossier_word"]
    assert set(words) & set(OWN["agenda"])
    assert f"{numbers[0]}" in verdict.reason.nl


def test_a_source_that_asks_nobody_is_not_shown_anything(dossiers: Model) -> None:
    text = letter("agenda", 99).text
    assert judged(dossiers, text, "never") == judged(None, text, "never")


def test_a_source_that_asks_where_it_is_like_a_dossier_asks_only_above_the_threshold(
    dossiers: Model,
) -> None:
    text = letter("agenda", 99).text
    alike = judged(dossiers, text, "where_alike")
    assert alike.candidates[0].dossier_number == NUMBERS["agenda"]
    stricter = replace(dossiers, propose=np.full(len(NUMBERS), 1.01, np.float32))
    assert judged(stricter, text).candidates
    assert judged(stricter, text, "where_alike") == judged(None, text, "where_alike")


def test_where_the_likeliest_is_of_another_type_the_next_one_gains_nothing_by_it(
    dossiers: Model,
) -> None:
    text = letter("agenda", 99).text
    eager = replace(dossiers, propose=np.zeros(len(NUMBERS), np.float32))
    of_all = likely_dossiers(eager, text, lambda _: True)
    assert (of_all.dossiers[0].number, of_all.may_propose) == (NUMBERS["agenda"], True)
    of_others = likely_dossiers(eager, text, lambda number: number != NUMBERS["agenda"])
    assert of_others.dossiers
    assert not of_others.may_propose


def test_of_a_known_kind_only_dossiers_that_can_hold_it_are_shown(dossiers: Model) -> None:
    verdict = judged(dossiers, f"xyzzy {letter('agenda', 99).text}")
    assert (verdict.outcome, verdict.reason.code) == ("classified", "no_dossier_named")
    assert verdict.dossier_number is None
    assert {one.dossier_type for one in verdict.candidates} == {"Subsidie"}
    assert {one.document_type for one in verdict.candidates} == {"Brief"}
    assert verdict.candidates[0].dossier_number == NUMBERS["agenda"]
    assert "Het lijkt nog het meest op stukken in" in verdict.reason.nl

    of_others = train(corpus_of({k: n.replace("SUB", "VRG") for k, n in NUMBERS.items()}, 12))
    text = letter("agenda", 99).text
    assert judged(of_others, text) == judged(None, text)


def test_a_document_that_names_a_dossier_is_not_compared(dossiers: Model) -> None:
    text = f"SUB-2026-0147 {letter('agenda', 99).text}"
    assert judged(dossiers, text) == judged(None, text)


def test_without_text_nothing_changes(dossiers: Model) -> None:
    assert judged(dossiers, " \n") == judged(None, " \n")


def test_dossiers_of_a_type_from_which_nothing_may_be_learned_are_not_shown(
    dossiers: Model,
) -> None:
    text = document(letter("agenda", 99).text)
    types = [replace(one, teaches=False) for one in TYPES]
    closed = plan(*types, asks_about_unknown="always")
    assert classify(text, closed, dossiers=dossiers) == classify(text, closed)


def test_the_model_is_asked_only_of_what_goes_before_a_person_and_lies_in_no_archive() -> None:
    by_name = rule("Brief", when=(Condition("name", ("brief",)),), number_from=("name",))
    types = (dossier_type(by_name),)
    other, letters = document(None, name="rooster.txt"), document(None, name="brief.txt")
    for how, asked in (("never", False), ("where_alike", True), ("always", True)):
        assert asks_about_dossiers(other, plan(*types, asks_about_unknown=how), None) is asked
    never = plan(*types, asks_about_unknown="never")
    assert asks_about_dossiers(letters, never, None)
    assert not asks_about_dossiers(document(None, name="brief SUB-2026-0147.txt"), never, None)
    archive = plan(*types, asks_about_unknown="always", site="Archief", library="Dossiers")
    assert not asks_about_dossiers(other, archive, None)
