"""What was filed can be turned back, and what people did since is never discarded."""

import asyncio
import json

import pytest
from typer.testing import CliRunner

from classification.file_plan.reading import read_file_plan
from command_line.main import app
from filing.handle import handle_document
from filing.losses import UNDO_LOSSES
from filing.undo_plan import UndoPlan
from filing.undoing import begin_undo, prepare_undo
from records.verdicts import Reason
from tests.journeys.journey import (
    APPLICATION,
    ON_BOTH_DATABASES,
    SMALL,
    SOURCE,
    Journey,
    texts_of,
)

pytestmark = pytest.mark.journey


async def filed(journey: Journey) -> str:
    await journey.save("brief.txt")
    await journey.settle()
    [filing] = journey.whole.overviews.filings()
    return str(filing["filing_id"])


async def undo(journey: Journey, filing_id: str) -> UndoPlan | Reason:
    plan = await prepare_undo(filing_id, journey.whole.workplace)
    if isinstance(plan, UndoPlan):
        assert await begin_undo(plan, "person:test", journey.whole.workplace)
        await handle_document(plan.document_id, journey.whole.workplace)
        await journey.settle()
    return plan


async def dossier_item(journey: Journey) -> dict[str, str]:
    [item] = [i for i in await journey.items() if i["path"].startswith("/SUB-2026-0147/")]
    return item


@ON_BOTH_DATABASES
async def test_an_undone_document_is_back_with_its_name_and_versions(journey: Journey) -> None:
    plan = await undo(journey, await filed(journey))

    assert isinstance(plan, UndoPlan)
    assert plan.reversible.how == "with_losses"
    assert all(loss in UNDO_LOSSES for loss in plan.reversible.losses)
    [back] = await journey.items()
    assert back["path"] == "/Algemeen/brief.txt"
    assert back["label"] is None
    line = await journey.only_line()
    assert (line.outcome, line.code) == ("left", "undone")


async def test_who_made_which_version_and_when_stands_in_the_register_once_a_copy_lost_it(
    journey: Journey,
) -> None:
    await journey.save("brief.txt", "eerste opzet, zonder nummer")
    await journey.save("brief.txt", APPLICATION, who="Collega Subsidies")
    await journey.person("link", "brief.txt")
    await journey.settle()
    [copied] = [i for i in await journey.items() if i["path"].startswith("/SUB-2026-0147/")]
    [filing] = journey.whole.overviews.filings()
    plan = await journey.whole.documents.plan_of(filing["filing_id"], undo=False)

    made_by = [version["by"] for version in plan["source"]["versions"]]
    assert made_by == ["Medewerker Subsidies", "Collega Subsidies"]
    assert "Collega Subsidies" not in [version["by"]["name"] for version in copied["versions"]]
    account = await journey.whole.documents.account(
        filing["document_id"], filing["filing_id"], undo=False
    )
    balance = filing["balance"]
    assert balance["content"] == "quick_xor_hash"
    assert balance["broken_links"] == {"organization:view": 1}
    before, after = balance["before"], balance["after"]
    assert [version["by"] for version in before["versions"]] == made_by
    told = [(version["id"], version["size"], version["by"]) for version in after["versions"]]
    assert told == [(v["id"], v["size"], v["by"]["name"]) for v in copied["versions"]]
    assert set(after["audience"]) == set(copied["principals"])
    assert (before["label"], after["label"]) == (None, "Lopend dossier")
    assert after["columns"]["Dossiernummer"] == "SUB-2026-0147"
    assert (before["name"], after["name"]) == ("brief.txt", "brief.txt")
    assert balance["reversible"]["how"] == "with_losses"
    verified = await account.facts_of("verify") or {}
    in_dossier = [version["by"]["name"] for version in copied["versions"]]
    assert [version["by"] for version in verified["versions"]] == in_dossier[:2]
    assert (await journey.account()).violations == ()
    undone = await undo(journey, filing["filing_id"])
    assert isinstance(undone, UndoPlan)
    assert "version_authors_and_dates" in undone.reversible.losses
    assert (await journey.account()).violations == ()


async def test_the_filing_tells_of_its_undo(journey: Journey) -> None:
    filing_id = await filed(journey)
    [before] = journey.whole.overviews.filings()
    await undo(journey, filing_id)
    [after] = journey.whole.overviews.filings()

    assert before["undos"] == []
    [told] = after["undos"]
    assert (told["by"], told["reason"]["code"]) == ("person:test", "undone")
    assert before["at"] < told["at"] <= told["ended_at"]


async def test_an_undone_document_is_not_filed_again_by_itself(journey: Journey) -> None:
    await undo(journey, await filed(journey))
    await journey.person("edit", "brief.txt", content_base64="bm9nIGVlbnM=")
    await journey.settle()
    await journey.host.run_function("safety_delta")
    await journey.settle()

    assert len(journey.whole.overviews.filings()) == 1
    assert [i["path"] for i in await journey.items()] == ["/Algemeen/brief.txt"]


async def test_an_undone_document_that_people_remove_is_written_down_as_removed(
    journey: Journey,
) -> None:
    filing_id = await filed(journey)
    await undo(journey, filing_id)
    await journey.person("delete", "brief.txt")
    await journey.settle()

    [document] = journey.whole.overviews.documents()
    assert (document["state"], document["reason"]["code"]) == ("gone", "removed_by_people")
    refused = await undo(journey, filing_id)
    assert isinstance(refused, Reason)
    assert "taken away by someone" in refused.en
    assert (await journey.account()).violations == ()


async def test_what_people_changed_in_the_dossier_comes_back_too(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    filing_id = await filed(journey)
    item = await dossier_item(journey)
    journey.for_commands(monkeypatch)
    looked = ["undo", filing_id, "--dry-run"], ["undo", "--source", SOURCE, "--dry-run"]
    before = [await asyncio.to_thread(CliRunner().invoke, app, words) for words in looked]
    assert not any("edited" in done.output for done in before)
    await journey.own(
        "POST",
        "/people",
        {
            "person": "Collega Subsidies",
            "do": "edit",
            "drive": item["drive_id"],
            "item": item["id"],
            "content_base64": "YmlqZ2V3ZXJrdA==",
        },
    )
    one, many = [await asyncio.to_thread(CliRunner().invoke, app, words) for words in looked]
    assert "Someone edited it since it was filed; what they wrote stays in it." in one.output
    assert "goes back as «brief.txt», edited since it was filed" in many.output
    await undo(journey, filing_id)

    [back] = await journey.items()
    contents = [v["size"] for v in back["versions"] if v["cause"] == "content"]
    assert contents == [len(APPLICATION.encode()), len("bijgewerkt")]
    assert (await journey.account()).violations == ()


@ON_BOTH_DATABASES
@pytest.mark.parametrize(
    ("do", "code"), [("move", "moved_by_people"), ("check_out", "checked_out")]
)
async def test_a_document_that_people_moved_or_checked_out_stays_where_it_is(
    journey: Journey, do: str, code: str
) -> None:
    filing_id = await filed(journey)
    item = await dossier_item(journey)
    await journey.own(
        "POST",
        "/people",
        {
            "person": "Recordmanager",
            "do": do,
            "drive": item["drive_id"],
            "item": item["id"],
            "to": "/",
        },
    )
    answer = await undo(journey, filing_id)

    assert isinstance(answer, Reason)
    assert answer.code == code


async def test_a_name_that_was_taken_meanwhile_is_not_overwritten(journey: Journey) -> None:
    filing_id = await filed(journey)
    await journey.save("brief.txt", "iets heel anders")
    await journey.settle()
    answer = await undo(journey, filing_id)

    assert isinstance(answer, Reason)
    assert answer.code == "old_name_taken"


async def test_a_copy_back_that_is_not_equal_leaves_the_document_in_its_dossier_and_asks_a_person(
    journey: Journey,
) -> None:
    filing_id = await filed(journey)
    await journey.fault("target_bytes", "drive_item.copy")
    await undo(journey, filing_id)

    line = await journey.only_line()
    assert (line.outcome, line.code) == ("filed", "verification_failed")
    for _ in range(2):
        [waits] = journey.whole.overviews.waiting()
        assert (waits["state"], waits["reason"]["code"]) == ("filed", "verification_failed")
        await handle_document(waits["document_id"], journey.whole.workplace)  # nothing new to see

    await undo(journey, filing_id)
    assert (await journey.only_line()).outcome == "left"
    assert journey.whole.overviews.waiting() == []


async def test_an_unknown_filing_is_said_to_be_unknown(journey: Journey) -> None:
    answer = await prepare_undo("no-such-filing", journey.whole.workplace)
    assert isinstance(answer, Reason)
    assert answer.code == "unknown_filing"


async def test_the_name_that_people_gave_it_in_the_dossier_comes_back_too(
    journey: Journey,
) -> None:
    filing_id = await filed(journey)
    item = await dossier_item(journey)
    await journey.own(
        "POST",
        "/people",
        {
            "person": "Recordmanager",
            "do": "rename",
            "drive": item["drive_id"],
            "item": item["id"],
            "to": "Aanvraag dorpshuis.txt",
        },
    )
    await undo(journey, filing_id)

    assert [i["path"] for i in await journey.items()] == ["/Algemeen/Aanvraag dorpshuis.txt"]
    assert (await journey.only_line()).code == "undone"


async def test_what_one_version_of_a_rule_filed_is_undone_and_what_another_filed_stays(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dossier(*words: str) -> str:
        done = await asyncio.to_thread(CliRunner().invoke, app, words)
        assert done.exit_code == 0, done.output
        return done.stdout

    await filed(journey)
    texts = {
        name: text.replace("- subsidieaanvraag", "- subsidieverzoek")
        for name, text in texts_of(SMALL).items()
    }
    journey.whole.house.put_plan_in_force(read_file_plan(texts), texts, "person:test")
    await journey.save("later.txt", f"{APPLICATION}Later.\n")
    await journey.settle()
    journey.for_commands(monkeypatch)
    told = [json.loads(line) for line in (await dossier("filings", "--json")).splitlines()]
    assert [one["name"] for one in told] == ["later.txt", "brief.txt"]
    [[now], [before]] = [one["rules"] for one in told]
    assert now["rule"] == before["rule"] == "Subsidieaanvraag"
    assert now["version"] != before["version"]

    chosen = ("--rule", now["rule"], "--rule-version", before["version"][:12], "--yes")
    assert "Undone: 1 of 1." in await dossier("undo", *chosen)
    states = {one["name"]: one["state"] for one in journey.whole.overviews.filings()}
    assert states == {"brief.txt": "undone", "later.txt": "filed"}
    for rule, version, code, why in (
        ("Notitie bij een subsidie", now["version"], 2, "No filing has «Notitie bij een subsidie»"),
        (now["rule"], "f" * 12, 2, "No filing has «ffffffffffff» as its --rule-version"),
        (now["rule"], before["version"][:12], 1, "No filing that stands fits that"),
    ):
        other = ("undo", "--rule", rule, "--rule-version", version)
        refused = await asyncio.to_thread(CliRunner().invoke, app, other)
        assert refused.exit_code == code
        assert why in refused.output
