"""The examples in every command's --help: each can be typed as it stands, and does something."""

import asyncio
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from classification.learned.model_file import to_bytes
from classification.learned.training import train
from command_line.main import app
from records.documents import Location
from records.relations import FoundRelation
from tests.command_line.conftest import Case
from tests.conftest import ROOT
from tests.learned.letters import corpus_lines, corpus_of, letters
from tests.store.filing import Into, filed

PROVINCE = ROOT / "file_plan"
RUNS_ON = ("demo", "host", "simulator")  # each begins a process that goes on
RESULT = "geweigerd"
# What depends on what was filed: the dossier of the example lacks what its result requires, and
# no filing of the case was made in the month of the example.
TRAIN_HERE = "dossier train --confirmed --out build/types.model"
TRAIN_DOSSIERS = "dossier train --confirmed --dossiers --out build/dossiers.model"
ENDS: dict[tuple[str, ...] | str, tuple[int, str]] = {
    ("dossiers", "close"): (1, "--anyway"),
    ("dossiers", "erase"): (1, "still holds"),
    ("filings",): (2, "`dossier filings` lists them"),
    ("apply",): (1, "is paused"),  # by an example before it
    ("undo",): (1, "No filing that stands"),
    TRAIN_HERE: (2, "four texts in all"),
    TRAIN_DOSSIERS: (2, "four texts in all"),
    ("models", "put-in-force"): (2, "`dossier models list`"),
    ("models", "delete"): (2, "`dossier models list`"),
    ("models", "withdraw"): (1, "No model is in force"),
    ("review", "confirm"): (2, "`dossier documents`"),
}


def commands(
    of: typer.Typer, before: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every command's words and what its help says."""
    for group in of.registered_groups:
        assert group.typer_instance is not None
        yield from commands(group.typer_instance, (*before, str(group.name)))
    for one in of.registered_commands:
        assert one.callback is not None
        name = one.name or one.callback.__name__.replace("_", "-")
        yield (*before, name), one.callback.__doc__ or ""


EVERY = dict(commands(app))
EXAMPLES = [
    (words, example)
    for words, told in EVERY.items()
    for example in re.findall(r"Example: (dossier .+)", told)
]


def test_every_command_has_help_with_an_example_of_itself() -> None:
    for words in EVERY:
        assert CliRunner().invoke(app, [*words, "--help"]).exit_code == 0
        mine = [example for of, example in EXAMPLES if of == words]
        assert mine, words
        assert all(example.startswith(f"dossier {' '.join(words)}") for example in mine), words


@pytest.fixture
def province(case: Case, tmp_path: Path) -> Case:
    """A store in which the province's own plan is in force, and something is filed under it."""
    shutil.copytree(PROVINCE, tmp_path / "file_plan")
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "types.model").write_bytes(to_bytes(train(letters(15))))
    numbers = {"agenda": "SUB-2026-0147", "vergunning": "SUB-2026-0148"}
    of_dossiers = to_bytes(train(corpus_of(numbers, 8)))
    (tmp_path / "build" / "dossiers.model").write_bytes(of_dossiers)
    (tmp_path / "brieven").mkdir()
    (tmp_path / "brieven" / "brief.txt").write_text("Bezwaar tegen het besluit.", "utf-8")
    (tmp_path / "confirmed.jsonl").write_text(corpus_lines(letters(15)), "utf-8")
    (tmp_path / "held-back.jsonl").write_text(corpus_lines(letters(5, first=50)), "utf-8")
    assert case.run("plan-in-force", "file_plan").exit_code == 0
    asyncio.run(_fill(case))
    return case


async def _fill(case: Case) -> None:
    stored = case.stored
    await stored.sources.found_source(
        "Subsidies, kanaal Algemeen", Location("b!documenten", "01ALGEMEEN"), "/Algemeen"
    )
    basis = FoundRelation(
        "wettelijke grondslag", "framework", "Regeling monumenten", False, "op grond van", 0, 9, 2
    )
    for number in ("SUB-2026-0148",):
        await filed(stored, number, Into(number, "Subsidie", "Subsidiebeschikking", (basis,)))


def test_every_example_can_be_typed_as_it_stands(province: Case) -> None:
    for words, example in EXAMPLES:
        if words[0] in RUNS_ON:
            continue
        if words == ("dossiers", "reopen"):
            province.run("dossiers", "close", "SUB-2026-0147", "--result", RESULT, "--anyway")
        done = province.run(*shlex.split(example)[1:])
        expected, told = ENDS.get(example) or ENDS.get(words, (0, ""))
        assert done.exit_code == expected, (example, done.output)
        assert told in done.stderr, (example, done.output)


def test_the_result_in_the_example_is_one_of_the_plan(province: Case) -> None:
    [close] = [example for words, example in EXAMPLES if words == ("dossiers", "close")]
    done = province.run(*shlex.split(close)[1:], "--anyway")
    assert done.exit_code == 0, done.output
    assert f"«{RESULT}»" in done.stdout


def test_the_words_of_what_runs_on_are_options_of_it() -> None:
    for words, example in EXAMPLES:
        if words[0] in RUNS_ON:
            told = CliRunner().invoke(app, [*words, "--help"]).stdout
            options = [word for word in shlex.split(example) if word.startswith("--")]
            assert all(option in told for option in options), example
