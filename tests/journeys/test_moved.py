"""The dossiers lie in the library of the channel: the document itself moves, and no copy is made."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from benchmarks.simulator import running
from classification.file_plan.reading import read_file_plan
from filing.handle import handle_document
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from records.file_plan import Mode
from tests.conftest import RunningSimulator
from tests.faults.kinds import KINDS, seed_of
from tests.journeys.journey import APPLICATION, SOURCE, Journey
from tests.journeys.test_crashes import died_at
from tests.journeys.test_people_after_a_crash import crashed_after, next_worker
from tests.journeys.test_people_meanwhile import act_on, due_document, finish, held_at, holding

pytestmark = pytest.mark.journey
WITHIN = next(kind for kind in KINDS if kind.own_library)
DOSSIER = "/SUB-2026-0147"
RECORD = "Archiefstuk vergrendeld"


@pytest.fixture(scope="module")
def own_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSimulator]:
    """A tenant in which the library of the team carries the columns of an archive."""
    seed = seed_of(WITHIN, tmp_path_factory.mktemp("seed") / "tenant")
    with (
        running("--tenant", str(seed)) as (origin, _process),
        httpx.Client(base_url=f"{origin}/_simulator", trust_env=False, timeout=30) as own,
    ):
        yield RunningSimulator(origin, own)


@pytest.fixture
def simulator(own_library: RunningSimulator) -> RunningSimulator:
    """That tenant, without what other tests did in it."""
    own_library.own.post("/reset", json={}).raise_for_status()
    return own_library


@pytest.fixture
async def journey(installation: Journey) -> AsyncIterator[Journey]:
    """A running installation in which the source may act."""
    plan = installation.folder / "plan"
    for name, text in WITHIN.texts.items():
        (plan / name).parent.mkdir(parents=True, exist_ok=True)
        (plan / name).write_text(text, encoding="utf-8")
    await installation.start(plan=plan)
    yield installation
    await installation.stop()


async def document(journey: Journey) -> dict[str, Any]:
    [item] = [i for i in await journey.items() if i["name"] == "brief.txt"]
    return item


async def standing(journey: Journey) -> tuple[str, str | None, str | None]:
    """Return where it lies, with the number and the label that it carries."""
    item = await document(journey)
    label = item["label"]["name"] if item["label"] else None
    return item["path"], item["fields"].get("Dossiernummer") or None, label


IN_DOSSIER = (f"{DOSSIER}/brief.txt", "SUB-2026-0147", "Lopend dossier")
AS_IT_WAS = ("/Algemeen/brief.txt", None, None)


async def outcome_in_dossier(journey: Journey) -> str:
    """Return what became of the one that lies in the dossier, where no promise was broken."""
    account = await journey.account()
    assert not account.violations, account.violations
    [line] = [line for line in account.lines if line.where.endswith(f"{DOSSIER}/brief.txt")]
    return line.outcome


async def refuse_labels(journey: Journey, times: int | None = None) -> None:
    more = {"status": 403, "code": "accessDenied"}
    await journey.fault("status", "retention_label.patch", times=times, **more)


async def undo_plan(journey: Journey) -> UndoPlan:
    [filing] = journey.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], journey.whole.workplace)
    assert isinstance(plan, UndoPlan), plan
    return plan


async def test_it_stays_one_item_with_its_author_and_its_versions(journey: Journey) -> None:
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    await journey.save("brief.txt", "Een eerste versie, nog zonder nummer.")
    await journey.save("brief.txt")
    await journey.settle()
    before = await document(journey)
    journey.whole.house.set_mode(SOURCE, Mode.ACT, "person:test")
    await journey.host.run_function("sweep")
    await journey.settle()

    after = await document(journey)
    assert await standing(journey) == IN_DOSSIER
    assert (after["id"], after["created_by"]) == (before["id"], before["created_by"])
    assert after["versions"][: len(before["versions"])] == before["versions"]
    assert {i["path"] for i in await journey.items()} == {
        f"{DOSSIER}/brief.txt",
        "/Algemeen/brief.txt.url",
    }
    assert not await journey.items(state="recycled")
    calls = (await journey.own("GET", "/calls"))["calls"]
    assert not [call for call in calls if call["operation"] == "drive_item.copy"]
    assert (await journey.only_line()).outcome == "filed"


async def test_which_versions_our_columns_pushed_out_of_it_is_told(journey: Journey) -> None:
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    for text in ("Een eerste versie, nog zonder nummer.", f"{APPLICATION}Kladje.", APPLICATION):
        await journey.save("brief.txt", text)
    await journey.settle()
    await journey.own("POST", "/dials", {"version_limit": 4})
    journey.whole.house.set_mode(SOURCE, Mode.ACT, "person:test")
    await journey.host.run_function("sweep")
    await journey.settle()

    assert await standing(journey) == IN_DOSSIER
    [filing] = journey.whole.overviews.filings()
    [told] = [
        line["beside"]["evidence"]
        for line in journey.whole.register.export()
        if line["entry"]["kind"] == "filed"
    ]
    assert told["reason"]["code"] == "filed_without_versions"
    assert "(1.0)" in told["reason"]["nl"]
    now = [version["id"] for version in (await document(journey))["versions"]]
    assert [version["id"] for version in filing["balance"]["after"]["versions"]] == now
    assert filing["balance"]["before"]["versions"][0]["id"] == "1.0"


async def with_versions_listed_late(journey: Journey) -> int:
    """Let a filing be due whose end Graph puts off; return how many versions there are before."""
    journey.whole.house.set_mode(SOURCE, Mode.PROPOSE, "person:test")
    await journey.save("brief.txt")
    await journey.settle()
    before = len((await document(journey))["versions"])
    # The one that is asked once the filing began: when it was judged they were listed too.
    await journey.fault("status", "version.list", status=429, retry_after=60, skip=1)
    journey.whole.house.set_mode(SOURCE, Mode.ACT, "person:test")
    return before


async def test_a_list_of_versions_that_does_not_come_at_once_is_no_change_by_people(
    journey: Journey,
) -> None:
    before = await with_versions_listed_late(journey)
    for _ in range(3):
        await journey.host.run_function("sweep")
        await journey.settle()
        journey.clock.advance(minutes=5)

    assert await standing(journey) == IN_DOSSIER
    assert "halted" not in journey.kinds()
    content_type_and_columns = 2
    assert len((await document(journey))["versions"]) <= before + content_type_and_columns
    [filing] = journey.whole.overviews.filings()
    assert len(filing["balance"]["after"]["versions"]) == len((await document(journey))["versions"])


async def test_what_only_has_its_versions_to_be_listed_is_filed_though_nobody_wants_it_now(
    journey: Journey,
) -> None:
    await with_versions_listed_late(journey)
    await journey.host.run_function("sweep")
    await journey.settle()
    assert [one["state"] for one in journey.whole.overviews.documents()] == ["carrying_out"]
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    journey.clock.advance(minutes=5)
    await journey.host.run_function("sweep")
    await journey.settle()

    assert await standing(journey) == IN_DOSSIER
    assert (await journey.only_line()).outcome == "filed"


async def test_its_undo_moves_it_back_as_it_was_and_takes_the_dossier_away(
    journey: Journey,
) -> None:
    await journey.save("brief.txt")
    await journey.settle()
    filed = await document(journey)
    await journey.undo_all()

    assert await standing(journey) == AS_IT_WAS
    assert (await document(journey))["id"] == filed["id"]
    assert {i["path"] for i in await journey.items()} == {"/Algemeen/brief.txt"}
    assert DOSSIER not in {i["path"] for i in await journey.items(kind="folder")}
    assert (await journey.only_line()).outcome == "left"


async def test_what_people_wrote_in_it_in_the_dossier_comes_back_with_it(journey: Journey) -> None:
    await journey.save("brief.txt")
    await journey.settle()
    await act_on(journey, "edit", await document(journey), content_base64="YmlqZ2V3ZXJrdA==")
    await journey.settle()
    await journey.undo_all()

    assert await standing(journey) == AS_IT_WAS
    assert (await document(journey))["versions"][-1]["size"] == len("bijgewerkt")
    assert (await journey.only_line()).outcome == "left"


async def test_it_stays_in_its_dossier_where_its_old_name_is_taken(journey: Journey) -> None:
    await journey.save("brief.txt")
    await journey.settle()
    plan = await undo_plan(journey)
    await journey.host.stop()
    assert await begin_undo(plan, "person:test", journey.whole.workplace)
    held = await held_at(journey, "drive_item.patch", plan.document_id)
    await journey.save("brief.txt", "Een andere brief, over iets anders.")
    await held.release()

    await journey.start_host()
    await journey.settle()

    assert await outcome_in_dossier(journey) == "filed"
    [item] = [i for i in await journey.items() if i["path"] == f"{DOSSIER}/brief.txt"]
    assert item["label"]["name"] == "Lopend dossier"


async def test_what_people_write_while_it_is_moved_is_looked_at_before_it_is_filed(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "drive_item.patch", document_id, skip=1)
    await journey.save("brief.txt", f"{APPLICATION}\nMet een bijlage.\n")
    await held.release()
    await finish(journey, document_id)

    assert await standing(journey) == IN_DOSSIER
    assert (await journey.only_line()).outcome == "filed"
    assert journey.kinds().count("halted") == 1


async def test_a_label_that_is_refused_brings_it_back_as_it_was(journey: Journey) -> None:
    await refuse_labels(journey)
    await journey.save("brief.txt")
    await journey.settle()

    assert await standing(journey) == AS_IT_WAS
    assert DOSSIER not in {i["path"] for i in await journey.items(kind="folder")}
    assert (await journey.only_line()).outcome == "waiting"


async def test_what_a_filing_that_was_brought_back_rang_itself_does_not_begin_it_again(
    journey: Journey,
) -> None:
    fault = await journey.fault("hold_before", "retention_label.patch")
    await refuse_labels(journey)
    await journey.save("brief.txt")
    worker = asyncio.create_task(journey.settle())
    await holding(journey, fault, worker)
    await journey.host.run_function("safety_delta")
    assert rung(journey)
    await journey.own("DELETE", f"/faults/{fault}")
    await worker
    for _ in range(2):
        journey.clock.advance(minutes=2)
        await journey.host.run_function("sweep")
        await journey.settle()

    assert journey.kinds().count("planned") == 1
    assert await standing(journey) == AS_IT_WAS
    assert (await journey.only_line()).code == "label_refused"
    await journey.save("brief.txt", f"{APPLICATION}Door een mens gewijzigd.")
    await journey.settle()
    assert journey.kinds().count("planned") == 2


def rung(journey: Journey) -> bool:
    """Return whether a change of the document was taken in while it is dealt with."""
    with journey.whole.database.reading() as connection:
        asked = "SELECT count(*) FROM documents WHERE rings > heard AND claimed_by IS NOT NULL"
        return bool(connection.exec_driver_sql(asked).scalar())


async def test_a_pointer_that_nobody_wrote_down_goes_when_it_is_brought_back(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    await crashed_after(journey, "content.put", document_id)
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    await next_worker(journey, document_id)

    assert await standing(journey) == AS_IT_WAS
    assert {item["path"] for item in await journey.items()} == {"/Algemeen/brief.txt"}


async def test_where_its_old_name_is_taken_it_is_brought_back_once_people_make_room(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    held = await held_at(journey, "drive_item.patch", document_id, "hold_after", skip=1)
    await journey.save("brief.txt", "Een andere brief, over iets anders.")
    await refuse_labels(journey)
    await held.release()
    [held_up] = journey.whole.overviews.waiting()
    assert "cannot be taken back" in str(held_up)
    assert {i["path"] for i in await journey.items()} == {
        f"{DOSSIER}/brief.txt",
        "/Algemeen/brief.txt",
    }

    await journey.person("rename", "brief.txt", to="andere brief.txt")
    journey.clock.advance(hours=2)
    await finish(journey, document_id)

    assert {i["path"] for i in await journey.items()} == {
        "/Algemeen/brief.txt",
        "/Algemeen/andere brief.txt",
    }
    assert await standing(journey) == AS_IT_WAS


async def test_one_that_more_people_would_see_there_waits_for_a_person(journey: Journey) -> None:
    await journey.person("folder", "Vertrouwelijk")
    await journey.person("restrict", "Vertrouwelijk", who="Jurist", only=["Jurist"])
    await journey.save("Vertrouwelijk/brief.txt", who="Jurist")
    await journey.settle()

    assert (await document(journey))["path"] == "/Algemeen/Vertrouwelijk/brief.txt"
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("waiting", "audience_wider")


async def test_where_our_label_turns_out_to_make_a_record_it_is_said_that_the_document_stays(
    journey: Journey,
) -> None:
    texts = dict(WITHIN.texts)
    framework = texts["ordeningsplan.yaml"]
    texts["ordeningsplan.yaml"] = framework.replace("dossier: Lopend dossier", f"dossier: {RECORD}")
    journey.whole.house.put_plan_in_force(read_file_plan(texts), texts, "person:test")
    await journey.save("brief.txt")
    await journey.settle()

    assert await standing(journey) == (f"{DOSSIER}/brief.txt", "SUB-2026-0147", RECORD)
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "filed_for_good")
    await journey.save("tweede.txt", f"{APPLICATION} tweede")
    await journey.settle()
    [second] = journey.whole.overviews.waiting()
    assert (second["name"], second["reason"]["code"]) == ("tweede.txt", "label_protects")


async def test_the_name_that_people_gave_it_after_a_crash_goes_back_with_it(
    journey: Journey,
) -> None:
    document_id = await due_document(journey)
    for_it = {"path_contains": (await document(journey))["id"]}
    fault = await journey.fault("hold_after", "drive_item.patch", **for_it)
    worker = asyncio.create_task(handle_document(document_id, journey.whole.workplace))
    assert await died_at(journey, fault, worker)
    assert await standing(journey) == (f"{DOSSIER}/brief.txt", "SUB-2026-0147", None)
    await act_on(journey, "rename", await document(journey), to="Aanvraag.txt")
    journey.whole.house.set_mode(SOURCE, Mode.OBSERVE, "person:test")
    journey.clock.advance(minutes=10)
    await finish(journey, document_id)

    assert {item["path"] for item in await journey.items()} == {"/Algemeen/Aanvraag.txt"}
