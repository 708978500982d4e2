from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.canonical import digest
from records.documents import Location
from records.register import (
    FIRST_PREV,
    HOUSE,
    OURSELVES,
    SEALS,
    Draft,
    Entry,
    entry_hash,
    entry_of,
    faults_in_chain,
)

DRAFT = Draft(
    kind="verdict",
    outcome="left",
    document_id="document-1",
    location=Location("drive", "item"),
    filing_id="filing-1",
    plan={"steps": ["copy"]},
    evidence={"quote": "aanvraag"},
)
FIELDS = (
    "v",
    "seq",
    "chain",
    "prev",
    "hash",
    "at",
    "kind",
    "document_id",
    "location",
    "filing_id",
    "outcome",
    "plan_version",
    "model_version",
    "plan_digest",
    "evidence_digest",
    "actor",
)


def entry(**place: Any) -> Entry:
    given_place = {"seq": 1, "prev": FIRST_PREV, "at": "2026-11-23T09:00:00.000000Z"}
    return entry_of(
        DRAFT, **{"plan_version": "plan version", "model_version": None, **given_place, **place}
    )


def chain(length: int) -> list[Entry]:
    entries: list[Entry] = []
    for seq in range(1, length + 1):
        entries.append(entry(seq=seq, prev=entries[-1]["hash"] if entries else FIRST_PREV))
    return entries


def told(entries: list[Entry]) -> list[str]:
    return [fault.en for fault in faults_in_chain(entries)]


def test_an_entry_has_exactly_the_fields_of_the_layout() -> None:
    assert sorted(entry()) == sorted(FIELDS)


def test_an_entry_says_what_happened_and_holds_only_digests_of_what_lies_beside() -> None:
    made = entry()
    assert made["location"] == {"drive_id": "drive", "item_id": "item"}
    assert made["plan_digest"] == digest({"steps": ["copy"]})
    assert made["evidence_digest"] == digest({"quote": "aanvraag"})
    assert made["chain"] == made["document_id"] == "document-1"
    assert made["actor"] == OURSELVES
    assert "aanvraag" not in str(made)


def test_what_is_not_given_is_null() -> None:
    draft = Draft(kind="stop", outcome="stopped")
    made = entry_of(draft, seq=1, prev=FIRST_PREV, at="2026", plan_version=None, model_version=None)
    nulls = {name for name, value in made.items() if value is None}
    assert nulls == {
        "document_id",
        "location",
        "filing_id",
        "plan_version",
        "model_version",
        "plan_digest",
        "evidence_digest",
    }


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        (Draft("mode", "act"), HOUSE),
        (Draft("seal", "sealed", chain=SEALS), SEALS),
        (Draft("verdict", "left", document_id="d", chain=SEALS), "d"),
    ],
)
def test_an_entry_stands_in_the_chain_of_its_document_or_of_the_house(
    draft: Draft, name: str
) -> None:
    assert (
        entry_of(draft, seq=1, prev=FIRST_PREV, at="2026", plan_version=None, model_version=None)[
            "chain"
        ]
        == name
    )


@given(st.sampled_from([name for name in FIELDS if name != "hash"]), st.text("abc", min_size=1))
def test_the_hash_changes_with_any_field(field: str, other: str) -> None:
    made = entry()
    assert entry_hash({**made, field: other}) != made["hash"]


def test_the_hash_does_not_depend_on_the_hash_that_is_written() -> None:
    assert entry_hash({**entry(), "hash": "another"}) == entry()["hash"]


@given(st.integers(0, 6))
def test_a_chain_as_it_was_written_is_whole(length: int) -> None:
    assert faults_in_chain(chain(length)) == []


@given(st.integers(0, 4), st.sampled_from(FIELDS), st.text("abc", min_size=1))
def test_any_field_that_was_altered_is_seen(place: int, field: str, other: str) -> None:
    entries = chain(5)
    entries[place][field] = other
    assert faults_in_chain(entries)


@given(st.integers(0, 3))
def test_an_entry_that_is_missing_is_seen(place: int) -> None:
    entries = chain(5)
    del entries[place]
    assert told(entries) == [f"document-1 {place + 2}: entry {place + 1} is missing"]


def test_two_entries_that_changed_places_are_seen() -> None:
    first, second = chain(2)
    assert told([second, first]) == ["document-1 2: entry 1 is missing"]


def test_an_entry_that_was_altered_and_hashed_anew_no_longer_carries_the_next() -> None:
    entries = chain(3)
    entries[1]["outcome"] = "filed"
    entries[1]["hash"] = entry_hash(entries[1])
    assert told(entries) == ["document-1 3: does not follow the entry before it"]


@pytest.mark.parametrize("value", [1.0, "\ud800", {1: "a"}])
def test_what_could_never_have_been_hashed_is_a_fault_and_no_crash(value: Any) -> None:
    entries = chain(1)
    entries[0]["outcome"] = value
    assert told(entries) == ["document-1 1: was altered"]


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_is_missing_is_a_fault_and_no_crash(field: str) -> None:
    entries = chain(1)
    del entries[0][field]
    assert faults_in_chain(entries)


def test_a_previous_hash_with_a_strange_letter_is_a_fault_and_no_crash() -> None:
    entries = chain(1)
    entries[0]["prev"] = "é" * 64
    assert told(entries) == [
        "document-1 1: does not follow the entry before it",
        "document-1 1: was altered",
    ]
