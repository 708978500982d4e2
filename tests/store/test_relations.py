"""Relations as they stand: while their document lies in its dossier, and as people decided."""

import pytest

from records.relations import FoundRelation
from store.relations import StoredRelations
from tests.store.filing import Into, against, begin, end, filed
from tests.store.stored import PERSON, Stored

SUBSIDY = "SUB-2026-0147"


@pytest.fixture
def relations(listening: Stored) -> StoredRelations:
    return StoredRelations(listening.database, listening.clock)


def told(relations: StoredRelations) -> dict[str, str]:
    return {one.target: one.status for one in relations.standing()}


async def refiled(
    stored: Stored, document_id: str, *found: FoundRelation, number: str = Into.number
) -> None:
    await stored.documents.claim(document_id)
    await end(stored, document_id, "undone", "undone")
    await begin(stored, document_id, Into(number=number, relations=found), "F-2")
    await end(stored, document_id)


async def test_a_relation_stands_from_the_end_of_a_filing_until_it_is_put_back(
    listening: Stored, relations: StoredRelations
) -> None:
    document_id = await listening.document("01A")
    await begin(listening, document_id, Into(relations=(against(SUBSIDY, quote="«é»"),)))
    assert relations.standing() == ()
    await end(listening, document_id)
    [one] = relations.standing()
    assert (one.document_id, one.dossier_number) == (document_id, Into.number)
    assert (one.relation, one.target_kind, one.target) == ("bezwaar tegen", "dossier", SUBSIDY)
    assert (one.status, one.quote) == ("certain", "«é»")
    await listening.documents.claim(document_id)
    await end(listening, document_id, "undone", "undone")
    assert relations.standing() == ()


async def test_it_is_written_in_one_transaction_with_the_entry_of_its_filing(
    listening: Stored, relations: StoredRelations
) -> None:
    document_id = await listening.document("01A")
    listening.break_power_at("INSERT ON relations")
    with pytest.raises(Exception, match="power cut"):
        await begin(listening, document_id, Into(relations=(against(SUBSIDY),)))
    listening.mend()
    assert listening.entries(document_id) == []
    assert listening.rows("SELECT count(*) FROM record_items") == [(0,)]


async def test_what_a_new_filing_no_longer_tells_is_withdrawn(
    listening: Stored, relations: StoredRelations
) -> None:
    into = Into(relations=(against(SUBSIDY), against("SUB-2026-0200")))
    document_id = await filed(listening, "01A", into)
    await refiled(listening, document_id, against("SUB-2026-0200", certain=False))
    assert told(relations) == {"SUB-2026-0200": "proposed"}
    await refiled(listening, document_id, against(SUBSIDY), number="BZW-2026-0044")
    assert [(one.dossier_number, one.target) for one in relations.standing()] == [
        ("BZW-2026-0044", SUBSIDY)
    ]


async def test_what_a_person_decided_is_an_act_in_the_register_and_stays(
    listening: Stored, relations: StoredRelations
) -> None:
    found = (against(SUBSIDY, certain=False), against("SUB-2026-0200", certain=False))
    document_id = await filed(listening, "01A", Into(relations=found))
    ids = {one.target: one.relation_id for one in relations.standing()}
    assert relations.decide(ids[SUBSIDY], confirmed=True, actor=PERSON).status == "confirmed"
    relations.decide(ids["SUB-2026-0200"], confirmed=False, actor=PERSON)
    decided = {SUBSIDY: "confirmed", "SUB-2026-0200": "rejected"}
    assert told(relations) == decided
    entries = [e for e in listening.entries(document_id) if e["kind"] == "relation"]
    assert [e["outcome"] for e in entries] == ["confirmed", "rejected"]
    assert {e["actor"] for e in entries} == {PERSON}
    assert all(e["location"] for e in entries)
    await refiled(listening, document_id, *found)
    assert told(relations) == decided
    relations.decide(ids[SUBSIDY], confirmed=False, actor=PERSON)
    assert told(relations)[SUBSIDY] == "rejected"
    assert listening.register.verify({}) == []


async def test_the_register_holds_no_quotation_of_what_was_decided(
    listening: Stored, relations: StoredRelations
) -> None:
    await filed(listening, "01A", Into(relations=(against(SUBSIDY, quote="geheime woorden"),)))
    [one] = relations.standing()
    relations.decide(one.relation_id, confirmed=True, actor=PERSON)
    assert "geheime woorden" not in str(list(listening.register.export()))


async def test_what_does_not_stand_cannot_be_decided(
    listening: Stored, relations: StoredRelations
) -> None:
    document_id = await filed(listening, "01A", Into(relations=(against(SUBSIDY),)))
    [one] = relations.standing()
    await listening.documents.claim(document_id)
    await end(listening, document_id, "undone", "undone")
    for relation_id in (one.relation_id, 999):
        with pytest.raises(LookupError):
            relations.decide(relation_id, confirmed=True, actor=PERSON)
