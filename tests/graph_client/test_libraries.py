"""What is remembered of libraries, and for how long."""

from dataclasses import dataclass, field

import pytest

from filing.errors import Busy, NotFound, Refused, Rejected
from graph_client.drives import GraphDrives
from graph_client.libraries import AS_LONG_AS, Libraries
from tests.graph_client.tenant import Tenant


@dataclass
class Seconds:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Asked:
    """A fact that is another one each time."""

    times: int = 0
    seconds: Seconds = field(default_factory=Seconds)

    async def __call__(self) -> str:
        self.times += 1
        return f"answer {self.times}"


async def test_a_fact_of_a_library_is_asked_anew_after_five_minutes() -> None:
    ask = Asked()
    libraries = Libraries(ask.seconds)
    assert await libraries.fact("b!1", "columns", ask) == "answer 1"
    ask.seconds.now = AS_LONG_AS - 1
    assert await libraries.fact("b!1", "columns", ask) == "answer 1"
    ask.seconds.now = AS_LONG_AS
    assert await libraries.fact("b!1", "columns", ask) == "answer 2"


@pytest.mark.parametrize("refused", [NotFound, Refused, Rejected])
async def test_a_library_that_refused_something_is_asked_anew_whatever_is_known(
    refused: type[Exception],
) -> None:
    ask, libraries = Asked(), Libraries()
    await libraries.fact("b!1", "columns", ask)
    await libraries.fact("b!2", "columns", ask)
    with pytest.raises(refused), libraries.used("b!1"):
        raise refused("no")
    assert await libraries.fact("b!1", "columns", ask) == "answer 3"
    assert await libraries.fact("b!2", "columns", ask) == "answer 2"


async def test_which_library_is_called_so_is_asked_anew_once_it_refused_something() -> None:
    ask, libraries = Asked(), Libraries()
    drive_id = await libraries.fact("site/Dossiers", "drive", ask)
    with pytest.raises(NotFound), libraries.used(drive_id):
        raise NotFound("no such drive")
    assert await libraries.fact("site/Dossiers", "drive", ask) == "answer 2"


async def test_a_library_that_is_busy_is_as_it_was() -> None:
    ask, libraries = Asked(), Libraries()
    await libraries.fact("b!1", "columns", ask)
    with pytest.raises(Busy), libraries.used("b!1"):
        raise Busy("locked")
    assert await libraries.fact("b!1", "columns", ask) == "answer 1"


async def test_what_is_known_of_a_library_costs_nothing(
    tenant: Tenant, drives: GraphDrives
) -> None:
    drive_id = tenant.drive("Subsidiedossiers")

    async def look() -> tuple[object, ...]:
        library = await drives.library(
            "provincievoorbeeld.sharepoint.com:/sites/archief", "Subsidiedossiers"
        )
        assert library == drive_id
        return (
            await drives.root(drive_id),
            await drives.columns(drive_id),
            await drives.content_types(drive_id),
        )

    once = await look()
    calls = len(tenant.calls())
    assert await look() == once
    assert len(tenant.calls()) == calls


async def test_a_library_in_which_a_folder_is_not_there_is_asked_anew(
    tenant: Tenant, drives: GraphDrives
) -> None:
    drive_id = tenant.drive("Subsidiedossiers")
    await drives.columns(drive_id)
    with pytest.raises(NotFound):
        await drives.children(drive_id, "01NOSUCHFOLDER")
    calls = len(tenant.calls())
    await drives.columns(drive_id)
    assert len(tenant.calls()) == calls + 1
