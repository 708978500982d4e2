from dataclasses import replace

import pytest

from classification.file_plan import (
    MODES,
    NEW_DOSSIER,
    NUMBER_FROM,
    WORDS,
    FilePlanError,
    Mistake,
    filing_moment,
    read_file_plan,
)
from records.canonical import digest
from records.file_plan import Condition, DossierType, FilePlan, FilingMoment, Mode, Rule, Source
from tests.classification.written import DUTCH, ENGLISH, FRAMEWORK, SOURCES, TYPE, changed


def mistakes(texts: dict[str, str]) -> list[tuple[str, int, str]]:
    with pytest.raises(FilePlanError) as caught:
        read_file_plan(texts)
    return [(m.file, m.line, m.message) for m in caught.value.mistakes]


def mistake(*change: tuple[str, str, str]) -> tuple[int, str]:
    [(_, line, message)] = mistakes(changed(*change))
    return line, message


def test_a_plan_is_read_as_it_was_written() -> None:
    plan = read_file_plan(DUTCH)
    [dossier_type] = plan.dossier_types
    [rule] = dossier_type.rules
    assert plan == FilePlan(
        name="Provincie Voorbeeld",
        version=plan.version,
        selection_list=plan.selection_list,
        sites={"Archief": "voorbeeld.sharepoint.com:/sites/archief"},
        running_label="Lopend dossier",
        always_allowed=frozenset({"group:11111111-aaaa"}),
        sources=(
            Source("Subsidies Algemeen", "Subsidies", "Algemeen", Mode.PROPOSE, ("Subsidie",)),
        ),
        dossier_types=(
            DossierType(
                name="Subsidie",
                records_creator="Gedeputeerde Staten",
                site="Archief",
                library="Subsidiedossiers",
                mode=Mode.ACT,
                filing_moment=FilingMoment("when_quiet", 7),
                new_dossier="proposed",
                number_shape="SUB-jjjj-nnnn",
                content_type="Archiefstuk",
                rules=(rule,),
            ),
        ),
    )


def test_numbers_and_no_stay_the_text_that_was_written() -> None:
    [rule] = read_file_plan(DUTCH).dossier_types[0].rules
    assert rule == Rule(
        name="Aanvraag",
        when=(Condition("opening", ("aanvraag", "verzoek")), Condition("file_type", ("pdf",))),
        any_of=(
            Condition("name", ("nee",)),
            Condition("folder", ("2.10",)),
            Condition("text", ("8:11",)),
        ),
        unless=(Condition("text", ("bezwaar",)),),
        document_type="Subsidieaanvraag",
        number_from="text",
        version=rule.version,
    )


def test_english_keys_give_the_same_plan_and_the_same_versions_of_rules() -> None:
    dutch, english = read_file_plan(DUTCH), read_file_plan(ENGLISH)
    assert replace(english, version=dutch.version) == dutch


def test_the_version_is_the_digest_of_what_was_written_not_of_how() -> None:
    plan = read_file_plan(DUTCH)
    spaced = {file: f"# uitleg\n{text}\n\n" for file, text in reversed(DUTCH.items())}
    assert read_file_plan(spaced).version == plan.version
    assert len(plan.version) == len(digest({})) == 64
    assert read_file_plan(changed((TYPE, "uitvoeren", "meekijken"))).version != plan.version


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("regel: Aanvraag", "regel: Verzoek"),
        ("[aanvraag, verzoek]", "[aanvraag]"),
        ("in de naam: nee", "in de naam: ja"),
        ("{in de tekst: [bezwaar]}", "{in de tekst: [bezwaar, klacht]}"),
        ("documentsoort: Subsidieaanvraag", "documentsoort: Aanvraag"),
        ("nummer in de tekst", "nummer in de naam"),
    ],
)
def test_the_version_of_a_rule_changes_with_any_part_of_it(old: str, new: str) -> None:
    def version(texts: dict[str, str]) -> str:
        return read_file_plan(texts).dossier_types[0].rules[0].version

    assert version(changed((TYPE, old, new))) != version(DUTCH)


def test_the_version_of_a_rule_does_not_change_with_its_examples_or_the_rest_of_the_plan() -> None:
    texts = changed((TYPE, "wel: [Aanvraag", "wel: [Verzoek"), (TYPE, "uitvoeren", "meekijken"))
    before, after = (read_file_plan(one).dossier_types[0].rules[0] for one in (DUTCH, texts))
    assert before.version == after.version


@pytest.mark.parametrize("values", [WORDS, MODES, NEW_DOSSIER, NUMBER_FROM])
def test_dutch_and_english_words_come_in_pairs(values: dict[str, object]) -> None:
    meant = list(values.values())
    assert all(meant.count(one) == 2 for one in meant)


def test_what_may_be_left_out_is_empty() -> None:
    texts = changed(
        (FRAMEWORK, "mag alles zien: [11111111-aaaa]\n", ""),
        (SOURCES, "    dossiertypen: [Subsidie]\n", ""),
        (TYPE, "    behalve als: {in de tekst: [bezwaar]}\n", ""),
        (TYPE, "      niet: [Bezwaar tegen aanvraag 8:11.pdf]\n", ""),
    )
    plan = read_file_plan(texts)
    assert plan.always_allowed == frozenset()
    assert plan.sources[0].dossier_types == ()
    assert plan.dossier_types[0].rules[0].unless == ()


def test_every_mistake_is_told_at_once_with_file_and_line() -> None:
    texts = changed(
        (FRAMEWORK, "selectielijst: voorbeeldlijst\n", ""),
        (SOURCES, "stand: voorstellen", "stand: soms"),
        (SOURCES, "kanaal: Algemeen", "kannaal: Algemeen"),
        (TYPE, "Archief / Subsidiedossiers", "Subsidiedossiers"),
        (TYPE, "SUB-jjjj-nnnn", "SUB-2026"),
        (TYPE, "na 7 dagen rust", "ooit"),
        (TYPE, "soort bestand", "kleur"),
        files={"dossiertypen/kapot.yaml": "a: b\na: c\n", "leesmij.yaml": "a: b\n"},
    )
    assert [(file, line) for file, line, _ in mistakes(texts)] == [
        (SOURCES, 2),  # kanaal is missing
        (SOURCES, 4),
        (SOURCES, 5),
        ("dossiertypen/kapot.yaml", 2),
        (TYPE, 3),
        (TYPE, 5),
        (TYPE, 7),
        (TYPE, 13),
        ("leesmij.yaml", 1),
        (FRAMEWORK, 1),
    ]


def test_the_error_lists_each_mistake_on_a_line_of_its_own() -> None:
    error = FilePlanError([Mistake("b.yaml", 2, "later"), Mistake("a.yaml", 10, "eerst")])
    assert str(error) == "a.yaml:10: eerst\nb.yaml:2: later"


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (
            (SOURCES, "kanaal: Algemeen", "kanaal: Algemeen\n    kleur: rood"),
            5,
            "«kleur» is hier geen sleutel; kies uit: bron, team, kanaal, stand, dossiertypen",
        ),
        (
            (TYPE, "dan: {", "dan: {kleur: rood, "),
            19,
            "«kleur» is hier geen sleutel; kies uit: documentsoort, dossier",
        ),
        (
            (FRAMEWORK, "sites:", "kleur: rood\nsites:"),
            5,
            "kies uit: ordeningsplan, selectielijst, label lopend dossier, mag alles zien, sites",
        ),
        ((TYPE, "stand: uitvoeren\n", ""), 1, "«stand» ontbreekt"),
        (
            (TYPE, "nieuw dossier: voorstellen", "nieuw dossier: misschien"),
            6,
            "«nieuw dossier»: kies uit 'toegestaan', 'voorstellen', 'nooit', ",
        ),
        ((TYPE, "inhoudstype: Archiefstuk", "inhoudstype:"), 8, "hier hoort een woord"),
        ((TYPE, "inhoudstype: Archiefstuk", "inhoudstype: [a, b]"), 8, "hier hoort één tekst"),
        ((TYPE, "[aanvraag, verzoek]", '[aanvraag, " "]'), 12, "hier hoort een woord"),
        ((TYPE, "[aanvraag, verzoek]", "{aanvraag: ja}"), 12, "hier hoort een lijst"),
        ((TYPE, "{in de tekst: [bezwaar]}", "nooit"), 18, "hier horen sleutels met waarden"),
        ((SOURCES, "  - bron:", "  - bron: x\n  - bron:"), 2, "ontbreekt"),
        ((TYPE, "wel: [Aanvraag 8:11.pdf]", "wel: []"), 21, "«wel» is leeg"),
    ],
)
def test_a_mistake_is_told_in_dutch_with_the_words_that_may_stand_there(
    change: tuple[str, str, str], line: int, message: str
) -> None:
    told = mistakes(changed(change))
    assert {(file, at) for file, at, _ in told} == {(change[0], line)}
    assert all(message in sentence for _, _, sentence in told)


def test_an_unknown_condition_is_told_with_the_conditions_there_are() -> None:
    line, message = mistake((TYPE, "in de map", "in de mapp"))
    assert line == 16
    assert message.startswith("«in de mapp» is geen voorwaarde; kies uit: in de naam, ")


@pytest.mark.parametrize("library", ["Subsidiedossiers", "Archief /", "/ Subsidies"])
def test_a_library_is_named_with_its_site(library: str) -> None:
    line, message = mistake((TYPE, "Archief / Subsidiedossiers", library))
    assert line == 3
    assert "naam van de site / naam van de bibliotheek" in message


def test_a_site_that_the_framework_does_not_have_is_told_where_it_is_named() -> None:
    line, message = mistake((TYPE, "Archief / ", "Depot / "))
    assert line == 3
    assert message == "site «Depot» staat niet in ordeningsplan.yaml; er zijn: Archief"


def test_a_source_that_names_no_dossier_type_of_the_plan_is_told_which_there_are() -> None:
    line, message = mistake((SOURCES, "[Subsidie]", "[Subsidie, Vergunning]"))
    assert line == 6
    assert message == "«Vergunning» is geen dossiertype; er zijn: Subsidie"


def test_a_dossier_type_with_mistakes_does_not_make_the_sources_wrong() -> None:
    [(file, _, _)] = mistakes(changed((TYPE, "na 7 dagen rust", "ooit")))
    assert file == TYPE


def test_names_that_stand_twice_are_told() -> None:
    again = DUTCH[SOURCES].removeprefix("bronnen:\n")
    texts = changed(
        files={SOURCES: DUTCH[SOURCES] + again, "dossiertypen/zelfde.yaml": DUTCH[TYPE]},
    )
    assert mistakes(texts) == [
        (SOURCES, 7, "«Subsidies Algemeen» is al de naam van een andere bron"),
        ("dossiertypen/zelfde.yaml", 1, "«Subsidie» is al de naam van een ander dossiertype"),
    ]


def test_a_key_that_stands_twice_is_a_mistake_on_its_second_line() -> None:
    line, message = mistake((TYPE, "stand: uitvoeren", "stand: uitvoeren\nstand: meekijken"))
    assert (line, message) == (5, "«stand» staat er twee keer")


def test_a_key_in_dutch_and_in_english_beside_each_other_is_a_mistake() -> None:
    line, message = mistake((TYPE, "stand: uitvoeren", "stand: uitvoeren\nmode: observe"))
    assert line == 5
    assert message.startswith("«mode» is hier geen sleutel")


@pytest.mark.parametrize("file", [FRAMEWORK, SOURCES])
def test_a_file_that_is_missing_is_told(file: str) -> None:
    texts = {name: text for name, text in DUTCH.items() if name != file}
    assert mistakes(texts) == [(file, 1, "dit bestand ontbreekt")]


def test_a_plan_without_dossier_types_is_a_mistake() -> None:
    texts = changed((SOURCES, "    dossiertypen: [Subsidie]\n", ""))
    del texts[TYPE]
    assert mistakes(texts) == [("dossiertypen", 1, "er is geen enkel dossiertype")]


def test_a_file_that_does_not_belong_is_told_even_when_it_is_broken() -> None:
    assert [file for file, _, _ in mistakes(changed(files={"x.yaml": "a: ["}))] == ["x.yaml"] * 2


def test_an_empty_plan_tells_what_is_missing() -> None:
    assert [file for file, _, _ in mistakes({})] == [SOURCES, "dossiertypen", FRAMEWORK]


@pytest.mark.parametrize("text", ["", "# niets\n"])
def test_an_empty_file_lacks_every_key(text: str) -> None:
    told = mistakes(changed(files={FRAMEWORK: text}))
    assert [message for _, _, message in told] == [
        "«label lopend dossier» ontbreekt",
        "«ordeningsplan» ontbreekt",
        "«selectielijst» ontbreekt",
        "«sites» ontbreekt",
    ]


def test_a_file_that_is_a_list_is_a_mistake() -> None:
    assert (
        mistakes(changed(files={FRAMEWORK: "- a\n"}))[0][2] == "«»: hier horen sleutels met waarden"
    )


def test_a_rule_needs_something_to_look_for() -> None:
    nothing = DUTCH[TYPE][: DUTCH[TYPE].index("    als:")]
    rest = DUTCH[TYPE][DUTCH[TYPE].index("    behalve als:") :]
    [(_, line, message)] = mistakes({**DUTCH, TYPE: nothing + rest})
    assert (line, message) == (10, "de regel «Aanvraag» heeft geen voorwaarde")


@pytest.mark.parametrize(("plan", "key", "other"), [(DUTCH, "wel", "niet"), (ENGLISH, "yes", "no")])
def test_every_example_is_tried(plan: dict[str, str], key: str, other: str) -> None:
    texts = changed(
        (TYPE, f"{key}: [Aanvraag 8:11.pdf]", f"{key}: [Aanvraag 8:11.pdf, Aanvraag.pdf]"),
        (TYPE, f"{other}: [Bezwaar tegen", f"{other}: [Verzoek 8:11.pdf, Bezwaar tegen"),
        plan=plan,
    )
    assert mistakes(texts) == [
        (TYPE, 21, "«Aanvraag» past niet op dit voorbeeld"),
        (TYPE, 22, "«Aanvraag» past toch op dit tegenvoorbeeld"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Archief / Subsidiedossiers", "Archief", 3),
        ("after 7 days of quiet", "one day", 5),
        ("SUB-jjjj-nnnn", "SUB", 7),
        ("in the folder", "in the map", 16),
        ("Archief / ", "Depot / ", 3),
    ],
)
def test_a_mistake_in_a_plan_with_english_keys_has_its_line_too(
    old: str, new: str, line: int
) -> None:
    [(file, told, _)] = mistakes(changed((TYPE, old, new), plan=ENGLISH))
    assert (file, told) == (TYPE, line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("meteen", FilingMoment("at_once")),
        ("at once", FilingMoment("at_once")),
        ("Zodra  definitief", FilingMoment("when_final")),
        ("when final", FilingMoment("when_final")),
        ("op verzoek", FilingMoment("on_request")),
        ("on request", FilingMoment("on_request")),
        ("na 7 dagen rust", FilingMoment("when_quiet", 7)),
        ("after 30 days of quiet", FilingMoment("when_quiet", 30)),
        ("na 0 dagen rust", FilingMoment("when_quiet", 0)),
        ("na zeven dagen rust", None),
        ("na 7 dagen", None),
        ("na 12345 dagen rust", None),
        ("P7D", None),
        ("", None),
    ],
)
def test_filing_moments_are_words(text: str, expected: FilingMoment | None) -> None:
    assert filing_moment(text) == expected
