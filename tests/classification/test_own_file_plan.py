import re
from pathlib import Path

from classification.file_plan.reading import check_file_plan

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "file_plan"
TEXTS = {
    path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
    for path in FOLDER.rglob("*.yaml")
}


def test_the_projects_own_file_plan_has_no_mistakes_and_every_rule_has_examples() -> None:
    checked = check_file_plan(TEXTS)  # raises for an example that does not hold
    rules = {(t.name, rule.name) for t in checked.plan.dossier_types for rule in t.rules}
    assert {(one.dossier_type, one.rule.name) for one in checked.examples} == rules
    assert len(checked.examples) >= 2 * len(rules)


def test_the_projects_own_file_plan_says_that_its_selection_list_is_an_example() -> None:
    plan = check_file_plan(TEXTS).plan
    assert plan.selection_list.status == "voorbeeldlijst, niet vastgesteld"


def test_a_rule_that_is_named_in_the_description_of_the_words_is_one_of_this_plan() -> None:
    described = (ROOT / "docs" / "rule_words.md").read_text(encoding="utf-8")
    named = re.findall(r"`gaat voor: (.+?) / (.+?)`", described)
    rules = {
        (t.name, rule.name) for t in check_file_plan(TEXTS).plan.dossier_types for rule in t.rules
    }
    assert named
    assert set(named) <= rules
