"""What a person is told to do about a document that waits."""

import re

import pytest

from classification import reasons as about_contents
from filing import obstacles
from filing import reasons as about_filing
from filing.errors import (
    BadName,
    Changed,
    Infected,
    NameTaken,
    NoRoom,
    NotFound,
    Refused,
    Rejected,
    TooLarge,
    TooLong,
)
from filing.next_steps import NextStep, next_step
from filing.staging import COPY_EDITED
from filing.undo_reasons import AUDIENCE_WIDER, relabelled
from filing.verifying import VERIFICATION_FAILED
from records.documents import RetentionLabel
from records.file_plan import Mode
from records.verdicts import Reason

HELD = RetentionLabel("Bewaren", blocks_delete=True, record="locked")
TERMINAL = (
    BadName,
    Infected,
    NameTaken,
    NoRoom,
    NotFound,
    Refused,
    Rejected,
    TooLarge,
    TooLong,
)
WAITING = (
    about_contents.only_dossier_known("SUB-2026-0001"),
    about_contents.beside("Molen SUB-2026-0001"),
    about_contents.put_there("SUB-2026-0001", None),
    about_contents.disagree(()),
    about_contents.unclear_number(("SUB 26",)),
    about_contents.recognised_number("SUB-2026-0001"),
    about_contents.several(("SUB-2026-0001", "SUB-2026-0002")),
    about_contents.not_assessable("broken", 2),
    about_filing.came_in_unknown("Post"),
    about_filing.target_not_ready("Archief", ["Categorie"]),
    about_filing.dossier_closed("SUB-2026-0001"),
    about_filing.no_such_dossier("SUB-2026-0001"),
    about_filing.protected(HELD),
    about_filing.labelled("Bezwaren 10 jaar"),
    about_filing.label_protects("Archiefstuk"),
    about_filing.path_too_long(412, 400),
    about_filing.too_large_to_copy(20 * 10**9, 15 * 10**9),
    about_contents.not_assessable("sensitivity_label", 1),
    *(obstacles.stopped_filing(kind("Graph said so")) for kind in TERMINAL),
    obstacles.copying_failed(Rejected("generalException")),
    VERIFICATION_FAILED,
    COPY_EDITED,
    about_filing.NOT_COMPARED,
    about_filing.OUTSIDE_ITS_DOSSIER,
    about_filing.AUDIENCE_WIDER,
    about_filing.POINTER_WIDER,
)


def step(state: str, code: str) -> NextStep:
    found = next_step(state, code)
    assert found is not None
    return found


@pytest.mark.parametrize("reason", WAITING, ids=lambda reason: str(reason.code))
def test_what_waits_often_has_a_step_that_says_more_than_to_look(reason: Reason) -> None:
    assert step("waiting", reason.code) != step("waiting", "a code that nobody knows")


@pytest.mark.parametrize("mode", [Mode.OBSERVE, Mode.PROPOSE])
def test_what_only_the_mode_holds_back_names_the_command_that_sets_it(mode: Mode) -> None:
    code = about_filing.not_acting(about_filing.ON_REQUEST, mode).code
    assert "`dossier source mode" in step("proposed", code).en


def test_what_was_read_in_part_is_looked_at_by_a_person_and_not_saved_again() -> None:
    found = step("waiting", about_contents.not_assessable("partly_read", 1).code)
    assert "look yourself at the pages" in found.en.lower()
    assert "review confirm" not in found.en  # of a kind that a rule tells nothing follows from it
    assert "again" not in found.en


def test_a_source_that_was_kept_asks_which_of_the_two_counts() -> None:
    assert "which of the two counts" in step("source_kept", "source_changed").en
    assert "which of the two counts" not in step("waiting", "source_changed").en


def test_nobody_is_asked_to_delete_one_of_two_where_only_the_copy_stands() -> None:
    reason = obstacles.source_gone(obstacles.stopped_filing(Refused("Graph said so")))
    assert "Graph said so" in reason.nl
    found = step("source_kept", reason.code)
    assert "delete nothing" in found.en.lower()
    assert "verwijder niets" in found.nl.lower()


@pytest.mark.parametrize(
    "code",
    [
        "as_filed_again",
        "cannot_look",
        "changed_by_people",
        "gone_at_old_place",
        "permission_refused",
    ],
)
def test_nobody_is_told_that_two_stand_by_what_does_not_tell_whether_they_do(code: str) -> None:
    found = step("source_kept", code).en.lower()
    assert "look whether" in found
    assert "if not: delete nothing" in found


def test_who_chooses_between_two_of_which_one_was_gone_is_asked_to_compare_their_versions() -> None:
    assert "compare the versions" in step("source_kept", "source_back").en


def test_where_the_copy_lacks_versions_the_original_can_be_chosen_by_an_undo() -> None:
    assert "`dossier undo`" in step("source_kept", "copy_not_whole").en


def test_a_copy_of_people_that_waits_asks_the_same_as_one_that_they_edited() -> None:
    assert step("waiting", "copy_of_people") == step("waiting", COPY_EDITED.code)


def test_where_people_worked_on_the_copy_they_choose_which_of_the_two_counts() -> None:
    reason = obstacles.copy_worked_on(obstacles.stopped_filing(Refused("Graph said so")))
    assert "Graph said so" in reason.nl
    assert "which of the two counts" in step("source_kept", reason.code).en


def test_an_undo_that_was_stopped_can_be_asked_for_again() -> None:
    stopped = obstacles.stopped_undo(Refused("Graph said so"))
    for reason in (stopped, VERIFICATION_FAILED, AUDIENCE_WIDER, relabelled("Bewaren")):
        assert "`dossier undo`" in step("filed", reason.code).en


def test_nobody_is_asked_to_delete_a_source_that_may_not_be_deleted() -> None:
    for code in (about_filing.protected(HELD).code, "source_not_released"):
        assert "leave both" in step("source_kept", code).en


@pytest.mark.parametrize("state", ["left", "undone", "gone", "filed"])
def test_nobody_is_asked_anything_about_what_is_left_alone_or_filed(state: str) -> None:
    assert next_step(state, "rule_fits") is None


def test_each_obstacle_that_only_graph_tells_has_a_code_and_sentences_of_its_own() -> None:
    told = [obstacles.stopped_filing(kind("Graph said so")) for kind in (Changed, *TERMINAL)]
    for wanted in (
        {reason.code for reason in told},
        {reason.nl for reason in told},
        {reason.en for reason in told},
    ):
        assert len(wanted) == len(told)


def test_a_copy_that_failed_for_want_of_room_says_so_as_well() -> None:
    assert obstacles.copying_failed(NoRoom("Graph said so")).code == "target_full"
    assert obstacles.copying_failed(Rejected("Graph said so")).code == "copy_failed"


def test_what_is_filed_and_cannot_be_looked_at_is_for_a_person() -> None:
    assert step("filed", "cannot_look") == step("waiting", "cannot_look")


def test_every_command_that_a_step_names_can_be_typed() -> None:
    from command_line.main import app  # the program itself, to be asked

    groups = {
        str(group.name): {one.name or "" for one in group.typer_instance.registered_commands}
        for group in app.registered_groups
        if group.typer_instance is not None
    }
    codes = [*(reason.code for reason in WAITING), "observing"]
    told = " ".join(step("waiting", code).en for code in codes)
    named = re.findall(r"`dossier (\w+) (\w+)", told)
    assert named
    assert all(name in groups[group] for group, name in named)
