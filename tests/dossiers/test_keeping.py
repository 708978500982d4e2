from dossiers.keeping import Closing, closing_of, keeping_of_running_dossier
from records.verdicts import Reason
from tests.dossiers.made import LIST, OBJECTION


def test_what_lies_in_a_running_dossier_has_no_category_and_no_date_yet() -> None:
    keeping = keeping_of_running_dossier("Lopend dossier")
    assert keeping.category == "nader te bepalen"
    assert keeping.action_date == ""


def test_it_carries_the_label_that_the_plan_gives_to_running_dossiers() -> None:
    assert keeping_of_running_dossier("Loopt nog").retention_label == "Loopt nog"


def test_closing_follows_the_result_and_shows_what_list_its_category_is_from() -> None:
    closing = closing_of(OBJECTION, LIST, " Niet-Ontvankelijk ", {"Bezwaarschrift"})
    assert isinstance(closing, Closing)
    assert (closing.result, closing.category.number) == ("niet-ontvankelijk", "13.1.1")
    assert closing.list_status == "voorbeeldlijst, niet vastgesteld"
    assert closing.missing == ()


def test_closing_tells_what_the_result_requires_and_is_not_there() -> None:
    closing = closing_of(OBJECTION, LIST, "afgehandeld", {"Beslissing op bezwaar", "Brief"})
    assert isinstance(closing, Closing)
    assert closing.missing == ("Bezwaarschrift",)


def test_a_result_that_the_dossier_type_does_not_know_is_refused_with_those_it_knows() -> None:
    refused = closing_of(OBJECTION, LIST, "verzonnen", ())
    assert isinstance(refused, Reason)
    assert refused.code == "no_such_result"
    assert "«afgehandeld», «niet-ontvankelijk»" in refused.nl
