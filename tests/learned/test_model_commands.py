"""`dossier models` and `dossier classify`, as a records manager uses them."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update
from typer.testing import CliRunner, Result

from classification.learned.model_file import to_bytes
from classification.learned.renewing import renewed
from classification.learned.training import train
from command_line.main import app
from store.learned_models import LearnedModels
from store.models import ModelRow
from tests.command_line.conftest import Case, case, filled
from tests.learned.letters import corpus_lines, letter, letters
from tests.store.conftest import stored

__all__ = ["case", "filled", "stored"]
LETTER = "Bezwaar tegen het besluit, kenmerk BZW-2026-0099. "


@pytest.fixture(scope="module", name="made")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("models") / "types.model"
    file.write_bytes(to_bytes(train(letters(15))))
    return file


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_model_is_compared_before_a_person_puts_it_in_force(
    case: Case, made: Path, tmp_path: Path
) -> None:
    held_back = tmp_path / "held-back.jsonl"
    held_back.write_text(corpus_lines(letters(5, first=50)), "utf-8")
    first = case.run("models", "add", str(made), "--held-back", str(held_back))
    assert first.exit_code == 0, first.output
    assert "right, of known kinds: 1.000 (in force: none in force)" in first.stdout
    [told] = [json.loads(one) for one in case.run("models", "list", "--json").stdout.splitlines()]
    assert told["in_force"] is False

    assert case.run("models", "put-in-force", told["version"][:12]).exit_code == 0
    again = case.run("models", "add", str(made), "--held-back", str(held_back))
    assert "right, of known kinds: 1.000 (in force: 1.000)" in again.stdout
    assert "in force" in case.run("models", "list").stdout
    refused = case.run("models", "delete", told["version"][:12])
    assert (refused.exit_code, "is in force" in refused.stderr) == (1, True)
    assert case.run("models", "withdraw").exit_code == 0
    assert case.run("models", "withdraw").exit_code == 1
    assert case.run("models", "delete", told["version"][:12]).exit_code == 0
    assert case.run("models", "list").stdout == "There are no models.\n"


def test_texts_that_were_learned_from_are_not_held_back(
    case: Case, made: Path, tmp_path: Path
) -> None:
    held_back = tmp_path / "held-back.jsonl"
    held_back.write_text(corpus_lines([*letters(1), *letters(2, first=50)]), "utf-8")
    added = case.run("models", "add", str(made), "--held-back", str(held_back))
    assert f"{len(letters(1))} texts have an id from which was learned" in added.stderr
    [told] = [json.loads(one) for one in case.run("models", "list", "--json").stdout.splitlines()]
    assert told["figures"]["n"] == len(letters(2))
    held_back.write_text(corpus_lines(letters(1)), "utf-8")
    for words in (
        ("models", "add", made, "--held-back", held_back),
        ("evaluate", held_back, "--model", made),
    ):
        done = case.run(*map(str, words))
        assert "an id from which was learned" in done.stderr
        assert done.exit_code == (2 if "add" in words else 0)


def test_a_model_in_force_that_cannot_be_read_any_more_can_be_replaced_and_withdrawn(
    case: Case, made: Path
) -> None:
    assert case.run("models", "add", str(made)).exit_code == 0
    [told] = [json.loads(one) for one in case.run("models", "list", "--json").stdout.splitlines()]
    assert case.run("models", "put-in-force", told["version"][:12]).exit_code == 0
    with case.stored.database.transaction() as connection:
        connection.execute(update(ModelRow).values(content=b"of an older version"))
    again = case.run("models", "add", str(made), "--language", "nl")
    assert (again.exit_code, "alleen de regels beslissen" in again.stderr) == (0, True)
    assert case.run("models", "withdraw").exit_code == 0


def test_a_model_that_is_kept_as_one_of_kinds_is_not_brought_in_as_one_of_dossiers(
    case: Case, made: Path
) -> None:
    assert case.run("models", "add", str(made)).exit_code == 0
    again = case.run("models", "add", str(made), "--dossiers")
    assert (again.exit_code, again.stdout) == (2, "")
    assert "is kept as a model of kinds" in again.stderr
    assert json.loads(case.run("models", "list", "--json").stdout)["tells"] == "kinds"


def test_of_a_model_none_of_whose_kinds_is_in_the_plan_that_is_said(case: Case, made: Path) -> None:
    done = case.run("models", "add", str(made))
    assert "None of its kinds is a document type of the file plan" in done.stderr
    named = {"agenda": "Subsidieaanvraag"}
    known = made.with_name("known.model")
    some = [replace(one, kind=named.get(str(one.kind), one.kind)) for one in letters(8)]
    known.write_bytes(to_bytes(train(some)))
    assert case.run("models", "add", str(known)).stderr == ""


def test_the_list_tells_what_a_model_that_was_made_here_is_worth(case: Case) -> None:
    before = train(letters(8))
    made = renewed(letters(15), before)
    models = LearnedModels(case.stored.database, case.stored.clock)
    models.keep_made(to_bytes(made.model), made.figures, "dossiers", asked=60, read=60)
    told = case.run("models", "list", "--language", "nl").stdout.splitlines()
    assert told[0].endswith("4 dossiers uit 48 teksten, gemaakt van wat mensen zeiden")
    assert told[1:] == [
        "    goed van 12 teksten waar het niet van leerde: 1,000 (toen van kracht: 1,000)"
    ]


def test_a_version_that_is_not_there_is_wrong_use(case: Case) -> None:
    done = case.run("models", "put-in-force", "4f1c")
    assert done.exit_code == 2
    assert "`dossier models list`" in done.stderr


def test_classify_shows_each_word_that_a_rule_saw_with_its_version(tmp_path: Path) -> None:
    folder = tmp_path / "stukken"
    folder.mkdir()
    text = "Onderwerp: aanvraag om subsidie SUB-2026-0147\n"
    (folder / "brief.txt").write_text(text, "utf-8")
    (folder / "kapot.pdf").write_bytes(b"%PDF-1.7 stuk")
    done = run("classify", folder, "--file-plan", "tests/plans/small")
    assert done.exit_code == 0, done.output
    assert "known  " in done.stdout
    assert "SUB-2026-0147" in done.stdout
    assert " version " in done.stdout
    assert "cannot be assessed" in done.stdout


def test_classify_shows_what_the_model_weighed(made: Path, tmp_path: Path) -> None:
    file = tmp_path / "stuk.txt"
    file.write_text(f"Kenmerk SUB-2026-0147. {letter('agenda', 99).text}", "utf-8")
    plan = ("--file-plan", "tests/plans/small")
    plain = json.loads(run("classify", file, *plan, "--json").stdout)
    assert {one["kind"] for one in plain["evidence"]} == {"number"}
    # The model knows no kind of this file plan: it is told what it thinks, and it decides nothing.
    with_model = json.loads(run("classify", file, *plan, "--model", made, "--json").stdout)
    thinks = with_model.pop("model")
    assert plain.pop("model") is None
    assert with_model == plain
    assert thinks["document_type"] == thinks["nearest"][0]["document_type"] == "agenda"
    assert thinks["confidence"] > 0.9
    assert {one["word"] for one in thinks["words_for"]} & {"agenda", "vergadering"}
    assert thinks["use"] == "not_in_plan"
    assert thinks["tipping"]["without"]
    told = run("classify", file, *plan, "--model", made, "--language", "nl").stdout
    assert "Het model denkt aan een agenda, zekerheid 9" in told
    assert "dit plan kent die soort niet, dus er volgt niets uit" in told
    assert "Het meest lijken: agenda-" in told
    assert "genoeg om" not in told


def test_where_the_verdict_rests_on_the_model_its_words_are_shown_as_evidence_with_its_version(
    tmp_path: Path,
) -> None:
    named = {"agenda": "Subsidieaanvraag"}
    model = train([replace(one, kind=named.get(str(one.kind), one.kind)) for one in letters(30)])
    (file := tmp_path / "types.model").write_bytes(to_bytes(model))
    text = tmp_path / "stuk.txt"
    text.write_text(f"Kenmerk SUB-2026-0147.\n\n{letter('agenda', 99).text.upper()}", "utf-8")
    done = run("classify", text, "--file-plan", "tests/plans/small", "--model", file)
    told = done.stdout.splitlines()
    assert "by the model it is a Subsidieaanvraag" in told[1]
    shown = [line for line in told if "word that the model weighs" in line]
    assert all(line.endswith(f" version {model.version[:12]}") for line in shown)
    assert all("; kind «Subsidieaanvraag»)" in line for line in shown)
    assert "«AGENDA»" in {line.split()[0] for line in shown}
    assert not [line for line in told if "For it speaks" in line]
    assert told[-1].endswith("» the confidence is enough to propose it, not to file it.")
    assert [line for line in told if "Most like it: agenda-" in line]


def test_classify_tells_of_a_known_document_what_other_rule_lacks_one_thing(tmp_path: Path) -> None:
    file = tmp_path / "brief.txt"
    file.write_text("Kenmerk: SUB-2026-0147\n\nWij besluiten subsidie te verlenen.\n", "utf-8")
    plan = ("--file-plan", "file_plan")
    told = json.loads(run("classify", file, *plan, "--json").stdout)
    others = [one["rule"] for one in told["nearly"]]
    assert told["outcome"] == "classified"
    assert others
    lines = run("classify", file, *plan).stdout
    assert f"Rule «{others[0]}» would fit" in lines


def test_classify_needs_files_and_a_source_that_the_plan_has(tmp_path: Path) -> None:
    plan = ("--file-plan", "tests/plans/province")
    empty = run("classify", tmp_path, *plan, "--source", "Ringweg Noord")
    assert (empty.exit_code, empty.stderr) == (2, "There are no files there.\n")
    missing = run("classify", tmp_path / "weg", *plan, "--source", "Ringweg Noord")
    assert missing.exit_code == 2
    unknown = run("classify", tmp_path, *plan, "--source", "Ringweg Zuid")
    assert unknown.exit_code == 2
    assert "«Ringweg Noord»" in unknown.stderr


def test_classify_tells_other_programs_what_is_known_and_null_for_what_is_not(
    tmp_path: Path,
) -> None:
    plan = ("--file-plan", "tests/plans/province")  # with several sources, and none is named
    letter = tmp_path / "brief.txt"
    letter.write_text("Kenmerk: SUB-2026-0147\n\nWij besluiten subsidie te verlenen.\n", "utf-8")
    roster = tmp_path / "rooster.txt"
    roster.write_text("Wie schenkt vrijdag koffie?\n", "utf-8")
    lines = run("classify", letter, roster, *plan, "--json").stdout.splitlines()
    known, unknown = (json.loads(line) for line in lines)
    assert (known["path"], known["outcome"]) == (str(letter), "classified")
    assert known["dossier"] == "SUB-2026-0147"
    assert known["document_type"]
    assert known["dossier_type"]
    assert known["category"] is None
    assert known["retention_label"]
    assert known["confidence"] is None
    assert {"kind", "rule", "version", "quote", "start", "end", "page", "weight"} <= set(
        known["evidence"][0]
    )
    assert (unknown["path"], unknown["outcome"]) == (str(roster), "unclassified")
    assert unknown["dossier"] is unknown["retention_label"] is unknown["document_type"] is None
    assert unknown["candidates"] == []
    # No source was named, so nothing is said of one.
    assert not re.search(r"\bsource|\bbron", " ".join(unknown["reason"].values()))
