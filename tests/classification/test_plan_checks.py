"""What must hold between the parts of a plan."""

import pytest

from classification.file_plan.reading import FilePlanError, read_file_plan
from tests.classification.written import (
    DUTCH,
    FRAMEWORK,
    KINDS,
    LIST,
    POLICY,
    SOURCES,
    TERM,
    TYPE,
    changed,
)

OTHER = "dossiertypen/zelfde.yaml"


def told(texts: dict[str, str]) -> list[tuple[str, int, str]]:
    with pytest.raises(FilePlanError) as caught:
        read_file_plan(texts)
    assert all(mistake.message_en for mistake in caught.value.mistakes)
    return [(m.file, m.line, m.message) for m in caught.value.mistakes]


def another(name: str, shape: str) -> dict[str, str]:
    """A second dossier type with that name and number shape."""
    text = DUTCH[TYPE].replace("dossiertype: Subsidie", f"dossiertype: {name}")
    return {OTHER: text.replace("SUB-jjjj-nnnn", shape)}


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (
            (TYPE, "documentsoort: Subsidieaanvraag", "documentsoort: Subsidieaanvrag"),
            19,
            (
                "«Subsidieaanvrag» is geen documentsoort; bedoelt u «Subsidieaanvraag»? "
                "Kies uit: Subsidieaanvraag, Brief"
            ),
        ),
        (
            (TYPE, "{afgehandeld: [Subsidieaanvraag]}", "{afgehandeld: [Motie]}"),
            29,
            "«Motie» is geen documentsoort; kies uit: Subsidieaanvraag, Brief",
        ),
        (
            (TYPE, "documentsoorten: [Subsidieaanvraag]", "documentsoorten: [Brieven]"),
            32,
            "«Brieven» is geen documentsoort; bedoelt u «Brief»? Kies uit: Subsidieaanvraag, Brief",
        ),
        (
            (TYPE, "te bewaren: 1.2", "te bewaren: 9.9"),
            25,
            "«9.9» is geen categorie van de selectielijst; kies uit: 1.10, 1.2",
        ),
        (
            (TYPE, "{afgehandeld: [Subs", "{afgehandelt: [Subs"),
            29,
            (
                "«afgehandelt» is geen resultaat onder «bewaren naar resultaat»; "
                "bedoelt u «afgehandeld»? Kies uit: afgehandeld, te bewaren"
            ),
        ),
        (
            (SOURCES, "[Subsidie]", "[Subsidies]"),
            6,
            "«Subsidies» is geen dossiertype; bedoelt u «Subsidie»? Kies uit: Subsidie",
        ),
        (
            (SOURCES, "Archief / Subsidiedossiers", "Archif / Subsidiedossiers"),
            10,
            "«Archif» is geen site van ordeningsplan.yaml; bedoelt u «Archief»? Kies uit: Archief",
        ),
        (
            (SOURCES, "Archief / Subsidiedossiers", "Archief / Subsidiedossier"),
            10,
            (
                "«Archief / Subsidiedossier» is van geen enkel dossiertype de bibliotheek; "
                "bedoelt u «Archief / Subsidiedossiers»? Kies uit: Archief / Subsidiedossiers"
            ),
        ),
        (
            (SOURCES, "SUB-2026-0147", "SUB-2026-147"),
            7,
            "«SUB-2026-147» heeft niet de vorm van een dossiernummer hier: SUB-jjjj-nnnn",
        ),
        (
            (POLICY, "SUB-2025-0001", "AKK-2025-01"),
            5,
            "«AKK-2025-01» heeft niet de vorm van een dossiernummer hier: SUB-jjjj-nnnn",
        ),
        (
            (POLICY, "rust op: [2.10]", "rust op: [2.1, 2.10]"),
            10,
            (
                "«2.1» is geen onderdeel van het beleidskader; bedoelt u «2.10»? "
                "Kies uit: 2.10, Erfgoednota"
            ),
        ),
        (
            (POLICY, "titel: Erfgoed\n", "titel: Erfgoed\n    rust op: Erfgoednota\n"),
            5,
            "«2.10» rust op zichzelf: 2.10 → Erfgoednota → 2.10",
        ),
        (
            (POLICY, "rust op: [2.10]", "rust op: Erfgoednota"),
            10,
            "«Erfgoednota» rust op zichzelf: Erfgoednota → Erfgoednota",
        ),
        (
            (POLICY, "onderdeel: 2.10", "onderdeel: nota erfgoed"),
            9,
            "«nota erfgoed» is al de naam van een ander onderdeel (beleidskader.yaml:2)",
        ),
        (
            (LIST, "nummer: 1.2", "nummer: 1.10"),
            5,
            "«1.10» is al een andere categorie (selectielijst.yaml:4)",
        ),
        (
            (KINDS, "documentsoort: Brief", "documentsoort: subsidieaanvraag"),
            3,
            "«subsidieaanvraag» is al een andere documentsoort (documentsoorten.yaml:2)",
        ),
        (
            (KINDS, "engels: Letter", f"engels: Letter, term: {TERM.lower()}"),
            3,
            f"«{TERM.lower()}» is al de term van een andere documentsoort (documentsoorten.yaml:2)",
        ),
        (
            (SOURCES, "bron: Subsidiedossiers", "bron: subsidies algemeen"),
            9,
            "«subsidies algemeen» is al de naam van een andere bron (bronnen.yaml:2)",
        ),
        (
            (
                SOURCES,
                "    stand: uitvoeren",
                (
                    "    stand: uitvoeren\n  - {bron: Nog eens, stand: uitvoeren, "
                    "bibliotheek: archief/subsidiedossiers}"
                ),
            ),
            12,
            "«archief / subsidiedossiers» is al de plaats van een andere bron (bronnen.yaml:9)",
        ),
    ],
)
def test_what_does_not_hold_between_parts_is_told_where_it_stands(
    change: tuple[str, str, str], line: int, message: str
) -> None:
    assert (change[0], line, message) in told(changed(change))


def test_a_site_that_the_plan_does_not_have_is_told_with_those_there_are() -> None:
    [mistake] = told(changed((TYPE, "Archief / ", "Depot / ")))
    assert mistake == (
        TYPE,
        3,
        "«Depot» is geen site van ordeningsplan.yaml; kies uit: Archief",
    )


def test_two_dossier_types_with_one_name_are_told() -> None:
    assert told(changed(files=another("subsidie", "BYD-jjjj-nnnn"))) == [
        (OTHER, 1, f"«subsidie» is al de naam van een ander dossiertype ({TYPE}:1)"),
    ]


@pytest.mark.parametrize("shape", ["SUB-jjjj-nnnn", "SUB/jjjj/nnnn", "SUB-jjjj-nnn", "B-jjjj-nnnn"])
def test_two_number_shapes_that_cannot_be_told_apart_are_told(shape: str) -> None:
    assert told(changed(files=another("Bijdrage", shape))) == [
        (
            OTHER,
            7,
            f"«{shape}» is niet te onderscheiden van «SUB-jjjj-nnnn» van «Subsidie» ({TYPE}:7)",
        ),
    ]


def test_two_rules_of_one_dossier_type_have_two_names() -> None:
    start = DUTCH[TYPE].index("  - regel")
    rule = DUTCH[TYPE][start : DUTCH[TYPE].index("bewaren naar")]
    texts = {**DUTCH, TYPE: DUTCH[TYPE][:start] + rule + DUTCH[TYPE][start:]}
    assert told(texts) == [(TYPE, 23, f"«Aanvraag» is al de naam van een andere regel ({TYPE}:10)")]


def test_a_circle_is_told_once() -> None:
    texts = changed(
        (POLICY, "titel: Erfgoed\n", "titel: Erfgoed\n    rust op: Erfgoednota\n"),
    )
    assert [line for file, line, _ in told(texts) if file == POLICY] == [5]


def test_a_rule_may_take_a_dossier_that_no_source_has() -> None:
    texts = changed(
        (SOURCES, "    dossier: SUB-2026-0147\n", ""),
        (TYPE, "nummer in de tekst", "dossier van de bron"),
    )
    assert read_file_plan(texts).dossier_types[0].rules[0].number_from == ("source",)


def test_a_fixed_dossier_must_fit_a_dossier_type_of_its_own_source() -> None:
    texts = changed(
        (SOURCES, "SUB-2026-0147", "BYD-2026-0147"), files=another("Bijdrage", "BYD-jjjj-nnnn")
    )
    assert told(texts) == [
        (
            SOURCES,
            7,
            "«BYD-2026-0147» heeft niet de vorm van een dossiernummer hier: SUB-jjjj-nnnn",
        ),
    ]


BROKEN = "a: ["


@pytest.mark.parametrize("file", [LIST, KINDS, POLICY])
def test_a_file_that_cannot_be_read_does_not_make_the_others_wrong(file: str) -> None:
    assert [wrong for wrong, _, _ in told(changed(files={file: BROKEN}))] == [file]


def test_what_names_a_dossier_type_that_cannot_be_read_is_not_blamed() -> None:
    named = another("Bijdrage", "BYD-jjjj-nnnn")[OTHER]
    own = {OTHER: named.replace("Archief / Subsidiedossiers", "Archief / Bijdragen")}
    texts = changed(
        (SOURCES, "Archief / Subsidiedossiers", "Archief / Bijdragen"),
        (SOURCES, "[Subsidie]", "[Subsidie, Bijdrage]"),
        (SOURCES, "SUB-2026-0147", "BYD-2026-0147"),
        (POLICY, "SUB-2025-0001", "BYD-2025-0001"),
        files=own,
    )
    read_file_plan(texts)
    assert [(file, line) for file, line, _ in told({**texts, OTHER: BROKEN})] == [(OTHER, 1)]


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ((LIST, "nummer: 1.2", "nummer: 1.10"), (LIST, 5)),
        ((LIST, "nummer: 1.2", "nummer: twee"), (LIST, 5)),
        ((LIST, "nummer: 1.2", "nummmer: 1.2"), (LIST, 5)),
        ((KINDS, "documentsoort: Subsidieaanvraag", "documentsoort: Brief"), (KINDS, 3)),
        ((POLICY, "onderdeel: 2.10", "onderdeel: Erfgoednota"), (POLICY, 6)),
    ],
)
def test_who_names_something_is_not_blamed_where_that_stands_twice_or_is_wrong_in_itself(
    change: tuple[str, str, str], at: tuple[str, int]
) -> None:
    assert {(file, line) for file, line, _ in told(changed(change))} == {at}


def test_a_dossier_type_with_the_name_of_another_does_not_make_the_sources_wrong() -> None:
    texts = changed(
        (SOURCES, "[Subsidie]", "[Subsidie, Bijdrage]"), files=another("Subsidie", "BYD-jjjj-nnnn")
    )
    assert told(texts) == [
        (OTHER, 1, f"«Subsidie» is al de naam van een ander dossiertype ({TYPE}:1)")
    ]


def test_a_number_shape_that_is_wrong_in_itself_is_not_compared_with_others() -> None:
    [(file, line, message)] = told(changed(files=another("Bijdrage", "2026-jjjj")))
    assert (file, line) == (OTHER, 7)
    assert message.startswith("«dossiernummer: 2026-jjjj»: schrijf de vorm")


def test_a_number_shape_that_looks_like_several_is_told_once_with_the_places_of_those() -> None:
    first, third = "dossiertypen/aanvraag.yaml", "dossiertypen/tegemoetkoming.yaml"
    texts = changed(
        files={
            first: another("Aanvraag", "B-jjjj-nnnn")[OTHER],
            third: another("Tegemoetkoming", "TEB-jjjj-nnnn")[OTHER],
        }
    )
    assert told(texts) == [
        (
            first,
            7,
            (
                f"«B-jjjj-nnnn» is niet te onderscheiden van «SUB-jjjj-nnnn» van «Subsidie» ({TYPE}:7) "
                f"en «TEB-jjjj-nnnn» van «Tegemoetkoming» ({third}:7)"
            ),
        )
    ]


def test_a_wrong_name_beside_other_mistakes_in_its_file_is_told_too() -> None:
    texts = changed(
        (FRAMEWORK, "label lopend dossier: Lopend dossier\n", ""),
        (TYPE, "inhoudstype: Archiefstuk\n", ""),
        (TYPE, "documentsoort: Subsidieaanvraag", "documentsoort: Motie"),
        (TYPE, "niet: [Bezwaar tegen aanvraag", "niet: [Aanvraag"),
    )
    assert [(file, line) for file, line, _ in told(texts)] == [
        (TYPE, 1),
        (TYPE, 18),
        (TYPE, 21),
        (FRAMEWORK, 1),
    ]
