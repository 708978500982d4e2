"""A model that people put in force says what a document is where no rule tells."""

from dataclasses import replace

import pytest

from classification.learned.model import Model
from classification.learned.model_file import to_bytes
from classification.learned.training import train
from tests.journeys.journey import Journey
from tests.learned.letters import letter, letters

pytestmark = pytest.mark.journey
LETTER = f"Kenmerk SUB-2026-0147. {letter('agenda', 99).text}"
PERSON = "person:test"


@pytest.fixture(scope="module", name="model")
def _model() -> Model:
    """A model that knows one kind of the file plan, by words that no rule asks for."""
    named = {"agenda": "Subsidieaanvraag"}
    return train([replace(one, kind=named.get(str(one.kind), one.kind)) for one in letters(30)])


async def line_of(journey: Journey) -> tuple[str, str]:
    line = await journey.only_line()
    return line.outcome, line.code


async def put_in_force(journey: Journey, version: str | None) -> None:
    journey.whole.models.put_in_force(version, PERSON)
    await journey.host.run_function("sweep")
    await journey.settle()


async def test_what_waited_for_its_kind_is_filed_once_a_model_is_in_force(
    journey: Journey, model: Model
) -> None:
    await journey.save("brief.txt", LETTER)
    await journey.settle()
    assert await line_of(journey) == ("waiting", "only_dossier_known")

    journey.whole.models.add(to_bytes(model), None, PERSON)
    await journey.host.run_function("sweep")
    await journey.settle()
    assert await line_of(journey) == ("waiting", "only_dossier_known")

    await put_in_force(journey, model.version)
    assert (await line_of(journey))[0] == "filed"
    [filed] = [one for one in await journey.items() if one["name"] == "brief.txt"]
    assert filed["fields"]["Documentsoort"] == "Subsidieaanvraag"
    entries = [line["entry"] for line in journey.whole.register.export()]
    planned = next(one for one in entries if one["kind"] == "planned")
    assert planned["model_version"] == model.version


async def test_what_the_model_filed_can_be_turned_back_and_the_model_taken_out(
    journey: Journey, model: Model
) -> None:
    journey.whole.models.add(to_bytes(model), None, PERSON)
    await put_in_force(journey, model.version)
    await journey.save("brief.txt", LETTER)
    await journey.settle()
    await journey.undo_all()
    assert (await line_of(journey))[0] == "left"

    await put_in_force(journey, None)
    await journey.save("tweede brief.txt", f"{LETTER} Nog een brief.")
    await journey.settle()
    lines = {line.name: line.outcome for line in (await journey.account()).lines}
    assert lines == {"brief.txt": "left", "tweede brief.txt": "waiting"}


async def test_an_observing_source_files_nothing_by_a_model_either(
    installation: Journey, model: Model
) -> None:
    await installation.start(mode="observe")
    installation.whole.models.add(to_bytes(model), None, PERSON)
    await put_in_force(installation, model.version)
    await installation.save("brief.txt", LETTER)
    await installation.settle()
    assert await line_of(installation) == ("proposed", "observing")
    await installation.stop()
