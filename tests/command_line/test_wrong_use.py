"""Commands used wrongly, as a newcomer starts them: one clear line and exit code 1 or 2."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from command_line.main import run
from store.confirmed import ConfirmedByPeople
from tests.command_line.conftest import Case
from tests.conftest import ROOT
from tests.store.filing import Into, begin, end
from tests.store.stored import PERSON


def dossier(folder: Path, *words: str, **settings: str) -> tuple[int, str]:
    """Run the command as a process of its own in that folder; return its code and what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "command_line", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_a_file_that_cannot_be_written_is_named(case: Case, tmp_path: Path) -> None:
    wanted = str(tmp_path / "nowhere" / "register.jsonl")
    code, told = dossier(tmp_path, "register", "export", "--out", wanted)
    assert (code, told) == (2, f"{wanted} cannot be used: No such file or directory\n")


def test_a_store_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("no database")
    store = f"sqlite:///{tmp_path / 'letter.txt'}"
    code, told = dossier(tmp_path, "filings", DOSSIER_DATABASE_URL=store)
    assert code == 1
    assert "DOSSIER_DATABASE_URL" in told


def test_a_language_that_is_not_spoken_is_refused(tmp_path: Path) -> None:
    code, told = dossier(tmp_path, "filings", DOSSIER_LANGUAGE="fr")
    assert code == 2
    assert "DOSSIER_LANGUAGE" in told


@pytest.mark.parametrize("command", ["host", "simulator"])
def test_a_port_that_cannot_be_is_refused(case: Case, command: str) -> None:
    assert case.run(command, "--port", "99999999").exit_code == 2


@pytest.mark.parametrize("language", ["en", "nl"])
def test_where_there_is_no_store_it_says_how_to_begin(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("DOSSIER_DATABASE_URL", f"sqlite:///{tmp_path / 'other.sqlite'}")
    done = case.run("documents", "--language", language)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "`dossier plan-in-force file_plan`" in done.stderr


def test_the_beginning_of_an_id_names_a_filing_if_it_is_long_enough(case: Case) -> None:
    filings = [json.loads(line) for line in case.run("filings", "--json").stdout.splitlines()]
    whole = filings[0]["filing_id"]
    by_beginning = case.run("undo", whole[:8], "--dry-run")
    assert by_beginning.output == case.run("undo", whole, "--dry-run").output
    assert "There is no filing" not in by_beginning.output
    for given, code, told in [
        (whole[:7], 2, "at least 8 characters"),
        ("", 2, "at least 8 characters"),
        (f"{whole[:8]}x", 2, "There is no filing"),
    ]:
        done = case.run("undo", given, "--dry-run")
        assert (done.exit_code, done.stdout) == (code, ""), given
        assert told in done.stderr


@pytest.mark.parametrize(
    ("language", "beforehand", "back"),
    [
        ("en", "the document gets a new technical id", "what does not return then:"),
        ("nl", "nieuw technisch nummer", "wat dan niet terugkomt:"),
    ],
)
def test_of_one_filing_it_tells_what_it_changed_and_what_does_not_return(
    case: Case, language: str, beforehand: str, back: str
) -> None:
    asyncio.run(_one_that_stands(case))
    one = json.loads(case.run("filings", "--json").stdout.splitlines()[0])
    assert [loss["code"] for loss in one["losses"]][:1] == ["item_id"]
    assert one["reversible"]["how"] == "with_losses"
    assert "version_authors_and_dates" in [loss["code"] for loss in one["reversible"]["losses"]]
    told = case.run("filings", one["filing_id"][:8], "--language", language).stdout
    assert beforehand in told
    assert back in told
    by_id = case.run("filings", one["filing_id"], "--json").stdout
    assert json.loads(by_id) == one
    assert case.run("filings", f"{one['filing_id'][:8]}x").exit_code == 2


async def _one_that_stands(case: Case) -> None:
    document_id = await case.stored.document("nota")
    await begin(case.stored, document_id, Into(), "F-nota-2026")
    await end(case.stored, document_id, filing_id="F-nota-2026")


def test_a_second_simulator_says_that_the_port_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, told = dossier(tmp_path, "simulator", "--port", str(port))
    assert code == 1
    assert told.startswith(f"Port {port} is taken")
    assert "graph_simulator" not in told


@pytest.mark.parametrize(
    ("language", "said", "one"),
    [
        ("en", "Microsoft Graph (GRAPH_BASE_URL) is not reached: ", "cannot be read now"),
        ("nl", "Microsoft Graph (GRAPH_BASE_URL) is niet te bereiken: ", "nu niet te lezen"),
    ],
)
def test_training_from_what_people_said_without_a_tenant_says_that_it_is_missing(
    case: Case,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
    said: str,
    one: str,
) -> None:
    [document, *_] = case.stored.overviews.documents()
    people = ConfirmedByPeople(case.stored.database, case.stored.clock)
    people.confirm(document["document_id"], None, PERSON)
    monkeypatch.setenv("GRAPH_BASE_URL", "http://127.0.0.1:1/v1.0")
    monkeypatch.setenv("IDENTITY_ENDPOINT", "http://127.0.0.1:1/msi/token")
    words = ["train", "--confirmed", "--out", "own.model", "--language", language]
    monkeypatch.setattr(sys, "argv", ["dossier", *words])
    with pytest.raises(SystemExit) as ended:
        run()
    lines = capsys.readouterr().err.splitlines()
    assert ended.value.code == 1
    assert lines[0] == f"1/1 {document['name']}: {one}"
    assert lines[1].startswith(said)
    assert "`dossier simulator`" in lines[1]
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("option", "they_have"),
    [("--rule", ""), ("--source", ""), ("--dossier", "«BZW-2026-0033», «SUB-2026-0147».")],
)
def test_a_name_that_no_filing_has_is_told_with_those_that_they_have(
    case: Case, option: str, they_have: str
) -> None:
    done = case.run("undo", option, "Geen naam", "--dry-run")
    assert done.exit_code == 2
    assert f"No filing has «Geen naam» as its {option}. They have: {they_have}" in done.stderr


def test_a_period_that_ends_before_it_begins_is_refused_as_used_wrongly(case: Case) -> None:
    done = case.run("undo", "--from", "2026-12-01", "--until", "2026-11-01", "--yes")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "The period ends before it begins." in done.stderr


@pytest.mark.parametrize("option", ["--rule", "--rule-version", "--plan", "--source", "--dossier"])
def test_an_option_with_an_empty_name_is_no_choice_also_beside_another_one(
    case: Case, option: str
) -> None:
    done = case.run("undo", option, "", "--from", "2026-01-01", "--yes")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Name one filing, or say which ones" in done.stderr
