"""The red thread: from an objection to the paragraph of the agreement, and back down."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from dossiers import trace as tracing
from dossiers.thread import Known, Trace
from dossiers.trace import trace
from records.file_plan import RelationRule
from records.relations import FoundRelation, RecordItem, Relation
from tests.dossiers.made import (
    FRAMEWORK,
    PLAN,
    SUBSIDY,
    in_decision,
    in_objection,
    item,
    relation,
)

OBJECTION = item("BZW-2026-0033", "Bezwaarschrift", "bezwaar.docx")
APPLICATION = item("SUB-2026-0147", "Subsidieaanvraag", "aanvraag.pdf")
DECISION = item("SUB-2026-0147", "Subsidiebeschikking", "beschikking.pdf")
AGAINST = relation(OBJECTION, in_objection("Bezwaar tegen uw besluit, kenmerk SUB-2026-0147.")[0])
BASIS = relation(
    DECISION, in_decision("Gelet op de Subsidieregeling monumenten en erfgoed.")[0], number=2
)
KNOWN = Known(PLAN, (OBJECTION, APPLICATION, DECISION), (AGAINST, BASIS))
CHAIN = [
    "dossier:BZW-2026-0033",
    "dossier:SUB-2026-0147",
    "framework:Regeling monumenten",
    "framework:Erfgoednota",
    "framework:Coalitieakkoord 2.10",
]


def found(ref: str, known: Known = KNOWN) -> Trace:
    thread = trace(ref, known)
    assert thread is not None
    return thread


def way(thread: Trace, direction: str) -> list[str]:
    return [n.id for n in thread.nodes if n.direction == direction and n.kind != "document"]


def missing(thread: Trace) -> dict[str, list[str]]:
    return {n.name: [reason.code for reason in n.missing] for n in thread.nodes if n.missing}


def pairs(thread: Trace) -> set[tuple[str, str]]:
    return {(link.source, link.target) for link in thread.links}


def test_from_an_objection_up_to_the_paragraph_of_the_agreement() -> None:
    thread = found("BZW-2026-0033")
    assert [name for name in way(thread, "start") + way(thread, "up") if name in CHAIN] == CHAIN
    assert set(pairwise(CHAIN)) <= pairs(thread)
    assert missing(thread) == {}


def test_each_link_has_its_evidence() -> None:
    links = {(link.source, link.target): link for link in found("BZW-2026-0033").links}
    told = links[CHAIN[0], CHAIN[1]]
    assert (told.relation, told.basis, told.status) == ("bezwaar tegen", "document", "certain")
    assert "kenmerk SUB-2026-0147" in told.quote
    assert (told.document_name, told.document_type) == ("bezwaar.docx", "Bezwaarschrift")
    laid = links[CHAIN[3], CHAIN[4]]
    assert (laid.relation, laid.basis, laid.status) == ("rests_on", "framework", "laid")


@pytest.mark.parametrize(
    "ref",
    ["2.10", "Coalitieakkoord 2.10", "erfgoed dat gebruikt wordt", "paragraaf 2.10 van het coalitieakkoord"],
)  # fmt: skip
def test_from_a_paragraph_down_to_every_objection_and_decision(ref: str) -> None:
    thread = found(ref)
    assert way(thread, "start") == [CHAIN[4]]
    assert [name for name in way(thread, "down") if name in CHAIN] == CHAIN[3::-1]
    documents = {node.title for node in thread.nodes if node.kind == "document"}
    assert documents == {"bezwaar.docx", "aanvraag.pdf", "beschikking.pdf"}
    assert all(node.url for node in thread.nodes if node.kind == "document")


def test_another_paragraph_has_nothing_resting_on_it() -> None:
    assert way(found("3.4"), "down") == []


def test_from_a_decision_both_ways() -> None:
    thread = found("sub-2026-0147")
    assert [name for name in way(thread, "up") if name in CHAIN] == CHAIN[2:]
    assert way(thread, "down") == [CHAIN[0]]


@pytest.mark.parametrize("ref", ["bezwaar.docx", "id-bezwaar.docx", "BEZWAAR.docx"])
def test_from_a_document_by_its_name_or_id(ref: str) -> None:
    thread = found(ref)
    assert ("document:id-bezwaar.docx", CHAIN[0]) in pairs(thread)
    assert thread.nodes[0].id == CHAIN[0]
    assert CHAIN[4] in way(thread, "up")
    [asked] = [n for n in thread.nodes if n.direction == "start" and n.kind == "document"]
    assert asked.title == "bezwaar.docx"


def test_a_dossier_that_keeps_one_part_leads_on_to_it_and_one_that_keeps_several_does_not() -> None:
    named = FoundRelation("volgt uit", "dossier", "BEL-2026-003", True, "q", 0, 1)
    assert CHAIN[4] in way(found("BZW-2026-0033", _told(named)), "up")
    agreement = replace(named, target="AKK-2025-01")
    assert CHAIN[4] not in way(found("BZW-2026-0033", _told(agreement)), "up")


def test_the_dossier_of_the_agreement_stands_for_all_its_paragraphs() -> None:
    thread = found("AKK-2025-01")
    assert {CHAIN[4], "framework:Coalitieakkoord 3.4"} < set(way(thread, "start"))
    assert CHAIN[0] in way(thread, "down")


def test_what_nobody_knows_has_no_thread() -> None:
    for ref in ("BZW-2026-9999", "9.99", "onbekend.docx", "", "  ", "2"):
        assert trace(ref, KNOWN) is None


def test_what_only_a_proposed_link_leads_to_is_not_certain() -> None:
    proposed = replace(AGAINST, status="proposed")
    thread = found("BZW-2026-0033", replace(KNOWN, relations=(proposed, BASIS)))
    certain = {node.id: node.certain for node in thread.nodes if node.id in CHAIN}
    assert certain == dict.fromkeys(CHAIN, False) | {CHAIN[0]: True}
    confirmed = replace(AGAINST, status="confirmed")
    thread = found("BZW-2026-0033", replace(KNOWN, relations=(confirmed, BASIS)))
    assert all(node.certain for node in thread.nodes)


def test_what_a_person_rejected_is_no_link_and_counts_as_missing() -> None:
    rejected = replace(AGAINST, status="rejected")
    thread = found("BZW-2026-0033", replace(KNOWN, relations=(rejected, BASIS)))
    assert way(thread, "up") == []
    assert missing(thread) == {"BZW-2026-0033": ["nothing_named"]}


def test_a_decision_without_a_legal_basis_is_said() -> None:
    thread = found("BZW-2026-0033", replace(KNOWN, relations=(AGAINST,)))
    assert missing(thread) == {"SUB-2026-0147": ["nothing_named"]}
    [node] = [node for node in thread.nodes if node.missing]
    assert "beschikking.pdf" in node.missing[0].nl
    assert "wettelijke grondslag" in node.missing[0].nl


def test_a_dossier_without_a_decision_is_said() -> None:
    known = Known(PLAN, (OBJECTION, APPLICATION), (AGAINST,))
    assert missing(found("BZW-2026-0033", known)) == {"SUB-2026-0147": ["no_such_document"]}


def test_a_dossier_in_which_nothing_was_filed_is_said() -> None:
    known = Known(PLAN, (OBJECTION,), (AGAINST,))
    assert missing(found("BZW-2026-0033", known)) == {"SUB-2026-0147": ["unknown_dossier"]}


def test_a_proposal_is_missed_only_where_no_rule_is_sure() -> None:
    aim = RelationRule("draagt bij aan", ("Subsidieaanvraag",), "framework", certain=False)
    plan = replace(PLAN, dossier_types=(replace(SUBSIDY, relations=(aim,)),))
    known = Known(plan, (APPLICATION,), ())
    assert missing(found("SUB-2026-0147", known)) == {"SUB-2026-0147": ["nothing_named"]}


def test_a_part_that_rests_on_nothing_or_left_the_framework_is_said() -> None:
    assert missing(found("Losse regeling")) == {"Losse regeling": ["rests_on_nothing"]}
    gone = replace(BASIS, target="Oude regeling")
    thread = found("SUB-2026-0147", replace(KNOWN, relations=(gone,)))
    assert missing(thread) == {"Oude regeling": ["not_in_framework"]}


def test_dossiers_that_name_each_other_end() -> None:
    back = FoundRelation("volgt op", "dossier", "BZW-2026-0033", True, "q", 0, 1)
    thread = found("BZW-2026-0033", _told(back, of=DECISION))
    assert [name for name in way(thread, "up") if name in CHAIN] == CHAIN[1:]
    assert len({node.id for node in thread.nodes}) == len(thread.nodes)


def test_it_is_the_same_in_whatever_order_things_are_told() -> None:
    items, relations = KNOWN.items[::-1], KNOWN.relations[::-1]
    assert found("2.10", Known(PLAN, items, relations)) == found("2.10")


def test_what_is_more_than_can_be_shown_is_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "MOST_NODES", 3)
    thread = found("BZW-2026-0033")
    assert thread.cut
    assert len([n for n in thread.nodes if n.id in CHAIN]) == 3
    monkeypatch.undo()
    monkeypatch.setattr(tracing, "MOST_ITEMS", 1)
    thread = found("beschikking.pdf")
    assert thread.cut
    assert [n.title for n in thread.nodes if n.kind == "document"].count("beschikking.pdf") == 1


def test_as_data_it_is_one_object_of_nodes_and_links() -> None:
    data = json.loads(json.dumps(found("2.10").as_data()))
    assert list(data)[:3] == ["ref", "nodes", "links"]
    names = {node["id"] for node in data["nodes"]}
    assert {link["from"] for link in data["links"]} | {
        link["to"] for link in data["links"]
    } <= names


def test_a_thread_of_thousands_of_objections_is_bounded() -> None:
    items = tuple(item(f"BZW-2026-{n:04}", "Bezwaarschrift", f"b{n}") for n in range(2000))
    relations = tuple(replace(AGAINST, dossier_number=one.dossier_number) for one in items)
    thread = found("SUB-2026-0147", Known(PLAN, items, relations))
    assert thread.cut
    assert len(thread.nodes) < 3 * tracing.MOST_NODES


def _told(*more: FoundRelation, of: RecordItem = OBJECTION) -> Known:
    relations: tuple[Relation, ...] = (AGAINST, BASIS) if of is DECISION else ()
    relations += tuple(relation(of, one, number=9) for one in more)
    return replace(KNOWN, relations=relations)


def test_the_framework_of_the_tests_rests_as_the_province_laid_it() -> None:
    assert {above for part in FRAMEWORK for above in part.rests_on} <= {p.name for p in FRAMEWORK}
