"""Which rule goes before which, as a file plan says it, and what is wrong with saying so."""

import pytest

from classification.file_plan.reading import FilePlanError, read_file_plan
from records.file_plan import Rule, RuleName
from tests.classification.written import DUTCH, TYPE, changed

OTHER = "dossiertypen/bezwaar.yaml"
MORE = """\
  - regel: {}
    als: {{in de tekst: {}}}
    dan: {{documentsoort: Brief, dossier: nummer in de tekst}}
{}    voorbeelden: {{wel: {}}}
"""


def with_rules(*rules: tuple[str, str]) -> dict[str, str]:
    """The plan with more rules behind its own, the *Aanvraag*: name, and what they go before."""
    more = "".join(
        MORE.format(name, name, f"    gaat voor: {before}\n" if before else "", name)
        for name, before in rules
    )
    return changed((TYPE, "bewaren naar", f"{more}bewaren naar"))


def with_type(texts: dict[str, str]) -> dict[str, str]:
    """The plan with a second dossier type, that has the same rules."""
    other = DUTCH[TYPE].replace("dossiertype: Subsidie", "dossiertype: Bezwaar")
    return {**texts, OTHER: other.replace("SUB-jjjj", "BZW-jjjj")}


def rules_of(texts: dict[str, str]) -> dict[str, Rule]:
    plan = read_file_plan(texts)
    return {rule.name: rule for rule in plan.dossier_type("Subsidie").rules}


def told(texts: dict[str, str]) -> list[tuple[int, str, str]]:
    with pytest.raises(FilePlanError) as caught:
        read_file_plan(texts)
    assert {one.file for one in caught.value.mistakes} == {TYPE}
    return [(one.line, one.message, one.message_en) for one in caught.value.mistakes]


def test_a_rule_goes_before_those_that_it_names_and_those_before_which_they_go() -> None:
    rules = rules_of(with_rules(("Brief", "[Nota]"), ("Nota", "Aanvraag")))
    assert rules["Aanvraag"].goes_before == ()
    assert rules["Nota"].goes_before == (RuleName("Subsidie", "Aanvraag"),)
    assert rules["Brief"].goes_before == (
        RuleName("Subsidie", "Aanvraag"),
        RuleName("Subsidie", "Nota"),
    )


def test_a_rule_of_another_dossier_type_is_named_with_it() -> None:
    rules = rules_of(with_type(with_rules(("Brief", "Bezwaar / Aanvraag"))))
    assert rules["Brief"].goes_before == (RuleName("Bezwaar", "Aanvraag"),)


def test_the_version_of_a_rule_changes_with_what_it_goes_before() -> None:
    without, first = (
        rules_of(with_rules(("Brief", ""))),
        rules_of(with_rules(("Brief", "Aanvraag"))),
    )
    assert without["Brief"].version != first["Brief"].version
    assert without["Aanvraag"].version == first["Aanvraag"].version


def test_a_rule_that_is_not_there_is_told_with_the_nearest_one() -> None:
    [(line, nl, en)] = told(with_type(with_rules(("Brief", "Aanvrag"))))
    assert line == 26
    assert nl.startswith("«Aanvrag» is geen regel; bedoelt u «Aanvraag»?")
    assert nl.endswith("Kies uit: Aanvraag, Brief, Bezwaar / Aanvraag")
    assert en.startswith("«Aanvrag» is no rule; do you mean «Aanvraag»?")


def test_rules_that_go_before_each_other_in_a_circle_are_told_once() -> None:
    texts = with_rules(("Brief", "[Aanvraag, Nota]"), ("Nota", "[Brief]"))
    [(line, nl, en)] = told(texts)
    assert line == 26
    assert nl == "«Brief» gaat voor zichzelf: «Brief» → «Nota» → «Brief»"
    assert en == "«Brief» goes before itself: «Brief» → «Nota» → «Brief»"


def test_a_rule_cannot_go_before_itself() -> None:
    [(line, nl, _)] = told(with_rules(("Brief", "Brief")))
    assert (line, nl) == (26, "«Brief» gaat voor zichzelf: «Brief» → «Brief»")


def test_a_rule_that_may_stand_in_a_file_that_cannot_be_read_is_not_missed() -> None:
    texts = {**with_rules(("Brief", "Bezwaar / Aanvraag")), OTHER: "a: ]"}
    with pytest.raises(FilePlanError) as caught:
        read_file_plan(texts)
    assert {one.file for one in caught.value.mistakes} == {OTHER}
