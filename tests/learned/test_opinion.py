"""What `dossier classify` tells of the model: what came of it, and by which words of the text."""

import re
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from classification.classify import classify
from classification.learned.model import Model, judge
from classification.learned.training import train
from classification.suggested import Use
from command_line.alternatives import alternatives_lines, alternatives_object, alternatives_of
from records.file_plan import Condition, DocumentType, FilePlan
from records.verdicts import Verdict
from tests.learned.letters import letter, letters
from tests.records.made import document, dossier_type, plan, rule

NEVER = (Condition("text", ("xyzzy",)),)
GRANTS = dossier_type(
    rule("Beschikking", when=NEVER, document_type="subsidiebeschikking"),
    rule("Agenda", when=NEVER, document_type="agenda"),
    rule("Lijst", when=(Condition("text", ("presentielijst",)),), document_type="lijst"),
)
OBJECTIONS = dossier_type(
    rule("Bezwaar", when=NEVER, document_type="bezwaarschrift"),
    name="Bezwaar",
    number_shape="BZW-jjjj-nnnn",
)
PLAN = plan(GRANTS, OBJECTIONS)
NUMBERED = "Dossier SUB-2026-0147. "
GRANT = letter("subsidiebeschikking", 99).text
STRANGE = letter("vuurtoren", 5).text
SOME_WORDS = " ".join(GRANT.split()[:20])
VAGUE = " ".join([*GRANT.split()[:10], *STRANGE.split()[:50]])


@pytest.fixture(scope="module", name="model")
def _model() -> Model:
    return train(letters(30))


class Told(NamedTuple):
    """The verdict, and what is told of the model: to other programs, and as lines for people."""

    verdict: Verdict
    model: dict[str, Any]
    lines: str


def told(model: Model, text: str, file_plan: FilePlan = PLAN) -> Told:
    snapshot = document(text)
    verdict = classify(snapshot, file_plan, model=model)
    found = alternatives_of(snapshot, file_plan, model, verdict)
    lines = "\n".join(alternatives_lines(found, verdict))
    return Told(verdict, alternatives_object(found)["model"], lines)


OTHER = f"{GRANT} {GRANT} Zie SUB-2026-0150."


@pytest.mark.parametrize(
    ("text", "use", "line"),
    [
        (NUMBERED + GRANT, "files", "99%: enough to file it."),
        (NUMBERED + VAGUE, "asks_unsure", "enough to propose it, not to file it."),
        (
            NUMBERED + letter("bezwaarschrift", 99).text,
            "asks_type_lacks_kind",
            "98%: a person decides, for a dossier of this type holds no such documents.",
        ),
        (NUMBERED + OTHER, "asks_dossier_uncertain", "for its dossier is not certain."),
        (GRANT, "asks_dossier_unknown", "a person decides, for its dossier is not known."),
        (
            NUMBERED + letter("vergunning", 99).text,
            "not_in_plan",
            "98%: this plan has no such type, so nothing comes of it.",
        ),
        (f"{NUMBERED}presentielijst {GRANT}", "rules_decide", "98%: it has no say here, only"),
        (NUMBERED + "zeehond", "too_unsure", "too little to put it before a person."),
        (VAGUE, "too_unsure", "too little to put it before a person."),
    ],
)
def test_what_the_model_thinks_is_told_with_what_came_of_it(
    model: Model, text: str, use: Use, line: str
) -> None:
    verdict, thinks, lines = told(model, text)
    assert thinks["use"] == use
    assert line in lines
    # It is told as used where it is used, and only there.
    without = classify(document(text), PLAN)
    assert (use == "files") is (verdict.document_type != without.document_type)
    assert (use == "files" or use.startswith("asks")) is (verdict != without)


def test_a_kind_that_no_dossier_type_holds_comes_to_nothing(model: Model) -> None:
    kinds = (*PLAN.document_types, DocumentType("vergunning", "permit", ""))
    found = told(model, letter("vergunning", 99).text, replace(PLAN, document_types=kinds))
    assert found.model["use"] == "in_no_dossier_type"
    assert found.model["may_file"]
    assert "no dossier type of this plan holds such documents" in found.lines


def test_leaving_words_out_that_stops_a_proposal_is_told(model: Model) -> None:
    found = told(model, NUMBERED + VAGUE)
    assert (found.model["may_file"], found.model["may_propose"]) == (False, True)
    tipping = found.model["tipping"]
    assert tipping["document_type"] == found.model["document_type"] == "subsidiebeschikking"
    assert (tipping["may_file"], tipping["may_propose"]) == (False, False)
    words = ", ".join(f"«{word}»" for word in tipping["without"])
    line = f"Without {words} the confidence is too little to put it before a person."
    assert found.lines.endswith(line)
    left = (word for word in VAGUE.split() if word not in tipping["without"])
    assert not judge(model, NUMBERED + " ".join(left)).may_propose


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (NUMBERED + GRANT, "the confidence is enough to propose it, not to file it."),
        (GRANT, "the confidence is too little to put it before a person."),
        (NUMBERED + SOME_WORDS, "it would think of a agenda."),
        (f"{NUMBERED}presentielijst {GRANT}", "it would think of a agenda."),
        ("漢字", "Leaving out some words would change nothing."),
    ],
)
def test_what_leaving_words_out_changes_is_told(model: Model, text: str, line: str) -> None:
    assert told(model, text).lines.splitlines()[-1].endswith(line)


def test_where_the_thresholds_have_no_say_they_tip_nothing(model: Model) -> None:
    found = told(model, NUMBERED + letter("vergunning", 99).text)
    assert found.model["tipping"]["document_type"] == "vergunning"
    assert "Without" not in found.lines


def test_words_stand_as_in_the_text_and_a_number_is_called_so() -> None:
    counted = [
        replace(one, text=f"{one.text} 12 februari 2026 44 stuks A4" * 2)
        if one.kind == "agenda"
        else one
        for one in letters(15)
    ]
    model = train(counted)
    found = told(model, "AGENDA van 17 FEBRUARI 2025, 31 STUKS op A3, wethouder 1", plan())
    words = [one["word"] for one in found.model["words_for"]]
    assert {"AGENDA", "FEBRUARI", "STUKS", "A3", None} <= set(words)
    assert "a number" in found.lines
    assert "«FEBRUARI»" in found.lines
    assert not re.search("«0»|«a0»|«agenda»", found.lines)


def test_a_personal_number_among_the_words_is_hidden() -> None:
    counted = [
        replace(one, text=f"{one.text} NL02ABNA0123456789") if one.kind == "agenda" else one
        for one in letters(15)
    ]
    found = told(train(counted), "agenda NL91ABNA0417164300", plan())
    assert "NL••••••••••••••••" in {one["word"] for one in found.model["words_for"]}
    assert "0417164300" not in found.lines
    assert "«NL••••••••••••••••»" in found.lines
