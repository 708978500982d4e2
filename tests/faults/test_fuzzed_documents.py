"""Damaged files of every format have an outcome. `make faults` damages 6,000."""

from pathlib import Path

from tests.faults.damaging import seeds
from tests.faults.fuzzed_documents import fuzzed


async def test_damaged_files_of_every_format_have_an_outcome(tmp_path: Path) -> None:
    found = await fuzzed(range(48), tmp_path)
    assert found.wrong == []
    assert found.files == 48
    assert {kind for kind, _ in found.outcomes} >= {name.rpartition(".")[2] for name in seeds()}
