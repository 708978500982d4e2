"""A dry run of a source, and exactly that run: nothing before it, and nothing else by it."""

import asyncio
import json
import shlex
import stat
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from classification.file_plan.reading import read_file_plan
from command_line.main import app
from filing import brakes
from filing.applying import Begun, Skipped, begin_as_foretold
from filing.run import differences, run_of_lines
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from records.file_plan import Mode
from store.models import Base, DocumentRow
from tests.command_line.test_languages import ENGLISH, NAMES, words_in
from tests.journeys.journey import APPLICATION, SMALL, SOURCE, Journey, texts_of
from tests.journeys.test_people_meanwhile import holding

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


def read() -> str:
    return Path(FILE).read_text(encoding="utf-8")


def is_written() -> bool:
    return Path(FILE).exists()


def forget() -> None:
    Path(FILE).unlink()


def only_its_owner_reads_it() -> bool:
    return stat.S_IMODE(Path(FILE).stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


def begun(journey: Journey) -> dict[str, dict[str, Any]]:
    """Return what began to be filed, in order: document to its plan, and who let it begin."""
    lines = [one for one in journey.whole.register.export() if one["entry"]["kind"] == "planned"]
    lines.sort(key=lambda one: str(one["entry"]["at"]))
    return {
        one["entry"]["document_id"]: one["beside"]["plan"] | {"actor": one["entry"]["actor"]}
        for one in lines
    }


def path_of(plan: dict[str, Any]) -> str:
    return f"/{plan['target']['folder']}/{plan['target']['name']}"


async def began_and_ended_early(journey: Journey, number: int) -> None:
    """Let a command begin one of what was foretold, and be gone."""
    whole, (of, foretold) = journey.whole, run_of_lines(read().splitlines())
    file_plan, source = await whole.in_force.plan(), await whole.in_force.source(of.source)
    assert file_plan is not None
    assert source is not None
    acting, one = replace(source, mode=Mode.ACT), foretold[number]
    made = await begin_as_foretold(one, file_plan, acting, "person:test", whole.workplace)
    assert isinstance(made, Begun)


@pytest.fixture
async def observing(installation: Journey, monkeypatch: pytest.MonkeyPatch) -> Any:
    """An installation in which the source only observes, and the commands work there."""
    await installation.start(mode="observe")
    installation.for_commands(monkeypatch)
    yield installation
    await installation.stop()


async def test_a_dry_run_writes_nothing_and_applying_it_files_exactly_that_in_that_order(
    observing: Journey,
) -> None:
    await fill(observing)
    before, tree = everything(observing), (await observing.own("GET", "/tree"))["items"]
    found = await planned(observing)
    assert everything(observing) == before
    assert (await observing.own("GET", "/tree"))["items"] == tree
    assert only_its_owner_reads_it()
    assert [(one["name"], one["outcome"], one["reason"]["code"]) for one in found] == [
        ("aanvraag.txt", "filed", "rule_fits"),
        ("aanvraag.txt", "filed", "rule_fits"),
        ("dubbel.txt", "left", "already_kept"),
        ("lunch.txt", "left", "no_rule_fits"),
        ("tweede.txt", "filed", "rule_fits"),
        ("zonder nummer.txt", "waiting", "no_dossier_named"),
    ]
    to_file = [one for one in found if one["plan"]]
    targets = [one["plan"]["target"] for one in to_file]
    assert [(one["dossier_number"], one["name"]) for one in targets] == [
        ("SUB-2026-0147", "aanvraag.txt"),
        ("SUB-2026-0147", "aanvraag (2).txt"),
        ("SUB-2026-0148", "tweede.txt"),
    ]
    kept_as = found[2]["same_as"]["document_id"]
    assert kept_as in {one["document_id"] for one in to_file}
    code, told = await applied()
    assert [(one["number"], one["how"]) for one in told] == [
        (1, "filed"),
        (2, "filed"),
        (5, "filed"),
    ]
    assert code == 0
    await observing.host.run_function("sweep")
    await observing.settle()
    assert not (await observing.account()).violations
    made = begun(observing)
    assert list(made) == [one["document_id"] for one in to_file]
    for one in to_file:
        plan = made[one["document_id"]]
        assert plan.pop("actor").startswith("person:")
        assert differences(one["plan"], plan) == []
    there = {one["path"]: one for one in await observing.items()}
    for one in to_file:
        item, target = there[path_of(one["plan"])], one["plan"]["target"]
        columns = {name: value for name, value in target["columns"].items() if value}
        assert item["fields"].items() >= columns.items()
    stands = {one["document_id"]: one for one in observing.whole.overviews.documents()}
    for one in found:
        now = stands[one["document_id"]]
        assert now["outcome"] == one["outcome"]
        assert one["plan"] or now["reason"] == one["reason"]


async def test_a_dry_run_that_saw_no_document_is_none_and_one_that_missed_some_says_so(
    observing: Journey,
) -> None:
    await observing.save("een.txt")
    await observing.save("twee.txt", f"{APPLICATION}\nTwee.\n")
    await observing.settle()
    items = {one["name"]: one["id"] for one in await observing.items()}
    missed = await observing.fault(
        "status", "drive_item.get", times=None, status=500, path_contains=items["een.txt"]
    )
    done = await command("plan", SOURCE, "--out", FILE)
    assert (done.exit_code, is_written()) == (1, True)
    assert "1 document could not be looked at" in done.output
    forget()
    await observing.own("DELETE", f"/faults/{missed}")
    await observing.fault("status", "drive_item.get", times=None, status=500)
    done = await command("plan", SOURCE, "--out", FILE)
    assert (done.exit_code, is_written()) == (1, False)


async def test_what_the_app_then_does_by_itself_is_what_the_dry_run_said(
    observing: Journey,
) -> None:
    await fill(observing)
    found = await planned(observing)
    observing.whole.house.set_mode(SOURCE, Mode.ACT, "person:test")
    for _ in range(2):  # what is the same waits for the other one first
        await observing.host.run_function("sweep")
        await observing.settle()
        observing.clock.advance(seconds=10)
    lies = sorted(one["path"] for one in await observing.items() if one["path"][:5] == "/SUB-")
    paths = {one["document_id"]: path_of(one["plan"]) for one in found if one["plan"]}
    # Several workers take them as they come: of what is the same, another may go first.
    meets = {one["document_id"] for one in found if one["name"].startswith(("aanvraag", "dubbel"))}
    assert [Path(path).parent for path in lies] == [
        Path(one).parent for one in sorted(paths.values())
    ]
    assert {paths[one] for one in paths.keys() - meets} <= set(lies)
    stands = {one["document_id"]: one["outcome"] for one in observing.whole.overviews.documents()}
    for one in found:
        assert one["document_id"] in meets or stands[one["document_id"]] == one["outcome"]
    assert Counter(stands.values()) == Counter(one["outcome"] for one in found)


async def test_what_was_edited_since_is_skipped_and_the_host_carries_on_with_what_was_begun(
    observing: Journey,
) -> None:
    await fill(observing)
    await planned(observing)
    await observing.save("tweede.txt", f"{APPLICATION}\nToch anders.\n")
    await observing.settle()
    await began_and_ended_early(observing, 0)
    await observing.host.run_function("sweep")
    await observing.settle()
    stands = observing.whole.overviews.documents()
    assert Counter(one["outcome"] for one in stands)["filed"] == 1
    code, told = await applied()
    assert sorted((one["number"], one["how"], one["reason"]["en"]) for one in told)[::2] == [
        (1, "skipped", "it was filed already"),
        (5, "skipped", "the document was changed or moved meanwhile, or is gone"),
    ]
    assert Counter(one["how"] for one in told) == {"skipped": 2, "filed": 1}
    assert code == 1
    assert not (await observing.account()).violations


async def test_what_a_command_began_that_was_cut_off_is_carried_to_its_end_by_the_next(
    observing: Journey,
) -> None:
    await observing.save("brief.txt")
    await observing.settle()
    await planned(observing)
    await began_and_ended_early(observing, 0)
    done = await command("apply", FILE, "--yes")  # and no host carried on with it meanwhile
    assert "Filed in dossier SUB-2026-0147" in done.stdout
    assert "Filed: 1 of 1." in done.stdout
    assert done.exit_code == 0
    assert (await observing.only_line()).outcome == "filed"
    assert observing.kinds().count("planned") == 1


async def test_what_the_app_filed_otherwise_meanwhile_is_not_said_to_be_filed_as_foretold(
    observing: Journey,
) -> None:
    await observing.save("brief.txt")
    await observing.settle()
    await planned(observing)
    await observing.save("brief.txt", f"{APPLICATION}\nHerzien.\n")
    observing.whole.house.set_mode(SOURCE, Mode.ACT, "person:test")
    await observing.settle()
    await observing.host.run_function("sweep")
    await observing.settle()
    assert "filed" in observing.kinds()
    done = await command("apply", FILE, "--yes")
    assert (done.exit_code, "Filed: 0 of 1." in done.output) == (1, True)
    assert "filed already, but otherwise: its content was edited" in done.output


async def test_what_was_begun_and_could_not_go_on_is_not_said_to_be_filed(
    observing: Journey,
) -> None:
    await observing.save("brief.txt")
    await observing.settle()
    await planned(observing)
    await observing.host.stop()
    await began_and_ended_early(observing, 0)
    await observing.person("edit", "brief.txt", content_base64="VG9jaCBhbmRlcnM=")
    code, [told] = await applied()
    assert (code, told["how"]) == (1, "not_filed")
    assert "halted" in observing.kinds()


async def test_what_is_being_put_back_is_skipped_and_not_said_to_be_filed(
    observing: Journey,
) -> None:
    await observing.save("brief.txt")
    await observing.settle()
    await planned(observing)
    assert (await applied())[0] == 0
    [filing] = observing.whole.overviews.filings()
    plan = await prepare_undo(filing["filing_id"], observing.whole.workplace)
    assert isinstance(plan, UndoPlan)
    assert await begin_undo(plan, "person:test", observing.whole.workplace)
    code, [told] = await applied()
    assert (code, told["how"]) == (1, "skipped")
    assert told["reason"]["en"].endswith("someone puts or put it back")


async def test_a_dry_run_and_its_applying_are_told_in_dutch_without_a_word_of_english(
    observing: Journey,
) -> None:
    await fill(observing)
    for words, told in (
        (("plan", SOURCE, "--out", FILE), "Niet opgenomen:"),
        (("apply", FILE, "--yes"), "Opgenomen: 3 van 3."),
        (("apply", FILE, "--yes"), "Al eerder opgenomen: 3 documenten."),
    ):
        done = await command(*words, "--language", "nl")
        assert told in done.stdout
        assert not words_in(NAMES.sub(" ", done.output)) & ENGLISH, done.output


async def test_where_all_is_stopped_meanwhile_it_is_said_that_it_goes_on_after_resume(
    observing: Journey,
) -> None:
    await observing.save("brief.txt")
    await observing.settle()
    await planned(observing)
    fault = await observing.fault("hold_before", "drive_item.delete")
    worker = asyncio.create_task(applied())
    await holding(observing, fault, worker)
    observing.whole.house.set_stop(is_on=True, actor="person:test")
    await observing.own("POST", f"/faults/{fault}/release", {})
    code, [told] = await worker
    assert (code, told["how"], told["reason"]["nl"]) == (
        1,
        "goes_on",
        "Alles is stilgezet; wat was begonnen gaat verder na `dossier resume`.",
    )


async def test_the_command_that_lets_a_paused_source_go_on_is_told_with_its_name(
    observing: Journey,
) -> None:
    await observing.save("brief.txt")
    await observing.settle()
    await planned(observing)
    observing.whole.house.set_paused(SOURCE, True, "person:test")
    told = f'dossier source pause --off "{SOURCE}"'
    for language in ("en", "nl"):
        done = await command("apply", FILE, "--yes", "--language", language)
        assert done.exit_code == 1
        assert f"`{told}`" in done.stderr
    assert (await command(*shlex.split(told)[1:])).exit_code == 0
    assert (await applied())[0] == 0


async def test_where_a_third_was_edited_since_nothing_is_filed(observing: Journey) -> None:
    for number in range(9):
        await observing.save(f"{number}.txt", f"{APPLICATION}\nNummer {number}.\n")
    await observing.settle()
    await planned(observing)
    for number in (2, 5, 8):
        await observing.save(f"{number}.txt", f"{APPLICATION}\nAnders {number}.\n")
    await observing.settle()
    done = await command("apply", FILE, "--yes")
    assert done.exit_code == 1
    assert "Stopped: 3 of 9 are otherwise than the dry run said" in done.output
    assert not begun(observing)


async def test_what_a_person_began_is_taken_back_once_the_source_is_paused(
    observing: Journey,
) -> None:
    await observing.save("brief.txt")
    await observing.settle()
    await planned(observing)
    await began_and_ended_early(observing, 0)
    observing.whole.house.set_paused(SOURCE, True, "person:test")
    await observing.host.run_function("sweep")
    await observing.settle()
    assert "halted" in observing.kinds()
    assert await applied() == (1, [])


async def test_what_a_person_began_goes_on_where_a_brake_pauses_the_source(
    observing: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brakes, "VANISHED_AT_LEAST", 3)
    await observing.save("brief.txt")
    await observing.settle()
    for number in range(3):
        await observing.save(f"lunch/{number}.txt", f"Wie wil er soep {number}?")
    await observing.settle()
    await planned(observing)
    await began_and_ended_early(observing, 0)
    await observing.person("delete", "lunch")
    await observing.settle()
    source = await observing.whole.in_force.source(SOURCE)
    assert source is not None
    assert source.paused_by_brake is not None
    await observing.host.run_function("sweep")
    await observing.settle()
    assert "halted" not in observing.kinds()
    stands = observing.whole.overviews.documents()
    assert Counter(one["outcome"] for one in stands) == {"filed": 1, "left": 3}
    assert not (await observing.account()).violations


async def test_what_is_skipped_is_looked_at_by_the_app_as_part_of_the_change_of_the_plan(
    observing: Journey,
) -> None:
    await observing.save("brief.txt")
    await observing.settle()
    await planned(observing)
    texts = texts_of(SMALL)
    rules = "dossiertypen/subsidie.yaml"
    texts[rules] = texts[rules].replace("aanvraag om subsidie", "aanvraag van subsidie")
    file_plan = read_file_plan(texts)
    observing.whole.house.put_plan_in_force(file_plan, texts, "person:test")
    source, [one] = (
        await observing.whole.in_force.source(SOURCE),
        run_of_lines(read().splitlines())[1],
    )
    assert source is not None
    acting, workplace = replace(source, mode=Mode.ACT), observing.whole.workplace
    made = await begin_as_foretold(one, file_plan, acting, "person:test", workplace)
    assert isinstance(made, Skipped)
    with observing.whole.database.reading() as connection:
        assert list(connection.scalars(select(DocumentRow.in_run))) == [True]


async def test_a_file_that_was_edited_or_is_of_another_plan_is_refused(observing: Journey) -> None:
    await observing.save("brief.txt")
    await observing.settle()
    await planned(observing)
    text = read()
    other = (observing.folder / "other.json").write_text
    await asyncio.to_thread(other, text.replace("brief.txt", "prief.txt"))
    refused = await command("apply", "other.json", "--yes")
    assert refused.exit_code == 2
    assert "it was edited or is not whole" in refused.output
    asked = await command("apply", FILE)  # and nobody answers
    assert (asked.exit_code, "File 1 document?" in asked.output) == (1, True)
    observing.whole.house.set_stop(is_on=True, actor="person:test")
    assert (await applied())[0] == 1
    observing.whole.house.set_stop(is_on=False, actor="person:test")
    texts = texts_of(SMALL)
    texts["dossiertypen/subsidie.yaml"] = texts["dossiertypen/subsidie.yaml"].replace(
        "aanvraag om subsidie", "aanvraag van subsidie"
    )
    observing.whole.house.put_plan_in_force(read_file_plan(texts), texts, "person:test")
    refused = await command("apply", FILE, "--yes")
    assert refused.exit_code == 2
    assert "Another file plan is in force now" in refused.output
    assert not begun(observing)
