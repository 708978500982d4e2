"""The demo as a newcomer starts it; its counts are the independent checker's."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from tests.conftest import ROOT

ENGLISH = re.compile(r"\b(the|and|this|that|which|were|from|with|not|by|its|are)\b", re.IGNORECASE)


def demo(*arguments: str) -> tuple[int, list[dict[str, Any]]]:
    code, lines, _ = demo_told(*arguments)
    return code, lines


def demo_told(*arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    """Return the exit code, the lines for machines, and the story that was told beside them."""
    done = subprocess.run(
        [sys.executable, "-m", "command_line", "demo", "--once", "--json", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )
    assert done.stdout, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, lines, done.stderr


@pytest.mark.journey
def test_every_document_of_the_demo_is_accounted_for_and_the_story_is_in_one_language() -> None:
    code, lines, story = demo_told("--language", "nl")
    assert "NAGEBOOTST" in story
    assert not ENGLISH.findall(story)
    totals = lines[-1]
    assert code == 0
    assert totals["documents"] >= 40
    assert totals["filed"] >= 20
    assert totals["waiting"] + totals["proposed"] >= 5
    assert totals["left"] >= 5
    assert totals["unaccounted"] == 0
    assert totals["broken_promises"] == []
    parts = ("filed", "proposed", "waiting", "left")
    assert totals["documents"] == sum(totals[part] for part in parts)
    outcomes = {line["name"]: line["code"] for line in lines[:-1]}
    assert outcomes["Voortgangsrapportage Q3.docx"] == "not_assessable_broken"
    assert outcomes["Vaststellingsverzoek Leerwerkplekken.docx"] == "audience_wider"
    assert outcomes["Programma afdelingsuitje.pdf"] == "no_rule_fits"
    assert outcomes["Statenvoorstel akkerranden DEF.docx"] == "still_worked_on"
    assert outcomes["gesprek 12 november.docx"] == "not_listened_to"
    assert outcomes["uitgaand 20 nov.pdf"] == "undone"
    assert outcomes["bijlage subsidiebesluit molen.pdf"] == "already_kept"
    assert "En wat is teruggezet" in story


@pytest.mark.journey
def test_altered_bytes_in_the_target_are_a_task_for_a_person_and_a_row_removed_is_noticed() -> None:
    code, lines = demo("--fault", "target_bytes", "--fault", "register_row")
    assert code == 1
    [failed] = [line for line in lines[:-1] if line["code"] == "verification_failed"]
    assert failed["outcome"] == "waiting"
    assert "/ Documenten: /" in failed["where"]
    # All but the one whose row was removed.
    assert lines[-1]["unaccounted"] == 1


@pytest.mark.journey
def test_documents_that_no_rule_was_written_for_are_accounted_for_and_none_is_filed_wrongly() -> (
    None
):
    code, lines = demo("--unseen", "first")
    assert code == 0
    assert (lines[-1]["documents"], lines[-1]["unaccounted"]) == (10, 0)
    assert lines[-1]["filed"] == 0
    outcomes = {line["name"]: line["outcome"] for line in lines[:-1]}
    assert outcomes["M 26-41 bosjes.pdf"] == outcomes["brief bankrekening.docx"] == "waiting"


@pytest.mark.journey
def test_every_document_of_the_second_unseen_round_is_accounted_for() -> None:
    code, lines = demo("--unseen", "second")
    assert code == 0
    assert (lines[-1]["documents"], lines[-1]["unaccounted"]) == (10, 0)
