from pathlib import Path

from classification.conditions import Subject
from classification.file_plan import read_file_plan
from classification.rules import Fit, apply_rule
from classification.yaml_lines import read_yaml

FOLDER = Path(__file__).parents[2] / "file_plan"
TEXTS = {
    path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
    for path in FOLDER.rglob("*.yaml")
}


def test_the_projects_own_file_plan_has_no_mistakes_and_its_examples_hold() -> None:
    plan = read_file_plan(TEXTS)  # raises for an example that does not hold
    tried = 0
    for dossier_type in plan.dossier_types:
        written = next(
            read_yaml(text).value
            for text in TEXTS.values()
            if f"dossiertype: {dossier_type.name}\n" in text
        )
        assert isinstance(written, dict)
        for rule, shape in zip(dossier_type.rules, written["regels"], strict=True):
            assert isinstance(shape, dict)
            examples = shape["voorbeelden"]
            assert isinstance(examples, dict)
            for key, expected in (("wel", Fit.FITS), ("niet", Fit.FITS_NOT)):
                for example in examples.get(key, []):
                    assert isinstance(example, str)
                    assert apply_rule(rule, Subject(example, "", example)).fit is expected
                    tried += 1
    assert tried >= 2 * sum(len(dossier_type.rules) for dossier_type in plan.dossier_types)


def test_the_projects_own_file_plan_tells_numbers_of_different_types_apart() -> None:
    plan = read_file_plan(TEXTS)
    shapes = [dossier_type.number_shape for dossier_type in plan.dossier_types]
    assert len(set(shapes)) == len(shapes) > 0
