"""docs/obstacles.md names what there is: each code and each quoted Dutch sentence."""

import ast
import re

from classification.reasons import not_assessable
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
MADE = {not_assessable(problem, 1).code for problem in ("encrypted", "sensitivity_label")}


def test_each_code_on_the_page_is_one_of_ours() -> None:
    codes = {code for row in ROWS for code in re.findall(r"`(\w+)`", row[1])}
    assert len(codes) > 30
    assert codes <= TEXTS | MADE


def test_each_dutch_sentence_on_the_page_is_said() -> None:
    said = [words for row in ROWS for words in re.findall(r"\*(.+?)\*", row[2])]
    assert len(said) > 25
    assert [words for words in said if not any(words in text for text in TEXTS)] == []
