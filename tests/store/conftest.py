from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgresql import postgresql
from tests.store.stored import Stored

__all__ = ["postgresql"]


@pytest.fixture(params=["sqlite", "postgresql"])
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stored]:
    """An empty store: each test runs on both databases."""
    on_a_server = request.param == "postgresql"
    url = request.getfixturevalue("postgresql").new_store() if on_a_server else ""
    made = Stored(tmp_path / "dossier.sqlite", url)
    yield made
    made.close()


@pytest.fixture
async def listening(stored: Stored) -> Stored:
    """A store with the project's own file plan in force and one source found."""
    await stored.listen()
    return stored
