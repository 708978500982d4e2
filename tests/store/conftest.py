from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.stored import Stored


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Stored]:
    """An empty store."""
    made = Stored(tmp_path / "dossier.sqlite")
    yield made
    made.database.close()


@pytest.fixture
async def listening(stored: Stored) -> Stored:
    """A store with the project's own file plan in force and one source found."""
    await stored.listen()
    return stored
