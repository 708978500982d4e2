"""Commands used wrongly, as a newcomer starts them: one clear line and exit code 1 or 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line.conftest import Case
from tests.conftest import ROOT


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
