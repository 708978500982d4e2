"""What the timers and the poison queues do with what nobody else took up."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest

from functions.composition import install, the_whole
from functions.messages import ChangesMessage, DocumentMessage, changes_texts, document_texts
from records.changes import ChangedItem
from records.documents import Location
from tests.functions.doorstep import Doorstep, Installed, settings_with
from tests.store.stored import CLAIM_SECONDS, DRIVE, FOLDER, PERSON, own_plan, plan_texts


async def arrived(installed: Installed) -> str:
    """Let a document arrive in a source that was just found."""
    plan = own_plan()
    listening = installed.whole.listening
    installed.whole.house.put_plan_in_force(plan, plan_texts(), PERSON)
    await installed.whole.sources.found_source(
        plan.sources[0].name, Location(DRIVE, FOLDER), "/Algemeen"
    )
    await listening.begin_reading(DRIVE)
    new = ChangedItem("01A", FOLDER, "brief.docx", False, False, False)
    [document_id], _ = await listening.take_in(DRIVE, None, [new], "one")
    await listening.end_reading(DRIVE, complete=True)
    return document_id


async def problem(installed: Installed) -> str | None:
    """What the list of sources tells people."""
    [source] = await installed.whole.sources.all()
    return source.problem


async def test_the_sweep_nudges_for_what_is_due_and_for_nothing_else(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("sweep")
    document_id = await arrived(installed)
    await doorstep.host.run_function("sweep")
    assert doorstep.sent("documents") == [{"v": 1, "document_id": document_id}]
    assert doorstep.sent("changes") == []

    assert await installed.whole.documents.claim(document_id)
    await doorstep.host.run_function("sweep")
    assert len(doorstep.sent("documents")) == 1


async def test_the_sweep_nudges_again_for_a_document_whose_worker_died(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("sweep")
    document_id = await arrived(installed)
    assert await installed.whole.documents.claim(document_id)
    installed.clock.move(seconds=CLAIM_SECONDS)
    await doorstep.host.run_function("sweep")
    assert doorstep.sent("documents") == [{"v": 1, "document_id": document_id}]


async def test_the_sweep_rings_again_for_a_drive_whose_reader_died(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("sweep")
    await arrived(installed)
    await installed.whole.listening.begin_reading(DRIVE)
    await doorstep.host.run_function("sweep")
    assert doorstep.sent("changes") == []
    installed.clock.move(seconds=CLAIM_SECONDS)
    await doorstep.host.run_function("sweep")
    assert doorstep.sent("changes") == [{"v": 1, "drive": DRIVE}]


async def test_the_safety_delta_rings_for_every_drive_that_is_listened_to(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("safety_delta")
    await doorstep.host.run_function("safety_delta")
    assert doorstep.sent("changes") == []
    await arrived(installed)
    await doorstep.host.run_function("safety_delta")
    assert doorstep.sent("changes") == [{"v": 1, "drive": DRIVE}]


async def test_the_seal_is_anchored_outside_the_database(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("seal")
    await arrived(installed)
    await doorstep.host.run_function("seal")
    anchored = installed.whole.anchor.anchored()
    assert list(anchored) == [1]
    assert installed.whole.register.verify(anchored) == []
    line = (installed.folder / "anchors.jsonl").read_text(encoding="utf-8")
    assert json.loads(line)["at"] == "2026-11-23T09:00:00.000000Z"


async def test_an_anchor_that_was_lost_is_written_anew_and_that_is_told_loudly(
    doorstep: Doorstep, installed: Installed, caplog: pytest.LogCaptureFixture
) -> None:
    await doorstep.open("seal")
    await arrived(installed)
    await doorstep.host.run_function("seal")
    installed.clock.move(hours=1)
    installed.whole.house.set_stop(is_on=True, actor=PERSON)
    await doorstep.host.run_function("seal")
    assert "anchor lost" not in caplog.text
    (installed.folder / "anchors.jsonl").unlink()
    await doorstep.host.run_function("seal")
    assert "1 older seal(s) had no anchor" in caplog.text
    assert list(installed.whole.anchor.anchored()) == [1, 2]


async def test_a_document_that_failed_again_and_again_waits_for_a_person(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("documents_given_up")
    document_id = await arrived(installed)
    message = document_texts([document_id])[0]
    await doorstep.host.run_function("documents_given_up", message)
    assert installed.rows("SELECT state, due_at FROM documents") == [("waiting", None)]
    assert installed.whole.house.counts() == {"poison_documents": 1}
    reason = await installed.whole.documents.last_reason(document_id)
    assert reason is not None
    assert "again and again" in reason.en


async def test_a_document_that_failed_just_now_is_given_up_without_waiting(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("documents_given_up")
    document_id = await arrived(installed)
    assert await installed.whole.documents.claim(document_id)
    later = installed.clock.now + timedelta(seconds=30)
    await installed.whole.documents.let_go(document_id, due_at=later, problem="for the fifth time")
    await doorstep.host.run_function("documents_given_up", document_texts([document_id])[0])
    assert installed.rows("SELECT state, due_at FROM documents") == [("waiting", None)]


async def test_a_drive_that_was_not_read_for_hours_is_deaf(
    doorstep: Doorstep, installed: Installed, caplog: pytest.LogCaptureFixture
) -> None:
    await doorstep.open("safety_delta")
    await arrived(installed)
    installed.clock.move(hours=8)
    await doorstep.host.run_function("safety_delta")
    assert await problem(installed) is None
    installed.clock.move(hours=2)
    await doorstep.host.run_function("safety_delta")
    assert await problem(installed) == "deaf since 2026-11-23 09:00:00+00:00"
    assert f"drive {DRIVE}" in caplog.text


async def test_a_drive_that_was_never_read_since_it_was_found_is_deaf(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("safety_delta")
    plan = own_plan()
    installed.whole.house.put_plan_in_force(plan, plan_texts(), PERSON)
    folder = Location(DRIVE, FOLDER)
    await installed.whole.sources.found_source(plan.sources[0].name, folder, "/Algemeen")
    await doorstep.host.run_function("safety_delta")
    assert await problem(installed) is None
    installed.clock.move(hours=10)
    await doorstep.host.run_function("safety_delta")
    assert await problem(installed) == "deaf since 2026-11-23 09:00:00+00:00"


async def test_the_first_call_composes_the_whole_beside_the_loop_and_only_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'dossier.sqlite'}"
    for name, value in settings_with(url, tmp_path / "anchors.jsonl").items():
        monkeypatch.setenv(name, value)
    install(None)
    composing = [asyncio.create_task(the_whole()) for _ in range(4)]
    turns = 0
    while not all(task.done() for task in composing):
        await asyncio.sleep(0)
        turns += 1
    wholes = [task.result() for task in composing]
    install(None)
    assert turns > 1
    assert all(whole is wholes[0] for whole in wholes)
    await wholes[0].close()


async def test_a_drive_that_cannot_be_read_is_a_problem_until_it_is_read(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("changes_given_up")
    await arrived(installed)
    await doorstep.host.run_function("changes_given_up", changes_texts([DRIVE])[0])
    [drive] = await installed.whole.sources.drives()
    assert drive.problem == "could not be read, again and again"
    assert installed.whole.house.counts() == {"poison_changes": 1}
    await installed.whole.listening.begin_reading(DRIVE)
    await installed.whole.listening.end_reading(DRIVE, complete=True)
    [drive] = await installed.whole.sources.drives()
    assert drive.problem is None


async def test_a_refused_notification_is_counted_by_whoever_reads_a_drive(
    doorstep: Doorstep, installed: Installed
) -> None:
    """The sweep runs in one process; the doorbell is in all of them."""
    await doorstep.open("notifications", "changes")
    await doorstep.post(b"garbage")
    await doorstep.host.run_function("changes", changes_texts(["b!nobody listens"])[0])
    assert installed.whole.house.counts() == {"refused_notifications": 1}


async def test_a_count_that_cannot_be_written_now_is_written_the_next_time(
    doorstep: Doorstep, installed: Installed
) -> None:
    await doorstep.open("notifications", "sweep")
    await doorstep.post(b"garbage")
    with installed.whole.database.transaction() as connection:
        connection.exec_driver_sql("ALTER TABLE counters RENAME TO away")
    await doorstep.host.run_function("sweep")
    with installed.whole.database.transaction() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO counters")
    await doorstep.host.run_function("sweep")
    assert installed.whole.house.counts() == {"refused_notifications": 1}


@pytest.mark.parametrize("message", [ChangesMessage, DocumentMessage])
@pytest.mark.parametrize(
    "text", ["", "{}", "null", '{"v":2,"drive":"x"}', '{"drive":"x","more":1}']
)
def test_a_message_of_another_kind_is_refused(
    message: type[ChangesMessage | DocumentMessage], text: str
) -> None:
    with pytest.raises(ValueError, match="validation error"):
        message.model_validate_json(text)
