"""Files of every format, damaged at random, each have an outcome; no process of ours falls over.

`python -m tests.faults.fuzzed_documents` (`make faults`) makes 6,000 of them from seeds of our own:
`--files N` for another number, `--seed N` to begin elsewhere. A file is read by the process that
reads documents in production; what was read goes on to verdict, relations and register entry. Scans
are recognised where tesseract is installed. What goes wrong is kept in build/fuzzed.
"""

import argparse
import asyncio
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from classification.classify import classify
from classification.file_plan.reading import read_file_plan
from dossiers.relations import find_relations
from extraction import recognising
from extraction.with_ocr import ReaderWithOcr
from extraction.worker import Reader
from filing.contents import contents_of_snapshot
from filing.workplace import why_of
from records.canonical import digest
from records.documents import NOBODY, DocumentSnapshot, Reading
from records.file_plan import FilePlan
from tests.faults.damaging import damaged, seeds
from tests.journeys.journey import PROVINCE, texts_of
from tests.records.made import ITEM

SECONDS: Final = 10.0  # for one document
_PATIENCE: Final = 120.0  # for it, what it waits for and a new process
_SOURCE: Final = "Post subsidies"
_KEPT: Final = Path("build/fuzzed")


@dataclass(slots=True)
class Found:
    """How many files of each format had which outcome, and what went wrong."""

    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    processes: set[int] = field(default_factory=set)
    slowest: tuple[float, str] = (0.0, "")

    @property
    def files(self) -> int:
        """How many files have an outcome."""
        return self.outcomes.total()

    def lines(self) -> Iterator[str]:
        """Yield the outcomes by format, and what went wrong."""
        formats = sorted({kind for kind, _ in self.outcomes})
        for kind in formats:
            own = Counter({o: n for (k, o), n in self.outcomes.items() if k == kind})
            told = ", ".join(f"{outcome} {number}" for outcome, number in own.most_common())
            yield f"{kind:5} {own.total():5}: {told}"
        yield from self.wrong


def main() -> int:
    """Damage and read as many files as were asked for; 0 where each has an outcome."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.fuzzed_documents")
    parser.add_argument("--files", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    numbers = range(asked.seed, asked.seed + asked.files)
    began = time.perf_counter()
    found = asyncio.run(fuzzed(numbers, _KEPT))
    for line in found.lines():
        print(line)
    print(
        f"fuzzed documents: {found.files} of {len(numbers)} have an outcome, "
        f"{len(found.wrong)} went wrong; {len(found.processes)} reading processes, slowest "
        f"{found.slowest[0]:.1f} s ({found.slowest[1]}), {time.perf_counter() - began:.0f} s"
    )
    return 0 if found.files == len(numbers) and not found.wrong else 1


async def fuzzed(numbers: range, kept: Path, workers: int = 2) -> Found:
    """Read the damaged files of these numbers; what goes wrong is put into the folder `kept`."""
    found, whole = Found(), seeds()
    plan = read_file_plan(texts_of(PROVINCE))
    plain = Reader(seconds=SECONDS, memory_mb=512, workers=workers)
    recognises = recognising.program() is not None
    reader = ReaderWithOcr(plain, workers=workers, seconds=SECONDS) if recognises else plain
    waiting = iter(numbers)

    async def read_on() -> None:
        for number in waiting:
            name, content = damaged(number, whole)
            began = time.perf_counter()
            try:
                async with asyncio.timeout(_PATIENCE):
                    reading = await reader.read(name, content)
                outcome = await asyncio.to_thread(outcome_of, name, reading, plan)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
                _keep(kept / f"{number}-{name}", content)
                found.wrong.append(f"file {number} ({name}): {error!r}")
                continue
            found.slowest = max(
                found.slowest, (time.perf_counter() - began, f"file {number}, {name}")
            )
            found.outcomes[name.rpartition(".")[2], outcome] += 1
            found.processes |= {each._process.pid for each in plain._idle}

    await asyncio.gather(*(read_on() for _ in range(workers)))
    await reader.close()
    return found


def _keep(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def outcome_of(name: str, reading: Reading, plan: FilePlan) -> str:
    """Return what becomes of a document: why it could not be read, else its verdict."""
    item = replace(ITEM, name=name, path="/Inkomende post")
    snapshot = DocumentSnapshot("id", _SOURCE, item, (), NOBODY, None, reading, "key")
    verdict = classify(snapshot, plan)
    contents_of_snapshot(snapshot)
    digest(why_of(snapshot, verdict, verdict.reason))
    for dossier_type in plan.dossier_types:
        for kind in {kind for rule in dossier_type.relations for kind in rule.document_types}:
            found = find_relations(
                reading,
                document_type=kind,
                dossier_type=dossier_type,
                dossier_number=None,
                plan=plan,
            )
            digest([one.quote for one in found])
    return reading.problem or verdict.outcome


if __name__ == "__main__":
    sys.exit(main())
