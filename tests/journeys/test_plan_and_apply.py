"""A dry run of a source, and exactly that run: nothing before it, and nothing else by it."""

import asyncio
import json
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import select
from typer.testing import CliRunner

from command_line.main import app
from filing.run import differences
from store.models import Base
from tests.journeys.journey import APPLICATION, SOURCE, Journey

TAKEN_OF_GRAPH = "budget"  # how much was asked of Graph: looking takes of it too
FILE = "run.json"


async def command(*words: str) -> Result:
    return await asyncio.to_thread(CliRunner().invoke, app, words)


def everything(journey: Journey) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that the store holds."""
    with journey.whole.database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))]
            for table in Base.metadata.sorted_tables
            if table.name != TAKEN_OF_GRAPH
        }


async def planned(journey: Journey) -> list[dict[str, Any]]:
    """Return what the dry run of the source says of its documents, and let it write its file."""
    done = await command("plan", SOURCE, "--out", FILE, "--json")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()][1:]


async def applied(*words: str) -> tuple[int, list[dict[str, Any]]]:
    done = await command("apply", FILE, "--yes", "--json", *words)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, [json.loads(line) for line in done.stdout.splitlines()]


async def fill(journey: Journey) -> None:
    """Let people save documents that meet each other when they are filed."""
    another = f"{APPLICATION}\nMet een bijlage.\n"
    await journey.save("aanvraag.txt")
    await journey.save("dubbel.txt")  # the same bytes
    await journey.save("map/aanvraag.txt", another)  # the same name, another content
    await journey.save("tweede.txt", another.replace("0147", "0148"))  # opens another dossier
    await journey.save("zonder nummer.txt", APPLICATION.replace(" SUB-2026-0147", ""))
    await journey.save("lunch.txt", "Wie wil er soep?")
    await journey.settle()


def begun(journey: Journey) -> list[dict[str, Any]]:
    """Return what was planned in the register, in order: entry and plan."""
    lines = [one for one in journey.whole.register.export() if one["entry"]["kind"] == "planned"]
    return sorted(lines, key=lambda one: str(one["entry"]["at"]))


@pytest.fixture
async def observing(installation: Journey, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An installation in which the source only observes, and the commands work there."""
    await installation.start(mode="observe")
    installation.for_commands(monkeypatch)
    yield installation
    await installation.stop()


async def test_a_dry_run_writes_nothing_and_applying_it_files_exactly_that(
    observing: Journey,
) -> None:
    await observing.save("brief.txt")
    await observing.settle()
    before, tree = everything(observing), (await observing.own("GET", "/tree"))["items"]
    (one,) = await planned(observing)
    assert everything(observing) == before
    assert (await observing.own("GET", "/tree"))["items"] == tree
    assert stat.S_IMODE(Path(FILE).stat().st_mode) == 0o600
    assert (one["outcome"], one["plan"]["target"]["dossier_number"]) == ("filed", "SUB-2026-0147")
    code, told = await applied()
    assert [one["how"] for one in told] == ["filed"], told
    assert code == 0
    await observing.settle()
    line = await observing.only_line()
    assert line.code == "filed"
    (entry,) = begun(observing)
    assert entry["entry"]["actor"].startswith("person:")


async def test_documents_of_one_run_meet_each_other_as_the_dry_run_said(
    observing: Journey,
) -> None:
    await fill(observing)
    found = await planned(observing)
    assert [(one["name"], one["outcome"], one["reason"]["code"]) for one in found] == []
    code, told = await applied()
    assert [one["how"] for one in told] == ["filed"] * 3, told
    assert code == 0
    await observing.settle()
    assert not (await observing.account()).violations
    to_file = [one for one in found if one["plan"]]
    assert [one["entry"]["document_id"] for one in begun(observing)] == [
        one["document_id"] for one in to_file
    ]
    for one, line in zip(to_file, begun(observing), strict=True):
        assert differences(one["plan"], line["plan"]) == []
