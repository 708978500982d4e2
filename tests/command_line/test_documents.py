"""What became of every document, and what waits, on the command line."""

import asyncio
import json
from typing import Any, get_args

import pytest

from filing.problems import STOPPED
from records.register import Draft
from records.verdicts import SEEN, Seen, evidence_told
from tests.command_line.conftest import Case
from tests.store.filing import Into, begin, let_it_act
from tests.store.stored import file_in

REASONS = {
    "left": ("no_rule_fits", "Geen regel past.", "No rule fits."),
    "waiting": ("rules_disagree", "Twee regels zijn het oneens.", "Two rules disagree."),
    "proposed": ("observing", "Zou worden opgenomen.", "It would be filed."),
}


@pytest.fixture
async def standing(case: Case) -> Case:
    """Three more documents: one left alone, one that waits, one proposed."""
    for outcome, (code, dutch, english) in REASONS.items():
        [document_id] = await case.stored.page(file_in(outcome, name=f"{outcome}.docx"))
        assert await case.stored.documents.claim(document_id)
        evidence: dict[str, Any] = {"reason": {"code": code, "nl": dutch, "en": english}}
        evidence["verdict"] = {"document_type": None, "dossier_type": None, "dossier_number": None}
        evidence["evidence"] = [{"kind": "name", "rule": "R\x1b", "quote": "een\n\x1b[31mnaam"}]
        draft = Draft("verdict", outcome, document_id=document_id, evidence=evidence)
        await case.stored.documents.write(draft, state=outcome)
    return case


def listed(case: Case, *words: str) -> list[dict[str, Any]]:
    done = case.run(*words, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_what_was_left_alone_is_told_with_its_reason_its_source_and_since_when(
    standing: Case,
) -> None:
    done = standing.run("documents", "--outcome", "left")
    [one] = listed(standing, "documents", "--outcome", "left")
    short = one["document_id"][:8]
    assert done.stdout.splitlines()[:2] == [
        f"2026-11-23 09:00 UTC  left alone  left.docx  ({standing.stored.source})  {short}",
        "    No rule fits.",
    ]
    assert (one["outcome"], one["source"]) == ("left", standing.stored.source)
    assert one["at"] == "2026-11-23T09:00:00.000000Z"
    assert one["reason"]["code"] == "no_rule_fits"


def test_without_an_outcome_every_document_is_told(standing: Case) -> None:
    outcomes = sorted(one["outcome"] for one in listed(standing, "documents"))
    assert outcomes == ["filed", "filed", "left", "proposed", "waiting"]
    assert listed(standing, "documents", "--outcome", "under_way") == []


def test_documents_can_be_asked_for_by_their_source(standing: Case) -> None:
    source = standing.stored.source
    assert len(listed(standing, "documents", "--source", source)) == 5
    done = standing.run("documents", "--source", "Verzonnen")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"«{source}»" in done.stderr


def test_an_outcome_may_be_asked_for_in_dutch(standing: Case) -> None:
    done = standing.run("documents", "--outcome", "gelaten", "--language", "nl")
    assert "gelaten  left.docx" in done.stdout
    assert "Geen regel past." in done.stdout
    assert standing.run("documents", "--outcome", "verzonnen").exit_code == 2


def test_what_a_person_must_decide_stands_apart_from_what_would_be_filed(standing: Case) -> None:
    lines = standing.run("review", "list").stdout.splitlines()
    places = [
        lines.index("Waits for a person to decide (1)"),
        lines.index("Proposed, not done (1)"),
    ]
    assert places[0] < places[1]
    for place, name in zip(places, ("waiting.docx", "proposed.docx"), strict=True):
        assert name in lines[place + 3]
    outcomes = {one["name"]: one["outcome"] for one in listed(standing, "review", "list")}
    assert outcomes == {"waiting.docx": "waiting", "proposed.docx": "proposed"}


def test_what_waits_stands_under_what_a_person_can_do_about_it(standing: Case) -> None:
    lines = standing.run("review", "list", "--language", "nl").stdout.splitlines()
    steps = [place for place, line in enumerate(lines) if line.startswith("-> ")]
    assert [lines[place].endswith(" (1)") for place in steps] == [True, True]
    assert "Kies: zet het zelf in het dossier" in lines[steps[0]]
    assert "waiting.docx" in lines[steps[0] + 1]
    assert '`dossier source mode "NAAM" uitvoeren`' in lines[steps[1]]
    assert "proposed.docx" in lines[steps[1] + 1]
    by_name = {one["name"]: one["next_step"] for one in listed(standing, "review", "list")}
    assert by_name["waiting.docx"]["en"].startswith("Choose: ")


def test_what_documents_say_steers_no_terminal(standing: Case) -> None:
    for words in (["documents"], ["review", "list"]):
        assert "\x1b" not in standing.run(*words).stdout


@pytest.mark.parametrize(
    ("language", "told", "learns", "shown"),
    [
        (
            "nl",
            (
                "Dit laat het document zoals het is, want het zegt niet bij welk dossier het hoort. "
                "Twee regels zijn het oneens."
            ),
            "Een model leert ervan, als de tekst te lezen is.",
            "    een mens zei: Notitie",
        ),
        (
            "en",
            (
                "This leaves the document as it is, for it does not tell to which dossier it belongs. "
                "Two rules disagree."
            ),
            "A model learns from it, where its text can be read.",
            "    a person said: Notitie",
        ),
    ],
)
def test_a_confirmation_that_has_no_effect_says_so_and_the_lists_show_what_was_confirmed(
    standing: Case, language: str, told: str, learns: str, shown: str
) -> None:
    [one] = listed(standing, "documents", "--outcome", "waiting")
    assert one["kind_said"] is None
    confirm = ("review", "confirm", one["document_id"], "--kind", "Notitie")
    done = standing.run(*confirm, "--language", language)
    assert done.stdout.splitlines() == ["waiting.docx: Notitie", told, learns], done.stderr
    for words in (("documents", "--outcome", "waiting"), ("review", "list")):
        assert shown in standing.run(*words, "--language", language).stdout.splitlines()
        by_name = {one["name"]: one["kind_said"] for one in listed(standing, *words)}
        assert by_name["waiting.docx"] == "Notitie"


def test_a_confirmation_of_what_is_filed_or_was_said_before_says_that_nothing_follows(
    standing: Case,
) -> None:
    [one, *_] = listed(standing, "documents", "--outcome", "filed")
    confirm = ["review", "confirm", one["document_id"]]
    assert standing.run(*confirm).stdout.splitlines()[1:] == [
        "Nothing of the document changes.",
        "A model learns from it, where its text can be read.",
    ]
    [one] = listed(standing, "documents", "--outcome", "left")
    confirm = ["review", "confirm", one["document_id"], "--kind", "Notitie"]
    assert "This leaves the document as it is" in standing.run(*confirm).stdout
    assert "That was said of it already; nothing new follows." in standing.run(*confirm).stdout
    confirm[-1] = "Subsidieaanvraag"
    assert "Before, a person said: Notitie." in standing.run(*confirm).stdout


def test_a_trace_of_what_lies_in_no_dossier_tells_where_it_is_and_why(standing: Case) -> None:
    [one] = listed(standing, "documents", "--outcome", "left")
    for ref in ("left.docx", one["document_id"], one["document_id"][:8]):
        done = standing.run("trace", ref)
        assert done.exit_code == 1
        assert f"«{ref}» is known, and lies in no dossier" in done.stderr
        assert "    No rule fits." in done.stderr.splitlines()


def test_every_kind_of_evidence_has_words_for_where_it_was_seen() -> None:
    assert set(get_args(Seen)) == SEEN.keys()


@pytest.mark.parametrize(
    ("kind", "quote", "rule", "dutch", "english"),
    [
        ("known_folder", "Molen", "", "«Molen» (de map van het dossier)", "«Molen» (the folder"),
        (
            "name",
            "brief",
            "Brief",
            "«brief» (in de naam; regel «Brief»)",
            "in the name; rule «Brief",
        ),
        ("unreadable", "broken", "«A», «B»", "niet te lezen; regels «A», «B»", "rules «A», «B»"),
        (
            "unread_pages",
            "3-7",
            "",
            "blz. 3 tot en met 7: alleen beeld, waarvan geen tekst is gelezen",
            "p. 3 to 7: picture only, of which no text was read",
        ),
    ],
)
def test_evidence_names_a_rule_where_one_had_a_say_and_quotes_only_words_of_the_document(
    kind: str, quote: str, rule: str, dutch: str, english: str
) -> None:
    in_dutch, in_english = evidence_told({"kind": kind, "quote": quote, "rule": rule})
    assert in_dutch == dutch
    assert english in in_english
    assert "«»" not in in_dutch + in_english
    assert "««" not in in_dutch + in_english


async def test_a_document_that_is_held_up_is_told_in_the_language_that_is_asked(case: Case) -> None:
    [document_id] = await case.stored.page(file_in("held", name="held.docx"))
    assert await case.stored.documents.claim(document_id)
    await case.stored.documents.let_go(document_id, problem="failed again and again")
    for words in (["documents"], ["review", "list"]):
        # The commands run a loop of their own.
        dutch = await asyncio.to_thread(case.run, *words, "--language", "nl")
        english = await asyncio.to_thread(case.run, *words)
        assert "mislukte keer op keer" in dutch.stdout
        assert "failed again and again" in english.stdout


async def test_while_all_is_stopped_what_is_under_way_is_told_to_be_stopped(case: Case) -> None:
    [document_id] = await case.stored.page(file_in("late", name="late.docx"))
    await begin(case.stored, document_id, Into("SUB-2026-0147", "Subsidie", "Notitie"))
    told = await asyncio.to_thread(case.run, "documents", "--outcome", "under_way")
    assert "being filed  late.docx" in told.stdout
    # The commands run a loop of their own.
    done = await asyncio.to_thread(case.run, "stop")
    assert done.exit_code == 0, done.output
    for words, state, why in (
        (("documents", "--language", "en"), "stopped", "the stop switch is on"),
        (("documents", "--language", "nl"), "stilgezet", "de noodstop staat aan"),
    ):
        told = await asyncio.to_thread(case.run, *words, "--outcome", "under_way")
        lines = told.stdout.splitlines()
        assert f"{state}  late.docx" in lines[0]
        assert lines[1].strip().startswith(why)
    for command in ("filings", "documents", "review list"):
        told = await asyncio.to_thread(case.run, *command.split(), "--language", "nl")
        assert "Alles is stilgezet" in told.stderr

    await case.stored.documents.let_go(document_id, due_at=None, problem=STOPPED.en)
    done = await asyncio.to_thread(case.run, "resume")
    assert done.exit_code == 0, done.output
    told = await asyncio.to_thread(case.run, "documents", "--language", "en")
    assert "the stop switch was on and is off; it goes on by itself" in told.stdout


async def test_what_the_list_shows_of_a_document_finds_it(case: Case) -> None:
    [document_id] = await case.stored.page(file_in("late", name="late.docx"))
    await begin(case.stored, document_id, Into("SUB-2026-0147", "Subsidie", "Notitie"))
    for words, language in (("being filed", "en"), ("wordt opgenomen", "nl"), ("onderweg", "nl")):
        asked = ("documents", "--outcome", words, "--language", language)
        told = await asyncio.to_thread(case.run, *asked)
        assert told.exit_code == 0, told.output
        assert len(told.stdout.splitlines()) == 2
        assert "late.docx" in told.stdout
    none = await asyncio.to_thread(case.run, "documents", "--outcome", "undone")
    assert (none.exit_code, none.stdout) == (0, "There are no such documents.\n")


async def test_what_was_filed_from_a_source_is_found_by_it_where_it_lies_in_another_now(
    case: Case,
) -> None:
    [document_id] = await case.stored.page(file_in("brief", name="brief.docx"))
    await let_it_act(case.stored)
    assert await case.stored.documents.claim(document_id)
    plan = {"target": {"dossier_number": "SUB-2026-0147"}, "source": {"name": "brief.docx"}}
    draft = Draft(
        "planned",
        "planned",
        document_id=document_id,
        filing_id="F-9",
        plan=plan,
        evidence={"source": "Vroeger kanaal"},
    )
    await case.stored.documents.write(draft, state="carrying_out")
    words = ("documents", "--source", "Vroeger kanaal")
    planned_only = await asyncio.to_thread(case.run, *words)
    assert "brief.docx" not in planned_only.stdout
    assert await case.stored.documents.claim(document_id)
    filed = Draft("filed", "filed", document_id=document_id, filing_id="F-9")
    await case.stored.documents.write(filed, state="filed")
    done = await asyncio.to_thread(case.run, *words, "--language", "nl")
    assert f"brief.docx  ({case.stored.source}, uit «Vroeger kanaal»)" in done.stdout, done.output
    assert done.stdout.count(".docx") == 1
    here = await asyncio.to_thread(listed, case, "documents", "--source", case.stored.source)
    assert [one["filed_from"] for one in here if one["name"] == "brief.docx"] == [
        ["Vroeger kanaal"]
    ]


def test_a_quote_is_told_among_the_words_around_it_with_its_paragraph() -> None:
    found = {
        "kind": "text",
        "quote": "bezwaar",
        "rule": "Bezwaarschrift",
        "page": None,
        "paragraph": 2,
        "before": "Wij maken",
        "behind": "tegen uw besluit",
    }
    assert evidence_told(found) == (
        "… Wij maken «bezwaar» tegen uw besluit … (in de tekst; alinea 2; regel «Bezwaarschrift»)",
        "… Wij maken «bezwaar» tegen uw besluit … (in the text; par. 2; rule «Bezwaarschrift»)",
    )


async def test_of_a_filed_document_is_told_by_which_words_and_like_which_document(
    case: Case,
) -> None:
    brief, other = await case.stored.page(
        file_in("brief", name="brief.docx"), file_in("ander", name="notulen.docx")
    )
    near, word = (
        {"kind": kind, "rule": "Notitie", "quote": quote, "page": None, "weight": weight}
        for kind, quote, weight in (("nearest_example", other, 610), ("model", "verzoek", -17))
    )
    rule = {"code": "rule_fits", "nl": "De regel past.", "en": "The rule fits."}
    why = {"reason": rule, "evidence": [near, word], "verdict": {"document_type": "Notitie"}}
    await begin(case.stored, brief, Into("SUB-2026-0147", "Subsidie", "Notitie"), why=why)
    reason = {"code": "filed", "nl": "Opgenomen.", "en": "Filed."}
    filed = Draft("filed", "filed", document_id=brief, filing_id="F-1", evidence={"reason": reason})
    await case.stored.documents.write(filed, state="filed")
    done = await asyncio.to_thread(case.run, "documents", "--outcome", "filed", "--language", "nl")
    *_, heading, a, b, c, d = map(str.strip, done.stdout.splitlines())
    assert "brief.docx" in heading, done.stdout
    assert [a, b, c, d] == [
        "Opgenomen.",
        "De regel past.",
        "«notulen.docx» (een voorbeeld dat erop lijkt; soort «Notitie»)",
        "«verzoek» (woord dat daar volgens het model tegen pleit; soort «Notitie»)",
    ]
