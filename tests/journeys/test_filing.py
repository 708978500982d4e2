"""A saved file becomes a filed record; what should not be filed is not."""

import pytest

from classification.file_plan.reading import read_file_plan
from graph_client.permissions import PERMISSIONS
from graph_simulator.operations import OPERATIONS
from records.file_plan import Mode
from tests.journeys.journey import APPLICATION, SMALL, SOURCE, Journey, texts_of

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("storage", ["in-process", "azurite"], indirect=True),
]


async def test_a_saved_application_is_filed_described_labelled_and_pointed_at(
    journey: Journey,
) -> None:
    await journey.save("brief.txt")
    await journey.settle()

    line = await journey.only_line()
    assert line.outcome == "filed"
    [filed] = [i for i in await journey.items() if i["path"].startswith("/SUB-2026-0147/")]
    assert filed["fields"]["Documentsoort"] == "Subsidieaanvraag"
    assert filed["fields"]["Categorie"] == "nader te bepalen"
    assert filed["fields"]["OorspronkelijkAangemaaktDoor"] == "Medewerker Subsidies"
    assert filed["content_type"] == "Archiefstuk"
    assert filed["label"]["name"] == "Lopend dossier"
    pointers = [i["path"] for i in await journey.items() if i["name"].endswith(".url")]
    assert pointers == ["/Algemeen/brief.txt.url"]


async def test_a_filing_calls_nothing_beyond_the_permissions_that_are_asked_for(
    journey: Journey,
) -> None:
    await journey.own("POST", "/dials", {"enforce_permissions": True})
    await journey.save("brief.txt")
    await journey.settle()

    assert (await journey.only_line()).outcome == "filed"
    asked = {one for text in PERMISSIONS.values() for one in text.split()}
    needed = {one.name: set(one.permissions) for one in OPERATIONS}
    calls = (await journey.own("GET", "/calls"))["calls"]
    made = {one["operation"] for one in calls if one["caller"].startswith("app:")}
    assert made >= {"drive_item.copy", "fields.patch", "retention_label.patch", "permission.list"}
    assert [name for name in made if needed[name] and not needed[name] & asked] == []


async def test_every_version_people_made_is_in_the_dossier(journey: Journey) -> None:
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    for number in range(3):
        await journey.save("brief.txt", f"{APPLICATION}\nVersie {number}")
    await journey.settle()
    journey.whole.house.set_mode(SOURCE, Mode.ACT, "person:test")
    await journey.host.run_function("sweep")
    await journey.settle()

    assert (await journey.only_line()).outcome == "filed"
    [filed] = [i for i in await journey.items() if i["path"].startswith("/SUB-2026-0147/")]
    contents = [v for v in filed["versions"] if v["cause"] == "content"]
    assert len(contents) == 3


async def test_our_own_writes_make_no_work(journey: Journey) -> None:
    await journey.save("brief.txt")
    await journey.settle()
    calls = len((await journey.own("GET", "/calls"))["calls"])
    await journey.host.run_function("safety_delta")
    await journey.settle()

    later = (await journey.own("GET", "/calls"))["calls"][calls:]
    assert {call["operation"] for call in later} == {"delta"}


@pytest.mark.parametrize(("mode", "code"), [("observe", "observing"), ("propose", "proposing")])
async def test_a_source_that_may_not_act_only_proposes(
    journey: Journey, mode: str, code: str
) -> None:
    journey.whole.house.set_mode(SOURCE, Mode[mode.upper()], "person:test")
    await journey.save("brief.txt")
    await journey.settle()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("proposed", code)
    calls = (await journey.own("GET", "/calls"))["calls"]
    assert [c["operation"] for c in calls if c["effects"] and c["caller"].startswith("app")] == []


async def test_what_was_proposed_is_filed_when_the_source_may_act(journey: Journey) -> None:
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    await journey.save("brief.txt")
    await journey.settle()
    journey.whole.house.set_mode(SOURCE, Mode.ACT, "person:test")
    await journey.host.run_function("sweep")
    await journey.settle()

    assert (await journey.only_line()).outcome == "filed"


async def test_a_narrower_audience_waits_for_a_person(journey: Journey) -> None:
    await journey.person("folder", "Vertrouwelijk", who="Jurist")
    await journey.person("restrict", "Vertrouwelijk", who="Jurist", only=["Jurist"])
    await journey.save("Vertrouwelijk/brief.txt", who="Jurist")
    await journey.settle()

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "audience_wider")


@pytest.mark.parametrize(
    ("name", "text", "outcome", "code"),
    [
        ("uitje.txt", "Programma van het afdelingsuitje", "left", "no_rule_fits"),
        ("kapot.docx", b"PK\x03\x04 not a zip", "waiting", "not_assessable_broken"),
        (
            "twee.txt",
            "Aanvraag om subsidie SUB-2026-0001 en SUB-2026-0002",
            "waiting",
            "several_dossiers",
        ),
        ("geen.txt", "Aanvraag om subsidie voor een hek", "waiting", "no_dossier_named"),
    ],
)
async def test_doubt_goes_to_a_person_and_what_fits_nothing_is_left(
    journey: Journey, name: str, text: str | bytes, outcome: str, code: str
) -> None:
    await journey.save(name, text)
    await journey.settle()

    line = await journey.only_line()
    assert (line.outcome, line.code) == (outcome, code)


async def test_a_document_that_people_remove_before_it_is_filed_is_only_written_down(
    journey: Journey,
) -> None:
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    await journey.save("brief.txt")
    await journey.settle()
    await journey.person("delete", "brief.txt")
    await journey.settle()

    account = await journey.account()
    assert (account.documents, account.violations) == (0, ())
    kinds = [line["entry"]["kind"] for line in journey.whole.register.export()]
    assert "moved" in kinds


async def test_two_documents_of_one_name_get_two_names_in_the_dossier(journey: Journey) -> None:
    await journey.save("een/brief.txt")
    await journey.settle()
    await journey.save("twee/brief.txt", f"{APPLICATION} nog een")
    await journey.settle()

    account = await journey.account()
    assert (account.filed, account.violations) == (2, ())
    names = {i["name"] for i in await journey.items() if "/SUB-2026-0147/" in i["path"]}
    assert names == {"brief.txt", "brief (2).txt"}


async def test_nothing_is_changed_while_the_stop_switch_is_on(journey: Journey) -> None:
    journey.whole.house.set_stop(is_on=True, actor="person:test")
    await journey.save("brief.txt")
    await journey.settle()
    calls = (await journey.own("GET", "/calls"))["calls"]
    assert [c["operation"] for c in calls if c["effects"] and c["caller"].startswith("app")] == []

    journey.whole.house.set_stop(is_on=False, actor="person:test")
    journey.clock.advance(minutes=1)
    await journey.host.run_function("sweep")
    await journey.settle()
    assert (await journey.only_line()).outcome == "filed"


async def test_nobody_is_asked_about_a_draft_that_no_rule_knows(journey: Journey) -> None:
    asked = "    opnemen: zodra definitief\n    wat geen regel kent: aan een mens voorleggen\n"
    texts = texts_of(SMALL)
    texts["bronnen.yaml"] += asked
    journey.whole.house.put_plan_in_force(read_file_plan(texts), texts, "person:test")
    await journey.save("nota.txt", "Zomaar een stuk.")
    await journey.save("Definitief/nota.txt", "Zomaar een ander stuk.")
    await journey.settle()

    lines = (await journey.account()).lines
    assert {line.where.rpartition("Algemeen/")[2]: line.code for line in lines} == {
        "nota.txt": "not_final_yet",
        "Definitief/nota.txt": "came_in_unknown",
    }
