from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Any

import azure.functions as func
import pytest

from functions import changes, documents, notifications, schedule
from functions.composition import install
from tests.functions.doorstep import Doorstep, Installed, settings_with
from tests.store.stored import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def functions() -> Sequence[Any]:
    """The functions of the blueprints; `function_app` itself lists them only once a process."""
    app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)
    for part in (notifications, changes, documents, schedule):
        app.register_functions(part.blueprint)
    return list(app.get_functions())


@pytest.fixture
async def doorstep(functions: Sequence[Any], clock: Clock) -> AsyncIterator[Doorstep]:
    """Ask it to `open` with the functions that a test needs."""
    made = Doorstep(functions, clock=clock)
    yield made
    if made.url:
        await made.host.stop()


@pytest.fixture
async def installed(tmp_path: Path, clock: Clock) -> AsyncIterator[Installed]:
    """The whole with a store in a real file; Graph does not answer."""
    made = Installed(tmp_path, clock)
    yield made
    install(None)
    await made.whole.close()


@pytest.fixture
def storeless(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Settings with a database that cannot be opened, and nothing composed yet."""
    nowhere = f"sqlite:///{tmp_path / 'no such folder' / 'dossier.sqlite'}"
    for name, value in settings_with(nowhere, tmp_path / "anchors.jsonl").items():
        monkeypatch.setenv(name, value)
    install(None)
    yield
    install(None)
