"""The red thread on the command line, and what people decide about its links."""

import json

import pytest
from sqlalchemy import delete, update

from store.models import DocumentRow, RelationRow
from tests.command_line.conftest import Case

REGULATION = "Regeling monumenten · Subsidieregeling monumenten en erfgoed (regeling)"


def test_the_tree_leads_from_an_objection_to_the_agreement_with_its_evidence(case: Case) -> None:
    done = case.run("trace", "bzw 2026 0033", "--language", "nl")
    assert done.exit_code == 0
    lines = [line.strip(" │├└─") for line in done.stdout.splitlines()]
    assert lines[0] == "BZW-2026-0033 (Bezwaar tegen een besluit)"
    thread = [
        "→ bezwaar tegen: SUB-2026-0147 (Subsidie)",
        "«… kenmerk SUB-2026-0147 …» (Bezwaarschrift «bezwaar.docx»)",
        f"→ wettelijke grondslag: {REGULATION}",
        "→ rust op: Erfgoednota 2026-2030 (beleidsnota)",
        "vastgelegd in het beleidskader",
        "→ rust op: Coalitieakkoord 2.10 · Erfgoed dat gebruikt wordt (paragraaf van het akkoord)",
    ]
    assert [line for line in lines if line in thread[:4] + thread[5:]] == thread[:4] + thread[5:]
    assert thread[4] in lines


def test_a_quotation_stands_on_one_line_and_steers_no_terminal(case: Case) -> None:
    done = case.run("trace", "2.10", "--language", "nl")
    assert "\x1b" not in done.stdout
    quoted = (
        "«… op grond van de \ufffd[31mregeling …» (Subsidiebeschikking «beschikking.docx», blz. 2)"
    )
    assert f"{quoted} [voorstel, nog niet bevestigd]" in done.stdout
    assert "← bezwaar tegen: BZW-2026-0033" in done.stdout
    assert "Bezwaarschrift: bezwaar.docx" in done.stdout
    assert all(line == line.rstrip() for line in done.stdout.splitlines())


def test_it_speaks_english_unless_it_is_asked_to_speak_dutch(case: Case) -> None:
    done = case.run("trace", "2.10")
    assert "resting on this" in done.stdout
    assert "(policy note)" in done.stdout
    assert "[proposed, not confirmed yet]" in done.stdout


def test_the_beginning_of_a_document_s_id_is_enough_if_it_is_long_enough(case: Case) -> None:
    by_name = {one["name"]: one["document_id"] for one in case.stored.overviews.documents()}
    whole = by_name["bezwaar.docx"]
    assert case.run("trace", whole[:8]).stdout == case.run("trace", "bezwaar.docx").stdout
    assert case.run("trace", whole[:7]).exit_code == 1


def test_for_machines_it_is_one_object_of_nodes_and_links(case: Case) -> None:
    done = case.run("trace", "BZW-2026-0033", "--json")
    data = json.loads(done.stdout)
    assert data["ref"] == "BZW-2026-0033"
    certain = {node["name"]: node["certain"] for node in data["nodes"]}
    assert certain["SUB-2026-0147"]
    assert not certain["Coalitieakkoord 2.10"]
    assert ("dossier:BZW-2026-0033", "dossier:SUB-2026-0147", "kenmerk SUB-2026-0147") in {
        (link["from"], link["to"], link["quote"]) for link in data["links"]
    }


def test_what_is_missing_is_said_in_the_tree(case: Case) -> None:
    case.run("relations", "reject", "2")
    done = case.run("trace", "SUB-2026-0147", "--language", "nl")
    assert "! «wettelijke grondslag» ontbreekt: «beschikking.docx»" in done.stdout


@pytest.mark.parametrize(
    ("words", "code"), [(["onbekend.docx"], 1), ([" "], 2), (["2.10", "--language", "fr"], 2)]
)
def test_it_ends_with_1_where_nothing_is_found_and_2_when_used_wrongly(
    case: Case, words: list[str], code: int
) -> None:
    done = case.run("trace", *words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr


def test_a_dossier_in_which_nothing_lies_is_said_to_be_empty(case: Case) -> None:
    with case.stored.database.transaction() as connection:
        taken_out = update(DocumentRow).values(state="undone")
        connection.execute(taken_out)
        connection.execute(delete(RelationRow))
    done = case.run("trace", "SUB-2026-0147")
    assert done.exit_code == 1
    assert "SUB-2026-0147 is empty" in done.stderr
    assert "SUB-2026-0147    running  empty" in case.run("dossiers", "list").stdout


def test_what_the_framework_says_of_a_dossier_is_told_as_what_it_says(case: Case) -> None:
    told = case.run("trace", "2.10").stdout
    assert (
        "kept in dossier BZW-2026-0099 (says the policy framework; nothing was filed there yet)"
    ) in told


def test_for_machines_nothing_found_is_an_object_without_nodes(case: Case) -> None:
    done = case.run("trace", "onbekend", "--json")
    assert done.exit_code == 1
    assert json.loads(done.stdout) == {"ref": "onbekend", "nodes": [], "links": [], "cut": False}


def test_what_is_not_confirmed_says_who_confirms_it_and_where(case: Case) -> None:
    told = case.run("trace", "2.10").stdout
    assert "by a person: see `dossier relations list`" in told
    number = json.loads(case.run("relations", "list", "--json").stdout)["relation_id"]
    case.run("relations", "confirm", str(number))
    assert "relations list" not in case.run("trace", "2.10").stdout


def test_a_name_that_is_not_known_says_where_to_look(case: Case) -> None:
    assert "`dossier dossiers list`" in case.run("trace", "foo").stderr


def test_a_proposed_relation_waits_until_a_person_confirms_or_rejects_it(case: Case) -> None:
    listed = case.run("relations", "list").stdout
    assert "SUB-2026-0147: wettelijke grondslag Regeling monumenten" in listed
    assert "bezwaar tegen" not in listed
    assert "bezwaar tegen" in case.run("relations", "list", "--all").stdout
    [line] = case.run("relations", "list", "--json").stdout.splitlines()
    number = str(json.loads(line)["relation_id"])
    assert case.run("relations", "confirm", number).exit_code == 0
    assert case.run("relations", "list").stdout == "Nothing waits.\n"
    assert "confirmed by a person" in case.run("trace", "2.10").stdout
    assert case.run("relations", "reject", "99").exit_code == 2
