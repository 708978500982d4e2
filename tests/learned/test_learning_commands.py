import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from classification.learned.examples import Example
from classification.learned.model import judge
from classification.learned.model_file import from_bytes
from command_line.learning import is_cut_off
from command_line.main import app
from filing.errors import Refused, Unreachable
from tests.learned.letters import corpus_lines, letters

KEYS = [
    "n",
    "accuracy",
    "macro_f1",
    "macro_f1_enough",
    "kinds_enough",
    "top1",
    "top3",
    "top5",
    "coverage",
    "risk",
    "proposed",
    "unknown_n",
    "unknown_filed",
    "unknown_recognised",
    "risk_at_coverage",
    "per_class",
]


def _write(file: Path, examples: list[Example]) -> Path:
    file.write_text(corpus_lines(examples), "utf-8")
    return file


def _run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    return done.exit_code, done.stdout


@pytest.fixture(name="model")
def _model(tmp_path: Path) -> Path:
    corpus = _write(tmp_path / "corpus.jsonl", letters(15))
    assert _run("train", corpus, "--out", tmp_path / "types.model")[0] == 0
    return tmp_path / "types.model"


def _evaluated(model: Path, examples: list[Example]) -> dict[str, Any]:
    corpus = _write(model.parent / "held-back.jsonl", examples)
    code, out = _run("evaluate", corpus, "--model", model, "--json")
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def test_evaluate_prints_one_object_with_the_keys_of_the_contract(model: Path) -> None:
    strange = letters(5, kinds=("zeebrief",))
    unlabelled = [Example("u", "zeehond vuurtoren", None)]
    found = _evaluated(model, [*letters(5, first=50), *strange, *unlabelled])
    assert list(found) == KEYS
    assert (found["n"], found["unknown_n"], found["unknown_filed"]) == (26, 6, 0)
    assert found["accuracy"] == found["top1"] == 1
    figures = {"learned", "precision", "recall", "f1", "n", "filed", "wrong"}
    assert set(found["per_class"]["agenda"]) == figures
    assert found["per_class"]["agenda"]["learned"] == 15
    assert found["macro_f1_enough"] == 1
    judged = [judge(from_bytes(model.read_bytes()), one.text) for one in (*strange, *unlabelled)]
    assert found["unknown_recognised"] == sum(not one.may_propose for one in judged) / 6
    assert found["risk_at_coverage"]["0.80"] == 0


def test_a_corpus_of_unknown_kinds_alone_has_no_accuracy(model: Path) -> None:
    found = _evaluated(model, letters(5, kinds=("zeebrief",)))
    assert (found["accuracy"], found["risk"], found["unknown_n"]) == (None, None, 5)


def test_people_read_the_figures_in_lines(model: Path) -> None:
    corpus = _write(model.parent / "held-back.jsonl", letters(5, first=50))
    code, out = _run("evaluate", corpus, "--model", model)
    assert code == 0
    assert "right, of known kinds: 1.000" in out.splitlines()
    assert "   80%:  0.00%" in out.splitlines()
    _, dutch = _run("evaluate", corpus, "--model", model, "--language", "nl")
    assert "juist, van bekende soorten: 1,000" in dutch.splitlines()
    assert "   80%:  0,00%" in dutch.splitlines()
    assert not re.search(r"\d\.\d", dutch)


def test_a_corpus_without_text_says_which_fields_may_be_read(tmp_path: Path, model: Path) -> None:
    line = {"id": "1", "label": "agenda", "text": "", "title": "Agenda van de vergadering"}
    corpus = tmp_path / "titles.jsonl"
    corpus.write_text(json.dumps(line) + "\n", "utf-8")
    for command in (
        ("train", corpus, "--out", tmp_path / "m"),
        ("evaluate", corpus, "--model", model),
    ):
        done = CliRunner().invoke(app, [str(one) for one in command])
        assert done.exit_code == 2
        assert "--fields" in done.stderr


def test_training_leaves_out_what_it_is_told(tmp_path: Path) -> None:
    corpus = _write(tmp_path / "corpus.jsonl", letters(8))
    out = tmp_path / "m"
    code, told = _run(
        "train",
        corpus,
        "--out",
        out,
        "--leave-out",
        "agenda",
        "--without",
        "vergunning-0",
        "--json",
    )
    assert code == 0
    assert (json.loads(told)["kinds"], json.loads(told)["examples"]) == (3, 23)


def test_what_is_used_wrongly_ends_with_two(tmp_path: Path, model: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{\n")
    one_kind = _write(tmp_path / "one.jsonl", letters(8, kinds=("agenda",)))
    out = tmp_path / "never"
    assert _run("train", broken, "--out", out)[0] == 2
    assert _run("train", one_kind, "--out", out)[0] == 2
    assert _run("train", tmp_path / "absent", "--out", out)[0] == 2
    assert _run("evaluate", one_kind, "--model", broken)[0] == 2
    assert not out.exists()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "8 texts of 1 kind; a model takes at least two kinds, and four texts in all."),
        (
            "nl",
            (
                "8 teksten van 1 soort; een model vraagt ten minste twee soorten, en vier teksten in "
                "totaal."
            ),
        ),
    ],
)
def test_too_few_texts_are_told_with_how_many_there_are(
    tmp_path: Path, language: str, told: str
) -> None:
    corpus = _write(tmp_path / "one.jsonl", letters(8, kinds=("agenda",)))
    words = ("train", str(corpus), "--out", str(tmp_path / "never"), "--language", language)
    done = CliRunner().invoke(app, words)
    assert done.stderr.splitlines()[-1] == f"{corpus}: {told}"


def test_nobody_is_asked_for_more_once_it_is_clear_that_graph_cannot_be_reached() -> None:
    down, refused = Unreachable("no answer"), Refused("403")
    assert not is_cut_off([down, down], of=5)
    assert is_cut_off([down, down, down], of=5)
    assert not is_cut_off([down, refused, down], of=5)  # Graph answered, for one of them
    assert is_cut_off([refused, refused], of=2)


def test_a_model_is_told_with_a_size_that_says_something(tmp_path: Path) -> None:
    corpus = _write(tmp_path / "corpus.jsonl", letters(4))
    assert re.search(r", \d+ kB$", _run("train", corpus, "--out", tmp_path / "m")[1].strip())
