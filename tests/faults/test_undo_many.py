"""Filings of every kind are undone at once; the tenant is as it was. `make faults` does 200."""

import subprocess
import sys
from typing import Any

from tests.conftest import ROOT
from tests.faults.compared import unexplained
from tests.faults.undo_many import Filed, differences

LETTER: dict[str, Any] = {
    "kind": "file",
    "id": "01A",
    "content": ["a digest"],
    "fields": {},
    "content_type": "Document",
    "label": None,
    "people": ["group:1"],
    "own permissions": False,
    "links": [],
    "made": ["a colleague", "monday"],
    "changed": ["a colleague", "monday"],
    "versions' authors and dates": [("a colleague", "monday")],
    "further versions": 1,
}
FOLDER = LETTER | {"kind": "folder", "id": "01F"}
FILED = Filed("letter", "Team:/brief.txt", "Archive:/SUB-2026-0147", ("item_id", "dossier_stays"))


def test_filings_of_one_day_and_of_nine_kinds_are_undone_at_once_and_all_else_is_as_it_was() -> (
    None
):
    command = [sys.executable, "-m", "tests.faults.undo_many", "--filings", "9"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "undo of 9 filings: 0 differences that nobody announced" in done.stdout


def test_what_differs_without_being_announced_is_told_and_so_is_a_loss_that_did_not_come() -> None:
    other = LETTER | {"id": "01B", "changed": ["the app", "tuesday"], "fields": {"Title": "x"}}
    found = list(unexplained(LETTER, other, ("item_id", "last_change", "extra_versions")))
    assert found == [
        "fields was {}, is {'Title': 'x'}, and nobody announced it",
        "the loss «extra_versions» was announced and did not come",
    ]
    assert [one[:15] for one in unexplained(LETTER, other, ())] == [
        "id was '01A', i",
        "fields was {}, ",
        "changed was ['a",
    ]


def test_a_loss_of_what_a_document_never_had_does_not_come() -> None:
    announced = ("links", "own_permissions")
    assert not list(unexplained(LETTER, LETTER, announced))
    had = LETTER | {"links": ["link:1"], "own permissions": True}
    assert len(list(unexplained(had, had, announced))) == 2


def test_what_was_not_to_be_undone_may_not_change_nor_go_nor_come() -> None:
    before = {"Team:/brief.txt": LETTER, "Team:/other.txt": LETTER, "Team:/map": FOLDER}
    undone = {**before, "Team:/brief.txt": LETTER | {"id": "01B"}}
    assert differences(before, undone, {}, [FILED]) == []
    another = {**undone, "Team:/other.txt": LETTER | {"label": "x"}, "Team:/new": FOLDER}
    found = differences(before, another, {"Archive:/later.txt": LETTER}, [FILED])
    assert [one.split(",")[0] for one in found] == [
        "Archive:/later.txt is gone",
        "Team:/new is new",
        "Team:/other.txt was not to be undone",
    ]


def test_a_dossier_that_was_opened_stays_only_where_that_was_announced_and_more_lies_in_it() -> (
    None
):
    before = {"Team:/brief.txt": LETTER}
    back = {"Team:/brief.txt": LETTER | {"id": "01B"}, FILED.dossier: FOLDER}
    assert differences(before, back, {}, [FILED]) == [f"{FILED.dossier} is new"]
    more = {f"{FILED.dossier}/later.txt": LETTER}
    assert differences(before, back | more, more, [FILED]) == []
    unsaid = Filed("letter", FILED.path, FILED.dossier, ("item_id",))
    assert differences(before, back | more, more, [unsaid]) == [f"{FILED.dossier} is new"]
