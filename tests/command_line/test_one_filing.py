"""How one filing is told: the document before and after."""

from contextvars import Context
from typing import Any

import pytest

from command_line.one_filing import filing_told
from filing.losses import FILING_LOSSES, UNDO_LOSSES, losses_told


def side(**values: Any) -> dict[str, Any]:
    return {
        "name": "brief.docx",
        "content_type": "Document",
        "label": None,
        "columns": {},
        "versions": [],
        "audience": ["group:team", "user:one"],
        **values,
    }


def filing(**values: Any) -> dict[str, Any]:
    return {
        "filing_id": "3f2a90c1",
        "at": "2026-11-23T09:00:00.000000Z",
        "state": "filed",
        "name": "brief.docx",
        "dossier": "SUB-2026-0147",
        "source": "Subsidies",
        "document_id": "7c1d",
        "rules": [{"rule": "Aanvraag", "version": "b0b1b2b3b4b5"}],
        "losses": losses_told(["item_id"], FILING_LOSSES),
        "reversible": {
            "how": "with_losses",
            "losses": losses_told(["own_permissions"], UNDO_LOSSES),
            "why": None,
        },
        "balance": None,
        "undos": [],
        **values,
    }


def told_in_english(filing: dict[str, Any]) -> list[str]:
    """Return its lines, whatever language a command spoke before in this process."""
    return Context().run(list, filing_told(filing))


def balance(**values: Any) -> dict[str, Any]:
    return {
        "content": "same_item",
        "before": side(),
        "after": side(),
        "broken_links": {},
        **values,
    }


@pytest.mark.parametrize("state", ["filed", "source_kept"])
def test_of_a_filing_that_stands_it_is_told_how_it_can_be_turned_back(state: str) -> None:
    told = "\n".join(told_in_english(filing(state=state, balance=balance())))
    assert "What filing changed, as was said beforehand:" in told
    assert "It can be turned back; what does not return then:" in told


@pytest.mark.parametrize("state", ["undone", "undoing", "superseded", "gone"])
def test_a_filing_that_no_longer_stands_is_not_said_to_be_able_to_be_turned_back(
    state: str,
) -> None:
    told = "\n".join(told_in_english(filing(state=state, balance=balance())))
    assert "What filing changed, as was said beforehand:" in told
    assert "turned back" not in told
    assert losses_told(["own_permissions"], UNDO_LOSSES)[0]["en"] not in told


@pytest.mark.parametrize("state", ["waiting", "left", "proposed", "superseded", "gone"])
def test_of_what_was_never_filed_it_is_told_what_would_have_changed(state: str) -> None:
    told = "\n".join(told_in_english(filing(state=state)))
    assert "What filing would have changed, as was said beforehand:" in told
    assert "turned back" not in told


def test_of_what_is_being_filed_it_is_told_what_changes() -> None:
    told = "\n".join(told_in_english(filing(state="carrying_out")))
    assert "What filing changes, as was said beforehand:" in told
    assert "turned back" not in told


def test_it_tells_what_was_before_and_what_is_after() -> None:
    version = {"id": "1.0", "size": 7, "at": "2026-06-01T08:00:00Z", "by": "Collega"}
    ours = version | {"at": "2026-11-23T09:00:00Z", "by": "Dossierstroom"}
    sheet = {
        "content": "office_parts",
        "before": side(versions=[version], columns={"Onderwerp": "Molen"}),
        "after": side(
            name="brief (2).docx",
            label="Lopend dossier",
            versions=[ours],
            columns={"Onderwerp": "", "Dossiernummer": "SUB-2026-0147"},
            audience=["group:records"],
        ),
        "broken_links": {"organization:view": 2, "strange:kind": 1},
    }
    told = "\n".join(told_in_english(filing(balance=sheet)))
    for words in (
        "Subsidies: Aanvraag (version b0b1b2b3)",
        "content: the same in every part but properties",
        "name: brief.docx -> brief (2).docx",
        "retention label: - -> Lopend dossier",
        "version 1.0 before: Collega, 2026-06-01 08:00 UTC",
        "version 1.0 after: Dossierstroom, 2026-11-23 09:00 UTC",
        "Onderwerp: Molen -> -",
        "Dossiernummer: - -> SUB-2026-0147",
        "who can open it: 2 -> 1",
        "now also: group:records",
        "no longer: group:team",
        "no longer: user:one",
        "sharing links that broke: 2 (the whole organisation, view)",
        "1 (strange, kind)",
    ):
        assert words in told


def test_what_the_filing_did_not_see_is_said_to_be_unknown_and_not_to_be_gone() -> None:
    before, after = (
        side(columns={"Onderwerp": "Molen"}),
        side(versions=None, columns=None, audience=None),
    )
    told = "\n".join(told_in_english(filing(balance=balance(before=before, after=after))))
    assert "who can open it: 2 -> ?" in told
    assert "no longer" not in told
    assert "Onderwerp: Molen -> ?" in told


def test_a_filing_of_which_all_was_erased_is_told_by_what_is_left() -> None:
    erased = filing(name=None, dossier=None, rules=[], losses=[], reversible=None)
    told = told_in_english(erased)
    assert told == ["3f2a90c1  2026-11-23 09:00 UTC  filed        7c1d", "  Subsidies"]


def test_each_undo_is_told_with_who_asked_for_it_and_how_it_ended() -> None:
    asked = {"at": "2026-11-24T10:00:00.000000Z", "by": "person:records"}
    stopped = {"nl": "het is vergrendeld", "en": "it is locked", "code": "locked"}
    ended = asked | {"ended_at": "2026-11-24T10:01:00.000000Z", "reason": stopped}
    erased = asked | {"ended_at": "2026-11-24T10:01:00.000000Z", "reason": None}
    begun = asked | {"ended_at": None, "reason": None}
    told = told_in_english(filing(undos=[ended, erased, begun]))
    asked_for = "Undo asked for at 2026-11-24 10:00 UTC by person:records"
    assert [line for line in told if line.startswith("Undo")] == [
        f"{asked_for}; ended at 2026-11-24 10:01 UTC. it is locked",
        f"{asked_for}; ended at 2026-11-24 10:01 UTC.",
        f"{asked_for}; it is under way.",
    ]


def test_a_loss_that_an_older_plan_names_is_told_by_its_code() -> None:
    assert losses_told(["version_authors"], FILING_LOSSES)[0]["en"] == "version_authors"
