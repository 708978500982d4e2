"""`dossier check`, as records managers run it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from classification.file_plan.schema import schemas
from command_line.main import app
from tests.classification.written import DUTCH, FRAMEWORK, SOURCES, TYPE, changed


def plan_in(folder: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def check(*arguments: object, language: str = "en") -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments), "--language", language])


def test_a_plan_without_mistakes_is_summed_up_with_the_status_of_every_category(
    tmp_path: Path,
) -> None:
    result = check(plan_in(tmp_path, DUTCH))
    assert result.exit_code == 0
    assert "1 dossier type, 2 sources, 1 rule, 2 examples tried" in result.stdout
    assert "Subsidie (SUB-jjjj-nnnn, Archief / Subsidiedossiers): 1 rule, 2 ex" in result.stdout
    assert (
        "  afgehandeld: 1.10 destroy, 10 years after «closed» (niet vastgesteld)\n"
        "  te bewaren: 1.2 keep (niet vastgesteld)\n"
    ) in result.stdout


def test_mistakes_are_told_by_file_with_path_and_line_and_the_command_fails(
    tmp_path: Path,
) -> None:
    texts = changed(
        (TYPE, "stand: uitvoeren", "stand: soms"), (SOURCES, "kanaal: Algemeen", "kannaal: x")
    )
    result = check(plan_in(tmp_path, texts), language="nl")
    assert result.exit_code == 1
    assert result.stderr == ""  # so that `dossier check > fouten.txt` holds what was found
    lines = result.stdout.splitlines()
    assert lines[0] == f"{SOURCES}: 1"
    assert lines[1].startswith(f"  {tmp_path / SOURCES}:4: «kannaal» is hier geen sleutel")
    assert lines[2] == f"{TYPE}: 1"
    assert lines[3].startswith(f"  {tmp_path / TYPE}:4: «soms» is geen stand")
    assert lines[4:] == ["2 fouten; het plan is niet gebruikt."]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_file_that_is_not_utf8_is_one_mistake_among_the_others(
    tmp_path: Path, encoding: str
) -> None:
    plan_in(tmp_path, changed((TYPE, "stand: uitvoeren\n", "")))
    file = tmp_path / FRAMEWORK
    file.write_bytes(f"# categorieën\n{DUTCH[FRAMEWORK]}".encode(encoding))
    result = check(tmp_path, language="nl")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{TYPE}: 1",
        f"  {tmp_path / TYPE}:1: «stand» ontbreekt",
        f"{FRAMEWORK}: 1",
        f"  {file}:1: dit is geen UTF-8; sla het bestand op als UTF-8",
        "2 fouten; het plan is niet gebruikt.",
    ]


def test_a_byte_order_mark_is_no_part_of_a_file(tmp_path: Path) -> None:
    plan_in(tmp_path, DUTCH)
    (tmp_path / FRAMEWORK).write_text(DUTCH[FRAMEWORK], encoding="utf-8-sig")
    assert check(tmp_path).exit_code == 0


def test_json_is_one_object_with_every_mistake_in_both_languages(tmp_path: Path) -> None:
    result = check(plan_in(tmp_path, changed((TYPE, "stand: uitvoeren\n", ""))), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "ok": False,
        "mistakes": [
            {"file": TYPE, "line": 1, "nl": "«stand» ontbreekt", "en": "«stand» is missing"}
        ],
    }


def test_json_of_a_plan_without_mistakes_tells_what_the_summary_tells(tmp_path: Path) -> None:
    result = check(plan_in(tmp_path, DUTCH), "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert (told["ok"], told["mistakes"], told["remarks"]) == (True, [], [])
    [dossier_type] = told["dossier_types"]
    assert (dossier_type["rules"], dossier_type["examples"]) == (1, 2)
    assert dossier_type["categories"][0] == {
        "result": "afgehandeld",
        "category": "1.10",
        "appraisal": "destroy",
        "period": "10 jaar",
        "trigger": "afgehandeld",
        "status": "niet vastgesteld",
    }


def with_overlap(folder: Path) -> Path:
    rule = """\
  - regel: Brief
    als: {in de naam: brief}
    dan: {documentsoort: Brief, dossier: nummer in de tekst}
    voorbeelden: {wel: brief}
"""
    return plan_in(folder, changed((TYPE, "bewaren naar", f"{rule}bewaren naar")))


def test_rules_that_can_meet_are_told_with_a_document_that_both_fit(tmp_path: Path) -> None:
    result = check(with_overlap(tmp_path), language="nl")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-2:] == [
        (
            "1 keer kunnen twee regels voor verschillende soorten op één document passen zonder dat een "
            "van beide voorgaat; dan beslist een mens:"
        ),
        (
            "  «Aanvraag» (Subsidie) en «Brief» (Subsidie) bij bron «Subsidies Algemeen», bijvoorbeeld: "
            "«nee brief.pdf | aanvraag»"
        ),
    ]


def test_json_tells_rules_that_can_meet_and_those_of_which_no_document_is_found(
    tmp_path: Path,
) -> None:
    told = json.loads(check(with_overlap(tmp_path), "--json").stdout)
    [overlap] = told["overlaps"]
    assert [one["rule"] for one in overlap["rules"]] == ["Aanvraag", "Brief"]
    assert (overlap["source"], told["no_overlap_found"]) == ("Subsidies Algemeen", [])
    assert (overlap["document"]["name"], overlap["document"]["text"]) == (
        "nee brief.pdf",
        "aanvraag",
    )


@pytest.mark.parametrize(
    ("of", "overlaps"),
    [("Nota", 1), ("Subsidie / Nota", 1), ("Subsidie", 2)],
)
def test_of_rules_that_can_meet_those_of_one_type_or_rule_can_be_asked_for(
    tmp_path: Path, of: str, overlaps: int
) -> None:
    rules = """\
  - regel: Brief
    als: {in de naam: brief}
    dan: {documentsoort: Brief, dossier: nummer in de tekst}
    voorbeelden: {wel: brief}
  - regel: Nota
    als: {in de naam: nota}
    dan: {documentsoort: Brief, dossier: nummer in de tekst}
    voorbeelden: {wel: nota}
"""
    plan = plan_in(tmp_path, changed((TYPE, "bewaren naar", f"{rules}bewaren naar")))
    result = check(plan, "--of", of)
    assert result.stdout.count(" at source «") == overlaps, result.output
    told = json.loads(check(tmp_path, "--of", of, "--json").stdout)
    assert len(told["overlaps"]) == overlaps


def test_a_rule_that_can_meet_no_other_is_said_to_have_no_overlap(tmp_path: Path) -> None:
    result = check(plan_in(tmp_path, DUTCH), "--of", "Aanvraag")
    assert result.stdout.splitlines()[-1] == "No further overlap was found of «Aanvraag»."


def test_a_type_or_rule_that_the_plan_has_not_is_refused(tmp_path: Path) -> None:
    result = check(with_overlap(tmp_path), "--of", "Verzonnen", language="nl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "geen dossiertype of regel «Verzonnen»" in result.stderr
    assert "«Subsidie»" in result.stderr


def test_the_schemas_for_editors_are_written_where_asked(tmp_path: Path) -> None:
    result = check("--schema", tmp_path / "new")
    assert result.exit_code == 0
    written = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "new").iterdir()}
    assert written == schemas()


@pytest.mark.parametrize("command", ["check", "plan-in-force"])
def test_what_is_no_folder_is_told(command: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [command, str(tmp_path / "nowhere")])
    assert result.exit_code == 2
    assert "is not a folder with a file plan" in result.stderr


def test_a_plan_with_mistakes_is_not_put_in_force(tmp_path: Path) -> None:
    folder = plan_in(tmp_path, changed((TYPE, "stand: uitvoeren\n", "")))
    result = CliRunner().invoke(app, ["plan-in-force", str(folder)])
    assert result.exit_code == 1
    assert "«stand» is missing" in result.stderr
