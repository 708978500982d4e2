"""Text PDFs from a folder to their verdicts: documents an hour, and where the time goes.

    .venv/bin/python -m benchmarks.from_folder [--documents 1000]

Texts of the reference corpus are set as PDFs, half of them with a font that is embedded, as word
processors do. Each is read from the folder, by the processes that read in production, and
classified under our own file plan, as post that comes in. Written to build/bench/from_folder.json;
ends with 1 below the target.
"""

import argparse
import asyncio
import json
import logging
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from fpdf import FPDF
from PIL import ImageFont

from classification.classify import classify, dossier_types_at
from classification.file_plan.reading import read_file_plan
from extraction.worker import Reader
from records.documents import NOBODY, DocumentSnapshot, Reading
from records.file_plan import FilePlan
from tests.records.made import ITEM

TARGET = 20_000  # documents an hour on two cores
PAPERLESS = 1_030  # what paperless-ngx did here with text PDFs
AT_ONCE = 8  # as host.json hands them out

REFERENCE = Path(os.environ.get("DOSSIER_REFERENCE", "../shared/reference"))
OUT = Path("build/bench")


def texts(number: int) -> list[str]:
    """Return that many texts of the corpus, by a fixed chance."""
    with (REFERENCE / "corpus" / "doctypes.jsonl").open(encoding="utf-8") as lines:
        known = [json.loads(line)["text"] for line in lines]
    return random.Random(1).choices(known, k=number)


def font_in(folder: Path) -> Path:
    """Put a font into that folder, the one that Pillow brings, and return where."""
    font = ImageFont.load_default(10)
    assert isinstance(font, ImageFont.FreeTypeFont)
    file = folder / "font.ttf"
    file.write_bytes(font.font_bytes)
    return file


def set_as_pdf(text: str, font: Path | None) -> bytes:
    """Return `text` as a PDF, in that font, which it then carries, or in one that readers have."""
    made = FPDF()
    if font:
        made.add_font("Embedded", fname=font)
        made.set_font("Embedded", size=10)
    else:
        made.set_font("Helvetica", size=10)
        text = text.encode("latin-1", "replace").decode("latin-1")
    made.add_page()
    made.multi_cell(0, 5, text)
    return bytes(made.output())


def snapshot(source: str, file: Path, reading: Reading) -> DocumentSnapshot:
    """Return a file that was read as the document that classifying asks for."""
    item = replace(ITEM, name=file.name, path="/")
    return DocumentSnapshot(file.name, source, item, (), NOBODY, None, reading)


async def verdicts(files: Sequence[Path], plan: FilePlan, workers: int) -> dict[str, Any]:
    """Return how long all of them took, and how that time was spent."""
    reader, waiting = Reader(workers=workers), iter(files)
    channels = [one.name for one in plan.sources if not one.is_governed]
    source = max(channels, key=lambda name: len(dossier_types_at(plan, name)))
    outcomes, classifying = Counter[str](), 0.0

    def outcome(file: Path, reading: Reading) -> tuple[str, float]:
        began = time.thread_time()
        found = classify(snapshot(source, file, reading), plan).outcome
        return reading.problem or found, time.thread_time() - began

    async def take() -> None:
        nonlocal classifying
        for file in waiting:
            content = await asyncio.to_thread(file.read_bytes)
            reading = await reader.read(file.name, content)
            told, spent = await asyncio.to_thread(outcome, file, reading)
            outcomes[told] += 1
            classifying += spent

    await asyncio.gather(*(reader.read("eerste.txt", b"eerste") for _ in range(workers)))
    began, own = time.perf_counter(), time.process_time()
    await asyncio.gather(*(take() for _ in range(AT_ONCE)))
    seconds, host = time.perf_counter() - began, time.process_time() - own
    await reader.close()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": seconds,
        "outcomes": dict(outcomes),
        "processor": {
            "reading": children.ru_utime + children.ru_stime,
            "classifying": classifying,
            "handing over": host - classifying,
        },
    }


def main() -> int:
    """Measure once; 0 where the target is met."""
    logging.disable(logging.WARNING)  # the font lacks some letters
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--documents", type=int, default=1000)
    asked.add_argument("--workers", type=int, default=2)
    given = asked.parse_args()
    plan = read_file_plan(
        {
            file.relative_to("file_plan").as_posix(): file.read_bytes()
            for file in Path("file_plan").rglob("*.yaml")
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        files, font = [], font_in(Path(folder))
        for number, text in enumerate(texts(given.documents)):
            files.append(Path(folder) / f"brief-{number}.pdf")
            files[-1].write_bytes(set_as_pdf(text, font if number % 2 else None))
        found = asyncio.run(verdicts(files, plan, given.workers))
    told = {
        "documents": given.documents,
        "documents_an_hour": round(given.documents / found["seconds"] * 3600),
        "target": TARGET,
        "paperless_ngx": PAPERLESS,
        "workers": given.workers,
        "milliseconds_a_document": {
            name: round(spent / given.documents * 1000, 2)
            for name, spent in found["processor"].items()
        },
        "outcomes": found["outcomes"],
    }
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "from_folder.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1))
    return 0 if told["documents_an_hour"] >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
