"""The JSON schemas for editors say what the reader says."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from classification.file_plan.schema import schemas
from classification.file_plan.yaml_lines import read_yaml
from tests.classification.written import DUTCH, ENGLISH, FRAMEWORK, KINDS, SOURCES, TYPE, changed

FOLDER = Path(__file__).parents[2] / "docs" / "file_plan_schema"


def mistakes(file: str, value: Any) -> list[str]:
    name = "dossiertype" if file == TYPE else file.removesuffix(".yaml")
    schema = json.loads(schemas()[f"{name}.json"])
    Draft202012Validator.check_schema(schema)
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


def test_the_committed_schemas_are_those_of_the_reader() -> None:
    committed = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.json")}
    assert committed == schemas(), "run: dossier check --schema docs/file_plan_schema"


@pytest.mark.parametrize("plan", [DUTCH, ENGLISH])
@pytest.mark.parametrize("file", DUTCH)
def test_a_valid_file_is_accepted_in_both_languages(plan: dict[str, str], file: str) -> None:
    assert mistakes(file, read_yaml(plan[file]).value) == []


@pytest.mark.parametrize("file", DUTCH)
def test_a_valid_file_is_accepted_by_an_editor_that_knows_types(file: str) -> None:
    # 2.10 is a number there, and 8:11 another.
    assert mistakes(file, yaml.safe_load(DUTCH[file])) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (FRAMEWORK, "sites:", "kleur: rood\nsites:"),
        (FRAMEWORK, "label lopend dossier: Lopend dossier\n", ""),
        (SOURCES, "kanaal:", "kannaal:"),
        (SOURCES, "stand: voorstellen", "stand: soms"),
        (SOURCES, "stand: voorstellen", "stand: voorstellen\n    mode: propose"),
        (SOURCES, "opnemen: meteen", "wat geen regel kent: ja"),
        (KINDS, "engels: Letter", "french: Lettre"),
        (TYPE, "SUB-jjjj-nnnn", "jjjj-nnnn"),
        (TYPE, "na 7 dagen rust", "ooit"),
        (TYPE, "in de map", "in de mapp"),
        (TYPE, "in de naam: nee", "in de naam: nee\n      in the name: no"),
        (TYPE, "nummer in de tekst", "[nummer]"),
        (TYPE, "{Zaaktype: nee}", "{Zaak type: nee}"),
        (TYPE, "wel: [Aanvraag 8:11.pdf]", "wel: []"),
        (TYPE, "wel: [Aanvraag 8:11.pdf]", "wel: [{titel: x}]"),
    ],
)
def test_what_the_reader_refuses_is_refused(file: str, old: str, new: str) -> None:
    assert mistakes(file, read_yaml(changed((file, old, new))[file]).value)


def test_every_key_tells_in_dutch_what_it_is_for() -> None:
    for text in schemas().values():
        schema = json.loads(text)
        parts = [schema, *schema["$defs"].values()]
        for part in parts:
            if "allOf" not in part or part is schema["$defs"].get("conditions"):
                continue
            assert all(value.get("description") for value in part["properties"].values())
