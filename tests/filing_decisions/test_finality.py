from dataclasses import replace
from typing import Any

import pytest

from filing.finality import finality_of
from records.documents import Reading, Version
from tests.records.made import document

READ = Reading("tekst", (0,), None, "reader 1")


def state(reading: Reading | None = None, versions: str = "1.0 2.0", **item: Any) -> str:
    numbered = tuple(Version(number, 10, "2026-06-01T08:00:00Z") for number in versions.split())
    return finality_of(replace(document(**item), reading=reading, versions=numbered)).state


def test_a_word_in_a_name_proves_nothing() -> None:
    assert state(name="Besluit DEF.docx") == "unknown"
    assert state(name="Besluit definitief getekend.docx") == "unknown"
    assert state(name="concept.pdf") == "final"


@pytest.mark.parametrize("name", ["besluit.pdf", "Besluit.PDF", "brief.eml", "brief.msg"])
def test_what_is_made_when_something_is_done_is_final(name: str) -> None:
    assert state(name=name) == "final"


def test_a_signature_is_the_strongest_sign() -> None:
    signed = replace(READ, signed=True)
    place = {"path": "/Algemeen/Concept", "fields": {"Status": "Concept"}}
    assert state(signed, name="besluit.docx", versions="0.1", **place) == "signed"


@pytest.mark.parametrize("sign", ["tracked_changes", "comments", "draft_watermark"])
def test_what_is_signed_while_people_still_work_on_it_is_for_a_person(sign: str) -> None:
    signed = replace(READ, signed=True, unfinished=(sign,))
    assert state(signed, name="besluit.pdf", path="/Algemeen/Definitief") == "doubtful"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/Algemeen/Definitief/Concept", "draft"),
        ("/Algemeen/Concept/Definitief", "final"),
        ("/Algemeen/Concepten/Juni 2026", "draft"),
        ("/Algemeen/Definitief/DRAFT/Bijlagen", "draft"),
        ("/Algemeen/Conceptueel kader", "unknown"),
        ("/Algemeen/DEF", "unknown"),
    ],
)
def test_of_folders_in_each_other_the_nearest_counts(path: str, expected: str) -> None:
    assert state(name="besluit.docx", path=path) == expected


@pytest.mark.parametrize("name", ["besluit.pdf", "bericht.msg", "bericht.eml"])
def test_in_a_folder_for_drafts_a_pdf_or_mail_is_a_draft(name: str) -> None:
    assert state(name=name, path="/Algemeen/Concept") == "draft"
    assert state(name=name, path="/Algemeen/Concept", versions="1.0 1.1 2.0") == "draft"


def test_the_reason_names_the_folder() -> None:
    made = document(name="besluit.pdf", path="/Algemeen/Concepten")
    assert "Concepten" in finality_of(replace(made, reading=READ)).reason.nl


@pytest.mark.parametrize("sign", ["tracked_changes", "comments", "draft_watermark"])
def test_what_people_still_work_on_is_a_draft_whatever_they_call_it(sign: str) -> None:
    unfinished = replace(READ, unfinished=(sign,))
    assert state(unfinished, name="besluit.pdf", path="/Algemeen/Definitief") == "draft"


def test_every_sign_of_work_has_a_sentence() -> None:
    for sign in ("tracked_changes", "comments", "draft_watermark"):
        reading = replace(READ, unfinished=(sign,))
        reason = finality_of(replace(document(), reading=reading)).reason
        assert sign not in reason.nl
        assert reason.en != f"People still work on it: {sign}."


@pytest.mark.parametrize(
    "item",
    [
        {"path": "/Algemeen/Definitief"},
        {"path": "/Algemeen/FINAL/2026"},
        {"fields": {"Status": "Definitief"}},
        {"fields": {"Documentstatus": "vastgesteld"}},
    ],
)
def test_people_declare_it_final_by_folder_or_column(item: dict[str, Any]) -> None:
    assert state(name="besluit.docx", **item) == "final"


def test_of_signs_that_disagree_the_one_that_says_draft_counts() -> None:
    declared = {"Status": "Concept", "Versiestatus": "Definitief"}
    assert state(fields=declared, path="/Algemeen/Definitief") == "draft"
    assert state(versions="0.1 0.3", path="/Algemeen/Definitief") == "draft"


@pytest.mark.parametrize(
    ("versions", "expected"),
    [("0.1 0.2", "draft"), ("0.1 1.0", "final"), ("1.0 1.1", "draft"), ("1.0 2.0", "unknown")],
)
def test_where_minor_versions_are_kept_a_major_one_is_final(versions: str, expected: str) -> None:
    assert state(versions=versions, name="besluit.docx") == expected
