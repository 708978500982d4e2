"""A bad document costs itself its reading, and nobody else."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from extraction.child import REQUEST
from extraction.formats import read
from extraction.worker import Reader
from filing.errors import Transient
from tests.extraction.made import docx, mail, pdf

_UNRULY = "tests.extraction.unruly_readers"


@asynccontextmanager
async def reader(function: str | None = None, **bounds: float) -> AsyncIterator[Reader]:
    named = {} if function is None else {"function": f"{_UNRULY}:{function}"}
    reading = Reader(**named, **bounds)  # type: ignore[arg-type]
    try:
        yield reading
    finally:
        await reading.close()


async def test_a_document_is_read_in_another_process() -> None:
    async with reader("tells_its_process") as reading:
        assert (await reading.read("a.txt", b"x")).text != str(os.getpid())


async def test_what_lies_in_a_mail_and_what_shows_its_state_comes_back_from_the_process() -> None:
    message = mail("Akkoord.\n\n> een\n> twee", Subject="x")
    message.add_attachment(b"bijlage", maintype="a", subtype="b", filename="a.txt")
    async with reader() as reading:
        assert await reading.read("a.eml", message.as_bytes()) == read("a.eml", message.as_bytes())


async def test_a_mail_whose_attachments_take_too_long_is_read_without_them() -> None:
    async with reader("attaches_a_loop", seconds=4) as reading:
        answer = await reading.read("bad.eml", b"x")
    assert answer.text == "eigen woorden\n\nBijlage: eindeloos\n\nBijlage: erna"
    assert [each.problem for each in answer.attachments] == ["too_slow", "too_slow"]


@pytest.mark.parametrize(
    "function",
    [
        "answers_outside_its_text",
        "answers_a_page_beyond_the_last",
        "answers_a_page_before_the_first",
    ],
)
async def test_an_answer_with_places_outside_its_text_is_not_believed(function: str) -> None:
    async with reader(function) as reading:
        assert (await reading.read("bad.txt", b"x")).problem == "broken"


async def test_documents_are_read_one_after_the_other_by_the_same_process() -> None:
    async with reader("tells_its_process") as reading:
        first = await reading.read("a.txt", b"x")
        assert await reading.read("b.txt", b"y") == first


async def test_several_workers_read_at_the_same_time_and_each_answer_is_of_its_own_document() -> (
    None
):
    async with reader(workers=3) as reading:
        texts = [f"brief {number}" for number in range(12)]
        readings = await asyncio.gather(
            *(reading.read(f"{text}.docx", docx(text)) for text in texts)
        )
        assert [each.text for each in readings] == texts


async def test_a_worker_that_hangs_is_too_slow_and_the_next_document_is_read() -> None:
    async with reader("loops", seconds=0.2) as reading:
        assert (await reading.read("bad.txt", b"x")).problem == "too_slow"
    async with reader("loops", seconds=1) as reading:
        assert (await reading.read("bad.txt", b"x")).problem == "too_slow"
        assert (await reading.read("good.txt", b"leesbaar")).text == "leesbaar"


def test_a_worker_whose_parent_cannot_kill_it_ends_by_itself() -> None:
    arguments = ["-m", "extraction.child", f"{_UNRULY}:loops", "256", "0.1"]
    with subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as worker:
        assert worker.stdin is not None
        worker.stdin.write(REQUEST.pack(7, 1) + b"bad.txt" + b"x")
        worker.stdin.flush()
        assert worker.wait() == -signal.SIGXCPU


async def test_a_worker_that_dies_makes_the_document_broken_and_the_next_is_read() -> None:
    async with reader("dies") as reading:
        assert (await reading.read("bad.txt", b"x")).problem == "broken"
        assert (await reading.read("good.txt", b"leesbaar")).text == "leesbaar"


async def test_a_worker_that_was_ended_from_outside_costs_no_document_its_reading() -> None:
    async with reader("tells_its_process") as reading:
        first = (await reading.read("a.txt", b"x")).text
        assert first is not None
        os.kill(int(first), signal.SIGKILL)
        second = await reading.read("b.txt", b"y")
        assert second.problem is None
        assert second.text != first


async def test_a_worker_that_runs_out_of_memory_is_replaced_and_the_next_document_is_read() -> None:
    async with reader("fills_memory", memory_mb=256) as reading:
        assert (await reading.read("bad.txt", b"x")).problem == "too_large"
        assert (await reading.read("good.txt", b"leesbaar")).text == "leesbaar"


async def test_what_earlier_documents_left_in_a_worker_costs_no_document_its_reading() -> None:
    async with reader("leaves_something", memory_mb=256) as reading:
        answers = [await reading.read(f"{each}.txt", b"leesbaar") for each in range(8)]
    assert [each.problem for each in answers] == [None] * 8


async def test_an_answer_that_is_no_reading_is_not_believed() -> None:
    async with reader("answers_nonsense") as reading:
        assert (await reading.read("bad.txt", b"x")).problem == "broken"
        assert (await reading.read("good.txt", b"leesbaar")).text == "leesbaar"


async def test_what_a_library_prints_is_not_taken_for_an_answer() -> None:
    async with reader("prints") as reading:
        assert (await reading.read("a.txt", b"leesbaar")).text == "leesbaar"


async def test_a_worker_does_not_know_our_settings_and_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("IDENTITY_HEADER", "secret")
    async with reader("tells_its_environment") as reading:
        known = (await reading.read("a.txt", b"x")).text or ""
    assert "IDENTITY_HEADER" not in known


async def test_a_worker_cannot_leave_pieces_of_a_document_in_a_file(tmp_path: Path) -> None:
    async with reader("writes_a_file") as reading:
        answer = await reading.read("a.txt", str(tmp_path / "piece").encode())
    assert answer.text == "refused"


async def test_content_beyond_the_bound_is_too_large_and_not_read() -> None:
    async with reader(max_bytes=10) as reading:
        assert (await reading.read("a.txt", b"eleven byte")).problem == "too_large"
        assert (await reading.read("a.txt", b"ten bytes.")).text == "ten bytes."


async def test_an_extension_we_do_not_read_is_unsupported_and_starts_no_worker() -> None:
    async with reader("no_such_function") as reading:
        for name in ("a.xlsb", "a.doc", "a", ".docx", "a.pdf.lnk"):
            assert (await reading.read(name, b"x")).problem == "unsupported"


async def test_a_worker_that_cannot_start_says_nothing_about_the_document() -> None:
    async with reader("no_such_function") as reading:
        with pytest.raises(Transient):
            await reading.read("a.txt", b"x")


async def test_a_name_that_is_no_text_does_no_harm() -> None:
    async with reader() as reading:
        assert (await reading.read("\ud800.txt", b"leesbaar")).text == "leesbaar"


async def test_reading_works_in_the_least_memory() -> None:
    async with reader(memory_mb=128) as reading:
        assert (await reading.read("a.pdf", pdf("leesbaar"))).text == "leesbaar"
        assert (await reading.read("a.docx", docx("leesbaar"))).text == "leesbaar"


def test_less_than_the_least_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="128"):
        Reader(memory_mb=64)


def test_one_reader_serves_more_than_one_event_loop() -> None:
    reading = Reader()
    first = asyncio.run(reading.read("a.txt", b"een"))
    second = asyncio.run(reading.read("b.txt", b"twee"))
    asyncio.run(reading.close())
    assert (first.text, second.text) == ("een", "twee")


@pytest.mark.parametrize(
    "stretch",
    [" " * 2_000_000, "\n" * 2_000_000, "\t \u00a0" * 700_000, "een lange regel " * 150_000],
)
@pytest.mark.parametrize("name", ["a.txt", "a.eml"])
async def test_long_stretches_of_anything_are_read_within_the_bounds(
    name: str, stretch: str
) -> None:
    async with reader() as reading:
        answer = await reading.read(name, f"Subject: x\n\nvoor{stretch}na".encode())
    assert answer.problem is None
    assert (answer.text or "").endswith("na")


async def test_a_header_of_a_mail_without_end_is_read_within_the_bounds() -> None:
    header = "Content-Type: text/plain; " + " x;" * 50_000
    async with reader(seconds=20) as reading:
        answer = await reading.read("a.eml", f"Subject: x\n{header}\n\nwoorden".encode())
    assert (answer.problem, answer.text) == (None, "Onderwerp: x\n\nwoorden")
