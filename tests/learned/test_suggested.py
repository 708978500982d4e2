"""What the model adds to a verdict: a kind where no rule tells one, never a dossier."""

import pytest

from classification.classify import classify
from classification.learned.explaining import Tipping
from classification.learned.model import Model
from classification.learned.training import train
from classification.reasons import model_says
from records.file_plan import Condition, FilePlan
from records.verdicts import Verdict
from tests.learned.letters import letter, letters
from tests.records.made import document, dossier_type, plan, rule

NEVER = (Condition("text", ("xyzzy",)),)
GRANTS = dossier_type(
    rule("Beschikking", when=NEVER, document_type="subsidiebeschikking"),
    rule("Agenda", when=NEVER, document_type="agenda"),
)
PLAN = plan(GRANTS)
NUMBERED = "Dossier SUB-2026-0147. "


@pytest.fixture(scope="module", name="model")
def _model() -> Model:
    return train(letters(30))


def judged(model: Model | None, text: str, file_plan: FilePlan = PLAN, **more: int) -> Verdict:
    snapshot = document(text, own_end=more.get("own_end"))
    return classify(snapshot, file_plan, model=model)


def test_a_kind_that_the_model_is_sure_of_is_filed_in_the_dossier_of_its_number(
    model: Model,
) -> None:
    verdict = judged(model, NUMBERED + letter("subsidiebeschikking", 99).text)
    assert (verdict.outcome, verdict.document_type) == ("classified", "subsidiebeschikking")
    assert (verdict.dossier_type, verdict.dossier_number) == ("Subsidie", "SUB-2026-0147")
    assert verdict.reason.code == "model_fits"
    kinds = {one.kind for one in verdict.evidence}
    assert {"number", "model", "nearest_example"} <= kinds
    assert {one.version for one in verdict.evidence if one.kind == "model"} == {model.version}


def test_what_would_have_tipped_it_is_said(model: Model) -> None:
    reason = judged(model, NUMBERED + letter("subsidiebeschikking", 99).text).reason
    assert "Without «" in reason.en
    assert "Zonder «" in reason.nl


def test_a_number_that_would_have_tipped_it_is_called_a_number() -> None:
    reason = model_says(
        "agenda", "SUB-1", 0.9, Tipping(("kap", "0"), "agenda", may_act=False, may_propose=True)
    )
    assert reason.en.endswith("Without «kap», a number the model would not be sure enough.")
    assert reason.nl.endswith("Zonder «kap», een getal zou het model niet zeker genoeg zijn.")


def test_a_likeness_never_names_a_dossier(model: Model) -> None:
    verdict = judged(model, letter("subsidiebeschikking", 99).text)
    assert (verdict.outcome, verdict.dossier_number) == ("ambiguous", None)
    assert verdict.reason.code == "model_without_dossier"
    assert [one.dossier_type for one in verdict.candidates] == ["Subsidie"]


def test_a_kind_that_no_rule_of_that_dossier_type_knows_is_asked(model: Model) -> None:
    other = dossier_type(
        rule("Bezwaar", when=NEVER, document_type="bezwaarschrift"),
        name="Bezwaar",
        number_shape="BZW-jjjj-nnnn",
    )
    verdict = judged(model, NUMBERED + letter("bezwaarschrift", 99).text, plan(GRANTS, other))
    assert (verdict.outcome, verdict.document_type) == ("ambiguous", None)
    assert verdict.reason.code == "model_asks"
    assert verdict.candidates[0].document_type == "bezwaarschrift"


@pytest.mark.parametrize("kind", ["sprookje", "vergunning"])
def test_an_unknown_kind_and_one_that_the_file_plan_has_not_change_nothing(
    model: Model, kind: str
) -> None:
    text = NUMBERED + letter(kind, 99).text
    assert judged(model, text) == judged(None, text)


def test_where_a_rule_fits_the_model_is_not_asked(model: Model) -> None:
    text = f"{NUMBERED} aanvraag {letter('agenda', 99).text}"
    file_plan = plan(dossier_type(rule()))
    assert judged(model, text, file_plan) == judged(None, text, file_plan)
    assert judged(model, text, file_plan).document_type == "Subsidieaanvraag"


def test_what_a_mail_quotes_is_not_weighed(model: Model) -> None:
    own = "Zie hieronder, SUB-2026-0147. "
    text = own + letter("subsidiebeschikking", 99).text
    assert judged(model, text, own_end=len(own)).reason.code == "only_dossier_known"


def test_without_text_nothing_changes(model: Model) -> None:
    for text in ("", " \n"):
        assert judged(model, text) == judged(None, text)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("agenda", NUMBERED, "person_says"),
        ("bezwaarschrift", NUMBERED, "only_dossier_known"),
        ("agenda", "Zonder nummer.", "no_rule_fits"),
        (None, NUMBERED, "only_dossier_known"),
    ],
)
def test_a_persons_word_counts_where_the_kind_alone_was_missing(
    kind: str | None, text: str, code: str
) -> None:
    verdict = classify(document(text), PLAN, said=kind)
    assert verdict.reason.code == code
    assert (verdict.document_type == kind) is (code == "person_says" or kind is None)


def test_another_number_anywhere_leaves_it_to_a_person(model: Model) -> None:
    text = (
        f"{NUMBERED}{letter('subsidiebeschikking', 99).text} {'Nog iets. ' * 90}Zie SUB-2026-0150."
    )
    by_model = judged(model, text)
    assert (by_model.outcome, by_model.reason.code) == ("ambiguous", "model_asks")
    assert classify(document(text), PLAN, said="agenda").outcome == "ambiguous"


def test_a_persons_word_is_not_overruled_by_the_model(model: Model) -> None:
    text = NUMBERED + letter("subsidiebeschikking", 99).text
    said = classify(document(text), PLAN, said="agenda", model=model)
    assert said.document_type == "agenda"
    nothing = classify(document(text), PLAN, said="bezwaarschrift", model=model)
    assert nothing.reason.code == "only_dossier_known"
