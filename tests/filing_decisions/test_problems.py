"""What holds a document up, in both languages."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from filing.budget import Wait
from filing.errors import Locked
from filing.next_steps import next_step
from filing.problems import OURS, problem_of, problem_told
from graph_client.throttling import not_asked
from records.verdicts import Reason
from tests.conftest import ROOT

CORE = sorted([*(ROOT / "filing").glob("*.py"), *(ROOT / "store").glob("*.py")])


def test_our_own_problem_is_told_in_both_languages_with_its_names_quoted() -> None:
    told = problem_told("failed again and again")
    assert told == Reason("problem", "mislukte keer op keer", "failed again and again")
    told = problem_told("document 7f is the same and goes first")
    assert told.nl == "document «7f» is hetzelfde en gaat voor"
    assert told.en == "document «7f» is the same and goes first"


def test_a_budget_that_is_spent_is_told_in_both_languages() -> None:
    spent = not_asked(Wait(datetime(2026, 11, 23, 9, tzinfo=UTC), paused=False), datetime.now(UTC))
    told = problem_told(problem_of(spent))
    assert told.nl == "er is niets gevraagd: wat deze minuut mag is op, tot «09:00:00»"


def test_what_graph_answered_is_quoted_as_it_was_said() -> None:
    told = problem_told("500 no {answer}")
    assert told.nl == "Het lukt nog niet: «500 no {answer}»"
    assert told.en == "It does not succeed yet: «500 no {answer}»"


def test_a_lock_has_a_code_and_words_of_its_own() -> None:
    told = problem_told(problem_of(Locked("placing 01: 423, notAllowed/resourceLocked")))
    assert told.code == "locked"
    assert told.nl.startswith("iemand heeft het open, uitgecheckt of vergrendeld: «placing 01: 423")


def test_the_stop_switch_has_a_code_and_words_of_its_own() -> None:
    told = problem_told("the stop switch is on; turn it off with `dossier resume`")
    assert told.code == "stopped"
    step = next_step("carrying_out", told.code)
    assert step is not None
    assert "`dossier resume`" in step.nl


def our_texts() -> Iterator[str]:
    """Return each problem of our own in core and store, with `{}` for what is filled in.

    Those are the texts of `Busy(...)`, and what is given as `problem=`.
    """
    for file in CORE:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            for word in node.keywords:
                value = word.value.value if isinstance(word.value, ast.Constant) else None
                if word.arg == "problem" and isinstance(value, str):
                    yield value
            if getattr(node.func, "id", "") == "Busy":
                told = node.args[0]
                parts = told.values if isinstance(told, ast.JoinedStr) else [told]
                yield "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts
                )


@pytest.mark.parametrize("text", sorted(set(our_texts())))
def test_whatever_makes_a_document_wait_by_our_own_doing_has_words_in_dutch(text: str) -> None:
    assert text in OURS
