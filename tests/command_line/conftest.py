"""The `dossier` command on a store in which a case was filed, from its objection to the policy."""

import asyncio
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from classification.file_plan.reading import read_file_plan
from command_line.main import app
from records.documents import Location
from records.relations import FoundRelation
from tests.store.filing import Into, against, filed
from tests.store.stored import DRIVE, FOLDER, PERSON, Stored, plan_texts

FRAMEWORK = """
beleidskader:
  - {onderdeel: Coalitieakkoord 2.10, soort: paragraaf van het akkoord, titel: Erfgoed dat gebruikt wordt}
  - {onderdeel: Erfgoednota, soort: beleidsnota, titel: Erfgoednota 2026-2030, rust op: Coalitieakkoord 2.10, dossier: BZW-2026-0099}
  - {onderdeel: Regeling monumenten, soort: regeling, titel: Subsidieregeling monumenten en erfgoed, rust op: Erfgoednota}
"""
AGAINST = "\nrelaties: [{relatie: bezwaar tegen, documentsoorten: [Bezwaarschrift], zoek: kenmerk van een dossier, precies een treffer: aannemen}]\nverplicht naar resultaat: {afgehandeld: [Bezwaarschrift, Beslissing op bezwaar]}\n"
BASIS = "\nrelaties: [{relatie: wettelijke grondslag, documentsoorten: [Subsidiebeschikking], zoek: onderdeel van het beleidskader, precies een treffer: aannemen}]\n"


@dataclass(frozen=True)
class Case:
    """A store with a case, and the command that reads it."""

    stored: Stored

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(app, words)


def texts() -> dict[str, str]:
    made = plan_texts()
    for name, more in (("bezwaar", AGAINST), ("subsidie", BASIS)):
        made[f"dossiertypen/{name}.yaml"] += more
    return made | {"beleidskader.yaml": FRAMEWORK}


def basis() -> FoundRelation:
    """A quotation as a document may hold it: over two lines, and with what steers a terminal."""
    quote = "op grond van\n de \x1b[31mregeling"
    return FoundRelation(
        "wettelijke grondslag", "framework", "Regeling monumenten", False, quote, 0, 9, 2
    )


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """The store of the case, filled once: each test has a copy of it."""
    stored = Stored(tmp_path_factory.mktemp("case") / "dossier.sqlite")
    asyncio.run(_fill(stored))
    stored.close()  # who closes it last leaves everything in the one file
    return stored


@pytest.fixture
def case(filled: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    """An objection to a decision that rests on a regulation: all filed."""
    stored = Stored(Path(shutil.copy(filled.path, tmp_path)))
    stored.source = filled.source
    before = dict(os.environ)  # the command puts its settings there, for azure-identity
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOSSIER_DATABASE_URL", stored.url)
    monkeypatch.setenv("DOSSIER_ANCHOR", str(tmp_path / "anchors.jsonl"))
    yield Case(stored)
    os.environ.clear()
    os.environ.update(before)
    stored.database.close()


async def _fill(stored: Stored) -> None:
    plan = read_file_plan(texts())
    stored.house.put_plan_in_force(plan, texts(), PERSON)
    stored.source = plan.sources[0].name
    await stored.sources.found_source(stored.source, Location(DRIVE, FOLDER), "/Algemeen")
    told = against("SUB-2026-0147", quote="kenmerk SUB-2026-0147")
    await filed(stored, "bezwaar", Into(relations=(told,)))
    decision = Into("SUB-2026-0147", "Subsidie", "Subsidiebeschikking", (basis(),))
    await filed(stored, "beschikking", decision)
