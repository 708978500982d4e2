"""Stopping, resuming and pausing, as a person does them."""

import json

from tests.command_line.conftest import Case


def acts(case: Case, *kinds: str) -> list[str]:
    """Return what the register holds of such acts, the oldest first."""
    lines = case.run("register", "export").stdout.splitlines()
    entries = [json.loads(line)["entry"] for line in lines]
    return [entry["outcome"] for entry in entries if entry["kind"] in kinds]


def test_stopping_what_stands_still_and_resuming_what_runs_writes_nothing(case: Case) -> None:
    told = [case.run(act).stdout for act in ("resume", "stop", "stop", "resume", "resume")]
    assert [line.split(".")[0] for line in told] == [
        "Nothing was stopped",
        "Stopped",
        "It was stopped already",
        "Going on",
        "Nothing was stopped",
    ]
    assert acts(case, "stop", "resume") == ["stop", "resume"]


def test_going_on_before_graph_said_so_is_written_down_where_nothing_was_stopped(
    case: Case,
) -> None:
    assert case.run("resume", "--now").stdout == "Going on.\n"
    assert acts(case, "resume", "wait_lifted") == ["wait_lifted"]


def test_pausing_a_source_tells_how_it_listens_again(case: Case) -> None:
    name = str(case.stored.source)
    told = case.run("source", "pause", name).stdout
    [command] = [part for part in told.split("`") if part.startswith("dossier ")]
    assert command == f'dossier source pause --off "{name}"'
    assert case.run("source", "pause", "--off", name).stdout == f"{name}: listening\n"
    assert acts(case, "pause") == ["paused", "resumed"]
