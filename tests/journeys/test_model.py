"""A model that people put in force says what a document is where no rule tells."""

import asyncio
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from classification.learned.model import Model
from classification.learned.model_file import from_bytes, to_bytes
from classification.learned.training import train
from command_line.main import app
from store.confirmed import ConfirmedByPeople
from tests.journeys.journey import Journey
from tests.learned.letters import corpus_of, letter, letters

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
    if version is None:
        journey.whole.models.withdraw(PERSON)
    else:
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


async def test_people_teach_a_model_by_confirming_and_by_correcting(
    province: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    province.for_commands(monkeypatch)
    for number in range(4):
        text = (
            f"Onderwerp: aanvraag om subsidie SUB-2026-000{number}. {letter('agenda', number).text}"
        )
        await province.save(f"aanvraag {number}.txt", text)
    await province.settle()
    where = "SUB-2026-0000/aanvraag 0.txt"
    archive = "Archief/Subsidiedossiers"
    await province.in_library("columns", archive, where, fields={"Documentsoort": "Brief"})
    await province.settle()
    confirmed = ConfirmedByPeople(province.whole.database, province.clock)
    assert {(one.name, one.document_type) for one in confirmed.all()} == {
        ("aanvraag 0.txt", "Brief")
    }

    by_name = {one["name"]: one["document_id"] for one in province.whole.overviews.documents()}
    words = ["review", "confirm", by_name["aanvraag 1.txt"][:12]]
    done = await asyncio.to_thread(CliRunner().invoke, app, words)
    assert done.stdout.startswith("aanvraag 1.txt: Subsidieaanvraag\n"), done.output
    assert {(one.name, one.document_type) for one in confirmed.all()} == {
        ("aanvraag 0.txt", "Brief"),
        ("aanvraag 1.txt", "Subsidieaanvraag"),
    }

    for number, kind in ((2, "Subsidieaanvraag"), (3, "Brief")):
        confirmed.confirm(by_name[f"aanvraag {number}.txt"], kind, PERSON)
    out = province.folder / "own.model"
    words = ["train", "--confirmed", "--out", str(out)]
    done = await asyncio.to_thread(CliRunner().invoke, app, words)
    assert done.exit_code == 0, done.output
    learned = from_bytes(out.read_bytes())
    assert learned.kinds == ("Brief", "Subsidieaanvraag")
    assert set(learned.example_ids) == set(by_name.values())

    late = f"Onderwerp: aanvraag om subsidie. {letter('agenda', 9).text}"
    await province.in_library("upload", archive, "SUB-2026-0001/erbij.txt", text=late)
    await province.settle()
    done = await asyncio.to_thread(CliRunner().invoke, app, [*words, "--dossiers"])
    assert done.exit_code == 0, done.output
    of_dossiers = from_bytes(out.read_bytes())
    # Of the first only the kind was said; the last was put into its dossier by a person.
    assert of_dossiers.kinds == ("SUB-2026-0001", "SUB-2026-0002", "SUB-2026-0003")
    assert len(of_dossiers.example_ids) == 4

    await province.host.run_function("learn")
    assert province.whole.models.all() == []
    for _ in range(20):
        confirmed.confirm(by_name["aanvraag 1.txt"], "Subsidieaanvraag", PERSON)
    await the_timer_learns(province)


async def the_timer_learns(province: Journey) -> None:
    await province.fault("status", "content.get", times=4, status=403)
    await province.host.run_function("learn")  # nothing can be read: the next night tries again
    assert province.whole.models.all() == []
    for tells in ("kinds", "dossiers"):
        await province.host.run_function("learn")
        newest = province.whole.models.all()[0]
        assert (newest.tells, newest.in_force, newest.examples) == (tells, False, 4)
    await province.host.run_function("learn")
    assert len(province.whole.models.all()) == 2

    [said, *_] = (confirmed := ConfirmedByPeople(province.whole.database, province.clock)).all()
    for _ in range(20):
        confirmed.confirm(said.document_id, said.document_type, PERSON)
    await province.host.run_function("learn")  # of the same documents, that they are the same
    assert len(province.whole.models.all()) == 2


async def test_what_names_no_dossier_is_shown_with_those_that_it_is_like_and_stays_where_it_is(
    province: Journey,
) -> None:
    numbers = {"agenda": "SUB-2026-0001", "vergunning": "SUB-2026-0002"}
    dossiers = train(corpus_of(numbers, 8))
    models = province.whole.models
    models.put_in_force(
        models.add(to_bytes(dossiers), None, PERSON, tells="dossiers").version, PERSON
    )
    text = letter("agenda", 99).text
    await province.save("brief.txt", text, place="Subsidies/Inkomende%20post")
    await province.save("los.txt", f"{text} Erbij.")
    await province.settle()

    states = {one["name"]: one["state"] for one in province.whole.overviews.documents()}
    assert states == {"brief.txt": "waiting", "los.txt": "left"}
    [waits] = province.whole.overviews.waiting()
    assert waits["reason"]["code"] == "came_in_unknown"
    assert waits["verdict"]["candidates"][0]["dossier_number"] == "SUB-2026-0001"
    near = [one for one in waits["evidence"] if one["kind"] == "near_in_dossier"]
    assert [one["rule"] for one in near][:1] == ["SUB-2026-0001"]
    assert near[0]["quote"].startswith("agenda-")
    assert {one["version"] for one in near} == {dossiers.version}


async def test_what_a_person_says_it_is_is_filed_so_without_a_model(journey: Journey) -> None:
    await journey.save("brief.txt", LETTER)
    await journey.settle()
    [one] = journey.whole.overviews.documents()
    confirmed = ConfirmedByPeople(journey.whole.database, journey.clock)
    confirmed.confirm(one["document_id"], "Subsidieaanvraag", PERSON)
    await journey.host.run_function("sweep")
    await journey.settle()

    assert (await line_of(journey))[0] == "filed"
    [planned] = [
        line for line in journey.whole.register.export() if line["entry"]["kind"] == "planned"
    ]
    assert "person_says" in str(planned)
