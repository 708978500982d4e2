"""Dossiers on the command line: listing, showing, closing with a result, opening again."""

import asyncio
import json

import pytest

from records.register import Draft
from tests.command_line.conftest import Case


def test_dossiers_are_listed_and_shown_with_their_documents(case: Case) -> None:
    listed = case.run("dossiers", "list").stdout.splitlines()
    assert [line.split()[:4] for line in listed] == [
        ["BZW-2026-0033", "running", "1", "document"],
        ["SUB-2026-0147", "running", "1", "document"],
    ]
    lines = case.run("dossiers", "list", "--json").stdout.splitlines()
    assert [json.loads(line)["number"] for line in lines] == ["BZW-2026-0033", "SUB-2026-0147"]
    shown = case.run("dossiers", "show", "BZW-2026-0033").stdout
    assert "Bezwaarschrift: bezwaar.docx  https://archief/BZW-2026-0033/bezwaar.docx" in shown
    assert "to be determined" in shown
    data = json.loads(case.run("dossiers", "show", "BZW-2026-0033", "--json").stdout)
    assert (data["category"], data["action_date"]) == (None, None)
    assert [one["name"] for one in data["documents"]] == ["bezwaar.docx"]
    assert case.run("dossiers", "show", "BZW-1999-0001").exit_code == 1


def test_closing_asks_for_what_the_result_requires_and_tells_the_category(case: Case) -> None:
    close = ["dossiers", "close", "BZW-2026-0033", "--result", "afgehandeld"]
    refused = case.run(*close)
    assert refused.exit_code == 1
    assert "Beslissing op bezwaar" in refused.stderr
    assert "--anyway" in refused.stderr
    done = case.run(*close, "--anyway")
    assert done.exit_code == 0
    assert "Category: 13.1" in done.stdout
    assert "niet vastgesteld" in done.stdout
    assert "not computed" in done.stdout
    assert "Missing: Beslissing op bezwaar" in done.stdout
    data = json.loads(case.run("dossiers", "show", "BZW-2026-0033", "--json").stdout)
    assert (data["status"], data["result"], data["category"]) == ("closed", "afgehandeld", "13.1")
    assert data["action_date"] is None


def test_a_result_that_the_plan_does_not_know_is_used_wrongly(case: Case) -> None:
    done = case.run("dossiers", "close", "BZW-2026-0033", "--result", "verzonnen")
    assert done.exit_code == 2
    assert "«afgehandeld»" in done.stderr
    assert case.run("dossiers", "close", "BZW-2026-0033").exit_code == 2
    assert case.run("dossiers", "close", "X-1", "--result", "afgehandeld").exit_code == 2


def test_a_closed_dossier_can_be_opened_again_and_each_act_is_registered(case: Case) -> None:
    case.run("dossiers", "close", "BZW-2026-0033", "--result", "afgehandeld", "--anyway")
    assert case.run("dossiers", "reopen", "BZW-2026-0033").exit_code == 0
    assert case.run("dossiers", "reopen", "BZW-2026-0033").exit_code == 1
    acts = [e for e in case.stored.entries("house") if e["kind"] == "dossier"]
    assert [act["outcome"] for act in acts] == ["closed", "reopened"]
    assert all(act["actor"].startswith("person:") for act in acts)


def test_what_lies_in_a_dossier_is_not_erased_and_the_command_says_what_comes_first(
    case: Case,
) -> None:
    refused = case.run("dossiers", "erase", "SUB-2026-0147", "--yes", "--language", "nl")
    assert refused.exit_code == 1
    assert "ligt nog" in refused.stderr
    unknown = case.run("dossiers", "erase", "SUB-1999-0001")
    assert unknown.exit_code == 2
    assert "`dossier dossiers list`" in unknown.stderr


def test_an_erase_says_of_as_many_entries_as_the_register_counts_afterwards(case: Case) -> None:
    [one] = [x for x in case.stored.overviews.documents() if x["name"] == "bezwaar.docx"]
    asyncio.run(_removed(case, one["document_id"]))
    asked = ("dossiers", "erase", "BZW-2026-0033")
    foretold, told = case.run(*asked).stdout, case.run(*asked, "--yes").stdout
    counted = sum(line["erased"] for line in case.stored.register.export())
    assert f"what lies beside {counted} entries of 1 document(s)" in foretold
    assert f"what lies beside {counted} entries of 1 document(s)" in told


@pytest.fixture
def erased(case: Case) -> Case:
    """The objection was destroyed in the library, and what was told of it erased."""
    [one] = [x for x in case.stored.overviews.documents() if x["name"] == "bezwaar.docx"]
    asyncio.run(_removed(case, one["document_id"]))
    done = case.run("dossiers", "erase", "BZW-2026-0033", "--yes")
    assert done.exit_code == 0, done.output
    return case


async def _removed(case: Case, document_id: str) -> None:
    assert await case.stored.documents.claim(document_id)
    reason = {"code": "removed", "nl": "«bezwaar.docx» is weg", "en": "«bezwaar.docx» is gone"}
    draft = Draft("moved", "left", document_id=document_id, evidence={"reason": reason})
    await case.stored.documents.write(draft, state="gone", settled="")


def test_after_an_erase_every_list_is_shown_and_none_tells_the_name(erased: Case) -> None:
    for words in (
        "filings",
        "filings --json",
        "documents",
        "documents --json",
        "review list",
        "review list --json",
        "dossiers list",
        "dossiers show BZW-2026-0033",
        "trace SUB-2026-0147",
        "relations list",
    ):
        shown = erased.run(*words.split())
        assert shown.exit_code == 0, (words, shown.output)
        assert "bezwaar.docx" not in shown.output, words


def test_a_filing_that_was_erased_is_listed_and_counted_as_that_and_cannot_be_undone(
    erased: Case,
) -> None:
    lines = erased.run("filings", "--json").stdout.splitlines()
    [one] = [x for x in map(json.loads, lines) if x["state"] == "erased"]
    assert (one["name"], one["dossier"], one["rules"]) == (None, None, [])
    [told] = [x for x in erased.run("filings").stdout.splitlines() if " erased " in x]
    assert one["document_id"] in told
    beside = sum(line["erased"] for line in erased.stored.register.export())
    assert beside > 0
    verified = erased.run("register", "verify")
    assert verified.exit_code == 0
    assert f"of {beside}, what lay beside was erased" in verified.stdout
    known = erased.run("undo", "--dossier", "BZW-2026-0033", "--dry-run")
    assert "They have: «SUB-2026-0147»." in known.stderr
    refused = erased.run("undo", one["filing_id"], "--language", "nl")
    assert refused.exit_code == 1
    assert "gewist" in refused.stderr
