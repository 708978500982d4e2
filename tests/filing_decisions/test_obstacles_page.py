"""docs/obstacles.md names what there is: each code and each quoted Dutch sentence."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

from classification.reasons import not_assessable
from filing.reasons import protected
from records.documents import RetentionLabel
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "obstacles.md").read_text(encoding="utf-8")
ROWS = [line.split("|")[1:-1] for line in PAGE.splitlines() if line.startswith("|")][2:]
SOURCES = [*(ROOT / "filing").glob("*.py"), *(ROOT / "classification").glob("*.py")]
TEXTS = {
    node.value
    for file in SOURCES
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}
FILING = ("obstacles", "steps", "opening", "placing", "staging", "verifying", "carry_out", "limits")
COMPUTED = {
    *(not_assessable(problem, 1).code for problem in ("encrypted", "sensitivity_label")),
    *(
        protected(RetentionLabel("Bewaren", blocks_delete=True, record=record)).code
        for record in ("locked", "unlocked", "regulatory", None)
    ),
}


def made_in(files: Iterable[Path]) -> set[str]:
    """Return the codes of the reasons and causes that are made there."""
    calls = (
        node
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("Reason", "Cause")
        and node.args
    )
    return {
        part.value
        for call in calls
        for part in ast.walk(call.args[0])
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def codes_on_the_page() -> set[str]:
    return {code for row in ROWS for code in re.findall(r"`(\w+)`", row[1])}


def test_each_code_on_the_page_is_one_of_ours() -> None:
    assert codes_on_the_page() - made_in(SOURCES) - COMPUTED == set()


def test_each_obstacle_that_a_filing_can_meet_is_on_the_page() -> None:
    made = made_in(ROOT / "filing" / f"{name}.py" for name in FILING)
    assert {"target_full", "label_refused", "verification_failed"} <= made
    assert made - codes_on_the_page() == set()


def test_each_dutch_sentence_on_the_page_is_said() -> None:
    said = [words for row in ROWS for words in re.findall(r"\*(.+?)\*", row[2])]
    assert len(said) > 25
    assert [words for words in said if not any(words in text for text in TEXTS)] == []
