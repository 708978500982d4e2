"""`dossier register`: what is written out can be verified by anybody, with one file and Python."""

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.conftest import Case
from tests.command_line.test_languages import ENGLISH, words_in

Lines = list[dict[str, Any]]


def exported(case: Case, folder: Path) -> Path:
    case.run("register", "seal")
    done = case.run("register", "export", "--out", str(folder / "register.jsonl"))
    assert done.exit_code == 0, done.output
    return folder


def verified(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run what ships with the export as an outsider would: no package of ours on the path."""
    command = [sys.executable, "-I", "-S", "verify_register.py", "register.jsonl", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_an_export_ships_with_what_verifies_it(case: Case, tmp_path: Path) -> None:
    folder = exported(case, tmp_path)
    mode = stat.S_IMODE((folder / "register.jsonl").stat().st_mode)
    assert mode == stat.S_IRUSR | stat.S_IWUSR  # names of people stand in it
    ended, told = verified(folder, "register.anchors.jsonl")
    assert told.startswith("The register is whole.")
    assert ended == 0
    ended, told = verified(folder, "--language", "nl")
    assert told.startswith("Het register is heel.")
    assert "in zijn geheel herschreven is niet gezien" in told
    assert ended == 0


def edited(lines: Lines) -> None:
    lines[-2]["entry"]["actor"] = "person:somebody else"


def removed(lines: Lines) -> None:
    del lines[1]


def reordered(lines: Lines) -> None:
    first = next(n for n, line in enumerate(lines) if line["entry"]["seq"] == 2)
    lines[first - 1], lines[first] = lines[first], lines[first - 1]


def cut(lines: Lines) -> None:
    last = max(n for n, line in enumerate(lines) if line["entry"]["chain"] != "seals")
    del lines[last]


def said_otherwise(lines: Lines) -> None:
    line = next(one for one in lines if one["beside"]["evidence"])
    line["beside"]["evidence"] = {"reason": {"en": "because"}}


@pytest.mark.parametrize("touched", [edited, removed, reordered, cut, said_otherwise])
def test_what_was_touched_in_an_export_is_found(
    touched: Callable[[Lines], None], case: Case, tmp_path: Path
) -> None:
    register = exported(case, tmp_path) / "register.jsonl"
    lines = [json.loads(line) for line in register.read_text(encoding="utf-8").splitlines()]
    touched(lines)
    register.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    ended, told = verified(tmp_path, "register.anchors.jsonl")
    assert "The register is NOT whole" in told
    assert ended == 1


def test_a_register_without_its_seals_is_found_by_the_anchors_alone(
    case: Case, tmp_path: Path
) -> None:
    register = exported(case, tmp_path) / "register.jsonl"
    lines = register.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if json.loads(line)["entry"]["chain"] != "seals"]
    register.write_text("\n".join(kept), encoding="utf-8")
    assert verified(tmp_path)[0] == 0
    ended, told = verified(tmp_path, "register.anchors.jsonl")
    assert "the register's tail was cut" in told
    assert ended == 1


def test_anchors_that_cannot_be_read_are_said_and_nothing_is_judged(
    case: Case, tmp_path: Path
) -> None:
    folder = exported(case, tmp_path)
    (folder / "other.jsonl").write_text("[]\n", encoding="utf-8")
    command = [sys.executable, "verify_register.py", "register.jsonl", "other.jsonl"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "line 1 of the anchors is no anchor" in done.stderr
    assert done.stdout == ""


def told_in_dutch(folder: Path, *files: str) -> tuple[int, str]:
    """Run what ships with the export; return its code, and all that it said: no word of English."""
    command = [sys.executable, "-I", "-S", "verify_register.py", *files, "--language", "nl"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    assert not words_in(told) & {*ENGLISH, "line", "cannot", "lacks", "no", "expecting"}, told
    return done.returncode, told


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"entry": x}', "geen JSON, vanaf teken 11"),
        ("[]", "er staat geen `entry` in"),
        ('{"entry": {}}', "in `entry` ontbreekt `actor`, `at`, `chain`"),
        ('{"entry": 1.5}', "canonieke JSON heeft geen getal als 1.5"),
        ('{"entry": 1, "entry": 2}', "een sleutel staat twee keer in een object"),
        (r'{"entry": "\ud800"}', "er staat een half teken in"),
        (f'{{"entry": {"[" * 100_000}', "het is te diep genest"),
        (f'{{"entry": {"9" * 5_000}}}', "er staat een te lang getal in"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_in_dutch_to_who_asks_in_dutch(
    case: Case, tmp_path: Path, line: str, why: str
) -> None:
    folder = exported(case, tmp_path)
    with (folder / "register.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    number = len((folder / "register.jsonl").read_text(encoding="utf-8").splitlines())
    ended, told = told_in_dutch(folder, "register.jsonl", "register.anchors.jsonl")
    assert f"regel {number}: regel {number} van het register is niet te lezen: {why}" in told
    assert "Het register is NIET heel: 1 gebrek(en)" in told
    assert ended == 1


def test_a_file_that_cannot_be_used_is_told_in_dutch_to_who_asks_in_dutch(
    case: Case, tmp_path: Path
) -> None:
    folder = exported(case, tmp_path)
    (folder / "other.jsonl").write_text("[]\n", encoding="utf-8")
    (folder / "latin.jsonl").write_bytes("é".encode("latin-1"))
    for files, told in (
        (["register.jsonl", "other.jsonl"], "regel 1 van de ankers is geen anker"),
        (["register.jsonl", "nowhere.jsonl"], "nowhere.jsonl is niet te lezen: «No such file"),
        (["latin.jsonl"], "latin.jsonl is geen tekst in UTF-8"),
    ):
        assert told_in_dutch(folder, *files)[0] == 2
        assert f"verify_register: {told}" in told_in_dutch(folder, *files)[1]


def test_verifying_says_how_many_seals_are_anchored_and_of_how_much_the_content_was_erased(
    case: Case,
) -> None:
    told = case.run("register", "verify")
    assert told.exit_code == 0
    assert "never sealed" in told.stdout
    sealed = case.run("register", "seal")
    assert "1 seal(s)" in sealed.stdout
    told = case.run("register", "verify", "--language", "nl")
    assert told.exit_code == 0
    assert "van 0 is gewist wat erbij lag. Van 1 zegel(s) zijn er 1 verankerd" in told.stdout


@pytest.mark.parametrize("left", [None, ""], ids=["missing", "empty"])
def test_seals_without_an_anchor_are_said_and_the_register_is_not_whole(
    left: str | None, case: Case, tmp_path: Path
) -> None:
    folder = exported(case, tmp_path)
    (folder / "register.anchors.jsonl").write_text("", encoding="utf-8")
    anchor = tmp_path / "anchors.jsonl"
    anchor.unlink()
    if left is not None:
        anchor.write_text(left, encoding="utf-8")
    told = case.run("register", "verify")
    assert told.exit_code == 1
    assert "the register has no anchor" in told.stderr
    ended, told_by_it = verified(folder, "register.anchors.jsonl")
    assert ended == 1
    assert "the register has no anchor" in told_by_it
    assert "Of 1 seal(s), 0 anchored." in told_by_it


def test_an_anchor_that_holds_something_else_is_said(case: Case, tmp_path: Path) -> None:
    (tmp_path / "anchors.jsonl").write_text("[]\n", encoding="utf-8")
    for words in (["verify"], ["seal"], ["export", "--out", str(tmp_path / "out.jsonl")]):
        told = case.run("register", *words)
        assert told.exit_code == 1
        assert "line 1 of the anchor is no seal" in told.stderr


def test_it_is_told_how_much_came_after_the_last_seal_and_could_be_cut_unseen(
    case: Case, tmp_path: Path
) -> None:
    told = case.run("register", "export", "--out", str(tmp_path / "register.jsonl"))
    assert "any tail may have been cut unseen" in verified(tmp_path, "register.anchors.jsonl")[1]
    exported(case, tmp_path)
    assert "after seal 1" in verified(tmp_path)[1]
    assert "0 entries, may have been cut" in verified(tmp_path, "register.anchors.jsonl")[1]
    assert "0 entries came after the last" in case.run("register", "verify").stdout

    assert case.run("stop").exit_code == 0
    told = case.run("register", "export", "--out", str(tmp_path / "register.jsonl"))
    assert told.exit_code == 0
    assert "1 entries, may have been cut" in verified(tmp_path, "register.anchors.jsonl")[1]
    assert "1 regel(s), kan" in verified(tmp_path, "--language", "nl")[1]
    assert "1 entries came after the last" in case.run("register", "verify").stdout
    register = tmp_path / "register.jsonl"
    lines = register.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if json.loads(line)["entry"]["kind"] != "stop"]
    register.write_text("\n".join(kept), encoding="utf-8")
    assert "0 entries, may have been cut" in verified(tmp_path, "register.anchors.jsonl")[1]
