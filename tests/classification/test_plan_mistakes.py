"""Every mistake in a file plan, with its line, in both languages."""

import pytest

from classification.file_plan.reading import FilePlanError, Mistake, read_file_plan
from tests.classification.written import (
    DUTCH,
    ENGLISH,
    FRAMEWORK,
    KINDS,
    LIST,
    POLICY,
    RECORDS,
    SOURCES,
    TERM,
    TYPE,
    changed,
)


def mistakes(texts: dict[str, str]) -> list[tuple[str, int, str]]:
    with pytest.raises(FilePlanError) as caught:
        read_file_plan(texts)
    return [(m.file, m.line, m.message) for m in caught.value.mistakes]


def mistake(*change: tuple[str, str, str]) -> tuple[int, str]:
    [(_, line, message)] = mistakes(changed(*change))
    return line, message


def test_ten_mistakes_in_one_plan_are_told_at_once_with_file_and_line() -> None:
    texts = changed(
        (FRAMEWORK, "label lopend dossier: Lopend dossier\n", ""),
        (SOURCES, "stand: voorstellen", "stand: soms"),
        (SOURCES, "kanaal: Algemeen", "kannaal: Algemeen"),
        (LIST, "bewaartermijn: 10 jaar", "bewaartermijn: P10Y"),
        (POLICY, "rust op: [2.10]", "rust op: [2.1]"),
        (TYPE, "Archief / Subsidiedossiers", "Depot / Subsidiedossiers"),
        (TYPE, "SUB-jjjj-nnnn", "2026-nnnn"),
        (TYPE, "soort bestand", "kleur"),
        (TYPE, "afgehandeld: 1.10", "afgehandeld: 1.1"),
        files={"dossiertypen/kapot.yaml": "a: [\n"},
    )
    told = mistakes(texts)
    assert len(told) == len(set(told))
    assert [(file, line) for file, line, _ in told] == [
        (POLICY, 10),
        (SOURCES, 4),
        (SOURCES, 5),
        ("dossiertypen/kapot.yaml", 2),
        (TYPE, 3),
        (TYPE, 7),
        (TYPE, 13),
        (TYPE, 24),
        (FRAMEWORK, 1),
        (LIST, 4),
    ]


def test_the_error_lists_each_mistake_on_a_line_of_its_own() -> None:
    one, other = Mistake("b.yaml", 2, "later", "later"), Mistake("a.yaml", 10, "eerst", "first")
    error = FilePlanError([one, other, one])
    assert str(error) == "a.yaml:10: eerst\nb.yaml:2: later"


@pytest.mark.parametrize(
    ("change", "line", "message", "message_en"),
    [
        (
            (SOURCES, "kanaal: Algemeen", "kanaal: Algemeen\n    kleur: rood"),
            5,
            "«kleur» is hier geen sleutel; kies uit: bron, team, kanaal, bibliotheek, stand, ",
            "«kleur» is no key here; choose from: source, team, channel, library, mode, ",
        ),
        (
            (TYPE, "dan: {", "dan: {documentsoorten: rood, "),
            19,
            (
                "«documentsoorten» is hier geen sleutel; bedoelt u «documentsoort»? "
                "Kies uit: documentsoort, dossier"
            ),
            (
                "«documentsoorten» is no key here; do you mean «documentsoort»? "
                "Choose from: document type, dossier"
            ),
        ),
        ((TYPE, "stand: uitvoeren\n", ""), 1, "«stand» ontbreekt", "«mode» is missing"),
        (
            (TYPE, "nieuw dossier: voorstellen", "nieuw dossier: voorstel"),
            6,
            (
                "«voorstel» is geen keuze voor een nieuw dossier; bedoelt u «voorstellen»? "
                "Kies uit: toegestaan, voorstellen, nooit"
            ),
            "Choose from: allowed, proposed, never",
        ),
        (
            (TYPE, "inhoudstype: Archiefstuk", "inhoudstype:"),
            8,
            "hier hoort een woord of getal",
            "a word or number belongs here",
        ),
        (
            (TYPE, "inhoudstype: Archiefstuk", "inhoudstype: [a, b]"),
            8,
            "«inhoudstype»: hier hoort één tekst",
            "«content type»: one text belongs here",
        ),
        ((TYPE, "[aanvraag, verzoek]", '[aanvraag, " "]'), 12, "hier hoort een woord", "a word"),
        ((TYPE, "[aanvraag, verzoek]", "{aanvraag: ja}"), 12, "hier hoort een lijst", "a list"),
        ((TYPE, "[aanvraag, verzoek]", "[]"), 12, "«in het begin» is leeg", "is empty"),
        (
            (TYPE, "{in de tekst: [bezwaar]}", "nooit"),
            18,
            "hier horen sleutels",
            "keys with values",
        ),
        ((SOURCES, "  - bron: Subsidies A", "  - bron: x\n  - bron: Subsidies A"), 2, "", ""),
        ((TYPE, "wel: [Aanvraag 8:11.pdf]", "wel: []"), 21, "«wel» is leeg", "«yes» is empty"),
        ((TYPE, "wel: [Aanvraag 8:11.pdf]", 'wel: [" "]'), 21, "hier hoort een woord", "a word"),
        ((TYPE, "wel: [Aanvraag 8:11.pdf]", "wel: [{}]"), 21, "geef naam, map of tekst", "give"),
        (
            (TYPE, "in de map", "in de mapp"),
            16,
            "«in de mapp» is geen voorwaarde; bedoelt u «in de map»? Kies uit: in de naam, in de map, ",
            "Choose from: in the name, in the folder, in the opening, in the text, file type",
        ),
        (
            (TYPE, "nummer in de tekst", "[nummer in de naam, nummer]"),
            19,
            "«nummer» is geen plaats van een nummer",
            "number in name, number in text, number in folder, dossier of the source",
        ),
        ((TYPE, "na 7 dagen rust", "na zeven dagen"), 5, "kies: meteen, ", "choose: at once, "),
        ((TYPE, "SUB-jjjj-nnnn", "jjjj-nnnn"), 7, "schrijf de vorm, zoals SUB-jjjj", "the shape"),
        ((TYPE, "SUB-jjjj-nnnn", "SUB-jjjj"), 7, "schrijf de vorm, zoals SUB-jjjj", "the shape"),
        ((TYPE, "{Zaaktype: nee}", "{Zaak type: nee}"), 28, "interne naam van een kolom", "column"),
        ((TYPE, "kenmerk van een dossier", "kenmerk"), 33, "niet wat gezocht kan", "look for"),
        ((FRAMEWORK, RECORDS, "Recordbeheer"), 3, "hier hoort een id, zoals 1111", "an id belongs"),
        ((KINDS, TERM, "2.10"), 2, "hier hoort een id, zoals 1111", "an id belongs here"),
        (
            (FRAMEWORK, "voorbeeld.sharepoint.com:", ""),
            5,
            "schrijf het adres van de site",
            "address",
        ),
        ((LIST, "10 jaar", "0 jaar"), 4, "heel getal en jaar, maanden, weken of dagen", "whole"),
        (
            (LIST, "brondatum: afgehandeld", "brondatum: ooit"),
            4,
            "«ooit» is geen brondatum",
            "ooit",
        ),
        ((LIST, "waardering: bewaren", "waardering: N"), 5, "«N» is geen waardering", "appraisal"),
        (
            (LIST, ", brondatum: afgehandeld", ""),
            4,
            "categorie 1.10 wordt vernietigd: geef bewaartermijn en brondatum",
            "category 1.10 is destroyed: give period and trigger",
        ),
        (
            (LIST, "waardering: bewaren", "waardering: bewaren, bewaartermijn: 5 jaar"),
            5,
            "categorie 1.2 wordt bewaard",
            "category 1.2 is kept",
        ),
        ((POLICY, "soort: beleidsnota", "soort: nota"), 7, "«nota» is geen soort", "is no kind"),
        (
            (SOURCES, "opnemen: meteen", "wat geen regel kent: voorleggen"),
            8,
            "ies uit: aan een mens voorleggen, laten liggen",
            "hoose from: ask a person, leave",
        ),
        (
            (
                SOURCES,
                "    stand: uitvoeren",
                "    stand: uitvoeren\n    what no rule knows: leave",
            ),
            9,
            "«wat geen regel kent» hoort bij een kanaal; «Subsidiedossiers» is een bibliotheek",
            "«what no rule knows» goes with a channel",
        ),
        (
            (SOURCES, "    kanaal: Algemeen\n", ""),
            2,
            "de bron «Subsidies Algemeen» is een kanaal (team en kanaal) of een bibliotheek",
            "give one of both",
        ),
        (
            (SOURCES, "    bibliotheek: Archief", "    kanaal: x\n    bibliotheek: Archief"),
            9,
            "geef een van beide",
            "give one of both",
        ),
    ],
)
def test_a_mistake_is_told_in_both_languages_with_the_words_that_may_stand_there(
    change: tuple[str, str, str], line: int, message: str, message_en: str
) -> None:
    with pytest.raises(FilePlanError) as caught:
        read_file_plan(changed(change))
    told = caught.value.mistakes
    assert {(m.file, m.line) for m in told} == {(change[0], line)}
    assert all(message in m.message and message_en in m.message_en for m in told)


@pytest.mark.parametrize("library", ["Subsidiedossiers", "Archief /", "/ Subsidies"])
def test_a_library_is_named_with_its_site(library: str) -> None:
    old = "bibliotheek: Archief / Subsidiedossiers\nstand"
    line, message = mistake((TYPE, old, f"bibliotheek: {library}\nstand"))
    assert line == 3
    assert "naam van de site / naam van de bibliotheek" in message


def test_a_dossier_type_with_mistakes_does_not_make_the_sources_wrong() -> None:
    [(file, _, _)] = mistakes(changed((TYPE, "na 7 dagen rust", "ooit")))
    assert file == TYPE


@pytest.mark.parametrize(
    ("plan", "key", "typed"), [(DUTCH, "stand", "stant"), (ENGLISH, "mode", "moode")]
)
def test_a_key_that_was_mistyped_is_not_missing_as_well(
    plan: dict[str, str], key: str, typed: str
) -> None:
    [(file, line, message)] = mistakes(changed((TYPE, f"\n{key}: ", f"\n{typed}: "), plan=plan))
    assert (file, line) == (TYPE, 4)
    assert f"«{typed}» is hier geen sleutel; bedoelt u «{key}»?" in message


def test_a_key_that_is_missing_beside_one_that_does_not_belong_is_told_too() -> None:
    told = mistakes(changed((TYPE, "stand: uitvoeren\n", "kleur: rood\n")))
    assert [message.partition(";")[0] for _, _, message in told] == [
        "«stand» ontbreekt",
        "«kleur» is hier geen sleutel",
    ]


def test_a_key_that_stands_twice_is_a_mistake_on_its_second_line() -> None:
    line, message = mistake((TYPE, "stand: uitvoeren", "stand: uitvoeren\nstand: meekijken"))
    assert (line, message) == (5, "«stand» staat er twee keer")


def test_a_key_in_dutch_and_in_english_beside_each_other_is_a_mistake() -> None:
    line, message = mistake((TYPE, "stand: uitvoeren", "stand: uitvoeren\nmode: observe"))
    assert line == 5
    assert message == "«stand» en «mode» zijn dezelfde sleutel in twee talen; schrijf er één"


def test_a_condition_in_dutch_and_in_english_beside_each_other_is_a_mistake() -> None:
    line, message = mistake((TYPE, "in de naam: nee", "in de naam: nee\n      in the name: no"))
    assert line == 14
    assert message == (
        "«in de naam» en «in the name» zijn dezelfde sleutel in twee talen; schrijf er één"
    )


@pytest.mark.parametrize("file", [FRAMEWORK, SOURCES, LIST, KINDS])
def test_a_file_that_is_missing_is_told(file: str) -> None:
    texts = {name: text for name, text in DUTCH.items() if name != file}
    assert mistakes(texts) == [(file, 1, "dit bestand ontbreekt")]


def test_a_plan_without_dossier_types_is_a_mistake() -> None:
    texts = {file: text for file, text in DUTCH.items() if file not in (TYPE, POLICY)}
    assert mistakes(texts) == [("dossiertypen", 1, "er is geen enkel dossiertype")]


def test_a_file_that_does_not_belong_is_told_even_when_it_is_broken() -> None:
    assert [file for file, _, _ in mistakes(changed(files={"x.yaml": "a: ["}))] == ["x.yaml"] * 2


def test_an_empty_plan_tells_what_is_missing() -> None:
    missing = [SOURCES, KINDS, "dossiertypen", FRAMEWORK, LIST]
    assert [file for file, _, _ in mistakes({})] == missing


@pytest.mark.parametrize("text", ["", "# niets\n"])
def test_an_empty_file_lacks_every_key(text: str) -> None:
    told = mistakes(changed(files={FRAMEWORK: text}))
    assert [message for file, _, message in told if file == FRAMEWORK] == [
        "«label lopend dossier» ontbreekt",
        "«ordeningsplan» ontbreekt",
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
        (TYPE, 21, "«Aanvraag» past niet op dit voorbeeld: «Aanvraag.pdf»"),
        (TYPE, 22, "«Aanvraag» past toch op dit tegenvoorbeeld: «Verzoek 8:11.pdf»"),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (TYPE, "library: Archief / Subsidiedossiers", "library: Archief", 3),
        (TYPE, "after 7 days of quiet", "one day", 5),
        (TYPE, "SUB-jjjj-nnnn", "SUB", 7),
        (TYPE, "in the folder", "in the map", 16),
        (TYPE, "library: Archief /", "library: Depot /", 3),
        (TYPE, "{afgehandeld: Subsidieaanvraag}", "{afgewezen: Subsidieaanvraag}", 29),
        (SOURCES, "dossier: SUB-2026-0147", "dossier: 2026-0147", 7),
        (POLICY, "rests on: 2.10", "rests on: Erfgoednota", 10),
        (LIST, "number: 1.2", "number: 1.10", 5),
    ],
)
def test_a_mistake_in_a_plan_with_english_keys_has_its_line_too(
    file: str, old: str, new: str, line: int
) -> None:
    told = mistakes(changed((file, old, new), plan=ENGLISH))
    assert (file, line) in [(wrong, at) for wrong, at, _ in told]
