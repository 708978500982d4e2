"""One language in a run: English, or Dutch where it is asked for."""

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from command_line.speaking import agreed, let_every_command_choose
from tests.command_line.conftest import Case
from tests.conftest import ROOT

SPOKEN = [*(ROOT / "command_line").glob("*.py"), *(ROOT / "demo").glob("*.py")]
# Functions that take a text in English and in Dutch, and those that print what they are given.
IN_BOTH = {"agreed", "said", "say", "word", "chapter", "panel", "progress"}
PRINTS = {"echo", "fail"}
NAMES = re.compile(
    "Bezwaar tegen een besluit|bezwaar tegen|Beslissing op bezwaar|niet vastgesteld"
    r"|Subsidieregeling monumenten en erfgoed|Erfgoed dat gebruikt wordt|Subsidies, kanaal \w+"
)
ENGLISH = {"the", "and", "this", "that", "which", "were", "from", "with", "not", "by", "its", "are"}
DUTCH = {"de", "het", "een", "en", "dit", "dat", "die", "niet", "voor", "van", "er", "wordt", "op"}


def calls(file: Path, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in names:
                yield node


def own_text(node: ast.AST) -> str:
    """Return the text that stands in the code itself, without what is filled in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return " ".join(own_text(part) for part in node.values if isinstance(part, ast.Constant))
    if isinstance(node, ast.BinOp):
        return f"{own_text(node.left)} {own_text(node.right)}"
    return ""


def words_in(text: str) -> set[str]:
    """Return its words; what is quoted, a path, and an id or number are none."""
    quoted = re.sub(r"«[^»]*»|`[^`]*`|\S*[/.]\S+|\w*\d\w*", " ", text)
    return set(re.findall(r"[a-zé]+", quoted.lower()))


@pytest.mark.parametrize("file", SPOKEN, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_each_text_is_given_in_english_and_in_dutch(file: Path) -> None:
    for call in calls(file, IN_BOTH):
        texts = [own_text(argument) for argument in call.args[:2]]
        if len(texts) == 2 and all(texts):
            english, dutch = map(words_in, texts)
            assert not english & DUTCH, ast.unparse(call)
            assert not dutch & ENGLISH, ast.unparse(call)


@pytest.mark.parametrize(
    "file", [*(ROOT / "command_line").glob("*.py")], ids=lambda file: str(file.name)
)
def test_nothing_is_printed_that_was_said_in_one_language_only(file: Path) -> None:
    assert "typer.confirm(" not in file.read_text(encoding="utf-8")  # it asks in English: `agreed`
    for call in calls(file, PRINTS):
        for argument in call.args:
            assert not re.search(r"[A-Za-z]{3}", own_text(argument)), ast.unparse(call)


@pytest.mark.parametrize(
    ("words", "variable", "dutch"),
    [
        ("--language nl register verify", "", True),
        ("register verify --language nl", "", True),
        ("register verify", "nl", True),
        ("--language en register verify", "nl", False),
        ("register verify --language en", "nl", False),
        ("--language nl register verify --language en", "", False),
        ("register verify", "", False),
    ],
)
def test_the_language_may_stand_before_the_command_or_after_it(
    case: Case, monkeypatch: pytest.MonkeyPatch, words: str, variable: str, *, dutch: bool
) -> None:
    if variable:
        monkeypatch.setenv("DOSSIER_LANGUAGE", variable)
    assert ("Het register is heel" in case.run(*words.split()).stdout) is dutch


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_command_mixes_languages(case: Case, tmp_path: Path, language: str) -> None:
    """What documents and the plan themselves say is left out: names, and quotations."""
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    for line in [
        "dossiers list",
        "dossiers show BZW-2026-0033",
        "dossiers show BZW-1999-0001",
        "dossiers close BZW-2026-0033 --result afgehandeld",
        "dossiers close BZW-2026-0033 --result verzonnen",
        "dossiers close BZW-2026-0033 --result afgehandeld --anyway",
        "dossiers reopen BZW-2026-0033",
        "documents",
        "documents --outcome left",
        "documents --outcome verzonnen",
        "documents --source verzonnen",
        "review list",
        "filings",
        "filings verzonnen",
        "filings F-bezwaar",
        "plan verzonnen",
        "plan 'Subsidies, kanaal Algemeen' --out run.json",
        "apply run.json",
        "apply other.json",
        "source pause 'Subsidies, kanaal Algemeen'",
        "apply run.json",
        "undo --rule-version 1234567",
        "undo --plan 12345678",
        "undo verzonnen",
        "source list",
        "source mode verzonnen act",
        "source mode act --all",
        "source pause verzonnen",
        "relations list --all",
        "relations reject 99",
        "trace verzonnen",
        "trace 2.10",
        "register verify",
        "register seal",
        "stop",
        "resume",
        "check verzonnen",
    ]:
        assert told_in_one_language(case, line, language)


def told_in_one_language(case: Case, line: str, language: str) -> str:
    """Run that command, and return what it said: something, and no word of the other language."""
    done = case.run(*shlex.split(line), "--language", language)
    other = ENGLISH if language == "nl" else DUTCH
    assert not words_in(NAMES.sub(" ", done.output)) & other, (line, done.output)
    return done.output


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE register SET kind = 'another'",
        "UPDATE register SET entry = replace(entry, 'person:', 'persoon:')",
        'UPDATE register SET entry = replace(entry, \'"prev":"0\', \'"prev":"1\')',
        "DELETE FROM register WHERE chain = 'house' AND seq = 1",
        "DELETE FROM register WHERE chain = 'seals' AND seq = 1",
        "DELETE FROM register WHERE chain = 'house'",
        "UPDATE beside SET content = NULL",
        "UPDATE beside SET content = '{}'",
    ],
)
def test_what_is_wrong_with_the_register_is_told_in_one_language(
    case: Case, damage: str, language: str
) -> None:
    assert case.run("register", "seal").exit_code == 0
    with case.stored.raw() as connection:
        connection.exec_driver_sql(damage)
    told = told_in_one_language(case, "register verify", language)
    assert said_in(language, "The register is not whole", "Het register is niet heel") in told


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    ("lines", "english", "dutch"),
    [
        ("", "register has no anchor", "register heeft geen anker"),
        ("[]\n", "line 1 of the anchor is no seal", "regel 1 van het anker is geen zegel"),
        (
            '{"seq": 1, "hash": "0"}\n',
            "seal 1 is anchored but not in the register as it was",
            "zegel 1 is verankerd maar staat niet in het register zoals het was",
        ),
        ('{"seq": 9, "hash": "0"}\n', "seal 1 has no anchor", "zegel 1 heeft geen anker"),
        (None, "cannot be used: «", "is niet te gebruiken: «"),
    ],
)
def test_what_is_wrong_with_the_anchor_is_told_in_one_language(
    case: Case, tmp_path: Path, lines: str | None, english: str, dutch: str, language: str
) -> None:
    for command in ("seal", "stop", "seal"):
        assert case.run(*(["register"] if command == "seal" else []), command).exit_code == 0
    anchor = tmp_path / "anchors.jsonl"
    anchor.unlink()
    if lines is None:
        anchor.mkdir()
    else:
        anchor.write_text(lines, encoding="utf-8")
    told = told_in_one_language(case, "register verify", language)
    assert said_in(language, english, dutch) in told


def said_in(language: str, english: str, dutch: str) -> str:
    return dutch if language == "nl" else english


asking = typer.Typer()


@asking.command()
def ask() -> None:
    typer.echo(agreed("Undo 2 filings?", "2 opnames terugzetten?"))


let_every_command_choose(asking)


@pytest.mark.parametrize(
    ("language", "question"),
    [("en", "Undo 2 filings? [y/N]:"), ("nl", "2 opnames terugzetten? [j/N]:")],
)
@pytest.mark.parametrize(
    ("given", "agrees", "times"),
    [
        ("y\n", True, 1),
        ("JA\n", True, 1),
        ("\n", False, 1),
        ("nee\n", False, 1),
        ("", False, 1),
        ("misschien\nj\n", True, 2),
    ],
)
def test_a_question_is_asked_in_the_language_of_the_run_and_ends_without_a_word_of_another(
    language: str, question: str, given: str, times: int, *, agrees: bool
) -> None:
    done = CliRunner().invoke(asking, ["ask", "--language", language], input=given)
    assert (done.exit_code, done.stdout.split()[-1]) == (0, str(agrees))
    assert done.stderr.strip() == question * times  # and no "Aborted"
