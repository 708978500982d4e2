"""Filings of every kind are undone at once; the tenant is as it was. `make faults` does 200."""

from pathlib import Path

import pytest

from tests.faults.undo_many import undo_many


@pytest.mark.journey
def test_five_filings_of_five_kinds_are_undone_at_once_and_all_is_as_it_was(tmp_path: Path) -> None:
    assert undo_many(tmp_path, 5) == []
