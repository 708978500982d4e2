"""Examples of rules, and what they tell about rules that get in each other's way."""

import pytest

from classification.file_plan.reading import CheckedPlan, FilePlanError, check_file_plan
from tests.classification.written import DUTCH, SOURCES, TYPE, changed

OTHER = "dossiertypen/bezwaar.yaml"


def two_types(*changes: tuple[str, str, str]) -> CheckedPlan:
    """The plan with a second dossier type, whose rule fits whatever says `bezwaar`."""
    start, end = DUTCH[TYPE].index("    als:"), DUTCH[TYPE].index("bewaren naar")
    rule = """\
    als: {in de tekst: bezwaar}
    dan: {documentsoort: Brief, dossier: nummer in de map}
    voorbeelden:
      wel: Wij maken bezwaar
"""
    text = DUTCH[TYPE][:start] + rule + DUTCH[TYPE][end:]
    for old, new in (("Subsidie\n", "Bezwaar\n"), ("SUB-", "BZW-"), ("Aanvraag", "Bezwaarschrift")):
        text = text.replace(old, new, 1)
    return check_file_plan(changed(*changes, files={OTHER: text}))


def test_an_example_is_a_name_a_folder_a_text_or_all_three() -> None:
    example = "{naam: x.pdf, map: /Algemeen/2.10, tekst: Hierbij een aanvraag}"
    texts = changed(
        (TYPE, "wel: [Aanvraag 8:11.pdf]", f"wel: {example}"),
        (TYPE, "niet: [Bezwaar", "niet: [{map: 2.10}, Bezwaar"),
    )
    first, second, _ = check_file_plan(texts).examples
    assert (first.subject.name, first.subject.folder) == ("x.pdf", "/Algemeen/2.10")
    assert first.subject.text == "Hierbij een aanvraag"
    assert first.told == "x.pdf | /Algemeen/2.10 | Hierbij een aanvraag"
    assert (second.must_fit, second.line, second.told) == (False, 22, "2.10")


def test_an_example_has_what_is_known_beside_a_text_too() -> None:
    example = "{inhoudstype: Besluit, kolommen: {Status: Definitief}, gemaakt door: Jansen}"
    texts = changed((TYPE, "niet: [Bezwaar", f"niet: [{example}, Bezwaar"))
    _, made, _ = check_file_plan(texts).examples
    assert (made.subject.content_type, made.subject.made_by) == ("Besluit", "Jansen")
    assert made.subject.columns == {"Status": "Definitief"}
    assert made.told == "Besluit | Status = Definitief | Jansen"


def test_an_example_that_is_one_sentence_is_name_and_text() -> None:
    [example, _] = check_file_plan(DUTCH).examples
    assert example.subject.name == example.subject.text == example.told == "Aanvraag 8:11.pdf"
    assert example.subject.folder == ""


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("[Aanvraag 8:11.pdf]", "[{naam: Aanvraag 8:11.pdf}]", 21, "past niet op dit voorbeeld"),
        ("[Bezwaar tegen", "[{naam: x.pdf, map: 2.10, tekst: verzoek}, Bezwaar tegen", 22, "toch"),
    ],
)
def test_an_example_with_parts_is_tried_on_each_part(
    old: str, new: str, line: int, message: str
) -> None:
    with pytest.raises(FilePlanError) as caught:
        check_file_plan(changed((TYPE, old, new)))
    [mistake] = caught.value.mistakes
    assert (mistake.file, mistake.line) == (TYPE, line)
    assert message in mistake.message
    assert "example" in mistake.message_en


def test_rules_that_do_not_meet_in_an_example_give_no_remark() -> None:
    assert check_file_plan(DUTCH).remarks == ()


def test_an_example_that_rules_for_two_kinds_fit_at_one_source_is_told() -> None:
    checked = two_types(
        (TYPE, "{in de tekst: [bezwaar]}", "{in de tekst: [klacht]}"),
        (TYPE, "[Bezwaar tegen aanvraag 8:11.pdf]", "[Klacht]"),
        (TYPE, "wel: [", "wel: [Aanvraag zonder bezwaar 8:11.pdf, "),
    )
    [remark] = checked.remarks
    assert (remark.file, remark.line) == (TYPE, 21)
    assert remark.message == (
        "op het voorbeeld «Aanvraag zonder bezwaar 8:11.pdf» passen bij bron «Subsidiedossiers» meer soorten: "
        "«Bezwaarschrift» (Bezwaar) en «Aanvraag» (Subsidie)"
    )
    assert "Subsidiedossiers" in remark.message_en


def test_rules_that_meet_at_no_source_do_not_get_in_each_others_way() -> None:
    checked = two_types(
        (TYPE, "{in de tekst: [bezwaar]}", "{in de tekst: [klacht]}"),
        (TYPE, "[Bezwaar tegen aanvraag 8:11.pdf]", "[Klacht]"),
        (TYPE, "wel: [", "wel: [Aanvraag zonder bezwaar 8:11.pdf, "),
        (SOURCES, "    stand: uitvoeren\n", "    stand: uitvoeren\n    dossiertypen: Bezwaar\n"),
    )
    assert checked.remarks == ()


def test_a_counter_example_that_only_another_rule_fits_is_as_it_should_be() -> None:
    assert two_types().remarks == ()


def test_a_dossier_type_that_no_source_names_is_told() -> None:
    every = "    bibliotheek: Archief / Subsidiedossiers\n    stand: uitvoeren\n"
    checked = two_types((SOURCES, every, every + "    dossiertypen: Subsidie\n"))
    [remark] = checked.remarks
    assert (remark.file, remark.line) == (OTHER, 1)
    assert remark.message == (
        "geen enkele bron noemt het dossiertype «Bezwaar»; er wordt dus niets van gevonden"
    )
    assert "«Bezwaar»" in remark.message_en


def test_a_library_of_dossiers_that_is_no_source_is_told() -> None:
    library = "    bibliotheek: Archief / Subsidiedossiers\n"
    channel = "    team: Subsidies\n    kanaal: Bezwaren\n"
    [remark] = check_file_plan(changed((SOURCES, library, channel))).remarks
    assert remark.file == TYPE
    assert remark.message == (
        "«Archief / Subsidiedossiers» is geen bron; wat mensen daar aan dossiers veranderen, wordt niet opgemerkt"
    )
    assert "goes unnoticed" in remark.message_en


def test_an_example_that_does_not_hold_is_quoted_on_one_line() -> None:
    long = "Een klacht, " + "en nog een, " * 20
    with pytest.raises(FilePlanError) as caught:
        check_file_plan(changed((TYPE, "wel: [Aanvraag 8:11.pdf]", f'wel: ["{long}"]')))
    [mistake] = caught.value.mistakes
    for told in (mistake.message, mistake.message_en):
        assert "«Een klacht, en nog een," in told
        assert told.endswith(" …»")
        assert len(told) < 180


def test_an_example_on_which_one_rule_goes_before_the_other_gives_no_remark() -> None:
    checked = two_types(
        (TYPE, "{in de tekst: [bezwaar]}", "{in de tekst: [klacht]}"),
        (TYPE, "[Bezwaar tegen aanvraag 8:11.pdf]", "[Klacht]"),
        (TYPE, "wel: [", "wel: [Aanvraag zonder bezwaar 8:11.pdf, "),
        (TYPE, "    voorbeelden:\n", "    gaat voor: Bezwaar / Bezwaarschrift\n    voorbeelden:\n"),
    )
    assert checked.remarks == ()
