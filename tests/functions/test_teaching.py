"""What a model learns from: only what people said, and nothing that is confidential."""

from dataclasses import replace

from functions.teaching import lessons
from records.documents import Location
from store.confirmed import Confirmed
from tests.records.made import dossier_type, plan

GRANT = Confirmed(
    "1", "brief.txt", Location("d", "1"), "Brief", dossier_number="SUB-1", dossier_type="Subsidie"
)
LOOSE = Confirmed("2", "los.txt", Location("d", "2"), "Nota", dossier_number="", dossier_type="")
PUT_THERE = replace(GRANT, document_id="3", document_type="")
EVERY = (GRANT, LOOSE, PUT_THERE)
OPEN, CLOSED = plan(dossier_type()), plan(dossier_type(teaches=False))


def test_a_model_of_kinds_learns_the_kind_and_one_of_dossiers_the_number() -> None:
    assert [one.label for one in lessons(EVERY, OPEN, "kinds")] == ["Brief", "Nota"]
    assert [one.label for one in lessons(EVERY, OPEN, "dossiers")] == ["SUB-1", "SUB-1"]


def test_nothing_is_learned_from_a_dossier_type_that_is_confidential() -> None:
    assert [one.document for one in lessons(EVERY, CLOSED, "kinds")] == [LOOSE]
    assert lessons(EVERY, CLOSED, "dossiers") == []


def test_more_can_be_left_out_by_kind_by_dossier_and_by_dossier_type() -> None:
    for name, left in (("Brief", 1), ("SUB-1", 0), ("Subsidie", 0)):
        assert len(lessons(EVERY, None, "dossiers", [name])) == left
