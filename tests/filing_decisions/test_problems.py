"""What holds a document up, in both languages."""

import ast
from collections.abc import Iterator

import pytest

from filing.problems import OURS, problem_told
from tests.conftest import ROOT

CORE = sorted([*(ROOT / "filing").glob("*.py"), *(ROOT / "store").glob("*.py")])


def test_our_own_problem_is_told_in_both_languages_with_its_names_quoted() -> None:
    assert problem_told("failed again and again") == (
        "mislukte keer op keer",
        "failed again and again",
    )
    dutch, english = problem_told("document 7f is the same and goes first")
    assert dutch == "document «7f» is hetzelfde en gaat voor"
    assert english == "document «7f» is the same and goes first"


def test_what_graph_answered_is_quoted_as_it_was_said() -> None:
    dutch, english = problem_told("423 locked by {someone}")
    assert dutch == "Het lukt nog niet: «423 locked by {someone}»"
    assert english == "It does not succeed yet: «423 locked by {someone}»"


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
