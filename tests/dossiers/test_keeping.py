from dossiers.keeping import keeping_of_running_dossier


def test_what_lies_in_a_running_dossier_has_no_category_and_no_date_yet() -> None:
    keeping = keeping_of_running_dossier("Lopend dossier")
    assert keeping.category == "nader te bepalen"
    assert keeping.action_date == ""


def test_it_carries_the_label_that_the_plan_gives_to_running_dossiers() -> None:
    assert keeping_of_running_dossier("Loopt nog").retention_label == "Loopt nog"
