import pytest

from records.file_plan import Mode
from tests.records.made import SOURCE, dossier_type, plan, source

PLAN = plan(dossier_type(name="Subsidie"), dossier_type(name="Bezwaar"))


def test_a_dossier_type_is_found_by_its_name() -> None:
    assert PLAN.dossier_type("Bezwaar").name == "Bezwaar"


def test_a_dossier_type_that_the_plan_has_not_is_an_error() -> None:
    with pytest.raises(KeyError, match="Vergunning"):
        PLAN.dossier_type("Vergunning")


def test_a_source_that_the_plan_no_longer_has_is_none() -> None:
    found = PLAN.source(SOURCE)
    assert found is not None
    assert found.name == SOURCE
    assert PLAN.source("Vergunningen") is None


def test_of_two_modes_the_stricter_is_the_lower() -> None:
    assert min(Mode.ACT, Mode.PROPOSE) is Mode.PROPOSE
    assert min(Mode.OBSERVE, Mode.PROPOSE) is Mode.OBSERVE


def test_a_category_and_a_document_type_are_found_by_number_and_name() -> None:
    assert PLAN.selection_list.category("1.1").period == "10 jaar"
    assert PLAN.document_type("Subsidieaanvraag").term_id == ""
    with pytest.raises(KeyError, match=r"9\.9"):
        PLAN.selection_list.category("9.9")
    with pytest.raises(KeyError, match="Motie"):
        PLAN.document_type("Motie")


def test_a_source_is_a_channel_or_a_library_where_dossiers_are_kept() -> None:
    assert not source().is_governed
    assert source(team="", channel="", site="Archief", library="Subsidiedossiers").is_governed
